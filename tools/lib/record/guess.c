#include <termwise/term.h>

#include "base/utf8.h"
#include "record/tokens.h"

#include <string.h>

/*
 * Guessing terms. A text is cut into words and numbers; a period of the
 * calendar is found if all of its words stand there. What is then left must
 * be years, a month that fits, a day of it and words that say nothing, or
 * nothing is guessed: a guess may be written into a record without anybody
 * looking.
 */

enum { AUTUMN = 0, SEPTEMBER = 9 };

/*
 * The months that a half-term is taught in, September being 0, by which
 * "Autumn - November 2024" is read. February and April each belong to two.
 *
 *	Autumn 1  September, October	Autumn 2  November, December
 *	Spring 1  January, February	Spring 2  February to April
 *	Summer 1  April, May		Summer 2  June to August
 */
static const struct {
	int first, last;
} taught[] = {
	{ 0, 1 }, { 2, 3 }, { 4, 5 }, { 5, 7 }, { 7, 8 }, { 9, 11 }
};

/* What a text says besides its period; 0 is: nothing. */
struct clue {
	int academic;
	int calendar;
	int month, last_month; /* "September to October" */
	int day;
};

static bool same_token(const struct tw_term_word *a,
	const struct tw_term_word *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == WORD || a->kind == SILENT)
		return tw_fold_equal(a->text, b->text);
	return a->value == b->value;
}

static bool has_kind(const struct tw_term_words *tokens,
	enum tw_token_kind kind)
{
	for (size_t i = 0; i < tokens->count; i++)
		if (tokens->at[i].kind == kind)
			return true;
	return false;
}

/* True if the number at `i` is that of a term, as in "term 4", "HT4". */
static bool is_numbered(const struct tw_term_words *text, size_t i)
{
	static const char *const terms[] = {
		"term", "half", "halfterm", "ht", "t", NULL
	};

	return i && text->at[i - 1].kind == SILENT &&
		tw_fold_any(text->at[i - 1].text, terms);
}

/* The first token of a kind that a period's name has, or NULL. */
static const struct tw_term_word *token_of(const struct tw_term_words *name,
	enum tw_token_kind kind)
{
	for (size_t i = 0; i < name->count; i++)
		if (name->at[i].kind == kind)
			return &name->at[i];
	return NULL;
}

/*
 * Marks in `used`, beside what is marked there, the tokens of `text` that are
 * those of `name`, in any order. Silent words of a name that has others may be
 * missing.
 */
static bool mark_name(uint32_t *used, const struct tw_term_words *text,
	const struct tw_term_words *name)
{
	bool speaks = has_kind(name, WORD) || has_kind(name, SEASON) ||
		has_kind(name, MONTH);

	for (size_t i = 0; i < name->count; i++) {
		size_t j = 0;

		while (j < text->count && ((*used >> j & 1) ||
		       !same_token(&name->at[i], &text->at[j])))
			j++;
		if (j < text->count)
			*used |= UINT32_C(1) << j;
		else if (!speaks || name->at[i].kind != SILENT)
			return false;
	}
	return true;
}

/*
 * Of a name such as "Summer 1", the token of the text that numbers the period
 * among the six: the 5 of "HT5 (Summer 1)". Nothing of other names.
 */
static uint32_t number_beside(const struct tw_term_words *text,
	const struct tw_term_words *name)
{
	const struct tw_term_word *season = token_of(name, SEASON);
	const struct tw_term_word *half = token_of(name, NUMBER);

	for (size_t i = 0; season && half && i < text->count; i++)
		if (text->at[i].kind == NUMBER && is_numbered(text, i) &&
		    text->at[i].value == 2 * season->value + half->value)
			return UINT32_C(1) << i;
	return 0;
}

/* Finds a period by its name, and by its number if that stands there, too. */
static bool find_period(uint32_t *used, const struct tw_term_words *text,
	const struct tw_term_words *name)
{
	*used = number_beside(text, name);
	if (*used && mark_name(used, text, name))
		return true;
	*used = 0;
	return mark_name(used, text, name);
}

