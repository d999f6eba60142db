#include "git/trees.h"

#include "base/set.h"
#include "git/objects.h"

#include <stdlib.h>
#include <string.h>

enum {
	MAX_TREE = 128 * 1024 * 1024, /* its bytes, asked before reading */
	KEPT = 16,                    /* trees at hand */
	MAX_KEPT = 4 * 1024 * 1024,   /* the bytes of one that is kept */
	PLACES = 256,                 /* what was found in which tree */
	MAX_NAME = 64,                /* of what is kept there */
	MOST_DEPTH = 64,
	ID = GIT_OID_RAWSZ
};

/* A tree that was read. */
struct kept {
	git_oid id;
	git_odb_object *object; /* NULL: none */
};

/* What stands under a name in a tree. */
struct place {
	git_oid tree;
	char name[MAX_NAME]; /* "": nothing is here */
	git_oid id;
	uint32_t mode;       /* 0: nothing stands there */
};

struct tw_trees {
	struct tw_revision *revision;
	struct kept kept[KEPT];
	size_t next; /* the one that was kept first */
	struct place places[PLACES];
};

/* An entry as it stands in the bytes of a tree. */
struct raw {
	struct tw_view name;
	const unsigned char *id;
	uint32_t mode;
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

static enum tw_status fail_damaged(const struct tw_trees *trees,
	struct tw_error *err)
{
	return tw_fail(err, TW_IO, "%s: the history has a folder that is "
		"damaged; \"git fsck\" says more",
		tw_repository_shown(&trees->revision->repository));
}

/* Asks for the size first. */
static enum tw_status object_read(git_odb_object **object,
	struct tw_trees *trees, const git_oid *id, struct tw_error *err)
{
	const struct tw_revision *revision = trees->revision;
	const struct tw_git *git = revision->repository.git;
	git_object_t type;
	size_t size;
	int code = git->odb_read_header(&size, &type, revision->odb, id);

	*object = NULL;
	if (code == 0 && (type != GIT_OBJECT_TREE || size > MAX_TREE))
		return type != GIT_OBJECT_TREE ? fail_damaged(trees, err) :
			tw_fail(err, TW_IO, "%s: the history has a folder "
				"with too many entries", tw_repository_shown(
				&revision->repository));
	if (code == 0)
		code = git->odb_read(object, revision->odb, id);
	if (code < 0)
		return tw_object_fail(revision, code, "a folder of the "
			"history", err);
	if (tw_git_denied()) {
		git->odb_object_free(*object);
		*object = NULL;
		return tw_fail_memory(err);
	}
	return TW_OK;
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
	struct kept *kept = trees->kept;
	enum tw_status status;

