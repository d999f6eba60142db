#include "import/hints.h"

#include "base/utf8.h"
#include "import/looks.h"
#include "record/typed.h"

#include <string.h>

/* What is looked at: hints, words of one, and words of what it may say. */
enum { MOST_HINTS = 8, MOST_WORDS = 32, LONGEST = 7 };

struct hint_words {
	struct tw_view at[MOST_WORDS];
	size_t count;
};

static void split(struct hint_words *words, struct tw_view text)
{
	words->count = 0;
	while (words->count < MOST_WORDS && (text = tw_trim(text)).len) {
		struct tw_view word = { text.ptr, 0 };

		while (word.len < text.len &&
		       !tw_blank_start(tw_after(text, word.len)))
			word.len++;
		words->at[words->count++] = word;
		text = tw_after(text, word.len);
	}
}

/* Some words in a row, without the marks around them. */
static struct tw_view words_from(const struct hint_words *words, size_t first,
	size_t count)
{
	struct tw_view text = words->at[first], last = words->at[first +
		count - 1];

	text.len = (size_t)(last.ptr - text.ptr) + last.len;
	while (text.len && strchr("(-[\"'", text.ptr[0]))
		text = tw_after(text, 1);
	while (text.len && strchr(")],.;:!?-\"'", text.ptr[text.len - 1]))
		text.len--;
	return tw_trim(text);
}

struct hinting {
	const struct tw_areas *areas;       /* or */
	const struct tw_calendar *calendar;
	struct tw_term term; /* that was found */
	bool page;           /* it is a page that says it */
};

static bool has_digit(struct tw_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (tw_digit(text.ptr[i]))
			return true;
	return false;
}

static bool is_it(struct hinting *h, struct tw_view text)
{
	struct tw_term_reading reading;

	if (!text.len)
		return false;
	if (h->areas)
		return h->areas->known(text, h->areas->context);
	/* A page may say when its form was made: "Form IP4, July 2025". */
	if (!has_digit(text) || !tw_term_interpret(&reading, h->calendar,
	    text) || reading.doubtful || reading.count != 1 ||
	    (h->page && reading.date.month && reading.period_inferred))
		return false;
	h->term = reading.terms[0];
	return true;
}

/* The longest run of words that is one, the first of these. */
static struct tw_view find_in(struct hinting *h, struct tw_view text)
{
	struct hint_words words;

	split(&words, text);
	for (size_t len = LONGEST; len; len--)
		for (size_t i = 0; i + len <= words.count; i++) {
			struct tw_view part = words_from(&words, i, len);

			if (is_it(h, part))
				return part;
		}
	return (struct tw_view){ NULL, 0 };
}

/* What all hints that say it agree on. */
static struct tw_typed_text find(struct tw_report *report, struct hinting *h,
	const char *what)
{
	struct tw_typed_text found = { { NULL, 0 }, 0, 0 };
	const struct tw_import_note *hint = report->hints;
	struct tw_term term = { 0 };

	for (size_t i = 0; hint && i < MOST_HINTS; hint = hint->next, i++) {
		struct tw_view text;

		h->page = hint->number > 0;
		text = find_in(h, hint->text);

		if (text.len && found.text.len && (h->areas ?
		    !tw_fold_equal(text, found.text) :
		    tw_term_compare(term, h->term) != 0))
			return (struct tw_typed_text){ { NULL, 0 }, 0, 0 };
		if (!text.len || found.text.len)
			continue;
		found = (struct tw_typed_text){ text, hint->line, hint->line };
		term = h->term;
	}
	if (found.text.len)
		tw_report_note(report, found.line, "\"%.*s\" is taken for the "
			"%s, which nothing else says", TW_ARG(found.text),
			what);
	return found;
}

/*
 * "Sara Holt" of "Sara Holt (EPO), heads of two schools": up to three words, with
 * capitals, before what officers are called.
 */
static struct tw_view named_before(struct tw_view text)
{
	struct tw_view name = { NULL, 0 };

	for (size_t open = 0; open < text.len; open++) {
		struct tw_view role = tw_after(text, open + 1);
		const struct tw_typed *row;
		size_t len = 0, words = 0, at = open;

		if (text.ptr[open] != '(')
			continue;
		while (len < role.len && !strchr(",)(;", role.ptr[len]))
			len++;
		row = tw_typed_find(TW_TYPED_LABEL, (struct tw_view){ role.ptr,
			len });
		if (!row || row->value != TW_OFFICERS)
			continue;
		while (at && text.ptr[at - 1] == ' ')
			at--;
		for (size_t i = at; i && words < 3; i--)
			if ((i == 1 || text.ptr[i - 2] == ' ') && ++words) {
				if (text.ptr[i - 1] < 'A' ||
				    text.ptr[i - 1] > 'Z' || memchr(text.ptr +
				    i - 1, ',', at - i + 1) || memchr(text.ptr +
				    i - 1, ':', at - i + 1))
					break;
				name = (struct tw_view){ text.ptr + i - 1,
					at - i + 1 };
			}
		if (name.len && memchr(name.ptr, ' ', name.len))
			return name;
	}
	return (struct tw_view){ NULL, 0 };
}

/* "From: Nerys Quill", as memos have it, if no other is from somebody else. */
static struct tw_typed_text sender(const struct tw_report *report)
{
	const struct tw_view from = TW_VIEW("from:");
	const struct tw_import_note *hint = report->hints;
	struct tw_typed_text found = { { NULL, 0 }, 0, 0 };

	for (size_t i = 0; hint && i < MOST_HINTS; hint = hint->next, i++) {
		struct tw_view name;

		if (hint->text.len <= from.len || !tw_fold_equal(from,
		    (struct tw_view){ hint->text.ptr, from.len }))
			continue;
		name = tw_trim(tw_after(hint->text, from.len));
		if (!tw_looks_like_names(name))
			continue;
		if (found.text.len && !tw_fold_equal(found.text, name))
			return (struct tw_typed_text){ { NULL, 0 }, 0, 0 };
		found = (struct tw_typed_text){ name, hint->line, hint->line };
	}
	return found;
}

struct tw_typed_text tw_hint_officers(struct tw_report *report)
{
	struct tw_typed_text from;
	const struct tw_import_note *hint = report->hints;

	for (size_t i = 0; hint && i < MOST_HINTS; hint = hint->next, i++) {
		struct tw_view name = named_before(hint->text);

		if (!name.len)
			continue;
		tw_report_note(report, hint->line, "\"%.*s\" is taken for the "
			"officer, whom nothing else names", TW_ARG(name));
		return (struct tw_typed_text){ name, hint->line, hint->line };
	}
	from = sender(report);
	if (from.text.len)
		tw_report_note(report, from.line, "\"%.*s\", whom it is from, "
			"is taken for the officer, whom nothing else names",
			TW_ARG(from.text));
	return from;
}

struct tw_typed_text tw_hint_area(struct tw_report *report,
	const struct tw_areas *areas)
{
	return find(report, &(struct hinting){ .areas = areas }, "area");
}

struct tw_typed_text tw_hint_term(struct tw_report *report,
	const struct tw_calendar *calendar)
{
	return find(report, &(struct hinting){ .calendar = calendar }, "term");
}
