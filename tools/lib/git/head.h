/*
 * Inside the floor of git: a commit as its bytes are. All that is asked of
 * them is that they name a tree: who wrote it, and when, may be damaged.
 */
#ifndef TW_GIT_HEAD_H
#define TW_GIT_HEAD_H

#include "git/objects.h"

/* The parts of a commit: views into its bytes, which `own` holds. */
struct tw_head {
	git_odb_object *own;
	git_oid tree;
	struct tw_view parents; /* lines of one length, one for each */
	size_t parent_count;
	struct tw_view author, committer, encoding; /* empty: not there */
	struct tw_view message;
};

/* Who made something, and when. */
struct tw_signature {
	struct tw_view name; /* a view; bytes of whatever encoding */
	long long time;      /* seconds since 1970; LLONG_MAX: nobody knows */
	int offset;          /* minutes east of UTC */
};

/*
 * Reads a commit; to be closed whatever comes of it. Fails if it is none, or
 * has more than 16 MiB.
 */
enum tw_status tw_head_open(struct tw_head *head, struct tw_revision *revision,
	const git_oid *id, struct tw_error *err);
void tw_head_close(struct tw_head *head, struct tw_revision *revision);

git_oid tw_head_parent(const struct tw_head *head, size_t i);

struct tw_signature tw_head_signature(struct tw_view line);

/* When it was put where it is; 0 if nobody knows, as git has it. */
long long tw_head_committed(const struct tw_head *head);

/*
 * A name, and the first paragraph of the message in one line, in the arena, as
 * UTF-8 if the commit says that it is Latin-1; cut where they are much longer
 * than anybody reads. ptr is NULL without memory.
 */
struct tw_view tw_head_name(const struct tw_head *head, struct tw_view name,
	struct tw_arena *arena);
struct tw_view tw_head_subject(const struct tw_head *head,
	struct tw_arena *arena);

#endif
