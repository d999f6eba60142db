/*
 * A machine that fails once. Loaded before a program (LD_PRELOAD), it lets
 * the call that FAULT names go wrong:
 *
 *   memory:N   the Nth allocation gets nothing
 *   EIO:N      the Nth call that touches a file fails so
 *   ENOSPC:N   the Nth that may need room on a disk
 *   EINTR:N    the Nth that a signal may interrupt
 *   short:N    the Nth read or write does one byte only
 *   kill:N     the program is killed before the Nth call that touches a file
 *
 * When it has happened, a byte is written to the descriptor FAULT_FD; if N is
 * 0, nothing happens, and there is a number of 32 bits for each call: the same
 * one for calls that were reached on the same way. Where memory runs out,
 * libgit2 1.5 and libarchive 3.6 may crash by themselves, and the latter ends
 * the program; then that is with status 96, so that it can be told from ours.
 *
 * Where FAULT_SERVER is set, faults come as orders instead; order.h says how.
 */
#define _GNU_SOURCE

#include "order.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <git2/version.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a call may suffer from. */
enum fault {
	NONE = 0,
	MEMORY = 1,
	INPUT = 2,     /* EIO */
	ROOM = 4,      /* ENOSPC */
	INTERRUPT = 8, /* EINTR */
	SHORT = 16,
	KILL = 32
};

static enum fault planned;
static long planned_at;
static int told_fd = -1;
static atomic_long calls;
static bool begun; /* the libraries have, and this one, too */

enum { WAY = 10 }; /* calls within calls that are looked at */

/*
 * Which way led to a call: programs lie elsewhere each time they are loaded,
 * but by whole pages.
 */
static uint32_t way(void)
{
	void *frames[WAY + 2];
	int count = backtrace(frames, WAY + 2);
	uint32_t hash = 2166136261u;

	for (int i = 2; i < count; i++)
		hash = (hash ^ ((uint32_t)(uintptr_t)frames[i] & 0xFFF)) *
			16777619u;
	return hash;
}

/* Tells of a call; what it takes to find out is no call. */
static void tell(long number)
{
	static _Thread_local bool telling;
	uint32_t hash;

	if (telling)
		return;
	telling = true;
	hash = way();
	syscall(SYS_pwrite64, told_fd, &hash, sizeof(hash),
		(number - 1) * (long)sizeof(hash));
	telling = false;
}

/* True if this call is the one. */
static bool strikes(int suffers)
{
	long number;

	if (suffers & INPUT)
		suffers |= KILL;
	if (!(suffers & (int)planned))
		return false;
	number = atomic_fetch_add(&calls, 1) + 1;
	if (!planned_at)
		tell(number);
	if (number != planned_at)
		return false;
	syscall(SYS_write, told_fd, "!", 1);
	if (planned == KILL)
		raise(SIGKILL);
	errno = planned == MEMORY ? ENOMEM : planned == INPUT ? EIO :
		planned == ROOM ? ENOSPC : EINTR;
	return true;
}

static bool is_name_foreign(const char *name)
{
	return strstr(name, "libgit2") || strstr(name, "libarchive");
}

/* True if the crash is in one of the two, or in what it calls. */
static bool is_foreign(void)
{
	void *frames[64];
	int count = backtrace(frames, 64);
	Dl_info own, info;

	if (!dladdr((void *)is_foreign, &own))
		return false;
	/* The first of those that are neither the handler's nor a helper's. */
	for (int i = 0; i < count; i++) {
		if (!dladdr(frames[i], &info) || !info.dli_fname ||
		    info.dli_fbase == own.dli_fbase ||
		    strstr(info.dli_fname, "libc.so") ||
		    strstr(info.dli_fname, "libasan"))
			continue;
		return is_name_foreign(info.dli_fname);
	}
	return false;
}

static void on_crash(int signal_number)
{
	if (is_foreign())
		_exit(FOREIGN);
	signal(signal_number, SIG_DFL);
}

/* What ends a program must be the program. */
void exit(int status)
{
	void (*next)(int) __attribute__((noreturn));
	Dl_info info;

	if (planned == MEMORY && dladdr(__builtin_return_address(0), &info) &&
	    info.dli_fname && is_name_foreign(info.dli_fname))
		_exit(FOREIGN);
	*(void **)&next = dlsym(RTLD_NEXT, "exit");
	next(status);
}

/* Plans what is to go wrong, as FAULT says it; told is FAULT_FD. */
static void plan(const char *what, int told)
{
	static const struct {
		const char *name;
		enum fault fault;
	} kinds[] = {
		{ "memory:", MEMORY }, { "EIO:", INPUT }, { "ENOSPC:", ROOM },
		{ "EINTR:", INTERRUPT }, { "short:", SHORT },
		{ "kill:", KILL },
	};
	enum fault fault = NONE;

	for (size_t i = 0; what && i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t len = strlen(kinds[i].name);

		if (strncmp(what, kinds[i].name, len))
			continue;
		fault = kinds[i].fault;
		planned_at = strtol(what + len, NULL, 10);
	}
	told_fd = told;
	/* The first use loads what it needs, while there is memory. */
	if (fault)
		is_foreign();
	if (fault == MEMORY) {
		signal(SIGSEGV, on_crash);
		signal(SIGABRT, on_crash);
	}
	planned = fault;
}

