/* What a report says in words, and the tables of it in spec/format.md. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "account/account.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct cue {
	const char *words;
	enum tw_says says;
} cues[] = {
#define CUE(words, says) { words, says },
#include "account/cues.def"
#undef CUE
};

static const char *const reports[] = {
#define REPORT(word) word,
#include "account/reports.def"
#undef REPORT
};

static const char *const asks[] = {
#define ASK(word) word,
#include "account/asks.def"
#undef ASK
};

enum { ASKS = sizeof(asks) / sizeof(*asks) };

enum { TW_TURN_ON, TW_TURN_END };

static const struct {
	const char *word;
	int kind;
} turns[] = {
#define TURN(word, kind) { word, kind },
#include "account/turns.def"
#undef TURN
};

enum {
	TURNS = sizeof(turns) / sizeof(*turns),
	CUES = sizeof(cues) / sizeof(*cues),
	REPORTS = sizeof(reports) / sizeof(*reports)
};

static struct tw_view last; /* words that said so */

static enum tw_state said_in(const char *text, const struct tw_house *house)
{
	struct tw_cues all;

	tw_cues_begin(&all, house);
	return tw_cue_read(&last, &all, tw_view_of(text));
}

static bool announced_in(const char *text, const struct tw_house *house)
{
	struct tw_cues all;

	tw_cues_begin(&all, house);
	return tw_cue_announces(&all, tw_view_of(text));
}

static enum tw_state said(const char *text)
{
	return said_in(text, NULL);
}

static bool announced(const char *text)
{
	return announced_in(text, NULL);
}

static const struct {
	enum tw_says says;
	enum tw_state state;
	const char *end; /* of its row of the page */
} rows[] = {
	{ TW_SAYS_ON_HOLD, TW_ON_HOLD, "| on hold |" },
	{ TW_SAYS_DROPPED, TW_DROPPED, "| dropped |" },
	{ TW_SAYS_ONGOING, TW_ONGOING, "| ongoing |" },
	{ TW_SAYS_PLANNED, TW_NO_STATE, "| still to come |" },
};

/* ---- the page ---- */

static char page[1 << 20];

static int read_page(void **state)
{
	FILE *file = fopen("spec/format.md", "r");

	(void)state;
	assert_non_null(file);
	page[fread(page, 1, sizeof(page) - 1, file)] = '\0';
	fclose(file);
	return 0;
}

static char *copy_of(const char *begin, const char *end)
{
	size_t length = (size_t)(end - begin);
	char *copy = malloc(length + 1);

	assert_non_null(copy);
	memcpy(copy, begin, length);
	copy[length] = '\0';
	return copy;
}

/* The part of the page from one text to the next place of another. */
static char *part(const char *from, const char *to)
{
	const char *begin = strstr(page, from), *end;

	assert_non_null(begin);
	end = strstr(begin + strlen(from), to);
	assert_non_null(end);
	return copy_of(begin, end);
}

/* The words of a list, parted by `marks`, each taken off the list. */
static void tick_off(char *list, const char *marks, bool (*known)(
	const char *word, int row), int row, size_t *count)
{
	for (char *word = strtok(list, marks); word;
	     word = strtok(NULL, marks)) {
		word += strspn(word, " \n");
		for (size_t n = strlen(word); n && strchr(" \n", word[n - 1]);)
			word[--n] = '\0';
		if (!*word)
			continue;
		if (!known(word, row))
			fail_msg("\"%s\" is in the page alone", word);
		++*count;
	}
}

static bool is_cue(const char *words, int row)
{
	for (int k = 0; k < CUES; k++)
		if (!strcmp(cues[k].words, words))
			return cues[k].says == rows[row].says;
	return false;
}

static bool is_report(const char *word, int row)
{
	(void)row;
	for (int k = 0; k < REPORTS; k++)
		if (!strcmp(reports[k], word))
			return true;
	return false;
}

/* The table of the page has each cue, and nothing else. */
static void test_table(void **state)
{
	char *table = part("\n| words | say |\n|---|---|\n", "\n\n");
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *end = strstr(table, rows[i].end), *begin = end, *row;

		assert_non_null(end);
		while (begin[-1] != '\n')
			begin--;
		row = copy_of(begin + strlen("| "), end);
		tick_off(row, ";", is_cue, (int)i, &count);
		free(row);
	}
	assert_int_equal(count, CUES);
	free(table);
}

static void test_reports(void **state)
{
	char *list = part("```list past\n", "```\n");
	size_t count = 0;

	(void)state;
	tick_off(list + strlen("```list past"), " \n", is_report, 0, &count);
	assert_int_equal(count, REPORTS);
	free(list);
}

static bool is_ask(const char *word, int row)
{
	(void)row;
	for (int k = 0; k < ASKS; k++)
		if (!strcmp(asks[k], word))
			return true;
	return false;
}

