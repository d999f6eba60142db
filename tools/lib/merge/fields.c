/*
 * The header as both sides would have it. spec/merge.md, "Fields".
 */
#include "merge/emit.h"

#include "base/set.h"
#include "base/utf8.h"

#include <termwise/term.h>

enum { MOST_PAIRS = 1 << 20, WIDTH = 78, SLIPS = 2, LONG = 7 };

/* ---- which is which ---- */

struct comparison {
	const struct tw_part_field *a, *b;
};

static bool field_same(const void *context, size_t i, size_t j)
{
	const struct comparison *c = context;

	return tw_fold_equal(c->a[i].node->name, c->b[j].node->name);
}

static bool join(struct tw_emit *e, int a, int b, size_t *to, size_t *from)
{
	const struct tw_side_parts *x = &e->plan->side[a];
	const struct tw_side_parts *y = &e->plan->side[b];
	struct comparison c = { x->fields, y->fields };
	uint64_t *hash[2] = {
		tw_arena_take(e->arena, (x->field_count + 1) * sizeof(**hash)),
		tw_arena_take(e->arena, (y->field_count + 1) * sizeof(**hash)),
	};
	struct tw_join join = { to, from, hash[0], hash[1], x->field_count,
		y->field_count, field_same, &c };

	if (!hash[0] || !hash[1])
		return false;
	for (size_t i = 0; i < x->field_count; i++)
		hash[0][i] = tw_fold_hash(x->fields[i].node->name) | 1;
	for (size_t i = 0; i < y->field_count; i++)
		hash[1][i] = tw_fold_hash(y->fields[i].node->name) | 1;
	return tw_join(&join, e->arena);
}

/* Of a draft counts what one of two copies left open, as with items. */
static void forget_draft(struct tw_emit *e)
{
	const struct tw_side_parts *side = e->plan->side;

	for (struct tw_field_unit *u = e->fields;
	     u < e->fields + e->field_count; u++) {
		const struct tw_part_field *at[TW_MERGED];

		for (int s = 0; s < TW_MERGED; s++)
			at[s] = u->at[s] == TW_NONE ? NULL :
				&side[s].fields[u->at[s]];
		if (!at[TW_BASE] || !at[TW_OURS] || !at[TW_THEIRS] ||
		    (tw_field_touched(at[TW_OURS], at[TW_BASE]) &&
		     tw_field_touched(at[TW_THEIRS], at[TW_BASE])))
			u->at[TW_BASE] = TW_NONE;
	}
}

enum tw_status tw_fields_match(struct tw_emit *e, struct tw_error *err)
{
	const struct tw_side_parts *side = e->plan->side;
	size_t ours = side[TW_OURS].field_count, *twin;
	size_t theirs = side[TW_THEIRS].field_count, most = 1;
	size_t *to[TW_MERGED], *from[TW_MERGED];
	struct tw_field_unit *unit;

	for (int s = 0; s < TW_MERGED; s++) {
		most += side[s].field_count;
		to[s] = tw_none_array(e->arena, side[TW_BASE].field_count);
		from[s] = tw_none_array(e->arena, side[s].field_count);
		if (!to[s] || !from[s] ||
		    (s && !join(e, TW_BASE, s, to[s], from[s])))
			return tw_fail_memory(err);
	}
	twin = tw_none_array(e->arena, ours);
	unit = e->fields = tw_arena_take(e->arena, most * sizeof(*unit));
	if (!twin || !unit)
		return tw_fail_memory(err);
	for (size_t i = 0; i < ours; i++)
		twin[i] = from[TW_OURS][i] == TW_NONE ? TW_NONE : TW_NONE - 1;
	if (!join(e, TW_OURS, TW_THEIRS, twin, from[TW_THEIRS]))
		return tw_fail_memory(err);
	for (size_t i = 0; i < side[TW_BASE].field_count; i++)
		*unit++ = (struct tw_field_unit){ { i, to[TW_OURS][i],
			to[TW_THEIRS][i] }, false, 0 };
	for (size_t i = 0; i < ours; i++)
		if (from[TW_OURS][i] == TW_NONE)
			*unit++ = (struct tw_field_unit){ { TW_NONE, i,
				twin[i] }, false, 0 };
	for (size_t i = 0; i < theirs; i++)
		if (from[TW_THEIRS][i] == TW_NONE)
			*unit++ = (struct tw_field_unit){ { TW_NONE, TW_NONE,
				i }, false, 0 };
	e->field_count = (size_t)(unit - e->fields);
	if (e->plan->two)
		forget_draft(e);
	return TW_OK;
}

