/*
 * Which items stay, and where. spec/merge.md, "Items".
 */
#include "base/utf8.h"
#include "merge/emit.h"

#include <termwise/value.h>

/* ---- the same, or not ---- */

bool tw_detail_same(const struct tw_detail *a, const struct tw_detail *b)
{
	struct tw_value x, y;

	if (a->sign != b->sign || !tw_fold_equal(a->name, b->name))
		return false;
	if (tw_fold_equal(a->value, b->value))
		return true;
	return tw_value_read(&x, a->value) && tw_value_read(&y, b->value) &&
		tw_value_alike(x, y) && !tw_value_compare(x, y);
}

static bool details_same(const struct tw_detail *a, const struct tw_detail *b)
{
	while (a && b && tw_detail_same(a, b)) {
		a = a->next;
		b = b->next;
	}
	return !a && !b;
}

/* True if all of `list` begin `in`, as they do where nobody added any. */
static bool comments_in(const struct tw_comment *list,
	const struct tw_comment *in)
{
	for (; list; list = list->next) {
		while (in && !tw_view_equal(in->text, list->text))
			in = in->next;
		if (!in)
			return false;
		in = in->next;
	}
	return true;
}

static bool segment_comments_in(const struct tw_segment *list,
	const struct tw_segment *in)
{
	for (; list; list = list->next) {
		if (!comments_in(list->comments, in ? in->comments : NULL))
			return false;
		in = in ? in->next : NULL;
	}
	return true;
}

static bool item_comments_in(const struct tw_item *item,
	const struct tw_item *in)
{
	const struct tw_detail *d = in->details;

	if (!comments_in(item->comments, in->comments) ||
	    !segment_comments_in(item->text, in->text))
		return false;
	for (const struct tw_detail *e = item->details; e; e = e->next) {
		if (!comments_in(e->comments, d ? d->comments : NULL))
			return false;
		d = d ? d->next : NULL;
	}
	return true;
}

bool tw_part_item_same(const struct tw_part_item *a,
	const struct tw_part_item *b)
{
	return a->node->state == b->node->state &&
		tw_view_equal(a->node->key, b->node->key) &&
		tw_view_equal(a->text, b->text) &&
		details_same(a->node->details, b->node->details);
}

/* Nothing else is said of it than in a draft, and all is asked still. */
static bool left_open(const struct tw_part_item *drafted,
	const struct tw_part_item *item)
{
	return item && drafted->kind == item->kind &&
		tw_part_item_same(drafted, item) &&
		item_comments_in(drafted->node, item->node);
}

/*
 * Where the base is a draft, it says which of two copies of an item was left
 * open, for the other one to be taken; and nothing else.
 */
static void forget_draft(struct tw_merging *plan)
{
	for (size_t i = 0; i < plan->unit_count; i++) {
		struct tw_strand *unit = &plan->units[i];
		const struct tw_part_item *base, *ours, *theirs;

		base = tw_strand_item(plan, unit, TW_BASE);
		ours = tw_strand_item(plan, unit, TW_OURS);
		theirs = tw_strand_item(plan, unit, TW_THEIRS);
		unit->guessed[TW_BASE] = false;
		if (base && ours && theirs && (left_open(base, ours) ||
		    left_open(base, theirs)))
			unit->guessed[TW_OURS] = unit->guessed[TW_THEIRS] =
				false;
		else
			unit->at[TW_BASE] = TW_NONE;
	}
}

/* A side says something else of an item than the base, or comments on it. */
static bool touched(const struct tw_merging *plan, const struct tw_strand *unit,
	const struct tw_part_item *item)
{
	const struct tw_part_item *base = tw_strand_item(plan, unit, TW_BASE);

	return !base || base->any_asked || base->kind != item->kind ||
		!tw_part_item_same(base, item) ||
		!item_comments_in(item->node, base->node);
}

bool tw_strand_touched(const struct tw_merging *plan,
	const struct tw_strand *unit, int side)
{
	return touched(plan, unit, tw_strand_item(plan, unit, side));
}

