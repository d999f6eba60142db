/*
 * Which update is compared with which: the records of an area as threads of
 * terms, gaps and successions followed. spec/format.md, chapter 19.
 */
#ifndef TW_THREAD_SCOPE_H
#define TW_THREAD_SCOPE_H

#include "corpus/filed.h"

#include <termwise/compare.h>

/* What people asked for; NULL: everything, the latest. */
struct tw_scope {
	const char *area, *priority, *theme, *from, *to;
	bool every; /* each update against the one before, not the latest */
};

enum tw_succession { TW_SAME, TW_DECLARED, TW_LIKELY };

/* The updates of one priority, in time. */
struct tw_thread {
	struct tw_filed *filed;
	size_t count;
	const struct tw_thread **likely; /* those that it seems to carry on */
	size_t likely_count;
	const struct tw_filed **next;    /* updates that carry it on, by */
	size_t next_count;               /* priority, each thread's first */
	bool next_likely;                /* they only seem to */
};

/* One step of a priority; `from` or `to` may be NULL, not both. */
struct tw_step {
	const struct tw_filed *from; /* NULL: the first update */
	const struct tw_filed *to;   /* NULL: none in the term asked for */
	const struct tw_filed **next; /* that carry `to` on */
	size_t next_count;
	bool next_likely;             /* or seem to */
	struct tw_view *unknown; /* that `to` succeeds, and nobody has */
	size_t unknown_count;
	bool asked; /* or it only shares an update with one that is */
	enum tw_succession succession;
	struct tw_comparison *comparison; /* NULL unless both are there */
	struct tw_update *thread; /* the updates of it, up to `to` */
	size_t thread_count;
	size_t from_at;           /* where `from` stands in it */
};

/* Two records of one priority and term. */
struct tw_doubled {
	const struct tw_entry *left_out, *taken;
};

struct tw_steps {
	struct tw_step *at;
	size_t count;
	size_t priorities; /* how many of the area they are of */
	const struct tw_calendar *calendar;
	struct tw_term latest; /* the last term of the area's records */
	bool asked_from, asked_to; /* terms were asked for: */
	struct tw_term from, to;   /* these */
	struct tw_doubled *doubled; /* records that another was taken for */
	size_t doubled_count;
	const struct tw_thread *threads; /* all of the area, by priority */
	size_t thread_count;
};

/*
 * Chooses the steps among the records of one area, in the order in which they
 * are filed, latest first, then by priority. A term that is none is TW_USAGE.
 */
enum tw_status tw_scope_choose(struct tw_steps *steps,
	struct tw_filed *filed, size_t count, const struct tw_scope *scope,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err);

#endif
