/*
 * What the examples of the specification cannot show of judging: evidence in
 * the record before, failures, and how findings are hung up. The rules
 * themselves are the examples' matter.
 */
#include "lint/lint.h"
#include "lint/mend.h"
#include "lint/names.h"

#include "../test.h"
#include "shared_arena.h"

#include <termwise/house.h>

#include <stdio.h>
#include <string.h>

#define HEAD "Priority: eet\nTitle: T\nArea: A\n" \
	"Term: 2023-24 Summer 1\nOfficers: X\n"

static struct tw_record *parsed(const char *text)
{
	struct tw_record *record;

	assert_int_equal(tw_record_parse(&record, arena, tw_view_of(text),
		NULL), TW_OK);
	return record;
}

/* The first finding of an id, or NULL. */
static const struct tw_diagnostic *find(const struct tw_record *record,
	enum tw_diagnostic_id id)
{
	const struct tw_diagnostic *d = record->diagnostics.first;

	while (d && d->id != id)
		d = d->next;
	return d;
}

static struct tw_record *judged(const char *text,
	const struct tw_lint_options *options)
{
	struct tw_record *record = parsed(text);

	assert_int_equal(tw_lint_record(record, arena, options, NULL), TW_OK);
	return record;
}

/* ---- evidence ---- */

/* The record before, as the callback has it. */
struct before {
	bool known;
	const char *plan;
	enum tw_status fails;
	unsigned asked;
};

static enum tw_status ask(bool *known, bool *planned, struct tw_view key,
	void *context, struct tw_error *err)
{
	struct before *before = context;

	before->asked++;
	if (before->fails)
		return tw_fail(err, before->fails, "asked for %.*s",
			TW_ARG(key));
	*known = before->known;
	*planned = tw_view_equal(key, tw_view_of(before->plan));
	return TW_OK;
}

static const char evidence[] = HEAD "\nIntended outcomes\n- [attend] More.\n"
	"\nImpact so far\n- One.\n  > attend\n  > panel\n  > pannel\n";

static void evidence_is_sought_in_the_record_before(void **state)
{
	struct before before = { .known = true, .plan = "panel" };
	struct tw_lint_options options = { .before = { ask, &before } };
	const struct tw_diagnostic *d = find(judged(evidence, &options),
		TW_DIAG_UNKNOWN_EVIDENCE);

	assert_non_null(d);
	assert_int_equal(d->line, 14);
	assert_int_equal(d->column, 5);
	assert_int_equal(d->length, 6);
	assert_true(!d->next || d->next->id != TW_DIAG_UNKNOWN_EVIDENCE);
	assert_int_equal(before.asked, 2); /* not for what is an outcome */
}

static void evidence_is_not_judged_without_that_record(void **state)
{
	struct before before = { .known = false, .plan = "" };
	struct tw_lint_options options = { .before = { ask, &before } };

	assert_null(find(judged(evidence, &options),
		TW_DIAG_UNKNOWN_EVIDENCE));
	options.before.plan = NULL;
	assert_null(find(judged(evidence, &options),
		TW_DIAG_UNKNOWN_EVIDENCE));
}

static void a_failure_to_ask_is_handed_on(void **state)
{
	struct before before = { .fails = TW_IO };
	struct tw_lint_options options = { .before = { ask, &before } };
	struct tw_error err = { TW_OK, "" };

	assert_int_equal(tw_lint_record(parsed(evidence), arena, &options,
		&err), TW_IO);
	assert_string_equal(err.message, "asked for panel");
	assert_int_equal(before.asked, 1);
}

/* ---- what is left unsaid ---- */

