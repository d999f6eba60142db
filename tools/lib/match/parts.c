/*
 * How much of one text stands in several others, and of them in it.
 * spec/likeness.md, "What was split, merged and moved".
 */
#include "match/likeness.h"

static const struct tw_ids *stems_of(const struct tw_likeness *likeness,
	size_t item)
{
	return &likeness->sides[likeness->side_of[item]].stems;
}

/* What a part weighs; its stems that the whole has are seen once more. */
static void weigh_part(struct tw_part *part, struct tw_likeness *likeness)
{
	const struct tw_ids *stems = stems_of(likeness, part->item);

	*part = (struct tw_part){ .item = part->item };
	for (size_t i = 0; i < stems->count; i++) {
		struct tw_usage *use = &likeness->usage[stems->ids[i]];

		part->weight += use->weight;
		if (!use->seen)
			continue;
		part->shared += use->weight;
		use->seen++;
	}
}

/* And what of that no other part has. */
static void weigh_alone(struct tw_part *part,
	const struct tw_likeness *likeness)
{
	const struct tw_ids *stems = stems_of(likeness, part->item);

	for (size_t i = 0; i < stems->count; i++) {
		const struct tw_usage *use = &likeness->usage[stems->ids[i]];

		part->alone += use->seen == 2 ? use->weight : 0;
	}
}

enum tw_status tw_likeness_parts(struct tw_whole *whole,
	struct tw_likeness *likeness, struct tw_part *parts, size_t count,
	struct tw_error *err)
{
	enum tw_status status = tw_likeness_weigh(likeness, err);
	const struct tw_ids *stems = stems_of(likeness, whole->item);

	if (status)
		return status;
	for (size_t i = 0; i < stems->count; i++)
		likeness->usage[stems->ids[i]].seen = 1;
	for (size_t i = 0; i < count; i++)
		weigh_part(&parts[i], likeness);
	for (size_t i = 0; i < count; i++)
		weigh_alone(&parts[i], likeness);
	whole->weight = whole->covered = 0;
	for (size_t i = 0; i < stems->count; i++) {
		struct tw_usage *use = &likeness->usage[stems->ids[i]];

		whole->weight += use->weight;
		whole->covered += use->seen > 1 ? use->weight : 0;
		use->seen = 0;
	}
	return TW_OK;
}
