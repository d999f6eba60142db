#include "match/likeness.h"

#include "base/arena.h"
#include "text/counts.h"

#include <assert.h>

/* Adds an item; texts that are equal to the byte are one side. */
static bool add_item(struct tw_likeness *made, struct tw_text *known,
	bool later)
{
	struct tw_side *side;

	if (!known)
		return false;
	if (known->met.stamp != made->lexicon->stamp) {
		known->met = (struct tw_met){ made->lexicon->stamp,
			(uint32_t)made->side_count };
		made->sides[made->side_count++] = (struct tw_side){
			.text = known };
	}
	side = &made->sides[known->met.at];
	side->times++;
	side->later |= later;
	made->side_of[made->count++] = known->met.at;
	return true;
}

/* Gathers the texts of all items, each once. */
static bool add_sides(struct tw_likeness *made, const struct tw_view *from,
	const struct tw_view *to, size_t to_count)
{
	size_t count = made->from_count + to_count;
	struct tw_lexicon *lexicon = made->lexicon;
	bool done;

	made->sides = tw_arena_take_raw(made->arena,
		count * sizeof(*made->sides));
	made->side_of = tw_arena_take_raw(made->arena,
		count * sizeof(*made->side_of));
	done = made->sides && made->side_of;
	lexicon->stamp++;
	for (size_t i = 0; i < made->from_count && done; i++) {
		struct tw_text *known = tw_text_expected(lexicon, i, from[i]);

		done = add_item(made, known ? known : tw_text_known(lexicon,
			from[i]), false);
	}
	for (size_t i = 0; i < to_count && done; i++) {
		struct tw_text *known = tw_text_known(lexicon, to[i]);

		tw_text_expect(lexicon, i, known);
		done = add_item(made, known, true);
	}
	return done;
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
	made->from_count = from_count;
	if (!add_sides(made, from, to, to_count))
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
	const struct tw_text *x = a->text, *y = b->text;

	if (x->hash != y->hash || !x->words.count || x->words.cut ||
	    y->words.cut)
		return tw_view_equal(x->text, y->text);
	return tw_view_equal(x->words.norm, y->words.norm);
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
	if (a != b)
		status = tw_text_read(a->text, likeness->lexicon, err);
	if (a != b && !status)
		status = tw_text_read(b->text, likeness->lexicon, err);
	if (!status)
		*equal = a == b || tw_sides_equal(a, b);
	return status;
}

/* What other names leave of a score, in fifths; and of one looked into. */
enum { NAMES_LEFT = 2, NAMES_LEFT_CLOSE = 4 };

/*
 * Half the Dice coefficient and half the share of weight, of 1000; 0 if that
 * is less than what is told apart, which most pairs are.
 */
static unsigned blend(const struct tw_likeness *likeness,
	const struct tw_side *a, const struct tw_side *b, uint64_t trigrams,
	uint64_t weight)
{
	uint64_t all = (uint64_t)a->trigrams.count + b->trigrams.count;
	uint64_t least = tw_least_weight(likeness, a->weight, b->weight);

	all += !all;
	if (tw_too_little(likeness, trigrams, all, weight, least))
		return 0;
	return (unsigned)(TW_SCORE_MAX * trigrams / all +
		TW_SCORE_MAX / 2 * weight / least);
}

unsigned tw_likeness_judge(const struct tw_likeness *likeness,
	const struct tw_side *a, const struct tw_side *b, unsigned trigrams,
	uint64_t weight)
{
	unsigned score = blend(likeness, a, b, trigrams, weight);

	if (score < likeness->least)
		return 0;
	score = tw_contradicted(score, a, b, likeness->usage, NAMES_LEFT);
	return score < likeness->least ? 0 : score;
}

/* Makes a side the one that others are held against. */
static void take_row(struct tw_likeness *likeness, const struct tw_side *row)
{
	struct tw_lexicon *lexicon = likeness->lexicon;
	const struct tw_side *last = likeness->row;

	if (last == row && likeness->row_stamp == lexicon->stamp)
		return;
	for (size_t i = 0; last && i < last->stems.count; i++)
		likeness->row_weights[last->stems.ids[i]] = 0;
	for (size_t i = 0; i < row->stems.count; i++)
		likeness->row_weights[row->stems.ids[i]] =
			likeness->usage[row->stems.ids[i]].weight;
	likeness->row = row;
	likeness->row_stamp = ++lexicon->stamp;
	for (size_t i = 0; i < row->trigrams.count; i++)
		lexicon->codes.stamps[row->trigrams.ids[i]] = lexicon->stamp;
}

