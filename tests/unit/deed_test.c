/* Whether a report tells of what was planned, and the table of spec/format.md. */
#include "../test.h"

#include "account/cues.h"

#include <stdio.h>
#include <string.h>

/* Words of a plan, and of a report that tells of what it is to do. */
static const struct {
	const char *plan, *told;
} deeds[] = {
#define DEED(plan, told) { plan, told },
#include "account/deeds.def"
#undef DEED
};

static const char *const holds[] = {
#define HOLD(word) word,
#include "account/holds.def"
#undef HOLD
	NULL
};

static const char *const prepares[] = {
#define PREPARE(word) word,
#include "account/prepares.def"
#undef PREPARE
	NULL
};

static const char *const held[] = {
#define HELD(word) word,
#include "account/prepares.def"
#undef HELD
	NULL
};

static const char *const over[] = {
#define OVER(word) word,
#include "account/prepares.def"
#undef OVER
	NULL
};

enum { DEEDS = sizeof(deeds) / sizeof(*deeds) };

static char page[1 << 20];
static struct tw_lexicon *lexicon;

static int begin(void **state)
{
	FILE *file = fopen("spec/format.md", "r");

	assert_non_null(file);
	page[fread(page, 1, sizeof(page) - 1, file)] = '\0';
	fclose(file);
	lexicon = tw_lexicon_new();
	return !lexicon;
}

static int end(void **state)
{
	tw_lexicon_free(lexicon);
	return 0;
}

static bool other(const char *plan, const char *report)
{
	return tw_deed_other(tw_cues_of(lexicon), tw_view_of(plan),
		tw_view_of(report));
}

/* The page has each row of the table, and no other. */
static void test_table(void **state)
{
	char *at = strstr(page, "\n| a plan | tells |\n|---|---|\n");

	assert_non_null(at);
	at = strchr(strchr(at + 1, '\n') + 1, '\n') + 1;
	for (int k = 0; k < DEEDS; k++) {
		char row[512];
		int length = snprintf(row, sizeof(row), "| %s | %s |\n",
			deeds[k].plan, deeds[k].told);

		if (strncmp(at, row, (size_t)length))
			fail_msg("the page has no row of %s", row);
		at += length;
	}
	assert_int_equal(*at, '\n');
}

/* No word of a plan stands in two rows. */
static void test_rows(void **state)
{
	for (int k = 0; k < DEEDS; k++) {
		char words[256];

		snprintf(words, sizeof(words), "%s", deeds[k].plan);
		for (char *w = strtok(words, "/"); w; w = strtok(NULL, "/"))
			assert_int_equal(tw_deed_of(tw_cues_of(lexicon),
				tw_view_of(w), tw_view_of(w)) / TW_DOES, k + 1);
	}
}

/* The page has a list of these words, in their order, and no other. */
static void expect_list(const char *head, const char *const *words)
{
	const char *at = strstr(page, head);

	assert_non_null(at);
	for (at += strlen(head); *words; words++) {
		size_t length = strlen(*words);

		if (strncmp(at, *words, length) || !strchr(" \n", at[length]))
			fail_msg("the page has no word %s here: %.20s", *words,
				at);
		at += length + 1;
	}
	assert_int_equal(*at, '`');
}

static void test_lists(void **state)
{
	expect_list("\n```list holding\n", holds);
	expect_list("\n```list preparing\n", prepares);
	expect_list("\n```list held\n", held);
	expect_list("\n```list over\n", over);
}

/* Each example of the page is read so. */
static void test_examples(void **state)
{
	char *at = strstr(page, "\n```deed\n");

	assert_non_null(at);
	for (at = strchr(at + 1, '\n') + 1; *at != '`';) {
		char *plan = strstr(at, ": "), *report = strstr(at, " | ");
		char *next = strchr(at, '\n');

		*plan = *report = *next = '\0';
		if (other(plan + 2, report + 3) != !strcmp(at, "other"))
			fail_msg("misread: %s", plan + 2);
		at = next + 1;
	}
}

static void test_deeds(void **state)
{
	static const char *const plan = "Visit Wells - review, audit its doors.";

	assert_true(other(plan, "Wells won a cup."));
	assert_false(other(plan, "Wells has a report on doors."));
	assert_false(other(plan, "We were at Wells and saw its doors."));
	assert_true(other("Doors: visit Wells", "Wells won a cup."));
	assert_true(other("Doors (Wells) \xE2\x80\x93 audit", "Wells won a cup."));
	/* What is not what comes first asks for nothing. */
	assert_false(other("Doors, visit", "Wells won a cup."));
	assert_false(other("Plan a visit", "Wells won a cup."));
	/* What shall be, or only is there, is no other deed. */
	assert_false(other(plan, "Wells will be won over."));
	assert_false(other(plan, "Wells had three of us there."));
	assert_false(other(plan, "Wells"));
	assert_false(other(plan, ""));
	assert_false(other("", "Wells won a cup."));
	/* What else is planned may be told by its past. */
	assert_false(other("Visit, note doors", "Doors were noted."));
	assert_false(other("Visit, match doors", "Doors were matched."));
	assert_true(other("Visit its doors", "Doors were matched."));
}

static void test_under_way(void **state)
{
	static const struct {
		const char *plan, *report;
		bool is;
	} cases[] = {
		{ "Panel continues.", "Panel met twice.", true },
		{ "Continue home visits.", "Home visits to 4 families.", true },
		{ "Panel continues.", "Panel completed its work.", false },
		{ "Panel meets.", "Panel met twice.", false },
		{ "Hold a day for coaches.", "Looked at two venues.", true },
		{ "Hold a day for coaches.", "Day held, venue poor.", false },
		{ "Hold a day for coaches.", "Day for coaches.", false },
		{ "Book a hall.", "Hall booked.", false },
		{ "Set up a nurture group.", "Heads discussed a nurture group.",
			true },
		{ "Set up a nurture group.", "Nurture group set up, as heads "
			"had asked.", false },
	};
	struct tw_sides sides = { .cues = tw_cues_of(lexicon) };

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		if (tw_deed_under_way(&sides, tw_view_of(cases[i].plan),
		    tw_view_of(cases[i].report)) != cases[i].is)
			fail_msg("misread: %s", cases[i].report);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_deeds),
		cmocka_unit_test(test_under_way),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_examples),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
