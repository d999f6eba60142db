#include "history/past.h"

#include "base/arena.h"
#include "corpus/paths.h"
#include "git/merged.h"
#include "history/reader.h"
#include "history/same.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FOLLOWED = 256 };

struct tw_past {
	struct tw_reader reader;
	struct tw_commits *commits;
	struct tw_arena *arena;   /* of the paths that are followed */
	struct tw_view followed[MOST_FOLLOWED];
	size_t count;
	long long since;
	size_t most, seen;
};

/* A commit that is looked at. */
struct look {
	struct tw_past *past;
	const struct tw_commit *commit;
	struct tw_commit *parents;
	struct tw_arena *arena;
	struct tw_error *err;
	struct tw_buffer changes; /* of struct tw_tree_change */
	size_t most;              /* changes that are asked for */
	size_t left;              /* changes that were not looked at */
};

/* ---- what is followed ---- */

static bool is_followed(const struct tw_past *past, struct tw_view path)
{
	for (size_t i = 0; i < past->count; i++)
		if (tw_path_below(path, past->followed[i]))
			return true;
	return false;
}

/* Where there are very many, older names go unfollowed. */
static enum tw_status follow(struct tw_past *past, struct tw_view path,
	struct tw_error *err)
{
	if (is_followed(past, path) || past->count == MOST_FOLLOWED)
		return TW_OK;
	path = tw_arena_copy(past->arena, path);
	if (!path.ptr)
		return tw_fail_memory(err);
	past->followed[past->count++] = path;
	return TW_OK;
}

/* Asked of what lies below a merge's trees. */
static bool wanted_followed(void *context, struct tw_view path, bool folder)
{
	const struct tw_past *past = context;

	if (!tw_path_wanted(NULL, path, folder))
		return false;
	for (size_t i = 0; i < past->count; i++)
		if (tw_path_below(path, past->followed[i]) ||
		    (folder && tw_path_below(past->followed[i], path)))
			return true;
	return false;
}

/* ---- changes from a parent ---- */

static enum tw_status find(struct tw_tree_entry *entry, struct look *l,
	const struct tw_commit *commit, struct tw_view path)
{
	bool found;

	*entry = (struct tw_tree_entry){ .mode = 0 };
	return commit ? tw_trees_find(entry, &found, l->past->reader.trees,
		commit->tree, path.ptr, l->err) : TW_OK;
}

/* The change of what is no folder goes before that of a folder there. */
static enum tw_status put_first(struct tw_tree_change **changes,
	size_t *count, struct look *l, const struct tw_tree_change *change)
{
	struct tw_tree_change *list = tw_arena_take_raw(l->arena,
		(*count + 1) * sizeof(*list));

	if (!list)
		return tw_fail_memory(l->err);
	list[0] = *change;
	if (*count)
		memcpy(list + 1, *changes, *count * sizeof(*list));
	*changes = list;
	++*count;
	return TW_OK;
}

static enum tw_status differ_at(struct tw_tree_change **changes,
	size_t *count, struct look *l, struct tw_view path,
	const struct tw_tree_entry *from, const struct tw_tree_entry *to)
{
	bool was = tw_mode_is_folder(from->mode);
	bool is = tw_mode_is_folder(to->mode);
	struct tw_tree_change change = { .path = path };
	enum tw_status status = TW_OK;

	if (from->mode == to->mode && !memcmp(from->id, to->id,
	    sizeof(to->id)))
		return TW_OK;
	if (was || is)
		status = tw_trees_differ_first(changes, count, &l->left,
			l->most, l->past->reader.trees, &(struct tw_tree_pair){
			was ? from->id : NULL, is ? to->id : NULL,
			tw_path_wanted, NULL, path }, l->arena, l->err);
	memcpy(change.from, from->id, sizeof(change.from));
	memcpy(change.to, to->id, sizeof(change.to));
	change.from_mode = was ? 0 : from->mode;
	change.to_mode = is ? 0 : to->mode;
	return status || !(change.from_mode || change.to_mode) ? status :
		put_first(changes, count, l, &change);
}

