/*
 * All scores of two records at once. For each stem and for each trigram there
 * is a list of the later record's texts that have it, so that what a text of
 * the earlier one shares with all of them is found in one walk. Trigrams that
 * many texts have would make long lists: they are bits of the texts instead,
 * which are only looked at where a bound lets a score be worth it.
 */
#include "match/likeness.h"

#include "base/arena.h"

#include <string.h>

enum {
	FEW = 6,   /* rows or columns for which lists do not pay */
	COMMON = 8 /* a trigram of one text in so many makes no list */
};

/* A word of 64 bits at a time, so many before their sums would run over. */
enum { BITS_AT_ONCE = 16 };

#define NO_BIT UINT32_MAX

/* A text of the later record: what a walk over all of them looks at. */
struct column {
	struct tw_side *side;
	uint64_t hash, weight;
	uint32_t trigrams;
	uint32_t common; /* of them, that are bits */
};

/* The columns that have a thing: columns[start[id]] to start[id + 1]. */
struct lists {
	uint32_t *start, *columns;
};

struct matrix {
	struct tw_likeness *likeness;
	struct column *columns;
	size_t column_count;
	uint32_t *column_of; /* of each side, plus 1; 0: it is none */

	uint32_t *number; /* of a lexicon's trigram, plus 1; 0: in no column */
	uint32_t *frequency, *bit; /* by that number */
	size_t code_count;
	uint64_t *bits; /* of each column, bit_words each */
	size_t bit_words;
	struct lists by_trigram, by_stem;

	/* of the row at hand, by column: what they share */
	uint16_t *trigrams;
	uint32_t *weight;
	uint64_t *row_bits;
	uint32_t row_common;
};

/* ---- the columns ---- */

static bool add_columns(struct matrix *m)
{
	struct tw_likeness *likeness = m->likeness;
	size_t count = likeness->count - likeness->from_count;

	m->columns = tw_arena_take_raw(likeness->arena,
		count * sizeof(*m->columns));
	m->column_of = tw_arena_take(likeness->arena,
		likeness->side_count * sizeof(*m->column_of));
	if (!m->columns || !m->column_of)
		return false;
	for (size_t j = likeness->from_count; j < likeness->count; j++) {
		uint32_t number = likeness->side_of[j];
		struct tw_side *side = &likeness->sides[number];

		if (m->column_of[number])
			continue;
		m->columns[m->column_count++] = (struct column){ side,
			side->text->hash, side->weight,
			(uint32_t)side->trigrams.count, 0 };
		m->column_of[number] = (uint32_t)m->column_count;
	}
	return true;
}

/* ---- trigrams ---- */

/* Numbers the trigrams of all columns, and counts them. */
static bool meet_trigrams(struct matrix *m)
{
	struct tw_arena *arena = m->likeness->arena;
	size_t most = m->likeness->lexicon->codes.count;

	m->number = tw_arena_take(arena, most * sizeof(*m->number));
	m->frequency = tw_arena_take_raw(arena, most * sizeof(*m->frequency));
	if (!m->number || !m->frequency)
		return false;
	for (size_t c = 0; c < m->column_count; c++) {
		const struct tw_ids *t = &m->columns[c].side->trigrams;

		for (size_t i = 0; i < t->count; i++) {
			uint32_t *number = &m->number[t->ids[i]];

			if (!*number) {
				m->frequency[m->code_count++] = 0;
				*number = (uint32_t)m->code_count;
			}
			m->frequency[*number - 1]++;
		}
	}
	return true;
}

