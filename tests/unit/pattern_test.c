#include "rules/pattern.h"

#include "../test.h"

#include <stdio.h>
#include <string.h>

static struct tw_arena *arena;
static struct tw_matcher *matcher;

static int begin(void **state)
{
	arena = tw_arena_new();
	matcher = tw_matcher_new();
	return !arena || !matcher;
}

static int end(void **state)
{
	tw_matcher_free(matcher);
	tw_arena_free(arena);
	return 0;
}

static struct tw_pattern *compiled(struct tw_view text, size_t *at)
{
	struct tw_pattern *pattern;
	struct tw_view why = { NULL, 0 };

	assert_int_equal(tw_pattern_new(&pattern, &why, at, text, arena,
		NULL), TW_OK);
	assert_true(pattern || why.len);
	return pattern;
}

static struct tw_pattern *fine(const char *text)
{
	size_t at;
	struct tw_pattern *pattern = compiled(tw_view_of(text), &at);

	if (!pattern)
		fail_msg("%s cannot be used", text);
	return pattern;
}

static enum tw_verdict seek(struct tw_span *span, const char *pattern,
	const char *text, size_t from)
{
	uint64_t steps = tw_pattern_budget(strlen(text));
	enum tw_verdict verdict;

	assert_int_equal(tw_pattern_seek(&verdict, span, fine(pattern),
		matcher, tw_view_of(text), from, &steps, NULL), TW_OK);
	return verdict;
}

