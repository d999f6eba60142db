/*
 * Where house rules lie, and what they make a root of: those of the tree that
 * is walked, or those of the revision that judges it.
 */
#include "corpus/walk.h"

#include "base/file.h"
#include "corpus/paths.h"
#include "privacy/privacy.h"

#include <fcntl.h>
#include <string.h>

const char *tw_walk_behind(const char *message)
{
	const char *said = strstr(message, ": ");

	return said ? said + 2 : message;
}

/* ---- reading ---- */

static enum tw_status read_blob(struct tw_buffer *buffer,
	const struct tw_revision *revision, const struct tw_name *file,
	const char *shown, struct tw_error *err)
{
	struct tw_blobs *blobs = NULL;
	enum tw_status status = file->kind == TW_NAME_FILE ? TW_OK :
		tw_fail(err, TW_IO, "%s: is no regular file", shown);

	if (!status)
		status = tw_blobs_open(&blobs, revision, err);
	if (!status)
		status = tw_blobs_read(buffer, blobs, file->id, TW_MAX_BYTES,
			shown, err);
	tw_blobs_close(blobs);
	return status;
}

/* Of a revision, or of the work tree (NULL). */
static enum tw_status read_house(struct tw_view *bytes, struct tw_walk *walk,
	const struct tw_revision *revision, const struct tw_name *file,
	const char *shown, struct tw_error *err)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;
	enum tw_status status = revision ?
		read_blob(&buffer, revision, file, shown, err) :
		tw_file_read(&buffer, AT_FDCWD, shown, TW_MAX_BYTES, shown,
			err);

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

/*
 * Reads house rules for a root, and hands them out as a task of their own. It
 * stays without any if they cannot be read.
 */
static enum tw_status take_house(struct tw_root *root, struct tw_walk *walk,
	const struct tw_revision *revision, const struct tw_name *file,
	const char *shown, bool idle, struct tw_error *err)
{
	struct tw_task *task = NULL;
	struct tw_entry *entry;
	struct tw_house *house = NULL;
	struct tw_view bytes = { NULL, 0 };
	struct tw_error fault;
	enum tw_status status = tw_walk_task(&task, walk, err);

	if (status)
		return status;
	status = read_house(&bytes, walk, revision, file, shown, &fault);
	if (status == TW_IO) {
		status = tw_walk_add_fault(walk, task, shown,
			tw_walk_behind(fault.message), err);
		return status ? status : tw_walk_submit(walk, task, err);
	}
	if (status || tw_house_parse(&house, walk->arena, bytes, err) ||
	    tw_private_public_read(house, walk->arena, err))
		return tw_fail_memory(err);
	root->house = house;
	if (walk->job->house && (status = walk->job->house(&root->made, house,
	    walk->job->context, err)))
		return status;
	entry = tw_walk_add_entry(task, TW_ENTRY_HOUSE,
		tw_arena_copy(task->arena, tw_view_of(shown)).ptr,
		tw_path_join(task->arena, root->place, TW_HOUSE_RULES), root);
	if (!entry)
		return tw_fail_memory(err);
	entry->bytes = bytes;
	entry->idle = idle;
	return tw_walk_submit(walk, task, err);
}

/* Makes a folder with house rules a root. */
static enum tw_status house_root(struct tw_root **root, struct tw_walk *walk,
	struct tw_view place, const char *shown, const struct tw_name *file,
	struct tw_error *err)
{
	enum tw_status status;

	*root = find_root(walk, place);
	if (*root)
		return TW_OK;
	status = add_root(root, walk, place, err);
	return status ? status : take_house(*root, walk, walk->rules ?
		walk->rules : walk->revision, file, shown, false, err);
}

/* ---- where they lie ---- */

/*
 * A folder as the revision that judges has it: below its top, without a slash
 * at its start. False: it lies outside of the repository.
 */
static bool place_below(struct tw_view *below, const struct tw_walk *walk,
	struct tw_view place)
{
	struct tw_view top = tw_revision_root(walk->rules);

	if (!walk->revision) {
		if (place.len < top.len ||
		    memcmp(place.ptr, top.ptr, top.len) ||
		    (place.len > top.len && place.ptr[top.len] != '/'))
			return false;
		place.ptr += top.len;
		place.len -= top.len;
	}
	if (place.len) {
		place.ptr++;
		place.len--;
	}
	*below = place;
	return true;
}

