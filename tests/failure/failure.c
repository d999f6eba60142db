/*
 * Runs each scenario of a table on a machine that fails once: at one
 * allocation, then at another one, and so on; then the same with the calls
 * that touch files. Each time the program must end by itself, with its usual
 * status and output or else with status 3 and a message, and each file must be
 * as it was or as it should become. Where it is killed, only the latter holds,
 * and a temporary file, or the lock of a repository's settings, may be left. A
 * merge driver ends with 129 in place of 3, and its file may also hold both
 * copies between markers.
 *
 *   failure FAULT.so SCENARIOS FOLDER TIMES PART PARTS
 *
 * FAULT.so is fault.c built. SCENARIOS has one scenario a line, a name and a
 * command, "<PATH" for its standard input; blanks between double quotes part
 * nothing. Commands run in FOLDER/here, which must hold what they need;
 * output is kept in FOLDER. Calls that are reached on the same way are one
 * place: of each place of a program the first and the last call in a scenario
 * fail, until it has done so TIMES times; and so does, in every scenario, each
 * of the first and the last ENDS calls of a kind. Where there are more than
 * MOST_PLACES, the rest is left to the next scenario of the program. Of the
 * scenarios each PARTSth is run, from PART on.
 */
#include "tree.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_WORDS = 32, SECONDS = 60, UNREAD = 3, DRIVER_FAILED = 129,
	ENDS = 6, MOST_PLACES = 60 };

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
	bool struck; /* as fault.c told */
};

/* A place of a program, and how often it has failed. */
struct place {
	uint64_t id;
	unsigned times;
};

enum { PLACES = 1 << 20 };

static struct {
	const char *preload, *folder;
	unsigned times;
	struct place *places; /* PLACES of them, those without a use are zeros */
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

static struct result run_telling(const struct scenario *scenario,
	const char *fault, int told)
{
	struct result result = { .struck = false };
	pid_t child = fork();

	if (child < 0)
		die("fork");
	if (!child)
		become(scenario, fault, told);
	while (waitpid(child, &result.status, 0) < 0)
		if (errno != EINTR)
			die("waitpid");
	if (!bytes_read(&result.out, "../out") ||
	    !bytes_read(&result.err, "../err"))
		die("the output of a run");
	test.runs++;
	return result;
}

static struct result run(const struct scenario *scenario, const char *fault)
{
	struct result result;
	int told[2];
	char sign;

