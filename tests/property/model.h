/*
 * Records made up from a seed, as a model that owes nothing to the reader
 * under test, and two ways to write one: in canonical form, and in a form
 * that says the same with all the noise that the format puts up with.
 */
#ifndef TW_PROPERTY_MODEL_H
#define TW_PROPERTY_MODEL_H

#include "base/buffer.h"

#include <termwise/record.h>

enum {
	MOST_COMMENTS = 2,
	MOST_LINES = 4,
	MOST_DETAILS = 4,
	MOST_ITEMS = 6,
	MOST_FIELDS = 28,
	MOST_SECTIONS = 8
};

/* Strings live in the arena that the model was made in. */
struct made_comments {
	const char *text[MOST_COMMENTS];
	unsigned count;
};

struct made_line {
	struct made_comments comments;
	const char *text; /* as it is written canonically */
};

struct made_field {
	struct made_comments comments;
	enum tw_field_kind kind;
	const char *name; /* of X- and unknown fields */
	struct made_line lines[MOST_LINES];
	unsigned count;
	bool below;  /* its value begins below its name */
	bool parted; /* a list without an empty element */
};

struct made_detail {
	struct made_comments comments;
	char sign;
	const char *name, *value;
};

struct made_item {
	struct made_comments comments;
	const char *key; /* NULL: none */
	enum tw_state state;
	bool escaped;     /* the text needs its backslash */
	bool escapable;   /* it may have one, but needs none */
	struct made_line lines[MOST_LINES];
	unsigned count;
	struct made_detail details[MOST_DETAILS];
	unsigned detail_count;
};

struct made_section {
	struct made_comments comments, closing;
	enum tw_section_kind kind;
	struct made_item items[MOST_ITEMS];
	unsigned count;
};

/* Fields and sections stand in canonical order. */
struct made {
	struct made_field fields[MOST_FIELDS];
	unsigned field_count;
	struct made_comments closing; /* of the header */
	struct made_section sections[MOST_SECTIONS];
	unsigned section_count;
};

/* Makes up a record in `arena`; NULL without memory. */
struct made *made_new(struct tw_arena *arena, uint64_t seed);

/* Appends it in canonical form. */
void made_write(struct tw_buffer *out, const struct made *made);

/* Appends it with noise: `seed` says which. */
void made_write_noisy(struct tw_buffer *out, const struct made *made,
	uint64_t seed);

/*
 * Appends what a record says, in words of no format, fields and sections in
 * canonical order: of one made up, and of one that was read.
 */
void made_dump(struct tw_buffer *out, const struct made *made);
void record_dump(struct tw_buffer *out, const struct tw_record *record);

#endif
