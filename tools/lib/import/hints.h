/*
 * What a document says of its area and term beside its text: in the subject of
 * a mail, its greeting, a page's header. spec/documents.md, chapter 15.
 */
#ifndef TW_IMPORT_HINTS_H
#define TW_IMPORT_HINTS_H

#include "import/document.h"

/*
 * The one area that is known, or the one term, of what was left out; said in
 * the report. Without text: there is none, or there are several.
 */
struct tw_typed_text tw_hint_area(struct tw_report *report,
	const struct tw_areas *areas);
struct tw_typed_text tw_hint_term(struct tw_report *report,
	const struct tw_calendar *calendar);

/*
 * The one whom a role stands beside, in parentheses or in a signature; whom a
 * page names; or whom a memo is from, or a mail that he or she signed.
 */
struct tw_typed_text tw_hint_officers(struct tw_report *report,
	const struct tw_areas *areas, struct tw_view area);

#endif