/* ---- lists ---- */

struct list {
	struct tw_view *at;
	size_t count;
	bool broken; /* an element is empty */
};

static bool list_read(struct list *list, struct tw_view value,
	struct tw_arena *arena)
{
	struct tw_view rest = value, element;
	size_t most = 2;

	for (size_t i = 0; i < value.len; i++)
		most += value.ptr[i] == ';';
	list->count = 0;
	list->broken = !value.len;
	list->at = tw_arena_take(arena, most * sizeof(*list->at));
	while (list->at && list->count < most &&
	       tw_list_next(&element, &rest)) {
		list->broken |= !element.len;
		list->at[list->count++] = element;
	}
	return list->at;
}

static bool has(const struct list *list, struct tw_view element)
{
	for (size_t i = 0; i < list->count; i++)
		if (tw_view_equal(list->at[i], element))
			return true;
	return false;
}

/* What a side put in, that neither the base nor the other one has. */
static size_t put_in(const struct list list[TW_MERGED], int side)
{
	size_t count = 0;

	for (size_t i = 0; i < list[side].count; i++)
		count += !has(&list[TW_BASE], list[side].at[i]) &&
			!has(&list[TW_OURS + TW_THEIRS - side],
			list[side].at[i]);
	return count;
}

/* A side puts in what is `known`, with a slip or two. */
static bool mended(const struct list list[TW_MERGED], int side,
	struct tw_view known)
{
	for (size_t i = 0; i < list[side].count; i++)
		if (!has(&list[TW_BASE], list[side].at[i]) &&
		    !has(&list[TW_OURS + TW_THEIRS - side],
		    list[side].at[i]) &&
		    tw_slips(list[side].at[i], known, SLIPS) <= SLIPS)
			return true;
	return false;
}

static bool has_digit(struct tw_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
			return true;
	return false;
}

/*
 * Each put in an element, and one may be the other with a slip or two: not a
 * short one, of which there are many, nor one that a number tells apart.
 */
static bool put_in_alike(const struct list list[TW_MERGED])
{
	for (size_t i = 0; i < list[TW_OURS].count; i++) {
		struct tw_view ours = list[TW_OURS].at[i];

		if (ours.len >= LONG && !has_digit(ours) &&
		    !has(&list[TW_BASE], ours) &&
		    !has(&list[TW_THEIRS], ours) &&
		    mended(list, TW_THEIRS, ours))
			return true;
	}
	return false;
}

/* Both took one element out, and each put another one in its place. */
static bool lists_clash(const struct list list[TW_MERGED])
{
	bool both = put_in(list, TW_OURS) && put_in(list, TW_THEIRS);

	if (both && put_in_alike(list))
		return true;
	for (size_t i = 0; i < list[TW_BASE].count; i++) {
		struct tw_view gone = list[TW_BASE].at[i];

		if (has(&list[TW_OURS], gone) || has(&list[TW_THEIRS], gone))
			continue;
		if (both || mended(list, TW_OURS, gone) ||
		    mended(list, TW_THEIRS, gone))
			return true;
	}
	return false;
}

