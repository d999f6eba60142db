/*
 * Personal data, where the examples of the specification and the planted
 * values do not reach: lists of names, what is public, masks, house rules'
 * own data, and failures.
 */
#include "base/buffer.h"
#include "privacy/privacy.h"

#include "../test.h"
#include "shared_arena.h"

#include <stdio.h>
#include <string.h>

static struct tw_private_names *list(const char *text)
{
	struct tw_private_names *names = NULL;

	assert_int_equal(tw_private_names_parse(&names, tw_view_of(text),
		"list", NULL), TW_OK);
	assert_non_null(names);
	return names;
}

/* What is shown of a text. */
static const char *shown(const char *text,
	const struct tw_private_options *options)
{
	struct tw_view hidden = tw_private_hide(tw_view_of(text), options,
		arena), whole;

	assert_non_null(hidden.ptr);
	whole = tw_arena_format(arena, "%.*s", TW_ARG(hidden));
	assert_non_null(whole.ptr);
	return whole.ptr;
}

static void names_are_found_whole(void **state)
{
	struct tw_private_names *names = list("\xEF\xBB\xBF# a list\r\n"
		"Zo\xC3\xAB O\xE2\x80\x99" "Brien-Smith\r\n\r\n Doe, Jane \n"
		"Rose\n\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD");
	struct tw_private_options options = { .names = names };

	assert_string_equal(shown("Met ZOE OBRIEN SMITH.", &options),
		"Met *** ****** *****.");
	assert_string_equal(shown("zoe-o'brien_smith", &options),
		"***-*'*****_*****");
	assert_string_equal(shown("Zoe O'Brien", &options), "Zoe O'Brien");
	assert_string_equal(shown("jane\n  doe and Doe, Jane", &options),
		"****\n  *** and ***, ****");
	assert_string_equal(shown("Jane, Doe", &options), "Jane, Doe");
	assert_string_equal(shown("Jane Doeson", &options), "Jane Doeson");
	assert_string_equal(shown("a rose, a Rose", &options),
		"a rose, a ****");
	assert_string_equal(shown("\xD0\x98\xD0\x92\xD0\x90\xD0\x9D",
		&options), "\xC3\x97\xC3\x97\xC3\x97\xC3\x97");
	tw_private_names_free(names);
}

static void check_refused(struct tw_view text, const char *message)
{
	struct tw_private_names *names = NULL;
	struct tw_error err = { TW_OK, "" };

	assert_int_equal(tw_private_names_parse(&names, text, "list", &err),
		TW_IO);
	assert_null(names);
	assert_string_equal(err.message, message);
}

static void wrong_lists_are_refused(void **state)
{
	struct tw_buffer longest = TW_BUFFER_INIT;

	check_refused(TW_VIEW("Ann\n\xE9ric"), "list:2: this line of the list "
		"of names is not UTF-8 text; save the list as UTF-8");
	check_refused(TW_VIEW("J\0a\0c\0k\0"), "list:1: this line of the list "
		"of names holds bytes that are no text; save the list as "
		"UTF-8");
	check_refused(TW_VIEW("Jack,2015"), "list:1: this line of the list of "
		"names has a digit, which no name has");
	check_refused(TW_VIEW("--"), "list:1: this line of the list of names "
		"has no letter: a line is one name");
	check_refused(TW_VIEW("a b c d e f g h i"), "list:1: this line of the "
		"list of names has more than eight words: a line is one name");
	assert_true(tw_buffer_pad(&longest, 'a', 256));
	tw_private_names_free(list("Ann"));
	assert_true(tw_buffer_byte(&longest, 'a'));
	check_refused(tw_buffer_get(&longest), "list:1: this line of the list "
		"of names is longer than a name is: 256 bytes");
	tw_buffer_release(&longest);
}

