#include "cli/linting.h"

#include "cli/cost.h"
#include "cli/run.h"
#include "lint/task.h"
#include "report/findings.h"

#include <stdlib.h>
#include <string.h>

enum form { TEXT, JSON, GCC, SARIF, GITHUB, GITLAB, JUNIT };
static const char *const forms[] = { "text", "json", "gcc", "sarif",
	"github", "gitlab", "junit", NULL };

/* How the run goes, and what its tasks are told. */
struct linting {
	struct tw_cli *cli;
	const struct tw_linting *asked;
	enum form form;
	struct tw_github github;
};

static void report(struct tw_buffer *out, const struct tw_judged *judged,
	void *context)
{
	const struct linting *l = context;

	switch (l->form) {
	case TEXT:
		tw_findings_text(out, judged, l->cli->color);
		break;
	case JSON:
		tw_findings_json(out, judged);
		break;
	case GCC:
		tw_findings_gcc(out, judged);
		break;
	case SARIF:
		tw_findings_sarif(out, judged);
		break;
	case GITHUB:
		tw_findings_github(out, judged);
		break;
	case GITLAB:
		tw_findings_gitlab(out, judged);
		break;
	case JUNIT:
		tw_findings_junit(out, judged, l->asked->strict);
		break;
	}
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

/* As tw_run.take: the commands of GitHub are chosen among all. */
static enum tw_status take(struct tw_task *task, void *taker,
	struct tw_error *err)
{
	struct linting *l = taker;

	return tw_github_take(&l->github, tw_buffer_get(&task->out)) ? TW_OK :
		tw_fail_memory(err);
}

/* What stands around what the tasks bring. */
static void frame(struct tw_run *run, struct linting *l,
	struct tw_buffer *open)
{
	run->commas = l->form == SARIF || l->form == GITLAB;
	if (l->form == JSON) {
		run->array = "findings";
	} else if (l->form == SARIF) {
		tw_sarif_open(open);
		run->open = tw_buffer_get(open);
		run->close = TW_VIEW(TW_SARIF_CLOSE);
	} else if (l->form == GITLAB) {
		run->open = TW_VIEW("[");
		run->close = TW_VIEW("\n]\n");
	} else if (l->form == JUNIT) {
		run->open = TW_VIEW(TW_JUNIT_OPEN);
		run->close = TW_VIEW(TW_JUNIT_CLOSE);
	} else if (l->form == GITHUB) {
		run->take = take;
		run->taker = l;
	}
}

static int judge(struct linting *l)
{
	struct tw_cli *cli = l->cli;
	const struct tw_linting *asked = l->asked;
	struct tw_corpus_options corpus = { cli->paths, cli->count,
		asked->rev, asked->stdin_path, cli->output,
		asked->staged, getenv("GIT_INDEX_FILE"), asked->rules_from };
	struct tw_lint_run lint = { .report = report, .context = l,
		.prints = l->form == SARIF || l->form == GITLAB,
		.clean = l->form == JUNIT, .fix = asked->fix,
		.arena = tw_arena_new() };
	struct tw_run run = { .cli = cli, .progress = TW_TALLY_FILES };
	struct tw_buffer open = TW_BUFFER_INIT;
	struct tw_error err = { TW_OK, "" };
	enum tw_status status;

	frame(&run, l, &open);
	status = open.failed || !lint.arena ? tw_fail_memory(&err) :
		tw_run_corpus(&run, &corpus, tw_lint_job(&lint), &err);
	if (l->form == GITHUB)
		tw_github_end(&cli->out, &l->github, run.tally);
	if (!status)
		summarise(cli, run.tally);
	if (!status && asked->cost)
		tw_cli_cost(cli, lint.rules);
	tw_arena_free(lint.arena);
	tw_buffer_release(&open);
	return tw_cli_end(cli, status, &err, run.tally[TW_ERROR] ||
		(asked->strict && run.tally[TW_WARNING]), run.unread);
}

int tw_cli_lint(struct tw_cli *cli, const struct tw_linting *asked)
{
	struct linting l = { .cli = cli, .asked = asked };
	int form = TEXT;

	if (asked->format)
		form = tw_cli_choice(cli, "format", asked->format, forms);
	if (form < 0 || !usage_fits(cli, asked))
		return TW_EXIT_USAGE;
	l.form = (enum form)form;
	return judge(&l);
}
