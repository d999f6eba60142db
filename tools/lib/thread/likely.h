/*
 * Priorities that seem to carry on others, though nothing says so.
 */
#ifndef TW_THREAD_LIKELY_H
#define TW_THREAD_LIKELY_H

#include "thread/successor.h"

/*
 * Finds for the threads that begin, and declare nothing, those that ended in
 * the area's update before and are like them by outcomes, plans and title.
 * What is declared is known already. spec/format.md, chapter 19.
 */
enum tw_status tw_threads_find_likely(struct tw_threads *threads,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err);

#endif
