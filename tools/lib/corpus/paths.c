#include "corpus/paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum tw_status tw_path_here(const char **here, struct tw_arena *arena,
	struct tw_error *err)
{
	char *path = getcwd(NULL, 0);

	if (!path)
		return errno == ENOMEM ? tw_fail_memory(err) :
			tw_fail(err, TW_IO, "the folder one stands in cannot "
				"be found (it may have been deleted)");
	*here = tw_arena_copy(arena, tw_view_of(path)).ptr;
	free(path);
	return *here ? TW_OK : tw_fail_memory(err);
}

struct tw_view tw_path_above(struct tw_view place)
{
	while (place.len && place.ptr[place.len - 1] != '/')
		place.len--;
	if (place.len)
		place.len--;
	return place;
}

bool tw_path_below(struct tw_view path, struct tw_view folder)
{
	return !folder.len || (path.len >= folder.len &&
		!memcmp(path.ptr, folder.ptr, folder.len) &&
		(path.len == folder.len || path.ptr[folder.len] == '/'));
}

struct tw_view tw_path_join(struct tw_arena *arena,
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

const char *tw_path_shown(struct tw_arena *arena, const char *folder,
	const char *name)
{
	struct tw_view shown = tw_view_of(folder);

	if (!*folder || !strcmp(folder, "."))
		return tw_arena_copy(arena, tw_view_of(name)).ptr;
	while (shown.len && shown.ptr[shown.len - 1] == '/')
		shown.len--;
	return tw_path_join(arena, shown, name).ptr;
}

const char *tw_path_shown_above(struct tw_arena *arena, const char *shown)
{
	struct tw_view path = tw_view_of(shown), above, name;

	while (path.len > 1 && (path.ptr[path.len - 1] == '/' ||
	       (path.ptr[path.len - 1] == '.' &&
	       path.ptr[path.len - 2] == '/')))
		path.len--;
	above = path;
	while (above.len && above.ptr[above.len - 1] != '/')
		above.len--;
	name = (struct tw_view){ path.ptr + above.len, path.len - above.len };
	if (tw_view_equal(name, TW_VIEW("")) ||
	    tw_view_equal(name, TW_VIEW(".")) ||
	    tw_view_equal(name, TW_VIEW("..")))
		return tw_path_shown(arena, shown, "..");
	while (above.len > 1 && above.ptr[above.len - 1] == '/')
		above.len--;
	return tw_arena_copy(arena, above).ptr;
}

struct tw_view tw_path_whole(struct tw_arena *arena, const char *here,
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
