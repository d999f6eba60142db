/*
 * What understanding costs without reading: memory FOLDER takes all records
 * below it into memory, and then, in one thread, parses them, parses and
 * judges them, parses and writes them, each several times over. It prints
 * bytes in millions a second, of the median round, by the processor's time.
 */
#define _XOPEN_SOURCE 700 /* nftw */

#include "base/file.h"
#include "bench/measure.h"
#include "lint/lint.h"
#include "record/write.h"

#include <termwise/house.h>

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>

enum { ROUNDS = 7, MOST_FOLDERS = 16 };

/* nftw hands its visitor nothing of the caller's. */
static struct tw_buffer bytes, ends; /* ends: size_t, of each record */

static int visit(const char *path, const struct stat *st, int kind,
	struct FTW *at)
{
	struct tw_buffer file = TW_BUFFER_INIT;
	int failed;

	(void)st;
	if (kind != FTW_F || !strcmp(path + at->base, "house-rules.txt"))
		return 0;
	failed = tw_file_read(&file, AT_FDCWD, path, TW_MAX_BYTES, path,
		NULL) || !tw_buffer_add(&bytes, file.ptr, file.len) ||
		!tw_buffer_add(&ends, &bytes.len, sizeof(bytes.len));
	tw_buffer_release(&file);
	return failed;
}

static enum tw_status only_parse(struct tw_record *record,
	struct tw_arena *arena)
{
	(void)record;
	(void)arena;
	return TW_OK;
}

static enum tw_status judge(struct tw_record *record, struct tw_arena *arena)
{
	struct tw_lint_options options = { .house = NULL };

	return tw_lint_record(record, arena, &options, NULL);
}

static enum tw_status write_again(struct tw_record *record,
	struct tw_arena *arena)
{
	struct tw_view text;

	return tw_record_write(&text, record, arena, NULL);
}

static bool run_all(struct tw_arena *arena, enum tw_status (*then)(
	struct tw_record *record, struct tw_arena *arena))
{
	const size_t *end = (const size_t *)(const void *)ends.ptr;
	size_t count = ends.len / sizeof(*end), start = 0;
	struct tw_record *record;

	for (size_t i = 0; i < count; start = end[i++]) {
		struct tw_view view = { bytes.ptr + start, end[i] - start };

		tw_arena_reset(arena);
		if (tw_record_parse(&record, arena, view, NULL) ||
		    then(record, arena))
			return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		enum tw_status (*then)(struct tw_record *record,
			struct tw_arena *arena);
	} works[] = { { "parse", only_parse }, { "parse-judge", judge },
		{ "parse-write", write_again } };
	struct tw_arena *arena = tw_arena_new();
	double seconds[ROUNDS];

	if (argc != 2 || !arena || nftw(argv[1], visit, MOST_FOLDERS,
	    FTW_PHYS) || !ends.len) {
		fputs("use: memory FOLDER\n", stderr);
		return 2;
	}
	for (size_t w = 0; w < sizeof(works) / sizeof(*works); w++) {
		for (int i = 0; i < ROUNDS; i++) {
			double begun = measure_busy();

			if (!run_all(arena, works[w].then))
				return 3;
			seconds[i] = measure_busy() - begun;
		}
		printf("%s %.0f\n", works[w].name,
			(double)bytes.len / 1e6 /
			measure_median(seconds, ROUNDS));
	}
	tw_arena_free(arena);
	tw_buffer_release(&bytes);
	tw_buffer_release(&ends);
	return 0;
}
