/*
 * What it takes to compare two updates of a priority in process: pair prints
 * milliseconds of a lone comparison, parsing and all, and of one whose texts
 * the lexicon has met. The earlier update has as many plans as the later one
 * has activities, and so forth: all of them in other words, or all as they
 * were, or with nothing in common, or hard to tell apart.
 */
#include "bench/measure.h"
#include "bench/words.h"
#include "match/match.h"

#include <termwise/compare.h>

#include <stdio.h>

enum { MOST_ROUNDS = 101 };

static const struct deed {
	const char *name;
	bool same, other; /* words as they were; other undertakings */
	bool alike;       /* one undertaking, told apart by a number */
} deeds[] = {
	{ "each in other words", false, false, false },
	{ "each as it was", true, false, false },
	{ "all new", false, true, false },
	{ "each like all others", false, false, true },
};

enum { DEEDS = sizeof(deeds) / sizeof(*deeds) };

static void add_item(struct tw_buffer *out, const struct work *work,
	enum tw_section_kind kind, unsigned wording, size_t number)
{
	tw_buffer_string(out, "- ");
	if (kind == TW_ACTIVITY)
		work_report(out, work, wording);
	else if (kind == TW_IMPACT)
		work_impact(out, work, wording);
	else
		work_plan(out, work, wording);
	if (number)
		tw_buffer_format(out, " It is for class %zu.", number);
	tw_buffer_byte(out, '\n');
}

/* A record of so many items, a fifth of them in each section. */
static void add_record(struct tw_buffer *out, size_t items,
	const struct deed *deed, bool later)
{
	for (int kind = 0; kind < TW_SECTIONS; kind++) {
		struct random random = { items + (later && deed->other) };
		struct work work;

		tw_buffer_format(out, kind ? "\n%s\n" : "Priority: eet\n"
			"Title: Large\nArea: Ashton\nTerm: 2023-24 Summer 1\n"
			"Officers: Claire Fox\n\n%s\n",
			tw_section_name((enum tw_section_kind)kind));
		for (size_t i = 0; i < items / TW_SECTIONS; i++) {
			if (!i || !deed->alike)
				work_make(&work, &random, (unsigned)
					random_below(&random, OBJECTS));
			add_item(out, &work, (enum tw_section_kind)kind,
				later && !deed->same ? 1 : 0,
				deed->alike ? i + 1 : 0);
		}
	}
}

/* False if it fails; `lexicon` may be NULL. */
static bool compare(struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_view from, struct tw_view to)
{
	struct tw_record *earlier, *later;
	struct tw_comparison *comparison;
	struct tw_update thread[2];

	tw_arena_reset(arena);
	if (tw_record_parse(&earlier, arena, from, NULL) ||
	    tw_record_parse(&later, arena, to, NULL))
		return false;
	thread[0] = (struct tw_update){ earlier, { 2023, 3 } };
	thread[1] = (struct tw_update){ later, { 2023, 4 } };
	return !earlier->diagnostics.layout && !later->diagnostics.layout &&
		!tw_compare(&comparison, arena, lexicon, NULL, thread, 0, 1,
		NULL) && comparison->plan_count;
}

static bool measure(double *milliseconds, struct tw_lexicon *lexicon,
	struct tw_view from, struct tw_view to, unsigned rounds)
{
	struct tw_arena *arena = tw_arena_new();
	double seconds[MOST_ROUNDS];
	bool good = arena;

	for (unsigned i = 0; i < rounds && good; i++) {
		double begun = measure_busy();

		good = compare(arena, lexicon, from, to);
		seconds[i] = measure_busy() - begun;
	}
	tw_arena_free(arena);
	*milliseconds = good ? 1e3 * measure_median(seconds, rounds) : 0;
	return good;
}

static bool run(size_t items, const struct deed *deed, const char *aim,
	unsigned rounds)
{
	struct tw_buffer from = TW_BUFFER_INIT, to = TW_BUFFER_INIT;
	struct tw_lexicon *lexicon = tw_lexicon_new();
	double alone, met;
	bool good;

	add_record(&from, items, deed, false);
	add_record(&to, items, deed, true);
	good = lexicon && !from.failed && !to.failed &&
		measure(&alone, NULL, tw_buffer_get(&from),
		tw_buffer_get(&to), rounds) && measure(&met, lexicon,
		tw_buffer_get(&from), tw_buffer_get(&to), rounds);
	if (good)
		printf("  %-24s%9.1f%9.1f%9s\n", deed->name, alone, met, aim);
	fflush(stdout);
	tw_lexicon_free(lexicon);
	tw_buffer_release(&from);
	tw_buffer_release(&to);
	return good;
}

int main(void)
{
	static const struct {
		size_t items;
		const char *title, *aim;
		unsigned rounds;
	} sizes[] = {
		{ 200, "A pair of 200 items, ms", "5 ms", MOST_ROUNDS },
		{ 5000, "A pair of 5,000 items, ms", "1 s", 5 },
	};

	for (size_t s = 0; s < sizeof(sizes) / sizeof(*sizes); s++) {
		printf("\n%-26s%9s%9s%9s\n", sizes[s].title, "alone", "again",
			"aim");
		for (int d = 0; d < DEEDS; d++)
			if (!run(sizes[s].items, &deeds[d], sizes[s].aim,
			    sizes[s].rounds))
				return 1;
	}
	return 0;
}
