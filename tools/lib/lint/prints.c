#include "lint/prints.h"

#include "base/lines.h"
#include "base/set.h"

bool tw_finding_of_whole(const struct tw_diagnostic *diagnostic)
{
	return diagnostic->id == TW_DIAG_FIELD_MISSING ||
		diagnostic->id == TW_DIAG_SECTION_MISSING ||
		diagnostic->id == TW_DIAG_PATH ||
		diagnostic->id == TW_DIAG_PRIVATE_PATH;
}

/* Blanks of ASCII do not count: a line may be indented anew. */
static uint64_t add(uint64_t hash, struct tw_view v)
{
	for (size_t i = 0; i < v.len; i++) {
		if (v.ptr[i] == ' ' || v.ptr[i] == '\t')
			continue;
		hash ^= (unsigned char)v.ptr[i];
		hash *= 0x100000001B3u;
	}
	return (hash ^ 0xFF) * 0x100000001B3u; /* parts do not run together */
}

static bool same_hash(const void *a, const void *b)
{
	return ((const struct tw_print *)a)->hash ==
		((const struct tw_print *)b)->hash;
}

/* many[i] counts how often what was first met at i has come. */
static bool number(struct tw_print *print, uint32_t *many,
	struct tw_print *first, struct tw_set *set, struct tw_arena *arena)
{
	bool failed = false;
	const struct tw_print *earlier = tw_set_add(set, arena, print->hash,
		print, same_hash, &failed);

	print->number = earlier ? ++many[earlier - first] : 1;
	many[print - first] = 1;
	return !failed;
}

enum tw_status tw_prints_make(struct tw_print **prints,
	struct tw_arena *arena, const struct tw_diagnostics *diagnostics,
	struct tw_view below, struct tw_view source, struct tw_error *err)
{
	struct tw_line_walk walk = tw_line_walk(source);
	struct tw_set set = { .count = 0 };
	struct tw_print *print;
	uint32_t *many;
	size_t count = 0;

	for (int i = 0; i <= TW_ERROR; i++)
		count += diagnostics->count[i];
	print = *prints = tw_arena_take(arena, (count + 1) * sizeof(*print));
	many = tw_arena_take(arena, (count + 1) * sizeof(*many));
	if (!print || !many)
		return tw_fail_memory(err);
	for (const struct tw_diagnostic *d = diagnostics->first; d;
	     d = d->next, print++) {
		print->hash = add(0xCBF29CE484222325u,
			tw_view_of(d->kind->name));
		print->hash = add(print->hash, below);
		print->hash = add(print->hash, tw_finding_of_whole(d) ?
			d->hint : tw_line_at(&walk, d->line));
		if (!number(print, many, *prints, &set, arena))
			return tw_fail_memory(err);
	}
	return TW_OK;
}
