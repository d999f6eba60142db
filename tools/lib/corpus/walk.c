#include "corpus/walk.h"

#include "corpus/paths.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	MOST_DEPTH = 64,
	MOST_RECORDS = 10 * 1000 * 1000,
	MOST_LISTED = 20 * 1000 * 1000, /* names in folders of a revision */
	MOST_AGAIN = 100 * 1000         /* in folders that are the same */
};

/* ---- entries ---- */

static struct tw_view below_root(const struct tw_root *root,
	struct tw_view place)
{
	if (root && place.len > root->place.len &&
	    !memcmp(place.ptr, root->place.ptr, root->place.len)) {
		place.ptr += root->place.len + 1;
		place.len -= root->place.len + 1;
	}
	return place;
}

struct tw_entry *tw_walk_add_entry(struct tw_task *task,
	enum tw_entry_kind kind, const char *shown, struct tw_view place,
	const struct tw_root *root)
{
	struct tw_entry *entry = tw_arena_take(task->arena, sizeof(*entry));

	if (!entry || !shown || !place.ptr)
		return NULL;
	entry->kind = kind;
	entry->shown = shown;
	entry->place = place;
	entry->below = below_root(root, place);
	entry->house = root ? root->house : NULL;
	entry->made = root ? root->made : NULL;
	*task->end = entry;
	task->end = &entry->next;
	task->count++;
	return entry;
}

enum tw_status tw_walk_add_fault(struct tw_walk *walk, struct tw_task *task,
	const char *shown, const char *fault, struct tw_error *err)
{
	struct tw_arena *arena = task->arena;
	struct tw_entry *entry = shown ? tw_walk_add_entry(task,
		TW_ENTRY_FAULT, tw_arena_copy(arena, tw_view_of(shown)).ptr,
		tw_path_whole(arena, walk->here, shown), NULL) : NULL;

	if (!entry)
		return tw_fail_memory(err);
	entry->fault = tw_arena_copy(arena, tw_view_of(fault)).ptr;
	return entry->fault ? TW_OK : tw_fail_memory(err);
}

enum tw_status tw_walk_task(struct tw_task **task, struct tw_walk *walk,
	struct tw_error *err)
{
	*task = walk->task_new(walk->pool);
	return *task ? TW_OK : tw_fail_memory(err);
}

/* Hands a task over; one without entries is handed over as well. */
enum tw_status tw_walk_submit(struct tw_walk *walk, struct tw_task *task,
	struct tw_error *err)
{
	return walk->submit(walk->pool, task, err);
}

bool tw_walk_is_record(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && !strcmp(name + len - 4, ".txt") &&
		strcmp(name, TW_HOUSE_RULES);
}

/* ---- folders ---- */

/* True if a file of the work tree is the one that output goes to. */
static bool is_output(const struct tw_walk *walk,
	const struct tw_folder *folder, const char *name)
{
	struct stat output, file;
	int at;
	bool same;

	if (!walk->options->output || walk->revision ||
	    stat(walk->options->output, &output))
		return false;
	at = open(*folder->shown ? folder->shown : ".",
		O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	same = at >= 0 && !fstatat(at, name, &file, AT_SYMLINK_NOFOLLOW) &&
		file.st_dev == output.st_dev && file.st_ino == output.st_ino;
	if (at >= 0)
		close(at);
	return same;
}

enum tw_status tw_walk_add_file(struct tw_walk *walk, struct tw_task *task,
	const struct tw_folder *folder, const struct tw_name *name, bool beside,
	struct tw_error *err)
{
	struct tw_entry *entry;

	if (++walk->records > MOST_RECORDS)
		return tw_fail(err, TW_IO, "there are more than %d records: "
			"name fewer folders at a time", MOST_RECORDS);
	if (walk->revision && name->kind != TW_NAME_FILE)
		return beside ? TW_OK : tw_walk_add_fault(walk, task,
			tw_path_shown(task->arena, folder->shown, name->name),
			name->kind == TW_NAME_LINK ? "is a link, and links "
			"are not read" : "is no file, and is not read", err);
	if (is_output(walk, folder, name->name))
		return tw_fail(err, TW_USAGE, "--output=%s would replace a "
			"record that is read", walk->options->output);
	entry = tw_walk_add_entry(task,
		walk->revision ? TW_ENTRY_BLOB : TW_ENTRY_FILE,
		tw_path_shown(task->arena, folder->shown, name->name),
		tw_path_join(task->arena, folder->place, name->name),
		folder->root);
	if (!entry)
		return tw_fail_memory(err);
	memcpy(entry->id, name->id, sizeof(entry->id));
	entry->beside = beside;
	entry->named = folder->named && !beside;
	return TW_OK;
}

/* A link to a folder may hide records: it is not followed, but said. */
static enum tw_status add_links(struct tw_walk *walk, struct tw_task *task,
	const struct tw_folder *folder, const struct tw_name *name,
	struct tw_arena *arena, struct tw_error *err)
{
	const char *shown = tw_path_shown(arena, folder->shown, name->name);
	struct tw_name target;
	enum tw_status status;

	if (!shown)
		return tw_fail_memory(err);
	status = tw_walk_target(&target, walk, folder, name, shown, arena,
		err);
	if (status || target.kind != TW_NAME_FOLDER)
		return status;
	return tw_walk_add_fault(walk, task, shown,
		"is a link to a folder, and links are not followed", err);
}

static enum tw_status walk_below(struct tw_walk *walk,
	const struct tw_folder *folder, const struct tw_name *name,
	struct tw_task *task, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_folder below = { .root = folder->root };
	enum tw_status status;

	below.shown = tw_path_shown(arena, folder->shown, name->name);
	below.place = tw_path_join(arena, folder->place, name->name);
	memcpy(below.id, name->id, sizeof(below.id));
	if (!below.shown || !below.place.ptr)
		return tw_fail_memory(err);
	if (walk->depth == MOST_DEPTH)
		return tw_walk_add_fault(walk, task, below.shown,
			"lies too deep, and is not read", err);
	walk->depth++;
	status = tw_walk_folder(walk, &below, task, err);
	walk->depth--;
	return status;
}

/* First the records of the folder itself, then the folders in it. */
static enum tw_status walk_names(struct tw_walk *walk, struct tw_folder *folder,
	const struct tw_name *names, size_t count, struct tw_task *files,
	struct tw_task *folders, struct tw_arena *arena, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < count && !status; i++)
		if (names[i].kind != TW_NAME_FOLDER &&
		    tw_walk_is_record(names[i].name))
			status = tw_walk_add_file(walk, files, folder, &names[i],
				false, err);
		else if (names[i].kind == TW_NAME_LINK)
			status = add_links(walk, files, folder, &names[i],
				arena, err);
		else if (names[i].kind == TW_NAME_OTHER && walk->revision)
			status = tw_walk_add_fault(walk, files, tw_path_shown(
				arena, folder->shown, names[i].name),
				"is a submodule, and is not read", err);
	if (!status && files != folders && !walk->job->whole_areas)
		status = tw_walk_submit(walk, files, err);
	for (size_t i = 0; i < count && !status; i++)
		if (names[i].kind == TW_NAME_FOLDER)
			status = walk_below(walk, folder, &names[i], folders,
				arena, err);
	return status;
}

