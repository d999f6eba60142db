#include "compare/span.h"

#include "account/account.h"
#include "base/set.h"

/* One update to the next: the plans of the one, by their items. */
struct link {
	struct tw_comparison *plans;
	struct tw_set by_item;
};

struct span {
	struct tw_arena *arena;
	struct tw_lexicon *lexicon;
	const struct tw_house *house;
	const struct tw_update *thread;
	size_t from, to;
	struct link *links; /* [k]: from update from + k to the next */
	struct tw_error *err;
};

/* No two items have one hash: it is their place, mixed. */
static uint64_t hash_of(const struct tw_item *item)
{
	return tw_hash((struct tw_view){ (const char *)&item, sizeof(item) });
}

static const struct tw_plan *find_plan(const struct link *link,
	const struct tw_node *node)
{
	return tw_set_get(&link->by_item, hash_of(node->item), NULL, NULL);
}

/* Activity that an update between had planned is no surprise in the last. */
static enum tw_status mark_planned(struct tw_comparison *whole,
	const struct tw_sides *sides, struct tw_error *err)
{
	struct tw_set traced = { NULL, 0, 0 };
	bool failed = false;

	for (size_t i = 0; i < sides->to.count; i++)
		if (sides->traced[i])
			tw_set_add(&traced, sides->scratch,
				hash_of(sides->to.at[i].item),
				sides->to.at[i].item, NULL, &failed);
	for (size_t i = 0; i < whole->item_count; i++)
		if (whole->items[i].to)
			whole->items[i].planned |= tw_set_get(&traced,
				hash_of(whole->items[i].to->item), NULL,
				NULL) != NULL;
	return failed ? tw_fail_memory(err) : TW_OK;
}

static enum tw_status account(struct span *s, struct tw_comparison *whole,
	size_t at)
{
	struct link *link = &s->links[at - s->from];
	struct tw_sides sides = { .arena = s->arena, .house = s->house,
		.scratch = tw_arena_new() };
	enum tw_status status = TW_NO_MEMORY;
	bool failed = false;

	link->plans = tw_arena_take(s->arena, sizeof(*link->plans));
	if (!link->plans || !sides.scratch) {
		tw_fail_memory(s->err);
		goto out;
	}
	tw_lexicon_rest(s->lexicon);
	status = tw_sides_fill(&sides, s->lexicon, s->thread[at].record,
		s->thread[at + 1].record, s->err);
	if (!status)
		status = tw_account_plans(link->plans, &sides, s->err);
	for (size_t i = 0; !status && i < link->plans->plan_count; i++)
		tw_set_add(&link->by_item, s->arena,
			hash_of(link->plans->plans[i].node->item),
			&link->plans->plans[i], NULL, &failed);
	if (failed)
		status = tw_fail_memory(s->err);
	if (!status && at + 1 == s->to)
		status = mark_planned(whole, &sides, s->err);
out:
	tw_arena_free(sides.scratch);
	return status;
}

/* What a plan became on the way, and how surely it was found each time. */
struct fate {
	const struct tw_plan *plan; /* as the last of them has it */
	size_t at;                  /* the update that says so, or not */
	enum tw_by by;
	unsigned score;
	bool found;                 /* by one of them, at least */
};

static struct fate follow(const struct span *s, const struct tw_plan *plan)
{
	struct fate fate = { plan, s->from, TW_BY_NONE, TW_SCORE_MAX, false };
	const struct tw_node *node = plan->node;

	for (size_t k = 0; node && k < s->to - s->from; k++) {
		const struct tw_plan *next = find_plan(&s->links[k], node);

		if (!next)
			break;
		fate.plan = next;
		fate.at = s->from + k + 1;
		if (next->became == TW_BECAME_UNACCOUNTED)
			break;
		fate.found = true;
		fate.by = next->by > fate.by ? next->by : fate.by;
		fate.score = next->score < fate.score ? next->score :
			fate.score;
		node = (next->became == TW_BECAME_CARRIED_OVER ||
			next->became == TW_BECAME_ON_HOLD) &&
			next->shown->section == TW_PLANNED ? next->shown :
			NULL;
	}
	return fate;
}

/*
 * What is done or dropped on the way stays so, whatever comes later; of the
 * rest the last update has the last word, if it has one. What was found once
 * and then lost is found again by its key or its words alone.
 */
static bool stays(const struct span *s, const struct tw_plan *plan,
	const struct fate *fate)
{
	switch (fate->plan->became) {
	case TW_BECAME_DONE:
	case TW_BECAME_DROPPED:
		return !fate->found;
	case TW_BECAME_UNACCOUNTED:
		return !fate->found || (plan->by != TW_BY_LIKENESS &&
			plan->became != TW_BECAME_UNACCOUNTED);
	default:
		return !fate->found || (fate->at < s->to &&
			plan->became != TW_BECAME_UNACCOUNTED);
	}
}

static void settle(const struct span *s, struct tw_plan *plan)
{
	struct fate fate = follow(s, plan);
	const struct tw_node *node = plan->node;
	bool early = fate.at < s->to;

	if (stays(s, plan, &fate))
		return;
	*plan = *fate.plan;
	plan->node = node;
	if (plan->became != TW_BECAME_UNACCOUNTED) {
		plan->by = fate.by;
		plan->score = fate.score;
		plan->when = early ? &s->thread[fate.at] : NULL;
	} else if (early) {
		plan->band = TW_BAND_UNMATCHED;
		plan->score = 0;
		plan->candidate_count = 0;
	}
}

static enum tw_status follow_all(struct span *s, struct tw_comparison *whole)
{
	enum tw_status status = TW_OK;

	s->links = tw_arena_take(s->arena,
		(s->to - s->from) * sizeof(*s->links));
	if (!s->links)
		return tw_fail_memory(s->err);
	for (size_t at = s->from; at < s->to && !status; at++)
		status = account(s, whole, at);
	if (status)
		return status;
	for (size_t i = 0; i < TW_BECAME_COUNT; i++)
		whole->became[i] = 0;
	for (size_t i = 0; i < whole->plan_count; i++) {
		settle(s, &whole->plans[i]);
		whole->became[whole->plans[i].became]++;
	}
	return TW_OK;
}

enum tw_status tw_compare_span(struct tw_comparison **comparison,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	const struct tw_house *house, const struct tw_update *thread,
	size_t from, size_t to, struct tw_error *err)
{
	struct span s = { arena, lexicon, house, thread, from, to, NULL, err };
	struct tw_lexicon *own = NULL;
	enum tw_status status = tw_compare(comparison, arena, lexicon, house,
		thread, from, to, err);

	if (status || to - from == 1)
		return status;
	if (!lexicon)
		s.lexicon = own = tw_lexicon_new();
	status = s.lexicon ? follow_all(&s, *comparison) :
		tw_fail_memory(err);
	tw_lexicon_free(own);
	return status;
}
