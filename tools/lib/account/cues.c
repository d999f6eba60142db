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

/* Words of a plan that asks somebody. */
#define ASK(word) { word, sizeof(word) - 1 },
static const struct tw_view asks[] = {
#include "account/asks.def"
};
#undef ASK

enum {
	ASKS = sizeof(asks) / sizeof(*asks),
	CUES = sizeof(cues) / sizeof(*cues),
	UNDONES = sizeof(undone) / sizeof(*undone),
	PARTICLES = sizeof(particles) / sizeof(*particles)
};

/* ---- the words by which cues and particles are found ---- */

/* By its first two characters and its last, which no apostrophe is. */
static unsigned slot_of(struct tw_view word)
{
	unsigned first = (unsigned)tw_clause_lowered(word.ptr[0]);
	unsigned second = (unsigned)tw_clause_lowered(word.ptr[word.len > 1]);
	unsigned last = (unsigned)tw_clause_lowered(word.ptr[word.len - 1]);

	return (first * 37 + second * 5 + last * 331) % TW_CUE_SLOTS;
}

/* A letter that a word begins with, as a bit; 0 of other words. */
static uint32_t letter_of(struct tw_view text, size_t at)
{
	int c = at < text.len ? tw_clause_lowered(text.ptr[at]) : 0;

	return c >= 'a' && c <= 'z' ? (uint32_t)1 << (c - 'a') : 0;
}

/* What the next word may begin with, of words such as "is/are"; all: any. */
static uint32_t letters_of(struct tw_view words)
{
	uint32_t all = words.len ? 0 : UINT32_MAX;

	for (size_t i = 0; i < words.len && words.ptr[i] != ' '; i++)
		if (!i || words.ptr[i - 1] == '/')
			all |= words.ptr[i] == 'W' || !letter_of(words, i) ?
				UINT32_MAX : letter_of(words, i);
	return all;
}

/* Enters a row by a word of it, before those of its slot. */
static void enter(struct tw_cues *all, struct tw_view word, size_t row,
	uint32_t next_letters)
{
	uint16_t *first = &all->first[slot_of(word)];

	assert(all->count + 1 < TW_CUES_MOST);
	all->count++;
	all->entry[all->count].row = (uint16_t)row;
	all->entry[all->count].word = word;
	all->entry[all->count].letters = next_letters;
	all->entry[all->count].next = *first;
	*first = all->count;
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

void tw_cues_begin(struct tw_cues *all, const struct tw_house *house)
{
	struct tw_view word, words, rest;

	memset(all->first, 0, sizeof(all->first));
	all->count = 0;
	all->house = house;
	for (size_t i = CUES; i > 0; i--) {
		rest = cues[i - 1].words;
		words = take(&rest, ' ');
		while ((word = take(&words, '/')).len)
			enter(all, word, i - 1, letters_of(rest));
	}
	for (size_t i = 0; i < PARTICLES; i++)
		for (words = particles[i].words;
		     (word = take(&words, ' ')).len;)
			enter(all, word, CUES + i, UINT32_MAX);
}

/* ---- what a word is ---- */

static bool ends_in(struct tw_view word, struct tw_view end)
{
	return word.len > end.len && tw_fold_equal(tw_after(word,
		word.len - end.len), end);
}

/* What a word is, and, if asked for, the first cue that begins with it. */
static unsigned look_up(struct tw_cue *cue, const struct tw_cues *all,
	struct tw_view text, size_t at, struct tw_view word)
{
	unsigned is = ends_in(word, TW_VIEW("ed")) ? TW_PAST : 0;
	uint16_t k = word.len ? all->first[slot_of(word)] : 0;
	uint32_t letter = k ? letter_of(text, tw_clause_next(text, at)) : 0;

	for (; k; k = all->entry[k].next) {
		size_t row = all->entry[k].row;
		uint32_t letters = all->entry[k].letters;

		if (letters != UINT32_MAX && !(letters & letter))
			continue;
		if (!tw_clause_same(word, all->entry[k].word))
			continue;
		if (row >= CUES) {
			is |= particles[row - CUES].is;
		} else if (cue && !cue->end) {
			cue->end = tw_clause_match(text, at, cues[row].words);
			cue->goes_on = cues[row].is == TW_SAYS_GOES_ON;
			cue->says = cue->goes_on ? TW_SAYS_ONGOING :
				(enum tw_says)cues[row].is;
		}
	}
	return is;
}

unsigned tw_particle_of(const struct tw_cues *all, struct tw_view word)
{
	return look_up(NULL, all, word, 0, word);
}

/* ---- cues ---- */

/* Where what denies ends at `at`; 0: nothing does. *ever: and for good. */
static size_t match_denial(bool *ever, unsigned is, struct tw_view text,
	size_t at)
{
	static const char *const for_good[] = { "will not/never", "no longer",
		"wont", "* going to", NULL };
	size_t end = 0;

	for (int i = 0; for_good[i] && !end; i++)
		end = tw_clause_match(text, at, tw_view_of(for_good[i]));
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
	bool ever;
	size_t end = match_denial(&ever, is, text, at), next = end;

	if (!end)
		return cue;
	do
		next = tw_clause_next(text, next);
	while (tw_clause_any(tw_clause_word(text, next), between));
	look_up(&cue, all, text, next, tw_clause_word(text, next));
	if (cue.end && cue.says != TW_SAYS_DONE)
		return (struct tw_cue){ .end = 0 };
	cue.end = 0;
	for (size_t k = 0; k < UNDONES && !cue.end; k++) {
		cue.end = tw_clause_match(text, next, undone[k].words);
		cue.says = (enum tw_says)undone[k].is;
	}
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

unsigned tw_cue_at(struct tw_cue *cue, const struct tw_cues *all,
	struct tw_view text, size_t at, struct tw_view word)
{
	struct tw_cue found;
	unsigned is;

	*cue = (struct tw_cue){ .end = 0 };
	is = look_up(cue, all, text, at, word);
	if (is & (TW_DENIES | TW_NONE) ||
	    (is & TW_SHALL && tw_clause_is(word, "will"))) {
		found = undone_at(all, is, text, at);
		*cue = found.end ? found : *cue;
	}
	if (all->house && all->house->cues.first) {
		found = house_at(all->house, text, at);
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

bool tw_cue_answers(struct tw_view plan, struct tw_view text)
{
	for (int i = 0; i < ASKS; i++)
		if (begins_any(plan, asks[i], true))
			return !begins_any(text, asks[i], false);
	return false;
}
