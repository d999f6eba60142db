/*
 * Commits of an opened repository: who made them and when, what they come
 * from, and which there are between two. Ids have 20 bytes, then zeros.
 */
#ifndef TW_GIT_COMMIT_H
#define TW_GIT_COMMIT_H

#include "git/revision.h"

enum { TW_MOST_PARENTS = 64 };

struct tw_commit {
	unsigned char id[32], tree[32];
	/* In the arena it was asked with; of what is very long, the beginning. */
	struct tw_view author, summary;
	long long time; /* of the author, in seconds since 1970 */
	int offset;     /* minutes east of UTC, there */
	long long committed; /* when it was put where it is; 0: not known */
	unsigned char (*parents)[32];   /* of more than 64, the first */
	size_t parent_count;
	bool cut; /* a shallow clone ends here: its parents are not known */
};

/* Reads the commit that has this id. */
enum tw_status tw_commit_read(struct tw_commit *commit,
	struct tw_revision *revision, const unsigned char id[32],
	struct tw_arena *arena, struct tw_error *err);

/* Finds the commit that a name stands for, as tw_revision_open does. */
enum tw_status tw_commit_find(struct tw_commit *commit,
	struct tw_revision *revision, const char *name,
	struct tw_arena *arena, struct tw_error *err);

/*
 * Turns a commit into the newest of its first parents (or itself) that was
 * not made after `time`, in seconds since 1970; TW_USAGE if all were, or, of
 * a shallow clone, all that it has.
 */
enum tw_status tw_commit_at(struct tw_commit *commit,
	struct tw_revision *revision, long long time, struct tw_arena *arena,
	struct tw_error *err);

/*
 * Finds what "A..B", "A..", "..B" and "B" stand for; what is left out is
 * HEAD, and *ranged false if there is no A.
 */
enum tw_status tw_commit_range(struct tw_commit *from, bool *ranged,
	struct tw_commit *to, struct tw_revision *revision, const char *range,
	struct tw_arena *arena, struct tw_error *err);

/*
 * The best commits that both come from: none, one, or several. Where a
 * shallow clone has none, one may lie before where it ends: that is TW_IO.
 */
enum tw_status tw_commit_bases(unsigned char (**ids)[32], size_t *count,
	struct tw_revision *revision, const unsigned char one[32],
	const unsigned char other[32], struct tw_arena *arena,
	struct tw_error *err);

/*
 * Goes through what `to` comes from, itself first, and `hidden` (NULL:
 * nothing) does not; children before their parents, and else the newest first.
 */
struct tw_commits;
enum tw_status tw_commits_open(struct tw_commits **commits,
	struct tw_revision *revision, const unsigned char to[32],
	const unsigned char *hidden, struct tw_error *err);
enum tw_status tw_commits_next(struct tw_commit *commit, bool *ended,
	struct tw_commits *commits, struct tw_arena *arena,
	struct tw_error *err);
void tw_commits_close(struct tw_commits *commits);

/* The repository that they are of. */
struct tw_revision *tw_commits_of(const struct tw_commits *commits);

/*
 * The day it was made, where its author was: "3 May 2024". Empty if its
 * time is none of the years 1 to 9999, or without memory (then ptr is NULL).
 */
struct tw_view tw_commit_day(const struct tw_commit *commit,
	struct tw_arena *arena);

/* Who made it, as it is told: a commit may name nobody. */
struct tw_view tw_commit_author(const struct tw_commit *commit);

/* The first seven digits of an id, as people write it. */
struct tw_view tw_commit_short(const unsigned char id[32],
	struct tw_arena *arena);

#endif
