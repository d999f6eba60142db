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
	const char *area, *priority, *theme, *to;
	const char *from;  /* a term, or TW_LAST_YEAR; NULL: the one before */
	const char *since; /* a term; not with `from` */
	bool every; /* each update against the one before, not the latest */
};

#define TW_LAST_YEAR "last-year"

/* What an update is compared with. */
enum tw_base {
	TW_BASE_BEFORE,    /* the update before */
	TW_BASE_TERM,      /* that of a term */
	TW_BASE_LAST_YEAR, /* that of the same term, a year before */
	TW_BASE_SINCE      /* the first one since a term */
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
	bool first;               /* `to` is the first of its priority */
	size_t apart;             /* updates of it by another calendar */
	struct tw_view apart_last; /* the term of the last of them */
};

/* How many updates of the thread lie between the two. */
size_t tw_step_between(const struct tw_step *step);

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
	const struct tw_term *terms; /* all that they have, each once, in */
	size_t term_count;           /* time; none with scope->every */
	enum tw_base base;
	struct tw_term from; /* of TW_BASE_TERM and TW_BASE_SINCE */
	bool asked_to;       /* a term was asked for: */
	struct tw_term to;   /* this one */
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

/* The same term, a year before. */
struct tw_term tw_term_last_year(struct tw_term term);

#endif
