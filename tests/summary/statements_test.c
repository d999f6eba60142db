/*
 * Statements, and who is named in them: spec/summary.md, chapters 3 and 6.
 */
#include "../test.h"

#include "told.h"

#include <string.h>

static struct told told;

static int begin(void **state)
{
	told_begin(&told, "Partner: Mind\n\nPartner: Lancashire Mind\nAlso: "
		"Lancs Mind; LM\n\nPartner: Barnardo's\n\nPartner: Youth "
		"Service\n");
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

static const struct tw_story *tell(void)
{
	told_tell(&told);
	return told_story(&told, "p");
}

static void assert_told(const struct tw_statement *s, const char *text,
	unsigned first, unsigned last, size_t updates, bool stands)
{
	assert_view(s->text, text);
	assert_int_equal(s->first.period, first);
	assert_int_equal(s->last.period, last);
	assert_int_equal(s->updates, updates);
	assert_int_equal(s->stands, stands);
}

/* ---- statements ---- */

static void an_equal_text_goes_on(void **state)
{
	const struct tw_story *story;

	add("2023-24 Autumn 1", "\nImpact so far\n- Four schools  take\n  part.\n"
		"- Once.\n");
	add("2023-24 Autumn 2", "\nImpact so far\n- Another.\n- four schools "
		"take part\n");
	add("2023-24 Spring 2", "\nImpact so far\n- Four schools take part..\n"
		"- Four schools take part.\n");
	story = tell();
	assert_int_equal(story->impact.count, 3);
	assert_told(&story->impact.at[0], "Four schools take part.", 0, 3, 3,
		true);
	assert_told(&story->impact.at[1], "Once.", 0, 0, 1, false);
	assert_told(&story->impact.at[2], "Another.", 1, 1, 1, false);
}

static void a_key_goes_on_while_its_text_changes(void **state)
{
	const struct tw_story *story;

	add("2023-24 Autumn 1", "\nIntended outcomes\n- Schools know.\n"
		"- [other] Families know.\n");
	/* A text gets a key; a key gets another text. */
	add("2023-24 Autumn 2", "\nIntended outcomes\n- [know] Schools know.\n"
		"- [other] Families come.\n");
	/* A text that had another key is another statement's. */
	add("2023-24 Spring 1", "\nIntended outcomes\n- [know] All know.\n"
		"- [third] Families come.\n");
	story = tell();
	assert_int_equal(story->outcomes.count, 3);
	assert_told(&story->outcomes.at[0], "All know.", 0, 2, 3, true);
	assert_told(&story->outcomes.at[1], "Families come.", 0, 1, 2, false);
	assert_told(&story->outcomes.at[2], "Families come.", 2, 2, 1, true);
	/* Only what the latest update states is aimed at. */
	assert_int_equal(story->aim_count, 2);
}

static void a_text_without_its_key_goes_on(void **state)
{
	const struct tw_story *story;

	add("2023-24 Autumn 1", "\nExit strategy\n- [hand] Schools go on.\n");
	add("2023-24 Autumn 2", "\nExit strategy\n- Schools go on.\n");
	add("2023-24 Spring 1", "\nExit strategy\n- [hand] The council goes "
		"on.\n");
	story = tell();
	assert_int_equal(story->exit.count, 1);
	assert_told(&story->exit.at[0], "The council goes on.", 0, 2, 3, true);
}

static void placeholders_are_no_statements(void **state)
{
	const struct tw_story *story;

	add("2023-24 Autumn 1", "\nPlanned activity next period\n- None.\n"
		"\nImpact so far\n- None.\n- .\n\nExit strategy\n- none\n");
	story = tell();
	assert_int_equal(story->exit.count, 0);
	assert_int_equal(story->impact.count, 1);
	assert_told(&story->impact.at[0], ".", 0, 0, 1, true);
	assert_int_equal(story->promised[0].plans, 0);
}

static void since_leaves_out_what_stood_only_before(void **state)
{
	const struct tw_story *story;

	add("2023-24 Autumn 1", "\nPlanned activity next period\n- Meet.\n\n"
		"Impact so far\n- Old.\n- Lasting.\n");
	add("2023-24 Autumn 2", "\nActivity last period\n- (done) Meet.\n\n"
		"Planned activity next period\n- Ask.\n\nImpact so far\n"
		"- Lasting.\n- New.\n");
	told.scope.since = "2023-24 Autumn 2";
	story = tell();
	assert_int_equal(story->impact.count, 2);
	assert_told(&story->impact.at[0], "Lasting.", 0, 1, 2, true);
	assert_told(&story->impact.at[1], "New.", 1, 1, 1, true);
	assert_int_equal(story->promised_count, 1);
	assert_int_equal(story->promised[0].plans, 1);
	assert_true(story->promised[0].open);
}

/* Statements that name an outcome as they stand last, each once. */
static void evidence_is_counted_by_statements(void **state)
{
	const struct tw_story *story;

	add("2023-24 Autumn 1", "\nIntended outcomes\n- [a-a] One.\n- [b-b] "
		"Two.\n- [c-c] Three.\n\nImpact so far\n- Said.\n  > a-a\n"
		"- Then not.\n  > b-b\n");
	add("2023-24 Autumn 2", "\nIntended outcomes\n- [a-a] One.\n- [b-b] "
		"Two.\n\nActivity last period\n- Done.\n  > a-a\n\n"
		"Impact so far\n- Said.\n  > a-a\n- Then not.\n  > c-c\n");
	story = tell();
	assert_int_equal(story->aim_count, 2);
	assert_int_equal(story->aims[0].evidence, 2);
	assert_int_equal(story->aims[0].evidenced.period, 1);
	assert_int_equal(story->aims[1].evidence, 0);
	assert_true(story->evidence_given);
}

/* ---- partners ---- */

static size_t items_of(const struct tw_story *story, const char *partner)
{
	for (size_t i = 0; i < story->partner_count; i++)
		if (tw_view_equal(story->partners[i].alias->name,
		    tw_view_of(partner)))
			return story->partners[i].items;
	return 0;
}

static void assert_named(const char *text, size_t mind, size_t lancashire)
{
	const struct tw_story *story;
	char rest[256];

	told_end(&told);
	begin(NULL);
	strcpy(rest, "\nImpact so far\n- ");
	strcat(rest, text);
	strcat(rest, "\n");
	add("2023-24 Autumn 1", rest);
	story = tell();
	assert_int_equal(items_of(story, "Mind"), mind);
	assert_int_equal(items_of(story, "Lancashire Mind"), lancashire);
}

static void the_longest_name_counts(void **state)
{
	assert_named("Lancashire Mind came.", 0, 1);
	assert_named("With Mind, and LANCASHIRE  mind.", 1, 1);
	assert_named("Lancashire\n  Mind over two lines.", 0, 1);
	assert_named("LM and Lancs Mind in one item.", 0, 1);
	assert_named("Lancashire minds.", 0, 0);
}

static void names_stand_between_word_ends(void **state)
{
	assert_named("Mind", 1, 0);
	assert_named("(Mind)-led; \"Mind\".", 1, 0);
	assert_named("Minder, reMind, Mind2, \xC3\xA9Mind.", 0, 0);
	assert_named("ALM, LMs.", 0, 0);
}

static void the_first_letter_of_one_word_counts(void **state)
{
	assert_named("Bear in mind.", 0, 0);
	assert_named("MIND came.", 1, 0);
	assert_named("lancashire mind came, and lm.", 0, 1);
	assert_named("lm came.", 0, 0);
}

static void partners_are_told_by_their_rules(void **state)
{
	const struct tw_story *story;

	add("2023-24 Autumn 1", "\nActivity last period\n- The youth service "
		"met Barnardo's.\n");
	add("2023-24 Autumn 2", "\nImpact so far\n- Nobody.\n");
	add("2023-24 Spring 1", "\nActivity last period\n- Barnardo's and "
		"Barnardo's.\n- Barnardo's.\n\nExit strategy\n- Barnardo's go "
		"on.\n");
	told_add(&told, "A", "q", "2023-24 Spring 1", "\nImpact so far\n"
		"- Mind.\n");
	story = tell();
	assert_int_equal(story->partner_count, 2);
	assert_view(story->partners[0].alias->name, "Barnardo's");
	assert_int_equal(story->partners[0].items, 4);
	assert_int_equal(story->partners[0].updates, 2);
	assert_int_equal(story->partners[0].first.period, 0);
	assert_int_equal(story->partners[0].last.period, 2);
	assert_true(story->partners[0].exit);
	assert_view(story->partners[1].alias->name, "Youth Service");
	assert_int_equal(story->partners[1].items, 1);
	assert_false(story->partners[1].exit);
	/* What one priority names, another one does not. */
	story = told_story(&told, "q");
	assert_int_equal(story->partner_count, 1);
	assert_view(story->partners[0].alias->name, "Mind");
	assert_int_equal(story->partners[0].updates, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_equal_text_goes_on),
		TEST(a_key_goes_on_while_its_text_changes),
		TEST(a_text_without_its_key_goes_on),
		TEST(placeholders_are_no_statements),
		TEST(since_leaves_out_what_stood_only_before),
		TEST(evidence_is_counted_by_statements),
		TEST(the_longest_name_counts),
		TEST(names_stand_between_word_ends),
		TEST(the_first_letter_of_one_word_counts),
		TEST(partners_are_told_by_their_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
