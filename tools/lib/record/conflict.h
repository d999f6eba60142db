/*
 * The conflicts that a merge left in a text: which lines are whose. Bytes
 * only: the text need be no record. spec/merge.md, "Conflicts".
 */
#ifndef TW_RECORD_CONFLICT_H
#define TW_RECORD_CONFLICT_H

#include <termwise/base.h>

/* In the order in which they stand. */
enum tw_conflict_part {
	TW_PART_OURS,
	TW_PART_BASE,
	TW_PART_THEIRS,
	TW_PARTS
};

/* All views are of the text, raw lines with their ends. */
struct tw_conflict {
	struct tw_conflict *next;
	struct tw_view whole;    /* from the first comment to the last marker */
	struct tw_view comments; /* the "# merge:" lines above the markers */
	struct tw_view part[TW_PARTS];  /* of a base not shown, ptr is NULL */
	struct tw_view label[TW_PARTS]; /* at its marker; may be empty */
	size_t size;             /* of the markers */
	uint32_t line;           /* of the first marker, from 1 */
};

/* A marker that does not go with the others. */
struct tw_conflict_fault {
	struct tw_conflict_fault *next;
	struct tw_view what; /* a clause: what is wrong with it */
	uint32_t line;
};

struct tw_conflicts {
	struct tw_conflict *first;
	size_t count;
	struct tw_conflict_fault *faults; /* none: nothing is in doubt */
};

/*
 * Finds all conflicts of a text in one pass. Within a base, markers that are
 * longer than its own are part of it: git nests them there. Any other marker
 * out of its turn is a fault, and no conflict is then made of it. Fails only
 * without memory.
 */
enum tw_status tw_conflicts_read(struct tw_conflicts *conflicts,
	struct tw_arena *arena, struct tw_view text, struct tw_error *err);

/*
 * The length of the marker that a line begins with: seven or more of one of
 * < = > | and then a blank or nothing. 0: it is none.
 */
size_t tw_marker_length(struct tw_view line);

/*
 * True if a line without its end is a comment that says what the sides of a
 * conflict did; `sentence` is then what it says.
 */
bool tw_comment_merge(struct tw_view *sentence, struct tw_view line);

/* Takes the next line, with its end, off `rest`; false at the end. */
bool tw_raw_line(struct tw_view *line, struct tw_view *rest);

/* A line without its end, LF or CR LF. */
struct tw_view tw_raw_bare(struct tw_view line);

#endif
