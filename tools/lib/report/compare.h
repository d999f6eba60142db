/*
 * Comparisons of two terms, for people and for programs: pages of steps, and
 * what an area hands over of them, to be put together.
 */
#ifndef TW_REPORT_COMPARE_H
#define TW_REPORT_COMPARE_H

#include "base/buffer.h"
#include "report/veil.h"
#include "thread/scope.h"

/* Which table comma-separated values are of. */
enum tw_compare_table { TW_COMPARED_PLANS, TW_COMPARED_MEASURES };

struct tw_compare_style {
	unsigned width; /* columns */
	bool color;
	bool all;       /* items one by one, too */
	bool why;       /* what plans were taken for, and why */
	bool alone;     /* the page is of one step, whose title is its own */
	const char *asked; /* a theme or priority, whose areas stand side by */
	                   /* side with their figures; NULL: neither */
	enum tw_compare_table table;
	const struct tw_veil *veil; /* over Markdown; NULL: none */
};

/* The steps of an area on their way to a page; steps->count is above 0. */
struct tw_compare_sheet {
	struct tw_buffer *out;
	const struct tw_steps *steps;
	const struct tw_compare_style *style;
	const struct tw_step *sample; /* all go from these terms; or NULL */
};

struct tw_compare_sheet tw_compare_sheet(struct tw_buffer *out,
	const struct tw_steps *steps, const struct tw_compare_style *style);

/* The update that a step is of: the later one, if there is one. */
static inline const struct tw_filed *tw_step_filed(const struct tw_step *step)
{
	return step->to ? step->to : step->from;
}

/* An item as it is, or was. */
static inline const struct tw_node *tw_change_node(
	const struct tw_item_change *change)
{
	return change->to ? change->to : change->from;
}

/* How to print a likeness: printf("likeness " TW_SCORE, TW_SCORE_ARG(720)). */
#define TW_SCORE "%u.%02u"
#define TW_SCORE_ARG(score) (score) / 1000, (score) % 1000 / 10

/* What stands above the steps of an area; a step. Safe to show. */
typedef void tw_compare_head(const struct tw_compare_sheet *sheet);
typedef void tw_compare_page(const struct tw_compare_sheet *sheet,
	const struct tw_step *step);

tw_compare_head tw_compare_text_head;
tw_compare_page tw_compare_text, tw_compare_markdown, tw_compare_html;

/* Of these a page is a part of a document's body. */
tw_compare_page tw_compare_docx, tw_compare_odt;

/*
 * An object of the JSON array "comparisons", with a comma before it; and rows
 * of the one table of comma-separated values that style->table names.
 */
tw_compare_page tw_compare_json, tw_compare_csv;

/* The line of names above all rows. */
void tw_compare_csv_names(struct tw_buffer *out, enum tw_compare_table table);

/* Why an item is taken for a plan or not, in words: "the two are alike". */
const char *tw_reason_words(enum tw_reason reason);

#endif