static uint64_t weight_shared(const struct tw_likeness *likeness,
	const struct tw_side *b)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < b->stems.count; i++)
		sum += likeness->row_weights[b->stems.ids[i]];
	return sum;
}

static unsigned trigrams_shared(const struct tw_likeness *likeness,
	const struct tw_side *b)
{
	const uint32_t *stamps = likeness->lexicon->codes.stamps;
	uint32_t stamp = likeness->row_stamp;
	unsigned shared = 0;

	for (size_t i = 0; i < b->trigrams.count; i++)
		shared += stamps[b->trigrams.ids[i]] == stamp;
	return shared;
}

/* The score of the row and another side, both prepared and not equal. */
static unsigned score_of(const struct tw_likeness *likeness,
	const struct tw_side *a, const struct tw_side *b)
{
	uint64_t weight = weight_shared(likeness, b);
	size_t most = a->trigrams.count < b->trigrams.count ?
		a->trigrams.count : b->trigrams.count;

	if (blend(likeness, a, b, most, weight) < likeness->least)
		return 0;
	return tw_likeness_judge(likeness, a, b, trigrams_shared(likeness, b),
		weight);
}

enum tw_status tw_likeness_score(unsigned *score, struct tw_likeness *likeness,
	size_t from, size_t to, struct tw_error *err)
{
	struct tw_side *a = side_at(likeness, from);
	struct tw_side *b = side_at(likeness, likeness->from_count + to);
	enum tw_status status;

	assert(from < likeness->from_count);
	*score = TW_SCORE_MAX;
	if (a == b)
		return TW_OK;
	status = tw_likeness_weigh(likeness, err);
	if (!status && !a->ready)
		status = tw_side_prepare(a, likeness, err);
	if (!status && !b->ready)
		status = tw_side_prepare(b, likeness, err);
	if (status || tw_sides_equal(a, b))
		return status;
	take_row(likeness, a);
	*score = score_of(likeness, a, b);
	return TW_OK;
}

/* ---- a closer look ---- */

/* The first name from ids[*x] and ids[*y] on that two sides share; or false. */
static bool next_name(size_t *x, size_t *y, const struct tw_side *a,
	const struct tw_side *b)
{
	while (*x < a->names.count && *y < b->names.count) {
		uint32_t name = a->names.ids[*x], other = b->names.ids[*y];

		if (name == other)
			return true;
		*x += name < other;
		*y += other < name;
	}
	return false;
}

static uint8_t kin_of(struct tw_likeness *likeness, uint32_t number)
{
	return tw_stem_kin(&likeness->lexicon->stems,
		likeness->usage[number].stem);
}

/* Has the row known by the weights of its kins, too. */
static bool take_kins(struct tw_likeness *likeness)
{
	const struct tw_side *row = likeness->row, *last = likeness->kin_row;

	if (!likeness->row_kins)
		likeness->row_kins = tw_arena_take(likeness->arena,
			TW_KINS_MOST * sizeof(*likeness->row_kins));
	if (!likeness->row_kins)
		return false;
	for (size_t i = 0; last && i < last->stems.count; i++)
		likeness->row_kins[kin_of(likeness, last->stems.ids[i])] = 0;
	for (size_t i = 0; i < row->stems.count; i++) {
		uint8_t kin = kin_of(likeness, row->stems.ids[i]);
		uint32_t weight = likeness->usage[row->stems.ids[i]].weight;

		if (kin && weight > likeness->row_kins[kin])
			likeness->row_kins[kin] = weight;
	}
	likeness->kin_row = row;
	return true;
}

/*
 * The weight of the kins of which the row and another side both have words,
 * and none in common: that of the heaviest word of the side that has less.
 */
