#include "lint/folders.h"

#include <stdlib.h>
#include <string.h>

/* Cuts the last part off a path. */
static struct tw_view above(struct tw_view place)
{
	while (place.len && place.ptr[place.len - 1] != '/')
		place.len--;
	place.len -= place.len > 0;
	return place;
}

struct tw_view tw_folder_above(const struct tw_priority_folder *folder)
{
	return above(folder->place);
}

struct tw_view tw_folder_name(const struct tw_priority_folder *folder)
{
	size_t len = above(folder->place).len;

	len += len < folder->place.len && folder->place.ptr[len] == '/';
	return (struct tw_view){ folder->place.ptr + len,
		folder->place.len - len };
}

/* The term that a file's name says; false if it says none. */
static bool term_of_name(struct tw_term *term, const struct tw_entry *entry,
	struct tw_view folder)
{
	struct tw_view name = entry->place;
	const struct tw_calendar *calendar = entry->house ?
		&entry->house->calendar : &tw_half_terms;

	if (name.len < folder.len + 5)
		return false;
	name.ptr += folder.len + 1;
	name.len -= folder.len + 5;
	return tw_term_read_slug(term, calendar, name);
}

static bool same_place(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_priority_folder *)a)->place,
		((const struct tw_priority_folder *)b)->place);
}

static struct tw_priority_folder *find(const struct tw_folders *folders,
	struct tw_view place)
{
	struct tw_priority_folder wanted = { .place = place };

	return (struct tw_priority_folder *)(uintptr_t)tw_set_get(
		&folders->set, tw_hash(place), &wanted, same_place);
}

static bool is_record(const struct tw_entry *entry)
{
	return entry->kind != TW_ENTRY_HOUSE && entry->kind != TW_ENTRY_FAULT;
}

/* Counts the entries of each folder. */
static bool count(struct tw_folders *folders, const struct tw_task *task,
	struct tw_arena *arena)
{
	struct tw_priority_folder *folder = NULL;
	bool failed = false;

	for (const struct tw_entry *e = task->entries; e; e = e->next) {
		struct tw_view place = above(e->place);

		if (!is_record(e))
			continue;
		if (!folder || !tw_view_equal(folder->place, place))
			folder = find(folders, place);
		if (!folder) {
			folder = tw_arena_take(arena, sizeof(*folder));
			if (!folder)
				return false;
			folder->place = place;
			tw_set_add(&folders->set, arena, tw_hash(place),
				folder, same_place, &failed);
			*folders->end = folder;
			folders->end = &folder->next;
		}
		folder->count++;
	}
	return !failed;
}

/* In time; what lies beside comes behind the same that is asked for. */
static int in_time(const void *a, const void *b)
{
	const struct tw_dated *x = a, *y = b;
	int order = (int)y->has_term - x->has_term;

	if (!order && x->has_term)
		order = tw_term_compare(x->term, y->term);
	if (!order)
		order = tw_view_compare(x->entry->place, y->entry->place);
	if (!order)
		order = x->entry->beside - y->entry->beside;
	return order ? order : (x->at > y->at) - (x->at < y->at);
}

/* Leaves out what lies beside if it was asked for as well. */
static void leave_out(struct tw_priority_folder *folder)
{
	size_t kept = 0;

	for (size_t i = 0; i < folder->count; i++) {
		const struct tw_dated *d = &folder->dated[i];

		if (kept && d->entry->beside && tw_view_equal(d->entry->place,
		    folder->dated[kept - 1].entry->place))
			continue;
		folder->asked += !d->entry->beside;
		folder->dated[kept++] = *d;
	}
	folder->count = kept;
}

static bool fill(struct tw_folders *folders, const struct tw_task *task,
	struct tw_arena *arena)
{
	struct tw_priority_folder *folder;
	struct tw_dated *dated;

	for (folder = folders->first; folder; folder = folder->next) {
		folder->dated = tw_arena_take(arena,
			folder->count * sizeof(*folder->dated));
		if (!folder->dated)
			return false;
		folder->count = 0;
	}
	folder = NULL;
	for (const struct tw_entry *e = task->entries; e; e = e->next) {
		if (!is_record(e))
			continue;
		if (!folder || !tw_view_equal(folder->place, above(e->place)))
			folder = find(folders, above(e->place));
		dated = &folder->dated[folder->count];
		*dated = (struct tw_dated){ .entry = e,
			.at = folder->count++ };
		dated->has_term = term_of_name(&dated->term, e,
			folder->place);
	}
	return true;
}

enum tw_status tw_folders_make(struct tw_folders *folders,
	const struct tw_task *task, struct tw_arena *arena,
	struct tw_error *err)
{
	*folders = (struct tw_folders){ .whole = task->whole };
	folders->end = &folders->first;
	if (!count(folders, task, arena) || !fill(folders, task, arena))
		return tw_fail_memory(err);
	for (struct tw_priority_folder *f = folders->first; f; f = f->next) {
		qsort(f->dated, f->count, sizeof(*f->dated), in_time);
		leave_out(f);
	}
	return TW_OK;
}

const struct tw_priority_folder *tw_folders_beside(
	const struct tw_folders *folders,
	const struct tw_priority_folder *folder, struct tw_view name)
{
	struct tw_view above = tw_folder_above(folder);
	const struct tw_priority_folder *f = folders->first;

	for (; f; f = f->next)
		if (tw_view_equal(tw_folder_name(f), name) &&
		    tw_view_equal(tw_folder_above(f), above))
			return f;
	return NULL;
}
