/*
 * A merge of files: what termwise-merge reads, how the sides are called, and
 * what is done where a copy cannot be read as a record.
 */
#ifndef TW_CLI_MERGE_H
#define TW_CLI_MERGE_H

#include "cli/cli.h"

#include <termwise/merge.h>

struct tw_merger {
	struct tw_cli *cli;
	struct tw_arena *arena;
	struct tw_buffer bytes[TW_MERGED];
	struct tw_merge_options options;
	bool two;      /* there is no base */
	bool driver;   /* git runs it, and says what the copies are */
	bool style_given;
	const char *shown; /* the record, for messages, and where it lies */
	const char *theirs; /* where theirs lies; NULL: git says not */
};

/* What lint says of a record by itself, for tw_merge_options. */
enum tw_status tw_merger_judge(struct tw_record *record,
	struct tw_arena *arena, struct tw_error *err);

/*
 * Reads the copies that cli->paths name: OURS THEIRS, or BASE OURS THEIRS,
 * and as `driver` what git gives behind them. `style` may be NULL. However it
 * ends, tw_merger_end gives back what it took.
 */
enum tw_status tw_merger_begin(struct tw_merger *merger, struct tw_cli *cli,
	bool driver, const char *style, struct tw_error *err);
void tw_merger_end(struct tw_merger *merger);

/* Both copies whole, between markers. */
enum tw_status tw_merger_marked(struct tw_view *text,
	struct tw_merger *merger, struct tw_error *err);

/* The merged text, which lives as long as the merger. */
enum tw_status tw_merger_run(struct tw_view *text, bool *conflict,
	struct tw_merger *merger, struct tw_error *err);

#endif
