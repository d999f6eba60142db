/*
 * What people put before a point, where a record has a dash: bullets, numbers
 * and boxes of any kind. No part of the format: what reads typed text, or mends
 * it, asks here.
 */
#ifndef TW_RECORD_BULLET_H
#define TW_RECORD_BULLET_H

#include <termwise/base.h>

/*
 * The length of the bullet or number at the start of a text, with the blanks
 * behind it; 0 if there is none. *number is set for numbers.
 */
size_t tw_bullet_length(struct tw_view text, bool *number);

/* The length of the blanks at the start of a text. */
size_t tw_blanks(struct tw_view text);

/*
 * The length of a box at the start of a text, "[x] " or a sign of one, with the
 * blanks behind it; 0 if there is none.
 */
size_t tw_box_length(struct tw_view text, bool *ticked);

/*
 * The length of what stands before a heading or a label: pictures and arrows,
 * "Section C:" and "C.", each with the blanks behind it; 0 if there is none, or
 * nothing else. *part is set where a part is numbered.
 */
size_t tw_lead_length(struct tw_view text, bool *part);

#endif
