/*
 * Inside the floor of git: whether what branches and tags lead to can be read.
 * libgit2 says of a damaged list, the second time it is asked at the latest,
 * that there is none.
 */
#ifndef TW_GIT_REFS_H
#define TW_GIT_REFS_H

#include "git/repository.h"

/*
 * To be asked where a name is not found, or nothing seems to have been
 * committed. TW_IO, with what to do, if the file "packed-refs" has a line that
 * git never writes, or cannot be read.
 */
enum tw_status tw_refs_check(const struct tw_repository *repository,
	struct tw_error *err);

#endif
