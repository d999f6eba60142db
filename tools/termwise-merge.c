/*
 * termwise-merge: two changed copies of a record made one, item by item; the
 * merge driver that git runs. It starts nothing, and loads libgit2 only where
 * there is a conflict, or a copy that cannot be read.
 */
#include "base/file.h"
#include "cli/audit.h"
#include "cli/merge.h"

#include <string.h>

enum { DRIVER, TWO, STYLE, CHECK, FORMAT };

static const struct tw_option options[] = {
	[DRIVER] = { "driver", NULL, "run by git: the arguments are \"%O %A "
		"%B %L %P\", and \"%S %X %Y\" if git gives them; the result "
		"takes the place of %A" },
	[TWO] = { "two", NULL, "merge two copies of which nobody has the "
		"base: keep what only one has" },
	[STYLE] = { "style", "STYLE", "what stands between markers: merge, "
		"diff3 or zdiff3 (default: as git is configured)" },
	[CHECK] = { "check", "RANGE", "find what merges of the past lost, "
		"doubled or decided unseen: those of \"A..B\", or of all that B "
		"comes from, in the records or folders PATH" },
	[FORMAT] = { "format", "FORM", "of --check: text (the default), json "
		"or gcc" },
};

static const struct tw_program program = {
	"merge", "Makes one record of two changed copies, item by item.",
	"BASE OURS THEIRS",
	"Or, with --two, OURS THEIRS; or, with --check, PATH... What both changed, and not to the same, "
	"stands between markers, below a comment that says what each side "
	"did; the exit status is then 1. A copy with a line that has no place "
	"is merged line by line.",
	options, sizeof(options) / sizeof(*options)
};

enum { DRIVER_LEAST = 5, DRIVER_MOST = 8, DRIVER_FAILED = 129 };

static bool usage_fits(struct tw_cli *cli)
{
	if (cli->value[CHECK] && (cli->value[DRIVER] || cli->value[TWO] ||
	    cli->value[STYLE]))
		tw_cli_say(cli, "--check looks over merges that are made, and "
			"goes with none of --driver, --two and --style");
	else if (cli->value[FORMAT] && !cli->value[CHECK])
		tw_cli_say(cli, "--format goes with --check");
	else if (cli->value[CHECK])
		return true;
	else if (cli->value[DRIVER] && (cli->value[TWO] || cli->output))
		tw_cli_say(cli, "--driver goes neither with --two nor with "
			"--output");
	else if (cli->value[DRIVER] && (cli->count < DRIVER_LEAST ||
	         cli->count > DRIVER_MOST))
		tw_cli_say(cli, "--driver takes %%O %%A %%B %%L %%P, and %%S "
			"%%X %%Y if git gives them");
	else if (!cli->value[DRIVER] && cli->value[TWO] && cli->count != 2)
		tw_cli_say(cli, "--two takes two copies, OURS and THEIRS");
	else if (!cli->value[DRIVER] && !cli->value[TWO] && cli->count != 3)
		tw_cli_say(cli, "three copies are needed, BASE, OURS and "
			"THEIRS; see --help");
	else
		return true;
	return false;
}

/* As git's driver: %A is in conflict as a whole until all is done. */
static enum tw_status drive(struct tw_merger *merger, bool *conflict,
	struct tw_error *err)
{
	const char *target = merger->cli->paths[1];
	struct tw_view text;
	enum tw_status status = tw_merger_marked(&text, merger, err);

	if (!status)
		status = tw_file_swap(target, text, err);
	if (!status)
		status = tw_merger_run(&text, conflict, merger, err);
	if (!status)
		status = tw_file_swap(target, text, err);
	return status;
}

static enum tw_status show(struct tw_merger *merger, bool *conflict,
	struct tw_error *err)
{
	struct tw_view text;
	enum tw_status status = tw_merger_run(&text, conflict, merger, err);

	if (!status)
		tw_buffer_view(&merger->cli->out, text);
	return status;
}

/* A driver that ends with 2 would say that there are conflicts. */
static bool asks_driver(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (!strcmp(argv[i], "--driver"))
			return true;
	return false;
}

int main(int argc, char **argv)
{
	struct tw_cli cli;
	struct tw_merger merger;
	struct tw_error err = { TW_OK, "" };
	bool driver = asks_driver(argc, argv), conflict = false;
	enum tw_status status;
	int exit_status;

	if (!tw_cli_begin(&cli, &program, argc, argv, &exit_status))
		return driver && exit_status ? DRIVER_FAILED : exit_status;
	driver = cli.value[DRIVER];
	if (!usage_fits(&cli))
		return driver ? DRIVER_FAILED : TW_EXIT_USAGE;
	if (cli.value[CHECK])
		return tw_audit_history(&cli, cli.value[CHECK],
			cli.value[FORMAT]);
	status = tw_merger_begin(&merger, &cli, driver, cli.value[STYLE],
		&err);
	if (!status)
		status = driver ? drive(&merger, &conflict, &err) :
			show(&merger, &conflict, &err);
	tw_merger_end(&merger);
	exit_status = tw_cli_end(&cli, status, &err, conflict, false);
	return driver && exit_status > TW_EXIT_FOUND ? DRIVER_FAILED :
		exit_status;
}
