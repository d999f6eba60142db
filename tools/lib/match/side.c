#include "match/likeness.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

void tw_ids_sort(struct tw_ids *set)
{
	enum { FEW = 32 };
	uint32_t *ids = set->ids;
	size_t kept = 0;

	if (set->count > FEW)
		qsort(ids, set->count, sizeof(*ids), by_number);
	for (size_t i = 1; set->count <= FEW && i < set->count; i++) {
		uint32_t id = ids[i];
		size_t at = i;

		for (; at > 0 && ids[at - 1] > id; at--)
			ids[at] = ids[at - 1];
		ids[at] = id;
	}
	for (size_t i = 0; i < set->count; i++)
		if (!kept || ids[kept - 1] != ids[i])
			ids[kept++] = ids[i];
	set->count = kept;
}

uint32_t tw_log2(uint32_t n)
{
	uint32_t log = 0;
	uint64_t rest = n;

	while (rest < (uint64_t)1 << 31)
		rest <<= 1;
	while (n >> 1 >> log)
		log++;
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

enum tw_status tw_side_read(struct tw_side *side,
	struct tw_likeness *likeness, struct tw_error *err)
{
	enum tw_status status;

	if (side->read)
		return TW_OK;
	status = tw_words_read(&side->words, likeness->vocabulary, side->text,
		err);
	if (status)
		return status;
	side->hash = tw_text_hash(likeness->seed, side->words.norm);
	side->read = true;
	return TW_OK;
}

/* The words for which "D1", "KS2" and "Y7" stand, by their keys. */
static const char *const alias_words[3][2] = {
	{ "district", NULL }, { "key", "stage" }, { "year", NULL }
};

static bool add_aliases(struct tw_likeness *likeness)
{
	for (size_t i = 0; i < 3; i++)
		for (size_t j = 0; j < 2 && alias_words[i][j]; j++) {
			struct tw_piece *piece = &likeness->alias[i][j];

			piece->norm = tw_view_of(alias_words[i][j]);
			if (!tw_vocabulary_word(&piece->stem,
			    likeness->vocabulary, piece->norm))
				return false;
		}
	return true;
}

static size_t expand_alias(struct tw_piece *pieces,
	const struct tw_likeness *likeness, const struct tw_side *side,
	const struct tw_word *word)
{
	const struct tw_piece *alias =
		likeness->alias[word->key - TW_KEY_DISTRICT];
	struct tw_view figures = { side->words.norm.ptr + word->norm,
		word->length };
	size_t count = 0;

	while (count < 2 && alias[count].norm.len) {
		pieces[count] = alias[count];
		count++;
	}
	while (figures.len > 1 &&
	       (*figures.ptr == '0' || *figures.ptr > '9')) {
		figures.ptr++;
		figures.len--;
	}
	pieces[count++] = (struct tw_piece){ word->number, figures, false };
	return count;
}

size_t tw_expand(struct tw_piece pieces[static TW_LONG_MOST],
	const struct tw_likeness *likeness, const struct tw_side *side,
	const struct tw_word *word)
{
	if (word->flags & TW_WORD_ALIAS)
		return expand_alias(pieces, likeness, side, word);
	if (word->flags & TW_WORD_ACRONYM) {
		const struct tw_acronym *acronym = tw_acronym_of(
			&likeness->acronyms, word->initials);

		if (acronym && acronym->count) {
			memcpy(pieces, acronym->words,
				acronym->count * sizeof(*pieces));
			return acronym->count;
		}
	}
	pieces[0] = (struct tw_piece){ word->stem, { side->words.norm.ptr +
		word->norm, word->length },
		word->flags & TW_WORD_FUNCTION };
	return 1;
}

/* True for a word that makes a title if its neighbour is one, too. */
static bool titled(uint32_t flags)
{
	return (flags & TW_WORD_CAPITAL) && !(flags & (TW_WORD_FIRST |
		TW_WORD_FUNCTION | TW_WORD_ACRONYM | TW_WORD_FIGURES));
}

/* True for a word that says what is done or with what, not whose or which. */
static bool plain(uint32_t flags)
{
	return !(flags & (TW_WORD_FUNCTION | TW_WORD_NUMBER | TW_WORD_MONTH |
		TW_WORD_LABEL | TW_WORD_CONTRAST | TW_WORD_FIGURES
		| TW_WORD_ACRONYM)) &&
		((flags & (TW_WORD_SMALL | TW_WORD_FIRST)));
}

/* Notes how the words of a side are written. */
static void see_use(struct tw_usage *usage, const struct tw_words *words)
{
	bool before = false;

	for (size_t i = 0; i < words->count; i++) {
		const struct tw_word *word = &words->words[i];
		bool now = titled(word->flags);

		if (now && before)
			usage[word->stem].title =
				usage[word[-1].stem].title = true;
		before = now;
		if (plain(word->flags))
			usage[word->stem].plain = true;
		if (word->flags & TW_WORD_FIRST)
			continue;
		if (word->flags & TW_WORD_SMALL)
			usage[word->stem].small = true;
		if ((word->flags & TW_WORD_CAPITAL) &&
		    !(word->flags & TW_WORD_ACRONYM))
			usage[word->stem].inside = true;
	}
}

/* Puts what was gathered into the arena as a set. */
static bool keep(struct tw_ids *set, struct tw_arena *arena,
	const uint32_t *ids, size_t count)
{
	set->ids = tw_arena_take_raw(arena, count * sizeof(*ids));
	if (!set->ids)
		return false;
	if (count)
		memcpy(set->ids, ids, count * sizeof(*ids));
	set->count = count;
	tw_ids_sort(set);
	return true;
}

/* Adds a stem of a side, once, and counts it for each item. */
static inline size_t gather_stem(uint32_t *ids, size_t count,
	const struct tw_likeness *likeness, const struct tw_side *side,
	uint32_t stem)
{
	uint32_t stamp = (uint32_t)(side - likeness->sides) + 1;
	struct tw_usage *use = &likeness->usage[stem];

	if (use->item_seen == stamp)
		return count;
	use->item_seen = stamp;
	use->items += side->times;
	ids[count] = stem;
	return count + 1;
}

/* Gathers the stems of a side; most words stand for themselves. */
static size_t gather_stems(uint32_t *ids, const struct tw_likeness *likeness,
	const struct tw_side *side)
{
	struct tw_piece pieces[TW_LONG_MOST];
	size_t count = 0;

	for (size_t i = 0; i < side->words.count; i++) {
		const struct tw_word *word = &side->words.words[i];
		size_t n;

		if (word->flags & TW_WORD_FUNCTION)
			continue;
		if (!(word->flags & (TW_WORD_ALIAS | TW_WORD_ACRONYM))) {
			count = gather_stem(ids, count, likeness, side,
				word->stem);
			continue;
		}
		n = tw_expand(pieces, likeness, side, word);
		for (size_t j = 0; j < n; j++)
			count = gather_stem(ids, count, likeness, side,
				pieces[j].stem);
	}
	return count;
}

/* True if a word is a name in these two records. */
static bool is_name(const struct tw_likeness *likeness,
	const struct tw_word *word)
{
	const struct tw_usage *use = &likeness->usage[word->stem];
	const struct tw_acronym *acronym;

	if (word->flags & TW_WORD_ACRONYM) {
		acronym = tw_acronym_of(&likeness->acronyms, word->initials);
		return !acronym || !acronym->count || !acronym->small;
	}
	return (word->flags & TW_WORD_NAME) && !use->small &&
		(use->inside || !(word->flags & TW_WORD_FIRST));
}

/* Gathers the names of a side, each once, and counts it for each. */
static size_t gather_names(uint32_t *ids, const struct tw_likeness *likeness,
	const struct tw_side *side)
{
	uint32_t stamp = (uint32_t)(side - likeness->sides) + 1;
	size_t found = tw_acronyms_named(ids, likeness, side), count = 0;
	bool any = side->words.flags & (TW_WORD_NAME | TW_WORD_ACRONYM);

	for (size_t i = 0; i < side->words.count && any; i++)
		if (is_name(likeness, &side->words.words[i]))
			ids[found++] = side->words.words[i].stem;
	for (size_t i = 0; i < found; i++) {
		struct tw_usage *use = &likeness->usage[ids[i]];

		if (use->name_seen == stamp)
			continue;
		use->name_seen = stamp;
		use->named += side->times;
		ids[count++] = ids[i];
	}
	return count;
}

/* Notes which stems the later record has. */
static void see_later(struct tw_likeness *likeness)
{
	for (size_t i = likeness->from_count; i < likeness->count; i++) {
		const struct tw_ids *stems =
			&likeness->sides[likeness->side_of[i]].stems;

		for (size_t k = 0; k < stems->count; k++)
			likeness->usage[stems->ids[k]].later = true;
	}
}

static bool gather(struct tw_likeness *likeness)
{
	size_t most = 0;
	uint32_t *ids;

	for (size_t i = 0; i < likeness->side_count; i++)
		if (likeness->sides[i].words.count > most)
			most = likeness->sides[i].words.count;
	ids = malloc((most + 1) * (TW_LONG_MOST + 1) * sizeof(*ids));
	if (!ids)
		return false;
	for (size_t i = 0; i < likeness->side_count; i++) {
		struct tw_side *side = &likeness->sides[i];

		if (!keep(&side->stems, likeness->arena, ids,
		    gather_stems(ids, likeness, side)) ||
		    !keep(&side->names, likeness->arena, ids,
		    gather_names(ids, likeness, side))) {
			free(ids);
			return false;
		}
	}
	free(ids);
	return true;
}

/* What a stem weighs that `items` of `all` items have. */
static uint32_t weight_of(size_t all, uint32_t items)
{
	return tw_log2((uint32_t)all + items) - tw_log2(items);
}

static void weigh(struct tw_likeness *likeness)
{
	enum { KNOWN = 64 };
	uint32_t known[KNOWN] = { 0 };
	size_t count = tw_vocabulary_count(likeness->vocabulary);

	for (size_t i = 0; i < 2 * count; i++) {
		struct tw_usage *use = &likeness->usage[i / 2];
		uint32_t items = i % 2 ? use->named : use->items, weight;

		if (!items)
			continue;
		weight = items < KNOWN ? known[items] : 0;
		if (!weight)
			weight = weight_of(likeness->count, items);
		if (items < KNOWN)
			known[items] = weight;
		if (i % 2)
			use->name_weight = weight;
		else
			use->weight = use->title ? weight / 2 : weight;
	}
	likeness->floor = 9 * (uint64_t)weight_of(likeness->count, 2) / 2;
}

enum tw_status tw_likeness_weigh(struct tw_likeness *likeness,
	struct tw_error *err)
{
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < likeness->side_count && !status; i++)
		status = tw_side_read(&likeness->sides[i], likeness, err);
	if (!status && !add_aliases(likeness))
		status = tw_fail_memory(err);
	if (!status)
		status = tw_acronyms_find(likeness, err);
	if (status)
		return status;
	likeness->usage = tw_arena_take(likeness->arena,
		tw_vocabulary_count(likeness->vocabulary) *
		sizeof(*likeness->usage));
	if (!likeness->usage)
		return tw_fail_memory(err);
	for (size_t i = 0; i < likeness->side_count; i++)
		see_use(likeness->usage, &likeness->sides[i].words);
	if (!gather(likeness))
		return tw_fail_memory(err);
	see_later(likeness);
	weigh(likeness);
	likeness->weighed = true;
	return TW_OK;
}

