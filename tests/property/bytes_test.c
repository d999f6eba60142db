/*
 * Every prefix of the records below records/, and every one of their bytes
 * replaced by each of some others, is read to its end, with all findings in
 * the text. To be run where that folder is.
 */
#define _XOPEN_SOURCE 700 /* nftw */

#include "../test.h"

#include "base/file.h"
#include "check.h"
#include "lint/lint.h"

#include <termwise/house.h>

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char replacements[] = "\0\n\r\t\xFF\xC2\xE2 -#[](=+>:;\\aI9";

#if defined(__SANITIZE_ADDRESS__)
enum { STEP = 7 }; /* of bytes: what is slow takes each seventh */
#else
enum { STEP = 1 };
#endif

static struct tw_arena *arena;

static void fault(const char *path, const char *what, struct tw_view text)
{
	fprintf(stderr, "%s: %s\n--- input\n%.*s\n---\n", path, what,
		TW_ARG(text));
	fail();
}

/* The bytes are copied to their own place, so that no overrun goes unseen. */
static void read_record(const char *path, struct tw_view text)
{
	struct tw_lint_options options = { .path = tw_view_of(path) };
	struct tw_record *record;
	const char *what;

	tw_arena_reset(arena);
	assert_int_equal(tw_record_parse(&record, arena, text, NULL), TW_OK);
	assert_int_equal(tw_lint_record(record, arena, &options, NULL), TW_OK);
	what = record_fault(record);
	if (what)
		fault(path, what, text);
}

static void read_house(const char *path, struct tw_view text)
{
	struct tw_house *house;

	(void)path;
	tw_arena_reset(arena);
	assert_int_equal(tw_house_parse(&house, arena, text, NULL), TW_OK);
	assert_non_null(house);
}

/* Each text has memory of its own, so that the sanitizers see overruns. */
static void change_all(const char *path, struct tw_view bytes,
	void (*read)(const char *path, struct tw_view text))
{
	for (size_t len = 0; len <= bytes.len; len++) {
		char *prefix = malloc(len ? len : 1);

		assert_non_null(prefix);
		memcpy(prefix, bytes.ptr, len);
		read(path, (struct tw_view){ prefix, len });
		free(prefix);
	}
	for (size_t i = 0; i < bytes.len; i += STEP) {
		char *changed = malloc(bytes.len);

		assert_non_null(changed);
		memcpy(changed, bytes.ptr, bytes.len);
		for (size_t r = 0; r < sizeof(replacements) - 1; r++) {
			changed[i] = replacements[r];
			read(path, (struct tw_view){ changed, bytes.len });
		}
		free(changed);
	}
}

static unsigned files;

static int change_file(const char *path, const struct stat *st, int type,
	struct FTW *ftw)
{
	size_t len = strlen(path);
	struct tw_buffer bytes = TW_BUFFER_INIT;

	(void)st;
	if (type != FTW_F || len < 4 || strcmp(path + len - 4, ".txt"))
		return 0;
	assert_int_equal(tw_file_read(&bytes, AT_FDCWD, path, TW_MAX_BYTES,
		path, NULL), TW_OK);
	change_all(path, tw_buffer_get(&bytes),
		strcmp(path + ftw->base, "house-rules.txt") ? read_record :
		read_house);
	tw_buffer_release(&bytes);
	files++;
	return 0;
}

static void every_change_of_the_records_is_read(void **state)
{
	arena = tw_arena_new();
	assert_non_null(arena);
	assert_int_equal(nftw("records", change_file, 16, FTW_PHYS), 0);
	assert_in_range(files, 2, UINT32_MAX);
	tw_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_change_of_the_records_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
