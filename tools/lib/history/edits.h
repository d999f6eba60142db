/*
 * What changed in substance from one version of a record to another of the
 * same record: item by item, not line by line. spec/history.md.
 */
#ifndef TW_HISTORY_EDITS_H
#define TW_HISTORY_EDITS_H

#include <termwise/compare.h>

/* What became of an item, a field or a record; several at once. */
enum {
	TW_EDIT_ADDED = 1 << 0,
	TW_EDIT_REMOVED = 1 << 1,
	TW_EDIT_REWORDED = 1 << 2,
	TW_EDIT_MOVED = 1 << 3,    /* to another section */
	TW_EDIT_KEY = 1 << 4,
	TW_EDIT_STATE = 1 << 5,    /* the disposition */
	TW_EDIT_DETAILS = 1 << 6,
	TW_EDIT_SUBSTANCE = (1 << 7) - 1,

	/* what is no change in substance */
	TW_EDIT_WRAPPED = 1 << 7,  /* the same words in other lines */
	TW_EDIT_ORDER = 1 << 8,    /* the same items, or fields, reordered */
	TW_EDIT_COMMENTS = 1 << 9,
	TW_EDIT_LAYOUT = 1 << 10   /* line ends, blanks, spelling of names */
};

/* A detail line: one of the two may be NULL. */
struct tw_detail_edit {
	const struct tw_detail *from, *to;
};

/* A figure that an edit states, and how it was last stated before. */
struct tw_stated {
	const struct tw_detail *is, *was; /* was NULL: it never was */
	struct tw_view term;  /* of the update that did; empty: this one */
};

struct tw_item_edit {
	const struct tw_node *from, *to; /* one of the two may be NULL */
	unsigned what;
	enum tw_by by;      /* how it was found to be one */
	unsigned score;     /* 1000 unless by likeness */
	struct tw_detail_edit *details; /* those that changed */
	size_t detail_count;
	const struct tw_stated *stated; /* NULL: nobody asked (tw_stated_find) */
};

struct tw_field_edit {
	const struct tw_field *from, *to; /* one of the two may be NULL */
	struct tw_view was, is;           /* the values, each in one line */
};

struct tw_comment_edit {
	struct tw_view text; /* with its "#" */
	bool added;          /* else it is gone */
};

/*
 * All that changed. Items that are as they were stand in no list, nor do
 * those of which no more than the lines changed.
 */
struct tw_edits {
	struct tw_field_edit *fields;
	size_t field_count;
	struct tw_item_edit *items; /* by section of what they are now (or */
	size_t item_count;          /* were), then place; gone ones last */
	struct tw_comment_edit *comments;
	size_t comment_count;
	unsigned what;     /* all that happened anywhere */
	bool filtered;     /* only what was asked for is left in the lists */
	unsigned sections_added, sections_removed; /* headings: bits of kinds */
	struct tw_node *to_nodes; /* all items of the later version */
	size_t to_count;
	size_t *origin;    /* [i]: which item of the earlier version to_nodes[i]
	                    * was; SIZE_MAX: none */
	unsigned *changed; /* [i]: what happened to to_nodes[i] */
	struct tw_node *from_nodes;
	size_t from_count;
	size_t *fate;      /* of from_nodes[i], likewise */
};

/* True if something else than lines, order and comments changed. */
bool tw_edits_matter(const struct tw_edits *edits);

/*
 * Holds two versions of a record against each other. Either may be NULL: it
 * was not there. Both may have layout errors, of whose lines nothing is told.
 * All lives in `arena`, with views into the records. `lexicon` may be NULL;
 * it only makes many comparisons faster, and rests before each. Time and memory are in proportion to
 * n log n of the items, and 250,000 pairs that are weighed at most.
 */
enum tw_status tw_edits_find(struct tw_edits *edits, struct tw_arena *arena,
	struct tw_lexicon *lexicon, const struct tw_record *from,
	const struct tw_record *to, struct tw_error *err);

/* "added", "removed", "reworded" ...: the word of JSON for one bit. */
const char *tw_edit_name(unsigned bit);

#endif
