/*
 * What the rules share: where things stand, and how they are reported.
 */
#ifndef TW_LINT_JUDGE_H
#define TW_LINT_JUDGE_H

#include "base/set.h"
#include "base/utf8.h"
#include "lint/lint.h"

#include <termwise/house.h>
#include <termwise/value.h>

struct tw_judge {
	struct tw_record *record;
	struct tw_arena *arena;
	const struct tw_lint_options *options;
	struct tw_error *err;
	enum tw_status status; /* the first failure */

	/* What the fields say, once they are judged. */
	const struct tw_alias *area; /* in the house rules; NULL: none */
	struct tw_term term;
	bool has_term;
	unsigned suggested; /* how often a hint took a search */

	struct tw_diagnostic *last; /* that was reported */

	/* The last place that was looked up, to go on from. */
	const char *at;
	const char *start; /* of its line */
	uint32_t line;
};

/* Looks up places from here on; they must come in order. */
void tw_judge_from(struct tw_judge *judge, const char *at, uint32_t line);

/* Reports what stands at `place` (in the source). */
void tw_judge_report(struct tw_judge *judge, enum tw_diagnostic_id id,
	struct tw_view place, struct tw_view hint);

/* The same by a kind that takes the place of the row; NULL: the row. */
void tw_judge_report_as(struct tw_judge *judge,
	const struct tw_diagnostic_kind *kind, enum tw_diagnostic_id id,
	struct tw_view place, struct tw_view hint);

/* Says what mends the finding that was reported last. */
void tw_judge_mend(struct tw_judge *judge, struct tw_view place,
	struct tw_view text, bool unsafe);

/* Reports something about the record as a whole, at 1:1. */
void tw_judge_absent(struct tw_judge *judge, enum tw_diagnostic_id id,
	const char *what);

/* The same with a hint that lives as long as the arena. */
void tw_judge_whole(struct tw_judge *judge, enum tw_diagnostic_id id,
	struct tw_view hint);

/* A printf-like hint in the arena. */
struct tw_view tw_judge_hint(struct tw_judge *judge, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* What a unit is called in a hint: "a percentage". */
const char *tw_judge_unit(enum tw_unit unit);

/* Adds to a set; as tw_set_add, the failure goes to judge->status. */
const void *tw_judge_seen(struct tw_judge *judge, struct tw_set *set,
	uint64_t hash, const void *thing,
	bool (*same)(const void *a, const void *b));

/*
 * The rules of fields and of the place; of sections and items; of when plans are
 * to be done; those of the house; and how much what was found weighs there.
 */
void tw_judge_mends(struct tw_judge *judge); /* of what is found so far */
void tw_judge_fields(struct tw_judge *judge);
void tw_judge_items(struct tw_judge *judge);
void tw_judge_dates(struct tw_judge *judge);
void tw_judge_words(struct tw_judge *judge);
void tw_judge_partners(struct tw_judge *judge);
void tw_judge_prose(struct tw_judge *judge);
void tw_judge_weights(struct tw_judge *judge);

#endif
