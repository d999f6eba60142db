/*
 * The rules of sections, items, keys and figures.
 */
#include "lint/judge.h"

#include "lint/meant.h"
#include "record/tables.h"

#include <stdio.h>
#include <string.h>

static const struct tw_view no_hint = { NULL, 0 };

/* Bytes: people go on with a sentence in a line that is shorter. */
enum { SHORT_LINE = 60 };

/* An item with the section it stands in. */
struct placed {
	struct placed *next;
	const struct tw_section *section;
	const struct tw_item *item;
	struct tw_view text; /* in one line, once asked for */
	bool alike;          /* its text may be that of another one */
};

struct items {
	struct tw_judge *judge;
	struct tw_set keys;     /* struct placed, by section and key */
	struct tw_set outcomes; /* struct tw_item, by key */
	struct tw_set measures; /* struct figure, by sign, target and name */
	struct tw_set units;    /* struct figure, by name */
	struct tw_set starts;   /* struct placed, by section and first letters */
	struct placed *first, **end;
};

/* A figure; name is that of the house rules, if they know it. */
struct figure {
	struct tw_view name;
	char sign;
	bool target;
	enum tw_unit unit;
	uint64_t hash; /* of the name */
};

static uint64_t mix(uint64_t hash, uint64_t more)
{
	return (hash ^ more) * 0x100000001B3u;
}

/* ---- keys ---- */

static bool same_key(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_item *)a)->key,
		((const struct tw_item *)b)->key);
}

static bool same_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	return x->section->kind == y->section->kind &&
		same_key(x->item, y->item);
}

/* The bracket of a key stands in the source before it. */
static struct tw_view bracket(const struct tw_item *item)
{
	return (struct tw_view){ item->key.ptr - 1, item->key.len + 2 };
}

/*
 * Two items are the same only if their keys are: they are alike if they share
 * a key, or if they have none and start with the same letters.
 */
static void mark_alike(struct placed *placed, const void *earlier)
{
	/* What is in the sets was put there by functions of this file. */
	struct placed *other = (struct placed *)(uintptr_t)earlier;

	if (other)
		other->alike = placed->alike = true;
}

static void judge_key(struct items *all, struct placed *placed)
{
	struct tw_judge *judge = all->judge;
	enum tw_section_kind kind = placed->section->kind;
	uint64_t hash = tw_hash(placed->item->key);
	const void *earlier = tw_judge_seen(judge, &all->keys,
		mix(hash, kind), placed, same_place);

	mark_alike(placed, earlier);
	if (earlier)
		tw_judge_report(judge, TW_DIAG_KEY_TWICE,
			bracket(placed->item), no_hint);
	if ((kind == TW_ACTIVITY || kind == TW_PLANNED) &&
	    tw_set_get(&all->outcomes, hash, placed->item, same_key))
		tw_judge_report(judge, TW_DIAG_KEY_OUTCOME,
			bracket(placed->item), no_hint);
}

