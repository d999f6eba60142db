/*
 * The story of a priority, in the order in which people read it.
 */
#include "report/summary_dress.h"

#include <stdarg.h>

void tw_summary_told(struct tw_summary_sheet *sheet)
{
	sheet->out->failed |= sheet->words.failed;
	tw_buffer_clear(&sheet->words);
}

void tw_summary_flush(struct tw_summary_sheet *sheet, tw_summary_say *say)
{
	say(sheet, tw_buffer_get(&sheet->words));
	tw_summary_told(sheet);
}

void tw_summary_tell(struct tw_summary_sheet *sheet, tw_summary_say *say,
	const char *format, ...)
{
	va_list args;

	va_start(args, format);
	tw_buffer_vformat(&sheet->words, format, args);
	va_end(args);
	tw_summary_flush(sheet, say);
}

/* A story on its way. */
struct telling {
	struct tw_summary_sheet *sheet;
	const struct tw_summary_dress *dress;
	struct tw_buffer *words;
	const struct tw_area *area;
	const struct tw_story *story;
};

static void heading(const struct telling *t, const char *text)
{
	t->dress->part(t->sheet, tw_view_of(text));
}

/* ---- where it stands ---- */

static void tell_head(const struct telling *t)
{
	const struct tw_story *story = t->story;
	const struct tw_filed *latest = story->latest;
	size_t count = story->thread->count;

	t->dress->title(t->sheet, tw_filed_title(latest), latest->priority);
	tw_buffer_view(t->words, latest->area);
	tw_buffer_format(t->words, ", %zu update%s: ", count,
		tw_told_s(count));
	tw_told_terms(t->words, t->area->calendar,
		story->thread->filed[0].term, latest->term);
	tw_summary_flush(t->sheet, t->dress->say);
}

/* Priorities of other names, and when they were or are there. */
static bool tell_others(const struct telling *t, const char *intro,
	const struct tw_filed *const *others, size_t count, const char *when)
{
	if (!count)
		return false;
	tw_buffer_string(t->words, intro);
	for (size_t i = 0; i < count; i++) {
		tw_buffer_string(t->words, i ? ", \"" : " \"");
		tw_buffer_view(t->words, tw_filed_title(others[i]));
		tw_buffer_format(t->words, "\" (%s ", when);
		tw_told_term(t->words, t->area->calendar, others[i]->term);
		tw_buffer_byte(t->words, ')');
	}
	tw_buffer_byte(t->words, '.');
	tw_summary_flush(t->sheet, t->dress->say);
	return true;
}

/* Where a priority stands that is not active, and since when. */
static void tell_status(const struct telling *t)
{
	static const char *const says[] = {
		[TW_ACTIVE] = NULL,
		[TW_STATUS_ON_HOLD] = "On hold since ",
		[TW_CLOSING] = "Closing since ",
		[TW_CLOSED] = "Closed since ",
	};
	const struct tw_thread *thread = t->story->thread;
	enum tw_priority_status status = t->story->latest->status;
	size_t since = thread->count - 1;

	if (!says[status])
		return;
	while (since && thread->filed[since - 1].status == status)
		since--;
	tw_buffer_string(t->words, says[status]);
	tw_told_term(t->words, t->area->calendar, thread->filed[since].term);
	tw_buffer_byte(t->words, '.');
	tw_summary_flush(t->sheet, t->dress->say);
}

static void tell_succession(const struct telling *t)
{
	const struct tw_story *story = t->story;

	tell_others(t, story->likely ? "Seems to carry on" : "Carries on",
		story->before, story->before_count, "until");
	if (!tell_others(t, story->thread->next_likely ?
	    "Seems to be carried on by" : "Carried on by",
	    story->thread->next, story->thread->next_count, "from"))
		tell_status(t);
}

/* ---- statements ---- */

