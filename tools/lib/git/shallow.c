/*
 * Where a shallow clone ends. Its file "shallow" lists the commits whose
 * parents were not fetched. libgit2 1.5 knows nothing of that, and so it is
 * given of each of them a copy, in memory, that has no parents.
 */
#include "git/objects.h"

#include "base/file.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	MOST_LIST = 4 * 1024 * 1024,    /* bytes of the file */
	MOST_COMMIT = 16 * 1024 * 1024, /* of a commit, asked before reading */
	FIRST_OF_ALL = 1000,            /* before the backends of the disk */
	DIGITS = 2 * GIT_OID_RAWSZ
};

struct cutting {
	struct tw_revision *revision;
	git_odb *disk; /* that remembers nothing for the other one */
	git_odb_backend *copies;
	struct tw_buffer bytes;
	struct tw_error *err;
};

static enum tw_status fail(const struct cutting *c)
{
	return tw_git_fail(c->revision->repository.git, c->err,
		tw_repository_shown(&c->revision->repository), "where this "
		"shallow clone ends cannot be read");
}

/* ---- one commit ---- */

/* All lines of its head but those that name parents. */
static bool add_without_parents(struct tw_buffer *out, struct tw_view commit)
{
	static const char parent[] = "parent ";
	const char *newline;
	bool head = true;

	tw_buffer_clear(out);
	while (head && (newline = memchr(commit.ptr, '\n', commit.len))) {
		size_t len = (size_t)(newline - commit.ptr) + 1;

		head = len > 1;
		if (len < sizeof(parent) || memcmp(commit.ptr, parent,
		    sizeof(parent) - 1))
			tw_buffer_add(out, commit.ptr, len);
		commit = tw_after(commit, len);
	}
	tw_buffer_view(out, commit);
	return !out->failed;
}

/* What is named but not there ends nothing that could be gone back to. */
static enum tw_status cut_one(struct cutting *c, const git_oid *id)
{
	const struct tw_git *git = c->revision->repository.git;
	git_odb_object *object = NULL;
	git_object_t type;
	struct tw_view bytes;
	size_t size;
	bool copied;
	int code = git->odb_read_header(&size, &type, c->disk, id);

	if (tw_git_denied())
		return tw_fail_memory(c->err);
	tw_oid_save(c->revision->ends[c->revision->end_count++], id);
	if (code < 0 || type != GIT_OBJECT_COMMIT || size > MOST_COMMIT)
		return TW_OK;
	if (git->odb_read(&object, c->disk, id) < 0)
		return fail(c);
	bytes = (struct tw_view){ git->odb_object_data(object),
		git->odb_object_size(object) };
	copied = add_without_parents(&c->bytes, bytes);
	git->odb_object_free(object);
	if (!copied)
		return tw_fail_memory(c->err);
	bytes = tw_buffer_get(&c->bytes);
	if (c->copies->write(c->copies, id, bytes.ptr, bytes.len,
	    GIT_OBJECT_COMMIT) < 0)
		return fail(c);
	return TW_OK;
}

/* ---- all of them ---- */

static enum tw_status cut_all(struct cutting *c, struct tw_view list)
{
	const struct tw_git *git = c->revision->repository.git;
	enum tw_status status = TW_OK;
	git_oid id;

	while (list.len && !status) {
		const char *newline = memchr(list.ptr, '\n', list.len);
		size_t len = newline ? (size_t)(newline - list.ptr) : list.len;

		if (len == DIGITS && !git->oid_fromstrn(&id, list.ptr, len))
			status = cut_one(c, &id);
		list = tw_after(list, len + (newline != NULL));
	}
	return status;
}

static int id_order(const void *a, const void *b)
{
	return memcmp(a, b, 32);
}

/* The copies come before what they are copies of. */
static enum tw_status put_before(struct cutting *c)
{
	const struct tw_git *git = c->revision->repository.git;

	if (git->odb_add_backend(c->revision->odb, c->copies,
	    FIRST_OF_ALL) < 0)
		return fail(c);
	c->copies = NULL;
	if (c->revision->end_count)
		qsort(c->revision->ends, c->revision->end_count,
			sizeof(*c->revision->ends), id_order);
	return TW_OK;
}

static enum tw_status cut(struct cutting *c, struct tw_view list)
{
	const struct tw_git *git = c->revision->repository.git;
	enum tw_status status = TW_OK;

	c->revision->ends = calloc(list.len / DIGITS + 1,
		sizeof(*c->revision->ends));
	if (!c->revision->ends)
		return tw_fail_memory(c->err);
	if (git->odb_open(&c->disk, c->revision->objects) < 0 ||
	    git->mempack_new(&c->copies) < 0)
		status = fail(c);
	if (!status)
		status = cut_all(c, list);
	if (!status)
		status = put_before(c);
	if (c->copies)
		c->copies->free(c->copies);
	git->odb_free(c->disk);
	tw_buffer_release(&c->bytes);
	return status;
}

enum tw_status tw_shallow_cut(struct tw_revision *revision,
	struct tw_error *err)
{
	struct cutting c = { .revision = revision, .err = err };
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
		status = cut(&c, tw_buffer_get(&list));
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