static bool prepare_stems(struct tw_side *side,
	const struct tw_likeness *likeness)
{
	size_t count = side->stems.count;

	side->weights = tw_arena_take_raw(likeness->arena,
		count * sizeof(*side->weights));
	if (!side->weights)
		return false;
	side->weight = side->name_weight = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t id = side->stems.ids[i];

		side->weights[i] = likeness->usage[id].weight;
		side->weight += side->weights[i];
		side->stem_bits[id / 64 % TW_STEM_BITS] |=
			(uint64_t)1 << id % 64;
	}
	for (size_t i = 0; i < side->names.count; i++)
		side->name_weight +=
			likeness->usage[side->names.ids[i]].name_weight;
	return true;
}

/*
 * Writes a space and then words, one space between them, each character by
 * its low ten bits; there is room for a last space. Returns the new count.
 */
static size_t add_codes(uint16_t codes[static TW_TEXT_MOST], size_t count,
	struct tw_view words)
{
	const char *at = words.ptr, *end = words.ptr + words.len;

	if (count < TW_TEXT_MOST - 1)
		codes[count++] = ' ';
	while (at < end && count < TW_TEXT_MOST - 1) {
		uint32_t code = (unsigned char)*at;

		at += code < 0x80 ? 1 : tw_utf8_decode(&code,
			(struct tw_view){ at, (size_t)(end - at) });
		codes[count++] = code & 1023;
	}
	return count;
}

