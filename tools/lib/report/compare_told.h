/*
 * What a comparison says, in words: the same for every form that people read.
 * Each call appends to `out`; without memory out->failed is set. Texts of
 * records are as they stand there: whoever shows them makes them safe.
 */
#ifndef TW_REPORT_COMPARE_TOLD_H
#define TW_REPORT_COMPARE_TOLD_H

#include "report/compare.h"

/* "Spring 2 to Summer 1, 2023-24", of a step, which may have one term only. */
void tw_compare_told_span(struct tw_buffer *out,
	const struct tw_compare_sheet *sheet, const struct tw_step *step);

/* The same of all steps of an area; or what they have alike. */
void tw_compare_told_terms(struct tw_buffer *out,
	const struct tw_compare_sheet *sheet);

/* "Of 5 plans 2 were kept, 2 carried over. None is unaccounted for." */
void tw_compare_told_plans(struct tw_buffer *out,
	const size_t became[TW_BECAME_COUNT]);

/* Takes a sentence, which is gone when it returns. */
typedef void tw_compare_say(void *context, struct tw_view sentence);

/* What there is to say of all steps of an area, and of one of them. */
void tw_compare_told_area(const struct tw_compare_sheet *sheet,
	tw_compare_say *say, void *context);
void tw_compare_told_step(const struct tw_compare_sheet *sheet,
	const struct tw_step *step, tw_compare_say *say, void *context);

/* ---- a plan ---- */

/* In which order plans are told: what needs a decision comes first. */
extern const enum tw_became tw_compare_order[TW_BECAME_COUNT];

/* Where a plan shows up: which update, if not the later, and which part. */
void tw_compare_told_place(struct tw_buffer *out,
	const struct tw_compare_sheet *sheet, const struct tw_plan *plan,
	const struct tw_node *node);

/* "by likeness 0.72", or "by its number"; false, and empty, if by neither. */
enum { TW_BY_ROOM = 32 };

bool tw_compare_told_by(char out[static TW_BY_ROOM],
	const struct tw_plan *plan);

/* What the priority is now, where that settled a plan and no item did. */
void tw_compare_told_turn(struct tw_buffer *out, const struct tw_plan *plan);

/* Where it shows up, too: "Also in Impact so far: ..." */
void tw_compare_told_also(struct tw_buffer *out,
	const struct tw_compare_sheet *sheet, const struct tw_plan *plan,
	const struct tw_node *node);

/* What it may have become: "Perhaps, not counted: ..." */
void tw_compare_told_perhaps(struct tw_buffer *out,
	const struct tw_candidate *candidate);

/* ---- figures ---- */

/* What goes behind the name: ", in all", ", aim"; "" of a level. */
const char *tw_compare_told_kind(const struct tw_measure *m);

/* A value, or "-" if there is none. */
void tw_compare_told_value(char out[static TW_VALUE_ROOM], bool given,
	struct tw_value value);

/* "+2, +50%", "new", "not reported" and the like. */
void tw_compare_told_movement(struct tw_buffer *out,
	const struct tw_measure *m);

/* "does not follow: ...", where m->has_expected. */
void tw_compare_told_doubt(struct tw_buffer *out, const struct tw_measure *m);

/* ---- the rest ---- */

/* "Central Lancs, eet: Spring 2 to Summer 1, 2023-24", of a step. */
void tw_compare_told_between(struct tw_buffer *out,
	const struct tw_compare_sheet *of, const struct tw_step *step);

/* True for what a section says now, and nobody had said or planned. */
bool tw_compare_is_new(const struct tw_item_change *change,
	enum tw_section_kind section);

/* Activity that is new and that nobody had planned. */
size_t tw_compare_surprises(const struct tw_comparison *c);

/* "3, 1 reworded; no evidence in this update for: x"; empty if none are. */
void tw_compare_told_outcomes(struct tw_buffer *out,
	const struct tw_comparison *c);

/* "changed", "new" ...; NULL if the exit strategy is as it was. */
const char *tw_compare_told_exit(const struct tw_comparison *c);

#endif
