#include "base/set.h"

#include <string.h>

uint64_t tw_hash(struct tw_view v)
{
	uint64_t hash = v.len, word;
	size_t i = 0;

	for (; i + 8 <= v.len; i += 8) {
		memcpy(&word, v.ptr + i, 8);
		hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
		hash ^= hash >> 29;
	}
	word = 0;
	if (i < v.len)
		memcpy(&word, v.ptr + i, v.len - i);
	hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 32;
}

/* Where a thing is sought first: every bit of its hash has a say. */
static size_t home(uint64_t hash)
{
	hash ^= hash >> 33;
	hash *= 0xFF51AFD7ED558CCDu;
	hash ^= hash >> 33;
	hash *= 0xC4CEB9FE1A85EC53u;
	return (size_t)(hash ^ hash >> 33);
}

/* The slot of a thing, or the free one where it would stand. */
static struct tw_set_slot *find(const struct tw_set *set, uint64_t hash,
	const void *thing, bool (*same)(const void *a, const void *b))
{
	size_t i = home(hash);

	for (;; i++) {
		struct tw_set_slot *slot = &set->slots[i & (set->room - 1)];

		if (!slot->thing || (slot->hash == hash &&
		    (!same || same(slot->thing, thing))))
			return slot;
	}
}

static bool grow(struct tw_set *set, struct tw_arena *arena)
{
	struct tw_set bigger = { NULL, set->room ? 2 * set->room : 32,
		set->count };

	bigger.slots = tw_arena_take(arena,
		bigger.room * sizeof(*bigger.slots));
	if (!bigger.slots)
		return false;
	for (size_t i = 0; i < set->room; i++) {
		size_t at = home(set->slots[i].hash);

		if (!set->slots[i].thing)
			continue;
		while (bigger.slots[at & (bigger.room - 1)].thing)
			at++;
		bigger.slots[at & (bigger.room - 1)] = set->slots[i];
	}
	*set = bigger;
	return true;
}

const void *tw_set_add(struct tw_set *set, struct tw_arena *arena,
	uint64_t hash, const void *thing,
	bool (*same)(const void *a, const void *b), bool *failed)
{
	struct tw_set_slot *slot;

	if (2 * (set->count + 1) > set->room && !grow(set, arena)) {
		*failed = true;
		return NULL;
	}
	slot = find(set, hash, thing, same);
	if (slot->thing)
		return slot->thing;
	slot->hash = hash;
	slot->thing = thing;
	set->count++;
	return NULL;
}

const void *tw_set_get(const struct tw_set *set, uint64_t hash,
	const void *thing, bool (*same)(const void *a, const void *b))
{
	return set->room ? find(set, hash, thing, same)->thing : NULL;
}
