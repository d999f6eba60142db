#include "corpus/catalog.h"

#include "base/file.h"
#include "base/utf8.h"
#include "corpus/paths.h"
#include "corpus/walk.h"
#include "text/text.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What is found on the walk. */
struct finder {
	struct tw_catalog *catalog;
	struct tw_walk walk;
	struct tw_job job;
	struct tw_view place;     /* of the corpus's folder */
	struct tw_buffer found;   /* struct tw_cataloged */
	struct tw_buffer notes;
};

/* ---- what the walk hands out ---- */

static struct tw_task *task_new(void *context)
{
	struct finder *finder = context;
	struct tw_arena *arena = finder->catalog->arena;
	struct tw_task *task = tw_arena_take(arena, sizeof(*task));

	if (!task)
		return NULL;
	task->arena = arena;
	task->end = &task->entries;
	return task;
}

/* Takes the last name off a path that begins with a slash. */
static struct tw_view take_last(struct tw_view *path)
{
	struct tw_view above = tw_path_above(*path), name;

	if (!path->len)
		return *path;
	name = (struct tw_view){ path->ptr + above.len + 1,
		path->len - above.len - 1 };
	*path = above;
	return name;
}

/*
 * True if a file lies three below the corpus's folder and its name is a term.
 * House rules between the two make another corpus of what is below them.
 */
static bool catalog_entry(struct tw_cataloged *cataloged,
	const struct finder *finder, const struct tw_entry *entry)
{
	struct tw_view path = entry->place, name;

	if (entry->house != finder->catalog->house)
		return false;
	cataloged->shown = entry->shown;
	name = take_last(&path);
	cataloged->priority = take_last(&path);
	cataloged->area = take_last(&path);
	if (!cataloged->area.len || name.len < 4 ||
	    !tw_view_equal(path, finder->place))
		return false;
	name.len -= 4; /* ".txt" */
	return tw_term_read_slug(&cataloged->term,
		finder->catalog->calendar, name);
}

static enum tw_status submit(void *context, struct tw_task *task,
	struct tw_error *err)
{
	struct finder *finder = context;
	const struct tw_entry *e = task->entries;
	struct tw_cataloged cataloged = { .shown = NULL };

	for (; e; e = e->next) {
		if (e->kind == TW_ENTRY_FAULT) {
			tw_buffer_format(&finder->notes, "%s: %s", e->shown,
				e->fault);
			tw_buffer_byte(&finder->notes, '\0');
		} else if (e->kind == TW_ENTRY_FILE &&
		           catalog_entry(&cataloged, finder, e)) {
			tw_buffer_add(&finder->found, &cataloged,
				sizeof(cataloged));
		}
	}
	return finder->found.failed || finder->notes.failed ?
		tw_fail_memory(err) : TW_OK;
}

/* ---- the walk ---- */

/* Takes the house rules that were sought from `folder` upwards. */
static enum tw_status use_root(struct finder *finder,
	const struct tw_folder *folder, struct tw_error *err)
{
	struct tw_catalog *catalog = finder->catalog;
	const struct tw_root *root = folder->root;
	struct tw_view at = folder->place;
	const char *shown = folder->shown;

	/* What was noted until now is that the rules cannot be read. */
	if (finder->notes.len)
		return tw_fail(err, TW_IO, "%s", finder->notes.ptr);
	catalog->house = root->house;
	if (!root->house)
		return TW_OK;
	catalog->calendar = &root->house->calendar;
	for (; at.len > root->place.len; at = tw_path_above(at)) {
		shown = tw_path_shown_above(catalog->arena, shown);
		if (!shown)
			return tw_fail_memory(err);
	}
	catalog->house_shown = tw_path_shown(catalog->arena, shown,
		TW_HOUSE_RULES);
	return catalog->house_shown ? TW_OK : tw_fail_memory(err);
}

static enum tw_status seek_root(struct finder *finder,
	struct tw_folder *folder, struct tw_error *err)
{
	enum tw_status status = tw_walk_root(&folder->root, &finder->walk,
		folder->shown, folder->place, folder->place, err);