static void collect_outcomes(struct items *all)
{
	const struct tw_section *s = all->judge->record->sections;

	for (; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			if (s->kind == TW_OUTCOMES && i->key.len)
				tw_judge_seen(all->judge, &all->outcomes,
					tw_hash(i->key), i, same_key);
}

/* ---- detail lines ---- */

static bool same_measure(const void *a, const void *b)
{
	const struct figure *x = a, *y = b;

	return x->sign == y->sign && x->target == y->target &&
		tw_fold_equal(x->name, y->name);
}

static bool same_name(const void *a, const void *b)
{
	return tw_fold_equal(((const struct figure *)a)->name,
		((const struct figure *)b)->name);
}

/* Why a value cannot be that of the line, or NULL. */
static const char *value_fault(const struct tw_detail *detail,
	const struct tw_value *value)
{
	if (detail->sign == '=' && value->mantissa < 0)
		return "a level is not below 0";
	if (detail->sign == '+' && (value->unit == TW_PERCENT ||
	    value->unit == TW_RATIO))
		return "a share cannot be added; give it as a level, \"=\"";
	return NULL;
}

/* Where it is no figure, the one that was likely meant. */
static struct tw_view meant(struct tw_judge *judge,
	const struct tw_detail *detail)
{
	char text[TW_VALUE_ROOM];
	struct tw_value value;

	switch (tw_value_meant(&value, detail->value)) {
	case TW_MEANT_RANGE:
		return TW_VIEW("a range is no figure: give one number, and "
			"say the rest in the text");
	case TW_MEANT_ONE:
		if (value_fault(detail, &value))
			break;
		tw_value_write(text, value, false);
		return tw_judge_hint(judge, "did you mean \"%s\"?", text);
	default:
		break;
	}
	return no_hint;
}

static void judge_unit(struct items *all, const struct tw_detail *detail,
	const struct figure *figure)
{
	const struct figure *first = tw_judge_seen(all->judge, &all->units,
		figure->hash, figure, same_name);

	if (first && first->unit != figure->unit)
		tw_judge_report(all->judge, TW_DIAG_UNIT_CHANGED,
			detail->value, tw_judge_hint(all->judge,
			"%s here, %s above", tw_judge_unit(figure->unit),
			tw_judge_unit(first->unit)));
}

static void judge_figure(struct items *all, const struct placed *placed,
	const struct tw_detail *detail)
{
	struct tw_judge *judge = all->judge;
	const struct tw_house *house = judge->options->house;
	const struct tw_alias *known = house ?
		tw_names_find(&house->measures, detail->name) : NULL;
	enum tw_section_kind kind = placed->section->kind;
	struct figure *figure = tw_arena_take(judge->arena, sizeof(*figure));
	struct tw_value value;
	bool read = tw_value_read(&value, detail->value);
	const char *fault = read ? value_fault(detail, &value) : NULL;
	uint64_t hash;

	if (!figure) {
		judge->status = tw_fail_memory(judge->err);
		return;
	}
	figure->name = known ? known->name : detail->name;
	figure->sign = detail->sign;
	figure->target = kind == TW_OUTCOMES || kind == TW_PLANNED;
	figure->hash = tw_fold_hash(figure->name);
	hash = mix(figure->hash,
		(uint64_t)figure->sign * 2 + figure->target);
	if (tw_judge_seen(judge, &all->measures, hash, figure, same_measure))
		tw_judge_report(judge, TW_DIAG_MEASURE_TWICE, detail->name,
			no_hint);
	if (fault || !read) {
		tw_judge_report(judge, TW_DIAG_BAD_VALUE, detail->value,
			fault ? tw_judge_hint(judge, "%s", fault) :
			meant(judge, detail));
		return;
	}
	if (value.unit == TW_RATIO && value.mantissa > value.whole)
		tw_judge_report(judge, TW_DIAG_PART_TOO_LARGE, detail->value,
			no_hint);
	figure->unit = value.unit;
	judge_unit(all, detail, figure);
}

static void judge_evidence(struct items *all, const struct tw_detail *detail)
{
	struct tw_judge *judge = all->judge;
	struct tw_item wanted = { .key = detail->name };
	bool known = false, planned = false;

	if (tw_set_get(&all->outcomes, tw_hash(wanted.key), &wanted,
	    same_key) || !judge->options->before.plan)
		return;
	judge->status = judge->options->before.plan(&known, &planned,
		detail->name, judge->options->before.context, judge->err);
	if (!judge->status && known && !planned)
		tw_judge_report(judge, TW_DIAG_UNKNOWN_EVIDENCE, detail->name,
			no_hint);
}

static void judge_detail(struct items *all, const struct placed *placed,
	const struct tw_detail *detail)
{
	enum tw_section_kind kind = placed->section->kind;
	struct tw_view sign = { detail->raw.ptr, 0 };

	while (*sign.ptr != detail->sign)
		sign.ptr++;
	if (kind == TW_EXIT || (kind == TW_OUTCOMES && detail->sign == '>'))
		tw_judge_report(all->judge, TW_DIAG_DETAIL_PLACE, sign,
			no_hint);
	if (detail->sign == '>')
		judge_evidence(all, detail);
	else
		judge_figure(all, placed, detail);
}

/* ---- figures without a sign ---- */

/* What some put before a figure in the place of a sign. */
static bool is_odd_sign(char c)
{
	return c && strchr("~:@|/*-<.!$&", c);
}

/* "schools: 4", with or without such a sign; of *shown the rest. */
static bool is_unsigned(struct tw_view *shown, struct tw_view line)
{
	const char *colon;
	struct tw_value value;
	struct tw_view name;

	while (line.len && is_odd_sign(line.ptr[0]))
		line = tw_after(line, 1);
	line = tw_trim(line);
	colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;
	if (!colon)
		return false;
	name = (struct tw_view){ line.ptr, (size_t)(colon - line.ptr) };
	*shown = line;
	/* "at 10:30" is a time, and what has a full stop several sentences. */
	return name.len && tw_letter(name.ptr[0]) &&
		!tw_digit(name.ptr[name.len - 1]) &&
		!memchr(name.ptr, '.', name.len) &&
		tw_value_read(&value, tw_trim(tw_after(line, name.len + 1)));
}

/* True if text that goes on below would rather have gone on in this line. */
static bool is_short(struct tw_view line)
{
	return line.len < SHORT_LINE ||
		strchr(".!?;:", line.ptr[line.len - 1]);
}

/* The last lines of a text that are meant as detail lines, and are none. */
static void judge_unsigned(struct tw_judge *judge, const struct tw_item *item)
{
	const struct tw_segment *start = NULL;
	struct tw_view shown;

	for (const struct tw_segment *s = item->text; s && s->next;
	     s = s->next) {
		struct tw_view line = s->next->text;

		if (!is_unsigned(&shown, line))
			start = NULL;
		else if (!start && (is_odd_sign(line.ptr[0]) ||
		    is_short(s->text)))
			start = s->next;
	}
	for (; start && is_unsigned(&shown, start->text); start = start->next)
		tw_judge_report(judge, TW_DIAG_FIGURE_UNSIGNED, start->text,
			tw_judge_hint(judge, "for example \"= %.*s\"",
			TW_ARG(shown)));
}

/* ---- items ---- */

/* The disposition stands somewhere before the text of the first line. */
static struct tw_view state_place(const struct tw_item *item)
{
	struct tw_view place = item->raw;
	const char *close;

	while (*place.ptr != '(') {
		place.ptr++;
		place.len--;
	}
	close = memchr(place.ptr, ')', place.len);
	place.len = (size_t)(close - place.ptr) + 1;
	return place;
}

/*
 * A hash of where an item stands and how it starts: that most items without
 * a key differ here saves reading all their text.
 */
static uint64_t start_hash(const struct placed *placed)
{
	const struct tw_segment *s = placed->item->text;
	char start[17] = "";
	uint64_t words[2];
	size_t len = 0;

	/* A blank is put down, too, and the next character over it. */
	for (; s && len < sizeof(words); s = s->next)
		for (size_t i = 0; i < s->text.len && len < sizeof(words);
		     i++) {
			char c = s->text.ptr[i];

			start[len] = (char)(c | 0x20);
			len += c > ' ' && c <= '~';
		}
	start[len] = '\0';
	memcpy(words, start, sizeof(words));
	return mix(mix(words[0], words[1]), placed->section->kind);
}

/* An empty section says that there is nothing, which is not always so. */
static void judge_placeholder(struct tw_judge *judge,
	const struct tw_section *section, const struct tw_item *item)
{
	struct tw_view hint = no_hint;

	if (section->items == item && !item->next)
		hint = tw_item_placeholder(item) == TW_FOR_LATER ?
			TW_VIEW("if it is not known yet, the heading goes, too") :
			TW_VIEW("a heading with nothing below it says: none");
	tw_judge_report(judge, TW_DIAG_PLACEHOLDER, item->text->text, hint);
}

static void judge_item(struct items *all, const struct tw_section *section,
	const struct tw_item *item)
{
	struct tw_judge *judge = all->judge;
	struct placed *placed = tw_arena_take(judge->arena, sizeof(*placed));

	if (!placed) {
		judge->status = tw_fail_memory(judge->err);
		return;
	}
	placed->section = section;
	placed->item = item;
	*all->end = placed;
	all->end = &placed->next;
	tw_judge_from(judge, item->raw.ptr, item->line);
	if (item->state && section->kind != TW_ACTIVITY &&
	    section->kind != TW_PLANNED)
		tw_judge_report(judge, TW_DIAG_STATE_PLACE, state_place(item),
			no_hint);
	if (item->key.len) {
		tw_judge_from(judge, item->raw.ptr, item->line);
		judge_key(all, placed);
	}
	if (tw_item_placeholder(item))
		judge_placeholder(judge, section, item);
	else if (item->text && !item->key.len)
		mark_alike(placed, tw_judge_seen(judge, &all->starts,
			start_hash(placed), placed, NULL));
	tw_judge_from(judge, item->raw.ptr, item->line);
	judge_unsigned(judge, item);
	for (const struct tw_detail *d = item->details;
	     d && !judge->status; d = d->next)
		judge_detail(all, placed, d);
}

/* ---- the same item twice ---- */

static bool same_text(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	return x->section->kind == y->section->kind &&
		tw_view_equal(x->item->key, y->item->key) &&
		tw_fold_equal(x->text, y->text);
}

/* Of all that same_text compares, or many unlike items would share it. */
static uint64_t text_hash(const struct placed *placed)
{
	return mix(mix(tw_fold_hash(placed->text),
		tw_hash(placed->item->key)), placed->section->kind);
}

static void judge_repeats(struct items *all)
{
	struct tw_judge *judge = all->judge;
	struct tw_set texts = { NULL, 0, 0 };

	for (struct placed *p = all->first; p && !judge->status; p = p->next) {
		if (!p->alike || !p->item->text ||
		    tw_item_placeholder(p->item))
			continue;
		p->text = tw_segments_join(p->item->text, judge->arena);
		if (!p->text.ptr) {
			judge->status = tw_fail_memory(judge->err);
			return;
		}
		if (!tw_judge_seen(judge, &texts, text_hash(p), p, same_text))
			continue;
		tw_judge_from(judge, p->item->raw.ptr, p->item->line);
		tw_judge_report(judge, TW_DIAG_ITEM_TWICE,
			(struct tw_view){ p->item->raw.ptr, 1 }, no_hint);
	}
}

/* ---- sections ---- */

static void judge_missing(struct tw_judge *judge, const bool *seen)
{
	struct tw_view text = tw_record_value(judge->record, TW_STATUS,
		judge->arena);
	enum tw_priority_status status;
	char what[64];

	if (!text.ptr)
		judge->status = tw_fail_memory(judge->err);
	if (tw_status_read(&status, text) && status == TW_CLOSED)
		return;
	for (int i = 0; i < TW_SECTIONS; i++) {
		if (seen[i])
			continue;
		snprintf(what, sizeof(what), "\"%s\" is not given",
			tw_section_name(i));
		tw_judge_absent(judge, TW_DIAG_SECTION_MISSING, what);
	}
}

/*
 * Where a line is only taken for a heading, that has been told already, and
 * what it stands before or behind may be as it should.
 */
static void judge_heading(struct tw_judge *judge,
	const struct tw_section *section, bool *seen, bool *written)
{
	struct tw_view heading = section->raw;
	bool later = false, guessed;

	while (heading.len && (heading.ptr[heading.len - 1] == '\n' ||
	       heading.ptr[heading.len - 1] == '\r'))
		heading.len--;
	tw_judge_from(judge, section->raw.ptr, section->line);
	for (int i = (int)section->kind + 1; i < TW_SECTIONS; i++)
		later |= written[i];
	guessed = tw_section_find(tw_trim(heading)) == TW_SECTIONS;
	if (!guessed && written[section->kind])
		tw_judge_report(judge, TW_DIAG_SECTION_TWICE,
			heading, no_hint);
	else if (!guessed && later)
		tw_judge_report(judge, TW_DIAG_SECTION_ORDER,
			heading, no_hint);
	/* Where lines have no place, the items may be among them. */
	if (!section->items && !judge->record->diagnostics.layout)
		tw_judge_report(judge, TW_DIAG_SECTION_EMPTY,
			heading, no_hint);
	seen[section->kind] = true;
	written[section->kind] |= !guessed;
}

void tw_judge_items(struct tw_judge *judge)
{
	struct items all = { .judge = judge };
	bool seen[TW_SECTIONS] = { false }, written[TW_SECTIONS] = { false };
	const struct tw_section *s = judge->record->sections;

	all.end = &all.first;
	collect_outcomes(&all);
	for (; s && !judge->status; s = s->next) {
		judge_heading(judge, s, seen, written);
		for (const struct tw_item *i = s->items;
		     i && !judge->status; i = i->next)
			judge_item(&all, s, i);
	}
	judge_repeats(&all);
	if (!judge->status)
		judge_missing(judge, seen);
}
