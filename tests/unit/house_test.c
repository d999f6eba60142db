#include <termwise/house.h>
#include <termwise/record.h>

#include "../test.h"
#include "shared_arena.h"

#include <stdio.h>
#include <string.h>

static struct tw_house *read_house(const char *text)
{
	struct tw_house *house;

	assert_int_equal(tw_house_parse(&house, arena, tw_view_of(text), NULL),
		TW_OK);
	return house;
}

static void assert_named(const struct tw_names *names, const char *asked,
	const char *declared)
{
	const struct tw_alias *alias = tw_names_find(names, tw_view_of(asked));

	if (!declared) {
		assert_null(alias);
		return;
	}
	assert_non_null(alias);
	assert_true(tw_view_equal(alias->name, tw_view_of(declared)));
}

static void declares_nothing_when_empty(void **state)
{
	struct tw_house *house = read_house("");

	assert_null(house->areas.first);
	assert_named(&house->areas, "", NULL);
	assert_named(&house->themes, "eet", NULL);
	assert_true(house->calendar.half_terms);
	assert_int_equal(house->calendar.count, 6);
	assert_null(house->diagnostics.first);
}

static void finds_names_and_other_names(void **state)
{
	struct tw_house *house = read_house(
		"Area: Central Lancs\nAlso: Central; Mid\n  Lancashire\n\n"
		"Theme: eet\nTitle: Employment\n\n"
		"Measure: staff trained\nAlso: people trained\n"
		"Area: Morecambe Bay\n");

	assert_null(house->diagnostics.first);
	assert_named(&house->areas, " central  LANCS", "Central Lancs");
	assert_named(&house->areas, "Central", "Central Lancs");
	assert_named(&house->areas, "Mid Lancashire", "Central Lancs");
	assert_named(&house->areas, "Morecambe Bay", "Morecambe Bay");
	assert_named(&house->areas, "Lancashire", NULL);
	assert_named(&house->areas, "eet", NULL);
	assert_named(&house->themes, "eet", "eet");
	assert_true(tw_view_equal(house->themes.first->title,
		TW_VIEW("Employment")));
	assert_named(&house->measures, "People Trained", "staff trained");
	assert_true(tw_view_equal(house->areas.first->next->name,
		TW_VIEW("Morecambe Bay")));
}

static void declares_a_calendar(void **state)
{
	struct tw_house *house = read_house("Calendar: Autumn; Spring;\n"
		"  Summer\n");
	struct tw_term term;

	assert_null(house->diagnostics.first);
	assert_false(house->calendar.half_terms);
	assert_int_equal(house->calendar.count, 3);
	assert_true(tw_term_read(&term, &house->calendar,
		TW_VIEW("2023-24 Summer")));
	assert_int_equal(term.period, 2);
	assert_false(tw_term_read(&term, &house->calendar,
		TW_VIEW("2023-24 Summer 1")));
}

/* 366 periods will do, one more will not; nor will what is too long. */
static void a_calendar_has_its_limits(void **state)
{
	char text[8192] = "Calendar: p0", line[128];
	struct tw_house *house;

	for (int i = 1; i < TW_PERIODS_MAX; i++)
		snprintf(text + strlen(text), 16, "; p%d", i);
	house = read_house(text);
	assert_null(house->diagnostics.first);
	assert_int_equal(house->calendar.count, TW_PERIODS_MAX);
	strcat(text, "; p");
	house = read_house(text);
	assert_int_equal(house->diagnostics.count[TW_ERROR], 1);
	assert_true(house->calendar.half_terms);
	snprintf(line, sizeof(line), "Calendar: %0*d", TW_PERIOD_MAX, 0);
	assert_null(read_house(line)->diagnostics.first);
	snprintf(line, sizeof(line), "Calendar: %0*d", TW_PERIOD_MAX + 1, 0);
	assert_non_null(read_house(line)->diagnostics.first);
}

static void says_what_it_cannot_read(void **state)
{
	static const struct {
		const char *text;
		uint32_t line;
	} rows[] = {
		{ "Area:\n", 1 }, { "Colour: red\n", 1 }, { "Also: a\n", 1 },
		{ "Area: a\nTitle: b\n", 2 }, { "Theme: a\nAlso: b\n", 2 },
		{ "Area: a\nAlso: b\nAlso: c\n", 3 }, { "Theme: A b\n", 1 },
		{ "Area: a\nArea: A\n", 2 }, { "Area: a\nAlso: b;;c\n", 2 },
		{ "Area: a\nAlso: a\n", 2 }, { "Calendar: a; a\n", 1 },
		{ "Calendar: a\nCalendar: b\n", 2 }, { "Calendar: a_b\n", 1 },
		{ "Calendar: a  b\n", 1 }, { "Rule: x\n", 1 }, { "idle\n", 1 },
		{ "Impact so far\n", 1 }, { "- item\n", 1 }, { "  x\n", 1 },
		{ "Area: a\nAlso: b\nColour: c\nAlso: d\n", 3 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct tw_house *house = read_house(rows[i].text);
		const struct tw_diagnostic *d = house->diagnostics.first;

		if (!d || d->id != TW_DIAG_HOUSE_RULES ||
		    d->line != rows[i].line || (d->column != 1 &&
		    rows[i].text[0] != ' '))
			fail_msg("%s", rows[i].text);
	}
}

/* What is right beside what is wrong holds all the same. */
static void keeps_what_is_right(void **state)
{
	struct tw_house *house = read_house("Colour: red\nArea: a\n"
		"Also: b;;c\nCalendar: x; x\nTheme: t\n");

	assert_int_equal(house->diagnostics.count[TW_ERROR], 3);
	assert_named(&house->areas, "b", "a");
	assert_named(&house->areas, "c", "a");
	assert_named(&house->themes, "t", "t");
	assert_true(house->calendar.half_terms);
}

static void test_acronyms_and_cues(void **state)
{
	struct tw_house *house = read_house("Acronym: MHST\n"
		"Means: Mental Health Support Team\nAlso: MST; MHT\n\n"
		"Cue: parked\nAlso: in the long grass\nSays: On  Hold\n");
	const struct tw_alias *acronym = tw_names_find(&house->acronyms,
		TW_VIEW("MHT"));

	assert_null(house->diagnostics.first);
	assert_non_null(acronym);
	assert_true(tw_view_equal(acronym->title,
		TW_VIEW("Mental Health Support Team")));
	assert_named(&house->cues, "In the long  grass", "parked");
	assert_int_equal(house->cues.first->says, TW_SAYS_ON_HOLD);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(declares_nothing_when_empty),
		cmocka_unit_test(finds_names_and_other_names),
		cmocka_unit_test(declares_a_calendar),
		cmocka_unit_test(a_calendar_has_its_limits),
		cmocka_unit_test(says_what_it_cannot_read),
		cmocka_unit_test(keeps_what_is_right),
		cmocka_unit_test(test_acronyms_and_cues),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
