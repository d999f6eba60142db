#include <termwise/base.h>

#include "../test.h"

#include <stdio.h>
#include <string.h>

static bool is_zero(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (bytes[i])
			return false;
	return true;
}

static void hands_out_zeroes_for_any_object(void **state)
{
	struct tw_arena *arena = tw_arena_new();

	assert_non_null(arena);
	for (size_t size = 0; size < 3000; size += size < 100 ? 1 : 97) {
		char *place = tw_arena_take(arena, size);

		assert_non_null(place);
		assert_int_equal((uintptr_t)place % _Alignof(max_align_t), 0);
		assert_true(is_zero(place, size));
		memset(place, 0xFF, size);
	}
	tw_arena_free(arena);
}

/* What was taken stays where it is and as it is. */
static void keeps_what_was_taken(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	unsigned char *places[500];

	assert_non_null(arena);
	for (size_t i = 0; i < 500; i++) {
		places[i] = tw_arena_take(arena, i * 7);
		assert_non_null(places[i]);
		memset(places[i], (int)(i % 251), i * 7);
	}
	for (size_t i = 0; i < 500; i++)
		for (size_t j = 0; j < i * 7; j++)
			assert_int_equal(places[i][j], i % 251);
	tw_arena_free(arena);
}

static void is_zero_again_after_a_reset(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	static const size_t sizes[] = { 10, 5000, 20000, 3000000, 1 };

	assert_non_null(arena);
	tw_arena_reset(arena);
	for (size_t round = 0; round < 4; round++) {
		for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
			char *place = tw_arena_take(arena, sizes[i]);

			assert_non_null(place);
			assert_true(is_zero(place, sizes[i]));
			memset(place, 0xAA, sizes[i]);
		}
		tw_arena_reset(arena);
	}
	tw_arena_free(arena);
}

static void refuses_what_no_machine_has(void **state)
{
	static const size_t sizes[] = { SIZE_MAX, SIZE_MAX - 15, SIZE_MAX / 2,
		SIZE_MAX / 4 + 1 };
	struct tw_arena *arena = tw_arena_new();

	assert_non_null(arena);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		assert_null(tw_arena_take(arena, sizes[i]));
	assert_non_null(tw_arena_take(arena, 1));
	tw_arena_free(arena);
	tw_arena_free(NULL);
}

static void copies_and_formats(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	char bytes[] = "a\0b", wide[5000];
	struct tw_view v;

	assert_non_null(arena);
	v = tw_arena_copy(arena, (struct tw_view){ bytes, 3 });
	bytes[0] = 'x';
	assert_true(tw_view_equal(v, (struct tw_view){ "a\0b", 3 }));
	v = tw_arena_copy(arena, (struct tw_view){ NULL, 0 });
	assert_non_null(v.ptr);
	assert_int_equal(v.len, 0);
	v = tw_arena_format(arena, "%s-%d", "k", 7);
	assert_true(tw_view_equal(v, TW_VIEW("k-7")));
	v = tw_arena_format(arena, "%*d", (int)sizeof(wide), 1);
	assert_int_equal(v.len, sizeof(wide));
	v = tw_arena_format(arena, "%s", "");
	assert_non_null(v.ptr);
	assert_int_equal(v.len, 0);
	tw_arena_free(arena);
}

static void errors_are_cut_at_a_character(void **state)
{
	struct tw_error err = { TW_OK, "" };
	char text[2000];

	assert_int_equal(tw_fail(NULL, TW_IO, "nobody %s", "hears"), TW_IO);
	assert_int_equal(tw_fail(&err, TW_USAGE, "%d of %d", 1, 2), TW_USAGE);
	assert_int_equal(err.status, TW_USAGE);
	assert_string_equal(err.message, "1 of 2");
	assert_int_equal(tw_fail_memory(&err), TW_NO_MEMORY);
	for (size_t shift = 0; shift < 4; shift++) {
		size_t len;

		memset(text, 'a', shift);
		for (size_t i = shift; i + 4 < sizeof(text); i += 3)
			memcpy(text + i, "\xE2\x82\xAC", 4);
		tw_fail(&err, TW_IO, "%s", text);
		len = strlen(err.message);
		assert_in_range(len, sizeof(err.message) - 4,
			sizeof(err.message) - 1);
		assert_int_equal((len - shift) % 3, 0);
	}
}

static void views_are_compared_by_bytes(void **state)
{
	struct tw_view empty = { NULL, 0 };

	assert_true(tw_view_equal(empty, TW_VIEW("")));
	assert_false(tw_view_equal(TW_VIEW("a"), TW_VIEW("b")));
	assert_false(tw_view_equal(TW_VIEW("a"), TW_VIEW("ab")));
	assert_int_equal(tw_view_compare(empty, TW_VIEW("")), 0);
	assert_true(tw_view_compare(TW_VIEW("a"), TW_VIEW("ab")) < 0);
	assert_true(tw_view_compare(TW_VIEW("b"), TW_VIEW("ab")) > 0);
	assert_true(tw_view_compare(TW_VIEW("\xC3"), TW_VIEW("a")) > 0);
	assert_true(tw_view_equal(tw_view_of("ab"), TW_VIEW("ab")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hands_out_zeroes_for_any_object),
		cmocka_unit_test(keeps_what_was_taken),
		cmocka_unit_test(is_zero_again_after_a_reset),
		cmocka_unit_test(refuses_what_no_machine_has),
		cmocka_unit_test(copies_and_formats),
		cmocka_unit_test(errors_are_cut_at_a_character),
		cmocka_unit_test(views_are_compared_by_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
