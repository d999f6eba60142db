/*
 * Who last changed the items of a record, for people and for programs.
 */
#ifndef TW_REPORT_BLAME_H
#define TW_REPORT_BLAME_H

#include "history/blame.h"
#include "report/past.h"

/* Both fail only without memory, also that of what they append to. */
enum tw_status tw_blame_text(struct tw_past_page *page,
	const struct tw_blame *blame, struct tw_view path,
	struct tw_error *err);

/* An object of a JSON array, with a comma before it. */
enum tw_status tw_blame_json(struct tw_buffer *out,
	const struct tw_blame *blame, struct tw_view path,
	struct tw_arena *arena, struct tw_error *err);

#endif
