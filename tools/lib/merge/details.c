/*
 * The detail lines of an item that both sides have. spec/merge.md, "Details".
 */
#include "merge/emit.h"

#include "base/set.h"
#include "base/utf8.h"

struct detail_unit {
	size_t at[TW_MERGED];
};

struct details {
	struct tw_emit *e;
	const struct tw_strand *unit;
	const struct tw_part_item *item[TW_MERGED];
	struct detail_unit *units;
	size_t count;
	size_t *unit_of[TW_MERGED];
	int mover; /* who moved it to or from where figures are targets, or 0 */
};

/* ---- which is which ---- */

enum { BY_ALL, BY_NAME, BY_FIGURE, BY_VALUE, WAYS };

struct comparison {
	const struct tw_part_detail *a, *b;
	int way;
};

static bool same(const void *context, size_t i, size_t j)
{
	const struct comparison *c = context;
	const struct tw_detail *a = c->a[i].node, *b = c->b[j].node;

	switch (c->way) {
	case BY_ALL:
		return tw_detail_same(a, b);
	case BY_VALUE:
		return a->sign == b->sign && tw_view_equal(a->value, b->value);
	default:
		return (a->sign == b->sign || c->way == BY_FIGURE) &&
			tw_fold_equal(a->name, b->name);
	}
}

static uint64_t *hashes(const struct tw_part_item *item, int way,
	struct tw_arena *arena)
{
	size_t count = item ? item->detail_count : 0;
	uint64_t *list = tw_arena_take(arena, (count + 1) * sizeof(*list));

	for (size_t i = 0; list && i < count; i++) {
		const struct tw_detail *d = item->details[i].node;

		if (way >= BY_FIGURE && (!tw_detail_figure(d) || !d->value.len))
			continue;
		list[i] = way == BY_VALUE ? tw_hash(d->value) | 1 :
			way == BY_FIGURE ? tw_fold_hash(d->name) | 1 :
			(tw_fold_hash(d->name) << 8 |
			(unsigned char)d->sign) ^ (way == BY_ALL ?
			tw_fold_hash(d->value) << 1 : 0);
	}
	return list;
}

static bool join(struct details *d, int a, int b, size_t *to, size_t *from)
{
	struct tw_arena *arena = d->e->arena;
	struct comparison c = { d->item[a] ? d->item[a]->details : NULL,
		d->item[b]->details, BY_ALL };
	struct tw_join join = { .to = to, .from = from,
		.a_count = d->item[a] ? d->item[a]->detail_count : 0,
		.b_count = d->item[b]->detail_count, .same = same,
		.context = &c };

	for (; c.way < (a == TW_BASE ? WAYS : BY_FIGURE); c.way++) {
		join.a = hashes(d->item[a], c.way, arena);
		join.b = hashes(d->item[b], c.way, arena);
		if (!join.a || !join.b || !tw_join(&join, arena))
			return false;
	}
	return true;
}

static size_t count_of(const struct details *d, int side)
{
	return d->item[side] ? d->item[side]->detail_count : 0;
}

static bool match(struct details *d)
{
	struct tw_arena *arena = d->e->arena;
	size_t base = count_of(d, TW_BASE), most = 1;
	size_t *to[TW_MERGED], *from[TW_MERGED], *twin;
	struct detail_unit *unit;

	for (int s = 0; s < TW_MERGED; s++) {
		most += count_of(d, s);
		to[s] = tw_none_array(arena, base);
		from[s] = tw_none_array(arena, count_of(d, s));
		d->unit_of[s] = tw_none_array(arena, count_of(d, s));
		if (!to[s] || !from[s] || !d->unit_of[s] || (s &&
		    !join(d, TW_BASE, s, to[s], from[s])))
			return false;
	}
	twin = tw_none_array(arena, count_of(d, TW_OURS));
	unit = d->units = tw_arena_take(arena, most * sizeof(*d->units));
	if (!twin || !unit)
		return false;
	for (size_t i = 0; i < count_of(d, TW_OURS); i++)
		twin[i] = from[TW_OURS][i] == TW_NONE ? TW_NONE : TW_NONE - 1;
	if (!join(d, TW_OURS, TW_THEIRS, twin, from[TW_THEIRS]))
		return false;
	for (size_t i = 0; i < base; i++)
		*unit++ = (struct detail_unit){ { i, to[TW_OURS][i],
			to[TW_THEIRS][i] } };
	for (size_t i = 0; i < count_of(d, TW_OURS); i++)
		if (from[TW_OURS][i] == TW_NONE)
			*unit++ = (struct detail_unit){ { TW_NONE, i,
				twin[i] } };
	for (size_t i = 0; i < count_of(d, TW_THEIRS); i++)
		if (from[TW_THEIRS][i] == TW_NONE)
			*unit++ = (struct detail_unit){ { TW_NONE, TW_NONE,
				i } };
	d->count = (size_t)(unit - d->units);
	return true;
}

