/*
 * Partials: what a set of records contributes to a summary, as bytes that
 * other machines can put together. spec/partials.md.
 *
 * A pile holds records, area by area, with what became of their plans as far
 * as that is known. Piles that hold the same records are written as the same
 * bytes, however the records came together.
 */
#ifndef TW_SUMMARY_PARTIAL_H
#define TW_SUMMARY_PARTIAL_H

#include "summary/task.h"

struct tw_pile;

/* Returns a new, empty pile, or NULL without memory. The caller owns it. */
struct tw_pile *tw_pile_new(void);
void tw_pile_free(struct tw_pile *pile);

/*
 * Works on a task, as tw_job.work: its output is for tw_pile_add, as are its
 * notes behind the first of task->tally[TW_TALLY_MENTIONED] bytes. Its context
 * is not used; a worker's own state is its lexicon.
 */
enum tw_status tw_partial_task(struct tw_task *task,
	struct tw_worker *worker, void *context, struct tw_error *err);

/*
 * Adds what a task brought, and a note on each file that takes no part: texts
 * that end in NUL.
 */
enum tw_status tw_pile_add(struct tw_pile *pile, struct tw_view packed,
	struct tw_view notes, struct tw_error *err);

/* So many bytes show what is no partial of this version. */
enum { TW_PARTIAL_HEAD = 64 };

/*
 * Looks at how a file begins, at its first TW_PARTIAL_HEAD bytes or more, or
 * all there are: TW_USAGE, with a message that begins with `name`, if no
 * partial that tw_pile_read takes begins so.
 */
enum tw_status tw_partial_begins(struct tw_view bytes, const char *name,
	struct tw_error *err);

/*
 * Adds a partial, whose bytes are copied. TW_USAGE if it is none, or of
 * another version, cut off, damaged, or holds a record that is there already;
 * the message begins with `name`.
 */
enum tw_status tw_pile_read(struct tw_pile *pile, struct tw_view bytes,
	const char *name, struct tw_error *err);

/* Appends the pile as a partial. `worker` is worked with. */
enum tw_status tw_pile_write(struct tw_buffer *out, struct tw_pile *pile,
	struct tw_worker *worker, struct tw_error *err);

/*
 * Summarises each area of the pile, in order, as tw_summary_task does those of
 * a task, and hands its rows over. `task` gets notes and counts; it is the
 * caller's, and its output is used.
 */
enum tw_status tw_pile_summarise(struct tw_pile *pile,
	const struct tw_summary_run *run, struct tw_task *task,
	struct tw_worker *worker,
	enum tw_status (*take)(struct tw_view rows, void *taker,
	struct tw_error *err), void *taker, struct tw_error *err);

#endif
