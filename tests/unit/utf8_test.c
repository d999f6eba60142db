#include "base/utf8.h"

#include "../test.h"

#include <string.h>

/* Every character there is, and every code that is none. */
static void decodes_what_it_encodes(void **state)
{
	char bytes[4];
	uint32_t read;

	for (uint32_t code = 0; code < 0x110000; code++) {
		size_t len = tw_utf8_encode(bytes, code);
		size_t got = tw_utf8_decode(&read,
			(struct tw_view){ bytes, len });

		if (code >= 0xD800 && code <= 0xDFFF) {
			assert_int_equal(got, 0);
			continue;
		}
		if (got != len || read != code)
			fail_msg("U+%04X", (unsigned)code);
		for (size_t cut = 1; cut < len; cut++)
			assert_int_equal(tw_utf8_decode(&read,
				(struct tw_view){ bytes, cut }), 0);
	}
}

static void refuses_what_is_not_well_formed(void **state)
{
	static const char *const wrong[] = {
		"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3(",
		"\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80",
		"\xE2(\xA1", "\xE2\x82(", "\xF0\x80\x80\x80",
		"\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
		"\xF5\x80\x80\x80", "\xFE", "\xFF",
	};
	uint32_t code;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_int_equal(tw_utf8_decode(&code, tw_view_of(wrong[i])),
			0);
}

/* By every byte at every place of lengths about the step of eight. */
static void knows_plain_ascii(void **state)
{
	char bytes[20];

	assert_true(tw_ascii_plain((struct tw_view){ NULL, 0 }));
	for (size_t len = 1; len < sizeof(bytes); len++)
		for (size_t at = 0; at < len; at++)
			for (int byte = 0; byte < 256; byte++) {
				memset(bytes, 'a', len);
				bytes[at] = (char)byte;
				assert_int_equal(tw_ascii_plain(
					(struct tw_view){ bytes, len }),
					byte >= 0x20 && byte < 0x7F);
			}
}

static const uint32_t blanks[] = {
	' ', '\t', 0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004,
	0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x202F, 0x205F, 0x3000,
};

static bool is_listed(uint32_t code)
{
	for (size_t i = 0; i < sizeof(blanks) / sizeof(*blanks); i++)
		if (blanks[i] == code)
			return true;
	return false;
}

static void knows_blanks_from_both_ends(void **state)
{
	char bytes[8] = "x";

	for (uint32_t code = 0; code < 0x11000; code++) {
		size_t len = tw_utf8_encode(bytes + 1, code);
		struct tw_view first = { bytes + 1, len + 1 };
		struct tw_view last = { bytes, len + 1 };
		bool blank = is_listed(code);

		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		bytes[len + 1] = 'x';
		assert_int_equal(tw_code_blank(code), blank);
		assert_int_equal(tw_blank_start(first), blank ? len : 0);
		assert_int_equal(tw_blank_end(last), blank ? len : 0);
		assert_false(blank && tw_code_forbidden(code));
	}
	assert_int_equal(tw_blank_start((struct tw_view){ NULL, 0 }), 0);
	assert_int_equal(tw_blank_end((struct tw_view){ NULL, 0 }), 0);
}

static void knows_what_is_forbidden(void **state)
{
	static const uint32_t forbidden[] = {
		0, 0x0A, 0x0D, 0x1B, 0x1F, 0x7F, 0x80, 0x9F, 0x61C, 0x200E,
		0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF,
	};
	static const uint32_t allowed[] = {
		'\t', ' ', '~', 0xA0, 0xAD, 0x61B, 0x61D, 0x200D, 0x2010,
		0x2027, 0x202F, 0x2065, 0x206A, 0xFEFE, 0xFFFD, 0x1F331,
	};

	for (size_t i = 0; i < sizeof(forbidden) / sizeof(*forbidden); i++)
		assert_true(tw_code_forbidden(forbidden[i]));
	for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++)
		assert_false(tw_code_forbidden(allowed[i]));
}

static void finds_what_nobody_sees(void **state)
{
	static const struct {
		const char *text;
		size_t at, len;
	} samples[] = {
		{ "", 0, 0 }, { "plain", 5, 0 }, { "Caf\xC3\xA9\t\xFF", 7, 0 },
		{ "multi\xC2\xAD" "agency", 5, 2 }, { "\xE2\x80\x8B", 0, 3 },
		{ "a\xE2\x80\x8D" "b\xE2\x80\x8C", 8, 0 },
		{ "\xE2\x81\xA5", 0, 3 }, { "\xEF\xBF\xBB", 0, 3 },
		/* The flag of Wales, and its tags without the flag. */
		{ "\xF0\x9F\x8F\xB4\xF3\xA0\x81\xA7\xF3\xA0\x81\xBF", 12, 0 },
		{ "\xF0\x9F\x8F\xB4 \xF3\xA0\x81\xA7", 5, 4 },
		{ "\xF0\x9F\x8F\xB4\xF3\xA0\x80\x81", 4, 4 },
	};

	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		size_t len, at = tw_hidden_find(&len,
			tw_view_of(samples[i].text));

		assert_int_equal(at, samples[i].at);
		assert_int_equal(len, samples[i].len);
	}
	for (uint32_t code = 0; code < 0x110000; code++)
		assert_false(tw_code_hidden(code) && tw_code_forbidden(code));
}

