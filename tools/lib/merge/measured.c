/*
 * Items that are known by a figure: its name stands once in the base, and once
 * on the side. spec/merge.md, "Which item is which".
 */
#include "merge/matching.h"

#include "base/utf8.h"

/* Where a name stands first, and how often. */
struct tw_measure {
	const struct tw_detail *detail;
	bool target;
	size_t item, count;
};

static bool measure_same(const void *a, const void *b)
{
	const struct tw_measure *x = a, *y = b;

	return x->target == y->target && x->detail->sign == y->detail->sign &&
		tw_fold_equal(x->detail->name, y->detail->name);
}

static uint64_t measure_hash(const struct tw_measure *measure)
{
	return tw_fold_hash(measure->detail->name) +
		(unsigned char)measure->detail->sign + 256 * measure->target;
}

static bool gather(struct tw_merging *plan, int side)
{
	const struct tw_side_parts *parts = &plan->side[side];
	bool failed = false;

	for (size_t i = 0; i < parts->item_count && !failed; i++)
		for (size_t d = 0; d < parts->items[i].detail_count; d++) {
			struct tw_measure *measure, *met;
			const struct tw_detail *detail =
				parts->items[i].details[d].node;

			if (!tw_detail_figure(detail))
				continue;
			measure = tw_arena_take(plan->arena,
				sizeof(*measure));
			if (!measure)
				return false;
			*measure = (struct tw_measure){ detail,
				tw_part_targets(&parts->items[i]), i, 1 };
			met = (void *)tw_set_add(&plan->measures[side],
				plan->arena, measure_hash(measure), measure,
				measure_same, &failed);
			if (met)
				met->count++;
		}
	plan->measured[side] = true;
	return !failed;
}

bool tw_measure_alone(size_t *item, struct tw_merging *plan, int side,
	const struct tw_detail *detail, bool target)
{
	struct tw_measure wanted = { detail, target, 0, 0 };
	const struct tw_measure *met;

	if (!plan->measured[side] && !gather(plan, side))
		return false;
	met = plan->measures[side].count ? tw_set_get(&plan->measures[side],
		measure_hash(&wanted), &wanted, measure_same) : NULL;
	*item = met && met->count == 1 ? met->item : TW_NONE;
	return true;
}

bool tw_measure_find(size_t *column, struct tw_matching *m, int side,
	size_t row)
{
	const struct tw_part_item *item = &m->plan->side[TW_BASE].items[row];
	bool target = tw_part_targets(item);
	size_t was, is;

	*column = TW_NONE;
	for (size_t d = 0; d < item->detail_count; d++) {
		const struct tw_detail *detail = item->details[d].node;

		if (!tw_detail_figure(detail))
			continue;
		if (!tw_measure_alone(&was, m->plan, TW_BASE, detail, target) ||
		    !tw_measure_alone(&is, m->plan, side, detail, target))
			return false;
		if (was == TW_NONE)
			continue;
		/* Figures of one item that went to two tell nothing. */
		if (is == TW_NONE || (*column != TW_NONE && is != *column)) {
			*column = TW_NONE;
			return true;
		}
		*column = is;
	}
	return true;
}
