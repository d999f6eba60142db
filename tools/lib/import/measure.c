#include "import/measure.h"

#include "account/spoken.h"
#include "base/set.h"
#include "base/utf8.h"

#include <termwise/value.h>

#include <string.h>

struct offering {
	struct tw_set named; /* measures of the record, and those offered */
	struct tw_detail **end; /* of the item's details */
	struct tw_record *record;
	const struct tw_record *before;
	struct tw_report *report;
	bool write;
};

/* ---- names that are in use ---- */

static bool same_name(const void *a, const void *b)
{
	return tw_fold_equal(((const struct tw_detail *)a)->name,
		((const struct tw_detail *)b)->name);
}

/* True if a name stands for the first time. */
static bool is_first(struct offering *o, const struct tw_detail *detail)
{
	bool failed = false;
	const void *known = tw_set_add(&o->named, o->report->arena,
		tw_fold_hash(detail->name), detail, same_name, &failed);

	if (failed)
		o->report->status = tw_fail_memory(o->report->err);
	return !known && !failed;
}

static void collect_names(struct offering *o)
{
	for (const struct tw_section *s = o->record->sections; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			for (const struct tw_detail *d = i->details; d;
			     d = d->next)
				if (d->sign != '>')
					is_first(o, d);
}

static bool has_word(struct tw_view text, struct tw_view word)
{
	for (size_t i = 0; i + word.len <= text.len; i++)
		if ((!i || !tw_letter(text.ptr[i - 1])) &&
		    (i + word.len == text.len ||
		     !tw_letter(text.ptr[i + word.len])) &&
		    tw_fold_equal(word, (struct tw_view){ text.ptr + i,
			word.len }))
			return true;
	return false;
}

/* True if a name has all words of a noun, and a text all words of the name. */
static bool may_name(struct tw_view name, struct tw_view noun,
	struct tw_view text)
{
	struct tw_view word;

	for (struct tw_view rest = noun; rest.len; rest = tw_after(rest,
	     (size_t)(word.ptr - rest.ptr) + word.len)) {
		word = tw_spoken_word(rest);
		if (!word.len || !has_word(name, word))
			return false;
	}
	for (struct tw_view rest = name; rest.len; rest = tw_after(rest,
	     (size_t)(word.ptr - rest.ptr) + word.len)) {
		word = tw_spoken_word(rest);
		if (!word.len || !has_word(text, word))
			return false;
	}
	return true;
}

/* The name that the record before has for what a figure counts. */
static struct tw_view name_in_use(const struct offering *o,
	struct tw_view noun, struct tw_view text, char sign)
{
	enum { LOOKED_AT = 200 }; /* items */
	const struct tw_section *s = o->before ? o->before->sections : NULL;
	unsigned looked = 0;

	for (; s; s = s->next)
		for (const struct tw_item *i = s->items;
		     i && looked++ < LOOKED_AT; i = i->next)
			for (const struct tw_detail *d = i->details; d;
			     d = d->next)
				if (d->sign == sign &&
				    may_name(d->name, noun, text))
					return d->name;
	return noun;
}

/* ---- items ---- */

static void offer(struct offering *o, const struct tw_spoken *figure,
	struct tw_view text, char sign)
{
	struct tw_detail *detail = tw_arena_take(o->report->arena,
		sizeof(*detail));
	struct tw_value value;

	if (!detail) {
		o->report->status = tw_fail_memory(o->report->err);
		return;
	}
	detail->sign = sign;
	detail->name = name_in_use(o, figure->name, text, sign);
	detail->value = figure->value;
	if (!tw_value_read(&value, figure->value) || (sign == '+' &&
	    (value.unit == TW_PERCENT || value.unit == TW_RATIO)) ||
	    !is_first(o, detail))
		return;
	tw_report_offer(o->report, "%c %.*s: %.*s    of \"%.*s\"", sign,
		TW_ARG(detail->name), TW_ARG(detail->value),
		TW_ARG(tw_report_short(o->report, text)));
	if (!o->write)
		return;
	*o->end = detail;
	o->end = &detail->next;
}

static void offer_item(struct offering *o, struct tw_item *item,
	char sign)
{
	struct tw_view text = tw_segments_join(item->text, o->report->arena);
	struct tw_spoken figure;
	size_t at = 0;

	if (!text.ptr) {
		o->report->status = tw_fail_memory(o->report->err);
		return;
	}
	o->end = &item->details;
	while (at < text.len && !o->report->status) {
		o->report->status = tw_spoken_next(&figure, &at, text,
			o->report->arena, o->report->err);
		if (figure.name.len && !o->report->status)
			offer(o, &figure, text, sign);
	}
}

enum tw_status tw_measures_offer(struct tw_record *record,
	const struct tw_record *before, bool write, struct tw_report *report)
{
	struct offering o = { .record = record, .before = before,
		.report = report, .write = write };

	collect_names(&o);
	for (struct tw_section *s = record->sections; s; s = s->next)
		for (struct tw_item *i = s->items; i && !report->status;
		     i = i->next)
			if (!i->details && (s->kind == TW_IMPACT ||
			    s->kind == TW_ACTIVITY))
				offer_item(&o, i, s->kind == TW_IMPACT ?
					'=' : '+');
	return report->status;
}
