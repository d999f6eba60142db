/*
 * The records of an area, judged one by one and each by those before it.
 */
#ifndef TW_LINT_TASK_H
#define TW_LINT_TASK_H

#include "corpus/corpus.h"
#include "privacy/privacy.h"

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
	struct tw_view known; /* the path that prints are of, the same from
	                       * whatever folder it was read */
};

/* Where a task counts, behind the three severities. */
enum { TW_TALLY_FILES = TW_ERROR + 1, TW_TALLY_MENDED, TW_TALLY_ALLOWED,
	TW_TALLY_ACCEPTED, TW_TALLY_ELSEWHERE };

/* The job's context: who reports what was judged, into a task's output. */
struct tw_lint_run {
	void (*report)(struct tw_buffer *out, const struct tw_judged *judged,
		void *context);
	void *context;
	bool prints; /* fingerprints are wanted */
	bool clean;  /* files without findings are reported, too */
	const struct tw_private_names *names; /* NULL: no private list */
	bool fix;    /* files are mended first, where tw_lint_mend can */
	bool unsafe; /* also by what may say something else */
	bool diff;   /* no file is mended, but what would become of it shown;
	              * nothing is reported */
	struct tw_baseline *baseline; /* NULL: nothing is accepted */
	bool lines;  /* lines of a baseline are wanted, and no report */
	const char *since; /* the revision since which there are changes, and
	                    * only these are judged; NULL: all is */
	const char *tip;   /* of a revision that is read; NULL */
	const char *rules_from; /* the revision whose house rules judge; NULL */
	const char *place; /* where all three are sought */
	struct tw_arena *arena;  /* of what house rules become */
	struct tw_rules *rules;  /* all of them, through `older` */
	const bool *asked;       /* by id: aids that are on; NULL: none */
	const char *dictionaries; /* folders, as tw_spelling_open; or NULL */
	struct tw_spelling *spelling; /* NULL: not asked for, or missing */
	struct tw_error missing; /* why it is, once it was asked for */
};

/* The job, of which `run` is the context. */
struct tw_job tw_lint_job(struct tw_lint_run *run);

/*
 * Makes what aids take ready, before the run: only what says that something
 * is missing is set if it is. Fails without memory.
 */
enum tw_status tw_lint_prepare(struct tw_lint_run *run, struct tw_error *err);

#endif
