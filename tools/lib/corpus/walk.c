#include "corpus/walk.h"

#include "base/file.h"

#include <fcntl.h>
#include <string.h>

enum { MOST_DEPTH = 64 };

#define HOUSE_RULES "house-rules.txt"

/* A folder on the way. */
struct folder {
	const char *shown;
	struct tw_view place; /* from "/", without a slash at its end */
	unsigned char id[32]; /* of a tree */
	struct tw_root *root; /* NULL: not known yet */
};

/* ---- paths ---- */

static struct tw_view parent_of(struct tw_view place)
{
	while (place.len && place.ptr[place.len - 1] != '/')
		place.len--;
	if (place.len)
		place.len--;
	return place;
}

/* "FOLDER/NAME" with its NUL; ptr NULL: no memory. */
static struct tw_view join_place(struct tw_arena *arena,
	struct tw_view folder, const char *name)
{
	size_t len = strlen(name);
	char *joined = tw_arena_take(arena, folder.len + len + 2);

	if (!joined)
		return (struct tw_view){ NULL, 0 };
	if (folder.len)
		memcpy(joined, folder.ptr, folder.len);
	joined[folder.len] = '/';
	memcpy(joined + folder.len + 1, name, len);
	return (struct tw_view){ joined, folder.len + 1 + len };
}

/* The same as people see it: NAME alone where the folder goes unsaid. */
static const char *join(struct tw_arena *arena, const char *folder,
	const char *name)
{
	struct tw_view shown = tw_view_of(folder);

	if (!*folder || !strcmp(folder, "."))
		return tw_arena_copy(arena, tw_view_of(name)).ptr;
	while (shown.len && shown.ptr[shown.len - 1] == '/')
		shown.len--;
	return join_place(arena, shown, name).ptr;
}

/* The path from "/" that `path` is, seen from `here`, dots worked out. */
static struct tw_view whole_place(struct tw_arena *arena, const char *here,
	const char *path)
{
	struct tw_view joined = *path == '/' ?
		tw_arena_format(arena, "%s/", path) :
		tw_arena_format(arena, "%s/%s/", here, path);
	char *out = (char *)(uintptr_t)joined.ptr;
	size_t len = 0, start = 0;

	for (size_t i = 0; i < joined.len; i++) {
		size_t part = i - start;

		if (joined.ptr[i] != '/')
			continue;
		if (part == 2 && !memcmp(joined.ptr + start, "..", 2)) {
			while (len && out[--len] != '/')
				continue;
		} else if (part && !(part == 1 && joined.ptr[start] == '.')) {
			out[len++] = '/';
			memmove(out + len, joined.ptr + start, part);
			len += part;
		}
		start = i + 1;
	}
	if (joined.ptr)
		out[len] = '\0';
	return (struct tw_view){ joined.ptr, len };
}

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

static struct tw_entry *add_entry(struct tw_task *task,
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

static enum tw_status add_fault(struct tw_walk *walk, struct tw_task *task,
	const char *shown, const char *fault, struct tw_error *err)
{
	struct tw_arena *arena = task->arena;
	struct tw_entry *entry = add_entry(task, TW_ENTRY_FAULT,
		tw_arena_copy(arena, tw_view_of(shown)).ptr,
		whole_place(arena, walk->here, shown), NULL);

	if (!entry)
		return tw_fail_memory(err);
	entry->fault = tw_arena_copy(arena, tw_view_of(fault)).ptr;
	return entry->fault ? TW_OK : tw_fail_memory(err);
}

static enum tw_status new_task(struct tw_task **task, struct tw_walk *walk,
	struct tw_error *err)
{
	*task = walk->task_new(walk->pool);
	return *task ? TW_OK : tw_fail_memory(err);
}

/* Hands a task over; one without entries is handed over as well. */
static enum tw_status submit(struct tw_walk *walk, struct tw_task *task,
	struct tw_error *err)
{
	return walk->submit(walk->pool, task, err);
}

static bool is_record(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && !strcmp(name + len - 4, ".txt") &&
		strcmp(name, HOUSE_RULES);
}

/* ---- roots ---- */

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
	if (status || (status = new_task(&task, walk, err)))
		return status;
	status = read_house(&bytes, walk, file, shown, &fault);
	if (status == TW_IO) {
		status = add_fault(walk, task, shown, fault.message, err);
		return status ? status : submit(walk, task, err);
	}
	if (status || tw_house_parse(&house, walk->arena, bytes, err))
		return tw_fail_memory(err);
	(*root)->house = house;
	entry = add_entry(task, TW_ENTRY_HOUSE,
		tw_arena_copy(task->arena, tw_view_of(shown)).ptr,
		join_place(task->arena, place, HOUSE_RULES), *root);
	if (!entry)
		return tw_fail_memory(err);
	entry->bytes = bytes;
	return submit(walk, task, err);
}

