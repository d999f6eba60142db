#include "git/entries.h"
#include "git/head.h"
#include "git/refs.h"

#include <stdlib.h>
#include <string.h>

enum {
	MAX_ENTRIES = 1000000,     /* of a tree */
	LEAST_ENTRY = 5 + 3 + 20,  /* the bytes of one: mode, name, id */
	ROOM = 64                  /* that libgit2 takes beside an object */
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
	struct tw_head head = { .own = NULL };
	git_oid id;
	enum tw_status status = tw_commit_name(&id, revision, name, err);

	if (!status)
		status = tw_head_open(&head, revision, &id, err);
	revision->tree = head.tree;
	tw_head_close(&head, revision);
	return status;
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
		status = tw_trees_open(&opened->trees, opened, err);
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
	tw_trees_close(revision->trees);
	if (revision->odb)
		revision->repository.git->odb_free(revision->odb);
	tw_repository_close(&revision->repository);
	free(revision->objects);
	free(revision->ends);
	free(revision);
}

enum tw_status tw_revision_born(bool *born,
	const struct tw_revision *revision, struct tw_error *err)
{
	const struct tw_repository *repository = &revision->repository;

	*born = repository->git->repository_head_unborn(repository->handle) !=
		1;
	return *born ? TW_OK : tw_refs_check(repository, err);
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

/* For an object that should be there; `code` is what libgit2 gave. */
static enum tw_status object_fail(const struct tw_revision *revision, int code,
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

/*
 * Most objects are small. They are looked up once, with no block larger than
 * they may be. What that refuses is asked for its size: it may be small, and
 * kept as what it is unlike something large.
 */
enum tw_status tw_object_read(git_odb_object **object, bool *large,
	const struct tw_revision *revision, git_odb *odb, const git_oid *id,
	size_t limit, const char *shown, struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	enum tw_status status = tw_loose_check(&revision->repository.loose,
		git, id, limit + ROOM, shown, err);
	git_object_t type;
	size_t size;
	int code;

	*object = NULL;
	*large = false;
	if (status)
		return status;
	tw_git_bound(limit + ROOM);
	code = git->odb_read(object, odb, id);
	if (tw_git_bound(0)) {
		git->odb_object_free(*object);
		*object = NULL;
		code = git->odb_read_header(&size, &type, odb, id);
		*large = code == 0 && size > limit;
		if (code == 0 && !*large)
			code = git->odb_read(object, odb, id);
	}
	if (code < 0)
		return object_fail(revision, code, shown, err);
	if (*object && git->odb_object_size(*object) > limit)
		*large = true;
	/* What was handed over may be its bytes as stored. */
	if (!tw_git_denied() && !*large)
		return TW_OK;
	git->odb_object_free(*object);
	*object = NULL;
	return *large ? TW_OK : tw_fail_memory(err);
}

/* ---- trees ---- */

enum tw_status tw_revision_find(struct tw_tree_entry *entry, bool *found,
	struct tw_revision *revision, const char *path, struct tw_error *err)
{
	unsigned char top[32];

	tw_oid_save(top, &revision->tree);
	return tw_trees_find(entry, found, revision->trees, top, path, err);
}

static int entry_order(const void *a, const void *b)
{
	const struct tw_tree_entry *one = a, *other = b;

	return tw_view_compare(one->name, other->name);
}

static enum tw_status entries_copy(struct tw_tree_entry *entries,
	size_t *count, struct tw_entries *at, struct tw_revision *revision,
	struct tw_arena *arena, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	for (*count = 0; !status; ++*count) {
		status = tw_entries_next(at, revision->trees, err);
		if (status || at->ended)
			break;
		entries[*count] = (struct tw_tree_entry){ .mode =
			at->entry.mode, .name = tw_arena_copy(arena,
			at->entry.name) };
		if (!entries[*count].name.ptr)
			return tw_fail_memory(err);
		memcpy(entries[*count].id, at->entry.id, TW_ID);
	}
	qsort(entries, *count, sizeof(*entries), entry_order);
	return status;
}

enum tw_status tw_revision_list(struct tw_tree_entry **entries, size_t *count,
	struct tw_revision *revision, const unsigned char id[32],
	struct tw_arena *arena, struct tw_error *err)
{
	git_oid oid = tw_oid_of(id);
	struct tw_entries at;
	enum tw_status status = tw_entries_open(&at, revision->trees, &oid,
		err);
	size_t room = at.rest.len / LEAST_ENTRY;

	*entries = NULL;
	*count = 0;
	if (!status && room > MAX_ENTRIES)
		status = tw_fail(err, TW_IO, "%s: the revision has a folder "
			"with over %d entries", tw_repository_shown(
			&revision->repository), MAX_ENTRIES);
	if (!status) {
		*entries = tw_arena_take(arena, (room + 1) *
			sizeof(**entries));
		status = *entries ? entries_copy(*entries, count, &at,
			revision, arena, err) : tw_fail_memory(err);
	}
	tw_entries_close(&at, revision->trees);
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
	git_odb_object *object;
	git_oid oid = tw_oid_of(id);
	bool large;
	enum tw_status status = tw_object_read(&object, &large,
		blobs->revision, blobs->odb, &oid, limit, shown, err);

	tw_buffer_clear(buffer);
	if (status)
		return status;
	if (large)
		return overlong(buffer, limit, err);
	if (git->odb_object_type(object) != GIT_OBJECT_BLOB)
		status = tw_fail(err, TW_IO, "%s: is no file in this revision",
			shown);
	else if (!tw_buffer_add(buffer, git->odb_object_data(object),
	    git->odb_object_size(object)))
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
