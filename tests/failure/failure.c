/*
 * Runs each scenario of a table on a machine that fails once: at the first
 * allocation, the second, and so on until none is left to fail; then the
 * same with the calls that touch files. Each time the program must end by
 * itself, with its usual status and output or else with status 3 and a
 * message, and each file must be as it was or as it should become. Where it
 * is killed, only the latter holds, and a temporary file may be left. A
 * merge driver ends with 129 in place of 3, and its file may also hold both
 * copies between markers.
 *
 *   failure FAULT.so SCENARIOS FOLDER DENSE PART PARTS
 *
 * FAULT.so is fault.c built. SCENARIOS has one scenario a line, a name and a
 * command, "<PATH" for its standard input; blanks between double quotes part
 * nothing. Commands run in FOLDER/here, which must hold what they need;
 * output is kept in FOLDER. Each of the first and of the last DENSE failures
 * of a kind is tried, and a tenth of DENSE between; and of the scenarios each
 * PARTSth, from PART on.
 */
#include "tree.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_WORDS = 32, SECONDS = 60, UNREAD = 3, DRIVER_FAILED = 129 };

/* Exit statuses that fault.c and failure.sh arrange. */
enum { FOREIGN = 96, SANITIZER = 99 };

static const char *const kinds[] = {
	"memory", "EIO", "ENOSPC", "EINTR", "short", "kill",
};

enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

struct scenario {
	char line[1024]; /* cut into words */
	char *name, *input;
	char *words[MOST_WORDS + 1];
};

struct result {
	int status; /* as waitpid has it */
	struct bytes out, err;
	char told[24]; /* by fault.c: that it struck, or how many calls */
};

static struct {
	const char *preload, *folder;
	long dense;
	unsigned long runs, failures, foreign;
} test;

