#include "git/loose.h"

#include "base/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 16 * 1024 }; /* bytes that are read, or unpacked, at once */

/* Takes more of the file; false at its end. */
static bool take_piece(z_stream *stream, bool *readable, int fd,
	unsigned char *piece)
{
	ssize_t len;

	do
		len = read(fd, piece, PIECE);
	while (len < 0 && errno == EINTR);
	*readable = len >= 0;
	stream->next_in = piece;
	stream->avail_in = len > 0 ? (unsigned)len : 0;
	return len > 0;
}

/* Z_STREAM_END if all is there, or what cannot be read is not known. */
static int unpack(const struct tw_git *git, int fd, size_t limit)
{
	unsigned char in[PIECE], out[PIECE];
	z_stream stream = { .next_in = NULL };
	bool readable = true;
	int code = git->inflate_init(&stream, ZLIB_VERSION,
		(int)sizeof(stream));

	if (code != Z_OK)
		return code;
	while (code == Z_OK && stream.total_out <= limit) {
		if (!stream.avail_in && !take_piece(&stream, &readable, fd,
		    in))
			break;
		stream.next_out = out;
		stream.avail_out = sizeof(out);
		code = git->inflate(&stream, Z_NO_FLUSH);
	}
	if (!readable || stream.total_out > limit)
		code = Z_STREAM_END;
	git->inflate_end(&stream);
	return code;
}

static enum tw_status check_file(const char *path, const struct tw_git *git,
	size_t limit, const char *shown, struct tw_error *err)
{
	int fd = open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC), code;

	if (fd < 0)
		return TW_OK;
	code = unpack(git, fd, limit);
	close(fd);
	if (code == Z_MEM_ERROR)
		return tw_fail_memory(err);
	return code == Z_STREAM_END ? TW_OK : tw_fail(err, TW_IO, "%s: cannot "
		"be read from the repository: %s is damaged or was cut off, "
		"and \"git fsck\" says more", shown, path);
}

enum tw_status tw_loose_check(const struct tw_loose *loose,
	const struct tw_git *git, const git_oid *id, size_t limit,
	const char *shown, struct tw_error *err)
{
	struct tw_view rest = tw_buffer_get(&loose->folders), folder;
	char name[2 * GIT_OID_RAWSZ + 1], path[PATH_MAX];
	enum tw_status status = TW_OK;

	if (!loose->some[id->id[0]] || !git->inflate_end)
		return TW_OK;
	for (size_t i = 0; i < GIT_OID_RAWSZ; i++)
		snprintf(name + 2 * i, 3, "%02x", (unsigned)id->id[i]);
	while (!status && tw_cut(&folder, &rest, '\0'))
		if ((size_t)snprintf(path, sizeof(path), "%s/%.2s/%s",
		    folder.ptr, name, name + 2) < sizeof(path))
			status = check_file(path, git, limit, shown, err);
	return status;
}
