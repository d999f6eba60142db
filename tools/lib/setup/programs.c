#define _XOPEN_SOURCE 700 /* realpath */

#include "setup/work.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_BYTES = 64 * 1024 * 1024 }; /* of a program */

static const char what[] = "programs";

/* What driver and hook call. */
static const char *const names[] = { "termwise-merge", "termwise" };

/* The program in a folder, in `arena`; NULL: it is not there to be run. */
static const char *lies_in(struct tw_view folder, const char *name,
	struct tw_arena *arena, bool *failed)
{
	struct tw_view path = tw_arena_format(arena, "%.*s%s%s",
		TW_ARG(folder), folder.len ? "/" : "", name);
	struct stat st;

	*failed |= !path.ptr;
	return path.ptr && !stat(path.ptr, &st) && S_ISREG(st.st_mode) &&
		!access(path.ptr, X_OK) ? path.ptr : NULL;
}

/* As the shell seeks it, and then where our own programs are said to be. */
static enum tw_status seek(const char **path, struct tw_setup *setup,
	const char *name, struct tw_error *err)
{
	const char *rest = setup->options->path;
	struct tw_buffer folder = TW_BUFFER_INIT;
	enum tw_status status = TW_OK;
	bool found, failed = false;

	*path = NULL;
	while (rest && !*path) {
		struct tw_view part = { rest, strcspn(rest, ":") };

		*path = lies_in(part, name, setup->arena, &failed);
		rest = rest[part.len] ? rest + part.len + 1 : NULL;
	}
	if (!*path)
		status = tw_config_get(&folder, &found, setup->config,
			"termwise.programs", err);
	if (!*path && folder.len)
		*path = lies_in(tw_buffer_get(&folder), name, setup->arena,
			&failed);
	tw_buffer_release(&folder);
	return status ? status : failed ? tw_fail_memory(err) : TW_OK;
}

/* The version that a program has in it, up to its NUL; empty: none. */
static struct tw_view version_in(struct tw_view bytes)
{
	const size_t len = sizeof(TW_SETUP_TAG) - 1;

	while (bytes.len > len) {
		const char *at = memchr(bytes.ptr, TW_SETUP_TAG[0],
			bytes.len - len);

		if (!at)
			break;
		bytes.len -= (size_t)(at - bytes.ptr);
		bytes.ptr = at;
		if (!memcmp(at, TW_SETUP_TAG, len))
			return (struct tw_view){ at + len,
				strnlen(at + len, bytes.len - len) };
		bytes.ptr++;
		bytes.len--;
	}
	return TW_VIEW("");
}

static enum tw_status check_version(struct tw_setup *setup, const char *path,
	struct tw_error *err)
{
	struct tw_buffer bytes = TW_BUFFER_INIT;
	char *real = realpath(path, NULL);
	enum tw_status status;
	struct tw_view version;

	if (!real)
		return errno == ENOMEM ? tw_fail_memory(err) :
			tw_fail(err, TW_IO, "%s: cannot be looked at", path);
	status = tw_file_read(&bytes, AT_FDCWD, real, MOST_BYTES, path, err);
	free(real);
	version = status ? TW_VIEW("") : version_in(tw_buffer_get(&bytes));
	if (!status && version.len && version.len < 32 &&
	    !tw_view_equal(version, TW_VIEW(TERMWISE_VERSION)))
		status = tw_setup_say(setup, what, TW_SETUP_STALE, err, "%s is "
			"what git runs, of version %.*s; this is "
			TERMWISE_VERSION, path, TW_ARG(version));
	else if (!status)
		status = tw_setup_say(setup, what, TW_SETUP_THERE, err, "%s%s",
			path, version.len ? "" : " (which does not say its "
			"version)");
	tw_buffer_release(&bytes);
	return status;
}

enum tw_status tw_setup_programs(struct tw_setup *setup, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && !status;
	     i++) {
		const char *path;

		status = seek(&path, setup, names[i], err);
		if (!status && !path)
			status = tw_setup_say(setup, what, TW_SETUP_MISSING,
				err, "%s is not found where programs are "
				"sought; git does without it", names[i]);
		else if (!status)
			status = tw_setup_failed(setup, what,
				check_version(setup, path, err), err);
	}
	return status;
}
