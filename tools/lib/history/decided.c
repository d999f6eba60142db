/* What a merge decided of a record that both its sides changed. */
#include "history/reader.h"
#include "history/same.h"

enum { SIDES = 2 };

struct deciding {
	struct tw_deed *deed;
	const struct tw_record *base, *side[SIDES], *merged;
	struct tw_edits made[SIDES]; /* from the base to each side */
	struct tw_edits last[SIDES]; /* from each side to the merge */
	struct tw_arena *arena;
	struct tw_error *err;
};

static void add(struct deciding *d, struct tw_decision decision)
{
	d->deed->decisions[d->deed->decision_count++] = decision;
}

/* ---- items ---- */

/* A side did something to its item, or is the one that has it new. */
static bool did(const struct deciding *d, int side, size_t item)
{
	return !d->base || d->made[side].changed[item] & TW_EDIT_SUBSTANCE;
}

/* The base's item that a side's item was. */
static size_t base_of(const struct deciding *d, int side, size_t item)
{
	return d->base ? d->made[side].origin[item] : TW_NOWHERE;
}

static const struct tw_node *node_of(const struct deciding *d, int side,
	size_t item)
{
	return item == TW_NOWHERE ? NULL : &d->last[side].from_nodes[item];
}

static bool has_detail(const struct tw_node *node,
	const struct tw_detail *wanted)
{
	for (const struct tw_detail *x = node->item->details; x; x = x->next)
		if (x->sign == wanted->sign &&
		    tw_view_equal(x->name, wanted->name) &&
		    tw_view_equal(x->value, wanted->value))
			return true;
	return false;
}

/* Each part of it is as one of the sides has it. */
static bool is_of_both(const struct tw_node *m, const struct tw_node *a,
	const struct tw_node *b)
{
	if (!a || !b || (!tw_view_equal(m->text, a->text) &&
	    !tw_view_equal(m->text, b->text)) ||
	    (m->section != a->section && m->section != b->section) ||
	    (m->item->state != a->item->state &&
	    m->item->state != b->item->state) ||
	    (!tw_view_equal(m->item->key, a->item->key) &&
	    !tw_view_equal(m->item->key, b->item->key)))
		return false;
	for (const struct tw_detail *x = m->item->details; x; x = x->next)
		if (!has_detail(a, x) && !has_detail(b, x))
			return false;
	return true;
}

/* As one side has it: was there anything to decide against the other? */
static bool went_against(const struct deciding *d, int side,
	const size_t at[SIDES])
{
	int other = !side;

	if (at[other] != TW_NOWHERE)
		return did(d, other, at[other]);
	/* The other one took it out. */
	return base_of(d, side, at[side]) != TW_NOWHERE;
}

static void look_at_item(struct deciding *d, size_t i)
{
	const struct tw_node *merged = &d->last[0].to_nodes[i];
	struct tw_decision decision = { .merged = merged };
	size_t at[SIDES];
	bool differs[SIDES];

	for (int s = 0; s < SIDES; s++) {
		at[s] = d->last[s].origin[i];
		differs[s] = d->last[s].changed[i] & TW_EDIT_SUBSTANCE;
		decision.side[s] = node_of(d, s, at[s]);
	}
	if (!differs[0] && !differs[1])
		return;
	if (differs[0] && differs[1])
		decision.decided = is_of_both(merged, decision.side[0],
			decision.side[1]) ? TW_DECIDED_BOTH : TW_DECIDED_ANEW;
	else if (went_against(d, differs[0], at))
		decision.decided = differs[0] ? TW_DECIDED_SECOND :
			TW_DECIDED_FIRST;
	else
		return;
	add(d, decision);
}

