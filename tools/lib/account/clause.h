/*
 * Inside the account: what a report says, word by word. A word is letters of
 * ASCII, digits and bytes beyond ASCII, with apostrophes inside; places are
 * offsets into the text. Words to compare with are small and have no
 * apostrophes: "wont" is "won't".
 */
#ifndef TW_ACCOUNT_CLAUSE_H
#define TW_ACCOUNT_CLAUSE_H

#include <termwise/base.h>

/* A character in small letters, of ASCII; and whether one of a word is here. */
int tw_clause_lowered(char c);
bool tw_clause_inside(struct tw_view text, size_t at);

/* The word that begins at `at`; empty if none does. */
struct tw_view tw_clause_word(struct tw_view text, size_t at);

/* What comes next, behind a word and the blanks and hyphens after it. */
size_t tw_clause_next(struct tw_view text, size_t at);

/*
 * The word that ends before `at`, blanks and hyphens between; moves `at` to
 * where it begins. Empty where a clause begins.
 */
struct tw_view tw_clause_before(struct tw_view text, size_t *at);

/* True if it is the word, or one of a list that ends in NULL. */
bool tw_clause_is(struct tw_view word, const char *other);
bool tw_clause_any(struct tw_view word, const char *const *list);

/*
 * Where words end that stand at `at`, one after another; 0 if they do not. One
 * that ends in "*" stands for all that begin so, one that begins with it for all
 * that end so, and WHEN, as the last, for a time: spec/format.md, chapter 19, "Cues".
 */
size_t tw_clause_match(struct tw_view text, size_t at, struct tw_view words);

#endif
