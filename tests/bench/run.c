/*
 * The bench: run PROGRAMS BENCH RECORDS measures what is built in the folder
 * PROGRAMS, and beside it the floor, on the corpora below BENCH of up to
 * RECORDS records, and prints tables. What is compared is run in turns, in
 * this one run: times do not travel from machine to machine, ratios do.
 * Nothing fails because of a time.
 */
#define _DEFAULT_SOURCE /* getloadavg */

#include "bench/measure.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIZES = 3, MOST_ROWS = 8, MOST_ROUNDS = 301, MOST_WORDS = 6,
	NAME_ROOM = 32 };

struct bench {
	const char *programs, *folder;
	char out[PATH_MAX]; /* what the programs print */
	unsigned long sizes[SIZES];
	unsigned size_count;
	bool failed;
};

/* A command, its words put together for the corpus at hand. */
struct row {
	const char *name;
	const char *aim;
	const char *in;
	char words[MOST_WORDS][PATH_MAX];
	char *command[MOST_WORDS + 1];
	unsigned count;
};

/* What came of a row: medians, and the median of ratios round by round. */
struct result {
	double seconds, busy, ratio;
	long kilobytes;
};

/* ---- rows ---- */

static void add_word(struct row *row, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void add_word(struct row *row, const char *format, ...)
{
	char *word = row->words[row->count];
	va_list args;

	va_start(args, format);
	vsnprintf(word, PATH_MAX, format, args);
	va_end(args);
	row->command[row->count++] = word;
	row->command[row->count] = NULL;
}

static struct row *begin_row(struct row *rows, unsigned *count,
	const char *name, const char *aim)
{
	struct row *row = &rows[(*count)++];

	row->name = name;
	row->aim = aim;
	row->in = "/dev/null";
	row->count = 0;
	return row;
}

/* Runs all rows in turns; the ratio is to the row `base`. */
static void run_rows(struct bench *bench, struct result *results,
	const struct row *rows, unsigned count, unsigned base, unsigned rounds)
{
	static double seconds[MOST_ROWS][MOST_ROUNDS], ratio[MOST_ROUNDS],
		busy[MOST_ROWS][MOST_ROUNDS];
	struct measured measured;

	memset(results, 0, count * sizeof(*results));
	/* The first round warms up and does not count. */
	for (unsigned k = 0; k <= rounds; k++)
		for (unsigned i = 0; i < count && !bench->failed; i++) {
			bench->failed = !measure_run(&measured,
				rows[i].command, rows[i].in, bench->out);
			if (!k || bench->failed)
				continue;
			seconds[i][k - 1] = measured.seconds;
			busy[i][k - 1] = measured.busy;
			if (measured.kilobytes > results[i].kilobytes)
				results[i].kilobytes = measured.kilobytes;
		}
	for (unsigned i = 0; i < count && !bench->failed; i++) {
		for (unsigned k = 0; k < rounds; k++)
			ratio[k] = seconds[i][k] / seconds[base][k];
		results[i].ratio = measure_median(ratio, rounds);
		results[i].busy = measure_median(busy[i], rounds);
	}
	for (unsigned i = 0; i < count && !bench->failed; i++)
		results[i].seconds = measure_median(seconds[i], rounds);
}

/* ---- corpora ---- */

/* Few records need more rounds, since a run of them is short. */
static unsigned rounds_of(unsigned long records)
{
	return records <= 1000 ? 21 : records <= 10000 ? 11 : 5;
}

static const char *grouped(unsigned long number, char room[static NAME_ROOM])
{
	if (number < 1000)
		snprintf(room, NAME_ROOM, "%lu", number);
	else
		snprintf(room, NAME_ROOM, "%lu,%03lu", number / 1000,
			number % 1000);
	return room;
}

enum { WALK, FLOOR };

static unsigned corpus_rows(const struct bench *bench, struct row *rows,
	const char *records)
{
	unsigned count = 0;
	struct row *row = begin_row(rows, &count, "walk only", "");

	add_word(row, "%s/floor", bench->folder);
	add_word(row, "%s", records);
	add_word(row, "0");
	row = begin_row(rows, &count, "floor: open, read, close", "");
	add_word(row, "%s/floor", bench->folder);
	add_word(row, "%s", records);
	row = begin_row(rows, &count, "lint", "1.5 x");
	add_word(row, "%s/termwise-lint", bench->programs);
	add_word(row, "%s", records);
	row = begin_row(rows, &count, "fmt --check", "");
	add_word(row, "%s/termwise-fmt", bench->programs);
	add_word(row, "--check");
	add_word(row, "%s", records);
	row = begin_row(rows, &count, "diff-by-term", "3 x");
	add_word(row, "%s/termwise-diff-by-term", bench->programs);
	add_word(row, "%s", records);
	row = begin_row(rows, &count, "diff-by-term, JSON", "3 x");
	add_word(row, "%s/termwise-diff-by-term", bench->programs);
	add_word(row, "--format=json");
	add_word(row, "%s", records);
	return count;
}

static void print_head(const struct bench *bench, const char *title)
{
	char room[NAME_ROOM];

	printf("\n%-26s", title);
	for (unsigned s = 0; s < bench->size_count; s++)
		printf("%9s", grouped(bench->sizes[s], room));
}

static void print_times(const struct bench *bench, const struct row *rows,
	struct result (*results)[MOST_ROWS], unsigned count, const char *title)
{
	unsigned last = bench->size_count - 1;

	print_head(bench, title);
	printf("%8s%9s%9s\n", "aim", "seconds", "busy");
	for (unsigned i = 0; i < count; i++) {
		printf("  %-24s", rows[i].name);
		for (unsigned s = 0; s <= last; s++)
			printf("%7.2f x", results[s][i].ratio);
		printf("%8s%9.3f%9.3f\n", rows[i].aim,
			results[last][i].seconds, results[last][i].busy);
	}
}

static void print_memory(const struct bench *bench, const struct row *rows,
	struct result (*results)[MOST_ROWS], unsigned count)
{
	print_head(bench, "its memory, MB");
	printf("%8s\n", "aim");
	for (unsigned i = FLOOR; i < count; i++) {
		printf("  %-24s", rows[i].name);
		for (unsigned s = 0; s < bench->size_count; s++)
			printf("%9.1f",
				(double)results[s][i].kilobytes / 1024);
		printf("%8s\n", i == FLOOR ? "" : "flat");
	}
}

static void run_corpora(struct bench *bench, const char *suffix,
	const char *title)
{
	static struct row rows[MOST_ROWS];
	static struct result results[SIZES][MOST_ROWS];
	char records[PATH_MAX];
	unsigned count = 0;

	for (unsigned s = 0; s < bench->size_count && !bench->failed; s++) {
		snprintf(records, sizeof(records), "%s/%lu%s/records",
			bench->folder, bench->sizes[s], suffix);
		count = corpus_rows(bench, rows, records);
		run_rows(bench, results[s], rows, count, FLOOR,
			rounds_of(bench->sizes[s]));
	}
	if (bench->failed)
		return;
	print_times(bench, rows, results, count, title);
	print_memory(bench, rows, results, count);
	fflush(stdout);
}

/* ---- one file ---- */

static void run_one_file(struct bench *bench)
{
	static struct row rows[MOST_ROWS];
	static struct result results[MOST_ROWS];
	static const char place[] = "north-ashton/emotional-health/"
		"2021-22-summer-1.txt";
	unsigned count = 0;
	struct row *row = begin_row(rows, &count, "a C program, empty", "");

	add_word(row, "%s/nothing", bench->folder);
	row = begin_row(rows, &count, "git --version", "");
	add_word(row, "git");
	add_word(row, "--version");
	row = begin_row(rows, &count, "lint", "2 ms");
	add_word(row, "%s/termwise-lint", bench->programs);
	add_word(row, "%s/%lu/records/%s", bench->folder, bench->sizes[0],
		place);
	row = begin_row(rows, &count, "fmt --check", "2 ms");
	add_word(row, "%s/termwise-fmt", bench->programs);
	add_word(row, "--check");
	add_word(row, "%s/%lu/records/%s", bench->folder, bench->sizes[0],
		place);
	run_rows(bench, results, rows, count, 0, MOST_ROUNDS);
	if (bench->failed)
		return;
	printf("\n%-26s%9s%9s%8s\n", "One file", "ms", "MB", "aim");
	for (unsigned i = 0; i < count; i++)
		printf("  %-24s%9.2f%9.1f%8s\n", rows[i].name,
			results[i].seconds * 1e3,
			(double)results[i].kilobytes / 1024, rows[i].aim);
	fflush(stdout);
}

/* ---- from memory ---- */

static void run_memory(struct bench *bench)
{
	static struct row row;
	static const struct {
		const char *key, *name, *aim;
	} rows[] = {
		{ "parse", "parse", "1.00" },
		{ "parse-judge", "parse and judge", "" },
		{ "parse-write", "parse and write", "" },
	};
	unsigned count = 0, middle = bench->size_count > 1;
	struct measured measured;
	char key[NAME_ROOM];
	double rate;
	FILE *file;

	begin_row(&row, &count, "", "");
	add_word(&row, "%s/memory", bench->folder);
	add_word(&row, "%s/%lu/records", bench->folder, bench->sizes[middle]);
	bench->failed = !measure_run(&measured, row.command, row.in,
		bench->out);
	file = bench->failed ? NULL : fopen(bench->out, "r");
	if (!file) {
		bench->failed = true;
		return;
	}
	printf("\n%-26s%9s%17s\n", "From memory, one core", "GB/s", "aim");
	while (fscanf(file, "%31s %lf", key, &rate) == 2)
		for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
			if (!strcmp(key, rows[i].key))
				printf("  %-24s%9.2f%17s\n", rows[i].name,
					rate / 1e3, rows[i].aim);
	fclose(file);
	fflush(stdout);
}

/* ---- a revision ---- */

static void run_revision(struct bench *bench)
{
	static struct row rows[MOST_ROWS];
	static struct result results[MOST_ROWS];
	unsigned long size = bench->sizes[bench->size_count - 1];
	char ids[PATH_MAX], room[NAME_ROOM], title[2 * NAME_ROOM];
	unsigned count = 0;
	struct row *row = begin_row(rows, &count, "git cat-file --batch", "");

	snprintf(ids, sizeof(ids), "%s/%lu.ids", bench->folder, size);
	row->in = ids;
	add_word(row, "git");
	add_word(row, "--git-dir=%s/%lu/.git", bench->folder, size);
	add_word(row, "cat-file");
	add_word(row, "--batch");
	row = begin_row(rows, &count, "the same, --buffer", "");
	row->in = ids;
	add_word(row, "git");
	add_word(row, "--git-dir=%s/%lu/.git", bench->folder, size);
	add_word(row, "cat-file");
	add_word(row, "--batch");
	add_word(row, "--buffer");
	row = begin_row(rows, &count, "bare reader", "0.7 x");
	add_word(row, "%s/revision", bench->folder);
	add_word(row, "%s/%lu", bench->folder, size);
	row = begin_row(rows, &count, "lint --rev HEAD", "");
	add_word(row, "%s/termwise-lint", bench->programs);
	add_word(row, "--rev=HEAD");
	add_word(row, "%s/%lu/records", bench->folder, size);
	run_rows(bench, results, rows, count, 0, rounds_of(size));
	if (bench->failed)
		return;
	snprintf(title, sizeof(title), "A revision of %s", grouped(size, room));
	printf("\n%-26s%9s%9s%8s%9s%9s\n", title, "ratio", "MB", "aim",
		"seconds", "busy");
	for (unsigned i = 0; i < count; i++)
		printf("  %-24s%7.2f x%9.1f%8s%9.3f%9.3f\n", rows[i].name,
			results[i].ratio, (double)results[i].kilobytes / 1024,
			rows[i].aim, results[i].seconds, results[i].busy);
}

/* Where others are at work, the times of what runs longer suffer more. */
static void print_conditions(void)
{
	double load = 0;

	getloadavg(&load, 1);
	printf("Ratios to the floor: medians of %u to %u runs in turns, with a "
		"warm cache, on\n%ld processors, with a load of %.1f before. "
		"\"seconds\" and \"busy\" (of all\nprocessors) are of the "
		"largest corpus.\n", rounds_of(100000), rounds_of(1000),
		sysconf(_SC_NPROCESSORS_ONLN), load);
}

int main(int argc, char **argv)
{
	static const unsigned long sizes[SIZES] = { 1000, 10000, 100000 };
	struct bench bench = { .size_count = 0 };
	unsigned long most = argc == 4 ? strtoul(argv[3], NULL, 10) : 0;

	for (int i = 0; i < SIZES; i++)
		if (sizes[i] <= most)
			bench.sizes[bench.size_count++] = sizes[i];
	if (!bench.size_count) {
		fputs("use: run PROGRAMS BENCH RECORDS, 1000 or more\n",
			stderr);
		return 2;
	}
	bench.programs = argv[1];
	bench.folder = argv[2];
	snprintf(bench.out, sizeof(bench.out), "%s/out", bench.folder);
	print_conditions();
	run_corpora(&bench, "", "10 terms a priority");
	if (!bench.failed)
		run_corpora(&bench, "-pairs", "2 terms a priority");
	if (!bench.failed)
		run_one_file(&bench);
	if (!bench.failed)
		run_memory(&bench);
	if (!bench.failed)
		run_revision(&bench);
	return bench.failed;
}
