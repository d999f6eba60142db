#include "match/likeness.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* floor(1024 log2(n)), by the method of the spec; n from 1 to 2^31. */
static uint32_t log2_of(uint32_t n)
{
	uint32_t log = 31 - (uint32_t)__builtin_clz(n);
	uint64_t rest = (uint64_t)n << (31 - log);

	for (int i = 0; i < 10; i++) {
		rest = rest * rest >> 31;
		log <<= 1;
		if (rest >> 32) {
			rest >>= 1;
			log |= 1;
		}
	}
	return log;
}

/* What stands for an acronym in these records; NULL: it itself. */
static const struct tw_acronym *meant(const struct tw_likeness *likeness,
	const struct tw_word *word)
{
	const struct tw_acronym *acronym = word->flags & TW_WORD_ACRONYM ?
		tw_acronym_of(&likeness->acronyms, word->initials) : NULL;

	return acronym && acronym->count ? acronym : NULL;
}

/* What stands for a word in the measure; returns how many, 1 to 8. */
static size_t expand(struct tw_stand_in pieces[static TW_LONG_MOST],
	const struct tw_likeness *likeness, const struct tw_side *side,
	const struct tw_word *word)
{
	const struct tw_acronym *acronym = meant(likeness, word);

	if (!acronym)
		return tw_word_pieces(pieces, likeness->lexicon,
			&side->text->words, word);
	memcpy(pieces, acronym->words, acronym->count * sizeof(*pieces));
	return acronym->count;
}

/* True if an acronym of the side stands for other words. */
static bool replaced(const struct tw_likeness *likeness,
	const struct tw_side *side)
{
	const struct tw_words *words = &side->text->words;

	if (!(words->flags & TW_WORD_ACRONYM))
		return false;
	for (size_t i = 0; i < words->count; i++)
		if (meant(likeness, &words->words[i]))
			return true;
	return false;
}

/* ---- stems and names ---- */

/*
 * The number of a stem in these two records, under the lexicon's last stamp:
 * `count` of them have one, and there is room for it in `usage`.
 */
static inline uint32_t number_in(struct tw_usage *usage, size_t *count,
	struct tw_met *mets, uint32_t stem, uint32_t stamp)
{
	struct tw_met *met = &mets[stem];

	if (met->stamp != stamp) {
		*met = (struct tw_met){ stamp, (uint32_t)*count };
		usage[(*count)++] = (struct tw_usage){ .stem = stem };
	}
	return met->at;
}

static uint32_t number_of(struct tw_likeness *likeness, uint32_t stem)
{
	return number_in(likeness->usage, &likeness->usage_count,
		likeness->lexicon->stems.met, stem, likeness->lexicon->stamp);
}

/* Adds a stem of a side, and counts it for each item. */
static inline void add_stem(struct tw_side *side, struct tw_usage *use,
	uint32_t number)
{
	use->items += side->times;
	use->later |= side->later;
	side->stems.ids[side->stems.count++] = number;
}

static bool take_stems(struct tw_likeness *likeness, struct tw_side *side,
	size_t most)
{
	side->stems.count = 0;
	side->stems.ids = tw_arena_take_raw(likeness->arena,
		most * sizeof(*side->stems.ids));
	return side->stems.ids;
}

/*
 * Adds up how a side uses stems that weigh; most texts stand for themselves.
 * This is done for every word of two records, so all that it takes is kept at
 * hand.
 */
static bool gather_stems(struct tw_likeness *likeness, struct tw_side *side)
{
	const struct tw_use *at = side->text->uses;
	const struct tw_use *end = at + side->text->stem_count;
	struct tw_met *met = likeness->lexicon->stems.met;
	struct tw_usage *usage = likeness->usage;
	uint32_t stamp = likeness->lexicon->stamp, times = side->times, *id;
	size_t count = likeness->usage_count;
	bool later = side->later;

	if (!side->replaced && !take_stems(likeness, side,
	    side->text->stem_count))
		return false;
	for (id = side->stems.ids; at < end; at++) {
		uint32_t number = number_in(usage, &count, met, at->stem,
			stamp);

		usage[number].flags |= (uint16_t)at->flags;
		if (side->replaced)
			continue;
		usage[number].items += times;
		usage[number].later |= later;
		*id++ = number;
	}
	likeness->usage_count = count;
	if (!side->replaced)
		side->stems.count = (size_t)(id - side->stems.ids);
	return true;
}

