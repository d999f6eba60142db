/*
 * The scores of many pairs at once. Of up to 64 rows each trigram has a byte
 * for each row, 1 if it has the trigram and else 0. A column adds the bytes of
 * its trigrams up, eight at a time in a word, and then knows how many it
 * shares with each row.
 */
#include "match/likeness.h"

#include "base/arena.h"

#include <string.h>

/* Rows at once; so many words of a byte for each; sums that fit in a byte. */
enum { AT_ONCE = 64, LANES = 8, WORDS = AT_ONCE / LANES, SUMS_MOST = 255 };

/* A row: what each column looks at. */
struct row {
	const struct tw_side *side;
	uint64_t hash, weight;
	uint64_t trigrams;
};

/* A byte for each row. */
typedef uint8_t wide __attribute__((vector_size(AT_ONCE)));

struct table {
	struct tw_likeness *likeness;
	const size_t *rows, *columns; /* NULL: all, in their order */
	size_t row_count, column_count;

	/* the rows at hand */
	struct row row[AT_ONCE];
	size_t first, count, words;
	uint64_t *by_stem;    /* which of them have it, a bit each */
	uint64_t *by_trigram; /* `words` for each of theirs; the first have none */
	uint32_t stamp;       /* under which those were met */

	/* the column at hand: what it shares with each of them */
	uint16_t trigrams[AT_ONCE];
	uint32_t weight[AT_ONCE]; /* of those that share `some` stem */
	uint64_t some;
};

static struct tw_side *side_of(const struct table *t, size_t item)
{
	return &t->likeness->sides[t->likeness->side_of[item]];
}

static struct tw_side *row_at(const struct table *t, size_t r)
{
	return side_of(t, t->rows ? t->rows[r] : r);
}

static struct tw_side *column_at(const struct table *t, size_t c)
{
	return side_of(t, t->likeness->from_count +
		(t->columns ? t->columns[c] : c));
}

static enum tw_status prepare_all(struct table *t, struct tw_error *err)
{
	enum tw_status status = tw_likeness_weigh(t->likeness, err);

	for (size_t i = 0; i < t->row_count + t->column_count && !status;
	     i++) {
		struct tw_side *side = i < t->row_count ? row_at(t, i) :
			column_at(t, i - t->row_count);

		if (!side->ready)
			status = tw_side_prepare(side, t->likeness, err);
	}
	return status;
}

/* Takes room for the trigrams of the rows that have most of them. */
static bool make_room(struct table *t)
{
	size_t most = 0, sum = 0;

	for (size_t r = 0; r < t->row_count; r++) {
		sum = r % AT_ONCE ? sum : 1;
		sum += row_at(t, r)->trigrams.count;
		most = sum > most ? sum : most;
	}
	t->words = t->row_count <= LANES ? 1 : WORDS;
	t->by_trigram = tw_arena_take_raw(t->likeness->arena,
		most * t->words * sizeof(*t->by_trigram));
	t->by_stem = tw_arena_take(t->likeness->arena,
		t->likeness->usage_count * sizeof(*t->by_stem));
	return t->by_trigram && t->by_stem;
}

/* ---- rows ---- */

/* Numbers the trigrams of row `r`, from `count` on, and gives them its byte. */
static void add_trigrams(struct table *t, const struct tw_ids *trigrams,
	size_t r, uint32_t *count)
{
	struct tw_met *met = t->likeness->lexicon->codes.met;

	for (size_t i = 0; i < trigrams->count; i++) {
		struct tw_met *known = &met[trigrams->ids[i]];

		if (known->stamp != t->stamp) {
			*known = (struct tw_met){ t->stamp, *count };
			memset(t->by_trigram + *count * t->words, 0,
				t->words * sizeof(*t->by_trigram));
			++*count;
		}
		((uint8_t *)(t->by_trigram + known->at * t->words))[r] = 1;
	}
}

static void begin_rows(struct table *t, size_t first)
{
	uint32_t count = 1;

	t->first = first;
	t->count = t->row_count - first < AT_ONCE ? t->row_count - first :
		AT_ONCE;
	t->stamp = ++t->likeness->lexicon->stamp;
	memset(t->by_trigram, 0, t->words * sizeof(*t->by_trigram));
	for (size_t r = 0; r < t->count; r++) {
		const struct tw_side *row = row_at(t, first + r);

		t->row[r] = (struct row){ row, row->text->hash, row->weight,
			row->trigrams.count };
		add_trigrams(t, &row->trigrams, r, &count);
		for (size_t i = 0; i < row->stems.count; i++)
			t->by_stem[row->stems.ids[i]] |= (uint64_t)1 << r;
	}
}

