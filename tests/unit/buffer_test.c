#include "base/buffer.h"

#include "../test.h"

#include <string.h>

static void assert_holds(const struct tw_buffer *buffer, const char *text)
{
	assert_true(tw_view_equal(tw_buffer_get(buffer), tw_view_of(text)));
	assert_false(buffer->failed);
}

static void appends_in_every_way(void **state)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;

	assert_holds(&buffer, "");
	assert_true(tw_buffer_add(&buffer, "abc", 2));
	assert_true(tw_buffer_add(&buffer, NULL, 0));
	assert_true(tw_buffer_view(&buffer, TW_VIEW("c")));
	assert_true(tw_buffer_view(&buffer, (struct tw_view){ NULL, 0 }));
	assert_true(tw_buffer_string(&buffer, "de"));
	assert_true(tw_buffer_byte(&buffer, 'f'));
	assert_true(tw_buffer_pad(&buffer, '.', 3));
	assert_true(tw_buffer_pad(&buffer, '.', 0));
	assert_true(tw_buffer_format(&buffer, "%d%s", 12, "g"));
	assert_holds(&buffer, "abcdef...12g");
	tw_buffer_clear(&buffer);
	assert_holds(&buffer, "");
	assert_true(tw_buffer_string(&buffer, "again"));
	assert_holds(&buffer, "again");
	tw_buffer_release(&buffer);
	assert_null(buffer.ptr);
	assert_holds(&buffer, "");
	tw_buffer_release(&buffer);
}

static void grows_to_any_length(void **state)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;

	for (size_t i = 0; i < 100000; i++)
		assert_true(tw_buffer_byte(&buffer, (char)('a' + i % 26)));
	assert_int_equal(buffer.len, 100000);
	for (size_t i = 0; i < buffer.len; i++)
		assert_int_equal(buffer.ptr[i], 'a' + i % 26);
	assert_true(tw_buffer_format(&buffer, "%*d", 70000, 1));
	assert_int_equal(buffer.len, 170000);
	tw_buffer_release(&buffer);
}

/* What fails leaves the buffer as it was, and is remembered. */
static void remembers_a_failure(void **state)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;

	assert_true(tw_buffer_string(&buffer, "kept"));
	assert_false(tw_buffer_reserve(&buffer, SIZE_MAX));
	assert_true(buffer.failed);
	assert_false(tw_buffer_pad(&buffer, 'x', SIZE_MAX - 2));
	assert_true(tw_buffer_string(&buffer, ", and more"));
	assert_true(buffer.failed);
	buffer.failed = false;
	assert_holds(&buffer, "kept, and more");
	buffer.failed = true;
	tw_buffer_clear(&buffer);
	assert_false(buffer.failed);
	tw_buffer_release(&buffer);
}

/* What a failed one was for has failed, too; what has failed stays so. */
static void ends_in_another(void **state)
{
	struct tw_buffer part = TW_BUFFER_INIT, all = TW_BUFFER_INIT;

	assert_true(tw_buffer_string(&part, "a part"));
	tw_buffer_end(&part, &all);
	assert_null(part.ptr);
	assert_false(all.failed);
	part.failed = true;
	tw_buffer_end(&part, &all);
	assert_false(part.failed);
	assert_true(all.failed);
	tw_buffer_end(&part, &all);
	assert_true(all.failed);
}

static void reserves_without_adding(void **state)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;

	assert_true(tw_buffer_reserve(&buffer, 0));
	assert_true(tw_buffer_reserve(&buffer, 1000));
	assert_true(buffer.room >= 1000);
	assert_int_equal(buffer.len, 0);
	memset(buffer.ptr, 'x', 1000);
	buffer.len = 1000;
	assert_true(tw_buffer_reserve(&buffer, 1));
	assert_true(buffer.room - buffer.len >= 1);
	tw_buffer_release(&buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(appends_in_every_way),
		cmocka_unit_test(grows_to_any_length),
		cmocka_unit_test(remembers_a_failure),
		cmocka_unit_test(ends_in_another),
		cmocka_unit_test(reserves_without_adding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
