/*
 * A line for each priority: what is kept of an area when its records are let
 * go, and what tables of areas and themes are made of.
 */
#ifndef TW_SUMMARY_ROWS_H
#define TW_SUMMARY_ROWS_H

#include "summary/pack.h"
#include "summary/summary.h"

/* A figure as it stands last, and what it brings to a sum. */
struct tw_latest {
	struct tw_view name;
	enum tw_measure_kind kind; /* a level or additions; never a target */
	struct tw_term term;       /* in which it was stated last */
	struct tw_value value;     /* a level, or the sum of all additions */
	struct tw_value share;     /* the same without what others count */
	bool has_share, units_differ;
	bool again, part;          /* as of a series */
};

/* A priority. */
struct tw_row {
	const struct tw_area_rows *area;
	struct tw_view priority, title, themes;
	enum tw_priority_status status;
	struct tw_term first, last; /* updates */
	size_t updates;
	size_t settled, became[TW_BECAME_COUNT]; /* plans */
	size_t open;                /* plans that no update has come after */
	bool carried_on;            /* another priority goes on with it */
	struct tw_latest *latest;
	size_t latest_count;
};

struct tw_county_rules;

/* The priorities of an area. */
struct tw_area_rows {
	struct tw_view house;       /* the bytes of the house rules; or none */
	const struct tw_county_rules *rules; /* read, in a county; or NULL */
	struct tw_view slug, name;
	const struct tw_calendar *calendar;
	struct tw_row *rows;
	size_t count;
	size_t records;             /* that take part */
	struct tw_term newest;      /* the last term that any of them is of */
	struct tw_view body;        /* what a program has made of the area */
};

/* Fills in what records say of their area, but for its rows. */
void tw_rows_begin(struct tw_area_rows *rows, const struct tw_filed *filed,
	size_t count);

/*
 * Appends two texts: the house rules, which many areas share, and what is kept
 * of the area: what tw_rows_begin has found, `body`, and the rows of those
 * stories that the scope asks for. `arena` is worked in. Without memory
 * out->failed is set.
 */
void tw_rows_pack(struct tw_buffer *out, const struct tw_area_rows *rows,
	const struct tw_area *area, const struct tw_summary_scope *scope,
	struct tw_view body, struct tw_arena *arena);

/*
 * Reads the second text back into `arena`; all but house rules and calendar,
 * which stay NULL. Views go into what is read. What is no row is TW_USAGE.
 */
enum tw_status tw_rows_unpack(struct tw_area_rows *rows,
	struct tw_arena *arena, struct tw_view kept, struct tw_error *err);

/* True if a scope asks for a story. */
bool tw_story_asked(const struct tw_story *story,
	const struct tw_summary_scope *scope);

#endif
