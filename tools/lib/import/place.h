/*
 * Where a document belongs: its area, term and officers, as the corpus knows
 * them. spec/documents.md, "Area, term and officers".
 */
#ifndef TW_IMPORT_PLACE_H
#define TW_IMPORT_PLACE_H

#include "import/document.h"

struct tw_place {
	struct tw_arena *arena;
	const struct tw_import_options *options;
	const struct tw_house *house; /* NULL: none */
	const struct tw_calendar *calendar;
	struct tw_view area, area_slug;
	struct tw_term term;
	struct tw_view term_text, date, officers;
	bool own_officers; /* each priority says its own */
};

/* The area of the corpus that has this name, or this as another name. */
struct tw_view tw_place_known(struct tw_view text, const void *place);

/* Finds out, and reports, what the document and the options give. */
enum tw_status tw_place_find(struct tw_place *place,
	const struct tw_doc *document, struct tw_report *report);

/* Names of officers as a list, however they are parted. */
struct tw_view tw_place_officers(struct tw_arena *arena, struct tw_view text);

#endif
