/*
 * Terms and calendars: "2023-24 Summer 1", and what comes before and after.
 * spec/format.md, "Terms".
 */
#ifndef TERMWISE_TERM_H
#define TERMWISE_TERM_H

#include <termwise/base.h>

/*
 * The periods of an academic year, in time. The names are views that their
 * owner keeps alive; the default calendar's are literals. They are letters
 * and digits of ASCII with single spaces between, and differ by more than
 * letter case, so that terms and their slugs can be told apart.
 */
struct tw_calendar {
	const struct tw_view *periods;
	size_t count; /* at least 1 */
	bool half_terms; /* the default: months are known */
};

/* The six half-terms, Autumn 1 to Summer 2. */
extern const struct tw_calendar tw_half_terms;

/* Dates lie in these years, and academic years begin and end in them. */
enum { TW_YEAR_FIRST = 1900, TW_YEAR_LAST = 2199 };

/* What a calendar may hold: periods, and bytes in the name of one. */
enum { TW_PERIODS_MAX = 366, TW_PERIOD_MAX = 64 };

/* A period of a year in some calendar. Ordered by year, then period. */
struct tw_term {
	int16_t year;   /* in which the academic year begins: 2023 */
	uint16_t period; /* from 0 */
};

/* Room for a term as text or slug, with its NUL. */
enum { TW_TERM_ROOM = 96 };

/*
 * Reads `text` as a term, in its one spelling. False if it is none, and
 * `term` is then left alone.
 */
bool tw_term_read(struct tw_term *term, const struct tw_calendar *calendar,
	struct tw_view text);

/* The same for the slug of a term, "2023-24-summer-1", as in file names. */
bool tw_term_read_slug(struct tw_term *term,
	const struct tw_calendar *calendar, struct tw_view slug);

/*
 * Makes the best of a term that is spelt in another way ("Summer 1 2024"):
 * writes the right spelling, or two with " or " between them, to `out`.
 * Returns false, and an empty string, if nothing can be made of it: no year,
 * a month that contradicts the period, or a word of which it makes nothing.
 */
bool tw_term_guess(char out[static 2 * TW_TERM_ROOM],
	const struct tw_calendar *calendar, struct tw_view text);

/* A date: a month, or a day of it. */
struct tw_date {
	int16_t year;
	uint8_t month; /* 1 to 12 */
	uint8_t day;   /* 1 to 31, or 0: not given */
};

/* What can be made of a term and a date that are spelt in any way. */
struct tw_term_reading {
	struct tw_term terms[2]; /* in time */
	size_t count;            /* 2: they are as likely as each other */
	struct tw_date date;     /* that the text gives; month 0: none */
	bool period_inferred;    /* from a month, or from a number */
	bool year_inferred;      /* from a year of the calendar */
	bool doubtful;           /* two years apart, a day that is none */
};

/* As tw_term_guess, with what was found and how. */
bool tw_term_interpret(struct tw_term_reading *reading,
	const struct tw_calendar *calendar, struct tw_view text);

/*
 * Reads a term as people type it to a program: by its name, by its slug, or
 * in any spelling of which one term can be made. TW_USAGE if it is none; the
 * message then begins with `what`, such as "--to".
 */
enum tw_status tw_term_take(struct tw_term *term,
	const struct tw_calendar *calendar, const char *what,
	struct tw_view typed, struct tw_error *err);

/* Writes "2023-24 Summer 1"; returns its length. */
size_t tw_term_write(char out[static TW_TERM_ROOM],
	const struct tw_calendar *calendar, struct tw_term term);

/* Writes "2023-24-summer-1"; returns its length. */
size_t tw_term_write_slug(char out[static TW_TERM_ROOM],
	const struct tw_calendar *calendar, struct tw_term term);

/* Below, at or above 0: a before, at or after b. */
int tw_term_compare(struct tw_term a, struct tw_term b);

/* Puts terms in order, each once; returns how many are left. */
size_t tw_terms_sort(struct tw_term *terms, size_t count);

/* How many of terms in such an order are before `term`. */
size_t tw_terms_before(const struct tw_term *terms, size_t count,
	struct tw_term term);

/* How many periods from a to b: 1 if b is the term after a. */
long tw_term_distance(const struct tw_calendar *calendar, struct tw_term a,
	struct tw_term b);

/*
 * The term `steps` after (below 0: before) `term`; at most the last, at least
 * the first term of the years that there are.
 */
struct tw_term tw_term_step(const struct tw_calendar *calendar,
	struct tw_term term, long steps);

/* Reads "2024-05" or "2024-05-01", a day that exists. */
bool tw_date_read(struct tw_date *date, struct tw_view text);

/* Writes it so; returns the length. */
enum { TW_DATE_ROOM = 16 };
size_t tw_date_write(char out[static TW_DATE_ROOM], struct tw_date date);

/*
 * The first second of the day or month that a date is, since 1970, in UTC;
 * and the last one.
 */
long long tw_date_begins(struct tw_date date);
long long tw_date_ends(struct tw_date date);

/*
 * True if an update of `term` may be of `date`: in the months about a period
 * in which its update is written, if they are known; else in the academic
 * year, of its last period also in the September after.
 */
bool tw_term_covers(const struct tw_calendar *calendar, struct tw_term term,
	struct tw_date date);

#endif
