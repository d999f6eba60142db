/*
 * What a record carries on from priorities that it succeeds: their figures,
 * their evidence and, of their last update, the plans. spec/format.md,
 * chapter 19, "Which two".
 */
#ifndef TW_LINT_SUCCESSION_H
#define TW_LINT_SUCCESSION_H

#include "lint/folders.h"
#include "lint/terms.h"

/* What a thread needs for it, and keeps for an area. */
struct tw_succession;

/* Returns a new one, or NULL without memory. The caller owns it. */
struct tw_succession *tw_succession_new(void);
void tw_succession_free(struct tw_succession *succession);

/* Forgets what is kept, since another area or task begins. */
void tw_succession_reset(struct tw_succession *succession);

/* Where a record stands. */
struct tw_standing {
	const struct tw_folders *folders;
	const struct tw_priority_folder *folder;
	const struct tw_dated *dated;
	struct tw_task *task;     /* that is told what cannot be read */
	struct tw_worker *worker; /* by whom others are read */
};

/*
 * For tw_in_term.ahead: has `terms`, which are about to judge the record of
 * `at`, go on with what it succeeds, and reports plans of that which no
 * successor accounts for. Nothing is done unless all of the area is at hand.
 */
enum tw_status tw_succession_follow(struct tw_succession *succession,
	struct tw_terms *terms, const struct tw_standing *at,
	struct tw_error *err);

#endif
