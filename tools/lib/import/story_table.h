/*
 * Tables within the text of a document, and where its paragraphs go.
 */
#ifndef TW_IMPORT_STORY_TABLE_H
#define TW_IMPORT_STORY_TABLE_H

#include "import/story.h"

void tw_pieces_add(struct tw_pieces *pieces, struct tw_piece *piece);

/* Where a paragraph goes: the cell that is open, or the document itself. */
struct tw_pieces *tw_story_target(struct tw_word_story *story);

/* The number of a line with words that comes now. */
uint32_t tw_story_number(struct tw_word_story *story);

#endif
