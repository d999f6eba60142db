/*
 * The dress of documents for Word and LibreOffice: how what summaries and
 * comparisons tell is set in them.
 */
#ifndef TW_REPORT_WORD_DRESS_H
#define TW_REPORT_WORD_DRESS_H

#include "report/summary_dress.h"
#include "report/word.h"

/* What the dress owns of a sheet, whose `out` is the body of a document. */
struct tw_word_page {
	struct tw_word_sheet word;
	struct tw_buffer title; /* of the document: what it says first */
	bool table;             /* one is open */
	bool titled; /* a title stands above, whose parts are below */
};

extern const struct tw_summary_dress tw_word_dress;

/* The writer of a page, on which no table is open. */
struct tw_word_sheet *tw_word_page(struct tw_word_page *page);

/* Begins a page that writes to `body`. */
void tw_word_page_begin(struct tw_word_page *page, enum tw_word_form form,
	struct tw_buffer *body);

/* Begins a table, and its row of names, which the caller fills with cells. */
void tw_word_page_table(struct tw_word_page *page, const unsigned *shares,
	unsigned columns);

/* Ends what is open on it, so that other parts of a body can follow. */
void tw_word_page_end(struct tw_word_page *page);

/*
 * Ends it, appends the document that its body is to `out`, and frees the body.
 */
void tw_word_page_package(struct tw_word_page *page, enum tw_word_form form,
	struct tw_buffer *body, struct tw_buffer *out);

#endif
