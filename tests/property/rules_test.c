/*
 * Patterns that nobody should write, on texts that they are slow on: 100 of
 * them and more, 50 texts each, end within 2 seconds, with the same verdict
 * in every run, in any order, on any number of threads.
 */
#include "rules/pattern.h"

#include "../test.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TEXTS = 50, MOST_PATTERNS = 200, THREADS = 4 };

/* "@" is one of the atoms below. */
static const char *const shapes[] = {
	"(@+)+$", "(@*)*b", "(@|@)*z", "@*@*@*@*@*z", "(?=(@+))\\1z",
	"^(@+)*$", "(?:@?){40}@{40}", "(@+)\\1+z", "(?<!z)@*@*z$",
	"(?:(?:@*)*)*z", "@{2000}z", "(?:@+@+)+y", "(?:@*?)*?z$",
};
static const char *const atoms[] = {
	"a", "\\w", "[ab]", ".", "(?:a|a|b)", "\\p{L}", "\\X", "(?i:s|a)",
};
static const char *const others[] = {
	"\\s+$", "(.*)*x", "(.*a){20}", "^(([a-z])+.)+[A-Z]([a-z])+$",
	".*.*.*.*x", "(.*)(.*)(.*)\\1x", "(?<=a{200})b", "(?s).*.*.*=.*",
	"(\\w+\\s*)+:", "((a{1,50}){1,50}){1,3}b", "(?i)(s|k)+[sk]+x",
	"(a(?1)?b)+", "((?:.*?,){11}P)", "^(\\w+\\d?)*$", "(a+)+\\x{1F600}",
	"(\\b\\w+\\b.*)+!", "(.)\\1*(.)\\2*(.)\\3*\\1\\2\\3q",
	"(?=.*x)(?=.*y)(?=.*z)q", "(?:(?=a*b)|a)*z", ".*b{3000,}",
	"(?R)?a", "(?:a(?R)?|b)z", "(?>(?:a|b)*)z", "(?:a*+)*z",
	"(*LIMIT_MATCH=9999999)(a+)+$", "(*NO_START_OPT)(a*)*b",
	"(*NO_AUTO_POSSESS)a*a*a*a*b", "(?:\\d*\\.?\\d*)*-",
	"[\\x{100}-\\x{105}\\x{200}-\\x{205}\\x{300}-\\x{305}a]*b*[^a]z",
	"(?(?=a*b)a|b)*z", "(?<n>a+)+\\k<n>z", "(?:\\R|.)*z", "\\N*\\N*\\N*z",
	"(?|(a+)|(b+))*z", "(?:(?<=a)|(?<=b)|.)*z", "((((((a*)*)*)*)*)*)*z",
	"(?C1)(a+)+$", "(a+)+(*FAIL)", "(?:a|(*SKIP)b)*z", "(?:a*\\K)*z",
	"a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaab",
};

struct world {
	struct tw_arena *arena;
	struct tw_pattern *patterns[MOST_PATTERNS];
	size_t count;
	struct tw_view texts[TEXTS];
};

static struct world world;

static void add_pattern(const char *text)
{
	struct tw_view why;
	size_t at;

	assert_true(world.count < MOST_PATTERNS);
	assert_int_equal(tw_pattern_new(&world.patterns[world.count], &why,
		&at, tw_arena_copy(world.arena, tw_view_of(text)), world.arena,
		NULL), TW_OK);
	if (world.patterns[world.count])
		world.count++;
	else
		print_message("%s: %.*s\n", text, TW_ARG(why));
}

static void add_shape(const char *shape, const char *atom)
{
	char text[256];
	size_t len = 0;

	for (; *shape; shape++) {
		if (*shape == '@')
			len += (size_t)snprintf(text + len,
				sizeof(text) - len, "%s", atom);
		else
			text[len++] = *shape;
	}
	text[len] = '\0';
	add_pattern(text);
}

/*
 * Runs, words, letters of two bytes, and what nearly matches, up to the cap.
 * Behind a mark that few items match stand the letters that patterns end in:
 * that there are none would be seen at a glance.
 */
