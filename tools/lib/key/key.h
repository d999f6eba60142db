/*
 * Keys for promises that were found to be one: which pairs of a plan and what
 * became of it have none yet, what they may be called, and the records with
 * the keys written into them. Nothing else of a record changes, to the byte.
 */
#ifndef TW_KEY_KEY_H
#define TW_KEY_KEY_H

#include "base/set.h"
#include "thread/scope.h"

struct tw_lexicon;

/* "> key": a line that an item gets besides its own key. */
struct tw_key_line {
	struct tw_key_line *next;
	struct tw_view key;
};

/* An item that takes part. */
struct tw_key_item {
	const struct tw_filed *filed;
	const struct tw_node *node;
	struct tw_view key;  /* that it has or is given; empty: none */
	struct tw_key_line *lines; /* that it is given */
	bool given;          /* the key is */
};

enum tw_key_answer { TW_KEY_OPEN, TW_KEY_YES, TW_KEY_NO };

/* A plan and an item that became it, or may have. */
struct tw_key_pair {
	const struct tw_step *step;
	size_t from, to; /* in tw_keys.items */
	unsigned score;
	enum tw_reason reason;
	bool counted;    /* the account takes it for that */
	bool wanted;     /* true unless the caller says no */
	bool chosen;     /* to be taken unasked */
	enum tw_key_answer answer;
	size_t next_from, next_to; /* pair of the same plan, item; SIZE_MAX */
};

struct tw_key_stems;

/*
 * The pairs of an area that no key makes exact; all of it in `arena`. Nobody
 * else gives the lexicon a rest while keys are proposed.
 */
struct tw_keys {
	struct tw_arena *arena;
	struct tw_lexicon *lexicon;
	const struct tw_steps *steps;
	const struct tw_filed *filed; /* all records of the area */
	size_t filed_count;
	struct tw_key_item *items;    /* by record, in the order of its text */
	size_t item_count;
	struct tw_key_pair *pairs;    /* in the order of the steps */
	size_t pair_count;
	struct tw_set used;           /* keys of the area: struct tw_key_used */
	struct tw_set places;         /* and where in a record they stand */
	size_t *by_from, *by_to; /* the first pair of each item; SIZE_MAX */
	size_t *queue; /* room for as many items */
	bool *seen;    /* all false between calls */
	struct tw_key_stems *stems;
	struct tw_set bases; /* of keys with numbers behind them */
};

/*
 * Compares the steps, all of the area, and finds their pairs. Where a plan
 * is accounted for, what it became; else what it may have become.
 */
enum tw_status tw_keys_find(struct tw_keys *keys, struct tw_steps *steps,
	const struct tw_filed *filed, size_t count, struct tw_arena *arena,
	struct tw_lexicon *lexicon, struct tw_error *err);

/* What taking a pair for one would write. */
enum tw_key_means {
	TW_KEY_WRITE,  /* the key into those that have none */
	TW_KEY_LINE,   /* the plan's key, and "> key" under the item */
	TW_KEY_SAME,   /* nothing: both have it */
	TW_KEY_DIFFER, /* nothing: both have one, and not the same */
	TW_KEY_TAKEN   /* nothing: elsewhere the key is another promise's */
};

struct tw_key_offer {
	enum tw_key_means means;
	struct tw_view key;
	bool proposed; /* nobody has it yet */
};

static inline bool tw_key_writes(enum tw_key_means means)
{
	return means == TW_KEY_WRITE || means == TW_KEY_LINE;
}

enum tw_status tw_keys_offer(struct tw_key_offer *offer, struct tw_keys *keys,
	const struct tw_key_pair *pair, struct tw_error *err);

/*
 * Takes a pair for one, by an offer that means to write; its key may be
 * another one than was offered, if that is new.
 */
enum tw_status tw_keys_take(struct tw_keys *keys, struct tw_key_pair *pair,
	const struct tw_key_offer *offer, struct tw_error *err);

/* Where a key of the area stands already: a record; NULL: nowhere. */
const struct tw_filed *tw_keys_where(const struct tw_keys *keys,
	struct tw_view key);

/*
 * Takes unasked all wanted pairs that the account counts, from a score on,
 * but for refused ones. A key that one of several pairs with the same plan or
 * the same item gets takes the others out of the account, so that it is all
 * or none; and none that would make a plan become something else.
 */
enum tw_status tw_keys_take_above(struct tw_keys *keys, unsigned least,
	struct tw_error *err);

/* The text of a record with its keys; *changed is false if it gets none. */
enum tw_status tw_keys_text(struct tw_view *text, bool *changed,
	const struct tw_keys *keys, const struct tw_filed *filed,
	struct tw_error *err);

/*
 * *same is true if with the keys a step's plans became what they became
 * without.
 */
enum tw_status tw_keys_check(bool *same, const struct tw_keys *keys,
	const struct tw_step *step, struct tw_error *err);

/* ---- inside the floor ---- */

/* A key that stands somewhere, or stood there once. */
struct tw_key_used {
	struct tw_view key; /* first, so that a view alone is sought like it */
	const struct tw_filed *first; /* earliest update with it; may be NULL */
};

/* The first item of a record, or where it would stand. */
size_t tw_keys_first(const struct tw_keys *keys, const struct tw_filed *filed);

/* A plan and an item that read alike, and have different keys. */
struct tw_key_found {
	const struct tw_step *step;
	const struct tw_node *plan, *node;
	unsigned score;
};

/* Finds them, of plans that are unaccounted for. */
enum tw_status tw_key_find_differing(struct tw_key_found **found,
	size_t *count, struct tw_keys *keys, struct tw_error *err);

/* How the items of a record use a stem. */
struct tw_key_stem {
	uint32_t plans; /* that have it */
	uint32_t small; /* times that it begins small */
	uint32_t item;  /* the last one that has it */
};

/* Of one record, by the lexicon's numbers. */
struct tw_key_stems {
	const struct tw_filed *filed; /* NULL: to be counted anew */
	struct tw_key_stem *at;
	size_t room;
	uint32_t items;
};

/* Counts the stems of a record, unless it was the last one. */
enum tw_status tw_key_stems_count(struct tw_keys *keys,
	const struct tw_filed *filed, struct tw_error *err);

/* How a stem is used in the record that was counted. */
struct tw_key_stem tw_key_stem_of(const struct tw_keys *keys, uint32_t stem);

/*
 * Proposes a key for a plan that is none of keys->used: a few of its words
 * that tell it from the other plans, no names of people.
 */
enum tw_status tw_key_propose(struct tw_view *key, struct tw_keys *keys,
	const struct tw_key_item *plan, struct tw_error *err);

#endif
