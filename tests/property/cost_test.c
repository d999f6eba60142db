/*
 * Eight times the input costs at most ten times as much, whatever its shape:
 * to read, judge and write a record and show its findings, and to read house
 * rules. What is counted is told in count.h.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "count.h"
#include "base/buffer.h"
#include "lint/lint.h"
#include "report/findings.h"
#include "shapes.h"

#include <termwise/house.h>
#include <termwise/record.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { SMALL = TW_MAX_BYTES / 8, MOST = 10, MOST_OF_TWO = 3 };

/* And no byte costs more than this: what has a cap may be large below it. */
enum { MOST_PER_BYTE = 2000 };

/* Where two inputs are multiplied, less shows as much. */
enum { SMALL_PAIR = 16 * 1024 };

/* What is quadratic would go on for hours. */
enum { RUNAWAY = 600 };

static struct tw_arena *arena;

/* What to do with a text; the cost of preparing is not counted. */
typedef void work(struct tw_view text);

static enum tw_status plan(bool *known, bool *planned, struct tw_view key,
	void *context, struct tw_error *err)
{
	(void)key;
	(void)context;
	(void)err;
	*known = true;
	*planned = false;
	return TW_OK;
}

/* Everything that lint and fmt do with a record. */
static void judge_record(struct tw_view text)
{
	struct tw_lint_options options = { .path = TW_VIEW("a/b/c.txt"),
		.before = { plan, NULL } };
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_judged judged = { TW_VIEW("c.txt"), TW_VIEW("c.txt"), text,
		NULL };
	struct tw_record *record;
	struct tw_view written;

	assert_int_equal(tw_record_parse(&record, arena, text, NULL), TW_OK);
	if (!record->diagnostics.layout)
		assert_int_equal(tw_record_write(&written, record, arena,
			NULL), TW_OK);
	assert_int_equal(tw_lint_record(record, arena, &options, NULL), TW_OK);
	judged.diagnostics = &record->diagnostics;
	tw_findings_text(&out, &judged, false);
	tw_findings_gcc(&out, &judged);
	tw_findings_json(&out, &judged);
	assert_false(out.failed);
	tw_buffer_release(&out);
}

static void read_house(struct tw_view text)
{
	struct tw_house *house;

	assert_int_equal(tw_house_parse(&house, arena, text, NULL), TW_OK);
}

/* A record and house rules, both hostile; the first half is the rules. */
static void judge_by_house(struct tw_view text)
{
	struct tw_view half = { text.ptr, text.len / 2 };
	struct tw_buffer list = TW_BUFFER_INIT;
	struct tw_lint_options options = { .path = { NULL, 0 } };
	struct tw_record *record;
	struct tw_house *house;

	assert_int_equal(tw_house_parse(&house, arena, half, NULL), TW_OK);
	tw_buffer_string(&list, "Theme: a");
	for (size_t i = 0; i + 6 < half.len; i += 6)
		tw_buffer_format(&list, "%sx%u", i % 600 ? ";" : ";\n ",
			(unsigned)(i / 6 % 999));
	assert_false(list.failed);
	options.house = house;
	assert_int_equal(tw_record_parse(&record, arena, tw_buffer_get(&list),
		NULL), TW_OK);
	assert_int_equal(tw_lint_record(record, arena, &options, NULL), TW_OK);
	tw_buffer_release(&list);
}

static uint64_t cost_of(const struct shape *shape, work *work, size_t size)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	uint64_t before;

	assert_true(shape_write(&text, shape, size));
	arena = tw_arena_new();
	assert_non_null(arena);
	before = cost;
	work(tw_buffer_get(&text));
	before = cost - before;
	tw_arena_free(arena);
	tw_buffer_release(&text);
	return before;
}

static bool is_linear(const struct shape *shape, work *work, size_t size,
	const char *what)
{
	uint64_t small = cost_of(shape, work, size), large;

	/* A quadratic one is found out here, before it takes hours. */
	large = cost_of(shape, work, 2 * size);
	if (small && large <= MOST_OF_TWO * small) {
		large = cost_of(shape, work, 8 * size);
		if (getenv("SHOW"))fprintf(stderr,"%8.1f %8.1f %s: %s\n", 1.0*small/size, large/8.0/size,what,shape->name);
		if (large <= MOST * small && large / 8 <= MOST_PER_BYTE * size)
			return true;
	}
	print_error("%s: \"%s\" is not linear: %llu, then %llu\n", what,
		shape->name, (unsigned long long)small,
		(unsigned long long)large);
	return false;
}

static void check_all(work *work, const char *what)
{
	bool linear = true;

	for (size_t i = 0; i < shape_count; i++)
		linear &= is_linear(&shapes[i], work, SMALL, what);
	assert_true(linear);
}

static void judging_is_linear(void **state)
{
	(void)state;
	check_all(judge_record, "judging");
}

static void reading_house_rules_is_linear(void **state)
{
	(void)state;
	check_all(read_house, "reading house rules");
}

static void judging_by_house_rules_is_linear(void **state)
{
	(void)state;
	for (size_t i = 0; i < shape_count; i++)
		if (!strncmp(shapes[i].piece, "Theme:", 6) ||
		    !strncmp(shapes[i].piece, "Area:", 5))
			assert_true(is_linear(&shapes[i], judge_by_house,
				SMALL_PAIR, "judging by house rules"));
}

int main(void)
{
	const struct rlimit runaway = { RUNAWAY, RUNAWAY };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(judging_is_linear),
		cmocka_unit_test(reading_house_rules_is_linear),
		cmocka_unit_test(judging_by_house_rules_is_linear),
	};

	setrlimit(RLIMIT_CPU, &runaway);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