/* ---- one line ---- */

static const struct tw_part_detail *at(const struct details *d,
	const struct detail_unit *unit, int side)
{
	return unit->at[side] == TW_NONE ? NULL :
		&d->item[side]->details[unit->at[side]];
}

/* Taken out by one side, and left alone by the other. */
static bool is_gone(const struct details *d, const struct detail_unit *unit)
{
	const struct tw_part_detail *base = at(d, unit, TW_BASE);
	const struct tw_part_detail *ours = at(d, unit, TW_OURS);
	const struct tw_part_detail *theirs = at(d, unit, TW_THEIRS);
	const struct tw_part_detail *left = ours ? ours : theirs;

	if (base && left && !(ours && theirs) &&
	    tw_carried_find(d->e->plan, base))
		return true;
	return base && (!ours || !theirs) && (!left || (!base->asked &&
		!tw_detail_touched(base->node, left->node)));
}

/* The side that moved it to where figures are not what they are elsewhere. */
static int find_mover(const struct details *d)
{
	bool base;

	if (!d->item[TW_BASE])
		return TW_BASE;
	base = tw_part_targets(d->item[TW_BASE]);
	for (int s = TW_OURS; s < TW_MERGED; s++)
		if (tw_part_targets(d->item[s]) != base &&
		    tw_part_targets(d->item[TW_OURS + TW_THEIRS - s]) == base)
			return s;
	return TW_BASE;
}

/*
 * A figure that one side put in, or gave another value, would be what came of
 * it in the place of what is hoped for, or the other way round.
 */
static bool turns(const struct details *d,
	const struct tw_part_detail *const all[TW_MERGED])
{
	int other = TW_OURS + TW_THEIRS - d->mover;

	return d->mover && all[other] && tw_detail_figure(all[other]->node) &&
		(!all[TW_BASE] || !tw_detail_same(all[TW_BASE]->node,
		all[other]->node)) && (!all[d->mover] ||
		!tw_detail_same(all[d->mover]->node, all[other]->node));
}

static const char *say_meant(const struct tw_part_item *item)
{
	return tw_part_targets(item) ? "is a target" : "says what came of it";
}

static struct tw_view say_turned(struct details *d,
	const struct tw_part_detail *const all[TW_MERGED])
{
	int other = TW_OURS + TW_THEIRS - d->mover;
	const struct tw_detail *figure = all[other]->node;

	return tw_say(d->e, "%s moved this item to \"%s\", where a figure %s; "
		"%s %s %s %s %.*s, where it %s.",
		tw_side_said(d->e, d->mover),
		tw_section_name(d->item[d->mover]->kind),
		say_meant(d->item[d->mover]), tw_side_said(d->e, other),
		all[TW_BASE] ? "changed" : "put in",
		tw_say_quoted(d->e, figure->name),
		all[TW_BASE] ? "to" : "at", TW_ARG(figure->value),
		say_meant(d->item[other]));
}

/*
 * A value, with its sign where that is not the same everywhere, and with its
 * name where that is not the base's.
 */
