#include "match/match.h"

#include "base/arena.h"

#include <stdlib.h>

/*
 * The best assignment, part by part: rows and columns that no usable score
 * connects have nothing to do with each other.
 */

/* A part with more rows or columns is assigned in order of score instead. */
enum { PART_MOST = 500 };

/* A cost that no assignment needs to pay; prices stay below any score. */
#define NEVER ((int32_t)1 << 28)

struct problem {
	const uint16_t *scores;
	size_t rows, columns;
	unsigned least;
	size_t *column; /* the answer */
};

/*
 * One part. Columns of the part are followed by one more for each of its
 * rows, which only that row can take, and costs nothing: it stays without.
 */
struct part {
	const struct problem *problem;
	const size_t *rows, *columns; /* where they stand in the problem */
	size_t row_count, column_count, all;
	uint16_t *scores; /* of the part alone; 0: not usable */
	int32_t *row_price, *column_price;
	int32_t *slack;  /* of each column of the part */
	size_t spare;    /* the cheapest of the others, of rows reached */
	int32_t spare_slack;
	size_t *taken;   /* the column of each row */
	size_t *owner;   /* the row of each column, SIZE_MAX: none */
	size_t *way;     /* of a column or row: where a path goes on */
	size_t *queue;
	bool *seen;
};

static unsigned usable(const struct problem *problem, size_t row,
	size_t column)
{
	unsigned score = problem->scores[row * problem->columns + column];

	return score >= problem->least ? score : 0;
}

/* What it costs beyond the prices that `row` takes `column`; never below 0. */
static int32_t extra(const struct part *part, size_t row, size_t column)
{
	int32_t cost = NEVER;

	if (column >= part->column_count) {
		if (column - part->column_count == row)
			cost = 0;
	} else {
		int32_t score = part->scores[row * part->column_count +
			column];

		if (score)
			cost = -score;
	}
	return cost - part->row_price[row] - part->column_price[column];
}

/*
 * The column that only one row can take is free whenever that row is reached
 * by another way: the search ends there, so that one of them is enough.
 */
static void see_spare(struct part *part, size_t row, size_t from)
{
	size_t own = part->column_count + row;
	int32_t cost = extra(part, row, own);

	if (cost < part->spare_slack) {
		part->spare = own;
		part->spare_slack = cost;
		part->way[own] = from;
	}
}

/* Looks from a row that was reached for cheaper ways to columns. */
static size_t widen(struct part *part, size_t row, size_t from, int32_t *by)
{
	const uint16_t *scores = part->scores + row * part->column_count;
	int32_t price = part->row_price[row];
	size_t best;

	see_spare(part, row, from);
	best = part->spare;
	*by = part->spare_slack;
	for (size_t j = 0; j < part->column_count; j++) {
		int32_t cost;

		if (part->seen[j])
			continue;
		cost = (scores[j] ? -(int32_t)scores[j] : NEVER) - price -
			part->column_price[j];
		if (cost < part->slack[j]) {
			part->slack[j] = cost;
			part->way[j] = from;
		}
		if (part->slack[j] < *by) {
			*by = part->slack[j];
			best = j;
		}
	}
	return best;
}

/* Moves the prices so that one more column can be reached. */
static void reprice(struct part *part, size_t row, int32_t by)
{
	part->row_price[row] += by;
	part->spare_slack -= by;
	for (size_t j = 0; j < part->column_count; j++) {
		if (part->seen[j]) {
			part->row_price[part->owner[j]] += by;
			part->column_price[j] -= by;
		} else {
			part->slack[j] -= by;
		}
	}
}

/*
 * Gives `row` a column, others making room: the shortest path to a column
 * that nobody holds (Kuhn, Munkres; in the form of Jonker and Volgenant).
 */
