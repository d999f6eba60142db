/*
 * Beginning a priority: its fields from options or from questions, and its
 * first record put in its place.
 */
#ifndef TW_CLI_BEGIN_H
#define TW_CLI_BEGIN_H

#include "cli/cli.h"

#include <termwise/record.h>

/* What the options say; NULL where they say nothing. */
struct tw_begin_options {
	const char *argument; /* AREA/PRIORITY */
	const char *value[TW_KNOWN_FIELDS];
	const char *into;     /* the corpus; NULL: "records" is sought */
	bool dry_run;         /* write nothing, but say all the same */
};

struct tw_begun {
	const char *path; /* of the record; NULL: none was written */
	size_t open;      /* how much is to fill in */
	bool refused;     /* the priority is there, or nobody answers */
	bool unread;      /* a part of the corpus could not be looked at */
};

/*
 * Begins a priority. What is missing is asked for on a terminal; without one
 * it is TW_USAGE, as are values that make no sense. The path lives in
 * `arena`. Nothing is left behind on failure, and nothing is ever replaced.
 */
enum tw_status tw_begin(struct tw_begun *begun, struct tw_cli *cli,
	const struct tw_begin_options *options, struct tw_arena *arena,
	struct tw_error *err);

#endif
