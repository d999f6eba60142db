/*
 * Text of others, made safe to show on a terminal and in the log of a
 * continuous integration run.
 */
#ifndef TW_REPORT_SAFE_H
#define TW_REPORT_SAFE_H

#include "base/buffer.h"

/*
 * Appends `v` with every control character, bidirectional control and wrong
 * byte shown as "\u{9B}" or "\x{FF}", and a tab as a space.
 */
void tw_safe_add(struct tw_buffer *out, struct tw_view v);

/*
 * The same for a patch, but that tabs, carriage returns before line ends, and a
 * byte order mark at the start of a file stay.
 */
void tw_safe_patch(struct tw_buffer *out, struct tw_view patch);

/*
 * Disarms what a log would take for a command, in all lines from `start` on:
 * a line that begins, after blanks, with "::" gets a backslash before it,
 * and so does the bracket of every "##[".
 */
void tw_safe_lines(struct tw_buffer *out, size_t start);

#endif
