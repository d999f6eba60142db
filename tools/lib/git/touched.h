/*
 * Which commits changed a file.
 */
#ifndef TW_GIT_TOUCHED_H
#define TW_GIT_TOUCHED_H

#include "git/commit.h"
#include "git/trees.h"

/*
 * The next of `commits` that gave the file `path` a content that none of its
 * parents has, or took it away. *ended says that there is none left.
 */
enum tw_status tw_commits_touching(struct tw_commit *commit, bool *ended,
	struct tw_commits *commits, struct tw_trees *trees, const char *path,
	struct tw_arena *arena, struct tw_error *err);

#endif
