/*
 * Personal data: every value that is planted in disguise is found, where it
 * stands, and nothing of it is shown; ordinary items are left alone; and the
 * first look at a text passes over nothing that a close one would find.
 *
 * As many as the first argument says are made (100,000), from the seed that
 * the second one is.
 */
#include "../test.h"

#include "planted.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
static unsigned long times = 10000;
#else
static unsigned long times = 100000;
#endif
static uint64_t seed = 1;

static const struct tw_private_options options = { .when = { 2024, 5, 0 } };

static struct tw_private_spans found_in(struct tw_view text,
	struct tw_arena *arena)
{
	struct tw_private_spans spans;

	assert_int_equal(tw_private_find(&spans, arena, text, &options, NULL),
		TW_OK);
	return spans;
}

/* ---- what is planted ---- */

/* True if four letters or digits of the value are still to be read. */
static bool shows(struct tw_view shown, const char *plain)
{
	char small[1024];
	size_t len = 0;

	for (size_t i = 0; i < shown.len && len + 1 < sizeof(small); i++)
		if (isalnum((unsigned char)shown.ptr[i]))
			small[len++] = (char)tolower(
				(unsigned char)shown.ptr[i]);
	small[len] = '\0';
	for (size_t i = 0; strlen(plain) >= 4 && plain[i + 3]; i++) {
		char four[5] = { plain[i], plain[i + 1], plain[i + 2],
			plain[i + 3], '\0' };

		if (strstr(small, four))
			return true;
	}
	return false;
}

/* What is wrong, or NULL. */
static const char *judge(const struct planted *planted,
	const struct tw_private_spans *spans, struct tw_arena *arena)
{
	struct tw_view text = tw_buffer_get(&planted->text);
	struct tw_view value = { text.ptr + planted->from,
		planted->to - planted->from }, masked;

	masked = tw_private_mask(text, spans, arena);
	assert_int_equal(masked.len, text.len);
	for (size_t i = 0; i < spans->count; i++) {
		const struct tw_private_span *s = &spans->at[i];

		if (s->text.ptr > value.ptr || s->text.ptr + s->text.len <
		    value.ptr + value.len)
			continue;
		masked.ptr += planted->from;
		masked.len = value.len;
		if (shows(masked, planted->plain))
			return "something of it is shown";
		return s->kind == planted->kind ? NULL :
			"it is taken for something else";
	}
	return "it is not found";
}

static void what_is_planted_is_found(void **state)
{
	struct planted planted = { .text = TW_BUFFER_INIT };
	struct tw_arena *arena = tw_arena_new();
	struct random random = { seed };
	unsigned long missed = 0;

	assert_non_null(arena);
	for (unsigned long i = 0; i < times; i++) {
		struct tw_private_spans spans;
		const char *wrong;

		planted_make(&planted, &random);
		assert_false(planted.text.failed);
		spans = found_in(tw_buffer_get(&planted.text), arena);
		wrong = judge(&planted, &spans, arena);
		if (wrong && missed++ < 20)
			print_error("%lu: kind %d, disguise: %s; %s:\n%.*s\n",
				i, (int)planted.kind, planted.disguise, wrong,
				TW_ARG(tw_buffer_get(&planted.text)));
		tw_arena_reset(arena);
	}
	print_message("of %lu planted values %lu were found\n", times,
		times - missed);
	tw_buffer_release(&planted.text);
	tw_arena_free(arena);
	assert_int_equal(missed, 0);
}

/* ---- what is ordinary ---- */

static void ordinary_items_are_left_alone(void **state)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_arena *arena = tw_arena_new();
	struct random random = { seed };
	unsigned long alarms = 0;

	assert_non_null(arena);
	for (unsigned long i = 0; i < times; i++) {
		tw_buffer_clear(&text);
		ordinary_write(&text, &random);
		assert_false(text.failed);
		if (found_in(tw_buffer_get(&text), arena).count &&
		    alarms++ < 20)
			print_error("alarm: %.*s\n",
				TW_ARG(tw_buffer_get(&text)));
		tw_arena_reset(arena);
	}
	print_message("of %lu ordinary items %lu gave an alarm\n", times,
		alarms);
	tw_buffer_release(&text);
	tw_arena_free(arena);
	assert_in_range(alarms, 0, times / 1000);
}

/* ---- the first look ---- */

static void check_spans(struct tw_view text,
	const struct tw_private_spans *spans)
{
	for (size_t i = 0; i < spans->count; i++) {
		const struct tw_private_span *s = &spans->at[i];

		assert_true(s->text.len);
		assert_true(s->text.ptr >= text.ptr);
		assert_true(s->text.ptr + s->text.len <= text.ptr + text.len);
		assert_true(!i || s->text.ptr >= s[-1].text.ptr);
		assert_in_range(s->kind, 0, TW_PRIVATE_KINDS - 1);
	}
}

static bool same(const struct tw_private_spans *a,
	const struct tw_private_spans *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->at[i].text.ptr != b->at[i].text.ptr ||
		    a->at[i].text.len != b->at[i].text.len ||
		    a->at[i].kind != b->at[i].kind)
			return false;
	return true;
}

static void the_first_look_misses_nothing(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	struct random random = { seed };
	unsigned long found = 0;

	assert_non_null(arena);
	for (unsigned long i = 0; i < 3 * times; i++) {
		struct tw_buffer text = TW_BUFFER_INIT;
		struct tw_private_spans quick, slow;

		soup_write(&text, &random);
		assert_false(text.failed);
		quick = found_in(tw_buffer_get(&text), arena);
		assert_int_equal(tw_private_find_slowly(&slow, arena,
			tw_buffer_get(&text), &options, NULL), TW_OK);
		check_spans(tw_buffer_get(&text), &slow);
		if (!same(&quick, &slow))
			fail_msg("%lu: %zu and %zu are found, the first \"%.*s\", "
				"in:\n%.*s", i, quick.count, slow.count,
				TW_ARG(slow.count ? slow.at->text :
				quick.at->text), TW_ARG(tw_buffer_get(&text)));
		found += slow.count;
		tw_buffer_release(&text);
		tw_arena_reset(arena);
	}
	print_message("both looks found %lu\n", found);
	assert_true(found > times / 50);
	tw_arena_free(arena);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_planted_is_found),
		cmocka_unit_test(ordinary_items_are_left_alone),
		cmocka_unit_test(the_first_look_misses_nothing),
	};

	if (argc > 1)
		times = strtoul(argv[1], NULL, 10);
	if (argc > 2)
		seed = strtoull(argv[2], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