static void tell_aims(const struct telling *t)
{
	const struct tw_story *story = t->story;

	if (story->aim_count)
		heading(t, "Intended outcomes");
	for (size_t i = 0; i < story->aim_count; i++) {
		const struct tw_aim *aim = &story->aims[i];

		tw_buffer_view(t->words, aim->statement->text);
		tw_told_evidence(t->words, aim->evidence,
			story->evidence_given);
		tw_summary_flush(t->sheet, t->dress->item);
	}
}

/* Under each term what was said first in it. */
static void tell_impact(const struct telling *t)
{
	const struct tw_statements *impact = &t->story->impact;
	const struct tw_calendar *calendar = t->area->calendar;

	if (impact->count)
		heading(t, "Impact, as it came");
	for (size_t i = 0; i < impact->count; i++) {
		const struct tw_statement *s = &impact->at[i];

		if (!i || tw_term_compare(s->first, s[-1].first)) {
			tw_told_term(t->words, calendar, s->first);
			tw_summary_flush(t->sheet, t->dress->group);
		}
		tw_buffer_view(t->words, s->text);
		if (tw_term_compare(s->first, s->last)) {
			tw_buffer_string(t->words, " (said again until ");
			tw_told_term(t->words, calendar, s->last);
			tw_buffer_byte(t->words, ')');
		}
		tw_summary_flush(t->sheet, t->dress->item);
	}
}

/* The partners that the exit strategy names: whom the work is handed to. */
static void tell_heirs(const struct telling *t)
{
	const struct tw_story *story = t->story;
	size_t count = 0;

	for (size_t i = 0; i < story->partner_count; i++) {
		if (!story->partners[i].exit)
			continue;
		tw_buffer_string(t->words, count++ ? ", " : "It names ");
		tw_buffer_view(t->words, story->partners[i].alias->name);
	}
	if (!count)
		return;
	tw_buffer_byte(t->words, '.');
	tw_summary_flush(t->sheet, t->dress->line);
}

static void tell_exit(const struct telling *t)
{
	const struct tw_statements *exit = &t->story->exit;

	if (exit->count)
		heading(t, "Exit strategy");
	for (size_t i = 0; i < exit->count; i++) {
		tw_buffer_view(t->words, exit->at[i].text);
		tw_buffer_string(t->words, " (");
		tw_told_terms(t->words, t->area->calendar, exit->at[i].first,
			exit->at[i].last);
		tw_buffer_byte(t->words, ')');
		tw_summary_flush(t->sheet, t->dress->item);
	}
	tell_heirs(t);
}

/* ---- all of it ---- */

static void tell_plans(const struct telling *t)
{
	if (!tw_told_plans(t->story).plans)
		return;
	heading(t, "Plans");
	t->dress->plans(t->sheet, t->area, t->story);
}

static void tell_figures(const struct telling *t)
{
	if (!t->story->series_count)
		return;
	heading(t, "Figures");
	t->dress->figures(t->sheet, t->area, t->story);
}

static void tell_partners(const struct telling *t)
{
	const struct tw_story *story = t->story;

	if (story->partner_count)
		heading(t, "Partners");
	for (size_t i = 0; i < story->partner_count; i++) {
		const struct tw_partner *p = &story->partners[i];

		tw_buffer_view(t->words, p->alias->name);
		tw_buffer_format(t->words, ": %zu item%s, ", p->items,
			tw_told_s(p->items));
		tw_told_terms(t->words, t->area->calendar, p->first, p->last);
		tw_summary_flush(t->sheet, t->dress->line);
	}
}

void tw_dress_stories(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct tw_summary_scope *scope)
{
	for (size_t i = 0; i < area->count; i++) {
		struct telling t = { sheet, sheet->dress, &sheet->words, area,
			&area->stories[i] };

		if (!tw_story_asked(t.story, scope))
			continue;
		tell_head(&t);
		tell_succession(&t);
		tell_aims(&t);
		tell_plans(&t);
		tell_figures(&t);
		tell_impact(&t);
		tell_partners(&t);
		tell_exit(&t);
		t.dress->end(sheet);
	}
	tw_buffer_end(&sheet->words, sheet->out);
}
