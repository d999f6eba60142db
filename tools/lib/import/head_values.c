/*
 * What the head of a document says once for all of it: area, officers, period
 * and date, and the same said again.
 */
#include "import/head.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "import/looks.h"
#include "record/typed.h"

#include <string.h>

bool tw_head_has_term(const struct tw_reading *r, struct tw_view text)
{
	struct tw_term_reading reading;

	return text.len < 120 &&
		tw_term_interpret(&reading, r->calendar, text);
}

bool tw_head_is_half(struct tw_view text)
{
	static const char *const names[] = {
		"half term ", "half-term ", "halfterm ", "term ", "ht ", "ht"
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct tw_view name = tw_view_of(names[i]);

		if (text.len == name.len + 1 && text.ptr[name.len] >= '1' &&
		    text.ptr[name.len] <= '6' && tw_fold_equal(name,
		    (struct tw_view){ text.ptr, name.len }))
			return true;
	}
	return false;
}

bool tw_head_may_be_term(const struct tw_reading *r, struct tw_view text)
{
	bool figure = false;

	if (tw_head_has_term(r, text))
		return true;
	for (size_t i = 0; i < text.len; i++)
		figure |= text.ptr[i] >= '0' && text.ptr[i] <= '9';
	for (size_t i = 0; i < tw_typed_count && figure; i++) {
		struct tw_view season = tw_typed_text(&tw_typed[i]);

		if (tw_typed[i].kind == TW_TYPED_SEASON &&
		    text.len > season.len && tw_fold_equal(season,
		    (struct tw_view){ text.ptr, season.len }))
			return true;
	}
	return false;
}

void tw_head_again(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view text)
{
	tw_report_note(h->r->report, block->line, "\"%.*s\" is said again",
		TW_ARG(text));
	tw_report_said(h->r->report, text);
}

void tw_head_once(struct tw_doc_head *h, struct tw_typed_text *place,
	const struct tw_block *block, struct tw_view text, const char *what)
{
	if (!place->text.ptr)
		*place = (struct tw_typed_text){ text, block->line,
			block->line };
	else if (tw_fold_equal(place->text, text))
		tw_head_again(h, block, text);
	else
		tw_report_problem(h->r->report, block->line, "here the %s is "
			"\"%.*s\", and in line %u it is \"%.*s\"; part the "
			"document in two, or delete what is wrong", what,
			TW_ARG(text), (unsigned)place->line,
			TW_ARG(place->text));
}

/* The one term that a text can be; false: there is none, or another. */
static bool read_term(struct tw_term *term, const struct tw_doc_head *h,
	struct tw_view text)
{
	struct tw_term_reading reading;

	if (!text.len || text.len >= 120 || !tw_term_interpret(&reading,
	    h->r->calendar, text) || reading.doubtful || reading.count != 1)
		return false;
	*term = reading.terms[0];
	return true;
}

bool tw_head_is_other_term(const struct tw_doc_head *h, struct tw_view text)
{
	const struct tw_doc *document = h->r->document;
	struct tw_term term, other;

	return document->count && read_term(&term, h,
		document->period.text.len ? document->period.text :
		document->date.text) && read_term(&other, h, text) &&
		tw_term_compare(term, other);
}

/* From here on the document speaks of another term. */
static void begin_term(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view text)
{
	struct tw_doc *document = h->r->document;

	tw_report_note(h->r->report, block->line, "from here on it speaks of "
		"another term, \"%.*s\"", TW_ARG(text));
	h->another = true;
	document->period.text.ptr = NULL;
	document->period.text.len = 0;
	if (!h->date)
		document->date.text = document->period.text;
}

void tw_head_date(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view text)
{
	struct tw_typed_text *date = &h->r->document->date;

	if (h->r->document->count && !h->date && date->text.ptr &&
	    !tw_fold_equal(date->text, text))
		date->text.ptr = NULL;
	h->date = true;
	tw_head_once(h, date, block, text, "date");
}

void tw_head_officers(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view text)
{
	struct tw_doc *document = h->r->document;

	h->officers = true;
	if (!document->officers.text.ptr)
		document->officers = (struct tw_typed_text){ text,
			block->line, block->line };
	else if (tw_fold_equal(document->officers.text, text))
		tw_head_again(h, block, text);
	else
		h->priority->officers = (struct tw_typed_text){ text,
			block->line, block->line };
}

void tw_head_area(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view text)
{
	h->area = true;
	tw_head_once(h, &h->r->document->area, block, text, "area");
}