static void unite(struct list *out, const struct list list[TW_MERGED])
{
	for (size_t i = 0; i < list[TW_OURS].count; i++) {
		struct tw_view element = list[TW_OURS].at[i];

		if (!has(&list[TW_BASE], element) ||
		    has(&list[TW_THEIRS], element))
			out->at[out->count++] = element;
	}
	for (size_t i = 0; i < list[TW_THEIRS].count; i++) {
		struct tw_view element = list[TW_THEIRS].at[i];

		if (!has(&list[TW_BASE], element) &&
		    !has(&list[TW_OURS], element))
			out->at[out->count++] = element;
	}
}

/* ---- one field ---- */

struct choice {
	const struct tw_part_field *at[TW_MERGED];
	int side; /* TW_MERGED: clash, unless one of the two below is there */
	struct list list;
	struct tw_tokens words;
	bool asked; /* the base had it in question */
};

static bool list_same(const struct list *a, const struct list *b)
{
	for (size_t i = 0; i < a->count && i < b->count; i++)
		if (!tw_view_equal(a->at[i], b->at[i]))
			return false;
	return a->count == b->count;
}

static enum tw_status choose_list(struct choice *c, struct tw_emit *e,
	struct tw_error *err)
{
	struct list list[TW_MERGED] = { { NULL, 0, false } };
	size_t most = 1, pairs;

	for (int s = 0; s < TW_MERGED; s++) {
		if (c->at[s] && !list_read(&list[s], c->at[s]->value,
		    e->arena))
			return tw_fail_memory(err);
		most += list[s].count;
	}
	pairs = most * most;
	if (most > MOST_PAIRS || pairs > MOST_PAIRS || list[TW_BASE].broken ||
	    list[TW_OURS].broken || list[TW_THEIRS].broken ||
	    lists_clash(list))
		return TW_OK;
	c->list.at = tw_arena_take(e->arena, most * sizeof(*c->list.at));
	if (!c->list.at)
		return tw_fail_memory(err);
	unite(&c->list, list);
	for (int s = TW_THEIRS; s >= TW_OURS; s--)
		if (list_same(&c->list, &list[s]))
			c->side = s;
	return TW_OK;
}

static void choose_date(struct choice *c)
{
	struct tw_date ours, theirs;
	int order;

	if (!tw_date_read(&ours, c->at[TW_OURS]->value) ||
	    !tw_date_read(&theirs, c->at[TW_THEIRS]->value))
		return;
	order = ours.year != theirs.year ? ours.year - theirs.year :
		ours.month != theirs.month ? ours.month - theirs.month :
		ours.day - theirs.day;
	c->side = order < 0 ? TW_THEIRS : TW_OURS;
}

static enum tw_status choose_words(struct choice *c, struct tw_emit *e,
	struct tw_error *err)
{
	struct tw_tokens words, side[TW_MERGED];
	const struct tw_tokens *text[TW_MERGED] = { side, side + 1, side + 2 };
	struct tw_view differ[TW_MERGED];
	bool clash = true;
	enum tw_status status;

	for (int s = 0; s < TW_MERGED; s++) {
		if (!c->at[s] || !c->at[s]->node->value)
			return TW_OK;
		side[s] = tw_words_part(e->plan, c->at[s]->node->value,
			s == TW_BASE ? NULL : &side[TW_BASE]);
		if (!side[s].at)
			return tw_fail_memory(err);
	}
	status = tw_words_merge(&words, &clash, differ, text, e->plan, e->arena,
		err);
	if (!status && !clash)
		c->words = words;
	return status;
}

/* Both have it, and their lines are not those of the base on either side. */
static enum tw_status choose(struct choice *c, struct tw_emit *e,
	struct tw_error *err)
{
	const struct tw_part_field *base = c->at[TW_BASE];
	const struct tw_part_field *ours = c->at[TW_OURS];
	const struct tw_part_field *theirs = c->at[TW_THEIRS];

