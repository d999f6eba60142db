/*
 * Comparisons of two terms, for people and for programs.
 */
#ifndef TW_REPORT_COMPARE_H
#define TW_REPORT_COMPARE_H

#include "base/buffer.h"
#include "thread/scope.h"

struct tw_compare_style {
	unsigned width; /* columns */
	bool color;
	bool all;       /* items one by one, too */
	bool why;       /* what plans were taken for, and why */
};

/* Steps of one area as text; safe to show. */
void tw_compare_text(struct tw_buffer *out, const struct tw_steps *steps,
	const struct tw_compare_style *style);

/*
 * Objects of the JSON array "comparisons", with a comma before each. `why`
 * adds the candidates of plans that were found, too.
 */
void tw_compare_json(struct tw_buffer *out, const struct tw_steps *steps,
	bool why);

#endif
