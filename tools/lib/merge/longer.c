/*
 * Additions of both sides of which one says what the other one says, and goes
 * on. spec/merge.md, "Which item is which".
 */
#include "merge/matching.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <stdlib.h>

/* A new item, on top of those of its side that it begins with. */
struct addition {
	const struct tw_part_item *item;
	struct tw_view text; /* without a full stop at its end */
	struct addition *below;
	int side;
	size_t at;
};

static bool is_spelt(char c)
{
	return tw_letter(c) || tw_digit(c) || (unsigned char)c >= 0x80;
}

static bool has_words(struct tw_view text)
{
	enum { WORDS = 3 }; /* that both begin with, at least */
	int words = 1;

	for (size_t i = 0; i < text.len && words < WORDS; i++)
		words += text.ptr[i] == ' ';
	return words == WORDS;
}

/* Right behind a text stand those of its section that begin with it. */
static int compare(const void *a, const void *b)
{
	const struct addition *x = a, *y = b;
	int order = (x->item->kind > y->item->kind) -
		(x->item->kind < y->item->kind);

	if (!order)
		order = tw_view_compare(x->text, y->text);
	if (!order)
		order = (x->item->text.len > y->item->text.len) -
			(x->item->text.len < y->item->text.len);
	return order ? order : (x->at > y->at) - (x->at < y->at);
}

static bool begins(const struct addition *whole, const struct addition *with)
{
	return whole->item->kind == with->item->kind &&
		whole->text.len >= with->text.len &&
		!memcmp(whole->text.ptr, with->text.ptr, with->text.len);
}

/* A text begins with all words of another one, and goes on. */
static bool goes_on(const struct addition *whole, const struct addition *with)
{
	return whole->item->text.len > with->text.len &&
		!is_spelt(whole->item->text.ptr[with->text.len]) &&
		!(whole->item->node->key.len && with->item->node->key.len);
}

static struct addition *sort_additions(size_t *count,
	const struct tw_matching *m)
{
	const struct tw_side_parts *sides = m->plan->side;
	struct addition *list = tw_arena_take_raw(m->scratch,
		(sides[TW_OURS].item_count + sides[TW_THEIRS].item_count + 1) *
		sizeof(*list));

	*count = 0;
	for (int s = TW_OURS; list && s < TW_MERGED; s++)
		for (size_t i = 0; i < sides[s].item_count; i++) {
			struct tw_view text = sides[s].items[i].text;

			if (m->twin[s][i] != TW_NONE || !has_words(text))
				continue;
			text.len -= text.ptr[text.len - 1] == '.';
			list[(*count)++] = (struct addition){
				&sides[s].items[i], text, NULL, s, i };
		}
	if (*count)
		qsort(list, *count, sizeof(*list), compare);
	return list;
}

bool tw_pair_longer(struct tw_matching *m)
{
	struct addition *top[TW_MERGED] = { NULL, NULL, NULL };
	size_t count;
	struct addition *list = sort_additions(&count, m);

	for (size_t i = 0; i < count; i++) {
		int other = TW_OURS + TW_THEIRS - list[i].side;

		for (int s = TW_OURS; s < TW_MERGED; s++)
			while (top[s] && !begins(&list[i], top[s]))
				top[s] = top[s]->below;
		if (top[other] && goes_on(&list[i], top[other])) {
			m->twin[other][top[other]->at] = list[i].at;
			m->twin[list[i].side][list[i].at] = top[other]->at;
			top[other] = top[other]->below;
		} else {
			list[i].below = top[list[i].side];
			top[list[i].side] = &list[i];
		}
	}
	return list;
}
