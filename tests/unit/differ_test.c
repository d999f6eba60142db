/*
 * Words of two texts that the other one has not.
 */
#include "text/differ.h"

#include "base/buffer.h"

#include "../test.h"
#include "shared_arena.h"

#include <string.h>

/* The words, those that stand alone in braces, lines parted by "/". */
static void assert_words(const struct tw_shown_words *words, const char *text)
{
	struct tw_buffer out = TW_BUFFER_INIT;

	for (size_t i = 0; i < words->count; i++) {
		const struct tw_shown_word *word = &words->at[i];

		tw_buffer_string(&out, !i ? "" : word->line > word[-1].line ?
			" / " : " ");
		tw_buffer_format(&out, word->alone ? "{%.*s}" : "%.*s",
			TW_ARG(word->text));
	}
	tw_buffer_byte(&out, '\0');
	assert_string_equal(out.ptr, text);
	tw_buffer_release(&out);
}

static const struct {
	const char *a, *b, *shown_a, *shown_b;
} pairs[] = {
	{ "", "", "", "" },
	{ " \r\n\t", "one", "", "{one}" },
	{ "one two", "one two", "one two", "one two" },
	{ "a b c d", "a x c d e", "a {b} c d", "a {x} c d {e}" },
	{ "a b\r\n  c\n", "a\nb d", "a b / {c}", "a / b {d}" },
	{ "in June in June", "in June", "in June {in} {June}", "in June" },
	{ "x y z", "y z x", "{x} y z", "y z {x}" },
	{ "4\xC2\xA0schools", "5 schools", "{4} schools", "{5} schools" },
};

static void marks_what_differs(void **state)
{
	struct tw_shown_words a, b;

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		assert_true(tw_shown_words(&a, tw_view_of(pairs[i].a), arena));
		assert_true(tw_shown_words(&b, tw_view_of(pairs[i].b), arena));
		assert_true(tw_words_differ(&a, &b, arena));
		assert_words(&a, pairs[i].shown_a);
		assert_words(&b, pairs[i].shown_b);
	}
}

/* Letter case and punctuation at the ends of words are no other words. */
static const struct {
	const char *a, *b, *shown_a, *shown_b;
} loose[] = {
	{ "", "", "", "" },
	{ "Met the panel.", "met the Panel", "Met the panel.",
		"met the Panel" },
	{ "\"Offers\" (new), for schools", "offers new for Schools!",
		"\"Offers\" (new), for schools", "offers new for Schools!" },
	{ "the end ...", "the end !", "the end {...}", "the end {!}" },
	{ "85% of pupils", "85 of pupils", "{85%} of pupils",
		"{85} of pupils" },
	{ "MH leads, again", "MHs leads", "{MH} leads, {again}",
		"{MHs} leads" },
	{ "sixth-form", "sixth form", "{sixth-form}", "{sixth} {form}" },
};

static void marks_loosely(void **state)
{
	struct tw_shown_words a, b;

	for (size_t i = 0; i < sizeof(loose) / sizeof(*loose); i++) {
		assert_true(tw_words_compare(&a, tw_view_of(loose[i].a), &b,
			tw_view_of(loose[i].b), arena));
		assert_words(&a, loose[i].shown_a);
		assert_words(&b, loose[i].shown_b);
	}
}

/* All between what is alike at both ends. */
static void gives_up_on_long_texts(void **state)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_shown_words a, b;
	struct tw_view kept;
	size_t marked = 0;

	tw_buffer_string(&text, "first ");
	for (int i = 0; i < 2000; i++)
		tw_buffer_format(&text, "%d ", i);
	tw_buffer_string(&text, "last");
	kept = tw_arena_copy(arena, tw_buffer_get(&text));
	assert_true(tw_shown_words(&a, kept, arena));
	tw_buffer_clear(&text);
	tw_buffer_string(&text, "first x ");
	for (int i = 1; i < 1999; i++)
		tw_buffer_format(&text, "%d ", i);
	tw_buffer_string(&text, "y last");
	assert_true(tw_shown_words(&b, tw_buffer_get(&text), arena));
	assert_true(tw_words_differ(&a, &b, arena));
	for (size_t i = 0; i < a.count; i++)
		marked += a.at[i].alone;
	assert_int_equal(a.count, 2002);
	assert_int_equal(marked, 2000);
	tw_buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_what_differs),
		cmocka_unit_test(marks_loosely),
		cmocka_unit_test(gives_up_on_long_texts),
	};

	return cmocka_run_group_tests_name("words that differ", tests, begin,
		end);
}
