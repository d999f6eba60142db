/*
 * Answers about findings, which need no record.
 */
#ifndef TW_CLI_EXPLAIN_H
#define TW_CLI_EXPLAIN_H

#include "cli/cli.h"

/* What the finding `name` means; all findings there are. The exit status. */
int tw_cli_explain(struct tw_cli *cli, const char *name);
int tw_cli_list_findings(struct tw_cli *cli);

#endif
