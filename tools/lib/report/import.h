/*
 * What was made of a document, for people.
 */
#ifndef TW_REPORT_IMPORT_H
#define TW_REPORT_IMPORT_H

#include "import/import.h"

/*
 * Appends lines that each end in NUL, as tw_cli_note takes them; `wrote` says
 * that the figures offered are in the records.
 */
void tw_import_text(struct tw_buffer *out, const char *shown,
	const struct tw_imported *imported, bool wrote);

#endif
