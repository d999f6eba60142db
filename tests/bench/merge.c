/*
 * What merging takes: merge PROGRAMS FOLDER RECORD WRAPPER prints ratios to
 * `git merge-file`, each a process of its own; and, of 1,000 copies of RECORD
 * in one `git merge`, to a driver that does nothing, which stands beside
 * FOLDER: by the program itself, and as WRAPPER starts it, which setup puts.
 * All it makes is in FOLDER, which is empty at first.
 */
#define _DEFAULT_SOURCE /* realpath */

#include "bench/rows.h"
#include "bench/words.h"

#include <termwise/record.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { COPIES = 3, MOST_BYTES = 1 << 20, FILES = 1000,
	NAME_ROOM = PATH_MAX + 64 };

static const char *const copies[COPIES] = { "base", "ours", "theirs" };

struct bench {
	char programs[PATH_MAX], folder[PATH_MAX], out[PATH_MAX];
};

static bool write_file(const char *name, struct tw_view text)
{
	FILE *file = fopen(name, "w");
	bool good = file && fwrite(text.ptr, 1, text.len, file) == text.len;

	return file && !fclose(file) && good;
}

/* Where a copy of the record at hand stands. */
static void name_copy(char name[static NAME_ROOM], const struct bench *bench,
	int copy)
{
	snprintf(name, NAME_ROOM, "%s/%s.copy", bench->folder, copies[copy]);
}

/* ---- large records ---- */

/* What the two sides did to the items of a record. */
enum deed {
	FEW,      /* each a word more in ten of them */
	REWORDED, /* each, all of them, in a word */
	RETOLD,   /* each, all of them, in other words */
	ADDED,    /* each as many new ones, about nothing else */
	DEEDS
};

static void add_item(struct tw_buffer *out, const struct work *work,
	enum deed deed, int copy, bool chosen)
{
	bool own_words = deed == RETOLD || deed == ADDED;
	bool longer = copy && (deed == REWORDED || (deed == FEW && chosen));

	tw_buffer_string(out, longer && copy == 1 ? "- Soon: " : "- ");
	work_plan(out, work, own_words ? (unsigned)copy : 0);
	if (longer && copy == 2) {
		out->len--; /* a full stop */
		tw_buffer_string(out, ", we hope.");
	}
	tw_buffer_byte(out, '\n');
}

/* A record of so many items, a fifth of them in each section. */
static void add_record(struct tw_buffer *out, size_t items, enum deed deed,
	int copy)
{
	struct random random = { items };
	struct work work;

	tw_buffer_string(out, "Priority: eet\nTitle: Large\nArea: Ashton\n"
		"Term: 2023-24 Summer 1\nOfficers: Claire Fox\n");
	for (size_t i = 0; i < items; i++) {
		if (i % (items / TW_SECTIONS) == 0)
			tw_buffer_format(out, "\n%s\n", tw_section_name(
				(enum tw_section_kind)(i / (items /
				TW_SECTIONS))));
		work_make(&work, &random, (unsigned)random_below(&random,
			OBJECTS));
		if (copy || deed != ADDED)
			add_item(out, &work, deed, copy,
				i % (items / 10) == items / 30 * (size_t)copy);
	}
}

static bool make_records(const struct bench *bench, size_t items,
	enum deed deed)
{
	bool good = true;

	for (int c = 0; c < COPIES && good; c++) {
		struct tw_buffer text = TW_BUFFER_INIT;
		char name[NAME_ROOM];

		add_record(&text, items, deed, c);
		name_copy(name, bench, c);
		good = !text.failed && write_file(name, tw_buffer_get(&text));
		tw_buffer_release(&text);
	}
	return good;
}

/* ---- one process a merge ---- */

enum { GIT, OURS, PAIR };

static void pair_rows(const struct bench *bench, struct row rows[PAIR],
	bool clean)
{
	static const int order[COPIES] = { 1, 0, 2 };
	char name[NAME_ROOM];
	unsigned count = 0;
	struct row *row = row_begin(rows, &count, "git merge-file", "");

	row_add(row, "git");
	row_add(row, "merge-file");
	row_add(row, "-p");
	for (int i = 0; i < COPIES; i++) {
		name_copy(name, bench, order[i]);
		row_add(row, "%s", name);
	}
	row->most = clean ? 0 : 127;
	row = row_begin(rows, &count, "termwise-merge", "");
	row_add(row, "%s/termwise-merge", bench->programs);
	row_add(row, "--style=merge");
	for (int c = 0; c < COPIES; c++) {
		name_copy(name, bench, c);
		row_add(row, "%s", name);
	}
	row->most = !clean;
}

