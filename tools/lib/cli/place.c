#include "cli/place.h"

#include "base/utf8.h"
#include "corpus/catalog.h"
#include "corpus/paths.h"
#include "corpus/walk.h"
#include "privacy/privacy.h"

#include <string.h>

#define RECORDS "records"

/* ---- paths ---- */

enum tw_status tw_place_below(struct tw_view *below,
	const struct tw_revision *revision, const char *path,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_view root = tw_revision_root(revision), whole;
	const char *here;
	enum tw_status status = tw_path_here(&here, arena, err);

	if (status)
		return status;
	whole = tw_path_whole(arena, here, path);
	if (!whole.ptr)
		return tw_fail_memory(err);
	if (!tw_path_below(whole, root))
		return tw_fail(err, TW_IO, "%s: lies outside of the "
			"repository %.*s", path, TW_ARG(root));
	*below = tw_after(whole, root.len);
	if (below->len)
		*below = tw_after(*below, 1);
	return TW_OK;
}

static enum tw_status look(struct tw_tree_place *place, struct tw_view path,
	struct tw_error *err)
{
	bool found;
	enum tw_status status;

	tw_revision_turn(place->revision, place->commit.tree);
	status = tw_revision_find(&place->entry, &found, place->revision,
		path.ptr, err);
	if (!status && !found)
		place->entry.mode = 0;
	place->path = path;
	return status;
}

/* ---- AREA/PRIORITY ---- */

/* "records" in the folder that one stands in, or in one above it. */
static enum tw_status seek_records(struct tw_view *records,
	struct tw_tree_place *place, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_view folder;
	enum tw_status status = tw_place_below(&folder, place->revision, ".",
		arena, err);

	while (!status) {
		*records = tw_arena_format(arena, "%.*s%s" RECORDS,
			TW_ARG(folder), folder.len ? "/" : "");
		status = records->ptr ? look(place, *records, err) :
			tw_fail_memory(err);
		if (status || tw_mode_is_folder(place->entry.mode))
			return status;
		if (!folder.len)
			break;
		folder = tw_path_above(folder);
	}
	records->len = 0;
	return status;
}

static enum tw_status read_house(const struct tw_house **house,
	struct tw_tree_place *place, struct tw_view folder,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_view path = tw_arena_format(arena, "%.*s%s" TW_HOUSE_RULES,
		TW_ARG(folder), folder.len ? "/" : ""), bytes;
	struct tw_buffer buffer = TW_BUFFER_INIT;
	struct tw_blobs *blobs = NULL;
	struct tw_tree_entry entry;
	struct tw_house *read = NULL;
	enum tw_status status;
	bool found = false;

	if (!path.ptr)
		return tw_fail_memory(err);
	tw_revision_turn(place->revision, place->commit.tree);
	status = tw_revision_find(&entry, &found, place->revision, path.ptr,
		err);
	if (status || !found || !tw_mode_is_file(entry.mode))
		return status;
	status = tw_blobs_open(&blobs, place->revision, err);
	if (!status)
		status = tw_blobs_read(&buffer, blobs, entry.id, TW_MAX_BYTES,
			path.ptr, err);
	if (!status && buffer.len <= TW_MAX_BYTES) {
		bytes = tw_arena_copy(arena, tw_buffer_get(&buffer));
		status = bytes.ptr ? tw_house_parse(&read, arena, bytes,
			err) : tw_fail_memory(err);
		if (!status)
			status = tw_private_public_read(read, arena, err);
		*house = read;
	}
	tw_blobs_close(blobs);
	tw_buffer_release(&buffer);
	return status;
}

/* The nearest name in a folder, or what there is if none is near. */
static enum tw_status suggest(struct tw_view *nearest,
	struct tw_tree_place *place, struct tw_view wanted,
	struct tw_arena *arena, struct tw_error *err)
{
	unsigned best = 1 + (unsigned)(wanted.len < 12 ? wanted.len : 12) / 3;
	struct tw_tree_entry *entries;
	size_t count;
	enum tw_status status = tw_revision_list(&entries, &count,
		place->revision, place->entry.id, arena, err);

	nearest->len = 0;
	for (size_t i = 0; i < count && !status; i++) {
		unsigned slips = tw_slips(wanted, entries[i].name, best);

		if (slips <= best && tw_mode_is_folder(entries[i].mode)) {
			*nearest = entries[i].name;
			best = slips ? slips - 1 : 0;
		}
	}
	return status;
}

