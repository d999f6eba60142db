/*
 * The page of a comparison as HTML: the headline, the plans by what became of
 * them with both texts side by side, figures through all terms, the rest.
 */
#include "report/compare_told.h"

#include "report/chart.h"
#include "report/html.h"
#include "report/marked.h"
#include "report/marks.h"
#include "report/told.h"
#include "summary/parts.h"

struct writing {
	struct tw_buffer *out, words;
	const struct tw_compare_sheet *of;
	const struct tw_step *step;
	const struct tw_comparison *c;
	struct tw_arena *arena; /* for one thing at a time */
	bool led;               /* the first sentence is there */
};

/* The words, as the content of an element. */
static void told(struct writing *w, const char *before, const char *after)
{
	tw_html_element(w->out, before, tw_buffer_get(&w->words), after);
	w->out->failed |= w->words.failed;
	tw_buffer_clear(&w->words);
}

/*
 * The words, as a heading. Of a page of several steps each is a section, with
 * headings below that of the page; one that stands alone gives it.
 */
static void told_heading(struct writing *w, int level)
{
	level -= w->of->style->alone;
	tw_buffer_format(w->out, "<h%d>", level);
	told(w, "", "");
	tw_buffer_format(w->out, "</h%d>\n", level);
}

static void heading(struct writing *w, const char *text)
{
	tw_buffer_string(&w->words, text);
	told_heading(w, 3);
}

static void say(void *context, struct tw_view sentence)
{
	struct writing *w = context;

	tw_html_element(w->out, w->led ? "<p>" : "<p class=\"lead\">",
		sentence, "</p>\n");
	w->led = true;
}

/* ---- two texts ---- */

/* Words, those that the other text has not in elements of their own. */
static void add_marked(struct tw_buffer *out,
	const struct tw_shown_words *words, bool marks, const char *name)
{
	bool open = false;

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
}

/* What was and what is, each below its label. */
static void add_pair(struct writing *w, const struct tw_node *from,
	const char *label, const struct tw_node *to)
{
	struct tw_shown_words was, is;
	bool marks;

	tw_arena_reset(w->arena);
	if (!tw_words_compare(&was, from->text, &is, to->text, w->arena)) {
		w->out->failed = true;
		return;
	}
	marks = tw_any_common(&is);
	tw_buffer_format(w->out, "<div class=\"pair\">\n<div><p "
		"class=\"soft\">%s</p>\n<p>", label);
	add_marked(w->out, &was, marks, "del");
	told(w, "</p></div>\n<div><p class=\"soft\">", "</p>\n<p>");
	add_marked(w->out, &is, marks, "ins");
	tw_buffer_string(w->out, "</p></div>\n</div>\n");
}

/* ---- plans ---- */

static void add_others(struct writing *w, const struct tw_plan *plan)
{
	for (size_t i = 0; i < plan->trace_count && plan->shown; i++) {
		const struct tw_node *node = plan->traces[i].node;

		if (node == plan->shown)
			continue;
		tw_compare_told_also(&w->words, w->of, plan, node);
		told(w, "<p class=\"soft\">", "</p>\n");
	}
}

/* What a plan without a trace may have become. */
static void add_perhaps(struct writing *w, const struct tw_plan *plan)
{
	for (size_t i = 0; i < tw_plan_perhaps(plan); i++) {
		tw_compare_told_perhaps(&w->words, &plan->candidates[i]);
		told(w, "<p class=\"soft\">", "</p>\n");
	}
}

static void add_plan(struct writing *w, const struct tw_plan *plan)
{
	char by[TW_BY_ROOM];

	tw_buffer_string(w->out, "<div class=\"of\">\n");
	if (plan->shown && tw_view_equal(plan->shown->text, plan->node->text)) {
		tw_compare_told_place(&w->words, w->of, plan, plan->shown);
		tw_buffer_string(&w->words, ", in the same words");
		told(w, "<p class=\"soft\">", "</p>\n");
		tw_html_element(w->out, "<p>", plan->node->text, "</p>\n");
	} else if (plan->shown) {
		tw_compare_told_place(&w->words, w->of, plan, plan->shown);
		if (tw_compare_told_by(by, plan))
			tw_buffer_format(&w->words, ", %s", by);
		add_pair(w, plan->node, "Planned", plan->shown);
	} else {
		tw_html_element(w->out, "<p>", plan->node->text, "</p>\n");
	}
	if (!plan->shown && plan->said.len) {
		tw_compare_told_turn(&w->words, plan);
		told(w, "<p class=\"soft\">", "</p>\n");
	}
	add_others(w, plan);
	add_perhaps(w, plan);
	tw_buffer_string(w->out, "</div>\n");
}