/* Writes the words of a side, with what stands for some of them. */
static size_t write_codes(uint16_t codes[static TW_TEXT_MOST],
	const struct tw_likeness *likeness, const struct tw_side *side)
{
	bool replaced = side->words.flags &
		(TW_WORD_ALIAS | TW_WORD_ACRONYM);
	struct tw_piece pieces[TW_LONG_MOST];
	size_t count = 0;

	if (!replaced)
		count = add_codes(codes, 0, side->words.norm);
	for (size_t i = 0; i < side->words.count && replaced; i++) {
		size_t n = tw_expand(pieces, likeness, side,
			&side->words.words[i]);

		for (size_t j = 0; j < n; j++)
			count = add_codes(codes, count, pieces[j].norm);
	}
	codes[count++] = ' ';
	return count;
}

/* True if a trigram is in the chain that begins at `at`. */
static inline bool in_chain(const struct tw_trigrams *t, uint32_t code,
	uint32_t at)
{
	while (t->codes[at] != code) {
		if (t->next[at] == at)
			return false;
		at = t->next[at];
	}
	return true;
}

static void add_trigrams(struct tw_trigrams *t, const uint16_t *codes,
	size_t count, uint64_t seed)
{
	uint32_t code = count > 1 ? (uint32_t)codes[0] << 10 | codes[1] : 0;
	uint32_t added = 0;

	for (size_t i = 2; i < count; i++) {
		uint32_t chain, next = added;
		uint64_t *bits, one;

		code = (code << 10 | codes[i]) & 0x3FFFFFFF;
		chain = tw_trigram_chain(code, seed);
		bits = &t->bits[chain / 64];
		one = (uint64_t)1 << chain % 64;
		if (*bits & one) {
			next = t->first[chain];
			if (in_chain(t, code, next))
				continue;
			t->doubled++;
		}
		*bits |= one;
		t->first[chain] = (uint16_t)added;
		t->next[added] = (uint16_t)next;
		t->codes[added++] = code;
	}
	t->count = added;
}

