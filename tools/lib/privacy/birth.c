/*
 * Dates of birth.
 */
#include "privacy/match.h"

#include <string.h>

/* The last year group of a school. */
enum { MOST_YEAR = 13 };

struct date {
	int day, month, year;
	size_t end;
	bool vague; /* it may be something else: figures, year groups */
};

/* Reads at most four digits; *count is how many. */
static int read_number(const struct tw_plain *plain, size_t i, size_t *count)
{
	int value = 0;

	for (*count = 0; *count < 4 && tw_plain_digit(plain->c[i + *count]);
	     ++*count)
		value = 10 * value + (plain->c[i + *count] - '0');
	return value;
}

/* A year of two digits lies before the term, or before now. */
static int whole_year(const struct tw_plain *plain, int year, size_t count)
{
	int last = plain->options->when.year ?
		plain->options->when.year % 100 + 1 : 40;

	return count != 2 ? year : year + (year <= last ? 2000 : 1900);
}

static bool plausible(struct date *date)
{
	if (date->month > 12 && date->day <= 12) {
		int day = date->month;

		date->month = date->day;
		date->day = day;
	}
	return date->day >= 1 && date->day <= 31 && date->month >= 1 &&
		date->month <= 12 && date->year >= 1900 && date->year < 2100;
}

/* "/", "-" or "." with blanks around, or blanks alone: the sign, or 0. */
static char part(const struct tw_plain *plain, size_t *i)
{
	char sign = 0;

	if (tw_plain_blank(plain->c[*i])) {
		sign = ' ';
		++*i;
	}
	if (plain->c[*i] && strchr("/-.", plain->c[*i])) {
		sign = plain->c[*i];
		++*i;
		if (tw_plain_blank(plain->c[*i]))
			++*i;
	}
	return sign;
}

/* "12/03/2015", "2015-03-12", "12 03 15". */
static bool read_figures(struct date *date, const struct tw_plain *plain,
	size_t i)
{
	size_t count[3];
	int number[3];
	char sign[2];

	for (int k = 0; k < 3; k++) {
		number[k] = read_number(plain, i, &count[k]);
		i += count[k];
		if (!count[k] || (k < 2 && !(sign[k] = part(plain, &i))))
			return false;
	}
	if (sign[0] != sign[1] || tw_plain_inner(plain->c[i]) ||
	    count[1] > 2)
		return false;
	date->end = i;
	date->vague = sign[0] == ' ';
	date->month = number[1];
	if (count[0] == 4 && count[2] <= 2) {
		date->year = number[0];
		date->day = number[2];
		return plausible(date);
	}
	date->day = number[0];
	date->year = whole_year(plain, number[2], count[2]);
	/* Years 10/11/12 */
	date->vague |= count[2] == 2 && number[0] <= MOST_YEAR &&
		!(count[0] == 2 && number[0] < 10) &&
		!(count[1] == 2 && number[1] < 10);
	return count[0] <= 2 && (count[2] == 4 || count[2] == 2) &&
		plausible(date);
}

/* "12032015", "20150312" or "120315". */
static bool read_compact(struct date *date, const struct tw_plain *plain,
	size_t i)
{
	size_t end = tw_plain_word(plain, i);
	int d[8] = { 0 };

	if (end - i != 8 && end - i != 6)
		return false;
	for (size_t k = 0; k < end - i; k++) {
		if (!tw_plain_digit(plain->c[i + k]))
			return false;
		d[k] = plain->c[i + k] - '0';
	}
	date->day = 10 * d[0] + d[1];
	date->month = 10 * d[2] + d[3];
	date->year = end - i == 6 ? whole_year(plain, 10 * d[4] + d[5], 2) :
		1000 * d[4] + 100 * d[5] + 10 * d[6] + d[7];
	date->end = end;
	date->vague = true;
	if (plausible(date))
		return true;
	date->year = 100 * (10 * d[0] + d[1]) + 10 * d[2] + d[3];
	date->month = 10 * d[4] + d[5];
	date->day = 10 * d[6] + d[7];
	return end - i == 8 && plausible(date);
}

static int month_of(const struct tw_plain *plain, size_t from, size_t to)
{
	static const char *const months[] = { "january", "february", "march",
		"april", "may", "june", "july", "august", "september",
		"october", "november", "december" };
	size_t len = to - from;

	for (int i = 0; i < 12 && len >= 3; i++) {
		char begins[16];

		if (len != 3 && len != strlen(months[i]) &&
		    !(i == 8 && len == 4))
			continue;
		memcpy(begins, months[i], len);
		begins[len] = '\0';
		if (tw_plain_is(plain, from, to, begins))
			return i + 1;
	}
	return 0;
}

/* Steps over blanks, and a comma, full stop, dash or slash among them. */
static size_t gap(const struct tw_plain *plain, size_t i)
{
	i += tw_plain_blank(plain->c[i]);
	i += plain->c[i] && strchr(",.-/", plain->c[i]);
	return i + tw_plain_blank(plain->c[i]);
}

