#include "cli/accepting.h"

#include "base/file.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* A file of some hundred thousand findings. */
enum { MOST_BYTES = 64 * 1024 * 1024 };

static enum tw_status read_file(struct tw_accepting *a, struct tw_error *err)
{
	struct tw_error fault;
	enum tw_status status;

	if (a->grow && access(a->path, F_OK))
		return TW_OK;
	status = tw_file_read(&a->bytes, AT_FDCWD, a->path, MOST_BYTES,
		a->path, err);
	if (status == TW_IO && access(a->path, F_OK))
		return tw_fail(err, TW_IO, "%s: there is no such file; "
			"\"--write-baseline=all\" makes it", a->path);
	if (!status && a->bytes.len > MOST_BYTES)
		return tw_fail(err, TW_IO, "%s: is too long for a baseline",
			a->path);
	if (status)
		return status;
	status = tw_baseline_read(&a->baseline, a->arena,
		tw_buffer_get(&a->bytes), a->path, &fault);
	/* What is written anew need not have been right. */
	if (status == TW_USAGE && a->grow)
		return TW_OK;
	if (status)
		*err = fault;
	return status;
}

enum tw_status tw_accepting_begin(struct tw_accepting *a, const char *path,
	const char *write, struct tw_error *err)
{
	a->path = path;
	if (write && !path)
		return tw_fail(err, TW_USAGE, "--write-baseline needs "
			"--baseline, which says the file");
	if (write && strcmp(write, "shrink") && strcmp(write, "all"))
		return tw_fail(err, TW_USAGE, "--write-baseline takes shrink "
			"or all, not \"%s\"", write);
	if (!path)
		return TW_OK;
	a->write = write;
	a->grow = write && !strcmp(write, "all");
	a->arena = tw_arena_new();
	return a->arena ? read_file(a, err) : tw_fail_memory(err);
}

static enum tw_status write_file(bool *found, struct tw_accepting *a,
	struct tw_cli *cli, bool all, struct tw_error *err)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	size_t refused;
	enum tw_status status = tw_baseline_write(&out, &refused,
		a->baseline, tw_buffer_get(&a->lines), a->grow, all, a->arena,
		err);

	if (!status && !(a->baseline && tw_view_equal(tw_buffer_get(&out),
	    tw_buffer_get(&a->bytes))))
		status = tw_file_replace(a->path, tw_buffer_get(&out), err);
	tw_buffer_release(&out);
	*found = !status && refused;
	if (*found)
		tw_cli_say(cli, "%zu finding%s not in %s, and %s not added; "
			"\"--write-baseline=all\" adds what is new",
			refused, refused == 1 ? " is" : "s are", a->path,
			refused == 1 ? "is" : "are");
	return status;
}

enum tw_status tw_accepting_end(bool *found, struct tw_accepting *a,
	struct tw_cli *cli, size_t accepted, bool all, struct tw_error *err)
{
	size_t stale = a->baseline ? tw_baseline_stale(a->baseline, all) : 0;

	*found = false;
	if (!a->path)
		return TW_OK;
	if (a->write)
		return write_file(found, a, cli, all, err);
	if (accepted)
		tw_cli_say(cli, "%zu more %s in %s", accepted,
			accepted == 1 ? "is" : "are", a->path);
	if (stale)
		tw_cli_say(cli, "%zu of %s %s gone; "
			"\"--write-baseline=shrink\" takes %s out", stale,
			a->path, stale == 1 ? "is" : "are",
			stale == 1 ? "it" : "them");
	return TW_OK;
}

void tw_accepting_free(struct tw_accepting *a)
{
	tw_arena_free(a->arena);
	tw_buffer_release(&a->bytes);
	tw_buffer_release(&a->lines);
}
