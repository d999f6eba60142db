/* realpath() is of the X/Open part of POSIX. */
#define _XOPEN_SOURCE 700

#include "git/repository.h"

#include "git/plain.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_ROOM = PATH_MAX + 16 }; /* for a path and a name of git's in it */

/* Cuts the last part off a path; false if there is none left to cut. */
static bool path_up(char *path)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	if (len == 0 || (len == 1 && (*path == '/' || *path == '.')))
		return false;
	while (len > 0 && path[len - 1] != '/')
		len--;
	while (len > 1 && path[len - 1] == '/')
		len--;
	if (len == 0)
		path[len++] = '.';
	path[len] = '\0';
	return true;
}

/*
 * The real path of `place`, or of the nearest folder above it that is there:
 * a revision may hold what the work tree has lost. NULL without memory.
 */
static char *place_resolve(const char *place)
{
	char *path = strdup(*place ? place : ".");
	char *real = NULL;

	while (path) {
		real = realpath(path, NULL);
		if (real || errno == ENOMEM || !path_up(path))
			break;
	}
	free(path);
	return real;
}

/* A place where a repository may be, as far as the disk can tell. */
struct search {
	char *path;    /* a folder; in the end, the root */
	char gitdir[PATH_ROOM]; /* what is to be opened */
	bool bare;
	bool unread;   /* the disk failed: there may be one that is not seen */
};

/* The kind of file that `name` is in `folder`, 0 if there is none. */
static mode_t kind_of(struct search *search, const char *folder,
	const char *name, int flags)
{
	char path[PATH_ROOM];
	struct stat st;

	if ((size_t)snprintf(path, sizeof(path), "%s/%s", folder, name) >=
	    sizeof(path))
		return 0;
	if (!fstatat(AT_FDCWD, path, &st, flags))
		return st.st_mode & S_IFMT;
	search->unread |= errno == EIO || errno == ESTALE ||
		errno == ENOMEM || errno == ETIMEDOUT;
	return 0;
}

/* HEAD may be a link, and one to a branch that is not born yet. */
static bool is_repository(struct search *search, const char *folder)
{
	return kind_of(search, folder, "HEAD", AT_SYMLINK_NOFOLLOW) != 0 &&
		kind_of(search, folder, "objects", 0) == S_IFDIR &&
		kind_of(search, folder, "refs", 0) == S_IFDIR;
}

static bool cut_suffix(char *path, const char *suffix)
{
	size_t len = strlen(path), cut = strlen(suffix);

	if (len < cut || strcmp(path + len - cut, suffix) != 0)
		return false;
	path[len - cut] = '\0';
	return true;
}

/*
 * Looks in the folder of `search` and those above it. A ".git", folder or
 * file (as submodules and linked work trees have it), makes a work tree of
 * the folder that it lies in, whatever its settings say. Where the disk
 * fails it stops, or another repository than is meant would be found.
 */
static bool repository_find(struct search *search)
{
	char *path = search->path;

	do {
		snprintf(search->gitdir, PATH_ROOM, "%s/.git",
			strcmp(path, "/") ? path : "");
		if (is_repository(search, search->gitdir) ||
		    kind_of(search, path, ".git", 0) == S_IFREG) {
			if (!strcmp(path, "/"))
				*path = '\0';
			return !search->unread;
		}
		if (is_repository(search, path)) {
			snprintf(search->gitdir, PATH_ROOM, "%s", path);
			search->bare = !cut_suffix(path, "/.git");
			return !search->unread;
		}
	} while (!search->unread && path_up(path));
	return false;
}

/* True if libgit2 takes for the work tree what was found to be it. */
static bool is_at_root(const struct tw_repository *repository)
{
	const char *dir =
		repository->git->repository_workdir(repository->handle);
	size_t len = strlen(repository->root);

	return dir && !strncmp(dir, repository->root, len) &&
		!strcmp(dir + len, "/");
}

/*
 * Where no safe.directory is set at all, libgit2 1.5 does not say that the
 * owner is another one, but that it found no such setting.
 */
static bool is_owner_refusal(const struct tw_git *git, int code)
{
	const git_error *last = git->error_last();

	return code == GIT_EOWNER || (code == GIT_ENOTFOUND && last &&
		last->message && strstr(last->message, "safe.directory"));
}

/*
 * Opened as bare, a repository's core.worktree plays no part. But who
 * trusts another user's repository has named its work tree, not the .git in
 * it, in safe.directory, as git tells them to: so a refusal is put to libgit2
 * again with the work tree, which core.worktree must then not have moved.
 */
static int handle_open(struct tw_repository *repository, const char *gitdir)
{
	const unsigned flags = GIT_REPOSITORY_OPEN_NO_SEARCH |
		GIT_REPOSITORY_OPEN_CROSS_FS;
	const struct tw_git *git = repository->git;
	int code;

	code = git->repository_open_ext(&repository->handle, gitdir,
		flags | GIT_REPOSITORY_OPEN_BARE, NULL);
	if (code == 0 || !is_owner_refusal(git, code))
		return code;
	if (repository->bare || git->repository_open_ext(&repository->handle,
		    tw_repository_shown(repository), flags, NULL) < 0)
		return GIT_EOWNER;
	return is_at_root(repository) ? 0 : GIT_EOWNER;
}

