#include "cli/linting.h"

#include "base/lines.h"
#include "cli/accepting.h"
#include "cli/cost.h"
#include "cli/names.h"
#include "cli/patch.h"
#include "cli/run.h"
#include "lint/since.h"
#include "lint/task.h"
#include "report/findings.h"
#include "report/safe.h"
#include "report/told.h"
#include "rules/spelling.h"

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
	struct tw_accepting accepting;
	struct tw_private_names *names;
	bool asked_aids[TW_DIAG_COUNT];
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

static void say_more(struct tw_cli *cli, size_t count, const char *what)
{
	if (count)
		tw_cli_say(cli, "%zu more %s %s", count,
			count == 1 ? "was" : "were", what);
}

static void summarise(struct linting *l, const size_t *tally)
{
	const size_t files = tally[TW_TALLY_FILES];
	const size_t mended = tally[TW_TALLY_MENDED];

	if (l->asked->diff) {
		tw_cli_say(l->cli, "%zu record%s: %zu finding%s would be "
			"mended", files, tw_told_s(files), mended,
			tw_told_s(mended));
		return;
	}
	tw_cli_say(l->cli, "%zu record%s: %zu error%s, %zu warning%s, "
		"%zu note%s", files, tw_told_s(files),
		tally[TW_ERROR], tw_told_s(tally[TW_ERROR]),
		tally[TW_WARNING], tw_told_s(tally[TW_WARNING]),
		tally[TW_NOTE], tw_told_s(tally[TW_NOTE]));
	say_more(l->cli, mended, "mended");
	say_more(l->cli, tally[TW_TALLY_ALLOWED], "allowed by comments");
	if (tally[TW_TALLY_ELSEWHERE])
		tw_cli_say(l->cli, "%zu more stood in what did not change",
			tally[TW_TALLY_ELSEWHERE]);
}

/* What does not go together, said; NULL: all does. */
static const char *conflict(const struct tw_linting *asked, bool stream)
{
	bool mends = asked->fix || asked->unsafe_fixes;

	if (asked->staged && (asked->rev || asked->at || stream))
		return "--staged goes neither with --rev nor with standard "
			"input";
	if (mends && !asked->diff && (asked->rev || asked->at ||
	    asked->staged || stream))
		return asked->fix ? "--fix replaces files, so that it goes "
			"neither with --rev and --staged nor with standard "
			"input; --diff shows what it would do" :
			"--unsafe-fixes replaces files, so that it goes "
			"neither with --rev and --staged nor with standard "
			"input; --diff shows what it would do";
	if ((mends || asked->diff) && (asked->changed_since ||
	    asked->write_baseline))
		return "--fix, --unsafe-fixes and --diff go neither with "
			"--changed-since nor with --write-baseline";
	if (asked->changed_since && asked->write_baseline)
		return "--write-baseline needs all findings, and goes with no "
			"--changed-since";
	if (asked->write_baseline && asked->format)
		return "--write-baseline writes a baseline, and goes with no "
			"--format";
	if (asked->diff && asked->format)
		return "--diff shows a difference, and goes with no --format";
	return NULL;
}

static bool usage_fits(struct tw_cli *cli, const struct tw_linting *asked)
{
	const char *what;
	bool stream = false;

	for (size_t i = 0; i < cli->count; i++)
		stream |= !strcmp(cli->paths[i], "-");
	what = conflict(asked, stream);
	if (what)
		tw_cli_say(cli, "%s", what);
	return !what;
}

/* As tw_run.take: the commands of GitHub are chosen among all. */
static enum tw_status take(struct tw_task *task, void *taker,
	struct tw_error *err)
{
	struct linting *l = taker;

	return tw_github_take(&l->github, tw_buffer_get(&task->out)) ? TW_OK :
		tw_fail_memory(err);
}

/* As tw_run.take: lines of a baseline. */
static enum tw_status take_lines(struct tw_task *task, void *taker,
	struct tw_error *err)
{
	struct linting *l = taker;

	return tw_buffer_view(&l->accepting.lines,
		tw_buffer_get(&task->out)) ? TW_OK : tw_fail_memory(err);
}

/* What stands around what the tasks bring. */
static void frame(struct tw_run *run, struct linting *l,
	struct tw_buffer *open)
{
	run->commas = l->form == SARIF || l->form == GITLAB;
	run->taker = l;
	if (l->asked->diff) {
		run->take = tw_cli_take_patch;
		run->taker = l->cli;
	} else if (l->asked->write_baseline) {
		run->take = take_lines;
	} else if (l->form == JSON) {
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
	}
}

static struct tw_lint_run prepare(struct linting *l)
{
	const struct tw_linting *asked = l->asked;
	struct tw_cli *cli = l->cli;

