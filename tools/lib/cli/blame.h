/*
 * A run of blame: from its options to its exit status.
 */
#ifndef TW_CLI_BLAME_H
#define TW_CLI_BLAME_H

#include "cli/cli.h"

/* The values of its options as typed; NULL: not given. */
struct tw_blame_asked {
	const char *rev, *at, *format, *width;
};

int tw_cli_blame(struct tw_cli *cli, const struct tw_blame_asked *asked);

#endif
