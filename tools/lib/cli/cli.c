#define _XOPEN_SOURCE 700 /* SIGXFSZ */

#include "cli/cli.h"

#include "base/file.h"
#include "base/lines.h"
#include "base/utf8.h"
#include "report/safe.h"

#include <getopt.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* Every program has these, behind its own. */
static const struct tw_option common[] = {
	{ "output", "FILE", "write to FILE, whole or not at all" },
	{ "color", "WHEN", "auto (the default), always or never" },
	{ "help", NULL, "show this and stop" },
	{ "version", NULL, "show the version and stop" },
};

enum { OUTPUT, COLOR, HELP, VERSION, COMMON };

/* What getopt returns for an option: above any character. */
enum { FIRST_OPTION = 256 };

/*
 * Behind "@(#)" stands what what(1) shows of a program, and termwise-setup
 * finds out without running it.
 */
static const char version[] = "@(#)termwise " TERMWISE_VERSION;

/* ---- messages ---- */

static void write_error(struct tw_view text)
{
	struct tw_error ignored;

	/* If standard error is closed, there is nobody left to tell. */
	(void)tw_fd_write(STDERR_FILENO, text, "standard error", &ignored);
}

static void clear_progress(struct tw_cli *cli)
{
	if (cli->progress)
		write_error(TW_VIEW("\r\x1B[K"));
	cli->progress = false;
}

void tw_cli_note(struct tw_cli *cli, struct tw_view notes)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_view note;

	if (!notes.len)
		return;
	clear_progress(cli);
	while (tw_cut(&note, &notes, '\0')) {
		tw_safe_add(&text, note);
		tw_buffer_byte(&text, '\n');
	}
	tw_safe_lines(&text, 0);
	write_error(tw_buffer_get(&text));
	tw_buffer_release(&text);
}

void tw_cli_say(struct tw_cli *cli, const char *format, ...)
{
	char text[2048];
	int start;
	va_list args;

	start = snprintf(text, sizeof(text), "termwise%s%s: ",
		*cli->program->name ? "-" : "", cli->program->name);
	va_start(args, format);
	vsnprintf(text + start, sizeof(text) - (size_t)start, format, args);
	va_end(args);
	tw_cli_note(cli, tw_view_of(text));
}

static long long milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

void tw_cli_progress(struct tw_cli *cli, size_t count, const char *what)
{
	char text[96];

	/* begun is 0 where nobody watches, and moves on with each line. */
	if (!cli->begun || milliseconds() - cli->begun < 1000)
		return;
	cli->begun += 200;
	snprintf(text, sizeof(text), "\r%zu %s so far", count, what);
	write_error(tw_view_of(text));
	cli->progress = true;
}

/* ---- usage ---- */

/* A newline in the text begins a line, with the blanks that follow it. */
static void add_wrapped(struct tw_buffer *out, const char *text,
	size_t indent, size_t column)
{
	size_t start = column;

	while (*text) {
		size_t len = strcspn(text, " \n");

		if (column > start && column + 1 + len > 78) {
			tw_buffer_byte(out, '\n');
			tw_buffer_pad(out, ' ', indent);
			column = start = indent;
		} else if (column > start) {
			tw_buffer_byte(out, ' ');
			column++;
		}
		tw_buffer_add(out, text, len);
		column += len;
		text += len + (text[len] == ' ');
		if (*text == '\n') {
			len = strspn(++text, " ");
			tw_buffer_byte(out, '\n');
			tw_buffer_pad(out, ' ', len);
			column = start = len;
			text += len;
		}
	}
	tw_buffer_byte(out, '\n');
}

static void add_option(struct tw_buffer *out, const struct tw_option *option)
{
	size_t start = out->len, width;

	tw_buffer_format(out, "  --%s%s%s", option->name,
		option->value ? "=" : "", option->value ? option->value : "");
	width = out->len - start;
	if (width > 22) {
		tw_buffer_byte(out, '\n');
		width = 0;
	}
	tw_buffer_pad(out, ' ', 24 - width);
	add_wrapped(out, option->help, 24, 24);
}