static bool same_bytes(const void *a, const void *b)
{
	return tw_view_equal(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

/*
 * A few trees that hold one another often unfold into any number of files. So
 * of a revision is counted what is listed, and of that what stands in folders
 * that are the same as others of the argument.
 */
static enum tw_status count_listed(struct tw_walk *walk,
	const struct tw_folder *folder, size_t count, struct tw_error *err)
{
	struct tw_view *id = tw_arena_take(walk->arena, sizeof(*id));
	bool failed = !id;

	if (!walk->depth) {
		walk->folders = (struct tw_set){ .slots = NULL };
		walk->again = 0;
	}
	if (id) {
		*id = tw_arena_copy(walk->arena, (struct tw_view){
			(const char *)folder->id, sizeof(folder->id) });
		failed = !id->ptr;
	}
	if (!failed && tw_set_add(&walk->folders, walk->arena, tw_hash(*id),
	    id, same_bytes, &failed))
		walk->again += count;
	walk->listed += count;
	if (failed)
		return tw_fail_memory(err);
	if (walk->listed > MOST_LISTED)
		return tw_fail(err, TW_IO, "%s: the revision has more than "
			"%d files and folders here, and no more are read",
			folder->shown, MOST_LISTED);
	if (walk->again > MOST_AGAIN)
		return tw_fail(err, TW_IO, "%s: the revision has the same "
			"folders over and over, with more than %d files and "
			"folders in them, and no more are read",
			folder->shown, MOST_AGAIN);
	return TW_OK;
}

enum tw_status tw_walk_folder(struct tw_walk *walk,
	const struct tw_folder *given, struct tw_task *above,
	struct tw_error *err)
{
	struct tw_folder folder = *given;
	struct tw_arena *arena = tw_arena_new();
	struct tw_task *own = NULL;
	struct tw_name *names = NULL;
	struct tw_error fault;
	size_t count = 0;
	enum tw_status status;

	if (!arena || tw_walk_task(&own, walk, err)) {
		status = tw_fail_memory(err);
		goto out;
	}
	if (walk->job->whole_areas) {
		own->whole = tw_arena_copy(own->arena, folder.place);
		if (!own->whole.ptr) {
			status = tw_fail_memory(err);
			goto out;
		}
	}
	status = tw_walk_list(&names, &count, walk,
		*folder.shown ? folder.shown : ".", folder.id, arena, &fault);
	if (status == TW_IO) {
		status = tw_walk_add_fault(walk, own, folder.shown,
			tw_walk_behind(fault.message), err);
	} else if (status) {
		*err = fault;
	}
	if (!status && walk->revision)
		status = count_listed(walk, &folder, count, err);
	if (!status)
		status = tw_walk_enter(walk, &folder, names, count, err);
	if (!status)
		status = walk_names(walk, &folder, names, count,
			walk->job->whole_areas ? above : own,
			walk->job->whole_areas ? own : above, arena, err);
	if (!status && walk->job->whole_areas)
		status = tw_walk_submit(walk, own, err);
out:
	tw_arena_free(arena);
	return status;
}
