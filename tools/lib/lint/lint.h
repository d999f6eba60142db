/*
 * Every rule within one record, and its place. spec/diagnostics.md.
 */
#ifndef TW_LINT_LINT_H
#define TW_LINT_LINT_H

#include "privacy/privacy.h"

#include <termwise/record.h>
#include <termwise/term.h>

struct tw_house;
struct tw_judge;
struct tw_rules;
struct tw_matcher;
struct tw_speller;

/*
 * Hands out the keys of the plans of the record before, for "> key" that no
 * outcome of its own record has. *known stays false if there is no record
 * before, or it cannot be read: then nothing is judged.
 */
struct tw_before {
	enum tw_status (*plan)(bool *known, bool *planned, struct tw_view key,
		void *context, struct tw_error *err);
	void *context;
};

struct tw_lint_options {
	const struct tw_house *house; /* NULL: areas, themes not checked */
	struct tw_view path;          /* below the root; empty: no place */
	struct tw_before before;      /* plan NULL: not judged */
	/*
	 * What judges by all that is below: tw_judge_house, or NULL. Programs
	 * that have no use for house rules do without the libraries for them.
	 */
	void (*house_judge)(struct tw_judge *judge);
	struct tw_rules *rules;       /* of the house; NULL: not judged */
	struct tw_matcher *matcher;   /* that they need, of this thread */
	/* How personal data is looked for; NULL: it is not. */
	const struct tw_private_options *privacy;
	struct tw_private_spans *found; /* gets it, in the record's source */
	struct tw_view below; /* the path that is published; empty: none */
	const bool *asked;            /* by id: aids; NULL: as the house says */
	struct tw_speller *speller;   /* NULL: nothing is said of spelling */
};

/* Judges by house rules, vocabulary and aids, of options->rules and so on. */
void tw_judge_house(struct tw_judge *judge);

/* True if an aid is on: who runs the program asks for it, or the house. */
bool tw_lint_wants(const struct tw_house *house, const bool *asked,
	enum tw_diagnostic_id id);

/*
 * The month in which a record's term begins, about, by which a day may be a
 * child's birthday; year 0: it is not known. `house` may be NULL.
 */
struct tw_date tw_lint_date(const struct tw_record *record,
	struct tw_arena *arena, const struct tw_house *house);

/*
 * Judges a parsed record: adds to its diagnostics, and sorts them. Fails
 * only without memory, or as options->before does.
 */
enum tw_status tw_lint_record(struct tw_record *record,
	struct tw_arena *arena, const struct tw_lint_options *options,
	struct tw_error *err);

#endif
