/*
 * Inside the account: what a report says, word by word. A word is letters of
 * ASCII, digits and bytes beyond ASCII, with apostrophes inside; places are
 * offsets into the text. Words to compare with are small and have no
 * apostrophes: "wont" is "won't".
 */
#ifndef TW_ACCOUNT_CLAUSE_H
#define TW_ACCOUNT_CLAUSE_H

#include "base/utf8.h"

#include <string.h>

/* A character in small letters, of ASCII. */
static inline int tw_clause_lowered(char c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : (unsigned char)c;
}

/* True if a byte beyond ASCII is of a dash, or of another mark but for "’". */
bool tw_clause_mark(struct tw_view text, size_t at);

/* True if a character of a word is here. */
static inline bool tw_clause_inside(struct tw_view text, size_t at)
{
	return at < text.len && (tw_letter(text.ptr[at]) ||
		tw_digit(text.ptr[at]) || ((text.ptr[at] & 0x80) &&
		!tw_clause_mark(text, at)));
}

/* The word that begins at `at`; empty if none does. */
struct tw_view tw_clause_word(struct tw_view text, size_t at);

/*
 * True if a character that is of no word parts clauses: no blank nor "'", nor
 * a hyphen within a word.
 */
bool tw_clause_parts(struct tw_view text, size_t at);

/*
 * What comes next, behind a word and what parts no clause after it: one that
 * ends at `at`, and one that begins there.
 */
size_t tw_clause_behind(struct tw_view text, size_t at);
size_t tw_clause_next(struct tw_view text, size_t at);

/*
 * The word that ends before `at`, blanks and hyphens between; moves `at` to
 * where it begins. Empty where a clause begins.
 */
struct tw_view tw_clause_before(struct tw_view text, size_t *at);

/* The length of an apostrophe at the start; 0 if there is none. */
static inline size_t tw_clause_apostrophe(struct tw_view text)
{
	if (text.len && *text.ptr == '\'')
		return 1;
	return text.len > 2 && !memcmp(text.ptr, "\xE2\x80\x99", 3) ? 3 : 0;
}

/* True if a word is longer than `end`, in small letters, and ends so. */
static inline bool tw_clause_ends(struct tw_view word, const char *end)
{
	size_t len = strlen(end);

	if (word.len <= len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (tw_clause_lowered(word.ptr[word.len - len + i]) != end[i])
			return false;
	return true;
}

/* True if two words are the same, letter case and apostrophes aside. */
bool tw_clause_same(struct tw_view word, struct tw_view other);

/* True if it is the word, or one of a list that ends in NULL. */
bool tw_clause_is(struct tw_view word, const char *other);
bool tw_clause_any(struct tw_view word, const char *const *list);

/*
 * Where words end that stand at `at`, one after another; 0 if they do not. "/"
 * is "or"; one that ends in "*" stands for all that begin so, one that begins
 * with it for all that end so; "." is where a clause ends, and WHEN, as the
 * last, a time: spec/format.md, chapter 19, "Cues".
 */
size_t tw_clause_match(struct tw_view text, size_t at, struct tw_view words);

/* The same behind a word that ends at `end`, which it is if `words` is empty. */
size_t tw_clause_match_behind(struct tw_view text, size_t at,
	struct tw_view words, size_t end);

#endif
