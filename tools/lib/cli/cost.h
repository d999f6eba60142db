/*
 * What house rules took, for those who write them.
 */
#ifndef TW_CLI_COST_H
#define TW_CLI_COST_H

#include "cli/cli.h"

struct tw_rules;

/* Says it on standard error, the dearest rule first. */
void tw_cli_cost(struct tw_cli *cli, const struct tw_rules *rules);

#endif
