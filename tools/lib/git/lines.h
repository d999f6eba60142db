/*
 * Three texts merged line by line, as git does it.
 */
#ifndef TW_GIT_LINES_H
#define TW_GIT_LINES_H

#include "base/buffer.h"

struct tw_line_merge {
	struct tw_view base, ours, theirs; /* a base of no bytes: none */
	const char *names[3];  /* of the three, at the markers */
	unsigned marker_size;
	bool show_base;        /* between the markers, too */
};

/* Appends the merged text; *clean is false if there are conflicts in it. */
enum tw_status tw_lines_merge(struct tw_buffer *out, bool *clean,
	const struct tw_line_merge *lines, struct tw_error *err);

#endif
