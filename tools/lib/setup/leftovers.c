/*
 * What a program left that was killed while it wrote: beside records, and at
 * the top of the work tree, where git has its merge driver write.
 */
#define _XOPEN_SOURCE 700 /* kill */

#include "base/utf8.h"
#include "setup/work.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* Records lie two folders below theirs. */
enum { DEEPEST = 2, MOST_SAID = 20 };

struct looking {
	struct tw_setup *setup;
	size_t said;
	struct tw_error *err;
};

/* ".termwise-PID-N", of a process that is no more; see base/file.c. */
static bool is_left(const char *name)
{
	static const char begin[] = ".termwise-";
	size_t len = sizeof(begin) - 1;
	char *end;
	long pid;

	if (strncmp(name, begin, len) || !tw_digit(name[len]))
		return false;
	errno = 0;
	pid = strtol(name + len, &end, 10);
	if (errno || *end != '-' || !tw_digit(end[1]) ||
	    end[1 + strspn(end + 1, "0123456789")])
		return false;
	return (pid_t)pid > 0 && kill((pid_t)pid, 0) < 0 && errno == ESRCH;
}

static enum tw_status say_left(struct looking *l, struct tw_view folder,
	const char *name)
{
	const char *shown = tw_setup_shown(l->setup, folder, name);

	if (!shown)
		return tw_fail_memory(l->err);
	if (l->said++ >= MOST_SAID)
		return TW_OK;
	return tw_setup_say(l->setup, "temporary file", TW_SETUP_STALE,
		l->err, "%s: a program was ended while it wrote; nothing "
		"needs this file, delete it", shown);
}

static enum tw_status look_in(struct looking *l, struct tw_view folder,
	int deep);

/* A name in a folder, and what is below it. */
static enum tw_status look_at(struct looking *l, struct tw_view folder,
	const char *name, int deep)
{
	struct tw_view below;
	mode_t kind = 0;

	if (is_left(name))
		return say_left(l, folder, name);
	if (*name == '.' || !deep)
		return TW_OK;
	below = tw_arena_format(l->setup->arena, "%.*s/%s", TW_ARG(folder),
		name);
	if (!below.ptr)
		return tw_fail_memory(l->err);
	if (tw_setup_kind(&kind, below.ptr, below.ptr, l->err))
		return l->err->status == TW_NO_MEMORY ? TW_NO_MEMORY : TW_OK;
	return kind == S_IFDIR ? look_in(l, below, deep - 1) : TW_OK;
}

/* What cannot be looked into has nothing that anybody can be told of. */
static enum tw_status look_in(struct looking *l, struct tw_view folder,
	int deep)
{
	struct dirent **entries;
	enum tw_status status = TW_OK;
	int count = scandir(folder.ptr, &entries, NULL, alphasort);

	if (count < 0)
		return errno == ENOMEM ? tw_fail_memory(l->err) : TW_OK;
	for (int i = 0; i < count; i++) {
		if (!status)
			status = look_at(l, folder, entries[i]->d_name, deep);
		free(entries[i]);
	}
	free(entries);
	return status;
}

enum tw_status tw_setup_leftovers(struct tw_setup *setup,
	struct tw_error *err)
{
	struct looking l = { setup, 0, err };
	struct tw_view root = tw_arena_copy(setup->arena, setup->root);
	bool whole = false; /* the records lie at the top themselves */
	enum tw_status status = root.ptr ? TW_OK : tw_fail_memory(err);

	for (size_t i = 0; i < setup->folder_count; i++)
		whole |= !strcmp(setup->folders[i], ".");
	if (!status)
		status = look_in(&l, root, whole ? DEEPEST : 0);
	for (size_t i = 0; i < setup->folder_count && !status; i++) {
		struct tw_view folder = tw_arena_format(setup->arena,
			"%.*s/%s", TW_ARG(root), setup->folders[i]);

		if (!folder.ptr)
			status = tw_fail_memory(err);
		else if (strcmp(setup->folders[i], "."))
			status = look_in(&l, folder, DEEPEST);
	}
	return status;
}