/* Keeps what was gathered: of each side, as little as is needed. */
static bool keep_trigrams(struct tw_side *side, struct tw_arena *arena,
	const struct tw_trigrams *made, bool chained)
{
	struct tw_trigrams *t = &side->trigrams;
	size_t count = made->count;

	*t = *made;
	t->codes = tw_arena_take_raw(arena, count * sizeof(*t->codes));
	t->next = chained ? tw_arena_take_raw(arena,
		count * sizeof(*t->next)) : NULL;
	t->first = chained ? tw_arena_take_raw(arena,
		TW_CHAINS * sizeof(*t->first)) : NULL;
	if (!t->codes || (chained && (!t->next || !t->first)))
		return false;
	memcpy(t->codes, made->codes, count * sizeof(*t->codes));
	if (chained) {
		memcpy(t->next, made->next, count * sizeof(*t->next));
		memcpy(t->first, made->first, TW_CHAINS * sizeof(*t->first));
	}
	return true;
}

static bool prepare_trigrams(struct tw_side *side,
	const struct tw_likeness *likeness, bool chained)
{
	uint16_t codes[TW_TEXT_MOST], next[TW_TEXT_MOST], first[TW_CHAINS];
	uint32_t met[TW_TEXT_MOST];
	struct tw_trigrams made = { met, next, first, 0, 0, { 0 } };

	add_trigrams(&made, codes, write_codes(codes, likeness, side),
		likeness->seed);
	return keep_trigrams(side, likeness->arena, &made, chained);
}

enum tw_status tw_side_prepare(struct tw_side *side,
	struct tw_likeness *likeness, bool chained, struct tw_error *err)
{
	enum tw_status status;

	if (!prepare_stems(side, likeness) ||
	    !prepare_trigrams(side, likeness, chained))
		return tw_fail_memory(err);
	status = tw_marks_find(side, likeness, err);
	side->ready = !status;
	side->chained = !status && chained;
	return status;
}
