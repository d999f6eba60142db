/*
 * Names of pupils beside words that say so, and small counts of pupils.
 */
#include "privacy/person.h"

#include <string.h>

/* How many words may stand between a name and one that says so. */
enum { MOST_FILLERS = 6 };

static const char *const nouns[] = { "pupil", "student", "child", "boy",
	"girl", "learner", "youngster", "teenager", "toddler", "son",
	"daughter", NULL };

static const char *const several[] = { "pupils", "students", "children", "boys",
	"girls", "learners", "youngsters", "teenagers", "toddlers", NULL };
static const char *const siblings[] = { "brother", "brothers", "sister",
	"sisters", "sibling", "siblings", "twin", "twins", NULL };

static const char *const many[] = { "pupils", "students", "children", "boys",
	"girls", "learners", "youngsters", "teenagers", "people", NULL };

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

/* What the word before a name is said of. */
enum whom { ONE, OF_AGE, SIBLINGS, SEVERAL };

/* "Ruby, Jake and Zara Potts": those that follow the first. */
static void match_others(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i)
{
	struct tw_person name = { .words = 1 };

	while (name.words) {
		size_t from = i + (plain->c[i] == ',');
		size_t to = from + tw_plain_blank(plain->c[from]);

		to = tw_plain_word(plain, to);
		if (tw_plain_is(plain, to - 3 > i ? to - 3 : i, to, "and"))
			from = to;
		if (from == i || !tw_plain_blank(plain->c[from]))
			return;
		tw_person_read(&name, plain, from + 1);
		if (!name.words || !name.known || name.other ||
		    name.words > TW_PERSON_WORDS)
			return;
		tw_person_found(hits, plain, &name);
		i = name.to;
	}
}

/*
 * "pupils Ellie and Kai", "pupils (Ellie, Kai)", "Pupils: Ellie": plurals that
 * names follow with nothing but that between, which grown people's are not.
 */
static bool are_listed(const struct tw_plain *plain, struct tw_spot noun,
	const struct tw_person *name)
{
	size_t i = noun.to + tw_plain_blank(plain->c[noun.to]);
	char behind = plain->c[name->to];
	bool list = name->words == 1 && (behind == ',' || behind == ' ');

	if (!name->known || name->grown || name->word || behind == '\'')
		return false;
	return i == name->from ? !tw_plain_upper(plain->c[noun.from]) :
		plain->c[i] == ':' || (plain->c[i] == '(' && list);
}

static void match_behind(struct tw_hits *hits, const struct tw_plain *plain,
	struct tw_spot noun, enum whom whom)
{
	static const char *const fillers[] = { "old", "known", "as", "now",
		"whose", "first", "s", "years", "yrs", NULL };
	static const char *const says[] = { "called", "named", "name", NULL };
	static const char *const picks[] = { "such", "like", "including",
		"namely", NULL };
	bool said = false, place = false;
	bool capital = tw_plain_upper(plain->c[noun.from]);
	bool lower = whom == ONE && !capital;
	struct tw_spot word = noun;
	struct tw_person name;

	if (whom == SIBLINGS && tw_is_holy(plain, noun) &&
	    tw_plain_upper(plain->c[noun.to + 1]))
		return;
	for (int i = 0; i < MOST_FILLERS; i++) {
		word.from = skip_marks(plain, word.to);
		if (word.from == word.to)
			return;
		word.to = tw_plain_word(plain, word.from);
		if (tw_spot_any(plain, word, says) ||
		    (whom >= SIBLINGS && tw_spot_any(plain, word, picks)))
			said = true;
		else if (said && tw_plain_is(plain, word.from, word.to, "is"))
			continue;
		else if (!tw_spot_any(plain, word, fillers) &&
		         !tw_spot_number(plain, word) &&
		         !tw_spot_year(plain, word))
			break;
		place = tw_plain_is(plain, word.from, word.to, "in");
	}
	if (whom == ONE && !place && (!capital ||
	    tw_sentence_start(plain, noun.from)) &&
	    tw_person_letters(&name, plain, word.from)) {
		tw_person_found(hits, plain, &name);
		return;
	}
	tw_person_read(&name, plain, word.from);
	if (whom == SEVERAL && !said)
		said = are_listed(plain, noun, &name);
	if (place || !name.words || name.other ||
	    name.words > TW_PERSON_WORDS ||
	    !(name.known || (whom < SIBLINGS && (said || lower))) ||
	    (whom == SEVERAL && !said) ||
	    (!said && tw_person_plural(plain, &name)))
		return;
	tw_person_found(hits, plain, &name);
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
	struct tw_spot next = { to, to };