static struct tw_view say_value(struct tw_emit *e,
	const struct tw_part_detail *const all[TW_MERGED], int side)
{
	const struct tw_detail *d = all[side]->node;
	struct tw_view value = d->value;

	for (int s = 0; s < TW_MERGED; s++)
		if (all[s] && all[s]->node->sign != d->sign)
			value = tw_say(e, "%c %.*s", d->sign, TW_ARG(d->value));
	if (all[TW_BASE] && !tw_fold_equal(all[TW_BASE]->node->name, d->name))
		value = tw_say(e, "%.*s for %s", TW_ARG(value),
			tw_say_quoted(e, d->name));
	return value;
}

static struct tw_view sentence(struct tw_emit *e,
	const struct tw_part_detail *const all[TW_MERGED], bool in_words)
{
	int side = all[TW_OURS] ? TW_OURS : TW_THEIRS;
	const char *name = tw_say_quoted(e, all[all[TW_BASE] ? TW_BASE :
		side]->node->name);
	struct tw_view says[TW_MERGED] = { { NULL, 0 } }, sides;

	for (int s = 0; s < TW_MERGED; s++)
		if (all[s])
			says[s] = say_value(e, all, s);
	if (!all[TW_OURS] || !all[TW_THEIRS])
		return tw_say(e, "%s took out %s (was %.*s), and %s changed it "
			"or commented on it.", tw_side_said(e, TW_OURS +
			TW_THEIRS - side), name,
			TW_ARG(says[TW_BASE]), tw_side_said(e, side));
	sides = tw_say(e, "%s says %.*s, %s says %.*s.",
		tw_side_said(e, TW_OURS), TW_ARG(says[TW_OURS]),
		tw_side_said(e, TW_THEIRS), TW_ARG(says[TW_THEIRS]));
	if (all[TW_BASE] && all[TW_BASE]->asked)
		return tw_say(e, "%s was in question already: %.*s", name,
			TW_ARG(sides));
	if (!all[TW_BASE])
		return tw_say(e, "both %s %s, and not the same: %.*s",
			tw_say_had(e), name, TW_ARG(sides));
	return tw_say(e, "both changed %s (was %.*s)%s: %.*s", name,
		TW_ARG(says[TW_BASE]), in_words ?
		", and the words that say it" : "", TW_ARG(sides));
}

static void hunk(struct details *d,
	const struct tw_part_detail *const all[TW_MERGED])
{
	struct tw_emit *e = d->e;
	struct tw_buffer part[TW_MERGED] = { TW_BUFFER_INIT, TW_BUFFER_INIT,
		TW_BUFFER_INIT };
	bool alone = !all[TW_OURS] || !all[TW_THEIRS];

	tw_emit_wider(e, d->unit, TW_PUT_APART);
	for (int s = 0; s < TW_MERGED; s++) {
		if (!all[s])
			continue;
		if (alone)
			tw_emit_raw(e, &part[s], all[s]->lead.raw, s);
		tw_emit_raw(e, &part[s], all[s]->node->raw, s);
		if (s != TW_BASE)
			tw_expect_detail(e, s == TW_OURS ? AS_OURS :
				AS_THEIRS, all[s]->node);
	}
	tw_emit_conflict(e, part, turns(d, all) ? say_turned(d, all) :
		sentence(e, all, false));
}

/* One side moved a figure here, and the other one took it out. */
static void hunk_moved(struct tw_emit *e, const struct tw_part_detail *detail,
	const struct tw_carried *carried)
{
	int mover = TW_OURS + TW_THEIRS - carried->side;
	struct tw_buffer part[TW_MERGED] = { TW_BUFFER_INIT, TW_BUFFER_INIT,
		TW_BUFFER_INIT };

	tw_emit_raw(e, &part[mover], detail->lead.raw, mover);
	tw_emit_raw(e, &part[mover], detail->node->raw, mover);
	tw_expect_detail(e, mover == TW_OURS ? AS_OURS : AS_THEIRS,
		detail->node);
	tw_emit_conflict(e, part, tw_say(e, "%s moved %s (%.*s) here from "
		"another item, and %s took it out.", tw_side_said(e, mover),
		tw_say_quoted(e, detail->node->name),
		TW_ARG(detail->node->value), tw_side_said(e, carried->side)));
}

