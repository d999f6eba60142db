/*
 * Inside the floor of git: what an opened repository and a revision in it
 * are made of.
 */
#ifndef TW_GIT_OBJECTS_H
#define TW_GIT_OBJECTS_H

#include "git/repository.h"
#include "git/revision.h"

struct tw_revision {
	struct tw_repository repository;
	git_odb *odb;
	struct tw_trees *trees;
	git_oid tree;  /* zeros: none was asked for */
	char *objects; /* the folder of them */
	size_t commits_read;
	unsigned char (*ends)[32]; /* of a shallow clone: the commits of which */
	size_t end_count;          /* it has no parents, sorted */
};

/* Ids as others keep them, and as libgit2 does. */
void tw_oid_save(unsigned char id[32], const git_oid *oid);
git_oid tw_oid_of(const unsigned char id[32]);

/*
 * Reads an object, which is the caller's to free. If it has more bytes than
 * `limit`, *large is true and there is none: no more is read of it than how
 * large it is. `shown` is what it is in a message.
 */
enum tw_status tw_object_read(git_odb_object **object, bool *large,
	const struct tw_revision *revision, git_odb *odb, const git_oid *id,
	size_t limit, const char *shown, struct tw_error *err);

/*
 * Has a shallow clone end where it does: the commits whose parents were not
 * fetched have none from now on. To be called before any commit is read.
 */
enum tw_status tw_shallow_cut(struct tw_revision *revision,
	struct tw_error *err);

/* True of a commit whose parents were not fetched. */
bool tw_shallow_ends(const struct tw_revision *revision,
	const unsigned char id[32]);

/*
 * Finds the commit that `name` stands for: a branch, a tag of either kind, an
 * id or its beginning, or what git makes of these, such as "main~2".
 */
enum tw_status tw_commit_name(git_oid *commit, struct tw_revision *revision,
	const char *name, struct tw_error *err);

/* Of a shallow clone: why what a commit comes from is not known. */
const char *tw_shallow_why(const struct tw_revision *revision);

#endif