/* What the commit changed, at a path, from a parent (NULL: from nothing). */
static enum tw_status changes_at(struct tw_tree_change **changes,
	size_t *count, struct look *l, const struct tw_commit *parent,
	struct tw_view path)
{
	struct tw_tree_entry from, to;
	enum tw_status status = find(&to, l, l->commit, path);

	*changes = NULL;
	*count = 0;
	if (!status)
		status = find(&from, l, parent, path);
	return status ? status : differ_at(changes, count, l, path, &from,
		&to);
}

/* Hands over what was collected, sorted, each path once. */
static enum tw_status give(struct tw_tree_change **changes, size_t *count,
	struct look *l)
{
	struct tw_view all = tw_buffer_get(&l->changes);
	struct tw_tree_change *list = tw_arena_take_raw(l->arena, all.len + 1);
	size_t n = all.len / sizeof(*list), kept = 0;

	*changes = list;
	if (!list)
		return tw_fail_memory(l->err);
	if (n)
		memcpy(list, all.ptr, all.len);
	tw_buffer_clear(&l->changes);
	tw_tree_changes_sort(list, n);
	for (size_t i = 0; i < n; i++)
		if (!kept || !tw_view_equal(list[kept - 1].path, list[i].path))
			list[kept++] = list[i];
	*count = kept;
	return TW_OK;
}

/* The same at all paths that are followed. */
static enum tw_status changes_from(struct tw_tree_change **changes,
	size_t *count, struct look *l, const struct tw_commit *parent)
{
	const struct tw_past *past = l->past;
	enum tw_status status = TW_OK;

	if (past->count == 1)
		return changes_at(changes, count, l, parent,
			past->followed[0]);
	for (size_t i = 0; i < past->count && !status; i++) {
		status = changes_at(changes, count, l, parent,
			past->followed[i]);
		if (!status && *count && !tw_buffer_add(&l->changes, *changes,
		    *count * sizeof(**changes)))
			status = tw_fail_memory(l->err);
	}
	*count = 0;
	return status ? status : give(changes, count, l);
}

/* ---- renames out of what is followed ---- */

static size_t count_fresh(const struct tw_tree_change *changes, size_t count)
{
	size_t fresh = 0;

	for (size_t i = 0; i < count; i++)
		fresh += !changes[i].from_mode;
	return fresh;
}

static bool holds(const struct tw_tree_change *changes, size_t count,
	struct tw_view path)
{
	struct tw_tree_change wanted = { .path = path };

	return count && bsearch(&wanted, changes, count, sizeof(*changes),
		tw_tree_change_order);
}

/*
 * Where something appeared, what vanished elsewhere in the same commit comes
 * into the list, so that a rename is seen; only what was renamed is followed.
 */
static enum tw_status add_vanished(struct tw_tree_change **changes,
	size_t *count, struct look *l, const struct tw_commit *parent)
{
	struct tw_tree_change *all;
	enum tw_status status;
	size_t n;

	if (!parent || !count_fresh(*changes, *count))
		return TW_OK;
	status = tw_trees_differ(&all, &n, l->past->reader.trees,
		&(struct tw_tree_pair){ parent->tree, l->commit->tree,
		tw_path_wanted, NULL, TW_VIEW("") }, l->arena, l->err);
	for (size_t i = 0; i < *count && !status; i++)
		if (!tw_buffer_add(&l->changes, &(*changes)[i],
		    sizeof(**changes)))
			status = tw_fail_memory(l->err);
	for (size_t i = 0; i < n && !status; i++)
		if (!all[i].to_mode && !holds(*changes, *count, all[i].path) &&
		    !tw_buffer_add(&l->changes, &all[i], sizeof(*all)))
			status = tw_fail_memory(l->err);
	return status ? status : give(changes, count, l);
}

/* Drops what vanished elsewhere and was not what was renamed. */
static enum tw_status keep_followed(struct tw_deed *deeds, size_t *count,
	struct look *l)
{
	enum tw_status status = TW_OK;
	size_t kept = 0;

