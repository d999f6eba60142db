/*
 * Words that the end of a line parts, as programs do that set lines: "destina-"
 * and "tion". spec/documents.md, chapter 11.
 */
#ifndef TW_IMPORT_HYPHEN_H
#define TW_IMPORT_HYPHEN_H

#include "import/blocks.h"
#include "import/import.h"

enum tw_hyphen {
	TW_HYPHEN_NONE,   /* none that parts a word */
	TW_HYPHEN_OWN,    /* of the word itself: "part-time" */
	TW_HYPHEN_OF_LINE /* it stands there for the line's sake */
};

/* What parts a line and the next, which goes on with it; fills in `parted`. */
enum tw_hyphen tw_hyphen_between(struct tw_parted *parted,
	struct tw_view above, struct tw_view below);

/* Says which words are whole again. */
void tw_hyphen_say(const struct tw_parted *parted, struct tw_report *report);

#endif
