#include "thread/likely.h"

#include "account/account.h"

#include <stdlib.h>
#include <string.h>

/* How many outcomes, plans, and items that plans became, are looked at. */
enum { MOST_OUTCOMES = 20, MOST_PLANS = 40, MOST_ITEMS = 44 };

/* How many of them must be alike, and how much titles. */
enum { LEAST_ALIKE = 2, TITLES_ALIKE = 600 };

/* How many pairs of threads are weighed in an area. */
enum { MOST_PAIRS = 10000 };

/* ---- how much two threads are alike ---- */

/* The title, and then the outcomes. */
struct texts {
	struct tw_view at[1 + MOST_OUTCOMES];
	size_t count;
};

/* What two threads have in common; a bit for each outcome and plan matched. */
struct common {
	unsigned weight;
	uint64_t from, to;
};

static bool collect(struct texts *texts, const struct tw_filed *filed,
	struct tw_arena *arena)
{
	const struct tw_section *section = tw_record_section(filed->record,
		TW_OUTCOMES);
	const struct tw_item *item = section ? section->items : NULL;

	texts->at[0] = filed->title;
	texts->count = 1;
	for (; item && texts->count <= MOST_OUTCOMES; item = item->next) {
		struct tw_view text;

		if (!item->text || tw_item_placeholder(item))
			continue;
		text = tw_segments_join(item->text, arena);
		if (!text.ptr)
			return false;
		texts->at[texts->count++] = text;
	}
	return true;
}

static bool plans_of(const struct tw_record *record)
{
	const struct tw_section *section = tw_record_section(record,
		TW_PLANNED);

	return section && section->count;
}

/* Counts the pairs of a best assignment of outcomes. */
static enum tw_status match(size_t *alike, struct common *common,
	struct tw_likeness *likeness, size_t rows, size_t columns,
	struct tw_arena *arena, struct tw_error *err)
{
	uint16_t scores[MOST_OUTCOMES * MOST_OUTCOMES];
	size_t column[MOST_OUTCOMES], *assigned = column;

	*alike = 0;
	for (size_t i = 0; i < rows * columns; i++) {
		unsigned score;

		if (tw_likeness_score(&score, likeness, 1 + i / columns,
		    1 + i % columns, err))
			return err->status;
		scores[i] = (uint16_t)score;
	}
	if (rows && columns && tw_assign(assigned, scores, rows, columns,
	    TW_MATCHED, arena, err))
		return err->status;
	for (size_t r = 0; r < rows && columns; r++) {
		if (column[r] == SIZE_MAX)
			continue;
		common->weight += scores[r * columns + column[r]];
		common->from |= (uint64_t)1 << r;
		common->to |= (uint64_t)1 << column[r];
		++*alike;
	}
	return TW_OK;
}

/*
 * Half the outcomes of the shorter list, two at least; or the titles and a
 * third of them. `titles` is the score of the titles.
 */
static enum tw_status weigh_outcomes(bool *enough, unsigned *titles,
	struct common *common, const struct tw_filed *ended,
	const struct tw_filed *begun, struct tw_arena *arena,
	struct tw_lexicon *lexicon, struct tw_error *err)
{
	struct tw_likeness *likeness;
	struct texts from, to;
	size_t fewer, alike;

	if (!collect(&from, ended, arena) || !collect(&to, begun, arena))
		return tw_fail_memory(err);
	if (tw_likeness_new(&likeness, arena, lexicon, from.at, from.count,
	    to.at, to.count, err) ||
	    tw_likeness_score(titles, likeness, 0, 0, err) ||
	    match(&alike, common, likeness, from.count - 1, to.count - 1,
	    arena, err))
		return err->status;
	if (!ended->title.len || !begun->title.len)
		*titles = 0;
	fewer = (from.count < to.count ? from.count : to.count) - 1;
	common->weight += *titles;
	*enough = fewer && ((alike >= LEAST_ALIKE && 2 * alike >= fewer) ||
		(*titles >= TITLES_ALIKE && 3 * alike >= fewer));
	return TW_OK;
}

/* Marks a plan that was found, and the first item that it became. */
static void mark_plan(struct common *common, const struct tw_plan *plan,
	size_t row, size_t column)
{
	common->weight += plan->score;
	common->from |= (uint64_t)1 << (MOST_OUTCOMES + row);
	common->to |= (uint64_t)1 << (MOST_OUTCOMES + column);
}

/*
 * Half the plans are accounted for by what begins, two at least; or the
 * titles are alike, and a third of them.
 */
static enum tw_status weigh_plans(bool *enough, unsigned titles,
	struct common *common, const struct tw_filed *ended,
	const struct tw_filed *begun, struct tw_arena *arena,
	struct tw_lexicon *lexicon, struct tw_error *err)
{
	struct tw_sides sides = { .arena = arena, .scratch = arena,
		.house = begun->entry->house };
	struct tw_comparison c = { .plan_count = 0 };
	size_t alike = 0, count;

