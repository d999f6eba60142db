#include "privacy/public.h"

#include "base/set.h"

#include <termwise/record.h>

struct tw_private_public {
	struct tw_set set; /* of hashes alone: the things are themselves */
};

bool tw_private_is_public(const struct tw_private_public *allowed,
	uint64_t hash)
{
	return allowed && tw_set_get(&allowed->set, hash, allowed, NULL);
}

/* The values of a list. */
static bool add_list(struct tw_private_public *allowed,
	struct tw_arena *arena, struct tw_view list)
{
	struct tw_buffer hashes = TW_BUFFER_INIT;
	struct tw_view value;
	bool failed = false;

	while (tw_list_next(&value, &list))
		failed |= value.len && !tw_private_hashes(&hashes, value);
	for (size_t i = 0; i < hashes.len / sizeof(uint64_t) && !failed; i++)
		tw_set_add(&allowed->set, arena,
			((const uint64_t *)(const void *)hashes.ptr)[i],
			allowed, NULL, &failed);
	tw_buffer_release(&hashes);
	return !failed;
}

enum tw_status tw_private_public_read(struct tw_house *house,
	struct tw_arena *arena, struct tw_error *err)
{
	const struct tw_alias *a = house->publics.first;
	struct tw_private_public *allowed;

	if (!a)
		return TW_OK;
	allowed = tw_arena_take(arena, sizeof(*allowed));
	if (!allowed)
		return tw_fail_memory(err);
	for (; a; a = a->next)
		if (!add_list(allowed, arena, a->name) ||
		    !add_list(allowed, arena, a->also))
			return tw_fail_memory(err);
	house->allowed = allowed;
	return TW_OK;
}
