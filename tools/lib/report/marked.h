/*
 * Words as they are shown, with those marked that another text has not.
 */
#ifndef TW_REPORT_MARKED_H
#define TW_REPORT_MARKED_H

#include "report/wrap.h"
#include "text/differ.h"

/*
 * Adds words as tw_paper_words does, and breaks also within one that is wider
 * than the paper.
 */
void tw_paper_broken(struct tw_paper *paper, struct tw_view text,
	unsigned indent);

/*
 * Adds the words from `i` on that stand in one line, and returns how many were
 * there by then. With `marks`, runs of those that stand alone are in braces,
 * and bold if there is colour.
 */
size_t tw_paper_marked(struct tw_paper *paper,
	const struct tw_shown_words *words, size_t i, bool marks,
	unsigned indent);

/* True if some word does not stand alone: else there is nothing to mark. */
bool tw_any_common(const struct tw_shown_words *words);

#endif
