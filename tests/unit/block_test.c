/*
 * Blocks of ours in files of others: put, known again, and taken out.
 */
#include "setup/block.h"

#include "../test.h"

#include <string.h>

static const char body[] = "/records/*/**/*.txt merge=termwise\nsecond\n";

static struct tw_buffer put(const char *text, enum tw_block_place place,
	enum tw_block_origin origin)
{
	struct tw_buffer out = TW_BUFFER_INIT;

	tw_block_put(&out, tw_view_of(text), tw_view_of(body), place,
		origin);
	assert_false(out.failed);
	return out;
}

static void assert_taken(struct tw_view text, const char *expected)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_setup_block block;

	tw_block_find(&block, text);
	assert_true(block.found);
	assert_true(block.sound);
	assert_true(tw_block_says(&block, tw_view_of(body)));
	tw_block_take(&out, &block);
	assert_int_equal(out.len, strlen(expected));
	assert_memory_equal(out.len ? out.ptr : "", expected, out.len);
	tw_buffer_release(&out);
}

static const char *const texts[] = {
	"", "\n", "a", "a\n", "a\r\n", "a\r\nb", "a\nb", "a\r", "\r\n",
	"a\n\n", "#!/bin/sh\nexit 0\n", "#!/bin/sh", "a\r\nb\n", "\r",
};

static void takes_back_what_it_put(void **state)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		for (int place = 0; place < 2; place++) {
			struct tw_buffer out = put(texts[i],
				(enum tw_block_place)place, TW_BLOCK_ADDED);

			assert_taken(tw_buffer_get(&out), texts[i]);
			tw_buffer_release(&out);
		}
	}
}

static void put_twice_is_put_once(void **state)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct tw_buffer once = put(texts[i], TW_BLOCK_LAST, TW_BLOCK_ADDED);
		struct tw_buffer twice = TW_BUFFER_INIT;

		tw_block_put(&twice, tw_buffer_get(&once), tw_view_of(body),
			TW_BLOCK_LAST, TW_BLOCK_ADDED);
		assert_true(tw_view_equal(tw_buffer_get(&once),
			tw_buffer_get(&twice)));
		tw_buffer_release(&once);
		tw_buffer_release(&twice);
	}
}

static void goes_where_it_should(void **state)
{
	struct tw_buffer out = put("#!/bin/sh\nexit 0\n", TW_BLOCK_SECOND,
		TW_BLOCK_ADDED);
	struct tw_setup_block block;

	tw_block_find(&block, tw_buffer_get(&out));
	assert_true(tw_view_equal(block.before, TW_VIEW("#!/bin/sh\n")));
	assert_true(tw_view_equal(block.after, TW_VIEW("exit 0\n")));
	assert_int_equal(block.origin, TW_BLOCK_ADDED);
	tw_buffer_release(&out);
	for (int origin = TW_BLOCK_MADE; origin <= TW_BLOCK_HOUSED; origin++) {
		out = put("#!/bin/sh\n", TW_BLOCK_SECOND,
			(enum tw_block_origin)origin);
		tw_block_find(&block, tw_buffer_get(&out));
		assert_int_equal(block.origin, origin);
		tw_buffer_release(&out);
	}
}

/* The line above keeps its end once something stands below. */
static void joins_no_lines(void **state)
{
	struct tw_buffer out = put("a", TW_BLOCK_LAST, TW_BLOCK_ADDED);

	tw_buffer_string(&out, "b\n");
	assert_taken(tw_buffer_get(&out), "a\nb\n");
	tw_buffer_release(&out);
}

static void sees_what_was_changed(void **state)
{
	struct tw_buffer out = put("a\n", TW_BLOCK_LAST, TW_BLOCK_ADDED);
	struct tw_setup_block block;
	struct tw_view lines;

	tw_block_find(&block, tw_buffer_get(&out));
	lines = block.body;
	for (size_t i = 0; i < lines.len; i++) {
		char *at = out.ptr + (lines.ptr - out.ptr) + i, was = *at;

		*at = '~';
		tw_block_find(&block, tw_buffer_get(&out));
		assert_true(block.found);
		assert_false(block.sound);
		*at = was;
	}
	/* Without its end. */
	tw_block_find(&block, (struct tw_view){ out.ptr, out.len - 10 });
	assert_true(block.found);
	assert_false(block.sound);
	assert_int_equal(block.after.len, 0);
	tw_block_find(&block, TW_VIEW("# termwise setup 0123, begin\n"));
	assert_false(block.found);
	tw_buffer_release(&out);
}

static void another_version_is_sound(void **state)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_setup_block block;

	tw_block_put(&out, TW_VIEW("a\r\nb\r\n"), TW_VIEW("older\n"),
		TW_BLOCK_LAST, TW_BLOCK_ADDED);
	tw_block_find(&block, tw_buffer_get(&out));
	assert_true(block.sound);
	assert_true(block.crlf);
	assert_false(tw_block_says(&block, tw_view_of(body)));
	assert_true(tw_block_says(&block, TW_VIEW("older\n")));
	assert_false(tw_block_says(&block, TW_VIEW("old")));
	assert_false(tw_block_says(&block, TW_VIEW("older\nmore\n")));
	tw_buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_back_what_it_put),
		cmocka_unit_test(put_twice_is_put_once),
		cmocka_unit_test(goes_where_it_should),
		cmocka_unit_test(joins_no_lines),
		cmocka_unit_test(sees_what_was_changed),
		cmocka_unit_test(another_version_is_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
