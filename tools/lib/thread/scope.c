#include "thread/scope.h"

#include "base/utf8.h"
#include "thread/successor.h"

#include <stdlib.h>
#include <string.h>

struct choice {
	struct tw_threads threads;
	const struct tw_scope *scope;
	const struct tw_calendar *calendar;
	struct tw_arena *arena;
	struct tw_error *err;
	enum tw_base base;
	bool has_to;
	struct tw_term from, to;
	struct tw_steps *steps;
	size_t room;
	bool failed;
};

/*
 * How many threads are in a line, and how many updates before a priority's
 * own count: many may carry on one that is long.
 */
enum { MOST_IN_LINE = 32, MOST_BEFORE = 128 };

/* ---- what was asked for ---- */

static bool asked_for(const struct choice *c, const struct tw_filed *from,
	const struct tw_filed *to)
{
	const struct tw_filed *last = to ? to : from;
	struct tw_view wanted;

	if (c->scope->theme && !tw_list_holds(last->themes,
	    tw_trim(tw_view_of(c->scope->theme))))
		return false;
	if (!c->scope->priority)
		return true;
	wanted = tw_trim(tw_view_of(c->scope->priority));
	return (to && tw_view_equal(to->priority, wanted)) ||
		(from && tw_view_equal(from->priority, wanted));
}

/* ---- threads ---- */

static bool same_thread(const struct tw_filed *a, const struct tw_filed *b)
{
	return tw_view_equal(a->area_slug, b->area_slug) &&
		tw_view_equal(a->priority, b->priority);
}

/* Adds an update to its thread; of two of one term the first is taken. */
static void thread_up(struct choice *c, struct tw_filed *filed)
{
	struct tw_threads *threads = &c->threads;
	struct tw_thread *last = threads->at + threads->count - 1;

	if (!threads->count || !same_thread(last->filed, filed)) {
		last = &threads->at[threads->count++];
		last->filed = filed;
	} else if (!tw_term_compare(last->filed[last->count - 1].term,
	           filed->term)) {
		c->steps->doubled[c->steps->doubled_count++] =
			(struct tw_doubled){ filed->entry,
			last->filed[last->count - 1].entry };
		return;
	}
	last->filed[last->count++] = *filed;
}

static enum tw_status make_threads(struct choice *c, struct tw_filed *filed,
	size_t count)
{
	c->threads.at = tw_arena_take(c->arena,
		(count + 1) * sizeof(*c->threads.at));
	c->steps->doubled = tw_arena_take(c->arena,
		(count + 1) * sizeof(*c->steps->doubled));
	if (!c->threads.at || !c->steps->doubled)
		return tw_fail_memory(c->err);
	for (size_t i = 0; i < count; i++)
		thread_up(c, &filed[i]);
	return TW_OK;
}

