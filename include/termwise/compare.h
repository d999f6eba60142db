/*
 * One update against the one before: what became of each plan, how figures
 * moved, what is new, kept, reworded and gone. spec/format.md, chapter 19,
 * and spec/likeness.md.
 */
#ifndef TERMWISE_COMPARE_H
#define TERMWISE_COMPARE_H

#include <termwise/house.h>
#include <termwise/record.h>
#include <termwise/term.h>
#include <termwise/value.h>

enum tw_became {
	TW_BECAME_DONE,
	TW_BECAME_ONGOING,
	TW_BECAME_CARRIED_OVER,
	TW_BECAME_ON_HOLD,
	TW_BECAME_DROPPED,
	TW_BECAME_UNACCOUNTED,
	TW_BECAME_COUNT
};

/* How two items were found to be one. */
enum tw_by { TW_BY_NONE, TW_BY_KEY, TW_BY_EQUAL, TW_BY_LIKENESS };

enum tw_band { TW_BAND_UNMATCHED, TW_BAND_REVIEW, TW_BAND_MATCHED };

/* An item of a record, with its text in one line. */
struct tw_node {
	const struct tw_item *item;
	struct tw_view text;
	enum tw_section_kind section;
};

/* Why an item is about a plan, or is not taken for that. */
enum tw_reason {
	TW_WHY_KEY,     /* one key, or ">" and the plan's key */
	TW_WHY_TEXT,    /* equal texts */
	TW_WHY_ALIKE,        /* in the matched band, and the best assignment */
	TW_WHY_STANDS_OUT,   /* no other item, no other plan comes near */
	TW_WHY_PART,         /* one of several reports of this plan alone */
	TW_WHY_TOGETHER,     /* of several plans, this being one */
	TW_WHY_COUNTED,      /* what it counts has the plan's number in it */
	TW_WHY_NAMED,        /* it begins with the plan, or a word or topic of it */
	TW_WHY_ALONE,        /* of what is left only the two have a word */
	TW_WHY_KIN,          /* of what is left, words of one meaning */
	TW_WHY_LAST = TW_WHY_KIN,
	TW_WHY_TOO_LITTLE,   /* not alike enough */
	TW_WHY_ANOTHER_ITEM, /* another item is as much alike, or more */
	TW_WHY_ANOTHER_PLAN, /* another plan is as much alike, or more */
	TW_WHY_ELSEWHERE,    /* too many of the plan's words stand elsewhere */
	TW_WHY_REPORTED,     /* planned now; but a report is more alike */
	TW_WHY_ANNOUNCED,    /* an activity that only says what is to come */
	TW_WHY_NAME_ONLY,    /* little but a name is in both */
	TW_WHY_OTHER_DEED    /* it does not tell of what was to be done */
};

/*
 * An item that a plan became, or may have become, and why it is taken for
 * that or not. Scores go from 0 to 1000.
 */
struct tw_candidate {
	const struct tw_node *node;
	unsigned score;
	enum tw_reason reason;
};

enum { TW_CANDIDATES = 3 };

struct tw_update;

struct tw_plan {
	const struct tw_node *node;  /* in the earlier record */
	const struct tw_node *shown; /* that decided; NULL: none, but that
	                              * the priority is another now, or closed */
	enum tw_became became;
	enum tw_by by;
	enum tw_band band;
	unsigned score;              /* 1000 by key and by equality */
	struct tw_view said;         /* its words that decided, or else the
	                              * title or status now; empty: none */
	const struct tw_update *when; /* has `shown`; NULL: the later record */
	/* All that is about it, in the order of the later record. */
	struct tw_candidate *traces;
	size_t trace_count;
	/* What is not, or not for certain: best first. */
	struct tw_candidate candidates[TW_CANDIDATES];
	size_t candidate_count;
};

/* How many candidates are likely enough to be shown to people. */
size_t tw_plan_perhaps(const struct tw_plan *plan);

enum tw_measure_kind { TW_LEVEL, TW_ADDITION, TW_TARGET };

/*
 * A figure in both records. A level is what stands there; an addition the
 * sum of all records so far; a target, set in the earlier record, goes from
 * what was aimed at to the level that follows, or to what was added since.
 */
struct tw_measure {
	struct tw_view name;
	struct tw_value from, to, change;
	struct tw_value expected;    /* last level plus additions since */
	int64_t percent;             /* of the change, in tenths */
	const struct tw_term *since; /* of `from`, if not the earlier record's */
	enum tw_measure_kind kind;
	bool has_from, has_to, has_change, has_percent;
	bool has_expected;           /* and it is not what stands there */
	bool units_differ;
	bool to_add; /* a target for additions since, not for a level */
	bool again;  /* a level or a sum, and the other one tells as much */
	bool part;   /* a sum that is shown beside a level: not of all */
};

/*
 * What became of an item. One that was split has a row for each that it
 * became, several that were merged a row each: rows of one group follow one
 * another, and each item is in one group.
 */
enum tw_change {
	TW_KEPT,     /* the same words, in the same section */
	TW_REWORDED, /* other words, in the same section */
	TW_SPLIT,    /* one became several */
	TW_JOINED,   /* several became one */
	TW_MOVED,    /* to another section, in the same words or in others */
	TW_NEW,
	TW_GONE
};

/* An item against the other record. */
struct tw_item_change {
	const struct tw_node *from, *to; /* one may be NULL */
	enum tw_change change;
	enum tw_by by;
	unsigned score;
	bool planned; /* `to` is the trace of a plan */
};

/* An intended outcome of the later record. */
struct tw_outcome {
	const struct tw_node *node;
	size_t evidence; /* items that name it with ">" */
};

/* One record of a thread through the terms, in time. */
struct tw_update {
	const struct tw_record *record;
	struct tw_term term;
};

struct tw_comparison {
	struct tw_plan *plans;
	size_t plan_count;
	size_t became[TW_BECAME_COUNT];
	struct tw_measure *measures;
	size_t measure_count;
	struct tw_item_change *items;
	size_t item_count;
	struct tw_outcome *outcomes;
	size_t outcome_count;
	bool evidence_given; /* the later record has any ">" to an outcome */
};

struct tw_lexicon;

/*
 * Compares thread[from] with thread[to], from < to. The updates before
 * `from` matter for sums and for levels that were left out once. `house`
 * may be NULL. Everything lives in `arena` and holds views into the
 * records. `lexicon` may be NULL; it only makes many comparisons faster, and
 * rests before each.
 */
enum tw_status tw_compare(struct tw_comparison **comparison,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	const struct tw_house *house, const struct tw_update *thread,
	size_t from, size_t to, struct tw_error *err);

/* "done", "carried-over" ...: the words of JSON. */
const char *tw_became_name(enum tw_became became);
const char *tw_by_name(enum tw_by by);
const char *tw_band_name(enum tw_band band);
const char *tw_reason_name(enum tw_reason reason);
const char *tw_measure_kind_name(enum tw_measure_kind kind);
const char *tw_change_name(enum tw_change change);

#endif
