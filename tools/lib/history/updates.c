#include "history/updates.h"

#include "history/reader.h"

#include <stdlib.h>

/* A version of one of the revisions, with what tells its update. */
struct side {
	const struct tw_deed *deed;
	struct tw_view path;
	const struct tw_version *version;
	struct tw_filed filed; /* area_slug.ptr NULL: it cannot be filed */
	struct tw_view term;   /* as written */
	struct tw_view alone;  /* a path that tells it; empty: the rest does */
	size_t place;
};

struct sides {
	struct side *at;
	size_t count;
};

/* Calendars may differ, so that terms are compared as they are written. */
static int compare_identity(const struct side *a, const struct side *b)
{
	int order = tw_view_compare(a->alone, b->alone);

	if (order || a->alone.len)
		return order;
	order = tw_view_compare(a->filed.area_slug, b->filed.area_slug);
	if (!order)
		order = tw_view_compare(a->filed.priority, b->filed.priority);
	return order ? order : tw_view_compare(a->term, b->term);
}

static int compare_sides(const void *a, const void *b)
{
	const struct side *x = a, *y = b;
	int order = compare_identity(x, y);

	return order ? order : (x->place > y->place) - (x->place < y->place);
}

static enum tw_status add_side(struct sides *sides,
	const struct tw_deed *deed, struct tw_view path,
	const struct tw_version *version, const struct tw_house *house,
	struct tw_arena *arena, struct tw_error *err)
{
	struct side *side = &sides->at[sides->count];
	struct tw_entry *entry;

	if (!version->present)
		return TW_OK;
	*side = (struct side){ .deed = deed, .path = path,
		.version = version, .alone = deed->path,
		.place = sides->count };
	sides->count++;
	if (!version->record)
		return TW_OK;
	entry = tw_arena_take(arena, sizeof(*entry));
	if (!entry)
		return tw_fail_memory(err);
	entry->house = house;
	side->filed = (struct tw_filed){ .entry = entry,
		.record = version->record };
	side->term = tw_record_value(version->record, TW_TERM, arena);
	if (tw_filed_fill(&side->filed, arena))
		side->filed.area_slug.ptr = NULL;
	else if (!side->filed.area_slug.ptr)
		return tw_fail_memory(err);
	else
		side->alone.len = 0;
	return TW_OK;
}

/* Both sides of a deed; where one cannot be filed, they are one by path. */
static enum tw_status add_deed(struct sides *from, struct sides *to,
	const struct tw_deed *deed, const struct tw_house *const houses[2],
	struct tw_arena *arena, struct tw_error *err)
{
	struct side *was = &from->at[from->count], *is = &to->at[to->count];

	if (add_side(from, deed, deed->was.len ? deed->was : deed->path,
	    &deed->from, houses[0], arena, err) || add_side(to, deed,
	    deed->path, &deed->to, houses[1], arena, err))
		return err->status;
	if (deed->from.present && deed->to.present && (was->alone.len ||
	    is->alone.len))
		was->alone = is->alone = deed->path;
	return TW_OK;
}

static enum tw_status compare(struct tw_update_edit *update,
	struct tw_reader *reader, const struct side *from,
	const struct side *to, struct tw_arena *arena, struct tw_error *err)
{
	struct tw_deed *deed = &update->deed;

	/* A rename that keeps the update is told as it came. */
	if (from && to && from->deed == to->deed) {
		*deed = *from->deed;
	} else {
		*deed = (struct tw_deed){ .path = (to ? to : from)->path };
		if (from && to && !tw_view_equal(from->path, to->path))
			deed->was = from->path;
		if (from)
			deed->from = *from->version;
		if (to)
			deed->to = *to->version;
		if (tw_deed_compare(deed, reader, arena, err))
			return err->status;
	}
	if (from && from->filed.area_slug.ptr)
		update->was = from->filed;
	if (to && to->filed.area_slug.ptr)
		update->is = to->filed;
	return TW_OK;
}

/* Pairs what both have, in one walk over both lists, which are sorted. */
static enum tw_status pair(struct tw_update_edit *updates, size_t *count,
	struct tw_reader *reader, const struct sides *from,
	const struct sides *to, struct tw_arena *arena, struct tw_error *err)
{
	size_t i = 0, k = 0;
	enum tw_status status = TW_OK;

	while ((i < from->count || k < to->count) && !status) {
		int order = i == from->count ? 1 : k == to->count ? -1 :
			compare_identity(&from->at[i], &to->at[k]);

		status = compare(&updates[(*count)++], reader,
			order <= 0 ? &from->at[i] : NULL,
			order >= 0 ? &to->at[k] : NULL, arena, err);
		i += order <= 0;
		k += order >= 0;
	}
	return status;
}

static int compare_paths(const void *a, const void *b)
{
	const struct tw_update_edit *x = a, *y = b;
	int order = tw_view_compare(x->deed.path, y->deed.path);

	/* What went comes before what came. */
	return order ? order : x->deed.to.present - y->deed.to.present;
}

static struct sides sides_new(size_t count, struct tw_arena *arena)
{
	return (struct sides){ tw_arena_take(arena,
		(count + 1) * sizeof(struct side)), 0 };
}

enum tw_status tw_updates_find(struct tw_update_edit **updates, size_t *count,
	struct tw_reader *reader, const struct tw_deed *deeds,
	size_t deed_count, const struct tw_house *const houses[2],
	struct tw_arena *arena, struct tw_error *err)
{
	struct sides from = sides_new(deed_count, arena);
	struct sides to = sides_new(deed_count, arena);
	enum tw_status status = TW_OK;

	*count = 0;
	*updates = tw_arena_take(arena,
		(2 * deed_count + 1) * sizeof(**updates));
	if (!*updates || !from.at || !to.at)
		return tw_fail_memory(err);
	for (size_t i = 0; i < deed_count && !status; i++)
		status = add_deed(&from, &to, &deeds[i], houses, arena, err);
	if (status)
		return status;
	if (from.count)
		qsort(from.at, from.count, sizeof(*from.at), compare_sides);
	if (to.count)
		qsort(to.at, to.count, sizeof(*to.at), compare_sides);
	status = pair(*updates, count, reader, &from, &to, arena, err);
	if (!status && *count)
		qsort(*updates, *count, sizeof(**updates), compare_paths);
	return status;
}
