/*
 * Where a shallow clone ends. Its file "shallow" lists the commits whose
 * parents were not fetched: they are read as if they had none.
 */
#include "git/objects.h"

#include "base/file.h"
#include "base/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	MOST_LIST = 4 * 1024 * 1024, /* bytes of the file */
	DIGITS = 2 * GIT_OID_RAWSZ
};

static int id_order(const void *a, const void *b)
{
	return memcmp(a, b, 32);
}

static enum tw_status cut(struct tw_revision *revision, struct tw_view list,
	struct tw_error *err)
{
	const struct tw_git *git = revision->repository.git;
	struct tw_view line;
	git_oid id;

	revision->ends = calloc(list.len / DIGITS + 1,
		sizeof(*revision->ends));
	if (!revision->ends)
		return tw_fail_memory(err);
	while (tw_cut(&line, &list, '\n'))
		if (line.len == DIGITS &&
		    !git->oid_fromstrn(&id, line.ptr, line.len))
			tw_oid_save(revision->ends[revision->end_count++],
				&id);
	if (revision->end_count)
		qsort(revision->ends, revision->end_count,
			sizeof(*revision->ends), id_order);
	return TW_OK;
}

enum tw_status tw_shallow_cut(struct tw_revision *revision,
	struct tw_error *err)
{
	struct tw_buffer list = TW_BUFFER_INIT;
	char path[PATH_MAX + 16];
	enum tw_status status;
	struct stat st;

	snprintf(path, sizeof(path), "%sshallow",
		revision->repository.git->repository_commondir(
		revision->repository.handle));
	if (fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW) < 0 &&
	    errno == ENOENT)
		return TW_OK;
	status = tw_file_read(&list, AT_FDCWD, path, MOST_LIST, path, err);
	if (!status && list.len > MOST_LIST)
		status = tw_fail(err, TW_IO, "%s: this shallow clone ends in "
			"more commits than can be read", path);
	if (!status)
		status = cut(revision, tw_buffer_get(&list), err);
	tw_buffer_release(&list);
	return status;
}

bool tw_shallow_ends(const struct tw_revision *revision,
	const unsigned char id[32])
{
	return revision->end_count && bsearch(id, revision->ends,
		revision->end_count, sizeof(*revision->ends), id_order);
}

const char *tw_shallow_why(const struct tw_revision *revision)
{
	const char *gap = tw_repository_gap(&revision->repository);

	return gap ? gap : "this is a shallow clone";
}
