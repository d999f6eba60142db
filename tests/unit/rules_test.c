/*
 * House rules on records: what the examples of the specification cannot show,
 * which is what they would write instead, and how much is told.
 */
#include "lint/lint.h"

#include "base/buffer.h"
#include "rules/rules.h"

#include "../test.h"

#include <stdio.h>
#include <string.h>

#define HEAD "Priority: eet\nTitle: T\nArea: A\n" \
	"Term: 2023-24 Summer 1\nOfficers: X\n"
#define IMPACT HEAD "\nImpact so far\n"

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

static struct tw_rules *rules_of(const char *text)
{
	struct tw_house *house;
	struct tw_rules *rules;

	assert_int_equal(tw_house_parse(&house, arena, tw_view_of(text), NULL),
		TW_OK);
	assert_int_equal(tw_rules_new(&rules, house, arena, NULL), TW_OK);
	return rules;
}

static struct tw_record *judged(struct tw_rules *rules, struct tw_view text)
{
	struct tw_lint_options options = { .house = rules->house,
		.house_judge = tw_judge_house,
		.rules = rules, .matcher = matcher };
	struct tw_record *record;

	assert_int_equal(tw_record_parse(&record, arena, text, NULL), TW_OK);
	assert_int_equal(tw_lint_record(record, arena, &options, NULL), TW_OK);
	return record;
}

static size_t count_of(const struct tw_record *record,
	enum tw_diagnostic_id id)
{
	const struct tw_diagnostic *d = record->diagnostics.first;
	size_t count = 0;

	for (; d; d = d->next)
		count += d->id == id;
	return count;
}

/* The text once all that is mended is mended. */
static void mend(struct tw_buffer *out, const struct tw_record *record)
{
	const struct tw_diagnostic *d = record->diagnostics.first;
	const char *at = record->source.ptr;

	for (; d; d = d->next) {
		if (!d->mend)
			continue;
		assert_true(d->mend->place.ptr >= at);
		tw_buffer_add(out, at, (size_t)(d->mend->place.ptr - at));
		tw_buffer_view(out, d->mend->text);
		at = d->mend->place.ptr + d->mend->place.len;
	}
	tw_buffer_add(out, at, (size_t)(record->source.ptr +
		record->source.len - at));
	assert_false(out->failed);
}

#define RULE(pattern, by, example) "Rule: r\nPattern: " pattern \
	"\nMessage: m\nReplace: " by "\nMatch: " example "\n"

static void mends_what_keeps_its_line(void **state)
{
	static const struct {
		const char *house, *text, *wanted; /* NULL: as it was */
	} rows[] = {
		{ RULE("a b", "c", "a b"), IMPACT "- x a b y.\n",
			IMPACT "- x c y.\n" },
		/* over a line end: it stays at a blank, or the line moves up */
		{ RULE("aa bb", "one two", "aa bb"), IMPACT
			"- x aa\n  bb y.\n", IMPACT "- x one\n  two y.\n" },
		{ RULE("aa bb", "c", "aa bb"), IMPACT "- x aa\r\n  bb y.\n",
			IMPACT "- x c y.\n" },
		{ RULE("aa bb cc", "c", "aa bb cc"), IMPACT
			"- aa\n  bb\n  cc\n", NULL },
		{ RULE("aa bb", "c", "aa bb"), IMPACT
			"- x aa\n# note\n  bb y.\n", NULL },
		/* what would become something else */
		{ RULE("aa", "[key]", "aa"), IMPACT "- aa b\n", NULL },
		{ RULE("aa", "(done)", "aa"), IMPACT "- aa b\n", NULL },
		{ RULE("aa", "[key]", "aa"), IMPACT "- b aa\n",
			IMPACT "- b [key]\n" },
		{ RULE("aa", "= b: 1", "aa"), IMPACT "- x\n  aa\n", NULL },
		{ RULE("aa", "- b", "aa"), IMPACT "- x\n  aa\n", NULL },
		{ RULE("aa", "Exit strategy", "aa"), IMPACT "- x\n  aa\n",
			NULL },
		{ RULE("aa .*", "$$", "aa b"), IMPACT "- aa b\n",
			IMPACT "- $\n" },
		{ RULE("aa ?", "${0}b", "aa"), IMPACT "- x\n", NULL },
		/* where names hang on it */
		{ "Rule: r\nPattern: X\nWhere: anything\nMessage: m\n"
			"Replace: Y\nMatch: X\n", IMPACT "# X\n- X\n  = X: 4\n",
			IMPACT "# X\n- Y\n  = X: 4\n" },
		{ "Rule: r\nPattern: T\nWhere: fields\nMessage: m\n"
			"Replace: U\nMatch: T\n", HEAD "X-T: T\n",
			"Priority: eet\nTitle: U\nArea: A\n"
			"Term: 2023-24 Summer 1\nOfficers: X\nX-T: U\n" },
		{ "Prefer: young people\nInstead-of: kids; the youth\n",
			IMPACT "- Kids and the\n  youth, KIDS.\n",
			IMPACT "- Young people and young\n  people, Young "
			"people.\n" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tw_buffer out = TW_BUFFER_INIT;
		struct tw_view wanted = tw_view_of(rows[i].wanted ?
			rows[i].wanted : rows[i].text);

		mend(&out, judged(rules_of(rows[i].house),
			tw_view_of(rows[i].text)));
		if (!tw_view_equal(tw_buffer_get(&out), wanted))
			fail_msg("row %zu: %.*s", i,
				TW_ARG(tw_buffer_get(&out)));
		tw_buffer_release(&out);
	}
}

/* A text of so many matches, in items of ten. */
static struct tw_view many(size_t count)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view text;

	tw_buffer_string(&out, IMPACT);
	for (size_t i = 0; i < count; i++)
		tw_buffer_string(&out, i % 10 ? " a" : i ? "\n- a" : "- a");
	tw_buffer_byte(&out, '\n');
	text = tw_arena_copy(arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	assert_non_null(text.ptr);
	return text;
}

static void tells_a_hundred_findings_of_a_rule(void **state)
{
	static const struct {
		size_t matches, told;
		bool more;
	} rows[] = {
		{ 99, 99, false }, { 100, 100, false }, { 101, 100, true },
		{ 1000, 100, true },
	};
	struct tw_rules *rules = rules_of("Rule: r\nPattern: a\n"
		"Message: m\nRule: s\nPattern: b\nMessage: n\n");

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tw_record *record = judged(rules,
			many(rows[i].matches));
		const struct tw_diagnostic *d = record->diagnostics.first;
		const struct tw_diagnostic *last = NULL;

		assert_int_equal(count_of(record, TW_DIAG_RULE), rows[i].told);
		for (; d; d = d->next)
			last = d->id == TW_DIAG_RULE ? d : last;
		assert_int_equal(last->hint.len > 0, rows[i].more);
	}
	assert_int_equal(rules->at[0].toll.findings, 399);
	assert_int_equal(rules->at[0].toll.texts, 10 + 10 + 11 + 11);
	assert_int_equal(rules->at[1].toll.findings, 0);
}