	*own = NULL;
	for (size_t i = 0; i < KEPT && !object; i++)
		if (kept[i].object && !memcmp(kept[i].id.id, id->id, ID))
			object = kept[i].object;
	if (!object) {
		status = object_read(&object, trees, id, err);
		if (status)
			return status;
		if (git->odb_object_size(object) <= MAX_KEPT) {
			kept += trees->next;
			trees->next = (trees->next + 1) % KEPT;
			if (kept->object)
				git->odb_object_free(kept->object);
			*kept = (struct kept){ *id, object };
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

/* Takes the next entry off; *ended at the end. False if it is none. */
static bool raw_next(struct raw *entry, bool *ended, struct tw_view *rest)
{
	const char *at = rest->ptr, *end = rest->ptr + rest->len, *stop;

	*ended = at == end;
	if (*ended)
		return true;
	entry->mode = 0;
	for (; at < end && *at >= '0' && *at <= '7' && entry->mode < 1u << 24;
	     at++)
		entry->mode = entry->mode * 8 + (uint32_t)(*at - '0');
	if (at == end || *at++ != ' ' || !entry->mode)
		return false;
	stop = memchr(at, '\0', (size_t)(end - at));
	if (!stop || end - stop < 1 + ID)
		return false;
	entry->name = (struct tw_view){ at, (size_t)(stop - at) };
	entry->id = (const unsigned char *)stop + 1;
	rest->ptr = stop + 1 + ID;
	rest->len = (size_t)(end - rest->ptr);
	return is_name(entry->name);
}

/* ---- one path ---- */

static struct place *place_of(struct tw_trees *trees, const git_oid *tree,
	struct tw_view name)
{
	uint32_t hash;

	memcpy(&hash, tree->id, sizeof(hash));
	return &trees->places[(hash ^ (uint32_t)tw_hash(name)) % PLACES];
}

static bool place_is(const struct place *place, const git_oid *tree,
	struct tw_view name)
{
	return !memcmp(place->tree.id, tree->id, ID) &&
		strlen(place->name) == name.len &&
		!memcmp(place->name, name.ptr, name.len);
}

static enum tw_status look(struct place *found, struct tw_trees *trees,
	const git_oid *tree, struct tw_view name, struct tw_error *err)
{
	git_odb_object *own;
	struct tw_view rest;
	struct raw entry;
	bool ended = false, good = true;
	enum tw_status status = tree_read(&rest, &own, trees, tree, err);

	if (status)
		return status;
	*found = (struct place){ .tree = *tree, .mode = 0 };
	while ((good = raw_next(&entry, &ended, &rest)) && !ended)
		if (tw_view_equal(entry.name, name)) {
			memcpy(found->id.id, entry.id, ID);
			found->mode = entry.mode;
			break;
		}
	trees->revision->repository.git->odb_object_free(own);
	return good ? TW_OK : fail_damaged(trees, err);
}

/* One step down: `name` in the tree `id`, which it becomes. */
static enum tw_status step_down(git_oid *id, uint32_t *mode,
	struct tw_trees *trees, struct tw_view name, struct tw_error *err)
{
	struct place *place = place_of(trees, id, name), found;
	enum tw_status status;

	if (!name.len || !place_is(place, id, name)) {
		status = look(&found, trees, id, name, err);
		if (status)
			return status;
		if (name.len < MAX_NAME) {
			memcpy(found.name, name.ptr, name.len);
			*place = found;
		}
	} else {
		found = *place;
	}
	*id = found.id;
	*mode = found.mode;
	return TW_OK;
}

enum tw_status tw_trees_find(struct tw_tree_entry *entry, bool *found,
	struct tw_trees *trees, const unsigned char tree[32],
	const char *path, struct tw_error *err)
{
	git_oid id = tw_oid_of(tree);
	uint32_t mode = 0040000;
	enum tw_status status = TW_OK;

	*found = false;
	*entry = (struct tw_tree_entry){ .name = { path, 0 } };
	while (*path && mode && !status) {
		entry->name = (struct tw_view){ path, strcspn(path, "/") };
		path += entry->name.len;
		path += *path == '/';
		if (tw_mode_is_folder(mode))
			status = step_down(&id, &mode, trees, entry->name,
				err);
		else
			mode = 0;
	}
	if (status || !mode)
		return status;
	*found = true;
	entry->mode = mode;
	tw_oid_save(entry->id, &id);
	return TW_OK;
}

/* ---- two trees ---- */

/* A folder that is still to be compared, on a list of the arena. */
struct pair {
	struct pair *next;
	struct tw_view path;     /* "" or with a slash at its end */
	const git_oid *from, *to; /* NULL: there is none */
	unsigned depth;
};

struct differing {
	struct tw_trees *trees;
	tw_file_wanted *wanted;
	void *context;
	struct tw_arena *arena;
	struct tw_error *err;
	struct pair *todo;
	struct tw_buffer found; /* of struct tw_tree_change */
};

static const git_oid *keep_id(struct differing *d, const unsigned char *id)
{
	git_oid *kept = tw_arena_take(d->arena, sizeof(*kept));

	if (kept)
		memcpy(kept->id, id, ID);
	return kept;
}

static enum tw_status add_folder(struct differing *d, const struct pair *in,
	struct tw_view path, const struct raw *from, const struct raw *to)
{
	struct pair *pair;

	if (in->depth == MOST_DEPTH)
		return tw_fail(d->err, TW_IO, "%.*s: lies too deep",
			TW_ARG(path));
	pair = tw_arena_take(d->arena, sizeof(*pair));
	if (!pair)
		return tw_fail_memory(d->err);
	*pair = (struct pair){ d->todo, { path.ptr, path.len + 1 }, NULL, NULL,
		in->depth + 1 };
	pair->from = from ? keep_id(d, from->id) : NULL;
	pair->to = to ? keep_id(d, to->id) : NULL;
	if ((from && !pair->from) || (to && !pair->to))
		return tw_fail_memory(d->err);
	d->todo = pair;
	return TW_OK;
}

static enum tw_status add_file(struct differing *d, struct tw_view path,
	const struct raw *from, const struct raw *to)
{
	struct tw_tree_change change = { .path = path };

	if (from) {
		memcpy(change.from, from->id, ID);
		change.from_mode = from->mode;
	}
	if (to) {
		memcpy(change.to, to->id, ID);
		change.to_mode = to->mode;
	}
	return tw_buffer_add(&d->found, &change, sizeof(change)) ? TW_OK :
		tw_fail_memory(d->err);
}

/* Takes a name that the trees differ in; one of the two may be NULL. */
static enum tw_status take(struct differing *d, const struct pair *in,
	const struct raw *from, const struct raw *to)
{
	struct tw_view name = to ? to->name : from->name, path;
	bool folder = tw_mode_is_folder(to ? to->mode : from->mode);

	path = tw_arena_format(d->arena, "%.*s%.*s/", TW_ARG(in->path),
		TW_ARG(name));
	if (!path.ptr)
		return tw_fail_memory(d->err);
	path.len--;
	if (!d->wanted(d->context, path, folder))
		return TW_OK;
	if (folder)
		return add_folder(d, in, path, from, to);
	((char *)(uintptr_t)path.ptr)[path.len] = '\0';
	return add_file(d, path, from, to);
}

/* git's order of names: that of a folder ends in a slash. */
static int raw_order(const struct raw *a, const struct raw *b)
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

struct side {
	struct tw_view rest;
	git_odb_object *own;
	struct raw entry;
	bool ended;
};

static enum tw_status side_open(struct side *side, struct differing *d,
	const git_oid *id)
{
	*side = (struct side){ .ended = !id };
	return id ? tree_read(&side->rest, &side->own, d->trees, id, d->err) :
		TW_OK;
}

static enum tw_status side_next(struct side *side, struct differing *d)
{
	return side->ended || raw_next(&side->entry, &side->ended,
		&side->rest) ? TW_OK : fail_damaged(d->trees, d->err);
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

static size_t alike_behind(const char *a, const char *b, size_t most)
{
	size_t same = 0;

	while (same + 256 <= most && !memcmp(a - same - 256, b - same - 256,
	       256))
		same += 256;
	while (same < most && a[-(ptrdiff_t)same - 1] ==
	       b[-(ptrdiff_t)same - 1])
		same++;
	return same;
}

static void side_skip(struct side *side, size_t len)
{
	side->rest.ptr += len;
	side->rest.len -= len;
}

/*
 * Passes over the entries that both begin with alike, and returns how many
 * bytes they end in alike: what is equal is not taken apart.
 */
static size_t skip_alike(struct side *from, struct side *to)
{
	size_t most = from->rest.len < to->rest.len ? from->rest.len :
		to->rest.len, at = 0, next = 0;
	const char *bytes = from->rest.ptr, *stop;
	size_t same;

	if (from->ended || to->ended)
		return 0;
	same = alike_ahead(bytes, to->rest.ptr, most);
	while (next <= same) {
		at = next;
		stop = memchr(bytes + at, '\0', same - at);
		if (!stop)
			break;
		next = (size_t)(stop - bytes) + 1 + ID;
	}
	side_skip(from, at);
	side_skip(to, at);
	return alike_behind(from->rest.ptr + from->rest.len,
		to->rest.ptr + to->rest.len, most - at);
}

/* True at the same entry of both, from which on they are alike. */
static bool rest_alike(const struct side *from, const struct side *to,
	size_t alike)
{
	return from->rest.len == to->rest.len && from->rest.len <= alike;
}

static enum tw_status take_next(struct differing *d, const struct pair *pair,
	struct side *from, struct side *to, size_t alike)
{
	int order = from->ended ? 1 : to->ended ? -1 :
		raw_order(&from->entry, &to->entry);
	enum tw_status status = TW_OK;

	if (order || from->entry.mode != to->entry.mode ||
	    memcmp(from->entry.id, to->entry.id, ID))
		status = take(d, pair, order <= 0 ? &from->entry : NULL,
			order >= 0 ? &to->entry : NULL);
	if (!order && rest_alike(from, to, alike)) {
		from->ended = to->ended = true;
		return status;
	}
	if (!status && order <= 0)
		status = side_next(from, d);
	if (!status && order >= 0)
		status = side_next(to, d);
	return status;
}

static enum tw_status compare(struct differing *d, const struct pair *pair)
{
	const struct tw_git *git = d->trees->revision->repository.git;
	struct side from = { .own = NULL }, to = { .own = NULL };
	enum tw_status status = side_open(&from, d, pair->from);
	size_t alike = 0;

	if (!status)
		status = side_open(&to, d, pair->to);
	if (!status)
		alike = skip_alike(&from, &to);
	if (!status)
		status = side_next(&from, d);
	if (!status)
		status = side_next(&to, d);
	while (!status && !(from.ended && to.ended))
		status = take_next(d, pair, &from, &to, alike);
	git->odb_object_free(from.own);
	git->odb_object_free(to.own);
	return status;
}

static int change_order(const void *a, const void *b)
{
	return tw_view_compare(((const struct tw_tree_change *)a)->path,
		((const struct tw_tree_change *)b)->path);
}

/* Hands the changes over, sorted. */
static enum tw_status give(struct tw_tree_change **changes, size_t *count,
	struct differing *d)
{
	struct tw_view all = tw_buffer_get(&d->found);

	if (!all.len)
		return TW_OK;
	*changes = tw_arena_take(d->arena, all.len);
	if (!*changes)
		return tw_fail_memory(d->err);
	memcpy(*changes, all.ptr, all.len);
	*count = all.len / sizeof(**changes);
	qsort(*changes, *count, sizeof(**changes), change_order);
	return TW_OK;
}

enum tw_status tw_trees_differ(struct tw_tree_change **changes, size_t *count,
	struct tw_trees *trees, const unsigned char *from,
	const unsigned char *to, struct tw_view path, tw_file_wanted *wanted,
	void *context, struct tw_arena *arena, struct tw_error *err)
{
	struct differing d = { .trees = trees, .wanted = wanted,
		.context = context, .arena = arena, .err = err };
	struct pair top = { .path = path }, *pair;
	enum tw_status status = TW_OK;

	*changes = NULL;
	*count = 0;
	if (path.len) {
		top.path = tw_arena_format(arena, "%.*s/", TW_ARG(path));
		if (!top.path.ptr)
			return tw_fail_memory(err);
	}
	top.from = from ? keep_id(&d, from) : NULL;
	top.to = to ? keep_id(&d, to) : NULL;
	if ((from && !top.from) || (to && !top.to))
		return tw_fail_memory(err);
	if (!(from && to && !memcmp(from, to, ID)))
		d.todo = &top;
	while ((pair = d.todo) && !status) {
		d.todo = pair->next;
		status = compare(&d, pair);
	}
	if (!status)
		status = give(changes, count, &d);
	tw_buffer_release(&d.found);
	return status;
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

void tw_trees_close(struct tw_trees *trees)
{
	if (!trees)
		return;
	for (size_t i = 0; i < KEPT; i++)
		if (trees->kept[i].object)
			trees->revision->repository.git->odb_object_free(
				trees->kept[i].object);
	free(trees);
}
