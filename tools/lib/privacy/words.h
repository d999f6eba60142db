/*
 * Words that are names of people, and words that are none; letter case aside.
 */
#ifndef TW_PRIVACY_WORDS_H
#define TW_PRIVACY_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* True of a first name that many people have. */
bool tw_first_name(const char *word, size_t len);

/* True of one of these that grown people have, and hardly a child. */
bool tw_grown_name(const char *word, size_t len);

/* True of letters that are short for something, and no initials: "PE". */
bool tw_short_form(const char *word, size_t len);

/* True of a word that is written with a capital and is no part of a name. */
bool tw_no_name(const char *word, size_t len);

/* True of one of these that is a last name behind a first one: "Grant". */
bool tw_last_name(const char *word, size_t len);

#endif
