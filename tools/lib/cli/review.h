/*
 * A run of review: from its options to its exit status.
 */
#ifndef TW_CLI_REVIEW_H
#define TW_CLI_REVIEW_H

#include "cli/cli.h"

/* The values of its options as typed; NULL: not given. */
struct tw_review_asked {
	const char *staged, *worktree;
};

int tw_cli_review(struct tw_cli *cli, const struct tw_review_asked *asked);

#endif
