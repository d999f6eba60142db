/*
 * Time and memory of programs that are run one after another.
 */
#ifndef TW_BENCH_MEASURE_H
#define TW_BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

/* What a run took. */
struct measured {
	double seconds; /* from start to end */
	double busy;    /* of all processors, in user and in system mode */
	long kilobytes; /* the most that was in memory at once */
};

/*
 * Runs a program and waits for it. Its standard input is `in`, its standard
 * output goes to the file `out`, its standard error nowhere. False, and said
 * on standard error, if it cannot be run, or ends with a status above `most`.
 */
bool measure_run(struct measured *measured, char *const *command,
	const char *in, const char *out, int most);

/* Seconds since some moment that stays the same. */
double measure_now(void);

/* Seconds that this program has kept a processor busy. */
double measure_busy(void);

/* The middle one; the numbers are sorted by this. */
double measure_median(double *numbers, size_t count);

#endif
