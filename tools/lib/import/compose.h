/*
 * Records composed of what a document says, in canonical form, lines broken
 * at 80 columns. spec/documents.md, "Records".
 */
#ifndef TW_IMPORT_COMPOSE_H
#define TW_IMPORT_COMPOSE_H

#include "base/buffer.h"
#include "import/document.h"

/* What a record's fields will be; empty views are left out. */
struct tw_plan_of_record {
	const struct tw_doc_priority *priority;
	struct tw_view value[TW_KNOWN_FIELDS];
	const struct tw_doc_item *preface; /* comments at the top */
};

/* Writes the record as text; notes what had to be escaped. */
void tw_compose(struct tw_buffer *out, const struct tw_plan_of_record *plan,
	struct tw_report *report);

#endif
