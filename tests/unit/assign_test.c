/*
 * The assignment against one that tries everything, and its bounds.
 */
#include "../test.h"

#include "match/match.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 5 };

static size_t *assigned(struct tw_arena *arena, const uint16_t *scores,
	size_t rows, size_t columns, unsigned least)
{
	size_t *column = tw_arena_take(arena, (rows + 1) * sizeof(*column));

	assert_non_null(column);
	assert_int_equal(tw_assign(column, scores, rows, columns, least, arena,
		NULL), TW_OK);
	return column;
}

/* The search through all assignments, first columns first. */
struct search {
	const uint16_t *scores;
	size_t rows, columns;
	unsigned least;
	size_t now[MOST], best[MOST];
	bool used[MOST];
	long best_sum;
};

static void try_row(struct search *search, size_t row, long sum)
{
	if (row == search->rows) {
		/* Tried in order, so the first of equal sums stays. */
		if (sum > search->best_sum) {
			search->best_sum = sum;
			memcpy(search->best, search->now,
				sizeof(search->best));
		}
		return;
	}
	for (size_t j = 0; j < search->columns; j++) {
		unsigned score = search->scores[row * search->columns + j];

		if (search->used[j] || !score || score < search->least)
			continue;
		search->used[j] = true;
		search->now[row] = j;
		try_row(search, row + 1, sum + score);
		search->used[j] = false;
	}
	search->now[row] = SIZE_MAX;
	try_row(search, row + 1, sum);
}

static uint32_t next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 16;
}

static void test_as_good_as_trying_everything(void **state)
{
	static const unsigned values[] = { 2, 3, 5, 1000 };
	struct tw_arena *arena = tw_arena_new();
	uint32_t seed = 1;

	for (int round = 0; round < 20000; round++) {
		uint16_t scores[MOST * MOST];
		struct search search = { .scores = scores, .best_sum = -1 };
		unsigned many = values[round % 4];
		size_t *column;

		search.rows = next(&seed) % (MOST + 1);
		search.columns = next(&seed) % (MOST + 1);
		search.least = next(&seed) % 3;
		for (size_t i = 0; i < search.rows * search.columns; i++)
			scores[i] = (uint16_t)(next(&seed) % many);
		try_row(&search, 0, 0);
		column = assigned(arena, scores, search.rows, search.columns,
			search.least);
		for (size_t i = 0; i < search.rows; i++)
			assert_int_equal(column[i], search.best[i]);
		tw_arena_reset(arena);
	}
	tw_arena_free(arena);
}

static void test_sum_before_single_scores(void **state)
{
	static const uint16_t scores[] = { 900, 800, 850, 300 };
	struct tw_arena *arena = tw_arena_new();
	size_t *column = assigned(arena, scores, 2, 2, 250);

	assert_int_equal(column[0], 1);
	assert_int_equal(column[1], 0);
	tw_arena_free(arena);
}

static void test_nothing_below_least(void **state)
{
	static const uint16_t scores[] = { 499, 500, 0, 499 };
	struct tw_arena *arena = tw_arena_new();
	size_t *column = assigned(arena, scores, 2, 2, 500);

	assert_int_equal(column[0], 1);
	assert_true(column[1] == SIZE_MAX);
	tw_arena_free(arena);
}

static void test_ties_by_position(void **state)
{
	uint16_t scores[7 * 9];
	struct tw_arena *arena = tw_arena_new();
	size_t *column;

	for (size_t i = 0; i < 63; i++)
		scores[i] = 600;
	column = assigned(arena, scores, 7, 9, 250);
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(column[i], i);
	column = assigned(arena, scores, 9, 7, 250);
	for (size_t i = 0; i < 9; i++)
		assert_true(column[i] == (i < 7 ? i : SIZE_MAX));
	tw_arena_free(arena);
}

/* As many as are solved exactly, all connected; then one more. */
static void test_large_parts(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	uint32_t seed = 7;

	for (size_t size = 500; size <= 501; size++) {
		uint16_t *scores = malloc(size * size * sizeof(*scores));
		size_t *column, *used = calloc(size, sizeof(*used));

		assert_non_null(scores);
		assert_non_null(used);
		for (size_t i = 0; i < size * size; i++)
			scores[i] = (uint16_t)(250 + next(&seed) % 751);
		column = assigned(arena, scores, size, size, 250);
		for (size_t i = 0; i < size; i++) {
			assert_true(column[i] < size);
			assert_false(used[column[i]]++);
		}
		free(scores);
		free(used);
	}
	tw_arena_free(arena);
}

static void test_nothing_to_assign(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	size_t *column = assigned(arena, NULL, 3, 0, 250);

	assert_true(column[2] == SIZE_MAX);
	assigned(arena, NULL, 0, 3, 250);
	tw_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_good_as_trying_everything),
		cmocka_unit_test(test_sum_before_single_scores),
		cmocka_unit_test(test_nothing_below_least),
		cmocka_unit_test(test_ties_by_position),
		cmocka_unit_test(test_large_parts),
		cmocka_unit_test(test_nothing_to_assign),
	};

	return cmocka_run_group_tests_name("assign", tests, NULL, NULL);
}
