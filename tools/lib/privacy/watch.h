/*
 * A first look at lines, which tells in one pass and without normalising
 * anything whether a block may hold what is private.
 */
#ifndef TW_PRIVACY_WATCH_H
#define TW_PRIVACY_WATCH_H

#include <termwise/base.h>

struct tw_watch {
	const char *start;  /* of the block: nothing before it is looked at */
	const char *end;    /* of the text */
	unsigned digits;    /* in a row, but for what may part them */
	unsigned marks;     /* "-", "." and "/" among them */
	bool suspicious;    /* the block must be looked at closely */
};

/*
 * Looks at the line, or the rest of one, that begins at `at`, and returns its
 * end: the '\n', or the end of the text.
 */
const char *tw_watch_line(struct tw_watch *watch, const char *at);

/*
 * True if a word that begins with these two characters may be one beside
 * which something private stands. After a word of one letter the second is
 * what follows it.
 */
bool tw_watch_looks(const char *at);

#endif
