/*
 * Words beside names, for the first look at lines.
 */
#ifndef TW_PRIVACY_BESIDE_H
#define TW_PRIVACY_BESIDE_H

#include <stddef.h>

/* What they are: of a person or several; short, between two; of an age. */
enum { TW_NOUN = 1, TW_FILLER = 2, TW_AGE = 4 };

/* What a word of so many letters is, of which the first is of ASCII; or 0. */
unsigned tw_beside(const char *word, size_t len);

#endif