static void add_plans(struct writing *w)
{
	const struct tw_comparison *c = w->c;

	if (!c->plan_count)
		return;
	heading(w, "Plans");
	tw_marks_add(w->out, c->became);
	tw_marks_key(w->out, c->became);
	for (size_t k = 0; k < TW_BECAME_COUNT; k++) {
		if (!c->became[tw_compare_order[k]])
			continue;
		tw_told_group(&w->words, tw_compare_order[k],
			c->became[tw_compare_order[k]]);
		told_heading(w, 4);
		for (size_t i = 0; i < c->plan_count; i++)
			if (c->plans[i].became == tw_compare_order[k])
				add_plan(w, &c->plans[i]);
	}
}

/* ---- figures ---- */

static void add_figure(struct writing *w, const struct tw_measure *m)
{
	char value[TW_VALUE_ROOM];

	tw_buffer_view(&w->words, m->name);
	tw_buffer_string(&w->words, tw_compare_told_kind(m));
	told(w, "<tr><th scope=\"row\">", "</th>");
	tw_compare_told_value(value, m->has_from, m->from);
	tw_html_element(w->out, "<td class=\"n\" data-of=\"Before\">",
		tw_view_of(value), "</td>");
	tw_compare_told_value(value, m->has_to, m->to);
	tw_html_element(w->out, "<td class=\"n\" data-of=\"Now\">",
		tw_view_of(value), "</td>");
	tw_compare_told_movement(&w->words, m);
	told(w, "<td data-of=\"Change\">", m->has_expected ? "<p "
		"class=\"doubt\">" : "</td></tr>\n");
	if (!m->has_expected)
		return;
	tw_compare_told_doubt(&w->words, m);
	told(w, "", "</p></td></tr>\n");
}

/* The figures through all terms; false without memory. */
static bool find_series(struct writing *w, struct tw_story *story)
{
	const struct tw_step *step = w->step;
	struct tw_filed own = { .term = step->thread[0].term };
	struct tw_thread thread = { .filed = &own, .count = 1 };
	struct tw_area area = { .calendar = w->of->steps->calendar };
	struct tw_error err;
	struct tw_telling telling = { .area = &area, .story = story,
		.arena = w->arena, .house = step->to->entry->house,
		.err = &err };

	tw_arena_reset(w->arena);
	*story = (struct tw_story){ .thread = &thread };
	return !tw_tell_series(&telling, step->thread, step->thread_count);
}

/* Those that have a way to be drawn. */
static void add_charts(struct writing *w)
{
	struct tw_buffer room = TW_BUFFER_INIT;
	struct tw_story story;
	struct tw_chart chart = { .calendar = w->of->steps->calendar,
		.step = true, .from = w->step->from->term,
		.to = w->step->to->term };
	bool any = false;

	if (!find_series(w, &story)) {
		w->out->failed = true;
		return;
	}
	chart.term_count = tw_told_points(&room, &story);
	chart.terms = (const void *)room.ptr;
	for (size_t i = 0; i < story.series_count; i++) {
		chart.series = &story.series[i];
		if (!tw_chart_can(chart.series))
			continue;
		tw_buffer_string(w->out, any ? "" :
			"<div class=\"figures\">\n");
		any = true;
		tw_chart_add(w->out, &chart);
	}
	tw_buffer_string(w->out, any ? "</div>\n" : "");
	tw_buffer_end(&room, w->out);
}

