/*
 * Files: read whole, replaced whole or not at all.
 */
#ifndef TW_BASE_FILE_H
#define TW_BASE_FILE_H

#include "base/buffer.h"

/*
 * Reads the regular file `name` under the open folder `folder` (AT_FDCWD:
 * where one stands) into `buffer`, which is emptied first. Links, FIFOs and
 * devices are refused without waiting. Of a file longer than `limit` bytes
 * only limit + 1 are read. Messages begin with `shown`.
 */
enum tw_status tw_file_read(struct tw_buffer *buffer, int folder,
	const char *name, size_t limit, const char *shown,
	struct tw_error *err);

/* Reads a stream (standard input) to its end, or limit + 1 bytes. */
enum tw_status tw_stream_read(struct tw_buffer *buffer, int fd, size_t limit,
	const char *shown, struct tw_error *err);

/*
 * Replaces (or creates) `path` by `bytes`: a temporary file beside it, mode
 * kept, synced, closed, renamed, the folder synced. A link as target is
 * refused. On failure the old file is as it was and nothing is left behind.
 */
enum tw_status tw_file_replace(const char *path, struct tw_view bytes,
	struct tw_error *err);

/*
 * The same, but not synced: for a file that another program reads and removes
 * while this one's parent waits, as git does with what its driver merged.
 */
enum tw_status tw_file_swap(const char *path, struct tw_view bytes,
	struct tw_error *err);

/* Writes all bytes to an open descriptor; EINTR and short writes go on. */
enum tw_status tw_fd_write(int fd, struct tw_view bytes, const char *shown,
	struct tw_error *err);

#endif
