/*
 * Inputs that are made to take long: each a shape that can be had in any
 * size.
 */
#ifndef TW_PROPERTY_SHAPES_H
#define TW_PROPERTY_SHAPES_H

#include "base/buffer.h"

/*
 * A head, then a line or piece again and again, then a tail. In the piece a
 * "\1" stands for a number that is another each time, and a "\2" for the
 * same number in letters.
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
