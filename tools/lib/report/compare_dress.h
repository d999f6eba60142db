/*
 * The page of a comparison, part by part, in the dress of summaries: the same
 * for pages and for documents. Only plans, figures and changed items look
 * like nothing that summaries have.
 */
#ifndef TW_REPORT_COMPARE_DRESS_H
#define TW_REPORT_COMPARE_DRESS_H

#include "report/compare_told.h"
#include "report/summary_dress.h"

struct tw_compare_dress;

/* A step on its way to a page. */
struct tw_compare_telling {
	struct tw_summary_sheet *sheet;
	const struct tw_compare_dress *own;
	const struct tw_compare_sheet *of;
	const struct tw_step *step;
	struct tw_arena *arena; /* for one thing at a time */
};

/* What a form adds to its dress. */
struct tw_compare_dress {
	/* Above all plans, and above those that became one thing; or NULL. */
	void (*plans)(const struct tw_compare_telling *t);
	void (*group)(const struct tw_compare_telling *t);
	/* A plan, with tw_compare_notes; figures, of which there are some. */
	void (*plan)(const struct tw_compare_telling *t,
		const struct tw_plan *plan);
	void (*figures)(const struct tw_compare_telling *t);
	/* What became of an item. */
	void (*change)(const struct tw_compare_telling *t,
		const struct tw_item_change *change);
	tw_summary_say *note;
};

/* Tells a step; what the sheet had to say it with is given back. */
void tw_compare_dressed(struct tw_summary_sheet *sheet,
	const struct tw_compare_dress *own, const struct tw_compare_sheet *of,
	const struct tw_step *step);

/* Where else a plan shows up, and what it may have become. */
void tw_compare_notes(const struct tw_compare_telling *t,
	const struct tw_plan *plan);

#endif
