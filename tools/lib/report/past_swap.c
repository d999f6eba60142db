#include "report/past_swap.h"

#include "base/lines.h"
#include "base/utf8.h"

enum { LEAST_ITEMS = 10 };

static bool is_mark(char c)
{
	return (unsigned char)c < 0x80 && !tw_letter(c) && !tw_digit(c);
}

/* What has a figure in it is never told for many at once. */
static bool is_word(struct tw_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (tw_digit(text.ptr[i]))
			return false;
	return text.len;
}

/* Punctuation that both words begin or end with is none of theirs. */
static void trim_alike(struct tw_view *a, struct tw_view *b)
{
	while (a->len && b->len && *a->ptr == *b->ptr &&
	       is_mark(*a->ptr)) {
		*a = tw_after(*a, 1);
		*b = tw_after(*b, 1);
	}
	while (a->len && b->len && a->ptr[a->len - 1] == b->ptr[b->len - 1] &&
	       is_mark(a->ptr[a->len - 1])) {
		a->len--;
		b->len--;
	}
}

static bool is_same(const struct tw_swap *a, const struct tw_swap *b)
{
	return tw_fold_equal(a->was, b->was) && tw_fold_equal(a->is, b->is);
}

/* The swap that made one text of the other; false if there is none. */
static bool swap_of(struct tw_swap *swap, const struct tw_item_edit *edit)
{
	struct tw_view from, to, x, y;

	*swap = (struct tw_swap){ .items = 0 };
	if (edit->what != TW_EDIT_REWORDED)
		return false;
	from = edit->from->text;
	to = edit->to->text;
	while (tw_cut(&x, &from, ' ')) {
		struct tw_swap here;

		if (!tw_cut(&y, &to, ' '))
			return false;
		if (tw_view_equal(x, y))
			continue;
		trim_alike(&x, &y);
		here = (struct tw_swap){ .was = x, .is = y };
		if (!is_word(x) || !is_word(y) || (swap->was.len &&
		    !is_same(swap, &here)))
			return false;
		if (!swap->was.len)
			*swap = here;
	}
	return !to.len && swap->was.len;
}

bool tw_swap_is_all(const struct tw_swap *swap,
	const struct tw_item_edit *edit)
{
	struct tw_swap own;

	return swap->items && swap_of(&own, edit) && is_same(&own, swap);
}

bool tw_swap_is_whole(const struct tw_swap *swap, const struct tw_deed *deed)
{
	const struct tw_edits *e = &deed->edits;

	if (deed->was.len || deed->than.len || deed->merged ||
	    deed->from.fault || deed->to.fault || !deed->from.present ||
	    !deed->to.present || e->field_count || e->sections_added ||
	    e->sections_removed || !e->item_count)
		return false;
	for (size_t i = 0; i < e->item_count; i++)
		if (!tw_swap_is_all(swap, &e->items[i]))
			return false;
	return true;
}

/* True of deeds that are told item by item. */
static bool is_edited(const struct tw_deed *deed)
{
	return deed->from.present && deed->to.present && !deed->merged &&
		!deed->from.fault && !deed->to.fault;
}

/* The one that most have, if there is one: the others outvote each other. */
static void elect(struct tw_swap *swap, const struct tw_deed *deeds,
	size_t count)
{
	size_t votes = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; is_edited(&deeds[i]) &&
		     k < deeds[i].edits.item_count; k++) {
			struct tw_swap own;

			if (!swap_of(&own, &deeds[i].edits.items[k]))
				continue;
			if (!votes)
				*swap = own;
			votes = is_same(&own, swap) ? votes + 1 : votes - 1;
		}
	swap->items = votes;
}

void tw_swap_find(struct tw_swap *swap, const struct tw_deed *deeds,
	size_t count)
{
	size_t items = 0, records = 0;

	*swap = (struct tw_swap){ .items = 0 };
	elect(swap, deeds, count);
	for (size_t i = 0; i < count && swap->items; i++) {
		size_t before = items;

		for (size_t k = 0; is_edited(&deeds[i]) &&
		     k < deeds[i].edits.item_count; k++)
			items += tw_swap_is_all(swap,
				&deeds[i].edits.items[k]);
		records += items > before;
	}
	swap->items = items < LEAST_ITEMS ? 0 : items;
	swap->records = records;
}
