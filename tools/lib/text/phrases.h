/*
 * Phrases of one or more words, found in a text whatever their number. A word
 * is a run of letters and digits of ASCII and of all other characters; letter
 * case of ASCII and the length of blanks between words do not count.
 */
#ifndef TW_TEXT_PHRASES_H
#define TW_TEXT_PHRASES_H

#include "base/set.h"

/* Zeroed memory is an empty set of phrases. */
struct tw_phrases {
	struct tw_set set;
	size_t most; /* words in any of them */
};

/*
 * Adds a phrase that means `thing` (not NULL); it and the phrase must stay.
 * One that is there already, that has no word, or more than 16, is left out.
 * False without memory.
 */
bool tw_phrases_add(struct tw_phrases *phrases, struct tw_arena *arena,
	struct tw_view phrase, const void *thing);

/*
 * What the next phrase in a text at or behind *at means; NULL: there is none.
 * *found is where it stands, and *at goes behind it. Of several that begin
 * with one word the longest counts. `plural`: an "s" behind it may be passed
 * over, and is not in *found.
 */
const void *tw_phrases_next(struct tw_view *found, size_t *at,
	const struct tw_phrases *phrases, struct tw_view text, bool plural);

/* The next word of a text at or behind *at, which goes behind it. */
bool tw_word_next(struct tw_view *word, size_t *at, struct tw_view text);

#endif
