/*
 * Figures in the words of items, offered as measures. spec/documents.md,
 * "Measures".
 */
#ifndef TW_IMPORT_MEASURE_H
#define TW_IMPORT_MEASURE_H

#include "import/import.h"

/*
 * Notes the figures that stand in items of Impact and Activity and that no
 * detail line names, as measures that they might be; with `write` they become
 * detail lines. `before` may be NULL: a record whose measures have names
 * already.
 */
enum tw_status tw_measures_offer(struct tw_record *record,
	const struct tw_record *before, bool write,
	struct tw_report *report);

#endif
