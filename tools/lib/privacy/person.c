/*
 * Words before and behind a place in a text, and names of people there.
 */
#include "privacy/person.h"

#include "privacy/words.h"

#include <string.h>

/* ---- words, forwards and backwards ---- */

struct tw_spot tw_spot_before(const struct tw_plain *plain, size_t end)
{
	struct tw_spot word = { end, end };

	while (word.from && tw_plain_inner(plain->c[word.from - 1]))
		word.from--;
	return word;
}

size_t tw_blanks_before(const struct tw_plain *plain, size_t i)
{
	while (i && tw_plain_blank(plain->c[i - 1]))
		i--;
	return i;
}

bool tw_spot_any(const struct tw_plain *plain, struct tw_spot word,
	const char *const *words)
{
	return word.to > word.from &&
		tw_plain_any(plain, word.from, word.to, words);
}

bool tw_spot_number(const struct tw_plain *plain, struct tw_spot word)
{
	for (size_t i = word.from; i < word.to; i++)
		if (!tw_plain_digit(plain->c[i]))
			return false;
	return word.to > word.from && word.to - word.from <= 2;
}

bool tw_spot_year(const struct tw_plain *plain, struct tw_spot word)
{
	static const char *const words[] = { "year", "yr", "y", NULL };
	static const char *const alone[] = { "age", "aged", "in", NULL };
	struct tw_spot rest = word;

	while (rest.from < word.to && tw_plain_alpha(plain->c[rest.from]))
		rest.from++;
	if (rest.from == word.to)
		return tw_spot_any(plain, word, alone) ||
			(word.to - word.from > 1 &&
			 tw_spot_any(plain, word, words));
	return tw_plain_any(plain, word.from, rest.from, words) &&
		tw_spot_number(plain, rest);
}

/* ---- names ---- */

/* A capital, then a small letter somewhere; or a known name in capitals. */
static bool name_word(const struct tw_plain *plain, struct tw_spot word)
{
	bool small = false;

	if (!tw_plain_upper(plain->c[word.from]))
		return false;
	for (size_t i = word.from; i < word.to; i++) {
		char c = plain->c[i];

		if (tw_plain_digit(c))
			return false;
		small |= tw_plain_letter(c) && !tw_plain_upper(c);
	}
	return small || tw_first_name(plain->c + word.from,
			word.to - word.from);
}

static bool joins(char c)
{
	return c == '-' || c == '\'';
}

/* True of one capital letter: "Jack S". */
static bool initial(const struct tw_plain *plain, struct tw_spot word)
{
	return word.to == word.from + 1 &&
		tw_plain_upper(plain->c[word.from]);
}

/* Steps over what parts words of a name: a blank, or "-" and "'" inside. */
static size_t next_word(const struct tw_plain *plain, size_t i)
{
	if (joins(plain->c[i]) && tw_plain_letter(plain->c[i + 1]))
		return i + 1;
	if (plain->c[i] == '.' && i && tw_plain_upper(plain->c[i - 1]))
		i++;
	return tw_plain_blank(plain->c[i]) ? i + 1 : i;
}

static void judge_word(struct tw_person *name, const struct tw_plain *plain,
	struct tw_spot word)
{
	bool last = tw_last_name(plain->c + word.from, word.to - word.from);

	name->last |= last;
	name->other |= !last && tw_no_name(plain->c + word.from,
			word.to - word.from);
	name->words++;
}

/* "Jack Grant", but neither "Grant" nor "Stanley Hall". */
static void judge_last(struct tw_person *name)
{
	name->other |= name->last && (name->words != 2 || !name->known ||
		name->word);
}

/* The word that a name begins with. */
static void judge_first(struct tw_person *name, const struct tw_plain *plain,
	struct tw_spot word)
{
	static const char *const words[] = { "amber", "ashton", "austin",
		"chelsea", "christian", "daisy", "dean", "fern", "florence",
		"frank", "georgia", "grace", "harper", "harris", "heather",
		"holly", "iris", "ivy", "jade", "jasmine", "jordan", "lily",
		"mark", "max", "pat", "poppy", "robin", "rose", "ruby",
		"stanley", "victoria", "violet", "will", "willow", NULL };

	name->known = tw_first_name(plain->c + word.from,
			word.to - word.from);
	name->grown = name->known && tw_grown_name(plain->c + word.from,
			word.to - word.from);
	name->word = tw_spot_any(plain, word, words);
}

/* A word of capitals alone, as it follows a first name in capitals. */
static bool capitals(const struct tw_plain *plain, struct tw_spot word)
{
	for (size_t i = word.from; i < word.to; i++)
		if (!tw_plain_upper(plain->c[i]))
			return false;
	return word.to > word.from + 1;
}

/* "J. Smith": an initial begins a name only before a word of one. */
static bool initial_before_name(const struct tw_plain *plain,
	struct tw_spot word)
{
	struct tw_spot next;

	if (!initial(plain, word) || plain->c[word.to] != '.')
		return false;
	next.from = next_word(plain, word.to);
	next.to = tw_plain_word(plain, next.from);
	return next.to > next.from && name_word(plain, next);
}

/* True of a word that a name goes on with; `caps`: one in capitals. */
static bool goes_on(const struct tw_plain *plain, struct tw_spot word,
	bool caps)
{
	return name_word(plain, word) || initial(plain, word) ||
		(caps && capitals(plain, word)) ||
		plain->c[word.from - 1] == '-';
}

