/*
 * Numbers that are spelt out.
 */
#ifndef TW_TEXT_NUMBER_H
#define TW_TEXT_NUMBER_H

#include <termwise/base.h>

/*
 * What a word says, in any letter case: "zero" to "ninety-nine", 0 for "none"
 * and "nil"; -1 if it is no number.
 */
int tw_number_word(struct tw_view word);

#endif
