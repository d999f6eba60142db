#include "lint/task.h"

#include "base/file.h"
#include "base/utf8.h"
#include "corpus/filed.h"
#include "git/patch.h"
#include "lint/allow.h"
#include "lint/baseline.h"
#include "lint/folders.h"
#include "lint/lint.h"
#include "lint/mend.h"
#include "lint/private.h"
#include "lint/prints.h"
#include "lint/since.h"
#include "lint/succession.h"
#include "lint/terms.h"
#include "rules/rules.h"
#include "rules/spelling.h"

#include <stdlib.h>
#include <string.h>

/* What a thread has for itself. */
struct own {
	struct tw_terms *terms;
	struct tw_matcher *matcher;
	struct tw_speller *speller; /* NULL: not needed yet */
	struct tw_since *since;     /* likewise */
	struct tw_since *judge;     /* likewise: the revision that judges */
	struct tw_succession *succession; /* likewise */
};

/* The task that is worked on, and the folder and record at hand. */
struct judging {
	struct tw_task *task;
	struct tw_worker *worker;
	const struct tw_lint_run *run;
	struct own *own;             /* the worker's */
	struct tw_folders folders;
	const struct tw_priority_folder *folder;
	const struct tw_dated *dated;
	struct tw_arena *arena;      /* of the record */
	struct tw_record *record;
	struct tw_private_spans found; /* in its source */
	struct tw_error *err;
};

/* ---- one record ---- */

/* How personal data is looked for in an entry. */
static struct tw_private_options privacy_of(const struct judging *j,
	const struct tw_entry *entry)
{
	return (struct tw_private_options){ .names = j->run->names,
		.allowed = entry->house ? entry->house->allowed : NULL };
}

/* What of a record changed, by its copy of then. */
static enum tw_status find_changed(bool *keep, struct judging *j,
	const struct tw_entry *entry, const struct tw_judged *judged,
	const struct tw_record *record)
{
	struct tw_lint_options options = { .house = entry->house,
		.path = entry->place };
	const struct tw_diagnostics none = { .first = NULL }, *older = &none;
	struct tw_new_lines lines = { .all = true };
	struct tw_record *was;
	struct tw_view bytes;
	bool found;
	enum tw_status status = TW_OK;

	if (!j->own->since)
		status = tw_since_open(&j->own->since, j->run->place,
			j->run->since, j->run->tip, j->err);
	if (!status)
		status = tw_since_read(&bytes, &found, j->own->since, entry,
			j->arena, j->err);
	if (!status && found)
		status = tw_new_lines_find(&lines, bytes, record ?
			record->source : judged->source, j->arena, j->err);
	if (!status && found && record) {
		status = tw_record_parse(&was, j->arena, bytes, j->err);
		if (!status) {
			status = tw_lint_record(was, j->arena, &options,
				j->err);
			older = &was->diagnostics;
		}
	}
	if (!status)
		tw_new_lines_keep(keep, &lines, record, judged->diagnostics,
			older);
	return status;
}

/* Copies the findings that are kept, and their prints. */
static enum tw_status copy_kept(struct judging *j, struct tw_judged *judged,
	const bool *keep, size_t count)
{
	struct tw_diagnostics *kept = tw_arena_take(j->arena, sizeof(*kept));
	struct tw_print *prints = tw_arena_take(j->arena,
		(count + 1) * sizeof(*prints));
	const struct tw_diagnostic *d = judged->diagnostics->first;
	size_t at = 0;

	if (!kept || !prints)
		return tw_fail_memory(j->err);
	for (size_t i = 0; d; d = d->next, i++) {
		if (!keep[i])
			continue;
		if (judged->prints)
			prints[at++] = judged->prints[i];
		if (tw_diagnostics_add(kept, j->arena, *d))
			return tw_fail_memory(j->err);
	}
	judged->diagnostics = kept;
	judged->prints = judged->prints ? prints : NULL;
	return TW_OK;
}

