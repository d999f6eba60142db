/*
 * A document as lines: what its bytes say, whatever program wrote them, and
 * without the dress of Markdown or HTML. spec/documents.md, "Reading".
 */
#ifndef TW_IMPORT_SOURCE_H
#define TW_IMPORT_SOURCE_H

#include <termwise/base.h>

/* A document may be as long as a record. */
enum { TW_MAX_LINES = 200000 };

struct tw_line {
	struct tw_view text; /* with blanks as typed, without its end */
	uint32_t number;     /* in the file, from 1 */
	bool implied;        /* empty, and only since HTML parts paragraphs */
	bool soft;           /* begun within a paragraph, as typed */
	bool heads;          /* the row that heads a table */
	unsigned char rank;  /* of a heading of Markdown or HTML; 0: none */
	bool title;          /* such a heading that begins a priority */
	bool ranked;         /* a heading of Word or LibreOffice */
	unsigned char dressed; /* as a heading is, by its place in a table: 1 and
	                        its section, TW_SECTIONS for none of them */
	bool apart;          /* a gap belongs above it, though none stands there */
};

enum tw_encoding { TW_UTF8, TW_WINDOWS_1252, TW_UTF16 };

/* How what headers and footers of pages say begins to be called. */
#define TW_OF_PAGE "a page's"

/* What a document holds beside its text, and is left out. */
struct tw_aside {
	struct tw_aside *next;
	uint32_t line;       /* 0: none */
	const char *what;    /* "a comment" */
	struct tw_view text; /* empty: nothing that could be quoted */
	bool many;           /* "3 pictures" */
	bool kept;           /* of a text that is kept, `what` says how */
	size_t again;        /* how often it is left out once more */
};

struct tw_source {
	struct tw_line *lines;
	size_t count;
	struct tw_view text;  /* what was decoded, dress and all */
	const char *fault;    /* NULL, or why this is no document */
	const char *packed;   /* "Word", "LibreOffice"; NULL: it is text */
	struct tw_aside *asides, **aside_end;
	size_t aside_count;
	enum tw_encoding encoding;
	bool markdown;        /* it was that */
	size_t stray;         /* bytes that are no UTF-8, amid what is */
};

/*
 * Reads a document into `arena`. Bytes that are no text are a fault, not a
 * failure. Fails only without memory.
 */
enum tw_status tw_source_read(struct tw_source *source,
	struct tw_arena *arena, struct tw_view bytes, struct tw_error *err);

/* Collects lines while a document is undressed. */
struct tw_lines {
	struct tw_arena *arena;
	struct tw_line *at;
	size_t count, room;
	bool failed;
};

void tw_lines_add(struct tw_lines *lines, struct tw_view text,
	uint32_t number);

/*
 * True if a text is HTML; its lines. What is left out of tables is an aside of
 * `source`, which has the text.
 */
bool tw_html_is(struct tw_view text);
void tw_html_lines(struct tw_lines *lines, struct tw_source *source);

/* True for Markdown: the first line is a heading of it, or two of rank 2. */
bool tw_markdown_is(struct tw_view text);
void tw_markdown_lines(struct tw_lines *lines, struct tw_view text);

/*
 * A text in UTF-8 without the characters that nobody can see, and with the
 * line ends that tw_line_next knows; ptr NULL: no memory.
 */
struct tw_view tw_source_clean(struct tw_source *source,
	struct tw_arena *arena, struct tw_view text);

/*
 * True if bytes are a document of Word or LibreOffice, or of a form of it that
 * is refused; its lines. What is wrong with it is a fault. Fails without
 * memory, and if what unpacks it cannot be loaded.
 */
bool tw_word_is(struct tw_view bytes);
enum tw_status tw_word_lines(struct tw_lines *lines,
	struct tw_source *source, struct tw_view bytes, struct tw_error *err);

/* Takes a line off `rest`, in whatever way it ends; false at the end. */
bool tw_line_next(struct tw_view *line, uint32_t *number,
	struct tw_view *rest);

/* Notes what it holds that is no part of its text. */
struct tw_report;

void tw_source_say(const struct tw_source *source,
	struct tw_report *report);

#endif
