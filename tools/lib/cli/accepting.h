/*
 * The baseline of a run of lint: read before it, and said or written after.
 */
#ifndef TW_CLI_ACCEPTING_H
#define TW_CLI_ACCEPTING_H

#include "cli/cli.h"
#include "lint/baseline.h"

struct tw_accepting {
	const char *path;       /* of the file; NULL: there is none */
	bool write, grow;
	struct tw_arena *arena;
	struct tw_buffer bytes;
	struct tw_baseline *baseline; /* NULL: nothing is accepted */
	struct tw_buffer lines; /* all findings, when it is written */
};

/*
 * Reads what --baseline and --write-baseline say. TW_USAGE for what makes no
 * sense. However it ends, tw_accepting_free gives back what it took.
 */
enum tw_status tw_accepting_begin(struct tw_accepting *accepting,
	const char *path, const char *write, struct tw_error *err);

/*
 * Says what is gone, or writes the file; *found is set if what is new was
 * refused. `all`: what is not there any more is known to be gone.
 */
enum tw_status tw_accepting_end(bool *found, struct tw_accepting *accepting,
	struct tw_cli *cli, size_t accepted, bool all, struct tw_error *err);
void tw_accepting_free(struct tw_accepting *accepting);

#endif
