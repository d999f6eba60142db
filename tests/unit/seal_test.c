#include "base/seal.h"

#include "../test.h"

/* SipHash-1-3 with 128 bits and the key 00 01 ... 0f, as OpenSSL has it. */
static void is_that_of_others(void **state)
{
	static const struct {
		const char *text, *digits;
	} known[] = {
		{ "", "e77ebcb22788a5befd62db6add303001" },
		{ "hello termwise, seals", "c160b3864cbfd78ec82d5a64dbfe80b9" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		struct tw_seal seal = { { UINT64_C(0x0706050403020100),
			UINT64_C(0x0f0e0d0c0b0a0908) } };
		char digits[TW_SEAL_ROOM];

		tw_seal_add(&seal, tw_view_of(known[i].text));
		tw_seal_write(digits, &seal);
		assert_string_equal(digits, known[i].digits);
	}
}

static struct tw_seal seal_of(const char *a, const char *b)
{
	struct tw_seal seal = { { 0, 0 } };

	tw_seal_add(&seal, tw_view_of(a));
	tw_seal_add(&seal, tw_view_of(b));
	return seal;
}

static void tells_where_runs_end(void **state)
{
	struct tw_seal one = seal_of("area", "s"), same = seal_of("area", "s"),
		other = seal_of("are", "as"), turned = seal_of("s", "area");

	assert_true(tw_seal_equal(&one, &same));
	assert_false(tw_seal_equal(&one, &other));
	assert_false(tw_seal_equal(&one, &turned));
	tw_seal_join(&one, &other);
	assert_false(tw_seal_equal(&one, &same));
	tw_seal_join(&same, &other);
	assert_true(tw_seal_equal(&one, &same));
}

/* Every byte of every length up to some words, the last ones too. */
static void every_byte_counts(void **state)
{
	char bytes[40] = { 0 };

	for (size_t len = 1; len <= sizeof(bytes); len++)
		for (size_t i = 0; i < len; i++) {
			struct tw_seal a = { { 0, 0 } }, b = { { 0, 0 } };

			tw_seal_add(&a, (struct tw_view){ bytes, len });
			bytes[i] = 1;
			tw_seal_add(&b, (struct tw_view){ bytes, len });
			bytes[i] = 0;
			assert_false(tw_seal_equal(&a, &b));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_that_of_others),
		cmocka_unit_test(tells_where_runs_end),
		cmocka_unit_test(every_byte_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
