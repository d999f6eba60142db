#include "git/refs.h"

#include "base/file.h"
#include "base/lines.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_BYTES = 256 * 1024 * 1024, DIGITS = 2 * GIT_OID_RAWSZ };

static bool is_id(struct tw_view text)
{
	size_t i = 0;

	while (i < text.len && ((text.ptr[i] >= '0' && text.ptr[i] <= '9') ||
	       (text.ptr[i] >= 'a' && text.ptr[i] <= 'f')))
		i++;
	return i == DIGITS && text.len == DIGITS;
}

/* "# ...", "ID refs/NAME", or "^ID" of what a tag leads to in the end. */
static bool is_sound(struct tw_view line)
{
	struct tw_view id = { line.ptr, line.len < DIGITS ? line.len :
		DIGITS };

	if (line.len && *line.ptr == '#')
		return true;
	if (line.len && *line.ptr == '^')
		return is_id(tw_after(line, 1));
	return is_id(id) && line.len > DIGITS + 1 && line.ptr[DIGITS] == ' ';
}

/* The first line that is not sound, or that nothing ends; 0: none. */
static size_t damaged_line(struct tw_view list)
{
	bool ends = !list.len || list.ptr[list.len - 1] == '\n';
	struct tw_view line;
	size_t number = 0;

	while (tw_cut(&line, &list, '\n')) {
		number++;
		if (!is_sound(line))
			return number;
	}
	return ends ? 0 : number;
}

enum tw_status tw_refs_check(const struct tw_repository *repository,
	struct tw_error *err)
{
	struct tw_buffer list = TW_BUFFER_INIT;
	char path[PATH_MAX + 16];
	enum tw_status status;
	struct stat st;
	size_t line = 0;

	snprintf(path, sizeof(path), "%spacked-refs",
		repository->git->repository_commondir(repository->handle));
	if (fstatat(AT_FDCWD, path, &st, AT_SYMLINK_NOFOLLOW) < 0 &&
	    errno == ENOENT)
		return TW_OK;
	status = tw_file_read(&list, AT_FDCWD, path, MOST_BYTES, path, err);
	if (!status && list.len <= MOST_BYTES)
		line = damaged_line(tw_buffer_get(&list));
	if (!status && line)
		status = tw_fail(err, TW_IO, "%s: line %zu is damaged, so that "
			"nobody can tell what branches and tags lead to; put "
			"the file back from a copy, or clone the repository "
			"anew", path, line);
	tw_buffer_release(&list);
	return status;
}
