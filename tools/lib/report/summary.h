/*
 * Summaries of many terms, for people and for programs. spec/summary.md.
 */
#ifndef TW_REPORT_SUMMARY_H
#define TW_REPORT_SUMMARY_H

#include "summary/county.h"
#include "summary/task.h"

struct tw_site;

struct tw_summary_style {
	unsigned width; /* columns of text */
	bool color;
	bool all;       /* what is overdue to its end, too */
	unsigned tables; /* that are wanted: 1 << enum tw_table_kind */
	struct tw_site *site; /* where its pages go */
};

/* Appends what a form makes of a county. Without memory the status says so. */
typedef enum tw_status tw_county_report(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err);

/*
 * The stories of an area in each form, which the county puts into its document;
 * those of JSON are objects. `context` is a struct tw_summary_style.
 */
tw_area_report tw_stories_text, tw_stories_json, tw_stories_markdown,
	tw_stories_html, tw_stories_docx, tw_stories_odt;

/*
 * A county in each form: the table of its areas, or of the priorities of its
 * one area, what is overdue, themes, and the stories that areas bring along.
 * JSON is that of spec/json.md, chapter 6.
 */
tw_county_report tw_county_text, tw_county_json, tw_county_markdown,
	tw_county_html, tw_county_docx, tw_county_odt;

#endif