/* Marks the one season of `text`, if `name` has it too. */
static bool find_season(uint32_t *used, const struct tw_term_words *text,
	const struct tw_term_words *name)
{
	for (size_t i = 0; i < text->count; i++) {
		if (text->at[i].kind != SEASON)
			continue;
		*used = UINT32_C(1) << i;
		for (size_t j = 0; j < name->count; j++)
			if (same_token(&text->at[i], &name->at[j]))
				return true;
		return false;
	}
	return false;
}

/* Sets what is not set; false if it is set to something else. */
static bool set_once(int *place, int value)
{
	if (!*place)
		*place = value;
	return *place == value;
}

static size_t count_kind(const struct tw_term_words *tokens,
	enum tw_token_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < tokens->count; i++)
		count += tokens->at[i].kind == kind;
	return count;
}

/*
 * True if what stands at `i` goes on with what is above: a dash, or "to", before
 * it or before its day.
 */
static bool goes_on(const struct tw_term_words *text, size_t i)
{
	if (i && text->at[i].kind == MONTH && text->at[i - 1].kind == NUMBER)
		i--;
	return text->at[i].joined || (i && text->at[i - 1].kind == SILENT &&
		tw_fold_equal(text->at[i - 1].text, TW_VIEW("to")));
}

static bool read_month(struct clue *clue, const struct tw_term_words *text,
	size_t i)
{
	int month = text->at[i].value;

	if (set_once(&clue->month, month))
		return true;
	return goes_on(text, i) && set_once(&clue->last_month, month);
}

/* Reads the tokens that are not `used`; false if one has no meaning. */
static bool read_clue(struct clue *clue, const struct tw_term_words *text,
	uint32_t used)
{
	bool month = has_kind(text, MONTH), fits = true;
	bool ranges = count_kind(text, MONTH) > 1;
	int days = 0;

	*clue = (struct clue){ 0, 0, 0, 0, 0 };
	for (size_t i = 0; i < text->count; i++) {
		const struct tw_term_word *token = &text->at[i];

		if ((used >> i & 1) || token->kind == SILENT)
			continue;
		if (token->kind == ACADEMIC) {
			fits = fits && set_once(&clue->academic, token->value);
		} else if (token->kind == CALENDAR) {
			fits = fits && set_once(&clue->calendar, token->value);
		} else if (token->kind == MONTH) {
			fits = fits && read_month(clue, text, i);
		} else if (token->kind == NUMBER && month &&
			   days++ < (ranges ? 2 : 1) &&
			   !is_numbered(text, i) && token->value >= 1 &&
			   token->value <= 31) {
			clue->day = token->value;
		} else {
			return false;
		}
	}
	if (clue->academic && clue->calendar)
		fits = fits && (clue->calendar == clue->academic ||
			clue->calendar == clue->academic + 1);
	return fits && (clue->academic || clue->calendar);
}

/* At most two readings, in time; `count` goes on where there are more. */
struct readings {
	struct tw_term at[2];
	struct clue clue; /* of the last one */
	size_t count;
};

static void add_reading(struct readings *readings, int year, size_t period)
{
	if (year < TW_YEAR_FIRST || year >= TW_YEAR_LAST)
		return;
	if (readings->count < 2)
		readings->at[readings->count] = (struct tw_term){
			(int16_t)year, (uint16_t)period
		};
	readings->count++;
}

/*
 * Adds the period in the academic years that a calendar year may mean, for
 * a period that has neither month nor season: those in which it lies, were
 * the year parted evenly. A period across New Year has two.
 */
static void add_evenly(struct readings *readings, int calendar, size_t period,
	size_t count)
{
	if (3 * (period + 1) > count)
		add_reading(readings, calendar - 1, period);
	if (3 * period < count)
		add_reading(readings, calendar, period);
}

