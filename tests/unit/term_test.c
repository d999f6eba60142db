#include "record/typed.h"

#include <termwise/term.h>

#include "../test.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define NAME(literal) { literal, sizeof(literal) - 1 }
#define CALENDAR(names) { names, COUNT(names), false }

static const struct tw_view year_names[] = { NAME("Year") };
static const struct tw_view third_names[] = {
	NAME("Autumn"), NAME("Spring"), NAME("Summer")
};
static const struct tw_view quarter_names[] = {
	NAME("Q1"), NAME("Q2"), NAME("Q3"), NAME("Q4")
};
static const struct tw_view month_names[] = {
	NAME("September"), NAME("October"), NAME("November"),
	NAME("December"), NAME("January"), NAME("February"), NAME("March"),
	NAME("April"), NAME("May"), NAME("June"), NAME("July"), NAME("August")
};
static const struct tw_view odd_names[] = {
	NAME("Michaelmas term"), NAME("Lent term 1st part"),
	NAME("Trinity Term")
};
static const struct tw_view numbered_names[] = {
	NAME("Term 1"), NAME("Term 2"), NAME("Term 3")
};

static const struct tw_calendar year = CALENDAR(year_names);
static const struct tw_calendar thirds = CALENDAR(third_names);
static const struct tw_calendar quarters = CALENDAR(quarter_names);
static const struct tw_calendar monthly = CALENDAR(month_names);
static const struct tw_calendar odd = CALENDAR(odd_names);
static const struct tw_calendar numbered = CALENDAR(numbered_names);

/* Calendars of 1, 3, 4, 6 and 12 periods, and one with longer names. */
static const struct tw_calendar *const calendars[] = {
	&year, &thirds, &quarters, &tw_half_terms, &monthly, &odd
};

/* A small generator of the same numbers everywhere (xorshift64*). */
static uint64_t next_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(0x2545F4914F6CDD1D);
}

static long below(uint64_t *state, long limit)
{
	return (long)((next_random(state) >> 16) % (uint64_t)limit);
}

static struct tw_term random_term(uint64_t *state,
	const struct tw_calendar *calendar)
{
	int first = (int)below(state, TW_YEAR_LAST - TW_YEAR_FIRST);

	return (struct tw_term){ (int16_t)(TW_YEAR_FIRST + first),
		(uint16_t)below(state, (long)calendar->count) };
}

