#include "corpus/catalog.h"

#include "../test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "home.h"

static struct tw_error err;

static void shell(const char *commands)
{
	char line[2048];

	snprintf(line, sizeof(line), "set -e; %s", commands);
	assert_int_equal(system(line), 0);
}

static const struct tw_catalog *cataloged(struct tw_arena *arena,
	const char *folder)
{
	struct tw_catalog *catalog;

	if (tw_catalog_read(&catalog, arena, folder, &err))
		fail_msg("%s: %s", folder ? folder : "NULL", err.message);
	return catalog;
}

/* The paths of a catalog, a line each. */
static void assert_paths(const struct tw_catalog *catalog,
	const char *expected)
{
	char paths[2048] = "";
	size_t len = 0;

	for (size_t i = 0; i < catalog->count; i++)
		len += (size_t)snprintf(paths + len, sizeof(paths) - len,
			"%s\n", catalog->records[i].shown);
	assert_string_equal(paths, expected);
}

static struct tw_term term_of(const struct tw_catalog *catalog,
	const char *text)
{
	struct tw_term term = { 0, 0 };

	assert_true(tw_term_read(&term, catalog->calendar,
		tw_view_of(text)));
	return term;
}

static void takes_what_lies_where_a_record_would(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	const struct tw_catalog *catalog;

	shell("mkdir -p r/b/eet r/a/eet r/a/ab/deep r/.git/x r/a/.old"
		" r/a/2023-24-spring-1.txt;"
		"cd r; touch b/eet/2023-24-autumn-1.txt"
		" a/eet/2023-24-summer-1.txt a/eet/2023-24-autumn-2.txt"
		" a/eet/1999-00-summer-2.txt a/eet/2023-24-summer-1.md"
		" a/eet/notes.txt a/eet/.2023-24-spring-2.txt"
		" a/eet/house-rules.txt.txt a/ab/2023-24-summer-2.txt"
		" a/ab/deep/2023-24-summer-2.txt a/2023-24-summer-2.txt"
		" .git/x/2023-24-summer-2.txt a/.old/2023-24-summer-2.txt;"
		"mkdir a/ab/2023-24-spring-1.txt;"
		"ln -s nowhere a/ab/2023-24-spring-2.txt");
	catalog = cataloged(arena, "r//");
	assert_string_equal(catalog->root, "r//");
	assert_null(catalog->house);
	assert_null(catalog->house_shown);
	assert_int_equal(catalog->notes.len, 0);
	assert_paths(catalog,
		"r/a/ab/2023-24-spring-2.txt\n"
		"r/a/ab/2023-24-summer-2.txt\n"
		"r/a/eet/1999-00-summer-2.txt\n"
		"r/a/eet/2023-24-autumn-2.txt\n"
		"r/a/eet/2023-24-summer-1.txt\n"
		"r/b/eet/2023-24-autumn-1.txt\n");
	tw_arena_free(arena);
}

static void finds_by_term(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	const struct tw_catalog *catalog = cataloged(arena, "r");
	struct tw_view a = TW_VIEW("a"), eet = TW_VIEW("eet");

#define FIND(call, area, priority, term) \
	call(catalog, area, priority, term_of(catalog, term))
	assert_null(FIND(tw_catalog_find, a, eet, "2023-24 Spring 1"));
	assert_ptr_equal(FIND(tw_catalog_find, a, eet, "2023-24 Summer 1"),
		&catalog->records[4]);
	assert_ptr_equal(FIND(tw_catalog_before, a, eet, "2023-24 Spring 1"),
		&catalog->records[3]);
	assert_ptr_equal(FIND(tw_catalog_before, a, eet, "2023-24 Summer 1"),
		&catalog->records[3]);
	assert_ptr_equal(FIND(tw_catalog_before, a, eet, "2023-24 Summer 2"),
		&catalog->records[4]);
	assert_null(FIND(tw_catalog_before, a, eet, "1999-00 Summer 2"));
	assert_null(FIND(tw_catalog_before, a, TW_VIEW("none"),
		"2023-24 Summer 2"));
	assert_null(FIND(tw_catalog_find, TW_VIEW("c"), eet,
		"2023-24 Summer 2"));
	assert_null(FIND(tw_catalog_before, TW_VIEW(""), eet,
		"2023-24 Summer 2"));
#undef FIND
	tw_arena_free(arena);
}

static void reads_by_the_house_rules(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	const struct tw_catalog *catalog;

	shell("mkdir -p h/records/a/eet h/records/own/b/eet; cd h;"
		"printf 'Calendar: One; Two\\n' >house-rules.txt;"
		"touch records/own/house-rules.txt"
		" records/a/eet/2023-24-two.txt"
		" records/a/eet/2023-24-summer-1.txt"
		" records/own/b/eet/2023-24-one.txt"
		" records/own/b/eet/2023-24-summer-2.txt");
	catalog = cataloged(arena, "h/records");
	assert_paths(catalog, "h/records/a/eet/2023-24-two.txt\n");
	assert_string_equal(catalog->house_shown,
		"h/house-rules.txt");
	assert_ptr_equal(catalog->calendar, &catalog->house->calendar);
	assert_int_equal(catalog->calendar->count, 2);
	catalog = cataloged(arena, "h");
	assert_paths(catalog, "");
	assert_string_equal(catalog->house_shown, "h/house-rules.txt");
	catalog = cataloged(arena, "h/records/own");
	assert_paths(catalog,
		"h/records/own/b/eet/2023-24-summer-2.txt\n");
	assert_int_equal(catalog->calendar->count, 6);
	tw_arena_free(arena);
}