	return status ? status : use_root(finder, folder, err);
}

/* What a folder is, by its path as people gave it. */
static enum tw_status look_at(struct tw_folder *folder,
	struct tw_name *look, struct finder *finder, const char *shown,
	struct tw_error *err)
{
	struct tw_walk *walk = &finder->walk;

	*folder = (struct tw_folder){ .shown = tw_arena_copy(walk->arena,
		tw_view_of(shown)).ptr };
	folder->place = tw_path_whole(walk->arena, walk->here, shown);
	if (!folder->shown || !folder->place.ptr)
		return tw_fail_memory(err);
	return tw_walk_look(look, walk, *shown ? shown : ".", "", err);
}

/* A folder that is to be made: its house rules are those of one above. */
static enum tw_status seek_above(struct finder *finder,
	struct tw_folder *folder, struct tw_error *err)
{
	struct tw_name look = { .kind = TW_NAME_NONE };
	enum tw_status status = TW_OK;

	while (!status && look.kind == TW_NAME_NONE && *folder->shown) {
		const char *above;
		size_t len = strlen(folder->shown);

		/* What is not there is not to go up from, either. */
		if (len > 1 && !strcmp(folder->shown + len - 2, ".."))
			return tw_fail(err, TW_IO, "%s: there is no such "
				"folder", folder->shown);
		above = tw_path_shown_above(finder->walk.arena,
			folder->shown);
		status = above ? look_at(folder, &look, finder, above, err) :
			tw_fail_memory(err);
	}
	if (!status && look.kind != TW_NAME_FOLDER)
		return tw_fail(err, TW_IO, "%s: is no folder", folder->shown);
	return status ? status : seek_root(finder, folder, err);
}

static enum tw_status find_all(struct finder *finder, const char *given,
	struct tw_error *err)
{
	struct tw_walk *walk = &finder->walk;
	struct tw_folder folder;
	struct tw_task *task;
	struct tw_name look;
	enum tw_status status = given ? TW_OK : tw_walk_seek(&given, walk,
		err);

	if (!status)
		status = look_at(&folder, &look, finder, given, err);
	if (status)
		return status;
	finder->catalog->root = folder.shown;
	finder->place = folder.place;
	if (look.kind == TW_NAME_NONE)
		return seek_above(finder, &folder, err);
	if (look.kind != TW_NAME_FOLDER)
		return tw_fail(err, TW_IO, "%s: is no folder", given);
	status = seek_root(finder, &folder, err);
	if (!status)
		status = tw_walk_task(&task, walk, err);
	if (!status)
		status = tw_walk_folder(walk, &folder, task, err);
	return status ? status : tw_walk_submit(walk, task, err);
}

/* The records of one folder, and of none in it or beside it. */
static enum tw_status add_names(struct finder *finder,
	const struct tw_folder *folder, struct tw_error *err)
{
	struct tw_walk *walk = &finder->walk;
	struct tw_name *names = NULL;
	struct tw_task *task = NULL;
	struct tw_error fault;
	size_t count = 0;
	enum tw_status status = tw_walk_list(&names, &count, walk,
		*folder->shown ? folder->shown : ".", folder->id, walk->arena,
		&fault);

	if (status == TW_NO_MEMORY || tw_walk_task(&task, walk, err))
		return tw_fail_memory(err);
	if (status)
		tw_buffer_add(&finder->notes, fault.message,
			strlen(fault.message) + 1);
	status = TW_OK;
	for (size_t i = 0; i < count && !status; i++)
		if (names[i].kind != TW_NAME_FOLDER &&
		    tw_walk_is_record(names[i].name))
			status = tw_walk_add_file(walk, task, folder,
				&names[i], false, err);
	return status ? status : tw_walk_submit(walk, task, err);
}

