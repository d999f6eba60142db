/*
 * termwise-lint: judges records, each by itself.
 */
#include "cli/cli.h"
#include "corpus/corpus.h"
#include "lint/explain.h"
#include "lint/lint.h"
#include "lint/task.h"
#include "report/findings.h"
#include "report/safe.h"

#include <string.h>

enum { FORMAT, STRICT, EXPLAIN, LIST, REV, STDIN_PATH };

static const struct tw_option options[] = {
	[FORMAT] = { "format", "FORM", "text (the default), json or gcc" },
	[STRICT] = { "strict", NULL, "let warnings count as errors do" },
	[EXPLAIN] = { "explain", "ID", "say what a finding means, and stop" },
	[LIST] = { "list", NULL, "list all findings there are, and stop" },
	[REV] = { "rev", "REV", "read the records of a commit, tag or branch" },
	[STDIN_PATH] = { "stdin-path", "PATH",
		"the path that standard input is judged by" },
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

enum form { TEXT, JSON, GCC };
static const char *const forms[] = { "text", "json", "gcc", NULL };

struct run {
	struct tw_cli cli;
	enum form form;
	bool unread;
	size_t count[TW_ERROR + 1];
	size_t files;
	bool listed; /* a finding stands in the JSON array */
};

static void report(struct tw_buffer *out, const struct tw_judged *judged,
	void *context)
{
	struct run *run = context;

	if (run->form == JSON)
		tw_findings_json(out, judged);
	else if (run->form == GCC)
		tw_findings_gcc(out, judged);
	else
		tw_findings_text(out, judged, run->cli.color);
}

static enum tw_status done(struct tw_task *task, void *context,
	struct tw_error *err)
{
	struct tw_lint_run *lint = context;
	struct run *run = lint->context;
	struct tw_view text = tw_buffer_get(&task->out);

	if (run->form == JSON && text.len && !run->listed) {
		run->listed = true;
		text.ptr++; /* the comma before the first */
		text.len--;
	}
	tw_buffer_view(&run->cli.out, text);
	tw_cli_note(&run->cli, tw_buffer_get(&task->notes));
	for (int i = 0; i <= TW_ERROR; i++)
		run->count[i] += task->tally[i];
	run->files += task->tally[TW_TALLY_FILES];
	run->unread |= task->unread;
	tw_cli_progress(&run->cli, run->files, "records");
	return tw_cli_flush(&run->cli, err);
}

static int explain(struct tw_cli *cli, const char *name)
{
	struct tw_error err = { TW_OK, "" };
	const char *text = tw_explain(name);

	if (!text) {
		tw_cli_say(cli, "there is no finding \"%s\"; --list shows all",
			name);
		return TW_EXIT_USAGE;
	}
	tw_buffer_format(&cli->out, "%s\n\n%s", name, text);
	return tw_cli_end(cli, TW_OK, &err, false, false);
}

static int list(struct tw_cli *cli)
{
	struct tw_error err = { TW_OK, "" };

	for (int i = 0; i < TW_DIAG_COUNT; i++) {
		const struct tw_diagnostic_kind *kind = tw_diagnostic_kind(i);

		tw_buffer_format(&cli->out, "%-21s %-8s %s\n", kind->name,
			tw_severity_name(kind->severity), kind->message);
	}
	return tw_cli_end(cli, TW_OK, &err, false, false);
}

static void summarise(struct run *run)
{
	const size_t *count = run->count;

	tw_cli_say(&run->cli, "%zu record%s: %zu error%s, %zu warning%s, "
		"%zu note%s", run->files, run->files == 1 ? "" : "s",
		count[TW_ERROR], count[TW_ERROR] == 1 ? "" : "s",
		count[TW_WARNING], count[TW_WARNING] == 1 ? "" : "s",
		count[TW_NOTE], count[TW_NOTE] == 1 ? "" : "s");
}

static int run_lint(struct run *run)
{
	struct tw_cli *cli = &run->cli;
	struct tw_corpus_options corpus = { cli->paths, cli->count,
		cli->value[REV], cli->value[STDIN_PATH] };
	struct tw_lint_run lint = { report, run };
	struct tw_job job = { .work = tw_lint_task, .done = done,
		.context = &lint };
	struct tw_error err = { TW_OK, "" };
	enum tw_status status;

	if (run->form == JSON)
		tw_buffer_string(&cli->out, "{\"termwise\":1,\"findings\":[");
	status = tw_corpus_run(&corpus, &job, &err);
	if (run->form == JSON)
		tw_buffer_string(&cli->out, run->listed ? "\n]}\n" : "]}\n");
	if (!status)
		summarise(run);
	return tw_cli_end(cli, status, &err, run->count[TW_ERROR] ||
		(cli->value[STRICT] && run->count[TW_WARNING]), run->unread);
}

int main(int argc, char **argv)
{
	struct run run = { .form = TEXT };
	int status, form = 0;

	if (!tw_cli_begin(&run.cli, &program, argc, argv, &status))
		return status;
	if (run.cli.value[EXPLAIN])
		return explain(&run.cli, run.cli.value[EXPLAIN]);
	if (run.cli.value[LIST])
		return list(&run.cli);
	if (run.cli.value[FORMAT])
		form = tw_cli_choice(&run.cli, "format", run.cli.value[FORMAT],
			forms);
	if (form < 0)
		return TW_EXIT_USAGE;
	run.form = form;
	return run_lint(&run);
}