/* A day, as in "12", "12th", "12th of"; 0: none. */
static int read_day(const struct tw_plain *plain, size_t *i)
{
	static const char *const tails[] = { "st", "nd", "rd", "th", NULL };
	size_t count, end;
	int day = read_number(plain, *i, &count);

	if (!count || count > 2)
		return 0;
	*i += count;
	end = tw_plain_word(plain, *i);
	if (tw_plain_any(plain, *i, end, tails))
		*i = end;
	else if (end > *i)
		return tw_plain_digit(plain->c[*i]) ? 0 : day;
	return day;
}

static bool read_year(struct date *date, const struct tw_plain *plain,
	size_t i)
{
	size_t count;
	bool cut = plain->c[i] == '\'';

	i += cut;
	date->year = read_number(plain, i, &count);
	/* "10 November, 23 children" */
	date->vague = count == 2 && !cut;
	date->end = i + count;
	if ((count != 4 && count != 2) || tw_plain_inner(plain->c[date->end]))
		return false;
	date->year = whole_year(plain, date->year, count);
	return plausible(date);
}

/* "12th of March, 2015", "March 12, 2015". */
static bool read_words(struct date *date, const struct tw_plain *plain,
	size_t i)
{
	size_t end;

	if (tw_plain_digit(plain->c[i])) {
		date->day = read_day(plain, &i);
		i = gap(plain, i);
		end = tw_plain_word(plain, i);
		if (tw_plain_is(plain, i, end, "of")) {
			i = gap(plain, end);
			end = tw_plain_word(plain, i);
		}
		date->month = month_of(plain, i, end);
		return date->day && date->month &&
			read_year(date, plain, gap(plain, end));
	}
	end = tw_plain_word(plain, i);
	if (!tw_plain_digit(plain->c[gap(plain, end)]))
		return false;
	date->month = month_of(plain, i, end);
	if (!date->month)
		return false;
	i = gap(plain, end);
	date->day = read_day(plain, &i);
	return date->day && read_year(date, plain, gap(plain, i));
}

enum { BEFORE = 36, BEHIND = 20 };

/* True if one of the words stands in the same sentence. */
static bool cued(const struct tw_plain *plain, size_t from, size_t to,
	const char *const *words)
{
	size_t start = from, end = to;

	while (start && from - start < BEFORE &&
	       !tw_plain_digit(plain->c[start - 1]) && !(plain->c[start - 1] == ' ' && start > 1 &&
		 plain->c[start - 2] == '.' && start > 3 &&
		 plain->c[start - 4] != '.'))
		start--;
	/* Not in the middle of a word. */
	while (start < from && start && tw_plain_inner(plain->c[start - 1]))
		start++;
	while (end < plain->len && end - to < BEHIND &&
	       plain->c[end] != ';' && plain->c[end] != '.' &&
	       !tw_plain_digit(plain->c[end]))
		end++;
	return tw_plain_near(plain, start, from, words) ||
		tw_plain_near(plain, to, end, words);
}

/* "D.O.B." before the date. */
static bool initials(const struct tw_plain *plain, size_t from)
{
	size_t start = from > BEFORE / 2 ? from - BEFORE / 2 : 0;

	for (; start + 5 <= from; start++)
		if ((tw_plain_is(plain, start, start + 5, "d.o.b") ||
		     tw_plain_is(plain, start, start + 5, "d o b") ||
		     tw_plain_is(plain, start, start + 5, "d/o/b")) &&
		    (!start || !tw_plain_inner(plain->c[start - 1])))
			return true;
	return false;
}

/* "on 12 March 2019": what was done on a day, and not who was born on it. */
static bool done_then(const struct tw_plain *plain, size_t from)
{
	static const char *const words[] = { "by", "dated", "on", "since",
		"till", "until", NULL };
	size_t to = from && tw_plain_blank(plain->c[from - 1]) ? from - 1 :
		from, start = to;

	while (start && tw_plain_inner(plain->c[start - 1]))
		start--;
	return start < to && tw_plain_any(plain, start, to, words);
}

/* How many months before the term; a great many if it is not known. */
static int months_before(const struct tw_plain *plain, const struct date *date)
{
	const struct tw_date *when = &plain->options->when;

	return 12 * (when->year - date->year) + when->month - date->month;
}

size_t tw_match_date(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i)
{
	enum { YOUNGEST = 3 * 12, OLDEST = 20 * 12 - 1 };
	static const char *const sure[] = { "dob", "birth", "birthdate",
		NULL };
	static const char *const often[] = { "born", "birthday", NULL };
	bool known = plain->options->when.year, child, cue, read;
	struct date date;
	int age;

	read = tw_plain_digit(plain->c[i]) &&
		(read_figures(&date, plain, i) ||
		 read_compact(&date, plain, i));
	if (!read && !read_words(&date, plain, i))
		return i;
	age = months_before(plain, &date);
	child = known && age >= YOUNGEST && age <= OLDEST;
	cue = cued(plain, i, date.end, sure) || initials(plain, i) ||
		((!known || age >= YOUNGEST) &&
		 cued(plain, i, date.end, often));
	if (!cue && !plain->declared && (!child || date.vague ||
	    done_then(plain, i)))
		return i;
	tw_hits_add(hits, (struct tw_hit){ i, date.end, (uint64_t)date.year *
		10000 + (uint64_t)date.month * 100 + (uint64_t)date.day,
		cue ? TW_PRIVATE_BIRTH : TW_PRIVATE_BIRTH_LIKE });
	return date.end;
}
