#include "compare/task.h"

#include "base/set.h"
#include "compare/span.h"
#include "thread/share.h"

struct comparing {
	struct tw_task *task;
	struct tw_worker *worker;
	const struct tw_compare_run *run;
	struct tw_error *err;
};

static enum tw_status compare_steps(struct comparing *c,
	struct tw_steps *steps, const struct tw_house *house)
{
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < steps->count && !status; i++) {
		struct tw_step *step = &steps->at[i];

		if (step->from && step->to)
			status = tw_compare_span(&step->comparison,
				c->worker->arena, c->worker->own, house,
				step->thread, step->from_at,
				step->thread_count - 1, c->err);
	}
	return status ? status : tw_steps_share(steps, c->worker->arena,
		c->err);
}

/* A plan is unaccounted for, or a figure does not follow. */
static bool found(const struct tw_steps *steps)
{
	for (size_t i = 0; i < steps->count; i++) {
		const struct tw_comparison *c = steps->at[i].comparison;

		if (c && c->became[TW_BECAME_UNACCOUNTED])
			return true;
		for (size_t k = 0; c && k < c->measure_count; k++)
			if (c->measures[k].has_expected)
				return true;
	}
	return false;
}

static bool same_priority(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_step *)a)->to->priority,
		((const struct tw_filed *)b)->priority);
}

/* The first updates of priorities, by their names. */
static bool collect_first(struct tw_set *first, const struct tw_steps *steps,
	struct tw_arena *arena)
{
	bool failed = false;

	for (size_t i = 0; i < steps->count; i++)
		if (steps->at[i].first && !steps->at[i].from)
			tw_set_add(first, arena,
				tw_hash(steps->at[i].to->priority),
				&steps->at[i], NULL, &failed);
	return !failed;
}

/*
 * What an area has by another calendar is said of the priorities that begin
 * anew by this one.
 */
static enum tw_status mention_apart(struct tw_steps *steps,
	const struct tw_filing *filing, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_set first = { NULL, 0, 0 };

	if (filing->apart_count && !collect_first(&first, steps, arena))
		return tw_fail_memory(err);
	for (size_t i = 0; i < filing->apart_count; i++) {
		const struct tw_filed *filed = &filing->apart[i];
		struct tw_view term = tw_record_value(filed->record, TW_TERM,
			arena);
		struct tw_step *step = (struct tw_step *)(uintptr_t)
			tw_set_get(&first, tw_hash(filed->priority), filed,
			same_priority);

		if (!step || !tw_view_equal(filed->area_slug,
		    step->to->area_slug))
			continue;
		step->apart++;
		if (tw_view_compare(term, step->apart_last) > 0)
			step->apart_last = term;
	}
	return TW_OK;
}

/* The records of one area. */
static enum tw_status compare_area(struct comparing *c,
	const struct tw_filing *filing, struct tw_filed *filed, size_t count)
{
	struct tw_task *task = c->task;
	struct tw_steps steps;
	enum tw_status status = tw_scope_choose(&steps, filed, count,
		&c->run->scope, c->worker->arena, c->worker->own, c->err);

	/* Another area's calendar may have these terms. */
	if (status == TW_USAGE) {
		c->run->apart(&task->out, filed->area,
			tw_view_of(c->err->message), c->run->context);
		return TW_OK;
	}
	if (!status && steps.count)
		status = compare_steps(c, &steps, filed[0].entry->house);
	if (status)
		return status;
	for (size_t i = 0; i < steps.doubled_count; i++)
		tw_filed_doubled(task, steps.doubled[i].left_out,
			steps.doubled[i].taken);
	if (!steps.count)
		return TW_OK;
	if (c->run->misnamed)
		tw_filed_misnamed(task, filed, count, c->run->scope.priority);
	status = mention_apart(&steps, filing, c->worker->arena, c->err);
	if (status)
		return status;
	task->found |= found(&steps);
	c->run->report(&task->out, &steps, c->run->context);
	return TW_OK;
}

enum tw_status tw_compare_task(struct tw_task *task,
	struct tw_worker *worker, void *context, struct tw_error *err)
{
	struct comparing c = { task, worker, context, err };
	struct tw_filing filing;
	enum tw_status status = tw_filing_read(&filing, task, worker, err);
	size_t count;

	task->tally[TW_TALLY_RECORDS] += filing.read;
	for (size_t i = 0; i < filing.count && !status; i += count) {
		struct tw_filed *filed = &filing.at[i];
		bool asked;

		count = tw_filed_area(filed, filing.count - i);
		status = tw_filed_is_of(&asked, filed, c.run->scope.area, err);
		if (!status && asked)
			status = compare_area(&c, &filing, filed, count);
	}
	return status;
}
