/*
 * Inside the floor of history: which item of one version is which of the
 * other. spec/history.md, "Which item is which".
 */
#ifndef TW_HISTORY_SAME_H
#define TW_HISTORY_SAME_H

#include "history/edits.h"

#define TW_NOWHERE SIZE_MAX

/* A thing that is looked for, in an order by which equal ones meet. */
struct tw_entry_key {
	struct tw_view name, text; /* empty where neither is asked for */
	int group;
	size_t at;                 /* its place in its list */
};

/*
 * Sorts both lists, and hands out what is equal in all but place, the first
 * with the first.
 */
void tw_keys_join(struct tw_entry_key *a, size_t n, struct tw_entry_key *b,
	size_t m, void (*pair)(void *context, size_t from, size_t to),
	void *context);

struct tw_versions {
	struct tw_arena *arena;
	struct tw_arena *scratch;
	struct tw_lexicon *lexicon; /* NULL: made when it is needed */
	struct tw_error *err;
	struct tw_node *from, *to;
	size_t from_count, to_count;
	size_t *fate, *origin; /* TW_NOWHERE: not found (yet) */
	uint8_t *by;           /* enum tw_by, of each later item */
	uint16_t *score;
};

/* Fills fate, origin, by and score, which are there and empty. */
enum tw_status tw_versions_pair(struct tw_versions *v);

#endif
