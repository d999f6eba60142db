/*
 * The text of examples: its lines, and the stand-ins for what cannot be seen.
 */
#ifndef TW_SPEC_SIGNS_H
#define TW_SPEC_SIGNS_H

#include "base/buffer.h"

bool starts(struct tw_view v, const char *with);
bool is(struct tw_view v, const char *string);
void advance(struct tw_view *v, size_t len);

/* Takes the next line off `rest`, without its line end; false at the end. */
bool next_line(struct tw_view *line, struct tw_view *rest);

/* Appends `v` with the bytes that its stand-ins stand for. */
void expand(struct tw_buffer *out, struct tw_view v);

#endif
