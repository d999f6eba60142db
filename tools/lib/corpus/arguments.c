/*
 * From what was given on the command line to folders and files.
 */
#include "corpus/walk.h"

#include "base/set.h"
#include "corpus/paths.h"
#include "git/staged.h"

#include <string.h>

/* True if the last part of a path, behind `above` bytes, is a slug. */
static bool is_slug(struct tw_view path, size_t above)
{
	return path.len > above && tw_slug_valid((struct tw_view){
		path.ptr + above + 1, path.len - above - 1 });
}

/* Where areas are whole, what several arguments name is compared together. */
static bool together(const struct tw_walk *walk)
{
	return walk->job->whole_areas && !walk->job->beside;
}

static enum tw_status walk_given_folder(struct tw_walk *walk,
	struct tw_task **files, struct tw_folder *folder, struct tw_error *err)
{
	struct tw_task *task = together(walk) ? *files : NULL;
	enum tw_status status = tw_walk_root(&folder->root, walk, folder->shown,
		folder->place, folder->place, err);

	if (!status && !task)
		status = tw_walk_task(&task, walk, err);
	if (!status)
		status = tw_walk_folder(walk, folder, task, err);
	if (together(walk))
		*files = task;
	else if (!status)
		status = tw_walk_submit(walk, task, err);
	return status;
}

