/*
 * What holds of the documents that a record is written as.
 */
#ifndef TW_PROPERTY_DOCUMENT_H
#define TW_PROPERTY_DOCUMENT_H

#include <termwise/record.h>

/*
 * NULL if a record without layout findings is written in each form, none of
 * which bears a command to a log, and, with marks, gives its canonical form
 * back from each, undressed by spec/documents.md alone; else what does not
 * hold. What is put together on the way lives in `arena`.
 */
const char *document_fault(const struct tw_record *record,
	struct tw_view canonical, struct tw_arena *arena);

#endif
