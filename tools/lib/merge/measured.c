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

static bool is_target(const struct tw_part_item *item)
{
	return item->kind == TW_OUTCOMES || item->kind == TW_PLANNED;
}

static bool is_figure(const struct tw_detail *detail)
{
	return detail->sign == '=' || detail->sign == '+';
}

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

static bool gather(struct tw_matching *m, int side)
{
	const struct tw_side_parts *parts = &m->plan->side[side];
	bool failed = false;

	for (size_t i = 0; i < parts->item_count && !failed; i++)
		for (size_t d = 0; d < parts->items[i].detail_count; d++) {
			struct tw_measure *measure, *met;
			const struct tw_detail *detail =
				parts->items[i].details[d].node;

			if (!is_figure(detail))
				continue;
			measure = tw_arena_take(m->plan->arena,
				sizeof(*measure));
			if (!measure)
				return false;
			*measure = (struct tw_measure){ detail,
				is_target(&parts->items[i]), i, 1 };
			met = (void *)tw_set_add(&m->measures[side],
				m->plan->arena, measure_hash(measure), measure,
				measure_same, &failed);
			if (met)
				met->count++;
		}
	m->measured[side] = true;
	return !failed;
}

/* The item of a side that alone has the figure; TW_NONE: none, or several. */
static size_t find_alone(const struct tw_matching *m, int side,
	const struct tw_detail *detail, bool target)
{
	struct tw_measure wanted = { detail, target, 0, 0 };
	const struct tw_measure *met = m->measures[side].count ?
		tw_set_get(&m->measures[side], measure_hash(&wanted), &wanted,
		measure_same) : NULL;

	return met && met->count == 1 ? met->item : TW_NONE;
}

bool tw_measure_find(size_t *column, struct tw_matching *m, int side,
	size_t row)
{
	const struct tw_part_item *item = &m->plan->side[TW_BASE].items[row];
	size_t at;

	*column = TW_NONE;
	for (size_t d = 0; d < item->detail_count; d++) {
		const struct tw_detail *detail = item->details[d].node;

		if (!is_figure(detail))
			continue;
		if ((!m->measured[TW_BASE] && !gather(m, TW_BASE)) ||
		    (!m->measured[side] && !gather(m, side)))
			return false;
		if (find_alone(m, TW_BASE, detail, is_target(item)) == TW_NONE)
			continue;
		at = find_alone(m, side, detail, is_target(item));
		/* Figures of one item that went to two tell nothing. */
		if (at == TW_NONE || (*column != TW_NONE && at != *column)) {
			*column = TW_NONE;
			return true;
		}
		*column = at;
	}
	return true;
}
