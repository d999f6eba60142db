/*
 * What tells what became of a plan: the tables of spec/format.md, chapter 19,
 * "Cues", which stand in cues.def, undone.def and particles.def, and those
 * cues of a corpus that its house rules have.
 */
#include "account/cues.h"

#include "account/clause.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

struct row {
	struct tw_view words;
	unsigned is; /* enum tw_says, or enum tw_particle */
};

#define ROW(words, is) { { words, sizeof(words) - 1 }, is },
#define CUE(words, says) ROW(words, says)
static const struct row cues[] = {
#include "account/cues.def"
};
#undef CUE

/* What was not done, if a word that denies stands before. */
#define UNDONE(words, says) ROW(words, says)
static const struct row undone[] = {
#include "account/undone.def"
};
#undef UNDONE

#define PARTICLES(role, words) ROW(words, TW_##role)
static const struct row particles[] = {
#include "account/particles.def"
};
#undef PARTICLES

/* Words of a plan to do something to what is there; and of a report of that. */
#define DEED(plan, told) ROW(plan, TW_DOES)
static const struct row deeds[] = {
#include "account/deeds.def"
};
#undef DEED

#define DEED(plan, told) { told, sizeof(told) - 1 },
static const struct tw_view tells[] = {
#include "account/deeds.def"
};
#undef DEED

/* And of one that makes or holds it. */
#define MAKE(word) ROW(word, TW_MAKES)
#define HOLD(word) ROW(word, TW_MAKES)
static const struct row makes[] = {
#include "account/makes.def"
#include "account/holds.def"
};
#undef HOLD
#undef MAKE

/* Words of a plan that asks somebody. */
#define ASK(word) { word, sizeof(word) - 1 },
static const struct tw_view asks[] = {
#include "account/asks.def"
};
#undef ASK

/* And of one that fixes a day or a place; the past of each ends in "ed". */
static const struct tw_view fix[] = {
	{ "arrange", 7 }, { "book", 4 }, { "fix", 3 }, { "schedule", 8 },
};

enum {
	ASKS = sizeof(asks) / sizeof(*asks),
	FIXES = sizeof(fix) / sizeof(*fix),
	CUES = sizeof(cues) / sizeof(*cues),
	DEEDS = sizeof(deeds) / sizeof(*deeds),
	MAKES = sizeof(makes) / sizeof(*makes),
	UNDONES = sizeof(undone) / sizeof(*undone),
	PARTICLES = sizeof(particles) / sizeof(*particles)
};

/* ---- the words by which cues and particles are found ---- */

enum { SLOTS = 2048, WORDS_MOST = 800, FIRSTS_MOST = 768 };

/* A word that is a particle, or that cues begin with. */
struct known {
	struct tw_spelt word; /* in small letters */
	unsigned is; /* enum tw_particle, and what tw_deed_of says */
	uint16_t first;       /* of its cues, plus 1 */
	bool goes_on;         /* one of them says that it does */
};

/* A cue that begins with a word. */
struct first {
	uint64_t begins; /* how its next word may begin */
	uint16_t row, next;
	uint16_t rest; /* where the next word stands in the row */
};

struct tw_cues {
	uint16_t slots[SLOTS]; /* a word plus 1; 0: free */
	struct known words[WORDS_MOST];
	struct first firsts[FIRSTS_MOST];
	uint16_t word_count, first_count;
	uint64_t undone[UNDONES]; /* how words of a row may begin */
	uint64_t tells[DEEDS];
};

/*
 * Spells a word that stands in a text in small letters, without apostrophes;
 * false of one that no cue or particle is.
 */
static bool spell(struct tw_spelt *spelt, struct tw_view text,
	struct tw_view word)
{
	char plain[sizeof(*spelt)];
	size_t count = 0;

	if (tw_spell_likely(spelt, word.ptr, text.ptr + text.len) !=
	    word.len) {
		for (size_t i = 0, n; i < word.len; i += n) {
			n = tw_clause_apostrophe(tw_after(word, i));
			if (!n && count < sizeof(plain))
				plain[count++] = word.ptr[i];
			n += !n;
		}
		if (tw_spell(spelt, plain, plain + count) != count)
			return false;
	}
	for (size_t i = 0; i < TW_SPELT_PARTS; i++)
		spelt->part[i] |= TW_EIGHT(0x20u);
	return true;
}

/* The slot of a word, or the free one where it belongs. */
static size_t slot_of(const struct tw_cues *all, const struct tw_spelt *spelt)
{
	size_t at = (spelt->part[0] ^ spelt->part[1]) * 0x9FB21C651E98DF25u >>
		32 & (SLOTS - 1);

	while (all->slots[at] && !tw_spelt_same(spelt,
	       &all->words[all->slots[at] - 1].word))
		at = (at + 1) & (SLOTS - 1);
	return at;
}

