/*
 * A ledger of an area: each update, each of its items with what became of it,
 * and each figure as it is stated. Stories add up what stands here one by one.
 * spec/json.md, chapter 5.
 */
#ifndef TW_SUMMARY_LEDGER_H
#define TW_SUMMARY_LEDGER_H

#include "summary/summary.h"

struct tw_ledger_update;

/* An item of an update; placeholders are none. */
struct tw_ledger_item {
	const struct tw_item *item;
	const struct tw_ledger_update *update;
	struct tw_view text;          /* in one line */
	enum tw_section_kind section;
	size_t position;              /* in its section, from 1 */
	struct tw_term first;         /* in which its statement stands first */
	bool stands;                  /* the latest update makes it */
	const struct tw_plan *plan;   /* NULL: none, or an open one */
	const struct tw_ledger_item *shown; /* where that shows; or NULL */
};

/* A figure of an update. */
struct tw_ledger_figure {
	const struct tw_ledger_item *item; /* NULL: of a placeholder */
	struct tw_view name;          /* as the house rules have it */
	struct tw_value value;        /* as it is stated */
	enum tw_measure_kind kind;
	bool adds;                    /* it is written with "+" */
	bool counts;                  /* no other takes its place below it */
	struct tw_value total;        /* of additions up to this one */
	struct tw_value expected;     /* last level plus additions since */
	bool has_total;
	bool has_expected;            /* and it is not what stands there */
};

/* An update. */
struct tw_ledger_update {
	const struct tw_filed *filed;
	const struct tw_story *story;
	bool latest;                  /* of its priority */
	struct tw_ledger_item *items;     /* in the order of the text */
	size_t item_count;
	struct tw_ledger_figure *figures;
	size_t figure_count;
};

struct tw_ledger {
	struct tw_ledger_update *updates;    /* by priority, then in time */
	size_t count;
};

/*
 * Makes the ledger of an area that was summarised by `scope`. Only updates
 * that are asked for have figures; all have items, since plans of one priority
 * may show up in another. False without memory. Everything lives in `arena`.
 */
bool tw_ledger_make(struct tw_ledger *ledger, const struct tw_area *area,
	const struct tw_summary_scope *scope, struct tw_arena *arena);

/* True if an update is asked for. */
bool tw_ledger_asked(const struct tw_ledger_update *update,
	const struct tw_area *area, const struct tw_summary_scope *scope);

#endif
