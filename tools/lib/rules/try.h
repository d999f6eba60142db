/*
 * House rules tried on what they say themselves.
 */
#ifndef TW_RULES_TRY_H
#define TW_RULES_TRY_H

#include "rules/rules.h"

/* Rules being made. */
struct tw_making {
	struct tw_rules *rules;
	struct tw_arena *arena;
	struct tw_matcher *matcher;
	struct tw_error *err;
	uint64_t steps; /* left to hold rules against each other */
};

/* Reports what stands `from` bytes behind the start of what a field says. */
enum tw_status tw_making_report(struct tw_making *making,
	enum tw_diagnostic_id id, const struct tw_said *said, size_t from,
	struct tw_view hint);

/* Tries a rule on its examples. */
enum tw_status tw_rule_try(struct tw_making *making, struct tw_rule *rule);

/* Tries what rules and preferred words put in the place of others. */
enum tw_status tw_rules_try(struct tw_making *making);

#endif
