#include "thread/successor.h"

#include "thread/likely.h"

#include <stdlib.h>

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
	return threads->count > 1 ? tw_threads_find_likely(threads, arena,
		lexicon, err) : TW_OK;
}
