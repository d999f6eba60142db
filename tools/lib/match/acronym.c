#include "match/likeness.h"

#include <stdlib.h>
#include <string.h>

/* Places at which a long form may stand, after which no more are sought. */
enum { PLACES_MOST = 65536, FIRST_PLACES = 32 };

/* Words that are read as a long form, from one word on. */
struct run {
	const struct tw_word *words[TW_LONG_MOST];
	size_t count, bytes, next;
	uint64_t initials;
};

/* A place where what may be a long form stands. */
struct place {
	uint32_t acronym; /* in the list */
	uint32_t stems[TW_LONG_MOST]; /* unused ones are UINT32_MAX */
	uint32_t order;
	uint32_t side, first; /* where to find its words again */
	bool capital, small;  /* all words begin so */
	bool plain;           /* no function word in small letters */
};

static uint32_t slot_of(const struct tw_acronyms *acronyms, uint64_t initials)
{
	return (uint32_t)(initials * 0x9E3779B97F4A7C15u >> 32) &
		(uint32_t)acronyms->mask;
}

static struct tw_acronym *find(const struct tw_acronyms *acronyms,
	uint64_t initials)
{
	uint32_t slot;

	if (!acronyms->count)
		return NULL;
	slot = slot_of(acronyms, initials);
	while (acronyms->slots[slot]) {
		struct tw_acronym *acronym =
			&acronyms->list[acronyms->slots[slot] - 1];

		if (acronym->initials == initials)
			return acronym;
		slot = (slot + 1) & (uint32_t)acronyms->mask;
	}
	return NULL;
}

const struct tw_acronym *tw_acronym_of(const struct tw_acronyms *acronyms,
	uint64_t initials)
{
	return find(acronyms, initials);
}

static void add(struct tw_acronyms *acronyms, const struct tw_word *word)
{
	uint64_t start = word->initials;
	uint32_t slot = slot_of(acronyms, word->initials);

	if (find(acronyms, word->initials))
		return;
	acronyms->list[acronyms->count] = (struct tw_acronym){
		.initials = word->initials, .stem = word->stem };
	while (acronyms->slots[slot])
		slot = (slot + 1) & (uint32_t)acronyms->mask;
	acronyms->slots[slot] = (uint32_t)++acronyms->count;
	while (start >> 16)
		start >>= 8;
	acronyms->starts[(start >> 8) - 'a'] |=
		(uint32_t)1 << ((start & 0xFF) - 'a');
	acronyms->firsts |= (uint32_t)1 << ((start >> 8) - 'a');
}

/* Makes the list of all acronyms, without what they stand for. */
static bool collect(struct tw_likeness *likeness)
{
	struct tw_acronyms *acronyms = &likeness->acronyms;
	size_t count = 0, slots = 8;

	for (size_t pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < likeness->side_count; i++) {
			const struct tw_words *words =
				&likeness->sides[i].text->words;
			bool any = words->flags & TW_WORD_ACRONYM;

			for (size_t j = 0; j < words->count && any; j++) {
				if (!(words->words[j].flags & TW_WORD_ACRONYM))
					continue;
				if (pass)
					add(acronyms, &words->words[j]);
				else
					count++;
			}
		}
		if (!count)
			return true;
		if (pass)
			break;
		while (slots < 2 * count)
			slots *= 2;
		acronyms->mask = slots - 1;
		acronyms->list = tw_arena_take(likeness->arena,
			count * sizeof(*acronyms->list));
		acronyms->slots = tw_arena_take(likeness->arena,
			slots * sizeof(*acronyms->slots));
		if (!acronyms->list || !acronyms->slots)
			return false;
	}
	return true;
}

static bool joins(const struct tw_word *word, bool first)
{
	return !first && (word->flags & TW_WORD_JOIN);
}

/* True if an acronym begins like the word; most words are done with here. */
static bool starts(const struct tw_acronyms *acronyms,
	const struct tw_words *words, size_t at)
{
	unsigned char c = (unsigned char)words->norm.ptr[
		words->words[at].norm];

	return c >= 'a' && c <= 'z' && acronyms->starts[c - 'a'];
}