/* Leaves out what did not change, and what a baseline accepts. */
static enum tw_status sieve(struct judging *j, const struct tw_entry *entry,
	struct tw_judged *judged, const struct tw_record *record)
{
	size_t *tally = j->task->tally, count = 0;
	enum tw_status status = TW_OK;
	bool *keep;

	for (int i = 0; i <= TW_ERROR; i++)
		count += judged->diagnostics->count[i];
	keep = tw_arena_take(j->arena, count + 1);
	if (!keep)
		return tw_fail_memory(j->err);
	memset(keep, true, count);
	if (j->run->since && count)
		status = find_changed(keep, j, entry, judged, record);
	for (size_t i = 0; i < count && !status; i++) {
		tally[TW_TALLY_ELSEWHERE] += !keep[i];
		if (!keep[i] || !j->run->baseline || j->run->lines ||
		    !tw_baseline_accepts(j->run->baseline,
		    &judged->prints[i]))
			continue;
		keep[i] = false;
		tally[TW_TALLY_ACCEPTED]++;
	}
	return status ? status : copy_kept(j, judged, keep, count);
}

/* Gives findings what they are known by. */
static enum tw_status print(struct judging *j, const struct tw_entry *entry,
	struct tw_judged *judged)
{
	struct tw_private_options privacy = privacy_of(j, entry);
	struct tw_print *prints;
	enum tw_status status;

	judged->known = tw_private_hide(tw_filed_below(entry), &privacy,
		j->arena);
	if (!judged->known.ptr)
		return tw_fail_memory(j->err);
	status = tw_prints_make(&prints, j->arena, judged->diagnostics,
		judged->known, judged->source, j->err);
	judged->prints = prints;
	return status;
}

/* Makes of what was found what is reported. */
static enum tw_status hand_out(struct judging *j,
	const struct tw_entry *entry, struct tw_view source,
	const struct tw_diagnostics *diagnostics,
	const struct tw_record *record)
{
	struct tw_judged judged = { .shown = tw_view_of(entry->shown),
		.below = entry->below, .source = source,
		.diagnostics = diagnostics };
	struct tw_private_options privacy = privacy_of(j, entry);
	const struct tw_lint_run *run = j->run;
	enum tw_status status = TW_OK;

	if (diagnostics->first)
		status = tw_private_veil(&judged, &j->found, &privacy,
			j->arena, j->err);
	if (!status && (run->prints || run->baseline || run->lines))
		status = print(j, entry, &judged);
	if (!status && run->baseline)
		tw_baseline_judged(run->baseline, judged.known);
	if (!status && (run->baseline || run->since) && diagnostics->first)
		status = sieve(j, entry, &judged, record);
	if (status)
		return status;
	for (int i = 0; i <= TW_ERROR; i++)
		j->task->tally[i] += judged.diagnostics->count[i];
	if (run->lines)
		tw_baseline_lines(&j->task->out, &judged);
	else if (judged.diagnostics->first || run->clean)
		run->report(&j->task->out, &judged, run->context);
	return TW_OK;
}

/* A thread reads the dictionary when its first record is to be spelt. */
static enum tw_status take_speller(struct tw_lint_options *options,
	const struct judging *j)
{
	/* It is only looked at where it was asked for, and so is settled. */
	if (!tw_lint_wants(options->house, options->asked,
	    TW_DIAG_SPELLING) || !j->run->spelling)
		return TW_OK;
	if (!j->own->speller && tw_speller_new(&j->own->speller,
	    j->run->spelling, j->err))
		return j->err->status;
	options->speller = j->own->speller;
	return TW_OK;
}

static enum tw_status judge_text(struct judging *j, struct tw_view text)
{
	const struct tw_entry *entry = j->dated->entry;
	struct tw_private_options privacy = privacy_of(j, entry);
	struct tw_lint_options options = { entry->house, entry->place,
		{ tw_terms_plan, j->own->terms }, tw_judge_house, entry->made,
		j->own->matcher, &privacy, &j->found, entry->below,
		j->run->asked, NULL };
	enum tw_status status = tw_record_parse(&j->record, j->arena, text,
		j->err);