static void reads_one_spelling(void **state)
{
	static const struct {
		const char *text;
		int year, period; /* year 0: none */
	} cases[] = {
		{ "2023-24 Summer 1", 2023, 4 },
		{ "2023-24 Autumn 1", 2023, 0 },
		{ "2023-24 Summer 2", 2023, 5 },
		{ "1999-00 Spring 2", 1999, 3 },
		{ "2099-00 Spring 2", 2099, 3 },
		{ "1900-01 Autumn 2", 1900, 1 },
		{ "2198-99 Summer 2", 2198, 5 },
		{ "2023-24  Summer\t 1", 2023, 4 },
		{ "2023-24\xC2\xA0Summer\xC2\xA0\x20" "1", 2023, 4 },
		{ "2023-24\xE3\x80\x80Summer 1", 2023, 4 },
		{ "1899-00 Summer 2", 0, 0 },
		{ "2199-00 Autumn 1", 0, 0 },
		{ "2023-25 Summer 1", 0, 0 },
		{ "2023-23 Summer 1", 0, 0 },
		{ "2023-24 Summer 3", 0, 0 },
		{ "2023-24 Summer 10", 0, 0 },
		{ "2023-24 Summer", 0, 0 },
		{ "2023-24 Summer1", 0, 0 },
		{ "2023-24 summer 1", 0, 0 },
		{ "2023-24 SUMMER 1", 0, 0 },
		{ "2023-24Summer 1", 0, 0 },
		{ "2023-24-Summer 1", 0, 0 },
		{ " 2023-24 Summer 1", 0, 0 },
		{ "2023-24 Summer 1 ", 0, 0 },
		{ "2023-24 ", 0, 0 },
		{ "2023-24", 0, 0 },
		{ "2023-2", 0, 0 },
		{ "", 0, 0 },
		{ "Summer 1 2024", 0, 0 },
		{ "Autumn 2024", 0, 0 },
		{ "Autumn 2024-25", 0, 0 },
		{ "Autumn 1 2024/25", 0, 0 },
		{ "2024-25 Autumn", 0, 0 },
		{ "2023-2024 Autumn 1", 0, 0 },
		{ "2023\xE2\x80\x93" "24 spring  2", 0, 0 },
		{ "Summer 3 2024", 0, 0 },
		{ "2o23-24 Summer 1", 0, 0 },
		{ "2023-24 S\xC3", 0, 0 },
		{ "\xEF\xBB\xBF" "2023-24 Summer 1", 0, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct tw_term term = { 7, 7 };
		bool good = cases[i].year > 0;

		if (tw_term_read(&term, &tw_half_terms,
			tw_view_of(cases[i].text)) != good)
			fail_msg("\"%s\"", cases[i].text);
		assert_int_equal(term.year, good ? cases[i].year : 7);
		assert_int_equal(term.period, good ? cases[i].period : 7);
	}
	assert_false(tw_term_read(&(struct tw_term){ 0, 0 }, &tw_half_terms,
		(struct tw_view){ NULL, 0 }));
}

static void reads_slugs(void **state)
{
	static const struct {
		const struct tw_calendar *calendar;
		const char *slug;
		int year, period;
	} cases[] = {
		{ &tw_half_terms, "2023-24-summer-1", 2023, 4 },
		{ &tw_half_terms, "1999-00-autumn-1", 1999, 0 },
		{ &tw_half_terms, "2023-24-Summer-1", 0, 0 },
		{ &tw_half_terms, "2023-24-summer--1", 0, 0 },
		{ &tw_half_terms, "2023-24-summer-1-", 0, 0 },
		{ &tw_half_terms, "2023-24-summer 1", 0, 0 },
		{ &tw_half_terms, "2023-24 summer-1", 0, 0 },
		{ &tw_half_terms, "2023-24-", 0, 0 },
		{ &tw_half_terms, "2023-24", 0, 0 },
		{ &tw_half_terms, "2023-24-summer-3", 0, 0 },
		{ &tw_half_terms, "2023-25-summer-1", 0, 0 },
		{ &tw_half_terms, "", 0, 0 },
		{ &quarters, "2023-24-q4", 2023, 3 },
		{ &monthly, "2023-24-september", 2023, 0 },
		{ &odd, "2023-24-lent-term-1st-part", 2023, 1 },
		{ &odd, "2023-24-trinity-term", 2023, 2 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct tw_term term = { 7, 7 };
		bool good = cases[i].year > 0;

		if (tw_term_read_slug(&term, cases[i].calendar,
			tw_view_of(cases[i].slug)) != good)
			fail_msg("\"%s\"", cases[i].slug);
		assert_int_equal(term.year, good ? cases[i].year : 7);
		assert_int_equal(term.period, good ? cases[i].period : 7);
	}
}

static void writes_what_it_reads(void **state)
{
	char text[TW_TERM_ROOM];
	struct tw_term term = { 1999, 1 };

	assert_int_equal(tw_term_write(text, &tw_half_terms, term), 16);
	assert_string_equal(text, "1999-00 Autumn 2");
	assert_int_equal(tw_term_write_slug(text, &tw_half_terms, term), 16);
	assert_string_equal(text, "1999-00-autumn-2");
	tw_term_write(text, &odd, term);
	assert_string_equal(text, "1999-00 Lent term 1st part");
	tw_term_write_slug(text, &odd, term);
	assert_string_equal(text, "1999-00-lent-term-1st-part");
}

/* Writes, reads and guesses one term in every way; all must give it back. */
static void check_round_trip(const struct tw_calendar *calendar,
	struct tw_term term)
{
	char text[TW_TERM_ROOM], guess[2 * TW_TERM_ROOM];
	struct tw_term back = { 0, 0 };
	size_t len = tw_term_write(text, calendar, term);

	assert_int_equal(len, strlen(text));
	assert_true(tw_term_read(&back, calendar, tw_view_of(text)));
	assert_int_equal(tw_term_compare(back, term), 0);
	assert_true(tw_term_guess(guess, calendar, tw_view_of(text)));
	assert_string_equal(guess, text);
	for (char *c = text; *c; c++)
		*c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
	assert_true(tw_term_guess(guess, calendar, tw_view_of(text)));
	len = tw_term_write_slug(text, calendar, term);
	assert_int_equal(len, strlen(text));
	back = (struct tw_term){ 0, 0 };
	assert_true(tw_term_read_slug(&back, calendar, tw_view_of(text)));
	assert_int_equal(tw_term_compare(back, term), 0);
}

static void every_term_round_trips(void **state)
{
	for (size_t c = 0; c < COUNT(calendars); c++)
		for (int y = TW_YEAR_FIRST; y < TW_YEAR_LAST; y++)
			for (size_t p = 0; p < calendars[c]->count; p++)
				check_round_trip(calendars[c],
					(struct tw_term){ (int16_t)y,
						(uint16_t)p });
}

/* Terms sort as their texts where the periods' names do, and by year. */
static void names_sort_in_time(void **state)
{
	uint64_t random = 11;

	for (int i = 0; i < 2000; i++) {
		struct tw_term a = random_term(&random, &quarters);
		struct tw_term b = random_term(&random, &quarters);
		char x[TW_TERM_ROOM], y[TW_TERM_ROOM];
		int order, time = tw_term_compare(a, b);

		tw_term_write(x, &quarters, a);
		tw_term_write(y, &quarters, b);
		order = strcmp(x, y);
		assert_int_equal((order > 0) - (order < 0),
			(time > 0) - (time < 0));
	}
}

static void steps_undo_distance(void **state)
{
	uint64_t random = 5;

	for (int i = 0; i < 20000; i++) {
		const struct tw_calendar *calendar =
			calendars[(size_t)i % COUNT(calendars)];
		struct tw_term a = random_term(&random, calendar);
		struct tw_term b = random_term(&random, calendar);
		long steps = tw_term_distance(calendar, a, b);
		struct tw_term to = tw_term_step(calendar, a, steps);
		struct tw_term from = tw_term_step(calendar, b, -steps);
		int order = tw_term_compare(a, b);

		assert_int_equal(tw_term_compare(to, b), 0);
		assert_int_equal(tw_term_compare(from, a), 0);
		assert_int_equal(steps, -tw_term_distance(calendar, b, a));
		assert_int_equal((order > 0) - (order < 0),
			(steps < 0) - (steps > 0));
	}
}

static void steps_one_by_one(void **state)
{
	struct tw_term summer = { 2023, 5 }, autumn = { 2024, 0 };
	struct tw_term first = { TW_YEAR_FIRST, 0 };
	struct tw_term last = { TW_YEAR_LAST - 1, 5 };
	struct tw_term term = tw_term_step(&tw_half_terms, summer, 1);

	assert_int_equal(tw_term_compare(term, autumn), 0);
	assert_int_equal(tw_term_distance(&tw_half_terms, summer, autumn), 1);
	term = tw_term_step(&tw_half_terms, autumn, -1);
	assert_int_equal(tw_term_compare(term, summer), 0);
	term = tw_term_step(&tw_half_terms, last, 1);
	assert_int_equal(tw_term_compare(term, last), 0);
	term = tw_term_step(&tw_half_terms, first, -1);
	assert_int_equal(tw_term_compare(term, first), 0);
	term = tw_term_step(&tw_half_terms, summer, INT32_MAX);
	assert_int_equal(tw_term_compare(term, last), 0);
	term = tw_term_step(&tw_half_terms, summer, INT32_MIN);
	assert_int_equal(tw_term_compare(term, first), 0);
}

static void guesses_half_terms(void **state)
{
	static const struct {
		const char *text, *guess;
	} cases[] = {
		{ "Spring Term 2- March 2024", "2023-24 Spring 2" },
		{ "Summer 1 \xE2\x80\x93 May 2024", "2023-24 Summer 1" },
		{ "Summer 1 May 2024 ", "2023-24 Summer 1" },
		{ "Summer 1\xC2\xA0May\xC2\xA0" "2024", "2023-24 Summer 1" },
		{ "Autumn - November 2024", "2024-25 Autumn 2" },
		{ "Autumn October 24", "2024-25 Autumn 1" },
		{ "Autumn - October 24 ", "2024-25 Autumn 1" },
		{ "Oct, Autumn \xE2\x80\x99" "24", "2024-25 Autumn 1" },
		{ "Autumn, 24 October", "" },
		{ "Spring- March 2025", "2024-25 Spring 2" },
		{ "Summer 1 2024", "2023-24 Summer 1" },
		{ "Autumn 2 2024", "2024-25 Autumn 2" },
		{ "Autumn 2024",
			"2024-25 Autumn 1 or 2024-25 Autumn 2" },
		{ "2024-25 Autumn",
			"2024-25 Autumn 1 or 2024-25 Autumn 2" },
		{ "Autumn 2024-25",
			"2024-25 Autumn 1 or 2024-25 Autumn 2" },
		{ "Spring term, February 2025",
			"2024-25 Spring 1 or 2024-25 Spring 2" },
		{ "Autumn 1 2024/25", "2024-25 Autumn 1" },
		{ "Autumn 1 24/25", "2024-25 Autumn 1" },
		{ "2023-2024 Autumn 1", "2023-24 Autumn 1" },
		{ "1999/2000 Autumn 1", "1999-00 Autumn 1" },
		{ "2023 24 Autumn 1", "2023-24 Autumn 1" },
		{ "2023\xE2\x80\x93" "24 spring  2", "2023-24 Spring 2" },
		{ "2023-24 summer 1", "2023-24 Summer 1" },
		{ "2023-24 Summer1", "2023-24 Summer 1" },
		{ "2023-24-summer-1", "2023-24 Summer 1" },
		{ "summer term 1 2024", "2023-24 Summer 1" },
		{ "SUMMER TERM (1) 2024", "2023-24 Summer 1" },
		{ "Summer Half Term 1 2024", "2023-24 Summer 1" },
		{ "Summer half-term 1 2024", "2023-24 Summer 1" },
		{ "1st half of the summer term 2024", "2023-24 Summer 1" },
		{ "Second half of the Summer term, academic year 2023/24",
			"2023-24 Summer 2" },
		{ "2024/25 Aut 1", "2024-25 Autumn 1" },
		{ "Spr 2 2025", "2024-25 Spring 2" },
		{ "Sumer 1 2024", "2023-24 Summer 1" },
		{ "Autumn, Septembr 2024", "2024-25 Autumn 1" },
		{ "2023-25 Summer 1", "2023-24 Summer 1" },
		{ "2023-2025 Summer 1", "2023-24 Summer 1" },
		{ "2023-24 Summer 1 (May 2024)", "2023-24 Summer 1" },
		{ "Summer 1, 23 May 2024", "2023-24 Summer 1" },
		{ "Summer 1, 23rd May 2024", "2023-24 Summer 1" },
		{ "Autumn 2 January 2025", "2024-25 Autumn 2" },
		{ "Autumn January 2025", "2024-25 Autumn 2" },
		{ "Autumn 2 October 2024", "2024-25 Autumn 2" },
		{ "Summer 2 September 2024", "2023-24 Summer 2" },
		{ "Summer September 2024", "2023-24 Summer 2" },
		{ "May 2024", "2023-24 Summer 1" },
		{ "2024-05", "2023-24 Summer 1" },
		{ "2024-05-01", "2023-24 Summer 1" },
		{ "April 2024", "2023-24 Spring 2 or 2023-24 Summer 1" },
		{ "Autumn 2198",
			"2198-99 Autumn 1 or 2198-99 Autumn 2" },
		/* Nothing can be made of these. */
		{ "", "" },
		{ " - ", "" },
		{ "2024", "" },
		{ "2023-24", "" },
		{ "Summer 1", "" },
		{ "Summer 1 May", "" },
		{ "14th October Autumn", "" },
		{ "Summer 3 2024", "" },
		{ "Summer 1-2 2024", "" },
		{ "Spring/Summer 2024", "" },
		{ "Autumn 1 March 2024", "" },
		{ "2023-24 Summer 1 May 2025", "" },
		{ "Summer 1 2024 or 2025", "" },
		{ "Summer 1 2024 2026", "" },
		{ "Autumn 2199", "" },
		{ "Autumn 1 1800", "" },
		{ "Autumn 1 20245", "" },
		{ "We meet in Autumn 2024", "" },
		{ "Autumn 1 2024 \xFF\xC3", "" },
		{ "a b c d e f g h i j k l m n o p q r s t u v w x y z", "" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char guess[2 * TW_TERM_ROOM] = "x";
		bool made = tw_term_guess(guess, &tw_half_terms,
			tw_view_of(cases[i].text));

		if (strcmp(guess, cases[i].guess) || made != !!guess[0])
			fail_msg("\"%s\": \"%s\"", cases[i].text, guess);
	}
}

/* What is looked for by its kind is looked for among its neighbours. */
static void typed_rows_stand_by_kind(void **state)
{
	for (size_t i = 1; i < tw_typed_count; i++)
		assert_true(tw_typed[i - 1].kind <= tw_typed[i].kind);
	for (size_t i = 0; i < tw_typed_count; i++)
		assert_ptr_equal(tw_typed_find(tw_typed[i].kind,
			tw_typed_text(&tw_typed[i])), &tw_typed[i]);
}

static void interprets_terms_as_typed(void **state)
{
	static const struct {
		const char *text, *term, *date;
		bool period, year; /* inferred */
	} cases[] = {
		{ "Spring Term 2- March 2024", "2023-24 Spring 2", "2024-03",
			false, true },
		{ "Summer 1 \xE2\x80\x93 May 2024", "2023-24 Summer 1",
			"2024-05", false, true },
		{ "Autumn - November 2024", "2024-25 Autumn 2", "2024-11",
			true, true },
		{ "Autumn October 24", "2024-25 Autumn 1", "2024-10", true,
			true },
		{ "Spring- March 2025", "2024-25 Spring 2", "2025-03", true,
			true },
		{ "2023-24 Summer 1, 3 May", "2023-24 Summer 1",
			"2024-05-03", false, false },
		{ "Autumn 1 (September to October 2024)", "2024-25 Autumn 1",
			"2024-10", false, true },
		{ "Autumn 1 Sept-Oct 2024", "2024-25 Autumn 1", "2024-10",
			false, true },
		{ "HT4 2023/24", "2023-24 Spring 2", "", true, false },
		{ "Half term 2, 2024-25", "2024-25 Autumn 2", "", true,
			false },
		{ "Term 5 - May 2024", "2023-24 Summer 1", "2024-05", true,
			true },
		{ "31 February 2024 Spring 2", "2023-24 Spring 2", "2024-02",
			false, true },
		{ "Term 2 2024-25", "", "", false, false },
		{ "Term 5 October 2024", "", "", false, false },
		{ "Autumn 1 September and March 2024", "", "", false, false },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct tw_term_reading reading;
		char term[TW_TERM_ROOM] = "", date[TW_DATE_ROOM] = "";
		bool made = tw_term_interpret(&reading, &tw_half_terms,
			tw_view_of(cases[i].text));

		if (made)
			tw_term_write(term, &tw_half_terms, reading.terms[0]);
		if (made && reading.date.month)
			tw_date_write(date, reading.date);
		if (strcmp(term, cases[i].term) ||
		    strcmp(date, cases[i].date) ||
		    (made && (reading.count != 1 ||
		     reading.period_inferred != cases[i].period ||
		     reading.year_inferred != cases[i].year)))
			fail_msg("\"%s\": \"%s\", \"%s\"", cases[i].text,
				term, date);
	}
}

static void guesses_other_calendars(void **state)
{
	static const struct {
		const struct tw_calendar *calendar;
		const char *text, *guess;
	} cases[] = {
		{ &thirds, "Autumn 2024", "2024-25 Autumn" },
		{ &thirds, "Autumn term 2024", "2024-25 Autumn" },
		{ &thirds, "spring 2024", "2023-24 Spring" },
		{ &thirds, "Summer - May 2024", "2023-24 Summer" },
		{ &thirds, "2023/24 sum", "2023-24 Summer" },
		{ &thirds, "Autumn 1 2024", "" },
		{ &thirds, "May 2024", "" },
		{ &quarters, "q4 2024", "2023-24 Q4" },
		{ &quarters, "Q 1, 2024", "2024-25 Q1" },
		{ &quarters, "Q2 2024", "2023-24 Q2 or 2024-25 Q2" },
		{ &quarters, "Q2 December 2024", "2024-25 Q2" },
		{ &quarters, "2024/25 Q2", "2024-25 Q2" },
		{ &quarters, "Q5 2024", "" },
		{ &quarters, "Q1 Q2 2024", "" },
		{ &quarters, "Summer 2024", "" },
		{ &monthly, "Sept 2024", "2024-25 September" },
		{ &monthly, "Oct 24", "2024-25 October" },
		{ &monthly, "may 2024", "2023-24 May" },
		{ &monthly, "2024-08", "2023-24 August" },
		{ &monthly, "3 May 2024", "2023-24 May" },
		{ &monthly, "Autumn 2024", "" },
		{ &year, "Year 2023/24", "2023-24 Year" },
		{ &year, "year 2024", "2023-24 Year or 2024-25 Year" },
		{ &odd, "Michaelmas 2024", "2024-25 Michaelmas term" },
		{ &odd, "2023-24 LENT (1st part)",
			"2023-24 Lent term 1st part" },
		{ &odd, "trinity 2024", "2023-24 Trinity Term" },
		{ &odd, "Trinit\xC3\xA9 2024", "" },
		{ &numbered, "Term 1, 2024", "2024-25 Term 1" },
		{ &numbered, "first term 2024", "2024-25 Term 1" },
		{ &numbered, "1 May 2024", "" },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char guess[2 * TW_TERM_ROOM] = "x";
		bool made = tw_term_guess(guess, cases[i].calendar,
			tw_view_of(cases[i].text));

		if (strcmp(guess, cases[i].guess) || made != !!guess[0])
			fail_msg("\"%s\": \"%s\"", cases[i].text, guess);
	}
}

/* Each reading of a guess must be a term. */
static void check_guess(const struct tw_calendar *calendar, const char *guess)
{
	const char *parting = strstr(guess, " or ");
	struct tw_view first = tw_view_of(guess);
	struct tw_term a, b;

	if (parting)
		first.len = (size_t)(parting - guess);
	assert_true(tw_term_read(&a, calendar, first));
	if (!parting)
		return;
	assert_true(tw_term_read(&b, calendar, tw_view_of(parting + 4)));
	assert_true(tw_term_compare(a, b) < 0);
}

static void guesses_are_terms(void **state)
{
	static const char *const pieces[] = {
		"Autumn", "Spr", "Summer", "1", "2", "24", "2024", "-", "/",
		"23", "May", "October", "term", "half", "Q", "Q2", " ", " ",
		"2023-24", "th", "12", "\xE2\x80\x93", "\xC3", "year", "x"
	};
	uint64_t random = 3;
	int made = 0;

	for (int i = 0; i < 60000; i++) {
		const struct tw_calendar *calendar =
			calendars[(size_t)i % COUNT(calendars)];
		char text[128] = "", guess[2 * TW_TERM_ROOM];

		for (long j = below(&random, 7); j >= 0; j--) {
			strcat(text, pieces[below(&random, COUNT(pieces))]);
			strcat(text, below(&random, 4) ? " " : "");
		}
		if (tw_term_guess(guess, calendar, tw_view_of(text))) {
			check_guess(calendar, guess);
			made++;
		} else {
			assert_string_equal(guess, "");
		}
	}
	assert_true(made > 1000);
}

/* The largest calendar with the longest names. */
static void holds_the_largest_calendar(void **state)
{
	static char text[TW_PERIODS_MAX][TW_PERIOD_MAX + 1];
	struct tw_view names[TW_PERIODS_MAX];
	struct tw_calendar calendar = { names, TW_PERIODS_MAX, false };
	struct tw_term term = { 2023, TW_PERIODS_MAX - 1 };

	for (int i = 0; i < TW_PERIODS_MAX; i++) {
		memset(text[i], 'a', TW_PERIOD_MAX);
		text[i][TW_PERIOD_MAX - 3] = (char)('0' + i / 100);
		text[i][TW_PERIOD_MAX - 2] = (char)('0' + i / 10 % 10);
		text[i][TW_PERIOD_MAX - 1] = (char)('0' + i % 10);
		names[i] = tw_view_of(text[i]);
	}
	check_round_trip(&calendar, term);
	assert_int_equal(tw_term_step(&calendar, term, 1).year, 2024);
}

static void reads_dates(void **state)
{
	static const struct {
		const char *text;
		int year, month, day; /* year 0: none */
	} cases[] = {
		{ "2024-05", 2024, 5, 0 },
		{ "2024-05-01", 2024, 5, 1 },
		{ "2024-02-29", 2024, 2, 29 },
		{ "2000-02-29", 2000, 2, 29 },
		{ "1900-01-01", 1900, 1, 1 },
		{ "2199-12-31", 2199, 12, 31 },
		{ "2024-04-30", 2024, 4, 30 },
		{ "2023-02-29", 0, 0, 0 },
		{ "2100-02-29", 0, 0, 0 },
		{ "1900-02-29", 0, 0, 0 },
		{ "2024-04-31", 0, 0, 0 },
		{ "2024-05-32", 0, 0, 0 },
		{ "2024-05-00", 0, 0, 0 },
		{ "2024-00", 0, 0, 0 },
		{ "2024-13", 0, 0, 0 },
		{ "2024-00-01", 0, 0, 0 },
		{ "1899-12", 0, 0, 0 },
		{ "2200-01", 0, 0, 0 },
		{ "2024-5", 0, 0, 0 },
		{ "2024-05-1", 0, 0, 0 },
		{ "2024-05-", 0, 0, 0 },
		{ "2024-05-011", 0, 0, 0 },
		{ "2024-05/01", 0, 0, 0 },
		{ "2024/05", 0, 0, 0 },
		{ "May 2024", 0, 0, 0 },
		{ " 2024-05", 0, 0, 0 },
		{ "2024-0a", 0, 0, 0 },
		{ "", 0, 0, 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct tw_date date = { 7, 7, 7 };
		bool good = cases[i].year > 0;

		if (tw_date_read(&date, tw_view_of(cases[i].text)) != good)
			fail_msg("\"%s\"", cases[i].text);
		assert_int_equal(date.year, good ? cases[i].year : 7);
		assert_int_equal(date.month, good ? cases[i].month : 7);
		assert_int_equal(date.day, good ? cases[i].day : 7);
	}
}

static void covers_half_terms(void **state)
{
	/* In which months the updates may be dated; 1 is January 2023. */
	static const struct {
		int from, to;
	} months[] = {
		{ 9, 11 }, { 10, 13 }, { 13, 15 }, { 14, 16 }, { 16, 18 },
		{ 17, 21 }
	};

	for (uint16_t p = 0; p < COUNT(months); p++)
		for (int m = 1; m <= 36; m++) {
			struct tw_term term = { 2023, p };
			struct tw_date date = {
				(int16_t)(2023 + (m - 1) / 12),
				(uint8_t)((m - 1) % 12 + 1), 1
			};

			assert_int_equal(tw_term_covers(&tw_half_terms, term,
				date), m >= months[p].from &&
				m <= months[p].to);
		}
}

static void covers_other_years(void **state)
{
	struct tw_term autumn = { 2023, 0 }, summer = { 2023, 2 };

	assert_false(tw_term_covers(&thirds, autumn,
		(struct tw_date){ 2023, 8, 31 }));
	assert_true(tw_term_covers(&thirds, autumn,
		(struct tw_date){ 2023, 9, 1 }));
	assert_true(tw_term_covers(&thirds, autumn,
		(struct tw_date){ 2024, 8, 31 }));
	assert_false(tw_term_covers(&thirds, autumn,
		(struct tw_date){ 2024, 9, 1 }));
	assert_true(tw_term_covers(&thirds, summer,
		(struct tw_date){ 2024, 9, 30 }));
	assert_false(tw_term_covers(&thirds, summer,
		(struct tw_date){ 2024, 10, 1 }));
}

static void sorts_terms(void **state)
{
	struct tw_term terms[] = { { 2024, 1 }, { 2023, 5 }, { 2024, 1 },
		{ 2023, 0 }, { 2024, 0 }, { 2023, 5 } };
	const struct tw_term sorted[] = { { 2023, 0 }, { 2023, 5 },
		{ 2024, 0 }, { 2024, 1 } };

	assert_int_equal(tw_terms_sort(NULL, 0), 0);
	assert_int_equal(tw_terms_sort(terms, 6), 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(tw_term_compare(terms[i], sorted[i]), 0);
		assert_int_equal(tw_terms_before(terms, 4, sorted[i]), i);
	}
	assert_int_equal(tw_terms_before(terms, 4,
		(struct tw_term){ 2023, 2 }), 1);
	assert_int_equal(tw_terms_before(terms, 4,
		(struct tw_term){ 2025, 0 }), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_one_spelling),
		cmocka_unit_test(reads_slugs),
		cmocka_unit_test(writes_what_it_reads),
		cmocka_unit_test(every_term_round_trips),
		cmocka_unit_test(names_sort_in_time),
		cmocka_unit_test(sorts_terms),
		cmocka_unit_test(steps_undo_distance),
		cmocka_unit_test(steps_one_by_one),
		cmocka_unit_test(guesses_half_terms),
		cmocka_unit_test(typed_rows_stand_by_kind),
		cmocka_unit_test(interprets_terms_as_typed),
		cmocka_unit_test(guesses_other_calendars),
		cmocka_unit_test(guesses_are_terms),
		cmocka_unit_test(holds_the_largest_calendar),
		cmocka_unit_test(reads_dates),
		cmocka_unit_test(covers_half_terms),
		cmocka_unit_test(covers_other_years),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