static uint64_t kins_shared(struct tw_likeness *likeness,
	const struct tw_side *b)
{
	uint32_t most[TW_KINS_MOST] = { 0 };
	uint64_t sum = 0;

	for (size_t i = 0; i < b->stems.count; i++) {
		uint32_t id = b->stems.ids[i];
		uint32_t weight = likeness->row_weights[id] ? UINT32_MAX :
			likeness->usage[id].weight;
		uint8_t kin = kin_of(likeness, id);

		if (weight > most[kin])
			most[kin] = weight;
	}
	for (size_t i = 0; i < b->stems.count; i++) {
		uint8_t kin = kin_of(likeness, b->stems.ids[i]);
		uint32_t least = likeness->row_kins[kin];

		if (most[kin] != UINT32_MAX)
			sum += most[kin] < least ? most[kin] : least;
		most[kin] = 0;
	}
	return sum;
}

/* Three quarters of the Dice coefficient, of 1000, and the share of weight. */
static unsigned blend_close(const struct tw_likeness *likeness,
	const struct tw_side *a, const struct tw_side *b, uint64_t trigrams,
	uint64_t weight)
{
	uint64_t all = (uint64_t)a->trigrams.count + b->trigrams.count;

	return (unsigned)(3 * TW_SCORE_MAX / 4 * trigrams / (all + !all) +
		TW_SCORE_MAX * weight /
		tw_least_weight(likeness, a->weight, b->weight));
}

enum tw_status tw_likeness_close(struct tw_close *close,
	struct tw_likeness *likeness, size_t from, size_t to,
	struct tw_error *err)
{
	const struct tw_side *a = side_at(likeness, from);
	const struct tw_side *b = side_at(likeness,
		likeness->from_count + to);
	size_t x = 0, y = 0;
	uint64_t weight;

	assert(a->ready && b->ready);
	take_row(likeness, a);
	if (likeness->kin_row != a && !take_kins(likeness))
		return tw_fail_memory(err);
	*close = (struct tw_close){ .kin = kins_shared(likeness, b) };
	weight = weight_shared(likeness, b) + close->kin;
	if (!weight)
		return TW_OK;
	close->score = tw_contradicted(blend_close(likeness, a, b,
		trigrams_shared(likeness, b), weight), a, b, likeness->usage,
		NAMES_LEFT_CLOSE);
	if (close->score < likeness->least)
		close->score = 0;
	close->others = a->names.count && b->names.count &&
		!next_name(&x, &y, a, b);
	return TW_OK;
}

/*
 * True if a side has a stem as a plain word, and not within a name of several
 * words; where acronyms stand for others, that is so if it is so anywhere.
 */
static bool is_plain(const struct tw_likeness *likeness,
	const struct tw_side *side, size_t stem)
{
	uint32_t flags = side->replaced ?
		likeness->usage[side->stems.ids[stem]].flags :
		side->text->uses[stem].flags;

	return (flags & (TW_USE_PLAIN | TW_USE_TITLE)) == TW_USE_PLAIN;
}

/* Weighs all items, and reads of two texts what they say. */
static enum tw_status analyse_both(struct tw_likeness *likeness,
	const struct tw_side *a, const struct tw_side *b, struct tw_error *err)
{
	enum tw_status status = tw_likeness_weigh(likeness, err);

	if (!status)
		status = tw_text_analyse(a->text, likeness->lexicon, err);
	if (!status)
		status = tw_text_analyse(b->text, likeness->lexicon, err);
	return status;
}

/* How many items have what no other item has than the two of a pair. */
enum { BOTH = 2 };

bool tw_likeness_share_name(struct tw_likeness *likeness, size_t from,
	size_t to)
{
	size_t x = 0, y = 0;

	assert(likeness->weighed);
	return next_name(&x, &y, side_at(likeness, from),
		side_at(likeness, likeness->from_count + to));
}

static bool has_id(const struct tw_ids *ids, uint32_t id)
{
	for (size_t i = 0; i < ids->count; i++)
		if (ids->ids[i] == id)
			return true;
	return false;
}

/* True if one of the others, but for a side, has a name, or a word like it. */
static bool others_have(struct tw_likeness *likeness, uint32_t name,
	struct tw_others others, const struct tw_side *a)
{
	for (size_t i = 0; i < others.count; i++) {
		const struct tw_side *side = side_at(likeness, others.at[i]);

		if (side != a && (has_id(&side->names, name) ||
		    has_id(&side->stems, name)))
			return true;
	}
	return false;
}

