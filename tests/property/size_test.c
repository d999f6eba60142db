/*
 * All shapes, as large as a record may be and one byte larger, and the caps
 * of lines and items at and about the cap: each is read and judged to its
 * end, and errs within its text.
 */
#include "../test.h"

#include "check.h"
#include "lint/lint.h"
#include "shapes.h"

#include <termwise/house.h>

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

/* Under the sanitizers each node is an allocation of its own. */
#if defined(__SANITIZE_ADDRESS__)
enum { SIZE = TW_MAX_BYTES / 8 };
#else
enum { SIZE = TW_MAX_BYTES };
#endif

enum { RUNAWAY = 900 };

static struct tw_arena *arena;

static struct tw_record *judge(struct tw_view text, const char *name)
{
	struct tw_lint_options options = { .path = TW_VIEW("a/b/c.txt") };
	struct tw_record *record;
	const char *fault;

	assert_int_equal(tw_record_parse(&record, arena, text, NULL), TW_OK);
	assert_int_equal(tw_lint_record(record, arena, &options, NULL), TW_OK);
	fault = record_fault(record);
	if (fault)
		fail_msg("%s: %s", name, fault);
	return record;
}

static void every_shape_is_read_to_its_end(void **state)
{
	struct tw_house *house;

	for (size_t i = 0; i < shape_count; i++) {
		struct tw_buffer text = TW_BUFFER_INIT;

		assert_true(shape_write(&text, &shapes[i], SIZE));
		assert_in_range(text.len, SIZE - TW_MAX_LINE - 1, SIZE);
		arena = tw_arena_new();
		assert_non_null(arena);
		judge(tw_buffer_get(&text), shapes[i].name);
		assert_int_equal(tw_house_parse(&house, arena,
			tw_buffer_get(&text), NULL), TW_OK);
		tw_arena_free(arena);
		tw_buffer_release(&text);
	}
}

/* ---- caps ---- */

static bool is_too_long(struct tw_view text)
{
	const struct tw_diagnostic *d;
	bool found = false;

	arena = tw_arena_new();
	assert_non_null(arena);
	d = judge(text, "a cap")->diagnostics.first;
	for (; d; d = d->next)
		found |= d->id == TW_DIAG_TOO_LONG;
	tw_arena_free(arena);
	return found;
}

/* A head, so many of one piece, an end. */
static bool is_piece_too_long(const char *head, const char *piece,
	size_t count, const char *end)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	bool found;

	tw_buffer_string(&text, head);
	while (count--)
		tw_buffer_string(&text, piece);
	tw_buffer_string(&text, end);
	assert_false(text.failed);
	found = is_too_long(tw_buffer_get(&text));
	tw_buffer_release(&text);
	return found;
}

static void a_record_has_at_most_4_mib(void **state)
{
	static const char end[] = "\xEF\xBB\xBFImpact so far\n";
	size_t left = TW_MAX_BYTES - (sizeof(end) - 1);

	assert_false(is_piece_too_long(end, "\n", left - 1, ""));
	assert_false(is_piece_too_long(end, "\n", left, ""));
	assert_true(is_piece_too_long(end, "\n", left + 1, ""));
}

static void a_line_has_at_most_64_kib(void **state)
{
	static const char *const ends[] = { "", "\n", "\r\n", "\n- b" };
	size_t left = TW_MAX_LINE - 2;

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		const char *head = "Impact so far\n- ";

		assert_false(is_piece_too_long(head, "a", left - 1, ends[i]));
		assert_false(is_piece_too_long(head, "a", left, ends[i]));
		assert_true(is_piece_too_long(head, "a", left + 1, ends[i]));
	}
	assert_false(is_piece_too_long("\xEF\xBB\xBF", "#", TW_MAX_LINE, ""));
	assert_true(is_piece_too_long("\xEF\xBB\xBF", "#", TW_MAX_LINE + 1,
		""));
}

static void a_record_has_at_most_100000_items(void **state)
{
	const char *head = "Impact so far\n";

	assert_false(is_piece_too_long(head, "- a\n", TW_MAX_ITEMS - 1, ""));
	assert_false(is_piece_too_long(head, "- a\n", TW_MAX_ITEMS, ""));
	assert_true(is_piece_too_long(head, "- a\n", TW_MAX_ITEMS + 1, ""));
	assert_true(is_piece_too_long(head, "- a\n", TW_MAX_ITEMS,
		"\nExit strategy\n- b\n"));
}

int main(void)
{
	const struct rlimit runaway = { RUNAWAY, RUNAWAY };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shape_is_read_to_its_end),
		cmocka_unit_test(a_record_has_at_most_4_mib),
		cmocka_unit_test(a_line_has_at_most_64_kib),
		cmocka_unit_test(a_record_has_at_most_100000_items),
	};

	setrlimit(RLIMIT_CPU, &runaway);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
