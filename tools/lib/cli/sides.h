/*
 * Who is behind the two sides of a merge that git runs.
 */
#ifndef TW_CLI_SIDES_H
#define TW_CLI_SIDES_H

#include "git/revision.h"

#include <termwise/merge.h>

/*
 * Fills in options->said of both sides: "ours (Claire Fox, 3 May 2024)". Which
 * commits are merged is told by the name that git gives a side, or by the one
 * variable GITHEAD_ID in the environment; where the commits of a side that
 * changed the record `path` cannot be found, nothing is filled in. Only memory
 * can fail.
 */
enum tw_status tw_sides_ask(struct tw_merge_options *options,
	const char *path, struct tw_arena *arena, struct tw_error *err);

/*
 * Who changed the record `path` in the commits that `tip` comes from and
 * `other` does not: "Claire Fox", "Claire Fox and Sam Roe", "Claire Fox and 3
 * others", safe to show, long names cut or, if `raw`, as they are; empty if
 * nobody did.
 */
enum tw_status tw_sides_who(struct tw_view *who, struct tw_revision *revision,
	const char *path, const unsigned char tip[32],
	const unsigned char other[32], bool raw, struct tw_arena *arena,
	struct tw_error *err);

/* The one variable GITHEAD_ID, behind its prefix: "ID=NAME"; or NULL. */
const char *tw_sides_head(void);

#endif
