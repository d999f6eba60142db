#include "account/account.h"

#include "base/arena.h"

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

/* Those of rows or columns that have no pair yet; `at` may be written. */
struct open {
	size_t *at, *item;
	size_t count;
};

static bool open_rows(struct open *open, const struct pairing *p, size_t rows)
{
	open->at = tw_arena_take(p->sides->scratch,
		(2 * rows + 1) * sizeof(*open->at));
	open->count = 0;
	if (!open->at)
		return false;
	open->item = open->at + rows;
	for (size_t r = 0; r < rows; r++) {
		if (p->links[r].to != SIZE_MAX)
			continue;
		open->item[open->count] = p->rows.at[r];
		open->at[open->count++] = r;
	}
	return true;
}

static bool open_columns(struct open *open, const struct pairing *p,
	size_t columns)
{
	open->at = tw_arena_take(p->sides->scratch,
		(2 * columns + 1) * sizeof(*open->at));
	open->count = 0;
	if (!open->at)
		return false;
	open->item = open->at + columns;
	for (size_t c = 0; c < columns; c++) {
		if (p->taken[c])
			continue;
		open->item[open->count] = p->columns.at[c];
		open->at[open->count++] = c;
	}
	return true;
}

/* Works out the scores of what has no pair yet. */
static enum tw_status score(struct pairing *p, size_t rows, size_t columns,
	struct tw_scores *known)
{
	struct open row, column;
	uint16_t *found, *scores;

	if (!open_rows(&row, p, rows) || !open_columns(&column, p, columns))
		return tw_fail_memory(p->err);
	found = tw_arena_take(p->sides->scratch,
		(rows * columns + 1) * sizeof(*found));
	scores = tw_arena_take_raw(p->sides->scratch,
		(row.count * column.count + 1) * sizeof(*scores));
	if (!found || !scores)
		return tw_fail_memory(p->err);
	*known = (struct tw_scores){ found, columns };
	if (!row.count || !column.count)
		return TW_OK;
	if (tw_likeness_table(scores, p->sides->likeness, row.item, row.count,
	    column.item, column.count, p->err))
		return p->err->status;
	for (size_t i = 0; i < row.count; i++)
		for (size_t k = 0; k < column.count; k++)
			found[row.at[i] * columns + column.at[k]] = *scores++;
	return TW_OK;
}

/* Equal texts, once normalised, come before any assignment. */
static enum tw_status weigh(struct pairing *p, size_t rows, size_t columns,
	const struct tw_scores *known)
{
	for (size_t r = 0; r < rows; r++) {
		for (size_t c = 0; c < columns; c++) {
			uint16_t score = known->at[r * known->stride + c];
			bool equal = false;

			if (!score || !allowed(p, r, c))
				continue;
			p->scores[r * columns + c] = score;
			if (score == TW_SCORE_MAX && tw_likeness_equal(&equal,
			    p->sides->likeness, p->rows.at[r],
			    p->columns.at[c], p->err))
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
	bool any = false;

	if (!column || !open)
		return tw_fail_memory(p->err);
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < columns; c++) {
			uint16_t score = p->scores[r * columns + c];

			if (score < TW_MATCHED || !allowed(p, r, c))
				continue;
			open[r * columns + c] = score;
			any = true;
		}
	if (!any)
		return TW_OK;
	status = tw_assign(column, open, rows, columns, TW_MATCHED,
		p->sides->scratch, p->err);
	for (size_t r = 0; r < rows && !status; r++)
		if (column[r] != SIZE_MAX)
			link_up(p, r, column[r], TW_BY_LIKENESS,
				open[r * columns + column[r]]);
	return status;
}

static size_t weighed(struct tw_index index)
{
	return index.count < TW_PAIR_MOST ? index.count : TW_PAIR_MOST;
}

/* Pairs what is equal to the byte. */
static enum tw_status begin(struct pairing *p)
{
	for (size_t r = 0; r < p->rows.count; r++)
		p->links[r] = (struct tw_link){ SIZE_MAX, TW_BY_NONE, 0 };
	p->taken = tw_arena_take(p->sides->scratch, p->columns.count + 1);
	if (!p->taken)
		return tw_fail_memory(p->err);
	return p->rows.count && p->columns.count ? pair_same(p) : TW_OK;
}

/* And then what is alike. */
static enum tw_status pair_alike(struct pairing *p, uint16_t **scores,
	const struct tw_scores *known)
{
	size_t rows = weighed(p->rows), columns = weighed(p->columns);
	enum tw_status status;

	p->scores = tw_arena_take(p->sides->scratch,
		(rows * columns + 1) * sizeof(*p->scores));
	if (!p->scores)
		return tw_fail_memory(p->err);
	status = weigh(p, rows, columns, known);
	if (!status && rows && columns)
		status = assign(p, rows, columns);
	if (scores)
		*scores = p->scores;
	return status;
}

enum tw_status tw_pair(struct tw_link *links, uint16_t **scores,
	struct tw_sides *sides, struct tw_index rows, struct tw_index columns,
	bool likeness, struct tw_error *err)
{
	struct pairing p = { .links = links, .sides = sides, .rows = rows,
		.columns = columns, .err = err };
	struct tw_scores own;

	if (begin(&p))
		return err->status;
	if (!likeness)
		return TW_OK;
	if (score(&p, weighed(rows), weighed(columns), &own))
		return err->status;
	return pair_alike(&p, scores, &own);
}

enum tw_status tw_pair_known(struct tw_link *links, uint16_t **scores,
	struct tw_sides *sides, struct tw_index rows, struct tw_index columns,
	struct tw_scores known, struct tw_error *err)
{
	struct pairing p = { .links = links, .sides = sides, .rows = rows,
		.columns = columns, .err = err };

	return begin(&p) ? err->status : pair_alike(&p, scores, &known);
}