static void matches_words_of_all_scripts(void **state)
{
	static const struct {
		const char *pattern, *text;
		size_t from, start, end; /* of no match: 0, 0 */
	} rows[] = {
		{ "\\bcaf\xC3\xA9\\b", "a caf\xC3\xA9.", 0, 2, 7 },
		{ "\\bcaf\\b", "a caf\xC3\xA9.", 0, 0, 0 },
		{ "(?i)\xC3\x89T", "\xC3\xA9t", 0, 0, 3 },
		{ "SEND", "send", 0, 0, 0 },
		{ "a", "banana", 2, 3, 4 },
		{ "\\ba", "a a", 1, 2, 3 },
		{ "$", "ab", 0, 2, 2 },
		{ "a\\Kb", "ab", 0, 1, 2 },
		{ "a.b", "a\xE2\x80\x99" "b", 0, 0, 5 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tw_span span = { 0, 0 };
		enum tw_verdict verdict = seek(&span, rows[i].pattern,
			rows[i].text, rows[i].from);

		if (verdict != (rows[i].end ? TW_FOUND : TW_ABSENT) ||
		    span.start != rows[i].start || span.end != rows[i].end)
			fail_msg("%s on %s: %d, %zu to %zu", rows[i].pattern,
				rows[i].text, verdict, span.start, span.end);
	}
}

/* Where it shows hangs on the version of PCRE2; that it is in it does not. */
static void says_why_a_pattern_cannot_be_used(void **state)
{
	static const char *const rows[] = {
		"(a", "a)", "[a", "*a", "a\\Cb", "\\", "(?<n>a)\\k<m>", "\xFF",
		"(?<=a+)b", "((a{1,500}){1,500}){1,500}",
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t at;

		if (compiled(tw_view_of(rows[i]), &at) ||
		    at > strlen(rows[i]))
			fail_msg("%s: at %zu", rows[i], at);
	}
}

static void has_its_limits(void **state)
{
	char text[TW_PATTERN_MOST + 2];
	size_t at;

	memset(text, 'a', sizeof(text));
	assert_non_null(compiled((struct tw_view){ text,
		TW_PATTERN_MOST - 1 }, &at));
	assert_non_null(compiled((struct tw_view){ text, TW_PATTERN_MOST },
		&at));
	assert_null(compiled((struct tw_view){ text, TW_PATTERN_MOST + 1 },
		&at));
	for (int groups = TW_GROUPS_MOST - 1; groups <= TW_GROUPS_MOST + 1;
	     groups++) {
		text[0] = '\0';
		for (int i = 0; i < groups; i++)
			strcat(text, "(a)");
		assert_true(!compiled(tw_view_of(text), &at) ==
			(groups > TW_GROUPS_MOST));
	}
	for (int nested = 49; nested <= 51; nested++) {
		memset(text, 0, sizeof(text));
		for (int i = 0; i < nested; i++)
			strcat(text, "(?:");
		strcat(text, "a");
		for (int i = 0; i < nested; i++)
			strcat(text, ")");
		assert_true(!compiled(tw_view_of(text), &at) == (nested > 50));
	}
}

/* The same steps as the last time; one less is too few. */
static void gives_up_when_its_steps_are_used(void **state)
{
	struct tw_pattern *pattern = fine("(?:\\w+ )+x");
	struct tw_view text = TW_VIEW("many words, and none of them is it");
	uint64_t most = tw_pattern_budget(text.len), left = most, again = most;
	enum tw_verdict verdict;
	struct tw_span span;

	assert_int_equal(tw_pattern_seek(&verdict, &span, pattern, matcher,
		text, 0, &left, NULL), TW_OK);
	assert_int_equal(verdict, TW_ABSENT);
	/* No "x" stands in the text, which shows at a glance. */
	assert_int_equal(left, most);
	text = TW_VIEW("many words, and none of them is it, x");
	assert_int_equal(tw_pattern_seek(&verdict, &span, pattern, matcher,
		text, 0, &left, NULL), TW_OK);
	assert_int_equal(verdict, TW_ABSENT);
	assert_true(left < most);
	assert_int_equal(tw_pattern_seek(&verdict, &span, pattern, matcher,
		text, 0, &again, NULL), TW_OK);
	assert_int_equal(left, again);
	again = most - left;
	assert_int_equal(tw_pattern_seek(&verdict, &span, pattern, matcher,
		text, 0, &again, NULL), TW_OK);
	assert_int_equal(verdict, TW_ABSENT);
	again = most - left - 1;
	assert_int_equal(tw_pattern_seek(&verdict, &span, pattern, matcher,
		text, 0, &again, NULL), TW_OK);
	assert_int_equal(verdict, TW_BEYOND);
}

static void replaces_what_it_found(void **state)
{
	static const struct {
		const char *pattern, *text, *by, *wanted; /* NULL: nothing */
	} rows[] = {
		{ "(\\d+) ?percent", "of 85 percent", "$1%", "85%" },
		{ "(?<n>a)b", "xab", "${n}", "a" },
		{ "a", "xa", "$$1", "$1" },
		{ "(a)|b", "b", "<$1>", "<>" },
		{ "a", "a", "", "" },
		{ "a", "a", "$2", NULL }, { "a", "a", "${m}", NULL },
		{ "a", "a", "$", NULL }, { "(?<=x)a", "xa", "$0b", "ab" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tw_buffer out = TW_BUFFER_INIT;
		struct tw_pattern *pattern = fine(rows[i].pattern);
		struct tw_view text = tw_view_of(rows[i].text);
		uint64_t steps = tw_pattern_budget(text.len);
		enum tw_verdict verdict;
		struct tw_span span;
		bool made;

		assert_int_equal(tw_pattern_seek(&verdict, &span, pattern,
			matcher, text, 0, &steps, NULL), TW_OK);
		assert_int_equal(verdict, TW_FOUND);
		assert_int_equal(tw_pattern_replace(&made, &out, pattern,
			matcher, text, tw_view_of(rows[i].by), NULL), TW_OK);
		if (made != !!rows[i].wanted || (made && !tw_view_equal(
		    tw_buffer_get(&out), tw_view_of(rows[i].wanted))))
			fail_msg("%s on %s: %.*s", rows[i].by, rows[i].text,
				TW_ARG(tw_buffer_get(&out)));
		tw_buffer_release(&out);
	}
}

/* What it puts in is at most as long as a text may be. */
static void replaces_by_no_more_than_a_text(void **state)
{
	char text[TW_RULED_MOST + 1], by[64] = "";
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_pattern *pattern = fine("(.*)");
	struct tw_view all = { text, TW_RULED_MOST };
	uint64_t steps = tw_pattern_budget(all.len);
	enum tw_verdict verdict;
	struct tw_span span;
	bool made;

	memset(text, 'a', sizeof(text));
	assert_int_equal(tw_pattern_seek(&verdict, &span, pattern, matcher,
		all, 0, &steps, NULL), TW_OK);
	assert_int_equal(verdict, TW_FOUND);
	assert_int_equal(tw_pattern_replace(&made, &out, pattern, matcher,
		all, TW_VIEW("$1"), NULL), TW_OK);
	assert_true(made && out.len == TW_RULED_MOST);
	for (int i = 0; i < 20; i++)
		strcat(by, "$1");
	assert_int_equal(tw_pattern_replace(&made, &out, pattern, matcher,
		all, tw_view_of(by), NULL), TW_OK);
	assert_false(made);
	assert_int_equal(out.len, TW_RULED_MOST);
	tw_buffer_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches_words_of_all_scripts),
		cmocka_unit_test(says_why_a_pattern_cannot_be_used),
		cmocka_unit_test(has_its_limits),
		cmocka_unit_test(gives_up_when_its_steps_are_used),
		cmocka_unit_test(replaces_what_it_found),
		cmocka_unit_test(replaces_by_no_more_than_a_text),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
