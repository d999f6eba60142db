/* What changed in substance between two versions: spec/history.md. */
#include "../test.h"

#include "base/buffer.h"
#include "history/edits.h"

#include <stdio.h>
#include <string.h>

#define HEAD "Priority: eet\nTitle: T\nArea: A\nTerm: 2023-24 Summer 1\n" \
	"Officers: X\n\n"
#define OUTCOMES "Intended outcomes\n"
#define DID "Activity last period\n"
#define PLAN "Planned activity next period\n"
#define IMPACT "Impact so far\n"
#define EXIT "Exit strategy\n"

static struct tw_arena *arena;
static struct tw_buffer told;

static struct tw_record *parse(const char *text)
{
	struct tw_record *record = NULL;

	if (text)
		assert_int_equal(tw_record_parse(&record, arena,
			tw_view_of(text), NULL), TW_OK);
	return record;
}

static void tell_bits(unsigned what)
{
	for (unsigned bit = 1; bit <= TW_EDIT_LAYOUT; bit <<= 1)
		if (what & bit)
			tw_buffer_format(&told, " %s", tw_edit_name(bit));
}

static void tell_detail(const struct tw_detail *d)
{
	if (!d)
		tw_buffer_string(&told, "nothing");
	else
		tw_buffer_format(&told, "%c %.*s %.*s", d->sign,
			TW_ARG(d->name), TW_ARG(d->value));
}

/* All of it in a few words, one edit a line. */
static const char *edits(const char *before, const char *now)
{
	struct tw_edits e;

	tw_buffer_clear(&told);
	tw_arena_reset(arena);
	assert_int_equal(tw_edits_find(&e, arena, NULL, parse(before),
		parse(now), NULL), TW_OK);
	for (size_t i = 0; i < e.field_count; i++)
		tw_buffer_format(&told, "field %.*s: %.*s > %.*s\n", TW_ARG(
			e.fields[i].to ? e.fields[i].to->name :
			e.fields[i].from->name), TW_ARG(e.fields[i].was),
			TW_ARG(e.fields[i].is));
	for (size_t i = 0; i < e.item_count; i++) {
		const struct tw_item_edit *edit = &e.items[i];
		const struct tw_node *node = edit->to ? edit->to : edit->from;

		tw_buffer_format(&told, "%s %.*s:", tw_section_word(
			node->section), TW_ARG(node->text));
		tell_bits(edit->what);
		for (size_t d = 0; d < edit->detail_count; d++) {
			tw_buffer_string(&told, "; ");
			tell_detail(edit->details[d].from);
			tw_buffer_string(&told, " > ");
			tell_detail(edit->details[d].to);
		}
		tw_buffer_byte(&told, '\n');
	}
	for (size_t i = 0; i < e.comment_count; i++)
		tw_buffer_format(&told, "%s %.*s\n", e.comments[i].added ?
			"new" : "gone", TW_ARG(e.comments[i].text));
	if (e.sections_added)
		tw_buffer_format(&told, "empty %x\n", e.sections_added);
	if (e.what & ~(unsigned)TW_EDIT_SUBSTANCE) {
		tw_buffer_string(&told, "besides:");
		tell_bits(e.what & ~(unsigned)TW_EDIT_SUBSTANCE);
		tw_buffer_byte(&told, '\n');
	}
	tw_buffer_byte(&told, '\0');
	assert_false(told.failed);
	return tw_buffer_get(&told).ptr;
}

static void tells_nothing_of_what_is_equal(void **state)
{
	assert_string_equal(edits(HEAD PLAN "- One.\n", HEAD PLAN
		"- One.\n"), "");
}

static void tells_what_came_and_went(void **state)
{
	assert_string_equal(edits(HEAD PLAN "- Hold the network meeting.\n"
		"- Visit three colleges.\n", HEAD PLAN
		"- Hold the network meeting.\n- Print a leaflet.\n"),
		"planned Print a leaflet.: added\n"
		"planned Visit three colleges.: removed\n");
}

static void tells_rewording_from_wrapping(void **state)
{
	assert_string_equal(edits(HEAD PLAN "- Hold the first network meeting "
		"for schools.\n", HEAD PLAN "- Hold the second network\n"
		"  meeting for schools.\n"), "planned Hold the second network "
		"meeting for schools.: reworded\n");
	assert_string_equal(edits(HEAD PLAN "- Hold the first network meeting "
		"for schools.\n", HEAD PLAN "- Hold the first\n  network "
		"meeting for  schools.\n"), "besides: wrapped\n");
	assert_string_equal(edits("Title: A long title\n", "Title: A long\n"
		"  title\n"), "besides: wrapped\n");
}

static void follows_a_plan_to_where_it_is_reported(void **state)
{
	assert_string_equal(edits(HEAD PLAN "- [net] Hold the meeting.\n",
		HEAD DID "- [net] (done) The meeting was held.\n"),
		"activity The meeting was held.: reworded moved disposition\n");
	assert_string_equal(edits(HEAD DID "- Old.\n" PLAN "- Hold the network "
		"meeting for schools.\n", HEAD DID "- Old.\n- Held the network "
		"meeting for schools.\n"), "activity Held the network meeting "
		"for schools.: reworded moved\n");
}

static void tells_figures_by_name_and_sign(void **state)
{
	assert_string_equal(edits(HEAD IMPACT "- Schools take part.\n"
		"  = schools: 4\n  > aim\n", HEAD IMPACT
		"- Schools take part.\n  = schools: 6\n  + staff: 3\n"),
		"impact Schools take part.: details; = schools 4 > = schools "
		"6; nothing > + staff 3; > aim  > nothing\n");
	assert_string_equal(edits(HEAD IMPACT "- S.\n  = s: 4\n", HEAD IMPACT
		"- S.\n  + s: 2\n  = s: 4\n"),
		"impact S.: details; nothing > + s 2\n");
	assert_string_equal(edits(HEAD IMPACT "- S.\n  = s: 4\n", HEAD IMPACT
		"- S.\n  + s: 4\n"), "impact S.: details; = s 4 > + s 4\n");
}

