/*
 * The page of a comparison as HTML: the headline, the plans by what became of
 * them with both texts side by side, figures through all terms, the rest.
 */
#include "report/compare_dress.h"

#include "report/chart.h"
#include "report/html.h"
#include "report/html_dress.h"
#include "report/marked.h"
#include "report/marks.h"
#include "summary/parts.h"
#include "text/text.h"

/* The words, as the content of an element. */
static void told(const struct tw_compare_telling *t, const char *before,
	const char *after)
{
	tw_html_element(t->sheet->out, before, tw_buffer_get(&t->sheet->words),
		after);
	tw_summary_told(t->sheet);
}

static void note(struct tw_summary_sheet *sheet, struct tw_view words)
{
	tw_html_element(sheet->out, "<p class=\"soft\">", words, "</p>\n");
}

/* ---- two texts ---- */

/* Words, those that the other text has not in elements of their own. */
static void add_marked(struct tw_buffer *out,
	const struct tw_shown_words *words, bool marks, const char *name)
{
	bool open = false, turned = false;
	struct tw_view part;

	/* The marks are of words, so that all of it is one part. */
	for (size_t i = 0; i < words->count && !turned; i++)
		turned = tw_text_turn(&part, words->at[i].text, 0);
	tw_buffer_string(out, turned ? "<bdi>" : "");
	for (size_t i = 0; i < words->count; i++) {
		bool alone = marks && words->at[i].alone;

		if (open && !alone)
			tw_buffer_format(out, "</%s>", name);
		if (i)
			tw_buffer_byte(out, ' ');
		if (alone && !open)
			tw_buffer_format(out, "<%s>", name);
		open = alone;
		tw_html_safe(out, words->at[i].text);
	}
	if (open)
		tw_buffer_format(out, "</%s>", name);
	tw_buffer_string(out, turned ? "</bdi>" : "");
}

/* What was and what is, each below its label; that of the second, as told. */
static void add_pair(const struct tw_compare_telling *t,
	const struct tw_node *from, const char *label,
	const struct tw_node *to)
{
	struct tw_buffer *out = t->sheet->out;
	struct tw_shown_words was, is;
	bool marks;

	tw_arena_reset(t->arena);
	if (!tw_words_compare(&was, from->text, &is, to->text, t->arena)) {
		out->failed = true;
		return;
	}
	marks = tw_any_common(&is);
	tw_buffer_format(out, "<div class=\"pair\">\n<div><p "
		"class=\"soft\">%s</p>\n<p>", label);
	add_marked(out, &was, marks, "del");
	told(t, "</p></div>\n<div><p class=\"soft\">", "</p>\n<p>");
	add_marked(out, &is, marks, "ins");
	tw_buffer_string(out, "</p></div>\n</div>\n");
}

/* ---- plans ---- */

static void plans(const struct tw_compare_telling *t)
{
	tw_marks_add(t->sheet->out, t->step->comparison->became);
	tw_marks_key(t->sheet->out, t->step->comparison->became);
}

static void plan(const struct tw_compare_telling *t,
	const struct tw_plan *plan)
{
	struct tw_buffer *out = t->sheet->out, *words = &t->sheet->words;
	bool same = plan->shown && tw_view_equal(plan->shown->text,
		plan->node->text);
	char by[TW_BY_ROOM];

	tw_buffer_string(out, "<div class=\"of\">\n");
	if (plan->shown)
		tw_compare_told_place(words, t->of, plan, plan->shown);
	if (same) {
		tw_buffer_string(words, ", in the same words");
		tw_summary_flush(t->sheet, note);
	} else if (plan->shown) {
		if (tw_compare_told_by(by, plan))
			tw_buffer_format(words, ", %s", by);
		add_pair(t, plan->node, "Planned", plan->shown);
	}
	if (same || !plan->shown)
		tw_html_element(out, "<p>", plan->node->text, "</p>\n");
	if (!plan->shown && plan->said.len) {
		tw_compare_told_turn(words, plan);
		tw_summary_flush(t->sheet, note);
	}
	tw_compare_notes(t, plan);
	tw_buffer_string(out, "</div>\n");
}

