/*
 * Tables as an SQLite database: made in memory, and handed over as bytes, so
 * that a file is written whole or not at all.
 */
#include "report/tables.h"

#include "report/sqlite.h"

/* What is asked of the database at hand, and what it is filled by. */
struct storing {
	struct tw_sqlite sqlite;
	sqlite3 *database;
	sqlite3_stmt *insert; /* into the table at hand */
	struct tw_buffer sql;
};

/* Fails with what SQLite said last. */
static enum tw_status fail(const struct storing *s, struct tw_error *err)
{
	if (!s->database ||
	    (s->sqlite.extended_errcode(s->database) & 0xFF) == SQLITE_NOMEM)
		return tw_fail_memory(err);
	return tw_fail(err, TW_IO, "the database could not be made (SQLite: "
		"%s)", s->sqlite.errmsg(s->database));
}

static enum tw_status run(struct storing *s, const char *sql,
	struct tw_error *err)
{
	return s->sqlite.exec(s->database, sql, NULL, NULL, NULL) ==
		SQLITE_OK ? TW_OK : fail(s, err);
}

/* ---- tables ---- */

static void add_column(struct tw_buffer *sql, const struct tw_column *column,
	bool key)
{
	static const char *const types[] = {
		[TW_CELL_TEXT] = "TEXT",
		[TW_CELL_ID] = "TEXT",
		[TW_CELL_WHOLE] = "INTEGER",
		[TW_CELL_DECIMAL] = "NUMERIC",
		[TW_CELL_TRUTH] = "INTEGER",
	};

	tw_buffer_format(sql, "  \"%s\" %s%s%s", column->name,
		types[column->kind], column->filled ? " NOT NULL" : "",
		key ? " PRIMARY KEY" : "");
	if (column->kind == TW_CELL_TRUTH)
		tw_buffer_format(sql, " CHECK (\"%s\" IN (0, 1))",
			column->name);
	if (column->of)
		tw_buffer_format(sql, " REFERENCES \"%s\" (id)", column->of);
}

static enum tw_status make_table(struct storing *s,
	const struct tw_data_table *table, struct tw_error *err)
{
	tw_buffer_clear(&s->sql);
	tw_buffer_format(&s->sql, "CREATE TABLE \"%s\" (\n", table->name);
	for (size_t i = 0; i < table->count; i++) {
		tw_buffer_string(&s->sql, i ? ",\n" : "");
		add_column(&s->sql, &table->columns[i], !i);
	}
	tw_buffer_string(&s->sql, "\n)");
	tw_buffer_byte(&s->sql, '\0');
	return s->sql.failed ? tw_fail_memory(err) :
		run(s, s->sql.ptr, err);
}

static enum tw_status prepare(struct storing *s,
	const struct tw_data_table *table, struct tw_error *err)
{
	tw_buffer_clear(&s->sql);
	tw_buffer_format(&s->sql, "INSERT INTO \"%s\" VALUES (", table->name);
	for (size_t i = 0; i < table->count; i++)
		tw_buffer_string(&s->sql, i ? ", ?" : "?");
	tw_buffer_byte(&s->sql, ')');
	if (s->sql.failed)
		return tw_fail_memory(err);
	return s->sqlite.prepare_v2(s->database, s->sql.ptr, (int)s->sql.len,
		&s->insert, NULL) == SQLITE_OK ? TW_OK : fail(s, err);
}

/* ---- rows ---- */

/* Decimals go as text, which the column's type makes a number. */
static int bind(struct storing *s, int at, enum tw_cell_kind kind,
	struct tw_view cell)
{
	if (!cell.ptr)
		return s->sqlite.bind_null(s->insert, at);
	if (kind == TW_CELL_TRUTH)
		return s->sqlite.bind_int64(s->insert, at,
			tw_view_equal(cell, TW_VIEW("true")));
	return s->sqlite.bind_text(s->insert, at, cell.ptr, (int)cell.len,
		SQLITE_STATIC);
}

static enum tw_status take_row(const struct tw_data_table *table,
	const struct tw_view *cells, void *context, struct tw_error *err)
{
	struct storing *s = context;
	int result = SQLITE_OK;

	for (size_t i = 0; i < table->count && result == SQLITE_OK; i++)
		result = bind(s, (int)i + 1, table->columns[i].kind,
			cells[i]);
	if (result == SQLITE_OK && s->sqlite.step(s->insert) == SQLITE_DONE &&
	    s->sqlite.reset(s->insert) == SQLITE_OK)
		return TW_OK;
	return fail(s, err);
}

static enum tw_status fill_table(struct storing *s,
	const struct tw_county *county, enum tw_table_kind kind,
	struct tw_error *err)
{
	enum tw_status status = make_table(s, &tw_tables[kind], err);

	if (!status)
		status = prepare(s, &tw_tables[kind], err);
	if (!status)
		status = tw_tables_each(county, kind, take_row, s, err);
	s->sqlite.finalize(s->insert);
	s->insert = NULL;
	return status;
}

/* ---- all of it ---- */

/*
 * What stood in a page before is wiped out, so that the same records give the
 * same bytes. The ids are "Twse" and the version of spec/json.md.
 */
static const char opening[] =
	"PRAGMA secure_delete = ON;"
	"PRAGMA temp_store = MEMORY;"
	"PRAGMA encoding = 'UTF-8';"
	"PRAGMA application_id = 0x54777365;"
	"PRAGMA user_version = 1;"
	"BEGIN";

static enum tw_status take_bytes(struct tw_buffer *out, struct storing *s,
	struct tw_error *err)
{
	sqlite3_int64 size = 0;
	unsigned char *bytes = s->sqlite.serialize(s->database, "main", &size,
		0);

	if (!bytes)
		return tw_fail_memory(err);
	/* A large one need not be there three times. */
	s->sqlite.close(s->database);
	s->database = NULL;
	tw_buffer_add(out, bytes, (size_t)size);
	s->sqlite.free(bytes);
	return out->failed ? tw_fail_memory(err) : TW_OK;
}

static enum tw_status store(struct tw_buffer *out, struct storing *s,
	const struct tw_county *county, struct tw_error *err)
{
	enum tw_status status = s->sqlite.open(":memory:", &s->database) ==
		SQLITE_OK ? run(s, opening, err) : fail(s, err);

	for (int kind = 0; kind < TW_TABLES && !status; kind++)
		status = fill_table(s, county, kind, err);
	if (!status)
		status = run(s, "COMMIT", err);
	return status ? status : take_bytes(out, s, err);
}

enum tw_status tw_tables_sqlite(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	struct storing s = { .database = NULL };
	enum tw_status status = tw_sqlite_load(&s.sqlite, err);

	(void)scope;
	(void)style;
	if (!status)
		status = store(out, &s, county, err);
	if (s.database)
		s.sqlite.close(s.database);
	tw_sqlite_unload(&s.sqlite);
	tw_buffer_release(&s.sql);
	return status;
}
