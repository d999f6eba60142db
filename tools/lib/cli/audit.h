/*
 * Merges of the past, looked over: what termwise merge --check does.
 */
#ifndef TW_CLI_AUDIT_H
#define TW_CLI_AUDIT_H

#include "cli/cli.h"

/*
 * Looks over the merges of `range` ("A..B", or "B" for all of its history) for
 * the records that cli->paths name, or all of them; prints what it finds in
 * the form `format` (NULL: text), and returns the exit status.
 */
int tw_audit_history(struct tw_cli *cli, const char *range,
	const char *format);

#endif
