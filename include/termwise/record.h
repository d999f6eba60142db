/*
 * A record: the update on one priority of one area in one term, read from
 * plain text and written back. spec/format.md.
 *
 * A record and all its nodes live in one arena. They hold views into the
 * bytes that were read, which must stay as long as the record is used.
 * Lists are linked through `next`, in the order of the text.
 */
#ifndef TERMWISE_RECORD_H
#define TERMWISE_RECORD_H

#include <termwise/base.h>
#include <termwise/diagnostic.h>

/* What a record may hold; spec/format.md, "Limits". */
enum {
	TW_MAX_BYTES = 4 * 1024 * 1024,
	TW_MAX_LINE = 64 * 1024,
	TW_MAX_ITEMS = 100000,
	TW_FORMAT = 1 /* the version of the format that is known */
};

enum tw_section_kind {
	TW_OUTCOMES,
	TW_ACTIVITY,
	TW_PLANNED,
	TW_IMPACT,
	TW_EXIT,
	TW_SECTIONS
};

/* In canonical order; X-fields and unknown ones come last. */
enum tw_field_kind {
	TW_PRIORITY,
	TW_TITLE,
	TW_AREA,
	TW_TERM,
	TW_DATE,
	TW_OFFICERS,
	TW_STATUS,
	TW_SUCCEEDS,
	TW_THEME,
	TW_SCOPE,
	TW_FORMAT_FIELD,
	TW_KNOWN_FIELDS,
	TW_X_FIELD = TW_KNOWN_FIELDS,
	TW_UNKNOWN_FIELD
};

/* The dispositions. */
enum tw_state { TW_NO_STATE, TW_DONE, TW_ONGOING, TW_ON_HOLD, TW_DROPPED };

/* The values of the field Status; an absent one is active. */
enum tw_priority_status {
	TW_ACTIVE,
	TW_STATUS_ON_HOLD,
	TW_CLOSING,
	TW_CLOSED
};

/* A line that starts with "#", without its line end. */
struct tw_comment {
	struct tw_comment *next;
	struct tw_view text;
};

/* One line of a text or value. */
struct tw_segment {
	struct tw_segment *next;
	struct tw_comment *comments; /* that stand before it */
	struct tw_view text;         /* without blanks around it */
};

struct tw_field {
	struct tw_field *next;
	struct tw_comment *comments;
	struct tw_segment *value; /* NULL: empty */
	struct tw_view name;      /* as written */
	struct tw_view raw;       /* its lines, from name to last line end */
	enum tw_field_kind kind;
	uint32_t line;
};

/* "= name: value", "+ name: value" or "> key". */
struct tw_detail {
	struct tw_detail *next;
	struct tw_comment *comments;
	struct tw_view name;  /* of the measure; of ">", the key */
	struct tw_view value; /* as written; of ">", empty */
	struct tw_view raw;
	uint32_t line;
	char sign; /* '=', '+' or '>' */
};

struct tw_item {
	struct tw_item *next;
	struct tw_comment *comments;
	struct tw_segment *text;   /* NULL only after a layout error */
	struct tw_detail *details;
	struct tw_view key;        /* without brackets; empty: none */
	struct tw_view raw;        /* its lines, details included */
	enum tw_state state;
	uint32_t line;
	bool escaped; /* written "\[" or "\(": the text is what follows "\" */
	bool gap;     /* blank lines stand between its lines */
};

struct tw_section {
	struct tw_section *next;
	struct tw_comment *comments;
	struct tw_item *items;
	struct tw_comment *closing; /* comments after the last item */
	struct tw_view raw;         /* the line of the heading */
	size_t count;               /* of items */
	enum tw_section_kind kind;
	uint32_t line;
};

struct tw_record {
	struct tw_view source;
	struct tw_field *fields;
	struct tw_comment *closing; /* comments after the last field */
	struct tw_section *sections;
	struct tw_diagnostics diagnostics; /* those of the parser */
	uint32_t lines;
	bool bom;
	bool crlf; /* the first line ends in CR LF */
};

/*
 * Reads a record in one pass. Whatever the bytes, the result is a record,
 * with a diagnostic for every line that has no place; where such a line
 * stands, spec/format.md ("Recovery") says how reading goes on. Diagnostics
 * are sorted. Fails only without memory.
 */
enum tw_status tw_record_parse(struct tw_record **record,
	struct tw_arena *arena, struct tw_view bytes, struct tw_error *err);

/*
 * Writes a record in canonical form, into `arena`. Only a record without
 * layout errors may be written (record->diagnostics.layout is 0): the lines
 * of a layout error are not in the model and would be lost.
 */
enum tw_status tw_record_write(struct tw_view *text,
	const struct tw_record *record, struct tw_arena *arena,
	struct tw_error *err);

/*
 * The first field of a kind, or NULL; and its value in one line, its lines
 * joined by a space (from `arena` if there are several). An absent field gives
 * an empty view, and no memory one whose `ptr` is NULL.
 */
const struct tw_field *tw_record_field(const struct tw_record *record,
	enum tw_field_kind kind);
struct tw_view tw_record_value(const struct tw_record *record,
	enum tw_field_kind kind, struct tw_arena *arena);

/* The first section of a kind, or NULL. */
const struct tw_section *tw_record_section(const struct tw_record *record,
	enum tw_section_kind kind);

/*
 * The lines of a text as one, joined by a space, in `arena` if there are
 * several. ptr NULL says: no memory. `first` NULL gives an empty text.
 */
struct tw_view tw_segments_join(const struct tw_segment *first,
	struct tw_arena *arena);

/* The same with one space between any two words, however they are parted. */
struct tw_view tw_words_join(const struct tw_segment *first,
	struct tw_arena *arena);

/*
 * Parts a list at ";": takes the first element, trimmed, off `rest`. False
 * at the end. Empty elements are handed out as empty views.
 */
bool tw_list_next(struct tw_view *element, struct tw_view *rest);

/* True if a list has an element; letter case and runs of blanks aside. */
bool tw_list_holds(struct tw_view list, struct tw_view element);

/* The canonical name of a field, section or disposition. */
const char *tw_field_name(enum tw_field_kind kind);
const char *tw_section_name(enum tw_section_kind kind);
const char *tw_state_name(enum tw_state state);

/*
 * The words of JSON: "outcomes", "activity", "planned", "impact", "exit"; and
 * "active", "on-hold", "closing", "closed".
 */
const char *tw_section_word(enum tw_section_kind kind);
const char *tw_status_word(enum tw_priority_status status);

/* Reads the value of Status; false if it is none. */
bool tw_status_read(enum tw_priority_status *status, struct tw_view text);

/* What an item stands for that is none: nothing, or what is not known yet. */
enum tw_placeholder {
	TW_NO_PLACEHOLDER,
	TW_FOR_NOTHING, /* "None.", "N/A", "Nothing to report" */
	TW_FOR_LATER    /* "TBC", "To follow" */
};

/* Tells such an item by its text; spec/format.md, chapter 9. */
enum tw_placeholder tw_item_placeholder(const struct tw_item *item);

/*
 * True if a comment, "#" included, is of those that programs write under a
 * name, such as "# draft: ..."; `words` is then what it says, and may be empty.
 */
bool tw_comment_says(struct tw_view *words, struct tw_view comment,
	struct tw_view name);

/* True if `v` is a slug; a key (2 to 64 characters, one a letter). */
bool tw_slug_valid(struct tw_view v);
bool tw_key_valid(struct tw_view v);

#endif
