/*
 * Settling conflicts: texts to the byte, when both sides may stand, and what
 * is said of a text that is settled.
 */
#include "merge/settle.h"

#include "lint/lint.h"

#include "../test.h"
#include "shared_arena.h"

#include <string.h>

#define HEAD "Priority: eet\nTitle: T\nArea: A\n" \
	"Term: 2023-24 Summer 1\nOfficers: X\n\n"
#define SIDES(ours, theirs) "<<<<<<< ours\n" ours "=======\n" theirs \
	">>>>>>> theirs\n"

static struct tw_settling s;

static enum tw_status judge(struct tw_record *record, struct tw_arena *in,
	void *context, struct tw_error *err)
{
	struct tw_lint_options options = { .house = NULL };

	(void)context;
	return tw_lint_record(record, in, &options, err);
}

static void settling(const char *text)
{
	struct tw_conflicts conflicts;

	assert_int_equal(tw_conflicts_read(&conflicts, arena,
		tw_view_of(text), NULL), TW_OK);
	assert_null(conflicts.faults);
	assert_int_equal(tw_settling_begin(&s, arena, tw_view_of(text),
		&conflicts, judge, NULL, NULL), TW_OK);
}

static void assert_text(enum tw_choice open, const char *text)
{
	struct tw_buffer out = TW_BUFFER_INIT;

	tw_settling_text(&out, &s, open);
	assert_int_equal(out.len, strlen(text));
	assert_memory_equal(out.ptr, text, out.len);
	tw_buffer_release(&out);
}

/* What both would be, or the clause that says why not. */
static const char *both(size_t which, bool turned)
{
	struct tw_view lines, why_not;

	assert_int_equal(tw_settling_both(&lines, &why_not, &s, which, turned,
		NULL), TW_OK);
	if (!lines.ptr)
		lines = why_not;
	return tw_arena_format(arena, "%.*s", TW_ARG(lines)).ptr;
}

static void gives_texts(void **state)
{
	settling("\xEF\xBB\xBF" "a\r\n# merge: x\r\n<<<<<<< o\r\nb\r\n"
		"||||||| p\r\nc\r\n=======\r\nd\r\n>>>>>>> t\r\ne\r\n"
		"<<<<<<< o\r\n=======\r\nf\r\n>>>>>>> t");
	assert_true(s.crlf);
	assert_int_equal(tw_settling_open(&s), 2);
	assert_text(TW_TAKE_OURS, "\xEF\xBB\xBF" "a\r\nb\r\ne\r\n");
	assert_text(TW_TAKE_THEIRS, "\xEF\xBB\xBF" "a\r\nd\r\ne\r\nf\r\n");
	s.answers[0] = (struct tw_answer){ TW_TAKE_GIVEN,
		tw_settling_lines(&s, TW_VIEW("\xEF\xBB\xBF# merge: x\n"
			"g\n#merge: y\r\nh")) };
	assert_int_equal(tw_settling_open(&s), 1);
	assert_text(TW_LEFT_OPEN, "\xEF\xBB\xBF" "a\r\ng\r\nh\r\ne\r\n"
		"<<<<<<< o\r\n=======\r\nf\r\n>>>>>>> t");
}

/* A record with one conflict, and what both of it are. */
static const struct {
	const char *text, *both, *turned; /* turned NULL: the same */
} may[] = {
	{ HEAD "Exit strategy\n" SIDES("- One.\n", "- Two.\n"),
		"- One.\n- Two.\n", "- Two.\n- One.\n" },
	{ HEAD "Exit strategy\n" SIDES("- One.\n", "- Two.\n") "  more\n",
		"the lines below belong to one item, not to two", NULL },
	{ HEAD "Exit strategy\n" SIDES("- One.\n", "- Two.\n") "\n# x\n"
		SIDES("  = a: 4\n", "- Three.\n"),
		"the lines below belong to one item, not to two", NULL },
	{ HEAD "Exit strategy\n" SIDES("- One.\n", "# x\n\n"),
		"one side has nothing here", NULL },
	{ HEAD "Exit strategy\n- One\n" SIDES("  more.\n", "  less.\n"),
		"they begin in the middle of a text", NULL },
	{ HEAD "Exit strategy\n- One\n" SIDES("  = a: 4\n", "- Two.\n"),
		"their lines are not of one kind", NULL },
	{ HEAD "Exit strategy\n- One\n" SIDES("  > aa\n- Two.\n",
		"  > aa\n- Three.\n"), "their lines are not of one kind",
		NULL },
	{ HEAD "Intended outcomes\n- [aa] A.\n- [bb] B.\n\nImpact so far\n"
		"- One.\n" SIDES("  > aa\n", "  > bb\n"),
		"  > aa\n  > bb\n", "  > bb\n  > aa\n" },
	{ HEAD "Impact so far\n- One.\n" SIDES("  = a: 4\n", "  = a: 5\n"),
		"together they break a rule (measure-twice): this measure has "
		"its figure in this record already", NULL },
	{ HEAD "Exit strategy\n" SIDES("- [aa] One.\n", "- [aa] Two.\n"),
		"together they break a rule (key-twice): this key stands in "
		"this section already", NULL },
	{ HEAD "Exit strategy\n- Same.\n- Same.\n" SIDES("- One.\n",
		"- Two.\n"), "- One.\n- Two.\n", "- Two.\n- One.\n" },
	{ "Priority: eet\nTitle: T\nArea: A\nTerm: 2023-24 Summer 1\n"
		SIDES("# x\nOfficers: A; B\n", "officers: C;  a\n"),
		"# x\nOfficers: A; B; C\n", "# x\nOfficers: C; a; B\n" },
	{ "Priority: eet\nArea: A\nTerm: 2023-24 Summer 1\nOfficers: X\n"
		SIDES("Title: A\n", "Title: B\n"),
		"together they break a rule (field-twice): this field stands "
		"in the record already", NULL },
};

