#include "cli/linting.h"

#include "cli/run.h"
#include "lint/task.h"
#include "report/findings.h"

#include <stdlib.h>
#include <string.h>

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

static bool usage_fits(struct tw_cli *cli, const struct tw_linting *asked)
{
	bool stream = false;

	for (size_t i = 0; i < cli->count; i++)
		stream |= !strcmp(cli->paths[i], "-");
	if (asked->staged && (asked->rev || stream))
		tw_cli_say(cli, "--staged goes neither with --rev nor with "
			"standard input");
	else if (asked->fix && (asked->rev || asked->staged || stream))
		tw_cli_say(cli, "--fix replaces files, so that it goes neither "
			"with --rev and --staged nor with standard input");
	else
		return true;
	return false;
}

static int judge(struct tw_cli *cli, const struct tw_linting *asked,
	enum form form)
{
	struct tw_corpus_options corpus = { cli->paths, cli->count,
		asked->rev, asked->stdin_path, cli->output,
		asked->staged, getenv("GIT_INDEX_FILE") };
	struct style style = { form, cli->color };
	struct tw_lint_run lint = { report, &style, asked->fix };
	struct tw_job job = { .work = tw_lint_task, .context = &lint };
	struct tw_run run = { .cli = cli, .progress = TW_TALLY_FILES,
		.array = form == JSON ? "findings" : NULL };
	struct tw_error err = { TW_OK, "" };
	enum tw_status status = tw_run_corpus(&run, &corpus, job, &err);

	if (!status)
		summarise(cli, run.tally);
	return tw_cli_end(cli, status, &err, run.tally[TW_ERROR] ||
		(asked->strict && run.tally[TW_WARNING]), run.unread);
}

int tw_cli_lint(struct tw_cli *cli, const struct tw_linting *asked)
{
	int form = TEXT;

	if (asked->format)
		form = tw_cli_choice(cli, "format", asked->format, forms);
	return form < 0 || !usage_fits(cli, asked) ? TW_EXIT_USAGE :
		judge(cli, asked, (enum form)form);
}
