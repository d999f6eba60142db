/*
 * The next record is the model of the one before, in part: nodes are copied,
 * comments left out or added, and all of it written by the one writer, so
 * that what comes out is canonical and every line stands as it was broken.
 */
#include "draft/draft.h"

#include "base/set.h"
#include "draft/ask.h"

#include <termwise/value.h>

#include <string.h>

struct carry {
	const struct tw_carrying *given;
	struct tw_asking asking;
	struct tw_record next;
	struct tw_section sections[TW_SECTIONS];
	struct tw_item **ends[TW_SECTIONS];           /* of their items */
	struct tw_comment **headings[TW_SECTIONS];    /* of the comments */
	struct tw_comment **closing[TW_SECTIONS];
	struct tw_comment *notes, **notes_end; /* to stand at the end */
	struct tw_set outcomes; /* struct tw_item of `before`, by key */
	const char *when;       /* the term before, as comments call it */
	char room[TW_TERM_ROOM];
};

static void *take(struct carry *c, size_t size)
{
	void *place = tw_arena_take(c->asking.arena, size);

	c->asking.failed |= !place;
	return place;
}

/* ---- comments and texts ---- */

/* Adds the comments of `from` at the end of a list, but for those that said
 * what was to be done with the last update. */
static void keep_comments(struct carry *c, struct tw_comment ***end,
	const struct tw_comment *from)
{
	struct tw_comment *comment;
	struct tw_view words;

	for (; from && !c->asking.failed; from = from->next) {
		if (tw_comment_says(&words, from->text, TW_VIEW("draft")) ||
		    tw_comment_says(&words, from->text, TW_VIEW("merge")))
			continue;
		comment = take(c, sizeof(*comment));
		if (!comment)
			return;
		comment->text = from->text;
		**end = comment;
		*end = &comment->next;
	}
}

static struct tw_segment *keep_segments(struct carry *c,
	const struct tw_segment *from)
{
	struct tw_segment *first = NULL, **end = &first, *segment;

	for (; from && !c->asking.failed; from = from->next) {
		struct tw_comment **comments;

		segment = take(c, sizeof(*segment));
		if (!segment)
			return NULL;
		segment->text = from->text;
		comments = &segment->comments;
		keep_comments(c, &comments, from->comments);
		*end = segment;
		end = &segment->next;
	}
	return first;
}

/* ---- fields ---- */

/* A text of its own, since the writer looks at how a value was broken. */
static void set_term(struct carry *c, struct tw_field *field)
{
	struct tw_segment *value = take(c, sizeof(*value));
	char term[TW_TERM_ROOM];
	struct tw_view text;

	tw_term_write(term, c->given->calendar, c->given->term);
	text = tw_arena_format(c->asking.arena, "Term: %s", term);
	c->asking.failed |= !text.ptr;
	if (c->asking.failed)
		return;
	field->name = (struct tw_view){ text.ptr, 4 };
	value->text = (struct tw_view){ text.ptr + 6, text.len - 6 };
	field->value = value;
}

static void ask_status(struct carry *c, struct tw_comment ***end)
{
	struct tw_view text = tw_record_value(c->given->before, TW_STATUS,
		c->asking.arena);
	enum tw_priority_status status;

	c->asking.failed |= !text.ptr;
	if (!tw_status_read(&status, text))
		return;
	if (status == TW_CLOSING)
		tw_ask(&c->asking, end, "was closing in %s. Is "
			"it closed now? Then write \"closed\".", c->when);
	else if (status == TW_STATUS_ON_HOLD)
		tw_ask(&c->asking, end, "was on hold in %s. Is "
			"it still? If not, delete this field.", c->when);
}

static void add_field(struct carry *c, struct tw_field ***end,
	const struct tw_field *from)
{
	struct tw_field *field = take(c, sizeof(*field));
	struct tw_comment **comments;

	if (!field)
		return;
	*field = *from;
	field->next = NULL;
	field->comments = NULL;
	comments = &field->comments;
	keep_comments(c, &comments, from->comments);
	if (field->kind == TW_TERM)
		set_term(c, field);
	else
		field->value = keep_segments(c, from->value);
	if (field->kind == TW_STATUS)
		ask_status(c, &comments);
	**end = field;
	*end = &field->next;
}

/* A date is asked for where it would stand: before what comes after it. */
static void ask_date(struct carry *c)
{
	struct tw_field *f, *first = NULL;
	struct tw_comment **end;

	for (f = c->next.fields; f; f = f->next)
		if (f->kind > TW_DATE && (!first || f->kind < first->kind))
			first = f;
	end = first ? &first->comments : &c->next.closing;
	while (*end)
		end = &(*end)->next;
	tw_ask(&c->asking, &end, "if it is dated, put \"Date: YYYY-MM\" here.");
}

