/*
 * Summaries: from records or from partials, to people or to a partial.
 */
#ifndef TW_CLI_SUMMARISE_H
#define TW_CLI_SUMMARISE_H

#include "cli/cli.h"
#include "report/summary.h"

/* What a form has of tables. */
enum tw_form_tables {
	TW_NO_TABLES,
	TW_NO_TEXT,        /* none, and nothing for a terminal */
	TW_ANY_TABLES,     /* one of them, or all */
	TW_ONE_TABLE,
	TW_TABLES_IN_FILE  /* all, and never to standard output */
};

/* How an area, and all of them, are reported. */
struct tw_summary_form {
	tw_area_report *area;  /* a story of each priority; may be NULL */
	tw_county_report *county;
	bool always;           /* stories are wanted whatever is asked for */
	enum tw_form_tables tables;
};

struct tw_summarise_options {
	struct tw_summary_scope scope;
	struct tw_summary_style style;
	const struct tw_summary_form *form;
	const char *revision;   /* NULL: the work tree */
	const char *at;         /* a date; NULL: the revision as it is */
	bool stories;           /* of every priority, however many */
	bool partial;           /* write a partial in place of a summary */
	bool from_partials;     /* the paths are partials */
	bool exit_code;
	const char *site;       /* write a site to this folder; NULL: none */
	const char *url;        /* of the site; NULL: not known */
};

/*
 * *tables are those wanted, as bits: the one that is `asked` for, or all with
 * NULL. False, and said, if a form has no such thing.
 */
bool tw_cli_tables(unsigned *tables, struct tw_cli *cli,
	const struct tw_summary_form *form, const char *asked);

/* Does it all, and ends: returns the exit status. */
int tw_cli_summarise(struct tw_cli *cli,
	const struct tw_summarise_options *options);

#endif
