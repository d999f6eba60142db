/*
 * The files of a folder as they are at some time, to be held against other
 * times and put back.
 */
#ifndef TW_FAILURE_TREE_H
#define TW_FAILURE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <time.h>

struct bytes {
	char *at;
	size_t len;
};

/* Reads a file whole; the caller frees it. False if it cannot be read. */
bool bytes_read(struct bytes *bytes, const char *path);
bool bytes_equal(const struct bytes *a, const struct bytes *b);
bool bytes_hold(const struct bytes *bytes, const char *text);

struct tree_file {
	char *path;
	mode_t mode;
	struct bytes bytes; /* of a folder: none */
	bool lent;          /* they are those of another tree */
	ino_t inode;
	struct timespec changed;
};

struct tree {
	struct tree_file *files; /* sorted by path */
	size_t count;
	struct timespec settled; /* well before it was read */
};

/*
 * All regular files and folders below a folder; the paths of folders end in a
 * slash. Files that nobody can have touched since `before` (NULL: none), which
 * must outlive the tree, are not read again. False if one cannot be read.
 */
bool tree_read(struct tree *tree, const char *folder,
	const struct tree *before);
void tree_release(struct tree *tree);

/* Removes the files whose names begin with `start`, here and in the tree. */
bool tree_drop(struct tree *tree, const char *start);

/*
 * NULL if each file of `now` is as in `before` or as in `after`, and each
 * that is in both is there; else what is wrong. If `partial`, files that are
 * in `after` only may hold anything.
 */
const char *tree_fault(const struct tree *now, const struct tree *before,
	const struct tree *after, bool partial);

/* True if there is a folder that was not there, and nothing in it. */
bool tree_hollow(const struct tree *now, const struct tree *before);

/* Makes the files, which are as in `now`, as they are in `then`. */
bool tree_restore(const struct tree *now, const struct tree *then);

#endif
