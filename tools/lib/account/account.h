/*
 * Plans and figures from one update to the next.
 */
#ifndef TW_ACCOUNT_ACCOUNT_H
#define TW_ACCOUNT_ACCOUNT_H

#include "match/match.h"

#include <termwise/compare.h>

struct tw_cues;
struct tw_told;

/* The items of a record, but for placeholders, in the order of the text. */
struct tw_nodes {
	struct tw_node *at;
	bool *paired; /* [i]: its key stands on the other side, too */
	size_t count;
};

/* Two updates side by side, with what both the account and others need. */
struct tw_sides {
	struct tw_arena *arena;   /* of what stays */
	struct tw_arena *scratch; /* of what is only worked with */
	const struct tw_house *house; /* may be NULL; its cues come first */
	const struct tw_cues *cues; /* of the format, for tw_cue_... */
	const struct tw_record *before, *now;
	struct tw_nodes from, to;
	struct tw_likeness *likeness; /* of from.at[i] and to.at[j] */
	bool *traced; /* [j]: to.at[j] is the trace of a plan */
	struct tw_told *told; /* [j]: what it says, once it is `known` */
};

/* Collects the items of two records and prepares their likeness. */
enum tw_status tw_sides_fill(struct tw_sides *sides,
	struct tw_lexicon *lexicon, const struct tw_record *from,
	const struct tw_record *to, struct tw_error *err);

/* Whether a field says the same in both records; *now: what it says now. */
enum tw_status tw_sides_same(bool *same, struct tw_view *now,
	const struct tw_sides *sides, enum tw_field_kind kind,
	struct tw_error *err);

/* The least score at which an item is offered for a plan. */
enum { TW_OFFERED = 150 };

/* How an item of the earlier side was found on the later one. */
struct tw_link {
	size_t to;       /* index in sides->to; SIZE_MAX: not found */
	enum tw_by by;
	unsigned score;
};

/*
 * Pairs items rows[r] of the earlier side with columns[c] of the later one,
 * each used once: by equal text, and then, if `likeness` is asked for, by
 * the best assignment in the matched band. Items that keys keep apart are no
 * pair. links[r] is written for every row. If `scores` is not NULL it gets
 * the table of likeness, scores[r * column_count + c]. Of more than
 * TW_PAIR_MOST rows or columns only the first ones are weighed.
 */
enum { TW_PAIR_MOST = 500 };

struct tw_index {
	size_t *at;
	size_t count;
};

enum tw_status tw_pair(struct tw_link *links, uint16_t **scores,
	struct tw_sides *sides, struct tw_index rows, struct tw_index columns,
	bool likeness, struct tw_error *err);

/*
 * The same by likeness, where that of row r and column c is known already, at
 * known.at[r * known.stride + c]; of more than TW_PAIR_MOST, of the first.
 */
struct tw_scores {
	const uint16_t *at;
	size_t stride;
};

enum tw_status tw_pair_known(struct tw_link *links, uint16_t **scores,
	struct tw_sides *sides, struct tw_index rows, struct tw_index columns,
	struct tw_scores known, struct tw_error *err);

/*
 * Plans against all items in which they may show up. Of more than
 * TW_PAIR_MOST plans, or items of a section, only the first stand here.
 */
struct tw_table {
	struct tw_index rows;    /* in sides->from */
	struct tw_index columns; /* in sides->to */
	uint16_t *scores;        /* [row * columns.count + column] */
	uint8_t *reasons;        /* enum tw_reason, likewise */
};

/*
 * Decides for each pair whether the item is about the plan. On entry a
 * reason is TW_WHY_TEXT or TW_WHY_ALIKE where tw_pair found it so, else
 * TW_WHY_TOO_LITTLE.
 */
enum tw_status tw_table_decide(struct tw_table *table, struct tw_sides *sides,
	struct tw_error *err);

/* True for an activity that reports nothing, but says what is to come. */
bool tw_sides_announce(struct tw_sides *sides, size_t to);

/*
 * Decides once more on plans that no item is about: that something of a
 * number is to be delivered is settled by an item that counts as many. An
 * item that it finds so has the reason TW_WHY_COUNTED then.
 */
enum tw_status tw_table_count(struct tw_table *table, struct tw_sides *sides,
	struct tw_error *err);

/*
 * And once more: an activity that is about no plan settles the one that it
 * names wholly; or by one word, if it says by disposition or in words what
 * became of it. Its reason is TW_WHY_NAMED then.
 */
enum tw_status tw_table_name(struct tw_table *table, struct tw_sides *sides,
	struct tw_error *err);

/*
 * And at last, if both are of one priority and a plan is settled, be it by key
 * or equal text (`known`): of what is left an item settles the plan with which
 * alone it has a word, if nothing else comes near: TW_WHY_ALONE.
 */
enum tw_status tw_table_pair_left(struct tw_table *table,
	struct tw_sides *sides, bool known, struct tw_error *err);

