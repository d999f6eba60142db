/*
 * termwise-lint: judges records, each by itself.
 */
#include "cli/explain.h"
#include "cli/run.h"
#include "lint/lint.h"
#include "lint/task.h"
#include "report/findings.h"

#include <stdlib.h>
#include <string.h>

enum { FORMAT, STRICT, FIX, EXPLAIN, LIST, REV, STAGED, STDIN_PATH };

static const struct tw_option options[] = {
	[FORMAT] = { "format", "FORM", "text (the default), json or gcc" },
	[STRICT] = { "strict", NULL, "let warnings count as errors do" },
	[FIX] = { "fix", NULL, "mend first what needs no decision, and replace "
		"the files: comments on conflicts that are settled go" },
	[EXPLAIN] = { "explain", "ID", "say what a finding means, and stop" },
	[LIST] = { "list", NULL, "list all findings there are, and stop" },
	[REV] = { "rev", "REV", "read the records of a commit, tag or branch" },
	[STAGED] = { "staged", NULL, "judge the records that the next commit "
		"changes, as \"git add\" has them" },
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

struct style {
	enum form form;
	bool color;
};

static void report(struct tw_buffer *out, const struct tw_judged *judged,
	void *context)
{
	const struct style *style = context;

	if (style->form == JSON)
		tw_findings_json(out, judged);
	else if (style->form == GCC)
		tw_findings_gcc(out, judged);
	else
		tw_findings_text(out, judged, style->color);
}

static void summarise(struct tw_cli *cli, const size_t *tally)
{
	const size_t files = tally[TW_TALLY_FILES];

	tw_cli_say(cli, "%zu record%s: %zu error%s, %zu warning%s, "
		"%zu note%s", files, files == 1 ? "" : "s",
		tally[TW_ERROR], tally[TW_ERROR] == 1 ? "" : "s",
		tally[TW_WARNING], tally[TW_WARNING] == 1 ? "" : "s",
		tally[TW_NOTE], tally[TW_NOTE] == 1 ? "" : "s");
	if (tally[TW_TALLY_MENDED])
		tw_cli_say(cli, "%zu more %s mended",
			tally[TW_TALLY_MENDED],
			tally[TW_TALLY_MENDED] == 1 ? "was" : "were");
}

static bool usage_fits(struct tw_cli *cli)
{
	bool stream = false;

	for (size_t i = 0; i < cli->count; i++)
		stream |= !strcmp(cli->paths[i], "-");
	if (cli->value[STAGED] && (cli->value[REV] || stream))
		tw_cli_say(cli, "--staged goes neither with --rev nor with "
			"standard input");
	else if (cli->value[FIX] && (cli->value[REV] || cli->value[STAGED] ||
	         stream))
		tw_cli_say(cli, "--fix replaces files, so that it goes neither "
			"with --rev and --staged nor with standard input");
	else
		return true;
	return false;
}

static int run_lint(struct tw_cli *cli, enum form form)
{
	struct tw_corpus_options corpus = { cli->paths, cli->count,
		cli->value[REV], cli->value[STDIN_PATH], cli->output,
		cli->value[STAGED], getenv("GIT_INDEX_FILE") };
	struct style style = { form, cli->color };
	struct tw_lint_run lint = { report, &style, cli->value[FIX] };
	struct tw_job job = { .work = tw_lint_task, .context = &lint };
	struct tw_run run = { .cli = cli, .progress = TW_TALLY_FILES,
		.array = form == JSON ? "findings" : NULL };
	struct tw_error err = { TW_OK, "" };
	enum tw_status status = tw_run_corpus(&run, &corpus, job, &err);

	if (!status)
		summarise(cli, run.tally);
	return tw_cli_end(cli, status, &err, run.tally[TW_ERROR] ||
		(cli->value[STRICT] && run.tally[TW_WARNING]), run.unread);
}

int main(int argc, char **argv)
{
	struct tw_cli cli;
	int status, form = TEXT;

	if (!tw_cli_begin(&cli, &program, argc, argv, &status))
		return status;
	if (cli.value[EXPLAIN])
		return tw_cli_explain(&cli, cli.value[EXPLAIN]);
	if (cli.value[LIST])
		return tw_cli_list_findings(&cli);
	if (cli.value[FORMAT])
		form = tw_cli_choice(&cli, "format", cli.value[FORMAT], forms);
	return form < 0 || !usage_fits(&cli) ? TW_EXIT_USAGE :
		run_lint(&cli, form);
}
