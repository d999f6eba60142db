/*
 * What history says of records, for people and for programs: changes in
 * substance, who made them and when. spec/history.md.
 */
#ifndef TW_REPORT_PAST_H
#define TW_REPORT_PAST_H

#include "base/buffer.h"
#include "history/past.h"
#include "report/veil.h"

/* A document on its way; each call appends to `out`, made safe. */
struct tw_past_page {
	struct tw_buffer *out;
	unsigned width;
	bool color;
	bool markdown;
	bool filled;  /* something stands on it; at first, nothing does */
	bool blank;   /* and that is an empty line */
	bool whole;   /* a word that was replaced all over is told each time */
	struct tw_arena *arena; /* to work in; reset by whoever owns it */
	const struct tw_veil *veil; /* over all that is told; NULL: none */
	struct tw_view title;   /* that stands at the top, for as long as the
	                         * page is used; empty: none */
};

/* What history is told of: a title, its slug or path, and a line below. */
void tw_past_title(struct tw_past_page *page, struct tw_view title,
	struct tw_view beside, struct tw_view below);

/*
 * A commit, and what it did, but for `left` records of which nothing is told.
 * Fails only without memory, also that of `out`.
 */
enum tw_status tw_past_tell(struct tw_past_page *page,
	const struct tw_commit *commit, const struct tw_deed *deeds,
	size_t count, size_t left, struct tw_error *err);

/* What became of one record, with a heading of its own. */
enum tw_status tw_deed_tell(struct tw_past_page *page,
	const struct tw_deed *deed, struct tw_error *err);

/* The same as an object of a JSON array, with a comma before it. */
enum tw_status tw_past_json(struct tw_buffer *out,
	const struct tw_commit *commit, const struct tw_deed *deeds,
	size_t count, struct tw_arena *arena, struct tw_error *err);

#endif
