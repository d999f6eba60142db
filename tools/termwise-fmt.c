/*
 * termwise-fmt: writes records in their canonical form.
 */
#include "base/file.h"
#include "cli/patch.h"
#include "cli/run.h"
#include "git/patch.h"
#include "report/safe.h"

#include <string.h>

enum { CHECK, DIFF, REV, AT, STDIN_PATH };

static const struct tw_option options[] = {
	[CHECK] = { "check", NULL, "change nothing; name the records that are "
		"not canonical, with exit status 1 if there are any" },
	[DIFF] = { "diff", NULL, "change nothing; show what would change" },
	[REV] = { "rev", "REV", "with --check or --diff: read the records of "
		"a commit, tag or branch" },
	[AT] = { "at", "DATE", "the same as of a day, 2024-05-01, or month" },
	[STDIN_PATH] = { "stdin-path", "PATH",
		"the path that standard input is called by" },
};

static const struct tw_program program = {
	"fmt", "Writes records in their canonical form: order, spelling of "
	"headings, blanks. Words, figures and line breaks stay as they are.",
	"[PATH...]",
	"PATH is a record, a folder of records, or - for standard input, which "
	"is written to standard output; without one, the folder \"records\" "
	"here or above is read. A record with a line that has no place is left "
	"alone, with exit status 1.",
	options, sizeof(options) / sizeof(*options)
};

enum { CHANGED, FILES };

struct mode {
	bool check, diff;
};

/* A record that is not canonical: shown, named or replaced. */
static enum tw_status change(struct tw_task *task,
	const struct tw_entry *entry, struct tw_view before,
	struct tw_view after, const struct mode *mode, struct tw_error *err)
{
	struct tw_error fault;

	task->tally[CHANGED]++;
	if (mode->diff)
		return tw_patch_add(&task->out, before, after, entry->shown,
			err);
	if (mode->check) {
		tw_safe_add(&task->out, tw_view_of(entry->shown));
		tw_buffer_byte(&task->out, '\n');
	} else if (entry->kind == TW_ENTRY_FILE &&
	           tw_file_replace(entry->shown, after, &fault)) {
		tw_task_note(task, "%s", fault.message);
		task->unread = true;
		task->tally[CHANGED]--;
	}
	return TW_OK;
}

static enum tw_status format(struct tw_task *task, struct tw_worker *worker,
	const struct tw_entry *entry, struct tw_view bytes,
	const struct mode *mode, struct tw_error *err)
{
	struct tw_record *record;
	struct tw_view canonical = bytes;
	bool whole = bytes.len <= TW_MAX_BYTES;
	enum tw_status status;

	tw_arena_reset(worker->arena);
	status = tw_record_parse(&record, worker->arena, bytes, err);
	if (!status && record->diagnostics.layout) {
		tw_task_note(task, "%s: left as it is, since %s", entry->shown,
			whole ? "a line of it has no place; \"termwise lint\" "
			"says which" : "it is longer than 4 MiB");
		task->found = true;
	} else if (!status) {
		status = tw_record_write(&canonical, record, worker->arena,
			err);
		if (!status && !tw_view_equal(bytes, canonical))
			status = change(task, entry, bytes, canonical, mode,
				err);
	}
	/* An editor's filter gets back what it gave, or nothing. */
	if (!status && entry->kind == TW_ENTRY_STREAM && !mode->check &&
	    !mode->diff && whole)
		tw_buffer_view(&task->out, canonical);
	return status;
}

static enum tw_status work(struct tw_task *task, struct tw_worker *worker,
	void *context, struct tw_error *err)
{
	const struct mode *mode = context;
	enum tw_status status = TW_OK;

	for (const struct tw_entry *e = task->entries; e && !status;
	     e = e->next) {
		struct tw_view bytes;
		bool readable;

		if (e->beside || e->kind == TW_ENTRY_HOUSE)
			continue;
		task->tally[FILES]++;
		status = tw_task_read(&bytes, &readable, task, worker, e, err);
		if (readable)
			status = format(task, worker, e, bytes, mode, err);
	}
	if (mode->check && !mode->diff)
		tw_safe_lines(&task->out, 0);
	return status;
}

int main(int argc, char **argv)
{
	struct tw_cli cli;
	struct mode mode;
	struct tw_job job = { .work = work, .context = &mode, .writes = true };
	struct tw_run run = { .cli = &cli, .progress = FILES, .taker = &cli };
	struct tw_corpus_options corpus;
	struct tw_error err = { TW_OK, "" };
	enum tw_status status;
	int exit_status;

	if (!tw_cli_begin(&cli, &program, argc, argv, &exit_status))
		return exit_status;
	mode = (struct mode){ cli.value[CHECK], cli.value[DIFF] };
	if (!mode.check && !mode.diff && (cli.value[REV] || cli.value[AT] ||
	    (cli.output && !(cli.count == 1 && !strcmp(cli.paths[0], "-"))))) {
		tw_cli_say(&cli, "--%s goes with --check or --diff, since "
			"records are rewritten where they lie", cli.value[REV]
			? "rev" : cli.value[AT] ? "at" : "output");
		return TW_EXIT_USAGE;
	}
	run.take = mode.diff ? tw_cli_take_patch : NULL;
	corpus = (struct tw_corpus_options){ cli.paths, cli.count,
		cli.value[REV], cli.value[STDIN_PATH], .output = cli.output,
		.at = cli.value[AT] };
	status = tw_run_corpus(&run, &corpus, job, &err);
	if (!status && run.tally[CHANGED])
		tw_cli_say(&cli, "%zu of %zu record%s %s", run.tally[CHANGED],
			run.tally[FILES], run.tally[FILES] == 1 ? "" : "s",
			mode.check || mode.diff ? "not canonical" : "rewritten");
	return tw_cli_end(&cli, status, &err,
		run.found || (mode.check && run.tally[CHANGED]), run.unread);
}
