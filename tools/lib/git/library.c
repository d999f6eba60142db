#include "git/library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define SONAME "libgit2.so." LIBGIT2_SOVERSION

enum outcome { MISSING, UNFIT, READY };

/*
 * One for the process, since libgit2 is: its options, its count of starts
 * and its errors by thread are globals of its own. Written once, under
 * `once`, and only read afterwards.
 */
static struct {
	pthread_once_t once;
	enum outcome outcome;
	struct tw_git git;
} library = { .once = PTHREAD_ONCE_INIT };

/*
 * libgit2 1.5 takes many a missing block for the end of what it goes
 * through, and says that all is well. So what it is denied is noted here, by
 * thread, as it works.
 */
static _Thread_local bool denied;

static void *note(void *block)
{
	denied |= !block;
	return block;
}

/*
 * Whatever libgit2 reads lies in one block: what it was made for, and what an
 * object is kept as a difference from. So what is too large is refused here,
 * before it is read, and nobody need ask first how large it is.
 */
enum { MOST_EVER = 1 << 30 };
static _Thread_local size_t bound;
static _Thread_local bool refused;

static bool is_refused(size_t size)
{
	if (size > MOST_EVER)
		note(NULL);
	else if (bound && size > bound)
		refused = true;
	else
		return false;
	return true;
}

bool tw_git_bound(size_t most)
{
	bool was = refused;

	bound = most;
	refused = false;
	return was;
}

static void *git_take(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return is_refused(size) ? NULL : note(malloc(size ? size : 1));
}

static void *git_take_zeros(size_t count, size_t size, const char *file,
	int line)
{
	(void)file;
	(void)line;
	if (size && count > MOST_EVER / size)
		return note(NULL);
	return is_refused(count * size) ? NULL :
		note(calloc(count ? count : 1, size ? size : 1));
}

static void *git_retake(void *old, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return is_refused(size) ? NULL : note(realloc(old, size ? size : 1));
}

static void *git_retake_many(void *old, size_t count, size_t size,
	const char *file, int line)
{
	return size && count > SIZE_MAX / size ? note(NULL) :
		git_retake(old, count * size, file, line);
}

static void *git_take_many(size_t count, size_t size, const char *file,
	int line)
{
	return git_retake_many(NULL, count, size, file, line);
}

static char *git_copy_bytes(const char *text, size_t size, const char *file,
	int line)
{
	char *copy = size < SIZE_MAX ? git_take(size + 1, file, line) :
		note(NULL);

	if (!copy)
		return NULL;
	memcpy(copy, text, size);
	copy[size] = '\0';
	return copy;
}

static char *git_copy_most(const char *text, size_t most, const char *file,
	int line)
{
	return git_copy_bytes(text, strnlen(text, most), file, line);
}

static char *git_copy(const char *text, const char *file, int line)
{
	return git_copy_bytes(text, strlen(text), file, line);
}

static bool allocator_set(const struct tw_git *git)
{
	git_allocator noting = { git_take, git_take_zeros, git_copy,
		git_copy_most, git_copy_bytes, git_retake, git_retake_many,
		git_take_many, free };

	return git->libgit2_opts(GIT_OPT_SET_ALLOCATOR, &noting) == 0;
}

bool tw_git_denied(void)
{
	return denied;
}

static const struct {
	const char *symbol;
	size_t offset;
} calls[] = {
#define TW_GIT_ROW(name) { "git_" #name, offsetof(struct tw_git, name) },
	TW_GIT_CALLS(TW_GIT_ROW)
#undef TW_GIT_ROW
};

/* POSIX has it that a function fits into a void pointer. */
static bool call_find(struct tw_git *git, void *handle, const char *name,
	size_t offset)
{
	void *symbol = dlsym(handle, name);

	memcpy((char *)git + offset, &symbol, sizeof(symbol));
	return symbol;
}

static bool calls_find(struct tw_git *git, void *handle)
{
	size_t i;

	for (i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		if (!call_find(git, handle, calls[i].symbol, calls[i].offset))
			return false;
	/* A library has what it is linked with. */
	if (call_find(git, handle, "inflateInit_", offsetof(struct tw_git,
	    inflate_init)) && call_find(git, handle, "inflate",
	    offsetof(struct tw_git, inflate)))
		call_find(git, handle, "inflateEnd", offsetof(struct tw_git,
			inflate_end));
	return true;
}

/*
 * The extensions are those that change nothing for one who only reads.
 * Another storage of references or another hash must never be among them:
 * such a repository would seem to open, and be misread.
 */
static bool options_set(const struct tw_git *git)
{
	static const char *extensions[] = {
		"partialclone", "preciousobjects", "relativeworktrees",
		"worktreeconfig",
	};
	/* Of trees it would keep every one that it ever read. */
	const size_t none = 0;

	return git->libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions,
			sizeof(extensions) / sizeof(*extensions)) == 0 &&
		git->libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT,
			GIT_OBJECT_TREE, none) == 0 &&
		git->libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 1) == 0 &&
		git->libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION,
			0) == 0 &&
		git->libgit2_opts(GIT_OPT_ENABLE_STRICT_OBJECT_CREATION,
			0) == 0;
}

static void library_load(void)
{
	void *handle = dlopen(SONAME, RTLD_NOW | RTLD_LOCAL);

	if (!handle)
		return;
	library.outcome = UNFIT;
	if (calls_find(&library.git, handle) && allocator_set(&library.git) &&
	    library.git.libgit2_init() > 0 && options_set(&library.git))
		library.outcome = READY;
}

enum tw_status tw_git_load(const struct tw_git **git, struct tw_error *err)
{
	*git = NULL;
	pthread_once(&library.once, library_load);
	switch (library.outcome) {
	case MISSING:
		return tw_fail(err, TW_IO, "what git keeps is read by the "
			"library %s, which cannot be loaded: install the "
			"package libgit2 (Debian: libgit2-%s)", SONAME,
			LIBGIT2_SOVERSION);
	case UNFIT:
		return tw_fail(err, TW_IO, "what git keeps is read by libgit2 "
			"%s, and what is installed as %s does not work like "
			"it: install the package libgit2 (Debian: libgit2-%s) "
			"again",
			LIBGIT2_VERSION, SONAME, LIBGIT2_SOVERSION);
	case READY:
		break;
	}
	*git = &library.git;
	return TW_OK;
}

enum tw_status tw_git_fail(const struct tw_git *git, struct tw_error *err,
	const char *shown, const char *what)
{
	const git_error *last = git->error_last();

	if (denied || (last && last->klass == GIT_ERROR_NOMEMORY))
		return tw_fail_memory(err);
	if (!last || !last->message || !*last->message)
		return tw_fail(err, TW_IO, "%s: %s", shown, what);
	return tw_fail(err, TW_IO, "%s: %s (%s)", shown, what, last->message);
}
