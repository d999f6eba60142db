/*
 * An item as both sides would have it. spec/merge.md, "Items".
 */
#include "merge/emit.h"

#include "record/write.h"

#include <termwise/diagnostic.h>

struct opening {
	const struct tw_part_item *at[TW_MERGED];
	const struct tw_strand *unit;
	int raw;              /* the side that has it all; TW_MERGED: neither */
	int key, state, text; /* TW_OURS, TW_THEIRS; TW_MERGED: clash */
	bool merged;          /* the text is `words` */
	struct tw_tokens words;
	struct tw_view differ[TW_MERGED];
};

/* ---- conflicts ---- */

void tw_emit_wider(struct tw_emit *e, const struct tw_strand *unit, int from)
{
	for (size_t m = unit->whole ? TW_NONE : tw_strand_pieces(unit);
	     m != TW_NONE && !unit->whole; m = e->plan->units[m].next)
		if (e->plan->units[m].parting >= from) {
			tw_strand_whole(e->plan,
				&e->plan->units[unit - e->plan->units]);
			e->again = true;
		}
}

/* What each side says, or NULL if that is nothing. */
static struct tw_view say_opening(struct tw_emit *e, const struct opening *o,
	const char *const says[TW_MERGED])
{
	bool text = o->text == TW_MERGED;
	const char *what = text ? "words" : o->state == TW_MERGED ?
		"disposition" : "key";
	const char *was = says[TW_BASE];
	struct tw_view sides = tw_say(e, "%s says %s, %s says %s.",
		tw_side_said(e, TW_OURS), says[TW_OURS] ? says[TW_OURS] :
		"nothing", tw_side_said(e, TW_THEIRS), says[TW_THEIRS] ?
		says[TW_THEIRS] : "nothing");

	if (o->unit->at[TW_BASE] != TW_NONE && !o->at[TW_BASE])
		return tw_say(e, "the %s of this item %s in question already: "
			"%.*s", what, text ? "were" : "was", TW_ARG(sides));
	if (!o->at[TW_BASE])
		return tw_say(e, "both %s this item, and the %s differ%s: %.*s",
			tw_say_had(e), what, text ? "" : "s", TW_ARG(sides));
	if (!was && !text)
		return tw_say(e, "both gave this item a %s, and not the same: "
			"%.*s", what, TW_ARG(sides));
	return tw_say(e, "both changed the %s of this item (was %s): %.*s",
		what, was ? was : "nothing", TW_ARG(sides));
}

static void hunk_opening(struct tw_emit *e, const struct opening *o)
{
	struct tw_buffer part[TW_MERGED] = { TW_BUFFER_INIT, TW_BUFFER_INIT,
		TW_BUFFER_INIT };
	const char *says[TW_MERGED];

	for (int s = 0; s < TW_MERGED; s++) {
		const struct tw_part_item *item = o->at[s];
		struct tw_view shown = { "", 0 };

		if (item && o->text == TW_MERGED)
			shown = o->differ[s].ptr ? o->differ[s] :
				item->written;
		else if (item && o->state == TW_MERGED)
			shown = item->node->state ? tw_view_of(tw_state_name(
				item->node->state)) : shown;
		else if (item)
			shown = item->node->key;
		says[s] = shown.len ? tw_say_quoted(e, shown) : NULL;
		if (item)
			tw_emit_raw(e, &part[s], item->opening, s);
	}
	tw_emit_conflict(e, part, say_opening(e, o, says));
	for (int s = TW_OURS; s < TW_MERGED; s++)
		tw_expect_item(e, s == TW_OURS ? AS_OURS : AS_THEIRS,
			(size_t)(o->unit - e->plan->units), o->at[s]->kind,
			o->at[s]->node->key, o->at[s]->node->state,
			o->at[s]->text);
}

static void expect_part(struct tw_emit *e, int as, size_t unit,
	const struct tw_part_item *item, enum tw_section_kind kind)
{
	tw_expect_item(e, as, unit, kind, item->node->key, item->node->state,
		item->text);
	for (size_t d = 0; d < item->detail_count; d++)
		tw_expect_detail(e, as, item->details[d].node);
}

