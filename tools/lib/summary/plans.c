/*
 * What became of the plans of each update, in all that came after it.
 */
#include "summary/parts.h"

#include "account/account.h"
#include "thread/share.h"

#include <stdlib.h>

size_t tw_plans_kept(const size_t became[TW_BECAME_COUNT])
{
	return became[TW_BECAME_DONE] + became[TW_BECAME_ONGOING];
}

size_t tw_plans_due(const size_t became[TW_BECAME_COUNT])
{
	size_t due = 0;

	for (int i = 0; i < TW_BECAME_COUNT; i++)
		if (i != TW_BECAME_ON_HOLD)
			due += became[i];
	return due;
}

void tw_plans_add(size_t all[TW_BECAME_COUNT],
	const size_t became[TW_BECAME_COUNT])
{
	for (int i = 0; i < TW_BECAME_COUNT; i++)
		all[i] += became[i];
}

/* The plans alone: what else there is to compare is not told. */
static enum tw_status settle(struct tw_step *step, const struct tw_house *house,
	struct tw_arena *arena, struct tw_arena *scratch,
	struct tw_lexicon *lexicon, struct tw_error *err)
{
	struct tw_sides sides = { .arena = arena, .scratch = scratch,
		.house = house };
	enum tw_status status;

	step->comparison = tw_arena_take(arena, sizeof(*step->comparison));
	if (!step->comparison)
		return tw_fail_memory(err);
	status = tw_sides_fill(&sides, lexicon, step->from->record,
		step->to->record, err);
	return status ? status : tw_account_plans(step->comparison, &sides,
		err);
}

/* By priority, in time: what was the later update is then the earlier one. */
static int in_time(const void *a, const void *b)
{
	const struct tw_step *x = *(struct tw_step *const *)a;
	const struct tw_step *y = *(struct tw_step *const *)b;
	int order = tw_view_compare(x->from->priority, y->from->priority);

	return order ? order : tw_term_compare(x->from->term, y->from->term);
}

/* The steps with two updates, in that order. NULL without memory. */
static struct tw_step **steps_in_time(struct tw_steps *steps, size_t *count,
	struct tw_arena *arena)
{
	struct tw_step **order = tw_arena_take(arena,
		(steps->count + 1) * sizeof(struct tw_step *));

	*count = 0;
	for (size_t i = 0; i < steps->count && order; i++)
		if (steps->at[i].from && steps->at[i].to)
			order[(*count)++] = &steps->at[i];
	if (*count)
		qsort(order, *count, sizeof(*order), in_time);
	return order;
}

/* Settles one step, unless it is known. */
static enum tw_status take_step(struct tw_step *step,
	const struct tw_house *house, const struct tw_known *known,
	struct tw_arena *arena, struct tw_arena *scratch,
	struct tw_lexicon *lexicon, struct tw_error *err)
{
	bool found = false;
	enum tw_status status = known ? known->find(&found, step, arena,
		known->context, err) : TW_OK;

	if (!status && !found)
		status = settle(step, house, arena, scratch, lexicon, err);
	tw_arena_reset(scratch);
	tw_lexicon_rest(lexicon);
	return status;
}

enum tw_status tw_settle_plans(struct tw_steps *steps,
	const struct tw_house *house, const struct tw_known *known,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err)
{
	struct tw_arena *scratch = tw_arena_new();
	size_t count;
	struct tw_step **order = steps_in_time(steps, &count, arena);
	enum tw_status status = scratch && order ? TW_OK :
		tw_fail_memory(err);

	for (size_t i = 0; i < count && !status; i++)
		status = take_step(order[i], house, known, arena, scratch,
			lexicon, err);
	for (size_t i = 0; i < steps->count && known && !status; i++)
		if (steps->at[i].from && steps->at[i].to)
			status = known->keep(&steps->at[i], known->context,
				err);
	tw_arena_free(scratch);
	return status ? status : tw_steps_share(steps, arena, err);
}
