#include <termwise/value.h>

#include "../test.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define NBSP "\xC2\xA0"

static const int64_t most = INT64_C(999999999999999); /* 15 digits */

/* A small generator of the same numbers everywhere (xorshift64*). */
static uint64_t next_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * UINT64_C(0x2545F4914F6CDD1D);
}

static long below(uint64_t *state, long limit)
{
	return (long)((next_random(state) >> 16) % (uint64_t)limit);
}

/* A value as it may be read: of few digits, so that many are equal. */
static struct tw_value random_value(uint64_t *state, enum tw_unit unit)
{
	struct tw_value value = { below(state, 40), 0, 0, (uint8_t)unit };

	if (unit == TW_COUNT || unit == TW_POUND)
		value.mantissa -= 20;
	if (unit == TW_RATIO)
		value.whole = below(state, 12);
	else
		value.scale = (uint8_t)below(state, 4);
	if (unit != TW_RATIO && !below(state, 4)) {
		value.mantissa *= most / 40;
		value.scale = (uint8_t)below(state, 15);
	}
	return value;
}

/* Reads what a test has written itself. */
static struct tw_value value_of(const char *text)
{
	struct tw_value value;

	if (!tw_value_read(&value, tw_view_of(text)))
		fail_msg("\"%s\"", text);
	return value;
}

static bool same(struct tw_value a, struct tw_value b)
{
	return a.mantissa == b.mantissa && a.scale == b.scale &&
		a.unit == b.unit && a.whole == b.whole;
}

