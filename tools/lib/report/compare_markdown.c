/*
 * The page of a comparison as Markdown, folded up under one line: in a pull
 * request many of them stand below what is told of them all.
 */
#include "base/utf8.h"
#include "report/compare_told.h"
#include "report/markdown_dress.h"

/* Of longer lists only the first are shown, and of long texts the start. */
enum { MOST_ROWS = 60, MOST_TEXT = 400 };

/* Adds a text to the words, and says if it goes on. */
static void add_text(struct tw_buffer *out, struct tw_view text)
{
	tw_buffer_view(out, tw_start(text, MOST_TEXT));
	if (text.len > MOST_TEXT)
		tw_buffer_string(out, " [...]");
}

static void say(void *context, struct tw_view sentence)
{
	struct tw_summary_sheet *sheet = context;

	sheet->dress->say(sheet, sentence);
}

static void say_more(struct tw_summary_sheet *sheet, size_t count)
{
	if (count <= MOST_ROWS)
		return;
	tw_buffer_format(&sheet->words, "And %zu more.", count - MOST_ROWS);
	tw_summary_flush(sheet, sheet->dress->say);
}

/* A table's names, and the line below them; a number stands to the right. */
static void begin_table(struct tw_summary_sheet *sheet,
	const char *const *names, size_t count, unsigned numbers)
{
	struct tw_markdown_page *page = sheet->own;

	/* Another table may stand right above. */
	if (page->above == TW_MD_ROWS)
		page->above = TW_MD_BLOCK;
	tw_markdown_row(sheet);
	for (size_t i = 0; i < count; i++)
		tw_markdown_cell(sheet, tw_view_of(names[i]));
	tw_markdown_row_end(sheet);
	tw_markdown_row(sheet);
	for (size_t i = 0; i < count; i++)
		tw_markdown_rule(sheet, numbers & 1u << i);
	tw_markdown_row_end(sheet);
}

/* ---- plans ---- */

/* Where a plan shows up, or may. */
static void add_shown(struct tw_buffer *out, const struct tw_plan *plan,
	const struct tw_calendar *calendar)
{
	char by[TW_BY_ROOM];

	if (plan->when) {
		tw_buffer_string(out, "in ");
		tw_told_term(out, calendar, plan->when->term);
		tw_buffer_string(out, ": ");
	}
	if (plan->shown)
		add_text(out, plan->shown->text);
	if (tw_compare_told_by(by, plan))
		tw_buffer_format(out, " (%s)", by);
	if (!plan->shown && plan->said.len) {
		tw_buffer_string(out, "this priority is now \"");
		add_text(out, plan->said);
		tw_buffer_byte(out, '"');
	}
	if (tw_plan_perhaps(plan)) {
		tw_buffer_string(out, "perhaps, not counted: ");
		add_text(out, plan->candidates[0].node->text);
		tw_buffer_format(out, " (" TW_SCORE ")",
			TW_SCORE_ARG(plan->score));
	}
}

static void add_plans(struct tw_summary_sheet *sheet,
	const struct tw_compare_sheet *of, const struct tw_comparison *c)
{
	static const char *const names[] = { "Plan", "What became of it",
		"Where that shows" };
	size_t count = 0;

	if (!c->plan_count)
		return;
	begin_table(sheet, names, 3, 0);
	for (size_t k = 0; k < TW_BECAME_COUNT; k++)
		for (size_t i = 0; i < c->plan_count; i++) {
			const struct tw_plan *plan = &c->plans[i];

			if (plan->became != tw_compare_order[k] ||
			    count++ >= MOST_ROWS)
				continue;
			tw_markdown_row(sheet);
			add_text(&sheet->words, plan->node->text);
			tw_markdown_told(sheet);
			tw_markdown_cell(sheet,
				tw_view_of(tw_told_became(plan->became)));
			add_shown(&sheet->words, plan, of->steps->calendar);
			tw_markdown_told(sheet);
			tw_markdown_row_end(sheet);
		}
	say_more(sheet, count);
}

/* ---- figures ---- */

static void add_figure(struct tw_summary_sheet *sheet,
	const struct tw_measure *m)
{
	char value[TW_VALUE_ROOM];

	tw_markdown_row(sheet);
	add_text(&sheet->words, m->name);
	tw_buffer_string(&sheet->words, tw_compare_told_kind(m));
	tw_markdown_told(sheet);
	tw_compare_told_value(value, m->has_from, m->from);
	tw_markdown_cell(sheet, tw_view_of(value));
	tw_compare_told_value(value, m->has_to, m->to);
	tw_markdown_cell(sheet, tw_view_of(value));
	tw_compare_told_movement(&sheet->words, m);
	if (m->has_expected) {
		tw_buffer_string(&sheet->words, "; ");
		tw_compare_told_doubt(&sheet->words, m);
	}
	tw_markdown_told(sheet);
	tw_markdown_row_end(sheet);
}

