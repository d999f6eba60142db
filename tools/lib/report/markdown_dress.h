/*
 * A summary as Markdown: what its parts have in common.
 */
#ifndef TW_REPORT_MARKDOWN_DRESS_H
#define TW_REPORT_MARKDOWN_DRESS_H

#include "report/summary_dress.h"
#include "report/veil.h"

/* What stands above: lines of one list, or of one table, come together. */
enum tw_markdown_kind { TW_MD_NOTHING, TW_MD_BLOCK, TW_MD_ITEMS, TW_MD_ROWS };

extern const struct tw_summary_dress tw_markdown_dress;

/* What the dress of Markdown owns of a sheet. */
struct tw_markdown_page {
	enum tw_markdown_kind above;
	bool titled; /* a title stands above, whose parts are below it */
	const struct tw_veil *veil; /* over all texts; NULL: none */
};

/*
 * A row of a table, its cells one by one, and its end. The second row of a
 * table is its rule: how each column is set.
 */
void tw_markdown_row(struct tw_summary_sheet *sheet);
void tw_markdown_cell(struct tw_summary_sheet *sheet, struct tw_view text);
void tw_markdown_rule(struct tw_summary_sheet *sheet, bool number);
void tw_markdown_row_end(struct tw_summary_sheet *sheet);

/* The words of the sheet as a cell. */
void tw_markdown_told(struct tw_summary_sheet *sheet);

#endif