/* The stems of a side in which acronyms stand for other words, each once. */
static bool gather_replaced(struct tw_likeness *likeness, struct tw_side *side)
{
	const struct tw_words *words = &side->text->words;
	uint32_t stamp = (uint32_t)(side - likeness->sides) + 1;
	struct tw_stand_in pieces[TW_LONG_MOST];

	if (!take_stems(likeness, side, words->count * TW_LONG_MOST))
		return false;
	for (size_t i = 0; i < words->count; i++) {
		size_t n = expand(pieces, likeness, side, &words->words[i]);

		if (words->words[i].flags & TW_WORD_FUNCTION)
			continue;
		for (size_t k = 0; k < n; k++) {
			uint32_t number = number_of(likeness, pieces[k].stem);
			struct tw_usage *use = &likeness->usage[number];

			if (use->item_seen != stamp)
				add_stem(side, use, number);
			use->item_seen = stamp;
		}
	}
	return true;
}

/* True for an acronym that is a name in these two records. */
static bool names_itself(const struct tw_likeness *likeness,
	const struct tw_word *word)
{
	const struct tw_acronym *acronym = meant(likeness, word);

	return word->flags & TW_WORD_ACRONYM && !(acronym && acronym->small);
}

/* Adds a name of a side, once, and counts it for each item. */
static void add_name(struct tw_likeness *likeness, struct tw_side *side,
	uint32_t stem)
{
	uint32_t stamp = (uint32_t)(side - likeness->sides) + 1;
	uint32_t number = number_of(likeness, stem);
	struct tw_usage *use = &likeness->usage[number];

	if (use->name_seen == stamp)
		return;
	use->name_seen = stamp;
	use->named += side->times;
	side->names.ids[side->names.count++] = number;
}

/* Adds up how all sides use the others: only some names depend on it. */
static void gather_light(struct tw_likeness *likeness)
{
	for (size_t i = 0; i < likeness->side_count; i++) {
		const struct tw_text *text = likeness->sides[i].text;

		for (size_t k = text->stem_count; k < text->use_count; k++)
			likeness->usage[number_of(likeness,
				text->uses[k].stem)].flags |=
				(uint16_t)text->uses[k].flags;
	}
	likeness->light = true;
}

/*
 * The names that a side may have, of all that may be one in its text. A name
 * that does not begin a sentence stands inside of one, and is used so.
 */
static void add_proper(struct tw_likeness *likeness, struct tw_side *side)
{
	const struct tw_text *text = side->text;

	for (size_t i = 0; i < text->stem_count; i++) {
		uint32_t stem = text->uses[i].stem;

		if (!(text->uses[i].flags & TW_USE_NAME))
			continue;
		if (!likeness->light &&
		    likeness->lexicon->stems.list[stem].light)
			gather_light(likeness);
		if ((likeness->usage[number_of(likeness, stem)].flags &
		    (TW_USE_SMALL | TW_USE_INSIDE)) == TW_USE_INSIDE)
			add_name(likeness, side, stem);
	}
}

/* And those of acronyms and their long forms. */
static bool add_acronyms(struct tw_likeness *likeness, struct tw_side *side)
{
	const struct tw_words *words = &side->text->words;
	size_t most = words->count * TW_LONG_MOST, count;
	uint32_t *found = malloc((most + 1) * sizeof(*found));

	if (!found)
		return false;
	count = tw_acronyms_named(found, likeness, side);
	for (size_t i = 0; i < count; i++)
		add_name(likeness, side, found[i]);
	for (size_t i = 0; i < words->count; i++)
		if (names_itself(likeness, &words->words[i]))
			add_name(likeness, side, words->words[i].stem);
	free(found);
	return true;
}

static bool gather_names(struct tw_likeness *likeness, struct tw_side *side)
{
	const struct tw_text *text = side->text;
	bool acronyms = side->long_forms ||
		text->words.flags & TW_WORD_ACRONYM;

	side->names.count = 0;
	if (!acronyms && !(text->words.flags & TW_WORD_NAME))
		return true;
	side->names.ids = tw_arena_take_raw(likeness->arena, (text->use_count +
		likeness->acronyms.count) * sizeof(*side->names.ids));
	if (!side->names.ids)
		return false;
	add_proper(likeness, side);
	if (acronyms && !add_acronyms(likeness, side))
		return false;
	tw_ids_sort(&side->names);
	return true;
}