/* ---- figures ---- */

static void add_figure(const struct tw_compare_telling *t,
	const struct tw_measure *m)
{
	struct tw_buffer *out = t->sheet->out, *words = &t->sheet->words;
	char value[TW_VALUE_ROOM];

	tw_buffer_view(words, m->name);
	tw_buffer_string(words, tw_compare_told_kind(m));
	told(t, "<tr><th scope=\"row\">", "</th>");
	tw_compare_told_value(value, m->has_from, m->from);
	tw_html_element(out, "<td class=\"n\" data-of=\"Before\">",
		tw_view_of(value), "</td>");
	tw_compare_told_value(value, m->has_to, m->to);
	tw_html_element(out, "<td class=\"n\" data-of=\"Now\">",
		tw_view_of(value), "</td>");
	tw_compare_told_movement(words, m);
	told(t, "<td data-of=\"Change\">", m->has_expected ? "<p "
		"class=\"doubt\">" : "</td></tr>\n");
	if (!m->has_expected)
		return;
	tw_compare_told_doubt(words, m);
	told(t, "", "</p></td></tr>\n");
}

/* The figures through all terms; false without memory. */
static bool find_series(const struct tw_compare_telling *t,
	struct tw_story *story)
{
	const struct tw_step *step = t->step;
	struct tw_filed own = { .term = step->thread[0].term };
	struct tw_thread thread = { .filed = &own, .count = 1 };
	struct tw_area area = { .calendar = t->of->steps->calendar };
	struct tw_error err;
	struct tw_telling telling = { .area = &area, .story = story,
		.arena = t->arena, .house = step->to->entry->house,
		.err = &err };

	tw_arena_reset(t->arena);
	*story = (struct tw_story){ .thread = &thread };
	return !tw_tell_series(&telling, step->thread, step->thread_count);
}

static void figures(const struct tw_compare_telling *t)
{
	const struct tw_comparison *c = t->step->comparison;
	struct tw_chart chart = { .calendar = t->of->steps->calendar,
		.step = true, .to = t->step->to->term };
	struct tw_story story;

	tw_buffer_string(t->sheet->out, "<table class=\"cards\">\n<thead><tr>"
		"<th scope=\"col\">Figure</th><th scope=\"col\" "
		"class=\"n\">Before</th><th scope=\"col\" class=\"n\">Now</th>"
		"<th scope=\"col\">Change</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < c->measure_count; i++)
		if (!c->measures[i].again)
			add_figure(t, &c->measures[i]);
	tw_buffer_string(t->sheet->out, "</tbody>\n</table>\n");
	if (find_series(t, &story))
		tw_charts_add(t->sheet->out, &chart, &story);
	else
		t->sheet->out->failed = true;
}

/* ---- items ---- */

/* What became of an item, both texts where they differ. */
static void change(const struct tw_compare_telling *t,
	const struct tw_item_change *item)
{
	struct tw_buffer *out = t->sheet->out;

	tw_buffer_string(out, "<div class=\"of\">\n");
	tw_buffer_string(&t->sheet->words, tw_change_name(item->change));
	if (item->from && item->to && item->change != TW_KEPT) {
		add_pair(t, item->from, tw_section_name(
			item->from->section), item->to);
	} else {
		tw_summary_flush(t->sheet, note);
		tw_html_element(out, "<p>", tw_change_node(item)->text,
			"</p>\n");
	}
	tw_buffer_string(out, "</div>\n");
}

void tw_compare_html(const struct tw_compare_sheet *of,
	const struct tw_step *step)
{
	static const struct tw_compare_dress own = { plans, NULL, plan,
		figures, change, note };
	struct tw_html_page page = { .begun = true, .lead = true,
		.alone = of->style->alone };
	struct tw_summary_sheet sheet = { of->out, &tw_html_dress, &page,
		TW_BUFFER_INIT };

	tw_compare_dressed(&sheet, &own, of, step);
}
