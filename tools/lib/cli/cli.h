/*
 * What every program does alike: options from a table, output, progress,
 * messages, exit status.
 */
#ifndef TW_CLI_CLI_H
#define TW_CLI_CLI_H

#include "base/buffer.h"

enum { TW_EXIT_FINE = 0, TW_EXIT_FOUND = 1, TW_EXIT_USAGE = 2,
	TW_EXIT_UNREAD = 3 };

enum { TW_MOST_OPTIONS = 32 };

/* An option: its name, its value's name (NULL: a switch), what it does. */
struct tw_option {
	const char *name;
	const char *value;
	const char *help;
};

/* What a program is; usage is printed from it. */
struct tw_program {
	const char *name;      /* "lint" of termwise-lint; "": termwise */
	const char *summary;   /* one line */
	const char *arguments; /* behind the options: "[PATH...]" */
	const char *about;     /* whole sentences, wrapped; "\n" breaks */
	const struct tw_option *options; /* those of its own */
	size_t count;
};

struct tw_cli {
	const struct tw_program *program;
	const char *value[TW_MOST_OPTIONS]; /* of each option; "": a switch */
	char **paths;                       /* what is left */
	size_t count;
	bool color;          /* of standard output */
	bool terminal;       /* standard output is one */
	unsigned width;      /* its columns, or 80 */
	const char *output;  /* NULL: standard output */
	struct tw_buffer out;
	long long begun;     /* milliseconds, for the progress */
	bool progress;       /* a line of it stands on the terminal */
};

/*
 * Reads the arguments. True if the program has to go on; else *exit_status
 * says how it ends: --help and --version are answered, and wrong use is
 * explained, here.
 */
bool tw_cli_begin(struct tw_cli *cli, const struct tw_program *program,
	int argc, char **argv, int *exit_status);

/* The columns of the terminal that a descriptor is, or 80. */
unsigned tw_cli_width(int fd);

/* One of `names` (NULL at the end) by its number; -1, said, if it is none. */
int tw_cli_choice(struct tw_cli *cli, const char *option, const char *value,
	const char *const *names);

/*
 * True unless a form that is no text would go to a terminal: that is said,
 * and what to do.
 */
bool tw_cli_binary(struct tw_cli *cli, const char *form);

/*
 * The columns that --width asks for, `typed` (NULL: those of cli->width);
 * false, said, if it is no number from 40 to 1000.
 */
bool tw_cli_columns(unsigned *columns, struct tw_cli *cli, const char *typed);

/* Sends what is in cli->out on its way; called now and then. */
enum tw_status tw_cli_flush(struct tw_cli *cli, struct tw_error *err);

/* Says on a terminal, after a second, how far a long run is. */
void tw_cli_progress(struct tw_cli *cli, size_t count, const char *what);

/* A message on standard error, with the program's name; made safe. */
void tw_cli_say(struct tw_cli *cli, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Notes of a task (tw_task_note), each on a line of its own, made safe. */
void tw_cli_note(struct tw_cli *cli, struct tw_view notes);

/*
 * Ends: writes out what is left, reports `err` if `status` is a failure, and
 * returns the exit status; what could not be read or written beats findings.
 */
int tw_cli_end(struct tw_cli *cli, enum tw_status status,
	const struct tw_error *err, bool found, bool unread);

#endif
