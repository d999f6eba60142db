/*
 * Finding and opening the repository that a place lies in, by nothing but
 * its files: neither the environment nor its own settings lead elsewhere.
 */
#ifndef TW_GIT_REPOSITORY_H
#define TW_GIT_REPOSITORY_H

#include "git/loose.h"

struct tw_repository {
	const struct tw_git *git;
	git_repository *handle;
	char *root; /* see tw_revision_root */
	struct tw_loose loose;
	bool bare;
};

/*
 * Opens the repository of `place`: a folder, a file, or what is in neither
 * any more. On failure there is nothing to close.
 */
enum tw_status tw_repository_open(struct tw_repository *repository,
	const char *place, struct tw_error *err);
void tw_repository_close(struct tw_repository *repository);

/* The root for messages: never empty. */
const char *tw_repository_shown(const struct tw_repository *repository);

/*
 * Why objects may be missing from it: that it is a partial or a shallow
 * clone, and what to do; or NULL. Several threads may ask at once.
 */
const char *tw_repository_gap(const struct tw_repository *repository);

#endif
