#include "history/before.h"

struct tw_view tw_folder_of(struct tw_view path)
{
	while (path.len && path.ptr[path.len - 1] != '/')
		path.len--;
	return path;
}

struct tw_view tw_folder_beside(struct tw_view folder, struct tw_view slug,
	struct tw_arena *arena)
{
	struct tw_view above = tw_folder_of((struct tw_view){ folder.ptr,
		folder.len - (folder.len > 0) });

	return tw_arena_format(arena, "%.*s%.*s/", TW_ARG(above),
		TW_ARG(slug));
}

enum tw_status tw_before_find(struct tw_found_before *found,
	const struct tw_before_place *in, struct tw_view folder,
	struct tw_view name)
{
	struct tw_tree_entry tree, *entries;
	enum tw_status status;
	bool there;
	size_t n;

	*found = (struct tw_found_before){ .path = { "", 0 } };
	folder = tw_arena_copy(in->arena, folder);
	if (!folder.ptr)
		return tw_fail_memory(in->err);
	status = tw_trees_find(&tree, &there, in->reader->trees, in->tree,
		folder.ptr, in->err);
	if (status || !there || !tw_mode_is_folder(tree.mode))
		return status;
	status = tw_revision_list(&entries, &n, in->reader->revision, tree.id,
		in->arena, in->err);
	for (size_t i = 0; i < n && !status; i++)
		if (tw_view_compare(entries[i].name, name) < 0 &&
		    tw_mode_is_file(entries[i].mode) &&
		    tw_path_wanted(NULL, entries[i].name, false))
			found->entry = entries[i];
	if (status || !found->entry.mode)
		return status;
	found->path = tw_arena_format(in->arena, "%.*s%.*s", TW_ARG(folder),
		TW_ARG(found->entry.name));
	return found->path.ptr ? TW_OK : tw_fail_memory(in->err);
}
