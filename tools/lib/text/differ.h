/*
 * Which words of two texts are not in the other one.
 */
#ifndef TW_TEXT_DIFFER_H
#define TW_TEXT_DIFFER_H

#include <termwise/base.h>

/* A text as it is shown: what stands between blanks, line by line. */
struct tw_shown_word {
	struct tw_view text;
	uint32_t line; /* from 0 */
	bool alone;    /* the other text has no such word here */
};

struct tw_shown_words {
	struct tw_shown_word *at;
	size_t count;
	bool loose; /* letter case and punctuation at their ends do not count */
};

/* Reads the words of a text, not loosely; false without memory. */
bool tw_shown_words(struct tw_shown_words *words, struct tw_view text,
	struct tw_arena *arena);

/*
 * Both are loose, or neither. Marks the words that are not part of a longest run of words, gaps allowed,
 * that both have. Of texts with more than 1,048,576 pairs between what they
 * begin and end with alike, all of that is marked. False without memory.
 */
bool tw_words_differ(struct tw_shown_words *a, struct tw_shown_words *b,
	struct tw_arena *arena);

/*
 * Reads two texts loosely and marks them so: what a reader of both would call
 * the words that changed.
 */
bool tw_words_compare(struct tw_shown_words *a, struct tw_view a_text,
	struct tw_shown_words *b, struct tw_view b_text,
	struct tw_arena *arena);

#endif