static void test_answers(void **state)
{
	char *list = part("```list asking\n", "```\n");
	size_t count = 0;

	(void)state;
	tick_off(list + strlen("```list asking"), " \n", is_ask, 0, &count);
	assert_int_equal(count, ASKS);
	free(list);
	assert_true(tw_cue_answers(TW_VIEW("Ask the college about outreach"),
		TW_VIEW("The college will offer a day a week")));
	assert_true(tw_cue_answers(TW_VIEW("Exam centre: talk to Langley"),
		TW_VIEW("Langley will be an exam centre")));
	assert_false(tw_cue_answers(TW_VIEW("Talk to heads about outreach"),
		TW_VIEW("Talks with heads are planned for May")));
	assert_false(tw_cue_answers(TW_VIEW("Hold the debate at the college"),
		TW_VIEW("The debate is planned for May")));
	assert_false(tw_cue_answers(TW_VIEW("Hold a talk-in; tasks"),
		TW_VIEW("The talking point will be May")));
}

static bool is_turn(const char *word, int kind)
{
	for (int k = 0; k < TURNS; k++)
		if (!strcmp(turns[k].word, word))
			return turns[k].kind == kind;
	return false;
}

static void test_turns(void **state)
{
	static const char *const heads[] = { "```list moved", "```list ended" };
	size_t count = 0;

	(void)state;
	for (int i = 0; i < 2; i++) {
		char *list = part(heads[i], "```\n");

		tick_off(list + strlen(heads[i]), " \n", is_turn, i, &count);
		free(list);
	}
	assert_int_equal(count, TURNS);
}

/* ---- reading ---- */

/* Each cue is read between word ends, hyphens being blanks. */
static void test_cues(void **state)
{
	char text[160];

	(void)state;
	for (int i = 0; i < CUES; i++) {
		enum tw_state wanted = TW_NO_STATE;

		for (size_t k = 0; k < sizeof(rows) / sizeof(*rows); k++)
			if (rows[k].says == cues[i].says)
				wanted = rows[k].state;
		snprintf(text, sizeof(text), "The work: %s x", cues[i].words);
		if (said(text) != wanted || announced(text) !=
		    (cues[i].says == TW_SAYS_PLANNED))
			fail_msg("%s: misread", cues[i].words);
		snprintf(text, sizeof(text), "The work%s", cues[i].words);
		if (said(text) || (announced(text) &&
		    cues[i].says == TW_SAYS_PLANNED))
			fail_msg("%s: misread", text);
	}
	assert_int_equal(said("It is ON-HOLD."), TW_ON_HOLD);
}

/* The first one counts, and none that is denied. */
static void test_denial(void **state)
{
	(void)state;
	assert_int_equal(said("It is On-Hold now."), TW_ON_HOLD);
	assert_true(tw_view_equal(last, TW_VIEW("On-Hold")));
	assert_int_equal(said("Paused, then cancelled."), TW_ON_HOLD);
	assert_int_equal(said("Cancelled, not paused."), TW_DROPPED);
	assert_int_equal(said("It is no longer on hold."), TW_NO_STATE);
	assert_int_equal(said("It was not cancelled; it continues."),
		TW_ONGOING);
	assert_int_equal(said("It will not be cancelled."), TW_NO_STATE);
	assert_int_equal(said("It was never abandoned."), TW_NO_STATE);
	assert_int_equal(said("cancelled"), TW_DROPPED);
	assert_int_equal(said(""), TW_NO_STATE);
}

/* What is still to come is no report, unless something past stands before. */
static void test_announcements(void **state)
{
	(void)state;
	assert_true(announced("A debate is planned for the spring."));
	assert_true(announced("Heads will meet in May."));
	assert_false(announced("Heads met in March and will meet in May."));
	assert_false(announced("The plan was shared; a visit is planned."));
	assert_false(announced("There will be no debate."));
	assert_false(announced("It was put off and will be held in May."));
	assert_false(announced("Heads met."));
}

static const struct tw_house *house;

static enum tw_state said_here(const char *text)
{
	return said_in(text, house);
}

/* The cues of a corpus come first, and add to those of the format. */
static void test_house(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_house *made;

	(void)state;
	assert_int_equal(tw_house_parse(&made, arena, TW_VIEW("Cue: parked\n"
		"Also: in the long grass\nSays: on hold\n\nCue: signed off\n"
		"Says: done\n\nCue: pencilled in\nSays: planned\n\n"
		"Cue: cancelled\nSays: on hold\n"), NULL), TW_OK);
	assert_null(made->diagnostics.first);
	house = made;
	assert_int_equal(said_here("It is in the long grass."), TW_ON_HOLD);
	assert_int_equal(said_here("Parked."), TW_ON_HOLD);
	assert_int_equal(said_here("Signed-off."), TW_DONE);
	assert_int_equal(said_here("Cancelled."), TW_ON_HOLD);
	assert_int_equal(said_here("Abandoned."), TW_DROPPED);
	assert_int_equal(said_here("Not parked."), TW_NO_STATE);
	assert_true(announced_in("A visit, pencilled in.", house));
	assert_false(announced_in("A visit.", house));
	tw_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(test_table, read_page),
		cmocka_unit_test_setup(test_reports, read_page),
		cmocka_unit_test(test_turns),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_cues),
		cmocka_unit_test(test_denial),
		cmocka_unit_test(test_announcements),
		cmocka_unit_test(test_house),
	};

	return cmocka_run_group_tests_name("cues", tests, NULL, NULL);
}