static bool gather(struct tw_likeness *likeness)
{
	size_t most = (TW_LONG_MOST + 1) * likeness->acronyms.count;

	for (size_t i = 0; i < likeness->side_count; i++)
		most += likeness->sides[i].text->use_count;
	likeness->usage = tw_arena_take_raw(likeness->arena,
		most * sizeof(*likeness->usage));
	if (!likeness->usage)
		return false;
	likeness->usage_count = 0;
	likeness->lexicon->stamp++;
	for (size_t i = 0; i < likeness->side_count; i++) {
		struct tw_side *side = &likeness->sides[i];

		side->replaced = replaced(likeness, side);
		if (!gather_stems(likeness, side) || (side->replaced &&
		    !gather_replaced(likeness, side)))
			return false;
	}
	for (size_t i = 0; i < likeness->side_count; i++)
		if (!gather_names(likeness, &likeness->sides[i]))
			return false;
	return true;
}

/* ---- weights ---- */

enum { KNOWN = 64 };

/* What a stem weighs that `items` of `all` items have. */
static uint32_t weight_of(size_t all, uint32_t items)
{
	return log2_of((uint32_t)all + items) - log2_of(items);
}

/* The same, of few items worked out once. */
static inline uint32_t known_weight(uint32_t known[static KNOWN], size_t all,
	uint32_t items)
{
	if (items >= KNOWN)
		return weight_of(all, items);
	if (!known[items])
		known[items] = weight_of(all, items);
	return known[items];
}

static void weigh(struct tw_likeness *likeness)
{
	uint32_t known[KNOWN] = { 0 };
	size_t all = likeness->count;

	for (size_t i = 0; i < likeness->usage_count; i++) {
		struct tw_usage *use = &likeness->usage[i];

		if (use->items)
			use->weight = known_weight(known, all, use->items) >>
				((use->flags & TW_USE_TITLE) != 0);
		if (use->named)
			use->name_weight = known_weight(known, all,
				use->named);
	}
	likeness->floor = 9 * (uint64_t)weight_of(all, 2) / 2;
}

static void add_up(struct tw_likeness *likeness, struct tw_side *side)
{
	side->weight = side->name_weight = 0;
	for (size_t i = 0; i < side->stems.count; i++)
		side->weight += likeness->usage[side->stems.ids[i]].weight;
	for (size_t i = 0; i < side->names.count; i++)
		side->name_weight +=
			likeness->usage[side->names.ids[i]].name_weight;
}

enum tw_status tw_likeness_weigh(struct tw_likeness *likeness,
	struct tw_error *err)
{
	enum tw_status status = TW_OK;

	if (likeness->weighed)
		return TW_OK;
	for (size_t i = 0; i < likeness->side_count && !status; i++)
		status = tw_text_read(likeness->sides[i].text,
			likeness->lexicon, err);
	if (!status)
		status = tw_acronyms_find(likeness, err);
	if (status)
		return status;
	if (!gather(likeness))
		return tw_fail_memory(err);
	weigh(likeness);
	for (size_t i = 0; i < likeness->side_count; i++)
		add_up(likeness, &likeness->sides[i]);
	likeness->row_weights = tw_arena_take(likeness->arena,
		likeness->usage_count * sizeof(*likeness->row_weights));
	if (!likeness->row_weights)
		return tw_fail_memory(err);
	likeness->weighed = true;
	return TW_OK;
}

/* ---- trigrams ---- */

/* Those of a side in which acronyms stand for other words. */
static bool find_trigrams(struct tw_side *side,
	const struct tw_likeness *likeness)
{
	const struct tw_words *words = &side->text->words;
	struct tw_stand_in pieces[TW_LONG_MOST];
	struct tw_letters spelling;

	spelling.count = 0;
	for (size_t i = 0; i < words->count; i++) {
		size_t n = expand(pieces, likeness, side, &words->words[i]);

		for (size_t k = 0; k < n; k++)
			tw_spelling_add(&spelling, pieces[k].norm);
	}
	return tw_trigrams_of(&side->trigrams, &spelling, likeness->lexicon,
		likeness->arena);
}

enum tw_status tw_side_prepare(struct tw_side *side,
	struct tw_likeness *likeness, struct tw_error *err)
{
	enum tw_status status = tw_text_analyse(side->text, likeness->lexicon,
		err);

	if (status)
		return status;
	if (!side->replaced)
		side->trigrams = side->text->trigrams;
	else if (!find_trigrams(side, likeness))
		return tw_fail_memory(err);
	side->ready = true;
	return TW_OK;
}
