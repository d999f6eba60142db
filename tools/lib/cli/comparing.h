/*
 * A run of diff-by-term: what termwise-diff-by-term was asked for, from its
 * options to its exit status.
 */
#ifndef TW_CLI_COMPARING_H
#define TW_CLI_COMPARING_H

#include "cli/cli.h"

/* The values of its options as typed; NULL: not given, "": a switch. */
struct tw_comparing {
	const char *area;
	const char *priority;
	const char *theme;
	const char *from;
	const char *since;
	const char *to;
	const char *format;
	const char *table;
	const char *all;
	const char *why;
	const char *exit_code;
	const char *min_kept;
	const char *width;
	const char *rev;
	const char *at;
};

/* Says what does not go together, or compares; returns the exit status. */
int tw_cli_compare(struct tw_cli *cli, const struct tw_comparing *asked);

#endif
