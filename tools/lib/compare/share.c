#include "compare/share.h"

/* How surely a plan shows up: by key above equal text above likeness. */
static unsigned surety(const struct tw_plan *plan)
{
	static const unsigned of[] = {
		[TW_BY_LIKENESS] = 1, [TW_BY_EQUAL] = 2, [TW_BY_KEY] = 3
	};

	return plan->shown ? of[plan->by] * 1001 + plan->score : 0;
}

/*
 * Of two steps from one update, says of each plan in which it stays. Both
 * list the same plans in the same order; a plan without its item is out.
 */
static void part_plans(struct tw_plan *first, struct tw_plan *second,
	size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool later = surety(&second[i]) > surety(&first[i]);

		if (first[i].node && second[i].node)
			(later ? &first[i] : &second[i])->node = NULL;
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

/* Marks in `b` what is planned in `a`: both list the items of one record. */
static void share_planned(const struct tw_comparison *a,
	struct tw_comparison *b)
{
	size_t k = 0;

	for (size_t i = 0; i < a->item_count; i++) {
		if (!a->items[i].to)
			continue;
		while (!b->items[k].to ||
		       b->items[k].to->item != a->items[i].to->item)
			k++;
		b->items[k].planned |= a->items[i].planned;
	}
}

static void share(struct tw_step *a, struct tw_step *b, bool later)
{
	if (a == b || !a->comparison || !b->comparison)
		return;
	if (a->from == b->from && later)
		part_plans(a->comparison->plans, b->comparison->plans,
			a->comparison->plan_count);
	if (a->to == b->to)
		share_planned(a->comparison, b->comparison);
}

void tw_steps_share(struct tw_steps *steps)
{
	for (size_t i = 0; i < steps->count; i++)
		for (size_t k = 0; k < steps->count; k++)
			share(&steps->at[i], &steps->at[k], k > i);
	for (size_t i = 0; i < steps->count; i++)
		if (steps->at[i].comparison)
			keep_plans(steps->at[i].comparison);
}
