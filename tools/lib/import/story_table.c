#include "import/story_layout.h"

#include "base/utf8.h"
#include "import/blocks.h"
#include "record/typed.h"

#include <string.h>

/* ---- sections beside titles ---- */

/* "3", in a column that numbers the rows. */
static bool is_number(const struct tw_cell *cell)
{
	struct tw_view text = tw_trim(cell->words->text);
	size_t digits = 0;

	while (digits < text.len && text.ptr[digits] >= '0' &&
	       text.ptr[digits] <= '9')
		digits++;
	return digits && digits <= 3 && (digits == text.len ||
		(digits + 1 == text.len && text.ptr[digits] == '.'));
}

static void leave_number(struct tw_word_story *story,
	const struct tw_cell *cell)
{
	tw_story_aside(story, "the number of a row", cell->words->text);
}

/*
 * The section that stands beside the title of a priority, or beside what is
 * left free where the title goes on: in the second column, or in the third
 * where the first numbers the rows. NULL: there is none.
 */
static struct tw_cell *beside_title(const struct tw_cell_row *row)
{
	struct tw_cell *first = row->cells, *next = first ? first->next : NULL;

	if (!next || tw_cell_is_section(first) || first->kind == TW_LABEL)
		return NULL;
	if (tw_cell_is_section(next))
		return next;
	return tw_cell_is_section(next->next) && next->kind != TW_LABEL &&
		(tw_cell_is_empty(first) || is_number(first)) ? next->next : NULL;
}

/* Two rows of them make a form of it. */
static bool has_titles_beside(const struct tw_cell_row *row)
{
	size_t count = 0;

	for (; row && count < 2; row = row->next)
		count += beside_title(row) != NULL;
	return count == 2;
}

static void add_beside_title(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_cell_row *row, const struct tw_cell *section)
{
	struct tw_cell *c = row->cells;

	for (; c != section; c = c->next)
		if (!tw_cell_is_empty(c) && c->next != section) {
			leave_number(story, c);
		} else if (!tw_cell_is_empty(c)) {
			tw_story_begin_priority(story, to, c);
			tw_cell_add_title(to, c);
		}
	for (; c; c = c->next)
		tw_pieces_append(to, &c->pieces);
}

/* ---- cells below a head ---- */

/* What stands below the head of its column; NULL: it has none. */
static void add_cell(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_cell *head, struct tw_cell *cell, bool titled)
{
	if (head && head->kind != TW_PARAGRAPH && (head->kind != TW_OTHER ||
	    cell->pieces.count > 1)) {
		tw_cell_add_head(story, to, head);
		tw_pieces_append(to, &cell->pieces);
	} else if (titled && is_number(cell)) {
		leave_number(story, cell);
	} else {
		tw_cell_add_named(story, to, head, cell);
	}
}

/* ---- rows ---- */

/* True if the cells of a row are lines each, and not one line together. */
static bool is_apart(const struct tw_cell_row *row)
{
	if (tw_cell_is_section(row->cells) || row->cells->kind == TW_OTHER ||
	    tw_cells_are_pairs(row))
		return true;
	for (const struct tw_cell *c = row->cells; c; c = c->next)
		if (c->pieces.count > 1 || c->labelled || (c->pieces.count &&
		    (c->pieces.first->list || c->pieces.first->rank)))
			return true;
	return false;
}

/*
 * True if a row has no figure, and the others, two or more but below times, have
 * one in each column but the first.
 */
static bool stands_above_figures(const struct tw_cell_row *row)
{
	const struct tw_cell_row *other = row->next;
	size_t others = 0;

	if (row->count < 2)
		return false;
	for (const struct tw_cell *c = row->cells; c; c = c->next) {
		others |= c->over_figures;
		if (tw_cell_has_figure(c) || (c != row->cells && tw_cell_is_empty(c)))
			return false;
	}
	for (; other; other = other->next) {
		if (!other->cells || other->count != row->count)
			return false;
		for (const struct tw_cell *c = other->cells->next; c;
		     c = c->next)
			if (!tw_cell_has_figure(c))
				return false;
		others++;
	}
	return others > 1;
}

/*
 * True if a row names what stands in the columns below it: as the document
 * says, or since its words are those of forms, or stand above figures. Where
 * the next row begins with a section as well, it is one of these.
 */
