/*
 * What must hold of every merge, of triples made up from seeds.
 *
 *   property_test [TRIPLES [SEED]]
 */
#include "run.h"
#include "world.h"

#include <stdio.h>
#include <stdlib.h>

enum { TRIPLES = 6000 };

static bool triple_holds(uint64_t seed)
{
	struct random random = { seed };
	struct tw_buffer text[3] = { TW_BUFFER_INIT, TW_BUFFER_INIT,
		TW_BUFFER_INIT };
	static struct world world[3];
	struct tw_arena *arena = tw_arena_new();
	int next = 100, size = 1 + (int)random_below(&random, 14);
	const char *fault;

	world_make(&world[0], &random, size);
	for (int s = 1; s < 3; s++) {
		world[s] = world[0];
		world_edit(&world[s], &random,
			(int)random_below(&random, 6), &next);
	}
	if (random_once(&random, 4))
		world_add_both(&world[1], &world[2], &random, &next);
	for (int s = 0; s < 3; s++)
		world_write(&text[s], &world[s]);
	fault = merge_fault(arena, tw_buffer_get(&text[0]),
		tw_buffer_get(&text[1]), tw_buffer_get(&text[2]));
	if (fault) {
		printf("seed %llu: ", (unsigned long long)seed);
		merge_shrink(tw_buffer_get(&text[0]), tw_buffer_get(&text[1]),
			tw_buffer_get(&text[2]), fault);
	}
	for (int s = 0; s < 3; s++)
		tw_buffer_release(&text[s]);
	tw_arena_free(arena);
	return !fault;
}

int main(int argc, char **argv)
{
	unsigned long triples = argc > 1 ? strtoul(argv[1], NULL, 10) : TRIPLES;
	unsigned long first = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
	unsigned long faults = 0;

	for (unsigned long i = 0; i < triples && faults < 3; i++)
		faults += !triple_holds(first + i);
	if (faults)
		return 1;
	printf("%lu merges from seed %lu on: all invariants hold\n", triples,
		first);
	return 0;
}
