/*
 * Differences as they may go out: into a file byte for byte; else, since a
 * terminal or a log may show them, with nothing in them that acts. Tabs and
 * line ends stay what they are, so that they can be applied.
 */
#ifndef TW_CLI_PATCH_H
#define TW_CLI_PATCH_H

#include "cli/cli.h"
#include "corpus/corpus.h"

/* Adds the difference of two texts to cli->out, as tw_patch_add makes it. */
enum tw_status tw_cli_patch(struct tw_cli *cli, struct tw_view before,
	struct tw_view after, const char *shown, struct tw_error *err);

/* As tw_run.take, with the struct tw_cli to take it: differences of a task. */
enum tw_status tw_cli_take_patch(struct tw_task *task, void *taker,
	struct tw_error *err);

#endif
