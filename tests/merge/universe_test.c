/*
 * Every merge of a small universe: records of up to two items, equal ones too,
 * out of a few that are easily confused, in two sections.
 *
 *   universe_test [EVERY]
 *
 * Of the triples each EVERYth is taken (1: all of them).
 */
#include "run.h"

#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>

enum { EVERY = 97, ITEMS = 5, MOST = 4096 };

static const char *const items[ITEMS] = {
	"- Year 7 visits the college.\n",
	"- Year 8 visits the college.\n",
	"- (done) Year 7 visits the college.\n",
	"- [visit] Year 7 visits the college soon.\n",
	"- Year 7 visits the college.\n  = visits: 4\n",
};

static struct tw_view records[MOST];
static size_t count;

static void add(struct tw_arena *arena, const int *first, const int *second,
	int one, int two)
{
	struct tw_buffer out = TW_BUFFER_INIT;

	tw_buffer_string(&out, "Priority: eet\nTitle: T\nArea: A\n"
		"Term: 2023-24 Summer 1\nOfficers: X\n\n"
		"Activity last period\n");
	for (int i = 0; i < one; i++)
		tw_buffer_string(&out, items[first[i]]);
	tw_buffer_string(&out, "\nImpact so far\n");
	for (int i = 0; i < two; i++)
		tw_buffer_string(&out, items[second[i]]);
	records[count++] = tw_arena_copy(arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
}

/* All records of up to two items. */
static void make(struct tw_arena *arena)
{
	add(arena, NULL, NULL, 0, 0);
	for (int i = 0; i < ITEMS; i++) {
		add(arena, &i, NULL, 1, 0);
		add(arena, NULL, &i, 0, 1);
		for (int j = 0; j < ITEMS; j++) {
			const int both[] = { i, j };

			add(arena, both, NULL, 2, 0);
			add(arena, &i, &j, 1, 1);
			add(arena, NULL, both, 0, 2);
		}
	}
}

int main(int argc, char **argv)
{
	size_t every = argc > 1 ? strtoul(argv[1], NULL, 10) : EVERY;
	struct tw_arena *kept = tw_arena_new(), *arena = tw_arena_new();
	size_t triples = 0, faults = 0, all;

	make(kept);
	all = count * count * count;
	for (size_t t = 0; t < all && faults < 3; t += every) {
		struct tw_view o = records[t % count];
		struct tw_view a = records[t / count % count];
		struct tw_view b = records[t / count / count];
		const char *fault = merge_fault(arena, o, a, b);

		if (fault) {
			merge_shrink(o, a, b, fault);
			faults++;
		}
		triples++;
		tw_arena_reset(arena);
	}
	if (!faults)
		printf("%zu of %zu merges of %zu records: all invariants "
			"hold\n", triples, all, count);
	tw_arena_free(arena);
	tw_arena_free(kept);
	return faults > 0;
}