/* ---- programs that wait for orders ---- */

static void put_in_place(const char *path, int flags, int at)
{
	int fd = open(path, flags, 0600);

	if (fd < 0 || dup2(fd, at) < 0)
		_exit(NO_COPY);
	if (fd != at)
		close(fd);
}

/*
 * Becomes the copy that an order wants. What it may call in its place finds
 * the fault in its environment.
 */
static void obey(const struct order *order)
{
	int told = strstr(order->fault, ":0") ? WAYS : TOLD;
	char fd[16];

	close(ORDERS);
	close(ANSWERS);
	alarm(SECONDS);
	put_in_place(getenv("FAULT_INPUT"), O_RDONLY, STDIN_FILENO);
	put_in_place("../out", O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
	put_in_place("../err", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
	snprintf(fd, sizeof(fd), "%d", told);
	if (unsetenv("FAULT_SERVER") || setenv("FAULT", order->fault, 1) ||
	    setenv("FAULT_FD", fd, 1))
		_exit(NO_COPY);
	plan(order->fault, told);
}

/*
 * Loads libgit2 and starts it, which takes longer than all else in many a run.
 * A second start does no more than count. So does libarchive bring along two dozen libraries, some
 * of which crash as they begin if there is no memory.
 */
static void load(void)
{
	void *library = dlopen("libgit2.so." LIBGIT2_SOVERSION,
		RTLD_NOW | RTLD_LOCAL);
	int (*start)(void) = NULL;

	if (library)
		*(void **)&start = dlsym(library, "git_libgit2_init");
	if (!start || start() < 0 ||
	    !dlopen("libarchive.so.13", RTLD_NOW | RTLD_LOCAL))
		_exit(NO_COPY);
}

/* Returns in each copy, and never in the program that waits. */
static void serve(void)
{
	struct order order;
	int status;
	pid_t copy;

	is_foreign();
	if (getenv("FAULT_LOADED"))
		load();
	while (read(ORDERS, &order, sizeof(order)) == sizeof(order)) {
		copy = fork();
		if (!copy) {
			obey(&order);
			return;
		}
		if (copy < 0 || waitpid(copy, &status, 0) != copy ||
		    write(ANSWERS, &status, sizeof(status)) != sizeof(status))
			_exit(NO_COPY);
	}
	_exit(0);
}

__attribute__((constructor)) static void begin(void)
{
	const char *fd = getenv("FAULT_FD");

	begun = true;
	if (getenv("FAULT_SERVER"))
		serve();
	else
		plan(getenv("FAULT"), fd ? (int)strtol(fd, NULL, 10) : -1);
}

/* ---- leaks ---- */

/*
 * LeakSanitizer asks this as a program ends. To look takes it ten times as
 * long as the program, and it tells nothing new where no memory was short.
 */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
	return planned && planned != MEMORY;
}

/* ---- memory ---- */

/*
 * Until all libraries have begun, the sanitizers among them, and while dlsym
 * seeks the real functions, what is taken comes from here and is not given
 * back. Whoever seeks leaks goes through all of it.
 */
static _Alignas(max_align_t) char early[1 << 17];
static size_t early_used;
static _Thread_local volatile bool seeking; /* dlsym comes back here */

static void *early_take(size_t size)
{
	size_t align = _Alignof(max_align_t);
	void *place = early + early_used;

	size = (size + align - 1) / align * align;
	if (size > sizeof(early) - early_used)
		_exit(NO_COPY);
	early_used += size;
	return place;
}

static bool is_early(const void *place)
{
	return (uintptr_t)place >= (uintptr_t)early &&
		(uintptr_t)place < (uintptr_t)early + sizeof(early);
}

/* The real function; NULL if it is too early for it. */
static void *real(void **kept, const char *name)
{
	if (begun && !*kept && !seeking) {
		seeking = true;
		*kept = dlsym(RTLD_NEXT, name);
		seeking = false;
	}
	return *kept;
}

void *malloc(size_t size)
{
	static void *kept;
	void *(*call)(size_t) = (void *(*)(size_t))real(&kept, "malloc");

	if (!call)
		return early_take(size);
	return strikes(MEMORY) ? NULL : call(size);
}

void *calloc(size_t count, size_t size)
{
	static void *kept;
	void *(*call)(size_t, size_t) =
		(void *(*)(size_t, size_t))real(&kept, "calloc");

	if (!call)
		return early_take(count * size);
	return strikes(MEMORY) ? NULL : call(count, size);
}

void free(void *place)
{
	static void *kept;
	void (*call)(void *) = (void (*)(void *))real(&kept, "free");

	if (place && !is_early(place) && call)
		call(place);
}

static void *leave_early(void *place, size_t size)
{
	void *bigger = malloc(size);
	size_t rest = place ?
		(size_t)(early + sizeof(early) - (char *)place) : 0;

	if (bigger && place)
		memcpy(bigger, place, size < rest ? size : rest);
	return bigger;
}

void *realloc(void *place, size_t size)
{
	static void *kept;
	void *(*call)(void *, size_t) =
		(void *(*)(void *, size_t))real(&kept, "realloc");

	if (!call || is_early(place))
		return leave_early(place, size);
	return strikes(MEMORY) ? NULL : call(place, size);
}

/* ---- files ---- */

/*
 * One wrapper: the real function is found once, and called unless the fault
 * strikes, in which case `fails` is what is returned.
 */
#define WRAP(type, name, parameters, arguments, suffers, fails) \
	type name parameters \
	{ \
		static type (*call) parameters; \
		\
		if (!call) \
			*(void **)&call = dlsym(RTLD_NEXT, #name); \
		if (strikes(suffers)) \
			return fails; \
		return call arguments; \
	}

#define WRAP_OPEN(name, parameters, arguments) \
	int name parameters \
	{ \
		static int (*call) parameters; \
		mode_t mode = 0; \
		va_list args; \
		\
		if (!call) \
			*(void **)&call = dlsym(RTLD_NEXT, #name); \
		if (flags & (O_CREAT | __O_TMPFILE)) { \
			va_start(args, flags); \
			mode = va_arg(args, mode_t); \
			va_end(args); \
		} \
		if (strikes(INPUT | INTERRUPT | (flags & O_CREAT ? ROOM : 0))) \
			return -1; \
		return call arguments; \
	}

WRAP_OPEN(open, (const char *path, int flags, ...), (path, flags, mode))
WRAP_OPEN(open64, (const char *path, int flags, ...), (path, flags, mode))
WRAP_OPEN(openat, (int folder, const char *path, int flags, ...),
	(folder, path, flags, mode))
WRAP_OPEN(openat64, (int folder, const char *path, int flags, ...),
	(folder, path, flags, mode))

/* Nothing here has to outlive the machine, and a true sync takes long. */
int fsync(int fd)
{
	(void)fd;
	return strikes(INPUT | ROOM | INTERRUPT) ? -1 : 0;
}

WRAP(int, rename, (const char *from, const char *to), (from, to),
	INPUT | ROOM, -1)
WRAP(int, renameat, (int a, const char *from, int b, const char *to),
	(a, from, b, to), INPUT | ROOM, -1)
WRAP(int, renameat2, (int a, const char *from, int b, const char *to,
	unsigned flags), (a, from, b, to, flags), INPUT | ROOM, -1)
WRAP(int, linkat, (int a, const char *from, int b, const char *to,
	int flags), (a, from, b, to, flags), INPUT | ROOM, -1)
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode), INPUT | ROOM,
	-1)
WRAP(int, fchmod, (int fd, mode_t mode), (fd, mode), INPUT, -1)
WRAP(int, fstat, (int fd, struct stat *st), (fd, st), INPUT, -1)
WRAP(int, fstat64, (int fd, struct stat64 *st), (fd, st), INPUT, -1)
WRAP(int, stat, (const char *path, struct stat *st), (path, st), INPUT, -1)
WRAP(int, stat64, (const char *path, struct stat64 *st), (path, st), INPUT,
	-1)
WRAP(int, lstat, (const char *path, struct stat *st), (path, st), INPUT, -1)
WRAP(int, lstat64, (const char *path, struct stat64 *st), (path, st), INPUT,
	-1)
WRAP(int, fstatat, (int folder, const char *path, struct stat *st,
	int flags), (folder, path, st, flags), INPUT, -1)
WRAP(int, fstatat64, (int folder, const char *path, struct stat64 *st,
	int flags), (folder, path, st, flags), INPUT, -1)
WRAP(DIR *, opendir, (const char *path), (path), INPUT, NULL)
WRAP(DIR *, fdopendir, (int fd), (fd), INPUT, NULL)
WRAP(struct dirent *, readdir, (DIR *folder), (folder), INPUT, NULL)
WRAP(struct dirent64 *, readdir64, (DIR *folder), (folder), INPUT, NULL)
WRAP(char *, getcwd, (char *place, size_t size), (place, size), INPUT, NULL)

/* A descriptor is closed even where closing fails. */
int close(int fd)
{
	bool failed = strikes(INPUT | ROOM | INTERRUPT);
	int kept = errno, result = (int)syscall(SYS_close, fd);

	if (!failed)
		return result;
	errno = kept;
	return -1;
}

/* Standard error works, so that the message can be demanded. */
#define WRAP_MOVE(name, parameters, suffers) \
	ssize_t name parameters \
	{ \
		static ssize_t (*call) parameters; \
		\
		if (!call) \
			*(void **)&call = dlsym(RTLD_NEXT, #name); \
		if (fd == STDERR_FILENO) \
			return call(fd, bytes, len); \
		if (planned == SHORT) \
			return call(fd, bytes, len > 1 && strikes(SHORT) ? \
				1 : len); \
		return strikes(suffers) ? -1 : call(fd, bytes, len); \
	}

WRAP_MOVE(read, (int fd, void *bytes, size_t len), INPUT | INTERRUPT)
WRAP_MOVE(write, (int fd, const void *bytes, size_t len),
	INPUT | ROOM | INTERRUPT)
