/*
 * Plans that are to be done before their own term: "by 31 January 2024" in a
 * record of Spring 1, 2024-25. spec/diagnostics.md, plan-past.
 */
#include "lint/texts.h"

#include "text/phrases.h"

#include <string.h>

enum { SEPTEMBER = 9, MONTHS = 12, DAYS = 31 };

/* How many words may stand between "by" and its date: "the end of". */
enum { BETWEEN = 5 };

/* Of a day without a year, how many months ago it may be the one meant. */
enum { STALE = 3 };

/* A date as it is typed, and where; of what is not given, 0. */
struct typed {
	int day, month, year;
	size_t start, end;
};

/* What is to be done by or on a day; who looks back says "of" or "from". */
static bool is_due(struct tw_view word)
{
	static const char *const words[] = { "before", "by", "due", "in", "on",
		"till", "until", NULL };

	return tw_fold_any(word, words);
}

/* What may stand between such a word and a date. */
static bool is_about(struct tw_view word)
{
	static const char *const words[] = { "beginning", "early", "end",
		"friday", "late", "mid", "middle", "monday", "of", "saturday",
		"start", "sunday", "the", "thursday", "tuesday", "wednesday",
		NULL };

	return tw_fold_any(word, words);
}

/* Where something was done before, a date may be of that. */
static bool is_past(struct tw_view word)
{
	static const char *const words[] = { "been", "began", "brought",
		"came", "did", "found", "gave", "given", "had", "held", "last",
		"learnt", "made", "met", "previous", "ran", "sent", "set",
		"since", "taken", "took", "was", "went", "were", NULL };

	return (word.len > 3 && tw_fold_equal(tw_after(word, word.len - 2),
		TW_VIEW("ed"))) || tw_fold_any(word, words);
}

/* 1 to 12 of "January", "Jan" or "Sept"; 0: it is none. */
static int month_of(struct tw_view word)
{
	static const char *const names[] = { "january", "february", "march",
		"april", "may", "june", "july", "august", "september",
		"october", "november", "december" };

	if (word.len < 3 || word.ptr[0] < 'A' || word.ptr[0] > 'Z')
		return 0;
	for (int i = 0; i < MONTHS; i++)
		if (word.len <= strlen(names[i]) && tw_fold_equal(word,
		    (struct tw_view){ names[i], word.len }))
			return i + 1;
	return 0;
}

/* The number that a word begins with, of so many digits at most; 0: none. */
static int number_of(struct tw_view word, size_t most, size_t *digits)
{
	int number = 0;

	for (*digits = 0; *digits < word.len && *digits <= most &&
	     tw_digit(word.ptr[*digits]); ++*digits)
		number = 10 * number + (word.ptr[*digits] - '0');
	return *digits <= most ? number : 0;
}

static int day_of(struct tw_view word)
{
	size_t digits;
	int day = number_of(word, 2, &digits);

	/* "3rd", and no more letters than that. */
	return day <= DAYS && (word.len == digits ||
		(word.len == digits + 2 && tw_letter(word.ptr[digits]))) ?
		day : 0;
}

static int year_of(struct tw_view word)
{
	size_t digits;
	int year = number_of(word, 4, &digits);

	return word.len == 4 && digits == 4 && year >= TW_YEAR_FIRST &&
		year <= TW_YEAR_LAST ? year : 0;
}

/* One mark between two words, as in "31/01/2024". */
static bool is_joined(struct tw_view before, struct tw_view word)
{
	const char *mark = before.ptr + before.len;

	return mark + 1 == word.ptr && strchr("/.-", *mark);
}

/* "31/01/2024" or "31.1.24", from its day on. */
static bool read_figures(struct typed *date, struct tw_view day,
	struct tw_view text)
{
	size_t at = date->end, digits;
	struct tw_view month, year;

