/*
 * Which commit last changed the substance of each item of a record, whatever
 * re-wrapping and moving came after; and who promised each plan.
 */
#ifndef TW_HISTORY_BLAME_H
#define TW_HISTORY_BLAME_H

#include "history/past.h"

/* Where something comes from; commit NULL: from no commit yet. */
struct tw_origin_of {
	const struct tw_commit *commit;
	unsigned what; /* what happened to it there: bits of edits.h */
};

struct tw_promise {
	const struct tw_commit *commit;
	struct tw_view path; /* of the record in which it was first planned */
	struct tw_view term; /* of that record, as it says */
};

struct tw_blame {
	struct tw_version version;
	struct tw_node *nodes;       /* all items, in the order of the text */
	struct tw_origin_of *items;  /* of each */
	struct tw_promise *promises; /* of each; only plans have one */
	size_t count;
	struct tw_origin_of fields[TW_KNOWN_FIELDS]; /* of those that are there */
};

/*
 * Walks back from `from` for what stands at `path`: in its tree, or, if
 * `bytes` is not NULL, in those, which nobody has committed yet. A record that
 * cannot be read has blame->version.fault, and no items. All lives in `arena`.
 */
enum tw_status tw_blame_find(struct tw_blame *blame,
	struct tw_revision *revision, const struct tw_commit *from,
	struct tw_view path, const struct tw_view *bytes,
	struct tw_arena *arena, struct tw_error *err);

#endif
