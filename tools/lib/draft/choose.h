/*
 * From what was asked for to the records that others are to follow.
 */
#ifndef TW_DRAFT_CHOOSE_H
#define TW_DRAFT_CHOOSE_H

#include "base/set.h"
#include "corpus/catalog.h"
#include "draft/next.h"

/* A record to carry on. */
struct tw_target {
	struct tw_target *next;
	const struct tw_catalog *catalog;
	const struct tw_cataloged *before;
	struct tw_term term;  /* of the record that is to follow it */
	const char *path;     /* where that will lie */
	struct tw_view place; /* the same, whole */
	bool named;           /* asked for by itself, not with its area */
	bool alone;           /* the catalog has no other priority */
};

/* A corpus, or one priority of it, that was read. */
struct tw_corpus_read {
	struct tw_corpus_read *next;
	const struct tw_catalog *catalog;
	struct tw_view place; /* of the folder; empty: it was sought */
	bool priority;
};

struct tw_choosing {
	const struct tw_next_options *options;
	struct tw_next_result *result;
	struct tw_arena *arena; /* of all that is chosen */
	const char *here;
	struct tw_corpus_read *corpora;
	struct tw_target *first, **end;
	struct tw_set places; /* of the targets */
	bool begun; /* others of the area are in the latest term already */
};

/*
 * Chooses the targets, in the order in which they were asked for, each once;
 * what is not one is noted. TW_USAGE if something makes no sense.
 */
enum tw_status tw_choose(struct tw_choosing *choice, struct tw_error *err);

/* Adds a note to a result, for tw_cli_note. */
void tw_next_note(struct tw_next_result *result, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