static void reads_values(void **state)
{
	static const struct {
		const char *text;
		struct tw_value value;
	} cases[] = {
		{ "4", { 4, 0, 0, TW_COUNT } },
		{ "0", { 0, 0, 0, TW_COUNT } },
		{ "-0", { 0, 0, 0, TW_COUNT } },
		{ "007", { 7, 0, 0, TW_COUNT } },
		{ "1200", { 1200, 0, 0, TW_COUNT } },
		{ "1,200", { 1200, 0, 0, TW_COUNT } },
		{ "12,345,678", { 12345678, 0, 0, TW_COUNT } },
		{ "0,123", { 123, 0, 0, TW_COUNT } },
		{ "4.5", { 45, 0, 1, TW_COUNT } },
		{ "4.50", { 450, 0, 2, TW_COUNT } },
		{ "1,200.25", { 120025, 0, 2, TW_COUNT } },
		{ "-2", { -2, 0, 0, TW_COUNT } },
		{ "-1,000.5", { -10005, 0, 1, TW_COUNT } },
		{ "85%", { 85, 0, 0, TW_PERCENT } },
		{ "85 %", { 85, 0, 0, TW_PERCENT } },
		{ "85" NBSP "\t%", { 85, 0, 0, TW_PERCENT } },
		{ "93.1%", { 931, 0, 1, TW_PERCENT } },
		{ "1,000%", { 1000, 0, 0, TW_PERCENT } },
		{ "£3,500", { 3500, 0, 0, TW_POUND } },
		{ "£3,500.50", { 350050, 0, 2, TW_POUND } },
		{ "£ 5", { 5, 0, 0, TW_POUND } },
		{ "£" NBSP "5", { 5, 0, 0, TW_POUND } },
		{ "-£5", { -5, 0, 0, TW_POUND } },
		{ "-£ 5.25", { -525, 0, 2, TW_POUND } },
		{ "4 of 10", { 4, 10, 0, TW_RATIO } },
		{ "4  OF\t10", { 4, 10, 0, TW_RATIO } },
		{ "4" NBSP "of" NBSP "10", { 4, 10, 0, TW_RATIO } },
		{ "1,200 of 2,400", { 1200, 2400, 0, TW_RATIO } },
		{ "4 of 0", { 4, 0, 0, TW_RATIO } },
		{ "0 of 0", { 0, 0, 0, TW_RATIO } },
		{ "12 of 10", { 12, 10, 0, TW_RATIO } },
		{ "999999999999999",
			{ INT64_C(999999999999999), 0, 0, TW_COUNT } },
		{ "-999,999,999,999,999",
			{ INT64_C(-999999999999999), 0, 0, TW_COUNT } },
		{ "0.00000000000001", { 1, 0, 14, TW_COUNT } },
		{ "9.99999999999999",
			{ INT64_C(999999999999999), 0, 14, TW_COUNT } },
		{ "1234567 of 12345678", { 1234567, 12345678, 0, TW_RATIO } },
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		if (!same(value_of(cases[i].text), cases[i].value))
			fail_msg("\"%s\"", cases[i].text);
}

static void refuses_other_texts(void **state)
{
	static const char *const texts[] = {
		"", " ", "-", "£", "-£", "%", "of", "+4", "four", "30+",
		"over 30", "about 4", "4 schools", "4schools", "10-15",
		"12,00", "1,2000", "1234,567", "1,23", "1,", ",123", "1,,234",
		"1,234,56", "1.234,5", "4.", ".5", "4..5", "4.5.6", "1.5,000",
		"£3.5k", "3.5k", "1e5", "0x10", "- 2", "--2",
		"\xE2\x88\x92" "2",
		"£-5", "£ -5", "5£", "$5", "£5%", "-5%", "85%%", "85 % ",
		" 4", "4 ", "4" NBSP, "4 5", "1 200", "4 of", "4 of ",
		"4of 10", "4 of10", "4.5 of 10", "4 of 10.5", "-4 of 10",
		"4 of -10", "4 of 10 of 20", "4 of 10%", "£4 of 10", "4 / 10",
		"4 off 10", "4 % of 10", "\xC2", "£\xC2", "4\xC2", "4 \xFF",
		"\xD9\xA4", "1000000000000000", "1,000,000,000,000,000",
		"0000000000000001", "0.000000000000001", "12345678 of 12345678",
		"£1234567890123.456", "99999999999999999999999999999999",
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		struct tw_value value = { 7, 8, 9, TW_POUND };
		struct tw_value before = value;

		if (tw_value_read(&value, tw_view_of(texts[i])))
			fail_msg("\"%s\"", texts[i]);
		assert_true(same(value, before));
	}
	assert_false(tw_value_read(&(struct tw_value){ 0, 0, 0, 0 },
		(struct tw_view){ NULL, 0 }));
}

static void ends_where_the_view_does(void **state)
{
	struct tw_view text = TW_VIEW("1,2345");
	struct tw_value value;

	text.len = 5;
	assert_true(tw_value_read(&value, text));
	assert_int_equal(value.mantissa, 1234);
	text.len = 4;
	assert_false(tw_value_read(&value, text));
	text.len = 1;
	assert_true(tw_value_read(&value, text));
	assert_int_equal(value.mantissa, 1);
}

static void writes_for_people(void **state)
{
	static const struct {
		struct tw_value value;
		bool sign;
		const char *text, *plain;
	} cases[] = {
		{ { 0, 0, 0, TW_COUNT }, true, "0", "0" },
		{ { 4, 0, 0, TW_COUNT }, false, "4", "4" },
		{ { 29, 0, 0, TW_COUNT }, true, "+29", "29" },
		{ { -29, 0, 0, TW_COUNT }, true, "-29", "-29" },
		{ { 123, 0, 0, TW_COUNT }, false, "123", "123" },
		{ { 1200, 0, 0, TW_COUNT }, false, "1,200", "1200" },
		{ { 123456, 0, 0, TW_COUNT }, false, "123,456", "123456" },
		{ { 1234567, 0, 0, TW_COUNT }, false, "1,234,567",
			"1234567" },
		{ { 350, 0, 2, TW_COUNT }, false, "3.50", "3.50" },
		{ { -350, 0, 2, TW_COUNT }, false, "-3.50", "-3.50" },
		{ { 5, 0, 1, TW_COUNT }, false, "0.5", "0.5" },
		{ { -5, 0, 3, TW_COUNT }, false, "-0.005", "-0.005" },
		{ { 0, 0, 2, TW_COUNT }, true, "0.00", "0.00" },
		{ { 12345678, 0, 4, TW_COUNT }, false, "1,234.5678",
			"1234.5678" },
		{ { 85, 0, 0, TW_PERCENT }, false, "85%", "85" },
		{ { -5, 0, 1, TW_PERCENT }, true, "-0.5%", "-0.5" },
		{ { 931, 0, 1, TW_PERCENT }, true, "+93.1%", "93.1" },
		{ { 3500, 0, 0, TW_POUND }, false, "£3,500", "3500" },
		{ { 350050, 0, 2, TW_POUND }, true, "+£3,500.50",
			"3500.50" },
		{ { -5, 0, 0, TW_POUND }, true, "-£5", "-5" },
		{ { 4, 10, 0, TW_RATIO }, false, "4 of 10", "4" },
		{ { 4, 0, 0, TW_RATIO }, true, "+4 of 0", "4" },
		{ { -1, 1200, 0, TW_RATIO }, true, "-1 of 1,200", "-1" },
		{ { INT64_MIN, INT64_MAX, 0, TW_RATIO }, true,
			"-9,223,372,036,854,775,808 of "
			"9,223,372,036,854,775,807", "-9223372036854775808" },
		{ { INT64_MIN, 0, 14, TW_POUND }, true,
			"-£92,233.72036854775808", "-92233.72036854775808" },
	};
	char text[TW_VALUE_ROOM];

	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(tw_value_write(text, cases[i].value,
			cases[i].sign), strlen(cases[i].text));
		assert_string_equal(text, cases[i].text);
		assert_int_equal(tw_value_write_plain(text, cases[i].value),
			strlen(cases[i].plain));
		assert_string_equal(text, cases[i].plain);
	}
}

