/*
 * The page on which a comparison is set, and its parts.
 */
#ifndef TW_REPORT_COMPARE_PAGE_H
#define TW_REPORT_COMPARE_PAGE_H

#include "report/compare.h"
#include "report/wrap.h"

/* Columns where things begin. */
enum { TW_INDENT = 2, TW_LABEL = 4, TW_BODY = 18, TW_FACT = 16 };

struct tw_page {
	struct tw_paper paper;
	const struct tw_steps *steps;
	bool all, why;
	struct tw_buffer words; /* of what is said next; empty in between */
};

/* Adds the words, broken and indented, or in one piece; and empties them. */
void tw_page_words(struct tw_page *page, unsigned indent);
void tw_page_text(struct tw_page *page);

/* Empties them, once they are told. */
void tw_page_told(struct tw_page *page);

/* An empty line, and the heading of a part. */
void tw_page_heading(struct tw_page *page, const char *text);

/* The part on plans; nothing if there are none. */
void tw_page_plans(struct tw_page *page, const struct tw_comparison *c);

/* Every item, section by section: what became of it, and in which words. */
void tw_page_items(struct tw_page *page, const struct tw_comparison *c);

/* The part on figures; nothing if there are none. */
void tw_page_figures(struct tw_page *page, const struct tw_comparison *c);

#endif
