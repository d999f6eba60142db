/*
 * No score depends on which lexicon texts are read with, on what it has met
 * before or has forgotten, or on whether it is asked for alone.
 */
#include "../test.h"

#include "match/match.h"

#include <stdio.h>
#include <string.h>

enum { MOST = 40, LENGTH = 96, ROUNDS = 100 };

static unsigned pick(unsigned *random, unsigned below)
{
	*random = *random * 1103515245u + 12345u;
	return (*random >> 16) % below;
}

/* Two records' texts: of a few words, some equal, some with none in common. */
struct texts {
	char bytes[2][MOST][LENGTH];
	struct tw_view at[2][MOST];
	size_t count[2];
};

static void make_texts(struct texts *texts, unsigned *random)
{
	static const char *const words[] = { "schools", "Year 7", "Year 8",
		"MH", "mental health", "Chorley", "Preston", "the first",
		"the second", "visit", "visited", "colleges", "17", "20",
		"not", "\xC3\xA9t\xC3\xA9", "\xFF", "in spring", "y7", "" };
	enum { WORDS = sizeof(words) / sizeof(*words) };

	for (int side = 0; side < 2; side++) {
		texts->count[side] = 1 + pick(random, MOST);
		for (size_t i = 0; i < texts->count[side]; i++) {
			char *text = texts->bytes[side][i];

			*text = '\0';
			for (unsigned k = pick(random, 6); k < 7; k++) {
				strcat(text, words[pick(random, WORDS)]);
				strcat(text, " ");
			}
			texts->at[side][i] = tw_view_of(text);
		}
	}
}

static struct tw_arena *arena;

static struct tw_likeness *prepare(const struct texts *texts,
	struct tw_lexicon *lexicon)
{
	struct tw_likeness *likeness;

	assert_int_equal(tw_likeness_new(&likeness, arena, lexicon,
		texts->at[0], texts->count[0], texts->at[1], texts->count[1],
		NULL), TW_OK);
	return likeness;
}

static unsigned score(struct tw_likeness *likeness, size_t from, size_t to)
{
	unsigned value = 9999;

	assert_int_equal(tw_likeness_score(&value, likeness, from, to, NULL),
		TW_OK);
	assert_true(value <= TW_SCORE_MAX);
	return value;
}

/* The scores of one comparison, pair by pair, with a lexicon of its own. */
static void score_alone(uint16_t *scores, const struct texts *texts)
{
	struct tw_lexicon *lexicon = tw_lexicon_new();
	struct tw_likeness *likeness;

	assert_non_null(lexicon);
	likeness = prepare(texts, lexicon);
	for (size_t i = 0; i < texts->count[0]; i++)
		for (size_t j = 0; j < texts->count[1]; j++)
			*scores++ = (uint16_t)score(likeness, i, j);
	tw_lexicon_free(lexicon);
}

static struct texts texts[ROUNDS];
static uint16_t alone[ROUNDS][MOST * MOST];

/* What is made up for all tests, and how it scores by itself. */
static int make_all(void **state)
{
	unsigned random = 7, found = 0;

	arena = tw_arena_new();
	assert_non_null(arena);
	for (int r = 0; r < ROUNDS; r++) {
		make_texts(&texts[r], &random);
		score_alone(alone[r], &texts[r]);
		for (size_t i = 0; i < MOST * MOST; i++)
			found += alone[r][i] && alone[r][i] < TW_SCORE_MAX;
	}
	assert_true(found > 5000);
	return 0;
}

static int free_all(void **state)
{
	tw_arena_free(arena);
	return 0;
}

static void check(int round, struct tw_lexicon *lexicon)
{
	struct tw_likeness *likeness = prepare(&texts[round], lexicon);
	size_t columns = texts[round].count[1];

	for (size_t i = 0; i < texts[round].count[0]; i++)
		for (size_t j = 0; j < columns; j++)
			assert_int_equal(score(likeness, i, j),
				alone[round][i * columns + j]);
}

/* ---- what a lexicon holds ---- */

static void test_met_before(void **state)
{
	struct tw_lexicon *lexicon = tw_lexicon_new();

	assert_non_null(lexicon);
	for (int r = 0; r < ROUNDS; r++)
		check(r, lexicon);
	for (int r = 0; r < ROUNDS; r++)
		check(r, lexicon);
	tw_lexicon_free(lexicon);
}

/* Gives a lexicon so much to read that it forgets, and a rest. */
static void exhaust(struct tw_lexicon *lexicon)
{
	enum { TEXTS = 4096 };
	static char bytes[TEXTS][LENGTH];
	static struct tw_view many[TEXTS];
	struct tw_likeness *likeness;

	for (int i = 0; i < TEXTS; i++)
		many[i] = (struct tw_view){ bytes[i], (size_t)snprintf(
			bytes[i], LENGTH, "Text %d of very many, each about "
			"a matter of its own", i) };
	assert_int_equal(tw_likeness_new(&likeness, arena, lexicon, many,
		TEXTS, many, 1, NULL), TW_OK);
	tw_lexicon_rest(lexicon);
}

static void test_forgotten(void **state)
{
	struct tw_lexicon *lexicon = tw_lexicon_new();

	assert_non_null(lexicon);
	for (int r = 0; r < 3; r++) {
		check(r, lexicon);
		exhaust(lexicon);
		check(r, lexicon);
		check(r + 1, lexicon);
		tw_lexicon_rest(lexicon);
	}
	tw_lexicon_free(lexicon);
}

/* Two comparisons with one lexicon do not disturb each other. */
static void test_in_turns(void **state)
{
	struct tw_lexicon *lexicon = tw_lexicon_new();

	assert_non_null(lexicon);
	for (int r = 0; r + 1 < ROUNDS; r += 2) {
		struct tw_likeness *one = prepare(&texts[r], lexicon);
		struct tw_likeness *other = prepare(&texts[r + 1], lexicon);
		size_t columns = texts[r].count[1];

		for (size_t i = 0; i < texts[r].count[0]; i++)
			for (size_t j = 0; j < columns; j++) {
				size_t at = i * columns + j;

				assert_int_equal(score(one, i, j),
					alone[r][at]);
				assert_int_equal(score(other, 0, 0),
					alone[r + 1][0]);
			}
	}
	tw_lexicon_free(lexicon);
}

/* ---- how it is asked ---- */

/* Scores all at once are those of the pairs, few or many. */
static void test_all_at_once(void **state)
{
	struct tw_lexicon *lexicon = tw_lexicon_new();
	static uint16_t scores[MOST * MOST];

	assert_non_null(lexicon);
	for (int r = 0; r < ROUNDS; r++) {
		struct tw_likeness *likeness = prepare(&texts[r], lexicon);
		size_t columns = texts[r].count[1];

		assert_int_equal(tw_likeness_all(scores, likeness, NULL),
			TW_OK);
		for (size_t i = 0; i < texts[r].count[0] * columns; i++) {
			assert_int_equal(scores[i], alone[r][i]);
			assert_int_equal(score(likeness, i / columns,
				i % columns), alone[r][i]);
		}
	}
	tw_lexicon_free(lexicon);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_met_before),
		cmocka_unit_test(test_forgotten),
		cmocka_unit_test(test_in_turns),
		cmocka_unit_test(test_all_at_once),
	};

	return cmocka_run_group_tests_name("lexicon", tests, make_all,
		free_all);
}