	if (status || entry->beside)
		return status;
	status = take_speller(&options, j);
	if (!status)
		status = tw_lint_record(j->record, j->arena, &options,
			j->err);
	return status ? status : tw_allow_keep(j->record, j->arena, j->err);
}

/* As tw_allowing.changed: since the revision that judges. */
static enum tw_status find_young(struct tw_new_lines *lines, void *context)
{
	const struct judging *j = context;
	const char *from = j->run->rules_from;
	struct tw_view bytes;
	bool found;
	enum tw_status status = TW_OK;

	*lines = (struct tw_new_lines){ .all = true };
	if (!j->own->judge)
		status = tw_since_open(&j->own->judge, j->run->place, from,
			from, j->err);
	if (!status)
		status = tw_since_read(&bytes, &found, j->own->judge,
			j->dated->entry, j->arena, j->err);
	return status || !found ? status : tw_new_lines_find(lines, bytes,
		j->record->source, j->arena, j->err);
}

/* Takes out what comments allow, once all is found. */
static enum tw_status allow(struct judging *j)
{
	const struct tw_entry *entry = j->dated->entry;
	struct tw_allowing allowing = { entry->house, entry->made,
		tw_view_equal(j->folders.whole, tw_folder_above(j->folder)),
		j->run->rules_from, find_young, j };
	size_t allowed;
	enum tw_status status = tw_allow(&allowed, j->record, &allowing,
		j->arena, j->err);

	j->task->tally[TW_TALLY_ALLOWED] += status ? 0 : allowed;
	return status;
}

/*
 * Mends until nothing is left to mend: what stood in another's way goes in a
 * later round, and what comes again and again is left. *mended is how many
 * findings are gone; the record at hand is then the mended one.
 */
static enum tw_status mend_all(size_t *mended, struct judging *j)
{
	enum { MOST_ROUNDS = 8 };
	enum tw_status status = TW_OK;
	size_t count = 1;
	bool spoilt = false;

	*mended = 0;
	for (int round = 0; round < MOST_ROUNDS && count && !status; round++) {
		struct tw_view text;

		status = tw_lint_mend(&text, &count, &spoilt, j->record,
			j->run->unsafe, j->arena, j->err);
		if (!status && count)
			status = judge_text(j, text);
		*mended += status ? 0 : count;
	}
	if (spoilt)
		tw_task_note(j->task, "%s: what would mend it would lose a "
			"part of it, and is not done",
			j->dated->entry->shown);
	return status;
}

/* A text of the record at hand as it may be shown. */
static struct tw_view veiled(const struct judging *j)
{
	return tw_private_mask(j->record->source, &j->found, j->arena);
}

/* Adds what became of a veiled text to what is shown. */
static enum tw_status show_mended(struct judging *j, struct tw_view before)
{
	const struct tw_entry *entry = j->dated->entry;
	struct tw_private_options privacy = privacy_of(j, entry);
	struct tw_view after = veiled(j), path = tw_private_hide(
		tw_view_of(entry->shown), &privacy, j->arena);

	if (path.ptr)
		path = tw_arena_format(j->arena, "%.*s", TW_ARG(path));
	if (!before.ptr || !after.ptr || !path.ptr)
		return tw_fail_memory(j->err);
	if (after.ptr != j->record->source.ptr)
		tw_task_note(j->task, "%s: what identifies a person is masked "
			"in its difference, which can be applied only where "
			"there is none of it", path.ptr);
	return tw_patch_add(&j->task->out, before, after, path.ptr, j->err);
}

/* Replaces the file, or shows what would become of it. */
static enum tw_status mend(struct judging *j)
{
	const char *shown = j->dated->entry->shown;
	struct tw_view before = j->record->source;
	struct tw_view was = j->run->diff ? veiled(j) : before;
	struct tw_error fault;
	size_t mended;
	enum tw_status status = mend_all(&mended, j);

