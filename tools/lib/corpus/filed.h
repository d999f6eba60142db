/*
 * The records of a task, filed: what the fields of each say of it.
 */
#ifndef TW_CORPUS_FILED_H
#define TW_CORPUS_FILED_H

#include "corpus/corpus.h"

/* A record with what its fields say of it. */
struct tw_filed {
	const struct tw_entry *entry;
	struct tw_record *record;
	struct tw_view area;     /* as the house rules write it */
	struct tw_view area_slug; /* by it areas are told apart */
	struct tw_view priority; /* slug */
	struct tw_view title;
	struct tw_view succeeds; /* list */
	struct tw_view themes;   /* list */
	struct tw_term term;
	enum tw_priority_status status;
};

struct tw_filing {
	struct tw_filed *at; /* by area, rules, priority, term, path, bytes */
	size_t count;
	size_t read;         /* how many were read, those left out as well */
	size_t left_out;     /* that take no part, or could not be read */
	struct tw_filed *apart; /* of these, whose term is of another */
	size_t apart_count;  /* calendar; in no order */
	size_t mentioned;    /* bytes of task->notes on house rules */
};

/* What it is called: by its title, or without one by its slug. */
static inline struct tw_view tw_filed_title(const struct tw_filed *filed)
{
	return filed->title.len ? filed->title : filed->priority;
}

/*
 * Fills in what the fields of filed->record say, by filed->entry->house;
 * views go into `arena`. NULL, or why it takes no part; without memory
 * area_slug.ptr is NULL.
 */
const char *tw_filed_fill(struct tw_filed *filed, struct tw_arena *arena);

/*
 * The path of a record by which it is filed: below the root of its corpus, or
 * where there are no house rules the last three parts of it, as if it alone
 * had been named, since the root is then whatever folder was.
 */
struct tw_view tw_filed_below(const struct tw_entry *entry);

/* Puts records in the order in which they are filed. */
void tw_filed_sort(struct tw_filed *filed, size_t count);

/*
 * Reads the records of a task into the worker's arena, which is reset first.
 * Those that cannot be read, have a line without a place, or name no area,
 * no priority or no term take no part: that is noted, and the task is unread.
 * House rules that have errors are mentioned first, since they may change
 * what belongs together; then comes a note on each file left out. If the job
 * asks for it, task->seal goes on with the house rules, the places below their
 * roots and the bytes of all that was read, so that it is the same wherever the
 * corpus lies.
 */
enum tw_status tw_filing_read(struct tw_filing *filing, struct tw_task *task,
	struct tw_worker *worker, struct tw_error *err);

/*
 * How many of the first records are of one area, under the same house rules;
 * 0 only of none.
 */
size_t tw_filed_area(const struct tw_filed *filed, size_t count);

/*
 * *is is true if a record is of the area that people call `name`; NULL: any.
 */
enum tw_status tw_filed_is_of(bool *is, const struct tw_filed *filed,
	const char *name, struct tw_error *err);

/* Notes that of two records of one priority and term one takes no part. */
void tw_filed_doubled(struct tw_task *task, const struct tw_entry *left_out,
	const struct tw_entry *taken);

/*
 * Notes on records of one area, in the order in which they are filed, whose
 * file is named for another term than they say they are of: where that is a
 * slip, all that is told of them is wrong. `priority`, NULL: of each.
 */
void tw_filed_misnamed(struct tw_task *task, const struct tw_filed *filed,
	size_t count, const char *priority);

#endif
