/*
 * Summaries of many terms, for people and for programs. spec/summary.md.
 */
#ifndef TW_REPORT_SUMMARY_H
#define TW_REPORT_SUMMARY_H

#include "summary/county.h"

struct tw_site;

struct tw_summary_style {
	unsigned width; /* columns of text */
	bool color;
	bool all;       /* what is overdue to its end, too */
	unsigned tables; /* that are wanted: 1 << enum tw_table_kind */
	struct tw_site *site; /* where its pages go */
};

/* The stories of an area as text; `context` is a struct tw_summary_style. */
void tw_stories_text(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context);

/*
 * A county as text: the table of its areas, or of the priorities of its one
 * area, what is overdue, themes, and the stories that areas bring along.
 */
enum tw_status tw_county_text(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err);

/*
 * The same as JSON, spec/json.md, chapter 6: stories are objects that the
 * county puts into its document. Neither has a style; `context` is not used.
 */
void tw_stories_json(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context);
enum tw_status tw_county_json(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err);

/* The same as Markdown. */
void tw_stories_markdown(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context);
enum tw_status tw_county_markdown(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err);

/* The same as a page of HTML. */
void tw_stories_html(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context);
enum tw_status tw_county_html(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err);

/* The same as documents for Word and for LibreOffice. */
void tw_stories_docx(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context);
enum tw_status tw_county_docx(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err);
void tw_stories_odt(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context);
enum tw_status tw_county_odt(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err);

#endif
