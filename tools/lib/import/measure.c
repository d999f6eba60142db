#include "import/measure.h"

#include "base/set.h"
#include "base/utf8.h"
#include "record/typed.h"
#include "text/lexicon.h"

#include <termwise/value.h>

#include <string.h>

/* A figure in the words of an item, and what it counts. */
struct figure {
	struct tw_view value; /* as a detail line has it */
	struct tw_view name;
};

struct offering {
	struct tw_set named; /* measures of the record, and those offered */
	struct tw_detail **end; /* of the item's details */
	struct tw_record *record;
	const struct tw_record *before;
	struct tw_report *report;
	bool write;
};

/* ---- words ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* The next run of letters, hyphens and apostrophes, one blank before it. */
static struct tw_view word_at(struct tw_view text)
{
	struct tw_view word = { text.ptr, 0 };

	if (text.len && text.ptr[0] == ' ') {
		word.ptr++;
		text = tw_after(text, 1);
	}
	while (word.len < text.len && (is_letter(text.ptr[word.len]) ||
	       (word.len && strchr("-'", text.ptr[word.len]))))
		word.len++;
	return word;
}

static struct tw_view word_before(struct tw_view text, size_t at)
{
	struct tw_view word;

	while (at && (text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '('))
		at--;
	word = (struct tw_view){ text.ptr + at, 0 };
	while (word.ptr > text.ptr && is_letter(word.ptr[-1])) {
		word.ptr--;
		word.len++;
	}
	return word;
}

/* A word in small letters in the arena; ptr NULL: no memory. */
static struct tw_view lowered(struct tw_arena *arena, struct tw_view text)
{
	struct tw_view copy = tw_arena_copy(arena, text);

	for (size_t i = 0; copy.ptr && i < copy.len; i++)
		if (copy.ptr[i] >= 'A' && copy.ptr[i] <= 'Z')
			((char *)(uintptr_t)copy.ptr)[i] |= 0x20;
	return copy;
}

/* What is known of a word, or of its singular. */
static uint32_t flags_of(struct tw_arena *arena, struct tw_view word)
{
	struct tw_view low = lowered(arena, word);
	const struct tw_special *special = NULL;

	if (!low.len)
		return 0;
	special = tw_special_word(low);
	if (!special)
		special = tw_special_stem(low);
	low.len -= low.ptr[low.len - 1] == 's';
	if (!special)
		special = tw_special_stem(low);
	return special ? special->flags : 0;
}

static bool is_month(struct tw_view word)
{
	for (size_t i = 0; i < tw_typed_count && word.len > 2; i++)
		if ((tw_typed[i].kind == TW_TYPED_MONTH ||
		     tw_typed[i].kind == TW_TYPED_SEASON) &&
		    word.len <= tw_typed[i].text.len && tw_fold_equal(word,
		    (struct tw_view){ tw_typed[i].text.ptr, word.len }))
			return true;
	return false;
}

/* ---- numbers ---- */

static size_t number_length(struct tw_view text)
{
	size_t len = 0;

	while (len < text.len && (is_digit(text.ptr[len]) ||
	       (len + 1 < text.len && strchr(",.", text.ptr[len]) &&
	        is_digit(text.ptr[len + 1]))))
		len++;
	return len;
}

/* True if what stands before a number makes it something else. */
static bool barred_before(const struct offering *o, struct tw_view text,
	size_t at)
{
	struct tw_view word = word_before(text, at);
	uint32_t flags;

	if (at && (is_letter(text.ptr[at - 1]) ||
	    strchr("-/:.,'", text.ptr[at - 1]) || text.ptr[at - 1] & 0x80))
		return true;
	if (!word.len)
		return false;
	flags = flags_of(o->report->arena, word);
	return (flags & (TW_WORD_LABEL | TW_WORD_MONTH)) ||
		tw_fold_equal(word, TW_VIEW("post")) ||
		tw_typed_find(TW_TYPED_ROUGH, word) || is_month(word);
}

static bool is_year(struct tw_view number)
{
	return number.len == 4 && (!memcmp(number.ptr, "19", 2) ||
		!memcmp(number.ptr, "20", 2));
}

/* The noun behind a number: up to its first plural, or a word that links. */
static struct tw_view noun_at(const struct offering *o, struct tw_view text)
{
	enum { WORDS = 3 };
	struct tw_view noun = { NULL, 0 }, word;

