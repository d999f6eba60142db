/*
 * Files: read whole, replaced or made whole or not at all; and the folders
 * that they need.
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
 * The same behind what was read of it already, at most a few bytes, which count
 * as read.
 */
enum tw_status tw_stream_go_on(struct tw_buffer *buffer, int fd, size_t limit,
	const char *shown, struct tw_error *err);

/*
 * Replaces (or creates) `path` by `bytes`: a temporary file beside it, mode
 * kept, synced, closed, renamed, the folder synced. A link as target is
 * refused. On failure the old file is as it was and nothing is left behind; nor
 * by a signal that ends the program, which waits until the file is in place.
 */
enum tw_status tw_file_replace(const char *path, struct tw_view bytes,
	struct tw_error *err);

/*
 * The same for a file that is new: whatever stands at `path` already, a link
 * that leads nowhere too, is left alone, and then the status is TW_IO; so it
 * is where the disk has no way to make a file without replacing one. Nobody
 * ever sees half of the file.
 */
enum tw_status tw_file_create(const char *path, struct tw_view bytes,
	struct tw_error *err);

/* The same for a file that may be run, as far as the umask lets it. */
enum tw_status tw_file_create_program(const char *path, struct tw_view bytes,
	struct tw_error *err);

/* Removes a regular file, and syncs its folder; nothing else is removed. */
enum tw_status tw_file_remove(const char *path, struct tw_error *err);

/*
 * As tw_file_replace, but not synced: for a file that another program reads and removes
 * while this one's parent waits, as git does with what its driver merged.
 */
enum tw_status tw_file_swap(const char *path, struct tw_view bytes,
	struct tw_error *err);

/*
 * Makes a folder, and those above it that are missing, by the umask, and
 * syncs them. *made is how many there were to make, 0 on failure: what was
 * made by then is taken back.
 */
enum tw_status tw_folder_make(const char *path, size_t *made,
	struct tw_error *err);

/*
 * Takes back what tw_folder_make made of `path`, the folder itself first. One
 * that is not empty stays, with those above it.
 */
void tw_folder_unmake(const char *path, size_t made);

/* Writes all bytes to an open descriptor; EINTR and short writes go on. */
enum tw_status tw_fd_write(int fd, struct tw_view bytes, const char *shown,
	struct tw_error *err);

#endif
