/*
 * The page of a comparison as a part of a document for Word or LibreOffice:
 * plans by what became of them, with both texts side by side and the words
 * that changed underlined.
 */
#include "report/compare_told.h"

#include "report/marked.h"
#include "report/told.h"
#include "report/word_dress.h"

struct writing {
	struct tw_word_sheet word;
	struct tw_buffer words;
	const struct tw_compare_sheet *of;
	const struct tw_comparison *c;
	struct tw_arena *arena; /* for one thing at a time */
	bool failed;
};

/* The words, as a block, or as a run of one. */
static void told(struct writing *w, enum tw_word_block block)
{
	tw_word_add(&w->word, block, tw_buffer_get(&w->words));
	w->failed |= w->words.failed;
	tw_buffer_clear(&w->words);
}

static void say(void *context, struct tw_view sentence)
{
	tw_word_add(&((struct writing *)context)->word, TW_WORD_PARAGRAPH,
		sentence);
}

static void names(struct writing *w, const unsigned *shares,
	const char *const *heads, unsigned count)
{
	tw_word_table(&w->word, shares, count);
	tw_word_row(&w->word, true);
	for (unsigned i = 0; i < count; i++) {
		tw_word_cell(&w->word);
		tw_word_add(&w->word, TW_WORD_PARAGRAPH,
			tw_view_of(heads[i]));
	}
}

/* ---- two texts ---- */

static void flush_run(struct writing *w, bool alone)
{
	tw_word_run(&w->word, tw_buffer_get(&w->words), alone ?
		TW_WORD_MARKED : TW_WORD_PLAIN);
	w->failed |= w->words.failed;
	tw_buffer_clear(&w->words);
}

/* Words, those underlined that the other text has not. */
static void add_marked(struct writing *w, const struct tw_shown_words *words,
	bool marks)
{
	bool before = false;

	for (size_t i = 0; i < words->count; i++) {
		bool alone = marks && words->at[i].alone;

		if (i && before && !alone)
			flush_run(w, true);
		if (i)
			tw_buffer_byte(&w->words, ' ');
		if (!before && alone)
			flush_run(w, false);
		tw_buffer_view(&w->words, words->at[i].text);
		before = alone;
	}
	flush_run(w, before);
}

/* What was and what is, each in a cell. */
static void add_pair(struct writing *w, const struct tw_node *from,
	const struct tw_node *to)
{
	struct tw_shown_words was, is;
	bool marks;

	tw_arena_reset(w->arena);
	if (!tw_words_compare(&was, from->text, &is, to->text, w->arena)) {
		w->failed = true;
		tw_word_cell(&w->word); /* for what stands below */
		return;
	}
	marks = tw_any_common(&is);
	tw_word_cell(&w->word);
	tw_word_block(&w->word, TW_WORD_PARAGRAPH);
	add_marked(w, &was, marks);
	tw_word_cell(&w->word);
	tw_word_block(&w->word, TW_WORD_PARAGRAPH);
	add_marked(w, &is, marks);
}

/* ---- plans ---- */

static void add_others(struct writing *w, const struct tw_plan *plan)
{
	for (size_t i = 0; i < plan->trace_count && plan->shown; i++) {
		const struct tw_node *node = plan->traces[i].node;

		if (node == plan->shown)
			continue;
		tw_compare_told_also(&w->words, w->of, plan, node);
		told(w, TW_WORD_NOTE);
	}
}

/* What a plan without a trace may have become. */
static void add_perhaps(struct writing *w, const struct tw_plan *plan)
{
	for (size_t i = 0; i < tw_plan_perhaps(plan); i++) {
		tw_compare_told_perhaps(&w->words, &plan->candidates[i]);
		told(w, TW_WORD_NOTE);
	}
}

static void add_plan(struct writing *w, const struct tw_plan *plan)
{
	char by[TW_BY_ROOM];

	tw_word_row(&w->word, false);
	if (plan->shown) {
		add_pair(w, plan->node, plan->shown);
		tw_compare_told_place(&w->words, w->of, plan, plan->shown);
		if (tw_compare_told_by(by, plan))
			tw_buffer_format(&w->words, ", %s", by);
		told(w, TW_WORD_NOTE);
	} else {
		tw_word_cell(&w->word);
		tw_word_add(&w->word, TW_WORD_PARAGRAPH, plan->node->text);
		tw_word_cell(&w->word);
		if (plan->said.len)
			tw_compare_told_turn(&w->words, plan);
		else
			tw_buffer_string(&w->words, "Nowhere.");
		told(w, TW_WORD_NOTE);
	}
	add_others(w, plan);
	add_perhaps(w, plan);
}

static void add_plans(struct writing *w)
{
	static const unsigned shares[] = { 1, 1 };
	static const char *const heads[] = { "Planned", "Where that shows" };
	const struct tw_comparison *c = w->c;

	if (c->plan_count)
		tw_word_add(&w->word, TW_WORD_HEADING_2, TW_VIEW("Plans"));
	for (size_t k = 0; k < TW_BECAME_COUNT; k++) {
		if (!c->became[tw_compare_order[k]])
			continue;
		tw_told_group(&w->words, tw_compare_order[k],
			c->became[tw_compare_order[k]]);
		told(w, TW_WORD_HEADING_3);
		names(w, shares, heads, 2);
		for (size_t i = 0; i < c->plan_count; i++)
			if (c->plans[i].became == tw_compare_order[k])
				add_plan(w, &c->plans[i]);
		tw_word_table_end(&w->word);
	}
}

/* ---- figures ---- */

