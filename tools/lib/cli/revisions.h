/*
 * A run of diff-by-term over two revisions: what both say of the same update.
 */
#ifndef TW_CLI_REVISIONS_H
#define TW_CLI_REVISIONS_H

#include "cli/comparing.h"

/* True if --rev asks for two: "A..B", "A.." or "..B". */
bool tw_cli_two_revisions(const struct tw_comparing *asked);

/* Says what does not go together, or compares; returns the exit status. */
int tw_cli_revisions(struct tw_cli *cli, const struct tw_comparing *asked);

#endif
