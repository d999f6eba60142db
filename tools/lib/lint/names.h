/*
 * Names that differ by a slip of the pen.
 */
#ifndef TW_LINT_NAMES_H
#define TW_LINT_NAMES_H

#include "base/buffer.h"
#include "base/set.h"

/* Names met so far; zeroed memory has none. All lives in one arena. */
struct tw_names_seen {
	struct tw_set names;  /* by their words */
	struct tw_set slips;  /* by what is left if a letter is left out */
	struct tw_set people; /* by their first letter and last word */
};

/*
 * True if two names are one that was mistyped: one letter more, fewer, other
 * or swapped, or another letter case; names of fewer than six letters, and
 * those that differ in a number or an initial, are not.
 */
bool tw_name_slipped(struct tw_view a, struct tw_view b);

/*
 * A hash of the words of a name in any order, the same for "schools in network"
 * and "network schools": small words and an "s", "ing" or "ed" at a word's end
 * aside, and letter case. 0 of a name without words, or of over 64 bytes.
 */
uint64_t tw_name_words(struct tw_view name);

/*
 * Adds a name, and sets *near to one met before that it may be a slip of, or
 * the same with an initial ("C Fox", "Claire Fox"), or leaves it alone; a name
 * that was met before is near to none. What is kept
 * is copied. False without memory. Time and room go by the letters of a name
 * alone, not by how many there are; of over 64 bytes nothing is sought.
 */
bool tw_names_meet(struct tw_view *near, struct tw_names_seen *seen,
	struct tw_view name, struct tw_arena *arena);

/*
 * Appends the names that stand in one, "Claire Fox and Alison Walsh", with
 * semicolons between; false if it is one alone. Without memory out->failed is
 * set.
 */
bool tw_names_part(struct tw_buffer *out, struct tw_view name);

#endif
