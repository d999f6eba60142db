/*
 * Lines of a document before they are put together: what is no part of an
 * update is taken out, and what stands side by side gets lines of its own.
 * spec/documents.md, "Lines".
 */
#ifndef TW_IMPORT_LINES_H
#define TW_IMPORT_LINES_H

#include "import/document.h"

/*
 * Hands over the lines of `source` as they are read on; they live in the
 * report's arena. What is left out is noted there. Fails without memory only.
 */
enum tw_status tw_lines_arrange(struct tw_source *arranged,
	struct tw_report *report, struct tw_source *source,
	const struct tw_calendar *calendar, const struct tw_areas *areas);

#endif
