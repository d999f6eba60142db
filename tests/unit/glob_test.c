/*
 * Patterns of .gitattributes: each row was tried with "git check-attr".
 */
#include "setup/glob.h"

#include "../test.h"

static const struct {
	const char *pattern, *path;
	bool matches;
} rows[] = {
	{ "*.txt", "records/a/x.txt", true },
	{ "*.txt", "records/a/x.md", false },
	{ "x.txt", "records/x.txt", true },
	{ "/x.txt", "records/x.txt", false },
	{ "/x.txt", "x.txt", true },
	{ "records/*.txt", "records/a/x.txt", false },
	{ "records/*.txt", "records/x.txt", true },
	{ "records/**", "records/a/x.txt", true },
	{ "records/**", "records", false },
	{ "**/x.txt", "x.txt", true },
	{ "**/x.txt", "a/b/x.txt", true },
	{ "records/**/*.txt", "records/x.txt", true },
	{ "records/**/*.txt", "records/a/b/c/x.txt", true },
	{ "/records/*/**/*.txt", "records/x.txt", false },
	{ "/records/*/**/*.txt", "records/a/x.txt", true },
	{ "/records/*/**/*.txt", "records/a/b/x.txt", true },
	{ "/*/*/**/*.txt", "a/x.txt", false },
	{ "/*/*/**/*.txt", "a/b/x.txt", true },
	{ "**", "a/b", true },
	{ "a/**/b/**/c", "a/b/c", true },
	{ "a/**/b/**/c", "a/x/b/y/z/c", true },
	{ "a/**/b/**/c", "a/x/y/z/c", false },
	{ "records/", "records/x.txt", false },
	{ "records", "records/x.txt", false },
	{ "a?c", "abc", true },
	{ "a?c", "ac", false },
	{ "[a-c]x", "bx", true },
	{ "[!a-c]x", "bx", false },
	{ "[!a-c]x", "dx", true },
	{ "[]]x", "]x", true },
	{ "[a\\]]x", "]x", true },
	{ "[a-]x", "-x", true },
	{ "[ax", "ax", false },
	{ "\\*x", "*x", true },
	{ "\\*x", "ax", false },
	{ "a*b*c", "aXbXbc", true },
	{ "a*b*c", "aXcXb", false },
	{ "*", "records/a/x.txt", true },
	{ "a/*/x", "a/b/c/x", false },
};

static void matches_as_git_does(void **state)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (tw_glob_match(tw_view_of(rows[i].pattern),
		    tw_view_of(rows[i].path)) != rows[i].matches)
			fail_msg("%s and %s", rows[i].pattern, rows[i].path);
}

/* A second here would take years if each star were tried in each place. */
static void takes_no_time(void **state)
{
	char pattern[4001], path[4001], deep[2001];

	for (size_t i = 0; i < 4000; i++) {
		pattern[i] = i % 2 ? 'a' : '*';
		path[i] = 'a';
	}
	pattern[3999] = 'b';
	pattern[4000] = path[4000] = '\0';
	assert_false(tw_glob_match(tw_view_of(pattern), tw_view_of(path)));
	for (size_t i = 0; i < 2000; i++)
		deep[i] = i % 2 ? '/' : 'a';
	deep[2000] = '\0';
	assert_false(tw_glob_match(TW_VIEW("**/a/**/a/**/a/**/a/**/b"),
		tw_view_of(deep)));
	assert_false(tw_glob_match(TW_VIEW("**/a/**/a/**/a/**/a/**/b"),
		(struct tw_view){ deep, 119 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches_as_git_does),
		cmocka_unit_test(takes_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
