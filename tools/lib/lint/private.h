/*
 * Personal data as findings, and kept out of what is shown.
 */
#ifndef TW_LINT_PRIVATE_H
#define TW_LINT_PRIVATE_H

#include "lint/judge.h"
#include "lint/task.h"

/*
 * Reports what was found in the record, and whether its path holds any; what
 * was found must be in judge->options->found.
 */
void tw_judge_private(struct tw_judge *judge);

/* Reports items that say so much of one child that it may be known by that. */
void tw_judge_story(struct tw_judge *judge);

/*
 * Takes away the hints and mends of a record's findings, sorted, that would
 * spell in another way what was found, in which it would be known no more.
 */
void tw_private_unsay(struct tw_record *record,
	const struct tw_private_spans *found);

/*
 * Finds personal data in house rules, but not in patterns and their examples:
 * *all becomes `own`, those that they have, and these, in `arena`.
 */
enum tw_status tw_private_house(struct tw_diagnostics *all,
	struct tw_private_spans *found, const struct tw_house *house,
	const struct tw_diagnostics *own,
	const struct tw_private_options *privacy, struct tw_arena *arena,
	struct tw_error *err);

/*
 * Makes of what was judged what may be shown: lines, hints and paths with all
 * that is private masked. A mend that would show it is left out. What changes
 * is made anew in `arena`.
 */
enum tw_status tw_private_veil(struct tw_judged *judged,
	const struct tw_private_spans *found,
	const struct tw_private_options *privacy, struct tw_arena *arena,
	struct tw_error *err);

#endif
