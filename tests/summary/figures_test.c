/*
 * Figures through the terms, and what of them is summed: spec/summary.md,
 * chapters 5, 7 and 8.
 */
#include "../test.h"

#include "told.h"

#include <string.h>

static struct told told;

static int begin(void **state)
{
	told_begin(&told, "Measure: staff trained\nAlso: trained staff\n\n"
		"Theme: eet\nTitle: Work\n");
	return 0;
}

static int end(void **state)
{
	told_end(&told);
	return 0;
}

static void add(const char *term, const char *rest)
{
	told_add(&told, "A", "p", term, rest);
}

static const struct tw_series *series_of(const struct tw_story *story,
	enum tw_measure_kind kind, const char *name)
{
	for (size_t i = 0; i < story->series_count; i++)
		if (story->series[i].kind == kind && tw_view_equal(
		    story->series[i].name, tw_view_of(name)))
			return &story->series[i];
	fail_msg("there is no figure %s", name);
	return NULL;
}

/* ---- series ---- */

static void levels_stand_and_additions_add_up(void **state)
{
	const struct tw_story *story;
	const struct tw_series *s;

	add("2023-24 Autumn 1", "\nImpact so far\n- I.\n  = schools: 4\n  + "
		"Trained  staff: 10\n");
	add("2023-24 Autumn 2", "\nImpact so far\n- I.\n  + staff trained: "
		"5\n- J.\n  + staff trained: 2\n");
	add("2023-24 Spring 1", "\nImpact so far\n- I.\n  = SCHOOLS: 6\n");
	told_tell(&told);
	story = told_story(&told, "p");
	assert_int_equal(story->series_count, 2);
	s = series_of(story, TW_LEVEL, "schools");
	assert_int_equal(s->count, 2);
	assert_int_equal(s->points[1].term.period, 2);
	assert_value(s->since_start, "2");
	assert_true(s->has_percent);
	assert_int_equal(s->percent, 500);
	s = series_of(story, TW_ADDITION, "staff trained");
	assert_int_equal(s->count, 2);
	assert_value(s->points[0].value, "10");
	assert_value(s->points[1].value, "17");
	assert_value(s->added, "17");
}

static void a_level_that_does_not_follow_shows(void **state)
{
	const struct tw_series *s;

	add("2023-24 Autumn 1", "\nImpact so far\n- I.\n  = n: 10\n");
	add("2023-24 Autumn 2", "\nImpact so far\n- I.\n  + n: 3\n");
	add("2023-24 Spring 1", "\nImpact so far\n- I.\n  = n: 15\n  + n: 2\n");
	add("2023-24 Spring 2", "\nImpact so far\n- I.\n  = n: 17\n  + n: 1\n");
	add("2023-24 Summer 1", "\nImpact so far\n- I.\n  = n: 20\n");
	told_tell(&told);
	s = series_of(told_story(&told, "p"), TW_LEVEL, "n");
	assert_int_equal(s->count, 4);
	assert_false(s->points[1].has_expected); /* 10 + 3 + 2 */
	assert_true(s->points[2].has_expected);  /* 15 + 1 */
	assert_value(s->points[2].expected, "16");
	assert_false(s->points[3].has_expected); /* nothing was added */
}

static void units_that_differ_have_no_change(void **state)
{
	const struct tw_series *s;

	add("2023-24 Autumn 1", "\nImpact so far\n- I.\n  = n: 10\n  + m: 1\n"
		"  = r: 4 of 10\n");
	add("2023-24 Autumn 2", "\nImpact so far\n- I.\n  = n: 20%\n  + m: "
		"\xC2\xA3" "5\n  = r: 4 of 12\n");
	told_tell(&told);
	s = series_of(told_story(&told, "p"), TW_LEVEL, "n");
	assert_true(s->units_differ);
	assert_false(s->has_since_start);
	assert_true(series_of(told_story(&told, "p"), TW_ADDITION, "m")->
		units_differ);
	s = series_of(told_story(&told, "p"), TW_LEVEL, "r");
	assert_false(s->units_differ);
	assert_false(s->has_since_start); /* shares of different wholes */
}