/* How words begin, as bits: many are of one; one is where no word is. */
enum { BEGIN_NONE = 63 };

static uint64_t begin_of(int first, int second)
{
	return (uint64_t)1 << ((first * 26 + second) % BEGIN_NONE);
}

/* The bit of what stands at `at`; 0 of words that begin with no letter. */
static uint64_t begin_at(struct tw_view text, size_t at)
{
	struct tw_view rest = tw_after(text, at);
	int first, second = 0;

	if (!tw_clause_inside(text, at))
		return (uint64_t)1 << BEGIN_NONE;
	first = tw_clause_lowered(*rest.ptr);
	if (first < 'a' || first > 'z')
		return 0;
	rest = tw_after(rest, 1);
	rest = tw_after(rest, tw_clause_apostrophe(rest));
	if (rest.len && tw_letter(*rest.ptr))
		second = tw_clause_lowered(*rest.ptr);
	return begin_of(first, second);
}

/* Those of one of the words of a cue; all of them, where it may be many. */
static uint64_t begins_of(struct tw_view word)
{
	bool open = !tw_letter(*word.ptr) || *word.ptr == 'W' ||
		(word.len > 1 && word.ptr[1] == '*');

	if (tw_view_equal(word, TW_VIEW(".")))
		return (uint64_t)1 << BEGIN_NONE;
	return open ? UINT64_MAX : begin_of(*word.ptr,
		word.len > 1 ? word.ptr[1] : 0);
}

static struct known *enter(struct tw_cues *all, struct tw_view word)
{
	struct tw_spelt spelt;
	bool spelled = spell(&spelt, word, word);
	uint16_t *slot = &all->slots[slot_of(all, &spelt)];

	assert(spelled && all->word_count < WORDS_MOST);
	if (!*slot) {
		all->words[all->word_count].word = spelt;
		*slot = ++all->word_count;
	}
	return &all->words[*slot - 1];
}

/* Takes the first of some words, `mark` between them; empty at their end. */
static struct tw_view take(struct tw_view *words, char mark)
{
	const char *end = memchr(words->ptr, mark, words->len);
	struct tw_view word = *words;

	if (end)
		word.len = (size_t)(end - words->ptr);
	*words = tw_after(*words, word.len + (end != NULL));
	return word;
}

/* What the next word may begin with, of words such as "is/are". */
static uint64_t begins_of_next(struct tw_view words)
{
	struct tw_view next = take(&words, ' '), word;
	uint64_t all = next.len ? 0 : UINT64_MAX;

	while ((word = take(&next, '/')).len)
		all |= begins_of(word);
	return all;
}

/* Enters a cue by each word that it begins with, before others. */
static void enter_cue(struct tw_cues *all, size_t row)
{
	struct tw_view next = cues[row].words, word;
	struct tw_view words = take(&next, ' ');
	uint64_t begins = begins_of_next(next);

	while ((word = take(&words, '/')).len) {
		struct known *known = enter(all, word);
		struct first *first = &all->firsts[all->first_count];

		assert(all->first_count < FIRSTS_MOST);
		*first = (struct first){ begins, (uint16_t)row, known->first,
			(uint16_t)(cues[row].words.len - next.len) };
		known->first = ++all->first_count;
		known->goes_on |= cues[row].is == TW_SAYS_GOES_ON;
	}
}

static void enter_all(struct tw_cues *all)
{
	struct tw_view word, words;

	for (size_t i = CUES; i > 0; i--)
		enter_cue(all, i - 1);
	for (size_t i = 0; i < UNDONES; i++)
		all->undone[i] = begins_of_next(undone[i].words);
	for (size_t i = 0; i < PARTICLES; i++)
		for (words = particles[i].words;
		     (word = take(&words, ' ')).len;)
			enter(all, word)->is |= particles[i].is;
	for (size_t i = 0; i < MAKES; i++)
		enter(all, makes[i].words)->is |= TW_MAKES;
	for (size_t i = 0; i < DEEDS; i++) {
		for (words = deeds[i].words; (word = take(&words, '/')).len;)
			enter(all, word)->is |= (unsigned)(i + 1) * TW_DOES;
		all->tells[i] = begins_of_next(tells[i]);
	}
}

const struct tw_cues *tw_cues_of(struct tw_lexicon *lexicon)
{
	struct tw_cues *all = tw_lexicon_keep(lexicon, sizeof(*all));

	if (all && !all->word_count)
		enter_all(all);
	return all;
}

/* ---- what a word is ---- */

