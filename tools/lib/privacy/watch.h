/*
 * A first look at lines, which tells in one pass and without normalising
 * anything whether a block may hold what is private.
 */
#ifndef TW_PRIVACY_WATCH_H
#define TW_PRIVACY_WATCH_H

#include "base/buffer.h"

struct tw_watch {
	const char *text;    /* the whole of it */
	const char *anchors; /* where something is to be looked at in it */
	const char *start;   /* of the block: nothing before it is looked at */
	const char *end;     /* of the text */
	unsigned digits;     /* in a row, but for what may part them */
	unsigned numbers;    /* of these, in a row as well */
	unsigned marks;      /* "-", "." and "/" among them */
	bool dated;          /* it must be if something tells of birth */
	bool suspicious;     /* the block must be looked at closely */
};

/* Writes which bytes of a text are anchors; false without memory. */
bool tw_watch_mark(struct tw_buffer *anchors, struct tw_view text);

/*
 * Looks at the line, or the rest of one, that begins at `at`, and returns its
 * end: the '\n', or the end of the text.
 */
const char *tw_watch_line(struct tw_watch *watch, const char *at);

/*
 * True if a road may follow the digits between two places, or letters that
 * make a plate with them. See place.c.
 */
bool tw_place_follows(const struct tw_watch *watch, const char *from,
	const char *digits_end);

/* True if a word of a block that ends at `end` tells of birth. */
bool tw_watch_birth(const struct tw_watch *watch, const char *end);

#endif