static void since_counts_from_the_last_before(void **state)
{
	const struct tw_series *s;

	add("2023-24 Autumn 1", "\nImpact so far\n- I.\n  = n: 10\n  = gone: "
		"1\n");
	add("2023-24 Autumn 2", "\nImpact so far\n- I.\n  = n: 12\n");
	add("2023-24 Spring 1", "\nImpact so far\n- I.\n  = n: 15\n  = new: "
		"3\n");
	told.scope.since = "2023-24 Spring 1";
	told_tell(&told);
	assert_int_equal(told_story(&told, "p")->series_count, 2);
	s = series_of(told_story(&told, "p"), TW_LEVEL, "n");
	assert_int_equal(s->count, 1);
	assert_value(s->start, "12");
	assert_value(s->since_start, "3");
	assert_false(series_of(told_story(&told, "p"), TW_LEVEL, "new")->
		has_start);
}

static void targets_are_held_against_what_was_reached(void **state)
{
	const struct tw_story *story;
	const struct tw_series *s;

	add("2023-24 Autumn 1", "\nIntended outcomes\n- O.\n  = n: 20\n\n"
		"Planned activity next period\n- P.\n  + n: 5\n  = none: 4\n"
		"  = added: 9\n\nImpact so far\n- I.\n  = N: 8\n  + n: 2\n"
		"  + added: 3\n\nExit strategy\n- E.\n  = n: 99\n");
	told_tell(&told);
	story = told_story(&told, "p");
	/* Two targets of one name: a level, and additions. */
	for (size_t i = 0; i < story->series_count; i++) {
		s = &story->series[i];
		if (s->kind != TW_TARGET) {
			assert_null(s->reached);
		} else if (tw_view_equal(s->name, TW_VIEW("none"))) {
			assert_null(s->reached);
		} else if (tw_view_equal(s->name, TW_VIEW("added"))) {
			assert_value(s->reached->points[0].value, "3");
		} else {
			assert_int_equal(s->reached->kind, s->to_add ?
				TW_ADDITION : TW_LEVEL);
			assert_value(s->points[0].value, s->to_add ? "5" :
				"20");
		}
	}
	assert_int_equal(story->series_count, 7);
}

static void a_successor_goes_on_with_figures(void **state)
{
	const struct tw_series *s;

	add("2023-24 Autumn 1", "\nImpact so far\n- I.\n  = n: 10\n  + m: 4\n");
	told_add(&told, "A", "q", "2023-24 Autumn 2", "Succeeds: p\n\nImpact "
		"so far\n- I.\n  = n: 12\n  + m: 1\n");
	told_tell(&told);
	s = series_of(told_story(&told, "q"), TW_LEVEL, "n");
	assert_int_equal(s->count, 2);
	assert_false(s->points[0].own);
	assert_true(s->points[1].own);
	s = series_of(told_story(&told, "q"), TW_ADDITION, "m");
	assert_value(s->points[1].value, "5");
	assert_value(s->added, "1");
}

/* Of updates before a priority's own the last 128 count. */
static void a_long_line_is_cut(void **state)
{
	const struct tw_series *s;
	char term[TW_TERM_ROOM];

	for (unsigned i = 0; i < 140; i++) {
		tw_term_write(term, &tw_half_terms, tw_term_step(
			&tw_half_terms, (struct tw_term){ 1950, 0 }, i));
		add(term, "\nImpact so far\n- I.\n  + m: 1\n");
	}
	told_add(&told, "A", "q", "2023-24 Autumn 2", "Succeeds: p\n\nImpact "
		"so far\n- I.\n  + m: 1\n");
	told_tell(&told);
	s = series_of(told_story(&told, "p"), TW_ADDITION, "m");
	assert_value(s->points[s->count - 1].value, "140");
	s = series_of(told_story(&told, "q"), TW_ADDITION, "m");
	assert_value(s->points[s->count - 1].value, "129");
	assert_value(s->added, "1");
}

/* ---- sums ---- */

static const struct tw_sum *sum_of(const char *slug, enum tw_measure_kind kind,
	const char *name)
{
	const struct tw_theme *theme = told_theme(&told, slug);

	for (size_t i = 0; i < theme->sum_count; i++)
		if (theme->sums[i].kind == kind && tw_view_equal(
		    theme->sums[i].name, tw_view_of(name)))
			return &theme->sums[i];
	return NULL;
}

static void add_of(const char *area, const char *priority, const char *term,
	const char *fields, const char *figures)
{
	char rest[512];

	strcpy(rest, "Theme: eet\n");
	strcat(rest, fields);
	strcat(rest, "\nImpact so far\n- I.\n");
	strcat(rest, figures);
	told_add(&told, area, priority, term, rest);
}

