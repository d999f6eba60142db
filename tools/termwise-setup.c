/*
 * termwise-setup: makes git merge, show and check records as termwise does.
 * It starts nothing; all that it does is to put texts in their places.
 */
#include "cli/cli.h"
#include "report/safe.h"
#include "setup/setup.h"

#include <stdlib.h>
#include <unistd.h>

enum { CHECK, REMOVE, RECORDS, CI, SHARED };

static const struct tw_option options[] = {
	[CHECK] = { "check", NULL, "change nothing; say what is missing, "
		"stale, or has no effect" },
	[REMOVE] = { "remove", NULL, "take back all that was put" },
	[RECORDS] = { "records", "DIR", "where the records are, from the top "
		"of the repository (default: with the house rules, or in "
		"\"records\")" },
	[CI] = { "ci", "SITE", "put files for checks at github, gitlab, both "
		"or none (default: what the repository seems to be on)" },
	[SHARED] = { "shared", NULL, "only what is committed and all clones "
		"share, not this machine's driver and hook" },
};

static const struct tw_program program = {
	"setup", "Has git merge, show and check records as termwise does.",
	"[FOLDER]",
	"It puts attributes, a merge driver, a diff driver, a pre-commit hook "
	"and files for checks at GitHub or GitLab into the repository that "
	"FOLDER, or where one stands, lies in, and says a word on each. "
	"Nothing that others wrote is changed. To be run once in each clone; "
	"again, it brings things up to date.",
	options, sizeof(options) / sizeof(*options)
};

static const struct {
	const char *words;
	bool found, unread; /* what the exit status is to say */
} states[TW_SETUP_STATES] = {
	[TW_SETUP_DONE] = { "put", false, false },
	[TW_SETUP_UPDATED] = { "brought up to date", false, false },
	[TW_SETUP_THERE] = { "there", false, false },
	[TW_SETUP_TAKEN] = { "taken back", false, false },
	[TW_SETUP_ABSENT] = { "was not there", false, false },
	[TW_SETUP_UNASKED] = { "not put", false, false },
	[TW_SETUP_CHANGED] = { "left alone", false, false },
	[TW_SETUP_LEFT] = { "left alone", true, false },
	[TW_SETUP_MISSING] = { "missing", true, false },
	[TW_SETUP_STALE] = { "stale", true, false },
	[TW_SETUP_SHADOWED] = { "without effect", true, false },
	[TW_SETUP_FAILED] = { "failed", false, true },
};

static bool read_sites(struct tw_cli *cli, unsigned *sites)
{
	static const char *const names[] = { "none", "github", "gitlab",
		"both", NULL };
	int choice = cli->value[CI] ? tw_cli_choice(cli, "ci", cli->value[CI],
		names) : TW_SETUP_DETECTED;

	*sites = (unsigned)choice;
	return choice >= 0;
}

static bool read_options(struct tw_cli *cli, struct tw_setup_options *o)
{
	*o = (struct tw_setup_options){ .action = TW_SETUP_PUT,
		.place = cli->count ? cli->paths[0] : ".",
		.records = cli->value[RECORDS], .path = getenv("PATH"),
		.shared = cli->value[SHARED] };
	if (cli->value[CHECK])
		o->action = TW_SETUP_CHECK;
	if (cli->value[REMOVE])
		o->action = TW_SETUP_REMOVE;
	if (cli->value[CHECK] && cli->value[REMOVE])
		tw_cli_say(cli, "--check and --remove exclude each other");
	else if (cli->value[REMOVE] && (o->records || cli->value[CI]))
		tw_cli_say(cli, "--remove takes back all, wherever it was "
			"put, and goes neither with --records nor with --ci");
	else if (cli->count > 1)
		tw_cli_say(cli, "one folder at a time; see --help");
	else
		return read_sites(cli, &o->sites);
	return false;
}

/* The folder in which this program lies, beside the others. */
static const char *own_folder(char *path, size_t room)
{
	ssize_t len = readlink("/proc/self/exe", path, room);

	if (len <= 0 || (size_t)len == room)
		return NULL;
	while (len && path[--len] != '/')
		continue;
	path[len] = '\0';
	return path;
}

/* Why something failed is said on standard error. */
static void show(struct tw_cli *cli, const struct tw_setup_thing *thing,
	bool *found, bool *unread)
{
	size_t start = cli->out.len;

	for (; thing; thing = thing->next) {
		bool failed = states[thing->state].unread;

		tw_buffer_format(&cli->out, "%-16s  %s", thing->what,
			states[thing->state].words);
		if (*thing->says && !failed) {
			tw_buffer_string(&cli->out, ": ");
			tw_safe_add(&cli->out, tw_view_of(thing->says));
		}
		tw_buffer_byte(&cli->out, '\n');
		if (failed)
			tw_cli_say(cli, "%s: %s", thing->what, thing->says);
		*found |= states[thing->state].found;
		*unread |= failed;
	}
	tw_safe_lines(&cli->out, start);
}

int main(int argc, char **argv)
{
	struct tw_cli cli;
	struct tw_setup_options setup;
	struct tw_setup_thing *things = NULL;
	struct tw_error err = { TW_OK, "" };
	struct tw_arena *arena;
	bool found = false, unread = false;
	enum tw_status status;
	char path[4096];
	int exit_status;

	if (!tw_cli_begin(&cli, &program, argc, argv, &exit_status))
		return exit_status;
	if (!read_options(&cli, &setup))
		return TW_EXIT_USAGE;
	setup.programs = own_folder(path, sizeof(path));
	arena = tw_arena_new();
	status = arena ? tw_setup_run(&things, &setup, arena, &err) :
		tw_fail_memory(&err);
	show(&cli, things, &found, &unread);
	tw_arena_free(arena);
	return tw_cli_end(&cli, status, &err, found, unread);
}
