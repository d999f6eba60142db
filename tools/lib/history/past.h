/*
 * What commits did to records, commit by commit, newest first: a walk that
 * follows paths back through renames, and opens no folder that did not
 * change. spec/history.md.
 */
#ifndef TW_HISTORY_PAST_H
#define TW_HISTORY_PAST_H

#include "git/commit.h"
#include "git/trees.h"
#include "history/edits.h"

/* A record as a commit has it. */
struct tw_version {
	struct tw_record *record; /* NULL: it is not there, or no record */
	const char *fault; /* why it cannot be read as a record; NULL: it can */
	uint32_t line;     /* where the first fault stands; 0: nowhere */
	bool present;
};

/* What a merge made of a part that both sides did something to. */
enum tw_decided {
	TW_DECIDED_FIRST,    /* as the first side has it, against the second */
	TW_DECIDED_SECOND,
	TW_DECIDED_BOTH,     /* something of both */
	TW_DECIDED_ANEW,     /* as neither has it */
	TW_DECIDED_LEFT_OUT, /* gone, though a side had it new or changed */
	TW_DECIDED_COUNT
};

struct tw_decision {
	const struct tw_node *merged, *side[2];     /* an item, or */
	const struct tw_field *field, *field_of[2]; /* a field; NULL: none */
	enum tw_decided decided;
};

/* What a commit did to a record. */
struct tw_deed {
	struct tw_view path;
	struct tw_view was;     /* its path before; empty: the same */
	struct tw_version from, to;
	struct tw_view than;    /* the commit it is held against, if that is
	                         * not the parent; empty: it is */
	struct tw_edits edits;  /* of what can be read; else nothing */
	struct tw_decision *decisions; /* of a merge that both sides changed */
	size_t decision_count;
	bool merged;            /* both sides of a merge changed it */
};

struct tw_past;
struct tw_reader;

/*
 * Opens a walk from a commit backwards, which follows `paths` (below the top
 * of the repository; "": everything) as far as commits that were made after
 * `since` (seconds since 1970; LLONG_MIN: all). Of a commit that changed more
 * than `most` files only the first ones are read. Of very many renames only
 * the latest are followed.
 */
enum tw_status tw_past_open(struct tw_past **past,
	struct tw_revision *revision, const unsigned char from[32],
	const struct tw_view *paths, size_t count, long long since,
	size_t most, struct tw_error *err);
void tw_past_close(struct tw_past *past);

/*
 * The next commit that changed something there, or that a shallow clone ends
 * with while something stands there: that one has no deeds. *left is how many
 * files of it were not read. `arena` is reset first.
 */
enum tw_status tw_past_next(struct tw_commit *commit, struct tw_deed **deeds,
	size_t *count, size_t *left, bool *ended, struct tw_past *past,
	struct tw_arena *arena, struct tw_error *err);

/* What it reads with. */
struct tw_reader *tw_past_reader(struct tw_past *past);

/* How many commits were looked at so far. */
size_t tw_past_seen(const struct tw_past *past);

/*
 * What two trees differ in, record by record. Renames are found. `wanted` is
 * asked about files that are named as records only.
 */
enum tw_status tw_deeds_between(struct tw_deed **deeds, size_t *count,
	struct tw_reader *reader, const struct tw_tree_pair *pair,
	struct tw_arena *arena, struct tw_error *err);

#endif