	if (!plans_of(ended->record))
		return TW_OK;
	if (tw_sides_fill(&sides, lexicon, ended->record, begun->record, err) ||
	    tw_account_plans(&c, &sides, err))
		return err->status;
	count = c.plan_count < MOST_PLANS ? c.plan_count : MOST_PLANS;
	for (size_t i = 0; i < count; i++) {
		size_t to = c.plans[i].shown ? (size_t)(c.plans[i].shown -
			sides.to.at) : MOST_ITEMS;

		if (to >= MOST_ITEMS)
			continue;
		mark_plan(common, &c.plans[i], i, to);
		alike++;
	}
	*enough = (alike >= LEAST_ALIKE && 2 * alike >= count) ||
		(titles >= TITLES_ALIKE && alike && 3 * alike >= count);
	return TW_OK;
}

/* The weight is 0 if there is not enough. */
static enum tw_status weigh(struct common *common,
	const struct tw_filed *ended, const struct tw_filed *begun,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err)
{
	bool enough = false;
	unsigned titles;
	enum tw_status status;

	*common = (struct common){ 0, 0, 0 };
	status = weigh_outcomes(&enough, &titles, common, ended, begun, arena,
		lexicon, err);
	if (!status && !enough)
		status = weigh_plans(&enough, titles, common, ended, begun,
			arena, lexicon, err);
	if (!enough)
		common->weight = 0;
	return status;
}

/* ---- pairs of threads ---- */

/* A thread that ended, and one that begins right after it. */
struct pair {
	struct tw_thread *ended, *begun;
	struct common common;
};

struct pairs {
	struct tw_threads *threads;
	struct pair *at;
	size_t count, room, weighed;
	struct tw_thread **by_end; /* sorted by last term */
	size_t ends;
	const struct tw_term *terms; /* of the area, each once, in time */
	size_t term_count;
};

static int compare_ends(const void *a, const void *b)
{
	struct tw_thread *const *x = a, *const *y = b;
	int order = tw_term_compare(tw_thread_last(*x)->term,
		tw_thread_last(*y)->term);

	return order ? order : (*x > *y) - (*x < *y);
}

static bool sort_terms(struct pairs *pairs, struct tw_arena *arena)
{
	const struct tw_threads *threads = pairs->threads;
	struct tw_term *terms;
	size_t count = 0;

	for (size_t i = 0; i < threads->count; i++)
		count += threads->at[i].count;
	terms = tw_arena_take(arena, (count + 1) * sizeof(*terms));
	pairs->by_end = tw_arena_take(arena,
		(threads->count + 1) * sizeof(*pairs->by_end));
	if (!terms || !pairs->by_end)
		return false;
	count = 0;
	for (size_t i = 0; i < threads->count; i++) {
		struct tw_thread *thread = &threads->at[i];

		for (size_t k = 0; k < thread->count; k++)
			terms[count++] = thread->filed[k].term;
		/* What is carried on by declaration is not free. */
		if (!thread->next_count)
			pairs->by_end[pairs->ends++] = thread;
	}
	if (pairs->ends)
		qsort(pairs->by_end, pairs->ends, sizeof(*pairs->by_end),
			compare_ends);
	pairs->terms = terms;
	pairs->term_count = tw_terms_sort(terms, count);
	return true;
}

/* Where the threads begin that ended in `term` or later. */
static size_t first_end(const struct pairs *pairs, struct tw_term term)
{
	size_t low = 0, high = pairs->ends;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (tw_term_compare(tw_thread_last(pairs->by_end[middle])->
		    term, term) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The area's last term before one that it has; false: it is the first. */
static bool term_before(struct tw_term *before, const struct pairs *pairs,
	struct tw_term term)
{
	size_t count = tw_terms_before(pairs->terms, pairs->term_count, term);

	if (count)
		*before = pairs->terms[count - 1];
	return count;
}

static bool add_pair(struct pairs *pairs, const struct pair *pair,
	struct tw_arena *arena)
{
	if (pairs->count == pairs->room) {
		size_t room = pairs->room ? 2 * pairs->room : 16;
		struct pair *grown = tw_arena_take(arena,
			room * sizeof(*grown));

		if (!grown)
			return false;
		if (pairs->count)
			memcpy(grown, pairs->at,
				pairs->count * sizeof(*grown));
		pairs->at = grown;
		pairs->room = room;
	}
	pairs->at[pairs->count++] = *pair;
	return true;
}

static enum tw_status weigh_thread(struct pairs *pairs,
	struct tw_thread *begun, struct tw_arena *arena,
	struct tw_arena *scratch, struct tw_lexicon *lexicon,
	struct tw_error *err)
{
	struct tw_term before;

	if (begun->filed->succeeds.len ||
	    !term_before(&before, pairs, begun->filed->term))
		return TW_OK;
	for (size_t i = first_end(pairs, before); i < pairs->ends &&
	     pairs->weighed < MOST_PAIRS; i++) {
		struct pair pair = { .ended = pairs->by_end[i],
			.begun = begun };

		if (tw_term_compare(tw_thread_last(pair.ended)->term, before))
			break;
		tw_arena_reset(scratch);
		pairs->weighed++;
		if (weigh(&pair.common, tw_thread_last(pair.ended),
		    begun->filed, scratch, lexicon, err))
			return err->status;
		if (pair.common.weight && !add_pair(pairs, &pair, arena))
			return tw_fail_memory(err);
	}
	return TW_OK;
}

/* The heaviest first; of equals the first by priority. */
static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->common.weight != y->common.weight)
		return x->common.weight < y->common.weight ? 1 : -1;
	if (x->begun != y->begun)
		return x->begun < y->begun ? -1 : 1;
	return (x->ended > y->ended) - (x->ended < y->ended);
}

