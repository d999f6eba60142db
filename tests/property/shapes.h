/*
 * Inputs that are made to take long: each a shape that can be had in any
 * size.
 */
#ifndef TW_PROPERTY_SHAPES_H
#define TW_PROPERTY_SHAPES_H

#include "base/buffer.h"

/*
 * A head, then a line or piece again and again, then a tail. In the piece a
 * "\1" stands for a number that is another each time, in seven digits, a "\2"
 * for the same in five letters, a "\3" for a NUL, and a "\4" for an item that
 * fills a line of 64 KiB, and a "\5" for as many semicolons.
 */
struct shape {
	const char *name;
	const char *head, *piece, *tail;
};

extern const struct shape shapes[];
extern const size_t shape_count;

/* Appends the shape in at most `size` bytes, as many pieces as fit. */
bool shape_write(struct tw_buffer *out, const struct shape *shape,
	size_t size);

#endif
