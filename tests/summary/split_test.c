/*
 * However records are split, and in whatever tree and order the partials are
 * put together, the result is that of one run: the partial itself, byte for
 * byte, and every text that is made of it.
 *
 *   split_test [CORPORA [SEED]]
 */
#define _XOPEN_SOURCE 700 /* mkdtemp, nftw */

#include "../test.h"

#include "corpora.h"

#include "base/file.h"
#include "cli/summarise.h"
#include "report/tables.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_PARTS = 5, MOST_PARTIALS = 40, NAME_ROOM = 16, MOST_FOLDERS = 16 };

static unsigned long corpora_wanted = 12, seed;
static char top[] = "/tmp/termwise-split-XXXXXX";

/* ---- runs ---- */

static const struct tw_summary_form forms[] = {
	{ .area = tw_stories_text, .county = tw_county_text },
	{ .area = tw_stories_json, .county = tw_county_json, .always = true },
	{ .area = tw_stories_markdown, .county = tw_county_markdown },
	{ .area = tw_stories_html, .county = tw_county_html },
	{ .area = tw_tables_area, .county = tw_tables_ndjson, .always = true,
		.tables = TW_ANY_TABLES },
};

enum { FORMS = sizeof(forms) / sizeof(*forms) };

static const struct tw_program program = { .name = "summarise" };

/* What is said on standard error is not looked at here. */
static int run_quietly(const char *output, char **paths, size_t count,
	const struct tw_summarise_options *options)
{
	struct tw_cli cli = { .program = &program, .paths = paths,
		.count = count, .width = 80, .output = output };
	int nowhere = open("/dev/null", O_WRONLY), said = dup(STDERR_FILENO);
	int status;

	assert_true(nowhere >= 0 && said >= 0);
	assert_true(dup2(nowhere, STDERR_FILENO) >= 0);
	status = tw_cli_summarise(&cli, options);
	assert_true(dup2(said, STDERR_FILENO) >= 0);
	close(nowhere);
	close(said);
	return status;
}

/* The status, and what was written; of wrong use that is nothing. */
static int run_into(struct tw_buffer *out, char **paths, size_t count,
	const struct tw_summarise_options *options)
{
	char name[] = "out";
	struct tw_error err;
	int status;

	unlink(name);
	status = run_quietly(name, paths, count, options);
	tw_buffer_clear(out);
	if (status != TW_EXIT_USAGE)
		assert_int_equal(tw_file_read(out, AT_FDCWD, name, 1 << 30,
			name, &err), TW_OK);
	return status;
}

static void assert_same(struct tw_buffer *one, struct tw_buffer *other,
	const char *what)
{
	if (!tw_view_equal(tw_buffer_get(one), tw_buffer_get(other)))
		fail_msg("seed %lu: \"%s\" is not that of one run", seed,
			what);
}

/* ---- splits and trees ---- */

struct partials {
	char names[MOST_PARTIALS][NAME_ROOM];
	char *waiting[MOST_PARTIALS]; /* not yet put together */
	size_t count, made;
};

static void shuffle(char **names, size_t count, struct random *random)
{
	while (count > 1) {
		size_t at = random_below(random, (unsigned)count--);
		char *kept = names[at];

		names[at] = names[count];
		names[count] = kept;
	}
}

/* Makes a partial of some paths, or of some other partials. */
static void add_partial(struct partials *partials, char **paths, size_t count,
	bool from_partials)
{
	struct tw_summarise_options options = { .form = forms,
		.partial = true, .from_partials = from_partials };
	char *name = partials->names[partials->made];
	int status;

	assert_true(partials->made < MOST_PARTIALS);
	snprintf(name, NAME_ROOM, "partial-%zu", partials->made++);
	status = run_quietly(name, paths, count, &options);
	assert_true(status == TW_EXIT_FINE || status == TW_EXIT_UNREAD);
	partials->waiting[partials->count++] = name;
}

static void split(struct partials *partials, struct corpora *corpora,
	struct random *random)
{
	char *paths[MOST_PARTS][MOST_FILES];
	size_t counts[MOST_PARTS] = { 0 };
	unsigned parts = 1 + random_below(random, MOST_PARTS);

	for (size_t i = 0; i < corpora->count; i++) {
		unsigned part = random_below(random, parts);

		paths[part][counts[part]++] = corpora->paths[i];
	}
	*partials = (struct partials){ .count = 0 };
	for (unsigned i = 0; i < parts; i++) {
		shuffle(paths[i], counts[i], random);
		if (counts[i])
			add_partial(partials, paths[i], counts[i], false);
	}
}

/* Puts some together that nobody has put together, until there is one. */
static void grow_tree(struct partials *partials, struct random *random)
{
	do {
		size_t some = 1 + random_below(random,
			(unsigned)partials->count);
		char *taken[MOST_PARTIALS];

		if (some == 1 && partials->count > 1)
			some = 2;
		shuffle(partials->waiting, partials->count, random);
		partials->count -= some;
		memcpy(taken, partials->waiting + partials->count,
			some * sizeof(*taken));
		add_partial(partials, taken, some, true);
	} while (partials->count > 1);
}

/* ---- what must be equal ---- */