static void add_usage(struct tw_buffer *out, const struct tw_program *program)
{
	tw_buffer_format(out, "Usage: termwise%s%s [OPTION...] %s\n\n",
		*program->name ? " " : "", program->name, program->arguments);
	add_wrapped(out, program->summary, 0, 0);
	tw_buffer_byte(out, '\n');
	if (*program->about) {
		add_wrapped(out, program->about, 0, 0);
		tw_buffer_byte(out, '\n');
	}
	for (size_t i = 0; i < program->count; i++)
		add_option(out, &program->options[i]);
	for (size_t i = 0; i < COMMON; i++)
		add_option(out, &common[i]);
}

/* ---- options ---- */

static const struct tw_option *option_at(const struct tw_program *program,
	size_t i)
{
	return i < program->count ? &program->options[i] :
		&common[i - program->count];
}

/* The option whose name is nearest to what was typed, or NULL. */
static const char *nearest(const struct tw_program *program,
	const char *typed)
{
	struct tw_view name = { typed, strcspn(typed, "=") };
	const char *best = NULL;
	unsigned least = 3;

	for (size_t i = 0; i < program->count + COMMON; i++) {
		const char *known = option_at(program, i)->name;
		unsigned slips = tw_slips(name, tw_view_of(known), 2);

		/* Other programs ask for the term by the other name. */
		if (!strncmp(typed, known, name.len) ||
		    (tw_view_equal(name, TW_VIEW("term")) &&
		     !strcmp(known, "to")) ||
		    (tw_view_equal(name, TW_VIEW("to")) &&
		     !strcmp(known, "term")))
			slips = 0;
		/* Of two letters hardly one is left to be meant. */
		if (slips < least && slips < strlen(known)) {
			least = slips;
			best = known;
		}
	}
	return best;
}

/*
 * getopt has moved past the argument that is wrong, but within a run of
 * short options, of which there are none, so the one before is meant.
 */
static void say_wrong(struct tw_cli *cli, int kind, char **argv)
{
	const char *typed = argv[optind > 1 ? optind - 1 : 1], *near;

	if (optopt && typed[1] != '-')
		typed = argv[optind] ? argv[optind] : typed;
	if (kind == ':') {
		tw_cli_say(cli, "%s needs a value; see --help", typed);
		return;
	}
	near = typed[0] == '-' && typed[1] == '-' ?
		nearest(cli->program, typed + 2) : NULL;
	if (strchr(typed, '=') && near &&
	    !strncmp(typed + 2, near, strlen(near)) &&
	    typed[2 + strlen(near)] == '=')
		tw_cli_say(cli, "--%s takes no value; see --help", near);
	else if (near)
		tw_cli_say(cli, "there is no option %s; did you mean --%s?",
			typed, near);
	else
		tw_cli_say(cli, "there is no option %s; see --help", typed);
}

static bool read_options(struct tw_cli *cli, int argc, char **argv)
{
	const struct tw_program *program = cli->program;
	struct option table[TW_MOST_OPTIONS + 1] = { { NULL, 0, NULL, 0 } };
	int found;

	for (size_t i = 0; i < program->count + COMMON; i++) {
		const struct tw_option *option = option_at(program, i);

		table[i] = (struct option){ option->name, option->value ?
			required_argument : no_argument, NULL,
			FIRST_OPTION + (int)i };
	}
	opterr = 0;
	while ((found = getopt_long(argc, argv, ":", table, NULL)) != -1) {
		if (found < FIRST_OPTION) {
			say_wrong(cli, found, argv);
			return false;
		}
		cli->value[found - FIRST_OPTION] = optarg ? optarg : "";
	}
	cli->paths = argv + optind;
	cli->count = (size_t)(argc - optind);
	return true;
}

int tw_cli_choice(struct tw_cli *cli, const char *option, const char *value,
	const char *const *names)
{
	struct tw_buffer list = TW_BUFFER_INIT;

	for (int i = 0; names[i]; i++) {
		if (!strcmp(names[i], value)) {
			tw_buffer_release(&list);
			return i;
		}
		tw_buffer_string(&list, !i ? "" : names[i + 1] ? ", " : " or ");
		tw_buffer_string(&list, names[i]);
	}
	tw_cli_say(cli, "--%s takes %.*s, not \"%s\"", option,
		TW_ARG(tw_buffer_get(&list)), value);
	tw_buffer_release(&list);
	return -1;
}

