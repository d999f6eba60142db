/*
 * Plans as a strip of small marks, one for each, by what became of them.
 */
#ifndef TW_REPORT_MARKS_H
#define TW_REPORT_MARKS_H

#include "base/buffer.h"

#include <termwise/compare.h>

/*
 * Appends the strip as SVG, for the eye alone: words say the same beside it.
 * Of very many plans there is no strip.
 */
void tw_marks_add(struct tw_buffer *out, const size_t became[TW_BECAME_COUNT]);

/* Appends what the marks mean, of those kinds that there are. */
void tw_marks_key(struct tw_buffer *out, const size_t became[TW_BECAME_COUNT]);

#endif