/* How many updates of a thread are of terms before `term`. */
static size_t count_before(const struct tw_thread *thread,
	struct tw_term term)
{
	size_t low = 0, high = thread->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (tw_term_compare(thread->filed[middle].term, term) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The update of a term; the last one before it. NULL: none. */
static const struct tw_filed *update_at(const struct tw_thread *thread,
	struct tw_term term)
{
	size_t at = count_before(thread, term);

	return at < thread->count && !tw_term_compare(thread->filed[at].term,
		term) ? &thread->filed[at] : NULL;
}

static const struct tw_filed *update_before(const struct tw_thread *thread,
	struct tw_term term)
{
	size_t at = count_before(thread, term);

	return at ? &thread->filed[at - 1] : NULL;
}

/* ---- steps ---- */

/*
 * The updates that carry on the thread that ends in `last`, but for those of
 * terms after the one that was asked for.
 */
static void carried_on(struct choice *c, struct tw_step *step,
	const struct tw_filed *last)
{
	const struct tw_thread *thread = tw_thread_find(&c->threads,
		last->priority);

	if (last != tw_thread_last(thread) || !thread->next_count)
		return;
	step->next = tw_arena_take(c->arena,
		thread->next_count * sizeof(*step->next));
	c->failed |= !step->next;
	step->next_likely = thread->next_likely;
	for (size_t i = 0; step->next && i < thread->next_count; i++)
		if (!c->has_to || tw_term_compare(thread->next[i]->term,
		    c->to) <= 0)
			step->next[step->next_count++] = thread->next[i];
}

/* What an update says that it carries on, and nobody has an update of. */
static void find_unknown(struct choice *c, struct tw_step *step)
{
	struct tw_view rest = step->to->succeeds, name;
	size_t room = 1;

	for (size_t i = 0; i < rest.len; i++)
		room += rest.ptr[i] == ';';
	step->unknown = tw_arena_take(c->arena,
		room * sizeof(*step->unknown));
	c->failed |= !step->unknown;
	while (step->unknown && tw_list_next(&name, &rest))
		if (name.len && !tw_thread_find(&c->threads, name))
			step->unknown[step->unknown_count++] = name;
}

static void add_step(struct choice *c, const struct tw_filed *from,
	const struct tw_filed *to, enum tw_succession succession)
{
	struct tw_steps *steps = c->steps;
	struct tw_step *step;

	if (steps->count == c->room) {
		size_t room = c->room ? 2 * c->room : 16;
		struct tw_step *grown = tw_arena_take(c->arena,
			room * sizeof(*grown));

		if (!grown) {
			c->failed = true;
			return;
		}
		if (steps->count)
			memcpy(grown, steps->at,
				steps->count * sizeof(*grown));
		steps->at = grown;
		c->room = room;
	}
	step = &steps->at[steps->count++];
	*step = (struct tw_step){ .from = from, .to = to,
		.succession = succession, .asked = asked_for(c, from, to) };
	if (!to)
		return;
	step->first = to == tw_thread_find(&c->threads, to->priority)->filed;
	carried_on(c, step, to);
	if (to->succeeds.len && (!from || succession != TW_SAME))
		find_unknown(c, step);
}

struct tw_term tw_term_last_year(struct tw_term term)
{
	term.year--;
	return term;
}

/* The update of a thread that is to be compared with `to`; NULL: none. */
static const struct tw_filed *base_in(const struct choice *c,
	const struct tw_thread *thread, const struct tw_filed *to)
{
	const struct tw_filed *found = NULL;
	size_t at;

	switch (c->base) {
	case TW_BASE_BEFORE:
		found = update_before(thread, to->term);
		break;
	case TW_BASE_TERM:
		found = update_at(thread, c->from);
		break;
	case TW_BASE_LAST_YEAR:
		found = update_at(thread, tw_term_last_year(to->term));
		break;
	case TW_BASE_SINCE:
		at = count_before(thread, c->from);
		found = at < thread->count ? &thread->filed[at] : NULL;
		break;
	}
	return found && tw_term_compare(found->term, to->term) < 0 ? found :
		NULL;
}

/*
 * What of a predecessor is still open when `heir` is written, an update that
 * carries it on: only if the predecessor does not itself report any more, and
 * its last update is as late as the one before `heir`.
 */
static const struct tw_filed *open_update(const struct choice *c,
	const struct tw_thread *predecessor, const struct tw_thread *thread,
	const struct tw_filed *heir, const struct tw_filed *to)
{
	const struct tw_filed *last = tw_thread_last(predecessor), *found;

	if (tw_term_compare(last->term, heir->term) >= 0 || (heir >
	    thread->filed && tw_term_compare(heir[-1].term, last->term) > 0))
		return NULL;
	found = base_in(c, predecessor, to);
	return found && last - found < MOST_BEFORE ? found : NULL;
}

/* True if one of the steps from `before` on goes from an update. */
static bool has_step_from(const struct choice *c, size_t before,
	const struct tw_filed *from)
{
	for (size_t i = before; i < c->steps->count; i++)
		if (c->steps->at[i].from == from)
			return true;
	return false;
}

/*
 * Steps to `to` from each predecessor that `heir` declares, unless there is
 * one among those from `before` on.
 */
static bool step_from_declared(struct choice *c,
	const struct tw_thread *thread, const struct tw_filed *heir,
	const struct tw_filed *to, size_t before)
{
	struct tw_view rest = heir->succeeds, name;
	bool any = false;

	for (int n = 0; n < TW_MOST_PREDECESSORS &&
	     tw_list_next(&name, &rest); n++) {
		const struct tw_thread *predecessor = tw_thread_find(
			&c->threads, name);
		const struct tw_filed *open;

		if (!predecessor || predecessor == thread)
			continue;
		open = open_update(c, predecessor, thread, heir, to);
		if (!open)
			continue;
		if (!has_step_from(c, before, open))
			add_step(c, open, to, TW_DECLARED);
		any = true;
	}
	return any;
}

/*
 * The step to `to`, and those from what it carries on: from all that the
 * updates behind the one it is compared with declare. One that is asked to go
 * back to before its thread began goes back to its predecessors.
 */
static void step_to(struct choice *c, const struct tw_thread *thread,
	const struct tw_filed *to)
{
	const struct tw_filed *own = base_in(c, thread, to);
	bool first = c->base != TW_BASE_BEFORE || to == thread->filed;
	bool back = !own || (c->base == TW_BASE_SINCE &&
		own == thread->filed);
	size_t before = c->steps->count;
	bool any = false;

	if (!back)
		add_step(c, own, to, TW_SAME);
	for (const struct tw_filed *heir = c->base == TW_BASE_BEFORE ? to :
	     back ? thread->filed : own + 1; heir <= to; heir++)
		any |= step_from_declared(c, thread, heir, to, before);
	if (!back || any)
		return;
	for (size_t i = 0; first && i < thread->likely_count; i++) {
		const struct tw_filed *open = open_update(c,
			thread->likely[i], thread, thread->filed, to);

		if (!open)
			continue;
		add_step(c, open, to, TW_LIKELY);
		any = true;
	}
	if (!any)
		add_step(c, own, to, TW_SAME);
}

/* Nothing in the term that was asked for: said, unless that is no surprise. */
static void step_to_nothing(struct choice *c, const struct tw_thread *thread)
{
	const struct tw_filed *last = update_before(thread, c->to);

	if (!last || last->status == TW_CLOSED)
		return;
	for (size_t i = 0; i < thread->next_count; i++)
		if (tw_term_compare(thread->next[i]->term, c->to) <= 0)
			return;
	add_step(c, last, NULL, TW_SAME);
}

static int compare_steps(const void *a, const void *b)
{
	const struct tw_step *x = a, *y = b;
	const struct tw_filed *p = x->to ? x->to : x->from;
	const struct tw_filed *q = y->to ? y->to : y->from;
	int order = tw_view_compare(p->area_slug, q->area_slug);

	if (!order)
		order = (x->to == NULL) - (y->to == NULL);
	if (!order)
		order = tw_term_compare(q->term, p->term);
	if (!order)
		order = tw_view_compare(p->priority, q->priority);
	if (!order && x->from && y->from)
		order = tw_view_compare(x->from->priority, y->from->priority);
	return order;
}

/* ---- the thread of a step ---- */

/*
 * Adds the updates of a thread after `after` and up to `last`, in time; of
 * more than `most` the latest.
 */
static void add_updates(struct tw_step *step, const struct tw_thread *thread,
	const struct tw_term *after, struct tw_term last, size_t most)
{
	size_t end = count_before(thread, last);

	end += end < thread->count &&
		!tw_term_compare(thread->filed[end].term, last);
	for (size_t i = end > most ? end - most : 0; i < end; i++) {
		const struct tw_filed *filed = &thread->filed[i];

		if (after && tw_term_compare(filed->term, *after) <= 0)
			continue;
		step->thread[step->thread_count++] = (struct tw_update){
			filed->record, filed->term };
	}
}

/*
 * The line of threads that leads to a step, the oldest last; a declared
 * predecessor must have begun earlier, so that the line ends.
 */
static size_t line_of(const struct choice *c, const struct tw_step *step,
	const struct tw_thread *line[MOST_IN_LINE])
{
	size_t count = 0;

	line[count++] = tw_thread_find(&c->threads, step->to->priority);
	if (step->succession != TW_SAME)
		line[count++] = tw_thread_find(&c->threads,
			step->from->priority);
	while (count < MOST_IN_LINE) {
		const struct tw_thread *first = line[count - 1];
		struct tw_view rest = first->filed->succeeds, name;
		const struct tw_thread *next = NULL;

		if (tw_list_next(&name, &rest))
			next = tw_thread_find(&c->threads, name);
		if (!next || tw_term_compare(next->filed->term,
		    first->filed->term) >= 0)
			break;
		line[count++] = next;
	}
	return count;
}

/* How many updates count of a thread at this place of a line. */
static size_t most_of(const struct tw_thread *thread, size_t place)
{
	return place && thread->count > MOST_BEFORE ? MOST_BEFORE :
		thread->count;
}

/* Of all that were added so far, the last ones stay. */
static void keep_last(struct tw_step *step)
{
	if (step->thread_count <= MOST_BEFORE)
		return;
	step->thread += step->thread_count - MOST_BEFORE;
	step->thread_count = MOST_BEFORE;
}

static enum tw_status follow_thread(struct choice *c, struct tw_step *step)
{
	const struct tw_thread *line[MOST_IN_LINE];
	const struct tw_term *after = NULL;
	size_t count, most = 0;

	/* Of many steps only the latest show all that came before. */
	if (!step->from || !step->to || (c->scope->every && step->to !=
	    tw_thread_last(tw_thread_find(&c->threads, step->to->priority))))
		return TW_OK;
	count = line_of(c, step, line);
	for (size_t i = 0; i < count; i++)
		most += most_of(line[i], i);
	step->thread = tw_arena_take(c->arena,
		(most + 1) * sizeof(*step->thread));
	if (!step->thread)
		return tw_fail_memory(c->err);
	while (count--) {
		struct tw_term last = step->to->term;

		/* A predecessor's updates end where its successor begins. */
		if (count)
			last = tw_term_step(c->calendar,
				line[count - 1]->filed->term, -1);
		if (count == 1 && step->succession != TW_SAME &&
		    tw_term_compare(step->from->term, last) > 0)
			last = step->from->term;
		if (!count)
			keep_last(step);
		add_updates(step, line[count], after, last,
			most_of(line[count], count));
		if (step->thread_count)
			after = &step->thread[step->thread_count - 1].term;
	}
	while (step->thread[step->from_at].record != step->from->record)
		step->from_at++;
	return TW_OK;
}

size_t tw_step_between(const struct tw_step *step)
{
	return step->thread_count ? step->thread_count - step->from_at - 2 :
		0;
}

/* ---- all of it ---- */

/* The terms in which anybody reported. */
static enum tw_status collect_terms(struct choice *c,
	const struct tw_filed *filed, size_t count)
{
	struct tw_term *terms = tw_arena_take(c->arena,
		(count + 1) * sizeof(*terms));

	if (!terms)
		return tw_fail_memory(c->err);
	for (size_t i = 0; i < count; i++)
		terms[i] = filed[i].term;
	c->steps->terms = terms;
	c->steps->term_count = tw_terms_sort(terms, count);
	return TW_OK;
}

/*
 * True if a thread has its say elsewhere, or none at all, in what is asked for
 * from one term on: it is carried on, by a thread that goes back to it, or was
 * closed before.
 */
static bool is_over(const struct choice *c, const struct tw_thread *thread)
{
	const struct tw_filed *last = tw_thread_last(thread);

	if (c->has_to || (c->base != TW_BASE_TERM &&
	    c->base != TW_BASE_SINCE))
		return false;
	return thread->next_count || (last->status == TW_CLOSED &&
		tw_term_compare(last->term, c->from) < 0);
}

static void choose_of(struct choice *c, const struct tw_thread *thread)
{
	const struct tw_filed *to = c->has_to ? update_at(thread, c->to) :
		&thread->filed[thread->count - 1];
	size_t i = c->steps->count;

	if (is_over(c, thread))
		return;
	if (c->scope->every)
		for (size_t k = 0; k < thread->count; k++)
			step_to(c, thread, &thread->filed[k]);
	else if (to)
		step_to(c, thread, to);
	else
		step_to_nothing(c, thread);
	while (i < c->steps->count && !c->steps->at[i].asked)
		i++;
	c->steps->priorities += i < c->steps->count;
}

/*
 * Leaves out the steps that nobody asked for, but for those that have an
 * update in common with one that somebody did: a plan stands in one of them.
 */
static bool leave_out(struct choice *c)
{
	const struct tw_filed *first = c->threads.at[0].filed;
	const struct tw_thread *last = &c->threads.at[c->threads.count - 1];
	size_t count = (size_t)(last->filed + last->count - first), kept = 0;
	bool *from = tw_arena_take(c->arena, count);
	bool *to = tw_arena_take(c->arena, count);

	for (size_t i = 0; from && to && i < c->steps->count; i++) {
		const struct tw_step *step = &c->steps->at[i];

		if (!step->asked || !step->from || !step->to)
			continue;
		from[step->from - first] = to[step->to - first] = true;
	}
	for (size_t i = 0; from && to && i < c->steps->count; i++) {
		const struct tw_step *step = &c->steps->at[i];

		if (step->asked || (step->from && step->to &&
		    (from[step->from - first] || to[step->to - first])))
			c->steps->at[kept++] = *step;
	}
	c->steps->count = kept;
	return from && to;
}

static enum tw_status choose(struct choice *c)
{
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < c->threads.count; i++)
		choose_of(c, &c->threads.at[i]);
	if (!c->failed && c->threads.count && (c->scope->priority ||
	    c->scope->theme))
		c->failed = !leave_out(c);
	c->steps->threads = c->threads.at;
	c->steps->thread_count = c->threads.count;
	if (c->failed)
		return tw_fail_memory(c->err);
	if (c->steps->count)
		qsort(c->steps->at, c->steps->count, sizeof(*c->steps->at),
			compare_steps);
	for (size_t i = 0; i < c->steps->count && !status; i++)
		status = follow_thread(c, &c->steps->at[i]);
	return status;
}

/* The terms that were asked for. */
static enum tw_status take_terms(struct choice *c)
{
	const struct tw_scope *scope = c->scope;
	const char *from = scope->since ? scope->since : scope->from;
	enum tw_status status = TW_OK;

