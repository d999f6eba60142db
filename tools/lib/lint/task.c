#include "lint/task.h"

#include "base/file.h"
#include "base/set.h"
#include "lint/lint.h"
#include "lint/mend.h"
#include "lint/prints.h"
#include "rules/rules.h"

#include <string.h>

/* The record that is judged, and the one before it once it is asked for. */
struct judging {
	const struct tw_task *task;
	struct tw_worker *worker;
	const struct tw_entry *entry;
	struct tw_record *record;
	struct tw_buffer buffer;   /* of the record before */
	struct tw_record *before;
	struct tw_set plans;       /* its keyed items under Planned activity */
	bool sought;
};

/* The term that a file's name says; false if it says none. */
static bool term_of_name(struct tw_term *term, struct tw_view *folder,
	const struct tw_entry *entry)
{
	struct tw_view name = entry->place;
	const struct tw_calendar *calendar = entry->house ?
		&entry->house->calendar : &tw_half_terms;

	while (name.len && name.ptr[name.len - 1] != '/')
		name.len--;
	*folder = name;
	name.ptr += name.len;
	name.len = entry->place.len - name.len;
	if (name.len < 4)
		return false;
	name.len -= 4;
	return tw_term_read_slug(term, calendar, name);
}

/* The entry of the same folder with the latest term before this one's. */
static const struct tw_entry *entry_before(const struct judging *judging)
{
	const struct tw_entry *best = NULL, *e = judging->task->entries;
	struct tw_term mine, latest = { 0, 0 }, term;
	struct tw_view folder, other;

	if (!term_of_name(&mine, &folder, judging->entry))
		return NULL;
	for (; e; e = e->next) {
		if ((e->kind != TW_ENTRY_FILE && e->kind != TW_ENTRY_BLOB) ||
		    !term_of_name(&term, &other, e) ||
		    !tw_view_equal(folder, other) ||
		    tw_term_compare(term, mine) >= 0 ||
		    (best && tw_term_compare(term, latest) <= 0))
			continue;
		best = e;
		latest = term;
	}
	return best;
}

static bool same_key(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_item *)a)->key,
		((const struct tw_item *)b)->key);
}

static enum tw_status collect_plans(struct judging *judging,
	struct tw_error *err)
{
	const struct tw_section *s = judging->before->sections;
	bool failed = false;

	for (; s; s = s->next)
		for (const struct tw_item *i = s->items; i && !failed;
		     i = i->next)
			if (s->kind == TW_PLANNED && i->key.len)
				tw_set_add(&judging->plans,
					judging->worker->arena,
					tw_hash(i->key), i, same_key, &failed);
	return failed ? tw_fail_memory(err) : TW_OK;
}

static enum tw_status read_before(struct judging *judging,
	struct tw_error *err)
{
	const struct tw_entry *entry = entry_before(judging);
	struct tw_buffer own = judging->worker->buffer;
	struct tw_view bytes;
	struct tw_error fault;
	enum tw_status status;

	judging->sought = true;
	if (!entry)
		return TW_OK;
	/* The worker's buffer still holds the record that is judged. */
	judging->worker->buffer = judging->buffer;
	status = tw_entry_read(&bytes, judging->worker, entry, &fault);
	judging->buffer = judging->worker->buffer;
	judging->worker->buffer = own;
	if (status == TW_NO_MEMORY)
		return tw_fail_memory(err);
	if (status)
		return TW_OK;
	status = tw_record_parse(&judging->before, judging->worker->arena,
		bytes, err);
	return status ? status : collect_plans(judging, err);
}

/* As tw_before.plan. */
static enum tw_status ask_before(bool *known, bool *planned,
	struct tw_view key, void *context, struct tw_error *err)
{
	struct judging *judging = context;
	struct tw_item wanted = { .key = key };
	enum tw_status status = TW_OK;

	if (!judging->sought)
		status = read_before(judging, err);
	if (status || !judging->before ||
	    judging->before->diagnostics.layout)
		return status;
	*known = true;
	*planned = tw_set_get(&judging->plans, tw_hash(key), &wanted,
		same_key);
	return TW_OK;
}

