/*
 * The scores of many pairs at once. Of up to 64 rows each trigram has a byte
 * for each row, 1 if it has the trigram and else 0. A column adds the bytes of
 * its trigrams up, of few rows in one number, and then knows how many it
 * shares with each row. Most pairs share too little; that much is seen of some
 * rows at once, in numbers that are not exact.
 */
#include "match/likeness.h"

#include "base/arena.h"

#include <string.h>

/* Rows at once; bytes of a number; what fits in a byte. */
enum { AT_ONCE = 64, LANES = 8, SUMS_MOST = 255 };

/* A byte for each of so many rows. */
enum { BYTES = 16 };
typedef uint8_t bytes __attribute__((vector_size(BYTES)));

/* A few rows that are weighed in one go: numbers, and what is true of them. */
enum { FEW = 4, FEWS = AT_ONCE / FEW };
typedef float few __attribute__((vector_size(FEW * sizeof(float))));
typedef int32_t marks __attribute__((vector_size(FEW * sizeof(int32_t))));

struct table {
	struct tw_likeness *likeness;
	const size_t *rows, *columns; /* NULL: all, in their order */
	size_t row_count, column_count;

	/* the rows at hand */
	const struct tw_side *row[AT_ONCE];
	few row_trigrams[FEWS];
	few row_weight[FEWS]; /* at least the floor */
	marks row_hash[FEWS]; /* as much of it as there is room for */
	size_t first, count, width; /* width: LANES, or AT_ONCE for more */
	uint64_t *by_stem; /* which of them have it, a bit each */
	uint64_t *lanes;   /* by trigram: the bytes of up to LANES rows; of */
	struct lane {      /* more, where here they stand, from 1 on: */
		bytes part[AT_ONCE / BYTES];
	} *many;           /* the first one has none */

	/* the column at hand: what it shares with each of them */
	int32_t trigrams[AT_ONCE], weight[AT_ONCE];
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
	t->width = t->row_count <= LANES ? LANES : AT_ONCE;
	t->lanes = t->likeness->lexicon->codes.lanes;
	t->by_stem = tw_arena_take(t->likeness->arena,
		t->likeness->usage_count * sizeof(*t->by_stem));
	if (t->width == AT_ONCE)
		t->many = tw_arena_take_raw(t->likeness->arena,
			most * sizeof(*t->many));
	return t->by_stem && (t->many || t->width == LANES);
}

/* ---- rows ---- */

/* Gives the trigrams of row `r`, of few, its byte. */
static void add_few(struct table *t, const struct tw_ids *trigrams, size_t r)
{
	uint64_t *lanes = t->lanes;

	for (size_t i = 0; i < trigrams->count; i++)
		lanes[trigrams->ids[i]] |= (uint64_t)1 << 8 * r;
}

/* The same of many rows: numbers their trigrams, from `count` on. */
static void add_many(struct table *t, const struct tw_ids *trigrams, size_t r,
	uint64_t *count)
{
	for (size_t i = 0; i < trigrams->count; i++) {
		uint64_t *lane = &t->lanes[trigrams->ids[i]];

		if (!*lane) {
			memset(&t->many[*count], 0, sizeof(*t->many));
			*lane = (*count)++;
		}
		t->many[*lane].part[r / BYTES][r % BYTES] = 1;
	}
}

static float at_least(uint64_t weight, uint64_t floor)
{
	return (float)(weight < floor ? floor : weight);
}

static void add_row(struct table *t, size_t r, const struct tw_side *row)
{
	t->row[r] = row;
	t->row_trigrams[r / FEW][r % FEW] = (float)row->trigrams.count;
	t->row_weight[r / FEW][r % FEW] = at_least(row->weight,
		t->likeness->floor);
	t->row_hash[r / FEW][r % FEW] = (int32_t)row->text->hash;
	for (size_t i = 0; i < row->stems.count; i++)
		t->by_stem[row->stems.ids[i]] |= (uint64_t)1 << r;
}

static void begin_rows(struct table *t, size_t first)
{
	uint64_t count = 1;

	t->first = first;
	t->count = t->row_count - first < AT_ONCE ? t->row_count - first :
		AT_ONCE;
	if (t->width == AT_ONCE)
		memset(t->many, 0, sizeof(*t->many));
	for (size_t r = 0; r < t->count; r++) {
		const struct tw_side *row = row_at(t, first + r);

		add_row(t, r, row);
		if (t->width == LANES)
			add_few(t, &row->trigrams, r);
		else
			add_many(t, &row->trigrams, r, &count);
	}
}

static void end_rows(struct table *t)
{
	for (size_t r = 0; r < t->count; r++) {
		const struct tw_side *row = t->row[r];

		for (size_t i = 0; i < row->trigrams.count; i++)
			t->lanes[row->trigrams.ids[i]] = 0;
		for (size_t i = 0; i < row->stems.count; i++)
			t->by_stem[row->stems.ids[i]] = 0;
	}
}

/* ---- a column ---- */