	c->has_to = scope->to;
	if (!scope->since && from && !strcmp(from, TW_LAST_YEAR))
		c->base = TW_BASE_LAST_YEAR;
	else if (from)
		c->base = scope->since ? TW_BASE_SINCE : TW_BASE_TERM;
	if (from && c->base != TW_BASE_LAST_YEAR)
		status = tw_term_take(&c->from, c->calendar, scope->since ?
			"--since" : "--from", tw_view_of(from), c->err);
	if (!status && c->has_to)
		status = tw_term_take(&c->to, c->calendar, "--to",
			tw_view_of(scope->to), c->err);
	if (!status && from && c->has_to && c->base != TW_BASE_LAST_YEAR &&
	    tw_term_compare(c->from, c->to) >= 0)
		status = tw_fail(c->err, TW_USAGE, "--%s must be a term "
			"before --to", scope->since ? "since" : "from");
	return status;
}

enum tw_status tw_scope_choose(struct tw_steps *steps,
	struct tw_filed *filed, size_t count, const struct tw_scope *scope,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err)
{
	struct choice c = { .scope = scope, .arena = arena, .err = err,
		.steps = steps };
	enum tw_status status = TW_OK;

	c.calendar = tw_house_calendar(count ? filed[0].entry->house : NULL);
	*steps = (struct tw_steps){ .calendar = c.calendar };
	if (scope->to || scope->from || scope->since)
		status = take_terms(&c);
	if (!status)
		status = make_threads(&c, filed, count);
	if (!status)
		status = tw_threads_succession(&c.threads, arena, lexicon,
			err);
	if (status)
		return status;
	steps->base = c.base;
	steps->from = c.from;
	steps->asked_to = c.has_to;
	steps->to = c.to;
	for (size_t i = 0; i < count; i++)
		if (!i || tw_term_compare(filed[i].term, steps->latest) > 0)
			steps->latest = filed[i].term;
	status = scope->every ? TW_OK : collect_terms(&c, filed, count);
	return status ? status : choose(&c);
}
