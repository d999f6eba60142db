/*
 * Comma-separated values, as RFC 4180 has them, with formulas guarded.
 * spec/json.md, chapter "Tables".
 */
#ifndef TW_REPORT_CSV_H
#define TW_REPORT_CSV_H

#include "report/tables.h"

/* The names of the columns, and a row. ptr NULL is null, an empty cell. */
void tw_csv_names(struct tw_buffer *out, const struct tw_data_table *table);
void tw_csv_row(struct tw_buffer *out, const struct tw_data_table *table,
	const struct tw_view cells[TW_MOST_COLUMNS]);

/*
 * A text for a cell: what may not stand in a record is shown as U+FFFD. It is
 * `text` itself, or lives in `arena`; without memory ptr is NULL.
 */
struct tw_view tw_cell_text(struct tw_view text, struct tw_arena *arena);

#endif
