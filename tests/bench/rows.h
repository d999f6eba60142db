/*
 * Commands that are run in turns, so that what they take can be compared.
 */
#ifndef TW_BENCH_ROWS_H
#define TW_BENCH_ROWS_H

#include "bench/measure.h"

#include <limits.h>

enum { MOST_ROWS = 8, MOST_ROUNDS = 301, MOST_WORDS = 16 };

/* A command, its words put together for what is at hand. */
struct row {
	const char *name;
	const char *aim;
	const char *in; /* its standard input */
	struct row *before; /* NULL, or what is run first, and not measured */
	int most; /* the highest exit status that is none of failure */
	char words[MOST_WORDS][PATH_MAX];
	char *command[MOST_WORDS + 1];
	unsigned count;
};

/* What came of a row: medians, and the median of ratios round by round. */
struct result {
	double seconds, busy, ratio;
	long kilobytes;
};

/* The next row of a list. */
struct row *row_begin(struct row *rows, unsigned *count, const char *name,
	const char *aim);

/* Adds a word to its command. */
void row_add(struct row *row, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Runs all rows in turns; the ratio is to the row `base`. What they print
 * goes to the file `out`. False if one of them fails.
 */
bool rows_run(struct result *results, const struct row *rows, unsigned count,
	unsigned base, unsigned rounds, const char *out);

#endif