/* Numbers the trigrams that become bits, and makes room for the others. */
static bool part_trigrams(struct matrix *m)
{
	struct tw_arena *arena = m->likeness->arena;
	uint32_t sum = 0, bits = 0;

	m->bit = tw_arena_take_raw(arena,
		(m->code_count + 1) * sizeof(*m->bit));
	m->by_trigram.start = tw_arena_take_raw(arena,
		(m->code_count + 2) * sizeof(*m->by_trigram.start));
	if (!m->bit || !m->by_trigram.start)
		return false;
	for (size_t id = 0; id < m->code_count; id++) {
		bool common = m->frequency[id] > m->column_count / COMMON;

		m->bit[id] = common ? bits++ : NO_BIT;
		m->by_trigram.start[id] = sum;
		sum += common ? 0 : m->frequency[id];
	}
	m->by_trigram.start[m->code_count] = sum;
	m->by_trigram.columns = tw_arena_take_raw(arena,
		(sum + 1) * sizeof(*m->by_trigram.columns));
	m->bit_words = (bits + 63) / 64;
	m->bits = tw_arena_take(arena, (m->column_count + 1) * m->bit_words *
		sizeof(*m->bits));
	m->row_bits = tw_arena_take(arena,
		(m->bit_words + 1) * sizeof(*m->row_bits));
	return m->by_trigram.columns && m->bits && m->row_bits;
}

static void set_bit(uint64_t *bits, uint32_t bit)
{
	bits[bit / 64] |= (uint64_t)1 << bit % 64;
}

/* The frequencies count down to the place of each list's next column. */
static void list_trigrams(struct matrix *m)
{
	for (size_t c = 0; c < m->column_count; c++) {
		const struct tw_ids *t = &m->columns[c].side->trigrams;

		for (size_t i = 0; i < t->count; i++) {
			uint32_t id = m->number[t->ids[i]] - 1;

			if (m->bit[id] == NO_BIT) {
				uint32_t end = m->by_trigram.start[id + 1];

				m->by_trigram.columns[end -
					m->frequency[id]--] = (uint32_t)c;
			} else {
				set_bit(m->bits + c * m->bit_words,
					m->bit[id]);
				m->columns[c].common++;
			}
		}
	}
}

/* ---- stems ---- */

static bool list_stems(struct matrix *m)
{
	struct tw_arena *arena = m->likeness->arena;
	size_t count = m->likeness->usage_count;
	uint32_t *start = tw_arena_take(arena, (count + 2) * sizeof(*start));
	uint32_t *columns;

	if (!start)
		return false;
	for (size_t c = 0; c < m->column_count; c++)
		for (size_t i = 0; i < m->columns[c].side->stems.count; i++)
			start[m->columns[c].side->stems.ids[i] + 2]++;
	for (size_t id = 1; id < count + 2; id++)
		start[id] += start[id - 1];
	columns = tw_arena_take_raw(arena,
		((size_t)start[count + 1] + 1) * sizeof(*columns));
	for (size_t c = 0; columns && c < m->column_count; c++)
		for (size_t i = 0; i < m->columns[c].side->stems.count; i++)
			columns[start[m->columns[c].side->stems.ids[i] +
				1]++] = (uint32_t)c;
	m->by_stem = (struct lists){ start, columns };
	return columns;
}

/* ---- a row ---- */

/* What the columns share with the row, but for what is bits. */
static void walk(struct matrix *m, const struct tw_side *row)
{
	memset(m->trigrams, 0, m->column_count * sizeof(*m->trigrams));
	memset(m->weight, 0, m->column_count * sizeof(*m->weight));
	memset(m->row_bits, 0, m->bit_words * sizeof(*m->row_bits));
	m->row_common = 0;
	for (size_t i = 0; i < row->stems.count; i++) {
		uint32_t stem = row->stems.ids[i];
		uint32_t weight = m->likeness->usage[stem].weight;
		const uint32_t *at = &m->by_stem.start[stem];

		for (uint32_t k = at[0]; k < at[1]; k++)
			m->weight[m->by_stem.columns[k]] += weight;
	}
	for (size_t i = 0; i < row->trigrams.count; i++) {
		uint32_t id = m->number[row->trigrams.ids[i]];
		const uint32_t *at;

		if (!id--)
			continue;
		if (m->bit[id] != NO_BIT) {
			set_bit(m->row_bits, m->bit[id]);
			m->row_common++;
			continue;
		}
		at = &m->by_trigram.start[id];
		for (uint32_t k = at[0]; k < at[1]; k++)
			m->trigrams[m->by_trigram.columns[k]]++;
	}
}