static void weighs_and_counts(void **state)
{
	struct tw_rules *rules = rules_of("Check: placeholder\nSeverity: off\n"
		"Check: section-missing\nSeverity: error\n"
		"Check: item-twice\nSeverity: on\n");
	struct tw_record *record = judged(rules, TW_VIEW(IMPACT
		"- None.\n- a\n- a\n"));

	assert_null(rules->findings.first);
	assert_int_equal(record->diagnostics.count[TW_NOTE], 0);
	assert_int_equal(record->diagnostics.count[TW_WARNING], 1);
	assert_int_equal(record->diagnostics.count[TW_ERROR], 4);
	assert_int_equal(count_of(record, TW_DIAG_PLACEHOLDER), 0);
	assert_int_equal(count_of(record, TW_DIAG_ITEM_TWICE), 1);
}

/* A thousand rules and twenty examples are enough, one more is too many. */
static void a_corpus_has_so_many_rules(void **state)
{
	struct tw_buffer out = TW_BUFFER_INIT;

	for (int i = 0; i < TW_HOUSE_RULES_MOST; i++)
		tw_buffer_format(&out, "Rule: r%d\nPattern: a%d\n"
			"Message: m\n", i, i);
	for (int i = 0; i < TW_EXAMPLES_MOST; i++)
		tw_buffer_format(&out, "No-match: %d\n", i);
	tw_buffer_byte(&out, '\0');
	assert_null(rules_of(out.ptr)->findings.first);
	assert_int_equal(rules_of(out.ptr)->count, TW_HOUSE_RULES_MOST);
	out.len--;
	tw_buffer_string(&out, "No-match: x\nRule: more\nPattern: a\n"
		"Message: m\n");
	tw_buffer_byte(&out, '\0');
	assert_int_equal(rules_of(out.ptr)->findings.count[TW_ERROR], 2);
	assert_int_equal(rules_of(out.ptr)->count, TW_HOUSE_RULES_MOST);
	tw_buffer_release(&out);
}

/* Of a file that ends anywhere, what stands whole in it holds. */
static void half_a_file_is_half_of_the_rules(void **state)
{
	static const char text[] = "Area: A\n\nPrefer: pupils\n"
		"Instead-of: kids; students\n\nRule: one\nPattern: a\\b\n"
		"Where: items; Title\nMessage: m\nSeverity: error\n"
		"Replace: b\nMatch: a\nNo-match: ab\n\nCheck: path\n"
		"Severity: off\n\nRule: two\nPattern: (?i)x+\nMessage: n\n"
		"Match: X\n";
	const char *one = strstr(text, "Severity: error");
	const char *two = strstr(text, "\nMatch: X");

	for (size_t len = 0; len < sizeof(text); len++) {
		char half[sizeof(text)];
		struct tw_rules *rules;

		memcpy(half, text, len);
		half[len] = '\0';
		rules = rules_of(half);
		if (text + len >= two)
			assert_int_equal(rules->count, 2);
		else if (text + len >= one)
			assert_in_range(rules->count, 1, 2);
		else
			assert_in_range(rules->count, 0, 1);
		if (len >= 8)
			assert_non_null(rules->house->areas.first);
		/* That a rule lacks something is said. */
		if (!rules->count && rules->house->rules)
			assert_true(rules->findings.count[TW_ERROR] > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mends_what_keeps_its_line),
		cmocka_unit_test(tells_a_hundred_findings_of_a_rule),
		cmocka_unit_test(weighs_and_counts),
		cmocka_unit_test(a_corpus_has_so_many_rules),
		cmocka_unit_test(half_a_file_is_half_of_the_rules),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
