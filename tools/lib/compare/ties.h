/*
 * Inside the floor of comparing: which items are in one group. Steps are those
 * of spec/likeness.md, chapter 12.
 */
#ifndef TW_COMPARE_TIES_H
#define TW_COMPARE_TIES_H

#include "compare/items.h"

/* The group of an item: what became of it, and the first of the other side. */
struct tw_tie {
	enum tw_change change;
	size_t other; /* SIZE_MAX: none */
	size_t next;  /* the next item of this side in the group; or SIZE_MAX */
	enum tw_by by;
	unsigned score;
};

struct tw_ties {
	struct tw_comparison *comparison;
	struct tw_sides *sides;
	struct tw_tie *from, *to; /* of each item */
	struct tw_error *err;
};

/* Makes two items one group. */
void tw_ties_pair(struct tw_ties *t, enum tw_change change, size_t from,
	size_t to, enum tw_by by, unsigned score);

/* True if each of two items says two thirds of what the other one does. */
enum tw_status tw_ties_nearly_same(bool *same, struct tw_ties *t, size_t from,
	size_t to);

/*
 * Finds what was split, and then what was merged, of the items of a section
 * that no key pairs, with their scores as tw_pair gives them.
 */
enum tw_status tw_ties_split(struct tw_ties *t, struct tw_index rows,
	struct tw_index columns, const uint16_t *scores);

/* Finds what went to another section, and what became of plans. */
enum tw_status tw_ties_move(struct tw_ties *t);

/* How many of a list tw_pair scores. */
static inline size_t tw_scored(struct tw_index index)
{
	return index.count < TW_PAIR_MOST ? index.count : TW_PAIR_MOST;
}

#endif
