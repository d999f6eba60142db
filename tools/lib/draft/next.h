/*
 * The records of the following term: which ones are asked for, from which
 * record each is made, and putting them in their places.
 */
#ifndef TW_DRAFT_NEXT_H
#define TW_DRAFT_NEXT_H

#include "base/buffer.h"

struct tw_next_options {
	char *const *arguments; /* AREA/PRIORITY, folders, records */
	size_t count;
	const char *area;   /* all open priorities of one; NULL: none */
	const char *term;   /* NULL: the one after the last */
	const char *into;   /* the corpus; NULL: "records" is sought */
	const char *output; /* a file that must not be a record; NULL: none */
	bool dry_run;       /* write nothing, but say all the same */
	bool succeeded;     /* also what another priority carries on */
};

/* What came of it. To begin with all zero; release it at the end. */
struct tw_next_result {
	struct tw_buffer paths; /* written, or to be; each ends in NUL */
	struct tw_buffer notes; /* for tw_cli_note: what was not, and why */
	size_t written;         /* how many paths there are */
	size_t open;            /* how much is to fill in, in all of them */
	bool refused;           /* something asked for was not written */
	bool unread;            /* something could not be read or written */
};

/*
 * Does all that is asked. Nothing is written if it makes no sense, which is
 * TW_USAGE; what is written is whole, and nothing is ever replaced. What was
 * written before a failure is in the result.
 */
enum tw_status tw_next_run(struct tw_next_result *result,
	const struct tw_next_options *options, struct tw_error *err);

void tw_next_release(struct tw_next_result *result);

#endif