static void end_rows(struct table *t)
{
	for (size_t r = 0; r < t->count; r++)
		for (size_t i = 0; i < t->row[r].side->stems.count; i++)
			t->by_stem[t->row[r].side->stems.ids[i]] = 0;
}

/* ---- a column ---- */

static void share_stems(struct table *t, const struct tw_side *column)
{
	t->some = 0;
	for (size_t i = 0; i < column->stems.count; i++) {
		uint32_t stem = column->stems.ids[i];
		uint64_t bits = t->by_stem[stem];

		for (; bits; bits &= bits - 1) {
			int r = __builtin_ctzll(bits);

			if (!(t->some >> r & 1))
				t->weight[r] = 0;
			t->some |= (uint64_t)1 << r;
			t->weight[r] += t->likeness->usage[stem].weight;
		}
	}
}

/* Adds up the bytes of so many trigrams, of at most eight rows. */
static void sum_few(uint8_t sums[static AT_ONCE], const struct table *t,
	const uint32_t *trigrams, size_t count)
{
	const struct tw_met *met = t->likeness->lexicon->codes.met;
	const uint64_t *bytes = t->by_trigram;
	uint32_t stamp = t->stamp;
	uint64_t sum = 0;

	for (size_t i = 0; i < count; i++) {
		struct tw_met known = met[trigrams[i]];

		sum += bytes[known.stamp == stamp ? known.at : 0];
	}
	memcpy(sums, &sum, sizeof(sum));
}

/* And of up to 64 rows. */
static void sum_many(uint8_t sums[static AT_ONCE], const struct table *t,
	const uint32_t *trigrams, size_t count)
{
	const struct tw_met *met = t->likeness->lexicon->codes.met;
	const uint64_t *bytes = t->by_trigram;
	uint32_t stamp = t->stamp;
	wide sum = { 0 }, row;

	for (size_t i = 0; i < count; i++) {
		struct tw_met known = met[trigrams[i]];

		if (known.stamp != stamp)
			continue;
		memcpy(&row, bytes + known.at * WORDS, sizeof(row));
		sum += row;
	}
	memcpy(sums, &sum, sizeof(sum));
}

static void share_trigrams(struct table *t, const struct tw_side *column)
{
	const struct tw_ids *trigrams = &column->trigrams;

	memset(t->trigrams, 0, sizeof(t->trigrams));
	for (size_t i = 0; i < trigrams->count; i += SUMS_MOST) {
		size_t left = trigrams->count - i;
		uint8_t sums[AT_ONCE];

		left = left < SUMS_MOST ? left : SUMS_MOST;
		if (t->words == 1)
			sum_few(sums, t, trigrams->ids + i, left);
		else
			sum_many(sums, t, trigrams->ids + i, left);
		for (size_t r = 0; r < t->count; r++)
			t->trigrams[r] += sums[r];
	}
}

static unsigned score_of(const struct table *t, size_t r,
	const struct tw_side *column)
{
	const struct row *row = &t->row[r];
	uint64_t weight = t->some >> r & 1 ? t->weight[r] : 0;

	if (row->hash == column->text->hash && (row->side == column ||
	    tw_sides_equal(row->side, column)))
		return TW_SCORE_MAX;
	if (tw_too_little(t->likeness, t->trigrams[r], row->trigrams +
	    column->trigrams.count, weight, tw_least_weight(t->likeness,
	    row->weight, column->weight)))
		return 0;
	return tw_likeness_judge(t->likeness, row->side, column,
		t->trigrams[r], weight);
}

enum tw_status tw_likeness_table(uint16_t *scores,
	struct tw_likeness *likeness, const size_t *rows, size_t row_count,
	const size_t *columns, size_t column_count, struct tw_error *err)
{
	struct table t = { .likeness = likeness, .rows = rows,
		.columns = columns, .row_count = row_count,
		.column_count = column_count };
	enum tw_status status = prepare_all(&t, err);

	if (!status && !make_room(&t))
		status = tw_fail_memory(err);
	for (size_t first = 0; first < row_count && !status;
	     first += AT_ONCE) {
		begin_rows(&t, first);
		for (size_t c = 0; c < column_count; c++) {
			const struct tw_side *column = column_at(&t, c);

			share_stems(&t, column);
			share_trigrams(&t, column);
			for (size_t r = 0; r < t.count; r++)
				scores[(first + r) * column_count + c] =
					(uint16_t)score_of(&t, r, column);
		}
		end_rows(&t);
	}
	return status;
}

enum tw_status tw_likeness_all(uint16_t *scores, struct tw_likeness *likeness,
	struct tw_error *err)
{
	return tw_likeness_table(scores, likeness, NULL, likeness->from_count,
		NULL, likeness->count - likeness->from_count, err);
}
