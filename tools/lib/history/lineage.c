#include "history/lineage.h"

#include "history/before.h"

#include <string.h>

static bool is_known(const struct tw_lineage *lineage, struct tw_view path)
{
	for (size_t i = 0; i < lineage->count; i++)
		if (tw_view_equal(lineage->paths[i], path))
			return true;
	return false;
}

static struct tw_view last_part(struct tw_view path)
{
	size_t len = tw_folder_of(path).len;

	return (struct tw_view){ path.ptr + len, path.len - len };
}

/* The folders that a record names as those it carries on. */
static enum tw_status add_succeeded(struct tw_lineage *lineage,
	const struct tw_record *record, struct tw_view folder,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_view rest = tw_record_value(record, TW_SUCCEEDS, arena);
	struct tw_view slug, path;

	while (tw_list_next(&slug, &rest)) {
		if (!tw_slug_valid(slug))
			continue;
		path = tw_arena_format(arena, "%.*s%.*s",
			TW_ARG(tw_folder_of(folder)), TW_ARG(slug));
		if (!path.ptr)
			return tw_fail_memory(err);
		if (lineage->count < TW_MOST_LINEAGE &&
		    !is_known(lineage, path))
			lineage->paths[lineage->count++] = path;
	}
	return TW_OK;
}

/* What stands in a folder, or the one file; *count 0 of nothing. */
static enum tw_status list(struct tw_tree_entry **entries, size_t *count,
	struct tw_revision *revision, struct tw_view folder,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_tree_entry entry;
	bool found;
	enum tw_status status = tw_revision_find(&entry, &found, revision,
		folder.ptr, err);

	*count = 0;
	if (status || !found)
		return status;
	if (!tw_mode_is_folder(entry.mode)) {
		*entries = tw_arena_take(arena, sizeof(**entries));
		if (!*entries)
			return tw_fail_memory(err);
		**entries = entry;
		*count = 1;
		return TW_OK;
	}
	return tw_revision_list(entries, count, revision, entry.id, arena,
		err);
}

static enum tw_status look_into(struct tw_lineage *lineage,
	struct tw_reader *reader, struct tw_view folder, bool first,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_tree_entry *entries;
	struct tw_version version;
	size_t count;
	enum tw_status status = list(&entries, &count, reader->revision,
		folder, arena, err);

	for (size_t i = 0; i < count && !status; i++) {
		if (!tw_mode_is_file(entries[i].mode) ||
		    !tw_path_wanted(NULL, entries[i].name, false))
			continue;
		status = tw_version_read(&version, reader, entries[i].id,
			entries[i].mode, entries[i].name, arena, err);
		if (status || !version.record)
			continue;
		if (first)
			lineage->latest = version.record;
		/* A file alone is followed by itself. */
		if (tw_view_equal(entries[i].name, last_part(folder)))
			break;
		status = add_succeeded(lineage, version.record, folder, arena,
			err);
	}
	return status;
}

enum tw_status tw_lineage_find(struct tw_lineage *lineage,
	struct tw_revision *revision, struct tw_view path,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_reader reader;
	enum tw_status status = tw_reader_open(&reader, revision, err);

	*lineage = (struct tw_lineage){ .paths = { path }, .count = 1 };
	for (size_t i = 0; i < lineage->count && !status; i++)
		status = look_into(lineage, &reader, lineage->paths[i], !i,
			arena, err);
	tw_reader_close(&reader);
	return status;
}
