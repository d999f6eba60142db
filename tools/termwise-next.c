/*
 * termwise-next: the record of the following term, from the last one.
 */
#include "cli/cli.h"
#include "draft/next.h"
#include "report/safe.h"

#include <string.h>

enum { AREA, TERM, INTO, SUCCEEDED, DRY_RUN };

static const struct tw_option options[] = {
	[AREA] = { "area", "NAME", "all priorities of an area that were "
		"reported in its latest term and are not closed" },
	[TERM] = { "term", "TERM", "the term to write for, as in \"2023-24 "
		"Summer 1\", instead of the one after the last record" },
	[INTO] = { "into", "DIR", "the folder of the records, instead of "
		"\"records\" here or above" },
	[SUCCEEDED] = { "succeeded", NULL, "also what another priority "
		"carries on, as its field Succeeds says" },
	[DRY_RUN] = { "dry-run", NULL, "write nothing; say what would be "
		"written" },
};

static const struct tw_program program = {
	"next", "Writes the record of the following term from the last one: "
	"what goes on is carried on, last term's plans become the activity to "
	"report on, and \"# draft:\" comments ask for the rest.",
	"[AREA/PRIORITY...]",
	"A priority is given as AREA/PRIORITY, by its folder, or by the record "
	"to go on from. Nothing that is there is ever replaced. \"termwise "
	"lint\" lists what is to fill in. The exit status is 1 if something "
	"was not written since it is there already, closed, carried on by "
	"another one or not finished.",
	options, sizeof(options) / sizeof(*options)
};

static void add_paths(struct tw_buffer *out, struct tw_view paths)
{
	while (paths.len) {
		size_t len = strlen(paths.ptr);

		tw_safe_add(out, (struct tw_view){ paths.ptr, len });
		tw_buffer_byte(out, '\n');
		paths.ptr += len + 1;
		paths.len -= len + 1;
	}
	tw_safe_lines(out, 0);
}

static void summarise(struct tw_cli *cli, const struct tw_next_result *result)
{
	if (result->written)
		tw_cli_say(cli, "%zu record%s %s, with %zu draft%s to fill in",
			result->written, result->written == 1 ? "" : "s",
			cli->value[DRY_RUN] ? "would be written" : "written",
			result->open, result->open == 1 ? "" : "s");
	else
		tw_cli_say(cli, "nothing %s", cli->value[DRY_RUN] ?
			"would be written" : "was written");
}

int main(int argc, char **argv)
{
	struct tw_cli cli;
	struct tw_next_options asked;
	struct tw_next_result result = { .written = 0 };
	struct tw_error err = { TW_OK, "" };
	enum tw_status status;
	int exit_status;

	if (!tw_cli_begin(&cli, &program, argc, argv, &exit_status))
		return exit_status;
	asked = (struct tw_next_options){ cli.paths, cli.count,
		cli.value[AREA], cli.value[TERM], cli.value[INTO], cli.output,
		cli.value[DRY_RUN], cli.value[SUCCEEDED] };
	status = tw_next_run(&result, &asked, &err);
	tw_cli_note(&cli, tw_buffer_get(&result.notes));
	add_paths(&cli.out, tw_buffer_get(&result.paths));
	/* What is written already is said, whatever came after it. */
	if (status && result.written) {
		tw_cli_say(&cli, "%s", err.message);
		result.unread = true;
		status = TW_OK;
	}
	if (!status)
		summarise(&cli, &result);
	tw_next_release(&result);
	return tw_cli_end(&cli, status, &err, result.refused, result.unread);
}
