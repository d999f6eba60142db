/*
 * Eight times the record costs at most ten times as much to merge, whatever
 * its shape and whatever the sides did to it; pairs that are weighed have a
 * cap. What is counted is told in count.h.
 */
#include "../test.h"

#include "count.h"
#include "lint/lint.h"
#include "merge/plan.h"
#include "shapes.h"

#include <termwise/merge.h>

enum { SMALL = 8 * 1024, TIMES = 8, MOST_TIMES = 10 };

/* What the sides did; the base is the record as it is. */
enum deed {
	REMARKED, /* each has a comment more, at the end */
	CUT,      /* ours left out every third line, theirs has a comment */
	REWORDED, /* each changed a letter in all lines, and not the same */
	ALONE,    /* there is no base, and all lines differ */
	DEEDS
};

static const char *const names[DEEDS] = { "remarked", "cut", "reworded",
	"alone" };

static enum tw_status judge(struct tw_record *record, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_lint_options options = { .house = NULL };

	return tw_lint_record(record, arena, &options, err);
}

/* Lines below the header that may be another on this side. */
static void change(struct tw_buffer *out, struct tw_view text, enum deed deed,
	int side)
{
	bool header = true;
	size_t line = 0;

	for (size_t i = 0, end; i < text.len; i = end, line++) {
		for (end = i; end < text.len && text.ptr[end] != '\n'; end++)
			;
		end += end < text.len;
		header &= end - i > 1;
		if (deed == CUT && side == TW_OURS && !header && line % 3 == 2)
			continue;
		for (size_t k = i; k < end; k++)
			tw_buffer_byte(out, deed >= REWORDED && !header &&
				k > i + 2 && text.ptr[k] == 'e' ?
				side == TW_OURS ? 'o' : 'a' : text.ptr[k]);
	}
	if (deed == REMARKED || (deed == CUT && side == TW_THEIRS))
		tw_buffer_string(out, side == TW_OURS ? "# Ours.\n" :
			"# Theirs.\n");
}

static bool read_sides(struct tw_record *record[TW_MERGED],
	struct tw_arena *arena, struct tw_view text, enum deed deed)
{
	bool good = true;

	for (int s = 0; s < TW_MERGED && good; s++) {
		struct tw_buffer out = TW_BUFFER_INIT;
		struct tw_view copy;

		if (s == TW_BASE)
			tw_buffer_view(&out, text);
		else
			change(&out, text, deed, s);
		assert_false(out.failed);
		copy = tw_arena_copy(arena, tw_buffer_get(&out));
		tw_buffer_release(&out);
		assert_non_null(copy.ptr);
		assert_int_equal(tw_record_parse(&record[s], arena, copy, NULL),
			TW_OK);
		good = !record[s]->diagnostics.layout;
	}
	if (deed == ALONE)
		record[TW_BASE] = NULL;
	return good;
}

/* 0 if such a record is not merged item by item. */
static uint64_t count_cost(const struct shape *shape, size_t size,
	enum deed deed)
{
	struct tw_merge_options options = { .judge = judge };
	struct tw_arena *arena = tw_arena_new();
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_record *record[TW_MERGED];
	struct tw_merge result;
	uint64_t before, counted = 0;

	assert_non_null(arena);
	assert_true(shape_write(&text, shape, size));
	if (text.len >= size / 2 &&
	    read_sides(record, arena, tw_buffer_get(&text), deed)) {
		before = cost;
		if (!tw_merge(&result, arena, record[TW_BASE], record[TW_OURS],
		    record[TW_THEIRS], &options, NULL))
			counted = cost - before;
	}
	tw_arena_free(arena);
	tw_buffer_release(&text);
	return counted;
}

static void merging_is_linear(void **state)
{
	size_t told[DEEDS] = { 0 };
	bool linear = true;

	for (size_t i = 0; i < shape_count; i++)
		for (int d = 0; d < DEEDS; d++) {
			uint64_t small = count_cost(&shapes[i], SMALL,
				(enum deed)d);
			uint64_t large = count_cost(&shapes[i], TIMES * SMALL,
				(enum deed)d);

			told[d] += small && large;
			if (!small || large <= MOST_TIMES * small)
				continue;
			print_error("merging: \"%s\", %s, is not linear: %llu, "
				"then %llu\n", shapes[i].name, names[d],
				(unsigned long long)small,
				(unsigned long long)large);
			linear = false;
		}
	assert_true(linear);
	for (int d = 0; d < DEEDS; d++)
		assert_true(told[d] > 10);
}

/* What it costs to hold so many names against the same in another order. */
static uint64_t count_names(size_t count)
{
	struct tw_merging plan = { .arena = tw_arena_new() };
	struct tw_segment segment[2] = { { .comments = NULL } };
	struct tw_tokens words[2];
	uint64_t before;
	bool renamed = false, slight = true;

	for (int i = 0; i < 2; i++) {
		struct tw_buffer text = TW_BUFFER_INIT;

		for (size_t n = 0; n < count; n++)
			tw_buffer_format(&text, "Anna%zu ",
				i ? count - n : n + 1);
		assert_false(text.failed);
		segment[i].text = tw_arena_copy(plan.arena,
			tw_buffer_get(&text));
		tw_buffer_release(&text);
	}
	before = cost;
	for (int i = 0; i < 2; i++)
		words[i] = tw_words_part(&plan, &segment[i], NULL);
	assert_int_equal(words[1].count, count);
	assert_int_equal(tw_words_change(&renamed, &slight, &words[0],
		&words[1], false, plan.arena, NULL), TW_OK);
	assert_true(renamed);
	assert_false(slight);
	before = cost - before;
	tw_arena_free(plan.arena);
	return before;
}

/* Texts that are too long to be lined up. */
static void long_texts_are_linear(void **state)
{
	assert_true(count_names(TIMES * 2000) < MOST_TIMES * count_names(2000));
}

/* So many figures: ours has each below the next item, theirs another value. */
static uint64_t count_carried(size_t count)
{
	struct tw_merge_options options = { .judge = NULL };
	struct tw_arena *arena = tw_arena_new();
	struct tw_record *record[TW_MERGED];
	struct tw_merge result;
	uint64_t before = 0;

	for (int s = 0; s < TW_MERGED; s++) {
		struct tw_buffer text = TW_BUFFER_INIT;

		tw_buffer_string(&text, "Priority: a\n\nImpact so far\n");
		for (size_t n = 0; n < count; n++) {
			size_t figure = (n + (s == TW_OURS)) % count;

			tw_buffer_format(&text, "- Item %zu\n  = n%zu: %zu\n",
				n, figure, (s == TW_THEIRS ? 5 : 3) * count +
				figure);
		}
		assert_false(text.failed);
		assert_int_equal(tw_record_parse(&record[s], arena,
			tw_arena_copy(arena, tw_buffer_get(&text)), NULL),
			TW_OK);
		tw_buffer_release(&text);
	}
	before = cost;
	assert_int_equal(tw_merge(&result, arena, record[TW_BASE],
		record[TW_OURS], record[TW_THEIRS], &options, NULL), TW_OK);
	assert_int_equal(result.conflicts, 0);
	before = cost - before;
	tw_arena_free(arena);
	return before;
}

static void carried_figures_are_linear(void **state)
{
	assert_true(count_carried(TIMES * 1500) <
		MOST_TIMES * count_carried(1500));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(merging_is_linear),
		cmocka_unit_test(long_texts_are_linear),
		cmocka_unit_test(carried_figures_are_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
