/*
 * What tests of repositories do in a folder of their own. Included once by
 * each of them, below test.h.
 */
#ifndef REPOSITORY_H
#define REPOSITORY_H

#include "git/revision.h"
#include "home.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * libgit2 1.5 does not give back what its search for extensions took, which
 * it makes only in repositories of version 1.
 */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libgit2\nleak:libpcre2\n";
}

static struct tw_error err;

/* True if the shell, in the folder of the tests, does all of `commands`. */
static bool shell(const char *commands)
{
	char line[2048];

	snprintf(line, sizeof(line), "cd %s && { set -e; %s\n} >>log 2>&1",
		home, commands);
	return system(line) == 0;
}

static struct tw_revision *opened(const char *place, const char *name)
{
	struct tw_revision *revision;

	if (tw_revision_open(&revision, place, name, &err))
		fail_msg("%s, %s: %s", place, name ? name : "itself",
			err.message);
	return revision;
}

/* No setting of whoever runs the tests may play a part in them. */
static bool home_begin(void)
{
	static const char *const variables[][2] = {
		{ "GIT_CONFIG_NOSYSTEM", "1" }, { "LC_ALL", "C" },
		{ "GIT_AUTHOR_NAME", "A" }, { "GIT_AUTHOR_EMAIL", "a@b" },
		{ "GIT_COMMITTER_NAME", "A" }, { "GIT_COMMITTER_EMAIL", "a@b" },
	};
	size_t i;

	if (home_make(NULL) < 0)
		return false;
	setenv("HOME", home, 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("SUDO_UID");
	unsetenv("GIT_DIR");
	unsetenv("GIT_WORK_TREE");
	unsetenv("GIT_INDEX_FILE");
	for (i = 0; i < sizeof(variables) / sizeof(*variables); i++)
		setenv(variables[i][0], variables[i][1], 1);
	return shell("git config --global init.defaultBranch main");
}

static int home_end(bool made)
{
	if (!made)
		fprintf(stderr, "git failed; see %s/log\n", home);
	return made ? 0 : -1;
}

#endif
