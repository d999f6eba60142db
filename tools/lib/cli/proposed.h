/*
 * What a change proposes: which records it touches, and how they were and are.
 */
#ifndef TW_CLI_PROPOSED_H
#define TW_CLI_PROPOSED_H

#include "history/reader.h"

enum tw_proposal { TW_PROPOSED_RANGE, TW_PROPOSED_STAGED,
	TW_PROPOSED_WORKTREE };

/* So many records of a change are looked at; of the others, the number. */
enum { TW_MOST_PROPOSED = 200 };

struct tw_proposed {
	enum tw_proposal kind;
	struct tw_revision *revision;
	struct tw_reader reader;
	struct tw_commit from, to; /* of a range; else `from` is HEAD */
	bool born;                 /* there is a `from` */
	struct tw_deed *deeds;     /* by path */
	size_t count, left;
	struct tw_view *houses;    /* paths of house rules that change */
	size_t house_count;
	struct tw_view authors;    /* "A, B and 2 others"; of a range only */
	size_t commits;
	struct tw_buffer notes;    /* on what could not be looked at */
	bool unread;               /* there was something of the kind */
	char **paths;              /* [i]: deeds[i].path as an argument; NULL: */
	                           /* it is not there any more */
};

/*
 * Finds out. `range` is "BASE..HEAD": what HEAD has that it does not share
 * with BASE; `folder` is where the work tree is looked at. Whatever comes of
 * it, tw_proposed_end ends it; all else lives in `arena`.
 */
enum tw_status tw_proposed_find(struct tw_proposed *proposed,
	enum tw_proposal kind, const char *range, const char *folder,
	struct tw_arena *arena, struct tw_error *err);
void tw_proposed_end(struct tw_proposed *proposed);

#endif
