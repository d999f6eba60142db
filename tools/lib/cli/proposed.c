#include "cli/proposed.h"

#include "base/file.h"
#include "base/lines.h"
#include "base/set.h"
#include "corpus/paths.h"
#include "corpus/walk.h"
#include "git/staged.h"
#include "report/told.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_NAMED = 3 };

struct finding {
	struct tw_proposed *p;
	const char *folder;
	struct tw_arena *arena;
	struct tw_error *err;
};

/* ---- trees ---- */

static const char *name_of(struct tw_view path)
{
	size_t at = path.len;

	while (at && path.ptr[at - 1] != '/')
		at--;
	return path.ptr + at;
}

/* Records, and the house rules by which they are judged. */
static bool wanted(void *context, struct tw_view path, bool folder)
{
	const char *name = name_of(path);
	size_t len = path.len - (size_t)(name - path.ptr);

	return tw_path_wanted(context, path, folder) || (!folder &&
		tw_view_equal((struct tw_view){ name, len },
		TW_VIEW(TW_HOUSE_RULES)));
}

static enum tw_status part_houses(struct finding *f,
	struct tw_tree_change *changes, size_t *count)
{
	struct tw_proposed *p = f->p;
	size_t kept = 0;

	p->houses = tw_arena_take(f->arena, (*count + 1) * sizeof(*p->houses));
	if (!p->houses)
		return tw_fail_memory(f->err);
	for (size_t i = 0; i < *count; i++)
		if (tw_path_wanted(NULL, changes[i].path, false))
			changes[kept++] = changes[i];
		else
			p->houses[p->house_count++] = changes[i].path;
	*count = kept;
	return TW_OK;
}

/* House rules apart, and records as far as they are not too many. */
static enum tw_status take_changes(struct finding *f,
	struct tw_tree_change *changes, size_t count)
{
	struct tw_proposed *p = f->p;
	enum tw_status status = part_houses(f, changes, &count);

	if (!status && count > TW_MOST_PROPOSED) {
		p->left = count - TW_MOST_PROPOSED;
		count = TW_MOST_PROPOSED;
	}
	return status ? status : tw_deeds_make(&p->deeds, &p->count,
		&p->reader, changes, count, f->arena, f->err);
}

static enum tw_status compare_trees(struct finding *f,
	const unsigned char *from, const unsigned char *to)
{
	struct tw_tree_change *changes;
	size_t count;
	enum tw_status status = tw_trees_differ(&changes, &count,
		f->p->reader.trees, &(struct tw_tree_pair){ from, to, wanted,
		NULL, TW_VIEW("") }, f->arena, f->err);

	return status ? status : take_changes(f, changes, count);
}

/* ---- a range ---- */

static enum tw_status count_commits(struct finding *f,
	const unsigned char *hidden)
{
	struct tw_proposed *p = f->p;
	struct tw_view names[MOST_NAMED];
	struct tw_set seen = { NULL, 0, 0 };
	struct tw_commits *commits;
	struct tw_commit commit;
	size_t people = 0;
	bool ended = false, failed = false;
	enum tw_status status = tw_commits_open(&commits, p->revision,
		p->to.id, hidden, f->err);

	while (!status) {
		status = tw_commits_next(&commit, &ended, commits, f->arena,
			f->err);
		if (status || ended)
			break;
		p->commits++;
		if (tw_set_add(&seen, f->arena, tw_hash(commit.author),
		    commit.id, NULL, &failed))
			continue;
		if (people < MOST_NAMED)
			names[people] = tw_commit_author(&commit);
		people++;
	}
	tw_commits_close(commits);
	p->authors = (struct tw_view){ "", 0 };
	for (size_t i = 0; i < people && i < MOST_NAMED && !failed; i++) {
		p->authors = tw_arena_format(f->arena, "%.*s%s%.*s",
			TW_ARG(p->authors), !i ? "" : i + 1 == people ?
			" and " : ", ", TW_ARG(names[i]));
		failed = !p->authors.ptr;
	}
	if (people > MOST_NAMED && !failed)
		p->authors = tw_arena_format(f->arena, "%.*s and %zu other%s",
			TW_ARG(p->authors), people - MOST_NAMED,
			tw_told_s(people - MOST_NAMED));
	return status || (!failed && p->authors.ptr) ? status :
		tw_fail_memory(f->err);
}

