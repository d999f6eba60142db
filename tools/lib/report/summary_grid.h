/*
 * The plans of a story, and its figures, as tables: the same for each form
 * that has tables.
 */
#ifndef TW_REPORT_SUMMARY_GRID_H
#define TW_REPORT_SUMMARY_GRID_H

#include "report/summary_dress.h"

enum { TW_GRID_TERMS = 8, TW_GRID_COLUMNS = TW_GRID_TERMS + 4 };

/* How a form sets a table: its names, then rows of cells. */
struct tw_grid {
	size_t terms; /* most that stand beside each other, to TW_GRID_TERMS */
	/* Of `numbers` bit i says that column i is one. */
	void (*begin)(struct tw_summary_sheet *sheet,
		const struct tw_view *names, unsigned numbers, size_t count);
	void (*row)(struct tw_summary_sheet *sheet);
	void (*cell)(struct tw_summary_sheet *sheet, struct tw_view text);
	void (*row_end)(struct tw_summary_sheet *sheet);
};

/* The part on plans; and that on figures, a column for each term. */
void tw_grid_plans(struct tw_summary_sheet *sheet,
	const struct tw_grid *grid, const struct tw_area *area,
	const struct tw_story *story);
void tw_grid_figures(struct tw_summary_sheet *sheet,
	const struct tw_grid *grid, const struct tw_area *area,
	const struct tw_story *story);

#endif
