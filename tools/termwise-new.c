/*
 * termwise-new: the first record of a priority.
 */
#include "cli/begin.h"

#include "report/safe.h"

enum { AREA, TITLE, PRIORITY, TERM, OFFICERS, THEME, SCOPE, INTO, DRY_RUN };

static const struct tw_option options[] = {
	[AREA] = { "area", "NAME", "the area, by its name or slug" },
	[TITLE] = { "title", "TEXT", "what the priority is about, in a line" },
	[PRIORITY] = { "priority", "SLUG", "its short name, in small letters, "
		"digits and hyphens" },
	[TERM] = { "term", "TERM", "the term of the update, as in \"2023-24 "
		"Summer 1\"" },
	[OFFICERS] = { "officers", "LIST", "their names, with \";\" between "
		"them" },
	[THEME] = { "theme", "LIST", "its themes, with \";\" between them" },
	[SCOPE] = { "scope", "TEXT", "whom and what it takes in" },
	[INTO] = { "into", "DIR", "the folder of the records, instead of "
		"\"records\" here or above; made if it is not there" },
	[DRY_RUN] = { "dry-run", NULL, "write nothing; say what would be "
		"written" },
};

static const struct tw_program program = {
	"new", "Begins a priority: writes its first record, with a \"# "
	"draft:\" comment for all that is to fill in.", "[AREA/PRIORITY]",
	"On a terminal it asks for what the options do not say; without one, "
	"area, title, priority, term and officers are needed. Nothing that is "
	"there is ever replaced: a priority that has a record goes on with "
	"\"termwise next\".",
	options, sizeof(options) / sizeof(*options)
};

static int end(struct tw_cli *cli, const struct tw_begun *begun,
	enum tw_status status, const struct tw_error *err)
{
	bool dry_run = cli->value[DRY_RUN];

	if (!status && begun->path) {
		tw_safe_add(&cli->out, tw_view_of(begun->path));
		tw_buffer_byte(&cli->out, '\n');
		tw_safe_lines(&cli->out, 0);
		tw_cli_say(cli, "1 record %s, with %zu drafts to fill in",
			dry_run ? "would be written" : "written",
			begun->open);
	} else if (!status) {
		tw_cli_say(cli, "nothing was written");
	}
	return tw_cli_end(cli, status, err, begun->refused, begun->unread);
}

int main(int argc, char **argv)
{
	struct tw_cli cli;
	struct tw_begun begun = { .path = NULL };
	struct tw_begin_options asked;
	struct tw_error err = { TW_OK, "" };
	struct tw_arena *arena;
	enum tw_status status;
	int exit_status;

	if (!tw_cli_begin(&cli, &program, argc, argv, &exit_status))
		return exit_status;
	if (cli.count > 1) {
		tw_cli_say(&cli, "one priority at a time; see --help");
		return TW_EXIT_USAGE;
	}
	asked = (struct tw_begin_options){ .argument = cli.paths[0],
		.into = cli.value[INTO], .dry_run = cli.value[DRY_RUN],
		.value = { [TW_AREA] = cli.value[AREA],
			[TW_TITLE] = cli.value[TITLE],
			[TW_PRIORITY] = cli.value[PRIORITY],
			[TW_TERM] = cli.value[TERM],
			[TW_OFFICERS] = cli.value[OFFICERS],
			[TW_THEME] = cli.value[THEME],
			[TW_SCOPE] = cli.value[SCOPE] } };
	arena = tw_arena_new();
	status = arena ? tw_begin(&begun, &cli, &asked, arena, &err) :
		tw_fail_memory(&err);
	exit_status = end(&cli, &begun, status, &err);
	tw_arena_free(arena);
	return exit_status;
}