void tw_emit_detail_alone(struct tw_emit *e,
	const struct tw_part_detail *detail, int side)
{
	const struct tw_carried *carried = tw_carried_find(e->plan, detail);

	if (carried && !carried->value) {
		hunk_moved(e, detail, carried);
		return;
	}
	tw_emit_raw(e, &e->out, detail->lead.raw, side);
	if (carried) {
		tw_emit_raw(e, &e->out, carried->value->raw, carried->side);
		tw_expect_detail(e, AS_BOTH, carried->value);
		return;
	}
	tw_emit_raw(e, &e->out, detail->node->raw, side);
	tw_expect_detail(e, AS_BOTH, detail->node);
}

static void emit_pair(struct details *d,
	const struct tw_part_detail *const all[TW_MERGED])
{
	struct tw_emit *e = d->e;
	const struct tw_lead *lead[TW_MERGED];
	const struct tw_detail *base = all[TW_BASE] && !all[TW_BASE]->asked ?
		all[TW_BASE]->node : NULL;
	const struct tw_detail *ours = all[TW_OURS]->node;
	const struct tw_detail *theirs = all[TW_THEIRS]->node;
	int side = tw_choose(tw_raw_equal(ours->raw, theirs->raw),
		base && tw_raw_equal(base->raw, ours->raw),
		base && tw_raw_equal(base->raw, theirs->raw));

	if (side == TW_MERGED)
		side = tw_choose(tw_detail_same(ours, theirs),
			base && tw_detail_same(base, ours),
			base && tw_detail_same(base, theirs));
	for (int s = 0; s < TW_MERGED; s++)
		lead[s] = all[s] ? &all[s]->lead : NULL;
	tw_emit_lead(e, &e->out, lead);
	if (side == TW_MERGED || turns(d, all)) {
		hunk(d, all);
		return;
	}
	tw_emit_raw(e, &e->out, all[side]->node->raw, side);
	tw_expect_detail(e, AS_BOTH, all[side]->node);
}

static void emit_detail(struct details *d, const struct detail_unit *unit)
{
	const struct tw_part_detail *all[TW_MERGED];

	for (int s = 0; s < TW_MERGED; s++)
		all[s] = at(d, unit, s);
	if (all[TW_OURS] && all[TW_THEIRS])
		emit_pair(d, all);
	else if (all[TW_BASE] || turns(d, all))
		hunk(d, all);
	else
		tw_emit_detail_alone(d->e,
			all[all[TW_OURS] ? TW_OURS : TW_THEIRS],
			all[TW_OURS] ? TW_OURS : TW_THEIRS);
}

/* ---- all of them, in order ---- */

static bool put_in_order(struct details *d, size_t **out, size_t *count)
{
	struct tw_arena *arena = d->e->arena;
	struct tw_order order = { .count = d->count };

	for (size_t u = 0; u < d->count; u++)
		for (int s = 0; s < TW_MERGED; s++)
			if (d->units[u].at[s] != TW_NONE)
				d->unit_of[s][d->units[u].at[s]] = u;
	for (int s = 0; s < TW_MERGED; s++) {
		order.seq[s] = tw_arena_take(arena,
			(count_of(d, s) + 1) * sizeof(size_t));
		for (size_t i = 0; order.seq[s] && i < count_of(d, s); i++)
			if (!is_gone(d, &d->units[d->unit_of[s][i]]))
				order.seq[s][order.length[s]++] =
					d->unit_of[s][i];
		if (!order.seq[s])
			return false;
	}
	*out = tw_arena_take(arena, (d->count + 1) * sizeof(**out));
	return *out && tw_order_merge(*out, count, &order, arena);
}

static size_t find(struct details *d, struct tw_emit *e,
	const struct tw_strand *unit)
{
	size_t all = 0;

	d->e = e;
	d->unit = unit;
	for (int s = 0; s < TW_MERGED; s++) {
		d->item[s] = tw_strand_item(e->plan, unit, s);
		all += count_of(d, s);
	}
	return all;
}

