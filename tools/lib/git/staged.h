/*
 * What "git add" has put together for the next commit, as a revision.
 */
#ifndef TW_GIT_STAGED_H
#define TW_GIT_STAGED_H

#include "git/revision.h"

/*
 * Opens the repository of `place` as tw_revision_open does, with the tree
 * that the next commit would have. `index` is the file that says so; NULL:
 * the repository's own. Nothing is written.
 */
enum tw_status tw_staged_open(struct tw_revision **revision,
	const char *place, const char *index, struct tw_error *err);

/*
 * Appends the paths of the files of a staged revision that the last commit
 * has not, or not the same; each ends in NUL. Sorted by bytes. `arena` is for
 * what it takes to find them.
 */
enum tw_status tw_staged_changed(struct tw_buffer *paths,
	struct tw_revision *revision, struct tw_arena *arena,
	struct tw_error *err);

#endif