/* One step down from place->path, or a message that says what there is. */
static enum tw_status step(struct tw_tree_place *place, const char *kind,
	struct tw_view name, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_view path = tw_arena_format(arena, "%.*s/%.*s",
		TW_ARG(place->path), TW_ARG(name)), nearest = { "", 0 };
	struct tw_tree_place above = *place;
	enum tw_status status = path.ptr ? look(place, path, err) :
		tw_fail_memory(err);

	if (status || tw_mode_is_folder(place->entry.mode))
		return status;
	status = suggest(&nearest, &above, name, arena, err);
	if (status)
		return status;
	return tw_fail(err, TW_USAGE, nearest.len ? "there is no %s \"%.*s\" "
		"in %.*s; perhaps \"%.*s\" is meant" : "there is no %s "
		"\"%.*s\" in %.*s", kind, TW_ARG(name), TW_ARG(above.path),
		TW_ARG(nearest));
}

/* True of "AREA/PRIORITY". */
static bool part_name(struct tw_view *area, struct tw_view *priority,
	struct tw_view name)
{
	const char *slash = memchr(name.ptr, '/', name.len);

	if (!slash || slash == name.ptr || slash + 1 == name.ptr + name.len)
		return false;
	*area = (struct tw_view){ name.ptr, (size_t)(slash - name.ptr) };
	*priority = tw_after(name, area->len + 1);
	return !memchr(priority->ptr, '/', priority->len) &&
		*name.ptr != '.';
}

/* *named is false if it is no name, or there are no records to seek it in. */
static enum tw_status find_priority(bool *named, struct tw_tree_place *place,
	struct tw_view name, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_view area, priority, records;
	const struct tw_house *house = NULL;
	struct tw_buffer slug = TW_BUFFER_INIT;
	enum tw_status status = TW_OK;

	*named = part_name(&area, &priority, name);
	if (*named)
		status = seek_records(&records, place, arena, err);
	if (status || !*named || !records.len) {
		*named = false;
		return status;
	}
	status = read_house(&house, place, records, arena, err);
	if (!status)
		status = look(place, records, err);
	if (!status && !tw_area_slug(&slug, house, area))
		status = tw_fail_memory(err);
	if (!status)
		status = step(place, "area", slug.len ? tw_buffer_get(&slug) :
			area, arena, err);
	if (!status)
		status = step(place, "priority", priority, arena, err);
	tw_buffer_release(&slug);
	return status;
}

/* ---- arguments ---- */

/* Takes "#KEY" off what is behind the last "#", if it is a key. */
static struct tw_view take_key(struct tw_view *key, const char *argument)
{
	const char *sign = strrchr(argument, '#');
	struct tw_view name = tw_view_of(argument);

	if (!sign || !tw_key_valid(tw_view_of(sign + 1)))
		return name;
	*key = tw_view_of(sign + 1);
	name.len = (size_t)(sign - argument);
	return name;
}

static enum tw_status find_argument(struct tw_tree_place *place,
	struct tw_view name, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_view path;
	enum tw_status status = tw_place_below(&path, place->revision,
		name.ptr, arena, err);
	bool named = false;

	if (!status)
		status = look(place, path, err);
	if (status || place->entry.mode)
		return status;
	status = find_priority(&named, place, name, arena, err);
	/* It may have been there once. */
	return status || named ? status : look(place, path, err);
}

static enum tw_status find_commit(struct tw_tree_place *place, const char *name,
	const char *date, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_date at;
	enum tw_status status = tw_commit_find(&place->commit,
		place->revision, name ? name : "HEAD", arena, err);

	if (status || !date || !tw_date_read(&at, tw_view_of(date)))
		return status;
	return tw_commit_at(&place->commit, place->revision,
		tw_date_ends(at), arena, err);
}

enum tw_status tw_place_open(struct tw_tree_place *place, const char *argument,
	const char *name, const char *date, bool keyed, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_view wanted = TW_VIEW("."), records;
	enum tw_status status;

	*place = (struct tw_tree_place){ .revision = NULL };
	if (argument)
		wanted = tw_arena_copy(arena, keyed ? take_key(&place->key,
			argument) : tw_view_of(argument));
	if (!wanted.ptr)
		return tw_fail_memory(err);
	status = tw_revision_open(&place->revision, wanted.ptr, NULL, err);
	if (!status)
		status = find_commit(place, name, date, arena, err);
	if (status)
		return status;
	if (argument)
		return find_argument(place, wanted, arena, err);
	status = seek_records(&records, place, arena, err);
	return status || records.len ? status : tw_fail(err, TW_USAGE,
		"there is no folder \"" RECORDS "\" here or above; name what "
		"to look at");
}

void tw_place_close(struct tw_tree_place *place)
{
	tw_revision_close(place->revision);
	place->revision = NULL;
}

enum tw_status tw_place_house(const struct tw_house **house,
	struct tw_tree_place *place, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_view folder = place->path;
	enum tw_status status = TW_OK;

	*house = NULL;
	while (!status && !*house) {
		status = read_house(house, place, folder, arena, err);
		if (!folder.len)
			break;
		folder = tw_path_above(folder);
	}
	return status;
}
