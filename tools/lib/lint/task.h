/*
 * The records of a folder, judged one by one.
 */
#ifndef TW_LINT_TASK_H
#define TW_LINT_TASK_H

#include "corpus/corpus.h"

/*
 * What was judged: its path as given, below the root, and its bytes, of which
 * all may be shown.
 */
struct tw_judged {
	struct tw_view shown;
	struct tw_view below;
	struct tw_view source;
	const struct tw_diagnostics *diagnostics;
	const struct tw_print *prints; /* of each finding; NULL: not asked */
};

/* Where a task counts, behind the three severities. */
enum { TW_TALLY_FILES = TW_ERROR + 1, TW_TALLY_MENDED };

/* The job's context: who reports what was judged, into a task's output. */
struct tw_lint_run {
	void (*report)(struct tw_buffer *out, const struct tw_judged *judged,
		void *context);
	void *context;
	bool prints; /* fingerprints are wanted */
	bool clean;  /* files without findings are reported, too */
	bool fix; /* files are mended first, where tw_lint_mend can */
	struct tw_arena *arena;  /* of what house rules become */
	struct tw_rules *rules;  /* all of them, through `older` */
};

/* What a thread has for itself: as tw_job.worker_new and worker_free. */
void *tw_lint_worker_new(void);
void tw_lint_worker_free(void *own);

/* Makes house rules ready, as tw_job.house; `context` is the run. */
enum tw_status tw_lint_house(void **made, const struct tw_house *house,
	void *context, struct tw_error *err);

/* Works on a task, as tw_job.work. */
enum tw_status tw_lint_task(struct tw_task *task, struct tw_worker *worker,
	void *context, struct tw_error *err);

#endif
