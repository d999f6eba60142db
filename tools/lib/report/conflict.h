/*
 * A conflict as people settle it: where it stands, what the sides did, and
 * both of them with the words that differ marked.
 */
#ifndef TW_REPORT_CONFLICT_H
#define TW_REPORT_CONFLICT_H

#include "record/conflict.h"
#include "report/wrap.h"

#include <termwise/record.h>

enum { TW_SHOWN_OURS, TW_SHOWN_THEIRS, TW_SHOWN_SIDES };

struct tw_conflict_shown {
	const struct tw_conflict *conflict;
	size_t number, count;
	const char *path;
	const struct tw_record *record; /* as it reads with ours */
	const char *at;                 /* where in its source */
	const char *role[TW_SHOWN_SIDES];   /* "your branch", or NULL */
	struct tw_view who[TW_SHOWN_SIDES]; /* and when; empty: not known */
};

/* What a conflict is about, in a sentence or more, without line ends. */
void tw_conflict_sentence(struct tw_buffer *out,
	const struct tw_conflict *conflict);

/* All of it; no line is wider than the paper. */
enum tw_status tw_conflict_show(struct tw_paper *paper,
	const struct tw_conflict_shown *shown, struct tw_error *err);

#endif
