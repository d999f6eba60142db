/*
 * Figures that one side put below another item, and the other one brought up to
 * date. spec/merge.md, "Details".
 */
#include "merge/emit.h"

#include "base/arena.h"
#include "base/utf8.h"

enum { MOST_LINES = 64 }; /* of an item whose figures are looked for */

bool tw_part_few(const struct tw_part_item *item)
{
	return item->detail_count <= MOST_LINES;
}

struct tw_part_detail *tw_part_line(const struct tw_part_item *item,
	const struct tw_detail *figure)
{
	for (size_t i = 0; item && i < item->detail_count; i++)
		if (item->details[i].node->sign == figure->sign &&
		    tw_fold_equal(item->details[i].node->name, figure->name))
			return &item->details[i];
	return NULL;
}

/* True if all have an item, or `alone` has a new one, and of few lines. */
static bool all_few(const struct tw_merging *plan,
	const struct tw_strand *unit, int alone)
{
	bool fresh = alone && unit->at[TW_BASE] == TW_NONE &&
		unit->at[TW_OURS + TW_THEIRS - alone] == TW_NONE;

	for (int s = TW_BASE; s < TW_MERGED; s++)
		if (unit->at[s] == TW_NONE ? !fresh :
		    !tw_part_few(tw_strand_item(plan, unit, s)))
			return false;
	return true;
}

/*
 * The unit of an item is in all, or new on the side that moved a figure there,
 * and the other one has not got the figure there.
 */
static bool may_take(const struct tw_merging *plan,
	const struct tw_strand *unit, const struct tw_detail *figure, int mover)
{
	return !unit->whole && all_few(plan, unit, mover) &&
		!tw_part_line(tw_strand_item(plan, unit,
		TW_OURS + TW_THEIRS - mover), figure);
}

/* What says a value in its words would have to be changed, too. *failed without
 * memory. */
static bool says_value(struct tw_merging *plan, const struct tw_strand *unit,
	struct tw_view value, bool *failed)
{
	for (int s = TW_OURS; s < TW_MERGED; s++) {
		const struct tw_tokens *words = unit->at[s] == TW_NONE ? NULL :
			tw_item_words(plan, s, unit->at[s], NULL);

		*failed |= unit->at[s] != TW_NONE && !words;
		if (words && tw_text_says(words, value))
			return true;
	}
	return false;
}

/* One figure of the base, which `mover` does not have where it was. */
static bool carry(struct tw_merging *plan, size_t from,
	struct tw_part_detail *base, int mover)
{
	int other = TW_OURS + TW_THEIRS - mover;
	const struct tw_strand *unit = &plan->units[from], *to;
	const struct tw_part_item *was = tw_strand_item(plan, unit, TW_BASE);
	const struct tw_detail *figure = base->node;
	const struct tw_part_detail *line = tw_part_line(tw_strand_item(plan,
		unit, other), figure);
	const struct tw_detail *value = line ? line->node : NULL;
	struct tw_part_detail *moved;
	struct tw_carried *carried;
	bool failed = false;
	size_t alone, at;

	if (value && (value->comments || tw_detail_same(figure, value)))
		return true;
	if (!tw_measure_alone(&alone, plan, TW_BASE, figure,
	    tw_part_targets(was)) || !tw_measure_alone(&at, plan, mover, figure,
	    tw_part_targets(was)))
		return false;
	if (alone == TW_NONE || at == TW_NONE ||
	    plan->unit_of[mover][at] == from)
		return true;
	to = &plan->units[plan->unit_of[mover][at]];
	if (!may_take(plan, to, figure, mover) ||
	    (value && says_value(plan, to, figure->value, &failed)))
		return !failed;
	moved = tw_part_line(&plan->side[mover].items[at], figure);
	if (!moved || !tw_detail_same(figure, moved->node))
		return true;
	carried = tw_arena_take(plan->arena, sizeof(*carried));
	if (!carried)
		return false;
	*carried = (struct tw_carried){ base->carried, value, from,
		plan->unit_of[mover][at], other, false };
	base->carried = moved->carried = carried;
	return true;
}

bool tw_merging_carry(struct tw_merging *plan)
{
	for (size_t u = 0; u < plan->unit_count; u++) {
		const struct tw_strand *unit = &plan->units[u];
		const struct tw_part_item *base = tw_strand_item(plan, unit,
			TW_BASE);

		if (!base || !base->detail_count || base->any_asked ||
		    unit->whole || !all_few(plan, unit, TW_BASE))
			continue;
		for (size_t d = 0; d < base->detail_count; d++) {
			struct tw_part_detail *line = &base->details[d];

			if (!tw_detail_figure(line->node))
				continue;
			for (int s = TW_OURS; s < TW_MERGED; s++)
				if (!tw_part_line(tw_strand_item(plan, unit, s),
				    line->node) && !carry(plan, u, line, s))
					return false;
		}
	}
	return true;
}

const struct tw_carried *tw_carried_find(const struct tw_merging *plan,
	const struct tw_part_detail *detail)
{
	for (const struct tw_carried *c = detail->carried; c; c = c->next)
		if (!c->left && !plan->units[c->from].whole &&
		    !plan->units[c->to].whole)
			return c;
	return NULL;
}

bool tw_carried_leave(struct tw_merging *plan, const struct tw_strand *unit)
{
	bool any = false;

	for (int s = 0; s < TW_MERGED; s++) {
		const struct tw_part_item *item = tw_strand_item(plan, unit, s);

		for (size_t i = 0; item && i < item->detail_count; i++)
			for (struct tw_carried *c = item->details[i].carried;
			     c; c = c->next)
				if (!c->left)
					any = c->left = true;
	}
	return any;
}
