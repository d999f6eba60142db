/*
 * Inside the reader of tables: cells and rows, between what opens them and
 * what lays them out.
 */
#ifndef TW_IMPORT_STORY_CELLS_H
#define TW_IMPORT_STORY_CELLS_H

#include "import/blocks.h"
#include "import/story_table.h"

/* What a cell begins with is looked at once. */
struct tw_cell {
	struct tw_cell *next;
	struct tw_pieces pieces;
	struct tw_piece *words; /* its first; NULL: it has none */
	enum tw_block_kind kind;      /* of these: a heading, a label, words */
	int value;
	unsigned column, span;
	bool labelled;                /* a label with something behind it */
	bool used;                    /* a head that was */
	bool over_figures;            /* "Last term", above figures alone */
};

struct tw_cell_row {
	struct tw_cell_row *next;
	struct tw_cell *cells, *last;
	size_t count;
	bool heads; /* as the document says */
};

struct tw_story_table {
	struct tw_story_table *outer;
	struct tw_cell_row *rows, *last;
	struct tw_cell *cell; /* that is open */
};

/* Zeroed room; NULL without memory, which the story then says. */
void *tw_story_take(struct tw_word_story *story, size_t size);

/* How many cells of a row have words. */
size_t tw_cells_filled(const struct tw_cell_row *row);

bool tw_cell_has_figure(const struct tw_cell *cell);

/* "Green", "A/G": colours of a traffic light, or their letters, alone. */
bool tw_cell_rates(const struct tw_cell *cell);

/*
 * "Status | Amber", "RAG | Green": a word of a field, and what it says; above
 * all `sections` "Name | Ada Thorne" as well.
 */
bool tw_cells_are_field(const struct tw_cell_row *row, bool sections);

/* A few words and what they say, as rows of forms do. */
bool tw_cells_name_field(const struct tw_cell_row *row);

/* The same of what heads columns beside two sections or more. */
void tw_cells_betray_head(struct tw_cell_row *row);

/* Tells what rows of a form are of that begin like no section that is known. */
void tw_cells_betray(struct tw_cell_row *rows);

/* Hands over what the rows of a table say, all of whose cells are whole. */
void tw_story_lay_out(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_cell_row *row);

#endif