/* 0 for what is neither a letter nor a digit; letters are small ones. */
static char spelt(char c)
{
	return tw_letter(c) ? (char)(c | 0x20) :
		tw_digit(c) || (unsigned char)c >= 0x80 ? c : 0;
}

/* A side did more to an item than to spell its words in another way. */
static bool altered(const struct tw_merging *plan, const struct tw_strand *unit,
	int side)
{
	const struct tw_part_item *base = tw_strand_item(plan, unit, TW_BASE);
	struct tw_part_item item = *tw_strand_item(plan, unit, side);

	if (base && tw_alike(base->text, item.text, spelt))
		item.text = base->text;
	return touched(plan, unit, &item);
}

/* A side gave an item that had none a key, or another disposition, and did no
 * more to it than that. */
static bool only_marked(const struct tw_merging *plan,
	const struct tw_strand *unit, int side)
{
	const struct tw_part_item *base = tw_strand_item(plan, unit, TW_BASE);
	const struct tw_part_item *item = tw_strand_item(plan, unit, side);
	struct tw_item node = *item->node;
	struct tw_part_item unmarked = *item;

	if (!base || base->node->key.len)
		return false;
	node.key = base->node->key;
	node.state = base->node->state;
	unmarked.node = &node;
	if (tw_alike(base->text, item->text, spelt))
		unmarked.text = base->text;
	return !touched(plan, unit, &unmarked);
}

/* A text has all words of the base's but the first, which is its verb, and
 * function words. */
static bool says_all(const struct tw_merging *plan,
	const struct tw_strand *unit, int side)
{
	const struct tw_tokens *base = &plan->words[TW_BASE][unit->at[TW_BASE]];
	const struct tw_tokens *text = &plan->words[side][unit->at[side]];

	for (size_t i = 1; i < base->count; i++)
		if (!tw_word_joins(base, i) && !tw_words_have(text,
		    tw_word_spelt(&base->at[i])))
			return false;
	return true;
}

/*
 * A side's item may be another one, and the other side worked on this one. Of a
 * fair guess, the words are at hand.
 */
static bool is_guess(const struct tw_merging *plan,
	const struct tw_strand *unit, int side)
{
	int other = TW_OURS + TW_THEIRS - side;

	return unit->guessed[side] && altered(plan, unit, other) &&
		!(unit->fair[side] && only_marked(plan, unit, other) &&
		(tw_strand_item(plan, unit, other)->node->state ==
		tw_strand_item(plan, unit, TW_BASE)->node->state ||
		says_all(plan, unit, side)));
}

/* A text has all words of another one, in order, half of its own at least. */
static bool goes_on(const struct tw_tokens *text, const struct tw_tokens *part)
{
	size_t at = 0;

	for (size_t i = 0; i < text->count && at < part->count; i++)
		at += tw_word_spelt(&text->at[i]) ==
			tw_word_spelt(&part->at[at]);
	return at == part->count && (at > 1 || at == text->count) &&
		2 * at >= text->count;
}

/*
 * What both sides made of it is one thing, whatever it was: one of them only
 * said more. False without memory.
 */
static bool find_alike(bool *alike, struct tw_merging *plan,
	const struct tw_strand *unit)
{
	const struct tw_tokens *ours = tw_item_words(plan, TW_OURS,
		unit->at[TW_OURS], NULL);
	const struct tw_tokens *theirs = ours ? tw_item_words(plan, TW_THEIRS,
		unit->at[TW_THEIRS], ours) : NULL;

	*alike = theirs && (goes_on(ours, theirs) || goes_on(theirs, ours));
	return theirs;
}

bool tw_field_touched(const struct tw_part_field *base,
	const struct tw_part_field *field)
{
	return base->asked || field->asked ||
		!tw_view_equal(base->value, field->value) ||
		!comments_in(field->node->comments, base->node->comments) ||
		!segment_comments_in(field->node->value, base->node->value);
}

