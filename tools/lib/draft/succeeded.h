/*
 * Which priority carries on one that somebody is about to carry on.
 */
#ifndef TW_DRAFT_SUCCEEDED_H
#define TW_DRAFT_SUCCEEDED_H

#include "draft/choose.h"

/*
 * The update of another priority of the area that names the target's under
 * Succeeds, or NULL: the first one of a term after the target's last one and
 * not after the one to write for. What cannot be read is noted in `result`.
 */
enum tw_status tw_target_succeeded(const struct tw_cataloged **by,
	const struct tw_target *target, struct tw_next_result *result,
	struct tw_arena *arena, struct tw_error *err);

#endif
