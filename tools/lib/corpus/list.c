/*
 * Folders of the work tree and trees of a revision, made alike.
 */
#define _DEFAULT_SOURCE /* d_type */

#include "corpus/walk.h"

#include "corpus/paths.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MODE_KIND = 0170000, MODE_FOLDER = 0040000, MODE_LINK = 0120000,
	MODE_FILE = 0100000 };

static int compare_names(const void *a, const void *b)
{
	return strcmp(((const struct tw_name *)a)->name,
		((const struct tw_name *)b)->name);
}

static int kind_of_mode(mode_t mode)
{
	return S_ISDIR(mode) ? TW_NAME_FOLDER : S_ISREG(mode) ? TW_NAME_FILE :
		S_ISLNK(mode) ? TW_NAME_LINK : TW_NAME_OTHER;
}

static int kind_of_entry(int folder, const struct dirent *entry)
{
	struct stat st;

	switch (entry->d_type) {
	case DT_REG:
		return TW_NAME_FILE;
	case DT_DIR:
		return TW_NAME_FOLDER;
	case DT_LNK:
		return TW_NAME_LINK;
	case DT_UNKNOWN:
		if (!fstatat(folder, entry->d_name, &st, AT_SYMLINK_NOFOLLOW))
			return kind_of_mode(st.st_mode);
		return TW_NAME_OTHER;
	default:
		return TW_NAME_OTHER;
	}
}

/* Hidden names, "." and ".." among them, are nobody's records. */
static enum tw_status read_names(struct tw_buffer *names, DIR *folder,
	const char *shown, struct tw_arena *arena, struct tw_error *err)
{
	struct dirent *entry;

	while (errno = 0, (entry = readdir(folder))) {
		struct tw_name name = { .kind = TW_NAME_NONE };

		if (entry->d_name[0] == '.')
			continue;
		name.kind = kind_of_entry(dirfd(folder), entry);
		name.name = tw_arena_copy(arena,
			tw_view_of(entry->d_name)).ptr;
		if (!name.name || !tw_buffer_add(names, &name, sizeof(name)))
			return tw_fail_memory(err);
	}
	if (errno)
		return tw_fail(err, TW_IO, "%s: cannot be read as a folder: %s",
			shown, strerror(errno));
	return TW_OK;
}

static enum tw_status list_folder(struct tw_name **names, size_t *count,
	const char *shown, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_buffer found = TW_BUFFER_INIT;
	struct tw_view copy;
	enum tw_status status;
	DIR *folder = opendir(shown);

	if (!folder)
		return errno == ENOMEM ? tw_fail_memory(err) :
			tw_fail(err, TW_IO, "%s: cannot be opened: %s",
				shown, strerror(errno));
	status = read_names(&found, folder, shown, arena, err);
	closedir(folder);
	if (!status) {
		copy = tw_arena_copy(arena, tw_buffer_get(&found));
		*names = (struct tw_name *)(void *)(uintptr_t)copy.ptr;
		*count = found.len / sizeof(**names);
		if (!copy.ptr)
			status = tw_fail_memory(err);
	}
	tw_buffer_release(&found);
	return status;
}

static int kind_of_tree(uint32_t mode)
{
	switch (mode & MODE_KIND) {
	case MODE_FOLDER:
		return TW_NAME_FOLDER;
	case MODE_FILE:
		return TW_NAME_FILE;
	case MODE_LINK:
		return TW_NAME_LINK;
	default:
		return TW_NAME_OTHER;
	}
}

static enum tw_status list_tree(struct tw_name **names, size_t *count,
	struct tw_walk *walk, const unsigned char id[32],
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_tree_entry *entries;
	size_t found, kept = 0;
	enum tw_status status = tw_revision_list(&entries, &found,
		walk->revision, id, arena, err);

	if (status)
		return status;
	*names = tw_arena_take(arena, (found + 1) * sizeof(**names));
	if (!*names)
		return tw_fail_memory(err);
	for (size_t i = 0; i < found; i++) {
		struct tw_name *name = &(*names)[kept];

		if (entries[i].name.len && entries[i].name.ptr[0] == '.')
			continue;
		name->name = tw_arena_copy(arena, entries[i].name).ptr;
		if (!name->name)
			return tw_fail_memory(err);
		name->kind = kind_of_tree(entries[i].mode);
		memcpy(name->id, entries[i].id, sizeof(name->id));
		kept++;
	}
	*count = kept;
	return TW_OK;
}

enum tw_status tw_walk_list(struct tw_name **names, size_t *count,
	struct tw_walk *walk, const char *shown, const unsigned char id[32],
	struct tw_arena *arena, struct tw_error *err)
{
	enum tw_status status = walk->revision ?
		list_tree(names, count, walk, id, arena, err) :
		list_folder(names, count, shown, arena, err);

	if (!status && *count)
		qsort(*names, *count, sizeof(**names), compare_names);
	return status;
}

enum tw_status tw_walk_look(struct tw_name *name, struct tw_walk *walk,
	const char *shown, const char *place, struct tw_error *err)
{
	struct tw_tree_entry entry;
	struct stat st;
	bool found;
	enum tw_status status;

	name->name = shown;
	name->kind = TW_NAME_NONE;
	if (!walk->revision) {
		/* A folder may be reached through a link: people chose it. */
		if (!stat(shown, &st) && S_ISDIR(st.st_mode))
			name->kind = TW_NAME_FOLDER;
		else if (!lstat(shown, &st))
			name->kind = kind_of_mode(st.st_mode);
		else if (errno == EIO || errno == ENOMEM)
			/* It may be there: reading it will say what is wrong. */
			name->kind = TW_NAME_FILE;
		return TW_OK;
	}
	status = tw_revision_find(&entry, &found, walk->revision,
		place[0] == '/' ? place + 1 : place, err);
	if (status || !found)
		return status;
	name->kind = kind_of_tree(entry.mode);
	memcpy(name->id, entry.id, sizeof(name->id));
	return TW_OK;
}

enum tw_status tw_walk_target(struct tw_name *target, struct tw_walk *walk,
	const struct tw_folder *folder, const struct tw_name *name,
	const char *shown, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_blobs *blobs = NULL;
	struct tw_view path;
	enum tw_status status;

	if (!walk->revision)
		return tw_walk_look(target, walk, shown, "", err);
	target->kind = TW_NAME_NONE;
	status = tw_blobs_open(&blobs, walk->revision, err);
	if (!status)
		status = tw_blobs_read(&text, blobs, name->id, PATH_MAX, shown,
			err);
	tw_blobs_close(blobs);
	tw_buffer_byte(&text, '\0');
	if (!status && (text.failed || *text.ptr == '/' ||
	    text.len > PATH_MAX))
		status = text.failed ? tw_fail_memory(err) : TW_OK;
	else if (!status) {
		path = tw_path_join(arena, folder->place, text.ptr);
		path = path.ptr ? tw_path_whole(arena, "", path.ptr) : path;
		status = path.ptr ? tw_walk_look(target, walk, shown, path.ptr,
			err) : tw_fail_memory(err);
	}
	tw_buffer_release(&text);
	return status;
}