static void add_row(struct part *part, size_t row)
{
	size_t from = SIZE_MAX, current = row, next;
	int32_t by;

	part->spare_slack = INT32_MAX;
	for (size_t j = 0; j < part->column_count; j++) {
		part->slack[j] = INT32_MAX;
		part->seen[j] = false;
	}
	for (;;) {
		next = widen(part, current, from, &by);
		if (by)
			reprice(part, row, by);
		if (part->owner[next] == SIZE_MAX)
			break;
		part->seen[next] = true;
		current = part->owner[next];
		from = next;
	}
	while (next != SIZE_MAX) {
		from = part->way[next];
		current = from == SIZE_MAX ? row : part->owner[from];
		part->owner[next] = current;
		part->taken[current] = next;
		next = from;
	}
}

/* Marks a column that may be taken. */
static void reach(struct part *part, size_t *count, size_t column)
{
	part->seen[column] = true;
	part->queue[(*count)++] = column;
}

/*
 * From the columns that may be taken on to those whose owners, rows after
 * `row`, may go over to one of them at the prices as they are.
 */
static void spread(struct part *part, size_t row, size_t *count, size_t from)
{
	for (; from < *count; from++) {
		size_t column = part->queue[from];
		size_t k = row + 1, end = part->row_count;

		/* A row's own column is no other row's. */
		if (column >= part->column_count) {
			size_t own = column - part->column_count;

			k = own > row ? own : end;
			end = own > row ? own + 1 : end;
		}
		for (; k < end; k++) {
			if (part->seen[part->taken[k]] ||
			    extra(part, k, column))
				continue;
			part->way[k] = column;
			reach(part, count, part->taken[k]);
		}
	}
}

/*
 * Finds the columns that `row` may take without loss if only rows after it
 * move: their owners go over to others, and the last of them to the column
 * that `row` leaves; or to a free one, if instead a column may become free,
 * which is one of price 0 whose owner can come to what `row` leaves. Returns
 * that column, or SIZE_MAX.
 */
static size_t find_open(struct part *part, size_t row)
{
	size_t count = 0, freed = SIZE_MAX, first;

	for (size_t j = 0; j < part->all; j++)
		part->seen[j] = false;
	reach(part, &count, part->taken[row]);
	spread(part, row, &count, 0);
	for (size_t i = 0; i < count && freed == SIZE_MAX; i++)
		if (!part->column_price[part->queue[i]])
			freed = part->queue[i];
	if (freed == SIZE_MAX)
		return freed;
	first = count;
	for (size_t j = 0; j < part->all; j++)
		if (part->owner[j] == SIZE_MAX)
			reach(part, &count, j);
	spread(part, row, &count, first);
	return freed;
}

/*
 * Lets `row` take `column`, its owner go on as was found, and so forth, to a
 * free column or the one called `left`.
 */
static void move(struct part *part, size_t row, size_t column, size_t left)
{
	while (row != SIZE_MAX) {
		size_t owner = part->owner[column];

		part->owner[column] = row;
		part->taken[row] = column;
		if (column == left)
			return;
		row = owner;
		if (row != SIZE_MAX)
			column = part->way[row];
	}
}

/* Lets `row` take `column`, of those that find_open found. */
static void take(struct part *part, size_t row, size_t column, size_t freed)
{
	size_t left = part->taken[row], owner;

	move(part, row, column, left);
	if (part->owner[left] != row)
		return;
	/* The way ended in a free column: another becomes free. */
	owner = part->owner[freed];
	part->owner[freed] = SIZE_MAX;
	if (freed != left)
		move(part, owner, part->way[owner], left);
}

/*
 * Of assignments with the same sum, takes the one that comes first: each
 * row in turn gets the first column that costs nothing.
 */
static void settle(struct part *part)
{
	for (size_t i = 0; i < part->row_count; i++) {
		size_t freed = find_open(part, i), j = 0;

		while (!part->seen[j] || extra(part, i, j))
			j++;
		if (j != part->taken[i])
			take(part, i, j, freed);
	}
}