static void trims_all_sorts_of_blanks(void **state)
{
	struct tw_view v;

	v = tw_trim(TW_VIEW(" \t\xC2\xA0" "a \xE3\x80\x80" "b\xE2\x80\x83 "));
	assert_true(tw_view_equal(v, TW_VIEW("a \xE3\x80\x80" "b")));
	assert_int_equal(tw_trim(TW_VIEW(" \xC2\xA0\t")).len, 0);
	assert_int_equal(tw_trim((struct tw_view){ NULL, 0 }).len, 0);
	/* Half a character is no blank. */
	v = tw_trim(TW_VIEW("\xA0 a\xC2"));
	assert_true(tw_view_equal(v, TW_VIEW("\xA0 a\xC2")));
}

static void folds_case_and_runs_of_blanks(void **state)
{
	static const char *const equal[][2] = {
		{ "", " \t" }, { "On  hold", " on\xC2\xA0HOLD " }, { "Z", "z" },
		/* e and o with marks; two marks in either order; Hangul; Kelvin */
		{ "Zo\xC3\xAB", "zoe\xCC\x88 " }, { "\xC3\xA9", "\xC3\x89" },
		{ "\xE1\xBB\x87  x", "\xC3\xAA\xCC\xA3 x" },
		{ "\xE1\xBB\x87", "e\xCC\xA3\xCC\x82" },
		{ "a\xCC\xA3\xCC\x82", "a\xCC\x82\xCC\xA3" },
		{ "\xEA\xB0\x81", "\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8" },
		{ "\xE2\x84\xAA", "k" },
	};
	static const char *const different[][2] = {
		{ "a b", "ab" }, { "\xC3\xA6", "\xC3\x86" }, { "[", "{" },
		{ "@", "`" }, { "a", "a." }, { "e\xCC\x88", "e\xCC\x82" },
		{ "\xC3\xA9", "e" }, { "\xFF", "\xFE" }, { "\xC3\xA9", "\xC3" },
		{ "\xC3\xA9 a", "e\xCC\x81 b" },
	};

	for (size_t i = 0; i < sizeof(equal) / sizeof(*equal); i++) {
		struct tw_view a = tw_view_of(equal[i][0]);
		struct tw_view b = tw_view_of(equal[i][1]);

		assert_true(tw_fold_equal(a, b));
		assert_true(tw_fold_hash(a) == tw_fold_hash(b));
	}
	for (size_t i = 0; i < sizeof(different) / sizeof(*different); i++)
		assert_false(tw_fold_equal(tw_view_of(different[i][0]),
			tw_view_of(different[i][1])));
}

static void counts_slips(void **state)
{
	static const struct {
		const char *a, *b;
		unsigned slips;
	} rows[] = {
		{ "done", "done", 0 }, { "done", "DONE", 0 },
		{ "done", "donne", 1 }, { "done", "don", 1 },
		{ "done", "dond", 1 }, { "done", "odne", 1 },
		{ "done", "dno", 2 }, { "done", "", 3 }, { "", "", 0 },
		{ "ca", "abc", 3 }, { "abcd", "dcba", 3 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tw_view a = tw_view_of(rows[i].a);
		struct tw_view b = tw_view_of(rows[i].b);

		assert_int_equal(tw_slips(a, b, 2), rows[i].slips);
		assert_int_equal(tw_slips(b, a, 2), rows[i].slips);
	}
}

static char letter_or_digit(char c)
{
	return tw_letter(c) || tw_digit(c) ? c : 0;
}

static char digit(char c)
{
	return tw_digit(c) ? c : 0;
}

static void tells_what_is_alike(void **state)
{
	static const struct {
		const char *a, *b;
		bool letters, digits; /* alike in letters and digits, in digits */
	} rows[] = {
		{ "", "", true, true }, { "", "-", true, true },
		{ "Year 7", "Year 7.", true, true },
		{ "Year-7", "Year 7", true, true },
		{ "Year 7", "Years 7", false, true },
		{ "Year 7", "Year 8", false, false },
		{ "Year 7", "Year", false, false },
		{ "Year 12", "Year 1 and 2", false, false },
		{ "Years 1, 2", "Years 12", false, false },
		{ "Years 1, 2", "Years 1 2", true, true },
		{ "12 a", "12a", true, true },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tw_view a = tw_view_of(rows[i].a);
		struct tw_view b = tw_view_of(rows[i].b);

		if (tw_alike(a, b, letter_or_digit) != rows[i].letters ||
		    tw_alike(b, a, letter_or_digit) != rows[i].letters ||
		    tw_alike(a, b, digit) != rows[i].digits ||
		    tw_alike(b, a, digit) != rows[i].digits)
			fail_msg("\"%s\" and \"%s\"", rows[i].a, rows[i].b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_what_it_encodes),
		cmocka_unit_test(refuses_what_is_not_well_formed),
		cmocka_unit_test(knows_plain_ascii),
		cmocka_unit_test(knows_blanks_from_both_ends),
		cmocka_unit_test(knows_what_is_forbidden),
		cmocka_unit_test(finds_what_nobody_sees),
		cmocka_unit_test(trims_all_sorts_of_blanks),
		cmocka_unit_test(folds_case_and_runs_of_blanks),
		cmocka_unit_test(counts_slips),
		cmocka_unit_test(tells_what_is_alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
