#include "triple.h"

#include <string.h>

/*
 * Two items that are not one and say the same, in copies that are to be one:
 * nobody who has only the texts can know what is right.
 */
static bool knowable(const struct world world[3])
{
	for (int i = 0; i < world[1].count; i++)
		for (int j = 0; j < world[2].count; j++)
			if (world[1].things[i].id != world[2].things[j].id &&
			    says_alike(&world[1].things[i],
			    &world[2].things[j]))
				return false;
	return true;
}

bool triple_make(struct triple *t, uint64_t seed)
{
	static struct world world[3];
	struct random random = { seed };
	int next = 100, size = 6 + (int)random_below(&random, 16);

	world_make(&world[0], &random, size);
	for (int s = 1; s < 3; s++) {
		world[s] = world[0];
		world_edit(&world[s], &random,
			1 + (int)random_below(&random, 5), &next);
	}
	if (random_once(&random, 6))
		world_add_both(&world[1], &world[2], &random, &next);
	for (int s = 0; s < 3; s++) {
		tw_buffer_clear(&t->text[s]);
		world_write(&t->text[s], &world[s]);
	}
	world_merge(&t->verdict, &world[0], &world[1], &world[2]);
	/* Sections are written in order, and items found by identity. */
	for (int kind = 0, at = 0; kind < TW_SECTIONS; kind++)
		for (int i = at; i < t->verdict.world.count; i++) {
			struct thing *things = t->verdict.world.things, moved;

			if ((int)things[i].kind != kind)
				continue;
			moved = things[i];
			memmove(&things[at + 1], &things[at],
				(size_t)(i - at) * sizeof(moved));
			things[at++] = moved;
		}
	tw_buffer_clear(&t->right);
	world_write(&t->right, &t->verdict.world);
	return knowable(world);
}

void triple_release(struct triple *t)
{
	for (int s = 0; s < 3; s++)
		tw_buffer_release(&t->text[s]);
	tw_buffer_release(&t->right);
}