/* One name of a million, by its number. */
static void write_name(struct tw_buffer *out, unsigned number)
{
	for (int i = 0; i < 8; i++) {
		if (i == 4)
			tw_buffer_byte(out, ' ');
		tw_buffer_byte(out, (char)((i % 4 ? 'a' : 'A') + number % 13));
		number /= 13;
	}
}

static void a_million_names_are_read(void **state)
{
	enum { MANY = 1000000, TRIED = 1000 };
	struct tw_buffer text = TW_BUFFER_INIT, tried = TW_BUFFER_INIT;
	struct tw_private_names *names = NULL;
	struct tw_private_options options = { 0 };
	struct tw_private_spans spans;

	for (unsigned i = 0; i < MANY; i++) {
		write_name(&text, i * 2);
		tw_buffer_byte(&text, '\n');
	}
	assert_false(text.failed);
	assert_int_equal(tw_private_names_parse(&names, tw_buffer_get(&text),
		"list", NULL), TW_OK);
	options.names = names;
	for (unsigned i = 0; i < TRIED; i++) {
		tw_buffer_string(&tried, "- ");
		write_name(&tried, i * 997);
		tw_buffer_byte(&tried, '\n');
	}
	assert_false(tried.failed);
	assert_int_equal(tw_private_find(&spans, arena, tw_buffer_get(&tried),
		&options, NULL), TW_OK);
	assert_int_equal(spans.count, TRIED / 2);
	tw_private_names_free(names);
	tw_buffer_release(&text);
	tw_buffer_release(&tried);
}

static void what_is_public_is_shown(void **state)
{
	struct tw_house *house;
	struct tw_private_options options = { .when = { 2024, 5, 0 } };

	assert_int_equal(tw_house_parse(&house, arena, TW_VIEW(
		"Public: 01632 960 123; enquiries@example.org\n"
		"Also: Jack Smith; 1 September 2014\n"
		"Public: nothing at all\n"), NULL), TW_OK);
	assert_null(house->diagnostics.first);
	assert_int_equal(tw_private_public_read(house, arena, NULL), TW_OK);
	options.allowed = house->allowed;
	assert_string_equal(shown("+44 (0)1632-960123, 01632 960124",
		&options), "+44 (0)1632-960123, ***** ******");
	assert_string_equal(shown("Enquiries [at] example.org", &options),
		"Enquiries [at] example.org");
	assert_string_equal(shown("x.enquiries@example.org", &options),
		"*.*********@*******.***");
	assert_string_equal(shown("pupil Jack Smith, pupil Jack Smyth",
		&options), "pupil Jack Smith, pupil **** *****");
	assert_string_equal(shown("on 1 Sept 2014 and 2 Sept 2014", &options),
		"on 1 Sept 2014 and * **** ****");
}

static void masks_keep_the_length(void **state)
{
	static const struct tw_private_options options = { 0 };
	struct tw_view text = TW_VIEW("NHS \xEF\xBC\x99" "43\xE2\x80\x89"
		"476\xC2\xA0" "5919, 0\xF0\x9D\x9F\x95" "700 900123 \xFF");
	struct tw_view hidden = tw_private_hide(text, &options, arena);

	assert_int_equal(hidden.len, text.len);
	assert_memory_equal(hidden.ptr, "NHS \xEF\xBC\x8A" "**\xE2\x80\x89"
		"***\xC2\xA0" "****, *\xF0\x9F\x9E\xB6*** ****** \xFF",
		text.len);
	assert_int_equal(tw_private_hide(TW_VIEW(""), &options, arena).len,
		0);
	text = TW_VIEW("Nothing here.");
	assert_ptr_equal(tw_private_hide(text, &options, arena).ptr, text.ptr);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_are_found_whole, begin,
			end),
		cmocka_unit_test_setup_teardown(wrong_lists_are_refused, begin,
			end),
		cmocka_unit_test_setup_teardown(a_million_names_are_read,
			begin, end),
		cmocka_unit_test_setup_teardown(what_is_public_is_shown, begin,
			end),
		cmocka_unit_test_setup_teardown(masks_keep_the_length, begin,
			end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
