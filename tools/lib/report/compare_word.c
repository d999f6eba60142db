/*
 * The page of a comparison as a part of a document for Word or LibreOffice:
 * plans by what became of them, with both texts side by side and the words
 * that changed underlined.
 */
#include "report/compare_dress.h"

#include "report/marked.h"
#include "report/word_dress.h"

/* The writer, also within a table. */
static struct tw_word_sheet *word_of(struct tw_summary_sheet *sheet)
{
	return &((struct tw_word_page *)sheet->own)->word;
}

static void note(struct tw_summary_sheet *sheet, struct tw_view words)
{
	tw_word_add(word_of(sheet), TW_WORD_NOTE, words);
}

static void paragraph(struct tw_summary_sheet *sheet, struct tw_view words)
{
	tw_word_add(word_of(sheet), TW_WORD_PARAGRAPH, words);
}

static void cell(struct tw_summary_sheet *sheet, struct tw_view words)
{
	tw_word_cell(word_of(sheet));
	paragraph(sheet, words);
}

/* ---- two texts ---- */

static void marked(struct tw_summary_sheet *sheet, struct tw_view words)
{
	tw_word_run(word_of(sheet), words, TW_WORD_MARKED);
}

static void plain(struct tw_summary_sheet *sheet, struct tw_view words)
{
	tw_word_run(word_of(sheet), words, TW_WORD_PLAIN);
}

/* Words in a cell, those underlined that the other text has not. */
static void add_marked(struct tw_summary_sheet *sheet,
	const struct tw_shown_words *words, bool marks)
{
	bool before = false;

	tw_word_cell(word_of(sheet));
	tw_word_block(word_of(sheet), TW_WORD_PARAGRAPH);
	for (size_t i = 0; i < words->count; i++) {
		bool alone = marks && words->at[i].alone;

		if (before && !alone)
			tw_summary_flush(sheet, marked);
		if (i)
			tw_buffer_byte(&sheet->words, ' ');
		if (!before && alone)
			tw_summary_flush(sheet, plain);
		tw_buffer_view(&sheet->words, words->at[i].text);
		before = alone;
	}
	tw_summary_flush(sheet, before ? marked : plain);
}

/* What was and what is, each in a cell. */
static void add_pair(const struct tw_compare_telling *t,
	const struct tw_node *from, const struct tw_node *to)
{
	struct tw_shown_words was, is;
	bool marks;

	tw_arena_reset(t->arena);
	if (!tw_words_compare(&was, from->text, &is, to->text, t->arena)) {
		t->sheet->out->failed = true;
		tw_word_cell(word_of(t->sheet)); /* for what stands below */
		return;
	}
	marks = tw_any_common(&is);
	add_marked(t->sheet, &was, marks);
	add_marked(t->sheet, &is, marks);
}

/* ---- plans ---- */

static void group(const struct tw_compare_telling *t)
{
	static const unsigned shares[] = { 1, 1 };

	tw_word_page_table(t->sheet->own, shares, 2);
	cell(t->sheet, TW_VIEW("Planned"));
	cell(t->sheet, TW_VIEW("Where that shows"));
}

static void plan(const struct tw_compare_telling *t,
	const struct tw_plan *plan)
{
	struct tw_buffer *words = &t->sheet->words;
	char by[TW_BY_ROOM];

	tw_word_row(word_of(t->sheet), false);
	if (plan->shown) {
		add_pair(t, plan->node, plan->shown);
		tw_compare_told_place(words, t->of, plan, plan->shown);
		if (tw_compare_told_by(by, plan))
			tw_buffer_format(words, ", %s", by);
	} else {
		cell(t->sheet, plan->node->text);
		tw_word_cell(word_of(t->sheet));
		if (plan->said.len)
			tw_compare_told_turn(words, plan);
		else
			tw_buffer_string(words, "Nowhere.");
	}
	tw_summary_flush(t->sheet, note);
	tw_compare_notes(t, plan);
}

/* ---- figures ---- */

static void add_figure(struct tw_summary_sheet *sheet,
	const struct tw_measure *m)
{
	char value[TW_VALUE_ROOM];

	tw_word_row(word_of(sheet), false);
	tw_buffer_view(&sheet->words, m->name);
	tw_buffer_string(&sheet->words, tw_compare_told_kind(m));
	tw_summary_flush(sheet, cell);
	tw_compare_told_value(value, m->has_from, m->from);
	cell(sheet, tw_view_of(value));
	tw_compare_told_value(value, m->has_to, m->to);
	cell(sheet, tw_view_of(value));
	tw_compare_told_movement(&sheet->words, m);
	tw_summary_flush(sheet, cell);
	if (!m->has_expected)
		return;
	tw_compare_told_doubt(&sheet->words, m);
	tw_summary_flush(sheet, note);
}

static void figures(const struct tw_compare_telling *t)
{
	static const unsigned shares[] = { 8, 4, 4, 6 };
	const struct tw_comparison *c = t->step->comparison;

	tw_word_page_table(t->sheet->own, shares, 4);
	cell(t->sheet, TW_VIEW("Figure"));
	cell(t->sheet, TW_VIEW("Before"));
	cell(t->sheet, TW_VIEW("Now"));
	cell(t->sheet, TW_VIEW("Change"));
	for (size_t i = 0; i < c->measure_count; i++)
		if (!c->measures[i].again)
			add_figure(t->sheet, &c->measures[i]);
}

/* ---- items ---- */

/* What became of an item, and what it was. */
static void change(const struct tw_compare_telling *t,
	const struct tw_item_change *item)
{
	struct tw_word_sheet *word = word_of(t->sheet);

	tw_word_block(word, TW_WORD_ITEM);
	tw_word_run(word, tw_view_of(tw_change_name(item->change)),
		TW_WORD_MUTED);
	tw_word_run(word, TW_VIEW(": "), TW_WORD_PLAIN);
	tw_word_run(word, tw_change_node(item)->text, TW_WORD_PLAIN);
	if (!item->from || !item->to || item->change == TW_KEPT)
		return;
	tw_word_line(word);
	tw_word_run(word, TW_VIEW("was: "), TW_WORD_MUTED);
	tw_word_run(word, item->from->text, TW_WORD_MUTED);
}

static void add_page(enum tw_word_form form,
	const struct tw_compare_sheet *of, const struct tw_step *step)
{
	static const struct tw_compare_dress own = { NULL, group, plan,
		figures, change, note };
	struct tw_word_page page;
	struct tw_summary_sheet sheet = { of->out, &tw_word_dress, &page,
		TW_BUFFER_INIT };

	tw_word_page_begin(&page, form, of->out);
	tw_compare_dressed(&sheet, &own, of, step);
	tw_word_page_end(&page);
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