	for (size_t i = 0; i < *count; i++)
		if (is_followed(l->past, deeds[i].path))
			deeds[kept++] = deeds[i];
	*count = kept;
	for (size_t i = 0; i < kept && !status; i++)
		if (deeds[i].was.len)
			status = follow(l->past, deeds[i].was, l->err);
	return status;
}

/* ---- what could not be read then ---- */

/* The last version before that can be read as a record. */
static enum tw_status find_readable(struct tw_deed *deed, struct look *l,
	struct tw_arena *scratch)
{
	struct tw_version version = deed->from;
	struct tw_commit at = l->parents[0];
	struct tw_view path = deed->was.len ? deed->was : deed->path;
	struct tw_tree_entry entry;
	enum tw_status status = TW_OK;

	while (!status && version.fault && at.parent_count) {
		unsigned char parent[32];

		memcpy(parent, at.parents[0], sizeof(parent));
		tw_arena_reset(scratch);
		status = tw_commit_read(&at, l->past->reader.revision, parent,
			scratch, l->err);
		if (!status)
			status = find(&entry, l, &at, path);
		if (!status && !entry.mode)
			return TW_OK;
		if (!status)
			status = tw_version_read(&version, &l->past->reader,
				entry.id, entry.mode, path, scratch, l->err);
	}
	if (status || version.fault || !version.present)
		return status;
	deed->than = tw_commit_short(at.id, l->arena);
	status = deed->than.ptr ? tw_version_read(&deed->from,
		&l->past->reader, entry.id, entry.mode, path, l->arena,
		l->err) : tw_fail_memory(l->err);
	return status ? status : tw_deed_compare(deed, &l->past->reader,
		l->arena, l->err);
}

static enum tw_status mend_deeds(struct tw_deed *deeds, size_t count,
	struct look *l)
{
	struct tw_arena *scratch = NULL;
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < count && !status; i++) {
		if (!deeds[i].from.fault || deeds[i].to.fault ||
		    !deeds[i].to.present || !l->commit->parent_count)
			continue;
		if (!scratch)
			scratch = tw_arena_new();
		status = scratch ? find_readable(&deeds[i], l, scratch) :
			tw_fail_memory(l->err);
	}
	tw_arena_free(scratch);
	return status;
}

/* ---- one parent, or none ---- */

static enum tw_status make_deeds(struct tw_deed **deeds, size_t *count,
	struct look *l, struct tw_tree_change *changes, size_t n,
	const struct tw_commit *parent)
{
	enum tw_status status = TW_OK;

	if (n + l->left > l->past->most) {
		l->left += n - l->past->most;
		n = l->past->most;
	} else {
		status = add_vanished(&changes, &n, l, parent);
	}
	if (!status)
		status = tw_deeds_make(deeds, count, &l->past->reader,
			changes, n, l->arena, l->err);
	if (!status)
		status = keep_followed(*deeds, count, l);
	return status ? status : mend_deeds(*deeds, *count, l);
}

static enum tw_status look_at_one(struct tw_deed **deeds, size_t *count,
	struct look *l)
{
	const struct tw_commit *parent = l->commit->parent_count ?
		l->parents : NULL;
	struct tw_tree_change *changes;
	size_t n;
	enum tw_status status = changes_from(&changes, &n, l, parent);

	return status || !n ? status : make_deeds(deeds, count, l, changes, n, parent);
}

/* ---- merges ---- */

/* Leaves what is changed from all parents. */
static enum tw_status changes_from_all(struct tw_tree_change **changes,
	size_t *count, struct look *l)
{
	struct tw_tree_change *others;
	size_t n, kept;
	enum tw_status status = changes_from(changes, count, l, l->parents);

	for (size_t p = 1; p < l->commit->parent_count && *count && !status;
	     p++) {
		status = changes_from(&others, &n, l, &l->parents[p]);
		kept = 0;
		for (size_t i = 0; i < *count && !status; i++)
			if (holds(others, n, (*changes)[i].path))
				(*changes)[kept++] = (*changes)[i];
		*count = kept;
	}
	return status;
}

