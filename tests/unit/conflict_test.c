/*
 * Conflicts as they stand in a text: whose lines are whose, and markers that
 * do not go together.
 */
#include "record/conflict.h"

#include "base/buffer.h"

#include "../test.h"
#include "shared_arena.h"

#include <string.h>
#include <time.h>

static struct tw_conflicts read_all(const char *text)
{
	struct tw_conflicts found;

	assert_int_equal(tw_conflicts_read(&found, arena, tw_view_of(text),
		NULL), TW_OK);
	return found;
}

static void tells_the_parts(void **state)
{
	const struct tw_conflict *c;
	struct tw_conflicts found = read_all("- One.\n"
		"# merge: no part of it\n\n"
		"# merge: both changed it\n# merge: so they did\n"
		"<<<<<<< ours\n  = a: 1\n=======\n  = a: 2\n  = b: 3\n"
		">>>>>>> the other one\nmore\n");

	assert_null(found.faults);
	assert_int_equal(found.count, 1);
	c = found.first;
	assert_int_equal(c->line, 6);
	assert_int_equal(c->size, 7);
	assert_view(c->comments, "# merge: both changed it\n"
		"# merge: so they did\n");
	assert_view(c->part[TW_PART_OURS], "  = a: 1\n");
	assert_null(c->part[TW_PART_BASE].ptr);
	assert_view(c->part[TW_PART_THEIRS], "  = a: 2\n  = b: 3\n");
	assert_view(c->label[TW_PART_OURS], "ours");
	assert_view(c->label[TW_PART_THEIRS], "the other one");
	assert_int_equal(c->whole.ptr - c->comments.ptr, 0);
	assert_memory_equal(c->whole.ptr + c->whole.len, "more\n", 5);
}

static void knows_bases_sizes_and_line_ends(void **state)
{
	struct tw_conflicts found = read_all("\xEF\xBB\xBF<<<<<<<<< HEAD\r\n"
		"a\r\n||||||||| 1234\r\nb\r\n=========\r\n>>>>>>>>>");

	assert_null(found.faults);
	assert_int_equal(found.count, 1);
	assert_int_equal(found.first->size, 9);
	assert_int_equal(found.first->line, 1);
	assert_view(found.first->label[TW_PART_OURS], "HEAD");
	assert_view(found.first->part[TW_PART_OURS], "a\r\n");
	assert_view(found.first->part[TW_PART_BASE], "b\r\n");
	assert_view(found.first->label[TW_PART_BASE], "1234");
	assert_non_null(found.first->part[TW_PART_THEIRS].ptr);
	assert_int_equal(found.first->part[TW_PART_THEIRS].len, 0);
	assert_int_equal(found.first->label[TW_PART_THEIRS].len, 0);
}

static void nests_in_a_base_alone(void **state)
{
	struct tw_conflicts found = read_all("<<<<<<< ours\na\n||||||| base\n"
		"<<<<<<<<< x\nb\n=========\nc\n>>>>>>>>> y\n=======\nd\n"
		">>>>>>> theirs\n");

	assert_null(found.faults);
	assert_int_equal(found.count, 1);
	assert_view(found.first->part[TW_PART_BASE],
		"<<<<<<<<< x\nb\n=========\nc\n>>>>>>>>> y\n");
	found = read_all("<<<<<<< ours\n<<<<<<<<< x\na\n=========\nb\n"
		">>>>>>>>> y\n=======\nd\n>>>>>>> theirs\n");
	assert_int_equal(found.faults->line, 2);
	found = read_all("<<<<<<< ours\na\n======== \nb\n>>>>>>> theirs\n");
	assert_int_equal(found.count, 0);
	assert_int_equal(found.faults->line, 3);
	assert_null(found.faults->next);
}