	if (status || !mended)
		return status;
	if (j->run->diff) {
		status = show_mended(j, was);
	} else if (tw_file_replace(shown, j->record->source, &fault)) {
		tw_task_note(j->task, "%s", fault.message);
		j->task->unread = true;
		return judge_text(j, before);
	}
	j->task->tally[TW_TALLY_MENDED] += mended;
	return status;
}

/* ---- across terms ---- */

/* The folder and the term that its fields say; the folder NULL: none here. */
static enum tw_status read_place(const struct tw_priority_folder **folder,
	struct tw_term *term, const struct judging *j)
{
	struct tw_view text = tw_record_value(j->record, TW_TERM, j->arena);
	struct tw_view priority = tw_record_value(j->record, TW_PRIORITY,
		j->arena);

	*folder = NULL;
	if (!text.ptr || !priority.ptr)
		return tw_fail_memory(j->err);
	if (j->record->diagnostics.layout ||
	    !tw_term_read(term, tw_house_calendar(j->dated->entry->house), text))
		return TW_OK;
	*folder = tw_view_equal(priority, tw_folder_name(j->folder)) ?
		j->folder : tw_folders_beside(&j->folders, j->folder,
			priority);
	return TW_OK;
}

/* As tw_in_term.kin: by the names of folders and files alone. */
static enum tw_kin kin(struct tw_view *near, struct tw_view slug,
	const void *context)
{
	enum { MOST_LOOKED = 200 };
	const struct judging *j = context;
	const struct tw_priority_folder *folder, *f = j->folders.first;
	unsigned least = 3;

	if (!tw_view_equal(j->folders.whole, tw_folder_above(j->folder)))
		return TW_KIN_UNKNOWN;
	folder = tw_folders_beside(&j->folders, j->folder, slug);
	if (folder == j->folder)
		return TW_KIN_SELF;
	if (folder && folder->dated[0].has_term)
		return tw_term_compare(folder->dated[0].term,
			j->dated->term) < 0 ? TW_KIN_BEFORE : TW_KIN_LATER;
	for (int looked = 0; f && !folder && looked < MOST_LOOKED;
	     f = f->next, looked++) {
		unsigned slips = tw_slips(tw_folder_name(f), slug, 2);

		if (f == j->folder || slips >= least)
			continue;
		least = slips;
		*near = tw_folder_name(f);
	}
	return folder ? TW_KIN_UNKNOWN : TW_KIN_NONE;
}

/* The record of a term by its name, other than the one at hand; or NULL. */
static const struct tw_dated *named_so(const struct judging *j,
	const struct tw_priority_folder *folder, struct tw_term term)
{
	size_t low = 0, high = folder->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct tw_dated *d = &folder->dated[middle];

		if (d->has_term && tw_term_compare(d->term, term) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < folder->count && folder->dated[low].has_term &&
	     !tw_term_compare(folder->dated[low].term, term); low++)
		if (&folder->dated[low] != j->dated)
			return &folder->dated[low];
	return NULL;
}

/* As tw_in_term.ahead. */
static enum tw_status carry_on(struct tw_terms *terms, const void *context,
	struct tw_error *err)
{
	const struct judging *j = context;
	struct tw_standing at = { &j->folders, j->folder, j->dated,
		j->task, j->worker };

	if (!tw_record_field(j->record, TW_SUCCEEDS))
		return TW_OK;
	if (!j->own->succession)
		j->own->succession = tw_succession_new();
	return j->own->succession ? tw_succession_follow(j->own->succession,
		terms, &at, err) : tw_fail_memory(err);
}

/* Only records that lie where they say take part. */
static enum tw_status judge_across(struct judging *j, bool last)
{
	const struct tw_dated *dated = j->dated, *other;
	struct tw_in_term in = { dated->term, !dated->entry->beside, last,
		kin, carry_on, j };
	const struct tw_priority_folder *folder;
	struct tw_term term = { 0, 0 };
	enum tw_status status = read_place(&folder, &term, j);

