/*
 * Areas put together: in order, with what is due in each, and themes that
 * cross them.
 */
#ifndef TW_SUMMARY_COUNTY_H
#define TW_SUMMARY_COUNTY_H

#include "base/set.h"
#include "summary/rows.h"

/* House rules, and the corpora that stand under them. */
struct tw_county_rules {
	struct tw_view source;
	const struct tw_house *house; /* NULL: none */
	const struct tw_calendar *calendar;
	struct tw_term newest;        /* the last term of all their records */
	bool dated;                   /* there is one */
};

struct tw_county {
	struct tw_arena *arena;
	struct tw_county_rules **rules;     /* once sorted: by their bytes */
	size_t rules_count, rules_room;
	struct tw_set known;         /* the same, to be found */
	struct tw_area_rows **areas; /* once sorted: by slug, then by rules */
	size_t count, room;
	size_t records, left_out;
};

/* Adds areas as tw_rows_pack made them; they are copied. */
enum tw_status tw_county_add(struct tw_county *county, struct tw_view packed,
	struct tw_error *err);

/* Puts areas in order. True if one of them stands there twice. */
bool tw_county_sort(struct tw_county *county);

/* How many terms a priority is behind; 0 where none is awaited. */
long tw_row_overdue(const struct tw_row *row);

/* How much of a county was asked for. */
struct tw_extent {
	size_t areas, priorities, updates;
	const struct tw_area_rows *last; /* of those areas; NULL: none */
};

struct tw_extent tw_county_extent(const struct tw_county *county);

/* Some priorities of one area, as a line of a table. */
struct tw_tally {
	const struct tw_area_rows *area;
	size_t priorities, updates, overdue;
	size_t settled, open, became[TW_BECAME_COUNT]; /* plans */
	struct tw_term last; /* update */
};

/* Of all priorities of an area that were asked for; at least one. */
struct tw_tally tw_area_tally(const struct tw_area_rows *area);

/* Adds a priority. */
void tw_tally_row(struct tw_tally *tally, const struct tw_row *row);

/* ---- themes ---- */

/* Why a measure is not summed. */
enum tw_unsummed {
	TW_SUMMED,
	TW_ONE_ALONE,    /* one priority has it */
	TW_OF_PARTS,     /* percentages and ratios */
	TW_OF_UNITS,     /* of several units within a priority */
	TW_TOO_LARGE
};

struct tw_sum {
	struct tw_view name;
	enum tw_measure_kind kind;
	struct tw_value value;
	struct tw_term first, last; /* in which the parts were stated */
	size_t priorities, areas;
	enum tw_unsummed unsummed;
	bool other_units; /* stands there in another unit as well */
	const struct tw_area_rows *area; /* the last one counted */
};

struct tw_theme {
	struct tw_view slug, title;
	const struct tw_row **rows; /* in the order of areas and priorities */
	size_t count, areas;
	struct tw_sum *sums;        /* by name, kind and unit */
	size_t sum_count;
	bool calendars_differ;
};

/*
 * The themes of all rows, by slug. Sums are of measures that share name, unit
 * and kind; levels are never summed with additions.
 */
enum tw_status tw_county_themes(struct tw_theme **themes, size_t *count,
	const struct tw_county *county, struct tw_error *err);

/* True if a scope asks for a theme. */
bool tw_theme_asked(const struct tw_theme *theme,
	const struct tw_summary_scope *scope);

/*
 * How many rows of a theme, from one on, are of one area; they are summed up
 * in `tally`. `from` is below theme->count.
 */
size_t tw_theme_tally(struct tw_tally *tally, const struct tw_theme *theme,
	size_t from);

#endif
