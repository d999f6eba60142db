/*
 * Inside the layout of tables: what is asked of cells and rows, and how they are
 * handed over. A head is a cell that heads a row or a column.
 */
#ifndef TW_IMPORT_STORY_LAYOUT_H
#define TW_IMPORT_STORY_LAYOUT_H

#include "import/story_cells.h"

/* Adds a piece, and all pieces of others, with a gap above the first. */
void tw_pieces_apart(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_piece piece);
void tw_pieces_append(struct tw_pieces *to, struct tw_pieces *from);

bool tw_cell_is_section(const struct tw_cell *cell);
bool tw_cell_is_label(const struct tw_cell *cell);
bool tw_cell_is_title(const struct tw_cell *cell); /* a label of titles */
bool tw_cell_is_empty(const struct tw_cell *cell);
bool tw_cell_is_formal(const struct tw_cell *cell);

/* "Area | Central Lancs | Period | Spring 2": each other cell is a label. */
bool tw_cells_are_pairs(const struct tw_cell_row *row);

/* How many cells of a row are headings of sections. */
size_t tw_cells_sections(const struct tw_cell_row *row);

/* A head, whole, and from then on its words again. */
void tw_cell_add_head(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_cell *head);

/* A head that was of no use is said, by what it is; and so are others. */
#define TW_HEADS_COLUMN "what heads a column"
void tw_cell_leave(struct tw_word_story *story, struct tw_cell *head,
	const char *what);
void tw_cells_leave_heads(struct tw_word_story *story, struct tw_cell *cells);

/* "RAG: green", the words of a head before what stands below it. */
void tw_cell_add_named(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_cell *head, struct tw_cell *cell);

/* The line that begins a part, such as "Period", a cell below it. */
void tw_story_begin_part(struct tw_word_story *story, struct tw_pieces *to,
	const struct tw_cell *title, const char *label);

/* The line that begins a priority, and its title, which has no rank then. */
void tw_story_begin_priority(struct tw_word_story *story, struct tw_pieces *to,
	const struct tw_cell *title);
void tw_cell_add_title(struct tw_pieces *to, struct tw_cell *title);

/*
 * Rows below sections that stand beside each other, without a title or below
 * one, two or more: section by section, each with what all rows say of it. The last of
 * these rows.
 */
bool tw_columns_are_titled(struct tw_word_story *story);
bool tw_columns_are_sections(const struct tw_cell_row *heads);
struct tw_cell_row *tw_columns_add_sections(struct tw_word_story *story,
	struct tw_pieces *to, struct tw_cell_row *heads);

/* A row of titles above rows that begin with sections; priority by priority. */
bool tw_columns_are_priorities(const struct tw_cell_row *row);
void tw_columns_add_priorities(struct tw_word_story *story,
	struct tw_pieces *to, struct tw_cell_row *head);

#endif