static enum tw_status find_range(struct finding *f, const char *range)
{
	struct tw_proposed *p = f->p;
	unsigned char (*bases)[32];
	bool ranged;
	size_t n;
	enum tw_status status = tw_commit_range(&p->from, &ranged, &p->to,
		p->revision, range, f->arena, f->err);

	if (!status && !ranged)
		status = tw_fail(f->err, TW_USAGE, "\"%s\" is no range: say "
			"from where to where, as in main..HEAD", range);
	if (!status)
		status = count_commits(f, p->from.id);
	if (!status)
		status = tw_commit_bases(&bases, &n, p->revision, p->from.id,
			p->to.id, f->arena, f->err);
	if (!status && n)
		status = tw_commit_read(&p->from, p->revision, bases[0],
			f->arena, f->err);
	p->born = true;
	return status ? status : compare_trees(f, p->from.tree, p->to.tree);
}

/* ---- what is staged ---- */

/* HEAD, unless nothing was ever committed. */
static enum tw_status find_head(struct finding *f)
{
	struct tw_proposed *p = f->p;
	enum tw_status status = tw_revision_born(&p->born, p->revision,
		f->err);

	return !status && p->born ? tw_commit_find(&p->from, p->revision, "HEAD",
		f->arena, f->err) : status;
}

static enum tw_status find_staged(struct finding *f)
{
	struct tw_proposed *p = f->p;
	struct tw_tree_entry top;
	bool found;
	enum tw_status status = tw_revision_find(&top, &found, p->revision,
		"", f->err);

	if (!status)
		status = find_head(f);
	return status ? status : compare_trees(f, p->born ? p->from.tree :
		NULL, top.id);
}

/* ---- the work tree ---- */

/* A file of the work tree, on a list of the arena. */
struct worked {
	struct worked *next;
	struct tw_view below;
	const char *shown;
};

struct walking {
	struct finding *f;
	struct tw_view root;
	struct worked *first, **end;
	struct tw_set seen;
	struct tw_buffer changes; /* of struct tw_tree_change */
};

static bool same_path(const void *a, const void *b)
{
	return tw_view_equal(((const struct worked *)a)->below,
		((const struct worked *)b)->below);
}

/* As tw_job.work: the paths that a task has, each with a NUL. */
static enum tw_status list_task(struct tw_task *task,
	struct tw_worker *worker, void *context, struct tw_error *err)
{
	struct tw_view bytes;
	bool readable;
	enum tw_status status = TW_OK;

	(void)context;
	for (struct tw_entry *e = task->entries; e && !status; e = e->next) {
		/* What could not be walked says so. */
		if (e->fault)
			status = tw_task_read(&bytes, &readable, task, worker,
				e, err);
		else if (e->kind == TW_ENTRY_FILE || e->kind == TW_ENTRY_HOUSE) {
			tw_buffer_view(&task->out, e->place);
			tw_buffer_byte(&task->out, '\0');
		}
	}
	return status || !task->out.failed ? status : tw_fail_memory(err);
}

/* As tw_job.done. */
static enum tw_status take_task(struct tw_task *task, void *context,
	struct tw_error *err)
{
	struct walking *w = context;
	struct tw_proposed *p = w->f->p;
	struct tw_view rest = tw_buffer_get(&task->out), path;
	bool failed = !tw_buffer_view(&p->notes, tw_buffer_get(&task->notes));

	p->unread |= task->unread;
	while (!failed && tw_cut(&path, &rest, '\0')) {
		struct worked *file = tw_arena_take(w->f->arena,
			sizeof(*file));
		struct tw_view place = tw_arena_copy(w->f->arena, path);

		if (!file || !place.ptr)
			return tw_fail_memory(err);
		if (place.len <= w->root.len)
			continue;
		file->shown = place.ptr;
		file->below = (struct tw_view){ place.ptr + w->root.len + 1,
			place.len - w->root.len - 1 };
		tw_set_add(&w->seen, w->f->arena, tw_hash(file->below), file,
			same_path, &failed);
		*w->end = file;
		w->end = &file->next;
	}
	return failed ? tw_fail_memory(err) : TW_OK;
}