/*
 * Adds the next word of a sentence to a run, past joining words. False where
 * the run cannot go on, or where no acronym begins with its first two.
 */
static bool extend(struct run *run, const struct tw_acronyms *acronyms,
	const struct tw_words *words)
{
	const struct tw_word *word;
	unsigned char initial;

	if (run->count == TW_LONG_MOST)
		return false;
	for (;; run->next++) {
		if (run->next == words->count)
			return false;
		word = &words->words[run->next];
		if (run->count && (word->flags & TW_WORD_FIRST))
			return false;
		if (!joins(word, !run->count))
			break;
	}
	if (word->flags & (TW_WORD_ACRONYM | TW_WORD_FIGURES))
		return false;
	if (!run->count && (word->flags & TW_WORD_FUNCTION))
		return false;
	initial = (unsigned char)words->norm.ptr[word->norm];
	if (initial < 'a' || initial > 'z')
		return false;
	if (run->count == 1 && !(acronyms->starts[run->initials - 'a'] >>
	    (initial - 'a') & 1))
		return false;
	run->words[run->count++] = word;
	run->bytes += word->length + 1;
	run->initials = run->initials << 8 | initial;
	run->next++;
	return true;
}

/* The acronym that the words of a run may stand for, or NULL. */
static struct tw_acronym *match(const struct run *run,
	const struct tw_acronyms *acronyms)
{
	if (run->count < 2 || run->bytes > TW_LONG_BYTES)
		return NULL;
	return find(acronyms, run->initials);
}

struct places {
	struct place *list;
	size_t count, room;
};

static bool add_place(struct places *places, const struct run *run,
	uint32_t acronym)
{
	struct place *place;

	if (places->count == places->room) {
		size_t room = places->room ? 2 * places->room : FIRST_PLACES;
		struct place *list = realloc(places->list,
			room * sizeof(*list));

		if (!list)
			return false;
		places->list = list;
		places->room = room;
	}
	place = &places->list[places->count];
	*place = (struct place){ .acronym = acronym, .capital = true,
		.small = true, .plain = true,
		.order = (uint32_t)places->count++ };
	for (size_t i = 0; i < TW_LONG_MOST; i++) {
		uint32_t flags;

		place->stems[i] = UINT32_MAX;
		if (i >= run->count)
			continue;
		flags = run->words[i]->flags;
		place->stems[i] = run->words[i]->stem;
		place->capital &= (flags & TW_WORD_CAPITAL) != 0;
		place->small &= (flags & TW_WORD_SMALL) != 0;
		place->plain &= !(flags & TW_WORD_FUNCTION) ||
			(flags & TW_WORD_CAPITAL);
	}
	return true;
}

/* The letter that a word has in a long form, or 0. */
static unsigned char initial_of(const struct tw_words *words, size_t i)
{
	unsigned char c = (unsigned char)words->norm.ptr[words->words[i].norm];

	return words->words[i].flags & (TW_WORD_ACRONYM | TW_WORD_FIGURES) ||
		c < 'a' || c > 'z' ? 0 : c;
}

/* Notes which initials stand one after the other, as a run would. */
static void spell(struct tw_text *text)
{
	const struct tw_words *words = &text->words;
	unsigned char next = 0; /* to the right, within the sentence */

	for (size_t i = words->count; i-- > 0;) {
		uint32_t flags = words->words[i].flags;
		unsigned char initial = initial_of(words, i);

		if (initial && next && !(flags & TW_WORD_FUNCTION))
			text->second[initial - 'a'] |=
				(uint32_t)1 << (next - 'a');
		if (flags & TW_WORD_FIRST)
			next = 0;
		else if (!(flags & TW_WORD_JOIN))
			next = initial;
	}
	text->spelled = true;
}

/* True if a text has the first two letters of any acronym; most have not. */
static bool may_spell(const struct tw_acronyms *acronyms,
	struct tw_text *text)
{
	uint32_t firsts = acronyms->firsts;

