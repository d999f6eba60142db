#include "compare/ties.h"

#include "base/set.h"

/* Two items that are one group. */
void tw_ties_pair(struct tw_ties *t, enum tw_change change, size_t from,
	size_t to, enum tw_by by, unsigned score)
{
	t->from[from] = (struct tw_tie){ change, to, SIZE_MAX, by, score };
	t->to[to] = (struct tw_tie){ change, from, SIZE_MAX, by, score };
}

/* True if each of two items says two thirds of what the other one does. */
enum tw_status tw_ties_nearly_same(bool *same, struct tw_ties *t, size_t from,
	size_t to)
{
	struct tw_whole whole = { .item = from };
	struct tw_part part = { .item = t->sides->from.count + to };
	enum tw_status status = tw_likeness_parts(&whole, t->sides->likeness,
		&part, 1, t->err);

	*same = !status && 3 * part.shared >= 2 * part.weight &&
		3 * part.shared >= 2 * whole.weight;
	return status;
}

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

/* ---- kept and reworded: pairs within a section ---- */

/*
 * An equal key pairs two items of a section for certain: what is left to
 * pair by text stays in `rows` and `columns`.
 */
static enum tw_status pair_keys(struct tw_ties *t, enum tw_section_kind kind,
	struct tw_index *rows, struct tw_index *columns)
{
	struct tw_sides *sides = t->sides;
	struct tw_index open = { rows->at, 0 }, left = { columns->at, 0 };
	struct tw_set keys;

	if (tw_keys_collect(&keys, sides->scratch, &sides->to, kind, t->err))
		return t->err->status;
	for (size_t r = 0; r < rows->count; r++) {
		size_t from = rows->at[r], to;
		const struct tw_node *found = tw_node_by_key(&keys,
			sides->from.at[from].item->key);
		bool equal;

		to = found ? (size_t)(found - sides->to.at) : SIZE_MAX;
		if (!found || t->to[to].change != TW_NEW) {
			open.at[open.count++] = from;
			continue;
		}
		if (tw_likeness_equal(&equal, sides->likeness, from, to,
		    t->err))
			return t->err->status;
		tw_ties_pair(t, equal ? TW_KEPT : TW_REWORDED, from, to,
			TW_BY_KEY, TW_SCORE_MAX);
	}
	for (size_t c = 0; c < columns->count; c++)
		if (t->to[columns->at[c]].change == TW_NEW)
			left.at[left.count++] = columns->at[c];
	*rows = open;
	*columns = left;
	return TW_OK;
}

/* ---- a section ---- */

/* What was planned again is what the account of plans takes for that. */
static void tie_plans(struct tw_ties *t)
{
	const struct tw_comparison *c = t->comparison;

	for (size_t i = 0; i < c->plan_count; i++) {
		const struct tw_plan *plan = &c->plans[i];
		size_t from = (size_t)(plan->node - t->sides->from.at);
		const struct tw_candidate *best = NULL;

		if (t->from[from].change != TW_GONE)
			continue;
		for (size_t k = 0; k < plan->trace_count; k++) {
			const struct tw_candidate *trace = &plan->traces[k];
			size_t to = (size_t)(trace->node - t->sides->to.at);

			if (trace->node->section == TW_PLANNED &&
			    trace->reason != TW_WHY_KEY &&
			    t->to[to].change == TW_NEW &&
			    (!best || trace->score > best->score))
				best = trace;
		}
		if (best)
			tw_ties_pair(t, TW_REWORDED, from, (size_t)(best->node -
				t->sides->to.at), TW_BY_LIKENESS, best->score);
	}
}

/*
 * Takes a pair by text. Two reports of like things are most often of two, so
 * that activities must say nearly the same.
 */
static enum tw_status tie_link(struct tw_ties *t, size_t from,
	const struct tw_link *link)
{
	enum tw_section_kind kind = t->sides->from.at[from].section;
	bool same = kind != TW_PLANNED;

	if (link->to == SIZE_MAX)
		return TW_OK;
	if (link->by == TW_BY_EQUAL) {
		tw_ties_pair(t, TW_KEPT, from, link->to, link->by, link->score);
		return TW_OK;
	}
	if (kind == TW_ACTIVITY && tw_ties_nearly_same(&same, t, from,
	    link->to))
		return t->err->status;
	if (same)
		tw_ties_pair(t, TW_REWORDED, from, link->to, link->by,
			link->score);
	return TW_OK;
}