static void carry_fields(struct carry *c)
{
	static const struct tw_field term = { .kind = TW_TERM };
	struct tw_field **end = &c->next.fields;
	struct tw_comment **closing = &c->next.closing;
	const struct tw_field *f = c->given->before->fields;
	bool has_term = false, dated = false;

	for (; f && !c->asking.failed; f = f->next) {
		dated |= f->kind == TW_DATE;
		if (f->kind == TW_DATE || (f->kind == TW_TERM && has_term))
			continue;
		has_term |= f->kind == TW_TERM;
		add_field(c, &end, f);
	}
	if (!has_term)
		add_field(c, &end, &term);
	keep_comments(c, &closing, c->given->before->closing);
	if (dated && !c->asking.failed)
		ask_date(c);
}

/* ---- items ---- */

static bool same_key(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_item *)a)->key,
		((const struct tw_item *)b)->key);
}

static void collect_outcomes(struct carry *c)
{
	const struct tw_section *s = c->given->before->sections;

	for (; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			if (s->kind == TW_OUTCOMES && i->key.len)
				tw_set_add(&c->outcomes, c->asking.arena,
					tw_hash(i->key), i, same_key,
					&c->asking.failed);
}

static bool is_outcome(const struct carry *c, struct tw_view key)
{
	struct tw_item wanted = { .key = key };

	return tw_set_get(&c->outcomes, tw_hash(key), &wanted, same_key);
}

/*
 * Adds an item, without its detail lines, and says where its comments end.
 * NULL: no memory.
 */
static struct tw_item *add_item(struct carry *c, struct tw_comment ***comments,
	enum tw_section_kind kind, const struct tw_item *from)
{
	struct tw_item *item = take(c, sizeof(*item));

	if (!item)
		return NULL;
	*item = *from;
	item->next = NULL;
	item->details = NULL;
	item->comments = NULL;
	*comments = &item->comments;
	keep_comments(c, comments, from->comments);
	item->text = keep_segments(c, from->text);
	*c->ends[kind] = item;
	c->ends[kind] = &item->next;
	return item;
}

/*
 * Adds the detail lines with one of `signs`; of evidence that for outcomes
 * only, since the plans that it may settle as well are older than the last.
 */
static void keep_details(struct carry *c, struct tw_item *item,
	const struct tw_item *from, const char *signs)
{
	struct tw_detail **end = &item->details, *detail;
	const struct tw_detail *d = from->details;

	for (; d && !c->asking.failed; d = d->next) {
		struct tw_comment **comments;

		if (!strchr(signs, d->sign) ||
		    (d->sign == '>' && !is_outcome(c, d->name)))
			continue;
		detail = take(c, sizeof(*detail));
		if (!detail)
			return;
		*detail = *d;
		detail->next = NULL;
		detail->comments = NULL;
		comments = &detail->comments;
		keep_comments(c, &comments, d->comments);
		*end = detail;
		end = &detail->next;
	}
}

/* Outcomes and exit strategy go on as they are. */
static void carry_item(struct carry *c, enum tw_section_kind kind,
	const struct tw_item *from)
{
	struct tw_comment **end;
	struct tw_item *item = add_item(c, &end, kind, from);

	if (item)
		keep_details(c, item, from, "=+>");
}

static void carry_plan(struct carry *c, const struct tw_item *plan)
{
	struct tw_comment **end;
	struct tw_item *item;
	const struct tw_detail *d;

	if (plan->state == TW_DONE || plan->state == TW_DROPPED ||
	    tw_item_placeholder(plan))
		return;
	item = add_item(c, &end, TW_ACTIVITY, plan);
	if (!item)
		return;
	/* What stood behind a disposition must not become one. */
	item->escaped |= plan->state && plan->text &&
		*plan->text->text.ptr == '(';
	item->state = TW_NO_STATE;
	keep_details(c, item, plan, ">");
	if (plan->state)
		tw_ask(&c->asking, &end, "%s in %s. Is it still? "
			"Else say what became of it.",
			tw_state_name(plan->state), c->when);
	else
		tw_ask(&c->asking, &end, "done? ongoing? on hold? "
			"dropped? Say so here, or plan it again below.");
	for (d = plan->details; d; d = d->next)
		if (d->sign != '>')
			tw_ask_figure(&c->asking, &end, d, "%s was the target. Was it reached?",
				d->sign == '+' ? " more" : "");
}

/* Where a figure is no longer there, the question stands on its own. */
static void ask_addition(struct carry *c, struct tw_comment ***end,
	const struct tw_detail *d)
{
	struct tw_value value;
	bool money = tw_value_read(&value, d->value) &&
		value.unit == TW_POUND;

	tw_ask_figure(&c->asking, end, d, " more in %s. How %s more since?",
		c->when, money ? "much" : "many");
}

static void carry_impact(struct carry *c, const struct tw_item *impact)
{
	struct tw_comment ***end = &c->closing[TW_IMPACT], **comments;
	const struct tw_detail *d = impact->details;
	struct tw_item *item;

	while (d && d->sign != '=')
		d = d->next;
	if (d) {
		item = add_item(c, &comments, TW_IMPACT, impact);
		if (!item)
			return;
		keep_details(c, item, impact, "=>");
		end = &comments;
	}
	for (d = impact->details; d; d = d->next)
		if (d->sign == '=')
			tw_ask_figure(&c->asking, end, d,
				" in %s. Bring it up to date.", c->when);
		else if (d->sign == '+')
			ask_addition(c, end, d);
}

/* What was done is told in its own record; its figures may go on. */
static void carry_activity(struct carry *c, const struct tw_item *activity)
{
	struct tw_comment ***end = &c->closing[TW_ACTIVITY];
	const struct tw_detail *d = activity->details;

	for (; d; d = d->next)
		if (d->sign == '=')
			tw_ask_figure(&c->asking, end, d,
				" in %s. What is it now?", c->when);
		else if (d->sign == '+')
			ask_addition(c, end, d);
}

/* ---- sections ---- */

static void carry_section(struct carry *c, const struct tw_section *s)
{
	const struct tw_item *i = s->items;
	bool whole = s->kind == TW_OUTCOMES || s->kind == TW_EXIT;

	if (whole)
		keep_comments(c, &c->headings[s->kind], s->comments);
	for (; i && !c->asking.failed; i = i->next) {
		switch (s->kind) {
		case TW_ACTIVITY:
			carry_activity(c, i);
			break;
		case TW_PLANNED:
			carry_plan(c, i);
			break;
		case TW_IMPACT:
			carry_impact(c, i);
			break;
		default:
			carry_item(c, s->kind, i);
		}
	}
	if (s->kind == TW_EXIT || !s->next)
		keep_comments(c, &c->notes_end, s->closing);
	else if (whole)
		keep_comments(c, &c->closing[s->kind], s->closing);
}

/*
 * Notes at the end may be of the last term alone. The exit ends the next
 * record, so that what closed one is among them, wherever that stood.
 */
static void ask_notes(struct carry *c)
{
	struct tw_comment ***end = &c->closing[TW_EXIT];

	if (!c->notes)
		return;
	tw_ask(&c->asking, end, "these notes stood in %s. Are they still "
		"right?", c->when);
	**end = c->notes;
	*end = c->notes_end;
}

static void ask_section(struct carry *c, enum tw_section_kind kind)
{
	tw_ask_section(&c->asking, &c->closing[kind], kind);
}

/* What each section wants beside what was carried on. */
static void ask_sections(struct carry *c)
{
	if (!c->sections[TW_OUTCOMES].items)
		ask_section(c, TW_OUTCOMES);
	if (c->sections[TW_ACTIVITY].items)
		tw_ask(&c->asking, &c->closing[TW_ACTIVITY],
			"was anything done that nobody had planned?");
	else
		tw_ask(&c->asking, &c->closing[TW_ACTIVITY],
			"what was done since %s?", c->when);
	ask_section(c, TW_PLANNED);
	tw_ask(&c->asking, &c->closing[TW_IMPACT], "what impact is there "
		"since %s? Who gains, and how many?", c->when);
	ask_notes(c);
	if (!c->sections[TW_EXIT].items)
		ask_section(c, TW_EXIT);
}

static void carry_sections(struct carry *c)
{
	const struct tw_section *s = c->given->before->sections;

	for (int i = 0; i < TW_SECTIONS; i++) {
		c->sections[i].kind = i;
		c->sections[i].next = i + 1 < TW_SECTIONS ?
			&c->sections[i + 1] : NULL;
		c->ends[i] = &c->sections[i].items;
		c->headings[i] = &c->sections[i].comments;
		c->closing[i] = &c->sections[i].closing;
	}
	c->notes_end = &c->notes;
	c->next.sections = c->sections;
	collect_outcomes(c);
	for (; s && !c->asking.failed; s = s->next)
		carry_section(c, s);
	ask_sections(c);
}

/* ---- the record ---- */

/* The period alone, where the year goes without saying. */
static void name_term(struct carry *c)
{
	const struct tw_carrying *given = c->given;
	struct tw_view period =
		given->calendar->periods[given->from.period];

	if (given->from.year == given->term.year)
		c->when = tw_arena_copy(c->asking.arena, period).ptr;
	else if (tw_term_write(c->room, given->calendar, given->from))
		c->when = c->room;
	c->asking.failed |= !c->when;
}

enum tw_status tw_draft_next(struct tw_draft *draft, struct tw_arena *arena,
	const struct tw_carrying *carrying, struct tw_error *err)
{
	struct carry c = { .given = carrying, .asking = { .arena = arena } };
	enum tw_status status;

	if (carrying->before->diagnostics.layout)
		return tw_fail(err, TW_USAGE, "a line of it has no place; "
			"\"termwise lint\" says which");
	c.next.source = carrying->before->source;
	name_term(&c);
	if (!c.asking.failed)
		carry_fields(&c);
	if (!c.asking.failed)
		carry_sections(&c);
	if (c.asking.failed)
		return tw_fail_memory(err);
	status = tw_record_write(&draft->text, &c.next, arena, err);
	if (!status && draft->text.len > TW_MAX_BYTES)
		status = tw_fail(err, TW_USAGE, "the record after it would be "
			"larger than 4 MiB");
	draft->open = c.asking.count;
	return status;
}
