/*
 * How texts are lined up, against the table that tries all; and long ones.
 */
#include "../test.h"

#include "../property/random.h"
#include "merge/plan.h"

#include <stdlib.h>

enum { MOST = 300 };

/* A text of words, each a letter of a few. */
static struct tw_tokens make(struct tw_merging *plan, struct random *random,
	size_t count, unsigned letters, char text[static 2 * MOST])
{
	static struct tw_segment segment;

	for (size_t i = 0; i < count; i++) {
		text[2 * i] = (char)('a' + random_below(random, letters));
		text[2 * i + 1] = ' ';
	}
	segment = (struct tw_segment){ .text = { text, 2 * count } };
	return tw_words_part(plan, &segment, NULL);
}

static size_t longest(const struct tw_tokens *a, const struct tw_tokens *b)
{
	static size_t length[MOST + 1][MOST + 1];

	for (size_t i = 0; i <= a->count; i++)
		length[i][0] = 0;
	for (size_t j = 0; j <= b->count; j++)
		length[0][j] = 0;
	for (size_t i = 0; i < a->count; i++)
		for (size_t j = 0; j < b->count; j++)
			length[i + 1][j + 1] = tw_word_same(a, i, b, j) ?
				length[i][j] + 1 :
				length[i][j + 1] > length[i + 1][j] ?
				length[i][j + 1] : length[i + 1][j];
	return length[a->count][b->count];
}

/* What is lined up are equal words, in one order, and as many as can be. */
static void check(const struct tw_lined *lined)
{
	size_t last = TW_NONE, kept = 0;

	for (size_t i = 0; i < lined->base->count; i++) {
		if (lined->to[i] == TW_NONE)
			continue;
		assert_true(last == TW_NONE || lined->to[i] > last);
		last = lined->to[i];
		assert_true(last < lined->side->count);
		assert_true(tw_word_same(lined->base, i, lined->side, last));
		kept++;
	}
	assert_int_equal(kept, lined->kept);
	assert_int_equal(kept, longest(lined->base, lined->side));
}

static void run_pair(struct random *random, size_t n, size_t m)
{
	struct tw_merging plan = { .arena = tw_arena_new() };
	unsigned letters = 1 + (unsigned)random_below(random, 20);
	char text[2][2 * MOST];
	struct tw_tokens base = make(&plan, random, n, letters, text[0]);
	struct tw_tokens side = make(&plan, random, m, letters, text[1]);
	struct tw_lined lined = { .base = &base, .side = &side };
	bool fits = false;

	assert_int_equal(base.count, n);
	assert_true(tw_line_up(&lined, &fits, plan.arena));
	assert_true(fits);
	check(&lined);
	tw_arena_free(plan.arena);
}

static void test_random(void **state)
{
	struct random random = { 1 };

	for (int i = 0; i < 3000; i++)
		run_pair(&random, random_below(&random, 12),
			random_below(&random, 12));
	for (int i = 0; i < 300; i++)
		run_pair(&random, random_below(&random, MOST),
			random_below(&random, MOST));
}

/* Rows of bits end where a word of the machine does. */
static void test_widths(void **state)
{
	static const size_t widths[] = { 62, 63, 64, 65, 127, 128, 129, 192 };
	struct random random = { 2 };

	for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++)
		for (size_t n = 1; n < 200; n += 33)
			run_pair(&random, n, widths[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_widths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