/* Seeks house rules in `folder` and upwards; *root stays NULL without any. */
static enum tw_status seek_house(struct tw_root **root, struct tw_walk *walk,
	const char *shown, struct tw_view place, struct tw_error *err)
{
	const char *up = shown;

	for (;;) {
		const char *path = join(walk->arena, up, HOUSE_RULES);
		struct tw_view whole = join_place(walk->arena, place,
			HOUSE_RULES);
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
		place = parent_of(place);
		up = join(walk->arena, up, "..");
		if (!up)
			return tw_fail_memory(err);
	}
}

/* The root of a folder that was given; above it, or itself. */
static enum tw_status root_of(struct tw_root **root, struct tw_walk *walk,
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

static enum tw_status walk_folder(struct tw_walk *walk,
	const struct folder *folder, struct tw_task *above,
	struct tw_error *err);

static enum tw_status add_file(struct tw_walk *walk, struct tw_task *task,
	const struct folder *folder, const struct tw_name *name, bool beside,
	struct tw_error *err)
{
	struct tw_entry *entry;

	if (walk->revision && name->kind != TW_NAME_FILE)
		return beside ? TW_OK : add_fault(walk, task,
			join(task->arena, folder->shown, name->name),
			"is a link or no file, and is not read", err);
	entry = add_entry(task,
		walk->revision ? TW_ENTRY_BLOB : TW_ENTRY_FILE,
		join(task->arena, folder->shown, name->name),
		join_place(task->arena, folder->place, name->name),
		folder->root);
	if (!entry)
		return tw_fail_memory(err);
	memcpy(entry->id, name->id, sizeof(entry->id));
	entry->beside = beside;
	return TW_OK;
}

/* A link to a folder may hide records: it is not followed, but said. */
static enum tw_status add_links(struct tw_walk *walk, struct tw_task *task,
	const struct folder *folder, const struct tw_name *name,
	struct tw_arena *arena, struct tw_error *err)
{
	const char *shown = join(arena, folder->shown, name->name);
	struct tw_name target;
	enum tw_status status;

	if (!shown)
		return tw_fail_memory(err);
	if (walk->revision)
		return TW_OK;
	status = tw_walk_look(&target, walk, shown, "", err);
	if (status || target.kind != TW_NAME_FOLDER)
		return status;
	return add_fault(walk, task, shown,
		"is a link to a folder, and links are not followed", err);
}

static enum tw_status walk_below(struct tw_walk *walk,
	const struct folder *folder, const struct tw_name *name,
	struct tw_task *task, struct tw_arena *arena, struct tw_error *err)
{
	struct folder below = { .root = folder->root };
	enum tw_status status;

	below.shown = join(arena, folder->shown, name->name);
	below.place = join_place(arena, folder->place, name->name);
	memcpy(below.id, name->id, sizeof(below.id));
	if (!below.shown || !below.place.ptr)
		return tw_fail_memory(err);
	if (walk->depth == MOST_DEPTH)
		return add_fault(walk, task, below.shown,
			"lies too deep, and is not read", err);
	walk->depth++;
	status = walk_folder(walk, &below, task, err);
	walk->depth--;
	return status;
}

/* House rules in a folder on the way make it a root of its own. */
static enum tw_status enter_folder(struct tw_walk *walk,
	struct folder *folder, const struct tw_name *names, size_t count,
	struct tw_error *err)
{
	for (size_t i = 0; i < count; i++) {
		const char *shown;

		if (strcmp(names[i].name, HOUSE_RULES))
			continue;
		shown = join(walk->arena, folder->shown, HOUSE_RULES);
		return shown ? house_root(&folder->root, walk, folder->place,
			shown, &names[i], err) : tw_fail_memory(err);
	}
	return TW_OK;
}

/* First the records of the folder itself, then the folders in it. */
static enum tw_status walk_names(struct tw_walk *walk, struct folder *folder,
	const struct tw_name *names, size_t count, struct tw_task *files,
	struct tw_task *folders, struct tw_arena *arena, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < count && !status; i++)
		if (names[i].kind != TW_NAME_FOLDER &&
		    is_record(names[i].name))
			status = add_file(walk, files, folder, &names[i],
				false, err);
		else if (names[i].kind == TW_NAME_LINK)
			status = add_links(walk, files, folder, &names[i],
				arena, err);
	if (!status && files != folders && !walk->job->whole_areas)
		status = submit(walk, files, err);
	for (size_t i = 0; i < count && !status; i++)
		if (names[i].kind == TW_NAME_FOLDER)
			status = walk_below(walk, folder, &names[i], folders,
				arena, err);
	return status;
}

/*
 * The task of an area's folder takes the records of the folders in it, so
 * `above` gets this folder's own; a priority's folder has its own task.
 */