/* A text, and the lines of its faults. */
static const struct {
	const char *text;
	unsigned conflicts, lines[4];
} broken[] = {
	{ "=======\n", 0, { 1 } },
	{ "a\n>>>>>>> x\n", 0, { 2 } },
	{ "||||||| x\n", 0, { 1 } },
	{ "a\n<<<<<<< x\nb\n", 0, { 2 } },
	{ "<<<<<<< x\nb\n=======\n", 0, { 1 } },
	{ "<<<<<<< x\nb\n>>>>>>> y\nc\n", 0, { 3 } },
	{ "<<<<<<< x\n||||||| y\n>>>>>>> z\n", 0, { 3 } },
	{ "<<<<<<< x\n=======\n=======\n>>>>>>> z\n", 0, { 3 } },
	{ "<<<<<<< x\n=======\n||||||| y\n>>>>>>> z\n", 0, { 3 } },
	{ "<<<<<<< x\n||||||| y\n||||||| y\n=======\n>>>>>>> z\n", 0, { 3 } },
	{ "<<<<<<< x\n||||||| y\n>>>>>>> z\n=======\n", 0, { 3, 4 } },
	{ "<<<<<<< x\n<<<<<<< y\n=======\n>>>>>>> z\n", 0, { 2 } },
	{ "<<<<<<< x\n=======\n>>>>>>> z\n>>>>>>> z\n"
		"<<<<<<< x\n=======\n>>>>>>> z\n", 2, { 4 } },
};

static void tells_what_is_broken(void **state)
{
	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		struct tw_conflicts found = read_all(broken[i].text);
		const struct tw_conflict_fault *f = found.faults;

		for (size_t j = 0; broken[i].lines[j]; j++, f = f->next) {
			if (!f || f->line != broken[i].lines[j])
				fail_msg("text %zu, fault %zu", i, j);
			assert_true(f->what.len > 0);
		}
		if (f || found.count != broken[i].conflicts)
			fail_msg("text %zu: more than there is", i);
	}
}

static void what_is_no_marker(void **state)
{
	struct tw_conflicts found = read_all("<<<<<< x\n <<<<<<< x\n<<<<<<<x\n"
		"#######\n=======x\n- <<<<<<< x\n");
	struct tw_view words;

	assert_int_equal(found.count, 0);
	assert_null(found.faults);
	assert_true(tw_comment_merge(&words, TW_VIEW("#merge:  said. ")));
	assert_view(words, "said.");
	assert_false(tw_comment_merge(&words, TW_VIEW("# merged: said")));
	assert_false(tw_comment_merge(&words, TW_VIEW("merge: said")));
}

/* Every line is looked at once, whatever stands there. */
static void takes_hostile_texts(void **state)
{
	static const char *const lines[] = { "<<<<<<<\n", "=======\n",
		">>>>>>>\n", "|||||||\n", "# merge:\n",
		"<<<<<<<\n=======\n>>>>>>>\n", "<<<<<<<\n|||||||\n<<<<<<<<\n" };
	struct tw_conflicts found;
	struct tw_buffer text = TW_BUFFER_INIT;
	clock_t begun = clock();

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		tw_buffer_clear(&text);
		while (text.len < 4 << 20)
			assert_true(tw_buffer_string(&text, lines[i]));
		assert_int_equal(tw_conflicts_read(&found, arena,
			tw_buffer_get(&text), NULL), TW_OK);
		assert_true(i == 4 || found.faults || found.count > 100000);
		tw_arena_reset(arena);
	}
	assert_true((clock() - begun) / CLOCKS_PER_SEC < 20);
	tw_buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_the_parts),
		cmocka_unit_test(knows_bases_sizes_and_line_ends),
		cmocka_unit_test(nests_in_a_base_alone),
		cmocka_unit_test(tells_what_is_broken),
		cmocka_unit_test(what_is_no_marker),
		cmocka_unit_test(takes_hostile_texts),
	};

	return cmocka_run_group_tests_name("conflicts", tests, begin, end);
}
