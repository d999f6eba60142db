/*
 * Names of pupils beside words that say so, and small counts of pupils.
 */
#include "privacy/match.h"
#include "privacy/words.h"

#include <string.h>

/* How many words of a name, and how many beside a word that says so. */
enum { MOST_WORDS = 4, MOST_FILLERS = 6 };

static const char *const nouns[] = { "pupil", "student", "child", "boy",
	"girl", "learner", "youngster", "teenager", "toddler", "son",
	"daughter", NULL };

static const char *const several[] = { "pupils", "students", "children", "boys",
	"girls", "learners", "youngsters", "teenagers", "toddlers", NULL };
static const char *const siblings[] = { "brother", "brothers", "sister",
	"sisters", "sibling", "siblings", "twin", "twins", NULL };

static const char *const many[] = { "pupils", "students", "children", "boys",
	"girls", "learners", "youngsters", "teenagers", "people", NULL };

/* ---- words, forwards and backwards ---- */

struct word {
	size_t from, to;
};

/* The word that ends at `end`; none if no letter or digit stands there. */
static struct word word_before(const struct tw_plain *plain, size_t end)
{
	struct word word = { end, end };

	while (word.from && tw_plain_inner(plain->c[word.from - 1]))
		word.from--;
	return word;
}

static size_t blanks_before(const struct tw_plain *plain, size_t i)
{
	while (i && tw_plain_blank(plain->c[i - 1]))
		i--;
	return i;
}

static bool is_any(const struct tw_plain *plain, struct word word,
	const char *const *words)
{
	return word.to > word.from &&
		tw_plain_any(plain, word.from, word.to, words);
}

static bool is_number(const struct tw_plain *plain, struct word word)
{
	for (size_t i = word.from; i < word.to; i++)
		if (!tw_plain_digit(plain->c[i]))
			return false;
	return word.to > word.from && word.to - word.from <= 2;
}

/* "Year 4", "Y4". */
static bool is_year(const struct tw_plain *plain, struct word word)
{
	static const char *const words[] = { "year", "yr", "age", "aged",
		"in", NULL };
	struct word rest = { word.from + 1, word.to };

	return is_any(plain, word, words) || ((plain->c[word.from] | 32) ==
		'y' && is_number(plain, rest));
}

/* ---- names ---- */

/* A capital, then a small letter somewhere; or a known name in capitals. */
static bool name_word(const struct tw_plain *plain, struct word word)
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

/* A name, word by word. */
struct name {
	size_t from, to;
	size_t words;
	bool known; /* the first is a first name that many have */
	bool other; /* one of them is no part of a name */
};

static bool joins(char c)
{
	return c == '-' || c == '\'';
}

/* True of one capital letter: "Jack S". */
static bool initial(const struct tw_plain *plain, struct word word)
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

static void judge_word(struct name *name, const struct tw_plain *plain,
	struct word word)
{
	name->other |= tw_no_name(plain->c + word.from,
			word.to - word.from);
	name->words++;
}

/* A word of capitals alone, as it follows a first name in capitals. */
static bool capitals(const struct tw_plain *plain, struct word word)
{
	for (size_t i = word.from; i < word.to; i++)
		if (!tw_plain_upper(plain->c[i]))
			return false;
	return word.to > word.from + 1;
}

/* "J. Smith": an initial begins a name only before a word of one. */
static bool initial_before_name(const struct tw_plain *plain,
	struct word word)
{
	struct word next;

	if (!initial(plain, word) || plain->c[word.to] != '.')
		return false;
	next.from = next_word(plain, word.to);
	next.to = tw_plain_word(plain, next.from);
	return next.to > next.from && name_word(plain, next);
}

/* True of a word that a name goes on with; `caps`: one in capitals. */
static bool goes_on(const struct tw_plain *plain, struct word word, bool caps)
{
	return name_word(plain, word) || initial(plain, word) ||
		(caps && capitals(plain, word)) ||
		plain->c[word.from - 1] == '-';
}

