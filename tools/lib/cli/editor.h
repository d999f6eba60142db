/*
 * The user's own editor, on a few lines of text.
 */
#ifndef TW_CLI_EDITOR_H
#define TW_CLI_EDITOR_H

#include "base/buffer.h"

/*
 * Lets somebody edit `text` in $VISUAL, $EDITOR or vi, and puts what came
 * back in its place. Where the editor cannot be started, or fails, or leaves
 * nothing that can be read, the status is TW_IO, and `text` as it was. No
 * file is left behind.
 */
enum tw_status tw_editor_run(struct tw_buffer *text, struct tw_error *err);

#endif
