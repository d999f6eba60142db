#include "git/entries.h"

#include <stdlib.h>
#include <string.h>

enum {
	MAX_TREE = 128 * 1024 * 1024, /* its bytes */
	MAX_KEPT = 4 * 1024 * 1024    /* the bytes of one that is kept */
};

bool tw_mode_is_file(uint32_t mode)
{
	return mode == 0100644 || mode == 0100755;
}

bool tw_mode_is_folder(uint32_t mode)
{
	return (mode & 0170000) == 0040000;
}

/* ---- the bytes of trees ---- */

static enum tw_status fail(const struct tw_trees *trees, const char *what,
	struct tw_error *err)
{
	return tw_fail(err, TW_IO, "%s: the revision has a %s; \"git fsck\" "
		"says more", tw_repository_shown(
		&trees->revision->repository), what);
}

static enum tw_status object_read(git_odb_object **object,
	struct tw_trees *trees, const git_oid *id, struct tw_error *err)
{
	const struct tw_revision *revision = trees->revision;
	const struct tw_git *git = revision->repository.git;
	bool large;
	enum tw_status status = tw_object_read(object, &large, revision,
		revision->odb, id, MAX_TREE, "a folder of the revision", err);

	if (status)
		return status;
	if (large)
		return fail(trees, "folder with too many entries", err);
	if (git->odb_object_type(*object) == GIT_OBJECT_TREE)
		return TW_OK;
	git->odb_object_free(*object);
	*object = NULL;
	return fail(trees, "folder that is damaged", err);
}

/* Objects count who holds them. */
static git_odb_object *shared(const struct tw_git *git, git_odb_object *object)
{
	git_odb_object *held = NULL;

	return git->odb_object_dup(&held, object) < 0 ? NULL : held;
}

/* The bytes of a tree, which stay until the caller frees `own`. */
static enum tw_status tree_read(struct tw_view *bytes, git_odb_object **own,
	struct tw_trees *trees, const git_oid *id, struct tw_error *err)
{
	const struct tw_git *git = trees->revision->repository.git;
	git_odb_object *object = NULL;
	struct tw_kept_tree *kept = trees->kept;
	enum tw_status status;

	*own = NULL;
	for (size_t i = 0; i < TW_KEPT_TREES && !object; i++)
		if (kept[i].object && !memcmp(kept[i].id.id, id->id, TW_ID))
			object = kept[i].object;
	if (!object) {
		status = object_read(&object, trees, id, err);
		if (status)
			return status;
		if (git->odb_object_size(object) <= MAX_KEPT) {
			kept += trees->next;
			trees->next = (trees->next + 1) % TW_KEPT_TREES;
			if (kept->object)
				git->odb_object_free(kept->object);
			*kept = (struct tw_kept_tree){ *id, object };
			*own = shared(git, object);
		} else {
			*own = object;
		}
	} else {
		*own = shared(git, object);
	}
	*bytes = (struct tw_view){ git->odb_object_data(object),
		git->odb_object_size(object) };
	return TW_OK;
}

/* git makes no such names; a tree that has one was made to mislead. */
static bool is_name(struct tw_view name)
{
	return name.len > 0 && !memchr(name.ptr, '/', name.len) &&
		!(name.ptr[0] == '.' && (name.len == 1 ||
		(name.len == 2 && name.ptr[1] == '.')));
}

/* Takes the next entry off what is left. False if it is none. */
static bool take_entry(struct tw_raw_entry *entry, struct tw_view *rest)
{
	const char *at = rest->ptr, *end = rest->ptr + rest->len, *stop;

	entry->mode = 0;
	for (; at < end && *at >= '0' && *at <= '7' && entry->mode < 1u << 24;
	     at++)
		entry->mode = entry->mode * 8 + (uint32_t)(*at - '0');
	if (at == end || *at++ != ' ' || !entry->mode)
		return false;
	stop = memchr(at, '\0', (size_t)(end - at));
	if (!stop || end - stop < 1 + TW_ID)
		return false;
	entry->name = (struct tw_view){ at, (size_t)(stop - at) };
	entry->id = (const unsigned char *)stop + 1;
	rest->ptr = stop + 1 + TW_ID;
	rest->len = (size_t)(end - rest->ptr);
	return true;
}

/* ---- a way through one ---- */

enum tw_status tw_entries_open(struct tw_entries *entries,
	struct tw_trees *trees, const git_oid *id, struct tw_error *err)
{
	*entries = (struct tw_entries){ .ended = !id };
	return id ? tree_read(&entries->rest, &entries->own, trees, id, err) :
		TW_OK;
}

void tw_entries_close(struct tw_entries *entries, struct tw_trees *trees)
{
	trees->revision->repository.git->odb_object_free(entries->own);
	*entries = (struct tw_entries){ .ended = true };
}

enum tw_status tw_entries_next(struct tw_entries *entries,
	struct tw_trees *trees, struct tw_error *err)
{
	if (!entries->rest.len)
		entries->ended = true;
	if (entries->ended)
		return TW_OK;
	if (!take_entry(&entries->entry, &entries->rest))
		return fail(trees, "folder that is damaged", err);
	return is_name(entries->entry.name) ? TW_OK :
		fail(trees, "name that no file can have", err);
}

/* The bytes that two texts of `most` or more begin with alike. */
static size_t alike_ahead(const char *a, const char *b, size_t most)
{
	size_t same = 0;

	while (same + 256 <= most && !memcmp(a + same, b + same, 256))
		same += 256;
	while (same < most && a[same] == b[same])
		same++;
	return same;
}

static void pass(struct tw_entries *entries, size_t len)
{
	entries->rest.ptr += len;
	entries->rest.len -= len;
}

void tw_entries_skip(struct tw_entries *a, struct tw_entries *b)
{
	size_t most = a->rest.len < b->rest.len ? a->rest.len : b->rest.len;
	size_t same = alike_ahead(a->rest.ptr, b->rest.ptr, most);
	const char *bytes = a->rest.ptr, *stop;
	size_t at = 0, next = 0;

	while (next <= same) {
		at = next;
		stop = memchr(bytes + at, '\0', same - at);
		if (!stop)
			break;
		next = (size_t)(stop - bytes) + 1 + TW_ID;
	}
	pass(a, at);
	pass(b, at);
}

int tw_raw_order(const struct tw_raw_entry *a, const struct tw_raw_entry *b)
{
	size_t len = a->name.len < b->name.len ? a->name.len : b->name.len;
	int order = memcmp(a->name.ptr, b->name.ptr, len);
	unsigned char x, y;

	if (order)
		return order;
	x = a->name.len > len ? (unsigned char)a->name.ptr[len] :
		tw_mode_is_folder(a->mode) ? '/' : 0;
	y = b->name.len > len ? (unsigned char)b->name.ptr[len] :
		tw_mode_is_folder(b->mode) ? '/' : 0;
	return (x > y) - (x < y);
}

/* ---- begin and end ---- */

enum tw_status tw_trees_open(struct tw_trees **trees,
	struct tw_revision *revision, struct tw_error *err)
{
	*trees = calloc(1, sizeof(**trees));
	if (!*trees)
		return tw_fail_memory(err);
	(*trees)->revision = revision;
	return TW_OK;
}

struct tw_trees *tw_revision_trees(struct tw_revision *revision)
{
	return revision->trees;
}

void tw_trees_close(struct tw_trees *trees)
{
	if (!trees)
		return;
	for (size_t i = 0; i < TW_KEPT_TREES; i++)
		if (trees->kept[i].object)
			trees->revision->repository.git->odb_object_free(
				trees->kept[i].object);
	free(trees);
}
