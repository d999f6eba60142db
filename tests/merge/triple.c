#include "triple.h"

#include <string.h>

/* A year, or a place: what tells an item from one that is worded like it. */
static const char *name_at(const struct thing *thing, int at)
{
	const char *text = thing->words[at].text;
	const char *before = at ? thing->words[at - 1].text : "";

	return (!strcmp(before, "Year") && *text >= '0' && *text <= '9') ||
		(!strcmp(before, "in") && *text >= 'A' && *text <= 'Z') ?
		text : NULL;
}

/* No name of one is another in the other. */
static bool no_name_differs(const struct thing *a, const struct thing *b)
{
	for (int i = 0, j = 0;; i++, j++) {
		while (i < a->count && !name_at(a, i))
			i++;
		while (j < b->count && !name_at(b, j))
			j++;
		if (i >= a->count || j >= b->count)
			return true;
		if (strcmp(name_at(a, i), name_at(b, j)))
			return false;
	}
}

static bool stands_in(const struct world *world, const struct thing *thing)
{
	for (int i = 0; i < world->count; i++)
		if (world->things[i].id == thing->id)
			return true;
	return false;
}

/* An item took another's place that no name tells from it any more. */
static bool disguised(const struct world *base, const struct world *side)
{
	for (int i = 0; i < base->count; i++)
		for (int j = 0; j < side->count; j++) {
			const struct thing *gone = &base->things[i];
			const struct thing *come = &side->things[j];

			if (!strcmp(gone->words[0].text,
			    come->words[0].text) && gone->kind == come->kind &&
			    !stands_in(side, gone) && !stands_in(base, come) &&
			    no_name_differs(gone, come))
				return true;
		}
	return false;
}

/*
 * Two items that are not one and say the same, in copies that are to be one,
 * or one in the other's place: nobody who has only the texts can know what is
 * right.
 */
static bool knowable(const struct world world[3])
{
	for (int i = 0; i < world[1].count; i++)
		for (int j = 0; j < world[2].count; j++)
			if (world[1].things[i].id != world[2].things[j].id &&
			    says_alike(&world[1].things[i],
			    &world[2].things[j]))
				return false;
	return !disguised(&world[0], &world[1]) &&
		!disguised(&world[0], &world[2]);
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