/* Reads the name that begins at `i`; no words: there is none. */
static void read_name(struct name *name, const struct tw_plain *plain,
	size_t i)
{
	struct word word = { i, tw_plain_word(plain, i) };
	bool caps = capitals(plain, word);

	*name = (struct name){ i, i, 0, false, false };
	if (word.to == i || (!name_word(plain, word) &&
	    !initial_before_name(plain, word)))
		return;
	name->known = tw_first_name(plain->c + word.from,
			word.to - word.from);
	while (word.to > word.from && name->words < 2 * MOST_WORDS &&
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

/*
 * The same of the name that ends at `end`. Of "Met Jack Smith" only what a
 * first name begins is one.
 */
static void read_name_before(struct name *name, const struct tw_plain *plain,
	size_t end)
{
	struct word word = word_before(plain, end);
	struct name known = { end, end, 0, false, false };

	*name = known;
	while (word.to > word.from && name->words < 2 * MOST_WORDS &&
	       (name_word(plain, word) || initial(plain, word))) {
		judge_word(name, plain, word);
		name->from = word.from;
		name->known = tw_first_name(plain->c + word.from,
			word.to - word.from);
		if (name->known)
			known = *name;
		if (!word.from || !(tw_plain_blank(plain->c[word.from - 1]) ||
		    joins(plain->c[word.from - 1])))
			break;
		word = word_before(plain, word.from - 1);
	}
	if (known.words)
		*name = known;
}

/* True if nothing but the block, or the sentence, begins before `i`. */
static bool sentence_start(const struct tw_plain *plain, size_t i)
{
	i = blanks_before(plain, i);
	while (i && plain->c[i - 1] && strchr("-'\"(", plain->c[i - 1]))
		i = blanks_before(plain, i - 1);
	return !i || (plain->c[i - 1] && strchr(".!?:", plain->c[i - 1]));
}

static void found(struct tw_hits *hits, const struct tw_plain *plain,
	const struct name *name)
{
	tw_hits_add(hits, (struct tw_hit){ name->from, name->to,
		tw_hit_name(plain, name->from, name->to), TW_PRIVATE_PUPIL });
}

/* ---- "a pupil called Jack" ---- */

/* Steps over marks and blanks that may part the two. */
static size_t skip_marks(const struct tw_plain *plain, size_t i)
{
	size_t start = i;

	while (i - start < 4 && plain->c[i] &&
	       strchr(" \n,:(-\"'", plain->c[i]))
		i++;
	return i;
}

/* "16 year old Apprentices": one word that many are called by. */
static bool plural(const struct tw_plain *plain, const struct name *name)
{
	return !name->known && name->words == 1 &&
		plain->c[name->to - 1] == 's';
}

/* What the word before a name is said of. */
enum whom { ONE, OF_AGE, SIBLINGS, SEVERAL };

/* "Ruby, Jake and Zara Potts": those that follow the first. */
static void match_others(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i)
{
	struct name name = { .words = 1 };

	while (name.words) {
		size_t from = i + (plain->c[i] == ',');
		size_t to = from + tw_plain_blank(plain->c[from]);

		to = tw_plain_word(plain, to);
		if (tw_plain_is(plain, to - 3 > i ? to - 3 : i, to, "and"))
			from = to;
		if (from == i || !tw_plain_blank(plain->c[from]))
			return;
		read_name(&name, plain, from + 1);
		if (!name.words || !name.known || name.other ||
		    name.words > MOST_WORDS)
			return;
		found(hits, plain, &name);
		i = name.to;
	}
}

static void match_behind(struct tw_hits *hits, const struct tw_plain *plain,
	struct word noun, enum whom whom)
{
	static const char *const fillers[] = { "old", "known", "as", "now",
		"whose", "first", "s", "years", "yrs", NULL };
	static const char *const says[] = { "called", "named", "name", NULL };
	static const char *const picks[] = { "such", "like", "including",
		"namely", NULL };
	bool said = false, place = false;
	bool lower = whom == ONE && !tw_plain_upper(plain->c[noun.from]);
	struct word word = noun;
	struct name name;

	for (int i = 0; i < MOST_FILLERS; i++) {
		word.from = skip_marks(plain, word.to);
		if (word.from == word.to)
			return;
		word.to = tw_plain_word(plain, word.from);
		if (is_any(plain, word, says) ||
		    (whom >= SIBLINGS && is_any(plain, word, picks)))
			said = true;
		else if (said && tw_plain_is(plain, word.from, word.to, "is"))
			continue;
		else if (!is_any(plain, word, fillers) &&
		         !is_number(plain, word) && !is_year(plain, word))
			break;
		place = tw_plain_is(plain, word.from, word.to, "in");
	}
	read_name(&name, plain, word.from);
	if (place || !name.words || name.other || name.words > MOST_WORDS ||
	    !(name.known || (whom < SIBLINGS && (said || lower))) ||
	    (whom == SEVERAL && !said) || (!said && plural(plain, &name)))
		return;
	found(hits, plain, &name);
	if (whom >= SIBLINGS)
		match_others(hits, plain, name.to);
}

/* ---- "Jack, a Year 4 pupil" ---- */

/* True if a noun stands by itself, and not before another one. */
static bool stands_alone(const struct tw_plain *plain, size_t to)
{
	static const char *const words[] = { "at", "in", "from", "who",
		"with", "of", "aged", "has", "had", "was", "is", "and", "on",
		"whose", NULL };
	struct word next = { to, to };

	if (!tw_plain_blank(plain->c[to]))
		return plain->c[to] != '-' && plain->c[to] != '\'';
	next.from = to + 1;
	next.to = tw_plain_word(plain, next.from);
	return next.to == next.from || is_any(plain, next, words);
}

static void match_before(struct tw_hits *hits, const struct tw_plain *plain,
	struct word noun)
{
	static const char *const fillers[] = { "a", "an", "the", "our",
		"old", "young", "former", "new", "another", NULL };
	struct word word = noun;
	struct name name;

	if (!stands_alone(plain, noun.to))
		return;
	for (int i = 0; i < MOST_FILLERS; i++) {
		size_t end = blanks_before(plain, word.from);

		if (end && (plain->c[end - 1] == ',' ||
		    plain->c[end - 1] == '(' || plain->c[end - 1] == '-')) {
			read_name_before(&name, plain,
				blanks_before(plain, end - 1));
			if (name.words && name.known && !name.other &&
			    i && name.words <= MOST_WORDS)
				found(hits, plain, &name);
			if (plain->c[end - 1] != '-')
				return;
			end--;
		}
		word = word_before(plain, end);
		if (!is_any(plain, word, fillers) && !is_number(plain, word) &&
		    !is_year(plain, word))
			return;
	}
}

/* ---- "Jack (aged 7)" ---- */

/* True if a number of years is one, and no range of ages. */
static bool one_age(const struct tw_plain *plain, size_t i)
{
	static const char *const more[] = { "to", "and", "or", "upwards",
		"plus", "up", NULL };
	static const char *const units[] = { "years", "year", "yrs", NULL };
	struct word word = { i, tw_plain_word(plain, i) };

	if (!is_number(plain, word))
		return false;
	i = word.to;
	if (plain->c[i] && strchr("-+/", plain->c[i]) )
		return false;
	word.from = i + tw_plain_blank(plain->c[i]);
	word.to = tw_plain_word(plain, word.from);
	if (is_any(plain, word, units)) {
		word.from = word.to + tw_plain_blank(plain->c[word.to]);
		word.to = tw_plain_word(plain, word.from);
	}
	if (plain->c[word.from] && strchr("-+/", plain->c[word.from]))
		return false;
	return !is_any(plain, word, more);
}

static void match_age(struct tw_hits *hits, const struct tw_plain *plain,
	struct word aged)
{
	static const char *const places[] = { "in", "at", "from", "of",
		"near", "across", "around", "to", "for", "throughout",
		"within", NULL };
	size_t end = blanks_before(plain, aged.from), before;
	struct name name;
	struct word word;

	if (!one_age(plain, aged.to + tw_plain_blank(plain->c[aged.to])))
		return;
	while (end && (plain->c[end - 1] == ',' || plain->c[end - 1] == '('))
		end = blanks_before(plain, end - 1);
	read_name_before(&name, plain, end);
	if (!name.words || name.other || name.words > MOST_WORDS)
		return;
	before = blanks_before(plain, name.from);
	word = word_before(plain, before);
	if (!name.known && is_any(plain, word, places))
		return;
	/* "Residents aged 18" */
	if (plural(plain, &name) && sentence_start(plain, name.from))
		return;
	found(hits, plain, &name);
}

/* True of the number of "Year 4" and "Y4", which ends at *to. */
static bool year_number(size_t *to, const struct tw_plain *plain,
	struct word year)
{
	struct word word = { year.to, year.to };

	*to = year.to;
	if (tw_plain_digit(plain->c[year.to - 1]))
		return true;
	word.from += tw_plain_blank(plain->c[year.to]);
	word.to = *to = tw_plain_word(plain, word.from);
	return is_number(plain, word);
}

/* "J.T.": two capitals or more with full stops, which end at `end`. */
static bool read_initials(struct name *name, const struct tw_plain *plain,
	size_t end)
{
	*name = (struct name){ end, end, 0, false, false };
	for (size_t i = end; i >= 2 && plain->c[i - 1] == '.' &&
	     tw_plain_upper(plain->c[i - 2]) && (i == 2 ||
	     !tw_plain_inner(plain->c[i - 3])); i = name->from) {
		name->from = i - 2;
		name->words++;
	}
	return name->words > 1;
}

/* A first name that is also a word, or what a school or a place is called. */
static bool is_word(const struct tw_plain *plain, const struct name *name)
{
	static const char *const words[] = { "amber", "austin", "chelsea",
		"christian", "daisy", "dean", "fern", "florence", "frank",
		"georgia", "harper", "harris", "heather", "holly", "iris",
		"ivy", "jade", "jasmine", "jordan", "lily", "max", "poppy",
		"robin", "ruby", "victoria", "violet", "willow", NULL };

	return name->words == 1 &&
		tw_plain_any(plain, name->from, name->to, words);
}

/*
 * "Jack in Year 4", "Jack S. in Y4": a first name, alone or with an initial,
 * since with a last name it may well be a teacher.
 */
static bool is_in_year(struct name *name, const struct tw_plain *plain,
	size_t end)
{
	static const char *const places[] = { "in", "at", "from", "of", "to",
		"for", "near", "with", "and", "mr", "mrs", "ms", "miss",
		NULL };
	size_t stop = end > 1 && plain->c[end - 1] == '.' &&
		tw_plain_upper(plain->c[end - 2]);
	struct word last, before;

	read_name_before(name, plain, end - stop);
	last = word_before(plain, end - stop);
	before = word_before(plain, blanks_before(plain, name->from));
	return name->words && name->known && !name->other &&
		!is_word(plain, name) && !is_any(plain, before, places) &&
		(name->words == 1 || (name->words == 2 &&
		initial(plain, last)));
}

/* "Jack (Year 4)", "Jack (Y4)", "Jack in Year 4", "J.T. in Year 4". */
static void match_year(struct tw_hits *hits, const struct tw_plain *plain,
	struct word year)
{
	size_t end = blanks_before(plain, year.from), to;
	bool bracket = end && plain->c[end - 1] == '(';
	struct word in = word_before(plain, end);
	struct name name;

	if (!year_number(&to, plain, year) ||
	    (bracket ? plain->c[to] != ')' : !is_any(plain, in,
	    (const char *const[]){ "in", NULL })))
		return;
	end = blanks_before(plain, bracket ? end - 1 : in.from);
	if (read_initials(&name, plain, end)) {
		found(hits, plain, &name);
		return;
	}
	if (!bracket) {
		if (is_in_year(&name, plain, end))
			found(hits, plain, &name);
		return;
	}
	read_name_before(&name, plain, end);
	if (name.words && name.known && !name.other &&
	    name.words <= MOST_WORDS)
		found(hits, plain, &name);
}

/* True if `word` stands before `i`, with a blank or a hyphen between. */
static bool follows(const struct tw_plain *plain, size_t i, const char *word)
{
	size_t len = strlen(word);

	return i > len && (tw_plain_blank(plain->c[i - 1]) ||
		plain->c[i - 1] == '-') &&
		tw_plain_is(plain, i - 1 - len, i - 1, word);
}

/* "One of our" pupils. */
static bool one_of(const struct tw_plain *plain, size_t i)
{
	struct word word = word_before(plain, blanks_before(plain, i));

	word = word_before(plain, blanks_before(plain, word.from));
	return tw_plain_is(plain, word.from, word.to, "of") &&
		follows(plain, word.from, "one");
}

void tw_match_pupil(struct tw_hits *hits, const struct tw_plain *plain,
	size_t from, size_t to)
{
	struct word word = { from, to };
	bool person = tw_plain_is(plain, from, to, "person") &&
		follows(plain, from, "young");

	if (person || tw_plain_any(plain, from, to, nouns)) {
		match_behind(hits, plain, word, ONE);
		match_before(hits, plain, word);
	} else if (tw_plain_is(plain, from, to, "aged") ||
	           tw_plain_is(plain, from, to, "age")) {
		match_age(hits, plain, word);
		if (tw_plain_is(plain, from, to, "aged"))
			match_behind(hits, plain, word, OF_AGE);
	} else if (tw_plain_is(plain, from, to, "old") &&
	           follows(plain, from, "year")) {
		match_behind(hits, plain, word, ONE);
	} else if ((plain->c[from] | 32) == 'y' && is_year(plain, word)) {
		match_year(hits, plain, word);
	} else if (tw_plain_any(plain, from, to, siblings)) {
		match_behind(hits, plain, word, SIBLINGS);
	} else if (tw_plain_any(plain, from, to, several)) {
		match_behind(hits, plain, word, one_of(plain, from) ?
			SIBLINGS : SEVERAL);
	}
}

/* ---- small counts ---- */

static bool small_number(const struct tw_plain *plain, struct word word)
{
	static const char *const words[] = { "one", "two", "three", "four",
		NULL };
	char before = word.from ? plain->c[word.from - 1] : 0;

	if (is_any(plain, word, words))
		return true;
	return word.to == word.from + 1 && plain->c[word.from] >= '1' &&
		plain->c[word.from] <= '4' && before != '.' && before != ',' &&
		before != '-' && before != '/' && before != ':' &&
		before != '$';
}

void tw_match_count(struct tw_hits *hits, const struct tw_plain *plain,
	size_t from, size_t to)
{
	enum { MOST_BETWEEN = 3 };
	static const char *const years[] = { "year", "yr", "stage", NULL };
	struct word noun = { from, to }, word = noun, before;

	if (!is_any(plain, noun, many) && !is_any(plain, noun, nouns))
		return;
	for (int i = 0; i <= MOST_BETWEEN; i++) {
		if (!word.from || !tw_plain_blank(plain->c[word.from - 1]))
			return;
		word = word_before(plain, word.from - 1);
		before = word_before(plain, blanks_before(plain, word.from));
		if (is_number(plain, word) && is_any(plain, before, years)) {
			word = before;
			continue;
		}
		if (small_number(plain, word)) {
			tw_hits_add(hits, (struct tw_hit){ word.from, to,
				(uint64_t)(unsigned char)plain->c[word.from],
				TW_PRIVATE_COUNT });
			return;
		}
		if (word.to == word.from || is_number(plain, word))
			return;
	}
}
