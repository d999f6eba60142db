/*
 * Taking off the dress: Markdown and HTML back to the lines that a plain text
 * would have. What is no part of the few constructs that are known is read as
 * text, so that no word is lost.
 */
#ifndef TW_IMPORT_DRESS_H
#define TW_IMPORT_DRESS_H

#include "base/buffer.h"
#include "import/source.h"

/* Keeps what is in a buffer as a line, and empties it; rank 0: no heading. */
void tw_dress_line(struct tw_lines *lines, struct tw_buffer *line,
	uint32_t number, size_t rank);

/* Puts "Priority" before each heading that is a title. */
void tw_dress_titles(struct tw_lines *lines);

/* True if a heading is but a term, such as that of all priorities below it. */
bool tw_dress_is_term(struct tw_view heading);

/* Adds a character. */
void tw_dress_code(struct tw_buffer *out, uint32_t code);

/* Reads "&name;" at the start of `v`, an "&"; its length, or 0. */
size_t tw_entity_length(uint32_t *code, struct tw_view v);

#endif