	for (size_t i = 0; i < WORDS; i++) {
		word = word_at(text);
		if (!word.len || tw_typed_find(TW_TYPED_LINK, word) ||
		    (flags_of(o->report->arena, word) & TW_WORD_FUNCTION) ||
		    is_month(word))
			break;
		if (!noun.len)
			noun.ptr = word.ptr;
		noun.len = (size_t)(word.ptr + word.len - noun.ptr);
		text = tw_after(text, (size_t)(word.ptr - text.ptr) +
			word.len);
		if (word.len > 3 && word.ptr[word.len - 1] == 's' &&
		    word.ptr[word.len - 2] != 's')
			break;
	}
	/* "members of staff" */
	word = word_at(text);
	if (noun.len && tw_fold_equal(word, TW_VIEW("of"))) {
		word = word_at(tw_after(text, word.len + 1));
		if (word.len && !(flags_of(o->report->arena, word) &
		    TW_WORD_FUNCTION) && !tw_typed_find(TW_TYPED_LINK, word))
			noun.len = (size_t)(word.ptr + word.len - noun.ptr);
	}
	return noun;
}

/* "14 of the 20": the second number, and where it ends; 0: no part. */
static size_t part_of(struct tw_view *whole, struct tw_view text)
{
	struct tw_view word = word_at(text), rest;
	size_t len;

	if (!tw_fold_equal(word, TW_VIEW("of")))
		return 0;
	rest = tw_after(text, word.len + 1);
	word = word_at(rest);
	if (tw_fold_equal(word, TW_VIEW("the")))
		rest = tw_after(rest, word.len + 1);
	if (rest.len < 2 || rest.ptr[0] != ' ' || !is_digit(rest.ptr[1]))
		return 0;
	rest = tw_after(rest, 1);
	len = number_length(rest);
	*whole = (struct tw_view){ rest.ptr, len };
	return (size_t)(rest.ptr + len - text.ptr);
}

/* Reads the number at `at`; returns where to go on. */
static size_t read_figure(struct figure *figure, const struct offering *o,
	struct tw_view text, size_t at)
{
	size_t len = number_length(tw_after(text, at)), end = at + len, more;
	bool pound = at > 1 && !memcmp(text.ptr + at - 2, "\xC2\xA3", 2);
	bool percent = end < text.len && text.ptr[end] == '%';
	struct tw_view number = { text.ptr + at, len }, whole, noun;
	struct tw_value value;

	figure->value = figure->name = (struct tw_view){ NULL, 0 };
	if ((!pound && barred_before(o, text, at)) ||
	    (is_year(number) && !pound && !percent) || (end < text.len &&
	    (is_letter(text.ptr[end]) || strchr("-/:'+", text.ptr[end]))))
		return end;
	end += percent;
	more = percent || pound ? 0 : part_of(&whole, tw_after(text, end));
	if (more)
		figure->value = tw_arena_format(o->report->arena,
			"%.*s of %.*s", TW_ARG(number), TW_ARG(whole));
	else
		figure->value = (struct tw_view){ number.ptr - 2 * pound,
			len + 2 * pound + percent };
	end += more;
	noun = noun_at(o, tw_after(text, end));
	if (!tw_value_read(&value, figure->value))
		noun.len = 0;
	figure->name = lowered(o->report->arena, noun);
	if (!figure->value.ptr || !figure->name.ptr)
		o->report->status = tw_fail_memory(o->report->err);
	return end;
}

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
		if ((!i || !is_letter(text.ptr[i - 1])) &&
		    (i + word.len == text.len ||
		     !is_letter(text.ptr[i + word.len])) &&
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
		word = word_at(rest);
		if (!word.len || !has_word(name, word))
			return false;
	}
	for (struct tw_view rest = name; rest.len; rest = tw_after(rest,
	     (size_t)(word.ptr - rest.ptr) + word.len)) {
		word = word_at(rest);
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

static void offer(struct offering *o, const struct figure *figure,
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
	struct figure figure;
	size_t end;

	if (!text.ptr) {
		o->report->status = tw_fail_memory(o->report->err);
		return;
	}
	o->end = &item->details;
	for (size_t at = 0; at < text.len && !o->report->status; at = end) {
		end = at + 1;
		if (!is_digit(text.ptr[at]))
			continue;
		end = read_figure(&figure, o, text, at);
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