static bool names_columns(const struct tw_cell_row *row)
{
	bool heads = row->heads || stands_above_figures(row);

	if (tw_cells_filled(row) < 2 || tw_cells_are_pairs(row) || !row->next ||
	    !tw_cells_filled(row->next) ||
	    (tw_cell_is_section(row->cells) && tw_cell_is_section(row->next->cells)))
		return false;
	for (const struct tw_cell *c = row->cells; c; c = c->next)
		if (!tw_cell_is_empty(c) && (c->pieces.count > 1 || c->labelled ||
		    (!heads && !tw_cell_is_formal(c) && !tw_cell_is_section(c) &&
		     !tw_cell_is_label(c))))
			return false;
	return true;
}

/* A row of figures, say, is one line. */
static void add_joined(struct tw_word_story *story, struct tw_pieces *to,
	const struct tw_cell_row *row, bool heads)
{
	struct tw_buffer line = TW_BUFFER_INIT;
	bool field = !heads && tw_cells_are_field(row, story->sections);
	struct tw_piece piece = { .row = !field, .heads = heads };

	for (const struct tw_cell *c = row->cells; c; c = c->next) {
		if (tw_cell_is_empty(c))
			continue;
		if (line.len)
			tw_buffer_string(&line, field ? ": " : " | ");
		tw_buffer_view(&line, tw_trim(c->words->text));
		piece.number = c->words->number;
	}
	/* "Reference | IP4/22": what it is of is not known. */
	if (!heads && tw_cells_name_field(row))
		piece.dressed = TW_SECTIONS + 1;
	piece.text = tw_arena_copy(story->arena, tw_buffer_get(&line));
	if (line.failed || !piece.text.ptr)
		story->failed = true;
	else
		tw_pieces_apart(story, to, piece);
	tw_buffer_release(&line);
}

/* True if the table stands in a cell of a row that begins with a section. */
static bool is_within_section(const struct tw_word_story *story)
{
	const struct tw_cell_row *row = story->tables ? story->tables->last : NULL;
	const struct tw_piece *piece = row && row->cells ?
		row->cells->pieces.first : NULL;
	struct tw_block block = { .text = piece ? tw_trim(piece->text) :
		TW_VIEW("") };

	return block.text.len && tw_heading_read(&block);
}

/*
 * "15 March" beside several lines, within a section: before the first of them,
 * as it is before one.
 */
static void put_before(struct tw_word_story *story, struct tw_cell_row *row)
{
	struct tw_cell *first = row->cells, *next = first->next;
	struct tw_piece *piece = next ? next->pieces.first : NULL;

	if (!piece || first->pieces.count != 1 || first->pieces.first->list ||
	    first->kind != TW_PARAGRAPH || next->kind != TW_PARAGRAPH ||
	    tw_cells_filled(row) != 2 || piece->list || !piece->number)
		return;
	piece->text = tw_arena_format(story->arena, "%.*s | %.*s",
		TW_ARG(tw_trim(first->pieces.first->text)),
		TW_ARG(piece->text));
	piece->row = true;
	story->failed |= !piece->text.ptr;
	while ((piece = piece->next))
		piece->level += piece->list != TW_NO_LIST;
	row->cells = next;
}

/*
 * "Section | What we want to say": what heads the first column of a form is of
 * use to nobody there, whatever stands beside it.
 */
static bool heads_sections(const struct tw_cell_row *row)
{
	static const char *const words[] = {
		"section", "sections", "heading", "headings", "question",
		"questions", NULL
	};
	const struct tw_cell *first = row->cells;

	for (const struct tw_cell *c = first; c; c = c->next)
		if (c->pieces.count > 1 || tw_cell_has_figure(c))
			return false;
	return first && first->words && row->next &&
		tw_cell_is_section(row->next->cells) &&
		tw_fold_any(tw_trim(first->words->text), words);
}

/*
 * The row that heads a form, as in "Section | Update", or with `titles` in
 * "Priority | Section | Update", is no part of it.
 */
