#include <termwise/term.h>

#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

/* Academic years begin on its first day. */
enum { SEPTEMBER = 9 };

#define NAME(literal) { literal, sizeof(literal) - 1 }

static const struct tw_view half_term_names[] = {
	NAME("Autumn 1"), NAME("Autumn 2"), NAME("Spring 1"),
	NAME("Spring 2"), NAME("Summer 1"), NAME("Summer 2")
};

const struct tw_calendar tw_half_terms = { half_term_names, 6, true };

/* From one month to another; 0 is September, 12 the September after. */
struct months {
	int first, last;
};

/*
 * The months in which the update of a half-term may be dated. They overlap,
 * since an update is dated when it is written up: about the end of its
 * half-term, or in the one after it.
 *
 *	Autumn 1  September to November
 *	Autumn 2  October to January
 *	Spring 1  January to March
 *	Spring 2  February to April
 *	Summer 1  April to June
 *	Summer 2  May to September
 */
static const struct months dated[] = {
	{ 0, 2 }, { 1, 4 }, { 4, 6 }, { 5, 7 }, { 7, 9 }, { 8, 12 }
};

/* Takes the next byte, a run of blanks as one space; -1 at the end. */
static int next_byte(struct tw_view *v)
{
	size_t len = tw_blank_start(*v);
	int c = ' ';

	if (!v->len)
		return -1;
	if (!len) {
		c = (unsigned char)v->ptr[0];
		len = 1;
	}
	for (; len; len = c == ' ' ? tw_blank_start(*v) : 0) {
		v->ptr += len;
		v->len -= len;
	}
	return c;
}