static void share_stems(struct table *t, const struct tw_side *column)
{
	memset(t->weight, 0, t->width * sizeof(*t->weight));
	for (size_t i = 0; i < column->stems.count; i++) {
		uint32_t stem = column->stems.ids[i];
		uint64_t bits = t->by_stem[stem];
		int32_t weight = (int32_t)t->likeness->usage[stem].weight;

		for (; bits; bits &= bits - 1)
			t->weight[__builtin_ctzll(bits)] += weight;
	}
}

/* Adds up the bytes of so many trigrams, of few rows. */
static void sum_few(uint8_t *sums, const struct table *t,
	const uint32_t *trigrams, size_t count)
{
	const uint64_t *lanes = t->lanes;
	uint64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += lanes[trigrams[i]];
	for (size_t r = 0; r < LANES; r++)
		sums[r] = (uint8_t)(sum >> 8 * r);
}

/* And of up to 64 rows: sums that stay where the machine adds. */
static void sum_many(uint8_t *sums, const struct table *t,
	const uint32_t *trigrams, size_t count)
{
	bytes a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };

	for (size_t i = 0; i < count; i++) {
		/* No branch, which would be foretold wrong half the time. */
		const struct lane *at = &t->many[t->lanes[trigrams[i]]];

		a += at->part[0];
		b += at->part[1];
		c += at->part[2];
		d += at->part[3];
	}
	memcpy(sums, &a, BYTES);
	memcpy(sums + BYTES, &b, BYTES);
	memcpy(sums + 2 * BYTES, &c, BYTES);
	memcpy(sums + 3 * BYTES, &d, BYTES);
}

static void share_trigrams(struct table *t, const struct tw_side *column)
{
	const struct tw_ids *trigrams = &column->trigrams;

	memset(t->trigrams, 0, t->width * sizeof(*t->trigrams));
	for (size_t i = 0; i < trigrams->count; i += SUMS_MOST) {
		size_t left = trigrams->count - i;
		uint8_t sums[AT_ONCE];

		left = left < SUMS_MOST ? left : SUMS_MOST;
		if (t->width == LANES)
			sum_few(sums, t, trigrams->ids + i, left);
		else
			sum_many(sums, t, trigrams->ids + i, left);
		for (size_t r = 0; r < t->width; r++)
			t->trigrams[r] += sums[r];
	}
}

/*
 * Marks those of a few rows that may have a score: that share enough, by
 * numbers a little wrong, or are equal by a part of their hashes.
 */
static marks find_likely(const struct table *t, size_t at,
	const struct tw_side *column)
{
	const float wanted = (float)t->likeness->least * 0.9999f;
	const float weighs = at_least(column->weight, t->likeness->floor);
	few all = t->row_trigrams[at] + (float)column->trigrams.count;
	few least = t->row_weight[at], shared;
	marks heavy = least > weighs, trigrams, weight;

	least = (few)(((marks)least & ~heavy) |
		((marks)(weighs + (few){ 0 }) & heavy));
	memcpy(&trigrams, t->trigrams + at * FEW, sizeof(trigrams));
	memcpy(&weight, t->weight + at * FEW, sizeof(weight));
	shared = (float)TW_SCORE_MAX *
		__builtin_convertvector(trigrams, few) * least +
		(float)(TW_SCORE_MAX / 2) *
		__builtin_convertvector(weight, few) * all;
	return (shared >= wanted * all * least) |
		(t->row_hash[at] == (int32_t)column->text->hash);
}

static unsigned score_of(const struct table *t, size_t r,
	const struct tw_side *column)
{
	const struct tw_side *row = t->row[r];

	if (row->text->hash == column->text->hash && (row == column ||
	    tw_sides_equal(row, column)))
		return TW_SCORE_MAX;
	return tw_likeness_judge(t->likeness, row, column,
		(unsigned)t->trigrams[r], (uint64_t)t->weight[r]);
}

/* The scores of a column, `step` from one row to the next; all are 0. */
static void score_column(uint16_t *scores, size_t step, const struct table *t,
	const struct tw_side *column)
{
	for (size_t r = 0; r < t->count; r += FEW) {
		marks likely = find_likely(t, r / FEW, column);
		uint64_t any[sizeof(likely) / sizeof(uint64_t)];

		memcpy(any, &likely, sizeof(likely));
		if (!(any[0] | any[1]))
			continue;
		for (size_t i = 0; i < FEW && r + i < t->count; i++)
			if (likely[i])
				scores[(r + i) * step] =
					(uint16_t)score_of(t, r + i, column);
	}
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
	if (!status)
		memset(scores, 0, row_count * column_count * sizeof(*scores));
	for (size_t first = 0; first < row_count && !status;
	     first += AT_ONCE) {
		begin_rows(&t, first);
		for (size_t c = 0; c < column_count; c++) {
			const struct tw_side *column = column_at(&t, c);

			share_stems(&t, column);
			share_trigrams(&t, column);
			score_column(scores + first * column_count + c,
				column_count, &t, column);
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
