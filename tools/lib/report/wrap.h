/*
 * Text set in columns, for a terminal. All text of records is made safe.
 */
#ifndef TW_REPORT_WRAP_H
#define TW_REPORT_WRAP_H

#include "base/buffer.h"

struct tw_paper {
	struct tw_buffer *out;
	unsigned width;  /* columns of the paper */
	unsigned column; /* where the next character goes, from 0 */
	bool color;
};

/* Adds a text without breaking it, and moves on. */
void tw_paper_text(struct tw_paper *paper, struct tw_view text);
void tw_paper_string(struct tw_paper *paper, const char *text);
void tw_paper_format(struct tw_paper *paper, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Adds blanks up to a column; at least one if the line is not empty. */
void tw_paper_to(struct tw_paper *paper, unsigned column);
void tw_paper_newline(struct tw_paper *paper);

/* Adds words, broken between them; lines after the first are indented. */
void tw_paper_words(struct tw_paper *paper, struct tw_view text,
	unsigned indent);

/* Sets `text` flush right on this line if it fits, else on the next. */
void tw_paper_right(struct tw_paper *paper, struct tw_view text);

/* Begins and ends emphasis, if there is colour. */
void tw_paper_bold(struct tw_paper *paper, bool on);

#endif
