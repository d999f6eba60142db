/*
 * The lines of a text, one by one; and by their numbers, forward only, so that
 * a walk over many of them costs one over the text.
 */
#ifndef TW_BASE_LINES_H
#define TW_BASE_LINES_H

#include <termwise/base.h>

/*
 * Takes the next part of a text off `rest`, and the byte that ends it, such as
 * a newline; behind the last such byte, what is left. False if nothing is.
 */
bool tw_cut(struct tw_view *part, struct tw_view *rest, char end);

struct tw_line_walk {
	const char *at, *end; /* where the line `number` begins; the text's */
	uint32_t number;
};

/* Begins at line 1, behind a byte order mark. */
struct tw_line_walk tw_line_walk(struct tw_view text);

/*
 * The line of a number, not before the last one asked for, without its line
 * end; behind the last line, what is left: nothing.
 */
struct tw_view tw_line_at(struct tw_line_walk *walk, uint32_t number);

#endif
