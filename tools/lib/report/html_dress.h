/*
 * The dress of pages: how what summaries and comparisons tell looks as HTML.
 */
#ifndef TW_REPORT_HTML_DRESS_H
#define TW_REPORT_HTML_DRESS_H

#include "report/summary_dress.h"

enum tw_html_open { TW_HTML_NOTHING, TW_HTML_LIST, TW_HTML_TABLE };

/* Where the names of a page of a site lead. */
struct tw_html_links {
	const char *up;     /* to the page above; NULL: there is none */
	const char *areas;  /* what stands before the slug of an area; NULL: */
	                    /* the page is that of the area */
	const char *titles; /* the same of a title; NULL: those lead nowhere */
};

/* What the dress owns of a sheet. */
struct tw_html_page {
	enum tw_html_open open;
	bool begun;   /* the page */
	bool section; /* of a title, which is open */
	bool alone;   /* it is of one title, which is its own */
	bool lead;    /* the next sentence stands out */
	const struct tw_html_links *links; /* NULL: none */
};

extern const struct tw_summary_dress tw_html_dress;

/* Ends what is open, so that other sections can follow. */
void tw_html_close(struct tw_summary_sheet *sheet);

#endif