#define SHA256 "this repository uses SHA-256, which libgit2 cannot read; " \
	"\"git fast-export --all\" and \"git fast-import\" make of it one " \
	"that it can"

/* What in libgit2's message tells which kind of repository it refused. */
static const struct {
	const char *sign;
	const char *what;
} refusals[] = {
	{ "refstorage", "this repository keeps its references as \"reftable\", "
		"which libgit2 cannot read; \"git refs migrate "
		"--ref-format=files\" turns them into files" },
	{ "objectformat", SHA256 },
	{ "object format", SHA256 },
	{ "unsupported extension", "this repository uses a feature of git that "
		"libgit2 does not know; a clone of it may be without" },
	{ "repository version", "this repository is of a newer version than "
		"libgit2 knows; a clone of it may be of an older one" },
	{ "malformed", "the file .git here leads to no repository" },
};

static enum tw_status open_fail(const struct tw_repository *repository,
	int code, struct tw_error *err)
{
	const struct tw_git *git = repository->git;
	const char *shown = tw_repository_shown(repository);
	const git_error *last = git->error_last();
	size_t i;

	if (code == GIT_EOWNER)
		return tw_fail(err, TW_IO, "%s: this repository belongs to "
			"another user; if you trust it, say so by its full "
			"name: git config --global --add safe.directory '%s'",
			shown, shown);
	if (code == GIT_ENOTFOUND)
		return tw_fail(err, TW_IO, "%s: its .git leads to no "
			"repository", shown);
	for (i = 0; i < sizeof(refusals) / sizeof(*refusals); i++)
		if (last && last->message &&
		    strstr(last->message, refusals[i].sign))
			return tw_git_fail(git, err, shown, refusals[i].what);
	return tw_git_fail(git, err, shown, "the repository cannot be opened");
}

enum tw_status tw_repository_open(struct tw_repository *repository,
	const char *place, struct tw_error *err)
{
	struct search search = { .path = NULL };
	enum tw_status status;
	int code;

	*repository = (struct tw_repository){ .git = NULL };
	status = tw_git_load(&repository->git, err);
	if (status)
		return status;
	repository->root = search.path = place_resolve(place);
	if (!search.path && errno == ENOMEM)
		status = tw_fail_memory(err);
	else if (search.path && repository_find(&search))
		repository->bare = search.bare;
	else if (search.unread)
		status = tw_fail(err, TW_IO, "%s: the disk failed when a git "
			"repository was sought here", place);
	else
		status = tw_fail(err, TW_IO, "%s: there is no git repository "
			"here, nor in a folder above it", place);
	if (status)
		goto out;
	status = tw_git_plain(&repository->loose, search.gitdir, err);
	if (status)
		goto out;
	code = handle_open(repository, search.gitdir);
	if (code < 0)
		status = open_fail(repository, code, err);
out:
	if (status)
		tw_repository_close(repository);
	return status;
}

void tw_repository_close(struct tw_repository *repository)
{
	if (repository->handle)
		repository->git->repository_free(repository->handle);
	free(repository->root);
	tw_buffer_release(&repository->loose.folders);
	*repository = (struct tw_repository){ .git = NULL };
}

const char *tw_repository_shown(const struct tw_repository *repository)
{
	return *repository->root ? repository->root : "/";
}

/* A remote that promises objects, or the old setting for that. */
static int promisor_find(const git_config_entry *entry, void *payload)
{
	static const char suffix[] = ".promisor";
	size_t len = strlen(entry->name), cut = sizeof(suffix) - 1;
	bool *partial = payload;

	if (!strcmp(entry->name, "extensions.partialclone"))
		*partial = true;
	if (!strncmp(entry->name, "remote.", 7) && len > cut &&
	    !strcmp(entry->name + len - cut, suffix))
		*partial = true;
	return 0;
}

/* A configuration of its own, as the handle's is not for several threads. */
static bool is_partial(const struct tw_git *git, const char *folder)
{
	char path[PATH_ROOM];
	git_config *config = NULL;
	bool partial = false;

	snprintf(path, sizeof(path), "%s/config", folder);
	if (git->config_open_ondisk(&config, path) == 0)
		git->config_foreach(config, promisor_find, &partial);
	git->config_free(config);
	return partial;
}

const char *tw_repository_gap(const struct tw_repository *repository)
{
	const char *folder =
		repository->git->repository_commondir(repository->handle);
	struct search ignored = { .path = NULL };

	if (is_partial(repository->git, folder))
		return "this is a partial clone, which lacks what git has not "
			"fetched yet; \"git fetch --refetch --no-filter\" "
			"gets it all";
	if (kind_of(&ignored, folder, "shallow", 0) == S_IFREG)
		return "this is a shallow clone, which lacks older commits; "
			"\"git fetch --unshallow\" gets them";
	return NULL;
}