static enum tw_status walk_folder(struct tw_walk *walk,
	const struct folder *given, struct tw_task *above,
	struct tw_error *err)
{
	struct folder folder = *given;
	struct tw_arena *arena = tw_arena_new();
	struct tw_task *own = NULL;
	struct tw_name *names = NULL;
	struct tw_error fault;
	size_t count = 0;
	enum tw_status status;

	if (!arena || new_task(&own, walk, err)) {
		status = tw_fail_memory(err);
		goto out;
	}
	status = tw_walk_list(&names, &count, walk,
		*folder.shown ? folder.shown : ".", folder.id, arena, &fault);
	if (status == TW_IO) {
		const char *said = strstr(fault.message, ": ");

		status = add_fault(walk, own, folder.shown,
			said ? said + 2 : fault.message, err);
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
		status = submit(walk, own, err);
out:
	tw_arena_free(arena);
	return status;
}

/* ---- arguments ---- */

/* Where areas are whole, what several arguments name is compared together. */
static enum tw_status walk_given_folder(struct tw_walk *walk,
	struct tw_task **files, struct folder *folder, struct tw_error *err)
{
	struct tw_task *task = walk->job->whole_areas ? *files : NULL;
	enum tw_status status = root_of(&folder->root, walk, folder->shown,
		folder->place, folder->place, err);

	if (!status && !task)
		status = new_task(&task, walk, err);
	if (!status)
		status = walk_folder(walk, folder, task, err);
	if (walk->job->whole_areas)
		*files = task;
	else if (!status)
		status = submit(walk, task, err);
	return status;
}

/* The other records of a file's folder, to compare it with. */
static enum tw_status add_beside(struct tw_walk *walk, struct tw_task *task,
	const struct folder *folder, struct tw_error *err)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_name *names = NULL;
	size_t count = 0;
	enum tw_status status;

	if (!arena)
		return tw_fail_memory(err);
	/* A folder that cannot be listed has no say. */
	status = tw_walk_list(&names, &count, walk,
		*folder->shown ? folder->shown : ".", folder->id, arena, err);
	if (status == TW_IO)
		status = TW_OK;
	for (size_t i = 0; i < count && !status; i++)
		if (names[i].kind == TW_NAME_FILE && is_record(names[i].name))
			status = add_file(walk, task, folder, &names[i], true,
				err);
	tw_arena_free(arena);
	return status;
}

/* The folder that a path lies in, as people would write it. */
static const char *folder_shown(struct tw_arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return "";
	return tw_arena_copy(arena, (struct tw_view){ path,
		slash == path ? 1 : (size_t)(slash - path) }).ptr;
}

static enum tw_status file_folder(struct folder *folder,
	struct tw_walk *walk, const char *shown, struct tw_view place,
	struct tw_error *err)
{
	struct tw_view above = parent_of(parent_of(parent_of(place)));
	struct tw_name look;
	enum tw_status status;

	folder->shown = folder_shown(walk->arena, shown);
	folder->place = parent_of(place);
	if (!folder->shown)
		return tw_fail_memory(err);
	if (walk->revision) {
		struct tw_view copy = tw_arena_copy(walk->arena,
			folder->place);

		if (!copy.ptr)
			return tw_fail_memory(err);
		status = tw_walk_look(&look, walk, folder->shown, copy.ptr,
			err);
		if (status)
			return status;
		memcpy(folder->id, look.id, sizeof(folder->id));
	}
	return root_of(&folder->root, walk, folder->shown, folder->place,
		above, err);
}

/* One file; `task` holds the files of the same folder before it. */
static enum tw_status walk_file(struct tw_walk *walk, struct tw_task **task,
	struct folder *last, const struct tw_name *file, struct tw_view place,
	struct tw_error *err)
{
	struct folder folder = { .shown = NULL };
	const char *base = strrchr(file->name, '/');
	struct tw_name name = *file;
	enum tw_status status;

	name.name = base ? base + 1 : file->name;
	/* House rules are no record: they are read, and judged, as a root's. */
	if (!strcmp(name.name, HOUSE_RULES))
		return file_folder(&folder, walk, file->name, place, err);
	if (*task && !(last->shown && tw_view_equal(last->place,
	    parent_of(place)))) {
		status = walk->job->whole_areas ? TW_OK :
			submit(walk, *task, err);
		if (!walk->job->whole_areas)
			*task = NULL;
		if (status)
			return status;
		last->shown = NULL;
	}
	if (!*task && (status = new_task(task, walk, err)))
		return status;
	if (!last->shown) {
		status = file_folder(&folder, walk, file->name, place, err);
		if (!status && !walk->job->whole_areas)
			status = add_beside(walk, *task, &folder, err);
		if (status)
			return status;
		*last = folder;
	}
	return add_file(walk, *task, last, &name, false, err);
}

