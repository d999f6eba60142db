/*
 * termwise-summarise: many terms of a priority, an area, a theme or a county.
 */
#include "cli/summarise.h"

#include "report/site.h"
#include "report/tables.h"

enum { AREA, PRIORITY, THEME, SINCE, TERM, FORMAT, TABLE, ALL, PARTIAL,
	FROM_PARTIALS, SITE, URL, EXIT_CODE, WIDTH, REV, AT };

static const struct tw_option options[] = {
	[AREA] = { "area", "NAME", "only this area" },
	[PRIORITY] = { "priority", "SLUG", "only this priority" },
	[THEME] = { "theme", "SLUG", "only priorities of this theme, their "
		"areas side by side" },
	[SINCE] = { "since", "TERM", "from this term on, as in \"2023-24 "
		"Spring 2\"" },
	[TERM] = { "term", "TERM", "as it stood in this term" },
	[FORMAT] = { "format", "FORM", "text (the default), json, markdown, "
		"html, docx (Word), odt (LibreOffice), or tables: ndjson, csv "
		"or sqlite" },
	[TABLE] = { "table", "NAME", "only this table: records, items, "
		"measures or plans" },
	[ALL] = { "all", NULL, "the story of every priority, and all that is "
		"overdue" },
	[PARTIAL] = { "partial", NULL, "write what these records contribute, "
		"to be put together later" },
	[FROM_PARTIALS] = { "from-partials", NULL, "each PATH is a partial; "
		"put them together" },
	[SITE] = { "site", "FOLDER", "write pages of everything to FOLDER, "
		"linked, and again only those that changed" },
	[URL] = { "url", "ADDRESS", "where the site will be found, for its "
		"feed" },
	[EXIT_CODE] = { "exit-code", NULL, "exit with 1 if a plan is "
		"unaccounted for or a figure does not follow" },
	[WIDTH] = { "width", "N", "columns of text, 40 to 1000 (the "
		"terminal's, or 80)" },
	[REV] = { "rev", "REV", "read the records of a commit, tag or branch" },
	[AT] = { "at", "DATE", "read them as the newest commit has them that "
		"is not after a day, 2024-05-01, or a month, 2024-05" },
};

static const struct tw_program program = {
	"summarise", "Tells many terms at once: what a priority set out to "
	"do, its impact as it came, its figures, and the plans kept.",
	"[PATH...]",
	"PATH is a record or a folder of records; without one, the folder "
	"\"records\" here or above is read. Of one area each priority is told; "
	"of several, areas and themes are set side by side.",
	options, sizeof(options) / sizeof(*options)
};

/* The forms, by name, and how they are made. */
static const char *const names[] = {
	"text",
	"json",
	"markdown",
	"html",
	"docx",
	"odt",
	"ndjson",
	"csv",
	"sqlite",
	NULL
};
static const struct tw_summary_form forms[] = {
	{ tw_stories_text, tw_county_text, false, TW_NO_TABLES },
	{ tw_stories_json, tw_county_json, true, TW_NO_TABLES },
	{ tw_stories_markdown, tw_county_markdown, false, TW_NO_TABLES },
	{ tw_stories_html, tw_county_html, false, TW_NO_TABLES },
	{ tw_stories_docx, tw_county_docx, false, TW_NO_TEXT },
	{ tw_stories_odt, tw_county_odt, false, TW_NO_TEXT },
	{ tw_tables_area, tw_tables_ndjson, true, TW_ANY_TABLES },
	{ tw_tables_area, tw_tables_csv, true, TW_ONE_TABLE },
	{ tw_tables_area, tw_tables_sqlite, true, TW_TABLES_IN_FILE },
};

/* The form of a site. */
static const struct tw_summary_form pages = { tw_site_area, tw_site_county,
	true, TW_NO_TABLES };

static bool goes_alone(struct tw_cli *cli, int what, const char *why)
{
	static const int none[] = { AREA, PRIORITY, THEME, SINCE, TERM, FORMAT,
		TABLE, ALL, EXIT_CODE };

	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		if (!cli->value[what] || !cli->value[none[i]])
			continue;
		tw_cli_say(cli, "--%s %s and goes without --%s%s",
			options[what].name, why, options[none[i]].name,
			what == PARTIAL ? "; give that where partials are put "
			"together" : "");
		return false;
	}
	return true;
}

static bool check_together(struct tw_cli *cli)
{
	if (!goes_alone(cli, PARTIAL, "holds everything") ||
	    !goes_alone(cli, SITE, "shows everything"))
		return false;
	if (cli->value[FROM_PARTIALS] && (cli->value[REV] || cli->value[AT]))
		tw_cli_say(cli, "--from-partials reads no records, and so "
			"goes without --rev");
	else if (cli->value[SITE] && (cli->output || cli->value[PARTIAL]))
		tw_cli_say(cli, "--site writes to its folder alone, and goes "
			"without --output and --partial");
	else if (cli->value[URL] && !cli->value[SITE])
		tw_cli_say(cli, "--url goes with --site");
	else
		return true;
	return false;
}

int main(int argc, char **argv)
{
	struct tw_summarise_options asked = { .form = forms };
	struct tw_cli cli;
	int status, form = 0;

	if (!tw_cli_begin(&cli, &program, argc, argv, &status))
		return status;
	if (cli.value[FORMAT])
		form = tw_cli_choice(&cli, "format", cli.value[FORMAT], names);
	if (form < 0 || (forms[form].tables == TW_NO_TEXT &&
	    !tw_cli_binary(&cli, names[form])) ||
	    !tw_cli_columns(&asked.style.width, &cli, cli.value[WIDTH]) ||
	    !check_together(&cli) || !tw_cli_tables(&asked.style.tables, &cli,
	    &forms[form], cli.value[TABLE]))
		return TW_EXIT_USAGE;
	asked.scope = (struct tw_summary_scope){ cli.value[AREA],
		cli.value[PRIORITY], cli.value[THEME], cli.value[SINCE],
		cli.value[TERM] };
	asked.style.color = cli.color;
	asked.style.all = cli.value[ALL];
	asked.form = cli.value[SITE] ? &pages : &forms[form];
	asked.site = cli.value[SITE];
	asked.url = cli.value[URL];
	asked.revision = cli.value[REV];
	asked.at = cli.value[AT];
	asked.stories = cli.value[ALL];
	asked.partial = cli.value[PARTIAL];
	asked.from_partials = cli.value[FROM_PARTIALS];
	asked.exit_code = cli.value[EXIT_CODE];
	return tw_cli_summarise(&cli, &asked);
}
