#include "base/file.h"

#include "../test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "folder.h"

enum { LIMIT = 100, LONG_WRITE = 200000 };

static void put_many(const char *name, size_t count)
{
	FILE *file = fopen(name, "w");

	assert_non_null(file);
	while (count-- > 0)
		fputc('a' + (int)(count % 26), file);
	assert_int_equal(fclose(file), 0);
}

static void assert_unread(const char *name, const char *message)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;

	assert_int_equal(tw_file_read(&buffer, AT_FDCWD, name, LIMIT,
		"shown", &err), TW_IO);
	assert_string_equal(err.message, message);
	assert_int_equal(err.status, TW_IO);
	assert_int_equal(buffer.len, 0);
	tw_buffer_release(&buffer);
}

static void reads_lengths_about_the_limit(void **state)
{
	static const size_t lengths[] = { 0, 1, 99, 100, 101, 102, 100000 };
	struct tw_buffer buffer = TW_BUFFER_INIT;
	size_t i, expected;

	for (i = 0; i < sizeof(lengths) / sizeof(*lengths); i++) {
		put_many("length", lengths[i]);
		assert_int_equal(tw_file_read(&buffer, AT_FDCWD, "length",
			LIMIT, "length", &err), TW_OK);
		expected = lengths[i] > LIMIT ? LIMIT + 1 : lengths[i];
		assert_int_equal(buffer.len, expected);
	}
	tw_buffer_release(&buffer);
}

static void reads_all_where_no_limit_is(void **state)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;
	char *kept;

	put_many("long", 300000);
	assert_int_equal(tw_file_read(&buffer, AT_FDCWD, "long", SIZE_MAX,
		"long", &err), TW_OK);
	assert_int_equal(buffer.len, 300000);
	kept = buffer.ptr;
	put("short", "two\n");
	assert_int_equal(tw_file_read(&buffer, AT_FDCWD, "short", LIMIT,
		"short", &err), TW_OK);
	assert_int_equal(buffer.len, 4);
	assert_memory_equal(buffer.ptr, "two\n", 4);
	assert_ptr_equal(buffer.ptr, kept);
	tw_buffer_release(&buffer);
}

static void reads_under_a_folder(void **state)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;
	int folder;

	assert_int_equal(mkdir("under", 0755), 0);
	put("under/x", "inside");
	folder = open("under", O_RDONLY | O_DIRECTORY);
	assert_true(folder >= 0);
	assert_int_equal(tw_file_read(&buffer, folder, "x", LIMIT, "x", &err),
		TW_OK);
	assert_int_equal(buffer.len, 6);
	close(folder);
	tw_buffer_release(&buffer);
}

/* Linux has files that say they are empty and are not. */
static void reads_what_hides_its_size(void **state)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;

	if (access("/proc/self/status", R_OK) < 0)
		skip();
	assert_int_equal(tw_file_read(&buffer, AT_FDCWD, "/proc/self/status",
		1 << 20, "status", &err), TW_OK);
	assert_true(buffer.len > 100);
	assert_int_equal(tw_file_read(&buffer, AT_FDCWD, "/proc/self/status",
		20, "status", &err), TW_OK);
	assert_int_equal(buffer.len, 21);
	tw_buffer_release(&buffer);
}

static void socket_make(const char *name)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strcpy(address.sun_path, name);
	assert_int_equal(bind(fd, (struct sockaddr *)&address,
		sizeof(address)), 0);
	close(fd);
}

static void reads_nothing_but_files(void **state)
{
	static const char special[] = "shown: is no regular file "
		"(but a FIFO, a device or a socket)";

	put("target", "secret");
	assert_int_equal(symlink("target", "link"), 0);
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	assert_int_equal(mkdir("folder", 0755), 0);
	assert_int_equal(mkfifo("fifo", 0644), 0);
	socket_make("socket");
	assert_unread("link", "shown: is a link, and links are not read");
	assert_unread("dangling", "shown: is a link, and links are not read");
	assert_unread("folder", "shown: is a folder");
	alarm(20); /* a FIFO must not be waited for */
	assert_unread("fifo", special);
	alarm(0);
	assert_unread("/dev/zero", special);
	assert_unread("socket", special);
	assert_unread("absent", "shown: there is no such file");
	assert_unread("target/x", "shown: there is no such file");
}