	if (pipe(told))
		die("pipe");
	result = run_telling(scenario, fault, told[1]);
	close(told[1]);
	result.struck = read(told[0], &sign, 1) == 1;
	close(told[0]);
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

static void try_fault(const struct reference *reference, const char *fault)
{
	struct result result = run(reference->scenario, fault);
	bool fine = usual(&result, &reference->result);
	bool killed = !strncmp(fault, "kill", 4);
	/* What else could be read is still printed, and may go to a file. */
	bool partial = !fine && !strncmp(fault, "EIO", 3);
	const char *what = end_fault(&result, &reference->result, killed);
	struct tree now;

	if (!tree_read(&now, "."))
		die("reading the files");
	/* Who is killed leaves a temporary file, or what git calls a lock. */
	if (killed && (!tree_drop(&now, ".termwise-") ||
	    !tree_drop(&now, "config.lock")))
		die("removing a temporary file");
	if (!what)
		what = files_fault(reference, &now, fine ? &reference->after :
			&reference->before, partial);
	if (!what && !killed && tree_hollow(&now, &reference->before))
		what = "a folder is left behind";
	test.foreign += is_foreign(&result);
	if (!what && !result.struck && result.status != reference->result.status)
		what = "ends otherwise the second time, without a fault";
	if (what)
		complain(reference->scenario, fault, what, &result);
	if (!tree_restore(&now, &reference->before))
		die("putting the files back");
	tree_release(&now);
	result_release(&result);
}

/* ---- which calls fail ---- */

/* The way to each call of a kind, in their order; the caller frees it. */
static struct bytes find_ways(const struct reference *reference,
	const char *kind)
{
	struct result result;
	struct bytes ways;
	struct tree now;
	char fault[64];
	int told = open("../ways", O_RDWR | O_CREAT | O_TRUNC, 0600);

	if (told < 0)
		die("../ways");
	snprintf(fault, sizeof(fault), "%s:0", kind);
	result = run_telling(reference->scenario, fault, told);
	close(told);
	if (!bytes_read(&ways, "../ways") || !tree_read(&now, ".") ||
	    !tree_restore(&now, &reference->before))
		die("putting the files back");
	tree_release(&now);
	result_release(&result);
	return ways;
}

/* The place that a way leads to; no two programs share one, nor two kinds. */
static struct place *find_place(const struct reference *reference,
	const char *kind, uint32_t way)
{
	const char *const words[] = { reference->scenario->words[0], kind };
	uint64_t id = 14695981039346656037u;
	size_t at;

	for (int i = 0; i < 2; i++)
		for (const char *c = words[i]; *c; c++)
			id = (id ^ (unsigned char)*c) * 1099511628211u;
	id = ((id ^ way) * 1099511628211u) | 1;
	for (at = id % PLACES; test.places[at].id; at = (at + 1) % PLACES)
		if (test.places[at].id == id)
			break;
	test.places[at].id = id;
	return &test.places[at];
}

static int by_way(const void *a, const void *b)
{
	const uint32_t *one = a, *other = b;

	return one[0] != other[0] ? (one[0] > other[0]) - (one[0] < other[0]) :
		(one[1] > other[1]) - (one[1] < other[1]);
}

static bool is_end(uint32_t number, size_t count)
{
	return number < ENDS || number + ENDS >= count;
}

/* The places that are still to fail; each way comes with its call's number. */
static size_t choose_places(bool *chosen, const uint32_t (*ways)[2],
	size_t count, const struct reference *reference, const char *kind)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		bool first = !i || ways[i - 1][0] != ways[i][0];
		bool last = i + 1 == count || ways[i + 1][0] != ways[i][0];

		if (!is_end(ways[i][1], count) && (first || last) &&
		    find_place(reference, kind, ways[i][0])->times <
		    test.times) {
			chosen[ways[i][1]] = true;
			found++;
		}
	}
	return found;
}

/* Marks the calls that are to fail: of many places a part, evenly. */
static void choose(bool *chosen, const uint32_t (*ways)[2], size_t count,
	const struct reference *reference, const char *kind)
{
	size_t found = choose_places(chosen, ways, count, reference, kind);
	size_t kept = found < MOST_PLACES ? found : MOST_PLACES, nth = 0;

	for (size_t i = 0; i < count; i++) {
		if (!chosen[i])
			continue;
		chosen[i] = nth * kept / found != (nth + 1) * kept / found;
		nth++;
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t number = ways[i][1];

		chosen[number] |= is_end(number, count);
		find_place(reference, kind, ways[i][0])->times +=
			chosen[number];
	}
}

static void try_kind(const struct reference *reference, const char *kind)
{
	unsigned long before = test.failures;
	struct bytes found = find_ways(reference, kind);
	size_t count = found.len / sizeof(uint32_t);
	uint32_t (*ways)[2] = calloc(count + 1, sizeof(*ways));
	bool *chosen = calloc(count + 1, sizeof(*chosen));
	char fault[64];

	if (!ways || !chosen)
		die("memory");
	for (size_t i = 0; i < count; i++) {
		memcpy(&ways[i][0], found.at + i * sizeof(uint32_t),
			sizeof(uint32_t));
		ways[i][1] = (uint32_t)i;
	}
	if (count)
		qsort(ways, count, sizeof(*ways), by_way);
	choose(chosen, (const uint32_t (*)[2])ways, count, reference, kind);
	/* After some of one kind, more say nothing new. */
	for (size_t i = 0; i < count && test.failures <= before + 5; i++) {
		snprintf(fault, sizeof(fault), "%s:%zu", kind, i + 1);
		if (chosen[i])
			try_fault(reference, fault);
	}
	free(found.at);
	free(ways);
	free(chosen);
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
	test.times = (unsigned)strtoul(argv[4], NULL, 10);
	test.places = calloc(PLACES, sizeof(*test.places));
	if (!test.places)
		die("memory");
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