/* House rules of a folder in the revision that judges. */
static enum tw_status look_in_rules(struct tw_name *file, const char **shown,
	struct tw_walk *walk, struct tw_view place, struct tw_error *err)
{
	const char *revision = walk->options->rules_from;
	struct tw_view below, whole;
	struct tw_tree_entry entry;
	bool found;
	enum tw_status status;

	if (!place_below(&below, walk, place))
		return tw_fail(err, TW_USAGE, "%.*s lies outside of the "
			"repository whose revision %s has the house rules",
			TW_ARG(place), revision);
	whole = tw_arena_format(walk->arena, "%s:%.*s%s" TW_HOUSE_RULES,
		revision, TW_ARG(below), below.len ? "/" : "");
	if (!whole.ptr)
		return tw_fail_memory(err);
	*shown = whole.ptr;
	*file = (struct tw_name){ .name = whole.ptr, .kind = TW_NAME_NONE };
	status = tw_revision_find(&entry, &found, walk->rules,
		whole.ptr + strlen(revision) + 1, err);
	if (status || !found)
		return status;
	file->kind = (entry.mode & 0170000) == 0100000 ? TW_NAME_FILE :
		TW_NAME_OTHER;
	memcpy(file->id, entry.id, sizeof(file->id));
	return TW_OK;
}

static enum tw_status look(struct tw_name *file, const char **shown,
	struct tw_walk *walk, const char *folder, struct tw_view place,
	struct tw_error *err)
{
	struct tw_view whole;

	if (walk->rules)
		return look_in_rules(file, shown, walk, place, err);
	*shown = tw_path_shown(walk->arena, folder, TW_HOUSE_RULES);
	whole = tw_path_join(walk->arena, place, TW_HOUSE_RULES);
	if (!*shown || !whole.ptr)
		return tw_fail_memory(err);
	if (walk->revision)
		*shown = whole.ptr + 1;
	return tw_walk_look(file, walk, *shown, whole.ptr, err);
}

/* True if no folder above this one can have house rules. */
static bool is_top(const struct tw_walk *walk, struct tw_view place)
{
	struct tw_view below;

	return !place.len || (walk->rules &&
		place_below(&below, walk, place) && !below.len);
}

/* Seeks house rules in `folder` and upwards; *root stays NULL without any. */
static enum tw_status seek_house(struct tw_root **root, struct tw_walk *walk,
	const char *shown, struct tw_view place, struct tw_error *err)
{
	const char *up = shown;

	for (;;) {
		const char *path;
		struct tw_name file;
		enum tw_status status = look(&file, &path, walk, up, place,
			err);

		if (status)
			return status;
		if (file.kind != TW_NAME_NONE)
			return house_root(root, walk, place, path, &file, err);
		if (is_top(walk, place))
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

/* ---- on the way ---- */

enum tw_status tw_walk_house(struct tw_walk *walk,
	const struct tw_folder *folder, const struct tw_name *file,
	struct tw_error *err)
{
	struct tw_root *idle;
	const char *shown;

	if (!walk->rules)
		return TW_OK;
	idle = tw_arena_take(walk->arena, sizeof(*idle));
	shown = tw_path_shown(walk->arena, folder->shown, TW_HOUSE_RULES);
	if (!idle || !shown)
		return tw_fail_memory(err);
	idle->place = tw_arena_copy(walk->arena, folder->place);
	if (!idle->place.ptr)
		return tw_fail_memory(err);
	return take_house(idle, walk, walk->revision, file, shown, true, err);
}

enum tw_status tw_walk_enter(struct tw_walk *walk, struct tw_folder *folder,
	const struct tw_name *names, size_t count, struct tw_error *err)
{
	struct tw_name file = { .kind = TW_NAME_NONE };
	const char *shown = NULL;
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < count && !status; i++) {
		if (strcmp(names[i].name, TW_HOUSE_RULES))
			continue;
		file = names[i];
		status = tw_walk_house(walk, folder, &file, err);
	}
	if (!status && walk->rules)
		status = look_in_rules(&file, &shown, walk, folder->place,
			err);
	if (status || file.kind == TW_NAME_NONE)
		return status;
	if (!shown)
		shown = tw_path_shown(walk->arena, folder->shown,
			TW_HOUSE_RULES);
	return shown ? house_root(&folder->root, walk, folder->place, shown,
		&file, err) : tw_fail_memory(err);
}
