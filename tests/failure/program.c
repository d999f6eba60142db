#include "program.h"

#include "order.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PIPES = 3, FROM = 0, INTO = 1 };

static void close_both(int ends[2])
{
	close(ends[FROM]);
	close(ends[INTO]);
}

/* Ends that are not given to the program by number are not its own. */
static bool open_pipes(int pipes[PIPES][2])
{
	int made = 0;

	while (made < PIPES && !pipe(pipes[made]) &&
	       fcntl(pipes[made][FROM], F_SETFD, FD_CLOEXEC) >= 0 &&
	       fcntl(pipes[made][INTO], F_SETFD, FD_CLOEXEC) >= 0)
		made++;
	if (made == PIPES)
		return true;
	while (made-- > 0)
		close_both(pipes[made]);
	return false;
}

/* Becomes the program; never returns. */
static void become(const struct start *start, int pipes[PIPES][2], int ways)
{
	const char *input = start->input ? start->input : "/dev/null";

	signal(SIGPIPE, SIG_DFL);
	if (dup2(pipes[0][FROM], ORDERS) < 0 ||
	    dup2(pipes[1][INTO], ANSWERS) < 0 ||
	    dup2(pipes[2][INTO], TOLD) < 0 || dup2(ways, WAYS) < 0 ||
	    setenv("FAULT_SERVER", "1", 1) || setenv("FAULT_INPUT", input, 1) ||
	    (start->loaded && setenv("FAULT_LOADED", "1", 1)) ||
	    setenv("LD_PRELOAD", start->preload, 1))
		_exit(NO_COPY);
	execvp(start->words[0], start->words);
	_exit(NO_COPY);
}

bool program_start(struct program *program, const struct start *start)
{
	int pipes[PIPES][2], ways;

	if (!open_pipes(pipes))
		return false;
	ways = open("../ways", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	program->pid = ways < 0 ? -1 : fork();
	if (!program->pid)
		become(start, pipes, ways);
	if (program->pid < 0 ||
	    fcntl(pipes[2][FROM], F_SETFL, O_NONBLOCK) < 0) {
		for (int i = 0; i < PIPES; i++)
			close_both(pipes[i]);
		return false;
	}
	close(pipes[0][FROM]);
	close(pipes[1][INTO]);
	close(pipes[2][INTO]);
	*program = (struct program){ program->pid, pipes[0][INTO],
		pipes[1][FROM], pipes[2][FROM], ways };
	return true;
}

void program_end(struct program *program)
{
	close(program->orders);
	close(program->answers);
	close(program->told);
	close(program->ways);
	while (waitpid(program->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
}

bool program_run(const struct program *program, const char *fault,
	int *status, bool *struck)
{
	struct order order = { "" };
	char signs[64];

	snprintf(order.fault, sizeof(order.fault), "%s", fault);
	if (ftruncate(program->ways, 0) ||
	    write(program->orders, &order, sizeof(order)) != sizeof(order) ||
	    read(program->answers, status, sizeof(*status)) != sizeof(*status))
		return false;
	/* A front program and the one that it becomes may both tell. */
	*struck = read(program->told, signs, sizeof(signs)) > 0;
	return true;
}
