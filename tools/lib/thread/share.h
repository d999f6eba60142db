/*
 * What steps of one update have in common.
 */
#ifndef TW_THREAD_SHARE_H
#define TW_THREAD_SHARE_H

#include "thread/scope.h"

/*
 * Where an update has several successors, each plan stays in one of the
 * comparisons: that in which it shows up most surely, or else the first.
 * Where several updates lead to one, an activity that reports a plan of any
 * is no surprise in all. What is new or gone stands in one of them, too, and
 * in none if another one knows more. Steps that nobody asked for go at last.
 */
enum tw_status tw_steps_share(struct tw_steps *steps, struct tw_arena *arena,
	struct tw_error *err);

#endif
