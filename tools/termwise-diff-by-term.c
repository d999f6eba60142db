/*
 * termwise-diff-by-term: one term against the one before.
 */
#include "cli/run.h"
#include "compare/task.h"
#include "match/match.h"
#include "report/compare.h"


enum {
	AREA, PRIORITY, THEME, FROM, TO, FORMAT, ALL, WHY, EXIT_CODE, WIDTH, REV
};

static const struct tw_option options[] = {
	[AREA] = { "area", "NAME", "only this area" },
	[PRIORITY] = { "priority", "SLUG", "only this priority" },
	[THEME] = { "theme", "SLUG", "only priorities of this theme" },
	[FROM] = { "from", "TERM", "compare with this term, as in \"2023-24 "
		"Spring 2\", instead of the one before" },
	[TO] = { "to", "TERM", "compare the updates of this term instead of "
		"the latest" },
	[FORMAT] = { "format", "FORM", "text (the default) or json" },
	[ALL] = { "all", NULL, "show every item, not only what moved" },
	[WHY] = { "why", NULL, "show what each plan was taken for, what not, "
		"and why" },
	[EXIT_CODE] = { "exit-code", NULL, "exit with 1 if a plan is "
		"unaccounted for or a figure does not follow" },
	[WIDTH] = { "width", "N", "columns of text, 40 to 1000 (the "
		"terminal's, or 80)" },
	[REV] = { "rev", "REV", "read the records of a commit, tag or branch" },
};

static const struct tw_program program = {
	"diff-by-term", "Compares updates term by term: what became of each "
	"plan, how figures moved, what is new and what is gone.", "[PATH...]",
	"PATH is a record or a folder of records; without one, the folder "
	"\"records\" here or above is read. For each priority the latest "
	"update is compared with the one before.",
	options, sizeof(options) / sizeof(*options)
};

enum form { TEXT, JSON };
static const char *const forms[] = { "text", "json", NULL };

struct style {
	struct tw_compare_style text;
	enum form form;
};

static void report(struct tw_buffer *out, const struct tw_steps *steps,
	void *context)
{
	const struct style *style = context;

	if (style->form == JSON)
		tw_compare_json(out, steps, style->text.why);
	else
		tw_compare_text(out, steps, &style->text);
}

static void *worker_new(void)
{
	return tw_lexicon_new();
}

static void worker_free(void *own)
{
	tw_lexicon_free(own);
}

/* Nothing to show is no answer: say what was read. */
static enum tw_status check_steps(const struct tw_run *run,
	struct tw_error *err)
{
	struct tw_buffer asked = TW_BUFFER_INIT;

	if (run->tally[TW_TALLY_STEPS] || run->unread)
		return TW_OK;
	if (!run->tally[TW_TALLY_RECORDS])
		return tw_fail(err, TW_USAGE, "there are no records here");
	for (int i = AREA; i <= TO; i++)
		if (run->cli->value[i])
			tw_buffer_format(&asked, " --%s \"%s\"",
				options[i].name, run->cli->value[i]);
	tw_fail(err, TW_USAGE, "nothing to compare:%.*s fits none of the %zu "
		"records", TW_ARG(tw_buffer_get(&asked)),
		run->tally[TW_TALLY_RECORDS]);
	tw_buffer_release(&asked);
	return TW_USAGE;
}

static int run_compare(struct tw_cli *cli, struct style *style)
{
	const char *const *value = cli->value;
	struct tw_corpus_options corpus = { cli->paths, cli->count,
		value[REV], .output = cli->output };
	struct tw_compare_run compare = { { .area = value[AREA],
		.priority = value[PRIORITY], .theme = value[THEME],
		.from = value[FROM], .to = value[TO] }, report, style };
	struct tw_job job = { .work = tw_compare_task, .context = &compare,
		.worker_new = worker_new, .worker_free = worker_free,
		.whole_areas = true };
	struct tw_run run = { .cli = cli, .progress = TW_TALLY_RECORDS,
		.array = style->form == JSON ? "comparisons" : NULL };
	struct tw_error err = { TW_OK, "" };
	enum tw_status status = tw_run_corpus(&run, &corpus, job, &err);

	if (!status)
		status = check_steps(&run, &err);
	return tw_cli_end(cli, status, &err, value[EXIT_CODE] && run.found,
		run.unread);
}

int main(int argc, char **argv)
{
	struct tw_cli cli;
	struct style style = { .form = TEXT };
	int status, form = TEXT;

	if (!tw_cli_begin(&cli, &program, argc, argv, &status))
		return status;
	if (cli.value[FORMAT])
		form = tw_cli_choice(&cli, "format", cli.value[FORMAT], forms);
	if (form < 0 || !tw_cli_columns(&style.text.width, &cli, cli.value[WIDTH]))
		return TW_EXIT_USAGE;
	style.form = form;
	style.text.color = cli.color;
	style.text.all = cli.value[ALL];
	style.text.why = cli.value[WHY];
	return run_compare(&cli, &style);
}
