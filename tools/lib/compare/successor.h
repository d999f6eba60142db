/*
 * Threads of updates, and which carries on which.
 */
#ifndef TW_COMPARE_SUCCESSOR_H
#define TW_COMPARE_SUCCESSOR_H

#include "compare/scope.h"

/* The updates of one priority, in time. */
struct tw_thread {
	struct tw_filed *filed;
	size_t count;
	const struct tw_thread *likely; /* that it seems to carry on */
	bool carried_on;                /* some other seems to carry it on */
};

/* Sorted by area, then priority. */
struct tw_threads {
	struct tw_thread *at;
	size_t count;
};

/* The thread of a priority in the area of this slug, or NULL. */
const struct tw_thread *tw_thread_find(const struct tw_threads *threads,
	struct tw_view area, struct tw_view priority);

/*
 * Finds for each thread that begins without a declared predecessor the one
 * that ended in the area's update before and is most like it by title and
 * outcomes, if each is the other's best. spec/format.md, chapter 19.
 */
enum tw_status tw_threads_succession(struct tw_threads *threads,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err);

/*
 * The next update, up to `term` (NULL: whenever), of a thread that carries
 * this one on after its end; `*at` is where to look from, 0 at first. NULL:
 * there are no more.
 */
const struct tw_filed *tw_thread_successor(const struct tw_threads *threads,
	const struct tw_thread *thread, const struct tw_term *term,
	size_t *at);

#endif