static void die(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

/* ---- scenarios ---- */

/* Cuts the next word off a line; NULL at its end. */
static char *next_word(char **rest)
{
	char *word = *rest + strspn(*rest, " \t\n"), *from = word, *to = word;
	bool quoted = false;

	if (!*word || *word == '#')
		return NULL;
	for (; *from && (quoted || !strchr(" \t\n", *from)); from++) {
		if (*from == '"')
			quoted = !quoted;
		else
			*to++ = *from;
	}
	*rest = *from ? from + 1 : from;
	*to = '\0';
	return word;
}

/* False if there is no scenario in the line. */
static bool read_scenario(struct scenario *scenario)
{
	char *rest = scenario->line, *word;
	size_t count = 0;

	scenario->input = NULL;
	scenario->name = next_word(&rest);
	if (!scenario->name)
		return false;
	while ((word = next_word(&rest))) {
		if (*word == '<')
			scenario->input = word + 1;
		else if (count < MOST_WORDS)
			scenario->words[count++] = word;
	}
	scenario->words[count] = NULL;
	return count > 0;
}

/* ---- runs ---- */

static void put_in_place(const char *path, int flags, int at)
{
	int fd = open(path, flags, 0600);

	if (fd < 0 || dup2(fd, at) < 0)
		_exit(98);
	if (fd != at)
		close(fd);
}

/* Becomes the program of a scenario; never returns. */
static void become(const struct scenario *scenario, const char *fault,
	int told)
{
	char fd[16];

	alarm(SECONDS);
	put_in_place(scenario->input ? scenario->input : "/dev/null", O_RDONLY,
		STDIN_FILENO);
	put_in_place("../out", O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
	put_in_place("../err", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
	if (fault) {
		snprintf(fd, sizeof(fd), "%d", told);
		if (setenv("FAULT", fault, 1) || setenv("FAULT_FD", fd, 1) ||
		    setenv("LD_PRELOAD", test.preload, 1))
			_exit(98);
	}
	execvp(scenario->words[0], scenario->words);
	_exit(97);
}

static struct result run(const struct scenario *scenario, const char *fault)
{
	struct result result = { .told = "" };
	int told[2];
	pid_t child;

	if (pipe(told))
		die("pipe");
	child = fork();
	if (child < 0)
		die("fork");
	if (!child)
		become(scenario, fault, told[1]);
	close(told[1]);
	while (waitpid(child, &result.status, 0) < 0)
		if (errno != EINTR)
			die("waitpid");
	if (read(told[0], result.told, sizeof(result.told) - 1) < 0)
		die("read");
	close(told[0]);
	if (!bytes_read(&result.out, "../out") ||
	    !bytes_read(&result.err, "../err"))
		die("the output of a run");
	test.runs++;
	return result;
}

static void result_release(struct result *result)
{
	free(result->out.at);
	free(result->err.at);
}

/* ---- what must hold ---- */

static bool failed(const struct result *result)
{
	return WIFEXITED(result->status) &&
		(WEXITSTATUS(result->status) == UNREAD ||
		WEXITSTATUS(result->status) == DRIVER_FAILED);
}

static bool usual(const struct result *result, const struct result *expected)
{
	return WIFEXITED(result->status) && !failed(result) &&
		result->status == expected->status &&
		bytes_equal(&result->out, &expected->out);
}

/* A crash that is not ours: of libgit2, or of the sanitizer itself. */
static bool is_foreign(const struct result *result)
{
	return WIFEXITED(result->status) &&
		(WEXITSTATUS(result->status) == FOREIGN ||
		(WEXITSTATUS(result->status) == SANITIZER &&
		(bytes_hold(&result->err, "Sanitizer: CHECK failed") ||
		bytes_hold(&result->err, "libgit2.so"))));
}

/* NULL, or what is wrong with how the program ended. */
static const char *end_fault(const struct result *result,
	const struct result *expected, bool killed)
{
	if (is_foreign(result) || (killed && WIFSIGNALED(result->status) &&
	    WTERMSIG(result->status) == SIGKILL))
		return NULL;
	if (WIFSIGNALED(result->status))
		return WTERMSIG(result->status) == SIGALRM ? "hangs" :
			"is killed by a signal";
	if (failed(result))
		return result->err.len ? NULL : "fails without a message";
	if (result->status != expected->status)
		return "ends with a status of its own";
	return usual(result, expected) ? NULL :
		"says that all is well, but printed something else";
}

static void complain(const struct scenario *scenario, const char *fault,
	const char *what, const struct result *result)
{
	test.failures++;
	fprintf(stderr, "%s, %s: %s (status %d)\n%.*s", scenario->name, fault,
		what, WIFEXITED(result->status) ? WEXITSTATUS(result->status) :
		-WTERMSIG(result->status),
		result->err.len > 4000 ? 4000 : (int)result->err.len,
		result->err.at ? result->err.at : "");
}

/* A scenario, the files before it and after it, and how it ends. */
struct reference {
	struct scenario *scenario;
	struct tree before, after;
	struct result result;
};

/* True if a file is as one of those that marked*.txt are. */
static bool is_marked(const struct tree_file *file, const struct tree *now)
{
	static const char marked[] = "./merge/marked";

	for (size_t i = 0; i < now->count; i++)
		if (!strncmp(now->files[i].path, marked, sizeof(marked) - 1) &&
		    bytes_equal(&file->bytes, &now->files[i].bytes))
			return true;
	return false;
}

/*
 * What is wrong with the files. What a driver was to replace and now is as
 * one of marked*.txt has not been touched, as far as git is concerned.
 */
static const char *files_fault(const struct reference *reference,
	const struct tree *now, const struct tree *before, bool partial)
{
	static const char driven[] = "./merge/driven.txt";
	struct tree seen = *now;
	const char *what;

	seen.files = malloc((now->count + 1) * sizeof(*seen.files));
	if (!seen.files)
		die("memory");
	seen.count = 0;
	for (size_t i = 0; i < now->count; i++) {
		struct tree_file file = now->files[i];

		for (size_t b = 0; b < before->count; b++)
			if (!strcmp(file.path, driven) &&
			    !strcmp(before->files[b].path, driven) &&
			    is_marked(&file, now))
				file.bytes = before->files[b].bytes;
		seen.files[seen.count++] = file;
	}
	what = tree_fault(&seen, before, &reference->after, partial);
	free(seen.files);
	return what;
}

/* One failure; false when there was none left to happen. */
static bool try_fault(const struct reference *reference, const char *fault)
{
	struct result result = run(reference->scenario, fault);
	bool struck = *result.told == '!', fine = usual(&result, &reference->result);
	bool killed = !strncmp(fault, "kill", 4);
	/* What else could be read is still printed, and may go to a file. */
	bool partial = !fine && !strncmp(fault, "EIO", 3);
	const char *what = end_fault(&result, &reference->result, killed);
	struct tree now;

	if (!tree_read(&now, "."))
		die("reading the files");
	if (killed && !tree_drop(&now, ".termwise-"))
		die("removing a temporary file");
	if (!what)
		what = files_fault(reference, &now, fine ? &reference->after :
			&reference->before, partial);
	if (!what && !killed && tree_hollow(&now, &reference->before))
		what = "a folder is left behind";
	test.foreign += is_foreign(&result);
	if (!what && !struck && result.status != reference->result.status)
		what = "ends otherwise the second time, without a fault";
	if (what)
		complain(reference->scenario, fault, what, &result);
	if (!tree_restore(&now, &reference->before))
		die("putting the files back");
	tree_release(&now);
	result_release(&result);
	return struck;
}

/* How many calls of a kind could fail; other threads make it differ a bit. */
static long count_calls(const struct reference *reference, const char *kind)
{
	struct result result;
	struct tree now;
	char fault[64];
	long count;

	snprintf(fault, sizeof(fault), "%s:0", kind);
	result = run(reference->scenario, fault);
	count = strtol(result.told, NULL, 10);
	if (!tree_read(&now, ".") || !tree_restore(&now, &reference->before))
		die("putting the files back");
	tree_release(&now);
	result_release(&result);
	return count;
}

static void try_kind(const struct reference *reference, const char *kind)
{
	unsigned long before = test.failures;
	long all = count_calls(reference, kind), step;
	char fault[64];

	for (long at = 1;; at += step) {
		step = at < test.dense || at > all - test.dense ? 1 :
			1 + 10 * (all - 2 * test.dense) / test.dense;
		if (at < all - test.dense && at + step > all - test.dense)
			step = all - test.dense + 1 - at;
		snprintf(fault, sizeof(fault), "%s:%ld", kind, at);
		/* After some of one kind, more say nothing new. */
		if (!try_fault(reference, fault) ||
		    test.failures > before + 5)
			break;
	}
}

static void try_scenario(struct scenario *scenario)
{
	struct reference reference = { .scenario = scenario };
	unsigned long runs = test.runs;

	if (!tree_read(&reference.before, "."))
		die("reading the files");
	reference.result = run(scenario, NULL);
	if (!tree_read(&reference.after, ".") ||
	    !tree_restore(&reference.after, &reference.before))
		die("putting the files back");
	if (!WIFEXITED(reference.result.status) ||
	    WEXITSTATUS(reference.result.status) > UNREAD)
		complain(scenario, "no fault", "does not run",
			&reference.result);
	else
		for (int i = 0; i < KINDS; i++)
			try_kind(&reference, kinds[i]);
	printf("  %-20s %5lu runs\n", scenario->name, test.runs - runs);
	fflush(stdout);
	tree_release(&reference.before);
	tree_release(&reference.after);
	result_release(&reference.result);
}

int main(int argc, char **argv)
{
	struct scenario scenario;
	unsigned long part, parts, count = 0;
	FILE *table;

	if (argc != 7)
		return 2;
	test.preload = argv[1];
	test.dense = strtol(argv[4], NULL, 10);
	part = strtoul(argv[5], NULL, 10);
	parts = strtoul(argv[6], NULL, 10);
	table = fopen(argv[2], "r");
	if (!table)
		die(argv[2]);
	if (chdir(argv[3]) || chdir("here"))
		die(argv[3]);
	while (fgets(scenario.line, sizeof(scenario.line), table))
		if (read_scenario(&scenario) && count++ % parts == part)
			try_scenario(&scenario);
	fclose(table);
	printf("  %lu runs, %lu bad, %lu ended by a library\n", test.runs,
		test.failures, test.foreign);
	return test.failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
