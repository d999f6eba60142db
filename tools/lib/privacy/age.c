/*
 * Names of pupils beside an age or a year group.
 */
#include "privacy/person.h"

#include <string.h>

/* True of a name that a child may have. */
static bool is_child(const struct tw_person *name)
{
	return name->words && name->known && !name->other && !name->titled &&
		name->words <= TW_PERSON_WORDS;
}

/* ---- "Jack (aged 7)" ---- */

static bool is_age(const struct tw_plain *plain, struct tw_spot word)
{
	static const char *const words[] = { "three", "four", "five", "six",
		"seven", "eight", "nine", "ten", "eleven", "twelve",
		"thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
		"eighteen", "nineteen", NULL };

	return tw_spot_number(plain, word) || tw_spot_any(plain, word, words);
}

/* True if a number of years is one, and no range of ages. */
static bool one_age(const struct tw_plain *plain, size_t i)
{
	static const char *const more[] = { "to", "upwards", "plus", "up",
		NULL };
	static const char *const both[] = { "and", "or", NULL };
	static const char *const over[] = { "above", "below", "older", "over",
		"under", "up", "upwards", "younger", NULL };
	static const char *const units[] = { "years", "year", "yrs", NULL };
	struct tw_spot word = { i, tw_plain_word(plain, i) };

	if (!is_age(plain, word))
		return false;
	i = word.to;
	if (plain->c[i] && strchr("-+/", plain->c[i]))
		return false;
	word.from = i + tw_plain_blank(plain->c[i]);
	word.to = tw_plain_word(plain, word.from);
	if (tw_spot_any(plain, word, units)) {
		word.from = word.to + tw_plain_blank(plain->c[word.to]);
		word.to = tw_plain_word(plain, word.from);
	}
	if (plain->c[word.from] && strchr("-+/", plain->c[word.from]))
		return false;
	if (!tw_spot_any(plain, word, both))
		return !tw_spot_any(plain, word, more);
	word.from = word.to + tw_plain_blank(plain->c[word.to]);
	word.to = tw_plain_word(plain, word.from);
	return !is_age(plain, word) && !tw_spot_any(plain, word, over);
}

void tw_match_aged(struct tw_hits *hits, const struct tw_plain *plain,
	struct tw_spot aged)
{
	static const char *const places[] = { "in", "at", "from", "of",
		"near", "across", "around", "to", "for", "throughout",
		"within", NULL };
	size_t end = tw_blanks_before(plain, aged.from), before;
	struct tw_person name;
	struct tw_spot word;

	if (!one_age(plain, aged.to + tw_plain_blank(plain->c[aged.to])))
		return;
	while (end && (plain->c[end - 1] == ',' || plain->c[end - 1] == '('))
		end = tw_blanks_before(plain, end - 1);
	tw_person_before(&name, plain, end);
	if (!name.words || name.other || name.words > TW_PERSON_WORDS)
		return;
	before = tw_blanks_before(plain, name.from);
	word = tw_spot_before(plain, before);
	if (!name.known && tw_spot_any(plain, word, places))
		return;
	/* "Residents aged 18" */
	if (tw_person_plural(plain, &name) &&
	    tw_sentence_start(plain, name.from))
		return;
	tw_person_found(hits, plain, &name);
}

/* ---- "Jack (13)" ---- */

/* What goes on behind a number, a name or a year: nothing of it, if true. */
static bool ends_aside(const struct tw_plain *plain, size_t i)
{
	char c = plain->c[i];

	if (tw_plain_blank(c))
		return !plain->c[i + 1] || (plain->c[i + 1] == '-' &&
			tw_plain_blank(plain->c[i + 2]));
	return !c || (strchr(",.;)\"'", c) && !tw_plain_inner(plain->c[i + 1]));
}

/* "13)", "8 yrs)", "8 years old": years of age, and nothing else. */
static bool is_years(const struct tw_plain *plain, struct tw_spot number,
	bool bracket)
{
	enum { YOUNGEST = 3, OLDEST = 19 };
	static const char *const units[] = { "years", "year", "yrs", "yr",
		"yo", NULL };
	struct tw_spot word = number;
	int years = 0;

	for (size_t i = number.from; i < number.to; i++)
		years = 10 * years + (plain->c[i] - '0');
	if (years < YOUNGEST || years > OLDEST)
		return false;
	word.from = number.to + tw_plain_blank(plain->c[number.to]);
	word.to = tw_plain_word(plain, word.from);
	if (tw_spot_any(plain, word, units)) {
		number.to = word.to;
		word.from = word.to + tw_plain_blank(plain->c[word.to]);
		word.to = tw_plain_word(plain, word.from);
		if (tw_plain_is(plain, word.from, word.to, "old"))
			return true;
	}
	return bracket ? plain->c[number.to] == ')' :
		ends_aside(plain, number.to);
}

void tw_match_age(struct tw_hits *hits, const struct tw_plain *plain,
	struct tw_spot number)
{
	static const char *const places[] = { "in", "at", "near", "across",
		NULL };
	size_t end = tw_blanks_before(plain, number.from);
	char mark = end ? plain->c[end - 1] : 0;
	struct tw_person name;