/* Adds the period in the academic year that a calendar year means for it. */
static void add_by_name(struct readings *readings,
	const struct tw_calendar *calendar, const struct tw_term_words *name,
	int year, size_t period)
{
	const struct tw_term_word *month = token_of(name, MONTH);
	const struct tw_term_word *season = token_of(name, SEASON);

	if (month)
		add_reading(readings, year - (month->value < SEPTEMBER),
			period);
	else if (season)
		add_reading(readings, year - (season->value != AUTUMN),
			period);
	else
		add_evenly(readings, year, period, calendar->count);
}

/* True if an update of the period in `year` may be of a month. */
static bool covers(const struct tw_calendar *calendar,
	const struct clue *clue, struct tw_term term, int month)
{
	for (int i = term.year; i <= term.year + 1; i++) {
		struct tw_date date = { (int16_t)i, (uint8_t)month, 0 };

		if ((!clue->calendar || clue->calendar == i) &&
		    tw_term_covers(calendar, term, date))
			return true;
	}
	return false;
}

/* The same for the clue's months. */
static bool fits_month(const struct tw_calendar *calendar,
	const struct clue *clue, int year, size_t period)
{
	struct tw_term term = { (int16_t)year, (uint16_t)period };

	return covers(calendar, clue, term, clue->month) &&
		(!clue->last_month ||
		covers(calendar, clue, term, clue->last_month));
}

/* Adds the period in the years that the clue leaves. */
static void add_period(struct readings *readings,
	const struct tw_calendar *calendar, const struct tw_term_words *name,
	const struct clue *clue, size_t period)
{
	int first = clue->academic ? clue->academic : clue->calendar - 1;
	int last = clue->academic ? clue->academic : clue->calendar;

	if (!clue->academic && !clue->month) {
		add_by_name(readings, calendar, name, clue->calendar, period);
		return;
	}
	for (int year = first; year <= last; year++)
		if (!clue->month || fits_month(calendar, clue, year, period))
			add_reading(readings, year, period);
}

static bool is_taught(size_t period, int month)
{
	int place = (month + 12 - SEPTEMBER) % 12;

	return place >= taught[period].first && place <= taught[period].last;
}

/*
 * Finds "half term 4" and "HT4" as the fourth of six, and "term 4" and "T4" too;
 * what "term 2" is, of three or of six, only a month tells.
 */
static bool find_numbered(uint32_t *used, const struct tw_term_words *text,
	const struct tw_term_words *name)
{
	const struct tw_term_word *season = token_of(name, SEASON);
	const struct tw_term_word *half = token_of(name, NUMBER);
	static const char *const any[] = { "term", "t", NULL };

	if (!season || !half || has_kind(text, SEASON))
		return false;
	for (size_t i = 0; i < text->count; i++) {
		const struct tw_term_word *token = &text->at[i];
		bool sure = i > 1 && text->at[i - 2].kind == SILENT;

		if (token->kind != NUMBER || token->digits != 1 ||
		    !is_numbered(text, i))
			continue;
		sure |= !tw_fold_any(text->at[i - 1].text, any);
		*used = UINT32_C(1) << i;
		return token->value == 2 * season->value + half->value &&
			(sure || token->value > 3 || has_kind(text, MONTH));
	}
	return false;
}

/* Finds no name: the month that is left then decides. */
static bool find_nothing(uint32_t *used, const struct tw_term_words *text,
	const struct tw_term_words *name)
{
	(void)text;
	(void)name;
	*used = 0;
	return true;
}

/* A way to read a text: how the period is found in it. */
struct way {
	bool (*find)(uint32_t *used, const struct tw_term_words *text,
		const struct tw_term_words *name);
	bool half_terms; /* only where they are the calendar */
	bool by_month;   /* only those that are taught in the month */
};

