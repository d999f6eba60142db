/*
 * termwise-lint: judges records, each by itself and by those before it.
 */
#include "cli/explain.h"
#include "cli/linting.h"

enum { FORMAT, STRICT, FIX, UNSAFE_FIXES, DIFF,
	BASELINE, WRITE_BASELINE, CHANGED_SINCE, EXPLAIN, LIST, REV, AT, STAGED,
	STDIN_PATH, RULES_FROM, COST, PROSE, NAMES };

static const struct tw_option options[] = {
	[FORMAT] = { "format", "FORM", "text (the default), json, gcc, "
		"sarif, github, gitlab or junit" },
	[STRICT] = { "strict", NULL, "let warnings count as errors do" },
	[FIX] = { "fix", NULL, "mend first what needs no decision, and replace "
		"the files" },
	[UNSAFE_FIXES] = { "unsafe-fixes", NULL, "mend as well by what was "
		"likely meant: look at it with --diff first" },
	[DIFF] = { "diff", NULL, "show what --fix or, if it is given, "
		"--unsafe-fixes would change, and change nothing" },
	[BASELINE] = { "baseline", "FILE", "take the findings as they are that "
		"FILE lists, and say only how many" },
	[WRITE_BASELINE] = { "write-baseline", "HOW", "bring FILE up to date "
		"instead, by shrink or all: what is gone goes, and with all "
		"what is new comes in" },
	[CHANGED_SINCE] = { "changed-since", "REV", "say only what is found in "
		"parts that changed since the work parted from REV" },
	[EXPLAIN] = { "explain", "ID", "say what a finding means, and stop" },
	[LIST] = { "list", NULL, "list all findings there are, and stop" },
	[REV] = { "rev", "REV", "read the records of a commit, tag or branch" },
	[AT] = { "at", "DATE", "read them as the newest commit has them that "
		"is not after a day, 2024-05-01, or a month, 2024-05" },
	[STAGED] = { "staged", NULL, "judge the records that the next commit "
		"changes, as \"git add\" has them" },
	[STDIN_PATH] = { "stdin-path", "PATH",
		"the path that standard input is judged by" },
	[RULES_FROM] = { "rules-from", "REV", "judge by the house rules of a "
		"commit, tag or branch, whatever those beside the records "
		"say" },
	[PROSE] = { "prose", "AIDS", "\"all\", or a list of spelling, "
		"long-item, two-facts and bare-figure, which are off else" },
	[NAMES] = { "names", "FILE", "find the names of a private list, one "
		"a line, that is kept outside the repository" },
	[COST] = { "cost", NULL, "say what each house rule took, in steps" },
};

static const struct tw_program program = {
	"lint", "Checks records and says, in plain English, what is wrong, "
	"where, and what to do.", "[PATH...]",
	"PATH is a record, a folder of records, or - for standard input; "
	"without one, the folder \"records\" here or above is read. The exit "
	"status is 0 if there is no error, 1 if there is one, 2 for wrong use, "
	"3 if something could not be read.",
	options, sizeof(options) / sizeof(*options)
};

int main(int argc, char **argv)
{
	struct tw_cli cli;
	struct tw_linting asked;
	int status;

	if (!tw_cli_begin(&cli, &program, argc, argv, &status))
		return status;
	if (cli.value[EXPLAIN])
		return tw_cli_explain(&cli, cli.value[EXPLAIN]);
	if (cli.value[LIST])
		return tw_cli_list_findings(&cli);
	asked = (struct tw_linting){
		.format = cli.value[FORMAT],
		.strict = cli.value[STRICT],
		.fix = cli.value[FIX],
		.unsafe_fixes = cli.value[UNSAFE_FIXES],
		.diff = cli.value[DIFF],
		.baseline = cli.value[BASELINE],
		.write_baseline = cli.value[WRITE_BASELINE],
		.changed_since = cli.value[CHANGED_SINCE],
		.rev = cli.value[REV],
		.at = cli.value[AT],
		.staged = cli.value[STAGED],
		.stdin_path = cli.value[STDIN_PATH],
		.rules_from = cli.value[RULES_FROM],
		.cost = cli.value[COST],
		.prose = cli.value[PROSE],
		.names = cli.value[NAMES],
	};
	return tw_cli_lint(&cli, &asked);
}
