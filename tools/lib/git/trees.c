#include "git/entries.h"

#include "base/arena.h"
#include "base/set.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 64, MOST_TAKEN = 1000000 };

/* ---- one path ---- */

static struct tw_kept_place *place_of(struct tw_trees *trees, const git_oid *tree,
	struct tw_view name)
{
	uint32_t hash;

	memcpy(&hash, tree->id, sizeof(hash));
	return &trees->places[(hash ^ (uint32_t)tw_hash(name)) % TW_KEPT_PLACES];
}

static bool place_is(const struct tw_kept_place *place, const git_oid *tree,
	struct tw_view name)
{
	return !memcmp(place->tree.id, tree->id, TW_ID) &&
		strlen(place->name) == name.len &&
		!memcmp(place->name, name.ptr, name.len);
}

static enum tw_status look(struct tw_kept_place *found, struct tw_trees *trees,
	const git_oid *tree, struct tw_view name, struct tw_error *err)
{
	struct tw_entries entries;
	enum tw_status status = tw_entries_open(&entries, trees, tree, err);

	*found = (struct tw_kept_place){ .tree = *tree, .mode = 0 };
	if (!status)
		status = tw_entries_next(&entries, trees, err);
	while (!status && !entries.ended) {
		if (tw_view_equal(entries.entry.name, name)) {
			memcpy(found->id.id, entries.entry.id, TW_ID);
			found->mode = entries.entry.mode;
			break;
		}
		status = tw_entries_next(&entries, trees, err);
	}
	tw_entries_close(&entries, trees);
	return status;
}

/* One step down: `name` in the tree `id`, which it becomes. */
static enum tw_status step_down(git_oid *id, uint32_t *mode,
	struct tw_trees *trees, struct tw_view name, struct tw_error *err)
{
	struct tw_kept_place *place = place_of(trees, id, name), found;
	enum tw_status status;