/* True if the names are equal, letter by letter, but for runs of blanks. */
static bool same_name(struct tw_view a, struct tw_view b)
{
	int c;

	if (tw_view_equal(a, b))
		return true;
	do {
		c = next_byte(&a);
		if (c != next_byte(&b))
			return false;
	} while (c >= 0);
	return true;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Writes the slug of a period's name; returns its length. */
static size_t slug_of(char out[static TW_PERIOD_MAX], struct tw_view name)
{
	bool gap = false;
	size_t len = 0;

	if (name.len > TW_PERIOD_MAX)
		name.len = TW_PERIOD_MAX;
	for (size_t i = 0; i < name.len; i++) {
		char c = lower(name.ptr[i]);

		if (!tw_digit(c) && !tw_letter(c)) {
			gap = len > 0;
			continue;
		}
		if (gap)
			out[len++] = '-';
		out[len++] = c;
		gap = false;
	}
	return len;
}

static bool same_slug(struct tw_view slug, struct tw_view name)
{
	char other[TW_PERIOD_MAX];
	size_t len = slug_of(other, name);

	return tw_view_equal(slug, (struct tw_view){ other, len });
}

/* Reads `count` digits, all that stand at `text`. */
static bool read_digits(int *n, const char *text, size_t count)
{
	*n = 0;
	for (size_t i = 0; i < count; i++) {
		if (!tw_digit(text[i]))
			return false;
		*n = *n * 10 + (text[i] - '0');
	}
	return true;
}

/* Takes "2023-24" off the start of `v`; false if something else is there. */
static bool take_years(int *year, struct tw_view *v)
{
	int next;

	if (v->len < 7 || !read_digits(year, v->ptr, 4) || v->ptr[4] != '-' ||
	    !read_digits(&next, v->ptr + 5, 2) || next != (*year + 1) % 100 ||
	    *year < TW_YEAR_FIRST || *year >= TW_YEAR_LAST)
		return false;
	v->ptr += 7;
	v->len -= 7;
	return true;
}

static struct tw_term make_term(int year, size_t period)
{
	return (struct tw_term){ (int16_t)year, (uint16_t)period };
}

bool tw_term_read(struct tw_term *term, const struct tw_calendar *calendar,
	struct tw_view text)
{
	int year;

	if (!take_years(&year, &text) || !tw_blank_start(text))
		return false;
	next_byte(&text);
	for (size_t i = 0; i < calendar->count; i++) {
		if (!same_name(text, calendar->periods[i]))
			continue;
		*term = make_term(year, i);
		return true;
	}
	return false;
}

bool tw_term_read_slug(struct tw_term *term,
	const struct tw_calendar *calendar, struct tw_view slug)
{
	int year;

	if (!take_years(&year, &slug) || !slug.len || slug.ptr[0] != '-')
		return false;
	slug.ptr++;
	slug.len--;
	for (size_t i = 0; i < calendar->count; i++) {
		if (!same_slug(slug, calendar->periods[i]))
			continue;
		*term = make_term(year, i);
		return true;
	}
	return false;
}

/* Writes "2023-24" and `joint`; returns the length. */
static size_t write_years(char *out, int year, char joint)
{
	int next = (year + 1) % 100;

	for (int i = 3; i >= 0; i--, year /= 10)
		out[i] = (char)('0' + year % 10);
	out[4] = '-';
	out[5] = (char)('0' + next / 10);
	out[6] = (char)('0' + next % 10);
	out[7] = joint;
	return 8;
}

size_t tw_term_write(char out[static TW_TERM_ROOM],
	const struct tw_calendar *calendar, struct tw_term term)
{
	size_t len = write_years(out, term.year, ' ');
	size_t end = len + TW_PERIOD_MAX;
	struct tw_view name;
	int c;

	assert(term.period < calendar->count);
	name = calendar->periods[term.period];
	while (len < end && (c = next_byte(&name)) >= 0)
		out[len++] = (char)c;
	out[len] = '\0';
	return len;
}

size_t tw_term_write_slug(char out[static TW_TERM_ROOM],
	const struct tw_calendar *calendar, struct tw_term term)
{
	size_t len = write_years(out, term.year, '-');

	assert(term.period < calendar->count);
	len += slug_of(out + len, calendar->periods[term.period]);
	out[len] = '\0';
	return len;
}

int tw_term_compare(struct tw_term a, struct tw_term b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	return (a.period > b.period) - (a.period < b.period);
}

static int compare_terms(const void *a, const void *b)
{
	return tw_term_compare(*(const struct tw_term *)a,
		*(const struct tw_term *)b);
}

size_t tw_terms_sort(struct tw_term *terms, size_t count)
{
	size_t kept = 0;

	if (count)
		qsort(terms, count, sizeof(*terms), compare_terms);
	for (size_t i = 0; i < count; i++)
		if (!kept || tw_term_compare(terms[kept - 1], terms[i]))
			terms[kept++] = terms[i];
	return kept;
}

size_t tw_terms_before(const struct tw_term *terms, size_t count,
	struct tw_term term)
{
	size_t low = 0;

	while (low < count) {
		size_t middle = low + (count - low) / 2;

		if (tw_term_compare(terms[middle], term) < 0)
			low = middle + 1;
		else
			count = middle;
	}
	return low;
}

long tw_term_distance(const struct tw_calendar *calendar, struct tw_term a,
	struct tw_term b)
{
	return ((long)b.year - a.year) * (long)calendar->count +
		((long)b.period - a.period);
}

struct tw_term tw_term_step(const struct tw_calendar *calendar,
	struct tw_term term, long steps)
{
	long count = (long)calendar->count;
	long first = TW_YEAR_FIRST * count, last = TW_YEAR_LAST * count - 1;
	long place = term.year * count + term.period;

	if (steps > last - place)
		place = last;
	else if (steps < first - place)
		place = first;
	else
		place += steps;
	return make_term((int)(place / count), (size_t)(place % count));
}

static int days_of(int year, int month)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

bool tw_date_read(struct tw_date *date, struct tw_view text)
{
	int year, month, day = 0;

	if ((text.len != 7 && text.len != 10) ||
	    !read_digits(&year, text.ptr, 4) || text.ptr[4] != '-' ||
	    !read_digits(&month, text.ptr + 5, 2))
		return false;
	if (year < TW_YEAR_FIRST || year > TW_YEAR_LAST || month < 1 ||
	    month > 12)
		return false;
	if (text.len == 10 && (text.ptr[7] != '-' ||
	    !read_digits(&day, text.ptr + 8, 2) || day < 1 ||
	    day > days_of(year, month)))
		return false;
	date->year = (int16_t)year;
	date->month = (uint8_t)month;
	date->day = (uint8_t)day;
	return true;
}

size_t tw_date_write(char out[static TW_DATE_ROOM], struct tw_date date)
{
	int len = snprintf(out, TW_DATE_ROOM, date.day ? "%04d-%02d-%02d" :
		"%04d-%02d", (int)date.year % 10000, (int)date.month,
		(int)date.day);

	return (size_t)len;
}

/* Days from the first of 1970 to the first day of a month. */
static long long days_before(int year, int month)
{
	long long y = year - 1, days = y * 365 + y / 4 - y / 100 + y / 400 -
		719162;

	for (int m = 1; m < month; m++)
		days += days_of(year, m);
	return days;
}

long long tw_date_begins(struct tw_date date)
{
	return (days_before(date.year, date.month) +
		(date.day ? date.day - 1 : 0)) * 86400;
}

long long tw_date_ends(struct tw_date date)
{
	int last = date.day ? date.day : days_of(date.year, date.month);

	return (days_before(date.year, date.month) + last) * 86400 - 1;
}

static bool within(struct months months, int month)
{
	return month >= months.first && month <= months.last;
}

bool tw_term_covers(const struct tw_calendar *calendar, struct tw_term term,
	struct tw_date date)
{
	int month = (date.year - term.year) * 12 + date.month - SEPTEMBER;
	bool last = (size_t)term.period + 1 == calendar->count;

	if (calendar->half_terms) {
		assert(term.period < calendar->count);
		return within(dated[term.period], month);
	}
	return month >= 0 && month < (last ? 13 : 12);
}
