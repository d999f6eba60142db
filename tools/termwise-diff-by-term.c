/*
 * termwise-diff-by-term: one term against the one before.
 */
#include "cli/cli.h"
#include "compare/task.h"
#include "match/match.h"
#include "report/compare.h"

#include <stdlib.h>

enum { AREA, PRIORITY, THEME, FROM, TO, FORMAT, ALL, EXIT_CODE, WIDTH, REV };

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

struct run {
	struct tw_cli cli;
	struct tw_compare_style style;
	enum form form;
	bool found, unread, listed;
	size_t records, steps;
};

static void report(struct tw_buffer *out, const struct tw_steps *steps,
	void *context)
{
	struct run *run = context;

	if (run->form == JSON)
		tw_compare_json(out, steps);
	else
		tw_compare_text(out, steps, &run->style);
}

static enum tw_status done(struct tw_task *task, void *context,
	struct tw_error *err)
{
	struct tw_compare_run *compare = context;
	struct run *run = compare->context;
	struct tw_view text = tw_buffer_get(&task->out);

	if (run->form == JSON && text.len && !run->listed) {
		run->listed = true;
		text.ptr++; /* the comma before the first */
		text.len--;
	}
	tw_buffer_view(&run->cli.out, text);
	tw_cli_note(&run->cli, tw_buffer_get(&task->notes));
	run->records += task->tally[TW_TALLY_RECORDS];
	run->steps += task->tally[TW_TALLY_STEPS];
	run->found |= task->found;
	run->unread |= task->unread;
	tw_cli_progress(&run->cli, run->records, "records");
	return tw_cli_flush(&run->cli, err);
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
static enum tw_status check_steps(struct run *run, struct tw_error *err)
{
	const char *const *value = run->cli.value;

	if (run->steps || run->unread)
		return TW_OK;
	if (!run->records)
		return tw_fail(err, TW_USAGE, "there are no records here");
	return tw_fail(err, TW_USAGE, "none of the %zu records read has what "
		"was asked for%s%s%s%s%s%s", run->records,
		value[AREA] ? "; area: " : "", value[AREA] ? value[AREA] : "",
		value[PRIORITY] ? "; priority: " : "",
		value[PRIORITY] ? value[PRIORITY] : "",
		value[THEME] ? "; theme: " : "",
		value[THEME] ? value[THEME] : "");
}

static int run_compare(struct run *run)
{
	struct tw_cli *cli = &run->cli;
	const char *const *value = cli->value;
	struct tw_corpus_options corpus = { cli->paths, cli->count,
		value[REV], NULL };
	struct tw_compare_run compare = { { value[AREA], value[PRIORITY],
		value[THEME], value[FROM], value[TO] }, report, run };
	struct tw_job job = { tw_compare_task, done, worker_new, worker_free,
		&compare, true };
	struct tw_error err = { TW_OK, "" };
	enum tw_status status;

	if (run->form == JSON)
		tw_buffer_string(&cli->out,
			"{\"termwise\":1,\"comparisons\":[");
	status = tw_corpus_run(&corpus, &job, &err);
	if (run->form == JSON)
		tw_buffer_string(&cli->out, run->listed ? "\n]}\n" : "]}\n");
	if (!status)
		status = check_steps(run, &err);
	return tw_cli_end(cli, status, &err, value[EXIT_CODE] && run->found,
		run->unread);
}

static bool read_width(struct run *run)
{
	const char *text = run->cli.value[WIDTH];
	char *end;
	long width = text ? strtol(text, &end, 10) : run->cli.width;

	run->style = (struct tw_compare_style){ (unsigned)width,
		run->cli.color, run->cli.value[ALL] };
	if (!text)
		return true;
	if (!*text || *end || width < 40 || width > 1000) {
		tw_cli_say(&run->cli, "--width takes a number from 40 to "
			"1000, not \"%s\"", text);
		return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	struct run run = { .form = TEXT };
	int status, form = 0;

	if (!tw_cli_begin(&run.cli, &program, argc, argv, &status))
		return status;
	if (run.cli.value[FORMAT])
		form = tw_cli_choice(&run.cli, "format", run.cli.value[FORMAT],
			forms);
	if (form < 0 || !read_width(&run))
		return TW_EXIT_USAGE;
	run.form = form;
	return run_compare(&run);
}
