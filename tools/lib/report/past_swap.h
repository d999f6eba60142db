/*
 * Inside the telling of history: one word put in the place of another one all
 * over, as by searching and replacing, which is told once.
 */
#ifndef TW_REPORT_PAST_SWAP_H
#define TW_REPORT_PAST_SWAP_H

#include "history/past.h"

struct tw_swap {
	struct tw_view was, is; /* words, without the punctuation at their ends */
	size_t items, records;  /* in which nothing else changed, and of which */
};

/*
 * Finds the swap that most of the items that were reworded have, if ten have
 * it; else swap->items is 0. Views into the deeds.
 */
void tw_swap_find(struct tw_swap *swap, const struct tw_deed *deeds,
	size_t count);

/* True if this is all that happened to an item, or to a record. */
bool tw_swap_is_all(const struct tw_swap *swap,
	const struct tw_item_edit *edit);
bool tw_swap_is_whole(const struct tw_swap *swap, const struct tw_deed *deed);

#endif
