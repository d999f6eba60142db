/*
 * Inside the reader of Word's documents: what its parts share. Office Open XML
 * (ECMA-376 part 1, "WordprocessingML"), transitional and strict.
 */
#ifndef TW_IMPORT_DOCX_H
#define TW_IMPORT_DOCX_H

#include "base/set.h"
#include "import/story.h"
#include "word/package.h"
#include "word/xml.h"

/* A list of a paragraph or a style, by the names of the document. */
struct tw_docx_list {
	struct tw_view id; /* ptr NULL: nothing is said */
	unsigned level;
};

/* What a style says of its paragraphs. */
struct tw_docx_style {
	struct tw_view id, based_on;
	struct tw_docx_list list;
	unsigned rank;  /* of a heading, from 1; 0: nothing is said */
	unsigned within; /* levels that its name says it stands within */
	bool body;      /* said to be no heading */
	bool contents;  /* of a table of contents */
	bool indented;  /* goes on with a point, if it has no mark of its own */
	bool ruled;
};

enum { TW_DOCX_LEVELS = 9 };

/* A numbering: what marks the points of each level. */
struct tw_docx_numbering {
	struct tw_view id, abstract; /* abstract: whose levels count */
	enum tw_list_kind levels[TW_DOCX_LEVELS];
	bool own[TW_DOCX_LEVELS];    /* said here */
};

/* The files of a document, and what they say of styles and lists. */
struct tw_docx {
	struct tw_arena *arena;
	struct tw_source *source;
	struct tw_view main, folder; /* its file, and where that lies */
	struct tw_view styles_file, numbering_file;
	struct tw_set styles, abstracts, numberings;
	bool failed;
};

/* Reads what the main file needs; *fault as tw_xml_read. */
enum tw_status tw_docx_read_parts(struct tw_docx *docx,
	const struct tw_package *package, struct tw_error *err);

/* Says what notes, comments, headers and footers hold. */
enum tw_status tw_docx_read_asides(struct tw_docx *docx,
	struct tw_word_story *story, const struct tw_package *package,
	struct tw_error *err);

/* The style of a name; NULL: none. */
const struct tw_docx_style *tw_docx_style(const struct tw_docx *docx,
	struct tw_view id);

/* What marks a point of a list. */
enum tw_list_kind tw_docx_mark(const struct tw_docx *docx,
	struct tw_docx_list list);

/* What a font shows for a letter; where it is none of signs, the letter. */
uint32_t tw_docx_sign(const char *font, uint32_t code);

/* A value of an attribute that is a switch: absent, it is on. */
bool tw_docx_on(const struct tw_xml_element *element);

/* A value that is a number, at most 1000; 0 where it is none. */
unsigned tw_docx_number(const char *value);

#endif