static void add_value(struct writing *w, bool given, struct tw_value value)
{
	char text[TW_VALUE_ROOM];

	tw_compare_told_value(text, given, value);
	tw_word_cell(&w->word);
	tw_word_add(&w->word, TW_WORD_PARAGRAPH, tw_view_of(text));
}

static void add_figure(struct writing *w, const struct tw_measure *m)
{
	tw_word_row(&w->word, false);
	tw_word_cell(&w->word);
	tw_buffer_view(&w->words, m->name);
	tw_buffer_string(&w->words, tw_compare_told_kind(m));
	told(w, TW_WORD_PARAGRAPH);
	add_value(w, m->has_from, m->from);
	add_value(w, m->has_to, m->to);
	tw_word_cell(&w->word);
	tw_compare_told_movement(&w->words, m);
	told(w, TW_WORD_PARAGRAPH);
	if (!m->has_expected)
		return;
	tw_compare_told_doubt(&w->words, m);
	told(w, TW_WORD_NOTE);
}

static void add_figures(struct writing *w)
{
	static const unsigned shares[] = { 8, 4, 4, 6 };
	static const char *const heads[] = { "Figure", "Before", "Now",
		"Change" };

	if (!w->c->measure_count)
		return;
	tw_word_add(&w->word, TW_WORD_HEADING_2, TW_VIEW("Figures"));
	names(w, shares, heads, 4);
	for (size_t i = 0; i < w->c->measure_count; i++)
		add_figure(w, &w->c->measures[i]);
	tw_word_table_end(&w->word);
}

/* ---- the rest ---- */

static void add_outcomes(struct writing *w)
{
	const struct tw_comparison *c = w->c;

	if (c->outcome_count)
		tw_word_add(&w->word, TW_WORD_HEADING_2,
			TW_VIEW("Intended outcomes"));
	for (size_t i = 0; i < c->outcome_count; i++) {
		const struct tw_outcome *outcome = &c->outcomes[i];

		tw_buffer_view(&w->words, outcome->node->text);
		tw_told_evidence(&w->words, outcome->evidence,
			c->evidence_given);
		told(w, TW_WORD_ITEM);
	}
}

/* What a section says that it did not say before, and nobody planned. */
static void add_new(struct writing *w, enum tw_section_kind section,
	const char *heading)
{
	bool any = false;

	for (size_t i = 0; i < w->c->item_count; i++) {
		const struct tw_item_change *change = &w->c->items[i];

		if (!tw_compare_is_new(change, section))
			continue;
		if (!any)
			tw_word_add(&w->word, TW_WORD_HEADING_2,
				tw_view_of(heading));
		any = true;
		tw_word_add(&w->word, TW_WORD_ITEM, change->to->text);
	}
}

/* What became of an item, and what it was. */
static void add_item(struct writing *w, const struct tw_item_change *change)
{
	tw_word_block(&w->word, TW_WORD_ITEM);
	tw_word_run(&w->word, tw_view_of(tw_change_name(change->change)),
		TW_WORD_MUTED);
	tw_word_run(&w->word, TW_VIEW(": "), TW_WORD_PLAIN);
	tw_word_run(&w->word, (change->to ? change->to : change->from)->text,
		TW_WORD_PLAIN);
	if (!change->from || !change->to || change->change == TW_KEPT)
		return;
	tw_word_line(&w->word);
	tw_word_run(&w->word, TW_VIEW("was: "), TW_WORD_MUTED);
	tw_word_run(&w->word, change->from->text, TW_WORD_MUTED);
}

/* What is another one than it was; with all items it stands there anyway. */
static void add_exit(struct writing *w)
{
	if (!tw_compare_told_exit(w->c) || w->of->style->all)
		return;
	tw_word_add(&w->word, TW_WORD_HEADING_2, TW_VIEW("Exit strategy"));
	for (size_t i = 0; i < w->c->item_count; i++)
		if (tw_compare_section(&w->c->items[i]) == TW_EXIT)
			add_item(w, &w->c->items[i]);
}

/* Every item, section by section. */
static void add_items(struct writing *w)
{
	for (size_t i = 0; i < w->c->item_count; i++) {
		enum tw_section_kind section = tw_compare_section(
			&w->c->items[i]);

		if (!i || section != tw_compare_section(&w->c->items[i - 1])) {
			tw_buffer_format(&w->words, "%s, item by item",
				tw_section_name(section));
			told(w, TW_WORD_HEADING_2);
		}
		add_item(w, &w->c->items[i]);
	}
}

/* ---- all of it ---- */

static void add_head(struct writing *w, const struct tw_step *step)
{
	const struct tw_filed *filed = step->to ? step->to : step->from;

	tw_word_add(&w->word, TW_WORD_HEADING_1, tw_filed_title(filed));
	tw_compare_told_between(&w->words, w->of, step);
	told(w, TW_WORD_NOTE);
}

static void add_page(enum tw_word_form form,
	const struct tw_compare_sheet *of, const struct tw_step *step)
{
	struct writing w = { .words = TW_BUFFER_INIT, .of = of,
		.c = step->comparison, .arena = tw_arena_new() };

	w.failed = !w.arena;
	tw_word_begin(&w.word, form, of->out);
	add_head(&w, step);
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
	tw_word_end(&w.word);
	of->out->failed |= w.failed || w.words.failed;
	tw_buffer_release(&w.words);
	tw_arena_free(w.arena);
}

void tw_compare_docx(const struct tw_compare_sheet *of,
	const struct tw_step *step)
{
	add_page(TW_WORD_DOCX, of, step);
}

void tw_compare_odt(const struct tw_compare_sheet *of,
	const struct tw_step *step)
{
	add_page(TW_WORD_ODT, of, step);
}
