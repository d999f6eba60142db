#include "merge/plan.h"

#include "base/arena.h"

#include <stdlib.h>

struct entry {
	uint64_t hash;
	size_t at;
	bool second; /* of the second list */
};

/* By hash, then the first list, then place: a total order. */
static int entry_compare(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->second != b->second)
		return a->second ? 1 : -1;
	return a->at < b->at ? -1 : a->at > b->at;
}

static size_t collect(struct entry *entries, const uint64_t *hashes,
	const size_t *taken, size_t count, bool second)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		if (hashes[i] && taken[i] == TW_NONE)
			entries[found++] = (struct entry){ hashes[i], i,
				second };
	return found;
}

/* The pairs among entries of one hash: x of the first list, then y. */
static void pair(const struct tw_join *join, const struct entry *entries,
	size_t x, size_t y)
{
	const struct entry *b = entries + x;

	for (size_t i = 0; i < x && y; i++) {
		if (!join->same(join->context, entries[i].at, b->at))
			continue;
		join->to[entries[i].at] = b->at;
		join->from[b->at] = entries[i].at;
		b++;
		y--;
	}
}

bool tw_join(const struct tw_join *join, struct tw_arena *arena)
{
	struct entry *entries = tw_arena_take_raw(arena,
		(join->a_count + join->b_count + 1) * sizeof(*entries));
	size_t count, first;

	if (!entries)
		return false;
	first = collect(entries, join->a, join->to, join->a_count, false);
	if (!first)
		return true;
	count = first + collect(entries + first, join->b, join->from,
		join->b_count, true);
	if (count == first)
		return true;
	qsort(entries, count, sizeof(*entries), entry_compare);
	for (size_t i = 0; i < count;) {
		size_t x = 0, y = 0;

		while (i + x < count && !entries[i + x].second &&
		       entries[i + x].hash == entries[i].hash)
			x++;
		while (i + x + y < count &&
		       entries[i + x + y].hash == entries[i].hash)
			y++;
		pair(join, entries + i, x, y);
		i += x + y;
	}
	return true;
}

size_t *tw_none_array(struct tw_arena *arena, size_t count)
{
	size_t *array = tw_arena_take(arena, (count + 1) * sizeof(*array));

	for (size_t i = 0; array && i < count; i++)
		array[i] = TW_NONE;
	return array;
}
