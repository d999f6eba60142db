/*
 * Two changed copies of a record made one, item by item. spec/merge.md.
 */
#ifndef TERMWISE_MERGE_H
#define TERMWISE_MERGE_H

#include <termwise/record.h>

/* What stands between the markers of a conflict. */
enum tw_merge_style {
	TW_STYLE_MERGE,  /* ours and theirs */
	TW_STYLE_DIFF3,  /* the base as well */
	TW_STYLE_ZDIFF3  /* that, but lines that both begin or end with once */
};

enum { TW_BASE, TW_OURS, TW_THEIRS, TW_MERGED };

/* How long the markers of a conflict are, unless git says otherwise. */
enum { TW_MARKER_SIZE = 7, TW_MARKER_MOST = 255 };

/*
 * Adds to a record's diagnostics what rules say about it, as lint does. What
 * breaks a rule that none of a merge's inputs broke becomes a conflict, unless
 * one side of the conflicts that there are mends it. spec/merge.md, chapter 8.
 */
typedef enum tw_status tw_merge_judge(struct tw_record *record,
	struct tw_arena *arena, struct tw_error *err);

/*
 * Fills in the style and both kinds of names, by way of `asker`: called once,
 * and only if there is a conflict, where it takes time to find them out.
 */
typedef enum tw_status tw_merge_ask(void *asker, struct tw_error *err);

struct tw_merge_options {
	enum tw_merge_style style;
	unsigned marker_size;  /* 0: TW_MARKER_SIZE */
	bool drafted;          /* the base is what tw_merge says of drafts */
	const char *names[TW_MERGED]; /* of the sides; NULL: the usual ones */
	const char *said[TW_MERGED];  /* the same in sentences; NULL: names */
	tw_merge_judge *judge; /* NULL: rules across items are not held */
	tw_merge_ask *ask;     /* NULL: all is told already */
	void *asker;
};

struct tw_merge {
	struct tw_view text; /* with markers, if there are conflicts */
	size_t conflicts;
};

/*
 * Merges `ours` and `theirs`, which both come from `base` (NULL: nobody
 * knows; what only one of them has is kept, and what they disagree about is
 * a conflict). None may have a layout error: that is TW_USAGE. A base that is
 * `drafted` is no copy that anybody had, but what both began with by all that
 * is known: a draft, with its questions and no other comments. It says no more
 * than which of two copies of an item or a field was left as it was begun with;
 * all else is merged as without a base (chapter 10). The result
 * lives in `arena`, as does most of what it takes to find it. All of it is in
 * proportion to the bytes of the three, 40 times as much at most, and 10 MB
 * for the pairs that are weighed at once, which are 250,000 at most.
 */
enum tw_status tw_merge(struct tw_merge *result, struct tw_arena *arena,
	const struct tw_record *base, const struct tw_record *ours,
	const struct tw_record *theirs,
	const struct tw_merge_options *options, struct tw_error *err);

/*
 * Looks over a text that was merged in another way, line by line, where both
 * sides are records without a layout error: *sound is true if it is one, too,
 * has what both have, nothing that neither has, and nothing more often than
 * the side that has it most often.
 */
enum tw_status tw_merge_sound(bool *sound, struct tw_arena *arena,
	struct tw_view text, const struct tw_record *ours,
	const struct tw_record *theirs, struct tw_error *err);

/*
 * Both copies from start to end between markers, whatever the bytes: what is
 * left to do where nothing can be told of them.
 */
enum tw_status tw_merge_marked(struct tw_view *text, struct tw_arena *arena,
	struct tw_view ours, struct tw_view theirs,
	const struct tw_merge_options *options, struct tw_error *err);

#endif