	if (status)
		return status;
	if (folder == j->folder && dated->has_term &&
	    !tw_term_compare(term, dated->term))
		return tw_terms_judge(j->own->terms, j->record, &in, j->err);
	if (dated->has_term)
		tw_terms_pass(j->own->terms, dated->term);
	other = folder && in.report ? named_so(j, folder, term) : NULL;
	return other ? tw_terms_twice(j->record, j->arena,
		other->entry->below, j->err) : TW_OK;
}

/* ---- folders ---- */

/* Reads a record; one that lies beside and cannot be read has no say. */
static enum tw_status read_record(struct tw_view *bytes, bool *readable,
	struct judging *j)
{
	const struct tw_entry *entry = j->dated->entry;
	struct tw_error fault;
	enum tw_status status;

	if (entry->beside) {
		status = tw_entry_read(bytes, j->worker, entry, &fault);
		*readable = !status;
		if (status == TW_NO_MEMORY)
			return tw_fail_memory(j->err);
	} else {
		status = tw_task_read(bytes, readable, j->task, j->worker,
			entry, j->err);
		if (status)
			return status;
	}
	if (!*readable)
		return TW_OK;
	j->arena = tw_terms_arena(j->own->terms);
	*bytes = tw_arena_copy(j->arena, *bytes);
	return bytes->ptr ? TW_OK : tw_fail_memory(j->err);
}

static enum tw_status judge_dated(struct judging *j, bool last)
{
	const struct tw_entry *entry = j->dated->entry;
	struct tw_view bytes;
	bool readable;
	enum tw_status status = read_record(&bytes, &readable, j);

	if (status || !readable) {
		if (j->dated->has_term)
			tw_terms_pass(j->own->terms, j->dated->term);
		return status;
	}
	status = judge_text(j, bytes);
	if (!status && !entry->beside && (j->run->diff || (j->run->fix &&
	    entry->kind == TW_ENTRY_FILE)))
		status = mend(j);
	if (!status)
		status = judge_across(j, last);
	if (!status && !entry->beside)
		status = allow(j);
	if (status || entry->beside)
		return status;
	j->task->tally[TW_TALLY_FILES]++;
	return j->run->diff ? TW_OK : hand_out(j, entry, j->record->source,
		&j->record->diagnostics, j->record);
}

/* What a record brought to the task's output. */
struct piece {
	size_t start, len;
};

/* Puts what came in time into the order of the task. */
static enum tw_status reorder(struct judging *j, const struct piece *pieces,
	size_t count, size_t start)
{
	struct tw_buffer *out = &j->task->out;
	struct tw_buffer sorted = TW_BUFFER_INIT;
	bool failed;

	for (size_t i = 0; i < count; i++)
		tw_buffer_add(&sorted, out->ptr + pieces[i].start,
			pieces[i].len);
	failed = sorted.failed;
	if (!failed && sorted.len)
		memcpy(out->ptr + start, sorted.ptr, sorted.len);
	tw_buffer_release(&sorted);
	return failed ? tw_fail_memory(j->err) : TW_OK;
}

static enum tw_status judge_folder(struct judging *j)
{
	const struct tw_priority_folder *folder = j->folder;
	struct tw_buffer *out = &j->task->out;
	size_t begun = out->len, left = folder->asked, most = 0;
	bool in_order = true;
	struct piece *pieces;
	enum tw_status status = TW_OK;

	for (size_t i = 0; i < folder->count; i++)
		most = folder->dated[i].at >= most ? folder->dated[i].at + 1 :
			most;
	pieces = tw_arena_take(j->task->arena, (most + 1) * sizeof(*pieces));
	if (!pieces)
		return tw_fail_memory(j->err);
	for (size_t i = 0; i < folder->count && left && !status; i++) {
		size_t start = out->len;

		j->dated = &folder->dated[i];
		in_order &= !i || j->dated->at > j->dated[-1].at;
		left -= !j->dated->entry->beside;
		status = judge_dated(j, i + 1 == folder->count ||
			!folder->dated[i + 1].has_term);
		pieces[j->dated->at] = (struct piece){ start,
			out->len - start };
	}
	return status || in_order || out->failed ? status :
		reorder(j, pieces, most, begun);
}

