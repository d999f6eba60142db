/* realpath, which the C library has for X/Open only. */
#define _XOPEN_SOURCE 700

#include "cli/names.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* True if `name` is there below the first `len` bytes of a path. */
static bool has(struct tw_buffer *room, const char *path, size_t len,
	const char *name)
{
	struct stat st;

	tw_buffer_clear(room);
	tw_buffer_add(room, path, len);
	tw_buffer_byte(room, '/');
	tw_buffer_add(room, name, strlen(name) + 1);
	return !room->failed && !lstat(room->ptr, &st);
}

/* How much of a path without links is the top of a repository; 0: none is. */
static size_t top_of(struct tw_buffer *room, const char *path)
{
	size_t len = strlen(path);

	for (;;) {
		if (has(room, path, len, ".git") ||
		    (has(room, path, len, "HEAD") &&
		     has(room, path, len, "objects") &&
		     has(room, path, len, "refs")))
			return len ? len : 1;
		while (len && path[len - 1] != '/')
			len--;
		if (!len)
			return 0;
		len--;
	}
}

static bool lies_below(const char *file, const char *path, size_t len)
{
	if (len && path[len - 1] == '/') /* the root of all paths */
		return true;
	return !strncmp(file, path, len) && file[len] == '/';
}

/*
 * A list in what is published would be published as well: in the repository
 * of a path, or below the path itself. NULL or "-" is where one stands.
 */
static enum tw_status check(struct tw_buffer *room, const char *file,
	const char *shown, const char *published, struct tw_error *err)
{
	bool here = !published || !strcmp(published, "-");
	char *path = realpath(here ? "." : published, NULL);
	enum tw_status status = TW_OK;
	struct stat st;
	size_t len;

	if (!path) /* it is said where it is read */
		return errno == ENOMEM ? tw_fail_memory(err) : TW_OK;
	len = top_of(room, path);
	if (!len && !here && !stat(path, &st) && S_ISDIR(st.st_mode))
		len = strlen(path);
	if (room->failed)
		status = tw_fail_memory(err);
	else if (len && lies_below(file, path, len))
		status = tw_fail(err, TW_USAGE, "%s lies in %.*s, with which "
			"the names in it would be published; keep the list "
			"elsewhere", shown, (int)len, path);
	free(path);
	return status;
}

enum tw_status tw_cli_names(struct tw_private_names **names,
	const struct tw_cli *cli, const char *file, struct tw_error *err)
{
	struct tw_buffer room = TW_BUFFER_INIT;
	char *real = realpath(file, NULL);
	enum tw_status status = TW_OK;

	if (!real)
		return errno == ENOMEM ? tw_fail_memory(err) :
			tw_fail(err, TW_IO, "%s: %s", file, errno == ENOENT ?
				"there is no such file" : strerror(errno));
	for (size_t i = 0; i < cli->count && !status; i++)
		status = check(&room, real, file, cli->paths[i], err);
	if (!status && !cli->count)
		status = check(&room, real, file, NULL, err);
	if (!status)
		status = tw_private_names_read(names, real, file, err);
	tw_buffer_release(&room);
	free(real);
	return status;
}
