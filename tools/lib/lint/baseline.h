/*
 * Findings of some day, accepted by what they say and not by their lines: a
 * file that may only shrink. termwise-lint(1), "BASELINE".
 */
#ifndef TW_LINT_BASELINE_H
#define TW_LINT_BASELINE_H

#include "base/buffer.h"
#include "lint/task.h"

/* Read once; many threads may ask, each about files of its own. */
struct tw_baseline;

/*
 * Reads a baseline; it lives in `arena` and has views into `bytes`. TW_USAGE
 * if a line of it cannot be read: the message says which, of `shown`.
 */
enum tw_status tw_baseline_read(struct tw_baseline **baseline,
	struct tw_arena *arena, struct tw_view bytes, const char *shown,
	struct tw_error *err);

/* Says that a file is judged, so that what is not found in it is gone. */
void tw_baseline_judged(struct tw_baseline *baseline, struct tw_view known);

/* True if this finding is one of those that are accepted. */
bool tw_baseline_accepts(struct tw_baseline *baseline,
	const struct tw_print *print);

/*
 * How many accepted findings are gone: of files that were judged and, if
 * `all`, of those that are not there any more.
 */
size_t tw_baseline_stale(const struct tw_baseline *baseline, bool all);

/*
 * Appends the findings of a file as lines of a baseline, each behind what it
 * is sorted by: for tw_baseline_write.
 */
void tw_baseline_lines(struct tw_buffer *out, const struct tw_judged *judged);

/*
 * Appends the baseline that comes of an older one (NULL: none) and the
 * `lines` of all findings of today; without `grow` what is new stays out, and
 * *refused is how many that is. What is gone, as in tw_baseline_stale, goes.
 */
enum tw_status tw_baseline_write(struct tw_buffer *out, size_t *refused,
	const struct tw_baseline *older, struct tw_view lines, bool grow,
	bool all, struct tw_arena *arena, struct tw_error *err);

#endif
