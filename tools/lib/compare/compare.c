#include <termwise/compare.h>

#include "account/account.h"
#include "base/set.h"

static const char *const became_names[] = {
	"done", "ongoing", "carried-over", "on-hold", "dropped", "unaccounted"
};
static const char *const by_names[] = { "none", "key", "equal", "likeness" };
static const char *const band_names[] = { "unmatched", "review", "matched" };
static const char *const reason_names[] = {
	[TW_WHY_KEY] = "same-key", [TW_WHY_TEXT] = "same-text",
	[TW_WHY_ALIKE] = "alike", [TW_WHY_STANDS_OUT] = "stands-out",
	[TW_WHY_PART] = "part", [TW_WHY_TOGETHER] = "together",
	[TW_WHY_TOO_LITTLE] = "too-little", [TW_WHY_ANOTHER_ITEM] = "another-item",
	[TW_WHY_ANOTHER_PLAN] = "another-plan", [TW_WHY_ELSEWHERE] = "elsewhere",
	[TW_WHY_REPORTED] = "reported", [TW_WHY_ANNOUNCED] = "announced"
};
static const char *const kind_names[] = { "level", "addition", "target" };
static const char *const change_names[] = {
	"kept", "reworded", "new", "gone"
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

/* ---- items, section by section ---- */

static struct tw_index indices(const struct tw_nodes *nodes,
	enum tw_section_kind kind, struct tw_arena *arena)
{
	struct tw_index index = { tw_arena_take(arena,
		(nodes->count + 1) * sizeof(*index.at)), 0 };

	for (size_t i = 0; index.at && i < nodes->count; i++)
		if (nodes->at[i].section == kind)
			index.at[index.count++] = i;
	return index;
}

/*
 * An equal key pairs two items of a section for certain: what is left to
 * pair by text stays in `rows` and `columns`.
 */
static enum tw_status pair_keys(struct tw_link *links,
	struct tw_sides *sides, enum tw_section_kind kind,
	struct tw_index *rows, struct tw_index *columns, struct tw_error *err)
{
	struct tw_index open = { rows->at, 0 }, left = { columns->at, 0 };
	bool *taken = tw_arena_take(sides->scratch, sides->to.count + 1);
	struct tw_set keys;

	if (!taken || tw_keys_collect(&keys, sides->scratch, &sides->to, kind,
	    err))
		return tw_fail_memory(err);
	for (size_t r = 0; r < rows->count; r++) {
		size_t from = rows->at[r], to = SIZE_MAX;
		const struct tw_node *found = tw_node_by_key(&keys,
			sides->from.at[from].item->key);

		if (found && !taken[found - sides->to.at])
			to = (size_t)(found - sides->to.at);
		links[from] = (struct tw_link){ to, TW_BY_KEY, TW_SCORE_MAX };
		if (to == SIZE_MAX)
			open.at[open.count++] = from;
		else
			taken[to] = true;
	}
	for (size_t c = 0; c < columns->count; c++)
		if (!taken[columns->at[c]])
			left.at[left.count++] = columns->at[c];
	*rows = open;
	*columns = left;
	return TW_OK;
}

static struct tw_item_change *add_change(struct tw_comparison *comparison,
	enum tw_change change, const struct tw_node *from,
	const struct tw_node *to)
{
	struct tw_item_change *added =
		&comparison->items[comparison->item_count++];

	added->change = change;
	added->from = from;
	added->to = to;
	return added;
}

static enum tw_status add_pair(struct tw_comparison *comparison,
	struct tw_sides *sides, size_t from, const struct tw_link *link,
	struct tw_error *err)
{
	struct tw_item_change *change;
	bool equal = link->by == TW_BY_EQUAL;

	if (link->by == TW_BY_KEY && tw_likeness_equal(&equal,
	    sides->likeness, from, link->to, err))
		return err->status;
	change = add_change(comparison, equal ? TW_KEPT : TW_REWORDED,
		&sides->from.at[from], &sides->to.at[link->to]);
	change->by = link->by;
	change->score = link->score;
	return TW_OK;
}

/* In the order of the later record; what is gone comes last. */
static enum tw_status list_section(struct tw_comparison *comparison,
	struct tw_sides *sides, enum tw_section_kind kind,
	const struct tw_link *links, size_t *source, struct tw_error *err)
{
	const struct tw_nodes *from = &sides->from, *to = &sides->to;

	for (size_t i = 0; i < to->count; i++)
		source[i] = SIZE_MAX;
	for (size_t i = 0; i < from->count; i++)
		if (from->at[i].section == kind && links[i].to != SIZE_MAX)
			source[links[i].to] = i;
	for (size_t i = 0; i < to->count; i++) {
		if (to->at[i].section != kind)
			continue;
		if (source[i] == SIZE_MAX)
			add_change(comparison, TW_NEW, NULL, &to->at[i]);
		else if (add_pair(comparison, sides, source[i],
		         &links[source[i]], err))
			return err->status;
	}
	for (size_t i = 0; i < from->count; i++)
		if (from->at[i].section == kind && links[i].to == SIZE_MAX)
			add_change(comparison, TW_GONE, &from->at[i], NULL);
	return TW_OK;
}

static enum tw_status compare_section(struct tw_comparison *comparison,
	struct tw_sides *sides, enum tw_section_kind kind,
	struct tw_link *links, size_t *source, struct tw_error *err)
{
	struct tw_index rows = indices(&sides->from, kind, sides->scratch);
	struct tw_index columns = indices(&sides->to, kind, sides->scratch);
	struct tw_link *found;
	enum tw_status status;

	if (!rows.at || !columns.at)
		return tw_fail_memory(err);
	status = pair_keys(links, sides, kind, &rows, &columns, err);
	if (status)
		return status;
	found = tw_arena_take(sides->scratch, (rows.count + 1) * sizeof(*found));
	if (!found)
		return tw_fail_memory(err);
	status = tw_pair(found, NULL, sides, rows, columns, true, err);
	if (status)
		return status;
	for (size_t r = 0; r < rows.count; r++)
		links[rows.at[r]] = found[r];
	return list_section(comparison, sides, kind, links, source, err);
}

/* An item that is the trace of a plan is no surprise. */
static void mark_planned(struct tw_comparison *comparison,
	const struct tw_sides *sides)
{
	for (size_t i = 0; i < comparison->item_count; i++) {
		struct tw_item_change *change = &comparison->items[i];

		change->planned = change->to &&
			sides->traced[change->to - sides->to.at];
	}
}

static enum tw_status compare_items(struct tw_comparison *comparison,
	struct tw_sides *sides, struct tw_error *err)
{
	struct tw_arena *arena = sides->scratch;
	size_t most = sides->from.count + sides->to.count + 1;
	struct tw_link *links = tw_arena_take(arena, most * sizeof(*links));
	size_t *source = tw_arena_take(arena, most * sizeof(*source));
	enum tw_status status = TW_OK;

	comparison->items = tw_arena_take(sides->arena,
		most * sizeof(*comparison->items));
	if (!links || !source || !comparison->items)
		return tw_fail_memory(err);
	for (int kind = 0; kind < TW_SECTIONS && !status; kind++)
		status = compare_section(comparison, sides, kind, links,
			source, err);
	if (!status)
		mark_planned(comparison, sides);
	return status;
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

static enum tw_status compare(struct tw_comparison *made,
	struct tw_sides *sides, const struct tw_update *thread, size_t from,
	size_t to, struct tw_error *err)
{
	enum tw_status status = tw_account_plans(made, sides, err);

	if (!status)
		status = compare_items(made, sides, err);
	if (!status)
		status = find_evidence(made, sides, err);
	if (!status)
		status = tw_account_figures(made, sides->arena, sides->house,
			thread, from, to, err);
	return status;
}

enum tw_status tw_compare(struct tw_comparison **comparison,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	const struct tw_house *house, const struct tw_update *thread,
	size_t from, size_t to, struct tw_error *err)
{
	struct tw_sides sides = { .arena = arena, .house = house,
		.scratch = tw_arena_new() };
	enum tw_status status;

	*comparison = tw_arena_take(arena, sizeof(**comparison));
	if (!*comparison || !sides.scratch) {
		status = tw_fail_memory(err);
		goto out;
	}
	status = tw_sides_fill(&sides, lexicon, thread[from].record,
		thread[to].record, err);
	if (!status)
		status = compare(*comparison, &sides, thread, from, to, err);
out:
	tw_arena_free(sides.scratch);
	return status;
}
