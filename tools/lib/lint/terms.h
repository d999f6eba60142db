/*
 * The rules across terms: a record against those of its priority that came
 * before it. spec/diagnostics.md, "Across terms".
 */
#ifndef TW_LINT_TERMS_H
#define TW_LINT_TERMS_H

#include <termwise/house.h>
#include <termwise/record.h>
#include <termwise/term.h>

/*
 * What is known of the records before. It grows by names and measures, not
 * by records: of these only the last one is kept. For one thread at a time.
 */
struct tw_terms;

/* Returns a new one, or NULL without memory. The caller owns it. */
struct tw_terms *tw_terms_new(void);
void tw_terms_free(struct tw_terms *terms);

/*
 * Begins a priority: what was before is forgotten, but for names if it is of
 * the `same_area`. `house` may be NULL; it must stay.
 */
void tw_terms_begin(struct tw_terms *terms, const struct tw_house *house,
	bool same_area);

/*
 * The arena, reset, in which the next record and its bytes have to lie: they
 * stay until the record after that is asked for.
 */
struct tw_arena *tw_terms_arena(struct tw_terms *terms);

/* What another priority of the area is to this record. */
enum tw_kin { TW_KIN_UNKNOWN, TW_KIN_NONE, TW_KIN_SELF, TW_KIN_BEFORE,
	TW_KIN_LATER };

/* What is to be known of a record beside what it says. */
struct tw_in_term {
	struct tw_term term;
	bool report;  /* findings are wanted, and not only what follows */
	bool last;    /* no later one is there */
	/*
	 * What the priority of this slug is; for one that is NONE, *near gets
	 * the nearest there is, or stays empty.
	 */
	enum tw_kin (*kin)(struct tw_view *near, struct tw_view slug,
		const void *context);
	/*
	 * What is to be done before its items and figures are judged; NULL:
	 * nothing. See lint/succession.h.
	 */
	enum tw_status (*ahead)(struct tw_terms *terms, const void *context,
		struct tw_error *err);
	const void *context;
};

/*
 * Judges a record, which has no layout error, by those that were judged since
 * tw_terms_begin, in the order of their terms; its diagnostics are sorted
 * again. It is then the one before.
 */
enum tw_status tw_terms_judge(struct tw_terms *terms,
	struct tw_record *record, const struct tw_in_term *in,
	struct tw_error *err);

/*
 * Within tw_in_term.ahead: goes on with the figures, evidence and words of a
 * priority that the record succeeds, whose records `kin` has judged.
 */
enum tw_status tw_terms_carry_on(struct tw_terms *terms,
	const struct tw_terms *kin);

/*
 * Says that there is a record of this term that could not be judged: what
 * follows is held against none before it.
 */
void tw_terms_pass(struct tw_terms *terms, struct tw_term term);

/*
 * Says of a record that the one at `other` is of its priority and term, too;
 * the hint lives in `arena`.
 */
enum tw_status tw_terms_twice(struct tw_record *record,
	struct tw_arena *arena, struct tw_view other, struct tw_error *err);

/* As tw_before.plan, of the record before; the context is a struct tw_terms. */
enum tw_status tw_terms_plan(bool *known, bool *planned, struct tw_view key,
	void *context, struct tw_error *err);

#endif