static bool measure_pair(const struct bench *bench, const char *name,
	const char *aim, bool clean, unsigned rounds)
{
	static struct row rows[PAIR];
	struct result results[PAIR];

	pair_rows(bench, rows, clean);
	if (!rows_run(results, rows, PAIR, GIT, rounds, bench->out))
		return false;
	printf("  %-24s%9.1f%9.1f%9.2f x%9.1f%9s\n", name,
		results[GIT].seconds * 1e3, results[OURS].seconds * 1e3,
		results[OURS].ratio, (double)results[OURS].kilobytes / 1024,
		aim);
	fflush(stdout);
	return true;
}

static bool run_large(const struct bench *bench)
{
	static const char *const names[DEEDS] = { "ten edits a side",
		"each changed by both", "each reworded by both",
		"all added by both" };
	static const struct {
		size_t items;
		const char *title, *aim;
		unsigned rounds;
	} sizes[] = {
		{ 200, "200 items, ms", "5 ms", 31 },
		{ 2000, "2,000 items, ms", "50 ms", 11 },
	};

	for (int s = 0; s < 2; s++) {
		printf("\n%-26s%9s%9s%11s%9s%9s\n", sizes[s].title, "git",
			"termwise", "ratio", "MB", "aim");
		for (int d = 0; d < DEEDS; d++)
			if (!make_records(bench, sizes[s].items,
			    (enum deed)d) || !measure_pair(bench, names[d],
			    sizes[s].aim, d == FEW, sizes[s].rounds))
				return false;
	}
	return true;
}

/* ---- a usual record ---- */

static bool read_record(struct tw_buffer *record, const char *name)
{
	static char bytes[MOST_BYTES];
	FILE *file = fopen(name, "r");

	if (!file)
		return false;
	tw_buffer_add(record, bytes, fread(bytes, 1, MOST_BYTES, file));
	fclose(file);
	tw_buffer_byte(record, '\0');
	return !record->failed;
}

/* Ours adds to the first line of its first item, theirs of its last. */
static void add_copy(struct tw_buffer *out, const char *record, int copy)
{
	const char *item = strstr(record, "\n- "), *at = record, *next;

	while (copy == 2 && item && (next = strstr(item + 1, "\n- ")))
		item = next;
	if (copy && item)
		at = item + 1 + strcspn(item + 1, "\n");
	tw_buffer_add(out, record, (size_t)(at - record));
	tw_buffer_string(out, !copy ? "" : copy == 1 ? " again" : " still");
	tw_buffer_string(out, at);
}

static bool run_small(const struct bench *bench, const char *record)
{
	char name[NAME_ROOM];
	bool good = true;

	for (int c = 0; c < COPIES && good; c++) {
		struct tw_buffer text = TW_BUFFER_INIT;

		add_copy(&text, record, c);
		name_copy(name, bench, c);
		good = !text.failed && write_file(name, tw_buffer_get(&text));
		tw_buffer_release(&text);
	}
	printf("\n%-26s%9s%9s%11s%9s%9s\n", "A record, ms", "git", "termwise",
		"ratio", "MB", "aim");
	snprintf(name, sizeof(name), "of %.1f KB",
		(double)strlen(record) / 1024);
	return good && measure_pair(bench, name, "1.3 x", true, MOST_ROUNDS);
}

/* ---- many files in one merge ---- */

static struct row *begin_git(const struct bench *bench, struct row *rows,
	unsigned *count, const char *name, const char *aim)
{
	struct row *row = row_begin(rows, count, name, aim);

	row_add(row, "git");
	row_add(row, "-C");
	row_add(row, "%s", bench->folder);
	row_add(row, "-c");
	row_add(row, "user.name=bench");
	row_add(row, "-c");
	row_add(row, "user.email=bench@example.org");
	return row;
}

static bool git(const struct bench *bench, const char *a, const char *b,
	const char *c)
{
	static struct row row;
	struct measured measured;
	unsigned count = 0;

	begin_git(bench, &row, &count, "", "");
	row_add(&row, "%s", a);
	row_add(&row, "%s", b);
	if (c)
		row_add(&row, "%s", c);
	return measure_run(&measured, row.command, row.in, bench->out, 0);
}

