#include <termwise/compare.h>

#include "account/account.h"
#include "base/set.h"
#include "base/utf8.h"
#include "compare/items.h"

static const char *const became_names[] = {
	"done", "ongoing", "carried-over", "on-hold", "dropped", "unaccounted"
};
static const char *const by_names[] = { "none", "key", "equal", "likeness" };
static const char *const band_names[] = { "unmatched", "review", "matched" };
static const char *const reason_names[] = {
	[TW_WHY_KEY] = "same-key", [TW_WHY_TEXT] = "same-text",
	[TW_WHY_ALIKE] = "alike", [TW_WHY_STANDS_OUT] = "stands-out",
	[TW_WHY_PART] = "part", [TW_WHY_TOGETHER] = "together",
	[TW_WHY_COUNTED] = "counted", [TW_WHY_NAMED] = "named",
	[TW_WHY_ALONE] = "alone", [TW_WHY_KIN] = "kin",
	[TW_WHY_TOO_LITTLE] = "too-little", [TW_WHY_ANOTHER_ITEM] = "another-item",
	[TW_WHY_ANOTHER_PLAN] = "another-plan", [TW_WHY_ELSEWHERE] = "elsewhere",
	[TW_WHY_REPORTED] = "reported", [TW_WHY_ANNOUNCED] = "announced",
	[TW_WHY_NAME_ONLY] = "name-only", [TW_WHY_OTHER_DEED] = "other-deed"
};
static const char *const kind_names[] = { "level", "addition", "target" };
static const char *const change_names[] = {
	"kept", "reworded", "split", "merged", "moved", "new", "gone"
};

const char *tw_became_name(enum tw_became became)
{
	return became_names[became];
}

const char *tw_by_name(enum tw_by by)
{
	return by_names[by];
}

const char *tw_band_name(enum tw_band band)
{
	return band_names[band];
}

const char *tw_reason_name(enum tw_reason reason)
{
	return reason_names[reason];
}

const char *tw_measure_kind_name(enum tw_measure_kind kind)
{
	return kind_names[kind];
}

const char *tw_change_name(enum tw_change change)
{
	return change_names[change];
}

/* ---- outcomes and their evidence ---- */

static enum tw_status find_evidence(struct tw_comparison *comparison,
	const struct tw_sides *sides, struct tw_error *err)
{
	const struct tw_nodes *to = &sides->to;
	size_t *outcome_of = tw_arena_take(sides->scratch,
		(to->count + 1) * sizeof(*outcome_of));
	struct tw_set keys;

	comparison->outcomes = tw_arena_take(sides->arena,
		(to->count + 1) * sizeof(*comparison->outcomes));
	if (!outcome_of || !comparison->outcomes ||
	    tw_keys_collect(&keys, sides->scratch, to, TW_OUTCOMES, err))
		return tw_fail_memory(err);
	for (size_t i = 0; i < to->count; i++) {
		if (to->at[i].section != TW_OUTCOMES)
			continue;
		outcome_of[i] = comparison->outcome_count;
		comparison->outcomes[comparison->outcome_count++].node =
			&to->at[i];
	}
	for (size_t i = 0; i < to->count; i++) {
		const struct tw_detail *d = to->at[i].item->details;

		for (; d; d = d->next) {
			const struct tw_node *node = d->sign != '>' ? NULL :
				tw_node_by_key(&keys, d->name);

			if (!node)
				continue;
			comparison->outcomes[outcome_of[node - to->at]]
				.evidence++;
			comparison->evidence_given = true;
		}
	}
	return TW_OK;
}

/* ---- figures ---- */

static bool same_name(const void *a, const void *b)
{
	const struct tw_measure *x = a, *y = b;

	return tw_fold_equal(x->name, y->name);
}

/*
 * A level that was given both times tells more than the sum of what was added.
 * Where it is new, or left out, it is no more than the sum if it equals that.
 */
static void judge_pair(struct tw_measure *level, struct tw_measure *sum)
{
	struct tw_value last = level->has_to ? level->to : level->from;
	bool any = level->has_to || level->has_from;

	if (!any || !sum->has_to || !tw_value_alike(last, sum->to))
		sum->part = true;
	else if (level->has_from && level->has_to)
		sum->again = true;
	else if (!level->has_expected && !tw_value_compare(last, sum->to))
		level->again = true;
	else
		sum->part = true;
}

static enum tw_status find_again(struct tw_comparison *made,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_set sums = { NULL, 0, 0 };
	bool failed = false;

	for (size_t i = 0; i < made->measure_count; i++)
		if (made->measures[i].kind == TW_ADDITION)
			tw_set_add(&sums, arena, tw_fold_hash(
				made->measures[i].name), &made->measures[i],
				same_name, &failed);
	for (size_t i = 0; i < made->measure_count && sums.count; i++) {
		struct tw_measure *m = &made->measures[i];
		struct tw_measure *sum = m->kind != TW_LEVEL ? NULL :
			(struct tw_measure *)(uintptr_t)tw_set_get(&sums,
			tw_fold_hash(m->name), m, same_name);

		if (sum)
			judge_pair(m, sum);
	}
	return failed ? tw_fail_memory(err) : TW_OK;
}

static enum tw_status compare(struct tw_comparison *made,
	struct tw_sides *sides, const struct tw_update *thread, size_t from,
	size_t to, struct tw_error *err)
{
	enum tw_status status = tw_account_plans(made, sides, err);

	if (!status)
		status = tw_compare_items(made, sides, err);
	if (!status)
		status = find_evidence(made, sides, err);
	if (!status)
		status = tw_account_figures(made, sides->arena, sides->house,
			thread, from, to, err);
	if (!status)
		status = find_again(made, sides->arena, err);
	return status;
}

enum tw_status tw_compare(struct tw_comparison **comparison,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	const struct tw_house *house, const struct tw_update *thread,
	size_t from, size_t to, struct tw_error *err)
{
	struct tw_sides sides = { .arena = arena, .house = house,
		.scratch = tw_arena_new() };
	struct tw_lexicon *own = lexicon ? NULL : tw_lexicon_new();
	enum tw_status status;

	*comparison = tw_arena_take(arena, sizeof(**comparison));
	if (!*comparison || !sides.scratch || (!lexicon && !own)) {
		status = tw_fail_memory(err);
		goto out;
	}
	if (lexicon)
		tw_lexicon_rest(lexicon);
	status = tw_sides_fill(&sides, lexicon ? lexicon : own,
		thread[from].record, thread[to].record, err);
	if (!status)
		status = compare(*comparison, &sides, thread, from, to, err);
out:
	tw_lexicon_free(own);
	tw_arena_free(sides.scratch);
	return status;
}
