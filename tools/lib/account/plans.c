/*
 * What became of each plan. spec/format.md, chapter 19, gives the order in
 * which the signs are read.
 */
#include "account/account.h"
#include "base/set.h"

/* The sections in which a plan may show up again. */
static const enum tw_section_kind sought[] = {
	TW_ACTIVITY, TW_PLANNED, TW_IMPACT, TW_EXIT
};

enum { SOUGHT = sizeof(sought) / sizeof(*sought) };

/* Where a plan shows up, by section. */
struct traces {
	struct tw_link link[TW_SECTIONS];
	bool any;
};

struct account {
	struct tw_comparison *comparison;
	struct tw_sides *sides;
	struct tw_index plans;    /* in sides->from */
	size_t *plan_of;          /* the plan that an item of it is */
	struct traces *traces;    /* of each plan */
	struct tw_error *err;
};

static const struct tw_node *node_of(const struct account *a,
	const struct tw_link *link)
{
	return link->to == SIZE_MAX ? NULL : &a->sides->to.at[link->to];
}

/* ---- by key ---- */

/* Of several reports one that settles tells most, then any disposition. */
static int weight_of(enum tw_state state)
{
	return state == TW_NO_STATE ? 0 :
		state == TW_DONE || state == TW_DROPPED ? 2 : 1;
}

static void trace_key(struct account *a, const struct tw_set *keys,
	struct tw_view key, size_t to)
{
	const struct tw_node *node = &a->sides->to.at[to];
	const struct tw_node *plan = tw_node_by_key(keys, key);
	struct traces *traces;
	struct tw_link *link;

	if (!plan || node->section == TW_OUTCOMES)
		return;
	traces = &a->traces[a->plan_of[plan - a->sides->from.at]];
	link = &traces->link[node->section];
	if (link->to == SIZE_MAX || weight_of(node->item->state) >
	    weight_of(a->sides->to.at[link->to].item->state))
		*link = (struct tw_link){ to, TW_BY_KEY, TW_SCORE_MAX };
	traces->any = true;
	a->sides->traced[to] = true;
}

static enum tw_status trace_keys(struct account *a)
{
	struct tw_set keys;

	if (tw_keys_collect(&keys, a->sides->scratch, &a->sides->from,
	    TW_PLANNED, a->err))
		return TW_NO_MEMORY;
	for (size_t i = 0; i < a->sides->to.count && keys.count; i++) {
		const struct tw_item *item = a->sides->to.at[i].item;

		trace_key(a, &keys, item->key, i);
		for (const struct tw_detail *d = item->details; d; d = d->next)
			if (d->sign == '>')
				trace_key(a, &keys, d->name, i);
	}
	return TW_OK;
}

/* ---- by text ---- */

static struct tw_index untraced(struct account *a)
{
	struct tw_index rows = { tw_arena_take(a->sides->scratch,
		(a->plans.count + 1) * sizeof(*rows.at)), 0 };

	for (size_t i = 0; rows.at && i < a->plans.count; i++)
		if (!a->traces[i].any)
			rows.at[rows.count++] = i;
	return rows;
}

static struct tw_index in_section(const struct account *a,
	enum tw_section_kind kind)
{
	const struct tw_nodes *to = &a->sides->to;
	struct tw_index columns = { tw_arena_take(a->sides->scratch,
		(to->count + 1) * sizeof(*columns.at)), 0 };

	for (size_t i = 0; columns.at && i < to->count; i++)
		if (to->at[i].section == kind && !a->sides->traced[i])
			columns.at[columns.count++] = i;
	return columns;
}

/* Puts a candidate in its place among the best of a plan. */
static void add_candidate(struct tw_plan *plan, const struct tw_node *node,
	unsigned score)
{
	size_t i = plan->candidate_count;

	if (score < TW_REVIEW)
		return;
	if (i < TW_CANDIDATES)
		plan->candidate_count++;
	else if (plan->candidates[--i].score >= score)
		return;
	for (; i && plan->candidates[i - 1].score < score; i--)
		plan->candidates[i] = plan->candidates[i - 1];
	plan->candidates[i] = (struct tw_candidate){ node, score };
}

static void add_candidates(struct account *a, struct tw_index rows,
	struct tw_index columns, const uint16_t *scores)
{
	size_t most = TW_PAIR_MOST;
	size_t width = columns.count < most ? columns.count : most;

	for (size_t r = 0; r < rows.count && r < most; r++)
		for (size_t c = 0; c < width; c++)
			add_candidate(&a->comparison->plans[rows.at[r]],
				&a->sides->to.at[columns.at[c]],
				scores[r * width + c]);
}

/* Pairs the plans rows.at[] with one section; traces are marked later. */
static enum tw_status trace_section(struct account *a, struct tw_index rows,
	enum tw_section_kind kind, bool likeness)
{
	struct tw_arena *arena = a->sides->scratch;
	struct tw_index columns = in_section(a, kind), from = { NULL, 0 };
	struct tw_link *links = tw_arena_take(arena,
		(rows.count + 1) * sizeof(*links));
	uint16_t *scores = NULL;
	enum tw_status status;

	from.at = tw_arena_take(arena, (rows.count + 1) * sizeof(*from.at));
	if (!columns.at || !links || !from.at)
		return tw_fail_memory(a->err);
	for (; from.count < rows.count; from.count++)
		from.at[from.count] = a->plans.at[rows.at[from.count]];
	status = tw_pair(links, &scores, a->sides, from, columns, likeness,
		a->err);
	for (size_t r = 0; r < rows.count && !status; r++)
		a->traces[rows.at[r]].link[kind] = links[r];
	if (!status && likeness)
		add_candidates(a, rows, columns, scores);
	return status;
}

