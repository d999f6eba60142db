#define _GNU_SOURCE /* renameat2 */

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	CHUNK = 64 * 1024,     /* read at once where no size is known */
	REASON_ROOM = 128,
	TEMPORARY_ROOM = 48,
	TEMPORARY_TRIES = 1000 /* names that may be taken already */
};

static const struct {
	int error;
	const char *words;
} reasons[] = {
	{ EACCES, "permission denied" },
	{ EBUSY, "it is in use" },
	{ EDQUOT, "the disk quota is used up" },
	{ EFBIG, "the file would be too large" },
	{ EINTR, "it was interrupted" },
	{ EIO, "the disk or the connection to it failed" },
	{ EISDIR, "it is a folder" },
	{ ELOOP, "too many links" },
	{ EMFILE, "too many files are open" },
	{ ENAMETOOLONG, "the name is too long" },
	{ ENFILE, "too many files are open" },
	{ ENOENT, "there is no such file" },
	{ ENOMEM, "there is not enough memory" },
	{ ENOSPC, "the disk is full" },
	{ ENOTDIR, "a part of the path is no folder" },
	{ EPERM, "permission denied" },
	{ EPIPE, "nobody reads it any more" },
	{ EROFS, "the disk is read-only" },
	{ ESTALE, "the connection to the disk was lost" },
	{ ETIMEDOUT, "the connection to the disk was lost" },
};