static void make_text(size_t number)
{
	static const size_t lengths[] = { 1, 40, 300, 1500, TW_RULED_MOST };
	static const char *const units[] = {
		"a", " ", "ab", "ab ", "s", "\xC3\xA9", "a,b c1.", "aaaaaaaab",
		"word other words, ", "ab\xE2\x80\x99s \xF0\x9F\x98\x80",
	};
	const char *unit = units[number % 10];
	static const char tail[] = "!zbyxq:9=P-\xF0\x9F\x98\x80!";
	size_t most = lengths[number / 10], len = 0;
	size_t room = most > sizeof(tail) ? most - sizeof(tail) : most;
	char *text = tw_arena_take(world.arena, most);

	assert_non_null(text);
	while (len + strlen(unit) <= room) {
		memcpy(text + len, unit, strlen(unit));
		len += strlen(unit);
	}
	while (len < room)
		text[len++] = '!';
	if (room < most) {
		memcpy(text + len, tail, sizeof(tail) - 1);
		len += sizeof(tail) - 1;
	}
	world.texts[number] = (struct tw_view){ text, len };
}

static int begin(void **state)
{
	world.arena = tw_arena_new();
	assert_non_null(world.arena);
	for (size_t i = 0; i < sizeof(shapes) / sizeof(*shapes); i++)
		for (size_t j = 0; j < sizeof(atoms) / sizeof(*atoms); j++)
			add_shape(shapes[i], atoms[j]);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		add_pattern(others[i]);
	for (size_t i = 0; i < TEXTS; i++)
		make_text(i);
	assert_true(world.count >= 100);
	return 0;
}

static int end(void **state)
{
	tw_arena_free(world.arena);
	return 0;
}

/* What was found: verdict, place and steps of each pair. */
struct found {
	enum tw_verdict verdict;
	struct tw_span span;
	uint64_t steps;
};

static void run_pair(struct found *all, size_t pair,
	struct tw_matcher *matcher)
{
	struct found *found = &all[pair];
	struct tw_view text = world.texts[pair % TEXTS];
	uint64_t left = tw_pattern_budget(text.len), budget = left;

	memset(found, 0, sizeof(*found));
	if (tw_pattern_seek(&found->verdict, &found->span,
	    world.patterns[pair / TEXTS], matcher, text, 0, &left, NULL))
		abort();
	found->steps = budget - left;
	if (found->verdict != TW_FOUND)
		found->span = (struct tw_span){ 0, 0 };
}

/* One thread's run: forwards or backwards, from its own start. */
struct runner {
	struct found *all;
	size_t pairs, first;
	bool backwards;
};

static void *run_all(void *context)
{
	struct runner *runner = context;
	struct tw_matcher *matcher = tw_matcher_new();

	if (!matcher)
		abort();
	for (size_t i = 0; i < runner->pairs; i++) {
		size_t at = (runner->first + i) % runner->pairs;

		run_pair(runner->all, runner->backwards ?
			runner->pairs - 1 - at : at, matcher);
	}
	tw_matcher_free(matcher);
	return NULL;
}

static void the_worst_patterns_end_in_time_and_alike(void **state)
{
	struct runner runners[THREADS + 1];
	size_t pairs = world.count * TEXTS, verdicts[3] = { 0 };
	pthread_t threads[THREADS];
	clock_t start = clock();
	double seconds;

	for (size_t i = 0; i <= THREADS; i++) {
		runners[i] = (struct runner){ calloc(pairs,
			sizeof(struct found)), pairs, i * 1237, i % 2 };
		assert_non_null(runners[i].all);
	}
	run_all(&runners[0]);
	seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, run_all,
			&runners[i + 1]), 0);
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	for (size_t i = 1; i <= THREADS; i++)
		assert_memory_equal(runners[0].all, runners[i].all,
			pairs * sizeof(struct found));
	for (size_t i = 0; i < pairs; i++)
		verdicts[runners[0].all[i].verdict]++;
	print_message("%zu patterns on %d texts in %.2f s: %zu do not match, "
		"%zu do, %zu take too long\n", world.count, TEXTS, seconds,
		verdicts[TW_ABSENT], verdicts[TW_FOUND], verdicts[TW_BEYOND]);
	assert_true(verdicts[TW_BEYOND] > 100 && verdicts[TW_FOUND] > 100 &&
		verdicts[TW_ABSENT] > 100);
#ifndef __SANITIZE_ADDRESS__
	assert_true(seconds < 2.0 * (double)world.count / 100);
#endif
	for (size_t i = 0; i <= THREADS; i++)
		free(runners[i].all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_worst_patterns_end_in_time_and_alike),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