static enum tw_status trace_texts(struct account *a, bool likeness)
{
	struct tw_index rows = untraced(a);
	enum tw_status status = rows.at ? TW_OK : tw_fail_memory(a->err);

	for (int i = 0; i < SOUGHT && rows.count && !status; i++)
		status = trace_section(a, rows, sought[i], likeness);
	for (size_t r = 0; r < rows.count && !status; r++) {
		for (int i = 0; i < SOUGHT; i++) {
			struct traces *traces = &a->traces[rows.at[r]];
			size_t to = traces->link[sought[i]].to;

			if (to == SIZE_MAX)
				continue;
			traces->any = true;
			a->sides->traced[to] = true;
		}
	}
	return status;
}

/* ---- what became of it ---- */

/* What an item says of itself, by disposition or else in words. */
static enum tw_state state_of(const struct tw_node *node)
{
	if (!node)
		return TW_NO_STATE;
	return node->item->state ? node->item->state : tw_cue_read(node->text);
}

struct verdict {
	enum tw_became became;
	const struct tw_link *link; /* that decided; NULL: none */
};

static const enum tw_became became_of_state[] = {
	[TW_DONE] = TW_BECAME_DONE,
	[TW_ONGOING] = TW_BECAME_ONGOING,
	[TW_ON_HOLD] = TW_BECAME_ON_HOLD,
	[TW_DROPPED] = TW_BECAME_DROPPED,
};

/* A report that settles the plan whatever else is said of it. */
static bool settled(enum tw_state state, const struct tw_node *node)
{
	return state == TW_DROPPED ||
		(state == TW_DONE && node->item->state == TW_DONE);
}

static struct verdict judge(const struct account *a,
	const struct traces *traces)
{
	const struct tw_link *activity = &traces->link[TW_ACTIVITY];
	const struct tw_link *planned = &traces->link[TW_PLANNED];
	const struct tw_link *impact = &traces->link[TW_IMPACT];
	const struct tw_link *exit = &traces->link[TW_EXIT];
	const struct tw_node *report = node_of(a, activity);
	const struct tw_node *again = node_of(a, planned);
	enum tw_state state = state_of(report), next = state_of(again);

	if (report && settled(state, report))
		return (struct verdict){ became_of_state[state], activity };
	if (again)
		return (struct verdict){ next == TW_NO_STATE ||
			next == TW_ONGOING ? TW_BECAME_CARRIED_OVER :
			became_of_state[next], planned };
	if (report)
		return (struct verdict){ state == TW_NO_STATE ?
			TW_BECAME_DONE : became_of_state[state], activity };
	if (!node_of(a, impact))
		impact = exit;
	report = node_of(a, impact);
	if (!report)
		return (struct verdict){ TW_BECAME_UNACCOUNTED, NULL };
	state = state_of(report);
	return (struct verdict){ state == TW_ON_HOLD || state == TW_DROPPED ?
		became_of_state[state] : TW_BECAME_DONE, impact };
}

static void settle(struct account *a, size_t i)
{
	struct tw_plan *plan = &a->comparison->plans[i];
	struct verdict verdict = judge(a, &a->traces[i]);

	plan->became = verdict.became;
	if (verdict.link) {
		plan->shown = node_of(a, verdict.link);
		plan->by = verdict.link->by;
		plan->score = verdict.link->score;
		plan->band = TW_BAND_MATCHED;
		plan->candidate_count = 0;
	} else if (plan->candidate_count) {
		plan->band = TW_BAND_REVIEW;
		plan->score = plan->candidates[0].score;
	}
	a->comparison->became[plan->became]++;
}

static enum tw_status prepare(struct account *a)
{
	struct tw_arena *arena = a->sides->scratch;
	const struct tw_nodes *from = &a->sides->from;
	struct tw_comparison *comparison = a->comparison;

	a->plans.at = tw_arena_take(arena,
		(from->count + 1) * sizeof(*a->plans.at));
	a->plan_of = tw_arena_take(arena,
		(from->count + 1) * sizeof(*a->plan_of));
	if (!a->plans.at || !a->plan_of)
		return tw_fail_memory(a->err);
	for (size_t i = 0; i < from->count; i++) {
		if (from->at[i].section != TW_PLANNED)
			continue;
		a->plan_of[i] = a->plans.count;
		a->plans.at[a->plans.count++] = i;
	}
	a->sides->traced = tw_arena_take(arena, a->sides->to.count + 1);
	a->traces = tw_arena_take(arena,
		(a->plans.count + 1) * sizeof(*a->traces));
	comparison->plans = tw_arena_take(a->sides->arena,
		(a->plans.count + 1) * sizeof(*comparison->plans));
	if (!a->sides->traced || !a->traces || !comparison->plans)
		return tw_fail_memory(a->err);
	comparison->plan_count = a->plans.count;
	for (size_t i = 0; i < a->plans.count; i++) {
		comparison->plans[i].node = &from->at[a->plans.at[i]];
		for (int k = 0; k < TW_SECTIONS; k++)
			a->traces[i].link[k].to = SIZE_MAX;
	}
	return TW_OK;
}

enum tw_status tw_account_plans(struct tw_comparison *comparison,
	struct tw_sides *sides, struct tw_error *err)
{
	struct account a = { .comparison = comparison, .sides = sides,
		.err = err };
	enum tw_status status = prepare(&a);

	if (!status)
		status = trace_keys(&a);
	if (!status)
		status = trace_texts(&a, false);
	if (!status)
		status = trace_texts(&a, true);
	for (size_t i = 0; i < a.plans.count && !status; i++)
		settle(&a, i);
	return status;
}
