#include "bench/rows.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct row *row_begin(struct row *rows, unsigned *count, const char *name,
	const char *aim)
{
	struct row *row = &rows[(*count)++];

	row->name = name;
	row->aim = aim;
	row->in = "/dev/null";
	row->before = NULL;
	row->most = 0;
	row->count = 0;
	return row;
}

void row_add(struct row *row, const char *format, ...)
{
	char *word = row->words[row->count];
	va_list args;

	va_start(args, format);
	vsnprintf(word, PATH_MAX, format, args);
	va_end(args);
	row->command[row->count++] = word;
	row->command[row->count] = NULL;
}

static bool run(struct measured *measured, const struct row *row,
	const char *out)
{
	return (!row->before || run(measured, row->before, out)) &&
		measure_run(measured, row->command, row->in, out, row->most);
}

bool rows_run(struct result *results, const struct row *rows, unsigned count,
	unsigned base, unsigned rounds, const char *out)
{
	static double seconds[MOST_ROWS][MOST_ROUNDS], ratio[MOST_ROUNDS],
		busy[MOST_ROWS][MOST_ROUNDS];
	struct measured measured;

	memset(results, 0, count * sizeof(*results));
	/* The first round warms up and does not count. */
	for (unsigned k = 0; k <= rounds; k++)
		for (unsigned i = 0; i < count; i++) {
			if (!run(&measured, &rows[i], out))
				return false;
			if (!k)
				continue;
			seconds[i][k - 1] = measured.seconds;
			busy[i][k - 1] = measured.busy;
			if (measured.kilobytes > results[i].kilobytes)
				results[i].kilobytes = measured.kilobytes;
		}
	for (unsigned i = 0; i < count; i++) {
		for (unsigned k = 0; k < rounds; k++)
			ratio[k] = seconds[i][k] / seconds[base][k];
		results[i].ratio = measure_median(ratio, rounds);
		results[i].busy = measure_median(busy[i], rounds);
	}
	for (unsigned i = 0; i < count; i++)
		results[i].seconds = measure_median(seconds[i], rounds);
	return true;
}