/* "Half term: 3 (2025/26)" says it with its label. */
static struct tw_view with_label(struct tw_doc_head *h,
	const struct tw_block *block, struct tw_view text)
{
	struct tw_view label = tw_heading_words(block), both;

	if (tw_head_has_term(h->r, text) || block->kind != TW_LABEL ||
	    !block->rest.len)
		return text;
	while (label.len && strchr(": -", label.ptr[label.len - 1]))
		label.len--;
	both = tw_arena_format(h->r->report->arena, "%.*s %.*s",
		TW_ARG(label), TW_ARG(text));
	if (!both.ptr)
		h->r->report->status = tw_fail_memory(h->r->report->err);
	return both.ptr && tw_head_has_term(h->r, both) ? both : text;
}

bool tw_head_is_day(const struct tw_reading *r, struct tw_view text)
{
	struct tw_term_reading reading;

	return text.ptr && text.len < 40 &&
		tw_term_interpret(&reading, r->calendar, text) &&
		reading.date.day && reading.period_inferred;
}

/* "HT3" and "2026/27", which say the term together; or none. */
static struct tw_view say_together(struct tw_doc_head *h, struct tw_view one,
	struct tw_view other)
{
	struct tw_view both = { NULL, 0 };

	if (!one.ptr || (tw_head_has_term(h->r, one) &&
	    tw_head_has_term(h->r, other)))
		return both;
	both = tw_arena_format(h->r->report->arena, "%.*s %.*s", TW_ARG(one),
		TW_ARG(other));
	if (!both.ptr)
		h->r->report->status = tw_fail_memory(h->r->report->err);
	return both.ptr && tw_head_has_term(h->r, both) ? both :
		(struct tw_view){ NULL, 0 };
}

void tw_head_period(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view text)
{
	struct tw_doc *document = h->r->document;
	struct tw_typed_text *period = &document->period;
	struct tw_view both;

	text = with_label(h, block, text);
	if (!h->period && tw_head_is_other_term(h, text))
		begin_term(h, block, text);
	h->period = true;
	both = say_together(h, period->text, text);
	if (both.ptr) {
		period->text = both;
		period->last = block->line;
		return;
	}
	/* What was taken for the term is the day that it was written on. */
	if (tw_head_is_day(h->r, period->text) && !tw_head_is_day(h->r, text) &&
	    tw_head_has_term(h->r, text) && !document->date.text.ptr) {
		document->date = *period;
		period->text.ptr = NULL;
	}
	tw_head_once(h, period, block, text, "period");
}

void tw_head_role(struct tw_doc_head *h, const struct tw_block *block,
	struct tw_view names)
{
	struct tw_view about = { block->text.ptr,
		(size_t)(names.ptr - block->text.ptr) };

	tw_report_said(h->r->report, about);
	tw_report_note(h->r->report, block->line, "\"%.*s\" is read as the "
		"officers; \"%.*s\" is left out", TW_ARG(names),
		TW_ARG(tw_trim(about)));
	tw_head_officers(h, block, names);
}

/* True for "report" and "partnership", but not for words of a term. */
static bool says_what_it_is(struct tw_view word)
{
	static const char *const terms[] = { "half", "term", "half-term",
		NULL };

	while (word.len && strchr(",.:;-", word.ptr[word.len - 1]))
		word.len--;
	return !tw_fold_any(word, terms) &&
		tw_typed_find(TW_TYPED_ABOUT, word);
}

bool tw_head_named_term(struct tw_doc_head *h, const struct tw_block *block)
{
	enum { LONGEST = 80 };
	struct tw_view rest = block->text, text;
	struct tw_buffer term = TW_BUFFER_INIT, left = TW_BUFFER_INIT;
	bool found = false;

	if (rest.len > LONGEST || !tw_says_what_it_is(rest) ||
	    !tw_says_a_time(rest) || tw_head_has_term(h->r, rest))
		return false;
	while (rest.len) {
		struct tw_view word = { rest.ptr, 0 };
		struct tw_buffer *out;

		while (word.len < rest.len && rest.ptr[word.len] != ' ')
			word.len++;
		out = says_what_it_is(word) ? &left : &term;
		tw_buffer_format(out, "%s%.*s", out->len ? " " : "",
			TW_ARG(word));
		rest = tw_trim(tw_after(rest, word.len));
	}
	text = tw_arena_copy(h->r->report->arena, tw_buffer_get(&term));
	if (term.failed || left.failed || !text.ptr) {
		h->r->report->status = tw_fail_memory(h->r->report->err);
	} else if (tw_head_has_term(h->r, text)) {
		rest = tw_arena_copy(h->r->report->arena, tw_buffer_get(&left));
		tw_report_said(h->r->report, rest);
		tw_report_note(h->r->report, block->line, "\"%.*s\" is read as "
			"the term; \"%.*s\" is left out", TW_ARG(text),
			TW_ARG(rest));
		tw_head_period(h, block, text);
		found = true;
	}
	tw_buffer_release(&term);
	tw_buffer_release(&left);
	return found;
}
