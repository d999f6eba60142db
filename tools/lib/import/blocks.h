/*
 * The lines of a document as blocks: headings, labels, points behind a bullet
 * and paragraphs, wrapped lines put together. spec/documents.md, "Blocks".
 */
#ifndef TW_IMPORT_BLOCKS_H
#define TW_IMPORT_BLOCKS_H

#include "import/source.h"

#include <termwise/record.h>

enum tw_block_kind {
	TW_PARAGRAPH,
	TW_POINT,   /* behind a bullet or a number */
	TW_HEADING, /* of a section */
	TW_LABEL,   /* of the head: "Period" */
	TW_OTHER    /* heads what no section is: "Risks" */
};

struct tw_block {
	struct tw_view text;     /* one space for each run of blanks */
	struct tw_view rest;     /* of a heading or label: what follows it */
	enum tw_block_kind kind;
	int value;               /* section, or enum tw_field_kind of a label;
	                            1 for a rating of no section's */
	int other;               /* the section that it may be as well, ... */
	bool either;             /* ... if it may */
	uint32_t line;
	unsigned gap;            /* empty lines above it */
	unsigned indent;         /* of its first line */
	bool exact;              /* a heading as the format has it */
	bool dash;               /* `rest` stands behind a dash, not a colon */
	bool brief;              /* a heading, what it says behind it */
	bool strong;             /* a label that is no ordinary word */
	bool ruled;              /* a rule stands above it */
	bool underlined;         /* and one right below it, as long */
	bool heads;              /* the row that heads a table */
	bool top;                /* a label above the first heading alone */
	bool ticked, box;        /* a box stands before it */
	bool unmarked;           /* no bullet, right below a line of a point */
	bool titled;             /* numbered as a title is */
	bool chapter;            /* "2." above "2.1", and of no section */
	unsigned list;           /* the number before it; 0: none */
	unsigned within;         /* points that were put behind it */
	unsigned rank;           /* of a heading of its document; 0: none */
};

/* A word that the end of a line had parted, and that is whole again. */
struct tw_parted {
	struct tw_parted *next;
	struct tw_view part, rest;
	uint32_t line; /* that ends with the first part */
};

struct tw_blocks {
	struct tw_block *at;
	size_t count;
	struct tw_parted *parted;
};

enum tw_status tw_blocks_read(struct tw_blocks *blocks,
	struct tw_arena *arena, const struct tw_source *source,
	struct tw_error *err);

/* Tells titles that are numbered, and puts points behind what they are in. */
enum tw_status tw_blocks_join(struct tw_blocks *blocks,
	struct tw_arena *arena, struct tw_error *err);

/*
 * Takes what is dressed as headings of sections are, but has words that none
 * of them has, for one of the section that these betray, or for what is of no
 * section.
 */
void tw_blocks_betray(struct tw_blocks *blocks);

/* A text with its blanks at both ends off, each run of others one space. */
struct tw_view tw_text_fold(struct tw_arena *arena, struct tw_view text);

/* True if a text ends in a word that something must follow. */
bool tw_text_dangles(struct tw_view text);

/* Reads a text as a heading or a label into `block`; false if it is none. */
bool tw_heading_read(struct tw_block *block);

/*
 * The same of one word with something behind a colon, "Impact: too early",
 * which is a sentence where a document does not write all of them so.
 */
bool tw_heading_brief(struct tw_block *block);

/* True if words right before a colon label something, or head a section. */
bool tw_label_stands(struct tw_view text, bool *heading);

bool tw_label_read(struct tw_block *block);

/* The same of what heads what no section of a record is. */
bool tw_other_read(struct tw_block *block);

/* What a line is that is no part of an update, whatever stands around it. */
enum tw_aside_kind {
	TW_ASIDE_NONE, TW_ASIDE_GREETING, TW_ASIDE_SIGNATURE,
	TW_ASIDE_CLOSING, TW_ASIDE_PAGE
};

enum tw_aside_kind tw_line_aside(struct tw_view text);

/* The line that says that a document has marks; it is one of the first. */
enum { TW_MARKS_WITHIN = 60 };

bool tw_marks_line(struct tw_view text);

#endif
