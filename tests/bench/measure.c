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

static bool redirect(int to, const char *path, int flags)
{
	int fd = open(path, flags, 0666);

	return fd >= 0 && dup2(fd, to) == to && !close(fd);
}

static void become(char *const *command, const char *in, const char *out)
{
	if (redirect(STDIN_FILENO, in, O_RDONLY) &&
	    redirect(STDOUT_FILENO, out, O_WRONLY | O_CREAT | O_TRUNC) &&
	    redirect(STDERR_FILENO, "/dev/null", O_WRONLY))
		execvp(command[0], command);
	_exit(127);
}

bool measure_run(struct measured *measured, char *const *command,
	const char *in, const char *out)
{
	double begun = measure_now();
	struct rusage usage;
	int status = -1;
	pid_t child = fork();

	if (!child)
		become(command, in, out);
	if (child < 0 || wait4(child, &status, 0, &usage) != child || status) {
		fprintf(stderr, "bench: %s %s does not run well\n",
			command[0], command[1] ? command[1] : "");
		return false;
	}
	measured->seconds = measure_now() - begun;
	measured->busy = seconds_of(usage.ru_utime) +
		seconds_of(usage.ru_stime);
	measured->kilobytes = usage.ru_maxrss;
	return true;
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