static enum tw_status walk_stream(struct tw_walk *walk, struct tw_error *err)
{
	const char *path = walk->options->stdin_path;
	struct folder folder = { .shown = NULL };
	struct tw_view place = TW_VIEW("");
	struct tw_task *task;
	enum tw_status status = TW_OK;

	if (path) {
		place = whole_place(walk->arena, walk->here, path);
		status = place.ptr ? file_folder(&folder, walk, path, place,
			err) : tw_fail_memory(err);
	}
	if (status || (status = new_task(&task, walk, err)))
		return status;
	if (!add_entry(task, TW_ENTRY_STREAM, path ? path : "standard input",
	    place, folder.root))
		return tw_fail_memory(err);
	if (path && !walk->job->whole_areas)
		status = add_beside(walk, task, &folder, err);
	return status ? status : submit(walk, task, err);
}

/*
 * Where an argument stands: in the work tree as it is, in a revision below
 * its top.
 */
static enum tw_status locate(const char **shown, struct tw_view *place,
	struct tw_walk *walk, const char *argument, struct tw_error *err)
{
	struct tw_view top;

	*shown = argument;
	*place = whole_place(walk->arena, walk->here, argument);
	if (!place->ptr)
		return tw_fail_memory(err);
	if (!walk->revision)
		return TW_OK;
	top = tw_revision_root(walk->revision);
	if (place->len >= top.len && !memcmp(place->ptr, top.ptr, top.len) &&
	    (place->len == top.len || place->ptr[top.len] == '/')) {
		place->ptr += top.len;
		place->len -= top.len;
	} else {
		*place = whole_place(walk->arena, "", argument);
		if (!place->ptr)
			return tw_fail_memory(err);
	}
	*shown = place->len ? place->ptr + 1 : "";
	return TW_OK;
}

static enum tw_status fault_task(struct tw_walk *walk, const char *shown,
	const char *fault, struct tw_error *err)
{
	struct tw_task *task = NULL;
	enum tw_status status = new_task(&task, walk, err);

	if (!status)
		status = add_fault(walk, task, shown, fault, err);
	return status ? status : submit(walk, task, err);
}

static enum tw_status walk_argument(struct tw_walk *walk,
	struct tw_task **files, struct folder *last, const char *argument,
	struct tw_error *err)
{
	struct folder folder = { .shown = NULL };
	struct tw_name look;
	enum tw_status status;

	if (!strcmp(argument, "-"))
		return walk_stream(walk, err);
	status = locate(&folder.shown, &folder.place, walk, argument, err);
	if (!status)
		status = tw_walk_look(&look, walk, folder.shown,
			folder.place.ptr, err);
	if (status)
		return status;
	if (look.kind == TW_NAME_NONE && walk->revision)
		return fault_task(walk, argument,
			"is not in this revision", err);
	if (look.kind == TW_NAME_FOLDER) {
		memcpy(folder.id, look.id, sizeof(folder.id));
		return walk_given_folder(walk, files, &folder, err);
	}
	return walk_file(walk, files, last, &look, folder.place, err);
}

/* Seeks records/ from where one stands upwards. */
static enum tw_status seek_records(const char **found, struct tw_walk *walk,
	struct tw_error *err)
{
	const char *up = "", *shown;
	struct tw_view place, whole;
	enum tw_status status = locate(&shown, &place, walk, ".", err);

	while (!status) {
		struct tw_name look;

		*found = join(walk->arena, up, "records");
		whole = join_place(walk->arena, place, "records");
		if (!*found || !whole.ptr)
			return tw_fail_memory(err);
		status = tw_walk_look(&look, walk, *found, whole.ptr, err);
		if (status || look.kind == TW_NAME_FOLDER)
			break;
		if (!place.len)
			return tw_fail(err, TW_USAGE, "there is no folder "
				"\"records\" here or above; name the files or "
				"folders to read");
		place = parent_of(place);
		up = *up ? join(walk->arena, up, "..") : "..";
		if (!up)
			return tw_fail_memory(err);
	}
	return status;
}

enum tw_status tw_walk_all(struct tw_walk *walk, struct tw_error *err)
{
	const struct tw_corpus_options *options = walk->options;
	struct tw_task *files = NULL;
	struct folder last = { .shown = NULL };
	enum tw_status status = TW_OK;
	const char *found;

	if (!options->count) {
		status = seek_records(&found, walk, err);
		return status ? status : walk_argument(walk, &files, &last,
			found, err);
	}
	for (size_t i = 0; i < options->count && !status; i++)
		status = walk_argument(walk, &files, &last,
			options->paths[i], err);
	if (files && !status)
		status = submit(walk, files, err);
	return status;
}
