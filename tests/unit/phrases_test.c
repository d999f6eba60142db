#include "text/phrases.h"

#include "../test.h"
#include "shared_arena.h"

#include <stdio.h>
#include <string.h>

static void add_all(struct tw_phrases *phrases, const char *const *all)
{
	for (; *all; all++)
		assert_true(tw_phrases_add(phrases, arena, tw_view_of(*all),
			*all));
}

/* "[phrase=found]" for each that is found. */
static void find_all(char *out, size_t room, const struct tw_phrases *phrases,
	const char *text, bool plural)
{
	struct tw_view found;
	const char *thing;
	size_t at = 0, len = 0;

	out[0] = '\0';
	while ((thing = tw_phrases_next(&found, &at, phrases,
	       tw_view_of(text), plural)))
		len += (size_t)snprintf(out + len, room - len, "[%s=%.*s]",
			thing, TW_ARG(found));
}

static void finds_the_longest_at_each_word(void **state)
{
	static const char *const names[] = { "kids", "mental health",
		"mental health team", "Ofsted's", "co-op", "caf\xC3\xA9", "!",
		"KIDS", NULL };
	static const struct {
		const char *text, *plain, *plural;
	} rows[] = {
		{ "", "", "" },
		{ "Kids, and kids.", "[kids=Kids][kids=kids]",
			"[kids=Kids][kids=kids]" },
		{ "skids kidss", "", "[kids=kids]" },
		{ "a Mental  health", "[mental health=Mental  health]",
			"[mental health=Mental  health]" },
		{ "mental health teams", "[mental health=mental health]",
			"[mental health team=mental health team]" },
		{ "mental health team kids",
			"[mental health team=mental health team][kids=kids]",
			"[mental health team=mental health team][kids=kids]" },
		{ "mental-health", "", "" },
		{ "the co-op caf\xC3\xA9 caf\xC3\xA9s",
			"[co-op=co-op][caf\xC3\xA9=caf\xC3\xA9]",
			"[co-op=co-op][caf\xC3\xA9=caf\xC3\xA9]"
			"[caf\xC3\xA9=caf\xC3\xA9]" },
		{ "mental\xC2\xA0health", "[mental health=mental\xC2\xA0health]",
			"[mental health=mental\xC2\xA0health]" },
	};
	struct tw_phrases phrases = { .most = 0 };
	char out[256];

	find_all(out, sizeof(out), &phrases, "kids", false);
	assert_string_equal(out, "");
	add_all(&phrases, names);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		find_all(out, sizeof(out), &phrases, rows[i].text, false);
		assert_string_equal(out, rows[i].plain);
		find_all(out, sizeof(out), &phrases, rows[i].text, true);
		assert_string_equal(out, rows[i].plural);
	}
}

static void longer_phrases_are_left_out(void **state)
{
	static const char sixteen[] = "a b c d e f g h i j k l m n o p";
	static const char more[] = "a b c d e f g h i j k l m n o p q";
	struct tw_phrases phrases = { .most = 0 };
	char out[256];

	assert_true(tw_phrases_add(&phrases, arena, tw_view_of(more), more));
	assert_int_equal(phrases.most, 0);
	assert_true(tw_phrases_add(&phrases, arena, tw_view_of(sixteen),
		"16"));
	find_all(out, sizeof(out), &phrases, more, false);
	assert_string_equal(out, "[16=a b c d e f g h i j k l m n o p]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_longest_at_each_word),
		cmocka_unit_test(longer_phrases_are_left_out),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
