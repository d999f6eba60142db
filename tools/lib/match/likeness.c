#include "match/likeness.h"

#include "base/arena.h"

#include <assert.h>

/* Tells which text of those met before an item has, or adds a new one. */
static uint32_t side_of(struct tw_likeness *made, uint32_t *slots,
	size_t mask, struct tw_view text)
{
	uint64_t hash = tw_text_hash(made->seed, text);
	size_t slot = hash & mask;
	struct tw_side *side;

	for (; slots[slot]; slot = (slot + 1) & mask) {
		side = &made->sides[slots[slot] - 1];
		if (side->text_hash == hash &&
		    tw_view_equal(side->text, text))
			break;
	}
	if (!slots[slot]) {
		side = &made->sides[made->side_count++];
		*side = (struct tw_side){ .text = text, .text_hash = hash };
		slots[slot] = (uint32_t)made->side_count;
	}
	made->sides[slots[slot] - 1].times++;
	return slots[slot] - 1;
}

/* Gathers the texts of all items, each once. */
static bool add_sides(struct tw_likeness *made, const struct tw_view *from,
	const struct tw_view *to)
{
	size_t slot_count = 8;
	uint32_t *slots;

	while (slot_count < 2 * made->count)
		slot_count *= 2;
	slots = tw_arena_take(made->arena, slot_count * sizeof(*slots));
	made->sides = tw_arena_take_raw(made->arena,
		made->count * sizeof(*made->sides));
	made->side_of = tw_arena_take_raw(made->arena,
		made->count * sizeof(*made->side_of));
	if (!slots || !made->sides || !made->side_of)
		return false;
	for (size_t i = 0; i < made->count; i++)
		made->side_of[i] = side_of(made, slots, slot_count - 1,
			i < made->from_count ? from[i] :
			to[i - made->from_count]);
	return true;
}

enum tw_status tw_likeness_new(struct tw_likeness **likeness,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	const struct tw_view *from, size_t from_count,
	const struct tw_view *to, size_t to_count, struct tw_error *err)
{
	struct tw_likeness *made = tw_arena_take(arena, sizeof(*made));

	if (!made || from_count + to_count > INT32_MAX / 2)
		return tw_fail_memory(err);
	made->arena = arena;
	made->lexicon = lexicon;
	made->least = TW_REVIEW;
	made->vocabulary = tw_vocabulary_new(arena);
	if (!made->vocabulary)
		return tw_fail_memory(err);
	made->count = from_count + to_count;
	made->from_count = from_count;
	made->seed = tw_vocabulary_seed(made->vocabulary);
	tw_vocabulary_lend(made->vocabulary, lexicon);
	if (!add_sides(made, from, to))
		return tw_fail_memory(err);
	*likeness = made;
	return TW_OK;
}

void tw_likeness_from(struct tw_likeness *likeness, unsigned least)
{
	likeness->least = least;
}

void tw_likeness_acronyms(struct tw_likeness *likeness,
	const struct tw_names *names)
{
	likeness->declared = names;
}

const uint32_t *tw_likeness_texts(const struct tw_likeness *likeness)
{
	return likeness->side_of;
}

/* A text without words, or of which a part was not read, is equal bytewise. */
bool tw_sides_equal(const struct tw_side *a, const struct tw_side *b)
{
	if (a->hash != b->hash || !a->words.count || a->words.cut ||
	    b->words.cut)
		return tw_view_equal(a->text, b->text);
	return tw_view_equal(a->words.norm, b->words.norm);
}

/* Makes a lexicon for a while, unless there is one for longer. */
static enum tw_status borrow(struct tw_lexicon **own,
	struct tw_likeness *likeness, struct tw_error *err)
{
	*own = NULL;
	if (likeness->lexicon)
		return TW_OK;
	*own = tw_lexicon_new();
	if (!*own)
		return tw_fail_memory(err);
	tw_vocabulary_lend(likeness->vocabulary, *own);
	return TW_OK;
}

static void give_back(struct tw_lexicon *own, struct tw_likeness *likeness)
{
	if (!own)
		return;
	tw_vocabulary_lend(likeness->vocabulary, NULL);
	tw_lexicon_free(own);
}

static enum tw_status read_both(struct tw_likeness *likeness,
	struct tw_side *a, struct tw_side *b, struct tw_error *err)
{
	struct tw_lexicon *own;
	enum tw_status status = borrow(&own, likeness, err);

