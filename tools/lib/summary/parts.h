/*
 * The parts of which a story is made.
 */
#ifndef TW_SUMMARY_PARTS_H
#define TW_SUMMARY_PARTS_H

#include "summary/summary.h"

/* The names of a corpus's partners, to be found in texts. */
struct tw_partner_names;
enum tw_status tw_partner_names_new(struct tw_partner_names **names,
	const struct tw_house *house, struct tw_arena *arena,
	struct tw_error *err);

/* A story on its way. */
struct tw_telling {
	struct tw_area *area;
	struct tw_story *story;
	struct tw_arena *arena;
	const struct tw_house *house; /* may be NULL */
	struct tw_partner_names *partners;
	struct tw_error *err;
};

/* True if a term is told of: none is from before --since. */
bool tw_told(const struct tw_telling *telling, struct tw_term term);

/* Fills in outcomes, impact and exit, and the evidence for what is aimed at. */
enum tw_status tw_tell_statements(const struct tw_telling *telling);

/* The statement that an item makes. */
struct tw_trace {
	struct tw_term first; /* in which it stands first */
	bool stands;          /* the latest update makes it */
};

/*
 * Fills in a trace for each item of a section of a priority's updates, in
 * their order, of which there are at most `most`, placeholders left out.
 * False without memory.
 */
bool tw_trace_statements(struct tw_trace *trace,
	const struct tw_thread *thread, enum tw_section_kind kind, size_t most,
	struct tw_arena *arena);

/*
 * Fills in the figures of `updates`, which are the priority's own, and before
 * them those of the line that it carries on.
 */
enum tw_status tw_tell_series(const struct tw_telling *telling,
	const struct tw_update *updates, size_t count);

/* Fills in who is named. */
enum tw_status tw_tell_partners(const struct tw_telling *telling);

/* Works out what became of the plans of each step. */
enum tw_status tw_settle_plans(struct tw_steps *steps,
	const struct tw_house *house, const struct tw_known *known,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	struct tw_error *err);

#endif
