#include "git/touched.h"

#include <string.h>

static enum tw_status find(struct tw_tree_entry *entry, bool *present,
	struct tw_revision *revision, const struct tw_commit *commit,
	const char *path, struct tw_error *err)
{
	tw_revision_turn(revision, commit->tree);
	return tw_revision_find(entry, present, revision, path, err);
}

/*
 * False if a parent has the same there, or nothing as well; or if that is not
 * known, since a shallow clone ends here.
 */
static enum tw_status is_new(bool *is, const struct tw_tree_entry *entry,
	bool present, struct tw_revision *revision,
	const struct tw_commit *commit, const char *path,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_commit parent;
	struct tw_tree_entry before;
	enum tw_status status = TW_OK;
	bool was;

	*is = !commit->cut && (present || commit->parent_count);
	for (size_t i = 0; i < commit->parent_count && *is && !status; i++) {
		status = tw_commit_read(&parent, revision, commit->parents[i],
			arena, err);
		if (!status)
			status = find(&before, &was, revision, &parent, path,
				err);
		if (!status)
			*is = was != present || (was && memcmp(before.id,
				entry->id, sizeof(before.id)));
	}
	return status;
}

enum tw_status tw_commits_touching(struct tw_commit *commit,
	struct tw_tree_entry *entry, bool *present, bool *ended,
	struct tw_commits *commits, const char *path, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_revision *revision = tw_commits_of(commits);
	enum tw_status status;
	bool is = false;

	do {
		status = tw_commits_next(commit, ended, commits, arena, err);
		if (!status && !*ended)
			status = find(entry, present, revision, commit, path,
				err);
		if (!status && !*ended)
			status = is_new(&is, entry, *present, revision, commit,
				path, arena, err);
	} while (!status && !*ended && !is);
	return status;
}