static bool choose_color(struct tw_cli *cli, const char *when)
{
	static const char *const names[] = { "auto", "always", "never", NULL };
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
	int choice = when ? tw_cli_choice(cli, "color", when, names) : 0;

	cli->color = choice == 1 || (choice == 0 && cli->terminal &&
		!(no && *no) && !(term && !strcmp(term, "dumb")));
	return choice >= 0;
}

unsigned tw_cli_width(int fd)
{
	struct winsize size;

	return isatty(fd) && !ioctl(fd, TIOCGWINSZ, &size) && size.ws_col ?
		size.ws_col : 80;
}

static void look_at_terminal(struct tw_cli *cli)
{
	cli->terminal = !cli->output && isatty(STDOUT_FILENO);
	cli->width = cli->terminal ? tw_cli_width(STDOUT_FILENO) : 80;
	cli->begun = isatty(STDERR_FILENO) ? milliseconds() : 0;
}

bool tw_cli_begin(struct tw_cli *cli, const struct tw_program *program,
	int argc, char **argv, int *exit_status)
{
	struct tw_error err = { TW_OK, "" };
	size_t own = program->count;

	*cli = (struct tw_cli){ .program = program };
	*exit_status = TW_EXIT_USAGE;
	/* A closed pipe or a full quota is a failed write like any other. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	if (!read_options(cli, argc, argv))
		return false;
	cli->output = cli->value[own + OUTPUT];
	look_at_terminal(cli);
	if (!choose_color(cli, cli->value[own + COLOR]))
		return false;
	if (!cli->value[own + HELP] && !cli->value[own + VERSION])
		return true;
	if (cli->value[own + HELP])
		add_usage(&cli->out, program);
	else
		tw_buffer_format(&cli->out, "termwise%s%s %s\n",
			*program->name ? "-" : "", program->name,
			strchr(version, ' ') + 1);
	*exit_status = tw_cli_end(cli, TW_OK, &err, false, false);
	return false;
}

/* ---- output ---- */

static enum tw_status write_out(struct tw_cli *cli, struct tw_error *err)
{
	enum tw_status status;

	if (cli->out.failed)
		return tw_fail_memory(err);
	clear_progress(cli);
	status = tw_fd_write(STDOUT_FILENO, tw_buffer_get(&cli->out),
		"standard output", err);
	tw_buffer_clear(&cli->out);
	return status;
}

bool tw_cli_binary(struct tw_cli *cli, const char *form)
{
	if (cli->terminal)
		tw_cli_say(cli, "--format=%s makes a file that no terminal can "
			"show; name one with --output", form);
	return !cli->terminal;
}

bool tw_cli_columns(unsigned *columns, struct tw_cli *cli, const char *typed)
{
	char *end;
	long wanted = typed ? strtol(typed, &end, 10) : cli->width;

	*columns = (unsigned)wanted;
	if (!typed || (*typed && !*end && wanted >= 40 && wanted <= 1000))
		return true;
	tw_cli_say(cli, "--width takes a number from 40 to 1000, not \"%s\"",
		typed);
	return false;
}

enum tw_status tw_cli_flush(struct tw_cli *cli, struct tw_error *err)
{
	/* A file is replaced as a whole, so its content is kept together. */
	return cli->output || cli->out.len < 1 << 16 ? TW_OK :
		write_out(cli, err);
}

static enum tw_status finish(struct tw_cli *cli, struct tw_error *err)
{
	enum tw_status status;

	if (cli->output && !cli->out.failed)
		return tw_file_replace(cli->output, tw_buffer_get(&cli->out),
			err);
	status = write_out(cli, err);
	if (!status && close(STDOUT_FILENO))
		status = tw_fail(err, TW_IO,
			"standard output could not be written to its end");
	return status;
}

int tw_cli_end(struct tw_cli *cli, enum tw_status status,
	const struct tw_error *err, bool found, bool unread)
{
	struct tw_error failed = { status, "" };

	clear_progress(cli);
	if (status)
		failed = *err;
	else
		status = finish(cli, &failed);
	if (status)
		tw_cli_say(cli, "%s", failed.message);
	tw_buffer_release(&cli->out);
	if (status == TW_USAGE)
		return TW_EXIT_USAGE;
	return status || unread ? TW_EXIT_UNREAD :
		found ? TW_EXIT_FOUND : TW_EXIT_FINE;
}