static bool is_form_head(const struct tw_cell_row *row, bool titles)
{
	const struct tw_cell_row *below = row->next;

	if (heads_sections(row))
		return true;
	for (const struct tw_cell *c = row->cells; c; c = c->next)
		if (!tw_cell_is_empty(c) && (c->pieces.count > 1 || (!tw_cell_is_formal(c) &&
		    !(titles && tw_cell_is_title(c)))))
			return false;
	/* The title of the first priority may stand across the table. */
	if (below && below->cells && !tw_cell_is_section(below->cells) &&
	    tw_cells_filled(below) == 1)
		below = below->next;
	return tw_cells_filled(row) > 1 && below && (tw_cell_is_section(below->cells) ||
		(titles && beside_title(below)));
}

/* "Priority" is not lost, since it is said again before each. */
static void leave_form_head(struct tw_word_story *story, struct tw_cell *cells)
{
	for (; cells; cells = cells->next)
		if (!tw_cell_is_title(cells))
			tw_cell_leave(story, cells, TW_HEADS_COLUMN);
}

/* "Green" beside a section rates it, whatever its column is called. */
static void add_rating(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_cell *cell)
{
	cell->words->text = tw_arena_format(story->arena, "RAG: %.*s",
		TW_ARG(tw_trim(cell->words->text)));
	story->failed |= !cell->words->text.ptr;
	tw_pieces_append(to, &cell->pieces);
}

/*
 * The cells of a row one after the other; those below what heads no section in
 * the row that heads the form have that before them, as in "RAG: green".
 */
static void add_apart_cells(struct tw_word_story *story, struct tw_pieces *to,
	const struct tw_cell_row *row, struct tw_cell *form)
{
	for (struct tw_cell *c = row->cells; c; c = c->next) {
		while (form && form->next && form->next->column <= c->column)
			form = form->next;
		if (form && form->kind == TW_OTHER && c != row->cells &&
		    tw_cell_is_section(row->cells) && !tw_cell_is_empty(c))
			add_cell(story, to, form, c, false);
		else if (c != row->cells && tw_cell_is_section(row->cells) &&
		         tw_cell_rates(c))
			add_rating(story, to, c);
		else
			tw_pieces_append(to, &c->pieces);
	}
}

static void add_row(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_cell_row *row, struct tw_cell *form, bool titles)
{
	struct tw_cell *section = titles ? beside_title(row) : NULL;

	if (is_form_head(row, titles)) {
		leave_form_head(story, row->cells);
	} else if (section) {
		add_beside_title(story, to, row, section);
	} else if (tw_cells_filled(row) > 1 && (!is_apart(row) ||
	           tw_cells_are_field(row, story->sections))) {
		add_joined(story, to, row, false);
	} else {
		if (is_within_section(story))
			put_before(story, row);
		add_apart_cells(story, to, row, form);
	}
}

/* ---- sections as columns ---- */

/* "Planned | Progress": what was planned, and what came of it. */
static bool is_progress_on_plans(const struct tw_cell_row *row)
{
	static const char *const plans[] = {
		"planned", "plan", "planned activity", "planned action", NULL
	};
	const struct tw_cell *plan = row->cells;

	return plan && plan->words &&
		tw_fold_any(tw_trim(plan->words->text), plans) &&
		tw_cells_sections(row) == 2 && tw_cell_is_section(plan->next) &&
		plan->next->value == TW_ACTIVITY;
}

/* "Action | Who | Progress": two or more, all of one section. */
static bool is_of_one_section(const struct tw_cell_row *row)
{
	const struct tw_cell *first = row->cells, *c;

	while (first && !tw_cell_is_section(first))
		first = first->next;
	for (c = first; c && (!tw_cell_is_section(c) || c->value == first->value);)
		c = c->next;
	return (!c && tw_cells_sections(row) > 1) || is_progress_on_plans(row);
}

static bool all_labels(const struct tw_cell_row *row)
{
	for (const struct tw_cell *c = row->cells; c; c = c->next)
		if (!tw_cell_is_empty(c) && (!tw_cell_is_label(c) || c->pieces.count > 1))
			return false;
	return tw_cells_filled(row) > 1;
}

/*
 * True if a row heads those below it: sections stand beside each other, or
 * labels, and what they hold is below.
 */