static enum tw_status tie_section(struct tw_ties *t, enum tw_section_kind kind)
{
	struct tw_sides *sides = t->sides;
	struct tw_index rows = indices(&sides->from, kind, sides->scratch);
	struct tw_index columns = indices(&sides->to, kind, sides->scratch);
	struct tw_link *links;
	uint16_t *scores;

	if (!rows.at || !columns.at)
		return tw_fail_memory(t->err);
	if (pair_keys(t, kind, &rows, &columns))
		return t->err->status;
	if (!rows.count || !columns.count)
		return TW_OK;
	links = tw_arena_take(sides->scratch, rows.count * sizeof(*links));
	if (!links)
		return tw_fail_memory(t->err);
	if (tw_pair(links, &scores, sides, rows, columns, true, t->err))
		return t->err->status;
	for (size_t r = 0; r < rows.count; r++)
		if (tie_link(t, rows.at[r], &links[r]))
			return t->err->status;
	if (kind == TW_PLANNED)
		tie_plans(t);
	return tw_ties_split(t, rows, columns, scores);
}

/* ---- all of it, in the order of the later record ---- */

static void add_row(struct tw_ties *t, size_t from, size_t to,
	const struct tw_tie *tie)
{
	struct tw_comparison *c = t->comparison;
	struct tw_item_change *row = &c->items[c->item_count++];

	row->change = tie->change;
	row->from = from == SIZE_MAX ? NULL : &t->sides->from.at[from];
	row->to = to == SIZE_MAX ? NULL : &t->sides->to.at[to];
	row->by = tie->by;
	row->score = tie->score;
	/* An item that is the trace of a plan is no surprise. */
	row->planned = row->to && t->sides->traced[to];
}

/* The group of an item, if it is the first of it in the later record. */
static void add_group(struct tw_ties *t, size_t to)
{
	const struct tw_tie *tie = &t->to[to];

	if (tie->change == TW_JOINED) {
		for (size_t i = tie->other; i != SIZE_MAX; i = t->from[i].next)
			add_row(t, i, to, &t->from[i]);
	} else if (tie->change != TW_SPLIT) {
		add_row(t, tie->other, to, tie);
	} else if (t->from[tie->other].other == to) {
		for (size_t i = to; i != SIZE_MAX; i = t->to[i].next)
			add_row(t, tie->other, i, &t->to[i]);
	}
}

static void list_items(struct tw_ties *t)
{
	const struct tw_nodes *from = &t->sides->from, *to = &t->sides->to;

	for (int kind = 0; kind < TW_SECTIONS; kind++) {
		for (size_t i = 0; i < to->count; i++)
			if ((int)to->at[i].section == kind)
				add_group(t, i);
		for (size_t i = 0; i < from->count; i++)
			if ((int)from->at[i].section == kind &&
			    t->from[i].change == TW_GONE)
				add_row(t, i, SIZE_MAX, &t->from[i]);
	}
}

static struct tw_tie *untied(size_t count, enum tw_change change,
	struct tw_arena *arena)
{
	struct tw_tie *ties = tw_arena_take(arena, (count + 1) * sizeof(*ties));

	for (size_t i = 0; ties && i < count; i++)
		ties[i] = (struct tw_tie){ change, SIZE_MAX, SIZE_MAX,
			TW_BY_NONE, 0 };
	return ties;
}

enum tw_status tw_compare_items(struct tw_comparison *comparison,
	struct tw_sides *sides, struct tw_error *err)
{
	struct tw_ties t = { .comparison = comparison, .sides = sides,
		.err = err };
	enum tw_status status = TW_OK;

	t.from = untied(sides->from.count, TW_GONE, sides->scratch);
	t.to = untied(sides->to.count, TW_NEW, sides->scratch);
	comparison->items = tw_arena_take(sides->arena, (sides->from.count +
		sides->to.count + 1) * sizeof(*comparison->items));
	if (!t.from || !t.to || !comparison->items)
		return tw_fail_memory(err);
	for (int kind = 0; kind < TW_SECTIONS && !status; kind++)
		status = tie_section(&t, (enum tw_section_kind)kind);
	if (status)
		return status;
	status = tw_ties_move(&t);
	list_items(&t);
	return status;
}
