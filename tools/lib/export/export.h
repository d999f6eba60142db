/*
 * Which records make one document: those of one area and one term, by
 * priority. spec/documents.md.
 */
#ifndef TW_EXPORT_EXPORT_H
#define TW_EXPORT_EXPORT_H

#include "corpus/filed.h"

/* What people asked for; NULL: everything, the latest. */
struct tw_export_scope {
	const char *area, *priority, *term;
};

/* One document: updates of one area and one term, each of one priority. */
struct tw_document {
	const struct tw_filed *at; /* by priority; at least one */
	size_t count;
	const struct tw_calendar *calendar;
	struct tw_arena *arena;    /* for what is put together on the way */
};

/* Where a task counts. */
enum { TW_TALLY_EXPORTED };

/*
 * A run over a corpus. What tasks found is gathered in the order of the walk
 * by tw_export_take, in one thread.
 */
struct tw_export {
	struct tw_export_scope scope;
	/* Appends a document. */
	void (*report)(struct tw_buffer *out,
		const struct tw_document *document, void *context);
	void *context;
	struct tw_buffer document; /* of the first area that has one */
	size_t count;              /* of areas that have one */
	struct tw_buffer areas;    /* their names, a NUL behind each */
	struct tw_buffer asked;    /* what others that were asked for have */
	struct tw_buffer others;   /* the names of all others */
};

/*
 * Works on a task, as tw_job.work, its context a struct tw_export that is
 * left alone. TW_USAGE if a term is none, or if records that were named one
 * by one are of several.
 */
enum tw_status tw_export_task(struct tw_task *task, struct tw_worker *worker,
	void *context, struct tw_error *err);

/* Takes what a task found, as tw_run.take, into a struct tw_export. */
enum tw_status tw_export_take(struct tw_task *task, void *context,
	struct tw_error *err);

/*
 * The document, once all is taken. TW_USAGE if there are several. If there is
 * none, `document` is empty and `nothing` is filled with a sentence that says
 * so, and what there is.
 */
enum tw_status tw_export_settle(struct tw_view *document,
	struct tw_buffer *nothing, const struct tw_export *all,
	struct tw_error *err);

void tw_export_release(struct tw_export *all);

#endif