static void says_that_it_may_not_read(void **state)
{
	put("closed", "secret");
	assert_int_equal(chmod("closed", 0), 0);
	become_nobody();
	assert_unread("closed", "shown: may not be read (permission denied)");
	become_oneself();
}

/* Runs `child` with one end of a pipe, and returns the other. */
static int piped(void (*child)(int fd), int own)
{
	int ends[2];
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		close(ends[own]);
		child(ends[!own]);
		_exit(0);
	}
	close(ends[!own]);
	return ends[own];
}

static void rest(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = 2000000 }, NULL);
}

static void write_slowly(int fd)
{
	int i;

	for (i = 0; i < 5; i++) {
		rest();
		kill(getppid(), SIGUSR1);
		if (write(fd, "0123456789", 10) != 10)
			_exit(1);
	}
}

static char pattern(size_t at)
{
	return (char)(at % 251);
}

static void read_slowly(int fd)
{
	char bytes[4096];
	size_t at = 0;
	ssize_t got, i;

	do {
		rest();
		kill(getppid(), SIGUSR1);
		got = read(fd, bytes, sizeof(bytes));
		for (i = 0; i < got; i++)
			if (bytes[i] != pattern(at++))
				_exit(1);
	} while (got > 0);
	_exit(at != LONG_WRITE);
}

/* The status of the child, whatever signals it sent before its end. */
static int awaited(void)
{
	int status;

	while (wait(&status) < 0)
		assert_int_equal(errno, EINTR);
	return status;
}

static void on_signal(int number)
{
	(void)number;
}

/* Signals come between, and nothing is restarted by itself. */
static void interrupt(void)
{
	struct sigaction action = { .sa_handler = on_signal };

	assert_int_equal(sigaction(SIGUSR1, &action, NULL), 0);
}

static void reads_a_stream(void **state)
{
	static const size_t limits[] = { 0, 49, 50, 1000, SIZE_MAX };
	struct tw_buffer buffer = TW_BUFFER_INIT;
	size_t i;
	int fd, blocking;

	interrupt();
	for (i = 0; i < 2 * sizeof(limits) / sizeof(*limits); i++) {
		fd = piped(write_slowly, 0);
		blocking = fcntl(fd, F_GETFL);
		if (i % 2)
			fcntl(fd, F_SETFL, blocking | O_NONBLOCK);
		assert_int_equal(tw_stream_read(&buffer, fd, limits[i / 2],
			"standard input", &err), TW_OK);
		assert_int_equal(buffer.len,
			limits[i / 2] < 50 ? limits[i / 2] + 1 : 50);
		assert_int_equal(awaited(), 0);
		close(fd);
	}
	tw_buffer_release(&buffer);
}

static void says_that_a_stream_cannot_be_read(void **state)
{
	struct tw_buffer buffer = TW_BUFFER_INIT;
	int fd = open(".", O_RDONLY);

	assert_int_equal(tw_stream_read(&buffer, fd, LIMIT, "standard input",
		&err), TW_IO);
	assert_string_equal(err.message,
		"standard input: cannot be read (it is a folder)");
	close(fd);
	tw_buffer_release(&buffer);
}

static void writes_all_to_a_slow_reader(void **state)
{
	static char bytes[LONG_WRITE];
	struct tw_view all = { bytes, sizeof(bytes) };
	int fd, i;

	interrupt();
	for (i = 0; i < LONG_WRITE; i++)
		bytes[i] = pattern((size_t)i);
	for (i = 0; i < 2; i++) {
		fd = piped(read_slowly, 1);
		if (i)
			fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
		assert_int_equal(tw_fd_write(fd, all, "standard output", &err),
			TW_OK);
		close(fd);
		assert_int_equal(awaited(), 0);
	}
}

