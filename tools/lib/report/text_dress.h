/*
 * The paper of a summary as text, and what its parts have in common.
 */
#ifndef TW_REPORT_TEXT_DRESS_H
#define TW_REPORT_TEXT_DRESS_H

#include "report/summary_dress.h"
#include "report/wrap.h"

/* Columns where things begin. */
enum { TW_PART = 2, TW_LINE = 4, TW_MORE = 6 };

extern const struct tw_summary_dress tw_text_dress;

/* What the dress of text owns of a sheet. */
struct tw_text_page {
	struct tw_paper paper;
	bool blank; /* the line above is empty, or there is none */
};

/* The page of a sheet, on which something is about to be set. */
struct tw_text_page *tw_text_page(struct tw_summary_sheet *sheet);

/* Parts of the dress: figures as small bars, and tables in columns. */
void tw_text_figures(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct tw_story *story);
void tw_text_table(struct tw_summary_sheet *sheet,
	const struct tw_summary_table *table);
void tw_text_row(struct tw_summary_sheet *sheet,
	const struct tw_summary_table *table,
	const struct tw_summary_row *row);

#endif