	if (!status)
		status = tw_side_read(a, likeness, err);
	if (!status)
		status = tw_side_read(b, likeness, err);
	give_back(own, likeness);
	return status;
}

static enum tw_status weigh_all(struct tw_likeness *likeness,
	struct tw_error *err)
{
	struct tw_lexicon *own;
	enum tw_status status = borrow(&own, likeness, err);

	if (!status)
		status = tw_likeness_weigh(likeness, err);
	give_back(own, likeness);
	return status;
}

static struct tw_side *side_at(struct tw_likeness *likeness, size_t i)
{
	assert(i < likeness->count);
	return &likeness->sides[likeness->side_of[i]];
}

enum tw_status tw_likeness_equal(bool *equal, struct tw_likeness *likeness,
	size_t from, size_t to, struct tw_error *err)
{
	struct tw_side *a = side_at(likeness, from);
	struct tw_side *b = side_at(likeness, likeness->from_count + to);
	enum tw_status status = TW_OK;

	assert(from < likeness->from_count);
	if (a != b && (!a->read || !b->read))
		status = read_both(likeness, a, b, err);
	if (!status)
		*equal = a == b || tw_sides_equal(a, b);
	return status;
}

unsigned tw_bits_shared(const uint64_t *a, const uint64_t *b, size_t words)
{
	const uint64_t every = 0x0101010101010101u;
	unsigned shared = 0;

	/* The sums of a byte stay below 256 as long. */
	for (size_t from = 0; from < words; from += TW_BITS) {
		uint64_t bytes = 0;

		for (size_t i = from; i < words && i < from + TW_BITS; i++) {
			uint64_t x = a[i] & b[i];

			x -= x >> 1 & every * 0x55;
			x = (x & every * 0x33) + (x >> 2 & every * 0x33);
			bytes += (x + (x >> 4)) & every * 0x0F;
		}
		bytes = (bytes & 0x00FF00FF00FF00FFu) +
			(bytes >> 8 & 0x00FF00FF00FF00FFu);
		shared += (unsigned)(bytes * 0x0001000100010001u >> 48);
	}
	return shared;
}

/*
 * No fewer trigrams than are shared: each has its bit in both sides, and no
 * more of a side's share a bit than it has doubled.
 */
static unsigned trigrams_bound(const struct tw_side *a,
	const struct tw_side *b)
{
	uint32_t x = a->trigrams.doubled, y = b->trigrams.doubled;

	return tw_bits_shared(a->trigrams.bits, b->trigrams.bits, TW_BITS) +
		(x < y ? x : y);
}

/* No less than the weight of the stems shared. */
static uint64_t weight_bound(const struct tw_side *a, const struct tw_side *b)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < a->stems.count; i++) {
		uint32_t id = a->stems.ids[i];
		uint64_t bit = b->stem_bits[id / 64 % TW_STEM_BITS] >>
			id % 64 & 1;

		sum += a->weights[i] & (0 - bit);
	}
	return sum;
}

static bool has_trigram(const struct tw_trigrams *t, uint32_t code,
	uint32_t chain)
{
	uint16_t at, next;

	if (!(t->bits[chain / 64] >> chain % 64 & 1))
		return false;
	for (next = t->first[chain];;) {
		at = next;
		if (t->codes[at] == code)
			return true;
		next = t->next[at];
		if (next == at)
			return false;
	}
}

static unsigned trigrams_shared(const struct tw_trigrams *a,
	const struct tw_trigrams *b, uint64_t seed)
{
	unsigned shared = 0;

	for (uint32_t i = 0; i < a->count; i++)
		shared += has_trigram(b, a->codes[i],
			tw_trigram_chain(a->codes[i], seed));
	return shared;
}

static uint64_t weight_shared(const struct tw_side *a,
	const struct tw_side *b)
{
	uint64_t sum = 0;
	size_t i = 0, j = 0;

	while (i < a->stems.count && j < b->stems.count) {
		uint32_t x = a->stems.ids[i], y = b->stems.ids[j];

		sum += x == y ? a->weights[i] : 0;
		i += x <= y;
		j += y <= x;
	}
	return sum;
}