static void says_that_it_cannot_write(void **state)
{
	int ends[2], fd = open("/dev/full", O_WRONLY);

	if (fd >= 0) {
		assert_int_equal(tw_fd_write(fd, TW_VIEW("x"),
			"standard output", &err), TW_IO);
		assert_string_equal(err.message, "standard output: "
			"cannot be written (the disk is full)");
		assert_int_equal(tw_fd_write(fd, TW_VIEW(""), "x", &err),
			TW_OK);
		close(fd);
	}
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	assert_int_equal(tw_fd_write(ends[1], TW_VIEW("x"), "standard output",
		&err), TW_IO);
	assert_string_equal(err.message, "standard output: cannot be written "
		"(nobody reads it any more)");
	close(ends[1]);
}

static void replaces_and_keeps_the_mode(void **state)
{
	static const mode_t modes[] = { 0600, 0644, 0755, 0666 };
	size_t i;

	put("old", "old");
	for (i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		assert_int_equal(chmod("old", modes[i]), 0);
		assert_int_equal(tw_file_replace("old", TW_VIEW("new"), &err),
			TW_OK);
		assert_file("old", "new");
		assert_int_equal(mode_of("old"), modes[i]);
	}
	assert_false(is_littered("."));
}

static void creates_by_the_umask(void **state)
{
	mode_t umask_before = umask(027);

	assert_int_equal(mkdir("deep", 0755), 0);
	assert_int_equal(tw_file_replace("deep/fresh", TW_VIEW("text"), &err),
		TW_OK);
	umask(umask_before);
	assert_file("deep/fresh", "text");
	assert_int_equal(mode_of("deep/fresh"), 0640);
	assert_int_equal(tw_file_replace("deep/fresh", TW_VIEW(""), &err),
		TW_OK);
	assert_file("deep/fresh", "");
	assert_false(is_littered("deep"));
}

static void replaces_by_an_absolute_path(void **state)
{
	char path[64];

	snprintf(path, sizeof(path), "%s/absolute", home);
	assert_int_equal(tw_file_replace(path, TW_VIEW("x"), &err), TW_OK);
	assert_file("absolute", "x");
}

static void assert_unwritten(const char *path, const char *message)
{
	assert_int_equal(tw_file_replace(path, TW_VIEW("new"), &err), TW_IO);
	assert_string_equal(err.message, message);
}

static void replaces_nothing_but_files(void **state)
{
	put("goal", "old");
	assert_int_equal(symlink("goal", "alias"), 0);
	assert_int_equal(symlink("nowhere", "lost"), 0);
	assert_int_equal(mkdir("dir", 0755), 0);
	assert_int_equal(mkfifo("queue", 0644), 0);
	assert_unwritten("alias",
		"alias: is a link, and links are not written through");
	assert_unwritten("lost",
		"lost: is a link, and links are not written through");
	assert_unwritten("dir", "dir: is a folder");
	assert_unwritten("dir/", "dir/: is a folder");
	assert_unwritten(".", ".: is a folder");
	assert_unwritten("", ": is a folder");
	assert_unwritten("/", "/: is a folder");
	assert_unwritten("queue", "queue: is no regular file "
		"(but a FIFO, a device or a socket)");
	assert_unwritten("/dev/full", "/dev/full: is no regular file "
		"(but a FIFO, a device or a socket)");
	assert_unwritten("none/x", "none/x: its folder does not exist");
	assert_unwritten("goal/x", "goal/x: its folder cannot be opened "
		"(a part of the path is no folder)");
	assert_file("goal", "old");
	assert_false(is_littered("."));
}

static void respects_permissions(void **state)
{
	assert_int_equal(mkdir("locked", 0777), 0);
	put("locked/x", "old");
	assert_int_equal(mkdir("open", 0777), 0);
	assert_int_equal(chmod("open", 0777), 0);
	put("open/x", "old");
	assert_int_equal(chmod("locked/x", 0666), 0);
	assert_int_equal(chmod("locked", 0555), 0);
	assert_int_equal(chmod("open/x", 0444), 0);
	become_nobody();
	assert_unwritten("locked/x", "locked/x: its folder may not be written "
		"to (permission denied)");
	assert_unwritten("locked/y", "locked/y: its folder may not be written "
		"to (permission denied)");
	assert_unwritten("open/x",
		"open/x: may not be written (permission denied)");
	become_oneself();
	assert_file("open/x", "old");
	assert_file("locked/x", "old");
	assert_false(is_littered("open"));
	assert_int_equal(chmod("locked", 0755), 0);
}

