/*
 * Headings as the table of what people type has them, and those that are made
 * of these.
 */
#ifndef TW_IMPORT_COMPOUND_H
#define TW_IMPORT_COMPOUND_H

#include "base/utf8.h"
#include "record/typed.h"

/* Cuts the next word, letters of ASCII, off `rest`; false if there is none. */
bool tw_heading_word(struct tw_view *word, struct tw_view *rest);

/* How many such words there are. */
size_t tw_heading_word_count(struct tw_view text);

/* The heading that a text is, of one section or of either of two; or NULL. */
const struct tw_typed *tw_heading_row(struct tw_view text);

/* Cuts the next of several names, as in "Risks / issues", off `rest`. */
bool tw_heading_name(struct tw_view *name, struct tw_view *rest);

/*
 * The heading of the format that is meant by one with a time beside it, as in
 * "Progress since our last meeting", or by several names of one section, as in
 * "Exit strategy / sustainability"; NULL: none is.
 */
const struct tw_typed *tw_heading_compound(struct tw_view text);

/* True for "Planned activity last period", which the last record has. */
bool tw_heading_past_plans(struct tw_view text);

#endif
