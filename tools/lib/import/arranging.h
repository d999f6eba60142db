/*
 * A document while its lines are arranged, for lines.c, which cuts them, and
 * leave.c, feet.c and stamp.c, which leave some out.
 */
#ifndef TW_IMPORT_ARRANGING_H
#define TW_IMPORT_ARRANGING_H

#include "import/document.h"

enum { TW_TOP_LINES = 6, TW_FEET = 8 };

/* What may be the foot of each page, but for the number behind it. */
struct tw_foot {
	struct tw_view words;
	size_t last;  /* of its numbers */
	bool again;   /* it stands twice or more */
	bool broken;  /* its numbers do not count on */
};

struct tw_arranging {
	struct tw_report *report;
	struct tw_source *source;
	size_t count;  /* lines of it that are read */
	size_t heading; /* the first that heads a section; `count`: none */
	struct tw_lines out;
	size_t last;   /* line of the last heading; found once it is needed */
	bool sought;   /* it was */
	const struct tw_calendar *calendar;
	const struct tw_areas *areas; /* that are known */
	bool officers; /* a line says them, or looks like it; once sought */
	bool begun;    /* a line stands above */
	bool headed;   /* a heading of a section stands above */
	bool termed;   /* a line above the first heading says the term */
	bool head_sought; /* that and the officers were looked for */
	unsigned headlines; /* lines above it that were looked at */
	bool complete; /* below a short name, up to an empty line */
	struct tw_view top[TW_TOP_LINES]; /* what the document begins with */
	size_t top_count;
	bool paged;    /* figures alone on lines count its pages */
	struct tw_foot feet[TW_FEET];
	size_t foot_count;
	size_t unpaged; /* up to this line nothing is of a page */
	size_t unstamped; /* nor says who made it and when */
};

/* The text of a line, without blanks at its ends. */
struct tw_view tw_text_at(const struct tw_arranging *a, size_t i);

/* Looks for feet of pages in all lines; true for a line that is one. */
void tw_feet_find(struct tw_arranging *a);
bool tw_foot_is(struct tw_arranging *a, size_t i);

/*
 * Where what a program says of the item that it kept ends, below the first
 * heading: "Created at 20/03/2026 15:22 by Conor Vane"; `i`: it says nothing.
 */
size_t tw_stamp_end(struct tw_arranging *a, size_t i);

/* Of boxes beside each other only what is ticked is read. */
void tw_choices_take(struct tw_arranging *a);

/* A heading, a label that begins a head or a priority: not mere words. */
bool tw_arranging_begins(struct tw_view text);

/* Looks for what pages say; leaves out the earlier mails that are answered. */
void tw_leave_begin(struct tw_arranging *a);

/*
 * Leaves out what begins at line `i` and is no part of the update; where that
 * ends, or `i`.
 */
size_t tw_leave_out(struct tw_arranging *a, size_t i);

#endif