/* The first cue that begins with a word of a text. */
static void find_cue(struct tw_cue *cue, const struct tw_cues *all,
	uint16_t first, struct tw_view text, struct tw_view word)
{
	size_t end = (size_t)(word.ptr - text.ptr) + word.len;
	size_t next = tw_clause_behind(text, end);
	uint64_t begin = begin_at(text, next);

	for (uint16_t k = first; k && !cue->end;
	     k = all->firsts[k - 1].next) {
		const struct first *f = &all->firsts[k - 1];
		const struct row *row = &cues[f->row];

		if (f->begins != UINT64_MAX && !(f->begins & begin))
			continue;
		cue->end = tw_clause_match_behind(text, next,
			tw_after(row->words, f->rest), end);
		cue->goes_on = row->is == TW_SAYS_GOES_ON;
		cue->says = cue->goes_on ? TW_SAYS_ONGOING :
			(enum tw_says)row->is;
	}
}

/* What is known of a word of a text; NULL: nothing. */
static const struct known *find_known(const struct tw_cues *all,
	struct tw_view text, struct tw_view word)
{
	struct tw_spelt spelt;
	uint16_t k = word.len && spell(&spelt, text, word) ?
		all->slots[slot_of(all, &spelt)] : 0;

	return k ? &all->words[k - 1] : NULL;
}

/* What a word of a text is; and, if asked for, the cue that begins with it. */
static unsigned look_up(struct tw_cue *cue, const struct tw_cues *all,
	struct tw_view text, struct tw_view word)
{
	unsigned is = tw_clause_ends(word, "ed") ? TW_PAST : 0;
	const struct known *known = find_known(all, text, word);

	if (!known)
		return is;
	if (cue && known->first)
		find_cue(cue, all, known->first, text, word);
	return is | known->is;
}

unsigned tw_particle_of(const struct tw_cues *all, struct tw_view text,
	struct tw_view word)
{
	return look_up(NULL, all, text, word) & (TW_MAKES - 1);
}

unsigned tw_deed_of(const struct tw_cues *all, struct tw_view plan,
	struct tw_view word)
{
	return look_up(NULL, all, plan, word) & ~(TW_MAKES - 1u);
}

bool tw_deed_tells(const struct tw_cues *all, unsigned row,
	struct tw_view report, size_t at)
{
	return all->tells[row - 1] & begin_at(report, at) &&
		tw_clause_match(report, at, tells[row - 1]);
}

/* ---- cues ---- */

/* Where what denies ends at `at`; 0: nothing does. *ever: and for good. */
static size_t match_denial(bool *ever, unsigned is, struct tw_view text,
	size_t at)
{
	static const struct {
		unsigned is; /* what their first word is */
		struct tw_view words;
	} for_good[] = {
		{ TW_SHALL, { "will not/never", 14 } },
		{ TW_NONE, { "no longer", 9 } },
		{ TW_DENIES, { "wont", 4 } },
		{ TW_DENIES, { "* going to", 10 } },
	};
	size_t end = 0;

	for (int i = 0; i < 4 && !end; i++)
		if (is & for_good[i].is)
			end = tw_clause_match(text, at, for_good[i].words);
	*ever = end;
	return end ? end : is & TW_DENIES ? at + tw_clause_word(text, at).len :
		0;
}

/* True if it is said of a time only, in what is left of the clause. */
static bool is_put_off(struct tw_view text, size_t at)
{
	static const char *const list[] = { "before", "till", "until", "yet",
		NULL };
	enum { FAR = 32 };

	for (int i = 0; i < FAR; i++) {
		at = tw_clause_next(text, at);
		if (tw_clause_any(tw_clause_word(text, at), list))
			return true;
	}
	return false;
}

/* What is said not to have been done, or not to be: "has not yet been sent". */
static struct tw_cue undone_at(const struct tw_cues *all, unsigned is,
	struct tw_view text, size_t at)
{
	static const char *const between[] = { "actually", "as", "be", "been",
		"being", "currently", "felt", "fully", "now", "quite", "really",
		"to", "yet", NULL };
	struct tw_cue cue = { .end = 0 };
	uint64_t begin;
	bool ever;
	size_t end = match_denial(&ever, is, text, at), next = end;

	if (!end)
		return cue;
	do
		next = tw_clause_next(text, next);
	while (tw_clause_any(tw_clause_word(text, next), between));
	look_up(&cue, all, text, tw_clause_word(text, next));
	if (cue.end && cue.says != TW_SAYS_DONE)
		return (struct tw_cue){ .end = 0 };
	cue.end = 0;
	begin = begin_at(text, next);
	for (size_t k = 0; k < UNDONES && !cue.end; k++) {
		if (all->undone[k] != UINT64_MAX && !(all->undone[k] & begin))
			continue;
		cue.end = tw_clause_match(text, next, undone[k].words);
		cue.says = (enum tw_says)undone[k].is;
	}
	cue.undone = true;
	if (cue.end && cue.says && ever)
		cue.says = TW_SAYS_DROPPED;
	if (cue.says == TW_SAYS_DROPPED && is_put_off(text, end))
		cue.says = TW_SAYS_ON_HOLD;
	return cue;
}

