#include "report/compare_dress.h"

static void part(const struct tw_compare_telling *t, const char *heading)
{
	t->sheet->dress->part(t->sheet, tw_view_of(heading));
}

static void say(void *context, struct tw_view sentence)
{
	struct tw_summary_sheet *sheet = context;

	sheet->dress->say(sheet, sentence);
}

/* ---- plans and figures ---- */

void tw_compare_notes(const struct tw_compare_telling *t,
	const struct tw_plan *plan)
{
	struct tw_buffer *words = &t->sheet->words;

	for (size_t i = 0; i < plan->trace_count && plan->shown; i++) {
		const struct tw_node *node = plan->traces[i].node;

		if (node == plan->shown)
			continue;
		tw_compare_told_also(words, t->of, plan, node);
		tw_summary_flush(t->sheet, t->own->note);
	}
	for (size_t i = 0; i < tw_plan_perhaps(plan); i++) {
		tw_compare_told_perhaps(words, &plan->candidates[i]);
		tw_summary_flush(t->sheet, t->own->note);
	}
}

static void tell_plans(const struct tw_compare_telling *t,
	const struct tw_comparison *c)
{
	if (!c->plan_count)
		return;
	part(t, "Plans");
	if (t->own->plans)
		t->own->plans(t);
	for (size_t k = 0; k < TW_BECAME_COUNT; k++) {
		enum tw_became became = tw_compare_order[k];

		if (!c->became[became])
			continue;
		tw_told_group(&t->sheet->words, became, c->became[became]);
		tw_summary_flush(t->sheet, t->sheet->dress->group);
		if (t->own->group)
			t->own->group(t);
		for (size_t i = 0; i < c->plan_count; i++)
			if (c->plans[i].became == became)
				t->own->plan(t, &c->plans[i]);
	}
}

static void tell_figures(const struct tw_compare_telling *t,
	const struct tw_comparison *c)
{
	if (!c->measure_count)
		return;
	part(t, "Figures");
	t->own->figures(t);
}

/* ---- the rest ---- */

static void tell_outcomes(const struct tw_compare_telling *t,
	const struct tw_comparison *c)
{
	if (c->outcome_count)
		part(t, "Intended outcomes");
	for (size_t i = 0; i < c->outcome_count; i++) {
		tw_buffer_view(&t->sheet->words, c->outcomes[i].node->text);
		tw_told_evidence(&t->sheet->words, c->outcomes[i].evidence,
			c->evidence_given);
		tw_summary_flush(t->sheet, t->sheet->dress->item);
	}
}

/* What a section says that it did not say before, and nobody planned. */
static void tell_new(const struct tw_compare_telling *t,
	const struct tw_comparison *c, enum tw_section_kind section,
	const char *heading)
{
	bool any = false;

	for (size_t i = 0; i < c->item_count; i++) {
		if (!tw_compare_is_new(&c->items[i], section))
			continue;
		if (!any)
			part(t, heading);
		any = true;
		t->sheet->dress->item(t->sheet, c->items[i].to->text);
	}
}

/* What is another one than it was; with all items it stands there anyway. */
static void tell_exit(const struct tw_compare_telling *t,
	const struct tw_comparison *c)
{
	if (!tw_compare_told_exit(c) || t->of->style->all)
		return;
	part(t, "Exit strategy");
	for (size_t i = 0; i < c->item_count; i++)
		if (tw_change_node(&c->items[i])->section == TW_EXIT)
			t->own->change(t, &c->items[i]);
}

/* Every item, section by section. */
static void tell_items(const struct tw_compare_telling *t,
	const struct tw_comparison *c)
{
	for (size_t i = 0; i < c->item_count; i++) {
		enum tw_section_kind section = tw_change_node(
			&c->items[i])->section;

		if (!i || section != tw_change_node(&c->items[i - 1])->section)
			tw_summary_tell(t->sheet, t->sheet->dress->part,
				"%s, item by item", tw_section_name(section));
		t->own->change(t, &c->items[i]);
	}
}

/* ---- all of it ---- */

static void tell_comparison(const struct tw_compare_telling *t,
	const struct tw_comparison *c)
{
	tell_plans(t, c);
	tell_figures(t, c);
	tell_outcomes(t, c);
	tell_new(t, c, TW_ACTIVITY, "Activity that nobody had planned");
	tell_new(t, c, TW_IMPACT, "New impact");
	tell_exit(t, c);
	if (t->of->style->all)
		tell_items(t, c);
}

void tw_compare_dressed(struct tw_summary_sheet *sheet,
	const struct tw_compare_dress *own, const struct tw_compare_sheet *of,
	const struct tw_step *step)
{
	struct tw_compare_telling t = { sheet, own, of, step, tw_arena_new() };

	sheet->out->failed |= !t.arena;
	tw_compare_told_between(&sheet->words, of, step);
	sheet->dress->title(sheet, tw_filed_title(tw_step_filed(step)),
		tw_buffer_get(&sheet->words));
	tw_summary_told(sheet);
	tw_compare_told_step(of, step, say, sheet);
	if (step->comparison && t.arena)
		tell_comparison(&t, step->comparison);
	sheet->dress->end(sheet);
	tw_buffer_end(&sheet->words, sheet->out);
	tw_arena_free(t.arena);
}