static void names_units(void **state)
{
	assert_string_equal(tw_unit_name(TW_COUNT), "");
	assert_string_equal(tw_unit_name(TW_PERCENT), "%");
	assert_string_equal(tw_unit_name(TW_POUND), "£");
	assert_string_equal(tw_unit_name(TW_RATIO), "of");
}

static void written_values_read_back(void **state)
{
	uint64_t random = 9;
	char text[TW_VALUE_ROOM];

	for (int i = 0; i < 20000; i++) {
		struct tw_value value = random_value(&random, i % 4);

		tw_value_write(text, value, false);
		assert_true(same(value_of(text), value));
		value.unit = TW_COUNT;
		value.whole = 0;
		tw_value_write_plain(text, value);
		assert_true(same(value_of(text), value));
	}
}

static void compares(void **state)
{
	static const struct {
		const char *a, *b;
		int order;
	} cases[] = {
		{ "4", "4.0", 0 },
		{ "1,200", "1200", 0 },
		{ "4", "4.00000000000001", -1 },
		{ "-2", "1", -1 },
		{ "-0.5", "-0.25", -1 },
		{ "999999999999999", "9.99999999999999", 1 },
		{ "85%", "85.0%", 0 },
		{ "£5", "£4.99", 1 },
		{ "4 of 10", "5 of 10", -1 },
		{ "4 of 10", "2 of 5", 0 },
		{ "1 of 3", "1 of 2", -1 },
		{ "1 of 2", "49 of 100", 1 },
		{ "9999999 of 10000000", "9999998 of 9999999", 1 },
		{ "4 of 0", "0 of 10", -1 },
		{ "4 of 0", "5 of 0", -1 },
		{ "0 of 0", "0 of 0", 0 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct tw_value a = value_of(cases[i].a);
		struct tw_value b = value_of(cases[i].b);

		assert_int_equal(tw_value_compare(a, b), cases[i].order);
		assert_int_equal(tw_value_compare(b, a), -cases[i].order);
	}
}

static void order_is_total(void **state)
{
	uint64_t random = 21;

	for (int i = 0; i < 40000; i++) {
		enum tw_unit unit = i % 4;
		struct tw_value a = random_value(&random, unit);
		struct tw_value b = random_value(&random, unit);
		struct tw_value c = random_value(&random, unit);
		int ab = tw_value_compare(a, b), bc = tw_value_compare(b, c);
		int ac = tw_value_compare(a, c);

		assert_int_equal(tw_value_compare(a, a), 0);
		assert_int_equal(tw_value_compare(b, a), -ab);
		if (ab <= 0 && bc <= 0)
			assert_true(ac <= 0);
		if (ab == 0)
			assert_int_equal(ac, bc);
		if (ab < 0 && bc < 0)
			assert_true(ac < 0);
	}
}

static void adds(void **state)
{
	static const struct {
		const char *a, *b, *sum; /* NULL: none */
	} cases[] = {
		{ "4", "29", "33" },
		{ "1.5", "1.5", "3.0" },
		{ "1", "0.25", "1.25" },
		{ "10", "-12.5", "-2.5" },
		{ "£3,500", "-£0.50", "£3,499.50" },
		{ "85%", "2.5%", "87.5%" },
		{ "4 of 10", "3 of 10", "7 of 10" },
		{ "4 of 0", "3 of 0", "7 of 0" },
		{ "4 of 10", "3 of 11", NULL },
		{ "4", "4%", NULL },
		{ "4", "£4", NULL },
		{ "4", "4 of 10", NULL },
		/* Zeros give way to digits; digits are never lost. */
		{ "100000000000000", "1.0000000000",
			"100,000,000,000,001.000" },
		{ "999999999999999", "0.001", "999,999,999,999,999.001" },
		{ "999999999999999", "0.0001", NULL },
		{ "999999999999999", "9.99999999999999", NULL },
	};
	char sum[TW_VALUE_ROOM];

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct tw_value a = value_of(cases[i].a), out = { 7, 7, 7, 3 };
		struct tw_value b = value_of(cases[i].b), before = out;

		if (tw_value_add(&out, a, b) != !!cases[i].sum)
			fail_msg("%s + %s", cases[i].a, cases[i].b);
		if (!cases[i].sum) {
			assert_true(same(out, before));
			continue;
		}
		tw_value_write(sum, out, false);
		assert_string_equal(sum, cases[i].sum);
	}
}

