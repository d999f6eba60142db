#include "compare/task.h"

#include "base/utf8.h"
#include "compare/share.h"
#include "match/match.h"
#include "text/text.h"

#include <stdlib.h>

struct loading {
	struct tw_task *task;
	struct tw_worker *worker;
	const struct tw_compare_run *run;
	struct tw_filed *filed;
	size_t count;
	struct tw_error *err;
};

/* Says why a record takes no part. */
static void leave_out(struct loading *l, const struct tw_entry *entry,
	const char *why)
{
	tw_task_note(l->task, "%s: takes no part, since %s; \"termwise lint\" "
		"says more", entry->shown, why);
	l->task->unread = true;
}

static struct tw_view slug_of(struct tw_view name, struct tw_arena *arena)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view slug = { NULL, 0 };

	if (tw_text_slug(&out, name))
		slug = tw_arena_copy(arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	return slug;
}

/* Fills in what the fields say; NULL, or what is wrong. */
static const char *file_record(struct tw_filed *filed,
	struct tw_arena *arena)
{
	const struct tw_house *house = filed->entry->house;
	const struct tw_alias *area;
	struct tw_view term, status;

	filed->area = tw_record_value(filed->record, TW_AREA, arena);
	filed->priority = tw_record_value(filed->record, TW_PRIORITY, arena);
	filed->title = tw_record_value(filed->record, TW_TITLE, arena);
	filed->succeeds = tw_record_value(filed->record, TW_SUCCEEDS, arena);
	filed->themes = tw_record_value(filed->record, TW_THEME, arena);
	term = tw_record_value(filed->record, TW_TERM, arena);
	status = tw_record_value(filed->record, TW_STATUS, arena);
	area = house ? tw_names_find(&house->areas, filed->area) : NULL;
	if (area)
		filed->area = area->name;
	if (!filed->area.len)
		return "it names no area";
	filed->area_slug = slug_of(filed->area, arena);
	if (!tw_slug_valid(filed->priority))
		return "it names no priority";
	if (!tw_term_read(&filed->term, house ? &house->calendar :
	    &tw_half_terms, term))
		return "its term cannot be read";
	if (!filed->succeeds.len)
		filed->succeeds.ptr = NULL;
	if (!filed->themes.len)
		filed->themes.ptr = NULL;
	if (!tw_status_read(&filed->status, status))
		filed->status = TW_ACTIVE;
	return NULL;
}

static enum tw_status load_record(struct loading *l,
	const struct tw_entry *entry, struct tw_view bytes)
{
	struct tw_filed *filed = &l->filed[l->count];
	struct tw_view kept = tw_arena_copy(l->worker->arena, bytes);
	const char *fault;
	bool asked;

	if (!kept.ptr)
		return tw_fail_memory(l->err);
	*filed = (struct tw_filed){ .entry = entry };
	if (tw_record_parse(&filed->record, l->worker->arena, kept, l->err))
		return TW_NO_MEMORY;
	l->task->tally[TW_TALLY_RECORDS]++;
	fault = filed->record->diagnostics.layout ?
		"a line of it has no place" :
		file_record(filed, l->worker->arena);
	if (fault) {
		leave_out(l, entry, fault);
		return TW_OK;
	}
	if (!filed->area_slug.ptr)
		return tw_fail_memory(l->err);
	if (tw_scope_area(&asked, &l->run->scope, entry->house,
	    filed->area_slug, l->err))
		return TW_NO_MEMORY;
	l->count += asked;
	return TW_OK;
}

static enum tw_status load_entry(struct loading *l,
	const struct tw_entry *entry)
{
	struct tw_view bytes;
	bool readable;
	enum tw_status status = tw_task_read(&bytes, &readable, l->task,
		l->worker, entry, l->err);

	if (status || !readable)
		return status;
	return load_record(l, entry, bytes);
}

/* House rules that are wrong may change what is compared with what. */
static void mention_house(struct tw_task *task, const struct tw_entry *entry)
{
	if (entry->house->diagnostics.count[TW_ERROR])
		tw_task_note(task, "%s: has errors; \"termwise lint\" says "
			"which", entry->shown);
}

static enum tw_status compare_steps(struct loading *l,
	struct tw_steps *steps, const struct tw_house *house)
{
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < steps->count && !status; i++) {
		struct tw_step *step = &steps->at[i];

		if (step->from && step->to)
			status = tw_compare(&step->comparison,
				l->worker->arena, l->worker->own, house,
				step->thread, step->from_at,
				step->thread_count - 1, l->err);
	}
	return status ? status : tw_steps_share(steps, l->worker->arena,
		l->err);
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

/* The records of one area. */
static enum tw_status compare_area(struct loading *l, struct tw_filed *filed,
	size_t count)
{
	struct tw_task *task = l->task;
	struct tw_steps steps;
	enum tw_status status = tw_scope_choose(&steps, filed, count,
		&l->run->scope, l->worker->arena, l->worker->own, l->err);

	if (!status && steps.count)
		status = compare_steps(l, &steps, filed[0].entry->house);
	if (status)
		return status;
	for (size_t i = 0; i < steps.doubled_count; i++) {
		tw_task_note(task, "%s: takes no part, since %s is of the "
			"same priority and term",
			steps.doubled[i].left_out->shown,
			steps.doubled[i].taken->shown);
		task->unread = true;
	}
	if (!steps.count)
		return TW_OK;
	task->tally[TW_TALLY_STEPS] += steps.count;
	task->found |= found(&steps);
	l->run->report(&task->out, &steps, l->run->context);
	return TW_OK;
}

static int compare_areas(const void *a, const void *b)
{
	const struct tw_filed *x = a, *y = b;

	return tw_view_compare(x->area_slug, y->area_slug);
}

enum tw_status tw_compare_task(struct tw_task *task,
	struct tw_worker *worker, void *context, struct tw_error *err)
{
	struct loading l = { .task = task, .worker = worker, .run = context,
		.err = err };
	enum tw_status status = TW_OK;
	size_t end;

	tw_arena_reset(worker->arena);
	l.filed = tw_arena_take(worker->arena,
		(task->count + 1) * sizeof(*l.filed));
	if (!l.filed)
		return tw_fail_memory(err);
	for (const struct tw_entry *e = task->entries; e && !status;
	     e = e->next)
		if (e->kind == TW_ENTRY_HOUSE)
			mention_house(task, e);
		else if (!e->beside)
			status = load_entry(&l, e);
	qsort(l.filed, l.count, sizeof(*l.filed), compare_areas);
	for (size_t i = 0; i < l.count && !status; i = end) {
		for (end = i; end < l.count &&
		     !compare_areas(&l.filed[i], &l.filed[end]);)
			end++;
		status = compare_area(&l, &l.filed[i], end - i);
	}
	return status;
}
