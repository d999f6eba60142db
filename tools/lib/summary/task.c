#include "summary/task.h"

/* True if plans are unaccounted for, or a figure does not follow. */
static bool is_found(const struct tw_area *area,
	const struct tw_summary_scope *scope)
{
	for (size_t i = 0; i < area->count; i++) {
		const struct tw_story *story = &area->stories[i];

		if (!tw_story_asked(story, scope))
			continue;
		for (size_t k = 0; k < story->promised_count; k++)
			if (story->promised[k].became[TW_BECAME_UNACCOUNTED])
				return true;
		for (size_t k = 0; k < story->series_count; k++)
			for (size_t p = 0; p < story->series[k].count; p++)
				if (story->series[k].points[p].has_expected)
					return true;
	}
	return false;
}

static enum tw_status summarise(struct tw_area *area, struct tw_buffer *body,
	struct tw_filed *filed, size_t count, const struct tw_summary_run *run,
	const struct tw_known *known, struct tw_task *task,
	struct tw_worker *worker, struct tw_error *err)
{
	enum tw_status status = tw_summarise(area, filed, count, run->report ?
		TW_TELL_ALL : TW_TELL_FIGURES, &run->scope, known,
		worker->arena, worker->own, err);

	if (status)
		return status;
	for (size_t i = 0; i < area->steps.doubled_count; i++)
		tw_filed_doubled(task, area->steps.doubled[i].left_out,
			area->steps.doubled[i].taken);
	tw_filed_misnamed(task, filed, count, run->scope.priority);
	task->tally[TW_TALLY_LEFT_OUT] += area->steps.doubled_count;
	task->found |= is_found(area, &run->scope);
	if (run->report && area->count)
		run->report(body, area, &run->scope, run->context);
	return body->failed ? tw_fail_memory(err) : TW_OK;
}

enum tw_status tw_summary_filed(struct tw_buffer *out, struct tw_filed *filed,
	size_t count, const struct tw_summary_run *run,
	const struct tw_known *known, struct tw_task *task,
	struct tw_worker *worker, struct tw_error *err)
{
	struct tw_buffer body = TW_BUFFER_INIT;
	struct tw_area area = { .count = 0 };
	struct tw_area_rows whole;
	bool asked;
	enum tw_status status = tw_filed_is_of(&asked, filed, run->scope.area,
		err);

	if (!status)
		status = tw_until_term(filed, &count, &run->scope, err);
	if (status || !count)
		return status;
	tw_rows_begin(&whole, filed, count);
	if (asked)
		status = summarise(&area, &body, filed, count, run, known,
			task, worker, err);
	if (!status)
		tw_rows_pack(out, &whole, &area, &run->scope,
			tw_buffer_get(&body), worker->arena);
	if (!status && out->failed)
		status = tw_fail_memory(err);
	tw_buffer_release(&body);
	return status;
}

static enum tw_status read_task(struct tw_filing *filing,
	struct tw_task *task, struct tw_worker *worker, struct tw_error *err)
{
	enum tw_status status = tw_filing_read(filing, task, worker, err);

	task->tally[TW_TALLY_SUMMARISED] += filing->read;
	task->tally[TW_TALLY_FILED] += filing->count;
	task->tally[TW_TALLY_LEFT_OUT] += filing->left_out;
	return status;
}

enum tw_status tw_areas_task(struct tw_task *task, struct tw_worker *worker,
	void *context, struct tw_error *err)
{
	struct tw_filing filing;
	enum tw_status status = read_task(&filing, task, worker, err);
	size_t count;

	(void)context;
	for (size_t i = 0; i < filing.count && !status; i += count) {
		const struct tw_filed *filed = &filing.at[i];
		const struct tw_house *house = filed->entry->house;
		struct tw_seal seal = { { 0, 0 } };

		count = tw_filed_area(filed, filing.count - i);
		tw_seal_add(&seal, house ? house->source : TW_VIEW(""));
		tw_seal_add(&seal, filed->area_slug);
		tw_buffer_add(&task->out, &seal, sizeof(seal));
	}
	return status;
}

enum tw_status tw_summary_task(struct tw_task *task,
	struct tw_worker *worker, void *context, struct tw_error *err)
{
	struct tw_filing filing;
	enum tw_status status = read_task(&filing, task, worker, err);
	size_t count;

	for (size_t i = 0; i < filing.count && !status; i += count) {
		count = tw_filed_area(&filing.at[i], filing.count - i);
		status = tw_summary_filed(&task->out, &filing.at[i], count,
			context, NULL, task, worker, err);
	}
	return status;
}
