/*
 * Tables as lines of text: JSON objects, and comma-separated values.
 */
#include "report/tables.h"

#include "report/json.h"

#include <string.h>

static enum tw_status each_table(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_style *style,
	tw_row_taker *take, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	for (int kind = 0; kind < TW_TABLES && !status; kind++)
		if (style->tables & 1u << kind)
			status = tw_tables_each(county, kind, take, out, err);
	return !status && out->failed ? tw_fail_memory(err) : status;
}

/* ---- JSON ---- */

static enum tw_status take_object(const struct tw_table *table,
	const struct tw_view *cells, void *context, struct tw_error *err)
{
	struct tw_json json = { context, false };

	(void)err;
	tw_json_open(&json, '{');
	tw_json_key(&json, "table");
	tw_json_text(&json, table->name);
	for (size_t i = 0; i < table->count; i++) {
		enum tw_cell_kind kind = table->columns[i].kind;

		tw_json_key(&json, table->columns[i].name);
		if (!cells[i].ptr) {
			tw_json_null(&json);
		} else if (kind == TW_CELL_TEXT || kind == TW_CELL_ID) {
			tw_json_string(&json, cells[i]);
		} else {
			tw_json_bare(&json, "");
			tw_buffer_view(json.out, cells[i]);
		}
	}
	tw_json_close(&json, '}');
	tw_buffer_byte(json.out, '\n');
	return TW_OK;
}

enum tw_status tw_tables_ndjson(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	(void)scope;
	return each_table(out, county, style, take_object, err);
}

/* ---- comma-separated values, as RFC 4180 has them ---- */

/*
 * True if a spreadsheet may take a text for a formula, by a sign of usual or
 * of full width; and of what begins with the mark itself, so that the mark can
 * be taken off again.
 */
static bool is_armed(struct tw_view text)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };

	if (!text.len)
		return false;
	for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++)
		if (text.len >= strlen(wide[i]) &&
		    !memcmp(text.ptr, wide[i], strlen(wide[i])))
			return true;
	return strchr("=+-@\t\r'", text.ptr[0]);
}

static bool is_quoted(struct tw_view text)
{
	bool quoted = !text.len;

	for (size_t i = 0; i < text.len; i++)
		quoted |= text.ptr[i] == '"' || text.ptr[i] == ',' ||
			text.ptr[i] == ';' || text.ptr[i] == '\t' ||
			text.ptr[i] == '\r' || text.ptr[i] == '\n';
	return quoted;
}

static void add_text(struct tw_buffer *out, struct tw_view text)
{
	bool quoted = is_quoted(text);

	if (quoted)
		tw_buffer_byte(out, '"');
	if (is_armed(text))
		tw_buffer_byte(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			tw_buffer_byte(out, '"');
		tw_buffer_byte(out, text.ptr[i]);
	}
	if (quoted)
		tw_buffer_byte(out, '"');
}

static enum tw_status take_cells(const struct tw_table *table,
	const struct tw_view *cells, void *context, struct tw_error *err)
{
	struct tw_buffer *out = context;

	(void)err;
	for (size_t i = 0; i < table->count; i++) {
		enum tw_cell_kind kind = table->columns[i].kind;

		tw_buffer_string(out, i ? "," : "");
		if (!cells[i].ptr)
			continue;
		if (kind == TW_CELL_TEXT || kind == TW_CELL_ID)
			add_text(out, cells[i]);
		else
			tw_buffer_view(out, cells[i]);
	}
	tw_buffer_string(out, "\r\n");
	return TW_OK;
}

enum tw_status tw_tables_csv(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	(void)scope;
	for (int kind = 0; kind < TW_TABLES; kind++) {
		const struct tw_table *table = &tw_tables[kind];

		if (!(style->tables & 1u << kind))
			continue;
		for (size_t i = 0; i < table->count; i++)
			tw_buffer_format(out, i ? ",%s" : "%s",
				table->columns[i].name);
		tw_buffer_string(out, "\r\n");
	}
	return each_table(out, county, style, take_cells, err);
}
