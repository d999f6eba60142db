/*
 * The difference of two texts, line by line, as a patch.
 */
#ifndef TW_GIT_PATCH_H
#define TW_GIT_PATCH_H

#include "base/buffer.h"

/*
 * Appends the unified difference from `before` to `after`, both called
 * `shown`. Nothing is appended if they are equal. Of a file that is not there,
 * before.ptr is NULL.
 */
enum tw_status tw_patch_add(struct tw_buffer *out, struct tw_view before,
	struct tw_view after, const char *shown, struct tw_error *err);

#endif
