/*
 * How much of one text stands in several others, and of them in it.
 * spec/likeness.md, "What was split, merged and moved".
 */
#include "match/likeness.h"

#include <assert.h>

static const struct tw_ids *stems_of(const struct tw_likeness *likeness,
	size_t item)
{
	return &likeness->sides[likeness->side_of[item]].stems;
}

/*
 * Adds up a part. `seen` counts the parts that have each stem of the whole;
 * where this is `alone`, only what no other part has is added to that.
 */
static void weigh_part(struct tw_part *part,
	const struct tw_likeness *likeness, const struct tw_ids *whole,
	uint32_t *seen, bool alone)
{
	const struct tw_ids *stems = stems_of(likeness, part->item);
	size_t i = 0, j = 0;

	while (j < stems->count) {
		uint32_t id = stems->ids[j];
		uint32_t weight = likeness->usage[id].weight;

		while (i < whole->count && whole->ids[i] < id)
			i++;
		j++;
		part->weight += alone ? 0 : weight;
		if (i == whole->count || whole->ids[i] != id)
			continue;
		part->shared += alone ? 0 : weight;
		part->alone += alone && seen[i] == 1 ? weight : 0;
		seen[i] += !alone;
	}
}

enum tw_status tw_likeness_parts(struct tw_whole *whole,
	struct tw_likeness *likeness, struct tw_part *parts, size_t count,
	struct tw_error *err)
{
	const struct tw_ids *stems;
	uint32_t *seen;

	assert(likeness->weighed);
	stems = stems_of(likeness, whole->item);
	seen = tw_arena_take(likeness->arena,
		(stems->count + 1) * sizeof(*seen));
	if (!seen)
		return tw_fail_memory(err);
	for (size_t i = 0; i < count; i++) {
		parts[i] = (struct tw_part){ .item = parts[i].item };
		weigh_part(&parts[i], likeness, stems, seen, false);
	}
	for (size_t i = 0; i < count; i++)
		weigh_part(&parts[i], likeness, stems, seen, true);
	whole->weight = whole->covered = 0;
	for (size_t i = 0; i < stems->count; i++) {
		uint32_t weight = likeness->usage[stems->ids[i]].weight;

		whole->weight += weight;
		whole->covered += seen[i] ? weight : 0;
	}
	return TW_OK;
}