static void emit_part(struct tw_emit *e, struct tw_buffer *out,
	const struct tw_part_item *item, int side)
{
	tw_emit_raw(e, out, item->lead.raw, side);
	tw_emit_raw(e, out, item->opening, side);
	for (size_t d = 0; d < item->detail_count; d++) {
		tw_emit_raw(e, out, item->details[d].lead.raw, side);
		tw_emit_raw(e, out, item->details[d].node->raw, side);
	}
}

/* What is asked about with an item, as one side has it, in its order. */
static void hunk_pieces(struct tw_emit *e, const struct tw_strand *unit,
	struct tw_buffer *part, int side, enum tw_section_kind kind)
{
	const struct tw_strand *units = e->plan->units, *next;
	size_t from = 0;

	do {
		size_t m = tw_strand_pieces(unit);

		next = unit->at[side] != TW_NONE && unit->at[side] >= from ?
			unit : NULL;
		for (; m != TW_NONE; m = units[m].next)
			if (units[m].at[side] != TW_NONE &&
			    units[m].at[side] >= from && (!next ||
			    units[m].at[side] < next->at[side]))
				next = &units[m];
		if (!next)
			return;
		from = next->at[side] + 1;
		emit_part(e, part, tw_strand_item(e->plan, next, side), side);
		if (side != TW_BASE)
			expect_part(e, side == TW_OURS ? AS_OURS : AS_THEIRS,
				(size_t)(next - units), tw_strand_item(e->plan,
				next, side), kind);
	} while (next);
}

/* The whole item, as each side has it; of one that is apart, one side. */
static void hunk_whole(struct tw_emit *e, struct tw_strand *unit, bool second,
	struct tw_view sentence)
{
	struct tw_buffer part[TW_MERGED] = { TW_BUFFER_INIT, TW_BUFFER_INIT,
		TW_BUFFER_INIT };
	enum tw_section_kind kind = e->plan->slots[unit->slot[second]].kind;

	for (int s = 0; s < TW_MERGED; s++) {
		if (!unit->apart || s == TW_BASE || (s == TW_THEIRS) == second)
			hunk_pieces(e, unit, &part[s], s, kind);
	}
	tw_emit_conflict(e, part, sentence);
}

/* ---- the line of the dash, and the text ---- */

/* Without a base a key that one side lacks is no disagreement. */
static void choose_marks(struct opening *o)
{
	const struct tw_item *base = o->at[TW_BASE] ?
		o->at[TW_BASE]->node : NULL;
	const struct tw_item *ours = o->at[TW_OURS]->node;
	const struct tw_item *theirs = o->at[TW_THEIRS]->node;

	o->key = tw_choose(tw_view_equal(ours->key, theirs->key),
		base ? tw_view_equal(base->key, ours->key) : !ours->key.len,
		base ? tw_view_equal(base->key, theirs->key) :
			!theirs->key.len);
	o->state = tw_choose(ours->state == theirs->state,
		base && base->state == ours->state,
		base && base->state == theirs->state);
}

/* A side that was not chosen set marks anew, and nothing else. */
static bool has_set_marks(const struct opening *o)
{
	const struct tw_part_item *base = o->at[TW_BASE];

	for (int s = TW_OURS; s < TW_MERGED; s++)
		if (s != o->text && tw_view_equal(o->at[s]->text, base->text) &&
		    !tw_view_equal(o->at[s]->written, base->written))
			return true;
	return false;
}

/* Of two texts of which only one ends in a full stop: that one, or neither. */
static int stopped(const struct opening *o)
{
	for (int s = TW_OURS; s < TW_MERGED; s++) {
		struct tw_view with = o->at[s]->text;
		struct tw_view text = o->at[TW_OURS + TW_THEIRS - s]->text;

		if (text.len && with.len == text.len + 1 &&
		    with.ptr[text.len] == '.' &&
		    !memcmp(with.ptr, text.ptr, text.len))
			return s;
	}
	return TW_MERGED;
}

static enum tw_status choose_text(struct opening *o, struct tw_emit *e,
	struct tw_error *err)
{
	const struct tw_part_item *base = o->at[TW_BASE];
	const struct tw_part_item *ours = o->at[TW_OURS];
	const struct tw_part_item *theirs = o->at[TW_THEIRS];
	const struct tw_tokens *text[TW_MERGED];
	enum tw_status status;
	bool clash = true;

