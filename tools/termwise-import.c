/*
 * termwise-import: updates as typed or pasted, turned into records.
 */
#include "cli/patch.h"
#include "import/run.h"
#include "lint/lint.h"
#include "report/import.h"
#include "report/safe.h"

enum { INTO, AREA, TERM, OFFICERS, PRIORITY, MEASURES, DRY_RUN, DIFF };

static const struct tw_option options[] = {
	[INTO] = { "into", "DIR", "the folder of the records (\"records\", "
		"here or above); it is made if it is not there" },
	[AREA] = { "area", "NAME", "the area, if a document does not say it" },
	[TERM] = { "term", "TERM", "the term, as in \"2023-24 Spring 2\"" },
	[OFFICERS] = { "officers", "LIST", "the officers, parted by \";\"" },
	[PRIORITY] = { "priority", "LIST", "short names of the priorities, in "
		"the document's order, parted by \";\"" },
	[MEASURES] = { "measures", NULL, "write figures as measures, too" },
	[DRY_RUN] = { "dry-run", NULL, "write nothing; name what would be" },
	[DIFF] = { "diff", NULL, "write nothing; show what would change" },
};

static const struct tw_program program = {
	"import", "Turns updates as people type or paste them into records, "
	"and says what it made of them.", "FILE...",
	"FILE is a document of Word or LibreOffice, or as text, Markdown or "
	"HTML, of one area and of a term or more, or - for standard input. The "
	"paths of the records written go to standard output, a line each. A record that is there already is never "
	"overwritten. The exit status is 0 if all is in place, 1 if a document "
	"could not be taken, or a record that is there differs.",
	options, sizeof(options) / sizeof(*options)
};

struct run {
	struct tw_cli *cli;
	const struct tw_catalog *catalog;
	bool found, unread;
};

static void complain(void *context, const char *shown,
	const struct tw_import_note *problem)
{
	struct tw_cli *cli = ((struct run *)context)->cli;
	struct tw_view text = problem->text;

	if (problem->line)
		tw_cli_say(cli, "%s:%u: %.*s", shown,
			(unsigned)problem->line, TW_ARG(text));
	else
		tw_cli_say(cli, "%s: %.*s", shown, TW_ARG(text));
}

static void say(void *context, const char *shown,
	const struct tw_imported *imported)
{
	struct run *run = context;
	struct tw_buffer text = TW_BUFFER_INIT;

	tw_import_text(&text, shown, imported, run->cli->value[MEASURES]);
	tw_cli_note(run->cli, tw_buffer_get(&text));
	tw_buffer_release(&text);
}

/* What lint would call an error is not written. */
static enum tw_status judge(void *context, struct tw_record *record,
	struct tw_view place, struct tw_arena *arena, struct tw_error *err)
{
	const struct run *run = context;
	struct tw_lint_options lint = { .house = run->catalog->house,
		.path = place };

	return tw_lint_record(record, arena, &lint, err);
}

static enum tw_status take(void *context,
	const struct tw_imported_record *record, const char *path,
	struct tw_error *err)
{
	struct run *run = context;
	static const struct tw_view none = { NULL, 0 };
	struct tw_buffer *out = &run->cli->out;
	size_t start = out->len;

	if (run->cli->value[DIFF])
		return tw_cli_patch(run->cli, record->there ? record->before :
			none, record->bytes, path, err);
	tw_safe_add(out, tw_view_of(path));
	tw_buffer_byte(out, '\n');
	tw_safe_lines(out, start);
	return TW_OK;
}

static enum tw_status import(struct run *run, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_cli *cli = run->cli;
	struct tw_import_options how = { .area = cli->value[AREA],
		.term = cli->value[TERM], .officers = cli->value[OFFICERS],
		.priorities = cli->value[PRIORITY],
		.measures = cli->value[MEASURES] };
	struct tw_import_run all = { .paths = cli->paths, .count = cli->count,
		.options = &how, .complain = complain, .say = say,
		.judge = judge, .take = take, .context = run,
		.output = cli->output, .dry = cli->value[DRY_RUN],
		.diff = cli->value[DIFF] };
	struct tw_catalog *catalog;
	enum tw_status status = tw_catalog_read(&catalog, arena,
		cli->value[INTO], err);

	if (status)
		return status;
	tw_cli_note(cli, catalog->notes);
	if (catalog->notes.len)
		return tw_fail(err, TW_IO, "nothing is imported, since a part "
			"of the records there are cannot be looked at");
	how.catalog = run->catalog = catalog;
	status = tw_import_run(&all, catalog, err);
	run->found = all.found, run->unread = all.unread;
	return status;
}

int main(int argc, char **argv)
{
	struct tw_cli cli;
	struct run run = { .cli = &cli };
	struct tw_error err = { TW_OK, "" };
	struct tw_arena *arena;
	enum tw_status status;
	int exit_status;

	if (!tw_cli_begin(&cli, &program, argc, argv, &exit_status))
		return exit_status;
	arena = tw_arena_new();
	if (!cli.count)
		status = tw_fail(&err, TW_USAGE,
			"name the documents to import; see --help");
	else
		status = arena ? import(&run, arena, &err) :
			tw_fail_memory(&err);
	exit_status = tw_cli_end(&cli, status, &err, run.found, run.unread);
	tw_arena_free(arena);
	return exit_status;
}
