/*
 * A line of a document's head that says several things, such as officers, term
 * and area. spec/documents.md, "Lines".
 */
#ifndef TW_IMPORT_HEADLINE_H
#define TW_IMPORT_HEADLINE_H

#include "import/document.h"

enum { TW_HEADLINE_PARTS = 8 };

/*
 * Cuts a line into `parts`, views into it: a term of the calendar, unless that
 * is NULL, and officers with what labels them, from what stands beside them.
 * How many there are; 0 where it is one.
 */
size_t tw_headline_cut(struct tw_view parts[static TW_HEADLINE_PARTS],
	struct tw_view text, const struct tw_calendar *calendar,
	const struct tw_areas *areas);

#endif