static void seeks_records_upwards(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_catalog *catalog;

	assert_int_equal(chdir("h/records/a/eet"), 0);
	assert_string_equal(cataloged(arena, NULL)->root,
		"../../../records");
	assert_int_equal(cataloged(arena, NULL)->count, 1);
	assert_int_equal(chdir(home), 0);
	if (access("/tmp/records", F_OK) && access("/records", F_OK)) {
		assert_int_equal(tw_catalog_read(&catalog, arena, NULL, &err),
			TW_USAGE);
		assert_null(catalog);
	}
	tw_arena_free(arena);
}

static void takes_an_absent_folder_for_an_empty_one(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	const struct tw_catalog *catalog;

	catalog = cataloged(arena, "h/new/deep");
	assert_int_equal(catalog->count, 0);
	assert_string_equal(catalog->root, "h/new/deep");
	assert_string_equal(catalog->house_shown, "h/house-rules.txt");
	assert_int_equal(catalog->calendar->count, 2);
	assert_int_equal(chdir("h"), 0);
	catalog = cataloged(arena, "new");
	assert_string_equal(catalog->house_shown, "house-rules.txt");
	assert_int_equal(chdir("records/a"), 0);
	catalog = cataloged(arena, "new");
	assert_string_equal(catalog->house_shown, "../../house-rules.txt");
	assert_int_equal(chdir(home), 0);
	assert_null(cataloged(arena, "new/deep")->house);
	tw_arena_free(arena);
}

static void assert_refused(const char *folder, const char *message)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_catalog *catalog;

	assert_int_equal(tw_catalog_read(&catalog, arena, folder, &err),
		TW_IO);
	assert_null(catalog);
	assert_string_equal(err.message, message);
	tw_arena_free(arena);
}

static void says_what_cannot_be_looked_at(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	const struct tw_catalog *catalog;
	static const char note[] = "l/records/b: is a link to a folder, and "
		"links are not followed";

	shell("mkdir -p l/records/a l/house-rules.txt;"
		"ln -s ../../r/a l/records/b; ln -s nowhere l/lost;"
		"touch l/file");
	assert_refused("l/file", "l/file: is no folder");
	assert_refused("l/lost", "l/lost: is no folder");
	assert_refused("l/records", "l/records/../house-rules.txt: "
		"is a folder");
	assert_int_equal(rmdir("l/house-rules.txt"), 0);
	catalog = cataloged(arena, "l/records");
	assert_int_equal(catalog->count, 0);
	assert_int_equal(catalog->notes.len, sizeof(note));
	assert_memory_equal(catalog->notes.ptr, note, sizeof(note));
	tw_arena_free(arena);
}

/* A folder may be anything: nothing in it or beside it is walked. */
static void reads_one_priority(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_catalog *catalog;

	assert_int_equal(tw_catalog_read_priority(&catalog, arena, "r/a/ab/",
		&err), TW_OK);
	assert_string_equal(catalog->root, "r");
	assert_int_equal(catalog->notes.len, 0);
	assert_paths(catalog, "r/a/ab/2023-24-spring-2.txt\n"
		"r/a/ab/2023-24-summer-2.txt\n");
	assert_int_equal(chdir("h/records/a/eet"), 0);
	assert_int_equal(tw_catalog_read_priority(&catalog, arena, ".", &err),
		TW_OK);
	assert_string_equal(catalog->root, "../..");
	assert_string_equal(catalog->house_shown,
		"../../../house-rules.txt");
	assert_paths(catalog, "2023-24-two.txt\n");
	assert_int_equal(tw_catalog_read_priority(&catalog, arena, "..",
		&err), TW_OK);
	assert_paths(catalog, "");
	assert_int_equal(chdir(home), 0);
	assert_int_equal(tw_catalog_read_priority(&catalog, arena, "r/a/no",
		&err), TW_OK);
	assert_paths(catalog, "");
	assert_int_equal(tw_catalog_read_priority(&catalog, arena, "l/file",
		&err), TW_IO);
	tw_arena_free(arena);
}

static void loads_a_record(void **state)
{
	struct tw_arena *arena = tw_arena_new();
	const struct tw_catalog *catalog;
	struct tw_record *record;

	shell("mkdir -p load/a/eet; cd load/a/eet;"
		"printf 'Priority: eet\\n' >2023-24-summer-1.txt;"
		"ln -s 2023-24-summer-1.txt 2023-24-summer-2.txt");
	catalog = cataloged(arena, "load");
	assert_int_equal(catalog->count, 2);
	assert_int_equal(tw_catalog_load(&record, arena,
		&catalog->records[0], &err), TW_OK);
	assert_true(tw_view_equal(tw_record_value(record, TW_PRIORITY, arena),
		TW_VIEW("eet")));
	assert_int_equal(tw_catalog_load(&record, arena,
		&catalog->records[1], &err), TW_IO);
	assert_string_equal(err.message, "load/a/eet/2023-24-summer-2.txt: "
		"is a link, and links are not read");
	tw_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_what_lies_where_a_record_would),
		cmocka_unit_test(finds_by_term),
		cmocka_unit_test(reads_by_the_house_rules),
		cmocka_unit_test(seeks_records_upwards),
		cmocka_unit_test(takes_an_absent_folder_for_an_empty_one),
		cmocka_unit_test(says_what_cannot_be_looked_at),
		cmocka_unit_test(reads_one_priority),
		cmocka_unit_test(loads_a_record),
	};

	return cmocka_run_group_tests(tests, home_make, home_remove);
}
