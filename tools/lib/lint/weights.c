/*
 * How much what was found weighs in a corpus.
 */
#include "lint/judge.h"

void tw_judge_weights(struct tw_judge *judge)
{
	const uint8_t *weights = judge->options->house->weights;
	struct tw_diagnostics *all = &judge->record->diagnostics;
	struct tw_diagnostic *d = all->first, *next, **end = &all->first;

	for (; d; d = next) {
		enum tw_weight weight = (enum tw_weight)weights[d->id];

		next = d->next;
		/* An aid that is off was asked for, or it would not be told. */
		if (weight == TW_WEIGHT_OFF && d->kind->class == TW_AID)
			weight = TW_WEIGHT_ON;
		if (weight >= TW_WEIGHT_OFF)
			all->count[d->kind->severity]--;
		if (weight == TW_WEIGHT_OFF)
			continue;
		if (weight >= TW_WEIGHT_NOTE) {
			d->kind = tw_diagnostic_weighed(d->id, TW_NOTE +
				(enum tw_severity)(weight - TW_WEIGHT_NOTE));
			all->count[d->kind->severity]++;
		}
		*end = d;
		end = &d->next;
	}
	*end = NULL;
	all->end = all->first ? end : NULL;
}
