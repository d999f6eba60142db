/*
 * A run of lint: what termwise-lint was asked for, from its options to its
 * exit status.
 */
#ifndef TW_CLI_LINTING_H
#define TW_CLI_LINTING_H

#include "cli/cli.h"

/* The values of its options as typed; NULL: not given, "": a switch. */
struct tw_linting {
	const char *format;
	const char *strict;
	const char *fix;
	const char *unsafe_fixes;
	const char *diff;
	const char *baseline;
	const char *write_baseline;
	const char *changed_since;
	const char *rev;
	const char *at;
	const char *staged;
	const char *stdin_path;
	const char *rules_from;
	const char *cost;
	const char *prose;
	const char *names;
};

/* Says what does not go together, or judges; returns the exit status. */
int tw_cli_lint(struct tw_cli *cli, const struct tw_linting *asked);

#endif