/*
 * Plans that no item is about then are looked at more closely: their scores
 * become those of a closer look, each below TW_MATCHED. By these an item settles
 * a plan, too, where the two say the same in words of one kin: TW_WHY_KIN. And
 * an activity settles the plan that is of what it begins with: TW_WHY_NAMED.
 */
enum tw_status tw_table_look_closer(struct tw_table *table,
	struct tw_sides *sides, bool known, struct tw_error *err);

/*
 * True if two items may be one by their keys: not if both have one and the
 * two differ, nor if the key of one stands elsewhere on the other side.
 */
bool tw_keys_allow(const struct tw_sides *sides, size_t from, size_t to);

struct tw_set;

/*
 * The items of a side by their keys, those of one section only: a set of
 * struct tw_node, the first of each key. To look one up: tw_node_by_key.
 */
enum tw_status tw_keys_collect(struct tw_set *keys, struct tw_arena *arena,
	const struct tw_nodes *nodes, enum tw_section_kind kind,
	struct tw_error *err);
const struct tw_node *tw_node_by_key(const struct tw_set *keys,
	struct tw_view key);

/* How an item is found to be about a plan, for a reason of those that say so. */
enum tw_by tw_by_of(enum tw_reason reason);

/*
 * What settles a plan for the priority itself: what the priority is called
 * now, or its status; empty if nothing does, or if the plan is of other
 * things.
 */
enum tw_status tw_account_priority(struct tw_view *said,
	const struct tw_sides *sides, struct tw_view plan,
	struct tw_error *err);

/* Accounts for every plan of the earlier side, in its order. */
enum tw_status tw_account_plans(struct tw_comparison *comparison,
	struct tw_sides *sides, struct tw_error *err);

/*
 * The same in less time, for who asks only which plans are unaccounted for:
 * what became of the others is not to be read.
 */
enum tw_status tw_account_missing(struct tw_comparison *comparison,
	struct tw_sides *sides, struct tw_error *err);

/* Follows the figures of a thread from one update to another. */
enum tw_status tw_account_figures(struct tw_comparison *comparison,
	struct tw_arena *arena, const struct tw_house *house,
	const struct tw_update *thread, size_t from, size_t to,
	struct tw_error *err);

/*
 * The cues of the format, entered once for a lexicon, and gone with it. NULL
 * without memory.
 */
const struct tw_cues *tw_cues_of(struct tw_lexicon *lexicon);

/* How a report is read. */
enum tw_reads {
	TW_READS_BEGUN = 1 << 0, /* the text begins with what was planned, so
		that what it tells first is what became of that */
	TW_READS_EFFECT = 1 << 1 /* what it says to go on is an effect */
};

/* How the items of a section are read. */
static inline unsigned tw_reads_of(enum tw_section_kind section)
{
	return section == TW_IMPACT || section == TW_EXIT ? TW_READS_EFFECT : 0;
}

/*
 * What the words of a report say: done, ongoing, on hold, dropped, or nothing
 * for what says no more than that something is reported.
 */
struct tw_told {
	enum tw_state state;
	struct tw_view words; /* those of the text that say it, or empty */
	bool announces; /* it only says what is to come: reports nothing */
	bool known;     /* it has been read */
};

struct tw_told tw_cue_read(const struct tw_sides *sides, struct tw_view text,
	unsigned reads);

/* What an item of the later record says, which is read once. */
struct tw_told tw_sides_told(struct tw_sides *sides, size_t to);

/* True if a word tells of something past, and nothing says that it did not. */
bool tw_cue_reports(const struct tw_sides *sides, struct tw_view text);

/*
 * What a plan is of: so many words, no article among them, behind `first`
 * others. `heading`: they stand before a mark, and another word says what is
 * to become of it. count 0: it is not plain.
 */
struct tw_topic {
	size_t first, count;
	bool heading;
};

struct tw_topic tw_topic_of(const struct tw_cues *cues, struct tw_view plan);

/* How many words a report begins with, before what tells of them; 0: too many. */
size_t tw_opening_of(const struct tw_cues *cues, struct tw_view report);

/*
 * True if a report tells of another deed than what a plan does to somebody or
 * something: spec/format.md, chapter 19, "Deeds".
 */
bool tw_deed_other(const struct tw_cues *cues, struct tw_view plan,
	struct tw_view report);

/* The same of a plan and an item; or if the plan makes what it has nothing of. */
bool tw_sides_other_deed(struct tw_sides *sides, size_t from, size_t to);

/*
 * True if a report that says no more tells that a plan is under way: that what
 * is to go on did, or that what it makes or holds is being prepared.
 */
bool tw_deed_under_way(const struct tw_sides *sides, struct tw_view plan,
	struct tw_view report);

/* True if a plan is to go on with something. */
bool tw_cue_goes_on(const struct tw_sides *sides, struct tw_view plan);

/* True if a plan asks somebody. */
bool tw_cue_asks(struct tw_view plan);

/* True if a text that announces answers a plan that asks, and does not ask again. */
bool tw_cue_answers(struct tw_view plan, struct tw_view text);

#endif