bool tw_detail_touched(const struct tw_detail *base,
	const struct tw_detail *detail)
{
	return !tw_detail_same(base, detail) ||
		!comments_in(detail->comments, base->comments);
}

/* ---- sections ---- */

/* `of` has the numbers of all slots of the section's kind, by nth. */
static struct tw_slot *slot_find(struct tw_merging *plan, size_t *of,
	const struct tw_part_section *section)
{
	struct tw_slot *slot;

	if (of[section->nth] != TW_NONE)
		return &plan->slots[of[section->nth]];
	of[section->nth] = plan->slot_count;
	slot = &plan->slots[plan->slot_count++];
	*slot = (struct tw_slot){ section->node->kind, section->nth,
		{ TW_NONE, TW_NONE, TW_NONE }, false };
	return slot;
}

static bool find_slots(struct tw_merging *plan)
{
	size_t most = 1, *of;

	for (int s = 0; s < TW_MERGED; s++)
		most += plan->side[s].section_count;
	plan->slots = tw_arena_take(plan->arena, most * sizeof(*plan->slots));
	of = tw_none_array(plan->arena, TW_SECTIONS * most);
	for (int s = 0; s < TW_MERGED && plan->slots && of; s++) {
		const struct tw_side_parts *side = &plan->side[s];

		plan->slot_of[s] = tw_none_array(plan->arena,
			side->section_count);
		for (size_t i = 0; plan->slot_of[s] &&
		     i < side->section_count; i++) {
			struct tw_slot *slot = slot_find(plan, of + most *
				side->sections[i].node->kind,
				&side->sections[i]);

			slot->at[s] = i;
			plan->slot_of[s][i] = (size_t)(slot - plan->slots);
		}
		if (!plan->slot_of[s])
			return false;
	}
	return plan->slots && of;
}

/* A side commented on a section that the other one took out. */
static bool section_touched(const struct tw_merging *plan,
	const struct tw_slot *slot, int side)
{
	const struct tw_part_section *base =
		&plan->side[TW_BASE].sections[slot->at[TW_BASE]];
	const struct tw_part_section *section =
		&plan->side[side].sections[slot->at[side]];

	return !comments_in(section->node->comments, base->node->comments) ||
		!comments_in(section->node->closing, base->node->closing);
}

/* Whether a heading stands in the result, its items aside. */
static bool slot_stays(const struct tw_merging *plan,
	const struct tw_slot *slot)
{
	bool base = slot->at[TW_BASE] != TW_NONE;
	bool ours = slot->at[TW_OURS] != TW_NONE;
	bool theirs = slot->at[TW_THEIRS] != TW_NONE;

	if (!base || plan->two || (ours && theirs))
		return ours || theirs;
	return (ours && section_touched(plan, slot, TW_OURS)) ||
		(theirs && section_touched(plan, slot, TW_THEIRS));
}

/* ---- items ---- */

static size_t slot_at(const struct tw_merging *plan,
	const struct tw_strand *unit, int side)
{
	const struct tw_part_item *item = tw_strand_item(plan, unit, side);

	return item ? plan->slot_of[side][item->section] : TW_NONE;
}

void tw_strand_whole(struct tw_merging *plan, struct tw_strand *unit)
{
	const struct tw_part_item *ours = tw_strand_item(plan, unit, TW_OURS);
	const struct tw_part_item *theirs =
		tw_strand_item(plan, unit, TW_THEIRS);

	unit->whole = true;
	unit->gone = false;
	unit->slot[0] = slot_at(plan, unit, ours ? TW_OURS : TW_THEIRS);
	unit->slot[1] = slot_at(plan, unit, TW_THEIRS);
	unit->apart = ours && theirs && ours->kind != theirs->kind;
	for (size_t m = tw_strand_pieces(unit); m != TW_NONE;
	     m = plan->units[m].next) {
		struct tw_strand *piece = &plan->units[m];

		piece->whole = true;
		piece->gone = piece->at[TW_OURS] == TW_NONE &&
			piece->at[TW_THEIRS] == TW_NONE;
		piece->slot[0] = unit->slot[0];
	}
}

