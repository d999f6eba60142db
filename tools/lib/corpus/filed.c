#include "corpus/filed.h"

#include "base/utf8.h"
#include "corpus/catalog.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

struct filing {
	struct tw_filing *filing;
	struct tw_task *task;
	struct tw_worker *worker;
	struct tw_error *err;
};

const char *tw_filed_fill(struct tw_filed *filed, struct tw_arena *arena)
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
	filed->area_slug = (struct tw_view){ NULL, 0 };
	if (!filed->area.ptr || !filed->priority.ptr || !filed->title.ptr ||
	    !filed->succeeds.ptr || !filed->themes.ptr || !term.ptr ||
	    !status.ptr)
		return NULL;
	if (area)
		filed->area = area->name;
	if (!filed->area.len)
		return "it names no area";
	filed->area_slug = tw_slug(arena, filed->area);
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

/*
 * True if a record takes no part for its term alone, and that is one of
 * another calendar: a half-term, or what might be one of several of these.
 */
static bool is_apart(const struct tw_filed *filed, struct tw_arena *arena)
{
	const struct tw_house *house = filed->entry->house;
	struct tw_view text = tw_record_value(filed->record, TW_TERM, arena);
	struct tw_term_reading reading;
	struct tw_term term;

	if (!filed->area_slug.ptr || !tw_slug_valid(filed->priority))
		return false;
	if (house && !house->calendar.half_terms &&
	    tw_term_read(&term, &tw_half_terms, text))
		return true;
	tw_term_interpret(&reading, house ? &house->calendar :
		&tw_half_terms, text);
	return reading.count > 1;
}

static enum tw_status set_apart(struct filing *f,
	const struct tw_filed *filed)
{
	struct tw_filing *filing = f->filing;

	if (!filing->apart)
		filing->apart = tw_arena_take(f->worker->arena,
			f->task->count * sizeof(*filing->apart));
	if (!filing->apart)
		return tw_fail_memory(f->err);
	filing->apart[filing->apart_count++] = *filed;
	return TW_OK;
}

static enum tw_status load_record(struct filing *f,
	const struct tw_entry *entry, struct tw_view bytes)
{
	struct tw_filed *filed = &f->filing->at[f->filing->count];
	struct tw_view kept = tw_arena_copy(f->worker->arena, bytes);
	enum tw_status status = TW_OK;
	const char *fault;

	if (!kept.ptr)
		return tw_fail_memory(f->err);
	*filed = (struct tw_filed){ .entry = entry };
	if (tw_record_parse(&filed->record, f->worker->arena, kept, f->err))
		return TW_NO_MEMORY;
	f->filing->read++;
	fault = filed->record->diagnostics.layout ?
		"a line of it has no place" :
		tw_filed_fill(filed, f->worker->arena);
	if (fault && is_apart(filed, f->worker->arena)) {
		fault = "its term is of another calendar";
		status = set_apart(f, filed);
	}
	if (fault) {
		tw_task_note(f->task, "%s: takes no part, since %s; \"termwise "
			"lint\" says more", entry->shown, fault);
		f->task->unread = true;
		f->filing->left_out++;
		return status;
	}
	if (!filed->area_slug.ptr)
		return tw_fail_memory(f->err);
	f->filing->count++;
	return TW_OK;
}

struct tw_view tw_filed_below(const struct tw_entry *entry)
{
	struct tw_view place = entry->place;
	size_t at = place.len;

	if (entry->house || !place.len)
		return entry->below;
	for (int parts = 0; at && parts < 3; parts++)
		while (at && place.ptr[--at] != '/')
			;
	return at || place.ptr[0] == '/' ? tw_after(place, at + 1) : place;
}

/* Of a record and, where it has others than the one before, its rules. */
static void seal_entry(struct tw_task *task, const struct tw_entry *entry,
	const struct tw_house *before, struct tw_view bytes)
{
	if (entry->house != before) {
		tw_seal_add(&task->seal, TW_VIEW("rules")); /* no path */
		tw_seal_add(&task->seal, entry->house ? entry->house->source :
			TW_VIEW(""));
	}
	tw_seal_add(&task->seal, tw_filed_below(entry));
	tw_seal_add(&task->seal, bytes);
}

static enum tw_status load_entry(struct filing *f,
	const struct tw_entry *entry, const struct tw_house *before)
{
	struct tw_view bytes;
	bool readable;
	enum tw_status status = tw_task_read(&bytes, &readable, f->task,
		f->worker, entry, f->err);

	f->filing->left_out += !status && !readable;
	if (status || !readable)
		return status;
	if (f->worker->seals)
		seal_entry(f->task, entry, before, bytes);
	return load_record(f, entry, bytes);
}

static void mention_house(struct tw_task *task, const struct tw_entry *entry)
{
	if (entry->house->diagnostics.count[TW_ERROR])
		tw_task_note(task, "%s: has errors; \"termwise lint\" says "
			"which", entry->shown);
}