/* True if the words stand at `at`, blanks and hyphens being alike. */
static bool stands_at(struct tw_view text, size_t at, struct tw_view words)
{
	for (size_t i = 0; i < words.len; i++, at++) {
		int c = at < text.len ? tw_clause_lowered(text.ptr[at]) : 0;
		int wanted = tw_clause_lowered(words.ptr[i]);

		if (c != wanted && !(wanted == ' ' && c == '-'))
			return false;
	}
	return !tw_clause_inside(text, at);
}

static struct tw_cue house_at(const struct tw_house *house,
	struct tw_view text, size_t at)
{
	for (const struct tw_alias *cue = house->cues.first; cue;
	     cue = cue->next) {
		struct tw_view rest = cue->also, words = cue->name;

		do
			if (words.len && stands_at(text, at, words))
				return (struct tw_cue){ .says = cue->says,
					.end = at + words.len, .house = true };
		while (tw_list_next(&words, &rest));
	}
	return (struct tw_cue){ .end = 0 };
}

unsigned tw_cue_at(struct tw_cue *cue, const struct tw_sides *sides,
	struct tw_view text, size_t at, struct tw_view word)
{
	const struct tw_house *house = sides->house;
	struct tw_cue found;
	unsigned is;

	*cue = (struct tw_cue){ .end = 0 };
	is = look_up(cue, sides->cues, text, word);
	if (is & (TW_DENIES | TW_NONE) ||
	    (is & TW_SHALL && tw_clause_is(word, "will"))) {
		found = undone_at(sides->cues, is, text, at);
		*cue = found.end ? found : *cue;
	}
	if (house && house->cues.first) {
		found = house_at(house, text, at);
		*cue = found.end ? found : *cue;
	}
	return is;
}

/* ---- answers ---- */

/* True if a word of the text begins so, letter case aside. */
static bool begins_any(struct tw_view text, struct tw_view begin, bool whole)
{
	size_t at = text.len;

	while (at) {
		struct tw_view word = tw_clause_before(text, &at);

		if (word.len >= begin.len && (!whole || word.len == begin.len) &&
		    tw_fold_equal((struct tw_view){ word.ptr, begin.len },
		    begin))
			return true;
		at -= at && !word.len;
	}
	return false;
}

bool tw_cue_asks(struct tw_view plan)
{
	for (int i = 0; i < ASKS; i++)
		if (begins_any(plan, asks[i], true))
			return true;
	return false;
}

/* True if a word of the text is the past of a verb, and none that is to be. */
static bool has_past(struct tw_view text, struct tw_view verb)
{
	size_t at = text.len, len = verb.len + (verb.ptr[verb.len - 1] == 'e' ?
		strlen("d") : strlen("ed"));
	bool past = false;

	while (at) {
		struct tw_view word = tw_clause_before(text, &at);

		if (past && word.len && !tw_clause_is(word, "be"))
			return true;
		past = word.len ? word.len == len && tw_fold_equal(
			tw_start(word, verb.len), verb) &&
			word.ptr[len - 1] == 'd' : past;
		at -= at && !word.len;
	}
	return past;
}

/* True if a plan is to fix a day or a place, and the text says that it is. */
static bool fixes(struct tw_view plan, struct tw_view text)
{
	for (int i = 0; i < FIXES; i++)
		if (begins_any(plan, fix[i], true) && has_past(text, fix[i]))
			return true;
	return false;
}

bool tw_cue_goes_on(const struct tw_sides *sides, struct tw_view plan)
{
	bool goes_on = false;

	for (size_t at = 0; at < plan.len && !goes_on;) {
		struct tw_view word = tw_clause_word(plan, at);
		const struct known *known = find_known(sides->cues, plan,
			word);
		struct tw_cue cue;

		if (known && (known->goes_on || known->is & (TW_DENIES |
		    TW_NONE | TW_SHALL))) {
			tw_cue_at(&cue, sides, plan, at, word);
			goes_on = cue.end && cue.goes_on;
		}
		at += word.len + !word.len;
	}
	return goes_on;
}

bool tw_cue_answers(struct tw_view plan, struct tw_view text)
{
	for (int i = 0; i < ASKS; i++)
		if (begins_any(plan, asks[i], true))
			return !begins_any(text, asks[i], false);
	return fixes(plan, text);
}
