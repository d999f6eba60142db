/*
 * termwise-export: records as the document that officers know.
 */
#include "cli/run.h"
#include "report/document.h"

enum { AREA, PRIORITY, TERM, FORMAT, MARKS, REV, AT, STDIN_PATH };

static const struct tw_option options[] = {
	[AREA] = { "area", "NAME", "the updates of this area" },
	[PRIORITY] = { "priority", "SLUG", "only this priority" },
	[TERM] = { "term", "TERM", "the updates of this term, as in \"2023-24 "
		"Spring 2\", instead of the latest" },
	[FORMAT] = { "format", "FORM", "text (the default), markdown, html, "
		"docx (Word) or odt (LibreOffice)" },
	[MARKS] = { "with-marks", NULL, "show each record whole: its fields, "
		"keys, figures and comments" },
	[REV] = { "rev", "REV", "read the records of a commit, tag or branch" },
	[AT] = { "at", "DATE", "read them as the newest commit has them that "
		"is not after a day, 2024-05-01, or a month, 2024-05" },
	[STDIN_PATH] = { "stdin-path", "PATH",
		"the path that standard input is called by" },
};

static const struct tw_program program = {
	"export", "Writes a record, or all updates of an area for a term, as "
	"the one document that officers know.", "[PATH...]",
	"PATH is a record, a folder of records, or - for standard input; "
	"without one, the folder \"records\" here or above is read. A document "
	"is of one area and one term; without --term, of the latest one.",
	options, sizeof(options) / sizeof(*options)
};

static const char *const forms[] = { "text", "markdown", "html",
	"docx", "odt", NULL };

static void report(struct tw_buffer *out, const struct tw_document *document,
	void *context)
{
	tw_document_write(out, document, context);
}

/* Prints the document, or says that there is none and what there is. */
static enum tw_status print(struct tw_cli *cli, struct tw_run *run,
	const struct tw_export *all, struct tw_error *err)
{
	struct tw_buffer nothing = TW_BUFFER_INIT;
	struct tw_view document;
	enum tw_status status = tw_export_settle(&document, &nothing, all,
		err);

	tw_buffer_view(&cli->out, document);
	if (nothing.len) {
		tw_cli_say(cli, "%.*s", TW_ARG(tw_buffer_get(&nothing)));
		run->found = true;
		cli->output = NULL; /* What was there before is no worse. */
	}
	tw_buffer_release(&nothing);
	return status;
}

static int run_export(struct tw_cli *cli, struct tw_document_style *style)
{
	const char *const *value = cli->value;
	struct tw_corpus_options corpus = { cli->paths, cli->count,
		value[REV], value[STDIN_PATH], .output = cli->output,
		.at = value[AT] };
	struct tw_export all = { .scope = { value[AREA], value[PRIORITY],
		value[TERM] }, .report = report, .context = style };
	struct tw_job job = { .work = tw_export_task, .context = &all,
		.whole_areas = true };
	struct tw_run run = { .cli = cli, .progress = TW_TALLY_EXPORTED,
		.take = tw_export_take, .taker = &all };
	struct tw_error err = { TW_OK, "" };
	enum tw_status status = tw_run_corpus(&run, &corpus, job, &err);

	if (!status)
		status = print(cli, &run, &all, &err);
	tw_export_release(&all);
	return tw_cli_end(cli, status, &err, run.found, run.unread);
}

int main(int argc, char **argv)
{
	struct tw_cli cli;
	struct tw_document_style style = { .form = TW_DOCUMENT_TEXT };
	int status, form = TW_DOCUMENT_TEXT;

	if (!tw_cli_begin(&cli, &program, argc, argv, &status))
		return status;
	if (cli.value[FORMAT])
		form = tw_cli_choice(&cli, "format", cli.value[FORMAT], forms);
	if (form < 0)
		return TW_EXIT_USAGE;
	if (form >= TW_DOCUMENT_DOCX && !tw_cli_binary(&cli, forms[form]))
		return TW_EXIT_USAGE;
	style.form = form;
	style.marks = cli.value[MARKS];
	return run_export(&cli, &style);
}