static enum tw_status add_change(struct walking *w,
	const struct tw_tree_change *change)
{
	return tw_buffer_add(&w->changes, change, sizeof(*change)) ? TW_OK :
		tw_fail_memory(w->f->err);
}

/*
 * What stands there, as git would keep it: of a link where it leads, which is
 * not followed. *mode is 0, and a note made, if it cannot be read.
 */
static enum tw_status read_worked(uint32_t *mode, struct walking *w,
	const struct worked *file, struct tw_buffer *buffer)
{
	struct tw_proposed *p = w->f->p;
	char target[PATH_MAX];
	ssize_t len = readlink(file->shown, target, sizeof(target));
	enum tw_status status;

	tw_buffer_clear(buffer);
	*mode = len < 0 ? 0100644 : 0120000;
	if (len >= 0)
		return tw_buffer_add(buffer, target, (size_t)len) ? TW_OK :
			tw_fail_memory(w->f->err);
	status = tw_file_read(buffer, AT_FDCWD, file->shown, TW_MAX_BYTES,
		file->shown, w->f->err);
	if (status != TW_IO)
		return status;
	*mode = 0;
	p->unread = true;
	tw_buffer_string(&p->notes, w->f->err->message);
	return tw_buffer_byte(&p->notes, '\0') ? TW_OK :
		tw_fail_memory(w->f->err);
}

/* A file of the work tree that HEAD has not, or not the same. */
static enum tw_status look_at_file(struct walking *w,
	const struct worked *file, struct tw_buffer *buffer)
{
	struct finding *f = w->f;
	struct tw_proposed *p = f->p;
	struct tw_tree_change change = { .path = file->below };
	struct tw_tree_entry entry = { .mode = 0 };
	struct tw_view bytes;
	bool found;
	enum tw_status status = read_worked(&change.to_mode, w, file, buffer);

	if (status || !change.to_mode)
		return status;
	if (p->born)
		status = tw_trees_find(&entry, &found, p->reader.trees,
			p->from.tree, file->below.ptr, f->err);
	if (!status)
		status = tw_blob_id(change.to, p->revision,
			tw_buffer_get(buffer), f->err);
	if (status || (tw_mode_is_file(entry.mode) ==
	    tw_mode_is_file(change.to_mode) && !memcmp(entry.id, change.to,
	    sizeof(entry.id))))
		return status;
	if (!tw_mode_is_folder(entry.mode)) {
		change.from_mode = entry.mode;
		memcpy(change.from, entry.id, sizeof(change.from));
	}
	bytes = tw_arena_copy(f->arena, tw_buffer_get(buffer));
	status = bytes.ptr ? tw_reader_give(&p->reader, change.to, bytes,
		f->arena, f->err) : tw_fail_memory(f->err);
	return status ? status : add_change(w, &change);
}

/* What HEAD has below the folder, and the work tree has not. */
static enum tw_status find_gone(struct walking *w, struct tw_view below)
{
	struct finding *f = w->f;
	struct tw_tree_change *all;
	struct tw_tree_entry top;
	size_t count;
	bool found;
	enum tw_status status = tw_trees_find(&top, &found,
		f->p->reader.trees, f->p->from.tree, below.ptr, f->err);

	if (status || (!found && below.len))
		return status;
	status = tw_trees_differ(&all, &count, f->p->reader.trees,
		&(struct tw_tree_pair){ below.len ? top.id : f->p->from.tree,
		NULL, wanted, NULL, below }, f->arena, f->err);
	for (size_t i = 0; i < count && !status; i++) {
		struct worked file = { .below = all[i].path };

		if (!tw_set_get(&w->seen, tw_hash(all[i].path), &file,
		    same_path))
			status = add_change(w, &all[i]);
	}
	return status;
}

static int change_order(const void *a, const void *b)
{
	return tw_view_compare(((const struct tw_tree_change *)a)->path,
		((const struct tw_tree_change *)b)->path);
}

/* As if the work tree were a tree of git's. */
static enum tw_status compare_worked(struct walking *w)
{
	struct tw_view all = tw_buffer_get(&w->changes);
	struct tw_tree_change *changes = tw_arena_take(w->f->arena,
		all.len + 1);
	size_t count = all.len / sizeof(*changes);

