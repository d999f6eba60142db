#include "merge/plan.h"

#include "base/arena.h"
#include "base/set.h"

/* Of the first list: those of one hash in order, in the first of them. */
struct entry {
	struct entry *next, *last;
	struct entry *free; /* from here on */
	size_t at;
};

static bool add_entry(struct tw_set *set, struct entry *entry,
	const struct tw_join *join, size_t at, struct tw_arena *arena)
{
	bool failed = false;
	struct entry *first;

	*entry = (struct entry){ NULL, entry, entry, at };
	first = (void *)tw_set_add(set, arena, join->a[at], entry, NULL,
		&failed);
	if (first) {
		first->last->next = entry;
		first->last = entry;
	}
	return !failed;
}

/* Those that are passed over are so for good, so that this is one walk. */
static void take(const struct tw_join *join, struct entry *first, size_t b)
{
	struct entry *free = first->free;

	while (free && !join->same(join->context, free->at, b))
		free = free->next;
	if (free) {
		join->to[free->at] = b;
		join->from[b] = free->at;
		free = free->next;
	}
	first->free = free;
}

bool tw_join(const struct tw_join *join, struct tw_arena *arena)
{
	struct entry *entries = tw_arena_take_raw(arena,
		(join->a_count + 1) * sizeof(*entries));
	struct tw_set set = { NULL, 0, 0 };
	bool good = entries;

	for (size_t i = 0; i < join->a_count && good; i++)
		if (join->a[i] && join->to[i] == TW_NONE)
			good = add_entry(&set, &entries[i], join, i, arena);
	for (size_t i = 0; i < join->b_count && good && set.count; i++) {
		struct entry *first = join->b[i] &&
			join->from[i] == TW_NONE ? (void *)tw_set_get(&set,
			join->b[i], NULL, NULL) : NULL;

		if (first)
			take(join, first, i);
	}
	return good;
}

size_t *tw_none_array(struct tw_arena *arena, size_t count)
{
	size_t *array = tw_arena_take_raw(arena, (count + 1) * sizeof(*array));

	/* Of TW_NONE each byte is as this. */
	return array ? memset(array, 0xFF, (count + 1) * sizeof(*array)) : NULL;
}