static void add_figures(struct tw_summary_sheet *sheet,
	const struct tw_comparison *c)
{
	static const char *const names[] = { "Figure", "Before", "Now",
		"Change" };

	size_t count = 0;

	if (!c->measure_count)
		return;
	begin_table(sheet, names, 4, 1u << 1 | 1u << 2);
	for (size_t i = 0; i < c->measure_count; i++)
		if (!c->measures[i].again && count++ < MOST_ROWS)
			add_figure(sheet, &c->measures[i]);
	say_more(sheet, count);
}

/* ---- the rest ---- */

static void add_facts(struct tw_summary_sheet *sheet,
	const struct tw_comparison *c)
{
	size_t surprises = tw_compare_surprises(c);
	const char *exit = tw_compare_told_exit(c);
	struct tw_buffer told = TW_BUFFER_INIT;

	tw_compare_told_outcomes(&told, c);
	if (told.len) {
		tw_buffer_string(&sheet->words, "Outcomes: ");
		add_text(&sheet->words, tw_buffer_get(&told));
		tw_summary_flush(sheet, sheet->dress->item);
	}
	tw_buffer_end(&told, &sheet->words);
	if (surprises) {
		tw_buffer_format(&sheet->words, "New activity: %zu item%s "
			"that nobody had planned", surprises,
			tw_told_s(surprises));
		tw_summary_flush(sheet, sheet->dress->item);
	}
	if (exit) {
		tw_buffer_format(&sheet->words, "Exit strategy: %s", exit);
		tw_summary_flush(sheet, sheet->dress->item);
	}
}

static void add_items(struct tw_summary_sheet *sheet,
	const struct tw_comparison *c)
{
	int section = -1;

	for (size_t i = 0; i < c->item_count && i < MOST_ROWS; i++) {
		const struct tw_item_change *change = &c->items[i];
		const struct tw_node *node = tw_change_node(change);

		if ((int)node->section != section)
			sheet->dress->group(sheet, tw_view_of(
				tw_section_name(node->section)));
		section = (int)node->section;
		tw_buffer_string(&sheet->words, tw_change_name(change->change));
		if (change->change == TW_MOVED)
			tw_buffer_format(&sheet->words, " from %s",
				tw_section_name(change->from->section));
		tw_buffer_string(&sheet->words, ": ");
		add_text(&sheet->words, node->text);
		if (change->from && change->to && change->change != TW_KEPT &&
		    !tw_view_equal(change->from->text, change->to->text)) {
			tw_buffer_string(&sheet->words, " (was: ");
			add_text(&sheet->words, change->from->text);
			tw_buffer_byte(&sheet->words, ')');
		}
		tw_summary_flush(sheet, sheet->dress->item);
	}
	say_more(sheet, c->item_count);
}

/* ---- the page ---- */

/* One line of what can do no harm: slugs, and numbers. */
static void begin_fold(struct tw_summary_sheet *sheet,
	const struct tw_step *step)
{
	const struct tw_markdown_page *page = sheet->own;
	const struct tw_filed *filed = tw_step_filed(step);
	struct tw_buffer *out = sheet->out;

	tw_buffer_string(out, "<details>\n<summary>");
	tw_buffer_format(&sheet->words, "%.*s/%.*s", TW_ARG(filed->area_slug),
		TW_ARG(filed->priority));
	tw_buffer_view(out, tw_veiled(page->veil,
		tw_buffer_get(&sheet->words), &out->failed));
	tw_summary_told(sheet);
	if (step->comparison && step->comparison->plan_count) {
		tw_buffer_string(out, ": ");
		tw_told_kept(out, step->comparison->became);
		tw_buffer_string(out, " plans kept");
	}
	tw_buffer_string(out, "</summary>\n\n");
}

static void add_title(struct tw_summary_sheet *sheet,
	const struct tw_compare_sheet *of, const struct tw_step *step)
{
	const struct tw_filed *filed = tw_step_filed(step);

	/* Behind "pupil" an area would look like a name, and be masked. */
	add_text(&sheet->words, filed->area);
	tw_buffer_string(&sheet->words, ": ");
	add_text(&sheet->words, tw_filed_title(filed));
	tw_summary_flush(sheet, sheet->dress->group);
	tw_compare_told_span(&sheet->words, of, step);
	tw_summary_flush(sheet, sheet->dress->say);
}

void tw_compare_markdown(const struct tw_compare_sheet *of,
	const struct tw_step *step)
{
	const struct tw_comparison *c = step->comparison;
	struct tw_markdown_page page = { TW_MD_NOTHING, false,
		of->style->veil };
	struct tw_summary_sheet sheet = { of->out, &tw_markdown_dress, &page,
		TW_BUFFER_INIT };

	begin_fold(&sheet, step);
	add_title(&sheet, of, step);
	tw_compare_told_step(of, step, say, &sheet);
	if (c) {
		add_plans(&sheet, of, c);
		add_figures(&sheet, c);
		add_facts(&sheet, c);
		if (of->style->all)
			add_items(&sheet, c);
	}
	tw_buffer_string(of->out, "\n</details>\n\n");
	tw_buffer_end(&sheet.words, of->out);
}
