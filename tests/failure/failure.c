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
 *   failure FAULT.so SCENARIOS FOLDER TIMES KIND...
 *
 * FAULT.so is fault.c built, and KINDs are of those that it lists. SCENARIOS
 * has one scenario a line, a name and a command, "<PATH" for its standard
 * input; blanks between double quotes part nothing, and a star at the end of
 * the name has libgit2 and libarchive loaded before anything fails. Commands run in
 * FOLDER/here, which must hold what they need; output is kept in FOLDER. Calls
 * that are reached on the same way are one place: of each place of a program
 * the first and the last call in a scenario fail, until it has done so TIMES
 * times; and so does, in every scenario, each of the last three times TIMES
 * calls of a kind, when all that a program is to do is done or about to be.
 * Where there are more than MOST_PLACES, the rest is left to the next scenario
 * of the program. Several may share the work, each in a FOLDER of its own: the
 * scenarios of a program are run by who comes first, and makes a folder in
 * FOLDER/../claimed. What is not seen again where it is tried again is a line
 * in FOLDER/../unseen.
 */
#include "order.h"
#include "program.h"
#include "tree.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_WORDS = 32, UNREAD = 3, DRIVER_FAILED = 129, MOST_PLACES = 60,
	TRIES_AGAIN = 2, MOST_PROGRAMS = 32 };

struct scenario {
	char line[1024]; /* cut into words */
	char *name, *input;
	bool loaded; /* libgit2 and libarchive are, beforehand */
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
	const char *preload;
	unsigned times;
	struct program program;
	struct place *places; /* PLACES of them, those without a use are zeros */
	unsigned long runs, failures, foreign, unseen;
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
	word = scenario->name + strlen(scenario->name) - 1;
	scenario->loaded = *word == '*';
	if (scenario->loaded)
		*word = '\0';
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

/* A run of the program that is at hand. */
static struct result run(const char *fault)
{
	struct result result;

