/*
 * Inside the floor of merging: a right merge, what another one made of the
 * same copies, and which of their items are one.
 */
#ifndef TW_MERGE_AUDIT_WORK_H
#define TW_MERGE_AUDIT_WORK_H

#include "base/set.h"
#include "merge/audit.h"
#include "merge/emit.h"

/* The right merge, read as ours would have its conflicts, and as theirs. */
enum { AS_OUR_SIDE, AS_THEIR_SIDE, READINGS };

struct tw_auditing {
	struct tw_arena *arena;
	struct tw_error *err;
	const struct tw_audit_copies *copies;
	struct tw_merging plan;
	struct tw_emit emit;
	struct tw_side_parts right[READINGS];
	const struct tw_part_item **item[READINGS]; /* by unit, or NULL */
	struct tw_side_parts merged; /* what is judged */
	size_t *found;   /* by unit: which item of merged it is */
	size_t *unit_of; /* by item of merged */
	struct tw_side_parts lines; /* the line merge, its conflicts left out */
	struct tw_set by_lines;     /* its items */
	struct tw_set asked;        /* lines of its conflicts, struct tw_view */
	bool clean;                 /* it has none */
	struct tw_set present;      /* items of merged */
	struct tw_set details;      /* their detail lines, by sign and name */
	bool *reworded;  /* by unit: what nobody has may be in another one */
	bool *copied;    /* by unit: merged has it more than once */
	bool chosen[TW_DIAG_COUNT]; /* somebody settled who breaks a rule */
	bool failed;                /* no memory */
	struct tw_audit_finding *first, **end;
};

/* Finds work->found and work->unit_of. */
enum tw_status tw_audit_match(struct tw_auditing *work);

/* True if the line merge has this very item, where nobody was asked. */
bool tw_audit_by_lines(const struct tw_auditing *work,
	const struct tw_part_item *item);

/* True if merged has this very item. */
bool tw_audit_present(const struct tw_auditing *work,
	const struct tw_part_item *item);

/* True if this line, its end included, stands in a conflict of the lines. */
bool tw_audit_asked(const struct tw_auditing *work, struct tw_view line);

/* True if any item of merged has this detail, whatever its value. */
bool tw_audit_has_detail(const struct tw_auditing *work,
	const struct tw_detail *detail);

/* Looks at items; at fields; at comments. Findings are appended. */
enum tw_status tw_audit_items(struct tw_auditing *work);
enum tw_status tw_audit_fields(struct tw_auditing *work);
enum tw_status tw_audit_comments(struct tw_auditing *work);

/* Appends a finding; NULL without memory. */
struct tw_audit_finding *tw_audit_add(struct tw_auditing *work,
	enum tw_audit_kind kind, enum tw_audit_part part);

/* Says which findings are settled by copies->latest. */
enum tw_status tw_audit_settle(struct tw_auditing *work);

#endif