static enum tw_status find_priority(struct finder *finder, const char *given,
	struct tw_error *err)
{
	struct tw_arena *arena = finder->walk.arena;
	struct tw_folder folder;
	struct tw_name look;
	const char *area, *root;
	enum tw_status status = look_at(&folder, &look, finder, given, err);

	if (status)
		return status;
	area = tw_path_shown_above(arena, folder.shown);
	root = area ? tw_path_shown_above(arena, area) : NULL;
	if (!root)
		return tw_fail_memory(err);
	finder->catalog->root = root;
	finder->place = tw_path_above(tw_path_above(folder.place));
	if (look.kind == TW_NAME_NONE)
		return seek_above(finder, &folder, err);
	if (look.kind != TW_NAME_FOLDER)
		return tw_fail(err, TW_IO, "%s: is no folder", given);
	status = seek_root(finder, &folder, err);
	return status ? status : add_names(finder, &folder, err);
}

/* ---- the catalog ---- */

static int compare_priority(const struct tw_cataloged *a, struct tw_view area,
	struct tw_view priority)
{
	int order = tw_view_compare(a->area, area);

	return order ? order : tw_view_compare(a->priority, priority);
}

static int compare_records(const void *a, const void *b)
{
	const struct tw_cataloged *x = a, *y = b;
	int order = compare_priority(x, y->area, y->priority);

	return order ? order : tw_term_compare(x->term, y->term);
}

static enum tw_status settle(struct finder *finder, struct tw_error *err)
{
	struct tw_catalog *catalog = finder->catalog;
	struct tw_view found = tw_buffer_get(&finder->found);

	catalog->count = found.len / sizeof(*catalog->records);
	catalog->records = tw_arena_take(catalog->arena, found.len + 1);
	catalog->notes = tw_arena_copy(catalog->arena,
		tw_buffer_get(&finder->notes));
	if (!catalog->records || !catalog->notes.ptr)
		return tw_fail_memory(err);
	if (found.len) {
		memcpy(catalog->records, found.ptr, found.len);
		qsort(catalog->records, catalog->count,
			sizeof(*catalog->records), compare_records);
	}
	return TW_OK;
}

static enum tw_status read_catalog(struct tw_catalog **catalog,
	struct tw_arena *arena, const char *folder,
	enum tw_status (*find)(struct finder *finder, const char *given,
	struct tw_error *err), struct tw_error *err)
{
	static const struct tw_corpus_options options = { .count = 0 };
	struct finder finder = { .walk = { .options = &options,
		.arena = arena, .task_new = task_new, .submit = submit } };
	enum tw_status status;

	*catalog = NULL;
	finder.catalog = tw_arena_take(arena, sizeof(**catalog));
	if (!finder.catalog)
		return tw_fail_memory(err);
	finder.walk.job = &finder.job;
	finder.walk.pool = &finder;
	finder.catalog->arena = arena;
	finder.catalog->calendar = &tw_half_terms;
	status = tw_path_here(&finder.walk.here, arena, err);
	if (!status)
		status = find(&finder, folder, err);
	if (!status)
		status = settle(&finder, err);
	if (!status)
		*catalog = finder.catalog;
	tw_buffer_release(&finder.found);
	tw_buffer_release(&finder.notes);
	return status;
}

enum tw_status tw_catalog_read(struct tw_catalog **catalog,
	struct tw_arena *arena, const char *folder, struct tw_error *err)
{
	return read_catalog(catalog, arena, folder, find_all, err);
}

enum tw_status tw_catalog_read_priority(struct tw_catalog **catalog,
	struct tw_arena *arena, const char *folder, struct tw_error *err)
{
	return read_catalog(catalog, arena, folder, find_priority, err);
}

/* How many records stand before those of a priority from a term on. */
static size_t count_before(const struct tw_catalog *catalog,
	struct tw_view area, struct tw_view priority, struct tw_term term)
{
	size_t low = 0, high = catalog->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct tw_cataloged *at = &catalog->records[middle];
		int order = compare_priority(at, area, priority);

