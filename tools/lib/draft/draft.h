/*
 * Records that are still to fill in: what goes on from one term to the next,
 * and the first one of a priority. Each thing to do is a comment "# draft:
 * ..." before what it is about.
 */
#ifndef TW_DRAFT_DRAFT_H
#define TW_DRAFT_DRAFT_H

#include <termwise/record.h>
#include <termwise/term.h>

struct tw_draft {
	struct tw_view text; /* canonical; it lives in the arena */
	size_t open;         /* how much is to fill in, as comments */
};

/* The record of `term`, from the last one before it. */
struct tw_carrying {
	const struct tw_record *before;  /* without layout errors */
	const struct tw_calendar *calendar;
	struct tw_term from;             /* the term of `before` */
	struct tw_term term;             /* a later one */
};

/*
 * Carries on fields, outcomes and exit strategy as they are, plans as the
 * activity to report on, and impact that has a level; asks for all else.
 * Comments go along with what they stand before, but for drafts; those at the
 * end of the last section and of the exit end the next record, and are asked
 * about. TW_USAGE if the text would be longer than a record may be.
 */
enum tw_status tw_draft_next(struct tw_draft *draft, struct tw_arena *arena,
	const struct tw_carrying *carrying, struct tw_error *err);

/*
 * What a record began with, if tw_draft_next made it of the last one of an
 * earlier term that lies in the folder of `path`: that draft once more, with
 * its questions and no other comments. text->ptr is NULL where there is no such
 * record, of this priority, that can be carried on. TW_IO if the folder, house
 * rules or the record cannot be read.
 */
enum tw_status tw_draft_begun(struct tw_view *text, struct tw_arena *arena,
	const char *path, const struct tw_record *record, struct tw_error *err);

/*
 * The first record of a priority: the values of its fields, empty for those
 * that it does not have, and five headings to fill in. TW_USAGE if they make
 * no record.
 */
enum tw_status tw_draft_first(struct tw_draft *draft, struct tw_arena *arena,
	const struct tw_view values[TW_KNOWN_FIELDS], struct tw_error *err);

#endif
