/*
 * The house rules of a corpus, made ready to judge texts: patterns compiled,
 * words put where they are found, and all of it tried on its own examples.
 * What is wrong with them is a finding of the house rules.
 * spec/format.md, "Rules" and "Vocabulary".
 */
#ifndef TW_RULES_RULES_H
#define TW_RULES_RULES_H

#include "rules/pattern.h"
#include "text/phrases.h"

#include <termwise/house.h>

#include <stdatomic.h>

/* How many findings of a rule are told in a record. */
enum { TW_RULE_FINDINGS_MOST = 100 };

/* What a rule has cost in all threads. */
struct tw_toll {
	atomic_uint_fast64_t texts;    /* that it looked at */
	atomic_uint_fast64_t steps;
	atomic_uint_fast64_t findings;
	atomic_uint_fast64_t given_up; /* texts that took too much */
};

struct tw_rule {
	const struct tw_house_rule *said;
	struct tw_pattern *pattern;
	struct tw_diagnostic_kind kind; /* of its findings: "rule/SLUG" */
	bool replaces;                  /* by said->replace, in a hint */
	bool mends;                     /* and so that it comes to rest */
	struct tw_toll toll;
};

/* A partner of several words, by the first or the last of them. */
struct tw_partner_word {
	struct tw_partner_word *next; /* of others that have the same word */
	struct tw_view name;
	size_t words;
	bool last;
};

/* It may serve many threads at a time. */
struct tw_rules {
	struct tw_rules *older; /* for whoever keeps several */
	const struct tw_house *house;
	struct tw_rule *at; /* those that judge, in the order of the file */
	size_t count;
	uint32_t looks_at;  /* all of them */
	struct tw_phrases preferred; /* struct tw_alias, by what it is for */
	struct tw_phrases acronyms;  /* struct tw_alias */
	struct tw_set partners;      /* struct tw_partner_word, by the word */
	struct tw_phrases meanings;  /* the same, by what they stand for */
	struct tw_phrases own;       /* each word of a name that is declared */
	struct tw_diagnostics findings; /* the house's own, and these */
};

/*
 * Makes rules of what a house says, in `arena`, which must stay as `house`
 * must. Fails only without memory.
 */
enum tw_status tw_rules_new(struct tw_rules **rules,
	const struct tw_house *house, struct tw_arena *arena,
	struct tw_error *err);

/*
 * Appends what "Prefer" puts in the place of a phrase that was found: with a
 * capital, if that began with one.
 */
bool tw_rules_prefer(struct tw_buffer *out, const struct tw_alias *preferred,
	struct tw_view found);

#endif
