/*
 * Additions of both sides of which one says what the other one says, and goes
 * on. spec/merge.md, "Which item is which".
 */
#include "merge/matching.h"

#include "base/arena.h"
#include "base/utf8.h"

enum { WORDS = 3 }; /* that both begin with, at least */

static bool is_spelt(char c)
{
	return tw_letter(c) || tw_digit(c) || (unsigned char)c >= 0x80;
}

/* A text begins with all words of another one. */
static bool begins(struct tw_view text, struct tw_view with)
{
	with.len -= with.len && with.ptr[with.len - 1] == '.';
	return text.len > with.len && !memcmp(text.ptr, with.ptr, with.len) &&
		!is_spelt(text.ptr[with.len]);
}

static bool goes_on(const void *context, size_t i, size_t j)
{
	const struct tw_merging *plan = context;
	const struct tw_part_item *ours = &plan->side[TW_OURS].items[i];
	const struct tw_part_item *theirs = &plan->side[TW_THEIRS].items[j];

	return ours->kind == theirs->kind &&
		!(ours->node->key.len && theirs->node->key.len) &&
		(begins(ours->text, theirs->text) ||
		begins(theirs->text, ours->text));
}

/* Of the first words and the section; 0: there are not as many. */
static uint64_t hash_start(const struct tw_part_item *item)
{
	uint64_t hash = (uint64_t)item->kind + 1;
	int words = 1;

	for (size_t i = 0; i < item->text.len && words <= WORDS; i++)
		if (item->text.ptr[i] == ' ')
			words++;
		else if (is_spelt(item->text.ptr[i]))
			hash = (hash ^ (unsigned char)item->text.ptr[i]) *
				0x9E3779B97F4A7C15u;
	return words < WORDS ? 0 : hash | 1;
}

static uint64_t *hashes(const struct tw_matching *m, int s)
{
	const struct tw_side_parts *side = &m->plan->side[s];
	uint64_t *list = tw_arena_take_raw(m->scratch,
		(side->item_count + 1) * sizeof(*list));

	for (size_t i = 0; list && i < side->item_count; i++)
		list[i] = m->twin[s][i] == TW_NONE ?
			hash_start(&side->items[i]) : 0;
	return list;
}

bool tw_pair_longer(struct tw_matching *m)
{
	const struct tw_side_parts *sides = m->plan->side;
	struct tw_join join = { .to = m->twin[TW_OURS],
		.from = m->twin[TW_THEIRS], .same = goes_on,
		.context = m->plan, .a_count = sides[TW_OURS].item_count,
		.b_count = sides[TW_THEIRS].item_count };

	join.a = hashes(m, TW_OURS);
	join.b = hashes(m, TW_THEIRS);
	return join.a && join.b && tw_join(&join, m->scratch);
}