static enum tw_status hand_out(struct tw_task *task,
	struct tw_worker *worker, const struct tw_entry *entry,
	struct tw_view source, const struct tw_diagnostics *diagnostics,
	const struct tw_lint_run *run, struct tw_error *err)
{
	struct tw_judged judged = { tw_view_of(entry->shown), entry->below,
		source, diagnostics, NULL };
	struct tw_print *prints;
	enum tw_status status;

	for (int i = 0; i <= TW_ERROR; i++)
		task->tally[i] += diagnostics->count[i];
	if (run->prints && diagnostics->first) {
		status = tw_prints_make(&prints, worker->arena, diagnostics,
			entry->below, source, err);
		if (status)
			return status;
		judged.prints = prints;
	}
	if (diagnostics->first || run->clean)
		run->report(&task->out, &judged, run->context);
	return TW_OK;
}

static enum tw_status judge_text(struct judging *judging, struct tw_view text,
	struct tw_error *err)
{
	const struct tw_entry *entry = judging->entry;
	struct tw_arena *arena = judging->worker->arena;
	struct tw_lint_options options = { entry->house, entry->place,
		{ ask_before, judging }, entry->made, judging->worker->own };
	enum tw_status status = tw_record_parse(&judging->record, arena,
		text, err);

	return status ? status : tw_lint_record(judging->record, arena,
		&options, err);
}

/* Replaces the file, and judges what it has become. */
static enum tw_status mend(struct judging *judging, struct tw_task *task,
	struct tw_error *err)
{
	struct tw_error fault;
	struct tw_view text;
	size_t mended;
	enum tw_status status = tw_lint_mend(&text, &mended, judging->record,
		judging->worker->arena, err);

	if (status || !mended)
		return status;
	if (tw_file_replace(judging->entry->shown, text, &fault)) {
		tw_task_note(task, "%s", fault.message);
		task->unread = true;
		return TW_OK;
	}
	task->tally[TW_TALLY_MENDED] += mended;
	return judge_text(judging, text, err);
}

static enum tw_status judge(struct judging *judging, struct tw_task *task,
	struct tw_view bytes, const struct tw_lint_run *run,
	struct tw_error *err)
{
	enum tw_status status = judge_text(judging, bytes, err);

	if (!status && run->fix && judging->entry->kind == TW_ENTRY_FILE)
		status = mend(judging, task, err);
	if (status)
		return status;
	task->tally[TW_TALLY_FILES]++;
	return hand_out(task, judging->worker, judging->entry,
		judging->record->source, &judging->record->diagnostics, run,
		err);
}

static enum tw_status judge_entry(struct tw_task *task,
	struct tw_worker *worker, const struct tw_entry *entry,
	const struct tw_lint_run *run, struct tw_error *err)
{
	struct judging judging = { .task = task, .worker = worker,
		.entry = entry };
	struct tw_view bytes;
	bool readable;
	enum tw_status status = tw_task_read(&bytes, &readable, task, worker,
		entry, err);

	if (status || !readable)
		return status;
	tw_arena_reset(worker->arena);
	if (entry->kind == TW_ENTRY_HOUSE)
		return hand_out(task, worker, entry, bytes,
			&((const struct tw_rules *)entry->made)->findings,
			run, err);
	status = judge(&judging, task, bytes, run, err);
	tw_buffer_release(&judging.buffer);
	return status;
}

void *tw_lint_worker_new(void)
{
	return tw_matcher_new();
}

void tw_lint_worker_free(void *own)
{
	tw_matcher_free(own);
}

enum tw_status tw_lint_house(void **made, const struct tw_house *house,
	void *context, struct tw_error *err)
{
	struct tw_lint_run *run = context;
	struct tw_rules *rules;
	enum tw_status status = tw_rules_new(&rules, house, run->arena, err);

	if (status)
		return status;
	rules->older = run->rules;
	*made = run->rules = rules;
	return TW_OK;
}

enum tw_status tw_lint_task(struct tw_task *task, struct tw_worker *worker,
	void *context, struct tw_error *err)
{
	enum tw_status status = TW_OK;

	for (const struct tw_entry *e = task->entries; e && !status;
	     e = e->next)
		if (!e->beside)
			status = judge_entry(task, worker, e, context, err);
	return status;
}
