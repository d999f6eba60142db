/*
 * What a corpus has declared public: hashes of what each value comes to.
 */
#ifndef TW_PRIVACY_PUBLIC_H
#define TW_PRIVACY_PUBLIC_H

#include "base/buffer.h"
#include "privacy/privacy.h"

/* True if what has this hash (struct tw_hit) is; NULL: nothing is. */
bool tw_private_is_public(const struct tw_private_public *allowed,
	uint64_t hash);

/*
 * Appends the hashes of all that is found in a value that is declared public,
 * and of the value as a name. False without memory.
 */
bool tw_private_hashes(struct tw_buffer *hashes, struct tw_view value);

#endif
