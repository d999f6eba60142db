/*
 * A document for Word or for LibreOffice, block by block: one model, and a
 * writer for each of the two. Real headings, lists and tables; no author, no
 * time and no machine, so that the same blocks are the same bytes.
 *
 * Blocks go on below each other: each is begun, gets its text in runs, and
 * ends where the next begins. Tables hold rows, rows cells, and cells blocks;
 * none stands within another.
 *
 * Texts are of others and may be anything: what XML or a screen cannot show
 * is written as tw_safe_add does.
 */
#ifndef TW_REPORT_WORD_H
#define TW_REPORT_WORD_H

#include "base/buffer.h"

enum tw_word_form { TW_WORD_DOCX, TW_WORD_ODT };

enum tw_word_block {
	TW_WORD_NONE,
	TW_WORD_TITLE,     /* once, at the top */
	TW_WORD_HEADING_1,
	TW_WORD_HEADING_2,
	TW_WORD_HEADING_3,
	TW_WORD_PARAGRAPH,
	TW_WORD_NOTE,      /* small, aside */
	TW_WORD_ITEM       /* of a list with bullets */
};

/* How a run looks, added up. */
enum {
	TW_WORD_PLAIN = 0,
	TW_WORD_STRONG = 1,
	TW_WORD_EMPHASIS = 2,
	TW_WORD_MUTED = 4,
	TW_WORD_MARKED = 8 /* underlined: a word that changed */
};

enum { TW_WORD_COLUMNS = 12, TW_WORD_MOST_SHARE = 40 };

struct tw_word_writer;

struct tw_word_sheet {
	const struct tw_word_writer *writer;
	struct tw_buffer *body; /* the caller's */
	enum tw_word_block open;
	unsigned shares[TW_WORD_COLUMNS]; /* of the table, in all `sum` */
	unsigned columns, sum, column;
	bool row, cell;        /* one is open */
	bool heading_row;
	bool filled;           /* the cell has a block */
	bool list, headed;     /* the writer's: what is open */
	bool blank;            /* the writer's: a blank would be folded */
};

/*
 * Begins blocks, which are appended to `body`; and ends those that are open.
 * Bodies may be put together from parts that ended.
 */
void tw_word_begin(struct tw_word_sheet *word, enum tw_word_form form,
	struct tw_buffer *body);
void tw_word_end(struct tw_word_sheet *word);

/*
 * Appends the document that has this body and is called `title`. Without
 * memory out->failed is set.
 */
void tw_word_package(struct tw_buffer *out, enum tw_word_form form,
	struct tw_view title, struct tw_view body);

/* Begins a block. */
void tw_word_block(struct tw_word_sheet *word, enum tw_word_block block);

/* Adds text of one line to it, or begins a line within it. */
void tw_word_run(struct tw_word_sheet *word, struct tw_view text,
	unsigned look);
void tw_word_line(struct tw_word_sheet *word);

/* A block with one run. */
void tw_word_add(struct tw_word_sheet *word, enum tw_word_block block,
	struct tw_view text);

/*
 * Begins a table of `columns` columns, at most TW_WORD_COLUMNS, as wide as
 * their shares of the page, each from 1 to TW_WORD_MOST_SHARE; then rows, those
 * of headings first, each with its cells.
 */
void tw_word_table(struct tw_word_sheet *word, const unsigned *shares,
	unsigned columns);
void tw_word_row(struct tw_word_sheet *word, bool heading);
void tw_word_cell(struct tw_word_sheet *word);
void tw_word_table_end(struct tw_word_sheet *word);

#endif
