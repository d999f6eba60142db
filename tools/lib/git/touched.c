#include "git/touched.h"

#include <string.h>

/*
 * False if a parent has the same there, or nothing as well; or if that is not
 * known, since a shallow clone ends here.
 */
static enum tw_status is_new(bool *is, struct tw_trees *trees,
	struct tw_revision *revision, const struct tw_commit *commit,
	const char *path, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_tree_entry entry, before;
	struct tw_commit parent;
	bool present, was;
	enum tw_status status = tw_trees_find(&entry, &present, trees,
		commit->tree, path, err);

	*is = !status && !commit->cut && (present || commit->parent_count);
	for (size_t i = 0; i < commit->parent_count && *is && !status; i++) {
		status = tw_commit_read(&parent, revision, commit->parents[i],
			arena, err);
		if (!status)
			status = tw_trees_find(&before, &was, trees,
				parent.tree, path, err);
		if (!status)
			*is = was != present || (was && memcmp(before.id,
				entry.id, sizeof(before.id)));
	}
	return status;
}

enum tw_status tw_commits_touching(struct tw_commit *commit, bool *ended,
	struct tw_commits *commits, struct tw_trees *trees, const char *path,
	struct tw_arena *arena, struct tw_error *err)
{
	enum tw_status status;
	bool is = false;

	do {
		status = tw_commits_next(commit, ended, commits, arena, err);
		if (!status && !*ended)
			status = is_new(&is, trees, tw_commits_of(commits),
				commit, path, arena, err);
	} while (!status && !*ended && !is);
	return status;
}
