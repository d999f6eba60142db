/*
 * A text about a term, cut into words and numbers that are classed: what
 * guess.c makes terms of.
 */
#ifndef TW_RECORD_TOKENS_H
#define TW_RECORD_TOKENS_H

#include <termwise/base.h>

enum tw_token_kind {
	NUMBER,
	WORD,
	SILENT,   /* a word that says nothing, such as "term" */
	SEASON,   /* 0 to 2: Autumn, Spring, Summer */
	MONTH,    /* 1 to 12 */
	CALENDAR, /* a calendar year: 2024 */
	ACADEMIC  /* the first of two years: 2023 of 2023/24 */
};

enum { TW_TOKENS_MOST = 24 };

struct tw_term_word {
	struct tw_view text;
	enum tw_token_kind kind;
	int value;
	int digits;  /* of a number; 0: one in words, or an ordinal */
	bool joined; /* to the one before it, by a dash or a slash */
};

struct tw_term_words {
	struct tw_term_word at[TW_TOKENS_MOST];
	size_t count;
	bool apart; /* two years that are no neighbours were joined */
};

/* Cuts a text; false if there are too many tokens to mean a term. */
bool tw_tokens_cut(struct tw_term_words *tokens, struct tw_view text);

/* Finds the years, and months and days in figures, among the numbers. */
void tw_tokens_years(struct tw_term_words *tokens);

#endif