static void of_a_conflict_only_layout_is_told(void **state)
{
	struct tw_lint_options options = { .house = NULL };
	struct tw_record *record = judged("Priority: No slug\n- Early.\n"
		"Impact so far\n- a-\n  b\n=======\n", &options);
	const struct tw_diagnostic *d = record->diagnostics.first;

	assert_int_equal(d->id, TW_DIAG_ITEM_OUTSIDE_SECTION);
	assert_int_equal(d->next->id, TW_DIAG_CONFLICT_MARKER);
	assert_null(d->next->next);
	assert_int_equal(record->diagnostics.layout, 2);
	assert_int_equal(record->diagnostics.count[TW_ERROR], 2);
	assert_int_equal(record->diagnostics.count[TW_NOTE], 0);
}

static void comments_on_settled_conflicts_are_mended(void **state)
{
	static const struct {
		const char *text, *mended;
		size_t count;
	} rows[] = {
		{ HEAD "# merge: x\n", HEAD, 1 },
		{ "\xEF\xBB\xBF#merge:\r\n" HEAD, "\xEF\xBB\xBF" HEAD, 1 },
		{ HEAD "# merge: a\n# MERGE : b\n#\n# merge: c", HEAD "#\n", 3 },
		{ HEAD "# merge: a\n=======\n", HEAD "# merge: a\n=======\n", 0 },
		{ HEAD "# merged: a\n", HEAD "# merged: a\n", 0 },
		{ HEAD "  # merge: a\n", HEAD "  # merge: a\n", 0 },
		{ HEAD "\nImpact so far\n\xE2\x80\xA2\tA.\n*B\n-C\n-\n",
			HEAD "\nImpact so far\n- A.\n- B\n- C\n-\n", 3 },
		{ HEAD "\n\xE2\x80\xA2 A.\n", HEAD "\n\xE2\x80\xA2 A.\n", 0 },
		{ HEAD "\nImpact so far\n- a\xC2\xA0" "b c\xE2\x80\x83" "d\n",
			HEAD "\nImpact so far\n- a b c d\n", 1 },
		{ HEAD "Theme: A B\n", HEAD "Theme: A B\n", 0 },
	};
	struct tw_lint_options options = { .house = NULL };
	struct tw_error err;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tw_view text;
		size_t count;
		bool spoilt;

		assert_int_equal(tw_lint_mend(&text, &count, &spoilt,
			judged(rows[i].text, &options), false, arena, &err),
			TW_OK);
		assert_false(spoilt);
		if (count != rows[i].count ||
		    !tw_view_equal(text, tw_view_of(rows[i].mended)))
			fail_msg("row %zu: %zu mended: %.*s", i, count,
				TW_ARG(text));
	}
}

/* What may say something else than was meant, only if that is asked for. */
static void mends_what_is_unsafe(void **state)
{
	static const struct {
		const char *text, *mended;
	} rows[] = {
		{ HEAD "Theme: Mental Health;; b c;\n",
			HEAD "Theme: mental-health; b-c\n" },
		{ HEAD "\nImpact so fra\n- A\n\n  goes on.\n\n  Exit strategy\n",
			HEAD "\nImpact so far\n- A\n  goes on.\n\nExit strategy\n" },
		{ HEAD "\nActivity last period\n- (onhold) A.\n",
			HEAD "\nActivity last period\n- (on hold) A.\n" },
		{ HEAD "Oficers: X\nThemes: a\n", HEAD "Officers: X\nTheme: a\n" },
		{ "Term: Summer 1 2024\n", "Term: 2023-24 Summer 1\n" },
		{ HEAD "Scope: a\xE2\x80\xAE" "b\n", HEAD "Scope: ab\n" },
	};
	struct tw_lint_options options = { .house = NULL };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tw_view text = tw_view_of(rows[i].text);
		size_t count = 1;
		bool spoilt;

		for (int round = 0; round < 4 && count; round++) {
			struct tw_view copy = tw_arena_copy(arena, text);
			struct tw_record *record;

			assert_int_equal(tw_record_parse(&record, arena, copy,
				NULL), TW_OK);
			assert_int_equal(tw_lint_record(record, arena,
				&options, NULL), TW_OK);
			assert_int_equal(tw_lint_mend(&text, &count, &spoilt,
				record, true, arena, NULL), TW_OK);
			assert_false(spoilt);
		}
		if (!tw_view_equal(text, tw_view_of(rows[i].mended)))
			fail_msg("row %zu: %.*s", i, TW_ARG(text));
	}
}

