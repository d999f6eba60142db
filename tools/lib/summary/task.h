/*
 * The records of a task, summarised area by area.
 */
#ifndef TW_SUMMARY_TASK_H
#define TW_SUMMARY_TASK_H

#include "summary/rows.h"

/*
 * Where a task counts: records read, those that take part, files left out,
 * bytes of notes on house rules.
 */
enum { TW_TALLY_SUMMARISED, TW_TALLY_FILED, TW_TALLY_LEFT_OUT,
	TW_TALLY_MENTIONED };

/* Appends what a program makes of an area: bytes of its own. */
typedef void tw_area_report(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context);

/* The job's context. */
struct tw_summary_run {
	struct tw_summary_scope scope;
	tw_area_report *report; /* NULL: only rows are asked for */
	void *context;
};

/*
 * Appends the rows of records of one area, with what run->report makes of it;
 * of an area that was not asked for, only what others are held against.
 */
enum tw_status tw_summary_filed(struct tw_buffer *out, struct tw_filed *filed,
	size_t count, const struct tw_summary_run *run,
	const struct tw_known *known, struct tw_task *task,
	struct tw_worker *worker, struct tw_error *err);

/*
 * Works on a task, as tw_job.work, and finds out no more than which areas are
 * in it: its output is what each of them, under its rules, came to, as seals.
 */
enum tw_status tw_areas_task(struct tw_task *task, struct tw_worker *worker,
	void *context, struct tw_error *err);

/*
 * Works on a task, as tw_job.work: its output is rows, for tw_county_add. A
 * worker's own state is its lexicon.
 */
enum tw_status tw_summary_task(struct tw_task *task,
	struct tw_worker *worker, void *context, struct tw_error *err);

#endif
