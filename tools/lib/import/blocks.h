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
	TW_LABEL    /* of the head: "Period" */
};

struct tw_block {
	struct tw_view text;     /* one space for each run of blanks */
	struct tw_view rest;     /* of a heading or label: what follows it */
	enum tw_block_kind kind;
	int value;               /* section, or enum tw_field_kind of a label */
	uint32_t line;
	unsigned gap;            /* empty lines above it */
	unsigned indent;         /* of its first line */
	bool exact;              /* a heading as the format has it */
	bool dash;               /* `rest` stands behind a dash, not a colon */
	bool strong;             /* a label that is no ordinary word */
	bool ruled;              /* a rule stands above it */
};

struct tw_blocks {
	struct tw_block *at;
	size_t count;
};

enum tw_status tw_blocks_read(struct tw_blocks *blocks,
	struct tw_arena *arena, const struct tw_source *source,
	struct tw_error *err);

/*
 * The length of the bullet or number at the start of a text, with the blanks
 * behind it; 0 if there is none. *number is set for numbers.
 */
size_t tw_bullet_length(struct tw_view text, bool *number);

/* A text with its blanks at both ends off, each run of others one space. */
struct tw_view tw_text_fold(struct tw_arena *arena, struct tw_view text);

/* Reads a text as a heading or a label into `block`; false if it is none. */
bool tw_heading_read(struct tw_block *block);
bool tw_label_read(struct tw_block *block);

/* The line that says that a document has marks. */
bool tw_marks_line(struct tw_view text);

/*
 * Takes a paragraph that stands above points, and begins with all words of a
 * heading of the format, for that heading, if it has but a few words more.
 */
void tw_heading_above(struct tw_block *block);

#endif