	if ((mark != ',' && mark != '(') || !tw_spot_number(plain, number) ||
	    !is_years(plain, number, mark == '('))
		return;
	end = tw_blanks_before(plain, end - 1);
	while (end && (plain->c[end - 1] == '"' || plain->c[end - 1] == '\''))
		end--;
	tw_person_before(&name, plain, end);
	if (is_child(&name) && !name.grown && !(name.word &&
	    name.words == 1) && !tw_spot_any(plain, tw_spot_before(plain,
	    tw_blanks_before(plain, name.from)), places))
		tw_person_found(hits, plain, &name);
}

/* ---- "Jack in Year 4" ---- */

/* True of the number of "Year 4" and "Y4", which ends at *to. */
static bool year_number(size_t *to, const struct tw_plain *plain,
	struct tw_spot year)
{
	struct tw_spot word = { year.to, year.to };

	*to = year.to;
	if (tw_plain_digit(plain->c[year.to - 1]))
		return true;
	word.from += tw_plain_blank(plain->c[year.to]);
	word.to = *to = tw_plain_word(plain, word.from);
	return tw_spot_number(plain, word);
}

/* True of a first name, alone or with an initial: "Jack", "Jack S." */
static bool is_first(const struct tw_plain *plain,
	const struct tw_person *name)
{
	return is_child(name) && !(name->word && name->words == 1) &&
		(name->words == 1 || (name->words == 2 &&
		tw_plain_blank(plain->c[name->to - 2])));
}

/* "Ellie and Jack in Year 4": the name before "and" is that of a child. */
static bool joined(const struct tw_plain *plain, struct tw_spot word)
{
	struct tw_person name;

	if (!tw_plain_is(plain, word.from, word.to, "and"))
		return false;
	tw_person_before(&name, plain, tw_blanks_before(plain, word.from));
	return is_first(plain, &name) && !name.grown;
}

/* Words that a pupil's year goes on with, and that of a teacher does not. */
static bool of_pupil(const struct tw_plain *plain, size_t to)
{
	static const char *const words[] = { "attendance", "boy", "child",
		"excluded", "girl", "has", "is", "learner", "moved", "pex",
		"pupil", "started", "student", "was", "who", NULL };
	size_t from = to + tw_plain_blank(plain->c[to]);

	return tw_plain_any(plain, from, tw_plain_word(plain, from), words);
}

/* "Jack, Year 4," and "Jack Y4 was"; no list of years, and no teacher. */
static bool is_aside(const struct tw_plain *plain, size_t to)
{
	size_t from = to + (plain->c[to] == ',');
	struct tw_spot next;

	from += tw_plain_blank(plain->c[from]);
	next = (struct tw_spot){ from, tw_plain_word(plain, from) };
	return of_pupil(plain, to) || (ends_aside(plain, to) &&
		!(next.to > next.from && tw_spot_year(plain, next)));
}

/*
 * In brackets behind it a year may be that of a teacher with a last name, and
 * elsewhere of one with a first name, too.
 */
void tw_match_year(struct tw_hits *hits, const struct tw_plain *plain,
	struct tw_spot year)
{
	static const char *const ins[] = { "in", "from", NULL };
	static const char *const are[] = { "is", "was", NULL };
	static const char *const places[] = { "in", "at", "from", "of", "to",
		"for", "near", "with", "and", NULL };
	size_t end = tw_blanks_before(plain, year.from), to;
	char mark = end ? plain->c[end - 1] : 0;
	struct tw_spot in = tw_spot_before(plain, end), before;
	struct tw_person name;
	bool aside = false;

	if (!year_number(&to, plain, year))
		return;
	if (mark == '(' && (plain->c[to] == ')' || plain->c[to] == ',')) {
		end = tw_blanks_before(plain, end - 1);
	} else if (tw_spot_any(plain, in, ins)) {
		end = tw_blanks_before(plain, in.from);
	} else if (tw_plain_is(plain, in.from, in.to, "a") &&
	           of_pupil(plain, to)) {
		in = tw_spot_before(plain, tw_blanks_before(plain, in.from));
		if (!tw_spot_any(plain, in, are))
			return;
		end = tw_blanks_before(plain, in.from);
	} else if (is_aside(plain, to)) {
		aside = true;
		end = tw_blanks_before(plain, end - (mark == ',' ||
			mark == '-'));
	} else {
		return;
	}
	if ((!aside || mark == ',') &&
	    tw_person_letters_before(&name, plain, end)) {
		tw_person_found(hits, plain, &name);
		return;
	}
	/* The full stop of "Jack S." */
	end -= end > 1 && plain->c[end - 1] == '.' &&
		tw_plain_upper(plain->c[end - 2]);
	tw_person_before(&name, plain, end);
	before = tw_spot_before(plain, tw_blanks_before(plain, name.from));
	if (mark == '(' ? is_child(&name) && !(name.grown && name.words > 1) :
	    is_first(plain, &name) && !(aside && name.grown) &&
	    (!tw_spot_any(plain, before, places) || joined(plain, before)))
		tw_person_found(hits, plain, &name);
}
