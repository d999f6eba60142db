/*
 * A document as what it says: area, officers, period, and priorities with
 * their sections and items. Nothing is known here of a corpus but the names
 * of its areas. spec/documents.md, "Head", "Priorities".
 */
#ifndef TW_IMPORT_DOCUMENT_H
#define TW_IMPORT_DOCUMENT_H

#include "import/blocks.h"
#include "import/import.h"

/* Something typed, and where; text.ptr NULL: not there. */
struct tw_typed_text {
	struct tw_view text;
	uint32_t line, last; /* where it begins and ends */
};

struct tw_doc_item {
	struct tw_doc_item *next;
	struct tw_view text;
	uint32_t line;
};

struct tw_doc_section {
	struct tw_doc_item *items, **end;
	struct tw_doc_item *subtitles, **subtitle_end;
	struct tw_view typed; /* its first heading */
	bool given;
	bool stated; /* a heading of it says what became of what is below */
};

/* A field that a priority has a line for. */
struct tw_doc_field {
	struct tw_doc_field *next;
	struct tw_view name, value;
	enum tw_field_kind kind;
	uint32_t line;
};

struct tw_doc_priority {
	struct tw_doc_priority *next;
	struct tw_typed_text title;
	struct tw_typed_text scope; /* joined of what follows */
	struct tw_doc_item *paragraphs, **paragraph_end;
	struct tw_typed_text officers; /* if others than the document's */
	struct tw_typed_text names, period, date; /* of the head by then */
	struct tw_doc_field *fields, **field_end;
	struct tw_doc_section sections[TW_SECTIONS];
	struct tw_doc_item *others, **other_end; /* what no section is */
	struct tw_view record; /* with marks: the record itself */
	bool complete;         /* it has its short name: nothing is proposed */
	uint32_t line;
};

struct tw_doc {
	struct tw_typed_text area;
	struct tw_typed_text officers, period, date; /* that were said last */
	struct tw_typed_text perhaps; /* a title that may be officers instead */
	struct tw_doc_item *preface, **preface_end; /* what has no place */
	struct tw_doc_priority *priorities, **end;
	size_t count;
	bool marks;
	bool labelled; /* titles stand behind a label */
};

/*
 * What is known beside the document: the area that a text names, empty if it
 * names none; whom people named to be the officers, or empty; and if the house
 * rules declare all areas.
 */
struct tw_areas {
	struct tw_view (*known)(struct tw_view text, const void *context);
	const void *context;
	struct tw_view officers;
	bool declared;
};

/* Reads blocks; notes and problems go to `report`. */
enum tw_status tw_doc_read(struct tw_doc **document,
	struct tw_report *report, const struct tw_source *source,
	const struct tw_blocks *blocks, const struct tw_areas *areas,
	const struct tw_calendar *calendar);

#endif
