/*
 * What came of importing a document, and what holds of it whatever the
 * document was. The calls of the importer are made here alone.
 */
#ifndef TW_PROPERTY_IMPORTED_H
#define TW_PROPERTY_IMPORTED_H

#include "base/buffer.h"

#include <termwise/house.h>
#include <termwise/record.h>

/* It lives in the arena it was read in, but for `said`. */
struct imported {
	struct tw_record **records;
	struct tw_view *places; /* below the root */
	size_t count;
	bool refused;           /* nothing may be written */
	const struct tw_house *house;
	struct tw_buffer said;  /* notes and problems, a line each */
};

/*
 * Imports `bytes` into no corpus, under the house rules of the text `rules`
 * (NULL: none). False if a machine failed. Ends with imported_release.
 */
bool imported_read(struct imported *imported, struct tw_arena *arena,
	struct tw_view bytes, const char *rules);
void imported_release(struct imported *imported);

/*
 * NULL, or what is wrong: what is refused has a problem that is said; a
 * record is in canonical form and, if `rules`, lies in its place and breaks
 * no rule.
 */
const char *imported_fault(const struct imported *imported,
	struct tw_arena *arena, bool rules);

/*
 * A word of `source` that is neither in a record nor in what was said; empty
 * if there is none. A word is a run of letters and digits of ASCII. Lines
 * that are headings or labels do not count, nor do marks of items, nor does,
 * however often it stands there, a word of `exempt`.
 */
struct tw_view imported_lost(const struct imported *imported,
	struct tw_view source, const char *exempt);

#endif
