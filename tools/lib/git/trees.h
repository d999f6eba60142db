/*
 * Many trees, one after another: what stands at a path in each, and what two
 * of them differ in. Folders that are equal are not opened, and those that
 * were seen last are at hand, so that a walk through history reads only what
 * changed.
 */
#ifndef TW_GIT_TREES_H
#define TW_GIT_TREES_H

#include "git/revision.h"

struct tw_trees;

/* Those of a repository; they live as long. For one thread. */
struct tw_trees *tw_revision_trees(struct tw_revision *revision);

/*
 * As tw_revision_find, in this tree. The entry's name is a view into `path`.
 */
enum tw_status tw_trees_find(struct tw_tree_entry *entry, bool *found,
	struct tw_trees *trees, const unsigned char tree[32],
	const char *path, struct tw_error *err);

/* Whatever is no folder: a file, a link, a submodule; mode 0: not there. */
struct tw_tree_change {
	struct tw_view path; /* in the arena; with a NUL behind it */
	unsigned char from[32], to[32];
	uint32_t from_mode, to_mode;
};

/* The order of their paths, as qsort() asks for it, and in it. */
int tw_tree_change_order(const void *a, const void *b);
void tw_tree_changes_sort(struct tw_tree_change *changes, size_t count);

/* Whether a file, or what is below a folder, is asked for. */
typedef bool tw_file_wanted(void *context, struct tw_view path, bool folder);

/* Two trees, and what of them is asked for. */
struct tw_tree_pair {
	const unsigned char *from, *to; /* ids; NULL: an empty tree */
	tw_file_wanted *wanted;
	void *context;                  /* of `wanted` */
	struct tw_view path; /* where both stand; empty: at the top */
};

/*
 * Finds what two trees differ in, sorted by path. No folder lies deeper than 64
 * others, and no more than a million files and folders differ.
 */
enum tw_status tw_trees_differ(struct tw_tree_change **changes, size_t *count,
	struct tw_trees *trees, const struct tw_tree_pair *pair,
	struct tw_arena *arena, struct tw_error *err);

/*
 * The same, but no more than the first `most` of them, 1 or more; *left is how
 * many others there are. Only what is found takes memory.
 */
enum tw_status tw_trees_differ_first(struct tw_tree_change **changes,
	size_t *count, size_t *left, size_t most, struct tw_trees *trees,
	const struct tw_tree_pair *pair, struct tw_arena *arena,
	struct tw_error *err);

/* True of a file that git lets be a record: no link, no submodule. */
bool tw_mode_is_file(uint32_t mode);
bool tw_mode_is_folder(uint32_t mode);

#endif