/* The number of bits that are set in both, without a processor's help. */
static unsigned bits_shared(const uint64_t *a, const uint64_t *b, size_t words)
{
	const uint64_t every = 0x0101010101010101u;
	unsigned shared = 0;

	/* The sums of a byte stay below 256 as long. */
	for (size_t from = 0; from < words; from += BITS_AT_ONCE) {
		uint64_t bytes = 0;

		for (size_t i = from; i < words && i < from + BITS_AT_ONCE;
		     i++) {
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

/* True if no score comes of so much, whatever contradicts. */
static bool too_little(const struct matrix *m, const struct tw_side *row,
	const struct column *column, uint64_t trigrams, uint64_t weight)
{
	uint64_t all = (uint64_t)row->trigrams.count + column->trigrams;
	uint64_t least = row->weight < column->weight ? row->weight :
		column->weight;

	if (least < m->likeness->floor)
		least = m->likeness->floor;
	return TW_SCORE_MAX * trigrams * least + TW_SCORE_MAX / 2 * weight *
		all < m->likeness->least * all * least;
}

static unsigned score_of(const struct matrix *m, const struct tw_side *row,
	size_t c)
{
	const struct column *column = &m->columns[c];
	uint32_t most = row == column->side ? 0 : column->common <
		m->row_common ? column->common : m->row_common;

	if (row == column->side || (row->text->hash == column->hash &&
	    tw_sides_equal(row, column->side)))
		return TW_SCORE_MAX;
	if (too_little(m, row, column, m->trigrams[c] + most, m->weight[c]))
		return 0;
	return tw_likeness_judge(m->likeness, row, column->side,
		m->trigrams[c] + bits_shared(m->row_bits, m->bits +
		c * m->bit_words, m->bit_words), m->weight[c]);
}

static void score_row(uint16_t *scores, struct matrix *m,
	const struct tw_side *row)
{
	const struct tw_likeness *likeness = m->likeness;
	uint16_t *by_column = m->trigrams;

	walk(m, row);
	for (size_t c = 0; c < m->column_count; c++)
		by_column[c] = (uint16_t)score_of(m, row, c);
	for (size_t j = likeness->from_count; j < likeness->count; j++)
		scores[j - likeness->from_count] = by_column[
			m->column_of[likeness->side_of[j]] - 1];
}

/* ---- all of them ---- */

static enum tw_status score_each(uint16_t *scores,
	struct tw_likeness *likeness, struct tw_error *err)
{
	size_t columns = likeness->count - likeness->from_count;
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < likeness->from_count && !status; i++)
		for (size_t j = 0; j < columns && !status; j++) {
			unsigned score = 0;

			status = tw_likeness_score(&score, likeness, i, j,
				err);
			scores[i * columns + j] = (uint16_t)score;
		}
	return status;
}

static bool make_matrix(struct matrix *m)
{
	struct tw_arena *arena = m->likeness->arena;
	size_t most = m->likeness->count;

	m->trigrams = tw_arena_take_raw(arena, most * sizeof(*m->trigrams));
	m->weight = tw_arena_take_raw(arena, most * sizeof(*m->weight));
	if (!m->trigrams || !m->weight || !add_columns(m) ||
	    !meet_trigrams(m) || !part_trigrams(m) || !list_stems(m))
		return false;
	list_trigrams(m);
	return true;
}

enum tw_status tw_likeness_all(uint16_t *scores, struct tw_likeness *likeness,
	struct tw_error *err)
{
	struct matrix m = { .likeness = likeness };
	size_t rows = likeness->from_count, columns = likeness->count - rows;
	enum tw_status status;

	if (rows < FEW || columns < FEW)
		return score_each(scores, likeness, err);
	status = tw_likeness_ready(likeness, err);
	if (status)
		return status;
	if (!make_matrix(&m))
		return tw_fail_memory(err);
	for (size_t i = 0; i < rows; i++)
		score_row(scores + i * columns, &m,
			&likeness->sides[likeness->side_of[i]]);
	return TW_OK;
}
