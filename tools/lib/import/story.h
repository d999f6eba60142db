/*
 * The text of a document of Word or LibreOffice, in the order in which it is
 * read, and as the lines that a plain text would have. A paragraph is a line;
 * an empty one is an empty line. Tables are read row by row, unless their
 * sections or their priorities stand in columns. spec/documents.md, "Word and
 * LibreOffice".
 *
 * Lines are numbered as people count: each paragraph with words in it, and each
 * row of a table.
 */
#ifndef TW_IMPORT_STORY_H
#define TW_IMPORT_STORY_H

#include "base/buffer.h"
#include "import/source.h"

enum tw_list_kind { TW_NO_LIST, TW_BULLETS, TW_NUMBERS };

/* A paragraph that is open; text boxes have some within others. */
struct tw_story_paragraph {
	struct tw_buffer text;
	enum tw_list_kind list;
	unsigned rank;   /* of a heading, from 1; 0: none */
	unsigned level;  /* of a point within others, from 0 */
	bool indented;   /* goes on with a point, if it stands below one */
	bool ruled;      /* a line is drawn along it */
	bool bold;       /* all of it is */
};

/* What becomes a line, or several. */
struct tw_piece {
	struct tw_piece *next;
	struct tw_view text;
	uint32_t number;
	unsigned rank, level;
	enum tw_list_kind list;
	bool more;  /* goes on with the point above it */
	bool row;   /* of a table, in one line */
	bool heads; /* which heads those below */
	bool apart; /* a gap stands above it */
	bool bold;  /* all of it is, and it is no point and in no table */
	unsigned char dressed; /* as a heading is: 1 and its section; 0: no */
};

struct tw_pieces {
	struct tw_piece *first, *last;
	size_t count;
};

enum { TW_STORY_TABLES = 16, TW_STORY_BOXES = 16, TW_STORY_LEVELS = 10 };

struct tw_story_table;

struct tw_word_story {
	struct tw_arena *arena;
	struct tw_source *source; /* gets what is left out */
	struct tw_pieces pieces;
	struct tw_story_table *tables; /* the innermost that is open */
	unsigned depth, too_deep;      /* of tables; of those beyond */
	struct tw_story_paragraph open[TW_STORY_BOXES];
	unsigned paragraphs;           /* that are open */
	uint32_t number;
	bool row_numbered;             /* the row of the table has one */
	bool below_section;            /* a heading of one stands above all */
	bool after_table;              /* a table ended here */
	bool sections;                 /* a table had some above */
	const struct tw_piece *looked; /* the last above a table */
	size_t pictures, bytes;        /* bytes of text */
	bool failed;                   /* no memory */
};

void tw_story_begin(struct tw_word_story *story, struct tw_arena *arena,
	struct tw_source *source);
void tw_story_release(struct tw_word_story *story);

/*
 * Begins a paragraph, and ends it. The one that is begun is all default; NULL
 * where there are too many within each other, which then is said.
 */
struct tw_story_paragraph *tw_story_paragraph(struct tw_word_story *story);
void tw_story_paragraph_end(struct tw_word_story *story);

/* The paragraph that is open; NULL: none. */
struct tw_story_paragraph *tw_story_open(struct tw_word_story *story);

/* Adds text to it, if there is one; '\v' begins a line within it. */
void tw_story_text(struct tw_word_story *story, struct tw_view text);

/* Tables; those too deep within each other are read as what they hold. */
void tw_story_table(struct tw_word_story *story);
void tw_story_row(struct tw_word_story *story);
void tw_story_row_heads(struct tw_word_story *story); /* those below it */
void tw_story_cell(struct tw_word_story *story);
/* Of the cell. */
void tw_story_span(struct tw_word_story *story, unsigned columns);
void tw_story_cell_end(struct tw_word_story *story);
void tw_story_table_end(struct tw_word_story *story);

/* What of forms cannot be taken, as an aside. */
#define TW_NO_CHOICE "a list of which nothing is chosen"
#define TW_CONTROL "what is chosen in a control"

/* Notes that a text is no part of the document: "a comment". */
void tw_story_aside(struct tw_word_story *story, const char *what,
	struct tw_view text);

/* Notes how a text is kept: "heads a column". */
void tw_story_kept(struct tw_word_story *story, const char *how,
	struct tw_view text);

/* The lines of all of it. */
void tw_story_lines(struct tw_lines *lines, struct tw_word_story *story);

#endif