enum tw_status tw_likeness_alone(uint64_t *weight, struct tw_likeness *likeness,
	size_t from, size_t to, struct tw_others others,
	struct tw_error *err)
{
	const struct tw_side *a = side_at(likeness, from);
	const struct tw_side *b = side_at(likeness,
		likeness->from_count + to);
	enum tw_status status = tw_likeness_weigh(likeness, err);

	*weight = 0;
	for (size_t x = 0, y = 0; !status && !*weight &&
	     next_name(&x, &y, a, b); x++)
		if (!others_have(likeness, a->names.ids[x], others, a))
			*weight = likeness->usage[a->names.ids[x]].name_weight;
	return status;
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
	enum tw_status status = analyse_both(likeness, a, b, err);
	enum { IN_ITEM = 1, PLAIN_IN_ITEM = 2, EXCEPTED = 3 };

	*common = (struct tw_common){ .shared = 0 };
	if (status)
		return status;
	common->plain = tw_number_shared(a->text, b->text);
	common->apart = tw_numbers_differ(a->text, b->text);
	for (size_t i = 0; i < a->stems.count; i++)
		likeness->usage[a->stems.ids[i]].marks = 0;
	for (size_t i = 0; i < b->stems.count; i++)
		likeness->usage[b->stems.ids[i]].marks =
			is_plain(likeness, b, i) ? PLAIN_IN_ITEM :
			IN_ITEM;
	for (size_t i = 0; other && i < other->stems.count; i++)
		likeness->usage[other->stems.ids[i]].marks = EXCEPTED;
	for (size_t i = 0; i < a->stems.count; i++) {
		const struct tw_usage *use =
			&likeness->usage[a->stems.ids[i]];
		bool plain = is_plain(likeness, a, i);

		if (use->marks == EXCEPTED)
			continue;
		if (use->marks) {
			bool both = plain && use->marks == PLAIN_IN_ITEM;

			common->shared += use->weight;
			common->in_plain += both ? use->weight : 0;
			common->plain |= both;
			common->alone |= both && use->items == BOTH;
			continue;
		}
		common->lacking += use->weight;
		common->elsewhere += use->later ? use->weight : 0;
	}
	common->beyond = b->weight - common->shared;
	return TW_OK;
}

/* Marks the stems of a side as its own, and those that are plain words. */
static void mark(struct tw_likeness *likeness, const struct tw_side *side,
	uint8_t has, uint8_t plain)
{
	for (size_t i = 0; i < side->stems.count; i++)
		likeness->usage[side->stems.ids[i]].marks |= has |
			(is_plain(likeness, side, i) ? plain : 0);
}

enum tw_status tw_likeness_divide(struct tw_division *division,
	struct tw_likeness *likeness, size_t from, size_t first, size_t second,
	struct tw_error *err)
{
	const struct tw_side *a = side_at(likeness, from);
	const struct tw_side *b = side_at(likeness,
		likeness->from_count + first);
	const struct tw_side *c = side_at(likeness,
		likeness->from_count + second);
	enum { FIRST = 1, FIRST_PLAIN = 2, SECOND = 4, SECOND_PLAIN = 8 };
	enum tw_status status = analyse_both(likeness, a, b, err);

	*division = (struct tw_division){ 0, 0 };
	if (!status)
		status = tw_text_analyse(c->text, likeness->lexicon, err);
	if (status)
		return status;
	for (size_t i = 0; i < a->stems.count; i++)
		likeness->usage[a->stems.ids[i]].marks = 0;
	mark(likeness, b, FIRST, FIRST_PLAIN);
	mark(likeness, c, SECOND, SECOND_PLAIN);
	for (size_t i = 0; i < a->stems.count; i++) {
		const struct tw_usage *use =
			&likeness->usage[a->stems.ids[i]];

		if (!is_plain(likeness, a, i))
			continue;
		if ((use->marks & (FIRST_PLAIN | SECOND)) == FIRST_PLAIN)
			division->first += use->weight;
		if ((use->marks & (SECOND_PLAIN | FIRST)) == SECOND_PLAIN)
			division->second += use->weight;
	}
	return TW_OK;
}

