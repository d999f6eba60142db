/*
 * The canonical form of a record. spec/format.md, "Canonical form".
 */
#ifndef TW_RECORD_WRITE_H
#define TW_RECORD_WRITE_H

#include "base/buffer.h"

#include <termwise/record.h>

/*
 * Appends the canonical form; as tw_record_write. Without memory the buffer
 * has `failed` set.
 */
void tw_record_write_to(struct tw_buffer *out, const struct tw_record *record);

/* True if an item's text, written bare, would be a mark or an error. */
bool tw_text_needs_escape(struct tw_view text);

#endif
