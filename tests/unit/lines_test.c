#include "base/lines.h"

#include "../test.h"

static void cuts_off_parts(void **state)
{
	struct tw_view rest = TW_VIEW("one\n\ntwo"), part;

	assert_true(tw_cut(&part, &rest, '\n'));
	assert_view(part, "one");
	assert_true(tw_cut(&part, &rest, '\n'));
	assert_view(part, "");
	assert_true(tw_cut(&part, &rest, '\n'));
	assert_view(part, "two");
	assert_false(tw_cut(&part, &rest, '\n'));
	rest = TW_VIEW("a\0b\0");
	assert_true(tw_cut(&part, &rest, '\0'));
	assert_view(part, "a");
	assert_true(tw_cut(&part, &rest, '\0'));
	assert_view(part, "b");
	assert_false(tw_cut(&part, &rest, '\0'));
	rest = (struct tw_view){ NULL, 0 };
	assert_false(tw_cut(&part, &rest, '\n'));
}

/* What is behind the last line is no line, and nothing. */
static void walks_by_numbers(void **state)
{
	struct tw_line_walk walk = tw_line_walk(
		TW_VIEW("\xEF\xBB\xBF" "one\r\n\nthree"));

	assert_view(tw_line_at(&walk, 1), "one");
	assert_view(tw_line_at(&walk, 1), "one");
	assert_view(tw_line_at(&walk, 2), "");
	assert_view(tw_line_at(&walk, 3), "three");
	assert_view(tw_line_at(&walk, 4), "");
	assert_view(tw_line_at(&walk, 9), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_off_parts),
		cmocka_unit_test(walks_by_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
