/*
 * The records of an area, read, put in order and compared.
 */
#ifndef TW_COMPARE_TASK_H
#define TW_COMPARE_TASK_H

#include "thread/scope.h"

/* Where a task counts. */
enum { TW_TALLY_RECORDS };

/* The job's context: what is asked for, and who reports it. */
struct tw_compare_run {
	struct tw_scope scope;
	/* Appends to the task's output; steps->count is above 0. */
	void (*report)(struct tw_buffer *out, const struct tw_steps *steps,
		void *context);
	/* The same of an area that cannot be asked for these terms. */
	void (*apart)(struct tw_buffer *out, struct tw_view area,
		struct tw_view why, void *context);
	void *context;
	bool misnamed; /* mention files that are named for another term */
};

/* Works on a task, as tw_job.work; a worker's own state is its lexicon. */
enum tw_status tw_compare_task(struct tw_task *task,
	struct tw_worker *worker, void *context, struct tw_error *err);

#endif