static void add_figures(struct writing *w)
{
	if (!w->c->measure_count)
		return;
	heading(w, "Figures");
	tw_buffer_string(w->out, "<table class=\"cards\">\n<thead><tr>"
		"<th scope=\"col\">Figure</th><th scope=\"col\" "
		"class=\"n\">Before</th><th scope=\"col\" class=\"n\">Now</th>"
		"<th scope=\"col\">Change</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < w->c->measure_count; i++)
		add_figure(w, &w->c->measures[i]);
	tw_buffer_string(w->out, "</tbody>\n</table>\n");
	add_charts(w);
}

/* ---- the rest ---- */

static void add_outcomes(struct writing *w)
{
	const struct tw_comparison *c = w->c;

	if (!c->outcome_count)
		return;
	heading(w, "Intended outcomes");
	tw_buffer_string(w->out, "<ul>\n");
	for (size_t i = 0; i < c->outcome_count; i++) {
		const struct tw_outcome *outcome = &c->outcomes[i];

		tw_buffer_view(&w->words, outcome->node->text);
		tw_told_evidence(&w->words, outcome->evidence,
			c->evidence_given);
		told(w, "<li>", "</li>\n");
	}
	tw_buffer_string(w->out, "</ul>\n");
}

static void add_new(struct writing *w, enum tw_section_kind section,
	const char *title)
{
	bool any = false;

	for (size_t i = 0; i < w->c->item_count; i++) {
		const struct tw_item_change *change = &w->c->items[i];

		if (!tw_compare_is_new(change, section))
			continue;
		if (!any) {
			heading(w, title);
			tw_buffer_string(w->out, "<ul>\n");
		}
		any = true;
		tw_html_element(w->out, "<li>", change->to->text, "</li>\n");
	}
	if (any)
		tw_buffer_string(w->out, "</ul>\n");
}

/* What became of an item, both texts where they differ. */
static void add_item(struct writing *w, const struct tw_item_change *change)
{
	tw_buffer_string(w->out, "<div class=\"of\">\n");
	if (change->from && change->to && change->change != TW_KEPT) {
		tw_buffer_string(&w->words, tw_change_name(change->change));
		add_pair(w, change->from, tw_section_name(
			change->from->section), change->to);
	} else {
		tw_html_element(w->out, "<p class=\"soft\">", tw_view_of(
			tw_change_name(change->change)), "</p>\n");
		tw_html_element(w->out, "<p>", (change->to ? change->to :
			change->from)->text, "</p>\n");
	}
	tw_buffer_string(w->out, "</div>\n");
}

/* What is another one than it was; with all items it stands there anyway. */
static void add_exit(struct writing *w)
{
	if (!tw_compare_told_exit(w->c) || w->of->style->all)
		return;
	heading(w, "Exit strategy");
	for (size_t i = 0; i < w->c->item_count; i++)
		if (tw_compare_section(&w->c->items[i]) == TW_EXIT)
			add_item(w, &w->c->items[i]);
}

/* Every item, section by section. */
static void add_items(struct writing *w)
{
	for (size_t i = 0; i < w->c->item_count; i++) {
		enum tw_section_kind section = tw_compare_section(&w->c->items[i]);

		if (!i || section != tw_compare_section(&w->c->items[i - 1])) {
			tw_buffer_format(&w->words, "%s, item by item",
				tw_section_name(section));
			told_heading(w, 3);
		}
		add_item(w, &w->c->items[i]);
	}
}

/* ---- all of it ---- */

static void add_head(struct writing *w)
{
	const struct tw_step *step = w->step;
	const struct tw_filed *filed = step->to ? step->to : step->from;
	bool alone = w->of->style->alone;

	tw_html_element(w->out, alone ? "<h1>" : "<section>\n<h2>",
		tw_filed_title(filed), alone ? "</h1>\n" : "</h2>\n");
	tw_compare_told_between(&w->words, w->of, step);
	told(w, "<p class=\"slug\">", "</p>\n");
}

void tw_compare_html(const struct tw_compare_sheet *of,
	const struct tw_step *step)
{
	struct writing w = { of->out, TW_BUFFER_INIT, of, step,
		step->comparison, tw_arena_new(), false };

	of->out->failed |= !w.arena;
	add_head(&w);
	tw_compare_told_step(of, step, say, &w);
	if (w.c && w.arena) {
		add_plans(&w);
		add_figures(&w);
		add_outcomes(&w);
		add_new(&w, TW_ACTIVITY, "Activity that nobody had planned");
		add_new(&w, TW_IMPACT, "New impact");
		add_exit(&w);
		if (of->style->all)
			add_items(&w);
	}
	tw_buffer_string(of->out, of->style->alone ? "" : "</section>\n");
	tw_buffer_end(&w.words, of->out);
	tw_arena_free(w.arena);
}