	if (!tw_word_next(&month, &at, text) || !is_joined(day, month) ||
	    !tw_word_next(&year, &at, text) || !is_joined(month, year))
		return false;
	date->month = number_of(month, 2, &digits);
	if (digits != month.len || date->month > MONTHS)
		return false;
	date->year = year_of(year);
	if (!date->year && year.len == 2)
		date->year = 2000 + number_of(year, 2, &digits);
	date->end = at;
	return date->month && date->year;
}

/* "31 January 2024", "31 January" or "January 2024", from its month on. */
static bool read_words(struct typed *date, struct tw_view month,
	struct tw_view text)
{
	size_t at = date->end;
	struct tw_view year;

	date->month = month_of(month);
	if (!date->month)
		return false;
	if (tw_word_next(&year, &at, text))
		date->year = year_of(year);
	if (date->year)
		date->end = at;
	return date->day || date->year;
}

/* The date that stands behind "by" or the like, which ends at `at`. */
static bool read_date(struct typed *date, size_t at, struct tw_view text)
{
	struct tw_view word;

	*date = (struct typed){ .end = at };
	for (int i = 0; i < BETWEEN && tw_word_next(&word, &date->end, text);
	     i++) {
		if (!date->day)
			date->start = (size_t)(word.ptr - text.ptr);
		if (read_words(date, word, text))
			return true;
		if (!date->day && (date->day = day_of(word))) {
			if (read_figures(date, word, text))
				return true;
		} else if (!is_about(word)) {
			return false;
		}
	}
	return false;
}

/* The first month in which an update of the term may be dated; 0: September. */
static int first_month(const struct tw_judge *judge)
{
	const struct tw_calendar *calendar =
		tw_house_calendar(judge->options->house);
	int first = 0;

	while (first < MONTHS && !tw_term_covers(calendar, judge->term,
	       (struct tw_date){ (int16_t)(judge->term.year +
	       (first + SEPTEMBER > MONTHS)),
	       (uint8_t)((first + SEPTEMBER - 1) % MONTHS + 1), 0 }))
		first++;
	return first;
}

/*
 * A day without a year comes back each year: only one that has hardly gone by
 * counts, and none in the September of many a plan's end.
 */
static bool is_over(const struct typed *date, int first, int year)
{
	int month = date->month - SEPTEMBER;

	if (date->year)
		return (date->year - year) * MONTHS + month < first;
	month += month < 0 ? MONTHS : 0;
	return month && month < first && month >= first - STALE;
}

static bool has_digit(struct tw_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (tw_digit(text.ptr[i]))
			return true;
	return false;
}

/* Most texts have neither a month nor figures with a mark between them. */
static bool may_have_date(struct tw_view text)
{
	if (!has_digit(text))
		return false;
	for (size_t i = 0; i + 2 < text.len; i++) {
		const char *c = text.ptr + i;

		if (tw_digit(*c) ? tw_digit(c[2]) && (c[1] == '/' ||
		    c[1] == '.' || c[1] == '-') : *c >= 'A' && *c <= 'S' &&
		    month_of((struct tw_view){ c, 3 }))
			return true;
	}
	return false;
}

static void judge_plan(struct tw_judge *judge, const struct tw_passage *text,
	void *context)
{
	const int *first = context;
	struct typed date;
	struct tw_view word;
	size_t at = 0;

	if (text->item->state == TW_DONE || text->item->state == TW_DROPPED ||
	    !may_have_date(text->text))
		return;
	while (!judge->status && tw_word_next(&word, &at, text->text) &&
	       !is_past(word)) {
		if (!is_due(word) || !read_date(&date, at, text->text))
			continue;
		if (is_over(&date, *first, judge->term.year))
			tw_text_report(judge, text, NULL, TW_DIAG_PLAN_PAST,
				date.start, date.end, TW_VIEW(""));
		at = date.end;
	}
}

void tw_judge_dates(struct tw_judge *judge)
{
	int first;

	if (!judge->has_term)
		return;
	first = first_month(judge);
	tw_judge_texts(judge, TW_WHERE_SECTION(TW_PLANNED), judge_plan,
		&first);
}