enum tw_status tw_emit_details(struct tw_emit *e, const struct tw_strand *unit,
	struct tw_error *err)
{
	struct details d = { .mover = TW_BASE };
	size_t *order, count;

	if (!find(&d, e, unit))
		return TW_OK;
	d.mover = find_mover(&d);
	if (!match(&d) || !put_in_order(&d, &order, &count))
		return tw_fail_memory(err);
	for (size_t i = 0; i < count; i++)
		emit_detail(&d, &d.units[order[i]]);
	return TW_OK;
}

/* ---- figures that stand in the words, too ---- */

/* As many words, and bytes of a value, are looked at. */
enum { MOST_SAID = 512, MOST_VALUE = 32 };

/* True if the lines are those of the base. */
static bool details_alike(const struct details *d, int side)
{
	const struct tw_part_item *base = d->item[TW_BASE];
	const struct tw_part_item *item = d->item[side];
	bool alike = base->detail_count == item->detail_count;

	for (size_t i = 0; alike && i < item->detail_count; i++)
		alike = tw_raw_equal(base->details[i].node->raw,
			item->details[i].node->raw);
	return alike;
}

/* A number stands in a text that does not stand in the other one. */
static bool has_new_number(const struct tw_tokens *text,
	const struct tw_tokens *base)
{
	for (size_t i = 0; i < text->count; i++) {
		size_t b = 0;

		if (!tw_word_counts(text, i))
			continue;
		while (b < base->count && !tw_word_same(text, i, base, b))
			b++;
		if (b == base->count)
			return true;
	}
	return false;
}

/*
 * One side put a figure in, or gave it another value, and let the words say
 * what they did; the other one left the figure alone.
 */
static bool is_set_alone(const struct tw_part_detail *const all[TW_MERGED],
	int side)
{
	int other = TW_OURS + TW_THEIRS - side;
	const struct tw_detail *base = all[TW_BASE] ? all[TW_BASE]->node : NULL;
	const struct tw_detail *is = all[side] ? all[side]->node : NULL;
	const struct tw_detail *left = all[other] ? all[other]->node : NULL;

	return is && tw_detail_figure(is) && !base == !left && (!base ||
		!all[TW_BASE]->asked) && (!base ||
		(!tw_detail_same(base, is) && tw_detail_same(base, left)));
}

/* The other one has other words, with another number, or the old one. */
static bool is_torn(const struct tw_part_detail *const all[TW_MERGED],
	const struct tw_tokens *const text[TW_MERGED], int side)
{
	int other = TW_OURS + TW_THEIRS - side;
	struct tw_view is, was;

	if (!is_set_alone(all, side))
		return false;
	is = all[side]->node->value;
	was = all[TW_BASE] ? all[TW_BASE]->node->value : is;
	if (!was.len || was.len > MOST_VALUE || !is.len ||
	    tw_text_says(text[other], is))
		return false;
	return tw_text_says(text[TW_BASE], was) ?
		!tw_text_says(text[other], was) &&
		has_new_number(text[other], text[TW_BASE]) :
		all[TW_BASE] && tw_text_says(text[other], was);
}

/*
 * Whose words are in conflict: one side gave a figure another value in its
 * line and in the words, and the words of the other one still say the old one.
 */
static bool is_parted(const struct tw_part_detail *const all[TW_MERGED],
	const struct tw_tokens *const text[TW_MERGED], int side)
{
	int other = TW_OURS + TW_THEIRS - side;
	struct tw_view is, was;

	if (!all[TW_BASE] || !is_set_alone(all, side))
		return false;
	is = all[side]->node->value;
	was = all[TW_BASE]->node->value;
	return was.len && was.len <= MOST_VALUE && is.len &&
		tw_text_says(text[TW_BASE], was) &&
		tw_text_says(text[other], was) &&
		tw_text_says(text[side], is) && !tw_text_says(text[other], is);
}

