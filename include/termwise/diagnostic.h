/*
 * Diagnostics: what is wrong with a record, where, and what to do about it.
 * Each id is permanent and has its entry in spec/diagnostics.md.
 */
#ifndef TERMWISE_DIAGNOSTIC_H
#define TERMWISE_DIAGNOSTIC_H

#include <termwise/base.h>

enum tw_severity { TW_NOTE, TW_WARNING, TW_ERROR };

/*
 * A layout error is a line that has no place in the model: the record cannot
 * be rewritten, merged or compared until it is mended. All else is a rule, or
 * an aid to better prose, which is a rule for those who ask for it.
 */
enum tw_class { TW_LAYOUT, TW_RULE, TW_AID };

enum tw_diagnostic_id {
#define TW_DIAGNOSTIC(symbol, name, severity, class, message, advice) \
	TW_DIAG_##symbol,
#include <termwise/diagnostic.def>
#undef TW_DIAGNOSTIC
	TW_DIAG_COUNT
};

/* A row of the table: the same for all diagnostics of one id. */
struct tw_diagnostic_kind {
	const char *name;    /* the id people read, such as "bad-key" */
	enum tw_severity severity;
	enum tw_class class;
	const char *message; /* what is wrong, one clause, no full stop */
	const char *advice;  /* what to do, whole sentences */
};

/* What mends a finding: bytes of the source that give way to others. */
struct tw_mend {
	struct tw_view place; /* in the source; of no bytes: `text` goes in */
	struct tw_view text;
	bool unsafe; /* it may say something else than was meant */
};

/* One diagnostic. It lives in the arena of its record. */
struct tw_diagnostic {
	struct tw_diagnostic *next;
	enum tw_diagnostic_id id;
	/* What it says: the row of its id, or one that takes its place. */
	const struct tw_diagnostic_kind *kind;
	uint32_t line;       /* from 1 */
	uint32_t column;     /* from 1, in bytes of the line as it stands */
	uint32_t length;     /* bytes to mark, at least 1 */
	struct tw_view hint; /* what is special here; may be empty */
	const struct tw_mend *mend; /* NULL: nobody knows one */
};

/* Diagnostics in the order in which they were found. */
struct tw_diagnostics {
	struct tw_diagnostic *first;
	struct tw_diagnostic **end; /* where the next one is hung; NULL: first */
	size_t count[TW_ERROR + 1]; /* by severity */
	size_t layout;              /* how many are layout errors */
};

/* The row of an id; `id` must be one of the table. */
const struct tw_diagnostic_kind *tw_diagnostic_kind(enum tw_diagnostic_id id);

/* The same row with another severity. */
const struct tw_diagnostic_kind *tw_diagnostic_weighed(
	enum tw_diagnostic_id id, enum tw_severity severity);

/* Finds the id of a name; false if there is none. */
bool tw_diagnostic_find(enum tw_diagnostic_id *id, struct tw_view name);

/* "note", "warning" or "error". */
const char *tw_severity_name(enum tw_severity severity);

/*
 * Adds one, taking it from `arena`; `hint` must live as long as that. A kind
 * that is NULL becomes the row of the id.
 */
enum tw_status tw_diagnostics_add(struct tw_diagnostics *list,
	struct tw_arena *arena, struct tw_diagnostic diagnostic);

/* Sorts by line, column and order of the table; stable, n log n. */
void tw_diagnostics_sort(struct tw_diagnostics *list);

#endif