/* ---- taking them ---- */

static unsigned count_bits(uint64_t bits)
{
	unsigned count = 0;

	for (; bits; bits &= bits - 1)
		count++;
	return count;
}

/*
 * True if most of what a pair has in common is not taken by pairs before it:
 * so two priorities may carry on parts of one, and one may carry on two.
 */
static bool is_free(const struct common *common, uint64_t from, uint64_t to)
{
	unsigned all = count_bits(common->from);
	unsigned before = count_bits(common->from & ~from);
	unsigned now = count_bits(common->to & ~to);
	unsigned fresh = before < now ? before : now;

	return (!from && !to) || (fresh >= LEAST_ALIKE && 2 * fresh >= all);
}

/* Adds `next` to the updates that carry on a thread, by priority. */
static bool add_next(struct tw_thread *ended, const struct tw_filed *next,
	struct tw_arena *arena)
{
	size_t i = ended->next_count;
	const struct tw_filed **grown = tw_arena_take(arena,
		(i + 1) * sizeof(*grown));

	if (!grown)
		return false;
	for (; i && tw_view_compare(ended->next[i - 1]->priority,
	     next->priority) > 0; i--)
		grown[i] = ended->next[i - 1];
	grown[i] = next;
	while (i--)
		grown[i] = ended->next[i];
	ended->next = grown;
	ended->next_count++;
	ended->next_likely = true;
	return true;
}

static bool add_likely(struct tw_thread *begun, const struct tw_thread *ended,
	struct tw_arena *arena)
{
	const struct tw_thread **grown = tw_arena_take(arena,
		(begun->likely_count + 1) * sizeof(*grown));

	if (!grown)
		return false;
	for (size_t i = 0; i < begun->likely_count; i++)
		grown[i] = begun->likely[i];
	grown[begun->likely_count++] = ended;
	begun->likely = grown;
	return true;
}

static bool take_pairs(struct pairs *pairs, struct tw_arena *arena)
{
	const struct tw_thread *first = pairs->threads->at;
	uint64_t *from = tw_arena_take(arena,
		pairs->threads->count * sizeof(*from));
	uint64_t *to = tw_arena_take(arena,
		pairs->threads->count * sizeof(*to));

	if (!from || !to)
		return false;
	if (pairs->count)
		qsort(pairs->at, pairs->count, sizeof(*pairs->at),
			compare_pairs);
	for (size_t i = 0; i < pairs->count; i++) {
		const struct pair *pair = &pairs->at[i];
		uint64_t *of_ended = &from[pair->ended - first];
		uint64_t *of_begun = &to[pair->begun - first];

		if (!is_free(&pair->common, *of_ended, *of_begun))
			continue;
		*of_ended |= pair->common.from;
		*of_begun |= pair->common.to;
		if (!add_next(pair->ended, pair->begun->filed, arena) ||
		    !add_likely(pair->begun, pair->ended, arena))
			return false;
	}
	return true;
}

enum tw_status tw_threads_find_likely(struct tw_threads *threads,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err)
{
	struct tw_arena *scratch = tw_arena_new();
	struct pairs pairs = { .threads = threads };
	enum tw_status status = TW_OK;

	if (!scratch || !sort_terms(&pairs, arena))
		status = tw_fail_memory(err);
	for (size_t i = 0; i < threads->count && !status; i++)
		status = weigh_thread(&pairs, &threads->at[i], arena, scratch,
			lexicon, err);
	if (!status && !take_pairs(&pairs, arena))
		status = tw_fail_memory(err);
	tw_arena_free(scratch);
	return status;
}