/* A slip of the pen, and two names that only look alike. */
static void names_slip_by_one_letter(void **state)
{
	static const struct {
		const char *a, *b;
		bool slipped;
	} rows[] = {
		{ "Claire Fox", "Clare Fox", true },
		{ "Claire Fox", "Claier Fox", true },
		{ "Claire Fox", "claire fox", true },
		{ "Claire Fox", "Claire Foxx", true },
		{ "Claire Fox", "Claire Fox", false },
		{ "Claire Fox", "Clara Fox", false },
		{ "A Walsh-Green", "B Walsh-Green", false },
		{ "Alison J Walsh", "Alison K Walsh", false },
		{ "Cohort 2 lead", "Cohort 3 lead", false },
		{ "Year 10", "Year 11", false },
		{ "Fox", "Fix", false },
		{ "", "Claire Fox", false },
	};
	struct tw_names_seen seen = { .names = { .count = 0 } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tw_view a = tw_view_of(rows[i].a);
		struct tw_view b = tw_view_of(rows[i].b), near = { NULL, 0 };

		if (tw_name_slipped(a, b) != rows[i].slipped ||
		    tw_name_slipped(b, a) != rows[i].slipped)
			fail_msg("row %zu: %s, %s", i, rows[i].a, rows[i].b);
		seen = (struct tw_names_seen){ .names = { .count = 0 } };
		assert_true(tw_names_meet(&near, &seen, a, arena));
		assert_int_equal(near.len, 0);
		assert_true(tw_names_meet(&near, &seen, b, arena));
		if (!tw_view_equal(near, rows[i].slipped ? a : near) ||
		    (near.len != 0) != rows[i].slipped)
			fail_msg("row %zu: %s is not met", i, rows[i].b);
		near.len = 0;
		assert_true(tw_names_meet(&near, &seen, b, arena));
		assert_int_equal(near.len, 0); /* once for each pair */
	}
}