static void sums_have_18_digits(void **state)
{
	struct tw_value sum = { most, 0, 0, TW_COUNT };
	struct tw_value top = { INT64_C(999999999999999999), 0, 0, TW_COUNT };
	struct tw_value one = { 1, 0, 0, TW_COUNT };
	struct tw_value low = { -top.mantissa, 0, 0, TW_COUNT };
	struct tw_value most_read = sum;

	for (int i = 1; i < 1000; i++)
		assert_true(tw_value_add(&sum, sum, most_read));
	assert_int_equal(sum.mantissa, INT64_C(999999999999999000));
	assert_false(tw_value_add(&sum, sum, most_read));
	assert_false(tw_value_add(&sum, top, one));
	assert_false(tw_value_change(&sum, one, low));
	assert_false(tw_value_change(&sum, top, low));
	assert_true(tw_value_add(&sum, top, low));
	assert_int_equal(sum.mantissa, 0);
	top.scale = 14;
	assert_false(tw_value_add(&sum, top, one));
	assert_true(tw_value_compare(top, one) > 0);
	top.mantissa = INT64_C(999900000000000000);
	assert_true(tw_value_add(&sum, top, one));
}

static void changes(void **state)
{
	struct tw_value change;

	assert_true(tw_value_change(&change, value_of("4"), value_of("2.5")));
	assert_int_equal(change.mantissa, -15);
	assert_int_equal(change.scale, 1);
	assert_true(tw_value_change(&change, value_of("4 of 10"),
		value_of("6 of 10")));
	assert_int_equal(change.mantissa, 2);
	assert_int_equal(change.whole, 10);
	assert_false(tw_value_change(&change, value_of("4 of 10"),
		value_of("6 of 12")));
	assert_false(tw_value_change(&change, value_of("4"), value_of("4%")));
}