/* A folder that is followed is not the same in both parents. */
static enum tw_status sides_differ(bool *differ, struct look *l)
{
	struct tw_tree_entry a, b;
	enum tw_status status = TW_OK;

	*differ = false;
	for (size_t i = 0; i < l->past->count && !status && !*differ; i++) {
		status = find(&a, l, &l->parents[0], l->past->followed[i]);
		if (!status)
			status = find(&b, l, &l->parents[1],
				l->past->followed[i]);
		*differ = a.mode != b.mode || memcmp(a.id, b.id, sizeof(a.id));
	}
	return status;
}

/* The files that both sides changed. */
static enum tw_status find_merged(struct tw_merged_file **files,
	size_t *count, struct look *l)
{
	const unsigned char *trees[TW_FILE_COPIES] = { NULL,
		l->parents[0].tree, l->parents[1].tree, l->commit->tree };
	struct tw_revision *revision = l->past->reader.revision;
	unsigned char (*bases)[32];
	struct tw_commit base;
	bool differ;
	size_t n;
	enum tw_status status = sides_differ(&differ, l);

	*count = 0;
	if (status || !differ)
		return status;
	status = tw_commit_bases(&bases, &n, revision, l->parents[0].id,
		l->parents[1].id, l->arena, l->err);
	/* It lies before where a shallow clone ends: what was decided, too. */
	if (status == TW_IO && tw_revision_shallow(revision))
		return TW_OK;
	if (!status && n) {
		status = tw_commit_read(&base, revision, bases[0], l->arena,
			l->err);
		trees[TW_FILE_BASE] = base.tree;
	}
	return status ? status : tw_merged_files(files, count,
		l->past->reader.trees, trees, wanted_followed, l->past, l->arena, l->err);
}

static enum tw_status decide(struct tw_deed *deed, struct look *l,
	const struct tw_merged_file *file)
{
	static const unsigned char none[32];
	struct tw_version version[TW_FILE_COPIES];
	enum tw_status status = TW_OK;

	for (int c = 0; c < TW_FILE_COPIES && !status; c++)
		status = tw_version_read(&version[c], &l->past->reader,
			file->id[c], memcmp(file->id[c], none, sizeof(none)) ?
			0100644 : 0, file->path, l->arena, l->err);
	*deed = (struct tw_deed){ .path = file->path, .merged = true };
	if (status)
		return status;
	deed->from = version[TW_FILE_OURS];
	deed->to = version[TW_FILE_MERGED];
	status = tw_deed_compare(deed, &l->past->reader, l->arena, l->err);
	return status ? status : tw_decisions_find(deed, &l->past->reader,
		&version[TW_FILE_BASE], &version[TW_FILE_OURS],
		&version[TW_FILE_MERGED], l->arena, l->err);
}

static bool is_among(const struct tw_merged_file *files, size_t count,
	struct tw_view path)
{
	for (size_t i = 0; i < count; i++)
		if (tw_view_equal(files[i].path, path))
			return true;
	return false;
}

static int deed_order(const void *a, const void *b)
{
	return tw_view_compare(((const struct tw_deed *)a)->path,
		((const struct tw_deed *)b)->path);
}

static enum tw_status look_at_merge(struct tw_deed **deeds, size_t *count,
	struct look *l)
{
	struct tw_merged_file *files = NULL;
	struct tw_tree_change *changes = NULL;
	struct tw_deed *own, *all;
	size_t merged = 0, n, kept = 0, made = 0;
	enum tw_status status = changes_from_all(&changes, &n, l);

