/*
 * Who brought lines into a file, of the two sides of what is under way in a
 * repository: a merge, a rebase, a pick, a revert. Bytes only.
 */
#ifndef TW_GIT_ORIGIN_H
#define TW_GIT_ORIGIN_H

#include "git/commit.h"

enum tw_under_way {
	TW_NOTHING_UNDER_WAY,
	TW_MERGE_UNDER_WAY,
	TW_REBASE_UNDER_WAY,
	TW_PICK_UNDER_WAY,
	TW_REVERT_UNDER_WAY
};

struct tw_origins;

/*
 * Opens the repository that a file lies in, and finds what is under way in
 * it. Where there is no repository, or it cannot be read, *origins is NULL
 * and the status TW_OK: history is then silent. Fails only without memory.
 */
enum tw_status tw_origins_open(struct tw_origins **origins,
	const char *place, struct tw_error *err);
void tw_origins_close(struct tw_origins *origins);

enum tw_under_way tw_origins_under_way(const struct tw_origins *origins);

/* Where the work tree lies, as tw_revision_root. */
struct tw_view tw_origins_root(const struct tw_origins *origins);

/*
 * Finds the commit that brought what a side (theirs, else ours) has in place
 * of `other`: the first with all of its own `lines`, counted back from that
 * side's tip without a break; if it has none of its own, the one that took
 * out what the other side's lines most resemble. Of a revert's theirs it is
 * the commit that is taken back. `path` begins at the root. *found is false
 * if history does not say. Fails only without memory.
 */
enum tw_status tw_origin_find(struct tw_commit *commit, bool *found,
	struct tw_origins *origins, const char *path, bool theirs,
	struct tw_view lines, struct tw_view other, struct tw_arena *arena,
	struct tw_error *err);

#endif