static void copy_scores(struct part *part)
{
	for (size_t i = 0; i < part->row_count; i++)
		for (size_t j = 0; j < part->column_count; j++)
			part->scores[i * part->column_count + j] =
				(uint16_t)usable(part->problem, part->rows[i],
				part->columns[j]);
}

static void solve(struct part *part)
{
	part->all = part->column_count + part->row_count;
	copy_scores(part);
	for (size_t j = 0; j < part->all; j++) {
		part->owner[j] = SIZE_MAX;
		part->column_price[j] = 0;
	}
	for (size_t i = 0; i < part->row_count; i++)
		part->row_price[i] = 0;
	for (size_t i = 0; i < part->row_count; i++)
		add_row(part, i);
	settle(part);
	for (size_t i = 0; i < part->row_count; i++)
		if (part->taken[i] < part->column_count)
			part->problem->column[part->rows[i]] =
				part->columns[part->taken[i]];
}

struct edge {
	uint32_t row, column;
	unsigned score;
};

static int by_score(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->column > y->column) - (x->column < y->column);
}

/* Assigns a part that is too large in order of score. */
static bool solve_greedily(const struct part *part)
{
	const struct problem *problem = part->problem;
	bool *used = calloc(problem->columns, sizeof(*used));
	size_t count = 0, room = 0;
	struct edge *edges;

	for (size_t i = 0; i < part->row_count; i++)
		for (size_t j = 0; j < part->column_count; j++)
			room += usable(problem, part->rows[i],
				part->columns[j]) != 0;
	edges = malloc((room + !room) * sizeof(*edges));
	if (!used || !edges) {
		free(used);
		free(edges);
		return false;
	}
	for (size_t i = 0; i < part->row_count; i++)
		for (size_t j = 0; j < part->column_count; j++) {
			size_t row = part->rows[i], column = part->columns[j];
			unsigned score = usable(problem, row, column);

			if (score)
				edges[count++] = (struct edge){ (uint32_t)row,
					(uint32_t)column, score };
		}
	qsort(edges, count, sizeof(*edges), by_score);
	for (size_t i = 0; i < count; i++) {
		if (used[edges[i].column] ||
		    problem->column[edges[i].row] != SIZE_MAX)
			continue;
		used[edges[i].column] = true;
		problem->column[edges[i].row] = edges[i].column;
	}
	free(used);
	free(edges);
	return true;
}

/* The part to which a row (or, behind the rows, a column) belongs. */
static size_t root(size_t *parent, size_t i)
{
	while (parent[i] != i) {
		parent[i] = parent[parent[i]];
		i = parent[i];
	}
	return i;
}

/* Makes `parent` lead from all of a part to its first row. */
static void connect(size_t *parent, const struct problem *problem)
{
	size_t all = problem->rows + problem->columns;
	size_t columns = problem->columns;

	for (size_t i = 0; i < all; i++)
		parent[i] = i;
	for (size_t i = 0; i < problem->rows; i++) {
		const uint16_t *scores = problem->scores + i * columns;

		for (size_t j = 0; (j = tw_next_score(scores, j, columns)) <
		     columns; j++) {
			size_t a, b;

			if (!usable(problem, i, j))
				continue;
			a = root(parent, i);
			b = root(parent, problem->rows + j);
			if (a < b)
				parent[b] = a;
			else
				parent[a] = b;
		}
	}
	for (size_t i = 0; i < all; i++)
		parent[i] = root(parent, i);
}

/*
 * Sorts rows and columns by part, each part's in rising order; start[p] is
 * where those of the part with root p begin, and start[p + 1] where they end.
 */
static void group(size_t *start, size_t *members, const size_t *parent,
	size_t from, size_t to)
{
	size_t sum = 0;

	for (size_t i = from; i < to; i++)
		start[parent[i]]++;
	for (size_t p = 0; p <= to; p++) {
		size_t count = start[p];

		start[p] = sum;
		sum += count;
	}
	for (size_t i = from; i < to; i++)
		members[start[parent[i]]++] = i - from;
	for (size_t p = to; p > 0; p--)
		start[p] = start[p - 1];
	start[0] = 0;
}

