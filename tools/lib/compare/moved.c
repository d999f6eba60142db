/*
 * What went to another section, and what became of plans.
 */
#include "compare/ties.h"

#include "base/set.h"

/* Puts a plan before those that became the same item. */
static void tie_merged(struct tw_ties *t, size_t from, size_t to,
	const struct tw_plan *plan)
{
	struct tw_tie *tie = &t->to[to];

	t->from[tie->other].change = tie->change = TW_JOINED;
	t->from[from] = (struct tw_tie){ TW_JOINED, to, tie->other, plan->by,
		plan->score };
	tie->other = from;
}

/* True if an item is what plans became, and no more than that. */
static bool is_of_plans(const struct tw_ties *t, size_t to)
{
	const struct tw_tie *tie = &t->to[to];

	return (tie->change == TW_REWORDED || tie->change == TW_MOVED ||
		tie->change == TW_JOINED) &&
		t->sides->from.at[tie->other].section == TW_PLANNED;
}

/* Of how many plans each item is a trace. */
static unsigned *count_plans(struct tw_ties *t)
{
	const struct tw_comparison *c = t->comparison;
	unsigned *count = tw_arena_take(t->sides->scratch,
		(t->sides->to.count + 1) * sizeof(*count));

	for (size_t i = 0; count && i < c->plan_count; i++)
		for (size_t k = 0; k < c->plans[i].trace_count; k++)
			count[c->plans[i].traces[k].node -
				t->sides->to.at]++;
	return count;
}

/* How many reports of a plan its section has; 0 if one is taken. */
static size_t count_reports(const struct tw_ties *t, const struct tw_plan *plan,
	const unsigned *plans)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->trace_count; i++) {
		const struct tw_node *node = plan->traces[i].node;
		size_t to = (size_t)(node - t->sides->to.at);

		if (node->section != plan->shown->section)
			continue;
		if (t->to[to].change != TW_NEW || plans[to] > 1)
			return 0;
		count++;
	}
	return count;
}

/*
 * True if a plan has several reports in one section, each of no other plan:
 * it was split into them.
 */
static bool split_plan(struct tw_ties *t, const struct tw_plan *plan,
	const unsigned *plans)
{
	size_t from = (size_t)(plan->node - t->sides->from.at);
	size_t next = SIZE_MAX;

	if (count_reports(t, plan, plans) < 2)
		return false;
	for (size_t i = plan->trace_count; i-- > 0;) {
		const struct tw_candidate *trace = &plan->traces[i];
		size_t to = (size_t)(trace->node - t->sides->to.at);

		if (trace->node->section != plan->shown->section)
			continue;
		t->to[to] = (struct tw_tie){ TW_SPLIT, from, next,
			tw_by_of(trace->reason), trace->score };
		next = to;
	}
	t->from[from] = (struct tw_tie){ TW_SPLIT, next, SIZE_MAX, plan->by,
		0 };
	return true;
}

/*
 * A plan that is gone became the item that shows what became of it; several
 * may have become one. The last come first, so that each goes in front.
 */
static enum tw_status move_plans(struct tw_ties *t)
{
	const struct tw_comparison *c = t->comparison;
	const unsigned *plans = count_plans(t);

	if (!plans)
		return tw_fail_memory(t->err);
	for (size_t i = c->plan_count; i-- > 0;) {
		const struct tw_plan *plan = &c->plans[i];
		size_t from = (size_t)(plan->node - t->sides->from.at), to;

		if (!plan->shown || t->from[from].change != TW_GONE ||
		    split_plan(t, plan, plans))
			continue;
		to = (size_t)(plan->shown - t->sides->to.at);
		if (t->to[to].change == TW_NEW)
			tw_ties_pair(t, plan->shown->section == TW_PLANNED ?
				TW_REWORDED : TW_MOVED, from, to, plan->by,
				plan->score);
		else if (is_of_plans(t, to))
			tie_merged(t, from, to, plan);
	}
	return TW_OK;
}

