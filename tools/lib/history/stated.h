/*
 * How a figure moved since it was last stated, where somebody asks for one: in
 * the version of the record before, or the last update before that states it.
 */
#ifndef TW_HISTORY_STATED_H
#define TW_HISTORY_STATED_H

#include "history/filter.h"

/*
 * Fills `stated` of the edits that are left in a commit's deeds and state the
 * filter's measure anew. What it points at lives in `arena`.
 */
enum tw_status tw_stated_find(const struct tw_filter *filter,
	struct tw_past *past, const struct tw_commit *commit,
	struct tw_deed *deeds, size_t count, struct tw_arena *arena,
	struct tw_error *err);

#endif
