/*
 * Findings that a comment in the record allows: "# lint: allow ID because
 * ...". spec/format.md, "Comments".
 */
#ifndef TW_LINT_ALLOW_H
#define TW_LINT_ALLOW_H

#include <termwise/house.h>
#include <termwise/record.h>

struct tw_new_lines;
struct tw_rules;

/* How much of all that could be found has been looked for. */
struct tw_allowing {
	const struct tw_house *house; /* may be NULL */
	const struct tw_rules *rules; /* of the house; NULL: not known */
	bool across;  /* all records of the area were at hand */
	/*
	 * The revision by which is judged; NULL: none. What is new since, be it
	 * the allowance or the line of the finding, is not allowed yet. Which
	 * lines are new is asked for where there is an allowance.
	 */
	const char *from;
	enum tw_status (*changed)(struct tw_new_lines *lines, void *context);
	void *context;
};

/* Takes the mends off findings that are allowed: they stay as they are. */
enum tw_status tw_allow_keep(struct tw_record *record,
	struct tw_arena *arena, struct tw_error *err);

/*
 * Takes out all that is allowed, adds what is wrong with allowances, and
 * sorts; *allowed is how many findings went.
 */
enum tw_status tw_allow(size_t *allowed, struct tw_record *record,
	const struct tw_allowing *allowing, struct tw_arena *arena,
	struct tw_error *err);

#endif
