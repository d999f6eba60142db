/*
 * Inside the search for which item is which: by key and text (match.c), then
 * by likeness (alike.c).
 */
#ifndef TW_MERGE_MATCHING_H
#define TW_MERGE_MATCHING_H

#include "merge/plan.h"
#include "text/words.h"

/* What is left of two sides, in one section or in all. */
struct tw_rest {
	int a, b; /* the sides */
	size_t *rows, *columns;
	size_t row_count, column_count;
	uint16_t *scores;
	size_t *column; /* of each row */
	struct tw_arena *arena; /* where this stands if it is kept */
};

struct tw_matching {
	struct tw_merging *plan;
	struct tw_arena *scratch; /* for one step, and then anew */
	struct tw_arena *lines;   /* for one pair, and then anew */
	/* What was weighed, [s][section], and of which nothing was taken. */
	struct tw_rest rests[TW_MERGED][TW_SECTIONS + 1];
	struct tw_lexicon *lexicon;
	struct tw_error *err;
	size_t *to[TW_MERGED];   /* [s][base item]: which item of the side */
	size_t *from[TW_MERGED]; /* and back */
	size_t *twin[TW_MERGED]; /* additions of ours and theirs */
	bool *known[TW_MERGED];   /* [s][base item]: by key or by text */
	bool *guessed[TW_MERGED]; /* [s][base item] */
	bool *fair[TW_MERGED];    /* [s][base item]: a guess, but no bad one */
	const bool *twice;       /* [base item]: its text stands twice there */
	bool *lost;              /* [base item]: too many to be weighed */
	/* [s][base item]: where the nearest ones stand that are known and of
	 * its section, TW_NONE if there is none. */
	size_t *above[TW_MERGED], *below[TW_MERGED];
};

/*
 * What became of the base's items that neither key nor text finds on a side:
 * sets m->to, m->from and m->guessed, of both.
 */
enum tw_status tw_pair_base(struct tw_matching *m);

/*
 * The item of a side that has the figures of an item of the base, each of which
 * stands once in the base and once on the side; TW_NONE: it cannot be told.
 * False without memory.
 */
bool tw_measure_find(size_t *column, struct tw_matching *m, int side,
	size_t row);

/* Additions of both sides that are one: sets m->twin. */
enum tw_status tw_pair_additions(struct tw_matching *m);

/* The same of what is left, where one says all of the other, and goes on. False
 * without memory. */
bool tw_pair_longer(struct tw_matching *m);

/* Gives back what was weighed. */
void tw_rests_release(struct tw_matching *m);

#endif
