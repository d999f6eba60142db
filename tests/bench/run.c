/*
 * The bench: run PROGRAMS BENCH RECORDS measures what is built in the folder
 * PROGRAMS, and beside it the floor, on the corpora below BENCH of up to
 * RECORDS records, and prints tables. What is compared is run in turns, in
 * this one run: times do not travel from machine to machine, ratios do.
 * Nothing fails because of a time.
 */
#define _DEFAULT_SOURCE /* getloadavg */

#include "bench/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIZES = 3, NAME_ROOM = 32 };

struct bench {
	const char *programs, *folder;
	char out[PATH_MAX]; /* what the programs print */
	unsigned long sizes[SIZES];
	unsigned size_count;
	bool failed;
};

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
	struct row *row = row_begin(rows, &count, "walk only", "");

	row_add(row, "%s/floor", bench->folder);
	row_add(row, "%s", records);
	row_add(row, "0");
	row = row_begin(rows, &count, "floor: open, read, close", "");
	row_add(row, "%s/floor", bench->folder);
	row_add(row, "%s", records);
	row = row_begin(rows, &count, "lint", "1.5 x");
	row->most = 1;
	row_add(row, "%s/termwise-lint", bench->programs);
	row_add(row, "%s", records);
	row = row_begin(rows, &count, "fmt --check", "");
	row_add(row, "%s/termwise-fmt", bench->programs);
	row_add(row, "--check");
	row_add(row, "%s", records);
	row = row_begin(rows, &count, "diff-by-term", "3 x");
	row_add(row, "%s/termwise-diff-by-term", bench->programs);
	row_add(row, "%s", records);
	row = row_begin(rows, &count, "diff-by-term, JSON", "3 x");
	row_add(row, "%s/termwise-diff-by-term", bench->programs);
	row_add(row, "--format=json");
	row_add(row, "%s", records);
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
		bench->failed = !rows_run(results[s], rows, count, FLOOR,
			rounds_of(bench->sizes[s]), bench->out);
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
	struct row *row = row_begin(rows, &count, "a C program, empty", "");

	row_add(row, "%s/nothing", bench->folder);
	row = row_begin(rows, &count, "git --version", "");
	row_add(row, "git");
	row_add(row, "--version");
	row = row_begin(rows, &count, "lint", "2 ms");
	row->most = 1;
	row_add(row, "%s/termwise-lint", bench->programs);
	row_add(row, "%s/%lu/records/%s", bench->folder, bench->sizes[0],
		place);
	row = row_begin(rows, &count, "fmt --check", "2 ms");
	row_add(row, "%s/termwise-fmt", bench->programs);
	row_add(row, "--check");
	row_add(row, "%s/%lu/records/%s", bench->folder, bench->sizes[0],
		place);
	bench->failed = !rows_run(results, rows, count, 0, MOST_ROUNDS,
		bench->out);
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

	row_begin(&row, &count, "", "");
	row_add(&row, "%s/memory", bench->folder);
	row_add(&row, "%s/%lu/records", bench->folder, bench->sizes[middle]);
	bench->failed = !measure_run(&measured, row.command, row.in,
		bench->out, 0);
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

/* ---- house rules ---- */

static void run_rules(struct bench *bench)
{
	static const unsigned numbers[] = { 0, 10, 100, 1000 };
	enum { NUMBERS = sizeof(numbers) / sizeof(*numbers) };
	static struct row rows[MOST_ROWS];
	static struct result results[MOST_ROWS];
	static char names[NUMBERS][NAME_ROOM];
	unsigned count = 0;

	for (unsigned i = 0; i < NUMBERS; i++) {
		struct row *row;

		snprintf(names[i], NAME_ROOM, "lint, %u rules", numbers[i]);
		row = row_begin(rows, &count, names[i], "");
		row->most = 1; /* that there are findings */
		row_add(row, "%s/termwise-lint", bench->programs);
		row_add(row, "%s/rules/%u/records", bench->folder, numbers[i]);
	}
	bench->failed = !rows_run(results, rows, count, 0, 5, bench->out);
	if (bench->failed)
		return;
	printf("\n%-26s%9s%9s%15s\n", "House rules, 1,000 records", "ratio",
		"seconds", "us a rule");
	for (unsigned i = 0; i < NUMBERS; i++) {
		printf("  %-24s%7.2f x%9.3f", rows[i].name, results[i].ratio,
			results[i].seconds);
		if (numbers[i])
			printf("%15.0f", (results[i].seconds -
				results[0].seconds) * 1e6 / numbers[i]);
		putchar('\n');
	}
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
	struct row *row = row_begin(rows, &count, "git cat-file --batch", "");

	snprintf(ids, sizeof(ids), "%s/%lu.ids", bench->folder, size);
	row->in = ids;
	row_add(row, "git");
	row_add(row, "--git-dir=%s/%lu/.git", bench->folder, size);
	row_add(row, "cat-file");
	row_add(row, "--batch");
	row = row_begin(rows, &count, "the same, --buffer", "");
	row->in = ids;
	row_add(row, "git");
	row_add(row, "--git-dir=%s/%lu/.git", bench->folder, size);
	row_add(row, "cat-file");
	row_add(row, "--batch");
	row_add(row, "--buffer");
	row = row_begin(rows, &count, "bare reader", "0.7 x");
	row_add(row, "%s/revision", bench->folder);
	row_add(row, "%s/%lu", bench->folder, size);
	row = row_begin(rows, &count, "lint --rev HEAD", "");
	row->most = 1;
	row_add(row, "%s/termwise-lint", bench->programs);
	row_add(row, "--rev=HEAD");
	row_add(row, "%s/%lu/records", bench->folder, size);
	bench->failed = !rows_run(results, rows, count, 0, rounds_of(size),
		bench->out);
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
		run_rules(&bench);
	if (!bench.failed)
		run_revision(&bench);
	return bench.failed;
}
