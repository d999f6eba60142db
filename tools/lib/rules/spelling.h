/*
 * Whether words are spelt right in British English, by hunspell and its
 * dictionary en_GB. The library is loaded when that is asked for, not before.
 */
#ifndef TW_RULES_SPELLING_H
#define TW_RULES_SPELLING_H

#include "base/buffer.h"

/* The library, and where the dictionary lies. It may serve many threads. */
struct tw_spelling;

/*
 * Loads the library and looks for the dictionary: in the folders of `path`
 * (parted by ":"; NULL: none), then where systems have it. TW_IO, with what
 * to install, if either is missing. The caller closes it, last of all,
 * and has one at a time.
 */
enum tw_status tw_spelling_open(struct tw_spelling **spelling,
	const char *path, struct tw_error *err);
void tw_spelling_close(struct tw_spelling *spelling);

/*
 * A reader of the dictionary, for one thread. TW_IO if it cannot be read
 * whole; the status is TW_NO_MEMORY without memory.
 */
struct tw_speller;
enum tw_status tw_speller_new(struct tw_speller **speller,
	const struct tw_spelling *spelling, struct tw_error *err);
void tw_speller_free(struct tw_speller *speller);

/*
 * True if something was answered without the memory that it takes. Then no
 * answer counts, and the speller is of no more use.
 */
bool tw_speller_failed(const struct tw_speller *speller);

/* True if a word is spelt right; one of more than 100 bytes is. */
bool tw_speller_knows(struct tw_speller *speller, struct tw_view word);

/*
 * Appends a word that is spelt right and one slip away: the first of two
 * letters swapped, one put in, one left out, one changed. *found is false if
 * there is none, or the word has other letters than those of ASCII. False
 * without memory.
 */
bool tw_speller_near(bool *found, struct tw_buffer *out,
	struct tw_speller *speller, struct tw_view word);

#endif