	return (struct tw_lint_run){ .report = report, .context = l,
		.prints = l->form == SARIF || l->form == GITLAB,
		.clean = l->form == JUNIT,
		.fix = asked->fix || asked->unsafe_fixes,
		.unsafe = asked->unsafe_fixes, .diff = asked->diff,
		.baseline = l->accepting.baseline,
		.lines = asked->write_baseline,
		.since = asked->changed_since, .tip = asked->rev,
		.rules_from = asked->rules_from,
		.place = cli->count && strcmp(cli->paths[0], "-") ?
			cli->paths[0] : ".",
		.arena = tw_arena_new(), .names = l->names,
		.asked = l->asked_aids,
		.dictionaries = getenv("DICPATH") };
}

/* What is said once all is judged, and which findings count. */
static enum tw_status conclude(bool *found, struct linting *l,
	const struct tw_run *run, struct tw_error *err)
{
	const struct tw_linting *asked = l->asked;
	const size_t *tally = run->tally;
	bool whole = !l->cli->count && !run->unread && !asked->staged &&
		!asked->changed_since;
	bool refused;
	enum tw_status status;

	summarise(l, tally);
	status = tw_accepting_end(&refused, &l->accepting, l->cli,
		tally[TW_TALLY_ACCEPTED], whole, err);
	*found = asked->write_baseline ? refused : asked->diff ?
		tally[TW_TALLY_MENDED] : tally[TW_ERROR] ||
		(asked->strict && tally[TW_WARNING]);
	return status;
}

/* Whether there is such a revision, before anything is judged by it. */
static enum tw_status look_back(const struct tw_lint_run *run,
	struct tw_error *err)
{
	struct tw_since *since;
	enum tw_status status;

	if (!run->since)
		return TW_OK;
	status = tw_since_open(&since, run->place, run->since, run->tip, err);
	if (!status)
		tw_since_close(since);
	return status;
}

static int judge(struct linting *l)
{
	struct tw_cli *cli = l->cli;
	const struct tw_linting *asked = l->asked;
	struct tw_corpus_options corpus = { cli->paths, cli->count,
		asked->rev, asked->stdin_path, cli->output,
		asked->staged, getenv("GIT_INDEX_FILE"), asked->rules_from,
		.at = asked->at };
	struct tw_lint_run lint = prepare(l);
	struct tw_run run = { .cli = cli, .progress = TW_TALLY_FILES };
	struct tw_buffer open = TW_BUFFER_INIT;
	struct tw_error err = { TW_OK, "" };
	bool found = false;
	enum tw_status status;

	frame(&run, l, &open);
	status = open.failed || !lint.arena ? tw_fail_memory(&err) :
		tw_lint_prepare(&lint, &err);
	if (!status)
		status = look_back(&lint, &err);
	if (!status)
		status = tw_run_corpus(&run, &corpus, tw_lint_job(&lint),
			&err);
	if (l->form == GITHUB)
		tw_github_end(&cli->out, &l->github, run.tally);
	if (!status)
		status = conclude(&found, l, &run, &err);
	if (!status && asked->cost)
		tw_cli_cost(cli, lint.rules);
	if (!status && lint.missing.status)
		tw_cli_say(cli, "%s; nothing is said of spelling",
			lint.missing.message);
	tw_spelling_close(lint.spelling);
	tw_arena_free(lint.arena);
	tw_buffer_release(&open);
	return tw_cli_end(cli, status, &err, found,
		run.unread || lint.missing.status);
}

/* "all", or a list of aids by their ids, parted by commas. */
static bool read_aids(struct linting *l)
{
	const char *at = l->asked->prose;
	bool all = at && !strcmp(at, "all");

	for (int id = 0; id < TW_DIAG_COUNT && all; id++)
		l->asked_aids[id] = tw_diagnostic_kind((enum tw_diagnostic_id)
			id)->class == TW_AID;
	while (at && !all) {
		struct tw_view name = { at, strcspn(at, ",") };
		enum tw_diagnostic_id id;

		if (!tw_diagnostic_find(&id, name) ||
		    tw_diagnostic_kind(id)->class != TW_AID) {
			tw_cli_say(l->cli, "--prose takes all, or a list of "
				"spelling, long-item, two-facts and "
				"bare-figure with commas, not \"%s\"",
				l->asked->prose);
			return false;
		}
		l->asked_aids[id] = true;
		at = at[name.len] ? at + name.len + 1 : NULL;
	}
	return true;
}

int tw_cli_lint(struct tw_cli *cli, const struct tw_linting *asked)
{
	struct linting l = { .cli = cli, .asked = asked };
	struct tw_error err = { TW_OK, "" };
	enum tw_status status;
	int form = TEXT, exit_status;

	if (asked->format)
		form = tw_cli_choice(cli, "format", asked->format, forms);
	if (form < 0 || !usage_fits(cli, asked) || !read_aids(&l))
		return TW_EXIT_USAGE;
	l.form = (enum form)form;
	status = tw_accepting_begin(&l.accepting, asked->baseline,
		asked->write_baseline, &err);
	if (!status && asked->names)
		status = tw_cli_names(&l.names, cli, asked->names, &err);
	exit_status = status ? tw_cli_end(cli, status, &err, false, false) :
		judge(&l);
	tw_accepting_free(&l.accepting);
	tw_private_names_free(l.names);
	return exit_status;
}