	o->text = tw_choose(tw_view_equal(ours->text, theirs->text),
		base && tw_view_equal(base->text, ours->text),
		base && tw_view_equal(base->text, theirs->text));
	if (!base && o->text == TW_MERGED)
		o->text = stopped(o);
	if (!base || (o->text != TW_MERGED && !has_set_marks(o)))
		return TW_OK;
	for (int s = 0; s < TW_MERGED; s++) {
		text[s] = tw_item_words(e->plan, s, o->unit->at[s],
			s == TW_BASE ? NULL : text[TW_BASE]);
		if (!text[s])
			return tw_fail_memory(err);
	}
	tw_arena_reset(e->scratch);
	status = tw_words_merge(&o->words, &clash, o->differ, text, e->plan,
		e->scratch, err);
	if (!status && !clash) {
		o->merged = true;
		o->text = TW_OURS;
	}
	return status;
}

static struct tw_view tokens_join(const struct tw_tokens *tokens,
	struct tw_emit *e)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_view joined;

	for (size_t i = 0; i < tokens->count; i++) {
		if (i)
			tw_buffer_byte(&text, ' ');
		tw_buffer_view(&text, tokens->at[i].word->text);
	}
	joined = tw_arena_copy(e->arena, tw_buffer_get(&text));
	e->failed |= text.failed || !joined.ptr;
	tw_buffer_release(&text);
	return joined;
}

/* Neither side has it so: marks of one, words of the other, or of both. */
static void write_opening(struct tw_emit *e, const struct opening *o,
	struct tw_view text)
{
	const struct tw_item *key = o->at[o->key]->node;
	const struct tw_item *state = o->at[o->state]->node;

	tw_buffer_string(&e->out, "- ");
	if (key->key.len)
		tw_buffer_format(&e->out, "[%.*s] ", TW_ARG(key->key));
	if (state->state)
		tw_buffer_format(&e->out, "(%s) ",
			tw_state_name(state->state));
	if (tw_text_needs_escape(text))
		tw_buffer_byte(&e->out, '\\');
	if (o->merged)
		tw_emit_tokens(e, &e->out, &o->words);
	else
		tw_emit_segments(e, &e->out, o->at[o->text]->node->text);
}

/* The side whose opening says all that was chosen; TW_MERGED: neither. */
static int side_of(const struct opening *o)
{
	const struct tw_part_item *text = o->at[o->text];

	/* Text for text as it is written: marks that were set anew stand. */
	for (int s = TW_OURS; s < TW_MERGED && !o->merged; s++)
		if (tw_view_equal(o->at[s]->node->key,
		    o->at[o->key]->node->key) && o->at[s]->node->state ==
		    o->at[o->state]->node->state &&
		    tw_view_equal(o->at[s]->written, text->written))
			return s;
	return TW_MERGED;
}

static void emit_inner(struct tw_emit *e, const struct opening *o, int from,
	int used)
{
	const struct tw_segment *had[2] = {
		o->at[TW_BASE] ? o->at[TW_BASE]->node->text : NULL,
		used == TW_MERGED ? NULL : o->at[used]->node->text };

	tw_emit_inner(e, &e->out, o->at[from]->node->text, had);
}

static void emit_chosen(struct tw_emit *e, const struct opening *o,
	enum tw_section_kind kind)
{
	struct tw_view text = o->merged ? tokens_join(&o->words, e) :
		o->at[o->text]->text;
	int side = side_of(o);
	int lines = side != TW_MERGED ? side : o->merged ? TW_MERGED : o->text;

	if (lines != TW_OURS)
		emit_inner(e, o, TW_OURS, lines);
	if (lines != TW_THEIRS)
		emit_inner(e, o, TW_THEIRS, lines == TW_MERGED ? TW_OURS :
			lines);
	if (side != TW_MERGED)
		tw_emit_raw(e, &e->out, o->at[side]->opening, side);
	else
		write_opening(e, o, text);
	tw_expect_item(e, AS_BOTH, (size_t)(o->unit - e->plan->units), kind,
		o->at[o->key]->node->key, o->at[o->state]->node->state, text);
}