static bool is_report(const struct tw_part_item *item)
{
	return item->kind == TW_ACTIVITY || item->kind == TW_IMPACT;
}

/* A plan was reported on, or given up, or laid aside. */
static bool is_settled(const struct tw_part_item *base,
	const struct tw_part_item *item)
{
	enum tw_state state = item->node->state;

	return is_report(item) || (state != base->node->state &&
		(state == TW_DONE || state == TW_DROPPED ||
		state == TW_ON_HOLD));
}

static size_t next_date(const struct tw_tokens *text, size_t i)
{
	while (i < text->count && !(tw_word_says(text, i) & TW_SAYS_DATE))
		i++;
	return i;
}

/* Another date took the place of one. */
static bool is_redated(const struct tw_tokens *a, const struct tw_tokens *b)
{
	size_t i = next_date(a, 0), j = next_date(b, 0);

	while (i < a->count && j < b->count && tw_view_equal(
	       tw_word_bare(a->at[i].word->text),
	       tw_word_bare(b->at[j].word->text))) {
		i = next_date(a, i + 1);
		j = next_date(b, j + 1);
	}
	return i < a->count && j < b->count;
}

/* A plan was reported on, or an item given a disposition. */
static bool is_marked(const struct tw_part_item *base,
	const struct tw_part_item *item)
{
	return (base->kind == TW_PLANNED && is_report(item)) ||
		(item->node->state && item->node->state != base->node->state);
}

/* It is not so: "at no cost" denies nothing that was done. */
static bool denies(const struct tw_tokens *text, size_t i)
{
	static const char *const less[] = { "no", "none", "nor", "without",
		NULL };
	struct tw_view word = tw_word_bare(text->at[i].word->text);

	return tw_word_says(text, i) & TW_SAYS_NEGATION &&
		!tw_fold_any(word, less);
}

static size_t count_negations(const struct tw_tokens *text)
{
	size_t count = 0;

	for (size_t i = 0; i < text->count; i++)
		count += denies(text, i);
	return count;
}

/* A side put a "not" into a text, or took one out, and the other did neither. */
static bool is_denied(const struct tw_tokens *const text[TW_MERGED], int side)
{
	size_t was = count_negations(text[TW_BASE]);

	return count_negations(text[side]) != was &&
		count_negations(text[TW_OURS + TW_THEIRS - side]) == was;
}

/*
 * Finds who settled a plan that the other side gave another date: together
 * they would say that it was done on a day that is still to come. Or who said
 * what became of an item that the other side denies. False without memory.
 */
static bool find_settler(struct tw_merging *plan, struct tw_strand *unit)
{
	const struct tw_part_item *item[TW_MERGED], *base;
	const struct tw_tokens *text[TW_MERGED];
	int one, other;

	for (int s = 0; s < TW_MERGED; s++)
		item[s] = tw_strand_item(plan, unit, s);
	base = item[TW_BASE];
	if (!base || is_marked(base, item[TW_OURS]) ==
	    is_marked(base, item[TW_THEIRS]))
		return true;
	one = is_marked(base, item[TW_OURS]) ? TW_OURS : TW_THEIRS;
	other = TW_OURS + TW_THEIRS - one;
	if (item[other]->hash == base->hash)
		return true;
	for (int s = 0; s < TW_MERGED; s++) {
		text[s] = tw_item_words(plan, s, unit->at[s],
			s == TW_BASE ? NULL : text[TW_BASE]);
		if (!text[s])
			return false;
	}
	unit->denied = is_denied(text, other);
	if (unit->denied || (base->kind == TW_PLANNED &&
	    is_settled(base, item[one]) &&
	    !is_redated(text[TW_BASE], text[one]) &&
	    is_redated(text[TW_BASE], text[other])))
		unit->settler = one;
	return true;
}

/*
 * A side reported on a plan by where it put it, or planned again what was done,
 * and the other one's new disposition says that it is otherwise.
 */
