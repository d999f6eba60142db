#include "git/staged.h"

#include "git/commit.h"
#include "git/objects.h"
#include "git/trees.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_OF_ALL = 1000 /* before the backends of the disk */ };

/* ---- the tree of the index ---- */

static enum tw_status fail(const struct tw_revision *revision,
	const char *what, struct tw_error *err)
{
	return tw_git_fail(revision->repository.git, err,
		tw_repository_shown(&revision->repository), what);
}

/* Files of which "git add --intent-to-add" knows the name only. */
static bool drop_intended(const struct tw_git *git, git_index *index)
{
	size_t i = git->index_entrycount(index);

	while (i-- > 0) {
		const git_index_entry *entry =
			git->index_get_byindex(index, i);

		if ((entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD) &&
		    git->index_remove(index, entry->path, 0) < 0)
			return false;
	}
	return true;
}

/*
 * Trees that are made go to memory, and nowhere else: the disk is only read,
 * as if it were another repository's.
 */
static enum tw_status keep_in_memory(struct tw_revision *revision,
	struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	git_odb_backend *backend = NULL;
	git_odb *odb = NULL;
	int code = git->odb_new(&odb);

	if (code == 0)
		code = git->mempack_new(&backend);
	if (code == 0) {
		code = git->odb_add_backend(odb, backend, FIRST_OF_ALL);
		if (code < 0)
			backend->free(backend);
	}
	if (code == 0)
		code = git->odb_add_disk_alternate(odb, revision->objects);
	if (code == 0)
		code = git->repository_set_odb(revision->repository.handle,
			odb);
	if (code < 0) {
		git->odb_free(odb);
		return fail(revision, "its objects cannot be read", err);
	}
	git->odb_free(revision->odb);
	revision->odb = odb;
	return TW_OK;
}

static enum tw_status make_tree(struct tw_revision *revision,
	git_index *index, struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;

	if (git->index_has_conflicts(index))
		return tw_fail(err, TW_IO, "%s: a merge has left conflicts: "
			"settle them, \"git add\" the files, and then ask "
			"again", tw_repository_shown(&revision->repository));
	if (!drop_intended(git, index) ||
	    git->index_write_tree_to(&revision->tree, index,
		revision->repository.handle) < 0)
		return fail(revision, "what is staged cannot be read", err);
	return tw_git_denied() ? tw_fail_memory(err) : TW_OK;
}

/*
 * libgit2 takes an index that it could not look for as one that is not there,
 * and so as an empty one, of which everything was removed; what it did read
 * has a checksum.
 */
static bool was_missed(const struct tw_git *git, git_index *index,
	const char *path)
{
	static const git_oid none;

	return memcmp(git->index_checksum(index), &none, sizeof(none)) == 0 &&
		(access(path, F_OK) == 0 ||
		(errno != ENOENT && errno != ENOTDIR));
}

/*
 * The index has what no libgit2 reads, or it is damaged: then git can make it
 * anew of the last commit, but for what a merge under way had put there.
 */
static enum tw_status index_fail(const struct tw_revision *revision,
	const char *path, bool merging, struct tw_error *err)
{
	const git_error *last = revision->repository.git->error_last();
	bool foreign = last && last->message &&
		strstr(last->message, "mandatory extension");
	char what[PATH_MAX + 512];

	if (foreign || access(path, R_OK))
		return fail(revision, foreign ? "what is staged cannot be "
			"read; git keeps a split or a sparse index here, and "
			"\"git update-index --no-split-index\" or \"git "
			"sparse-checkout disable\" makes it a plain one" :
			"what is staged cannot be read", err);
	snprintf(what, sizeof(what), "what is staged cannot be read, since "
		"the index is damaged; take %s away, and \"git reset\" makes "
		"it anew and leaves your files as they are%s", path, merging ?
		"; what is under way, such as a merge, has to be begun again" :
		"");
	return fail(revision, what, err);
}

static enum tw_status read_index(struct tw_revision *revision,
	const char *path, struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	git_index *index = NULL;
	bool merging = git->repository_state(revision->repository.handle) !=
		GIT_REPOSITORY_STATE_NONE;
	char own[PATH_MAX + 16];
	enum tw_status status;

	if (!path) {
		snprintf(own, sizeof(own), "%sindex",
			git->repository_path(revision->repository.handle));
		path = own;
	}
	if (git->index_open(&index, path) < 0)
		return index_fail(revision, path, merging, err);
	status = was_missed(git, index, path) ?
		fail(revision, "what is staged cannot be read", err) :
		keep_in_memory(revision, err);
	if (!status)
		status = make_tree(revision, index, err);
	git->index_free(index);
	return status;
}

enum tw_status tw_staged_open(struct tw_revision **revision,
	const char *place, const char *index, struct tw_error *err)
{
	enum tw_status status = tw_revision_open(revision, place, NULL, err);

	if (!status && tw_revision_bare(*revision))
		status = tw_fail(err, TW_IO, "%s: nothing can be staged in a "
			"bare repository", tw_repository_shown(
			&(*revision)->repository));
	if (!status)
		status = read_index(*revision, index, err);
	if (status) {
		tw_revision_close(*revision);
		*revision = NULL;
	}
	return status;
}

/* ---- what is new in it ---- */

static bool any(void *context, struct tw_view path, bool folder)
{
	(void)context;
	(void)path;
	(void)folder;
	return true;
}

/* The tree of the last commit; *born is false if there is none. */
static enum tw_status find_last(unsigned char tree[32], bool *born,
	struct tw_revision *revision, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_commit head;
	enum tw_status status = tw_revision_born(born, revision, err);

	if (status || !*born)
		return status;
	status = tw_commit_find(&head, revision, "HEAD", arena, err);
	if (!status)
		memcpy(tree, head.tree, sizeof(head.tree));
	return status;
}

enum tw_status tw_staged_changed(struct tw_buffer *paths,
	struct tw_revision *revision, struct tw_arena *arena,
	struct tw_error *err)
{
	unsigned char staged[32], last[32];
	struct tw_tree_change *changes;
	size_t count = 0;
	bool born;
	enum tw_status status = find_last(last, &born, revision, arena, err);

	tw_oid_save(staged, &revision->tree);
	if (!status)
		status = tw_trees_differ(&changes, &count, revision->trees,
			&(struct tw_tree_pair){ born ? last : NULL, staged,
			any, NULL, TW_VIEW("") }, arena, err);
	for (size_t i = 0; i < count && !status; i++)
		if (changes[i].to_mode && !tw_buffer_add(paths,
		    changes[i].path.ptr, changes[i].path.len + 1))
			status = tw_fail_memory(err);
	return status;
}