	if (!tw_plain_blank(plain->c[to]))
		return plain->c[to] != '-' && plain->c[to] != '\'';
	next.from = to + 1;
	next.to = tw_plain_word(plain, next.from);
	return next.to == next.from || tw_spot_any(plain, next, words);
}

static void match_before(struct tw_hits *hits, const struct tw_plain *plain,
	struct tw_spot noun)
{
	static const char *const fillers[] = { "a", "an", "the", "our",
		"old", "young", "former", "new", "another", "looked", "after",
		"lac", "cla", NULL };
	struct tw_spot word = noun;
	struct tw_person name;

	if (!stands_alone(plain, noun.to))
		return;
	for (int i = 0; i < MOST_FILLERS; i++) {
		size_t end = tw_blanks_before(plain, word.from);

		if (end && (plain->c[end - 1] == ',' ||
		    plain->c[end - 1] == '(' || plain->c[end - 1] == '-')) {
			tw_person_before(&name, plain,
				tw_blanks_before(plain, end - 1));
			if (name.words && name.known && !name.other &&
			    i && name.words <= TW_PERSON_WORDS)
				tw_person_found(hits, plain, &name);
			if (plain->c[end - 1] != '-')
				return;
			end--;
		}
		word = tw_spot_before(plain, end);
		if (!tw_spot_any(plain, word, fillers) && !tw_spot_number(plain, word) &&
		    !tw_spot_year(plain, word))
			return;
	}
}

/* ---- "Mum (Sarah)" ---- */

static const char *const kin[] = { "mum", "mam", "mom", "mummy", "dad",
	"daddy", "stepmum", "stepdad", "nan", "nana", "gran", "grandma",
	"grandad", "granddad", "grandmother", "grandfather", "aunt", "auntie",
	"uncle", NULL };
/* Of priests as well; those that stand for a part that one plays; many. */
static const char *const holy[] = { "mother", "father", NULL };
static const char *const roles[] = { "parent", "carer", "guardian", NULL };
static const char *const families[] = { "parents", "carers", "grandparents",
	"family", "families", NULL };

/* True if nothing of an aside goes on behind a name. */
static bool closes(const struct tw_plain *plain, size_t i)
{
	size_t next = i + 1 + tw_plain_blank(plain->c[i + 1]);

	if (plain->c[i] == ',')
		return !tw_plain_is(plain, next, tw_plain_word(plain, next),
			"and");
	return plain->c[i] == ')' || (plain->c[i] == '.' &&
		!tw_plain_inner(plain->c[i + 1]));
}

/*
 * "Mum (Sarah)", "mother, Mrs Jones,", "dad of Kai": with nothing but a word
 * between, or a mark, behind which the name stands alone.
 */
static void match_kin(struct tw_hits *hits, const struct tw_plain *plain,
	struct tw_spot who)
{
	static const char *const titles[] = { "mr", "mrs", "ms", "miss",
		NULL };
	static const char *const words[] = { "of", "to", "called", "named",
		NULL };
	struct tw_spot word = { skip_marks(plain, who.to), 0 };
	char mark = word.from == who.to ? 0 : plain->c[who.to +
		tw_plain_blank(plain->c[who.to])];
	bool related, titled;
	struct tw_person name;

	word.to = tw_plain_word(plain, word.from);
	if ((related = tw_spot_any(plain, word, words))) {
		word.from = word.to + tw_plain_blank(plain->c[word.to]);
		word.to = tw_plain_word(plain, word.from);
	}
	if ((titled = tw_spot_any(plain, word, titles)))
		word.from = word.to + tw_plain_blank(plain->c[word.to]);
	tw_person_read(&name, plain, word.from);
	if (!name.words || name.other || name.words > TW_PERSON_WORDS ||
	    !(name.known || (titled && !tw_spot_any(plain, who, roles))))
		return;
	/* "Parent Rose Garden" */
	if (name.word && !mark && !related && tw_spot_any(plain, who, roles))
		return;
	/* "Uncle Tom's Cabin" */
	if (plain->c[name.to] == '\'' && tw_plain_blank(plain->c[name.to + 2]) &&
	    tw_plain_upper(plain->c[name.to + 3]))
		return;
	if (related ? name.word && tw_spot_any(plain, who, families) :
	    tw_spot_any(plain, who, families) ||
	    (mark && !tw_plain_inner(mark) ? tw_spot_any(plain, who, roles) ||
	    !closes(plain, name.to) : tw_spot_any(plain, who, holy)))
		return;
	tw_person_found(hits, plain, &name);
}

