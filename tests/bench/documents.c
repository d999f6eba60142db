/*
 * How many typed documents a core turns into records in a second, from memory:
 *
 *   documents FILE...
 */
#include "base/file.h"
#include "import/import.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SECONDS = 2, MOST = 256 };

static double busy(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Imports a document; false if it gave no record. */
static bool import(struct tw_arena *arena, struct tw_view bytes)
{
	struct tw_import_options options = { .measures = true };
	struct tw_imported *imported;
	struct tw_error err;

	tw_arena_reset(arena);
	return !tw_import(&imported, arena, bytes, &options, &err) &&
		imported->count;
}

int main(int argc, char **argv)
{
	static struct tw_buffer files[MOST];
	struct tw_arena *arena = tw_arena_new();
	size_t count = 0, bytes = 0, done = 0, taken = 0;
	struct tw_error err;
	double begun, passed;

	for (int i = 1; i < argc && count < MOST && arena; i++)
		if (!tw_file_read(&files[count], AT_FDCWD, argv[i], 1 << 20,
		    argv[i], &err) && import(arena,
		    tw_buffer_get(&files[count])))
			bytes += files[count++].len;
	if (!count) {
		fputs("use: documents FILE..., of which one can be imported\n",
			stderr);
		return 2;
	}
	begun = busy();
	do {
		taken += import(arena, tw_buffer_get(&files[done % count]));
		done++;
		passed = busy() - begun;
	} while (passed < SECONDS);
	printf("\nDocuments of %.1f KB imported, one core%13s%8s\n"
		"  from memory%27.0f /s%8s\n", (double)bytes / 1024 /
		(double)count, "", "aim", (double)taken / passed, "1,000");
	for (size_t i = 0; i < MOST; i++)
		tw_buffer_release(&files[i]);
	tw_arena_free(arena);
	return taken != done;
}
