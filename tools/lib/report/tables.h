/*
 * Summaries as tables, for programs: records, items, measures and plans.
 * spec/json.md, chapter "Tables".
 *
 * The rows of an area are packed as they are found; a county writes those of
 * all its areas, one table after the other, in one of three forms.
 */
#ifndef TW_REPORT_TABLES_H
#define TW_REPORT_TABLES_H

#include "report/summary.h"

enum tw_table_kind {
	TW_TABLE_RECORDS,
	TW_TABLE_ITEMS,
	TW_TABLE_MEASURES,
	TW_TABLE_PLANS,
	TW_TABLES
};

enum tw_cell_kind {
	TW_CELL_TEXT,
	TW_CELL_ID,      /* of an area, or of what lies below one */
	TW_CELL_WHOLE,   /* a whole number */
	TW_CELL_DECIMAL, /* an exact decimal */
	TW_CELL_TRUTH    /* "true" or "false" */
};

struct tw_column {
	const char *name;
	enum tw_cell_kind kind;
	bool filled;     /* never null */
	const char *of;  /* the table whose ids these are; NULL: none */
};

/* A table; its first column is its key. */
struct tw_data_table {
	const char *name;
	const struct tw_column *columns;
	size_t count;
};

extern const struct tw_data_table tw_tables[TW_TABLES];

enum { TW_MOST_COLUMNS = 16 };

/* What stands in a column; ptr NULL: null. */
typedef enum tw_status tw_row_taker(const struct tw_data_table *table,
	const struct tw_view cells[TW_MOST_COLUMNS], void *context,
	struct tw_error *err);

/*
 * Hands over each row of a table, area by area, and stops where `take` fails.
 * Cells are valid until it returns.
 */
enum tw_status tw_tables_each(const struct tw_county *county,
	enum tw_table_kind kind, tw_row_taker *take, void *context,
	struct tw_error *err);

/*
 * Packs the rows of an area, of those tables that style->tables has;
 * `context` is a struct tw_summary_style. The body that a county keeps.
 */
tw_area_report tw_tables_area;

/*
 * The tables of style->tables as one JSON object a line; the one table of it
 * as comma-separated values; all of them as the bytes of an SQLite database.
 * Where SQLite cannot be loaded the status is TW_IO.
 */
tw_county_report tw_tables_ndjson, tw_tables_csv, tw_tables_sqlite;

#endif