/* "attendance fell": that of a pupil, and not at a meeting. */
static bool moves(const struct tw_plain *plain, size_t i)
{
	static const char *const words[] = { "decreased", "down", "dropped",
		"fell", "has", "improved", "increased", "is", "rose", "up",
		"was", "went", NULL };

	i += tw_plain_blank(plain->c[i]);
	return tw_plain_any(plain, i, tw_plain_word(plain, i), words);
}

/* "Jade's mum", "James' social worker". */
static void match_whose(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i)
{
	size_t end = tw_blanks_before(plain, i);
	struct tw_person name;

	if (end == i || !end)
		return;
	if (end > 2 && plain->c[end - 1] == 's' && plain->c[end - 2] == '\'')
		end -= 2;
	else if (plain->c[end - 1] == '\'')
		end--;
	else
		return;
	tw_person_before(&name, plain, end);
	if (name.known && !name.other && !name.titled &&
	    name.words <= TW_PERSON_WORDS)
		tw_person_found(hits, plain, &name);
}

/* Where a name ends that ", Year 9," stands behind, up to `end`. */
static size_t before_year(const struct tw_plain *plain, size_t end)
{
	struct tw_spot word = tw_spot_before(plain, end);

	if (tw_spot_number(plain, word))
		word = tw_spot_before(plain, tw_blanks_before(plain,
			word.from));
	if (!tw_spot_year(plain, word))
		return end;
	end = tw_blanks_before(plain, word.from);
	return end && plain->c[end - 1] == ',' ?
		tw_blanks_before(plain, end - 1) : end;
}

/* "Parents group", "parents' forum": what is only called by parents. */
static bool calls_group(const struct tw_plain *plain, size_t to)
{
	static const char *const words[] = { "association", "council",
		"evening", "evenings", "forum", "forums", "group", "groups",
		"meeting", "meetings", "network", NULL };
	size_t from = to + tw_plain_blank(plain->c[to]);

	return plain->c[to] == '\'' || plain->c[to] == '-' ||
		tw_plain_any(plain, from, tw_plain_word(plain, from), words);
}

/* "Jade and her mum", "Jade, Year 9, and her mum", "Jade and her carers". */
static void match_with(struct tw_hits *hits, const struct tw_plain *plain,
	struct tw_spot who)
{
	static const char *const whose[] = { "her", "his", "their", NULL };
	static const char *const with[] = { "and", "with", NULL };
	static const char *const both[] = { "parents", "carer", "carers",
		"grandparents", NULL };
	struct tw_spot word = tw_spot_before(plain,
		tw_blanks_before(plain, who.from));
	struct tw_person name;
	size_t end;

	if (!tw_spot_any(plain, word, whose) ||
	    !(tw_spot_any(plain, who, kin) || tw_spot_any(plain, who, holy) ||
	    (tw_spot_any(plain, who, both) && !calls_group(plain, who.to) &&
	    !tw_plain_is(plain, word.from, word.to, "their"))))
		return;
	word = tw_spot_before(plain, tw_blanks_before(plain, word.from));
	if (!tw_spot_any(plain, word, with))
		return;
	end = tw_blanks_before(plain, word.from);
	if (end && plain->c[end - 1] == ',')
		end = before_year(plain, tw_blanks_before(plain, end - 1));
	tw_person_before(&name, plain, end);
	if (name.known && !name.other && !name.titled && !name.grown &&
	    !(name.word && name.words == 1) && name.words <= TW_PERSON_WORDS)
		tw_person_found(hits, plain, &name);
}

/* ---- "EHCP for Jack" ---- */

static void match_for(struct tw_hits *hits, const struct tw_plain *plain,
	struct tw_spot word)
{
	enum { MOST_BETWEEN = 3 };
	static const char *const plans[] = { "ehcp", "ehc", "taf", "tac",
		"eha", "caf", "cin", "pep", "pex", "iep", "timetable",
		"referral", "placement", "exclusion", NULL };
	size_t from = word.to + tw_plain_blank(plain->c[word.to]);
	struct tw_person name;