	if (!text->spelled)
		spell(text);
	for (; firsts; firsts &= firsts - 1) {
		int first = __builtin_ctz(firsts);

		if (text->second[first] & acronyms->starts[first])
			return true;
	}
	return false;
}

/* Finds the places of a side, until there are too many. */
static bool find_places(struct places *places,
	const struct tw_likeness *likeness, struct tw_side *side)
{
	const struct tw_acronyms *acronyms = &likeness->acronyms;
	const struct tw_words *words = &side->text->words;

	if (!may_spell(acronyms, side->text))
		return true;
	for (size_t i = 0; i < words->count; i++) {
		struct run run;

		if (!starts(acronyms, words, i))
			continue;
		run = (struct run){ .next = i };
		while (extend(&run, acronyms, words)) {
			const struct tw_acronym *acronym =
				match(&run, acronyms);
			struct place *place;

			if (!acronym)
				continue;
			side->long_forms = true;
			if (places->count == PLACES_MOST)
				return true;
			if (!add_place(places, &run, (uint32_t)(acronym -
			    acronyms->list)))
				return false;
			place = &places->list[places->count - 1];
			place->side = (uint32_t)(side - likeness->sides);
			place->first = (uint32_t)i;
		}
	}
	return true;
}

static int by_stems(const struct place *x, const struct place *y)
{
	if (x->acronym != y->acronym)
		return x->acronym < y->acronym ? -1 : 1;
	for (size_t i = 0; i < TW_LONG_MOST; i++)
		if (x->stems[i] != y->stems[i])
			return x->stems[i] < y->stems[i] ? -1 : 1;
	return 0;
}

static int by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int order = by_stems(x, y);

	return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* What stands for a candidate: the same words, wherever they stand. */
struct candidate {
	const struct place *first;
	uint32_t capital, plain;
	bool small;
};

static struct candidate count_places(const struct place *list, size_t *count,
	size_t left)
{
	struct candidate candidate = { .first = list };

	for (*count = 0; *count < left && !by_stems(list, &list[*count]);
	     ++*count) {
		candidate.capital += list[*count].capital;
		candidate.plain += list[*count].plain;
		candidate.small |= list[*count].small;
	}
	return candidate;
}

/* Below, at or above 0 as `a` is the worse, as good or the better one. */
static int rank(const struct candidate *a, const struct candidate *b)
{
	if (a->capital != b->capital)
		return a->capital < b->capital ? -1 : 1;
	return (a->plain > b->plain) - (a->plain < b->plain);
}

/* Two letters are soon found; in small letters they must be so twice. */
static bool good(const struct candidate *candidate,
	const struct tw_acronym *acronym)
{
	return candidate->capital || candidate->plain >=
		(acronym->initials >> 16 ? 1u : 2u);
}

/* Gives an acronym the words of a candidate. */
static void settle(struct tw_acronym *acronym, struct tw_likeness *likeness,
	const struct candidate *candidate)
{
	const struct tw_words *words =
		&likeness->sides[candidate->first->side].text->words;
	struct run run = { .next = candidate->first->first };

	while (run.initials != acronym->initials &&
	       extend(&run, &likeness->acronyms, words))
		;
	for (size_t i = 0; i < run.count; i++)
		acronym->words[i] = (struct tw_stand_in){ run.words[i]->stem,
			{ words->norm.ptr + run.words[i]->norm,
			run.words[i]->length } };
	acronym->count = run.count;
	acronym->small = candidate->small;
}

/* Chooses the long form of each acronym from the sorted places. */
static void choose(struct tw_likeness *likeness, const struct places *places)
{
	size_t at = 0, count;

	while (at < places->count) {
		struct tw_acronym *acronym = &likeness->acronyms.list[
			places->list[at].acronym];
		struct candidate best = { NULL, 0, 0, false };
		bool tied = false;

		while (at < places->count && acronym ==
		       &likeness->acronyms.list[places->list[at].acronym]) {
			struct candidate next = count_places(
				&places->list[at], &count,
				places->count - at);
			int order = best.first ? rank(&next, &best) : 1;

			tied = order ? tied && order < 0 : true;
			if (order > 0)
				best = next;
			at += count;
		}
		if (!tied && good(&best, acronym))
			settle(acronym, likeness, &best);
	}
}

