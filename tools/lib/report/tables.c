/*
 * The tables, and the rows of all areas in turn.
 */
#include "report/tables.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* ---- what there is ---- */

static const struct tw_column of_records[] = {
	{ "id", TW_CELL_ID, true, NULL },
	{ "area", TW_CELL_TEXT, true, NULL },
	{ "area_slug", TW_CELL_ID, true, NULL },
	{ "priority", TW_CELL_TEXT, true, NULL },
	{ "title", TW_CELL_TEXT, false, NULL },
	{ "term", TW_CELL_TEXT, true, NULL },
	{ "term_order", TW_CELL_WHOLE, true, NULL },
	{ "status", TW_CELL_TEXT, true, NULL },
	{ "date", TW_CELL_TEXT, false, NULL },
	{ "themes", TW_CELL_TEXT, false, NULL },
	{ "officers", TW_CELL_TEXT, false, NULL },
	{ "succeeds", TW_CELL_TEXT, false, NULL },
	{ "latest", TW_CELL_TRUTH, true, NULL },
	{ "path", TW_CELL_TEXT, false, NULL },
};

static const struct tw_column of_items[] = {
	{ "id", TW_CELL_ID, true, NULL },
	{ "record", TW_CELL_ID, true, "records" },
	{ "section", TW_CELL_TEXT, true, NULL },
	{ "position", TW_CELL_WHOLE, true, NULL },
	{ "line", TW_CELL_WHOLE, true, NULL },
	{ "key", TW_CELL_TEXT, false, NULL },
	{ "disposition", TW_CELL_TEXT, false, NULL },
	{ "text", TW_CELL_TEXT, true, NULL },
	{ "evidence", TW_CELL_TEXT, false, NULL },
	{ "first_term", TW_CELL_TEXT, true, NULL },
	{ "stands", TW_CELL_TRUTH, true, NULL },
};

static const struct tw_column of_measures[] = {
	{ "id", TW_CELL_ID, true, NULL },
	{ "record", TW_CELL_ID, true, "records" },
	{ "item", TW_CELL_ID, false, "items" },
	{ "name", TW_CELL_TEXT, true, NULL },
	{ "kind", TW_CELL_TEXT, true, NULL },
	{ "adds", TW_CELL_TRUTH, true, NULL },
	{ "value", TW_CELL_DECIMAL, true, NULL },
	{ "unit", TW_CELL_TEXT, true, NULL },
	{ "whole", TW_CELL_WHOLE, false, NULL },
	{ "counts", TW_CELL_TRUTH, true, NULL },
	{ "total", TW_CELL_DECIMAL, false, NULL },
	{ "expected", TW_CELL_DECIMAL, false, NULL },
};

static const struct tw_column of_plans[] = {
	{ "id", TW_CELL_ID, true, "items" },
	{ "record", TW_CELL_ID, true, "records" },
	{ "position", TW_CELL_WHOLE, true, NULL },
	{ "key", TW_CELL_TEXT, false, NULL },
	{ "text", TW_CELL_TEXT, true, NULL },
	{ "open", TW_CELL_TRUTH, true, NULL },
	{ "became", TW_CELL_TEXT, false, NULL },
	{ "by", TW_CELL_TEXT, false, NULL },
	{ "score", TW_CELL_DECIMAL, false, NULL },
	{ "shown", TW_CELL_ID, false, NULL },
	{ "shown_priority", TW_CELL_TEXT, false, NULL },
	{ "shown_term", TW_CELL_TEXT, false, NULL },
	{ "shown_section", TW_CELL_TEXT, false, NULL },
	{ "shown_position", TW_CELL_WHOLE, false, NULL },
};

const struct tw_data_table tw_tables[TW_TABLES] = {
	[TW_TABLE_RECORDS] = { "records", of_records, COUNT(of_records) },
	[TW_TABLE_ITEMS] = { "items", of_items, COUNT(of_items) },
	[TW_TABLE_MEASURES] = { "measures", of_measures, COUNT(of_measures) },
	[TW_TABLE_PLANS] = { "plans", of_plans, COUNT(of_plans) },
};

/* ---- rows ---- */

/* Rows of an area on their way. */
struct reading {
	const struct tw_data_table *table;
	struct tw_view area;     /* what its ids begin with */
	struct tw_unpack rows;
	struct tw_buffer ids;    /* of the row at hand */
	tw_row_taker *take;
	void *context;
};

/* An id without its area: where it stands among ids, its length in `cell`. */
static size_t begin_id(struct reading *r, struct tw_view *cell)
{
	size_t start = r->ids.len;

	tw_buffer_view(&r->ids, r->area);
	if (cell->len)
		tw_buffer_byte(&r->ids, '/');
	tw_buffer_view(&r->ids, *cell);
	cell->len = r->ids.len - start;
	return start;
}

static enum tw_status take_row(struct reading *r, struct tw_error *err)
{
	struct tw_view cells[TW_MOST_COLUMNS];
	size_t starts[TW_MOST_COLUMNS];

	tw_buffer_clear(&r->ids);
	for (size_t i = 0; i < r->table->count; i++) {
		bool there = tw_unpack_bool(&r->rows);

		cells[i] = there ? tw_unpack_view(&r->rows) :
			(struct tw_view){ NULL, 0 };
		if (there && !cells[i].ptr)
			cells[i] = TW_VIEW("");
		if (there && r->table->columns[i].kind == TW_CELL_ID)
			starts[i] = begin_id(r, &cells[i]);
	}
	if (r->ids.failed)
		return tw_fail_memory(err);
	if (r->rows.failed)
		return tw_fail(err, TW_USAGE, "these are no rows");
	for (size_t i = 0; i < r->table->count; i++)
		if (cells[i].ptr && r->table->columns[i].kind == TW_CELL_ID)
			cells[i].ptr = r->ids.ptr + starts[i];
	return r->take(r->table, cells, r->context, err);
}

static enum tw_status take_area(struct reading *r,
	const struct tw_area_rows *area, enum tw_table_kind kind,
	struct tw_error *err)
{
	enum tw_status status = TW_OK;
	struct tw_unpack body = { area->body, false };

	for (int i = 0; i < TW_TABLES && body.rest.len; i++) {
		struct tw_view rows = tw_unpack_view(&body);

		if (i == (int)kind)
			r->rows = (struct tw_unpack){ rows, body.failed };
	}
	while (r->rows.rest.len && !status)
		status = take_row(r, err);
	return status;
}

/*
 * Areas of one slug under several house rules are told apart by a number, the
 * first one aside: "eden", "eden@2".
 */
static struct tw_view area_id(const struct tw_county *county, size_t which)
{
	struct tw_view slug = county->areas[which]->slug;
	size_t nth = 1;

	while (nth <= which && tw_view_equal(county->areas[which - nth]->slug,
	       slug))
		nth++;
	return nth == 1 ? slug : tw_arena_format(county->arena, "%.*s@%zu",
		TW_ARG(slug), nth);
}

enum tw_status tw_tables_each(const struct tw_county *county,
	enum tw_table_kind kind, tw_row_taker *take, void *context,
	struct tw_error *err)
{
	struct reading r = { .table = &tw_tables[kind], .take = take,
		.context = context };
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < county->count && !status; i++) {
		r.area = area_id(county, i);
		status = r.area.ptr ? take_area(&r, county->areas[i], kind,
			err) : tw_fail_memory(err);
	}
	tw_buffer_release(&r.ids);
	return status;
}
