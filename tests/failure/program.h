/*
 * A program of a scenario, which is loaded once and run as often as it is
 * asked for; order.h says how.
 */
#ifndef TW_FAILURE_PROGRAM_H
#define TW_FAILURE_PROGRAM_H

#include <stdbool.h>
#include <sys/types.h>

struct program {
	pid_t pid;
	int orders, answers, told;
	int ways; /* the file "../ways" */
};

/* How it is to be run, in the current folder. */
struct start {
	const char *preload; /* fault.c built */
	char **words;        /* the command, and NULL */
	const char *input;   /* for its standard input; NULL: nothing */
	bool loaded;         /* libgit2 is at work beforehand */
};

/*
 * Loads a program, which program_end lets go. False, with errno, if the
 * machine fails.
 */
bool program_start(struct program *program, const struct start *start);
void program_end(struct program *program);

/*
 * Runs it: *status is as waitpid has it, and *struck says whether the fault
 * ("KIND:NUMBER", "": none) happened. False if it is no longer there.
 */
bool program_run(const struct program *program, const char *fault,
	int *status, bool *struck);

#endif
