#include "report/natural.h"

#include "../test.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const plain[] = {
	"School Avoidance", "Year 11 and after", "A", "16 plus",
	"'Ready for school' in Chorley & South Ribble",
	"\xE2\x80\x98Ready\xE2\x80\x99 or not", "Caf\xC3\xA9",
	"\xC3\x89" "cole", "\xE5\xAD\xA6\xE6\xA0\xA1",
	"Outcomes for all children here", "Period poverty",
	"Priority schools", "Of the officers", "Ivy", "i am here", "only one",
	"Find out what is there and how schools reach it: all of it.",
	"Open from 10:30 on", "It ends here.", "One. Two", "pre- and post-16",
	"Terminal care", "Marksman", "Sunday in May",
};

static const char *const otherwise[] = {
	"", " ", " a", "a ", "- a", "\xE2\x80\xA2 a", "\xE2\x80\x93 a",
	"* a", "+ a", "= a", "> a", "# a", "[a]", "(on hold) a", "(a)", ":a",
	"::set-output", "##[group]", "\\a", "<a>", "`a`", "_a_", "|", "a | b",
	"A > B",
	"a \xE2\x80\xA2 b", "\xC2\xB7 a", "\xE2\x9C\x93 a",
	"\xEF\x82\xB7 a", "\xF0\x9F\x8C\xB1 a", "\xC3\x97 a",
	/* numbered */
	"1. a", "1.a", "12) a", "a) b", "iv. a", "o", "o a", "i)",
	/* no word, or a placeholder */
	"1", "12 34", "'", "\"", "None.", "N/A", "tbc",
	/* headings, labels, and what is nearly one */
	"Intended outcomes", "intended  outcomes:", "Impact so far",
	"Impact so fare", "Impact", "Next steps", "Exit plan (draft)",
	"Planned activity for next term", "Priority", "priority:", "Prioritys",
	"Priority 1", "Priority one", "Period", "Period - May", "Area",
	"Area 51", "EPO",
	"Education Partnership Officer(s)", "Short name", "Title", "Themes",
	"Scope", "Marks", "marks:", "Date",
	/* labelled */
	"Name: value", "Name:value", "School Avoidance: what help there is",
	"https://example.org/", "x:", "a b c d: e",
	/* terms and dates */
	"2023-24 Summer 1", "Summer 1 2024", "May 2024", "Spring 24", "2024-05",
	"2024-05-01", "Half term 5, 2023/24",
};

static bool is_plain(const char *text)
{
	return tw_natural_line(tw_view_of(text), &tw_half_terms);
}

static void plain_words_are_told_from_all_else(void **state)
{
	for (size_t i = 0; i < COUNT(plain); i++)
		if (!is_plain(plain[i]))
			fail_msg("not plain: %s", plain[i]);
	for (size_t i = 0; i < COUNT(otherwise); i++)
		if (is_plain(otherwise[i]))
			fail_msg("plain: %s", otherwise[i]);
}

/* Words that are too many to be a term, or a heading that goes on, too long. */
static void long_lines_are_looked_at_whole(void **state)
{
	char line[5000];

	memset(line, 'a', sizeof(line));
	for (size_t i = 5; i < sizeof(line); i += 6)
		line[i] = ' ';
	line[sizeof(line) - 1] = 'a';
	assert_true(tw_natural_line((struct tw_view){ line, sizeof(line) },
		&tw_half_terms));
	line[4000] = '|';
	assert_false(tw_natural_line((struct tw_view){ line, sizeof(line) },
		&tw_half_terms));
}

/* A name, and what is shown of it; NULL: all. */
static const struct {
	const char *name, *shown;
} names[] = {
	{ "School Avoidance", NULL },
	{ "More young people in education, employment and training", NULL },
	{ "St Helen's & Ormskirk", NULL },
	{ "Is it so?", NULL },
	{ "Whole-school work", NULL },
	{ "Fewer exclusions: permanent and suspensions", "Fewer exclusions" },
	{ "It ends here.", "It ends here" },
	{ "It ends here \xE2\x80\x94", "It ends here" },
	{ "Four. Five", "Four" },
	{ "Schools - and partners", "Schools" },
	{ "Schools \xE2\x80\x93 and partners", "Schools" },
	{ "Schools -and partners", "Schools" },
	{ "What? Where?", "What" },
	{ "pre- and post-16", "" },
	{ "Impact: so far", "" },
	{ "Summer 1 2024. Chorley", "" },
	{ "- a", "" },
	{ "", "" },
	{ "...", "" },
	{ "a | b", "" },
};