	if (!tw_plain_upper(plain->c[from]))
		return;
	tw_person_read(&name, plain, from);
	if (!name.known || name.grown || name.word || name.other ||
	    name.words > TW_PERSON_WORDS || plain->c[name.to] == '\'')
		return;
	for (int i = 0; i <= MOST_BETWEEN; i++) {
		size_t end = tw_blanks_before(plain, word.from);

		if (end == word.from)
			return;
		word = tw_spot_before(plain, end);
		if (tw_spot_any(plain, word, plans)) {
			tw_person_found(hits, plain, &name);
			return;
		}
	}
}

/* ---- around a word ---- */

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
	struct tw_spot word = tw_spot_before(plain, tw_blanks_before(plain, i));

	word = tw_spot_before(plain, tw_blanks_before(plain, word.from));
	return tw_plain_is(plain, word.from, word.to, "of") &&
		follows(plain, word.from, "one");
}

static bool is_kin(const struct tw_plain *plain, struct tw_spot word)
{
	return tw_spot_any(plain, word, kin) ||
		tw_spot_any(plain, word, holy) ||
		tw_spot_any(plain, word, roles) ||
		tw_spot_any(plain, word, families);
}

void tw_match_pupil(struct tw_hits *hits, const struct tw_plain *plain,
	size_t from, size_t to)
{
	struct tw_spot word = { from, to };
	bool person = tw_plain_is(plain, from, to, "person") &&
		follows(plain, from, "young");

	if (person || tw_plain_any(plain, from, to, nouns)) {
		match_behind(hits, plain, word, ONE);
		match_before(hits, plain, word);
	} else if (tw_plain_digit(plain->c[from])) {
		tw_match_age(hits, plain, word);
	} else if (tw_plain_is(plain, from, to, "aged") ||
	           tw_plain_is(plain, from, to, "age")) {
		tw_match_aged(hits, plain, word);
		if (tw_plain_is(plain, from, to, "aged"))
			match_behind(hits, plain, word, OF_AGE);
	} else if (tw_plain_is(plain, from, to, "old") &&
	           follows(plain, from, "year")) {
		match_behind(hits, plain, word, ONE);
	} else if ((plain->c[from] | 32) == 'y' && tw_spot_year(plain, word)) {
		tw_match_year(hits, plain, word);
	} else if (tw_plain_any(plain, from, to, siblings)) {
		match_behind(hits, plain, word, SIBLINGS);
		match_whose(hits, plain, from);
	} else if (is_kin(plain, word)) {
		match_kin(hits, plain, word);
		match_whose(hits, plain, from);
		match_with(hits, plain, word);
	} else if (tw_plain_is(plain, from, to, "social") ||
	           tw_plain_is(plain, from, to, "foster") ||
	           tw_plain_is(plain, from, to, "ehcp") ||
	           (tw_plain_is(plain, from, to, "attendance") &&
	            moves(plain, to))) {
		match_whose(hits, plain, from);
	} else if (tw_plain_is(plain, from, to, "for")) {
		match_for(hits, plain, word);
	} else if (tw_plain_any(plain, from, to, several)) {
		match_behind(hits, plain, word, one_of(plain, from) ?
			SIBLINGS : SEVERAL);
	}
}

/* ---- small counts ---- */

static bool small_number(const struct tw_plain *plain, struct tw_spot word)
{
	static const char *const words[] = { "one", "two", "three", "four",
		NULL };
	char before = word.from ? plain->c[word.from - 1] : 0;

	if (tw_spot_any(plain, word, words))
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
	struct tw_spot noun = { from, to }, word = noun, before;

	if (!tw_spot_any(plain, noun, many) && !tw_spot_any(plain, noun, nouns))
		return;
	for (int i = 0; i <= MOST_BETWEEN; i++) {
		if (!word.from || !tw_plain_blank(plain->c[word.from - 1]))
			return;
		word = tw_spot_before(plain, word.from - 1);
		before = tw_spot_before(plain, tw_blanks_before(plain, word.from));
		if (tw_spot_number(plain, word) && tw_spot_any(plain, before, years)) {
			word = before;
			continue;
		}
		if (small_number(plain, word)) {
			tw_hits_add(hits, (struct tw_hit){ word.from, to,
				(uint64_t)(unsigned char)plain->c[word.from],
				TW_PRIVATE_COUNT });
			return;
		}
		if (word.to == word.from || tw_spot_number(plain, word))
			return;
	}
}
