/*
 * The private list of names that lint is given: where it may lie.
 */
#ifndef TW_CLI_NAMES_H
#define TW_CLI_NAMES_H

#include "cli/cli.h"
#include "privacy/privacy.h"

/*
 * Reads the list `file`, unless it lies in a repository, or a folder, that
 * cli->paths are of (none: where one stands): then the status is TW_USAGE. The
 * caller frees it.
 */
enum tw_status tw_cli_names(struct tw_private_names **names,
	const struct tw_cli *cli, const char *file, struct tw_error *err);

#endif
