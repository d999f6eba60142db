#include "thread/share.h"

#include <stdlib.h>

/* How surely a plan shows up: by key above equal text above likeness. */
static unsigned surety(const struct tw_plan *plan)
{
	static const unsigned of[] = {
		[TW_BY_LIKENESS] = 1, [TW_BY_EQUAL] = 2, [TW_BY_KEY] = 3
	};

	return plan->by ? of[plan->by] * 1001 + plan->score : 0;
}

/*
 * Of all steps from one update, each plan stays in the surest, or else the
 * first. All list the same plans in the same order; a plan without its item
 * is out.
 */
static void part_plans(struct tw_step **steps, size_t count)
{
	for (size_t i = 0; i < steps[0]->comparison->plan_count; i++) {
		struct tw_plan *stays = &steps[0]->comparison->plans[i];

		for (size_t k = 1; k < count; k++) {
			struct tw_plan *plan = &steps[k]->comparison->plans[i];
			bool better = surety(plan) > surety(stays);

			(better ? stays : plan)->node = NULL;
			stays = better ? plan : stays;
		}
	}
}

static void keep_plans(struct tw_comparison *c)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->plan_count; i++) {
		if (c->plans[i].node)
			c->plans[kept++] = c->plans[i];
		else
			c->became[c->plans[i].became]--;
	}
	c->plan_count = kept;
}

/*
 * What is planned in one of several comparisons with the same update is so in
 * all. An item is known by the line on which it begins.
 */
static bool share_planned(struct tw_step **steps, size_t count,
	struct tw_arena *arena)
{
	bool *planned = tw_arena_take(arena,
		(size_t)steps[0]->to->record->lines + 2);

	for (size_t k = 0; planned && k < count; k++) {
		const struct tw_comparison *c = steps[k]->comparison;

		for (size_t i = 0; i < c->item_count; i++)
			if (c->items[i].planned)
				planned[c->items[i].to->item->line] = true;
	}
	for (size_t k = 0; planned && k < count; k++) {
		const struct tw_comparison *c = steps[k]->comparison;

		for (size_t i = 0; i < c->item_count; i++)
			if (c->items[i].to)
				c->items[i].planned =
					planned[c->items[i].to->item->line];
	}
	return planned;
}

/*
 * An item of an update that several comparisons have is new, or gone, in none
 * of them if one knows what became of it, and else in the first alone.
 */
static bool share_lone(struct tw_step **steps, size_t count,
	enum tw_change lone, struct tw_arena *arena)
{
	const struct tw_filed *of = lone == TW_NEW ? steps[0]->to :
		steps[0]->from;
	bool *told = tw_arena_take(arena, (size_t)of->record->lines + 2);

	for (size_t k = 0; told && k < count; k++) {
		const struct tw_comparison *c = steps[k]->comparison;

		for (size_t i = 0; i < c->item_count; i++) {
			const struct tw_node *node = lone == TW_NEW ?
				c->items[i].to : c->items[i].from;

			if (node && c->items[i].change != lone)
				told[node->item->line] = true;
		}
	}
	for (size_t k = 0; told && k < count; k++) {
		struct tw_comparison *c = steps[k]->comparison;
		size_t kept = 0;

		for (size_t i = 0; i < c->item_count; i++) {
			const struct tw_node *node = lone == TW_NEW ?
				c->items[i].to : c->items[i].from;

			if (c->items[i].change == lone &&
			    told[node->item->line])
				continue;
			if (c->items[i].change == lone)
				told[node->item->line] = true;
			c->items[kept++] = c->items[i];
		}
		c->item_count = kept;
	}
	return told;
}

/* Steps that have an update in common come together, in their order. */
static int compare_from(const void *a, const void *b)
{
	const struct tw_step *x = *(struct tw_step *const *)a;
	const struct tw_step *y = *(struct tw_step *const *)b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x > y) - (x < y);
}

static int compare_to(const void *a, const void *b)
{
	const struct tw_step *x = *(struct tw_step *const *)a;
	const struct tw_step *y = *(struct tw_step *const *)b;

	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return (x > y) - (x < y);
}

/* What was there only for what it shares goes. */
static void keep_asked(struct tw_steps *steps)
{
	size_t kept = 0;

	for (size_t i = 0; i < steps->count; i++)
		if (steps->at[i].asked)
			steps->at[kept++] = steps->at[i];
	steps->count = kept;
}

enum tw_status tw_steps_share(struct tw_steps *steps, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_step **all = tw_arena_take(arena,
		(steps->count + 1) * sizeof(*all));
	size_t count = 0, end;

	if (!all)
		return tw_fail_memory(err);
	for (size_t i = 0; i < steps->count; i++)
		if (steps->at[i].comparison)
			all[count++] = &steps->at[i];
	qsort(all, count, sizeof(*all), compare_to);
	for (size_t i = 0; i < count; i = end) {
		for (end = i; end < count && all[end]->to == all[i]->to;)
			end++;
		if (end - i > 1 && (!share_planned(all + i, end - i, arena) ||
		    !share_lone(all + i, end - i, TW_NEW, arena)))
			return tw_fail_memory(err);
	}
	qsort(all, count, sizeof(*all), compare_from);
	for (size_t i = 0; i < count; i = end) {
		for (end = i; end < count && all[end]->from == all[i]->from;)
			end++;
		part_plans(all + i, end - i);
		if (end - i > 1 && !share_lone(all + i, end - i, TW_GONE,
		    arena))
			return tw_fail_memory(err);
	}
	for (size_t i = 0; i < count; i++)
		keep_plans(all[i]->comparison);
	keep_asked(steps);
	return TW_OK;
}