static void read_words(struct tw_person *name, const struct tw_plain *plain,
	size_t i)
{
	struct tw_spot word = { i, tw_plain_word(plain, i) };
	bool caps = capitals(plain, word);

	*name = (struct tw_person){ .from = i, .to = i };
	if (word.to == i || (!name_word(plain, word) &&
	    !initial_before_name(plain, word)))
		return;
	judge_first(name, plain, word);
	while (word.to > word.from && name->words < 2 * TW_PERSON_WORDS &&
	       (!name->words || goes_on(plain, word, caps))) {
		judge_word(name, plain, word);
		name->to = word.to;
		word.from = next_word(plain, word.to);
		if (word.from == word.to)
			return;
		word.to = tw_plain_word(plain, word.from);
		/* The "s" of "Jack's" is none. */
		if (plain->c[word.from - 1] == '\'' &&
		    word.to == word.from + 1)
			return;
	}
	/* "Moor Park high school" */
	if (word.to > word.from)
		name->other |= tw_no_name(plain->c + word.from,
			word.to - word.from) &&
			tw_plain_upper(plain->c[word.from]);
}

void tw_person_read(struct tw_person *name, const struct tw_plain *plain,
	size_t i)
{
	read_words(name, plain, i);
	judge_last(name);
}

bool tw_is_holy(const struct tw_plain *plain, struct tw_spot word)
{
	static const char *const words[] = { "sister", "brother", NULL };

	return tw_spot_any(plain, word, words) &&
		tw_plain_upper(plain->c[word.from]) &&
		!tw_sentence_start(plain, word.from);
}

void tw_person_before(struct tw_person *name, const struct tw_plain *plain,
	size_t end)
{
	static const char *const titles[] = { "mr", "mrs", "ms", "miss", "mx",
		"dr", "sir", "prof", "professor", "rev", "st", "saint",
		"the", NULL };
	struct tw_spot word = tw_spot_before(plain, end);
	struct tw_person known = { .from = end, .to = end };

	*name = known;
	while (word.to > word.from && name->words < 2 * TW_PERSON_WORDS &&
	       (name_word(plain, word) || initial(plain, word))) {
		judge_word(name, plain, word);
		name->from = word.from;
		judge_first(name, plain, word);
		if (name->known)
			known = *name;
		if (!word.from || !(tw_plain_blank(plain->c[word.from - 1]) ||
		    joins(plain->c[word.from - 1])))
			break;
		word = tw_spot_before(plain, word.from - 1);
	}
	if (known.words)
		*name = known;
	judge_last(name);
	end = tw_blanks_before(plain, name->from);
	end -= end && plain->c[end - 1] == '.';
	word = tw_spot_before(plain, end);
	name->titled = tw_spot_any(plain, word, titles) ||
		tw_is_holy(plain, word);
}

bool tw_sentence_start(const struct tw_plain *plain, size_t i)
{
	i = tw_blanks_before(plain, i);
	while (i && plain->c[i - 1] && strchr("-'\"(", plain->c[i - 1]))
		i = tw_blanks_before(plain, i - 1);
	return !i || (plain->c[i - 1] && strchr(".!?:", plain->c[i - 1]));
}

void tw_person_found(struct tw_hits *hits, const struct tw_plain *plain,
	const struct tw_person *name)
{
	tw_hits_add(hits, (struct tw_hit){ name->from, name->to,
		tw_hit_name(plain, name->from, name->to), TW_PRIVATE_PUPIL });
}

bool tw_person_plural(const struct tw_plain *plain,
	const struct tw_person *name)
{
	return !name->known && name->words == 1 &&
		plain->c[name->to - 1] == 's';
}

/* ---- letters that stand for a name ---- */

/* True if letters are short for something else: "PE", "T.A." */
static bool short_form(const struct tw_plain *plain, size_t from, size_t to)
{
	char letters[3];
	size_t len = 0;

	for (; from < to; from++) {
		if (!tw_plain_alpha(plain->c[from]))
			continue;
		if (len == sizeof(letters))
			return false;
		letters[len++] = plain->c[from];
	}
	return tw_short_form(letters, len);
}

/* Two capitals and nothing else. */
static bool is_pair(const struct tw_plain *plain, struct tw_spot word)
{
	return word.to - word.from == 2 &&
		tw_plain_upper(plain->c[word.from]) &&
		tw_plain_upper(plain->c[word.from + 1]);
}

static bool take_letters(struct tw_person *name, const struct tw_plain *plain,
	size_t from, size_t to)
{
	*name = (struct tw_person){ .from = from, .to = to };
	if (to > from && !short_form(plain, from, to))
		name->words = 2;
	return name->words;
}

bool tw_person_letters_before(struct tw_person *name,
	const struct tw_plain *plain, size_t end)
{
	struct tw_spot word = tw_spot_before(plain, end);
	size_t from = end;

	if (is_pair(plain, word) && (!word.from ||
	    !joins(plain->c[word.from - 1])))
		return take_letters(name, plain, word.from, word.to);
	while (from >= 2 && plain->c[from - 1] == '.' &&
	       tw_plain_upper(plain->c[from - 2]) && (from == 2 ||
	       !tw_plain_inner(plain->c[from - 3])))
		from -= 2;
	return take_letters(name, plain, end - from > 2 ? from : end, end);
}

bool tw_person_letters(struct tw_person *name, const struct tw_plain *plain,
	size_t i)
{
	struct tw_spot word = { i, tw_plain_word(plain, i) };
	size_t to = i;

	if (is_pair(plain, word))
		return take_letters(name, plain, i,
			joins(plain->c[word.to]) ? i : word.to);
	while (tw_plain_upper(plain->c[to]) && plain->c[to + 1] == '.')
		to += 2;
	return take_letters(name, plain, i, to - i > 2 &&
		!tw_plain_inner(plain->c[to]) ? to : i);
}
