/*
 * What a summary says, in words: the same for every form that people read.
 * Each call appends to `out`; without memory out->failed is set. Texts of
 * records are as they stand there: whoever shows them makes them safe.
 */
#ifndef TW_REPORT_TOLD_H
#define TW_REPORT_TOLD_H

#include "summary/county.h"

/* "s" behind a noun unless there is one; "y" or "ies". */
const char *tw_told_s(size_t count);
const char *tw_told_y(size_t count);

/* What stands beside a title: the slug; "theme" if a theme has but that. */
struct tw_view tw_told_slug(struct tw_view title, struct tw_view slug);

/* "Summer 1, 2023-24"; two of them, the year once if it is one. */
void tw_told_term(struct tw_buffer *out, const struct tw_calendar *calendar,
	struct tw_term term);
void tw_told_terms(struct tw_buffer *out, const struct tw_calendar *calendar,
	struct tw_term from, struct tw_term to);

/* ---- plans ---- */

/* "2 of 4 (50%)"; "-" if none is due. */
void tw_told_kept(struct tw_buffer *out, const size_t became[TW_BECAME_COUNT]);

/* "2 of 4 (50%) kept", and that those on hold are left out, if any is. */
void tw_told_kept_in_all(struct tw_buffer *out,
	const size_t became[TW_BECAME_COUNT]);

/* All plans of a story. */
struct tw_told_plans {
	size_t plans, updates; /* updates with plans that are settled */
	size_t became[TW_BECAME_COUNT];
};

struct tw_told_plans tw_told_plans(const struct tw_story *story);

/* What became of the plans of an update: "2 of 5 kept, 1 on hold". */
void tw_told_promised(struct tw_buffer *out, const struct tw_story *story,
	const struct tw_promised *promised);

/* "carried over": of all but what is kept. */
const char *tw_told_became(enum tw_became became);

/* "Carried over: 2", above those plans. */
void tw_told_group(struct tw_buffer *out, enum tw_became became, size_t count);

/* ---- figures ---- */

/* ", in all", ", aim": what goes behind the name; "" for a level. */
const char *tw_told_kind(const struct tw_series *series);

/*
 * A change, "+2" or "-3 points", without its unit where that would mislead;
 * and what it is of the figure before, ", +50%" or ", 12 times as much", from
 * tenths of a percent.
 */
void tw_told_step(struct tw_buffer *out, struct tw_value change);
void tw_told_percent(struct tw_buffer *out, int64_t tenths,
	struct tw_value from, struct tw_value to);

/* True if the way begins before the first point, with series->start. */
bool tw_told_before(const struct tw_series *series);

/* The change: "+2, +50%; +1 since last". Of an aim: what is there now. */
void tw_told_change(struct tw_buffer *out, const struct tw_series *series,
	const struct tw_calendar *calendar);

/* That a point does not follow, where point->has_expected. */
void tw_told_doubt(struct tw_buffer *out, const struct tw_point *point,
	const struct tw_calendar *calendar);

/* True if the latest update leaves a level out; and when it last stood. */
bool tw_told_is_stale(const struct tw_story *story,
	const struct tw_series *series);
void tw_told_stale(struct tw_buffer *out, const struct tw_series *series,
	const struct tw_calendar *calendar);

/*
 * All terms in which a figure was stated, in order, each once, as an array of
 * struct tw_term in `room`; returns how many.
 */
size_t tw_told_points(struct tw_buffer *room, const struct tw_story *story);

/* A figure in a sentence: "schools: doubled, from 4 to 8 (+4, +100%) since" */
void tw_told_moved(struct tw_buffer *out, const struct tw_series *series,
	const struct tw_calendar *calendar);

/* ---- tables ---- */

const char *tw_told_status(const struct tw_row *row);
struct tw_view tw_told_title(const struct tw_row *row);

/*
 * "pilot cases 3; staff trained 71 in all"; nothing if there are none. A level
 * that the latest update left out says of which term it is.
 */
void tw_told_latest(struct tw_buffer *out, const struct tw_row *row);

/* How far a priority is behind; `named`: which area it is of. */
void tw_told_overdue(struct tw_buffer *out, const struct tw_row *row,
	bool named);

/* The sum of a measure, or why there is none; nothing of one alone. */
void tw_told_sum(struct tw_buffer *out, const struct tw_theme *theme,
	const struct tw_sum *sum);

/*
 * " (2 statements of evidence)" behind an outcome, or where evidence is given
 * at all " (no evidence yet)".
 */
void tw_told_evidence(struct tw_buffer *out, size_t count, bool given);

#endif