static void tells_keys_and_dispositions(void **state)
{
	assert_string_equal(edits(HEAD PLAN "- Go on.\n", HEAD PLAN
		"- [go] (on hold) Go on.\n"),
		"planned Go on.: key disposition\n");
}

static void holds_two_keys_for_two_items(void **state)
{
	assert_string_equal(edits(HEAD PLAN "- [ka] Hold the meeting for "
		"schools.\n", HEAD PLAN "- [kb] Hold the meeting for all "
		"schools.\n"),
		"planned Hold the meeting for all schools.: added\n"
		"planned Hold the meeting for schools.: removed\n");
}

static void tells_order_and_comments_apart(void **state)
{
	assert_string_equal(edits(HEAD PLAN "- One.\n- Two.\n", HEAD PLAN
		"- Two.\n- One.\n"), "besides: order\n");
	assert_string_equal(edits(HEAD PLAN "# old\n- One.\n", HEAD PLAN
		"- One.\n# new\n"), "new # new\ngone # old\n"
		"besides: comments\n");
	assert_string_equal(edits(HEAD PLAN "- One.\n", HEAD "\n" PLAN
		"- One.\n"), "besides: layout\n");
}

static void tells_fields(void **state)
{
	assert_string_equal(edits("Title: A\nOfficers: X\nX-b: 1\n",
		"Title: B\nX-b: 1\nDate: 2024-05\n"),
		"field Title: A > B\nfield Date:  > 2024-05\n"
		"field Officers: X > \n");
}

static void tells_headings_that_stand_alone(void **state)
{
	assert_string_equal(edits(HEAD PLAN "- One.\n", HEAD PLAN "- One.\n"
		EXIT), "empty 10\n");
}

static void takes_a_version_that_is_not_there(void **state)
{
	assert_string_equal(edits(NULL, "Title: A\n\n" PLAN "- One.\n"),
		"field Title:  > A\nplanned One.: added\n");
	assert_string_equal(edits(PLAN "- One.\n", NULL),
		"planned One.: removed\n");
	assert_string_equal(edits(NULL, NULL), "");
}

/* As many as a record may hold, no two of which are alike by position. */
static void takes_very_many_items(void **state)
{
	enum { MANY = 20000 };
	struct tw_buffer a = TW_BUFFER_INIT, b = TW_BUFFER_INIT;
	struct tw_record *from, *to;
	struct tw_edits e;

	tw_buffer_string(&a, HEAD PLAN);
	tw_buffer_string(&b, HEAD PLAN);
	for (int i = 0; i < MANY; i++) {
		tw_buffer_format(&a, "- Item %d of many.\n", i);
		tw_buffer_format(&b, "- Item %d of others.\n", MANY - i);
	}
	tw_arena_reset(arena);
	assert_int_equal(tw_record_parse(&from, arena, tw_buffer_get(&a),
		NULL), TW_OK);
	assert_int_equal(tw_record_parse(&to, arena, tw_buffer_get(&b), NULL),
		TW_OK);
	assert_int_equal(tw_edits_find(&e, arena, NULL, from, to, NULL),
		TW_OK);
	assert_int_equal(e.item_count, 2 * MANY);
	tw_buffer_release(&a);
	tw_buffer_release(&b);
}

static int begin(void **state)
{
	arena = tw_arena_new();
	return arena ? 0 : -1;
}

static int end(void **state)
{
	tw_arena_free(arena);
	tw_buffer_release(&told);
	return 0;
}

/*
 * Blanks of every kind at every place of a text, so that none slips through
 * where it is looked at in steps.
 */
static void joins_words_by_single_spaces(void **state)
{
	static const char *const blanks[] = { " ", "\t", "  ", " \t", "\t ",
		"   ", "\xC2\xA0", " \xE2\x80\x89", "\xE3\x80\x80 " };
	char letters[64], is[96], wanted[96];

	memset(letters, 'a', sizeof(letters));
	for (size_t b = 0; b < sizeof(blanks) / sizeof(*blanks); b++)
		for (int before = 1; before < 20; before++)
			for (int after = 1; after < 20; after++) {
				struct tw_segment text = { .text = { is, 0 } };
				struct tw_view words;

				text.text.len = (size_t)snprintf(is,
					sizeof(is), "%.*s%s%.*s", before,
					letters, blanks[b], after, letters);
				snprintf(wanted, sizeof(wanted), "%.*s %.*s",
					before, letters, after, letters);
				words = tw_words_join(&text, arena);
				assert_true(tw_view_equal(words,
					tw_view_of(wanted)));
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joins_words_by_single_spaces),
		cmocka_unit_test(tells_nothing_of_what_is_equal),
		cmocka_unit_test(tells_what_came_and_went),
		cmocka_unit_test(tells_rewording_from_wrapping),
		cmocka_unit_test(follows_a_plan_to_where_it_is_reported),
		cmocka_unit_test(tells_figures_by_name_and_sign),
		cmocka_unit_test(tells_keys_and_dispositions),
		cmocka_unit_test(holds_two_keys_for_two_items),
		cmocka_unit_test(tells_order_and_comments_apart),
		cmocka_unit_test(tells_fields),
		cmocka_unit_test(tells_headings_that_stand_alone),
		cmocka_unit_test(takes_a_version_that_is_not_there),
		cmocka_unit_test(takes_very_many_items),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
