/*
 * What became of every item, section by section.
 */
#ifndef TW_COMPARE_ITEMS_H
#define TW_COMPARE_ITEMS_H

#include "account/account.h"

/*
 * Puts each item of both updates into one group: kept, reworded, split,
 * merged, moved, new or gone; spec/likeness.md, chapter 12. Plans are
 * accounted for already.
 */
enum tw_status tw_compare_items(struct tw_comparison *comparison,
	struct tw_sides *sides, struct tw_error *err);

#endif
