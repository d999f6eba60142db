#include "key/key.h"

#include "match/match.h"

/* So many plans and items of a step are held against each other. */
enum { MOST = 200 };

struct side {
	struct tw_view texts[MOST];
	const struct tw_node *nodes[MOST];
	size_t count;
};

static bool has_key(const struct tw_record *record, struct tw_view key)
{
	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			if (tw_view_equal(i->key, key))
				return true;
	return false;
}

/* Plans that have a key, and came to nothing. */
static void collect_plans(struct side *side, const struct tw_comparison *c)
{
	for (size_t i = 0; i < c->plan_count && side->count < MOST; i++) {
		const struct tw_plan *plan = &c->plans[i];

		if (plan->became != TW_BECAME_UNACCOUNTED ||
		    !plan->node->item->key.len)
			continue;
		side->nodes[side->count] = plan->node;
		side->texts[side->count++] = plan->node->text;
	}
}

/* Items that have a key which nothing had before. */
static bool collect_items(struct side *side, const struct tw_record *record,
	const struct tw_record *before, struct tw_arena *arena)
{
	for (const struct tw_section *s = record->sections; s; s = s->next) {
		const struct tw_item *i = s->kind == TW_OUTCOMES ? NULL :
			s->items;

		for (; i && side->count < MOST; i = i->next) {
			struct tw_node *node;

			if (!i->key.len || !i->text || has_key(before, i->key))
				continue;
			node = tw_arena_take(arena, sizeof(*node));
			if (!node)
				return false;
			*node = (struct tw_node){ i, tw_segments_join(i->text,
				arena), s->kind };
			if (!node->text.ptr)
				return false;
			side->nodes[side->count] = node;
			side->texts[side->count++] = node->text;
		}
	}
	return true;
}

static enum tw_status match(struct tw_key_found *found, size_t *count,
	struct tw_keys *keys, const struct tw_step *step,
	const struct side *from, const struct side *to, struct tw_error *err)
{
	size_t n = from->count, m = to->count;
	uint16_t *scores = tw_arena_take(keys->arena,
		n * m * sizeof(*scores));
	size_t column[MOST];
	struct tw_likeness *likeness;

	if (!scores)
		return tw_fail_memory(err);
	if (tw_likeness_new(&likeness, keys->arena, keys->lexicon,
	    from->texts, n, to->texts, m, err))
		return err->status;
	for (size_t i = 0; i < n * m; i++) {
		unsigned score;

		if (tw_likeness_score(&score, likeness, i / m, i % m, err))
			return err->status;
		scores[i] = (uint16_t)score;
	}
	if (tw_assign(column, scores, n, m, TW_MATCHED, keys->arena, err))
		return err->status;
	for (size_t r = 0; r < n; r++)
		if (column[r] != SIZE_MAX)
			found[(*count)++] = (struct tw_key_found){ step,
				from->nodes[r], to->nodes[column[r]],
				scores[r * m + column[r]] };
	return TW_OK;
}

/* How many a step may have; 0 spares to look. */
static size_t most_of(const struct tw_step *step)
{
	size_t count = 0;

	for (size_t i = 0; step->comparison &&
	     i < step->comparison->plan_count; i++) {
		const struct tw_plan *plan = &step->comparison->plans[i];

		count += plan->became == TW_BECAME_UNACCOUNTED &&
			plan->node->item->key.len;
	}
	return count < MOST ? count : MOST;
}

enum tw_status tw_key_find_differing(struct tw_key_found **found,
	size_t *count, struct tw_keys *keys, struct tw_error *err)
{
	size_t most = 0;
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < keys->steps->count; i++)
		most += most_of(&keys->steps->at[i]);
	*found = tw_arena_take(keys->arena, (most + 1) * sizeof(**found));
	*count = 0;
	if (!*found)
		return tw_fail_memory(err);
	for (size_t i = 0; i < keys->steps->count && !status; i++) {
		const struct tw_step *step = &keys->steps->at[i];
		struct side from = { .count = 0 }, to = { .count = 0 };

		if (!most_of(step))
			continue;
		collect_plans(&from, step->comparison);
		if (!collect_items(&to, step->to->record, step->from->record,
		    keys->arena))
			status = tw_fail_memory(err);
		else if (to.count)
			status = match(*found, count, keys, step, &from, &to,
				err);
	}
	return status;
}
