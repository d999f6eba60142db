/*
 * One item that became several, and several that became one.
 */
#include "compare/ties.h"

/* How many parts of one item are looked at. */
enum { MOST_PARTS = 16 };

/*
 * The items of a section that no key pairs, and their scores; seen from the
 * earlier side to find what was split, from the later one for what was merged.
 */
struct grid {
	struct tw_ties *t;
	struct tw_index wholes, parts; /* those that were scored */
	const uint16_t *scores;
	size_t width;   /* of a row of scores */
	bool turned;    /* rows are parts */
	size_t *best;   /* of each part, the whole most like it; or SIZE_MAX */
};

static unsigned score_at(const struct grid *g, size_t whole, size_t part)
{
	return g->turned ? g->scores[part * g->width + whole] :
		g->scores[whole * g->width + part];
}

static struct tw_tie *tie_of_whole(const struct grid *g, size_t whole)
{
	return &(g->turned ? g->t->to : g->t->from)[g->wholes.at[whole]];
}

static struct tw_tie *tie_of_part(const struct grid *g, size_t part)
{
	return &(g->turned ? g->t->from : g->t->to)[g->parts.at[part]];
}

/* True if an item has no group yet, or is the other half of `other`. */
static bool is_open(const struct tw_tie *tie, size_t other)
{
	return tie->change == TW_NEW || tie->change == TW_GONE ||
		(tie->change == TW_REWORDED && tie->other == other);
}

/* Which whole a part is most like; none if two are as much so. */
static void find_best(struct grid *g)
{
	for (size_t p = 0; p < g->parts.count; p++) {
		unsigned highest = 0;

		g->best[p] = SIZE_MAX;
		for (size_t w = 0; w < g->wholes.count; w++) {
			const struct tw_tie *tie = tie_of_whole(g, w);
			unsigned score = score_at(g, w, p);

			if (!is_open(tie, tie->other))
				continue;
			if (score == highest)
				g->best[p] = SIZE_MAX;
			if (score <= highest)
				continue;
			highest = score;
			g->best[p] = w;
		}
		if (highest < TW_REVIEW)
			g->best[p] = SIZE_MAX;
	}
}

/* Items are numbered through, the earlier record's first. */
static size_t number_of(const struct grid *g, size_t at, bool later)
{
	return at + (later ? g->t->sides->from.count : 0);
}

/*
 * Leaves out what says too much of its own, or nothing that no other part
 * says; true if something was left out.
 */
static bool sift(struct tw_part *parts, size_t *places, size_t *count)
{
	size_t kept = 0, before = *count;

	for (size_t i = 0; i < before; i++) {
		if (3 * parts[i].shared < 2 * parts[i].weight ||
		    3 * parts[i].alone < parts[i].shared)
			continue;
		parts[kept] = parts[i];
		places[kept++] = places[i];
	}
	*count = kept;
	return kept < before;
}

/*
 * Finds the parts that make up a whole: two or more, which together have two
 * thirds of what it says.
 */
static enum tw_status make_up(struct grid *g, size_t w, size_t *places,
	size_t *count)
{
	struct tw_whole whole = { .item = number_of(g, g->wholes.at[w],
		g->turned) };
	struct tw_part parts[MOST_PARTS];

	for (size_t i = 0; i < *count; i++)
		parts[i].item = number_of(g, g->parts.at[places[i]],
			!g->turned);
	do {
		if (*count < 2)
			return TW_OK;
		if (tw_likeness_parts(&whole, g->t->sides->likeness, parts,
		    *count, g->t->err))
			return g->t->err->status;
	} while (sift(parts, places, count));
	if (3 * whole.covered < 2 * whole.weight)
		*count = 0;
	return TW_OK;
}

static void tie_parts(struct grid *g, size_t w, const size_t *places,
	size_t count)
{
	enum tw_change change = g->turned ? TW_JOINED : TW_SPLIT;
	size_t next = SIZE_MAX;

	while (count--) {
		size_t p = places[count];

		*tie_of_part(g, p) = (struct tw_tie){ change, g->wholes.at[w],
			next, TW_BY_LIKENESS, score_at(g, w, p) };
		next = g->parts.at[p];
	}
	*tie_of_whole(g, w) = (struct tw_tie){ change, next, SIZE_MAX,
		TW_BY_LIKENESS, 0 };
}

/* The other half of a pair must be one of the parts. */
static bool holds_other(const struct grid *g, size_t w, const size_t *places,
	size_t count)
{
	const struct tw_tie *tie = tie_of_whole(g, w);

	for (size_t i = 0; i < count; i++)
		if (g->parts.at[places[i]] == tie->other)
			return true;
	return tie->other == SIZE_MAX;
}

static enum tw_status try_whole(struct grid *g, size_t w, const size_t *next,
	size_t first)
{
	struct tw_tie *tie = tie_of_whole(g, w);
	size_t places[MOST_PARTS], count = 0;

	if (!is_open(tie, tie->other))
		return TW_OK;
	for (size_t p = first; p != SIZE_MAX; p = next[p])
		if (count < MOST_PARTS && is_open(tie_of_part(g, p),
		    g->wholes.at[w]))
			places[count++] = p;
	if (count < 2)
		return TW_OK;
	if (make_up(g, w, places, &count))
		return g->t->err->status;
	if (count > 1 && holds_other(g, w, places, count))
		tie_parts(g, w, places, count);
	return TW_OK;
}

static enum tw_status try_wholes(struct grid *g)
{
	struct tw_arena *arena = g->t->sides->scratch;
	size_t *first = tw_arena_take(arena,
		(g->wholes.count + 1) * sizeof(*first));
	size_t *next = tw_arena_take(arena,
		(g->parts.count + 1) * sizeof(*next));
	enum tw_status status = TW_OK;

	g->best = tw_arena_take(arena, (g->parts.count + 1) *
		sizeof(*g->best));
	if (!first || !next || !g->best)
		return tw_fail_memory(g->t->err);
	find_best(g);
	for (size_t w = 0; w < g->wholes.count; w++)
		first[w] = SIZE_MAX;
	for (size_t p = g->parts.count; p-- > 0;) {
		if (g->best[p] == SIZE_MAX)
			continue;
		next[p] = first[g->best[p]];
		first[g->best[p]] = p;
	}
	for (size_t w = 0; w < g->wholes.count && !status; w++)
		status = try_whole(g, w, next, first[w]);
	return status;
}

enum tw_status tw_ties_split(struct tw_ties *t, struct tw_index rows,
	struct tw_index columns, const uint16_t *scores)
{
	struct grid g = { .t = t, .wholes = rows, .parts = columns,
		.scores = scores };
	enum tw_status status;

	g.wholes.count = tw_scored(rows);
	g.parts.count = tw_scored(columns);
	g.width = g.parts.count;
	status = try_wholes(&g);
	if (status)
		return status;
	rows = g.wholes;
	g.wholes = g.parts;
	g.parts = rows;
	g.turned = true;
	return try_wholes(&g);
}
