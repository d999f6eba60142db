/*
 * The lines of a document, and the ways to dress them.
 */
#ifndef TW_REPORT_DOCUMENT_DRESS_H
#define TW_REPORT_DOCUMENT_DRESS_H

#include "report/veil.h"
#include "report/word.h"

/* A line of a record as it is written. */
enum tw_document_line_kind {
	TW_WRITTEN_NONE,    /* above the first and below the last one */
	TW_WRITTEN_EMPTY,
	TW_WRITTEN_HEADING,
	TW_WRITTEN_ITEM,    /* behind its "- " */
	TW_WRITTEN_MORE,    /* goes on with the line above; behind the blanks */
	TW_WRITTEN_WITHIN,  /* a comment between the lines of an item */
	TW_WRITTEN_COMMENT, /* any other */
	TW_WRITTEN_FIELD
};

struct tw_document_line {
	enum tw_document_line_kind kind, before, next;
	struct tw_view text;
};

struct tw_document_dress;

/* A document on its way. */
struct tw_document_sheet {
	struct tw_buffer *out;
	const struct tw_document_dress *dress;
	const struct tw_veil *veil; /* see struct tw_document_style */
	int open; /* what the dress has begun: its own affair; 0: nothing */
	enum tw_word_form form;    /* of those of Word, with the next three */
	struct tw_word_sheet word;
	struct tw_buffer body;
	struct tw_view name;
};

/*
 * How each part of a document looks, in the order of the parts. All texts
 * are one line.
 */
struct tw_document_dress {
	/* Once: the name of the area, and what the document is called. */
	void (*begin)(struct tw_document_sheet *sheet, struct tw_view area,
		struct tw_view name);
	/* A label of the head, and what it labels. */
	void (*label)(struct tw_document_sheet *sheet, struct tw_view label,
		struct tw_view value);
	/* The line that says that records are shown whole. */
	void (*marks)(struct tw_document_sheet *sheet, struct tw_view label,
		struct tw_view value);
	void (*priority)(struct tw_document_sheet *sheet, struct tw_view title);
	void (*scope)(struct tw_document_sheet *sheet, struct tw_view text);
	void (*field)(struct tw_document_sheet *sheet, struct tw_view name,
		struct tw_view value);
	void (*heading)(struct tw_document_sheet *sheet, struct tw_view name);
	void (*item)(struct tw_document_sheet *sheet, struct tw_view text);
	/* Instead of the four above: a line of a record. */
	void (*written)(struct tw_document_sheet *sheet,
		const struct tw_document_line *line);
	void (*end)(struct tw_document_sheet *sheet);
};

extern const struct tw_document_dress tw_document_text;
extern const struct tw_document_dress tw_document_markdown;
extern const struct tw_document_dress tw_document_html;
extern const struct tw_document_dress tw_document_word;

#endif
