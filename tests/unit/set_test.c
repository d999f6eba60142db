#include "base/set.h"

#include "../test.h"
#include "shared_arena.h"

#include <string.h>

static bool same(const void *a, const void *b)
{
	return *(const int *)a == *(const int *)b;
}

static void is_empty_when_zeroed(void **state)
{
	struct tw_set set = { NULL, 0, 0 };
	int number = 4;

	assert_null(tw_set_get(&set, 1, &number, same));
	assert_null(tw_set_get(&set, 1, NULL, NULL));
}

/* Adds 0 to `count` - 1 twice, by a hash that tells them apart or not. */
static void fill(uint64_t (*hash)(uint64_t number), int *numbers, size_t count)
{
	struct tw_set set = { NULL, 0, 0 };
	bool failed = false;
	int again, absent = -1;

	for (size_t i = 0; i < count; i++) {
		numbers[i] = (int)i;
		assert_null(tw_set_add(&set, arena, hash(i), &numbers[i], same,
			&failed));
	}
	for (size_t i = 0; i < count; i++) {
		again = (int)i;
		assert_ptr_equal(tw_set_add(&set, arena, hash(i), &again, same,
			&failed), &numbers[i]);
		assert_ptr_equal(tw_set_get(&set, hash(i), &again, same),
			&numbers[i]);
		assert_null(tw_set_get(&set, hash(i), &absent, same));
	}
	assert_false(failed);
	assert_int_equal(set.count, count);
}

static uint64_t itself(uint64_t number)
{
	return number;
}

static uint64_t high(uint64_t number)
{
	return number << 48;
}

static uint64_t none(uint64_t number)
{
	(void)number;
	return 0;
}

static void keeps_apart_what_differs(void **state)
{
	static int numbers[5000];

	fill(itself, numbers, 5000);
	fill(high, numbers, 5000);
	fill(none, numbers, 300);
}

static void goes_by_the_hash_alone_if_asked(void **state)
{
	struct tw_set set = { NULL, 0, 0 };
	bool failed = false;
	int a = 1, b = 2;

	assert_null(tw_set_add(&set, arena, 7, &a, NULL, &failed));
	assert_ptr_equal(tw_set_add(&set, arena, 7, &b, NULL, &failed), &a);
	assert_null(tw_set_add(&set, arena, 8, &b, NULL, &failed));
	assert_ptr_equal(tw_set_get(&set, 8, NULL, NULL), &b);
	assert_int_equal(set.count, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_empty_when_zeroed),
		cmocka_unit_test(keeps_apart_what_differs),
		cmocka_unit_test(goes_by_the_hash_alone_if_asked),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
