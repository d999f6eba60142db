/*
 * Objects that lie each in a file of its own. One that was cut off, as a full
 * disk or a lost current leaves it, libgit2 1.5 reads for ever: so who asks it
 * for one looks first.
 */
#ifndef TW_GIT_LOOSE_H
#define TW_GIT_LOOSE_H

#include "base/buffer.h"
#include "git/library.h"

/* Where they are, as tw_git_plain found it. */
struct tw_loose {
	struct tw_buffer folders; /* of objects: names, each with a NUL */
	bool some[256];           /* by the first byte of their ids */
};

/*
 * TW_IO if the object's file ends too early, or says nothing that can be
 * unpacked. No more of it is unpacked than `limit` bytes. Whatever else it is,
 * or if there is none, is libgit2's matter. `shown` is what it is in a
 * message. Several threads may ask at once.
 */
enum tw_status tw_loose_check(const struct tw_loose *loose,
	const struct tw_git *git, const git_oid *id, size_t limit,
	const char *shown, struct tw_error *err);

#endif