static void names_meet_by_their_initials(void **state)
{
	static const struct {
		const char *a, *b;
		bool near;
	} rows[] = {
		{ "Claire Fox", "C Fox", true },
		{ "C. Fox", "Claire Fox", true },
		{ "C Fox", "C. Fox", true },
		{ "C.Fox", "Claire Jane Fox", true },
		{ "Claire Fox", "Carol Fox", false },
		{ "Claire Fox", "D Fox", false },
		{ "Claire Fox", "C Foxe", false },
		{ "Fox", "C Fox", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tw_names_seen seen = { .names = { .count = 0 } };
		struct tw_view near = { NULL, 0 };

		assert_true(tw_names_meet(&near, &seen,
			tw_view_of(rows[i].a), arena));
		assert_int_equal(near.len, 0);
		assert_true(tw_names_meet(&near, &seen,
			tw_view_of(rows[i].b), arena));
		if (near.len != (rows[i].near ? strlen(rows[i].a) : 0))
			fail_msg("\"%s\", \"%s\"", rows[i].a, rows[i].b);
	}
}

static void words_count_in_any_order(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} rows[] = {
		{ "schools in the network", "Network schools", true },
		{ "staff trained", "trained staff", true },
		{ "pupils with a mentor", "pupil mentors", true },
		{ "Year 7 pupils", "Year 8 pupils", false },
		{ "boys", "girls", false },
		{ "schools in the network", "schools", false },
		{ "staff, staff", "staff", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if ((tw_name_words(tw_view_of(rows[i].a)) ==
		     tw_name_words(tw_view_of(rows[i].b))) != rows[i].same)
			fail_msg("\"%s\", \"%s\"", rows[i].a, rows[i].b);
	assert_int_equal(tw_name_words(TW_VIEW("")), 0);
	assert_int_equal(tw_name_words(TW_VIEW(" of the -")), 0);
}

static void of_a_newer_format_nothing_else_is_told(void **state)
{
	struct tw_lint_options options = { .path = TW_VIEW("x.txt") };
	struct tw_record *record = judged("Format: 2\nmargin\n- a\n",
		&options);

	assert_int_equal(record->diagnostics.first->id, TW_DIAG_FORMAT_NEWER);
	assert_null(record->diagnostics.first->next);
}

/* ---- the place ---- */

static void a_place_is_judged_by_its_last_parts(void **state)
{
	static const struct {
		const char *path;
		bool right;
	} rows[] = {
		{ "a/eet/2023-24-summer-1.txt", true },
		{ "/x/a/eet/2023-24-summer-1.txt", true },
		{ "ba/eet/2023-24-summer-1.txt", false },
		{ "eet/2023-24-summer-1.txt", false },
		{ "a/eet/2023-24-summer-2.txt", false },
		{ "a/eet/2023-24-summer-1.TXT", false },
		{ "", true },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tw_lint_options options = {
			.path = tw_view_of(rows[i].path) };
		bool found = find(judged(HEAD, &options), TW_DIAG_PATH);

		if (found == rows[i].right)
			fail_msg("%s", rows[i].path);
	}
}

static void an_area_counts_by_its_declared_name(void **state)
{
	struct tw_lint_options options = { .path =
		TW_VIEW("central/eet/2023-24-summer-1.txt") };
	struct tw_house *house;

	assert_int_equal(tw_house_parse(&house, arena,
		TW_VIEW("Area: Central\nAlso: A\n"), NULL), TW_OK);
	options.house = house;
	assert_null(find(judged(HEAD, &options), TW_DIAG_PATH));
	assert_non_null(find(judged(HEAD, &options), TW_DIAG_AREA_UNKNOWN));
}

/* ---- many findings ---- */

static void findings_come_in_order_and_are_counted(void **state)
{
	struct tw_lint_options options = { .path = TW_VIEW("x.txt") };
	struct tw_record *record = judged("Title: T\nPriority: B b\n"
		"Officers: a/b;;\nColour: x\nExit strategy\n- None.\n"
		"- None.\nImpact so far\n- (done) a-\n  b\n  = n: x\n",
		&options);
	size_t count[TW_ERROR + 1] = { 0 };

	for (const struct tw_diagnostic *d = record->diagnostics.first; d;
	     d = d->next) {
		count[d->kind->severity]++;
		if (d->next)
			assert_true(d->line < d->next->line ||
				(d->line == d->next->line &&
				(d->column < d->next->column ||
				(d->column == d->next->column &&
				d->id <= d->next->id))));
	}
	assert_memory_equal(count, record->diagnostics.count, sizeof(count));
	assert_true(count[TW_ERROR] > 5);
	assert_int_equal(record->diagnostics.layout, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(evidence_is_sought_in_the_record_before),
		cmocka_unit_test(evidence_is_not_judged_without_that_record),
		cmocka_unit_test(a_failure_to_ask_is_handed_on),
		cmocka_unit_test(of_a_conflict_only_layout_is_told),
		cmocka_unit_test(comments_on_settled_conflicts_are_mended),
		cmocka_unit_test(mends_what_is_unsafe),
		cmocka_unit_test(names_slip_by_one_letter),
		cmocka_unit_test(names_meet_by_their_initials),
		cmocka_unit_test(words_count_in_any_order),
		cmocka_unit_test(of_a_newer_format_nothing_else_is_told),
		cmocka_unit_test(a_place_is_judged_by_its_last_parts),
		cmocka_unit_test(an_area_counts_by_its_declared_name),
		cmocka_unit_test(findings_come_in_order_and_are_counted),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