/* Half the Dice coefficient and half the share of weight, of 1000. */
static unsigned blend(const struct tw_likeness *likeness,
	const struct tw_side *a, const struct tw_side *b, unsigned trigrams,
	uint64_t weight)
{
	uint64_t all = (uint64_t)a->trigrams.count + b->trigrams.count;
	uint64_t least = a->weight < b->weight ? a->weight : b->weight;

	if (least < likeness->floor)
		least = likeness->floor;
	return (unsigned)((all ? TW_SCORE_MAX * (uint64_t)trigrams / all : 0) +
		TW_SCORE_MAX / 2 * weight / least);
}

unsigned tw_likeness_judge(const struct tw_likeness *likeness,
	const struct tw_side *a, const struct tw_side *b, unsigned trigrams,
	uint64_t weight)
{
	unsigned score = blend(likeness, a, b, trigrams, weight);

	if (score < likeness->least)
		return 0;
	score = tw_contradicted(score, a, b, likeness->usage);
	return score < likeness->least ? 0 : score;
}

/*
 * The score of two sides that are prepared and not equal; `a` has no more
 * stems than `b`. Most pairs are clearly unlike, and the bounds say so.
 */
static unsigned score_of(const struct tw_likeness *likeness,
	const struct tw_side *a, const struct tw_side *b)
{
	unsigned score = blend(likeness, a, b, trigrams_bound(a, b),
		weight_bound(a, b));

	if (score < likeness->least)
		return 0;
	return tw_likeness_judge(likeness, a, b, a->trigrams.count <
		b->trigrams.count ?
		trigrams_shared(&a->trigrams, &b->trigrams, likeness->seed) :
		trigrams_shared(&b->trigrams, &a->trigrams, likeness->seed),
		weight_shared(a, b));
}

enum tw_status tw_likeness_score(unsigned *score, struct tw_likeness *likeness,
	size_t from, size_t to, struct tw_error *err)
{
	struct tw_side *a = side_at(likeness, from);
	struct tw_side *b = side_at(likeness, likeness->from_count + to);
	enum tw_status status = TW_OK;

	assert(from < likeness->from_count);
	*score = TW_SCORE_MAX;
	if (a == b)
		return TW_OK;
	if (!likeness->weighed)
		status = weigh_all(likeness, err);
	if (!status && !a->chained)
		status = tw_side_prepare(a, likeness, true, err);
	if (!status && !b->chained)
		status = tw_side_prepare(b, likeness, true, err);
	if (status)
		return status;
	if (!tw_sides_equal(a, b))
		*score = a->stems.count <= b->stems.count ?
			score_of(likeness, a, b) : score_of(likeness, b, a);
	return TW_OK;
}

static bool has_stem(const struct tw_side *side, uint32_t stem)
{
	const struct tw_ids *stems = &side->stems;
	size_t low = 0, high = stems->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (stems->ids[middle] < stem)
			low = middle + 1;
		else
			high = middle;
	}
	return low < stems->count && stems->ids[low] == stem;
}

enum tw_status tw_likeness_common(struct tw_common *common,
	struct tw_likeness *likeness, size_t from, size_t except, size_t to,
	struct tw_error *err)
{
	const struct tw_side *a = side_at(likeness, from);
	const struct tw_side *b = side_at(likeness,
		likeness->from_count + to);
	const struct tw_side *other = except == SIZE_MAX ? NULL :
		side_at(likeness, except);
	enum tw_status status = likeness->weighed ? TW_OK :
		weigh_all(likeness, err);

	*common = (struct tw_common){ 0, 0, 0, false };
	for (size_t i = 0; !status && i < a->stems.count; i++) {
		uint32_t stem = a->stems.ids[i];
		const struct tw_usage *use = &likeness->usage[stem];

		if (other && has_stem(other, stem))
			continue;
		if (has_stem(b, stem)) {
			common->shared += use->weight;
			common->plain |= use->plain && !use->title;
			continue;
		}
		common->lacking += use->weight;
		common->elsewhere += use->later ? use->weight : 0;
	}
	return status;
}

enum tw_status tw_likeness_ready(struct tw_likeness *likeness,
	struct tw_error *err)
{
	enum tw_status status = likeness->weighed ? TW_OK :
		weigh_all(likeness, err);

	for (size_t i = 0; i < likeness->side_count && !status; i++)
		if (!likeness->sides[i].ready)
			status = tw_side_prepare(&likeness->sides[i], likeness,
				false, err);
	return status;
}

enum tw_band tw_band_of(unsigned score)
{
	return score >= TW_MATCHED ? TW_BAND_MATCHED :
		score >= TW_REVIEW ? TW_BAND_REVIEW : TW_BAND_UNMATCHED;
}
