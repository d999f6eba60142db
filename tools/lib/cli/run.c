#include "cli/run.h"

#include "text/words.h"

static enum tw_status done(struct tw_task *task, void *context,
	struct tw_error *err)
{
	struct tw_run *run = context;
	struct tw_view text = tw_buffer_get(&task->out);
	enum tw_status status = TW_OK;

	if ((run->array || run->commas) && text.len && !run->listed) {
		run->listed = true;
		text.ptr++; /* the comma before the first */
		text.len--;
	}
	if (run->take)
		status = run->take(task, run->taker, err);
	else
		tw_buffer_view(&run->cli->out, text);
	if (run->notes && !tw_buffer_view(run->notes,
	    tw_buffer_get(&task->notes)))
		status = tw_fail_memory(err);
	else if (!run->notes)
		tw_cli_note(run->cli, tw_buffer_get(&task->notes));
	for (size_t i = 0; i < sizeof(run->tally) / sizeof(*run->tally); i++)
		run->tally[i] += task->tally[i];
	tw_seal_join(&run->seal, &task->seal);
	run->found |= task->found;
	run->unread |= task->unread;
	tw_cli_progress(run->cli, run->tally[run->progress], "records");
	return status ? status : tw_cli_flush(run->cli, err);
}

enum tw_status tw_run_corpus(struct tw_run *run,
	const struct tw_corpus_options *corpus, struct tw_job job,
	struct tw_error *err)
{
	struct tw_buffer *out = &run->cli->out;
	enum tw_status status;

	job.done = done;
	job.taker = run;
	if (run->array)
		tw_buffer_format(out, "{\"termwise\":1,\"%s\":[", run->array);
	tw_buffer_view(out, run->open);
	status = tw_corpus_run(corpus, &job, err);
	if (run->array)
		tw_buffer_string(out, run->listed ? "\n]}\n" : "]}\n");
	tw_buffer_view(out, run->close);
	return status;
}

void *tw_run_lexicon_new(void)
{
	return tw_lexicon_new();
}

void tw_run_lexicon_free(void *own)
{
	tw_lexicon_free(own);
}