/* Of one run over folders, over files, of one partial, and of its parts. */
struct sources {
	char *roots[CORPORA], *files[MOST_FILES], *one[1];
	char *parts[MOST_PARTIALS];
	size_t root_count, file_count, part_count;
};

static void check_form(const struct sources *sources,
	const struct tw_summary_form *form, struct tw_summary_scope scope,
	bool stories, const char *what)
{
	struct tw_summarise_options options = { .scope = scope,
		.style = { .width = 80, .tables = (1u << TW_TABLES) - 1 },
		.form = form, .stories = stories };
	struct tw_buffer whole = TW_BUFFER_INIT, other = TW_BUFFER_INIT;
	int status = run_into(&whole, (char **)sources->roots,
		sources->root_count, &options);

	assert_int_equal(run_into(&other, (char **)sources->files,
		sources->file_count, &options), status);
	assert_same(&whole, &other, what);
	options.from_partials = true;
	assert_int_equal(run_into(&other, (char **)sources->one, 1, &options),
		status);
	assert_same(&whole, &other, what);
	assert_int_equal(run_into(&other, (char **)sources->parts,
		sources->part_count, &options), status);
	assert_same(&whole, &other, what);
	tw_buffer_release(&whole);
	tw_buffer_release(&other);
}

static void check_text(const struct sources *sources,
	struct tw_summary_scope scope, bool stories, const char *what)
{
	for (size_t i = 0; i < FORMS; i++)
		check_form(sources, &forms[i], scope, stories, what);
}

static void check_texts(const struct sources *sources, bool one_calendar)
{
	const char *since = "2021-22 Spring 1", *until = "2022-23 Autumn 1";
	const struct tw_summary_scope every = { .area = NULL };

	check_text(sources, every, false, "county");
	check_text(sources, every, true, "all");
	check_text(sources, (struct tw_summary_scope){
		.area = "north-ashton" }, false, "area");
	check_text(sources, (struct tw_summary_scope){
		.theme = "attendance" }, false, "theme");
	check_text(sources, (struct tw_summary_scope){
		.priority = "p1" }, false, "priority");
	check_text(sources, (struct tw_summary_scope){
		.since = since }, one_calendar, "since");
	check_text(sources, (struct tw_summary_scope){
		.term = until }, true, "term");
	check_text(sources, (struct tw_summary_scope){ .theme = "eet",
		.since = since, .term = until }, true, "since and term");
}

static void check_partial(struct sources *sources)
{
	struct tw_summarise_options options = { .form = forms,
		.partial = true };
	struct tw_buffer whole = TW_BUFFER_INIT, other = TW_BUFFER_INIT;
	struct tw_error err;

	run_into(&whole, sources->roots, sources->root_count, &options);
	assert_int_equal(tw_file_read(&other, AT_FDCWD, sources->one[0],
		1 << 30, "partial", &err), TW_OK);
	assert_same(&whole, &other, "partial");
	run_into(&other, sources->files, sources->file_count, &options);
	assert_same(&whole, &other, "partial of files");
	tw_buffer_release(&whole);
	tw_buffer_release(&other);
}

static void check_corpora(struct corpora *corpora, struct random *random)
{
	struct sources sources = { .root_count = corpora->root_count,
		.file_count = corpora->count };
	struct partials partials;

	for (size_t i = 0; i < corpora->root_count; i++)
		sources.roots[i] = corpora->roots[i];
	for (size_t i = 0; i < corpora->count; i++)
		sources.files[i] = corpora->paths[i];
	shuffle(sources.files, sources.file_count, random);
	shuffle(sources.roots, sources.root_count, random);
	split(&partials, corpora, random);
	sources.part_count = partials.count;
	memcpy(sources.parts, partials.waiting, sizeof(sources.parts));
	grow_tree(&partials, random);
	sources.one[0] = partials.waiting[0];
	check_partial(&sources);
	check_texts(&sources, corpora->one_calendar);
}

/* ---- all of them ---- */

static int take_away(const char *path, const struct stat *st, int kind,
	struct FTW *at)
{
	(void)st;
	(void)kind;
	return at->level ? remove(path) : 0;
}

static void any_split_is_one_run(void **state)
{
	static struct corpora corpora;
	size_t files = 0, left_out = 0;
	unsigned long end = seed + corpora_wanted;

	for (; seed < end; seed++) {
		struct random random = { seed };

		corpora_make(&corpora, &random);
		if (!corpora.count)
			continue;
		check_corpora(&corpora, &random);
		files += corpora.count;
		left_out += corpora.left_out;
		assert_int_equal(nftw(".", take_away, MOST_FOLDERS,
			FTW_DEPTH | FTW_PHYS), 0);
	}
	print_message("%lu corpora of %zu files, %zu of them left out\n",
		corpora_wanted, files, left_out);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_split_is_one_run),
	};
	int failed;

	if (argc > 1)
		corpora_wanted = strtoul(argv[1], NULL, 10);
	if (argc > 2)
		seed = strtoul(argv[2], NULL, 10);
	if (!mkdtemp(top) || chdir(top)) {
		perror(top);
		return 2;
	}
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	if (chdir("/") || nftw(top, take_away, MOST_FOLDERS,
	    FTW_DEPTH | FTW_PHYS) || rmdir(top))
		perror(top);
	return failed;
}