		if (order < 0 ||
		    (!order && tw_term_compare(at->term, term) < 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct tw_cataloged *tw_catalog_find(const struct tw_catalog *catalog,
	struct tw_view area, struct tw_view priority, struct tw_term term)
{
	size_t at = count_before(catalog, area, priority, term);
	const struct tw_cataloged *found = &catalog->records[at];

	return at < catalog->count &&
		!compare_priority(found, area, priority) &&
		!tw_term_compare(found->term, term) ? found : NULL;
}

const struct tw_cataloged *tw_catalog_before(const struct tw_catalog *catalog,
	struct tw_view area, struct tw_view priority, struct tw_term term)
{
	size_t count = count_before(catalog, area, priority, term);
	const struct tw_cataloged *found;

	if (!count)
		return NULL;
	found = &catalog->records[count - 1];
	return compare_priority(found, area, priority) ? NULL : found;
}

/* Makes room for one record more, for twice as many when there is none. */
static bool make_room(struct tw_catalog *catalog)
{
	struct tw_cataloged *more;

	if (catalog->count < catalog->room)
		return true;
	catalog->room = 2 * catalog->count + 16;
	more = tw_arena_take(catalog->arena, catalog->room * sizeof(*more));
	if (!more)
		return false;
	if (catalog->count)
		memcpy(more, catalog->records,
			catalog->count * sizeof(*more));
	catalog->records = more;
	return true;
}

enum tw_status tw_catalog_add(struct tw_catalog *catalog,
	struct tw_view place, struct tw_term term, struct tw_view bytes,
	struct tw_error *err)
{
	struct tw_cataloged added = { .term = term };
	struct tw_view folder;
	size_t at;

	place = tw_arena_copy(catalog->arena, place);
	if (!place.ptr)
		return tw_fail_memory(err);
	added.shown = tw_path_shown(catalog->arena, catalog->root, place.ptr);
	if (bytes.len)
		added.bytes = tw_arena_copy(catalog->arena, bytes);
	if (!added.shown || (bytes.len && !added.bytes.ptr) ||
	    !make_room(catalog))
		return tw_fail_memory(err);
	folder = tw_path_above(place);
	added.area = tw_path_above(folder);
	added.priority = tw_after(folder, added.area.len + 1);
	at = count_before(catalog, added.area, added.priority, term);
	memmove(&catalog->records[at + 1], &catalog->records[at],
		(catalog->count++ - at) * sizeof(added));
	catalog->records[at] = added;
	return TW_OK;
}

bool tw_catalog_holds(const struct tw_catalog *catalog, const char *path)
{
	struct stat st, other;
	bool held = false;

	if (stat(path, &st))
		return false;
	for (size_t i = 0; i < catalog->count && !held; i++)
		held = !lstat(catalog->records[i].shown, &other) &&
			other.st_dev == st.st_dev && other.st_ino == st.st_ino;
	return held;
}

bool tw_area_slug(struct tw_buffer *out, const struct tw_house *house,
	struct tw_view typed)
{
	struct tw_view name = tw_trim(typed);
	const struct tw_alias *known = house ?
		tw_names_find(&house->areas, name) : NULL;

	return tw_text_slug(out, known ? known->name : name);
}

enum tw_status tw_catalog_load(struct tw_record **record,
	struct tw_arena *arena, const struct tw_cataloged *cataloged,
	struct tw_error *err)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;
	struct tw_view bytes;
	enum tw_status status;

	if (cataloged->bytes.ptr)
		return tw_record_parse(record, arena, cataloged->bytes, err);
	status = tw_file_read(&buffer, AT_FDCWD, cataloged->shown,
		TW_MAX_BYTES, cataloged->shown, err);
	if (!status) {
		bytes = tw_arena_copy(arena, tw_buffer_get(&buffer));
		status = bytes.ptr ? tw_record_parse(record, arena, bytes,
			err) : tw_fail_memory(err);
	}
	tw_buffer_release(&buffer);
	return status;
}
