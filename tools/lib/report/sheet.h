/*
 * The paper of a summary as text, and what its parts have in common.
 */
#ifndef TW_REPORT_SHEET_H
#define TW_REPORT_SHEET_H

#include "report/summary.h"
#include "report/wrap.h"

/* Columns where things begin. */
enum { TW_PART = 2, TW_LINE = 4, TW_MORE = 6 };

struct tw_story_sheet {
	struct tw_paper paper;
	const struct tw_area *area;
	const struct tw_story *story;
};

/* An empty line, and the heading of a part. */
void tw_sheet_heading(struct tw_paper *paper, const char *text);

/* Empties a text that was put on paper; that it failed stays with the paper. */
void tw_sheet_empty(struct tw_buffer *text, struct tw_paper *paper);

/* "Summer 1, 2023-24"; two of them, the year once if it is one. */
void tw_sheet_term(struct tw_buffer *out, const struct tw_calendar *calendar,
	struct tw_term term);
void tw_sheet_terms(struct tw_buffer *out, const struct tw_calendar *calendar,
	struct tw_term from, struct tw_term to);

/* Adds words, printf-like, broken between them; goes on at `indent`. */
void tw_sheet_words(struct tw_paper *paper, unsigned indent,
	const char *format, ...) __attribute__((format(printf, 3, 4)));

/* "2 of 4 kept", with a percentage; "-" if none is due. */
void tw_sheet_kept(struct tw_buffer *out,
	const size_t became[TW_BECAME_COUNT]);

/* The part on figures; nothing if there are none. */
void tw_sheet_figures(struct tw_story_sheet *sheet);

#endif