static bool heads_columns(const struct tw_cell_row *row)
{
	const struct tw_cell_row *below = row->next;
	size_t count = below ? tw_cells_sections(row) : 0;

	if (!below || !tw_cells_filled(below) || tw_cells_sections(below))
		return false;
	if (all_labels(row))
		return !all_labels(below);
	if (count < 2 || 2 * count + 1 < tw_cells_filled(row) || is_of_one_section(row))
		return false;
	for (const struct tw_cell *c = row->cells; c; c = c->next)
		if (tw_cell_is_section(c) && c->pieces.count > 1)
			return false;
	return true;
}

/* A row that heads others; title: the cell above titles, or NULL. */
struct head {
	struct tw_cell *cells, *title;
};

/* Titles stand below a label for them, or in a first column of no section. */
static struct head head_of(const struct tw_cell_row *row)
{
	struct head head = { row->cells, NULL };

	if (!tw_cells_sections(row))
		return head;
	for (struct tw_cell *c = row->cells; c && !head.title; c = c->next)
		if (tw_cell_is_title(c))
			head.title = c;
	if (!head.title && !tw_cell_is_section(row->cells))
		head.title = row->cells;
	return head;
}

/* A row below a row of headings: a priority, or what some sections hold. */
static void add_below(struct tw_word_story *story, struct tw_pieces *to,
	const struct head *head, struct tw_cell_row *row)
{
	struct tw_cell *title = NULL, *h = head->cells;

	for (struct tw_cell *c = row->cells; c && head->title; c = c->next)
		if (c->column == head->title->column && !tw_cell_is_empty(c))
			title = c;
	if (title && tw_cell_is_title(head->title))
		tw_cell_add_head(story, to, head->title);
	else if (title)
		tw_story_begin_priority(story, to, title);
	if (title)
		tw_cell_add_title(to, title);
	for (struct tw_cell *c = row->cells; c; c = c->next) {
		while (h && h->next && h->next->column <= c->column)
			h = h->next;
		if (c != title && !tw_cell_is_empty(c))
			add_cell(story, to, h, c, title);
	}
}

/* ---- the table ---- */

/* The heading of all the rows below one whose columns are of one section. */
static void add_section(struct tw_word_story *story, struct tw_pieces *to,
	const struct tw_cell_row *row)
{
	const struct tw_cell *section = NULL;

	for (const struct tw_cell *c = row->cells; c; c = c->next)
		section = tw_cell_is_section(c) ? c : section;
	tw_pieces_apart(story, to, (struct tw_piece){ .number =
		section->words->number, .text =
		tw_view_of(tw_section_name(section->value)) });
}

void tw_story_lay_out(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_cell_row *row)
{
	struct head head = { NULL, NULL };
	struct tw_cell *form = NULL; /* what heads its columns */
	bool titles = has_titles_beside(row);
	bool begun = false; /* one that may head others has come */

	tw_cells_betray(row);
	for (; row && !story->failed; row = row->next) {
		if (!row->cells)
			continue;
		if ((!begun || row->heads) && tw_columns_are_priorities(row)) {
			tw_columns_add_priorities(story, to, row);
			return;
		}
		if ((!begun || row->heads) && !is_form_head(row, titles) &&
		    !heads_columns(row) && names_columns(row)) {
			if (is_of_one_section(row))
				add_section(story, to, row);
			add_joined(story, to, row, true);
			begun = true;
			continue;
		}
		begun |= tw_cells_filled(row) > 1 && !tw_cells_are_pairs(row);
		story->sections |= tw_cells_sections(row) > 0;
		if (heads_columns(row)) {
			tw_cells_leave_heads(story, head.cells);
			tw_cells_betray_head(row);
			head = head_of(row);
			if (head.title && !tw_cell_is_title(head.title) &&
			    tw_columns_are_sections(row) &&
			    tw_columns_are_titled(story))
				head.title = NULL;
			if (!head.title && tw_columns_are_sections(row)) {
				row = tw_columns_add_sections(story, to, row);
				head.cells = NULL;
			}
		} else if (head.cells && !tw_cells_sections(row)) {
			add_below(story, to, &head, row);
		} else {
			tw_cells_leave_heads(story, head.cells);
			head.cells = NULL;
			add_row(story, to, row, form, titles);
			if (is_form_head(row, titles))
				form = row->cells;
		}
	}
	tw_cells_leave_heads(story, head.cells);
}
