/*
 * Numbers that name, and numbers that count: "Launch Cohort 3" is done once
 * "3 cohorts" have been delivered. spec/likeness.md, "What is about a plan".
 */
#ifndef TW_TEXT_COUNTS_H
#define TW_TEXT_COUNTS_H

#include "text/known.h"

/* Label nouns have keys below that. */
enum { TW_KEYS_MOST = TW_KEY_NOUN + 32 };

/* The highest count of each noun, by its key; 0: none. */
struct tw_counts {
	uint16_t most[TW_KEYS_MOST];
	bool any;
};

/* Raises the counts to those of a text, which has been read. */
void tw_counts_see(struct tw_counts *counts, const struct tw_text *text);

/* What a plan delivers: a noun, and its number. */
struct tw_delivery {
	uint8_t key;
	unsigned number;
};

/* False if a text, which has been read, plans to deliver no such thing. */
bool tw_delivery_find(struct tw_delivery *delivery,
	const struct tw_text *text);

#endif
