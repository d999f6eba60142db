#include "import/hints.h"

#include "base/utf8.h"
#include "import/looks.h"
#include "record/typed.h"

#include <string.h>

/* What is looked at: hints, words of one, and words of what it may say. */
enum { MOST_HINTS = 24, MOST_WORDS = 32, LONGEST = 7 };

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
	struct tw_view area; /* that was found */
	struct tw_term term; /* or this */
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
	if (h->areas) {
		h->area = h->areas->known(text, h->areas->context);
		return h->area.len;
	}
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
	struct tw_view area = { NULL, 0 };
	struct tw_term term = { 0 };

	for (size_t i = 0; hint && i < MOST_HINTS; hint = hint->next, i++) {
		struct tw_view text;

		/* Who signs says where, and not when. */
		if (hint->number == TW_HINT_MAIL || (!h->areas &&
		    hint->number == TW_HINT_SIGNATURE))
			continue;
		h->page = hint->number == TW_HINT_PAGE;
		text = find_in(h, hint->text);
		if (text.len && found.text.len && (h->areas ?
		    !tw_view_equal(h->area, area) :
		    tw_term_compare(term, h->term) != 0))
			return (struct tw_typed_text){ { NULL, 0 }, 0, 0 };
		if (!text.len || found.text.len)
			continue;
		found = (struct tw_typed_text){ text, hint->line, hint->line };
		area = h->area;
		term = h->term;
	}
	if (found.text.len)
		tw_report_note(report, found.line, "\"%.*s\" is taken for the "
			"%s, which nothing else says", TW_ARG(found.text),
			what);
	return found;
}

struct tw_typed_text tw_hint_area(struct tw_report *report,
	const struct tw_areas *areas)
{
	return find(report, &(struct hinting){ .areas = areas }, "area");
}

/* The year, as in "2025-26", in which a mail was sent; 0: none was. */
static int year_sent(const struct tw_report *report,
	const struct tw_calendar *calendar)
{
	const struct tw_import_note *hint = report->hints;
	struct tw_term_reading reading;
	struct hint_words words;

	for (size_t i = 0; hint && i < MOST_HINTS; hint = hint->next, i++) {
		if (hint->number != TW_HINT_MAIL)
			continue;
		split(&words, hint->text);
		for (size_t len = 4; len > 2; len--)
			for (size_t k = 1; k + len <= words.count; k++)
				if (tw_term_interpret(&reading, calendar,
				    words_from(&words, k, len)) &&
				    reading.date.day)
					return reading.terms[0].year;
	}
	return 0;
}

/* "Autumn 2", which a mail says that was sent in some year. */
static struct tw_typed_text find_sent(struct tw_report *report,
	const struct tw_calendar *calendar)
{
	const struct tw_import_note *hint = report->hints;
	int year = year_sent(report, calendar);
	struct hint_words words;

	for (size_t i = 0; year && hint && i < MOST_HINTS;
	     hint = hint->next, i++) {
		split(&words, hint->number == TW_HINT_TEXT ? hint->text :
			TW_VIEW(""));
		for (size_t k = 0; k + 1 < words.count; k++) {
			struct tw_view text = words_from(&words, k, 2);
			struct tw_term_reading reading;
			struct tw_view term = tw_says_a_time(text) ?
				tw_arena_format(report->arena,
				"%.*s %d-%02d", TW_ARG(text), year,
				(year + 1) % 100) : TW_VIEW("");

			if (!term.ptr) {
				report->status = tw_fail_memory(report->err);
				return (struct tw_typed_text){ term, 0, 0 };
			}
			if (!term.len || !tw_term_interpret(&reading, calendar,
			    term) || reading.period_inferred ||
			    reading.count != 1 || reading.doubtful)
				continue;
			tw_report_note(report, hint->line, "\"%.*s\" is taken "
				"for the term, which nothing else says, and the "
				"year from when it was sent", TW_ARG(text));
			return (struct tw_typed_text){ term, hint->line,
				hint->line };
		}
	}
	return (struct tw_typed_text){ { NULL, 0 }, 0, 0 };
}

struct tw_typed_text tw_hint_term(struct tw_report *report,
	const struct tw_calendar *calendar)
{
	struct tw_typed_text found = find(report, &(struct hinting){
		.calendar = calendar }, "term");

	return found.text.len ? found : find_sent(report, calendar);
}
