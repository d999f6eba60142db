/*
 * What became of the plans of each update, in all that came after it.
 */
#include "summary/parts.h"

#include "account/account.h"
#include "thread/share.h"

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

/* The plans alone: what else there is to compare is not told. */
static enum tw_status settle(struct tw_step *step,
	const struct tw_house *house, struct tw_arena *arena,
	struct tw_arena *scratch, struct tw_lexicon *lexicon,
	struct tw_error *err)
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

enum tw_status tw_settle_plans(struct tw_steps *steps,
	const struct tw_house *house, const struct tw_known *known,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err)
{
	struct tw_arena *scratch = tw_arena_new();
	enum tw_status status = scratch ? TW_OK : tw_fail_memory(err);

	for (size_t i = 0; i < steps->count && !status; i++) {
		struct tw_step *step = &steps->at[i];
		bool found = false;

		if (!step->from || !step->to)
			continue;
		if (known)
			status = known->find(&found, step, arena,
				known->context, err);
		if (!status && !found)
			status = settle(step, house, arena, scratch, lexicon,
				err);
		if (!status && known)
			status = known->keep(step, known->context, err);
		tw_arena_reset(scratch);
		tw_lexicon_rest(lexicon);
	}
	tw_arena_free(scratch);
	return status ? status : tw_steps_share(steps, arena, err);
}
