#include "account/account.h"

struct pairing {
	struct tw_link *links;
	struct tw_sides *sides;
	struct tw_index rows, columns;
	bool *taken; /* [c]: the column has its row */
	uint16_t *scores;
	struct tw_error *err;
};

static void link_up(struct pairing *p, size_t row, size_t column,
	enum tw_by by, unsigned score)
{
	p->links[row] = (struct tw_link){ p->columns.at[column], by, score };
	p->taken[column] = true;
}

static bool allowed(const struct pairing *p, size_t row, size_t column)
{
	return p->links[row].to == SIZE_MAX && !p->taken[column] &&
		tw_keys_allow(p->sides, p->rows.at[row],
			p->columns.at[column]);
}

/* ---- texts that are equal to the byte ---- */

/* Of several equal texts the first goes here; the others are weighed. */
static enum tw_status pair_same(struct pairing *p)
{
	size_t from_count = p->sides->from.count;
	const uint32_t *from = tw_likeness_texts(p->sides->likeness);
	const uint32_t *to = from + from_count;
	size_t *column = tw_arena_take(p->sides->scratch, /* plus 1, by text */
		(from_count + p->sides->to.count + 1) * sizeof(*column));

	if (!column)
		return tw_fail_memory(p->err);
	for (size_t c = p->columns.count; c > 0; c--)
		column[to[p->columns.at[c - 1]]] = c;
	for (size_t r = 0; r < p->rows.count; r++) {
		size_t c = column[from[p->rows.at[r]]];

		if (c && allowed(p, r, c - 1))
			link_up(p, r, c - 1, TW_BY_EQUAL, TW_SCORE_MAX);
	}
	return TW_OK;
}

/* ---- texts that are alike ---- */

/* Equal texts, once normalised, come before any assignment. */
static enum tw_status weigh(struct pairing *p, size_t rows, size_t columns)
{
	for (size_t r = 0; r < rows; r++) {
		for (size_t c = 0; c < columns; c++) {
			size_t from = p->rows.at[r], to = p->columns.at[c];
			unsigned score = 0;
			bool equal = false;

			if (!allowed(p, r, c))
				continue;
			if (tw_likeness_score(&score, p->sides->likeness, from,
			    to, p->err))
				return p->err->status;
			p->scores[r * columns + c] = (uint16_t)score;
			if (score == TW_SCORE_MAX && tw_likeness_equal(&equal,
			    p->sides->likeness, from, to, p->err))
				return p->err->status;
			if (equal)
				link_up(p, r, c, TW_BY_EQUAL, TW_SCORE_MAX);
		}
	}
	return TW_OK;
}

static enum tw_status assign(struct pairing *p, size_t rows, size_t columns)
{
	size_t *column = tw_arena_take(p->sides->scratch,
		(rows + 1) * sizeof(*column));
	uint16_t *open = tw_arena_take(p->sides->scratch,
		(rows * columns + 1) * sizeof(*open));
	enum tw_status status;

	if (!column || !open)
		return tw_fail_memory(p->err);
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < columns; c++)
			if (allowed(p, r, c))
				open[r * columns + c] =
					p->scores[r * columns + c];
	status = tw_assign(column, open, rows, columns, TW_MATCHED,
		p->sides->scratch, p->err);
	for (size_t r = 0; r < rows && !status; r++)
		if (column[r] != SIZE_MAX)
			link_up(p, r, column[r], TW_BY_LIKENESS,
				open[r * columns + column[r]]);
	return status;
}

enum tw_status tw_pair(struct tw_link *links, uint16_t **scores,
	struct tw_sides *sides, struct tw_index rows, struct tw_index columns,
	bool likeness, struct tw_error *err)
{
	struct pairing p = { .links = links, .sides = sides, .rows = rows,
		.columns = columns, .err = err };
	size_t most = TW_PAIR_MOST;
	size_t weighed = rows.count < most ? rows.count : most;
	size_t against = columns.count < most ? columns.count : most;
	enum tw_status status;

	for (size_t r = 0; r < rows.count; r++)
		links[r] = (struct tw_link){ SIZE_MAX, TW_BY_NONE, 0 };
	p.taken = tw_arena_take(sides->scratch, columns.count + 1);
	if (!p.taken)
		return tw_fail_memory(err);
	status = rows.count && columns.count ? pair_same(&p) : TW_OK;
	if (status || !likeness)
		return status;
	p.scores = tw_arena_take(sides->scratch,
		(weighed * against + 1) * sizeof(*p.scores));
	if (!p.scores)
		return tw_fail_memory(err);
	status = weigh(&p, weighed, against);
	if (!status && weighed && against)
		status = assign(&p, weighed, against);
	if (scores)
		*scores = p.scores;
	return status;
}
