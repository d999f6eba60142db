#include "git/objects.h"

#include <stdlib.h>
#include <string.h>

enum {
	MAX_ENTRIES = 1000000,             /* of a tree */
	MAX_TREE = 128 * 1024 * 1024,      /* its bytes, asked before reading */
	KIND = 0170000,                    /* bits of a mode */
	FOLDER = 0040000
};

struct tw_blobs {
	const struct tw_revision *revision;
	git_odb *odb;
};

static enum tw_status objects_open(struct tw_revision *revision,
	struct tw_error *err)
{
	static const char name[] = "objects";
	const struct tw_git *git = revision->repository.git;
	const char *folder =
		git->repository_commondir(revision->repository.handle);
	size_t len = strlen(folder);

	revision->objects = malloc(len + sizeof(name));
	if (!revision->objects)
		return tw_fail_memory(err);
	memcpy(revision->objects, folder, len);
	memcpy(revision->objects + len, name, sizeof(name));
	if (git->repository_odb(&revision->odb,
			revision->repository.handle) < 0)
		return tw_git_fail(git, err,
			tw_repository_shown(&revision->repository),
			"its objects cannot be read");
	return TW_OK;
}

static enum tw_status commit_find(struct tw_revision *revision,
	const char *name, struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	git_commit *commit;
	enum tw_status status;

	status = tw_repository_resolve(&commit, &revision->repository, name,
		err);
	if (status)
		return status;
	revision->tree = *git->commit_tree_id(commit);
	git->commit_free(commit);
	return TW_OK;
}

enum tw_status tw_revision_open(struct tw_revision **revision,
	const char *place, const char *name, struct tw_error *err)
{
	struct tw_revision *opened = calloc(1, sizeof(*opened));
	enum tw_status status;

	*revision = NULL;
	if (!opened)
		return tw_fail_memory(err);
	status = tw_repository_open(&opened->repository, place, err);
	if (!status)
		status = objects_open(opened, err);
	if (!status)
		status = tw_shallow_cut(opened, err);
	if (!status && name)
		status = commit_find(opened, name, err);
	if (!status) {
		*revision = opened;
		opened = NULL;
	}
	tw_revision_close(opened);
	return status;
}

void tw_revision_close(struct tw_revision *revision)
{
	if (!revision)
		return;
	if (revision->odb)
		revision->repository.git->odb_free(revision->odb);
	tw_repository_close(&revision->repository);
	free(revision->objects);
	free(revision->ends);
	free(revision);
}

bool tw_revision_unborn(const struct tw_revision *revision)
{
	return revision->repository.git->repository_head_unborn(
		revision->repository.handle) == 1;
}

bool tw_revision_shallow(const struct tw_revision *revision)
{
	return revision->end_count;
}

bool tw_revision_bare(const struct tw_revision *revision)
{
	return revision->repository.bare;
}

struct tw_view tw_revision_root(const struct tw_revision *revision)
{
	return tw_view_of(revision->repository.root);
}

void tw_revision_turn(struct tw_revision *revision,
	const unsigned char tree[32])
{
	revision->tree = tw_oid_of(tree);
}

void tw_oid_save(unsigned char id[32], const git_oid *oid)
{
	memset(id, 0, 32);
	memcpy(id, oid->id, sizeof(oid->id));
}

git_oid tw_oid_of(const unsigned char id[32])
{
	git_oid oid;

	memset(&oid, 0, sizeof(oid));
	memcpy(oid.id, id, sizeof(oid.id));
	return oid;
}

enum tw_status tw_object_fail(const struct tw_revision *revision, int code,
	const char *shown, struct tw_error *err)
{
	const char *gap;

	if (code != GIT_ENOTFOUND || tw_git_denied())
		return tw_git_fail(revision->repository.git, err, shown,
			"cannot be read from the repository");
	gap = tw_repository_gap(&revision->repository);
	if (!gap)
		gap = "it is damaged, and \"git fsck\" says more";
	return tw_fail(err, TW_IO, "%s: is missing from the repository: %s",
		shown, gap);
}

