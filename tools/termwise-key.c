/*
 * termwise-key: pairs that were found by likeness get a key, so that what was
 * likely becomes exact.
 */
#include "cli/keying.h"

#include <string.h>

enum { AREA, PRIORITY, TO, LIST, ABOVE, DRY_RUN, DIFF };

static const struct tw_option options[] = {
	[AREA] = { "area", "NAME", "only this area" },
	[PRIORITY] = { "priority", "SLUG", "only this priority" },
	[TO] = { "to", "TERM", "only what the updates of this term say of the "
		"ones before" },
	[LIST] = { "list", NULL, "list the pairs and the keys they might get, "
		"one a line, and stop" },
	[ABOVE] = { "above", "SCORE", "ask nothing: take what is counted by "
		"likeness from this score on, as in 0.80" },
	[DRY_RUN] = { "dry-run", NULL, "write nothing; list what each record "
		"would get" },
	[DIFF] = { "diff", NULL, "write nothing; show what would change" },
};

static const struct tw_program program = {
	"key", "Writes keys into records, so that a plan and what became of it "
	"are known to be one promise and no longer only likely to be.",
	"[PATH...]",
	"PATH is a record or a folder of records; without one, the folder "
	"\"records\" here or above is read. Each plan that an update took up in "
	"other words is shown with what it became, and asked about. Nothing "
	"else of a record changes. Records that get a key are named on "
	"standard output.",
	options, sizeof(options) / sizeof(*options)
};

/* A score as it is shown: "0.8", "0.803", "1"; in thousandths. */
static bool read_score(unsigned *score, const char *text)
{
	unsigned unit = 1000;
	const char *c = text;

	*score = 0;
	for (; *c >= '0' && *c <= '9' && *score <= 1000; c++)
		*score = *score * 10 + (unsigned)(*c - '0') * 1000;
	if (c == text || *score > 1000)
		return false;
	if (*c == '.' && c[1])
		for (c++; *c >= '0' && *c <= '9' && unit > 1; c++) {
			unit /= 10;
			*score += (unsigned)(*c - '0') * unit;
		}
	return !*c && *score <= 1000;
}

/* The usage is explained where it is wrong. */
static bool read_usage(struct tw_keyer *k)
{
	struct tw_cli *cli = k->cli;
	const char *const *value = cli->value;

	for (size_t i = 0; i < cli->count; i++)
		if (!strcmp(cli->paths[i], "-")) {
			tw_cli_say(cli, "keys are written into files, so that "
				"standard input cannot get one");
			return false;
		}
	if (value[LIST] && (value[ABOVE] || value[DRY_RUN] || value[DIFF])) {
		tw_cli_say(cli, "--list goes without --above, --dry-run and "
			"--diff");
		return false;
	}
	if (cli->output && !value[LIST] && !value[DRY_RUN] && !value[DIFF]) {
		tw_cli_say(cli, "--output goes with --list, --dry-run or "
			"--diff, since records are changed where they lie");
		return false;
	}
	k->what = value[LIST] ? TW_KEYS_LISTED : value[ABOVE] ?
		TW_KEYS_ABOVE : TW_KEYS_ASKED;
	if (value[ABOVE] && !read_score(&k->above, value[ABOVE])) {
		tw_cli_say(cli, "--above takes a score from 0 to 1, such as "
			"0.80, not \"%s\"", value[ABOVE]);
		return false;
	}
	k->dry_run = value[DRY_RUN];
	k->diff = value[DIFF];
	k->area = value[AREA];
	k->priority = value[PRIORITY];
	k->to = value[TO];
	return true;
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static void summarise(const struct tw_keyer *k)
{
	bool only_shown = k->dry_run || k->diff;

	if (k->what == TW_KEYS_LISTED)
		return;
	if (!k->pairs)
		tw_cli_say(k->cli, "no plan is found by likeness alone");
	else
		tw_cli_say(k->cli, "%zu of %zu pair%s %s a key; %zu record%s "
			"%s", k->taken, k->pairs, plural(k->pairs),
			only_shown ? "would get" : k->taken == 1 ||
			k->pairs == 1 ? "has" : "have", k->changed,
			plural(k->changed), only_shown ? "would change" :
			"changed");
	if (k->left)
		tw_cli_say(k->cli, "%zu record%s left as %s", k->left,
			plural(k->left), k->left == 1 ? "it is" : "they are");
}

int main(int argc, char **argv)
{
	struct tw_cli cli;
	struct tw_keyer keyer = { .cli = &cli };
	struct tw_error err = { TW_OK, "" };
	enum tw_status status;
	int exit_status;

	if (!tw_cli_begin(&cli, &program, argc, argv, &exit_status))
		return exit_status;
	if (!read_usage(&keyer))
		return TW_EXIT_USAGE;
	status = tw_keyer_run(&keyer, &err);
	if (!status)
		summarise(&keyer);
	return tw_cli_end(&cli, status, &err, keyer.left, keyer.unread);
}
