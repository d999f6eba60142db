/*
 * termwise-diff-by-term: one term against the one before.
 */
#include "cli/revisions.h"

enum { AREA, PRIORITY, THEME, FROM, SINCE, TO, FORMAT, TABLE, ALL, WHY,
	EXIT_CODE, MIN_KEPT, WIDTH, REV, AT };

static const struct tw_option options[] = {
	[AREA] = { "area", "NAME", "only this area" },
	[PRIORITY] = { "priority", "SLUG", "only this priority" },
	[THEME] = { "theme", "SLUG", "only priorities of this theme, their "
		"areas side by side" },
	[FROM] = { "from", "TERM", "compare with this term, as in \"2023-24 "
		"Spring 2\", or with the same term \"last-year\", instead of "
		"the one before" },
	[SINCE] = { "since", "TERM", "compare with the first update in this "
		"term or after it" },
	[TO] = { "to", "TERM", "compare the updates of this term instead of "
		"the latest" },
	[FORMAT] = { "format", "FORM", "text (the default), json, markdown, html, "
		"docx (Word), odt (LibreOffice) or csv" },
	[TABLE] = { "table", "NAME", "with csv, which table: plans or "
		"measures" },
	[ALL] = { "all", NULL, "show every item, not only what moved" },
	[WHY] = { "why", NULL, "show what each plan was taken for, what not, "
		"and why" },
	[EXIT_CODE] = { "exit-code", NULL, "exit with 1 if a plan is "
		"unaccounted for or a figure does not follow" },
	[MIN_KEPT] = { "min-kept", "SHARE", "exit with 1 if fewer plans were "
		"kept, as in \"80%\"" },
	[WIDTH] = { "width", "N", "columns of text, 40 to 1000 (the "
		"terminal's, or 80)" },
	[REV] = { "rev", "REV", "read the records of a commit, tag or branch; "
		"A..B: what two of them say of the same updates" },
	[AT] = { "at", "DATE", "read them as the newest commit has them that "
		"is not after a day, 2024-05-01, or a month, 2024-05" },
};

static const struct tw_program program = {
	"diff-by-term", "Compares updates term by term: what became of each "
	"plan, how figures moved, what is new and what is gone.", "[PATH...]",
	"PATH is a record or a folder of records; without one, the folder "
	"\"records\" here or above is read. For each priority the latest "
	"update is compared with the one before.",
	options, sizeof(options) / sizeof(*options)
};

int main(int argc, char **argv)
{
	struct tw_comparing asked;
	struct tw_cli cli;
	int status;

	if (!tw_cli_begin(&cli, &program, argc, argv, &status))
		return status;
	asked = (struct tw_comparing){
		.area = cli.value[AREA],
		.priority = cli.value[PRIORITY],
		.theme = cli.value[THEME],
		.from = cli.value[FROM],
		.since = cli.value[SINCE],
		.to = cli.value[TO],
		.format = cli.value[FORMAT],
		.table = cli.value[TABLE],
		.all = cli.value[ALL],
		.why = cli.value[WHY],
		.exit_code = cli.value[EXIT_CODE],
		.min_kept = cli.value[MIN_KEPT],
		.width = cli.value[WIDTH],
		.rev = cli.value[REV],
		.at = cli.value[AT],
	};
	return tw_cli_two_revisions(&asked) ? tw_cli_revisions(&cli, &asked) :
		tw_cli_compare(&cli, &asked);
}
