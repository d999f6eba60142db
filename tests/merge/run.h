/*
 * Merging texts, and what must hold of every merge, whoever made the texts.
 */
#ifndef TW_MERGE_RUN_H
#define TW_MERGE_RUN_H

#include <termwise/merge.h>

/* What a merge of three texts gave; `failed` if the library did. */
struct merged {
	struct tw_view text;
	size_t conflicts;
	bool failed;
};

/* `base` with ptr NULL: none. All lives in `arena`. */
struct merged merge_texts(struct tw_arena *arena, struct tw_view base,
	struct tw_view ours, struct tw_view theirs, enum tw_merge_style style);

/* What lint says of a record, as tw_merge_judge. */
enum tw_status merge_judge(struct tw_record *record, struct tw_arena *arena,
	struct tw_error *err);

/* The text with each conflict settled as one side would have it. */
struct tw_view settled(struct tw_arena *arena, struct tw_view text, int side);

/* NULL, or what does not hold of the merge of three texts. */
const char *merge_fault(struct tw_arena *arena, struct tw_view base,
	struct tw_view ours, struct tw_view theirs);

/* NULL, or what does not hold of settling the conflicts of a merge. */
const char *settling_fault(struct tw_arena *arena, const struct merged *m);

/* Both records say the same, whatever the order and the line breaks. */
bool says_same(struct tw_arena *arena, struct tw_view a, struct tw_view b);

/* How many items and fields of `right` stand neither in a nor in b. */
size_t says_missing(struct tw_arena *arena, struct tw_view right,
	struct tw_view a, struct tw_view b);

/*
 * Takes away items and lines from three texts as long as the same does not
 * hold, and prints what is left.
 */
void merge_shrink(struct tw_view base, struct tw_view ours,
	struct tw_view theirs, const char *fault);

#endif