/* Takes room for the largest part that is solved. */
static bool take_room(struct part *part, struct tw_arena *arena, size_t rows,
	size_t columns)
{
	size_t all = rows + columns;

	part->scores = tw_arena_take_raw(arena,
		rows * columns * sizeof(uint16_t));
	part->row_price = tw_arena_take(arena, rows * sizeof(int32_t));
	part->column_price = tw_arena_take(arena, all * sizeof(int32_t));
	part->slack = tw_arena_take(arena, columns * sizeof(int32_t));
	part->taken = tw_arena_take(arena, rows * sizeof(size_t));
	part->owner = tw_arena_take(arena, all * sizeof(size_t));
	part->way = tw_arena_take(arena, all * sizeof(size_t));
	part->queue = tw_arena_take(arena, all * sizeof(size_t));
	part->seen = tw_arena_take(arena, all * sizeof(bool));
	return part->scores && part->row_price && part->column_price &&
		part->slack && part->taken && part->owner && part->way &&
		part->queue && part->seen;
}

/* The rows and columns of all parts, in order. */
struct groups {
	size_t *parent;
	size_t *row_start, *rows, *column_start, *columns;
};

static bool make_groups(struct groups *groups, struct tw_arena *arena,
	const struct problem *problem)
{
	size_t all = problem->rows + problem->columns;

	groups->parent = tw_arena_take(arena, all * sizeof(size_t));
	groups->row_start = tw_arena_take(arena, (all + 1) * sizeof(size_t));
	groups->column_start = tw_arena_take(arena,
		(all + 1) * sizeof(size_t));
	groups->rows = tw_arena_take(arena, problem->rows * sizeof(size_t));
	groups->columns = tw_arena_take(arena,
		problem->columns * sizeof(size_t));
	if (!groups->parent || !groups->row_start || !groups->column_start ||
	    !groups->rows || !groups->columns)
		return false;
	connect(groups->parent, problem);
	group(groups->row_start, groups->rows, groups->parent, 0,
		problem->rows);
	group(groups->column_start, groups->columns, groups->parent,
		problem->rows, all);
	return true;
}

/* The part whose first row is `first`; without rows if that is none. */
static void pick(struct part *part, const struct groups *groups, size_t first)
{
	part->rows = groups->rows + groups->row_start[first];
	part->row_count = groups->row_start[first + 1] -
		groups->row_start[first];
	part->columns = groups->columns + groups->column_start[first];
	part->column_count = groups->column_start[first + 1] -
		groups->column_start[first];
}

static bool too_large(const struct part *part)
{
	return part->row_count > PART_MOST || part->column_count > PART_MOST;
}

enum tw_status tw_assign(size_t *column, const uint16_t *scores, size_t rows,
	size_t columns, unsigned least, struct tw_arena *arena,
	struct tw_error *err)
{
	struct problem problem = { scores, rows, columns, least ? least : 1,
		column };
	struct part part = { .problem = &problem };
	size_t most_rows = 0, most_columns = 0;
	struct groups groups;

	for (size_t i = 0; i < rows; i++)
		column[i] = SIZE_MAX;
	if (!make_groups(&groups, arena, &problem))
		return tw_fail_memory(err);
	for (size_t i = 0; i < rows; i++) {
		pick(&part, &groups, i);
		if (too_large(&part))
			continue;
		if (part.row_count > most_rows)
			most_rows = part.row_count;
		if (part.column_count > most_columns)
			most_columns = part.column_count;
	}
	if (!take_room(&part, arena, most_rows, most_columns))
		return tw_fail_memory(err);
	for (size_t i = 0; i < rows; i++) {
		pick(&part, &groups, i);
		if (!part.row_count || !part.column_count)
			continue;
		if (!too_large(&part))
			solve(&part);
		else if (!solve_greedily(&part))
			return tw_fail_memory(err);
	}
	return TW_OK;
}
