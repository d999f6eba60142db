/*
 * Runs a fuzz target on files, and on all files of folders, without a
 * fuzzer. With -v first, names each file before it is run, so that it is
 * known which one a crash was.
 */
#define _XOPEN_SOURCE 700 /* nftw */

#include "base/file.h"
#include "fuzz.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>

static unsigned files;
static bool verbose;

/* A copy that has no byte too many, so that the sanitizers see overruns. */
static void run(struct tw_view bytes)
{
	uint8_t *copy = malloc(bytes.len ? bytes.len : 1);

	require(copy);
	if (bytes.len)
		memcpy(copy, bytes.ptr, bytes.len);
	LLVMFuzzerTestOneInput(copy, bytes.len);
	free(copy);
}

static int run_file(const char *path, const struct stat *st, int type,
	struct FTW *ftw)
{
	struct tw_buffer bytes = TW_BUFFER_INIT;
	struct tw_error err;

	(void)st;
	(void)ftw;
	if (type != FTW_F)
		return 0;
	if (tw_file_read(&bytes, AT_FDCWD, path, 1 << 26, path, &err)) {
		fprintf(stderr, "%s\n", err.message);
		return 1;
	}
	if (verbose)
		fprintf(stderr, "%s\n", path);
	run(tw_buffer_get(&bytes));
	tw_buffer_release(&bytes);
	files++;
	return 0;
}

int main(int argc, char **argv)
{
	verbose = argc > 1 && !strcmp(argv[1], "-v");
	for (int i = 1 + verbose; i < argc; i++)
		if (nftw(argv[i], run_file, 16, FTW_PHYS))
			return EXIT_FAILURE;
	printf("%u inputs replayed\n", files);
	return files ? EXIT_SUCCESS : EXIT_FAILURE;
}