static void levels_and_additions_are_summed_apart(void **state)
{
	const struct tw_sum *sum;

	add_of("A", "p", "2023-24 Autumn 1", "", "  = n: 4\n  + n: 1\n");
	add_of("A", "p", "2023-24 Autumn 2", "", "  = n: 5\n  + n: 2\n");
	add_of("A", "q", "2023-24 Autumn 1", "", "  + n: 10\n");
	add_of("B", "p", "2023-24 Spring 1", "", "  = N: 7\n");
	told_tell(&told);
	sum = sum_of("eet", TW_LEVEL, "n");
	assert_int_equal(sum->unsummed, TW_SUMMED);
	assert_value(sum->value, "12");
	assert_int_equal(sum->priorities, 2);
	assert_int_equal(sum->areas, 2);
	assert_int_equal(sum->first.period, 1);
	assert_int_equal(sum->last.period, 2);
	sum = sum_of("eet", TW_ADDITION, "n");
	assert_value(sum->value, "13");
	assert_int_equal(sum->areas, 1);
	assert_view(told_theme(&told, "eet")->title, "Work");
	assert_int_equal(told_theme(&told, "eet")->areas, 2);
}

static void what_does_not_add_up_is_not_summed(void **state)
{
	add_of("A", "p", "2023-24 Autumn 1", "", "  = share: 40%\n  = part: 4 "
		"of 10\n  = alone: 1\n  = mixed: 4\n  = big: "
		"999999999999999\n  = odd: 1\n");
	add_of("A", "p", "2023-24 Autumn 2", "", "  = odd: 2%\n");
	add_of("A", "q", "2023-24 Autumn 1", "", "  = share: 50%\n  = part: 5 "
		"of 10\n  = mixed: \xC2\xA3" "5\n  = big: 0.0000000000001\n"
		"  = odd: 3%\n");
	told_tell(&told);
	assert_int_equal(sum_of("eet", TW_LEVEL, "share")->unsummed,
		TW_OF_PARTS);
	assert_int_equal(sum_of("eet", TW_LEVEL, "part")->unsummed,
		TW_OF_PARTS);
	assert_int_equal(sum_of("eet", TW_LEVEL, "alone")->unsummed,
		TW_ONE_ALONE);
	assert_int_equal(sum_of("eet", TW_LEVEL, "mixed")->unsummed,
		TW_ONE_ALONE);
	assert_true(sum_of("eet", TW_LEVEL, "mixed")->other_units);
	assert_false(sum_of("eet", TW_LEVEL, "share")->other_units);
	assert_int_equal(sum_of("eet", TW_LEVEL, "big")->unsummed,
		TW_TOO_LARGE);
	assert_int_equal(sum_of("eet", TW_LEVEL, "odd")->unsummed,
		TW_OF_UNITS);
}

/* ---- what a priority brings to a sum ---- */

static void a_level_that_a_successor_states_counts_once(void **state)
{
	const struct tw_sum *sum;

	add_of("A", "p", "2023-24 Autumn 1", "", "  = n: 10\n  = kept: 3\n  + "
		"m: 4\n");
	add_of("A", "q", "2023-24 Autumn 2", "Succeeds: p\n", "  + m: 2\n");
	add_of("A", "r", "2023-24 Spring 1", "Succeeds: q\n", "  = N: 12\n");
	add_of("B", "x", "2023-24 Spring 1", "", "  = n: 1\n  = kept: 1\n  + "
		"m: 1\n");
	told_tell(&told);
	sum = sum_of("eet", TW_LEVEL, "N");
	sum = sum ? sum : sum_of("eet", TW_LEVEL, "n");
	assert_value(sum->value, "13"); /* not 23: two steps on */
	assert_int_equal(sum->priorities, 2);
	assert_value(sum_of("eet", TW_LEVEL, "kept")->value, "4");
	sum = sum_of("eet", TW_ADDITION, "m");
	assert_value(sum->value, "7"); /* 4 + 2 + 1 */
	assert_int_equal(sum->priorities, 3);
	assert_true(told_row(&told, "A", "p")->carried_on);
	assert_false(told_row(&told, "A", "r")->carried_on);
}

