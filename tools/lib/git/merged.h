/*
 * What a merge commit had to put together: the files that both of its sides
 * changed.
 */
#ifndef TW_GIT_MERGED_H
#define TW_GIT_MERGED_H

#include "git/trees.h"

/* The copies of a file: that of a base, of both sides, and of the merge. */
enum { TW_FILE_BASE, TW_FILE_OURS, TW_FILE_THEIRS, TW_FILE_MERGED,
	TW_FILE_COPIES };

struct tw_merged_file {
	struct tw_view path; /* with a NUL behind it */
	unsigned char id[TW_FILE_COPIES][32]; /* of the base: zeros: none */
};

/*
 * Finds the regular files that both sides and the merge have, and that each
 * side changed to something of its own, or added; sorted by path. Folders that
 * a side left alone are not opened. tops[TW_FILE_BASE] may be NULL: there is
 * none.
 */
enum tw_status tw_merged_files(struct tw_merged_file **files, size_t *count,
	struct tw_trees *trees,
	const unsigned char *const tops[TW_FILE_COPIES],
	tw_file_wanted *wanted, void *context, struct tw_arena *arena,
	struct tw_error *err);

#endif