static void names_are_whole_or_cut_where_a_reader_would(void **state)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		struct tw_view name = tw_view_of(names[i].name);
		struct tw_view shown = tw_natural_start(name, &tw_half_terms);

		if (tw_natural_name(name, &tw_half_terms) == !!names[i].shown)
			fail_msg("natural or not: %s", names[i].name);
		if (names[i].shown && !tw_view_equal(shown,
		    tw_view_of(names[i].shown)))
			fail_msg("\"%s\" starts \"%.*s\"", names[i].name,
				TW_ARG(shown));
	}
}

static const struct {
	const char *list;
	enum tw_officers way;
} lists[] = {
	{ "Claire Fox", TW_OFFICERS_PARTED },
	{ "Claire Fox; Ann-Marie O'Neil; J. Smith", TW_OFFICERS_PARTED },
	{ "Zo\xC3\xAB; Niamh O\xE2\x80\x99Neil", TW_OFFICERS_PARTED },
	{ "Sandy Anders; Andy Sand", TW_OFFICERS_PARTED },
	{ "J.R. Smith; A. B. Jones", TW_OFFICERS_PARTED },
	{ "A/B", TW_OFFICERS_CLOSED },
	{ "A, B", TW_OFFICERS_CLOSED },
	{ "A & B; C", TW_OFFICERS_CLOSED },
	{ "Jo and Sam", TW_OFFICERS_CLOSED },
	{ "Jo AND Sam", TW_OFFICERS_CLOSED },
	{ "Jo - Sam", TW_OFFICERS_CLOSED },
	{ "Jo (job share)", TW_OFFICERS_CLOSED },
	{ "Sam 2", TW_OFFICERS_CLOSED },
	{ "", TW_OFFICERS_LABELLED },
	{ "A;;B", TW_OFFICERS_LABELLED },
	{ "A;", TW_OFFICERS_LABELLED },
	{ "A: B", TW_OFFICERS_LABELLED },
	{ "A; - B", TW_OFFICERS_LABELLED },
	{ "A; Period", TW_OFFICERS_LABELLED },
	{ "A; May 2024", TW_OFFICERS_LABELLED },
	{ "A; J. 2024-05", TW_OFFICERS_LABELLED },
	{ "TBC", TW_OFFICERS_LABELLED },
	{ "::x", TW_OFFICERS_LABELLED },
};

static void officers_are_parted_where_no_name_forbids_it(void **state)
{
	for (size_t i = 0; i < COUNT(lists); i++)
		if (tw_natural_officers(tw_view_of(lists[i].list),
		    &tw_half_terms) != lists[i].way)
			fail_msg("officers: %s", lists[i].list);
}

static bool reads_back(const char *line, struct tw_date date)
{
	return tw_natural_period(tw_view_of(line), (struct tw_term){ 2023, 4 },
		date, &tw_half_terms);
}

static void periods_must_say_just_that(void **state)
{
	static const struct tw_date none = { 0, 0, 0 }, may = { 2024, 5, 0 };

	assert_true(reads_back("Summer 1, 2023-24", none));
	assert_true(reads_back("Summer 1, 2023-24 - May 2024", may));
	assert_true(reads_back("Summer 1, 2023-24 - 7 May 2024",
		(struct tw_date){ 2024, 5, 7 }));
	assert_false(reads_back("Summer 1, 2023-24", may));
	assert_false(reads_back("Summer 1, 2023-24 - May 2024", none));
	assert_false(reads_back("Summer 2, 2023-24", none));
	assert_false(reads_back("Summer 1, 2024", none));
	assert_false(reads_back("Summer 1, 2023-24 - December 2024",
		(struct tw_date){ 2024, 12, 0 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_words_are_told_from_all_else),
		cmocka_unit_test(long_lines_are_looked_at_whole),
		cmocka_unit_test(names_are_whole_or_cut_where_a_reader_would),
		cmocka_unit_test(officers_are_parted_where_no_name_forbids_it),
		cmocka_unit_test(periods_must_say_just_that),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
