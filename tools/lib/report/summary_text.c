/*
 * The story of a priority as text.
 */
#include "report/sheet.h"

#include "report/safe.h"

#include <stdarg.h>

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

/* Adds a line of words, printf-like, at the margin. */
#define SAY(paper, ...) \
	do { \
		tw_sheet_words(paper, 0, __VA_ARGS__); \
		tw_paper_newline(paper); \
	} while (0)

/* ---- where it stands ---- */

static void add_head(struct tw_story_sheet *sheet)
{
	const struct tw_story *story = sheet->story;
	const struct tw_filed *latest = story->latest;
	struct tw_paper *paper = &sheet->paper;
	struct tw_buffer terms = TW_BUFFER_INIT;

	tw_sheet_terms(&terms, sheet->area->calendar,
		story->thread->filed[0].term, latest->term);
	tw_paper_bold(paper, true);
	tw_paper_words(paper, latest->title.len ? latest->title :
		latest->priority, 0);
	tw_paper_bold(paper, false);
	tw_paper_right(paper, latest->priority);
	tw_paper_newline(paper);
	SAY(paper, "%.*s, %zu update%s: %.*s", TW_ARG(latest->area),
		story->thread->count, plural(story->thread->count),
		TW_ARG(tw_buffer_get(&terms)));
	paper->out->failed |= terms.failed;
	tw_buffer_release(&terms);
}

/* A priority of another name, and when. */
static void add_other(struct tw_buffer *out,
	const struct tw_story_sheet *sheet, const struct tw_filed *filed,
	const char *when)
{
	tw_buffer_format(out, "\"%.*s\" (%s ", TW_ARG(filed->title), when);
	tw_sheet_term(out, sheet->area->calendar, filed->term);
	tw_buffer_byte(out, ')');
}

static void add_succession(struct tw_story_sheet *sheet)
{
	const struct tw_story *story = sheet->story;
	const struct tw_thread *thread = story->thread;
	struct tw_buffer names = TW_BUFFER_INIT;
	struct tw_paper *paper = &sheet->paper;

	for (size_t i = 0; i < story->before_count; i++) {
		tw_buffer_string(&names, i ? ", " : "");
		add_other(&names, sheet, story->before[i], "until");
	}
	if (names.len)
		SAY(paper, "%s %.*s.", story->likely ? "Seems to carry on" :
			"Carries on", TW_ARG(tw_buffer_get(&names)));
	tw_sheet_empty(&names, paper);
	for (size_t i = 0; i < thread->next_count; i++) {
		tw_buffer_string(&names, i ? ", " : "");
		add_other(&names, sheet, thread->next[i], "from");
	}
	if (names.len)
		SAY(paper, "Carried on by %.*s.",
			TW_ARG(tw_buffer_get(&names)));
	else if (story->latest->status == TW_CLOSED)
		SAY(paper, "This priority is closed.");
	else if (story->latest->status == TW_CLOSING)
		SAY(paper, "This priority is closing.");
	else if (story->latest->status == TW_STATUS_ON_HOLD)
		SAY(paper, "This priority is on hold.");
	paper->out->failed |= names.failed;
	tw_buffer_release(&names);
}

/* ---- plans ---- */

static void add_became(struct tw_buffer *out,
	const size_t became[TW_BECAME_COUNT])
{
	static const char *const words[] = {
		[TW_BECAME_CARRIED_OVER] = "carried over",
		[TW_BECAME_ON_HOLD] = "on hold",
		[TW_BECAME_DROPPED] = "dropped",
		[TW_BECAME_UNACCOUNTED] = "unaccounted for",
	};

	for (int i = TW_BECAME_CARRIED_OVER; i < TW_BECAME_COUNT; i++)
		if (became[i])
			tw_buffer_format(out, ", %zu %s", became[i],
				words[i]);
}

static void add_promised(struct tw_story_sheet *sheet,
	const struct tw_promised *p)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_paper *paper = &sheet->paper;

	tw_sheet_term(&text, sheet->area->calendar, p->term);
	tw_paper_to(paper, TW_LINE);
	tw_paper_text(paper, tw_buffer_get(&text));
	tw_paper_to(paper, TW_LINE + 22);
	tw_sheet_empty(&text, paper);
	if (p->open && sheet->story->latest->status == TW_CLOSED) {
		tw_buffer_format(&text, "%zu left open at the close",
			p->plans);
	} else if (p->open) {
		tw_buffer_format(&text, "%zu to account for next term",
			p->plans);
	} else {
		tw_buffer_format(&text, "%zu of %zu kept",
			tw_plans_kept(p->became), p->plans);
		add_became(&text, p->became);
	}
	tw_paper_words(paper, tw_buffer_get(&text), TW_LINE + 22);
	tw_paper_newline(paper);
	paper->out->failed |= text.failed;
	tw_buffer_release(&text);
}

static void add_plans(struct tw_story_sheet *sheet)
{
	const struct tw_story *story = sheet->story;
	size_t became[TW_BECAME_COUNT] = { 0 }, plans = 0, settled = 0;
	struct tw_buffer kept = TW_BUFFER_INIT;
	struct tw_paper *paper = &sheet->paper;

	for (size_t i = 0; i < story->promised_count; i++) {
		const struct tw_promised *p = &story->promised[i];

		plans += p->plans;
		settled += !p->open && p->plans;
		for (int k = 0; k < TW_BECAME_COUNT; k++)
			became[k] += p->became[k];
	}
	if (!plans)
		return;
	tw_sheet_heading(paper, "Plans");
	for (size_t i = 0; i < story->promised_count; i++)
		if (story->promised[i].plans)
			add_promised(sheet, &story->promised[i]);
	if (settled > 1) {
		tw_sheet_kept(&kept, became);
		tw_paper_to(paper, TW_LINE);
		tw_paper_string(paper, "In all");
		tw_paper_to(paper, TW_LINE + 22);
		tw_paper_format(paper, "%.*s kept, those on hold left out",
			TW_ARG(tw_buffer_get(&kept)));
		tw_paper_newline(paper);
	}
	paper->out->failed |= kept.failed;
	tw_buffer_release(&kept);
}

