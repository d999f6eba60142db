/*
 * The tables of names: fields, sections, dispositions, and what is nearly
 * one of them. spec/format.md, "Model".
 */
#ifndef TW_RECORD_TABLES_H
#define TW_RECORD_TABLES_H

#include <termwise/record.h>

/* The kind of a field by its name; TW_UNKNOWN_FIELD if there is none. */
enum tw_field_kind tw_field_find(struct tw_view name);

/* Reads a heading; TW_SECTIONS if the line is none. */
enum tw_section_kind tw_section_find(struct tw_view line);

/* The section that a line at the margin nearly is; TW_SECTIONS: none. */
enum tw_section_kind tw_section_near(struct tw_view line);

/* The known field whose name is nearest to `name`, or TW_UNKNOWN_FIELD. */
enum tw_field_kind tw_field_near(struct tw_view name);

/*
 * The known field that a line begins with, if a dash, "=" or the like parts it
 * from its value where a colon should: "Priority - eet". `value` is what is
 * behind it. TW_UNKNOWN_FIELD: none.
 */
enum tw_field_kind tw_field_meant(struct tw_view *value, struct tw_view line);

/* What a comment says, behind however many "#". */
struct tw_view tw_comment_words(struct tw_view comment);

/*
 * What stands at the start of an item's text in parentheses: the length up
 * to and with the ")", and the disposition that it is, or nearly is.
 */
struct tw_opening {
	size_t len;
	enum tw_state state; /* TW_NO_STATE: an ordinary parenthesis */
	bool exact;
	bool glued; /* it is but for the space behind it */
};
struct tw_opening tw_opening_read(struct tw_view text);

#endif
