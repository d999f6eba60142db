/*
 * History of one item, by its key, or of one figure, by its name.
 */
#ifndef TW_HISTORY_FILTER_H
#define TW_HISTORY_FILTER_H

#include "base/set.h"
#include "history/past.h"

#include <termwise/house.h>

struct tw_filter {
	struct tw_view key;     /* empty: any */
	struct tw_view measure; /* empty: any */
	const struct tw_house *house; /* by which names are one; may be NULL */
	struct tw_arena *arena; /* of the texts below */
	struct tw_set texts;    /* that items with the key had without it */
};

/*
 * Leaves in the deeds, which come newest first, what is about the key and the
 * measure; *count is then how many are left. What an item was called before
 * it got its key is remembered.
 */
enum tw_status tw_filter_apply(struct tw_filter *filter,
	struct tw_deed *deeds, size_t *count, struct tw_error *err);

/* True of a detail line that states the measure, by any of its names. */
bool tw_filter_measures(const struct tw_filter *filter,
	const struct tw_detail *detail);

#endif