/* By area; other house rules make an area another one. */
static int compare_areas(const struct tw_filed *a, const struct tw_filed *b)
{
	const struct tw_house *x = a->entry->house, *y = b->entry->house;
	int order = tw_view_compare(a->area_slug, b->area_slug);

	return order || x == y ? order : tw_view_compare(
		x ? x->source : TW_VIEW(""), y ? y->source : TW_VIEW(""));
}

static int compare_filed(const void *a, const void *b)
{
	const struct tw_filed *x = a, *y = b;
	int order = compare_areas(x, y);

	if (!order)
		order = tw_view_compare(x->priority, y->priority);
	if (!order)
		order = tw_term_compare(x->term, y->term);
	/* The same term twice: the path decides, so that every run agrees. */
	if (!order)
		order = tw_view_compare(tw_filed_below(x->entry),
			tw_filed_below(y->entry));
	return order ? order : tw_view_compare(x->record->source,
		y->record->source);
}

void tw_filed_sort(struct tw_filed *filed, size_t count)
{
	if (count)
		qsort(filed, count, sizeof(*filed), compare_filed);
}

enum tw_status tw_filing_read(struct tw_filing *filing, struct tw_task *task,
	struct tw_worker *worker, struct tw_error *err)
{
	struct filing f = { filing, task, worker, err };
	const struct tw_house *house = NULL;
	enum tw_status status = TW_OK;

	tw_arena_reset(worker->arena);
	*filing = (struct tw_filing){ .at = tw_arena_take(worker->arena,
		(task->count + 1) * sizeof(*filing->at)) };
	if (!filing->at)
		return tw_fail_memory(err);
	for (const struct tw_entry *e = task->entries; e; e = e->next)
		if (e->kind == TW_ENTRY_HOUSE)
			mention_house(task, e);
	filing->mentioned = task->notes.len;
	for (const struct tw_entry *e = task->entries; e && !status;
	     e = e->next) {
		if (e->kind == TW_ENTRY_HOUSE || e->beside)
			continue;
		status = load_entry(&f, e, house);
		house = e->house;
	}
	tw_filed_sort(filing->at, filing->count);
	return status;
}

size_t tw_filed_area(const struct tw_filed *filed, size_t count)
{
	size_t end = 0;

	while (end < count && !compare_areas(&filed[end], &filed[0]))
		end++;
	return end;
}

enum tw_status tw_filed_is_of(bool *is, const struct tw_filed *filed,
	const char *name, struct tw_error *err)
{
	struct tw_buffer slug = TW_BUFFER_INIT;
	enum tw_status status = TW_OK;

	*is = !name;
	if (!name)
		return TW_OK;
	if (tw_area_slug(&slug, filed->entry->house, tw_view_of(name)))
		*is = tw_view_equal(tw_buffer_get(&slug), filed->area_slug);
	else
		status = tw_fail_memory(err);
	tw_buffer_release(&slug);
	return status;
}

void tw_filed_doubled(struct tw_task *task, const struct tw_entry *left_out,
	const struct tw_entry *taken)
{
	tw_task_note(task, "%s: takes no part, since %s is of the same "
		"priority and term", left_out->shown, taken->shown);
	task->unread = true;
}

/* True if a file is named for a term, which *named is. */
static bool named_for(struct tw_term *named, const struct tw_filed *filed)
{
	const struct tw_house *house = filed->entry->house;
	struct tw_view name = tw_filed_below(filed->entry);
	size_t at = name.len;

	while (at && name.ptr[at - 1] != '/')
		at--;
	name = tw_after(name, at);
	if (name.len <= 4 || memcmp(name.ptr + name.len - 4, ".txt", 4))
		return false;
	name.len -= 4;
	return tw_term_read_slug(named, house ? &house->calendar :
		&tw_half_terms, name);
}

void tw_filed_misnamed(struct tw_task *task, const struct tw_filed *filed,
	size_t count, const char *priority)
{
	struct tw_term term;

	for (size_t i = 0; i < count; i++) {
		const struct tw_house *house = filed[i].entry->house;
		const struct tw_calendar *calendar = house ?
			&house->calendar : &tw_half_terms;
		char is[TW_TERM_ROOM], named[TW_TERM_ROOM];
		bool doubled = i && tw_view_equal(filed[i].priority,
			filed[i - 1].priority) && !tw_term_compare(
			filed[i].term, filed[i - 1].term);

		if (doubled || (priority && !tw_view_equal(filed[i].priority,
		    tw_view_of(priority))) || !named_for(&term, &filed[i]) ||
		    !tw_term_compare(term, filed[i].term))
			continue;
		tw_term_write(is, calendar, filed[i].term);
		tw_term_write(named, calendar, term);
		tw_task_note(task, "%s: is told as of %s, by its Term, though "
			"its name says %s", filed[i].entry->shown, is, named);
	}
}
