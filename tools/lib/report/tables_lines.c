/*
 * Tables as lines of text: JSON objects, and comma-separated values.
 */
#include "report/csv.h"
#include "report/json.h"

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

static enum tw_status take_object(const struct tw_data_table *table,
	const struct tw_view *cells, void *context, struct tw_error *err)
{
	struct tw_json json = { context, false };

	(void)err;
	tw_json_open(&json, '{');
	tw_json_word(&json, "table", table->name);
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

/* ---- comma-separated values ---- */

static enum tw_status take_cells(const struct tw_data_table *table,
	const struct tw_view *cells, void *context, struct tw_error *err)
{
	(void)err;
	tw_csv_row(context, table, cells);
	return TW_OK;
}

enum tw_status tw_tables_csv(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	(void)scope;
	for (int kind = 0; kind < TW_TABLES; kind++)
		if (style->tables & 1u << kind)
			tw_csv_names(out, &tw_tables[kind]);
	return each_table(out, county, style, take_cells, err);
}
