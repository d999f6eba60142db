/*
 * Inside the floor of git: trees as their bytes are, entry by entry in git's
 * order. Those that were read last are at hand.
 */
#ifndef TW_GIT_ENTRIES_H
#define TW_GIT_ENTRIES_H

#include "git/objects.h"
#include "git/trees.h"

enum {
	TW_KEPT_TREES = 16,
	TW_KEPT_PLACES = 256,    /* what was found in which tree */
	TW_KEPT_NAME = 64,       /* the most of a name that is kept there */
	TW_ID = GIT_OID_RAWSZ
};

/* A tree that was read. */
struct tw_kept_tree {
	git_oid id;
	git_odb_object *object; /* NULL: none */
};

/* What stands under a name in a tree. */
struct tw_kept_place {
	git_oid tree;
	char name[TW_KEPT_NAME]; /* "": nothing is here */
	git_oid id;
	uint32_t mode;       /* 0: nothing stands there */
};

struct tw_trees {
	struct tw_revision *revision;
	struct tw_kept_tree kept[TW_KEPT_TREES];
	size_t next; /* the one that was kept first */
	struct tw_kept_place places[TW_KEPT_PLACES];
};

/* An entry as it stands in the bytes of a tree: views into them. */
struct tw_raw_entry {
	struct tw_view name;
	const unsigned char *id;
	uint32_t mode;
};

/* A way through a tree. */
struct tw_entries {
	struct tw_raw_entry entry; /* where it is */
	bool ended;
	struct tw_view rest;
	git_odb_object *own;
};

enum tw_status tw_trees_open(struct tw_trees **trees,
	struct tw_revision *revision, struct tw_error *err);
void tw_trees_close(struct tw_trees *trees);

/*
 * Opens a tree (NULL: an empty one) before its first entry; to be closed
 * whatever comes of it. Trees over 128 MiB are refused.
 */
enum tw_status tw_entries_open(struct tw_entries *entries,
	struct tw_trees *trees, const git_oid *id, struct tw_error *err);
void tw_entries_close(struct tw_entries *entries, struct tw_trees *trees);

/* The next entry; `ended` behind the last. Fails if the tree is damaged. */
enum tw_status tw_entries_next(struct tw_entries *entries,
	struct tw_trees *trees, struct tw_error *err);

/* Passes over the entries that come next in both, and are equal. */
void tw_entries_skip(struct tw_entries *a, struct tw_entries *b);

/* git's order of names: that of a folder ends in a slash. */
int tw_raw_order(const struct tw_raw_entry *a, const struct tw_raw_entry *b);

#endif
