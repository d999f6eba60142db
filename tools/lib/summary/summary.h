/*
 * Many terms of one area: what each priority set out to do, what became of
 * its plans, how its figures moved, and what is said of its impact.
 * spec/summary.md.
 */
#ifndef TW_SUMMARY_SUMMARY_H
#define TW_SUMMARY_SUMMARY_H

#include "thread/scope.h"

/* A statement of a section, through the updates that make it. */
struct tw_statement {
	const struct tw_item *item; /* as it stands last */
	struct tw_view text;        /* of it, in one line */
	struct tw_term first, last; /* terms in which it stands */
	size_t updates;             /* how many make it */
	bool stands;                /* the latest one does */
};

struct tw_statements {
	struct tw_statement *at; /* in the order in which they came */
	size_t count;
};

/* An intended outcome, and what is evidence for it. */
struct tw_aim {
	struct tw_statement *statement;
	size_t evidence;          /* statements that name it with ">" */
	struct tw_term evidenced; /* the last term with any */
};

/* What became of the plans of one update. */
struct tw_promised {
	struct tw_term term;
	size_t plans, became[TW_BECAME_COUNT];
	size_t moved;  /* settled by what another priority reports */
	bool open;     /* no update has come after it yet */
};

/* A figure in one term. */
struct tw_point {
	struct tw_term term;
	struct tw_value value;    /* a sum of all additions so far */
	struct tw_value expected; /* last level plus additions since */
	bool given;               /* the update of the term states it */
	bool has_expected;        /* and it is not what stands there */
	bool own;                 /* of the priority, not of one before it */
};

/* A figure through all updates, those that it succeeds as well. */
struct tw_series {
	struct tw_view name;
	enum tw_measure_kind kind;
	bool to_add;             /* a target for additions */
	bool units_differ;       /* then there is no change, and no sum */
	bool again;              /* a level or a sum, and the other one tells */
	                         /* as much: for tables and sums alone */
	bool part;               /* a sum that is told beside a level */
	struct tw_point *points; /* in time, where there is something to say */
	size_t count;            /* at least 1 */
	struct tw_value start;   /* what changes are counted from: of the */
	bool has_start;          /* first point, or the last before --since */
	struct tw_value since_start, since_last;
	int64_t percent;         /* of since_start, in tenths */
	bool has_since_start, has_since_last, has_percent;
	const struct tw_series *reached; /* against a target; may be NULL */
	const struct tw_series *aim;     /* the first target that it reached */
	struct tw_value added;   /* own additions alone, from the first on */
	bool has_added;
};

/* A partner that items name. */
struct tw_partner {
	const struct tw_alias *alias;
	struct tw_term first, last;
	size_t items, updates;
	bool exit; /* the exit strategy names it */
};

/* One priority of an area. */
struct tw_story {
	const struct tw_thread *thread;
	const struct tw_filed *latest;
	struct tw_statements outcomes, impact, exit;
	struct tw_aim *aims; /* of the outcomes that stand */
	size_t aim_count;
	bool evidence_given; /* an update has any ">" to an outcome */
	struct tw_promised *promised; /* of each update, in time */
	size_t promised_count;
	struct tw_series *series;
	size_t series_count;
	struct tw_partner *partners; /* in the order of the house rules */
	size_t partner_count;
	const struct tw_filed **before; /* the updates that it carries on */
	size_t before_count;
	bool likely;         /* none of those is declared */
	const struct tw_step *line; /* to the latest update; NULL: from none */
};

struct tw_area {
	struct tw_steps steps; /* all of them; comparisons have plans only */
	struct tw_story *stories;
	size_t count;
	const struct tw_calendar *calendar;
	bool has_since;
	struct tw_term since; /* nothing from before it is told */
};

/* What people asked for; NULL: everything. */
struct tw_summary_scope {
	const char *area, *priority, *theme, *since, *term;
};

/*
 * What became of plans where that was worked out before. `find` says so in
 * *found, and then makes step->comparison; `keep` is shown each comparison,
 * before plans that lead to several updates are parted among them.
 */
struct tw_known {
	enum tw_status (*find)(bool *found, struct tw_step *step,
		struct tw_arena *arena, void *context, struct tw_error *err);
	enum tw_status (*keep)(const struct tw_step *step, void *context,
		struct tw_error *err);
	void *context;
};

/*
 * Drops from the records of one area those of terms after scope->term, as if
 * nobody had written them; *count may then be 0. A term that is none is
 * TW_USAGE.
 */
enum tw_status tw_until_term(struct tw_filed *filed, size_t *count,
	const struct tw_summary_scope *scope, struct tw_error *err);

/* How much is worked out: each is all of the one before, and more. */
enum tw_telling_depth {
	TW_TELL_PLANS,   /* what became of them */
	TW_TELL_FIGURES, /* all that rows are made of */
	TW_TELL_ALL      /* statements and partners as well */
};

/*
 * Summarises the records of one area, in the order in which they are filed,
 * `count` of them, at least 1; from scope->since on. Everything lives in
 * `arena`. A term that is none is TW_USAGE. `known` may be NULL.
 */
enum tw_status tw_summarise(struct tw_area *area, struct tw_filed *filed,
	size_t count, enum tw_telling_depth depth,
	const struct tw_summary_scope *scope,
	const struct tw_known *known, struct tw_arena *arena,
	struct tw_lexicon *lexicon, struct tw_error *err);

/* The story of a priority, or NULL. */
struct tw_story *tw_story_find(const struct tw_area *area,
	struct tw_view priority);

/* Plans kept, and those that the rate is out of: all but those on hold. */
size_t tw_plans_kept(const size_t became[TW_BECAME_COUNT]);
size_t tw_plans_due(const size_t became[TW_BECAME_COUNT]);

/* Adds plans to others. */
void tw_plans_add(size_t all[TW_BECAME_COUNT],
	const size_t became[TW_BECAME_COUNT]);

#endif
