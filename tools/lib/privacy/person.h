/*
 * Names of people in a text in plain characters (chapter 5 of
 * spec/privacy.md), and the words beside them.
 */
#ifndef TW_PRIVACY_PERSON_H
#define TW_PRIVACY_PERSON_H

#include "privacy/match.h"

/* How many words a name has at most. */
enum { TW_PERSON_WORDS = 4 };

/* From where to where in the plain characters; none if both are one. */
struct tw_spot {
	size_t from, to;
};

/* The word that ends at `end`; none if no letter or digit stands there. */
struct tw_spot tw_spot_before(const struct tw_plain *plain, size_t end);

/* Where the blanks begin that end at `i`. */
size_t tw_blanks_before(const struct tw_plain *plain, size_t i);

/* True if a word is one of a list that ends in NULL. */
bool tw_spot_any(const struct tw_plain *plain, struct tw_spot word,
	const char *const *words);

/* True of one or two digits. */
bool tw_spot_number(const struct tw_plain *plain, struct tw_spot word);

/* "Year", "Y4", "Yr4", "aged", "in": what is said of an age or a year. */
bool tw_spot_year(const struct tw_plain *plain, struct tw_spot word);

/* True if nothing but the block, or the sentence, begins before `i`. */
bool tw_sentence_start(const struct tw_plain *plain, size_t i);

struct tw_person {
	size_t from, to;
	size_t words;  /* 0: there is none */
	bool known;    /* the first is a first name that many have */
	bool grown;    /* ... and that hardly a child has */
	bool word;     /* ... that is a word as well, or a place */
	bool other;    /* one of them is no part of a name */
	bool last;     /* ... but may be the last of two */
	bool titled;   /* "Mr", "Miss", "St" stand before; of one read backwards */
};

/* Reads the name that begins at `i`. */
void tw_person_read(struct tw_person *name, const struct tw_plain *plain,
	size_t i);

/*
 * The same of the name that ends at `end`. Of "Met Jack Smith" only what a
 * first name begins is one.
 */
void tw_person_before(struct tw_person *name, const struct tw_plain *plain,
	size_t end);

/*
 * Letters that stand for a name, "J.T." and "JT", from `i` on or up to `end`;
 * false of those that are short for something else, such as "PE".
 */
bool tw_person_letters(struct tw_person *name, const struct tw_plain *plain,
	size_t i);
bool tw_person_letters_before(struct tw_person *name,
	const struct tw_plain *plain, size_t end);

/* "Sister Ruth", of no family: a title in the middle of a sentence. */
bool tw_is_holy(const struct tw_plain *plain, struct tw_spot word);

/* "16 year old Apprentices": one word that many are called by. */
bool tw_person_plural(const struct tw_plain *plain,
	const struct tw_person *name);

void tw_person_found(struct tw_hits *hits, const struct tw_plain *plain,
	const struct tw_person *name);

/* ---- names beside an age or a year group ---- */

/* "Jack (aged 7)": around the word "aged". */
void tw_match_aged(struct tw_hits *hits, const struct tw_plain *plain,
	struct tw_spot aged);

/* "Jack (13)", "Jack, 13,": before a number. */
void tw_match_age(struct tw_hits *hits, const struct tw_plain *plain,
	struct tw_spot number);

/* "Jack (Year 4)", "J.T. in Y4", "Jack, Year 4": before the word "Year". */
void tw_match_year(struct tw_hits *hits, const struct tw_plain *plain,
	struct tw_spot year);

#endif
