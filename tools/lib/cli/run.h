/*
 * A program's run over a corpus: what its tasks bring is printed in order,
 * added up, and ends in an exit status.
 */
#ifndef TW_CLI_RUN_H
#define TW_CLI_RUN_H

#include "cli/cli.h"
#include "corpus/corpus.h"

struct tw_run {
	struct tw_cli *cli;
	const char *array;  /* the JSON array that tasks fill; NULL: text */
	/* Of another document: what is before and behind what tasks bring. */
	struct tw_view open, close;
	bool commas;        /* tasks bring elements, as they do of an array */
	/* Takes what a task brings, in order; NULL: it is printed. */
	enum tw_status (*take)(struct tw_task *task, void *taker,
		struct tw_error *err);
	void *taker;
	struct tw_buffer *notes; /* gets them; NULL: they are said at once */
	size_t progress;    /* which tally counts the records */
	size_t tally[8];    /* sums of the tasks' */
	struct tw_seal seal; /* of the tasks' */
	bool found, unread; /* in any task */
	bool listed;        /* the array has an element */
};

/*
 * Runs `job` (its `done` is set here) over the corpus. In JSON each task's
 * output is elements with a comma before each, and the first loses its own.
 */
enum tw_status tw_run_corpus(struct tw_run *run,
	const struct tw_corpus_options *corpus, struct tw_job job,
	struct tw_error *err);

/* An option that narrows what is looked at, and its value or NULL. */
struct tw_run_asked {
	const char *name, *value;
};

/*
 * Nothing to show is no answer: fails with `status`, and says that what was
 * asked for, `count` of them, fits none of the records that were read; and of
 * the first area, priority or theme among them that the corpus (NULL: it is
 * not looked at) does not have, which was meant, or which there are.
 */
enum tw_status tw_run_nothing(const struct tw_run_asked *asked, size_t count,
	const char *doing, size_t records, enum tw_status status,
	const struct tw_corpus_options *corpus, struct tw_error *err);

/* For jobs whose workers each have a lexicon of their own. */
void *tw_run_lexicon_new(void);
void tw_run_lexicon_free(void *own);

#endif