	if (!program_run(&test.program, fault, &result.status,
	    &result.struck))
		die("a program that is to wait");
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

/* A crash that is not ours: of a library, or of the sanitizer itself. */
static bool is_foreign(const struct result *result)
{
	return WIFEXITED(result->status) &&
		(WEXITSTATUS(result->status) == FOREIGN ||
		(WEXITSTATUS(result->status) == SANITIZER &&
		(bytes_hold(&result->err, "Sanitizer: CHECK failed") ||
		bytes_hold(&result->err, "libgit2.so") ||
		bytes_hold(&result->err, "libarchive.so"))));
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
	fprintf(stderr, "%s, %s: %s (status %d)\n%.*s", scenario->name, fault,
		what, WIFEXITED(result->status) ? WEXITSTATUS(result->status) :
		-WTERMSIG(result->status),
		result->err.len > 4000 ? 4000 : (int)result->err.len,
		result->err.at ? result->err.at : "");
}

/* One more line in the file that failure.sh looks at in the end. */
static void count_unseen(void)
{
	FILE *file = fopen("../../unseen", "a");

	if (!file || fputs("unseen\n", file) < 0 || fclose(file))
		die("../../unseen");
	test.unseen++;
	fprintf(stderr, "(not seen again)\n");
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
		bool marked = !strcmp(file.path, driven) &&
			is_marked(&file, now);

		for (size_t b = 0; marked && b < before->count; b++)
			if (!strcmp(before->files[b].path, driven))
				file.bytes = before->files[b].bytes;
		seen.files[seen.count++] = file;
	}
	what = tree_fault(&seen, before, &reference->after, partial);
	free(seen.files);
	return what;
}

/*
 * NULL, or what is wrong with a run in which a fault happens; the files are
 * put back, and the caller releases the result.
 */
static const char *attempt(struct result *result,
	const struct reference *reference, const char *fault)
{
	struct tree now;
	bool fine, killed = !strncmp(fault, "kill", 4), partial;
	const char *what;

	*result = run(fault);
	fine = usual(result, &reference->result);
	/* What else could be read is still printed, and may go to a file. */
	partial = !fine && !strncmp(fault, "EIO", 3);
	what = end_fault(result, &reference->result, killed);
	if (!tree_read(&now, ".", &reference->before))
		die("reading the files");
	/* Who is killed leaves a temporary file, or what git calls a lock. */
	if (killed && (!tree_drop(&now, ".termwise-") ||
	    !tree_drop(&now, "config.lock")))
		die("removing a temporary file");
	/* The list of a site that was begun may say anything of it. */
	if (!fine && !tree_drop(&now, ".termwise-site"))
		die("removing a list");
	if (!what)
		what = files_fault(reference, &now, fine ? &reference->after :
			&reference->before, partial);
	if (!what && !killed && tree_hollow(&now, &reference->before))
		what = "a folder is left behind";
	if (!what && !result->struck &&
	    result->status != reference->result.status)
		what = "ends otherwise the second time, without a fault";
	if (!tree_restore(&now, &reference->before))
		die("putting the files back");
	tree_release(&now);
	return what;
}

/*
 * Which thread meets a fault may differ from run to run. What is bad is tried
 * again; what is not seen again is told, and counted, as failure.sh does.
 */
static void try_fault(const struct reference *reference, const char *fault)
{
	struct result result, other;
	const char *what = attempt(&result, reference, fault);
	bool again = false;

	test.foreign += is_foreign(&result);
	for (int i = 0; what && !again && i < TRIES_AGAIN; i++) {
		again = attempt(&other, reference, fault);
		result_release(&other);
	}
	if (what)
		complain(reference->scenario, fault, what, &result);
	if (what && again)
		test.failures++;
	else if (what)
		count_unseen();
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

	snprintf(fault, sizeof(fault), "%s:0", kind);
	result = run(fault);
	if (!bytes_read(&ways, "../ways") ||
	    !tree_read(&now, ".", &reference->before) ||
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
	return number + 3 * test.times >= count;
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

static void try_scenario(struct scenario *scenario, char **kinds)
{
	struct reference reference = { .scenario = scenario };
	struct start start = { test.preload, scenario->words, scenario->input,
		scenario->loaded };
	unsigned long runs = test.runs;

	if (!tree_read(&reference.before, ".", NULL))
		die("reading the files");
	if (!program_start(&test.program, &start))
		die("starting a program");
	reference.result = run("");
	if (!tree_read(&reference.after, ".", NULL) ||
	    !tree_restore(&reference.after, &reference.before))
		die("putting the files back");
	if (!WIFEXITED(reference.result.status) ||
	    WEXITSTATUS(reference.result.status) > UNREAD) {
		complain(scenario, "no fault", "does not run",
			&reference.result);
		test.failures++;
	} else {
		for (; *kinds; kinds++)
			try_kind(&reference, *kinds);
	}
	program_end(&test.program);
	printf("  %-20s %5lu runs\n", scenario->name, test.runs - runs);
	fflush(stdout);
	tree_release(&reference.before);
	tree_release(&reference.after);
	result_release(&reference.result);
}

/* True if the scenarios of a program are for this process. */
static bool is_mine(const char *program)
{
	static char own[MOST_PROGRAMS][32];
	char path[64];
	size_t i = 0;

	while (i < MOST_PROGRAMS && *own[i] && strcmp(own[i], program))
		i++;
	if (i == MOST_PROGRAMS)
		die("more programs than there is room for");
	if (*own[i])
		return true;
	snprintf(path, sizeof(path), "../../claimed/%s", program);
	if (mkdir(path, 0700)) {
		if (errno != EEXIST)
			die(path);
		return false;
	}
	snprintf(own[i], sizeof(own[i]), "%s", program);
	return true;
}

int main(int argc, char **argv)
{
	struct scenario scenario;
	FILE *table;

	if (argc < 6)
		return 2;
	test.preload = argv[1];
	test.times = (unsigned)strtoul(argv[4], NULL, 10);
	test.places = calloc(PLACES, sizeof(*test.places));
	if (!test.places)
		die("memory");
	signal(SIGPIPE, SIG_IGN);
	table = fopen(argv[2], "r");
	if (!table)
		die(argv[2]);
	if (chdir(argv[3]) || chdir("here"))
		die(argv[3]);
	while (fgets(scenario.line, sizeof(scenario.line), table))
		if (read_scenario(&scenario) && is_mine(scenario.words[0]))
			try_scenario(&scenario, argv + 5);
	fclose(table);
	printf("  %lu runs, %lu bad, %lu not seen again, %lu ended by a "
		"library\n", test.runs, test.failures, test.unseen,
		test.foreign);
	return test.failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