static enum tw_status judge_house(struct judging *j,
	const struct tw_entry *entry)
{
	struct tw_private_options privacy;
	const struct tw_rules *rules;
	struct tw_diagnostics all;
	struct tw_view bytes;
	bool readable;
	enum tw_status status = tw_task_read(&bytes, &readable, j->task,
		j->worker, entry, j->err);

	if (status || !readable || j->run->diff)
		return status;
	j->arena = j->worker->arena;
	tw_arena_reset(j->arena);
	privacy = privacy_of(j, entry);
	rules = entry->made;
	status = tw_private_house(&all, &j->found, entry->house,
		&rules->findings, &privacy, j->arena, j->err);
	return status ? status : hand_out(j, entry, entry->house->source,
		&all, NULL);
}

/* Works on a task, as tw_job.work. */
static enum tw_status work(struct tw_task *task, struct tw_worker *worker,
	void *context, struct tw_error *err)
{
	struct judging j = { .task = task, .worker = worker, .run = context,
		.own = worker->own, .err = err };
	struct tw_view area = { NULL, 0 };
	enum tw_status status = tw_folders_make(&j.folders, task, task->arena,
		err);

	for (const struct tw_entry *e = task->entries; e && !status;
	     e = e->next)
		if (e->kind == TW_ENTRY_HOUSE || e->kind == TW_ENTRY_FAULT)
			status = judge_house(&j, e);
	for (j.folder = j.folders.first; j.folder && !status;
	     j.folder = j.folder->next) {
		struct tw_view above = tw_folder_above(j.folder);

		tw_terms_begin(j.own->terms, j.folder->dated[0].entry->house,
			area.ptr && tw_view_equal(area, above));
		if (j.own->succession && !(area.ptr &&
		    tw_view_equal(area, above)))
			tw_succession_reset(j.own->succession);
		area = above;
		status = judge_folder(&j);
	}
	return status;
}

static void worker_free(void *context)
{
	struct own *own = context;

	if (!own)
		return;
	tw_terms_free(own->terms);
	tw_matcher_free(own->matcher);
	tw_since_close(own->since);
	tw_since_close(own->judge);
	tw_succession_free(own->succession);
	tw_speller_free(own->speller);
	free(own);
}

static void *worker_new(void)
{
	struct own *own = calloc(1, sizeof(*own));

	if (!own)
		return NULL;
	own->terms = tw_terms_new();
	own->matcher = tw_matcher_new();
	if (own->terms && own->matcher)
		return own;
	worker_free(own);
	return NULL;
}

/* What is missing is kept, and the run goes on without. */
static enum tw_status open_spelling(struct tw_lint_run *run,
	struct tw_error *err)
{
	if (run->spelling || run->missing.status)
		return TW_OK;
	if (tw_spelling_open(&run->spelling, run->dictionaries,
	    &run->missing) == TW_NO_MEMORY)
		return tw_fail_memory(err);
	return TW_OK;
}

enum tw_status tw_lint_prepare(struct tw_lint_run *run, struct tw_error *err)
{
	return tw_lint_wants(NULL, run->asked, TW_DIAG_SPELLING) ?
		open_spelling(run, err) : TW_OK;
}

/* Makes house rules ready, as tw_job.house; `context` is the run. */
static enum tw_status make_rules(void **made, const struct tw_house *house,
	void *context, struct tw_error *err)
{
	struct tw_lint_run *run = context;
	struct tw_rules *rules;
	enum tw_status status = tw_rules_new(&rules, house, run->arena, err);

	if (status)
		return status;
	rules->older = run->rules;
	*made = run->rules = rules;
	return tw_lint_wants(house, run->asked, TW_DIAG_SPELLING) ?
		open_spelling(run, err) : TW_OK;
}

struct tw_job tw_lint_job(struct tw_lint_run *run)
{
	return (struct tw_job){ .work = work, .house = make_rules,
		.worker_new = worker_new, .worker_free = worker_free,
		.context = run, .whole_areas = true, .beside = true,
		.writes = run->fix };
}