/* An item of a side that the merge has not. */
static void look_at_gone(struct deciding *d, int side, size_t i)
{
	struct tw_decision decision = { .decided = TW_DECIDED_LEFT_OUT };
	size_t base = base_of(d, side, i), other = TW_NOWHERE;

	if (base != TW_NOWHERE)
		other = d->made[!side].fate[base];
	/* What both have is told once. */
	if (side == 1 && other != TW_NOWHERE)
		return;
	if (!did(d, side, i) && other == TW_NOWHERE)
		return;
	decision.side[side] = node_of(d, side, i);
	if (other != TW_NOWHERE && d->last[!side].fate[other] == TW_NOWHERE)
		decision.side[!side] = node_of(d, !side, other);
	add(d, decision);
}

/* ---- fields ---- */

static struct tw_view value_of(const struct deciding *d,
	const struct tw_record *record, enum tw_field_kind kind)
{
	const struct tw_field *field = record ?
		tw_record_field(record, kind) : NULL;

	return tw_words_join(field ? field->value : NULL, d->arena);
}

static enum tw_status look_at_field(struct deciding *d,
	enum tw_field_kind kind)
{
	struct tw_view merged = value_of(d, d->merged, kind);
	struct tw_view base = value_of(d, d->base, kind);
	struct tw_view a = value_of(d, d->side[0], kind);
	struct tw_view b = value_of(d, d->side[1], kind);
	struct tw_decision decision = { .field =
		tw_record_field(d->merged, kind) };
	bool one, other;

	if (!merged.ptr || !base.ptr || !a.ptr || !b.ptr)
		return tw_fail_memory(d->err);
	for (int s = 0; s < SIDES; s++)
		decision.field_of[s] = tw_record_field(d->side[s], kind);
	one = tw_view_equal(merged, a);
	other = tw_view_equal(merged, b);
	if (one && other)
		return TW_OK;
	if (!one && !other)
		decision.decided = tw_view_equal(a, b) ? TW_DECIDED_ANEW :
			TW_DECIDED_BOTH;
	else if (tw_view_equal(base, one ? b : a) && d->base)
		return TW_OK;
	else
		decision.decided = one ? TW_DECIDED_FIRST :
			TW_DECIDED_SECOND;
	add(d, decision);
	return TW_OK;
}

/* ---- all of it ---- */

static enum tw_status compare_all(struct deciding *d,
	struct tw_reader *reader)
{
	enum tw_status status = TW_OK;

	for (int s = 0; s < SIDES && !status; s++) {
		status = tw_edits_find(&d->last[s], d->arena, reader->lexicon,
			d->side[s], d->merged, d->err);
		if (!status && d->base)
			status = tw_edits_find(&d->made[s], d->arena,
				reader->lexicon, d->base, d->side[s], d->err);
	}
	return status;
}

enum tw_status tw_decisions_find(struct tw_deed *deed,
	struct tw_reader *reader, const struct tw_version *base,
	const struct tw_version side[SIDES], const struct tw_version *merged,
	struct tw_arena *arena, struct tw_error *err)
{
	struct deciding d = { .deed = deed, .base = base->record,
		.side = { side[0].record, side[1].record },
		.merged = merged->record, .arena = arena, .err = err };
	enum tw_status status;

	if (base->fault || side[0].fault || side[1].fault || merged->fault ||
	    !d.side[0] || !d.side[1] || !d.merged)
		return TW_OK;
	status = compare_all(&d, reader);
	if (status)
		return status;
	deed->decisions = tw_arena_take(arena, (TW_KNOWN_FIELDS +
		d.last[0].to_count + d.last[0].from_count +
		d.last[1].from_count) * sizeof(*deed->decisions));
	if (!deed->decisions)
		return tw_fail_memory(err);
	for (int kind = 0; kind < TW_KNOWN_FIELDS && !status; kind++)
		status = look_at_field(&d, (enum tw_field_kind)kind);
	for (size_t i = 0; i < d.last[0].to_count; i++)
		look_at_item(&d, i);
	for (int s = 0; s < SIDES; s++)
		for (size_t i = 0; i < d.last[s].from_count; i++)
			if (d.last[s].fate[i] == TW_NOWHERE)
				look_at_gone(&d, s, i);
	return status;
}