/* The first new item of another section with the key of one that is gone. */
static enum tw_status move_keys(struct tw_ties *t)
{
	struct tw_sides *sides = t->sides;
	struct tw_set keys[TW_SECTIONS];

	for (int kind = 0; kind < TW_SECTIONS; kind++)
		if (tw_keys_collect(&keys[kind], sides->scratch, &sides->to,
		    (enum tw_section_kind)kind, t->err))
			return t->err->status;
	for (size_t i = 0; i < sides->from.count; i++) {
		if (t->from[i].change != TW_GONE)
			continue;
		for (int kind = 0; kind < TW_SECTIONS; kind++) {
			const struct tw_node *found = tw_node_by_key(
				&keys[kind], sides->from.at[i].item->key);
			size_t to = found ? (size_t)(found - sides->to.at) : 0;

			if (!found || t->to[to].change != TW_NEW ||
			    kind == (int)sides->from.at[i].section)
				continue;
			tw_ties_pair(t, TW_MOVED, i, to, TW_BY_KEY,
				TW_SCORE_MAX);
			break;
		}
	}
	return TW_OK;
}

/*
 * What no group has so far, plans and their traces apart: what became of a
 * plan is known.
 */
static struct tw_index loose(const struct tw_nodes *nodes,
	const struct tw_tie *ties, const bool *traced, struct tw_arena *arena)
{
	struct tw_index index = { tw_arena_take(arena,
		(nodes->count + 1) * sizeof(*index.at)), 0 };

	for (size_t i = 0; index.at && i < nodes->count; i++)
		if (ties[i].other == SIZE_MAX &&
		    nodes->at[i].section != TW_PLANNED &&
		    !(traced && traced[i]))
			index.at[index.count++] = i;
	return index;
}

/* True if no other item of either side comes near: 3/4 of the score. */
static bool stands_out(const uint16_t *scores, size_t rows, size_t columns,
	size_t row, size_t column)
{
	unsigned score = scores[row * columns + column];

	for (size_t c = 0; c < columns; c++)
		if (c != column && 4 * scores[row * columns + c] > 3 * score)
			return false;
	for (size_t r = 0; r < rows; r++)
		if (r != row && 4 * scores[r * columns + column] > 3 * score)
			return false;
	return true;
}

static enum tw_status move_alike(struct tw_ties *t)
{
	struct tw_sides *sides = t->sides;
	struct tw_index rows = loose(&sides->from, t->from, NULL,
		sides->scratch);
	struct tw_index columns = loose(&sides->to, t->to, sides->traced,
		sides->scratch);
	struct tw_link *links = tw_arena_take(sides->scratch,
		(rows.count + 1) * sizeof(*links));
	size_t *column = tw_arena_take(sides->scratch,
		(sides->to.count + 1) * sizeof(*column));
	uint16_t *scores;

	if (!rows.at || !columns.at || !links || !column)
		return tw_fail_memory(t->err);
	if (!rows.count || !columns.count)
		return TW_OK;
	if (tw_pair(links, &scores, sides, rows, columns, true, t->err))
		return t->err->status;
	for (size_t c = 0; c < columns.count; c++)
		column[columns.at[c]] = c;
	for (size_t r = 0; r < rows.count; r++) {
		size_t from = rows.at[r], to = links[r].to;
		bool same = links[r].by == TW_BY_EQUAL;

		if (to == SIZE_MAX || sides->from.at[from].section ==
		    sides->to.at[to].section)
			continue;
		if (!same && stands_out(scores, tw_scored(rows),
		    tw_scored(columns), r, column[to]) &&
		    tw_ties_nearly_same(&same, t, from, to))
			return t->err->status;
		if (same)
			tw_ties_pair(t, TW_MOVED, from, to, links[r].by,
				links[r].score);
	}
	return TW_OK;
}

enum tw_status tw_ties_move(struct tw_ties *t)
{
	enum tw_status status = move_plans(t);

	if (!status)
		status = move_keys(t);
	return status ? status : move_alike(t);
}