static enum tw_status tree_open(git_tree **tree,
	const struct tw_revision *revision, const git_oid *id,
	struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	const char *shown = tw_repository_shown(&revision->repository);
	git_object_t type;
	size_t size;
	int code;

	code = git->odb_read_header(&size, &type, revision->odb, id);
	if (code == 0 && type == GIT_OBJECT_TREE && size > MAX_TREE)
		return tw_fail(err, TW_IO, "%s: the revision has a folder with "
			"too many entries", shown);
	if (code == 0)
		code = git->tree_lookup(tree, revision->repository.handle, id);
	if (code < 0)
		return tw_object_fail(revision, code,
			"a folder of the revision", err);
	/* What was handed over may be no tree, but its bytes as stored. */
	if (tw_git_denied()) {
		git->tree_free(*tree);
		return tw_fail_memory(err);
	}
	return TW_OK;
}

static void entry_fill(struct tw_tree_entry *entry, struct tw_view name,
	const git_oid *id, uint32_t mode)
{
	entry->name = name;
	entry->mode = mode;
	tw_oid_save(entry->id, id);
}

/* One step down: `name` in the folder that `entry` is, which it becomes. */
static enum tw_status step_down(struct tw_tree_entry *entry, bool *found,
	const struct tw_revision *revision, const char *name,
	struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	git_oid id = tw_oid_of(entry->id);
	const git_tree_entry *child;
	git_tree *tree = NULL;
	enum tw_status status;

	*found = false;
	if ((entry->mode & KIND) != FOLDER)
		return TW_OK;
	status = tree_open(&tree, revision, &id, err);
	if (status)
		return status;
	child = git->tree_entry_byname(tree, name);
	if (child) {
		*found = true;
		entry_fill(entry, entry->name, git->tree_entry_id(child),
			git->tree_entry_filemode_raw(child));
	}
	git->tree_free(tree);
	return TW_OK;
}

enum tw_status tw_revision_find(struct tw_tree_entry *entry, bool *found,
	struct tw_revision *revision, const char *path, struct tw_error *err)
{
	char *parts = strdup(path), *part = parts, *end;
	enum tw_status status = TW_OK;

	*found = true;
	entry_fill(entry, TW_VIEW(""), &revision->tree, FOLDER);
	if (!parts)
		return tw_fail_memory(err);
	while (*part && *found && !status) {
		end = part + strcspn(part, "/");
		entry->name.ptr = path + (part - parts);
		entry->name.len = (size_t)(end - part);
		part = *end ? end + 1 : end;
		*end = '\0';
		status = step_down(entry, found, revision,
			parts + (entry->name.ptr - path), err);
	}
	if (status)
		*found = false;
	free(parts);
	return status;
}

/* git makes no such names; a tree that has one was made to mislead. */
static bool is_name(struct tw_view name)
{
	return name.len > 0 && !memchr(name.ptr, '/', name.len) &&
		!tw_view_equal(name, TW_VIEW(".")) &&
		!tw_view_equal(name, TW_VIEW(".."));
}

static int entry_order(const void *a, const void *b)
{
	const struct tw_tree_entry *one = a, *other = b;

	return tw_view_compare(one->name, other->name);
}

static enum tw_status entries_copy(struct tw_tree_entry *entries,
	const struct tw_revision *revision, const git_tree *tree,
	struct tw_arena *arena, struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	size_t i, count = git->tree_entrycount(tree);
	const git_tree_entry *entry;
	struct tw_view name;

	for (i = 0; i < count; i++) {
		entry = git->tree_entry_byindex(tree, i);
		name = tw_view_of(git->tree_entry_name(entry));
		if (!is_name(name))
			return tw_fail(err, TW_IO, "%s: the revision has a "
				"name that no file can have; \"git fsck\" "
				"says more",
				tw_repository_shown(&revision->repository));
		name = tw_arena_copy(arena, name);
		if (!name.ptr)
			return tw_fail_memory(err);
		entry_fill(&entries[i], name, git->tree_entry_id(entry),
			git->tree_entry_filemode_raw(entry));
	}
	qsort(entries, count, sizeof(*entries), entry_order);
	return TW_OK;
}

