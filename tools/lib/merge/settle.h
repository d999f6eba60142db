/*
 * Settling what a merge left in conflict: a text, its conflicts and an answer
 * to each give a new text. spec/merge.md, "Settling".
 */
#ifndef TW_MERGE_SETTLE_H
#define TW_MERGE_SETTLE_H

#include "base/buffer.h"
#include "record/conflict.h"

#include <termwise/record.h>

/* What becomes of a conflict. */
enum tw_choice {
	TW_LEFT_OPEN,
	TW_TAKE_OURS,
	TW_TAKE_THEIRS,
	TW_TAKE_GIVEN
};

struct tw_answer {
	enum tw_choice choice;
	struct tw_view given; /* lines, where they are given */
};

/* As lint judges: adds to the record's diagnostics what rules say of it. */
typedef enum tw_status tw_settle_judge(struct tw_record *record,
	struct tw_arena *arena, void *context, struct tw_error *err);

/* A text with its conflicts, none of them at fault, and the answers so far. */
struct tw_settling {
	struct tw_arena *arena;
	struct tw_view text;
	const struct tw_conflict **conflicts;
	struct tw_answer *answers;
	size_t count;
	bool crlf; /* how the lines end */
	tw_settle_judge *judge;
	void *context; /* of `judge` */
};

/*
 * Begins, with all conflicts open. The text and its conflicts must live as
 * long as `arena`, as must what answers give.
 */
enum tw_status tw_settling_begin(struct tw_settling *settling,
	struct tw_arena *arena, struct tw_view text,
	const struct tw_conflicts *conflicts, tw_settle_judge *judge,
	void *context, struct tw_error *err);

/* How many conflicts are open. */
size_t tw_settling_open(const struct tw_settling *settling);

/*
 * Appends the text with the answers so far: markers are gone, and the
 * comments above them that say what the sides did. What is open stays as it
 * stands, or is read as `open`: TW_TAKE_OURS or TW_TAKE_THEIRS.
 */
void tw_settling_text(struct tw_buffer *out,
	const struct tw_settling *settling, enum tw_choice open);

/*
 * The record as it reads with ours for all that is open, in `arena`, and
 * where in its source the conflict stands.
 */
enum tw_status tw_settling_place(struct tw_record **record, const char **at,
	const struct tw_settling *settling, size_t which,
	struct tw_arena *arena, struct tw_error *err);

/*
 * Both sides of a conflict as lines, ours first, or theirs if `turned`; lists
 * are united. Where they may not both stand lines->ptr is NULL, and *why_not
 * a clause: nobody could tell whose the lines below are, or together they
 * would not be as good a record as each alone.
 */
enum tw_status tw_settling_both(struct tw_view *lines,
	struct tw_view *why_not, const struct tw_settling *settling,
	size_t which, bool turned, struct tw_error *err);

/*
 * What somebody wrote in an editor, as lines of this text: its line ends, no
 * byte order mark, no comment that says what the sides did. ptr NULL says:
 * no memory.
 */
struct tw_view tw_settling_lines(const struct tw_settling *settling,
	struct tw_view bytes);

/*
 * What is wrong with lines given for a conflict: a finding that the sides do
 * not have so often; *line is then the line that it is about. *found is false
 * if nothing is wrong.
 */
enum tw_status tw_settling_given(bool *found, struct tw_diagnostic *what,
	struct tw_view *line, const struct tw_settling *settling,
	size_t which, struct tw_view given, struct tw_error *err);

/* An item that both sides have, and the settled text has not, or too often. */
struct tw_astray {
	struct tw_astray *next;
	const struct tw_item *item;
	bool twice;
};

/* A settled text, read back. */
struct tw_settled {
	struct tw_record *record;
	struct tw_diagnostics fresh; /* what is found on neither side */
	struct tw_astray *astray;
};

/*
 * Reads a text back, into `arena`, in which no conflict is open. Of findings
 * errors and warnings count.
 */
enum tw_status tw_settling_review(struct tw_settled *settled,
	const struct tw_settling *settling, struct tw_arena *arena,
	struct tw_error *err);

#endif
