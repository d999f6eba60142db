/*
 * Threads of updates, and which carries on which.
 */
#ifndef TW_THREAD_SUCCESSOR_H
#define TW_THREAD_SUCCESSOR_H

#include "thread/scope.h"

/* How many names of a Succeeds list are followed. */
enum { TW_MOST_PREDECESSORS = 32 };

/* The threads of one area, sorted by priority. */
struct tw_threads {
	struct tw_thread *at;
	size_t count;
};

/* The thread of a priority, or NULL. */
struct tw_thread *tw_thread_find(const struct tw_threads *threads,
	struct tw_view priority);

/* Its last update. */
const struct tw_filed *tw_thread_last(const struct tw_thread *thread);

/*
 * Finds what is declared, and for each thread that begins without a declared
 * predecessor the one that ended in the area's update before and is most
 * like it by title, outcomes and plans. spec/format.md, chapter 19.
 */
enum tw_status tw_threads_succession(struct tw_threads *threads,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err);

#endif