/* The other records of a file's folder, to compare it with. */
static enum tw_status add_beside(struct tw_walk *walk, struct tw_task *task,
	const struct tw_folder *folder, struct tw_error *err)
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
		if (names[i].kind == TW_NAME_FILE && tw_walk_is_record(names[i].name))
			status = tw_walk_add_file(walk, task, folder, &names[i], true,
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

/*
 * The root of a file without house rules: the folder three above, if it lies
 * where a record would, else its own.
 */
static struct tw_view root_above(struct tw_view place)
{
	struct tw_view priority = tw_path_above(place), area = tw_path_above(priority);
	struct tw_view root = tw_path_above(area), name;
	struct tw_term term;

	name = (struct tw_view){ place.ptr + priority.len + 1,
		place.len - priority.len - 1 };
	if (name.len < 4 || !area.len || !is_slug(area, root.len) ||
	    !is_slug(priority, area.len))
		return priority;
	name.len -= 4;
	return tw_term_read_slug(&term, &tw_half_terms, name) ? root :
		priority;
}

static enum tw_status file_folder(struct tw_folder *folder,
	struct tw_walk *walk, const char *shown, struct tw_view place,
	struct tw_error *err)
{
	struct tw_view above = root_above(place);
	struct tw_name look;
	enum tw_status status;

	folder->shown = folder_shown(walk->arena, shown);
	folder->place = tw_path_above(place);
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
	return tw_walk_root(&folder->root, walk, folder->shown, folder->place,
		above, err);
}

/* One file; `task` holds the files of the same folder before it. */
static enum tw_status walk_file(struct tw_walk *walk, struct tw_task **task,
	struct tw_folder *last, const struct tw_name *file, struct tw_view place,
	struct tw_error *err)
{
	struct tw_folder folder = { .named = true };
	const char *base = strrchr(file->name, '/');
	struct tw_name name = *file;
	enum tw_status status;

	name.name = base ? base + 1 : file->name;
	/* House rules are no record: they are read, and judged, as a root's. */
	if (!strcmp(name.name, TW_HOUSE_RULES)) {
		status = file_folder(&folder, walk, file->name, place, err);
		return status ? status : tw_walk_house(walk, &folder, &name,
			err);
	}
	if (*task && !(last->shown && tw_view_equal(last->place,
	    tw_path_above(place)))) {
		status = together(walk) ? TW_OK :
			tw_walk_submit(walk, *task, err);
		if (!together(walk))
			*task = NULL;
		if (status)
			return status;
		last->shown = NULL;
	}
	if (!*task && (status = tw_walk_task(task, walk, err)))
		return status;
	if (!last->shown) {
		status = file_folder(&folder, walk, file->name, place, err);
		if (!status && !together(walk))
			status = add_beside(walk, *task, &folder, err);
		if (status)
			return status;
		*last = folder;
	}
	return tw_walk_add_file(walk, *task, last, &name, false, err);
}

static enum tw_status walk_stream(struct tw_walk *walk, struct tw_error *err)
{
	const char *path = walk->options->stdin_path;
	struct tw_folder folder = { .shown = NULL };
	struct tw_view place = TW_VIEW("");
	struct tw_entry *entry;
	struct tw_task *task;
	enum tw_status status = TW_OK;

	if (path) {
		place = tw_path_whole(walk->arena, walk->here, path);
		status = place.ptr ? file_folder(&folder, walk, path, place,
			err) : tw_fail_memory(err);
	}
	if (status || (status = tw_walk_task(&task, walk, err)))
		return status;
	entry = tw_walk_add_entry(task, TW_ENTRY_STREAM,
		path ? path : "standard input", place, folder.root);
	if (!entry)
		return tw_fail_memory(err);
	entry->named = true;
	if (path && !together(walk))
		status = add_beside(walk, task, &folder, err);
	return status ? status : tw_walk_submit(walk, task, err);
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
	*place = tw_path_whole(walk->arena, walk->here, argument);
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
		*place = tw_path_whole(walk->arena, "", argument);
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
	enum tw_status status = tw_walk_task(&task, walk, err);

	if (!status)
		status = tw_walk_add_fault(walk, task, shown, fault, err);
	return status ? status : tw_walk_submit(walk, task, err);
}

/* An argument, by its place. */
struct given {
	struct tw_view place;
	bool done;
};

static bool same_place(const void *a, const void *b)
{
	return tw_view_equal(((const struct given *)a)->place,
		((const struct given *)b)->place);
}

static struct given *find_given(const struct tw_set *all,
	struct tw_view place)
{
	struct given wanted = { place, false };

	/* What is in the set was put there to be changed. */
	return (struct given *)(uintptr_t)tw_set_get(all, tw_hash(place),
		&wanted, same_place);
}

static enum tw_status collect_given(struct tw_set *all, struct tw_walk *walk,
	struct tw_error *err)
{
	bool failed = false;
	const char *shown;

	for (size_t i = 0; i < walk->options->count; i++) {
		struct given *given = tw_arena_take(walk->arena,
			sizeof(*given));

		if (!given)
			return tw_fail_memory(err);
		if (locate(&shown, &given->place, walk,
		    walk->options->paths[i], err))
			return err->status;
		tw_set_add(all, walk->arena, tw_hash(given->place), given,
			same_place, &failed);
	}
	return failed ? tw_fail_memory(err) : TW_OK;
}

/* True if a place lies in a folder that is given. */
static bool is_below(const struct tw_set *all, struct tw_view place)
{
	bool is = false;

	while (place.len && !is) {
		place = tw_path_above(place);
		is = find_given(all, place);
	}
	return is;
}

/* True if a place was walked already, or lies in a folder that is given. */
static bool covered(const struct tw_set *all, struct tw_view place)
{
	struct given *given = find_given(all, place);
	bool done = given && given->done;

	if (given)
		given->done = true;
	return done || is_below(all, place);
}

static enum tw_status walk_argument(struct tw_walk *walk,
	const struct tw_set *all, struct tw_task **files, struct tw_folder *last, const char *argument,
	struct tw_error *err)
{
	struct tw_folder folder = { .shown = NULL };
	struct tw_name look;
	enum tw_status status;

	if (!strcmp(argument, "-"))
		return walk_stream(walk, err);
	status = locate(&folder.shown, &folder.place, walk, argument, err);
	if (!status && covered(all, folder.place))
		return TW_OK;
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

enum tw_status tw_walk_seek(const char **found, struct tw_walk *walk,
	struct tw_error *err)
{
	const char *up = "", *shown;
	struct tw_view place, whole;
	enum tw_status status = locate(&shown, &place, walk, ".", err);

	while (!status) {
		struct tw_name look;

		*found = tw_path_shown(walk->arena, up, "records");
		whole = tw_path_join(walk->arena, place, "records");
		if (!*found || !whole.ptr)
			return tw_fail_memory(err);
		status = tw_walk_look(&look, walk, *found, whole.ptr, err);
		if (status || look.kind == TW_NAME_FOLDER)
			break;
		if (!place.len)
			return tw_fail(err, TW_USAGE, "there is no folder "
				"\"records\" here or above; name the files or "
				"folders to read");
		place = tw_path_above(place);
		up = *up ? tw_path_shown(walk->arena, up, "..") : "..";
		if (!up)
			return tw_fail_memory(err);
	}
	return status;
}

static enum tw_status walk_given(struct tw_walk *walk, struct tw_error *err)
{
	const struct tw_corpus_options *options = walk->options;
	struct tw_task *files = NULL;
	struct tw_folder last = { .shown = NULL };
	struct tw_set all = { NULL, 0, 0 };
	enum tw_status status;

	status = collect_given(&all, walk, err);
	for (size_t i = 0; i < options->count && !status; i++)
		status = walk_argument(walk, &all, &files, &last,
			options->paths[i], err);
	if (files && !status)
		status = tw_walk_submit(walk, files, err);
	return status;
}

/*
 * A file of a staged revision as an argument; NULL: it is no record. House
 * rules that are new judge all that lies below them anew.
 */
static enum tw_status staged_argument(char **argument, struct tw_walk *walk,
	const char *path, struct tw_error *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	bool house = !strcmp(name, TW_HOUSE_RULES);
	size_t length = house ? (size_t)(name - path) : strlen(path);
	struct tw_view whole;

	*argument = NULL;
	if (!house && !tw_walk_is_record(name))
		return TW_OK;
	whole = tw_arena_format(walk->arena, "%.*s/%.*s",
		TW_ARG(tw_revision_root(walk->revision)), (int)length, path);
	*argument = (char *)(uintptr_t)whole.ptr;
	return whole.ptr ? TW_OK : tw_fail_memory(err);
}

/* Keeps of the changed files those that lie below the walk's arguments. */
static enum tw_status choose_staged(struct tw_corpus_options *chosen,
	struct tw_walk *walk, struct tw_view changed, struct tw_error *err)
{
	const char *path = changed.ptr, *end = path + changed.len;
	struct tw_set all = { NULL, 0, 0 };
	char **paths;
	size_t most = 0;
	enum tw_status status = collect_given(&all, walk, err);

	for (size_t i = 0; i < changed.len; i++)
		most += !changed.ptr[i];
	paths = tw_arena_take(walk->arena, (most + 1) * sizeof(*paths));
	chosen->paths = paths;
	if (!status && !paths)
		status = tw_fail_memory(err);
	for (; path < end && !status; path += strlen(path) + 1) {
		struct tw_view place;
		const char *shown;
		char *argument;

		status = staged_argument(&argument, walk, path, err);
		if (!status && argument)
			status = locate(&shown, &place, walk, argument, err);
		if (!status && argument && (find_given(&all, place) ||
		    is_below(&all, place)))
			paths[chosen->count++] = argument;
	}
	return status;
}

/* Where there are no records at all, none are staged. */
static enum tw_status walk_staged(struct tw_walk *walk, struct tw_error *err)
{
	const struct tw_corpus_options *given = walk->options;
	struct tw_corpus_options chosen = *given, asked = *given;
	struct tw_buffer changed = TW_BUFFER_INIT;
	enum tw_status status = TW_OK;
	const char *found;
	char *folder;

	if (!given->count) {
		status = tw_walk_seek(&found, walk, err);
		if (status)
			return status == TW_USAGE ? TW_OK : status;
		folder = (char *)(uintptr_t)found;
		asked.paths = &folder;
		asked.count = 1;
	}
	status = tw_staged_changed(&changed, walk->revision, walk->arena, err);
	chosen.count = 0;
	walk->options = &asked;
	if (!status)
		status = choose_staged(&chosen, walk, tw_buffer_get(&changed),
			err);
	tw_buffer_release(&changed);
	walk->options = &chosen;
	if (!status)
		status = walk_given(walk, err);
	walk->options = given;
	return status;
}

enum tw_status tw_walk_all(struct tw_walk *walk, struct tw_error *err)
{
	struct tw_task *files = NULL;
	struct tw_folder last = { .shown = NULL };
	struct tw_set all = { NULL, 0, 0 };
	enum tw_status status;
	const char *found;

	if (walk->options->staged && !walk->options->whole)
		return walk_staged(walk, err);
	if (walk->options->count)
		return walk_given(walk, err);
	status = tw_walk_seek(&found, walk, err);
	if (!status)
		status = walk_argument(walk, &all, &files, &last, found, err);
	return status || !files ? status : tw_walk_submit(walk, files, err);
}
