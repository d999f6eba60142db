/*
 * Inside the floor of merging: how the result is written, part by part, and
 * what must be found in it when it is read back.
 */
#ifndef TW_MERGE_EMIT_H
#define TW_MERGE_EMIT_H

#include "merge/plan.h"

/* A conflict in the result: what each side is read as. */
struct tw_hunk {
	struct tw_hunk *next;
	size_t start, end;     /* from the comment to the last marker */
	size_t from[TW_MERGED], to[TW_MERGED]; /* bytes of ours and theirs */
};

/* What is to be found where the result is read as ours would have it, or
 * as theirs: a field, or an item with its details, in order. */
struct tw_wanted {
	uint64_t digest;
	size_t unit; /* TW_NONE: a field */
	size_t field;
};

enum { AS_OURS = 1, AS_THEIRS = 2, AS_BOTH = 3 };

/* Fields in all three copies. */
struct tw_field_unit {
	size_t at[TW_MERGED];
	bool clash; /* it must be a conflict */
	int rounds; /* since when; tw_blame */
};

struct tw_emit {
	struct tw_merging *plan;
	struct tw_arena *arena;
	struct tw_arena *scratch; /* for one item, and then anew */
	struct tw_buffer out;
	bool crlf;
	bool failed;   /* no memory */
	bool asked;    /* options->ask */
	enum tw_status refused; /* what it came to */
	struct tw_error refusal;
	bool again;    /* more is in question than was written */
	bool undivided; /* both copies whole are the only conflict */
	size_t start;  /* of the first line, behind a byte order mark */
	size_t conflicts;
	int rounds;    /* how often it was written; from 1 */
	struct tw_hunk *hunks, **hunk_end;
	struct tw_buffer expected[2]; /* of struct tw_wanted */
	struct tw_field_unit *fields;
	size_t field_count;
};

/* ---- bytes ---- */

/* Raw lines of a side, in the line ends of the result. */
void tw_emit_raw(struct tw_emit *e, struct tw_buffer *out, struct tw_view raw,
	int side);
void tw_emit_end_line(struct tw_emit *e, struct tw_buffer *out);

/* What stands above a part; comments of all sides (NULL: none) are kept. */
void tw_emit_lead(struct tw_emit *e, struct tw_buffer *out,
	const struct tw_lead *const lead[TW_MERGED]);

/* Comments above lines of a text that are written anew, `had` left out. */
void tw_emit_inner(struct tw_emit *e, struct tw_buffer *out,
	const struct tw_segment *text, const struct tw_segment *const had[2]);

/* A text on lines of its own, the first one going on with what stands. */
void tw_emit_tokens(struct tw_emit *e, struct tw_buffer *out,
	const struct tw_tokens *tokens);
void tw_emit_segments(struct tw_emit *e, struct tw_buffer *out,
	const struct tw_segment *text);

/* ---- conflicts ---- */

/* Writes a conflict: the sentence, markers, and the parts, which are freed. */
void tw_emit_conflict(struct tw_emit *e, struct tw_buffer part[TW_MERGED],
	struct tw_view sentence);

/* What a side is called in a sentence: it is asked for. */
const char *tw_side_said(struct tw_emit *e, int side);

/* "..." for a sentence, cut if it is long; a printf-like text. */
const char *tw_say_quoted(struct tw_emit *e, struct tw_view text);
struct tw_view tw_say(struct tw_emit *e, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* What both did with what the base has not: "added", or "have" it. */
const char *tw_say_had(const struct tw_emit *e);

/* What is said of an item that is in conflict as a whole. */
struct tw_view tw_say_whole(struct tw_emit *e, const struct tw_strand *unit);

/*
 * Says that something of a unit is a conflict: where it has pieces, parted in
 * ways from this one on, all of it is one, and is to be written again.
 */
void tw_emit_wider(struct tw_emit *e, const struct tw_strand *unit, int from);

/* ---- what must be read back ---- */

void tw_expect_field(struct tw_emit *e, int as, size_t field,
	struct tw_view name, struct tw_view value);
void tw_expect_item(struct tw_emit *e, int as, size_t unit,
	enum tw_section_kind kind, struct tw_view key, enum tw_state state,
	struct tw_view text);
void tw_expect_detail(struct tw_emit *e, int as,
	const struct tw_detail *detail);

/* The numbers of what a side has, as if it had been expected. */
bool tw_digests(struct tw_buffer *digests, const struct tw_side_parts *side);

/* ---- parts ---- */

bool tw_detail_same(const struct tw_detail *a, const struct tw_detail *b);
bool tw_detail_touched(const struct tw_detail *base,
	const struct tw_detail *detail);
bool tw_field_touched(const struct tw_part_field *base,
	const struct tw_part_field *field);

/* Makes a unit a conflict as a whole, and all that is asked about with it. */
void tw_strand_whole(struct tw_merging *plan, struct tw_strand *unit);

/* A side, which has the item, says else of it than the base, or comments. */
bool tw_strand_touched(const struct tw_merging *plan,
	const struct tw_strand *unit, int side);

/* Finds e->fields; writes the header; an item; all of it. */
enum tw_status tw_fields_match(struct tw_emit *e, struct tw_error *err);
enum tw_status tw_emit_header(struct tw_emit *e, struct tw_error *err);
enum tw_status tw_emit_unit(struct tw_emit *e, struct tw_strand *unit,
	bool second, struct tw_error *err);
enum tw_status tw_emit_details(struct tw_emit *e, const struct tw_strand *unit,
	struct tw_error *err);

/* A detail that one side alone has: of no item of the other one, or new. */
void tw_emit_detail_alone(struct tw_emit *e,
	const struct tw_part_detail *detail, int side);

/*
 * Says of an item that a figure stands in its line and in its words, and that
 * the two were changed apart, or both by both; or, of words that `clash`, both
 * by one side. It is empty if it is not so.
 */
enum tw_status tw_say_torn(struct tw_view *said, struct tw_emit *e,
	const struct tw_strand *unit, bool clash, struct tw_error *err);
enum tw_status tw_emit_all(struct tw_emit *e, struct tw_error *err);

/*
 * All of a merge whose sides are taken apart: e->out, what is expected in it,
 * and its conflicts. tw_emit_release gives back what it took, failed or not.
 */
enum tw_status tw_emit_run(struct tw_emit *e, struct tw_error *err);
void tw_emit_release(struct tw_emit *e);

/* The result with each conflict settled as one side would have it. */
enum tw_status tw_emit_settle(struct tw_view *text, const struct tw_emit *e,
	int side, struct tw_error *err);

/*
 * Reads the result back, as ours and as theirs. *sound is false if it is not
 * what was meant, or breaks a rule that no side broke: what is at fault is
 * then in conflict as a whole, and the result is to be written again. Where
 * nothing can be blamed, *hopeless is true.
 */
enum tw_status tw_check(bool *sound, bool *hopeless, struct tw_emit *e,
	struct tw_error *err);

/*
 * The same for rules, of a result that is sound: `back` is what it was read
 * as, once or, with conflicts, as ours and as theirs. A rule is then held
 * where both break it, and what cannot be blamed is let be.
 */
struct tw_readback {
	struct tw_record *record;
	struct tw_side_parts parts;
};
enum tw_status tw_check_rules(bool *sound, bool *hopeless, struct tw_emit *e,
	const struct tw_readback *back, struct tw_error *err);

/* Puts what was expected at a place of the result in conflict. */
void tw_blame(bool *hopeless, struct tw_emit *e, size_t expected, int as);

#endif