/* Two carry one on, and state the level each for its own part. */
static void of_a_split_both_parts_count(void **state)
{
	const struct tw_sum *sum;

	add_of("A", "p", "2023-24 Autumn 1", "", "  = n: 10\n  + m: 5\n");
	add_of("A", "q", "2023-24 Autumn 2", "Succeeds: p\n", "  = n: 4\n");
	add_of("A", "r", "2023-24 Autumn 2", "Succeeds: p\n", "  = n: 6\n");
	told_tell(&told);
	sum = sum_of("eet", TW_LEVEL, "n");
	assert_value(sum->value, "10");
	assert_int_equal(sum->priorities, 2);
	sum = sum_of("eet", TW_ADDITION, "m");
	assert_int_equal(sum->unsummed, TW_ONE_ALONE);
}

/* ---- overdue ---- */

static void what_is_due_goes_by_each_calendar(void **state)
{
	told_add(&told, "A", "p", "2022-23 Summer 2", "");
	told_add(&told, "A", "q", "2023-24 Autumn 2", "");
	told_add(&told, "B", "closed", "2022-23 Summer 1", "Status: closed\n");
	told_add(&told, "B", "gone", "2022-23 Summer 1", "");
	told_add(&told, "B", "next", "2023-24 Autumn 1", "Succeeds: gone\n");
	told_rules(&told, "Calendar: Autumn; Spring; Summer\n");
	told_add(&told, "C", "p", "2023-24 Autumn", "Theme: eet\n");
	told_add(&told, "C", "q", "2024-25 Summer", "");
	told_add(&told, "A", "p", "2024-25 Summer", "Theme: eet\n");
	told_tell(&told);
	assert_int_equal(told.county.count, 4);
	assert_int_equal(told.county.rules_count, 2);
	assert_int_equal(tw_row_overdue(told_row(&told, "B", "closed")), 0);
	assert_int_equal(tw_row_overdue(told_row(&told, "B", "gone")), 0);
	assert_int_equal(tw_row_overdue(told_row(&told, "B", "next")), 1);
	assert_int_equal(tw_row_overdue(told_row(&told, "A", "q")), 0);
	assert_int_equal(tw_row_overdue(told_row(&told, "C", "p")), 5);
	assert_int_equal(tw_row_overdue(told_row(&told, "C", "q")), 0);
	assert_false(told_theme(&told, "eet")->calendars_differ);
}

static void calendars_that_differ_are_said(void **state)
{
	told_add(&told, "A", "p", "2022-23 Summer 2", "Theme: eet; eet\n");
	told_rules(&told, "Calendar: Autumn; Spring; Summer\n");
	told_add(&told, "C", "p", "2023-24 Autumn", "Theme: eet\n");
	told_tell(&told);
	assert_true(told_theme(&told, "eet")->calendars_differ);
	assert_int_equal(told_theme(&told, "eet")->count, 2);
}

/* As if nobody had written later ones. */
static void a_term_asked_for_is_the_newest(void **state)
{
	told_add(&told, "A", "p", "2022-23 Summer 2",
		"\nPlanned activity next period\n- Meet.\n");
	told_add(&told, "A", "p", "2023-24 Spring 1",
		"\nActivity last period\n- Meet.\n");
	told_add(&told, "A", "q", "2023-24 Autumn 1", "");
	told_add(&told, "B", "r", "2023-24 Spring 1", "");
	told.scope.term = "2023-24 Autumn 1";
	told_tell(&told);
	assert_int_equal(told.county.count, 1);
	assert_int_equal(tw_row_overdue(told_row(&told, "A", "p")), 1);
	assert_int_equal(told_row(&told, "A", "p")->open, 1);
	assert_int_equal(told_row(&told, "A", "p")->updates, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(levels_stand_and_additions_add_up),
		TEST(a_level_that_does_not_follow_shows),
		TEST(units_that_differ_have_no_change),
		TEST(since_counts_from_the_last_before),
		TEST(targets_are_held_against_what_was_reached),
		TEST(a_successor_goes_on_with_figures),
		TEST(a_long_line_is_cut),
		TEST(levels_and_additions_are_summed_apart),
		TEST(what_does_not_add_up_is_not_summed),
		TEST(a_level_that_a_successor_states_counts_once),
		TEST(of_a_split_both_parts_count),
		TEST(what_is_due_goes_by_each_calendar),
		TEST(calendars_that_differ_are_said),
		TEST(a_term_asked_for_is_the_newest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