/* The letters of a declared acronym, as of one that stands in a text. */
static uint64_t initials_of(struct tw_view acronym)
{
	uint64_t initials = 0;

	for (size_t i = 0; i < acronym.len; i++)
		initials = initials << 8 | (uint64_t)(acronym.ptr[i] | 0x20);
	return initials;
}

/* Gives an acronym of the texts the words that house rules declare. */
static enum tw_status take_declared(struct tw_likeness *likeness,
	struct tw_view name, struct tw_view meaning, struct tw_error *err)
{
	struct tw_acronym *acronym = find(&likeness->acronyms,
		initials_of(name));
	struct tw_text *text;
	uint64_t letters = 0;
	bool capital = true;

	if (!acronym || !meaning.len)
		return TW_OK;
	text = tw_text_known(likeness->lexicon, meaning);
	if (!text)
		return tw_fail_memory(err);
	if (tw_text_read(text, likeness->lexicon, err))
		return err->status;
	acronym->count = 0;
	for (size_t i = 0; i < text->words.count &&
	     acronym->count < TW_LONG_MOST; i++) {
		const struct tw_word *word = &text->words.words[i];
		struct tw_view norm = { text->words.norm.ptr + word->norm,
			word->length };

		if (word->flags & TW_WORD_FUNCTION)
			continue;
		letters = letters << 8 | (unsigned char)*norm.ptr;
		capital &= (word->flags & TW_WORD_CAPITAL) != 0;
		acronym->words[acronym->count++] = (struct tw_stand_in){
			word->stem, norm };
	}
	acronym->small = !capital || letters != acronym->initials;
	return TW_OK;
}

static enum tw_status take_all_declared(struct tw_likeness *likeness,
	struct tw_error *err)
{
	const struct tw_alias *alias = likeness->declared ?
		likeness->declared->first : NULL;

	for (; alias; alias = alias->next) {
		struct tw_view rest = alias->also, other;

		if (take_declared(likeness, alias->name, alias->title, err))
			return err->status;
		while (tw_list_next(&other, &rest))
			if (take_declared(likeness, other, alias->title, err))
				return err->status;
	}
	return TW_OK;
}

enum tw_status tw_acronyms_find(struct tw_likeness *likeness,
	struct tw_error *err)
{
	struct places places = { NULL, 0, 0 };
	bool done = collect(likeness);

	if (!done)
		return tw_fail_memory(err);
	if (!likeness->acronyms.count)
		return TW_OK;
	for (size_t i = 0; done && i < likeness->count; i++)
		done = find_places(&places, likeness,
			&likeness->sides[likeness->side_of[i]]);
	if (done && places.count) {
		qsort(places.list, places.count, sizeof(*places.list),
			by_place);
		choose(likeness, &places);
	}
	free(places.list);
	return done ? take_all_declared(likeness, err) : tw_fail_memory(err);
}

static bool stands_for(const struct run *run, const struct tw_acronym *acronym)
{
	if (run->count != acronym->count)
		return false;
	for (size_t i = 0; i < run->count; i++)
		if (run->words[i]->stem != acronym->words[i].stem)
			return false;
	return true;
}

size_t tw_acronyms_named(uint32_t *ids, const struct tw_likeness *likeness,
	const struct tw_side *side)
{
	const struct tw_acronyms *acronyms = &likeness->acronyms;
	const struct tw_words *words = &side->text->words;
	size_t count = 0;

	for (size_t i = 0; i < words->count && side->long_forms; i++) {
		struct run run;

		if (!starts(acronyms, words, i))
			continue;
		run = (struct run){ .next = i };
		while (extend(&run, acronyms, words)) {
			const struct tw_acronym *acronym =
				match(&run, acronyms);

			if (acronym && acronym->count && !acronym->small &&
			    stands_for(&run, acronym))
				ids[count++] = acronym->stem;
		}
	}
	return count;
}