	if (!status && l->commit->parent_count == 2)
		status = find_merged(&files, &merged, l);
	if (status || (!n && !merged))
		return status;
	for (size_t i = 0; i < n; i++)
		if (!is_among(files, merged, changes[i].path))
			changes[kept++] = changes[i];
	status = make_deeds(&own, &made, l, changes, kept, l->parents);
	if (status)
		return status;
	all = tw_arena_take(l->arena, (made + merged + 1) * sizeof(*all));
	if (!all)
		return tw_fail_memory(l->err);
	if (made)
		memcpy(all, own, made * sizeof(*all));
	for (size_t i = 0; i < merged && !status; i++)
		status = decide(&all[made + i], l, &files[i]);
	qsort(all, made + merged, sizeof(*all), deed_order);
	*deeds = all;
	*count = made + merged;
	return status;
}

/* ---- all commits ---- */

static enum tw_status look_at(struct tw_deed **deeds, size_t *count,
	struct look *l)
{
	size_t n = l->commit->parent_count;
	enum tw_status status = TW_OK;

	*count = 0;
	l->parents = tw_arena_take(l->arena, (n + 1) * sizeof(*l->parents));
	if (!l->parents)
		return tw_fail_memory(l->err);
	for (size_t i = 0; i < n && !status; i++)
		status = tw_commit_read(&l->parents[i],
			l->past->reader.revision, l->commit->parents[i],
			l->arena, l->err);
	if (status)
		return status;
	/* What is found in several ways is put together first. */
	l->most = n < 2 && l->past->count == 1 ? l->past->most : SIZE_MAX;
	return n < 2 ? look_at_one(deeds, count, l) :
		look_at_merge(deeds, count, l);
}

/* Where a shallow clone ends, what is followed may be older than that. */
static enum tw_status look_at_end(bool *matters, struct look *l)
{
	struct tw_tree_entry entry = { .mode = 0 };
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < l->past->count && !status && !entry.mode; i++)
		status = find(&entry, l, l->commit, l->past->followed[i]);
	*matters = entry.mode;
	return status;
}

enum tw_status tw_past_next(struct tw_commit *commit, struct tw_deed **deeds,
	size_t *count, size_t *left, bool *ended, struct tw_past *past,
	struct tw_arena *arena, struct tw_error *err)
{
	struct look l = { .past = past, .commit = commit, .arena = arena,
		.err = err };
	bool matters = false;
	enum tw_status status;

	*deeds = NULL;
	*count = 0;
	do {
		tw_arena_reset(arena);
		status = tw_commits_next(commit, ended, past->commits, arena,
			err);
		if (status || *ended)
			break;
		past->seen++;
		l.left = 0;
		if (commit->committed < past->since)
			continue;
		status = commit->cut ? look_at_end(&matters, &l) :
			look_at(deeds, count, &l);
	} while (!status && !*count && !matters);
	*left = l.left;
	tw_buffer_release(&l.changes);
	return status;
}

struct tw_reader *tw_past_reader(struct tw_past *past)
{
	return &past->reader;
}

size_t tw_past_seen(const struct tw_past *past)
{
	return past->seen;
}

enum tw_status tw_past_open(struct tw_past **past,
	struct tw_revision *revision, const unsigned char from[32],
	const struct tw_view *paths, size_t count, long long since,
	size_t most, struct tw_error *err)
{
	struct tw_past *opened = calloc(1, sizeof(*opened));
	enum tw_status status;

	*past = NULL;
	if (!opened)
		return tw_fail_memory(err);
	opened->since = since;
	opened->most = most;
	opened->arena = tw_arena_new();
	status = opened->arena ? tw_reader_open(&opened->reader, revision,
		err) : tw_fail_memory(err);
	for (size_t i = 0; i < count && !status; i++)
		status = follow(opened, paths[i], err);
	if (!status)
		status = tw_commits_open(&opened->commits, revision, from,
			NULL, err);
	if (status) {
		tw_past_close(opened);
		return status;
	}
	*past = opened;
	return TW_OK;
}

void tw_past_close(struct tw_past *past)
{
	if (!past)
		return;
	tw_commits_close(past->commits);
	tw_reader_close(&past->reader);
	tw_arena_free(past->arena);
	free(past);
}
