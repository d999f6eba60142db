#define _DEFAULT_SOURCE /* wait4 */

#include "bench/measure.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double read_clock(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double measure_now(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

double measure_busy(void)
{
	return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static double seconds_of(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void become(char *const *command, int in, int out)
{
	int nowhere = open("/dev/null", O_WRONLY);

	if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
	    dup2(nowhere, STDERR_FILENO) >= 0)
		execvp(command[0], command);
	_exit(127);
}

static bool run_between(struct measured *measured, char *const *command,
	int in, int out, int most)
{
	double begun = measure_now();
	struct rusage usage;
	int status = -1;
	pid_t child = fork();

	if (!child)
		become(command, in, out);
	if (child < 0 || wait4(child, &status, 0, &usage) != child ||
	    !WIFEXITED(status) || WEXITSTATUS(status) > most)
		return false;
	measured->seconds = measure_now() - begun;
	measured->busy = seconds_of(usage.ru_utime) +
		seconds_of(usage.ru_stime);
	measured->kilobytes = usage.ru_maxrss;
	return true;
}

bool measure_run(struct measured *measured, char *const *command,
	const char *in, const char *out, int most)
{
	/* To empty what the last run left takes time that is not this one's. */
	int to = open(out, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	int from = open(in, O_RDONLY | O_CLOEXEC);
	bool good = from >= 0 && to >= 0 &&
		run_between(measured, command, from, to, most);

	if (!good)
		fprintf(stderr, "bench: %s %s does not run well\n",
			command[0], command[1] ? command[1] : "");
	if (from >= 0)
		close(from);
	if (to >= 0)
		close(to);
	return good;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double measure_median(double *numbers, size_t count)
{
	qsort(numbers, count, sizeof(*numbers), compare);
	return count % 2 ? numbers[count / 2] :
		(numbers[count / 2 - 1] + numbers[count / 2]) / 2;
}
