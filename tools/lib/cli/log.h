/*
 * A run of log: from its options to its exit status.
 */
#ifndef TW_CLI_LOG_H
#define TW_CLI_LOG_H

#include "cli/cli.h"

#include <termwise/term.h>

/* The values of its options as typed; NULL: not given. */
struct tw_log_asked {
	const char *rev, *at, *since, *author, *measure, *format, *width,
		*all;
};

int tw_cli_log(struct tw_cli *cli, const struct tw_log_asked *asked);

/* Reads a date that an option gives (to NULL: nowhere); false, said, if none. */
bool tw_cli_date(struct tw_date *date, struct tw_cli *cli,
	const char *option, const char *typed);

#endif