static bool is_placed_apart(const struct tw_part_item *base,
	const struct tw_part_item *mover, const struct tw_part_item *other)
{
	enum tw_state state = other->node->state;

	if (!base || other->kind != base->kind || state == base->node->state ||
	    mover->node->state != base->node->state)
		return false;
	if (base->kind == TW_PLANNED)
		return is_report(mover) && (state == TW_ON_HOLD ||
			state == TW_DROPPED);
	return is_report(base) && mover->kind == TW_PLANNED &&
		(state == TW_DONE || state == TW_DROPPED);
}

/*
 * Both sides have it; what either did to it is merged, or clashes. False without
 * memory.
 */
static bool decide_pair(struct tw_merging *plan, struct tw_strand *unit)
{
	const struct tw_part_item *base = tw_strand_item(plan, unit, TW_BASE);
	const struct tw_part_item *ours = tw_strand_item(plan, unit, TW_OURS);
	const struct tw_part_item *theirs =
		tw_strand_item(plan, unit, TW_THEIRS);
	size_t was = slot_at(plan, unit, TW_BASE);
	size_t here = slot_at(plan, unit, TW_OURS);
	size_t there = slot_at(plan, unit, TW_THEIRS);
	int side = tw_choose(ours->kind == theirs->kind,
		base && base->kind == ours->kind,
		base && base->kind == theirs->kind);
	bool sure = !is_guess(plan, unit, TW_OURS) &&
		!is_guess(plan, unit, TW_THEIRS);

	if (!sure && ours->kind == theirs->kind &&
	    !find_alike(&sure, plan, unit))
		return false;
	if (side == TW_MERGED || !sure) {
		tw_strand_whole(plan, unit);
		return true;
	}
	if (!find_settler(plan, unit))
		return false;
	if (unit->settler || is_placed_apart(base, ours, theirs) ||
	    is_placed_apart(base, theirs, ours))
		tw_strand_whole(plan, unit);
	if (ours->kind == theirs->kind && here == was)
		side = TW_THEIRS;
	if (!unit->whole)
		unit->slot[0] = side == TW_OURS ? here : there;
	return true;
}

static bool decide(struct tw_merging *plan, struct tw_strand *unit)
{
	bool base = unit->at[TW_BASE] != TW_NONE;
	bool ours = unit->at[TW_OURS] != TW_NONE;
	bool theirs = unit->at[TW_THEIRS] != TW_NONE;
	int side = ours ? TW_OURS : TW_THEIRS;

	if (ours && theirs && !decide_pair(plan, unit))
		return false;
	if (ours && theirs)
		return true;
	if (!ours && !theirs)
		unit->gone = true;
	else if (!base)
		unit->slot[0] = slot_at(plan, unit, side);
	else if (touched(plan, unit, tw_strand_item(plan, unit, side)))
		tw_strand_whole(plan, unit);
	else
		unit->gone = true;
	plan->lost |= unit->guessed[TW_BASE] && unit->gone && !ours && !theirs;
	return true;
}

enum tw_status tw_merging_decide(struct tw_merging *plan, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	if (!find_slots(plan))
		return tw_fail_memory(err);
	if (plan->two)
		forget_draft(plan);
	for (size_t i = 0; i < plan->unit_count; i++)
		if (!decide(plan, &plan->units[i]))
			return tw_fail_memory(err);
	if (!plan->two && !plan->lost)
		status = tw_merging_part(plan, err);
	if (!status && !plan->two && !tw_merging_carry(plan))
		status = tw_fail_memory(err);
	for (size_t i = 0; i < plan->slot_count; i++)
		plan->slots[i].there = slot_stays(plan, &plan->slots[i]);
	for (size_t i = 0; i < plan->unit_count; i++) {
		const struct tw_strand *unit = &plan->units[i];

		if (!unit->gone)
			plan->slots[unit->slot[0]].there = true;
		if (!unit->gone && unit->apart)
			plan->slots[unit->slot[1]].there = true;
	}
	return status;
}