	c->side = tw_choose(tw_view_equal(ours->value, theirs->value),
		base && tw_view_equal(base->value, ours->value),
		base && tw_view_equal(base->value, theirs->value));
	if (c->side != TW_MERGED)
		return TW_OK;
	switch (ours->node->kind) {
	case TW_OFFICERS:
	case TW_SUCCEEDS:
	case TW_THEME:
		return choose_list(c, e, err);
	case TW_DATE:
		choose_date(c);
		return TW_OK;
	case TW_TITLE:
	case TW_SCOPE:
		return choose_words(c, e, err);
	default:
		return TW_OK;
	}
}

static void write_list(struct tw_emit *e, const struct list *list,
	size_t column)
{
	for (size_t i = 0; i < list->count; i++) {
		size_t len = list->at[i].len;

		if (i)
			tw_buffer_byte(&e->out, ';');
		if (i && column + len + 3 > WIDTH) {
			tw_emit_end_line(e, &e->out);
			tw_buffer_byte(&e->out, ' ');
			column = 0;
		}
		tw_buffer_byte(&e->out, ' ');
		tw_buffer_view(&e->out, list->at[i]);
		column += len + 2;
	}
	tw_emit_end_line(e, &e->out);
}

static struct tw_view joined(struct tw_emit *e, const struct choice *c)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_view value;

	for (size_t i = 0; i < c->list.count; i++) {
		tw_buffer_string(&text, i ? "; " : "");
		tw_buffer_view(&text, c->list.at[i]);
	}
	for (size_t i = 0; i < c->words.count; i++) {
		tw_buffer_string(&text, i ? " " : "");
		tw_buffer_view(&text, tw_token_text(&c->words.at[i]));
	}
	value = tw_arena_copy(e->arena, tw_buffer_get(&text));
	e->failed |= text.failed || !value.ptr;
	tw_buffer_release(&text);
	return value;
}

/* Neither side has it so. */
static void write_field(struct tw_emit *e, const struct choice *c, size_t unit)
{
	struct tw_view name = c->at[TW_OURS]->node->name;
	const struct tw_segment *had[2] = { NULL, NULL };

	if (c->at[TW_BASE])
		had[0] = c->at[TW_BASE]->node->value;
	tw_emit_inner(e, &e->out, c->at[TW_OURS]->node->value, had);
	had[1] = c->at[TW_OURS]->node->value;
	tw_emit_inner(e, &e->out, c->at[TW_THEIRS]->node->value, had);
	tw_buffer_view(&e->out, name);
	tw_buffer_byte(&e->out, ':');
	if (c->list.count) {
		write_list(e, &c->list, name.len + 1);
	} else {
		tw_buffer_byte(&e->out, ' ');
		tw_emit_tokens(e, &e->out, &c->words);
	}
	tw_expect_field(e, AS_BOTH, unit, name, joined(e, c));
}

static struct tw_view sentence(struct tw_emit *e, const struct choice *c)
{
	const struct tw_part_field *ours = c->at[TW_OURS];
	const struct tw_part_field *theirs = c->at[TW_THEIRS];
	const char *name = tw_say_quoted(e, ours ? ours->node->name :
		theirs->node->name);

	if (!ours || !theirs)
		return tw_say(e, "%s took out the field %s, and %s changed it.",
			tw_side_said(e, ours ? TW_THEIRS : TW_OURS), name,
			tw_side_said(e, ours ? TW_OURS : TW_THEIRS));
	if (c->asked)
		return tw_say(e, "the field %s was in question already: %s "
			"says %s, %s says %s.", name, tw_side_said(e, TW_OURS),
			tw_say_quoted(e, ours->value),
			tw_side_said(e, TW_THEIRS),
			tw_say_quoted(e, theirs->value));
	if (!c->at[TW_BASE])
		return tw_say(e, "both %s the field %s, and not the same: %s "
			"says %s, %s says %s.", tw_say_had(e), name,
			tw_side_said(e, TW_OURS),
			tw_say_quoted(e, ours->value),
			tw_side_said(e, TW_THEIRS),
			tw_say_quoted(e, theirs->value));
	return tw_say(e, "both changed the field %s (was %s): %s says %s, %s "
		"says %s.", name, tw_say_quoted(e, c->at[TW_BASE]->value),
		tw_side_said(e, TW_OURS), tw_say_quoted(e, ours->value),
		tw_side_said(e, TW_THEIRS), tw_say_quoted(e, theirs->value));
}

