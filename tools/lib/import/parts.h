/*
 * A document of several terms as parts of one each. spec/documents.md,
 * "The next priority".
 */
#ifndef TW_IMPORT_PARTS_H
#define TW_IMPORT_PARTS_H

#include "import/document.h"

/* Priorities in a row above which the head says the same. */
struct tw_doc_part {
	struct tw_doc document;
	struct tw_term term; /* zero: it cannot be read */
	size_t number;
};

/* Cuts a document, whose priorities are those of its parts from then on. */
enum tw_status tw_doc_parts_cut(struct tw_doc_part **parts, size_t *count,
	const struct tw_doc *document, const struct tw_calendar *calendar,
	struct tw_report *report);

/* By their terms, since a later one goes on with what an earlier one says. */
void tw_doc_parts_sort(struct tw_doc_part *parts, size_t count);

#endif
