#include "report/compare.h"

/* The first step that goes from one update to another, if all are alike. */
static const struct tw_step *sample_of(const struct tw_steps *steps)
{
	const struct tw_step *sample = NULL;

	for (size_t i = 0; i < steps->count && !sample; i++)
		if (steps->at[i].from && steps->at[i].to)
			sample = &steps->at[i];
	for (size_t i = 0; i < steps->count && sample; i++) {
		const struct tw_step *step = &steps->at[i];

		if (step->to && (tw_term_compare(step->to->term,
		    sample->to->term) || (step->from && tw_term_compare(
		    step->from->term, sample->from->term))))
			return NULL;
	}
	return sample;
}

struct tw_compare_sheet tw_compare_sheet(struct tw_buffer *out,
	const struct tw_steps *steps, const struct tw_compare_style *style)
{
	return (struct tw_compare_sheet){ out, steps, style,
		sample_of(steps) };
}