static void hunk(struct tw_emit *e, const struct choice *c, size_t unit)
{
	struct tw_buffer part[TW_MERGED] = { TW_BUFFER_INIT, TW_BUFFER_INIT,
		TW_BUFFER_INIT };
	bool alone = !c->at[TW_OURS] || !c->at[TW_THEIRS];

	for (int s = 0; s < TW_MERGED; s++) {
		if (!c->at[s])
			continue;
		if (alone)
			tw_emit_raw(e, &part[s], c->at[s]->lead.raw, s);
		tw_emit_raw(e, &part[s], c->at[s]->node->raw, s);
		if (s != TW_BASE)
			tw_expect_field(e, s == TW_OURS ? AS_OURS : AS_THEIRS,
				unit, c->at[s]->node->name, c->at[s]->value);
	}
	tw_emit_conflict(e, part, sentence(e, c));
}

static void emit_side(struct tw_emit *e, const struct choice *c, size_t unit,
	int side)
{
	tw_emit_raw(e, &e->out, c->at[side]->node->raw, side);
	tw_expect_field(e, AS_BOTH, unit, c->at[side]->node->name,
		c->at[side]->value);
}

static enum tw_status emit_pair(struct tw_emit *e, struct choice *c,
	size_t unit, struct tw_error *err)
{
	const struct tw_lead *lead[TW_MERGED];
	const struct tw_view none = { NULL, 0 };
	struct tw_view base = c->at[TW_BASE] ? c->at[TW_BASE]->node->raw : none;
	struct tw_view ours = c->at[TW_OURS]->node->raw;
	struct tw_view theirs = c->at[TW_THEIRS]->node->raw;
	enum tw_status status = TW_OK;

	for (int s = 0; s < TW_MERGED; s++)
		lead[s] = c->at[s] ? &c->at[s]->lead : NULL;
	tw_emit_lead(e, &e->out, lead);
	c->side = tw_choose(tw_raw_equal(ours, theirs),
		tw_raw_equal(base, ours), tw_raw_equal(base, theirs));
	if (c->side == TW_MERGED)
		status = choose(c, e, err);
	if (status)
		return status;
	if (e->fields[unit].clash)
		hunk(e, c, unit);
	else if (c->side != TW_MERGED)
		emit_side(e, c, unit, c->side);
	else if (c->list.count || c->words.count)
		write_field(e, c, unit);
	else
		hunk(e, c, unit);
	return TW_OK;
}

static bool is_gone(const struct tw_emit *e, const struct tw_field_unit *unit)
{
	const struct tw_side_parts *side = e->plan->side;
	int left = unit->at[TW_OURS] != TW_NONE ? TW_OURS : TW_THEIRS;

	if (unit->at[TW_BASE] == TW_NONE || (unit->at[TW_OURS] != TW_NONE &&
	    unit->at[TW_THEIRS] != TW_NONE))
		return false;
	return unit->at[left] == TW_NONE || !tw_field_touched(
		&side[TW_BASE].fields[unit->at[TW_BASE]],
		&side[left].fields[unit->at[left]]);
}

static enum tw_status emit_field(struct tw_emit *e, size_t number,
	struct tw_error *err)
{
	const struct tw_field_unit *unit = &e->fields[number];
	struct choice c = { .side = TW_MERGED };
	int side;

