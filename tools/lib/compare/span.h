/*
 * An update against one several before it: what those between say of a plan
 * counts, too. spec/format.md, chapter 19, "Over several updates".
 */
#ifndef TW_COMPARE_SPAN_H
#define TW_COMPARE_SPAN_H

#include <termwise/compare.h>

/*
 * As tw_compare. Each plan is followed from update to update; what is left of
 * the comparison is that of the two.
 */
enum tw_status tw_compare_span(struct tw_comparison **comparison,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	const struct tw_house *house, const struct tw_update *thread,
	size_t from, size_t to, struct tw_error *err);

#endif