static void change_undoes_add(void **state)
{
	uint64_t random = 77;
	int added = 0;

	for (int i = 0; i < 40000; i++) {
		struct tw_value a = random_value(&random, i % 4), sum, back;
		struct tw_value b = random_value(&random, i % 4), other;

		if (i % 4 == TW_RATIO)
			b.whole = a.whole;
		if (!tw_value_add(&sum, a, b))
			continue;
		added++;
		assert_true(tw_value_add(&other, b, a));
		assert_true(same(sum, other));
		assert_true(tw_value_change(&back, a, sum));
		assert_int_equal(tw_value_compare(back, b), 0);
		assert_true(tw_value_change(&back, b, sum));
		assert_int_equal(tw_value_compare(back, a), 0);
		assert_true(tw_value_change(&back, a, a));
		assert_int_equal(back.mantissa, 0);
	}
	assert_true(added > 30000);
}

static void tells_percent(void **state)
{
	static const struct {
		const char *a, *b;
		bool known;
		int64_t tenths;
	} cases[] = {
		{ "4", "5", true, 250 },
		{ "4", "4.0", true, 0 },
		{ "4", "0", true, -1000 },
		{ "4", "3", true, -250 },
		{ "3", "4", true, 333 },
		{ "3", "5", true, 667 },
		{ "3", "1", true, -667 },
		{ "2000", "2001", true, 1 }, /* 0.05 */
		{ "2000", "1999", true, -1 },
		{ "2001", "2002", true, 0 },
		{ "2001", "2000", true, 0 },
		{ "0.8", "0.80", true, 0 },
		{ "-2", "1", true, 1500 },
		{ "-2", "-4", true, -1000 },
		{ "£3,500", "£4,200", true, 200 },
		{ "4 of 10", "6 of 10", true, 500 },
		{ "4 of 0", "6 of 0", true, 500 },
		{ "0 of 0", "6 of 0", false, 0 },
		{ "0", "5", false, 0 },
		{ "0.0", "0", false, 0 },
		{ "4 of 10", "6 of 12", false, 0 },
		{ "4", "£5", false, 0 },
		{ "80%", "85%", false, 0 },
		{ "1", "999999999999999", true,
			INT64_C(999999999999998000) },
		{ "0.5", "999999999999999", false, 0 },
		{ "0.00000000000001", "999999999999999", false, 0 },
		{ "999999999999999", "0.00000000000001", true, -1000 },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t tenths = 7;

		if (tw_value_percent(&tenths, value_of(cases[i].a),
			value_of(cases[i].b)) != cases[i].known)
			fail_msg("%s to %s", cases[i].a, cases[i].b);
		assert_int_equal(tenths, cases[i].known ? cases[i].tenths : 7);
	}
}

/* Whatever the bytes, reading ends, and what it accepts can be written. */
static void reads_any_bytes(void **state)
{
	static const char bytes[] = "0123456789,,,...%%--  ofOF\xC2\xA3\xA0\t";
	uint64_t random = 13;
	int read = 0;

	for (int i = 0; i < 200000; i++) {
		char text[12], out[TW_VALUE_ROOM];
		struct tw_view view = { text, (size_t)below(&random, 12) };
		struct tw_value value, back;

		for (size_t j = 0; j < view.len; j++)
			text[j] = bytes[below(&random, sizeof(bytes) - 1)];
		if (!tw_value_read(&value, view))
			continue;
		read++;
		tw_value_write(out, value, false);
		assert_true(tw_value_read(&back, tw_view_of(out)));
		assert_true(same(value, back));
	}
	assert_true(read > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_values),
		cmocka_unit_test(refuses_other_texts),
		cmocka_unit_test(ends_where_the_view_does),
		cmocka_unit_test(writes_for_people),
		cmocka_unit_test(names_units),
		cmocka_unit_test(written_values_read_back),
		cmocka_unit_test(compares),
		cmocka_unit_test(order_is_total),
		cmocka_unit_test(adds),
		cmocka_unit_test(sums_have_18_digits),
		cmocka_unit_test(changes),
		cmocka_unit_test(change_undoes_add),
		cmocka_unit_test(tells_percent),
		cmocka_unit_test(reads_any_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
