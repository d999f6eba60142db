#include "git/staged.h"

#include "git/commit.h"
#include "git/objects.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { KIND = 0170000, FOLDER = 0040000, MOST_DEPTH = 64,
	FIRST_OF_ALL = 1000 /* before the backends of the disk */ };

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

static enum tw_status read_index(struct tw_revision *revision,
	const char *path, struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	git_index *index = NULL;
	char own[PATH_MAX + 16];
	enum tw_status status;

	if (!path) {
		snprintf(own, sizeof(own), "%sindex",
			git->repository_path(revision->repository.handle));
		path = own;
	}
	if (git->index_open(&index, path) < 0)
		return fail(revision, "what is staged cannot be read; if git "
			"keeps a split or a sparse index here, \"git "
			"update-index --no-split-index\" or \"git "
			"sparse-checkout disable\" makes it a plain one", err);
	status = keep_in_memory(revision, err);
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

/* A folder of both trees that is still to be compared. */
struct pair {
	struct pair *next;
	const char *path; /* "" or with a slash at its end */
	unsigned char now[32], then[32];
	bool was;
	unsigned depth;
};

struct comparing {
	struct tw_buffer *paths;
	struct tw_revision *revision;
	struct tw_arena *arena;
	struct tw_error *err;
	struct pair *first;
};

static const struct tw_tree_entry *entry_of(
	const struct tw_tree_entry *entries, size_t count, struct tw_view name)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = tw_view_compare(entries[middle].name, name);

		if (!order)
			return &entries[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* What is new is a file, or a folder to look into, before what comes next. */
static enum tw_status add(struct comparing *c, const struct pair *pair,
	struct pair ***end, const struct tw_tree_entry *now,
	const struct tw_tree_entry *then)
{
	struct tw_view path = tw_arena_format(c->arena, "%s%.*s%s", pair->path,
		TW_ARG(now->name), (now->mode & KIND) == FOLDER ? "/" : "");
	struct pair *below;

	if (!path.ptr)
		return tw_fail_memory(c->err);
	if ((now->mode & KIND) != FOLDER)
		return tw_buffer_add(c->paths, path.ptr, path.len + 1) ? TW_OK :
			tw_fail_memory(c->err);
	if (pair->depth == MOST_DEPTH)
		return tw_fail(c->err, TW_IO, "%s: lies too deep", path.ptr);
	below = tw_arena_take(c->arena, sizeof(*below));
	if (!below)
		return tw_fail_memory(c->err);
	*below = (struct pair){ **end, path.ptr, .depth = pair->depth + 1 };
	memcpy(below->now, now->id, sizeof(below->now));
	below->was = then && (then->mode & KIND) == FOLDER;
	if (below->was)
		memcpy(below->then, then->id, sizeof(below->then));
	**end = below;
	*end = &below->next;
	return TW_OK;
}

static enum tw_status compare(struct comparing *c)
{
	struct pair *pair = c->first, **end = &c->first;
	struct tw_tree_entry *now, *then = NULL;
	size_t count, before = 0;
	enum tw_status status = tw_revision_list(&now, &count, c->revision,
		pair->now, c->arena, c->err);

	c->first = pair->next;
	if (!status && pair->was)
		status = tw_revision_list(&then, &before, c->revision,
			pair->then, c->arena, c->err);
	for (size_t i = 0; i < count && !status; i++) {
		const struct tw_tree_entry *old = entry_of(then, before,
			now[i].name);

		if (!old || old->mode != now[i].mode ||
		    memcmp(old->id, now[i].id, sizeof(old->id)))
			status = add(c, pair, &end, &now[i], old);
	}
	return status;
}

enum tw_status tw_staged_changed(struct tw_buffer *paths,
	struct tw_revision *revision, struct tw_arena *arena,
	struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	struct comparing c = { paths, revision, arena, err, NULL };
	struct tw_commit head;
	enum tw_status status = TW_OK;

	c.first = tw_arena_take(arena, sizeof(*c.first));
	if (!c.first)
		return tw_fail_memory(err);
	c.first->path = "";
	tw_oid_save(c.first->now, &revision->tree);
	if (git->repository_head_unborn(revision->repository.handle) != 1) {
		status = tw_commit_find(&head, revision, "HEAD", arena, err);
		if (!status)
			memcpy(c.first->then, head.tree, sizeof(head.tree));
		c.first->was = true;
	}
	while (!status && c.first)
		status = compare(&c);
	return status;
}