static bool commit_copies(const struct bench *bench, const char *record,
	int copy)
{
	char name[NAME_ROOM];
	bool good = true;

	for (int i = 0; i < FILES && good; i++) {
		struct tw_buffer text = TW_BUFFER_INIT;

		add_copy(&text, record, copy);
		tw_buffer_format(&text, "# Copy %d.\n", i);
		snprintf(name, sizeof(name), "%s/record-%d.txt",
			bench->folder, i);
		good = !text.failed && write_file(name, tw_buffer_get(&text));
		tw_buffer_release(&text);
	}
	return good && git(bench, "add", "-A", NULL) &&
		git(bench, "commit", "-qm", copies[copy]) &&
		git(bench, "tag", copies[copy], NULL);
}

static bool make_repository(const struct bench *bench, const char *record)
{
	char name[NAME_ROOM];

	snprintf(name, sizeof(name), "%s/.gitattributes", bench->folder);
	return git(bench, "init", "-q", NULL) &&
		git(bench, "config", "gc.auto", "0") &&
		write_file(name, tw_view_of("*.txt merge=measured\n")) &&
		commit_copies(bench, record, 0) &&
		commit_copies(bench, record, 1) &&
		git(bench, "checkout", "-q", "base") &&
		commit_copies(bench, record, 2);
}

static void add_merge(struct row *row, struct row *before, const char *driver)
{
	row->before = before;
	row_add(row, "-c");
	row_add(row, "merge.measured.driver=%s", driver);
	row_add(row, "merge");
	row_add(row, "-q");
	row_add(row, "--no-edit");
	row_add(row, "theirs");
}

/* A driver that is started by its own path. */
static void name_driver(char driver[static NAME_ROOM], const char *folder,
	const char *name)
{
	snprintf(driver, NAME_ROOM, "'%s/%s %%O %%A %%B %%L %%P", folder,
		name);
}

static bool run_many(const struct bench *bench, const char *record,
	const char *wrapper)
{
	enum { RUNS = 3, DRIVERS = 3 };
	static struct row back, rows[DRIVERS];
	struct result results[DRIVERS];
	char driver[NAME_ROOM];
	unsigned count = 0;

	begin_git(bench, &back, &count, "", "");
	row_add(&back, "reset");
	row_add(&back, "-q");
	row_add(&back, "--hard");
	row_add(&back, "ours");
	count = 0;
	name_driver(driver, bench->folder, "../nothing'");
	add_merge(begin_git(bench, rows, &count, "a driver, empty", ""), &back,
		driver);
	name_driver(driver, bench->programs, "termwise-merge' --driver");
	add_merge(begin_git(bench, rows, &count, "termwise-merge", "1.2 x"),
		&back, driver);
	add_merge(begin_git(bench, rows, &count, "as setup puts it", ""),
		&back, wrapper);
	if (!make_repository(bench, record) ||
	    !rows_run(results, rows, DRIVERS, 0, RUNS, bench->out))
		return false;
	printf("\n%-26s%9s%11s%9s\n", "1,000 records in git merge", "seconds",
		"ratio", "aim");
	for (int i = 0; i < DRIVERS; i++)
		printf("  %-24s%9.2f%9.2f x%9s\n", rows[i].name,
			results[i].seconds, results[i].ratio, rows[i].aim);
	return true;
}

/* Programs of ours come first, for the wrapper. */
static bool set_path(const struct bench *bench)
{
	struct tw_buffer path = TW_BUFFER_INIT;
	const char *others = getenv("PATH");
	bool good;

	tw_buffer_format(&path, "%s:%s", bench->programs, others ? others : "");
	tw_buffer_byte(&path, '\0');
	good = !path.failed && !setenv("PATH", path.ptr, 1);
	tw_buffer_release(&path);
	return good;
}

int main(int argc, char **argv)
{
	static struct bench bench;
	struct tw_buffer record = TW_BUFFER_INIT, wrapper = TW_BUFFER_INIT;
	bool good;

	if (argc != 5 || !realpath(argv[1], bench.programs) ||
	    !realpath(argv[2], bench.folder)) {
		fputs("use: merge PROGRAMS FOLDER RECORD WRAPPER\n", stderr);
		return 2;
	}
	snprintf(bench.out, sizeof(bench.out), "%s.out", argv[2]);
	good = set_path(&bench) && read_record(&record, argv[3]) &&
		read_record(&wrapper, argv[4]) && run_large(&bench) &&
		run_small(&bench, record.ptr) &&
		run_many(&bench, record.ptr, wrapper.ptr);
	tw_buffer_release(&record);
	tw_buffer_release(&wrapper);
	return !good;
}