/* Byte for byte as one side has it; or each part of it is chosen. */
static enum tw_status choose_opening(struct opening *o, struct tw_emit *e,
	struct tw_error *err)
{
	const struct tw_part_item *base = o->at[TW_BASE];
	const struct tw_part_item *ours = o->at[TW_OURS];
	const struct tw_part_item *theirs = o->at[TW_THEIRS];

	o->raw = tw_choose(tw_raw_equal(ours->opening, theirs->opening),
		base && tw_raw_equal(base->opening, ours->opening),
		base && tw_raw_equal(base->opening, theirs->opening));
	if (o->raw != TW_MERGED)
		return TW_OK;
	choose_marks(o);
	return choose_text(o, e, err);
}

static void emit_opening(struct tw_emit *e, const struct opening *o,
	enum tw_section_kind kind)
{
	const struct tw_part_item *item = o->raw == TW_MERGED ? NULL :
		o->at[o->raw];

	if (item) {
		tw_emit_raw(e, &e->out, item->opening, o->raw);
		tw_expect_item(e, AS_BOTH, (size_t)(o->unit - e->plan->units),
			kind, item->node->key, item->node->state, item->text);
		return;
	}
	if (o->key == TW_MERGED || o->state == TW_MERGED ||
	    o->text == TW_MERGED) {
		tw_emit_wider(e, o->unit, TW_PUT_OTHERWISE);
		hunk_opening(e, o);
	} else {
		emit_chosen(e, o, kind);
	}
}

/* ---- an item ---- */

static bool is_reworded(const struct opening *o)
{
	return !tw_view_equal(o->at[TW_BASE]->text, o->at[TW_OURS]->text) ||
		!tw_view_equal(o->at[TW_BASE]->text, o->at[TW_THEIRS]->text);
}

/* An item that one side alone has. */
static void emit_item(struct tw_emit *e, const struct tw_strand *unit,
	const struct tw_part_item *item, int side, enum tw_section_kind kind)
{
	tw_emit_raw(e, &e->out, item->lead.raw, side);
	tw_emit_raw(e, &e->out, item->opening, side);
	tw_expect_item(e, AS_BOTH, (size_t)(unit - e->plan->units), kind,
		item->node->key, item->node->state, item->text);
	for (size_t d = 0; d < item->detail_count; d++)
		tw_emit_detail_alone(e, &item->details[d], side);
}

enum tw_status tw_emit_unit(struct tw_emit *e, struct tw_strand *unit,
	bool second, struct tw_error *err)
{
	const struct tw_lead *lead[TW_MERGED] = { NULL, NULL, NULL };
	struct opening o = { .unit = unit };
	struct tw_view torn = { "", 0 };
	enum tw_section_kind kind = e->plan->slots[unit->slot[0]].kind;
	enum tw_status status = TW_OK;

	if (unit->whole) {
		hunk_whole(e, unit, second, tw_say_whole(e, unit));
		return TW_OK;
	}
	for (int s = 0; s < TW_MERGED; s++) {
		o.at[s] = tw_strand_item(e->plan, unit, s);
		lead[s] = o.at[s] ? &o.at[s]->lead : NULL;
	}
	if (o.at[TW_BASE] && o.at[TW_BASE]->asked)
		o.at[TW_BASE] = NULL;
	if (!o.at[TW_OURS] || !o.at[TW_THEIRS]) {
		int side = o.at[TW_OURS] ? TW_OURS : TW_THEIRS;

		emit_item(e, unit, o.at[side], side, kind);
		return TW_OK;
	}
	if (o.at[TW_BASE] && is_reworded(&o))
		status = tw_say_torn(&torn, e, unit, false, err);
	if (!status && !torn.len)
		status = choose_opening(&o, e, err);
	if (!status && !torn.len && o.at[TW_BASE] && o.raw == TW_MERGED &&
	    o.text == TW_MERGED)
		status = tw_say_torn(&torn, e, unit, true, err);
	if (torn.len) {
		e->again |= tw_carried_leave(e->plan, unit);
		tw_emit_wider(e, unit, TW_PUT_OTHERWISE);
		hunk_whole(e, unit, false, torn);
	}
	if (status || torn.len)
		return status;
	tw_emit_lead(e, &e->out, lead);
	emit_opening(e, &o, kind);
	return tw_emit_details(e, unit, err);
}