	for (int s = 0; s < TW_MERGED; s++)
		c.at[s] = unit->at[s] == TW_NONE ? NULL :
			&e->plan->side[s].fields[unit->at[s]];
	if (c.at[TW_BASE] && c.at[TW_BASE]->asked && c.at[TW_OURS] &&
	    c.at[TW_THEIRS]) {
		c.at[TW_BASE] = NULL;
		c.asked = true;
	}
	if (c.at[TW_OURS] && c.at[TW_THEIRS])
		return emit_pair(e, &c, number, err);
	side = c.at[TW_OURS] ? TW_OURS : TW_THEIRS;
	if (c.at[TW_BASE] || unit->clash) {
		hunk(e, &c, number);
		return TW_OK;
	}
	tw_emit_raw(e, &e->out, c.at[side]->lead.raw, side);
	emit_side(e, &c, number, side);
	return TW_OK;
}

/* ---- all of them, in order ---- */

static enum tw_field_kind kind_of(const struct tw_emit *e, size_t number)
{
	const struct tw_field_unit *unit = &e->fields[number];

	for (int s = TW_OURS; s < TW_MERGED; s++)
		if (unit->at[s] != TW_NONE)
			return e->plan->side[s].fields[unit->at[s]].node->kind;
	return TW_UNKNOWN_FIELD;
}

static bool in_table_order(const struct tw_side_parts *side)
{
	enum tw_field_kind last = TW_PRIORITY;

	for (size_t i = 0; i < side->field_count; i++) {
		enum tw_field_kind kind = side->fields[i].node->kind;

		if (kind < last)
			return false;
		if (kind < TW_KNOWN_FIELDS)
			last = kind;
	}
	return true;
}

/* Where both sides keep to the order of the table, so does the result. */
static void sort_known(const struct tw_emit *e, size_t *order, size_t count)
{
	if (!in_table_order(&e->plan->side[TW_OURS]) ||
	    !in_table_order(&e->plan->side[TW_THEIRS]))
		return;
	for (size_t i = 1; i < count; i++) {
		size_t number = order[i], at = i;

		if (kind_of(e, number) >= TW_KNOWN_FIELDS)
			continue;
		while (at && kind_of(e, order[at - 1]) < TW_KNOWN_FIELDS &&
		       kind_of(e, order[at - 1]) > kind_of(e, number)) {
			order[at] = order[at - 1];
			at--;
		}
		order[at] = number;
	}
}

static bool put_in_order(struct tw_emit *e, size_t **out, size_t *count)
{
	struct tw_order order = { .count = e->field_count };
	size_t *unit_of[TW_MERGED];

	for (int s = 0; s < TW_MERGED; s++) {
		size_t fields = e->plan->side[s].field_count;

		unit_of[s] = tw_none_array(e->arena, fields);
		order.seq[s] = tw_none_array(e->arena, fields);
		if (!unit_of[s] || !order.seq[s])
			return false;
		for (size_t u = 0; u < e->field_count; u++)
			if (e->fields[u].at[s] != TW_NONE)
				unit_of[s][e->fields[u].at[s]] = u;
		for (size_t i = 0; i < fields; i++)
			if (unit_of[s][i] != TW_NONE &&
			    !is_gone(e, &e->fields[unit_of[s][i]]))
				order.seq[s][order.length[s]++] = unit_of[s][i];
	}
	*out = tw_none_array(e->arena, e->field_count);
	if (!*out || !tw_order_merge(*out, count, &order, e->arena))
		return false;
	sort_known(e, *out, *count);
	return true;
}

enum tw_status tw_emit_header(struct tw_emit *e, struct tw_error *err)
{
	const struct tw_side_parts *side = e->plan->side;
	const struct tw_lead *lead[TW_MERGED];
	enum tw_status status = TW_OK;
	size_t *order, count;

	if (!put_in_order(e, &order, &count))
		return tw_fail_memory(err);
	for (size_t i = 0; i < count && !status; i++)
		status = emit_field(e, order[i], err);
	for (int s = 0; s < TW_MERGED; s++)
		lead[s] = side[s].record ? &side[s].closing : NULL;
	tw_emit_lead(e, &e->out, lead);
	return status;
}
