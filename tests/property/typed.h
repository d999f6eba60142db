/*
 * Documents as officers type them, made up from a seed: priorities that are
 * known, and a shape that says how they are typed. Where two readers could
 * take a shape for different things, it is made plainer (typed_settle).
 */
#ifndef TW_PROPERTY_TYPED_H
#define TW_PROPERTY_TYPED_H

#include "base/buffer.h"

#include <termwise/record.h>

enum {
	MOST_PRIORITIES = 3,
	MOST_OFFICERS = 3,
	MOST_ENTRIES = 4
};

/* How a document is typed; each may hold or not. */
enum {
	SHAPE_BLANKS = 1 << 0,    /* odd blanks before and behind lines */
	SHAPE_WRAPPED = 1 << 1,   /* lines broken at column 72 */
	SHAPE_HANGING = 1 << 2,   /* what goes on is indented */
	SHAPE_TIGHT = 1 << 3,     /* no empty lines */
	SHAPE_CRLF = 1 << 4,
	SHAPE_BOM = 1 << 5,
	SHAPE_WINDOWS = 1 << 6,   /* Windows-1252 */
	SHAPE_PERIOD = 1 << 7,    /* "Period" above the term */
	SHAPE_PRIORITY = 1 << 8,  /* "Priority" above each title */
	SHAPE_INLINE = 1 << 9,    /* label and value on one line */
	SHAPE_NUMBERED = 1 << 10, /* "Priority 2", "2. Activity last period" */
	SHAPE_REPEATED = 1 << 11, /* the head again above each priority */
	SHAPE_AREA_LOW = 1 << 12, /* the area below the officers */
	SHAPE_CAPITALS = 1 << 13, /* labels and headings in capitals */
	SHAPE_COLONS = 1 << 14,   /* a colon behind headings */
	SHAPE_NEAR = 1 << 15,     /* headings that are nearly right */
	SHAPE_SUBTITLES = 1 << 16,
	SHAPE_SHUFFLED = 1 << 17, /* sections in any order */
	SHAPE_RULES = 1 << 18,    /* house rules declare the area */
	SHAPE_COUNT = 19
};

enum bullet {
	BULLET_NONE, /* a paragraph is an item */
	BULLET_DOT,
	BULLET_HYPHEN,
	BULLET_EN_DASH,
	BULLET_STAR,
	BULLET_O,
	BULLET_PRIVATE, /* U+F0B7 and a tab */
	BULLET_NUMBER,
	BULLET_BRACKET, /* a number and ")" */
	BULLET_COUNT
};

/* Strings are literals, or live in the arena of the document. */
struct typed_section {
	enum tw_section_kind kind;
	enum bullet bullet;
	unsigned heading;     /* which way it is nearly right */
	const char *subtitle;
	const char *items[MOST_ENTRIES]; /* with their dispositions */
	unsigned count;
};

struct typed_priority {
	const char *title;
	const char *scope; /* NULL: none */
	struct typed_section sections[TW_SECTIONS]; /* as typed */
	unsigned count;
};

struct typed {
	uint64_t seed; /* of what is not kept here: blanks */
	uint32_t shape;
	const char *area;
	const char *officers[MOST_OFFICERS];
	unsigned officer_count, separator;
	const char *term;     /* as in a record */
	const char *spelling; /* as it is typed */
	const char *date;     /* as in a record; NULL: none */
	struct typed_priority priorities[MOST_PRIORITIES];
	unsigned count;
};

/* Makes one up in `arena`; NULL without memory. */
struct typed *typed_new(struct tw_arena *arena, uint64_t seed);

/* Takes away from the shape what could be read in two ways. */
void typed_settle(struct typed *document);

/* Appends it as it is typed. */
void typed_write(struct tw_buffer *out, const struct typed *document);

/*
 * Makes `smaller` of `document` in the way that has number `step`: one
 * priority, section, item, officer or habit less. False if there are no more
 * ways; `smaller` may be equal to `document`.
 */
bool typed_shrink(struct typed *smaller,
	const struct typed *document, unsigned step);

/* The house rules under which it is read; NULL: none. */
const char *typed_rules(const struct typed *document);

#endif