/* A file may not grow over a limit, as if the disk were full. */
static void keeps_the_old_file_when_writing_fails(void **state)
{
	static char bytes[100000];
	struct tw_view big = { bytes, sizeof(bytes) };
	struct rlimit before, small;

	put("kept", "old");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 4096;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(tw_file_replace("kept", big, &err), TW_IO);
	assert_int_equal(tw_file_replace("unmade", big, NULL), TW_IO);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_string_equal(err.message, "kept: cannot be written "
		"(the file would be too large)");
	assert_file("kept", "old");
	assert_int_equal(access("unmade", F_OK), -1);
	assert_false(is_littered("."));
}

/* What a killed run of the same number left is no hindrance. */
static void passes_by_names_that_are_taken(void **state)
{
	char name[64];
	int i;

	assert_int_equal(mkdir("taken", 0755), 0);
	for (i = 0; i < 3; i++) {
		snprintf(name, sizeof(name), "taken/.termwise-%ld-%d",
			(long)getpid(), i);
		if (i == 1)
			assert_int_equal(symlink("../goal", name), 0);
		else
			put(name, "left");
	}
	assert_int_equal(tw_file_replace("taken/x", TW_VIEW("y"), &err),
		TW_OK);
	assert_file("taken/x", "y");
	snprintf(name, sizeof(name), "taken/.termwise-%ld-0", (long)getpid());
	assert_file(name, "left");
}

static void replace_for_ever(int fd)
{
	static char bytes[1000000];

	signal(SIGTERM, SIG_DFL);
	while (!tw_file_replace("ended/x", (struct tw_view){ bytes,
	       sizeof(bytes) }, &err))
		if (write(fd, "x", 1) != 1)
			break;
	_exit(1);
}

/* Whenever a signal ends the program, nothing but the file is left. */
static void leaves_nothing_when_it_is_ended(void **state)
{
	char byte;

	assert_int_equal(mkdir("ended", 0755), 0);
	for (int i = 0; i < 40; i++) {
		int ends[2], status;
		pid_t pid;

		assert_int_equal(pipe(ends), 0);
		pid = fork();
		if (!pid)
			replace_for_ever(ends[1]);
		assert_true(pid > 0);
		close(ends[1]);
		assert_int_equal(read(ends[0], &byte, 1), 1);
		nanosleep(&(struct timespec){ .tv_nsec = 50000 * i }, NULL);
		assert_int_equal(kill(pid, SIGTERM), 0);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), SIGTERM);
		close(ends[0]);
		assert_false(is_littered("ended"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_lengths_about_the_limit),
		cmocka_unit_test(reads_all_where_no_limit_is),
		cmocka_unit_test(reads_under_a_folder),
		cmocka_unit_test(reads_what_hides_its_size),
		cmocka_unit_test(reads_nothing_but_files),
		cmocka_unit_test(says_that_it_may_not_read),
		cmocka_unit_test(reads_a_stream),
		cmocka_unit_test(says_that_a_stream_cannot_be_read),
		cmocka_unit_test(writes_all_to_a_slow_reader),
		cmocka_unit_test(says_that_it_cannot_write),
		cmocka_unit_test(replaces_and_keeps_the_mode),
		cmocka_unit_test(creates_by_the_umask),
		cmocka_unit_test(replaces_by_an_absolute_path),
		cmocka_unit_test(replaces_nothing_but_files),
		cmocka_unit_test(respects_permissions),
		cmocka_unit_test(keeps_the_old_file_when_writing_fails),
		cmocka_unit_test(passes_by_names_that_are_taken),
		cmocka_unit_test(leaves_nothing_when_it_is_ended),
	};

	return cmocka_run_group_tests(tests, home_make, home_remove);
}
