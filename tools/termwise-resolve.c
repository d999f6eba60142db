/*
 * termwise-resolve: the conflicts that a merge left in records, settled one
 * at a time on a terminal, or all alike. It starts nothing but the user's own
 * editor, and asks history only where people are asked.
 */
#include "cli/resolve.h"

#include <string.h>

enum { LIST, TAKE };

static const struct tw_option options[] = {
	[LIST] = { "list", NULL, "list the conflicts, one a line, and stop" },
	[TAKE] = { "take", "SIDE", "ask nothing: take ours, theirs or both "
		"everywhere" },
};

static const struct tw_program program = {
	"resolve", "Settles the conflicts that a merge left in records, one at "
	"a time.", "[PATH...]",
	"PATH is a record or a folder of records; without one, the folder "
	"\"records\" here or above is read. Each conflict is shown with who "
	"wrote what and when, and asked about. Records that are settled are "
	"named on standard output. The exit status is 0 if no conflict is "
	"left, 1 if one is.",
	options, sizeof(options) / sizeof(*options)
};

/* The usage is explained where it is wrong. */
static bool read_usage(struct tw_resolver *r)
{
	static const char *const sides[] = { "ours", "theirs", "both", NULL };
	struct tw_cli *cli = r->cli;
	int side;

	for (size_t i = 0; i < cli->count; i++)
		if (!strcmp(cli->paths[i], "-")) {
			tw_cli_say(cli, "a record is settled in its file, not "
				"in standard input");
			return false;
		}
	if (cli->value[LIST] && cli->value[TAKE]) {
		tw_cli_say(cli, "--list goes without --take");
		return false;
	}
	r->what = cli->value[LIST] ? TW_LIST : TW_ASK;
	if (cli->value[TAKE]) {
		side = tw_cli_choice(cli, "take", cli->value[TAKE], sides);
		r->what = (enum tw_resolving)(TW_OURS_ALL + side);
		return side >= 0;
	}
	return true;
}

static const char *next_step(const struct tw_resolver *r)
{
	static const char *const steps[] = {
		[TW_NOTHING_UNDER_WAY] = "\"git commit\"",
		[TW_MERGE_UNDER_WAY] = "\"git commit\"",
		[TW_REBASE_UNDER_WAY] = "\"git rebase --continue\"",
		[TW_PICK_UNDER_WAY] = "\"git cherry-pick --continue\"",
		[TW_REVERT_UNDER_WAY] = "\"git revert --continue\"",
	};

	return steps[r->under_way];
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static bool is_left(const struct tw_resolver *r)
{
	return r->left || r->broken || r->passed;
}

static void summarise(struct tw_resolver *r)
{
	if (r->what == TW_LIST)
		return;
	if (r->records)
		tw_resolver_say(r, "%zu conflict%s settled; %zu record%s %s "
			"free of them now", r->settled, plural(r->settled),
			r->records, plural(r->records),
			r->records == 1 ? "is" : "are");
	else if (r->settled)
		tw_resolver_say(r, "%zu conflict%s settled", r->settled,
			plural(r->settled));
	if (r->left)
		tw_resolver_say(r, "%zu conflict%s left as %s", r->left,
			plural(r->left), r->left == 1 ? "it is" : "they are");
	if (r->passed)
		tw_resolver_say(r, "%zu record%s more to settle", r->passed,
			plural(r->passed));
	if (!r->settled && !is_left(r) && !r->unread)
		tw_resolver_say(r, "no record is in conflict");
	if (r->records && r->in_git)
		tw_resolver_say(r, "next: \"git add\" each record named here"
			"%s%s", is_left(r) ? "" : ", then ",
			is_left(r) ? "" : next_step(r));
}

int main(int argc, char **argv)
{
	struct tw_cli cli;
	struct tw_resolver resolver = { .cli = &cli };
	struct tw_error err = { TW_OK, "" };
	enum tw_status status;
	int exit_status;

	if (!tw_cli_begin(&cli, &program, argc, argv, &exit_status))
		return exit_status;
	if (!read_usage(&resolver))
		return TW_EXIT_USAGE;
	status = tw_resolver_run(&resolver, &err);
	if (!status)
		summarise(&resolver);
	return tw_cli_end(&cli, status, &err, is_left(&resolver),
		resolver.unread);
}
