/*
 * The files of a revision, through libgit2: bytes only, never a record. The
 * library is loaded when the first revision is opened, not before.
 */
#ifndef TW_GIT_REVISION_H
#define TW_GIT_REVISION_H

#include "base/buffer.h"

struct tw_revision;

/* A name in a tree, with what it names. */
struct tw_tree_entry {
	struct tw_view name;   /* in the arena it was asked with */
	unsigned char id[32];  /* of the object */
	uint32_t mode;         /* as git has it: 0100644, 0040000, 0120000... */
};

/*
 * Opens the repository that `place` (a folder, or a file in one) lies in,
 * work tree or bare, without its core.worktree being obeyed, without any
 * hook, filter or program being run, and with git's check of the owner on;
 * and finds the commit, tag or branch `name` in it. Messages are plain and
 * say what to do: no repository here, another owner, a kind that cannot be
 * opened (reftable, sha256), no such revision (with the nearest branch or
 * tag), a partial or shallow clone that lacks objects. A shallow clone's
 * commits end where they do (tw_commit.cut). Without a name (NULL) the
 * repository is opened, and holds no tree until tw_revision_turn.
 */
enum tw_status tw_revision_open(struct tw_revision **revision,
	const char *place, const char *name, struct tw_error *err);
void tw_revision_close(struct tw_revision *revision);

/* Makes another tree the one that tw_revision_find looks in. */
void tw_revision_turn(struct tw_revision *revision,
	const unsigned char tree[32]);

/* *born is false if nothing was ever committed to what is checked out. */
enum tw_status tw_revision_born(bool *born,
	const struct tw_revision *revision, struct tw_error *err);

/* True of a shallow clone: its history ends before it began. */
bool tw_revision_shallow(const struct tw_revision *revision);

/* True if the repository has no work tree. */
bool tw_revision_bare(const struct tw_revision *revision);

/*
 * Where the repository's work tree (or the bare repository itself) lies: an
 * absolute path with links resolved, without a slash at its end.
 */
struct tw_view tw_revision_root(const struct tw_revision *revision);

/*
 * Finds `path` ("" is the top; parts joined by "/") in the revision's tree.
 * *found is false if there is none. The entry's name is a view into `path`.
 */
enum tw_status tw_revision_find(struct tw_tree_entry *entry, bool *found,
	struct tw_revision *revision, const char *path, struct tw_error *err);

/*
 * The entries of a tree, sorted by bytes of their names (folders without
 * git's trailing slash in the order), in `arena`. Trees over 1,000,000
 * entries are refused.
 */
enum tw_status tw_revision_list(struct tw_tree_entry **entries, size_t *count,
	struct tw_revision *revision, const unsigned char id[32],
	struct tw_arena *arena, struct tw_error *err);

/* The id that a file of these bytes has, or would have. */
enum tw_status tw_blob_id(unsigned char id[32],
	const struct tw_revision *revision, struct tw_view bytes,
	struct tw_error *err);

/*
 * A reader of blobs: one for each thread. No more than needed is read: of a
 * blob longer than `limit` the buffer gets limit + 1 bytes of any content,
 * so that the caller can tell. Hashes are not verified again.
 */
struct tw_blobs;
enum tw_status tw_blobs_open(struct tw_blobs **blobs,
	const struct tw_revision *revision, struct tw_error *err);
enum tw_status tw_blobs_read(struct tw_buffer *buffer, struct tw_blobs *blobs,
	const unsigned char id[32], size_t limit, const char *shown,
	struct tw_error *err);
void tw_blobs_close(struct tw_blobs *blobs);

#endif
