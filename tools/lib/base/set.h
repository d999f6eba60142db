/*
 * A set of things met before, by hash: open addressing, in an arena. Zeroed
 * memory is an empty set.
 */
#ifndef TW_BASE_SET_H
#define TW_BASE_SET_H

#include <termwise/base.h>

struct tw_set_slot {
	uint64_t hash;
	const void *thing; /* NULL: free */
};

struct tw_set {
	struct tw_set_slot *slots;
	size_t room; /* a power of two, or 0 */
	size_t count;
};

/* A hash of bytes, eight at a time: the same on one machine only. */
uint64_t tw_hash(struct tw_view v);

/*
 * Returns the thing that is in the set already and has the same hash and is
 * `same` (NULL: the hash alone decides), or adds `thing` and returns NULL.
 * Without memory *failed is set, and NULL returned.
 */
const void *tw_set_add(struct tw_set *set, struct tw_arena *arena,
	uint64_t hash, const void *thing,
	bool (*same)(const void *a, const void *b), bool *failed);

/* The thing in the set that has this hash and is `same`, or NULL. */
const void *tw_set_get(const struct tw_set *set, uint64_t hash,
	const void *thing, bool (*same)(const void *a, const void *b));

#endif