/* What an error number means, in words that no locale changes. */
static const char *reason(int error, char room[static REASON_ROOM])
{
	size_t i;

	for (i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (reasons[i].error == error)
			return reasons[i].words;
	snprintf(room, REASON_ROOM, "error %d of the system", error);
	return room;
}

/* Fails with "SHOWN: WHAT (why)", why being errno. */
static enum tw_status io_fail(struct tw_error *err, const char *shown,
	const char *what)
{
	char room[REASON_ROOM];

	return tw_fail(err, TW_IO, "%s: %s (%s)", shown, what,
		reason(errno, room));
}

/*
 * True if the call on `fd` that just failed shall be made again: a signal
 * came between, or the descriptor is non-blocking, as a terminal may be that
 * another program has left so, and is ready now.
 */
static bool again(int fd, short events)
{
	struct pollfd ready = { .fd = fd, .events = events };

	if (errno == EAGAIN || errno == EWOULDBLOCK)
		return poll(&ready, 1, -1) >= 0 || errno == EINTR;
	return errno == EINTR;
}

static int open_again(int folder, const char *name, int flags, mode_t mode)
{
	int fd;

	do {
		fd = openat(folder, name, flags | O_CLOEXEC | O_NOCTTY, mode);
	} while (fd < 0 && errno == EINTR);
	return fd;
}

/*
 * How much of a file or stream is expected, and how much is taken. A read
 * that stops short at `size`, where one byte more was asked for, has seen
 * the end: no second read is made to find it.
 */
struct extent {
	size_t size; /* of a file, 0 if it is not known */
	size_t want; /* the length up to which is read first */
	size_t most;
};

static enum tw_status fill(struct tw_buffer *buffer, int fd,
	struct extent extent, const char *shown, struct tw_error *err)
{
	size_t want = extent.want < extent.most ? extent.want : extent.most;
	ssize_t got;

	while (buffer->len < extent.most) {
		if (buffer->len == want)
			want = want < CHUNK ? CHUNK : 2 * want;
		if (want > extent.most)
			want = extent.most;
		if (!tw_buffer_reserve(buffer, want - buffer->len))
			return tw_fail_memory(err);
		got = read(fd, buffer->ptr + buffer->len, want - buffer->len);
		if (got < 0 && again(fd, POLLIN))
			continue;
		if (got < 0)
			return io_fail(err, shown, "cannot be read");
		buffer->len += (size_t)got;
		if (got == 0 || buffer->len == extent.size)
			break;
	}
	return TW_OK;
}

static size_t beyond(size_t limit)
{
	return limit < SIZE_MAX ? limit + 1 : limit;
}

static enum tw_status open_fail(struct tw_error *err, const char *shown)
{
	switch (errno) {
	case ELOOP:
		return tw_fail(err, TW_IO,
			"%s: is a link, and links are not read", shown);
	case ENOENT:
	case ENOTDIR:
		return tw_fail(err, TW_IO, "%s: there is no such file", shown);
	case EACCES:
	case EPERM:
		return io_fail(err, shown, "may not be read");
	case ENXIO:
	case ENODEV:
		return tw_fail(err, TW_IO, "%s: is no regular file "
			"(but a FIFO, a device or a socket)", shown);
	default:
		return io_fail(err, shown, "cannot be read");
	}
}

static enum tw_status kind_fail(struct tw_error *err, const char *shown,
	mode_t mode)
{
	if (S_ISLNK(mode))
		return tw_fail(err, TW_IO,
			"%s: is a link, and links are not written through",
			shown);
	if (S_ISDIR(mode))
		return tw_fail(err, TW_IO, "%s: is a folder", shown);
	return tw_fail(err, TW_IO, "%s: is no regular file "
		"(but a FIFO, a device or a socket)", shown);
}

static enum tw_status regular_read(struct tw_buffer *buffer, int fd,
	size_t limit, const char *shown, struct tw_error *err)
{
	struct extent extent = { .most = beyond(limit) };
	struct stat st;

	if (fstat(fd, &st) < 0)
		return io_fail(err, shown, "cannot be read");
	if (!S_ISREG(st.st_mode))
		return kind_fail(err, shown, st.st_mode);
	if (st.st_size > 0 && (uintmax_t)st.st_size < extent.most)
		extent.size = (size_t)st.st_size;
	extent.want = st.st_size > 0 && !extent.size ? extent.most :
		extent.size + 1;
	return fill(buffer, fd, extent, shown, err);
}

enum tw_status tw_file_read(struct tw_buffer *buffer, int folder,
	const char *name, size_t limit, const char *shown,
	struct tw_error *err)
{
	enum tw_status status;
	int fd;

	tw_buffer_clear(buffer);
	fd = open_again(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
	if (fd < 0)
		return open_fail(err, shown);
	status = regular_read(buffer, fd, limit, shown, err);
	close(fd);
	return status;
}

enum tw_status tw_stream_read(struct tw_buffer *buffer, int fd, size_t limit,
	const char *shown, struct tw_error *err)
{
	tw_buffer_clear(buffer);
	return tw_stream_go_on(buffer, fd, limit, shown, err);
}

enum tw_status tw_stream_go_on(struct tw_buffer *buffer, int fd, size_t limit,
	const char *shown, struct tw_error *err)
{
	struct extent extent = { .want = CHUNK, .most = beyond(limit) };

	return fill(buffer, fd, extent, shown, err);
}

enum tw_status tw_fd_write(int fd, struct tw_view bytes, const char *shown,
	struct tw_error *err)
{
	ssize_t put;

	while (bytes.len > 0) {
		put = write(fd, bytes.ptr, bytes.len);
		if (put < 0 && again(fd, POLLOUT))
			continue;
		if (put == 0)
			errno = EIO; /* a file that takes nothing is broken */
		if (put <= 0)
			return io_fail(err, shown, "cannot be written");
		bytes.ptr += put;
		bytes.len -= (size_t)put;
	}
	return TW_OK;
}

/* A file that is to be replaced or made. */
struct target {
	const char *path;
	const char *base; /* its name in the folder */
	int folder;
	bool exists;
	bool synced;
	bool program;     /* if it is new: that may be run */
	mode_t mode;      /* if it exists */
	char temporary[TEMPORARY_ROOM];
};

static enum tw_status target_folder(struct target *target,
	struct tw_error *err)
{
	const char *slash = strrchr(target->path, '/');
	size_t len = slash ? (size_t)(slash - target->path) : 0;
	char *name;

	target->base = slash ? slash + 1 : target->path;
	name = slash ? strndup(target->path, len ? len : 1) : strdup(".");
	if (!name)
		return tw_fail_memory(err);
	target->folder = open_again(AT_FDCWD, name, O_RDONLY | O_DIRECTORY, 0);
	free(name);
	if (target->folder >= 0)
		return TW_OK;
	if (errno == ENOENT)
		return tw_fail(err, TW_IO, "%s: its folder does not exist",
			target->path);
	return io_fail(err, target->path, "its folder cannot be opened");
}

static bool names_folder(const char *base)
{
	return !*base || !strcmp(base, ".") || !strcmp(base, "..");
}

/*
 * Renaming would replace what may not be written to, or a link itself; what
 * people protected or linked stays as it is.
 */
static enum tw_status target_check(struct target *target,
	struct tw_error *err)
{
	struct stat st;

	if (names_folder(target->base))
		return kind_fail(err, target->path, S_IFDIR);
	if (fstatat(target->folder, target->base, &st, AT_SYMLINK_NOFOLLOW)) {
		if (errno == ENOENT)
			return TW_OK;
		return io_fail(err, target->path, "cannot be written");
	}
	if (!S_ISREG(st.st_mode))
		return kind_fail(err, target->path, st.st_mode);
	if (faccessat(target->folder, target->base, W_OK, AT_EACCESS) < 0)
		return io_fail(err, target->path, "may not be written");
	target->exists = true;
	target->mode = st.st_mode & 07777;
	return TW_OK;
}

/*
 * What replaces a file that is there is nobody else's to read until it has
 * its mode; of a new file, the umask makes the mode.
 */
static int temporary_open(struct target *target)
{
	mode_t mode = target->exists ? 0600 : target->program ? 0777 : 0666;
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
	unsigned i;
	int fd = -1;

	for (i = 0; i < TEMPORARY_TRIES; i++) {
		snprintf(target->temporary, sizeof(target->temporary),
			".termwise-%ld-%u", (long)getpid(), i);
		fd = open_again(target->folder, target->temporary, flags, mode);
		if (fd >= 0 || errno != EEXIST)
			break;
	}
	return fd;
}

/* Left alone if it is right already: not every disk knows modes. */
static int mode_set(int fd, mode_t mode)
{
	struct stat st;

	if (fstat(fd, &st) < 0)
		return -1;
	return (st.st_mode & 07777) == mode ? 0 : fchmod(fd, mode);
}

/* Some kinds of disk cannot sync, and say so by EINVAL: that is no loss. */
static int sync_again(int fd)
{
	int result;

	do {
		result = fsync(fd);
	} while (result < 0 && errno == EINTR);
	return result < 0 && errno == EINVAL ? 0 : result;
}

static enum tw_status temporary_write(const struct target *target,
	int fd, struct tw_view bytes, struct tw_error *err)
{
	enum tw_status status;

	if (target->exists && mode_set(fd, target->mode) < 0)
		return io_fail(err, target->path, "cannot keep its mode");
	status = tw_fd_write(fd, bytes, target->path, err);
	if (!status && target->synced && sync_again(fd) < 0)
		status = io_fail(err, target->path, "cannot be written");
	return status;
}

/* Puts the temporary file in the place of the target, or takes it away. */
typedef enum tw_status put_function(const struct target *target,
	struct tw_error *err);

static enum tw_status target_put(struct target *target,
	struct tw_view bytes, put_function *put, struct tw_error *err)
{
	enum tw_status status;
	int fd = temporary_open(target);

	if (fd < 0 && (errno == EACCES || errno == EPERM))
		return io_fail(err, target->path,
			"its folder may not be written to");
	if (fd < 0)
		return io_fail(err, target->path, "cannot be written");
	status = temporary_write(target, fd, bytes, err);
	/* After EINTR the descriptor is closed, and all is synced. */
	if (close(fd) < 0 && errno != EINTR && !status)
		status = io_fail(err, target->path, "cannot be written");
	if (!status)
		return put(target, err);
	unlinkat(target->folder, target->temporary, 0);
	return status;
}

/*
 * Whoever ends the program from the keyboard does so before or after: while
 * there is a temporary file, signals wait, in this thread.
 */
static enum tw_status target_write(struct target *target,
	struct tw_view bytes, put_function *put, struct tw_error *err)
{
	sigset_t all, before;
	enum tw_status status;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	status = target_put(target, bytes, put, err);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return status;
}

static enum tw_status put_over(const struct target *target,
	struct tw_error *err)
{
	enum tw_status status;

	if (!renameat(target->folder, target->temporary, target->folder,
			target->base))
		return TW_OK;
	status = io_fail(err, target->path, "cannot be replaced");
	unlinkat(target->folder, target->temporary, 0);
	return status;
}

static enum tw_status exists_fail(struct tw_error *err, const char *path)
{
	return tw_fail(err, TW_IO, "%s: is there already, and is left as it "
		"is", path);
}

/*
 * For disks without hard links. Another way, to look first and write then,
 * would replace what somebody puts there in between.
 */
static int rename_new(const struct target *target)
{
#ifdef RENAME_NOREPLACE
	return renameat2(target->folder, target->temporary, target->folder,
		target->base, RENAME_NOREPLACE);
#else
	(void)target;
	errno = ENOSYS;
	return -1;
#endif
}

static enum tw_status put_new(const struct target *target,
	struct tw_error *err)
{
	enum tw_status status = TW_OK;

	if (!linkat(target->folder, target->temporary, target->folder,
			target->base, 0)) {
		if (!unlinkat(target->folder, target->temporary, 0))
			return TW_OK;
		return io_fail(err, target->path, "is written, but its "
			"temporary file cannot be removed");
	}
	if ((errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS) &&
	    !rename_new(target))
		return TW_OK;
	if (errno == EEXIST)
		status = exists_fail(err, target->path);
	else if (errno == EINVAL || errno == ENOSYS)
		status = tw_fail(err, TW_IO, "%s: cannot be written, since "
			"this disk has no way to make a file without "
			"replacing one", target->path);
	else
		status = io_fail(err, target->path, "cannot be written");
	unlinkat(target->folder, target->temporary, 0);
	return status;
}

static enum tw_status target_close(struct target *target,
	enum tw_status status, struct tw_error *err)
{
	if (!status && target->synced && sync_again(target->folder) < 0)
		status = io_fail(err, target->path, "is written, but may be "
			"lost if the machine stops now");
	if (target->folder >= 0)
		close(target->folder);
	return status;
}

static enum tw_status replace(const char *path, struct tw_view bytes,
	bool synced, struct tw_error *err)
{
	struct target target = { .path = path, .folder = -1,
		.synced = synced };
	enum tw_status status;

	status = target_folder(&target, err);
	if (!status)
		status = target_check(&target, err);
	if (!status)
		status = target_write(&target, bytes, put_over, err);
	return target_close(&target, status, err);
}

enum tw_status tw_file_replace(const char *path, struct tw_view bytes,
	struct tw_error *err)
{
	return replace(path, bytes, true, err);
}

enum tw_status tw_file_swap(const char *path, struct tw_view bytes,
	struct tw_error *err)
{
	return replace(path, bytes, false, err);
}

static enum tw_status create(const char *path, struct tw_view bytes,
	bool program, struct tw_error *err)
{
	struct target target = { .path = path, .folder = -1,
		.synced = true, .program = program };
	struct stat st;
	enum tw_status status;

	status = target_folder(&target, err);
	if (!status && names_folder(target.base))
		status = kind_fail(err, path, S_IFDIR);
	/* Said early, a full disk hides it less often. */
	if (!status && !fstatat(target.folder, target.base, &st,
			AT_SYMLINK_NOFOLLOW))
		status = exists_fail(err, path);
	if (!status)
		status = target_write(&target, bytes, put_new, err);
	return target_close(&target, status, err);
}

enum tw_status tw_file_create(const char *path, struct tw_view bytes,
	struct tw_error *err)
{
	return create(path, bytes, false, err);
}

enum tw_status tw_file_create_program(const char *path, struct tw_view bytes,
	struct tw_error *err)
{
	return create(path, bytes, true, err);
}

enum tw_status tw_file_remove(const char *path, struct tw_error *err)
{
	struct target target = { .path = path, .folder = -1 };
	enum tw_status status;

	status = target_folder(&target, err);
	if (!status)
		status = target_check(&target, err);
	if (!status && unlinkat(target.folder, target.base, 0) < 0)
		status = io_fail(err, path, "cannot be removed");
	if (!status && sync_again(target.folder) < 0)
		status = io_fail(err, path, "is removed, but may be back if "
			"the machine stops now");
	return target_close(&target, status, err);
}

/* ---- folders ---- */

/* Cuts slashes off the end of a path, and names that are but a dot. */
static size_t cut_idle(char *path, size_t len)
{
	for (;;) {
		if (len > 1 && path[len - 1] == '/')
			len--;
		else if (len > 1 && path[len - 1] == '.' &&
		    path[len - 2] == '/')
			len--;
		else
			break;
	}
	path[len] = '\0';
	return len;
}

/* Cuts the last name off a path; false if nothing is left. */
static bool cut_last(char *path)
{
	size_t len = cut_idle(path, strlen(path));

	while (len && path[len - 1] != '/')
		len--;
	return cut_idle(path, len) > 0;
}

/* The length of the path up to the end of its next name; 0: no more. */
static size_t next_end(const char *path, size_t from)
{
	size_t start = from + strspn(path + from, "/");
	size_t len = strcspn(path + start, "/");

	return len ? start + len : 0;
}

static bool goes_up(const char *path)
{
	size_t at = 0, end;

	while ((end = next_end(path, at))) {
		if (end - at >= 2 && !memcmp(path + end - 2, "..", 2) &&
		    (end == 2 || path[end - 3] == '/'))
			return true;
		at = end;
	}
	return false;
}

/* A new name is kept once the folder in which it stands is synced. */
static int sync_above(const char *path)
{
	char *above = strdup(path);
	int fd, result = -1;

	if (!above)
		return -1;
	fd = open_again(AT_FDCWD, cut_last(above) ? above : ".",
		O_RDONLY | O_DIRECTORY, 0);
	if (fd >= 0) {
		result = sync_again(fd);
		close(fd);
	}
	free(above);
	return result;
}

/* Looks at one folder of a path; *there is false if it is to be made. */
static enum tw_status folder_look(bool *there, const char *path,
	struct tw_error *err)
{
	struct stat st;

	*there = !stat(path, &st);
	if (*there && !S_ISDIR(st.st_mode))
		return tw_fail(err, TW_IO, "%s: is in the way, since it is no "
			"folder", path);
	if (*there)
		return TW_OK;
	if (errno != ENOENT)
		return io_fail(err, path, "cannot be entered");
	if (!lstat(path, &st))
		return tw_fail(err, TW_IO, "%s: is a link that leads nowhere, "
			"and no folder is made through it", path);
	return TW_OK;
}

static enum tw_status folder_add(const char *path, size_t *made,
	struct tw_error *err)
{
	bool there;
	enum tw_status status = folder_look(&there, path, err);

	if (status || there)
		return status;
	if (mkdir(path, 0777)) {
		/* Somebody else may have made it just now. */
		if (errno == EEXIST)
			return folder_look(&there, path, err);
		return io_fail(err, path, "cannot be made");
	}
	++*made;
	return sync_above(path) ? io_fail(err, path, "cannot be made") : TW_OK;
}

enum tw_status tw_folder_make(const char *path, size_t *made,
	struct tw_error *err)
{
	char *part = strdup(path);
	enum tw_status status = TW_OK;
	size_t end = 0, last = 0, before;

	*made = 0;
	if (!part)
		return tw_fail_memory(err);
	while (!status && (end = next_end(path, end))) {
		part[end] = '\0';
		before = *made;
		status = folder_add(part, made, err);
		if (*made > before)
			last = end;
		if (!status && *made && goes_up(path + end))
			status = tw_fail(err, TW_IO, "%s: was not there to go "
				"up from", part);
		part[end] = path[end];
	}
	if (status && *made) {
		part[last] = '\0';
		tw_folder_unmake(part, *made);
		*made = 0;
	}
	free(part);
	return status;
}

void tw_folder_unmake(const char *path, size_t made)
{
	char *part = strdup(path);

	if (part)
		cut_idle(part, strlen(part));
	/* Without memory an empty folder is left: no more can be done. */
	while (part && made-- && !rmdir(part) && cut_last(part))
		continue;
	free(part);
}
