#include "thread/successor.h"

#include "base/utf8.h"
#include "match/match.h"

#include <stdlib.h>

/* How many outcomes are looked at, how many must be alike, and how much. */
enum { MOST_OUTCOMES = 20, LEAST_ALIKE = 2, TITLES_ALIKE = 600 };

/* How many pairs of threads are weighed in an area. */
enum { MOST_PAIRS = 10000 };

struct tw_thread *tw_thread_find(const struct tw_threads *threads,
	struct tw_view priority)
{
	size_t low = 0, high = threads->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = tw_view_compare(
			threads->at[middle].filed->priority, priority);

		if (!order)
			return &threads->at[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct tw_filed *tw_thread_last(const struct tw_thread *thread)
{
	return &thread->filed[thread->count - 1];
}

/* ---- declared successions ---- */

/* An update that carries a thread on. */
struct step_on {
	struct tw_thread *from;
	const struct tw_filed *to;
};

struct steps_on {
	struct tw_arena *arena;
	struct step_on *at;
	size_t count, room;
};

static bool add_step_on(struct steps_on *all, struct tw_thread *from,
	const struct tw_filed *to)
{
	if (all->count == all->room) {
		size_t room = all->room ? 2 * all->room : 16;
		struct step_on *grown = tw_arena_take(all->arena,
			room * sizeof(*grown));

		if (!grown)
			return false;
		for (size_t i = 0; i < all->count; i++)
			grown[i] = all->at[i];
		all->at = grown;
		all->room = room;
	}
	all->at[all->count++] = (struct step_on){ from, to };
	return true;
}

/* Only what comes after the end of a thread carries it on. */
static bool collect_declared(struct steps_on *all,
	const struct tw_threads *threads, const struct tw_thread *thread)
{
	for (size_t i = 0; i < thread->count; i++) {
		const struct tw_filed *filed = &thread->filed[i];
		struct tw_view rest = filed->succeeds, name;

		for (int n = 0; n < TW_MOST_PREDECESSORS &&
		     tw_list_next(&name, &rest); n++) {
			struct tw_thread *from = tw_thread_find(threads, name);

			if (from && from != thread && tw_term_compare(
			    tw_thread_last(from)->term, filed->term) < 0 &&
			    !add_step_on(all, from, filed))
				return false;
		}
	}
	return true;
}

static int compare_steps_on(const void *a, const void *b)
{
	const struct step_on *x = a, *y = b;
	int order = (x->from > y->from) - (x->from < y->from);

	if (!order)
		order = tw_view_compare(x->to->priority, y->to->priority);
	return order ? order : tw_term_compare(x->to->term, y->to->term);
}

/* Gives each thread its list; of several updates of one thread the first. */
static enum tw_status spread(struct steps_on *all, struct tw_error *err)
{
	const struct tw_filed **next = tw_arena_take(all->arena,
		(all->count + 1) * sizeof(*next));

	if (!next)
		return tw_fail_memory(err);
	if (all->count)
		qsort(all->at, all->count, sizeof(*all->at), compare_steps_on);
	for (size_t i = 0; i < all->count; i++) {
		struct tw_thread *from = all->at[i].from;

		if (!from->next_count)
			from->next = next + i;
		if (from->next_count && tw_view_equal(from->next[
		    from->next_count - 1]->priority, all->at[i].to->priority))
			continue;
		from->next[from->next_count++] = all->at[i].to;
	}
	return TW_OK;
}

/* ---- likely successions ---- */

struct side {
	struct tw_view texts[MOST_OUTCOMES + 1]; /* the title, then outcomes */
	size_t count;
};

static bool collect(struct side *side, const struct tw_filed *filed,
	struct tw_arena *arena)
{
	const struct tw_section *section = tw_record_section(filed->record,
		TW_OUTCOMES);
	const struct tw_item *item = section ? section->items : NULL;

	side->texts[0] = filed->title;
	side->count = 1;
	for (; item && side->count <= MOST_OUTCOMES; item = item->next) {
		struct tw_view text = tw_segments_join(item->text, arena);

		if (!text.ptr)
			return false;
		side->texts[side->count++] = text;
	}
	return true;
}

/*
 * How much a thread that begins is like one that ended, 0 if not enough:
 * half the outcomes of the shorter list, two at least; or the titles and a
 * third of them.
 */
static enum tw_status weigh(unsigned *weight, const struct tw_thread *begun,
	const struct tw_thread *ended, struct tw_arena *arena,
	struct tw_lexicon *lexicon, struct tw_error *err)
{
	uint16_t scores[MOST_OUTCOMES * MOST_OUTCOMES];
	size_t column[MOST_OUTCOMES], *assigned = column;
	struct side from, to;
	struct tw_likeness *likeness;
	unsigned title, score, alike = 0, sum = 0;
	size_t rows, columns, fewer;

	*weight = 0;
	if (!collect(&from, tw_thread_last(ended), arena) ||
	    !collect(&to, begun->filed, arena))
		return tw_fail_memory(err);
	rows = from.count - 1;
	columns = to.count - 1;
	fewer = rows < columns ? rows : columns;
	if (!fewer)
		return TW_OK;
	if (tw_likeness_new(&likeness, arena, lexicon, from.texts, from.count,
	    to.texts, to.count, err) ||
	    tw_likeness_score(&title, likeness, 0, 0, err))
		return err->status;
	for (size_t r = 0; r < rows; r++) {
		for (size_t c = 0; c < columns; c++) {
			if (tw_likeness_score(&score, likeness, r + 1, c + 1,
			    err))
				return err->status;
			scores[r * columns + c] = (uint16_t)score;
		}
	}
	if (tw_assign(assigned, scores, rows, columns, TW_MATCHED, arena, err))
		return err->status;
	for (size_t r = 0; r < rows; r++) {
		if (column[r] == SIZE_MAX)
			continue;
		sum += scores[r * columns + column[r]];
		alike++;
	}
	if ((alike >= LEAST_ALIKE && 2 * alike >= fewer) ||
	    (title >= TITLES_ALIKE && 3 * alike >= fewer))
		*weight = sum + title;
	return TW_OK;
}

/* ---- pairs of threads ---- */

/* A thread that ended, and one that begins right after it. */
struct pair {
	struct tw_thread *ended, *begun;
	unsigned weight;
};

struct pairs {
	struct pair *at;
	size_t count, weighed;
	const struct tw_thread **by_end; /* sorted by last term */
	size_t ends;
	const struct tw_term *terms;     /* of the area, each once, in time */
	size_t term_count;
};

static int compare_terms(const void *a, const void *b)
{
	return tw_term_compare(*(const struct tw_term *)a,
		*(const struct tw_term *)b);
}

static int compare_ends(const void *a, const void *b)
{
	const struct tw_thread *x = *(const struct tw_thread *const *)a;
	const struct tw_thread *y = *(const struct tw_thread *const *)b;
	int order = tw_term_compare(tw_thread_last(x)->term,
		tw_thread_last(y)->term);

	return order ? order : (x > y) - (x < y);
}

static bool sort_terms(struct pairs *pairs, const struct tw_threads *threads,
	struct tw_arena *arena)
{
	struct tw_term *terms;
	size_t count = 0, kept = 0;

	for (size_t i = 0; i < threads->count; i++)
		count += threads->at[i].count;
	terms = tw_arena_take(arena, (count + 1) * sizeof(*terms));
	pairs->by_end = tw_arena_take(arena,
		(threads->count + 1) * sizeof(*pairs->by_end));
	if (!terms || !pairs->by_end)
		return false;
	count = 0;
	for (size_t i = 0; i < threads->count; i++) {
		const struct tw_thread *thread = &threads->at[i];

		for (size_t k = 0; k < thread->count; k++)
			terms[count++] = thread->filed[k].term;
		/* What is carried on by declaration is not free. */
		if (!thread->next_count)
			pairs->by_end[pairs->ends++] = thread;
	}
	qsort(terms, count, sizeof(*terms), compare_terms);
	for (size_t i = 0; i < count; i++)
		if (!kept || tw_term_compare(terms[kept - 1], terms[i]))
			terms[kept++] = terms[i];
	qsort(pairs->by_end, pairs->ends, sizeof(*pairs->by_end),
		compare_ends);
	pairs->terms = terms;
	pairs->term_count = kept;
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
	const struct tw_term *found = bsearch(&term, pairs->terms,
		pairs->term_count, sizeof(term), compare_terms);

	if (!found || found == pairs->terms)
		return false;
	*before = found[-1];
	return true;
}

static enum tw_status weigh_thread(struct pairs *pairs,
	struct tw_thread *begun, struct tw_arena *scratch,
	struct tw_lexicon *lexicon, struct tw_error *err)
{
	struct tw_term before;
	unsigned weight;

	if (begun->filed->succeeds.len ||
	    !term_before(&before, pairs, begun->filed->term))
		return TW_OK;
	for (size_t i = first_end(pairs, before); i < pairs->ends &&
	     pairs->weighed < MOST_PAIRS; i++) {
		const struct tw_thread *ended = pairs->by_end[i];

		if (tw_term_compare(tw_thread_last(ended)->term, before))
			break;
		tw_arena_reset(scratch);
		pairs->weighed++;
		if (weigh(&weight, begun, ended, scratch, lexicon, err))
			return err->status;
		if (weight)
			pairs->at[pairs->count++] = (struct pair){
				(struct tw_thread *)(uintptr_t)ended, begun,
				weight };
	}
	return TW_OK;
}

/* The heaviest first; of equals the first by priority. */
static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	if (x->begun != y->begun)
		return x->begun < y->begun ? -1 : 1;
	return (x->ended > y->ended) - (x->ended < y->ended);
}

static bool take_pairs(struct pairs *pairs, struct tw_arena *arena)
{
	qsort(pairs->at, pairs->count, sizeof(*pairs->at), compare_pairs);
	for (size_t i = 0; i < pairs->count; i++) {
		struct pair *pair = &pairs->at[i];

		if (pair->begun->likely || pair->ended->next_count)
			continue;
		pair->ended->next = tw_arena_take(arena,
			sizeof(*pair->ended->next));
		if (!pair->ended->next)
			return false;
		pair->ended->next[pair->ended->next_count++] =
			pair->begun->filed;
		pair->begun->likely = pair->ended;
	}
	return true;
}

static enum tw_status find_likely(struct tw_threads *threads,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err)
{
	struct tw_arena *scratch = tw_arena_new();
	struct pairs pairs = { .at = tw_arena_take(arena,
		MOST_PAIRS * sizeof(*pairs.at)) };
	enum tw_status status = TW_OK;

	if (!scratch || !pairs.at || !sort_terms(&pairs, threads, arena))
		status = tw_fail_memory(err);
	for (size_t i = 0; i < threads->count && !status; i++)
		status = weigh_thread(&pairs, &threads->at[i], scratch,
			lexicon, err);
	if (!status && !take_pairs(&pairs, arena))
		status = tw_fail_memory(err);
	tw_arena_free(scratch);
	return status;
}

enum tw_status tw_threads_succession(struct tw_threads *threads,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err)
{
	struct steps_on declared = { .arena = arena };

	for (size_t i = 0; i < threads->count; i++)
		if (!collect_declared(&declared, threads, &threads->at[i]))
			return tw_fail_memory(err);
	if (spread(&declared, err))
		return TW_NO_MEMORY;
	return threads->count > 1 ?
		find_likely(threads, arena, lexicon, err) : TW_OK;
}