/* Adds the periods that are found in one way. */
static void add_periods(struct readings *readings,
	const struct tw_calendar *calendar, const struct tw_term_words *text,
	const struct way *way)
{
	for (size_t i = 0; i < calendar->count; i++) {
		struct tw_term_words name;
		struct clue clue;
		uint32_t used;
		size_t before = readings->count;

		if (!tw_tokens_cut(&name, calendar->periods[i]) ||
		    !way->find(&used, text, &name) ||
		    !read_clue(&clue, text, used))
			continue;
		if (!way->by_month ||
		    (clue.month && is_taught(i, clue.month)))
			add_period(readings, calendar, &name, &clue, i);
		if (readings->count > before)
			readings->clue = clue;
	}
}

/* The surest first; the others are for what the ones before cannot read. */
static const struct way ways[] = {
	{ find_period, false, false },
	{ find_numbered, true, false },
	{ find_season, true, true },
	{ find_season, false, false },
	{ find_nothing, true, true }
};

/* The date that a clue gives, in the academic year of a term. */
static struct tw_date date_of(const struct clue *clue, struct tw_term term)
{
	int month = clue->last_month ? clue->last_month : clue->month;
	int year = clue->calendar ? clue->calendar :
		term.year + (month < SEPTEMBER);
	struct tw_date date = { (int16_t)year, (uint8_t)month,
		(uint8_t)(clue->last_month ? 0 : clue->day) };
	char text[TW_DATE_ROOM];

	if (!month)
		return (struct tw_date){ 0, 0, 0 };
	/* What is no day of the month is no date at all. */
	if (!tw_date_read(&date, (struct tw_view){ text,
	    tw_date_write(text, date) }))
		date.day = 0;
	return date;
}

bool tw_term_interpret(struct tw_term_reading *reading,
	const struct tw_calendar *calendar, struct tw_view text)
{
	struct readings readings = { .count = 0 };
	struct tw_term_words tokens;
	size_t way = 0;

	*reading = (struct tw_term_reading){ .count = 0 };
	if (!tw_tokens_cut(&tokens, text))
		return false;
	tw_tokens_years(&tokens);
	for (; way < sizeof(ways) / sizeof(ways[0]); way++) {
		if (!ways[way].half_terms || calendar->half_terms)
			add_periods(&readings, calendar, &tokens, &ways[way]);
		if (readings.count)
			break;
	}
	if (!readings.count || readings.count > 2)
		return false;
	memcpy(reading->terms, readings.at, sizeof(reading->terms));
	reading->count = readings.count;
	reading->period_inferred = way > 0;
	reading->year_inferred = !readings.clue.academic;
	reading->date = date_of(&readings.clue, readings.at[0]);
	reading->doubtful = tokens.apart ||
		(readings.clue.day && !readings.clue.last_month &&
		!reading->date.day);
	return true;
}

bool tw_term_guess(char out[static 2 * TW_TERM_ROOM],
	const struct tw_calendar *calendar, struct tw_view text)
{
	struct tw_term_reading reading;
	size_t len;

	out[0] = '\0';
	if (!tw_term_interpret(&reading, calendar, text))
		return false;
	len = tw_term_write(out, calendar, reading.terms[0]);
	if (reading.count == 2) {
		memcpy(out + len, " or ", 4);
		tw_term_write(out + len + 4, calendar, reading.terms[1]);
	}
	return true;
}

enum tw_status tw_term_take(struct tw_term *term,
	const struct tw_calendar *calendar, const char *what,
	struct tw_view typed, struct tw_error *err)
{
	char guess[2 * TW_TERM_ROOM], sample[TW_TERM_ROOM];
	struct tw_view text = tw_trim(typed);

	if (tw_term_read(term, calendar, text) ||
	    tw_term_read_slug(term, calendar, text))
		return TW_OK;
	if (tw_term_guess(guess, calendar, text) &&
	    tw_term_read(term, calendar, tw_view_of(guess)))
		return TW_OK;
	tw_term_write(sample, calendar, (struct tw_term){ 2023,
		(uint16_t)(calendar->count - 1) });
	return tw_fail(err, TW_USAGE, "%s takes a term such as \"%s\", not "
		"\"%.*s\"%s%s%s", what, sample, TW_ARG(typed),
		guess[0] ? "; did you mean " : "", guess,
		guess[0] ? "?" : "");
}