	if (!changes)
		return tw_fail_memory(w->f->err);
	if (count) {
		memcpy(changes, all.ptr, all.len);
		qsort(changes, count, sizeof(*changes), change_order);
	}
	return take_changes(w->f, changes, count);
}

static enum tw_status walk_files(struct walking *w)
{
	char *paths[] = { (char *)(uintptr_t)w->f->folder };
	const struct tw_corpus_options options = { .paths = paths,
		.count = w->f->folder ? 1 : 0 };
	const struct tw_job job = { .work = list_task, .done = take_task,
		.taker = w };

	w->root = tw_revision_root(w->f->p->revision);
	w->end = &w->first;
	return tw_corpus_run(&options, &job, w->f->err);
}

/* The folder that was walked, below the root: what all files share. */
static enum tw_status folder_below(struct tw_view *below, struct walking *w)
{
	const char *here, *folder = w->f->folder ? w->f->folder : "records";
	struct tw_view whole;
	enum tw_status status = tw_path_here(&here, w->f->arena, w->f->err);

	if (status)
		return status;
	whole = tw_path_whole(w->f->arena, here, folder);
	if (!whole.ptr)
		return tw_fail_memory(w->f->err);
	*below = (struct tw_view){ "", 0 };
	if (whole.len > w->root.len)
		*below = (struct tw_view){ whole.ptr + w->root.len + 1,
			whole.len - w->root.len - 1 };
	return TW_OK;
}

static enum tw_status find_worked(struct finding *f)
{
	struct walking w = { .f = f };
	struct tw_buffer bytes = TW_BUFFER_INIT;
	struct tw_view below = { "", 0 };
	enum tw_status status = find_head(f);

	if (!status)
		status = walk_files(&w);
	for (struct worked *file = w.first; file && !status;
	     file = file->next)
		status = look_at_file(&w, file, &bytes);
	if (!status && f->p->born)
		status = folder_below(&below, &w);
	if (!status && f->p->born)
		status = find_gone(&w, below);
	if (!status)
		status = compare_worked(&w);
	tw_buffer_release(&bytes);
	tw_buffer_release(&w.changes);
	return status;
}

/* ---- all of it ---- */

static enum tw_status fill_paths(struct finding *f)
{
	struct tw_view root = tw_revision_root(f->p->revision);
	struct tw_proposed *p = f->p;

	p->paths = tw_arena_take(f->arena, (p->count + 1) * sizeof(*p->paths));
	if (!p->paths)
		return tw_fail_memory(f->err);
	for (size_t i = 0; i < p->count; i++) {
		if (!p->deeds[i].to.present)
			continue;
		p->paths[i] = (char *)(uintptr_t)tw_arena_format(f->arena,
			"%.*s/%.*s", TW_ARG(root),
			TW_ARG(p->deeds[i].path)).ptr;
		if (!p->paths[i])
			return tw_fail_memory(f->err);
	}
	return TW_OK;
}

enum tw_status tw_proposed_find(struct tw_proposed *proposed,
	enum tw_proposal kind, const char *range, const char *folder,
	struct tw_arena *arena, struct tw_error *err)
{
	struct finding f = { proposed, folder, arena, err };
	const char *place = folder ? folder : ".";
	enum tw_status status;

	*proposed = (struct tw_proposed){ .kind = kind };
	status = kind == TW_PROPOSED_STAGED ? tw_staged_open(
		&proposed->revision, place, getenv("GIT_INDEX_FILE"), err) :
		tw_revision_open(&proposed->revision, place, NULL, err);
	if (!status)
		status = tw_reader_open(&proposed->reader, proposed->revision,
			err);
	if (!status)
		status = kind == TW_PROPOSED_RANGE ? find_range(&f, range) :
			kind == TW_PROPOSED_STAGED ? find_staged(&f) :
			find_worked(&f);
	return status ? status : fill_paths(&f);
}

void tw_proposed_end(struct tw_proposed *proposed)
{
	tw_buffer_release(&proposed->notes);
	tw_reader_close(&proposed->reader);
	tw_revision_close(proposed->revision);
	proposed->revision = NULL;
}
