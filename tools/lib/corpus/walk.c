#include "corpus/walk.h"

#include "base/file.h"
#include "corpus/paths.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_DEPTH = 64, MOST_RECORDS = 10 * 1000 * 1000 };

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
	*task->end = entry;
	task->end = &entry->next;
	task->count++;
	return entry;
}

enum tw_status tw_walk_add_fault(struct tw_walk *walk, struct tw_task *task,
	const char *shown, const char *fault, struct tw_error *err)
{
	struct tw_arena *arena = task->arena;
	struct tw_entry *entry = tw_walk_add_entry(task, TW_ENTRY_FAULT,
		tw_arena_copy(arena, tw_view_of(shown)).ptr,
		tw_path_whole(arena, walk->here, shown), NULL);

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

/* ---- roots ---- */

/* A message without the path that it begins with. */
static const char *behind_path(const char *message)
{
	const char *said = strstr(message, ": ");

	return said ? said + 2 : message;
}

static enum tw_status read_house(struct tw_view *bytes, struct tw_walk *walk,
	const struct tw_name *file, const char *shown, struct tw_error *err)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;
	struct tw_blobs *blobs = NULL;
	enum tw_status status;

	if (walk->revision) {
		status = file->kind == TW_NAME_FILE ? TW_OK :
			tw_fail(err, TW_IO, "%s: is no regular file", shown);
		if (!status)
			status = tw_blobs_open(&blobs, walk->revision, err);
		if (!status)
			status = tw_blobs_read(&buffer, blobs, file->id,
				TW_MAX_BYTES, shown, err);
		tw_blobs_close(blobs);
	} else {
		status = tw_file_read(&buffer, AT_FDCWD, shown, TW_MAX_BYTES,
			shown, err);
	}
	if (!status) {
		*bytes = tw_arena_copy(walk->arena, tw_buffer_get(&buffer));
		if (!bytes->ptr)
			status = tw_fail_memory(err);
	}
	tw_buffer_release(&buffer);
	return status;
}

static struct tw_root *find_root(struct tw_walk *walk, struct tw_view place)
{
	struct tw_root *root = walk->roots;

	while (root && !tw_view_equal(root->place, place))
		root = root->next;
	return root;
}

static enum tw_status add_root(struct tw_root **root, struct tw_walk *walk,
	struct tw_view place, struct tw_error *err)
{
	*root = tw_arena_take(walk->arena, sizeof(**root));
	if (!*root)
		return tw_fail_memory(err);
	(*root)->place = tw_arena_copy(walk->arena, place);
	if (!(*root)->place.ptr)
		return tw_fail_memory(err);
	(*root)->next = walk->roots;
	walk->roots = *root;
	return TW_OK;
}

/* Makes a folder with house rules a root, and hands these out as a task. */
static enum tw_status house_root(struct tw_root **root, struct tw_walk *walk,
	struct tw_view place, const char *shown, const struct tw_name *file,
	struct tw_error *err)
{
	struct tw_task *task = NULL;
	struct tw_entry *entry;
	struct tw_house *house = NULL;
	struct tw_view bytes = { NULL, 0 };
	struct tw_error fault;
	enum tw_status status;

	*root = find_root(walk, place);
	if (*root)
		return TW_OK;
	status = add_root(root, walk, place, err);
	if (status || (status = tw_walk_task(&task, walk, err)))
		return status;
	status = read_house(&bytes, walk, file, shown, &fault);
	if (status == TW_IO) {
		status = tw_walk_add_fault(walk, task, shown,
			behind_path(fault.message), err);
		return status ? status : tw_walk_submit(walk, task, err);
	}
	if (status || tw_house_parse(&house, walk->arena, bytes, err))
		return tw_fail_memory(err);
	(*root)->house = house;
	entry = tw_walk_add_entry(task, TW_ENTRY_HOUSE,
		tw_arena_copy(task->arena, tw_view_of(shown)).ptr,
		tw_path_join(task->arena, place, TW_HOUSE_RULES), *root);
	if (!entry)
		return tw_fail_memory(err);
	entry->bytes = bytes;
	return tw_walk_submit(walk, task, err);
}

/* Seeks house rules in `folder` and upwards; *root stays NULL without any. */
static enum tw_status seek_house(struct tw_root **root, struct tw_walk *walk,
	const char *shown, struct tw_view place, struct tw_error *err)
{
	const char *up = shown;

	for (;;) {
		const char *path = tw_path_shown(walk->arena, up, TW_HOUSE_RULES);
		struct tw_view whole = tw_path_join(walk->arena, place,
			TW_HOUSE_RULES);
		struct tw_name file;
		enum tw_status status;

		if (!path || !whole.ptr)
			return tw_fail_memory(err);
		if (walk->revision)
			path = whole.ptr + 1;
		status = tw_walk_look(&file, walk, path, whole.ptr, err);
		if (status)
			return status;
		if (file.kind != TW_NAME_NONE)
			return house_root(root, walk, place, path, &file, err);
		if (!place.len)
			return TW_OK;
		place = tw_path_above(place);
		up = tw_path_shown(walk->arena, up, "..");
		if (!up)
			return tw_fail_memory(err);
	}
}

/* The root of a folder that was given; above it, or itself. */
enum tw_status tw_walk_root(struct tw_root **root, struct tw_walk *walk,
	const char *shown, struct tw_view folder, struct tw_view otherwise,
	struct tw_error *err)
{
	enum tw_status status;

	*root = NULL;
	status = seek_house(root, walk, shown, folder, err);
	if (status || *root)
		return status;
	*root = find_root(walk, otherwise);
	return *root ? TW_OK : add_root(root, walk, otherwise, err);
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

	/* A few trees that share each other may unfold without an end. */
	if (++walk->records > MOST_RECORDS)
		return tw_fail(err, TW_IO, "there are more than %d records: "
			"name fewer folders at a time", MOST_RECORDS);
	if (walk->revision && name->kind != TW_NAME_FILE)
		return beside ? TW_OK : tw_walk_add_fault(walk, task,
			tw_path_shown(task->arena, folder->shown, name->name),
			"is a link or no file, and is not read", err);
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
	if (walk->revision)
		return TW_OK;
	status = tw_walk_look(&target, walk, shown, "", err);
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

/* House rules in a folder on the way make it a root of its own. */
static enum tw_status enter_folder(struct tw_walk *walk,
	struct tw_folder *folder, const struct tw_name *names, size_t count,
	struct tw_error *err)
{
	for (size_t i = 0; i < count; i++) {
		const char *shown;

		if (strcmp(names[i].name, TW_HOUSE_RULES))
			continue;
		shown = tw_path_shown(walk->arena, folder->shown, TW_HOUSE_RULES);
		return shown ? house_root(&folder->root, walk, folder->place,
			shown, &names[i], err) : tw_fail_memory(err);
	}
	return TW_OK;
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
	if (!status && files != folders && !walk->job->whole_areas)
		status = tw_walk_submit(walk, files, err);
	for (size_t i = 0; i < count && !status; i++)
		if (names[i].kind == TW_NAME_FOLDER)
			status = walk_below(walk, folder, &names[i], folders,
				arena, err);
	return status;
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
	status = tw_walk_list(&names, &count, walk,
		*folder.shown ? folder.shown : ".", folder.id, arena, &fault);
	if (status == TW_IO) {
		status = tw_walk_add_fault(walk, own, folder.shown,
			behind_path(fault.message), err);
	} else if (status) {
		*err = fault;
	}
	if (!status)
		status = enter_folder(walk, &folder, names, count, err);
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
