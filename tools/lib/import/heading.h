/*
 * Inside the reading of headings and labels: what both ask of a text.
 */
#ifndef TW_IMPORT_HEADING_H
#define TW_IMPORT_HEADING_H

#include "record/typed.h"

enum {
	TW_HEADING_LEAST = 2,   /* bytes of a row of the table: "IO" */
	TW_HEADING_LONGEST = 80 /* of a heading alone */
};

/* The dash, colon or parenthesis at the start of `v`, blanks before it too. */
size_t tw_heading_mark(bool *dash, struct tw_view v);

/* Drops what people put around a heading: ":", "-", "*" and the like. */
struct tw_view tw_heading_bare(struct tw_view text);

bool tw_heading_one_word(struct tw_view text);

/* What is a slip or two apart begins alike, or ends alike; most is neither. */
bool tw_heading_may_be(struct tw_view a, struct tw_view b);

/* The row of a kind that begins a text, with something behind it; longest. */
const struct tw_typed *tw_heading_start(size_t *length, bool *dash,
	enum tw_typed_kind kind, struct tw_view text);

#endif
