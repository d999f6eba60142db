/*
 * The one place of all that starts another program. It may, since nobody but
 * the user says which: the name comes from the user's environment, never from
 * a file, a path or a repository, and no shell reads it. tests/floors allows
 * posix_spawnp here and nowhere else.
 */
#include "cli/editor.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <termwise/record.h>

extern char **environ;

enum { MOST_WORDS = 32 };

/* The command as it is given, and its words, which end in the file's name. */
struct command {
	char *text;
	char *words[MOST_WORDS + 2];
};

/* ---- the command ---- */

static const char *editor_name(void)
{
	const char *name = getenv("VISUAL");

	if (!name || !name[strspn(name, " \t")])
		name = getenv("EDITOR");
	return name && name[strspn(name, " \t")] ? name : "vi";
}

/* Cuts off a word in place; quotes hold blanks, a backslash any character. */
static char *next_word(char **rest)
{
	char *from = *rest + strspn(*rest, " \t"), *word = from, *to = from;
	char quote = '\0';

	if (!*from)
		return NULL;
	for (; *from && (quote || (*from != ' ' && *from != '\t')); from++) {
		if (*from == quote)
			quote = '\0';
		else if (!quote && (*from == '\'' || *from == '"'))
			quote = *from;
		else if (*from == '\\' && quote != '\'' && from[1])
			*to++ = *++from;
		else
			*to++ = *from;
	}
	*rest = *from ? from + 1 : from;
	*to = '\0';
	return word;
}

static enum tw_status command_read(struct command *command, char *file,
	struct tw_error *err)
{
	const char *name = editor_name();
	size_t count = 0, size = strlen(name) + 1;
	char *rest, *word;

	command->text = rest = malloc(size);
	if (!rest)
		return tw_fail_memory(err);
	memcpy(rest, name, size);
	while ((word = next_word(&rest))) {
		if (count == MOST_WORDS)
			return tw_fail(err, TW_IO, "The name of your editor "
				"has too many words");
		command->words[count++] = word;
	}
	command->words[count++] = file;
	command->words[count] = NULL;
	return TW_OK;
}

/* ---- starting it ---- */

/* It gets the terminal, and signals as they are by default. */
static int start(pid_t *child, char *const *words)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t signals;
	int failed;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGQUIT);
	sigaddset(&signals, SIGPIPE);
	sigaddset(&signals, SIGXFSZ);
	failed = posix_spawnattr_init(&attributes);
	if (failed)
		return failed;
	failed = posix_spawn_file_actions_init(&actions);
	if (failed)
		goto out;
	posix_spawnattr_setsigdefault(&attributes, &signals);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	if (!isatty(STDOUT_FILENO))
		failed = posix_spawn_file_actions_adddup2(&actions,
			STDERR_FILENO, STDOUT_FILENO);
	if (!failed)
		failed = posix_spawnp(child, words[0], &actions, &attributes,
			words, environ);
	posix_spawn_file_actions_destroy(&actions);
out:
	posix_spawnattr_destroy(&attributes);
	return failed;
}

/* Ctrl-C in the editor is the editor's. */
static enum tw_status wait_for(const struct command *command,
	struct tw_error *err)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, had[2];
	int failed, status = 0;
	pid_t child, ended;

	sigaction(SIGINT, &ignore, &had[0]);
	sigaction(SIGQUIT, &ignore, &had[1]);
	failed = start(&child, command->words);
	do
		ended = failed ? 0 : waitpid(child, &status, 0);
	while (ended < 0 && errno == EINTR);
	sigaction(SIGINT, &had[0], NULL);
	sigaction(SIGQUIT, &had[1], NULL);
	if (failed || (WIFEXITED(status) && WEXITSTATUS(status) == 127))
		return tw_fail(err, TW_IO, "The editor \"%s\" cannot be "
			"started%s%s; set EDITOR to the one that you use",
			command->words[0], failed ? ": " : "",
			failed ? strerror(failed) : "");
	if (ended < 0 || !WIFEXITED(status) || WEXITSTATUS(status))
		return tw_fail(err, TW_IO, "The editor \"%s\" says that it "
			"failed; nothing of it is taken", command->words[0]);
	return TW_OK;
}

/* ---- the file ---- */

static enum tw_status write_file(const char *path, struct tw_view text,
	struct tw_error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	enum tw_status status;

	if (fd < 0)
		return tw_fail(err, TW_IO, "%s: cannot be made: %s", path,
			strerror(errno));
	status = tw_fd_write(fd, text, path, err);
	if (close(fd) && !status)
		status = tw_fail(err, TW_IO, "%s: cannot be written: %s",
			path, strerror(errno));
	return status;
}

static enum tw_status edit(struct tw_buffer *text, char *path,
	struct tw_error *err)
{
	struct tw_buffer back = TW_BUFFER_INIT;
	struct command command = { .text = NULL };
	enum tw_status status = write_file(path, tw_buffer_get(text), err);

	if (!status)
		status = command_read(&command, path, err);
	if (!status)
		status = wait_for(&command, err);
	if (!status)
		status = tw_file_read(&back, AT_FDCWD, path, TW_MAX_BYTES,
			"What came back from the editor", err);
	if (!status && back.len > TW_MAX_BYTES)
		status = tw_fail(err, TW_IO, "What came back from the editor "
			"is longer than a record may be");
	if (!status) {
		struct tw_buffer had = *text;

		*text = back;
		back = had;
	}
	tw_buffer_release(&back);
	free(command.text);
	return status;
}

enum tw_status tw_editor_run(struct tw_buffer *text, struct tw_error *err)
{
	static const char form[] = "/termwise-XXXXXX", name[] = "/conflict.txt";
	const char *folder = getenv("TMPDIR");
	struct tw_buffer path = TW_BUFFER_INIT;
	enum tw_status status;
	size_t len;

	if (!folder || *folder != '/')
		folder = "/tmp";
	tw_buffer_string(&path, folder);
	tw_buffer_add(&path, form, sizeof(form));
	if (path.failed || !tw_buffer_reserve(&path, sizeof(name)))
		status = tw_fail_memory(err);
	else if (!mkdtemp(path.ptr))
		status = tw_fail(err, TW_IO, "%s: no folder can be made for "
			"the editor: %s", folder, strerror(errno));
	else {
		len = path.len - 1;
		memcpy(path.ptr + len, name, sizeof(name));
		status = edit(text, path.ptr, err);
		unlink(path.ptr);
		path.ptr[len] = '\0';
		rmdir(path.ptr);
	}
	tw_buffer_release(&path);
	return status;
}