/* True if a side has the stem of another as a plain word, too. */
static bool shares_plain(const struct tw_likeness *likeness,
	const struct tw_side *a, const struct tw_side *b, size_t stem)
{
	for (size_t i = 0; i < a->stems.count; i++)
		if (a->stems.ids[i] == b->stems.ids[stem])
			return is_plain(likeness, a, i) &&
				is_plain(likeness, b, stem);
	return false;
}

/* True if all stems of a side are the first of another's, but for one. */
static bool begins_with(const struct tw_side *b, const struct tw_side *a)
{
	size_t most = a->stems.count + 1, found = 0;

	for (size_t k = 0; k < most && k < b->stems.count; k++)
		for (size_t i = 0; i < a->stems.count; i++)
			found += a->stems.ids[i] == b->stems.ids[k];
	return found && found == a->stems.count;
}

/* True if the first plain word of a side, if it has one, is one of another's. */
static bool begins_alike(const struct tw_likeness *likeness,
	const struct tw_side *b, const struct tw_side *a)
{
	size_t first = 0;

	while (first < b->stems.count && !is_plain(likeness, b, first))
		first++;
	for (size_t i = 0; first < b->stems.count && i < a->stems.count; i++)
		if (a->stems.ids[i] == b->stems.ids[first])
			return true;
	return false;
}

enum tw_status tw_likeness_named(struct tw_naming *naming,
	struct tw_likeness *likeness, size_t from, size_t to,
	struct tw_error *err)
{
	const struct tw_side *a = side_at(likeness, from);
	const struct tw_side *b = side_at(likeness,
		likeness->from_count + to);
	enum tw_status status = analyse_both(likeness, a, b, err);
	enum { FIRST = 2, SHORT = 4 };

	*naming = (struct tw_naming){ false, false, false };
	if (status || tw_numbers_differ(a->text, b->text))
		return status;
	for (size_t i = 0; i < FIRST && i < b->stems.count; i++)
		naming->word |= likeness->usage[b->stems.ids[i]].items ==
			BOTH && shares_plain(likeness, a, b, i);
	naming->wholly = a->stems.count <= SHORT && begins_with(b, a);
	naming->begins = begins_alike(likeness, b, a);
	return TW_OK;
}

enum tw_status tw_likeness_opens(struct tw_opens *opens,
	struct tw_likeness *likeness, size_t from, size_t end, size_t to,
	size_t opening, struct tw_error *err)
{
	const struct tw_side *a = side_at(likeness, from);
	const struct tw_side *b = side_at(likeness,
		likeness->from_count + to);
	enum tw_status status = analyse_both(likeness, a, b, err);
	struct tw_ids topic = a->stems;
	bool all = opening <= b->stems.count, plain = false;

	*opens = (struct tw_opens){ false, false };
	if (status || tw_numbers_differ(a->text, b->text))
		return status;
	topic.count = end < topic.count ? end : topic.count;
	for (size_t i = 0; i < opening && all; i++) {
		all = has_id(&topic, b->stems.ids[i]);
		plain |= !has_id(&a->names, b->stems.ids[i]) &&
			!has_id(&b->names, b->stems.ids[i]);
	}
	opens->is = all && plain;
	for (size_t i = opening; i < b->stems.count && opens->is; i++)
		opens->more |= !has_id(&topic, b->stems.ids[i]) &&
			shares_plain(likeness, a, b, i);
	return TW_OK;
}

enum tw_status tw_likeness_delivery(struct tw_delivery *delivery,
	struct tw_likeness *likeness, size_t from, struct tw_error *err)
{
	struct tw_text *text = side_at(likeness, from)->text;
	enum tw_status status = tw_text_read(text, likeness->lexicon, err);

	if (status || !tw_delivery_find(delivery, text))
		*delivery = (struct tw_delivery){ 0, 0 };
	return status;
}

enum tw_status tw_likeness_counts(struct tw_counts *counts,
	struct tw_likeness *likeness, struct tw_view text,
	struct tw_error *err)
{
	struct tw_text *known = tw_text_known(likeness->lexicon, text);
	enum tw_status status = !known ? tw_fail_memory(err) :
		tw_text_read(known, likeness->lexicon, err);

	if (!status)
		tw_counts_see(counts, known);
	return status;
}