static void tells_when_both_may_stand(void **state)
{
	for (size_t i = 0; i < sizeof(may) / sizeof(*may); i++) {
		settling(may[i].text);
		if (strcmp(both(0, false), may[i].both))
			fail_msg("%zu: %s", i, both(0, false));
		if (strcmp(both(0, true), may[i].turned ? may[i].turned :
		    may[i].both))
			fail_msg("%zu, turned: %s", i, both(0, true));
	}
}

static void judges_what_is_given(void **state)
{
	struct tw_diagnostic what;
	struct tw_view line;
	bool found;

	settling(HEAD "Impact so far\n- One.\n"
		SIDES("  = a: 4\n", "  = a: 5\n"));
	assert_int_equal(tw_settling_given(&found, &what, &line, &s, 0,
		TW_VIEW("  = a: 6\n"), NULL), TW_OK);
	assert_false(found);
	assert_int_equal(tw_settling_given(&found, &what, &line, &s, 0,
		TW_VIEW("  = a: 6\n  = b\n"), NULL), TW_OK);
	assert_true(found);
	assert_int_equal(what.id, TW_DIAG_BAD_DETAIL);
	assert_int_equal(line.len, 5);
	assert_memory_equal(line.ptr, "  = b", 5);
	/* What was wrong before is nobody's fault now. */
	settling("Impact so far\n- One.\n" SIDES("  = a\n", "  = a: 5\n"));
	assert_int_equal(tw_settling_given(&found, &what, &line, &s, 0,
		TW_VIEW("  = b\n"), NULL), TW_OK);
	assert_false(found);
}

static void reviews_what_is_settled(void **state)
{
	struct tw_settled settled;

	settling(HEAD "Activity last period\n" SIDES("- [aa] Go on.\n", "")
		"\nExit strategy\n" SIDES("", "- [aa] Go on.\n")
		"- Then.\n" SIDES("  = a: 4\n", "  = a: 5\n"));
	s.answers[0].choice = s.answers[1].choice = TW_TAKE_OURS;
	s.answers[2] = (struct tw_answer){ TW_TAKE_GIVEN,
		TW_VIEW("  = a: 4\n  = a: 5\n") };
	assert_int_equal(tw_settling_review(&settled, &s, arena, NULL), TW_OK);
	assert_null(settled.astray);
	assert_non_null(settled.fresh.first);
	assert_int_equal(settled.fresh.first->id, TW_DIAG_MEASURE_TWICE);
	assert_null(settled.fresh.first->next);
	s.answers[0].choice = TW_TAKE_THEIRS;
	s.answers[2].choice = TW_TAKE_OURS;
	assert_int_equal(tw_settling_review(&settled, &s, arena, NULL), TW_OK);
	assert_null(settled.fresh.first);
	assert_false(settled.astray->twice);
	assert_null(settled.astray->next);
	s.answers[0].choice = TW_TAKE_OURS;
	s.answers[1].choice = TW_TAKE_THEIRS;
	assert_int_equal(tw_settling_review(&settled, &s, arena, NULL), TW_OK);
	assert_true(settled.astray->twice);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_texts),
		cmocka_unit_test(tells_when_both_may_stand),
		cmocka_unit_test(judges_what_is_given),
		cmocka_unit_test(reviews_what_is_settled),
	};

	return cmocka_run_group_tests_name("settling", tests, begin, end);
}