enum tw_status tw_revision_list(struct tw_tree_entry **entries, size_t *count,
	struct tw_revision *revision, const unsigned char id[32],
	struct tw_arena *arena, struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	git_oid oid = tw_oid_of(id);
	git_tree *tree = NULL;
	enum tw_status status;

	*entries = NULL;
	*count = 0;
	status = tree_open(&tree, revision, &oid, err);
	if (status)
		return status;
	*count = git->tree_entrycount(tree);
	if (*count > MAX_ENTRIES)
		status = tw_fail(err, TW_IO, "%s: the revision has a folder "
			"with over %d entries",
			tw_repository_shown(&revision->repository),
			MAX_ENTRIES);
	else if (*count > 0)
		*entries = tw_arena_take(arena, *count * sizeof(**entries));
	if (!status && *count > 0)
		status = *entries ? entries_copy(*entries, revision, tree,
			arena, err) : tw_fail_memory(err);
	git->tree_free(tree);
	if (status) {
		*entries = NULL;
		*count = 0;
	}
	return status;
}

enum tw_status tw_blob_id(unsigned char id[32],
	const struct tw_revision *revision, struct tw_view bytes,
	struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	git_oid oid;

	if (git->odb_hash(&oid, bytes.len ? bytes.ptr : "", bytes.len,
	    GIT_OBJECT_BLOB) < 0)
		return tw_git_fail(git, err,
			tw_repository_shown(&revision->repository),
			"a file cannot be given an id");
	tw_oid_save(id, &oid);
	return TW_OK;
}

enum tw_status tw_blobs_open(struct tw_blobs **blobs,
	const struct tw_revision *revision, struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	struct tw_blobs *opened = calloc(1, sizeof(*opened));

	*blobs = NULL;
	if (!opened)
		return tw_fail_memory(err);
	opened->revision = revision;
	if (git->odb_open(&opened->odb, revision->objects) < 0) {
		free(opened);
		return tw_git_fail(git, err,
			tw_repository_shown(&revision->repository),
			"its objects cannot be read");
	}
	*blobs = opened;
	return TW_OK;
}

/* Fills the buffer with more than `limit`, so that it tells. */
static enum tw_status overlong(struct tw_buffer *buffer, size_t limit,
	struct tw_error *err)
{
	return tw_buffer_pad(buffer, ' ', limit + 1) ? TW_OK :
		tw_fail_memory(err);
}

enum tw_status tw_blobs_read(struct tw_buffer *buffer, struct tw_blobs *blobs,
	const unsigned char id[32], size_t limit, const char *shown,
	struct tw_error *err)
{
	const struct tw_git *git = blobs->revision->repository.git;
	git_odb_object *object = NULL;
	git_oid oid = tw_oid_of(id);
	enum tw_status status = TW_OK;
	git_object_t type;
	size_t size;
	int code;

	tw_buffer_clear(buffer);
	code = git->odb_read_header(&size, &type, blobs->odb, &oid);
	if (code == 0 && type != GIT_OBJECT_BLOB)
		return tw_fail(err, TW_IO, "%s: is no file in this revision",
			shown);
	if (code == 0 && size > limit)
		return overlong(buffer, limit, err);
	if (code == 0)
		code = git->odb_read(&object, blobs->odb, &oid);
	if (code < 0)
		return tw_object_fail(blobs->revision, code, shown, err);
	size = git->odb_object_size(object);
	if (size > limit)
		status = overlong(buffer, limit, err);
	else if (!tw_buffer_add(buffer, git->odb_object_data(object), size))
		status = tw_fail_memory(err);
	git->odb_object_free(object);
	return status;
}

void tw_blobs_close(struct tw_blobs *blobs)
{
	if (!blobs)
		return;
	blobs->revision->repository.git->odb_free(blobs->odb);
	free(blobs);
}