	if (!name.len || !place_is(place, id, name)) {
		status = look(&found, trees, id, name, err);
		if (status)
			return status;
		if (name.len < TW_KEPT_NAME) {
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
	struct pair *todo, **next; /* where a folder that is met comes in */
	struct tw_buffer path;     /* of what is met */
	struct tw_buffer found;    /* of struct tw_tree_change */
	size_t taken;
	size_t most, left;         /* changes that are kept, and that are not */
	struct tw_view last;       /* of what may be kept; empty: any may */
};

static const git_oid *keep_id(struct differing *d, const unsigned char *id)
{
	git_oid *kept = tw_arena_take(d->arena, sizeof(*kept));

	if (kept)
		memcpy(kept->id, id, TW_ID);
	return kept;
}

/* A slash stands behind the path. */
static enum tw_status add_folder(struct differing *d, const struct pair *in,
	struct tw_view path, const struct tw_raw_entry *from,
	const struct tw_raw_entry *to)
{
	struct pair *pair;

	if (in->depth == MOST_DEPTH)
		return tw_fail(d->err, TW_IO, "%.*s: lies too deep",
			TW_ARG(path));
	pair = tw_arena_take(d->arena, sizeof(*pair));
	path = tw_arena_copy(d->arena, (struct tw_view){ path.ptr,
		path.len + 1 });
	if (!pair || !path.ptr)
		return tw_fail_memory(d->err);
	*pair = (struct pair){ *d->next, path, NULL, NULL, in->depth + 1 };
	pair->from = from ? keep_id(d, from->id) : NULL;
	pair->to = to ? keep_id(d, to->id) : NULL;
	if ((from && !pair->from) || (to && !pair->to))
		return tw_fail_memory(d->err);
	*d->next = pair;
	d->next = &pair->next;
	return TW_OK;
}

/* Sorts what was found, and drops what is too much. */
static void cut_found(struct differing *d)
{
	struct tw_tree_change *changes = (void *)d->found.ptr;
	size_t count = d->found.len / sizeof(*changes);

	tw_tree_changes_sort(changes, count);
	if (count <= d->most)
		return;
	d->left += count - d->most;
	d->found.len = d->most * sizeof(*changes);
	d->last = changes[d->most - 1].path;
}

static enum tw_status add_file(struct differing *d, struct tw_view path,
	const struct tw_raw_entry *from, const struct tw_raw_entry *to)
{
	struct tw_tree_change change = { .from_mode = 0 };

	if (d->last.len && tw_view_compare(path, d->last) > 0) {
		d->left++;
		return TW_OK;
	}
	change.path = tw_arena_copy(d->arena, path);
	if (from) {
		memcpy(change.from, from->id, TW_ID);
		change.from_mode = from->mode;
	}
	if (to) {
		memcpy(change.to, to->id, TW_ID);
		change.to_mode = to->mode;
	}
	if (!change.path.ptr ||
	    !tw_buffer_add(&d->found, &change, sizeof(change)))
		return tw_fail_memory(d->err);
	/* Not each time: to sort takes longer than to find. */
	if (d->found.len / sizeof(change) / 2 >= d->most)
		cut_found(d);
	return TW_OK;
}

/* Takes a name that the trees differ in; one of the two may be NULL. */
static enum tw_status take(struct differing *d, const struct pair *in,
	const struct tw_raw_entry *from, const struct tw_raw_entry *to)
{
	bool folder = tw_mode_is_folder(to ? to->mode : from->mode);
	struct tw_view path;

	tw_buffer_clear(&d->path);
	tw_buffer_view(&d->path, in->path);
	tw_buffer_view(&d->path, to ? to->name : from->name);
	tw_buffer_byte(&d->path, '/');
	if (d->path.failed)
		return tw_fail_memory(d->err);
	path = tw_buffer_get(&d->path);
	path.len--;
	if (!d->wanted(d->context, path, folder))
		return TW_OK;
	/* A few trees that hold one another often make any number of files. */
	if (++d->taken > MOST_TAKEN)
		return tw_fail(d->err, TW_IO, "%s: two revisions differ in "
			"more than %d files and folders",
			tw_repository_shown(&d->trees->revision->repository),
			MOST_TAKEN);
	return folder ? add_folder(d, in, path, from, to) :
		add_file(d, path, from, to);
}

/* The bytes that two texts of `most` or more end in alike. */
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

/*
 * Passes over what both begin with alike, and returns how many bytes they end
 * in alike: what is equal is not taken apart.
 */
static size_t skip_alike(struct tw_entries *from, struct tw_entries *to)
{
	if (from->ended || to->ended)
		return 0;
	tw_entries_skip(from, to);
	return alike_behind(from->rest.ptr + from->rest.len,
		to->rest.ptr + to->rest.len, from->rest.len < to->rest.len ?
		from->rest.len : to->rest.len);
}

/* True at the same entry of both, from which on they are alike. */
static bool rest_alike(const struct tw_entries *from, const struct tw_entries *to,
	size_t alike)
{
	return from->rest.len == to->rest.len && from->rest.len <= alike;
}

static enum tw_status take_next(struct differing *d, const struct pair *pair,
	struct tw_entries *from, struct tw_entries *to, size_t alike)
{
	int order = from->ended ? 1 : to->ended ? -1 :
		tw_raw_order(&from->entry, &to->entry);
	enum tw_status status = TW_OK;

	if (order || from->entry.mode != to->entry.mode ||
	    memcmp(from->entry.id, to->entry.id, TW_ID))
		status = take(d, pair, order <= 0 ? &from->entry : NULL,
			order >= 0 ? &to->entry : NULL);
	if (!order && rest_alike(from, to, alike)) {
		from->ended = to->ended = true;
		return status;
	}
	if (!status && order <= 0)
		status = tw_entries_next(from, d->trees, d->err);
	if (!status && order >= 0)
		status = tw_entries_next(to, d->trees, d->err);
	return status;
}

static enum tw_status compare(struct differing *d, const struct pair *pair)
{
	struct tw_entries from, to = { .own = NULL };
	enum tw_status status = tw_entries_open(&from, d->trees, pair->from,
		d->err);
	size_t alike = 0;

	d->next = &d->todo;
	if (!status)
		status = tw_entries_open(&to, d->trees, pair->to, d->err);
	if (!status)
		alike = skip_alike(&from, &to);
	if (!status)
		status = tw_entries_next(&from, d->trees, d->err);
	if (!status)
		status = tw_entries_next(&to, d->trees, d->err);
	while (!status && !(from.ended && to.ended))
		status = take_next(d, pair, &from, &to, alike);
	tw_entries_close(&from, d->trees);
	tw_entries_close(&to, d->trees);
	return status;
}

int tw_tree_change_order(const void *a, const void *b)
{
	return tw_view_compare(((const struct tw_tree_change *)a)->path,
		((const struct tw_tree_change *)b)->path);
}

/* Many are in order as they were met. */
void tw_tree_changes_sort(struct tw_tree_change *changes, size_t count)
{
	size_t i = 1;

	while (i < count && tw_tree_change_order(&changes[i - 1],
	       &changes[i]) <= 0)
		i++;
	if (i < count)
		qsort(changes, count, sizeof(*changes), tw_tree_change_order);
}

/* Hands the changes over, sorted. */
static enum tw_status give(struct tw_tree_change **changes, size_t *count,
	struct differing *d)
{
	struct tw_view all;

	cut_found(d);
	all = tw_buffer_get(&d->found);
	if (!all.len)
		return TW_OK;
	*changes = tw_arena_take_raw(d->arena, all.len);
	if (!*changes)
		return tw_fail_memory(d->err);
	memcpy(*changes, all.ptr, all.len);
	*count = all.len / sizeof(**changes);
	return TW_OK;
}

enum tw_status tw_trees_differ_first(struct tw_tree_change **changes,
	size_t *count, size_t *left, size_t most, struct tw_trees *trees,
	const struct tw_tree_pair *pair, struct tw_arena *arena,
	struct tw_error *err)
{
	const unsigned char *from = pair->from, *to = pair->to;
	struct differing d = { .trees = trees, .wanted = pair->wanted,
		.context = pair->context, .arena = arena, .err = err,
		.most = most };
	struct pair top = { .path = { "", 0 } }, *next;
	enum tw_status status = TW_OK;

	*changes = NULL;
	*count = *left = 0;
	if (pair->path.len) {
		top.path = tw_arena_format(arena, "%.*s/", TW_ARG(pair->path));
		if (!top.path.ptr)
			return tw_fail_memory(err);
	}
	top.from = from ? keep_id(&d, from) : NULL;
	top.to = to ? keep_id(&d, to) : NULL;
	if ((from && !top.from) || (to && !top.to))
		return tw_fail_memory(err);
	if (!(from && to && !memcmp(from, to, TW_ID)))
		d.todo = &top;
	while ((next = d.todo) && !status) {
		d.todo = next->next;
		status = compare(&d, next);
	}
	if (!status)
		status = give(changes, count, &d);
	*left = d.left;
	tw_buffer_release(&d.path);
	tw_buffer_release(&d.found);
	return status;
}

enum tw_status tw_trees_differ(struct tw_tree_change **changes, size_t *count,
	struct tw_trees *trees, const struct tw_tree_pair *pair,
	struct tw_arena *arena, struct tw_error *err)
{
	size_t left;

	return tw_trees_differ_first(changes, count, &left, SIZE_MAX, trees,
		pair, arena, err);
}