/* Both gave a figure another value, in its line and in the words. */
static bool is_said_anew(const struct tw_part_detail *const all[TW_MERGED],
	const struct tw_tokens *const text[TW_MERGED])
{
	for (int s = 0; s < TW_MERGED; s++) {
		const struct tw_detail *d = all[s] ? all[s]->node : NULL;

		if (!d || !tw_detail_figure(d) || !d->value.len ||
		    d->value.len > MOST_VALUE || !tw_text_says(text[s], d->value))
			return false;
		for (int t = 0; t < s; t++)
			if (tw_text_says(text[t], d->value))
				return false;
	}
	return true;
}

/* `anew`: the base's value was put into the words, and had not been there. */
static struct tw_view say_torn(struct tw_emit *e,
	const struct tw_part_detail *const all[TW_MERGED], int side, bool anew)
{
	const struct tw_detail *figure = all[side]->node;
	struct tw_view was = all[TW_BASE] ? tw_say(e, " (was %.*s)",
		TW_ARG(all[TW_BASE]->node->value)) : (struct tw_view){ "", 0 };

	return tw_say(e, "%s says %.*s for %s%.*s, and %s %s %.*s %s.",
		tw_side_said(e, side), TW_ARG(figure->value),
		tw_say_quoted(e, figure->name), TW_ARG(was),
		tw_side_said(e, TW_OURS + TW_THEIRS - side),
		anew ? "put" : "took", TW_ARG((all[TW_BASE] ?
		all[TW_BASE]->node : figure)->value), anew ?
		"into the words of this item" : "out of the words of this item "
		"and put another number there");
}

static struct tw_view say_parted(struct tw_emit *e,
	const struct tw_part_detail *const all[TW_MERGED], int side)
{
	const struct tw_detail *figure = all[side]->node;
	int other = TW_OURS + TW_THEIRS - side;

	return tw_say(e, "both changed the words of this item; %s says %.*s "
		"for %s there and in its line (was %.*s), and %s left it as it "
		"was.", tw_side_said(e, side), TW_ARG(figure->value),
		tw_say_quoted(e, figure->name),
		TW_ARG(all[TW_BASE]->node->value), tw_side_said(e, other));
}

/* What is said of a figure; `parted`: of an item whose words clash. */
static struct tw_view say_figure(struct tw_emit *e,
	const struct tw_part_detail *const all[TW_MERGED],
	const struct tw_tokens *const text[TW_MERGED], bool parted)
{
	if (!parted && is_said_anew(all, text))
		return sentence(e, all, true);
	for (int s = TW_OURS; s < TW_MERGED; s++)
		if (parted && is_parted(all, text, s))
			return say_parted(e, all, s);
		else if (!parted && is_torn(all, text, s))
			return say_torn(e, all, s, all[TW_BASE] &&
				!tw_text_says(text[TW_BASE],
				all[TW_BASE]->node->value));
	return (struct tw_view){ "", 0 };
}

enum tw_status tw_say_torn(struct tw_view *said, struct tw_emit *e,
	const struct tw_strand *unit, bool clash, struct tw_error *err)
{
	struct details d = { .mover = TW_BASE };
	const struct tw_tokens *text[TW_MERGED];
	const struct tw_part_detail *all[TW_MERGED];

	*said = (struct tw_view){ "", 0 };
	if (!find(&d, e, unit) || (details_alike(&d, TW_OURS) &&
	    details_alike(&d, TW_THEIRS)))
		return TW_OK;
	for (int s = 0; s < TW_MERGED; s++) {
		text[s] = tw_item_words(e->plan, s, unit->at[s],
			s == TW_BASE ? NULL : text[TW_BASE]);
		if (!text[s])
			return tw_fail_memory(err);
		if (text[s]->count > MOST_SAID)
			return TW_OK;
	}
	if (!match(&d))
		return tw_fail_memory(err);
	for (size_t i = 0; i < d.count && !said->len; i++) {
		for (int s = 0; s < TW_MERGED; s++)
			all[s] = at(&d, &d.units[i], s);
		*said = say_figure(e, all, text, clash);
	}
	return TW_OK;
}
