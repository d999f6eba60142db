#include "compare/successor.h"

#include "base/utf8.h"
#include "match/match.h"

/* How many outcomes are looked at, how many must be alike, and how much. */
enum { MOST_OUTCOMES = 20, LEAST_ALIKE = 2, TITLES_ALIKE = 600 };

const struct tw_thread *tw_thread_find(const struct tw_threads *threads,
	struct tw_view area, struct tw_view priority)
{
	size_t low = 0, high = threads->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct tw_filed *filed = threads->at[middle].filed;
		int order = tw_view_compare(filed->area_slug, area);

		if (!order)
			order = tw_view_compare(filed->priority, priority);
		if (!order)
			return &threads->at[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static const struct tw_filed *last_of(const struct tw_thread *thread)
{
	return &thread->filed[thread->count - 1];
}

static bool names(struct tw_view list, struct tw_view priority)
{
	struct tw_view element;

	while (tw_list_next(&element, &list))
		if (tw_view_equal(element, priority))
			return true;
	return false;
}

/*
 * The first update of `thread` after the end of `predecessor`, and up to
 * `term`, that names it.
 */
static const struct tw_filed *declaration(const struct tw_thread *thread,
	const struct tw_thread *predecessor, const struct tw_term *term)
{
	for (size_t i = 0; i < thread->count; i++) {
		const struct tw_filed *filed = &thread->filed[i];

		if (term && tw_term_compare(filed->term, *term) > 0)
			return NULL;
		if (tw_term_compare(filed->term,
		    last_of(predecessor)->term) > 0 && filed->succeeds.len && names(filed->succeeds,
		    predecessor->filed->priority))
			return filed;
	}
	return NULL;
}

static bool same_area(const struct tw_thread *a, const struct tw_thread *b)
{
	return tw_view_equal(a->filed->area_slug,
		b->filed->area_slug);
}

const struct tw_filed *tw_thread_successor(const struct tw_threads *threads,
	const struct tw_thread *thread, const struct tw_term *term,
	size_t *at)
{
	while (*at < threads->count) {
		const struct tw_thread *other = &threads->at[(*at)++];
		const struct tw_filed *found;

		if (other == thread || !same_area(other, thread))
			continue;
		found = declaration(other, thread, term);
		if (found)
			return found;
		if (other->likely == thread && !(term && tw_term_compare(
		    other->filed->term, *term) > 0))
			return other->filed;
	}
	return NULL;
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
	if (!collect(&from, last_of(ended), arena) ||
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

/* The area's last term before `term`; false if there is none. */
static bool term_before(struct tw_term *before,
	const struct tw_threads *threads, const struct tw_thread *thread)
{
	struct tw_term term = thread->filed->term;
	bool any = false;

	for (size_t i = 0; i < threads->count; i++) {
		const struct tw_thread *other = &threads->at[i];

		for (size_t k = 0; k < other->count &&
		     same_area(other, thread); k++) {
			struct tw_term t = other->filed[k].term;

			if (tw_term_compare(t, term) < 0 && (!any ||
			    tw_term_compare(t, *before) > 0)) {
				*before = t;
				any = true;
			}
		}
	}
	return any;
}

/* Ended in the update just before, and nobody declares to carry it on. */
static bool may_be_succeeded(const struct tw_threads *threads,
	const struct tw_thread *ended, const struct tw_thread *begun,
	struct tw_term before)
{
	if (ended == begun || ended->carried_on || !same_area(ended, begun) ||
	    tw_term_compare(last_of(ended)->term, before))
		return false;
	for (size_t i = 0; i < threads->count; i++)
		if (&threads->at[i] != ended &&
		    same_area(&threads->at[i], ended) &&
		    declaration(&threads->at[i], ended, NULL))
			return false;
	return true;
}

/* Gives the pair of the largest weight to each other; false: there is none. */
static enum tw_status take_best(bool *taken, struct tw_threads *threads,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err)
{
	struct tw_thread *begun = NULL, *ended = NULL;
	unsigned most = 0, weight;

	for (size_t i = 0; i < threads->count; i++) {
		struct tw_thread *thread = &threads->at[i];
		struct tw_term before;

		if (thread->filed->succeeds.len || thread->likely ||
		    !term_before(&before, threads, thread))
			continue;
		for (size_t k = 0; k < threads->count; k++) {
			if (!may_be_succeeded(threads, &threads->at[k],
			    thread, before))
				continue;
			if (weigh(&weight, thread, &threads->at[k], arena,
			    lexicon, err))
				return err->status;
			if (weight <= most)
				continue;
			most = weight;
			begun = thread;
			ended = &threads->at[k];
		}
	}
	*taken = begun;
	if (begun) {
		begun->likely = ended;
		ended->carried_on = true;
	}
	return TW_OK;
}

enum tw_status tw_threads_succession(struct tw_threads *threads,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err)
{
	enum tw_status status = TW_OK;
	bool taken = true;

	while (taken && !status)
		status = take_best(&taken, threads, arena, lexicon, err);
	return status;
}