/* ---- statements ---- */

/* An item, with a remark behind it, printf-like, or "". */
static void add_item(struct tw_paper *paper, const struct tw_statement *s,
	const char *format, ...) __attribute__((format(printf, 3, 4)));

static void add_item(struct tw_paper *paper, const struct tw_statement *s,
	const char *format, ...)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	va_list args;

	tw_buffer_view(&text, s->text);
	tw_buffer_byte(&text, ' ');
	va_start(args, format);
	tw_buffer_vformat(&text, format, args);
	va_end(args);
	tw_paper_to(paper, TW_LINE);
	tw_paper_string(paper, "- ");
	tw_paper_words(paper, tw_buffer_get(&text), TW_MORE);
	tw_paper_newline(paper);
	paper->out->failed |= text.failed;
	tw_buffer_release(&text);
}

/* Under each term what was said first in it. */
static void add_impact(struct tw_story_sheet *sheet)
{
	const struct tw_statements *impact = &sheet->story->impact;
	const struct tw_statement *before = NULL;
	struct tw_buffer term = TW_BUFFER_INIT;
	struct tw_paper *paper = &sheet->paper;

	if (impact->count)
		tw_sheet_heading(paper, "Impact, as it came");
	for (size_t i = 0; i < impact->count; i++) {
		const struct tw_statement *s = &impact->at[i];

		tw_sheet_empty(&term, paper);
		if (!before || tw_term_compare(before->first, s->first)) {
			tw_sheet_term(&term, sheet->area->calendar, s->first);
			tw_paper_to(paper, TW_LINE);
			tw_paper_text(paper, tw_buffer_get(&term));
			tw_paper_newline(paper);
		}
		before = s;
		tw_sheet_empty(&term, paper);
		tw_sheet_term(&term, sheet->area->calendar, s->last);
		if (tw_term_compare(s->first, s->last))
			add_item(paper, s, "(said again until %.*s)",
				TW_ARG(tw_buffer_get(&term)));
		else
			add_item(paper, s, "%s", "");
	}
	paper->out->failed |= term.failed;
	tw_buffer_release(&term);
}

static void add_aims(struct tw_story_sheet *sheet)
{
	const struct tw_story *story = sheet->story;
	struct tw_paper *paper = &sheet->paper;

	if (story->aim_count)
		tw_sheet_heading(paper, "Intended outcomes");
	for (size_t i = 0; i < story->aim_count; i++) {
		const struct tw_aim *aim = &story->aims[i];

		if (aim->evidence)
			add_item(paper, aim->statement, "(%zu statement%s of "
				"evidence)", aim->evidence,
				plural(aim->evidence));
		else
			add_item(paper, aim->statement, "%s",
				story->evidence_given ?
				"(no evidence yet)" : "");
	}
}

static void add_exit(struct tw_story_sheet *sheet)
{
	const struct tw_statements *exit = &sheet->story->exit;
	struct tw_buffer term = TW_BUFFER_INIT;
	struct tw_paper *paper = &sheet->paper;

	if (exit->count)
		tw_sheet_heading(paper, "Exit strategy");
	for (size_t i = 0; i < exit->count; i++) {
		tw_sheet_empty(&term, paper);
		tw_sheet_terms(&term, sheet->area->calendar,
			exit->at[i].first, exit->at[i].last);
		add_item(paper, &exit->at[i], "(%.*s)",
			TW_ARG(tw_buffer_get(&term)));
	}
	paper->out->failed |= term.failed;
	tw_buffer_release(&term);
}

static void add_partners(struct tw_story_sheet *sheet)
{
	const struct tw_story *story = sheet->story;
	struct tw_buffer terms = TW_BUFFER_INIT;
	struct tw_paper *paper = &sheet->paper;

	if (story->partner_count)
		tw_sheet_heading(paper, "Partners");
	for (size_t i = 0; i < story->partner_count; i++) {
		const struct tw_partner *p = &story->partners[i];

		tw_sheet_empty(&terms, paper);
		tw_sheet_terms(&terms, sheet->area->calendar, p->first,
			p->last);
		tw_paper_to(paper, TW_LINE);
		tw_sheet_words(paper, TW_MORE, "%.*s: %zu item%s, %.*s%s",
			TW_ARG(p->alias->name), p->items, plural(p->items),
			TW_ARG(tw_buffer_get(&terms)),
			p->exit ? "; in the exit strategy" : "");
		tw_paper_newline(paper);
	}
	paper->out->failed |= terms.failed;
	tw_buffer_release(&terms);
}

/* ---- all of it ---- */

void tw_stories_text(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context)
{
	const struct tw_summary_style *style = context;
	size_t start = out->len;

	for (size_t i = 0; i < area->count; i++) {
		struct tw_story_sheet sheet = { { out, style->width, 0,
			style->color }, area, &area->stories[i] };

		if (!tw_story_asked(sheet.story, scope))
			continue;
		add_head(&sheet);
		add_succession(&sheet);
		add_aims(&sheet);
		add_plans(&sheet);
		tw_sheet_figures(&sheet);
		add_impact(&sheet);
		add_partners(&sheet);
		add_exit(&sheet);
		tw_paper_newline(&sheet.paper);
	}
	if (!out->failed)
		tw_safe_lines(out, start);
}
