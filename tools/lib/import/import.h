/*
 * Documents as officers type them, turned into records.
 * spec/documents.md, "Reading".
 */
#ifndef TW_IMPORT_IMPORT_H
#define TW_IMPORT_IMPORT_H

#include "base/buffer.h"
#include "corpus/catalog.h"

#include <termwise/house.h>
#include <termwise/record.h>

/* Something to say about a document, in plain English. */
struct tw_import_note {
	struct tw_import_note *next;
	uint32_t line;   /* of the document; 0: as a whole */
	uint32_t number; /* in the order in which they came */
	struct tw_view text;
};

/*
 * Notes: what was inferred, left out, proposed. Problems: what stops it. Said:
 * what notes quote of the document, since it stands in no record.
 */
struct tw_report {
	struct tw_arena *arena;
	struct tw_import_note *said, **said_end;
	struct tw_import_note *offers, **offer_end; /* figures as measures */
	struct tw_import_note *hints, **hint_end; /* left out, but may tell */
	unsigned hint_count[4]; /* by their kinds */
	struct tw_buffer labels; /* that were read, for one note */
	uint32_t count, label_count; /* of notes and of labels */
	struct tw_import_note *notes, **note_end;
	struct tw_import_note *problems, **problem_end;
	struct tw_error *err;
	enum tw_status status; /* TW_NO_MEMORY once that is so */
};

void tw_report_note(struct tw_report *report, uint32_t line,
	const char *format, ...) __attribute__((format(printf, 3, 4)));
void tw_report_problem(struct tw_report *report, uint32_t line,
	const char *format, ...) __attribute__((format(printf, 3, 4)));

/* A figure that may be a measure. */
void tw_report_offer(struct tw_report *report, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The beginning of a text, enough to know it by; "..." says that it goes on. */
struct tw_view tw_report_short(struct tw_report *report,
	struct tw_view text);

/* Words of the document that a note has quoted. */
void tw_report_said(struct tw_report *report, struct tw_view text);

/* What is left out, and may say area, term or officers all the same. */
enum tw_hint_kind {
	TW_HINT_TEXT, /* a subject, a greeting, the sender of a memo */
	TW_HINT_PAGE, TW_HINT_SIGNATURE,
	TW_HINT_MAIL  /* whom a mail is from, and when it was sent */
};

void tw_report_hint(struct tw_report *report, uint32_t line,
	struct tw_view text, enum tw_hint_kind kind);

/* A label of the document: all go into one note. */
void tw_report_label(struct tw_report *report, struct tw_view label,
	uint32_t line);

struct tw_import_options {
	const struct tw_catalog *catalog; /* of the corpus */
	/* What people said; NULL: nothing. */
	const char *area, *term, *officers;
	const char *priorities; /* slugs in the document's order, a list */
	bool measures;          /* write them, too */
	bool term_only;         /* find out no more than area and term */
};

/* A record that a document gives. */
struct tw_imported_record {
	struct tw_imported_record *next;
	struct tw_view place; /* "area/priority/term.txt", NUL behind it */
	struct tw_term term;
	struct tw_view bytes; /* in canonical form */
	struct tw_view before; /* the bytes that lie there already; or empty */
	bool there;           /* some lie there */
	bool same;            /* and say the same in canonical form */
};

struct tw_imported {
	struct tw_imported_record *records;
	size_t count;
	struct tw_view area, term_text; /* empty where records say it */
	struct tw_term term; /* the first */
	size_t terms;
	struct tw_report report;
};

/*
 * Reads a document. If it has problems there are no records. Everything lives
 * in `arena`; `bytes` and the catalog stay as long.
 */
enum tw_status tw_import(struct tw_imported **imported,
	struct tw_arena *arena, struct tw_view bytes,
	const struct tw_import_options *options, struct tw_error *err);

/*
 * Writes a record that is new below `root`, its folders too; as
 * tw_file_create.
 */
enum tw_status tw_imported_write(const struct tw_imported_record *record,
	const char *root, struct tw_error *err);

#endif
