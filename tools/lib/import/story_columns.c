/*
 * Tables whose columns are of sections, or of priorities: read column by column.
 */
#include "import/story_layout.h"

#include "base/utf8.h"
#include "import/blocks.h"
#include "import/compound.h"
#include "import/looks.h"
#include "record/typed.h"

/* ---- sections, of one priority ---- */

/* Each column is looked for in each row: no form has more. */
enum { MOST_COLUMNS = 64 };

/* True if a row holds what columns are headed with; and the next one, too. */
static bool holds_cells(const struct tw_cell_row *row)
{
	return row && row->count <= MOST_COLUMNS && tw_cells_filled(row) &&
		!tw_cells_sections(row) && !tw_cells_are_pairs(row);
}

bool tw_columns_are_sections(const struct tw_cell_row *heads)
{
	return heads->count <= MOST_COLUMNS && holds_cells(heads->next) &&
		holds_cells(heads->next->next);
}

/*
 * True if the title of a priority is labelled right above a table: what stands
 * in its first column is of that then.
 */
bool tw_columns_are_titled(struct tw_word_story *story)
{
	enum { NEAR = 4 };
	const struct tw_piece *last[NEAR] = { NULL }, *p = story->looked;
	size_t count = 0;

	for (p = p ? p : story->pieces.first; p; p = p->next)
		if (p->number && !story->depth) {
			last[count++ % NEAR] = p;
			story->looked = p;
		}
	for (size_t i = 0; i < NEAR && i < count; i++) {
		struct tw_block block = { .kind = TW_PARAGRAPH };

		block.text = tw_trim(last[(count - 1 - i) % NEAR]->text);
		if (block.text.len && tw_label_read(&block) &&
		    block.value == TW_TITLE)
			return true;
		if (block.text.len && tw_heading_read(&block))
			return false;
	}
	return false;
}

/* "North" before what its row says, "North: two gardens". */
static void name_cell(struct tw_word_story *story, const struct tw_cell *row,
	struct tw_cell *cell)
{
	for (struct tw_piece *p = cell->pieces.first; p; p = p->next) {
		if (!p->number)
			continue;
		p->text = tw_arena_format(story->arena, "%.*s: %.*s",
			TW_ARG(tw_trim(row->words->text)), TW_ARG(p->text));
		story->failed |= !p->text.ptr;
	}
}

/* What stands before the first section of a row names all that it says. */
static void name_row(struct tw_word_story *story, struct tw_cell *heads,
	struct tw_cell_row *row)
{
	struct tw_cell *name = row->cells;

	if (tw_cell_is_section(heads) || tw_cell_is_empty(name) || name->column)
		return;
	for (struct tw_cell *c = name->next; c; c = c->next)
		name_cell(story, name, c);
}

/*
 * From a cell of a row on, the first one that stands below a head, or behind
 * that up to the next head: a row may have more cells than heads.
 */
static struct tw_cell *cell_below(struct tw_cell *cell,
	const struct tw_cell *head)
{
	while (cell && (cell->column < head->column || tw_cell_is_empty(cell)))
		cell = cell->next;
	return cell && (!head->next || cell->column < head->next->column) ?
		cell : NULL;
}

/* "Who: AB", behind what it is said of. */
static void add_behind(struct tw_word_story *story, struct tw_piece *piece,
	const struct tw_cell *head, const struct tw_cell *cell)
{
	piece->text = tw_arena_format(story->arena, "%.*s | %.*s: %.*s",
		TW_ARG(tw_trim(piece->text)), TW_ARG(tw_trim(head->words->text)),
		TW_ARG(tw_trim(cell->words->text)));
	story->failed |= !piece->text.ptr;
}

/*
 * What stands in a row beside a cell of a section, up to the next section:
 * behind that, if both are of one line; else below it.
 */
static void add_beside(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_cell_row *row, struct tw_cell *head, struct tw_piece *line)
{
	for (head = head->next; head && !tw_cell_is_section(head);
	     head = head->next)
		for (struct tw_cell *cell = cell_below(row->cells, head); cell;
		     cell = cell_below(cell->next, head)) {
			if (!line || cell->pieces.count > 1 ||
			    tw_cell_is_empty(head)) {
				tw_cell_add_named(story, to, head, cell);
				continue;
			}
			add_behind(story, line, head, cell);
			head->used = true;
		}
}

/*
 * Rows below sections that stand beside each other, without a title: section by
 * section, each with what all rows say of it. The last of these rows.
 */
struct tw_cell_row *tw_columns_add_sections(struct tw_word_story *story,
	struct tw_pieces *to, struct tw_cell_row *heads)
{
	struct tw_cell_row *last = heads, *row;

	while (holds_cells(last->next)) {
		last = last->next;
		name_row(story, heads->cells, last);
	}
	for (struct tw_cell *head = heads->cells; head; head = head->next) {
		if (!tw_cell_is_section(head))
			continue;
		tw_pieces_append(to, &head->pieces);
		head->used = true;
		for (row = heads->next; row != last->next; row = row->next) {
			struct tw_piece *line = NULL;

			for (struct tw_cell *cell = cell_below(row->cells,
			     head); cell; cell = cell_below(cell->next, head)) {
				line = cell->pieces.count == 1 ?
					cell->pieces.first : NULL;
				tw_pieces_append(to, &cell->pieces);
			}
			add_beside(story, to, row, head, line);
		}
	}
	tw_cells_leave_heads(story, heads->cells);
	return last;
}

/* ---- priorities ---- */

static bool starts_sections(const struct tw_cell_row *row)
{
	size_t count = 0;

	for (; row && count < 2; row = row->next)
		count += tw_cell_is_section(row->cells);
	return count == 2;
}

/* True if the titles of priorities stand beside each other in a row. */
bool tw_columns_are_priorities(const struct tw_cell_row *row)
{
	bool named = row->cells && tw_cell_is_title(row->cells);
	size_t titles = 0;

	if (row->count < 3 || (!named && !tw_cell_is_empty(row->cells) &&
	    !tw_cell_is_formal(row->cells)))
		return false;
	for (const struct tw_cell *c = row->cells->next; c; c = c->next) {
		if (tw_cell_is_empty(c))
			continue;
		if (c->kind != TW_PARAGRAPH || (!named && tw_cell_is_formal(c)))
			return false;
		titles++;
	}
	return titles > 1 && starts_sections(row->next);
}

/* "Spring 1 2025-26": a season or a month, a figure, and no other words. */
static bool is_term(const struct tw_cell *cell)
{
	static const char *const words[] = { "ht", "academic", "year", NULL };
	struct tw_view rest = cell->words ? cell->words->text : TW_VIEW(""),
		word;

	if (!tw_cell_has_figure(cell) || !tw_says_a_time(rest))
		return false;
	while (tw_heading_word(&word, &rest))
		if (!tw_says_a_time(word) && !tw_fold_any(word, words))
			return false;
	return true;
}

static bool are_terms(const struct tw_cell *cell)
{
	while (cell && (tw_cell_is_empty(cell) || is_term(cell)))
		cell = cell->next;
	return !cell;
}

/* The cells of a table side by side: the one of each row that comes next. */
struct side {
	struct side *next;
	struct tw_cell *head, *cell;
};

static struct side *stand_beside(struct tw_word_story *story,
	struct tw_cell_row *row)
{
	struct side *first = NULL, **end = &first;

	for (; row; row = row->next) {
		struct side *side = tw_story_take(story, sizeof(*side));

		if (!side)
			return NULL;
		side->head = row->cells;
		side->cell = row->cells ? row->cells->next : NULL;
		*end = side;
		end = &side->next;
	}
	return first;
}

/* What a row says in the column of a title, or in the last one. */
static void add_side(struct tw_word_story *story, struct tw_pieces *to,
	struct side *side, const struct tw_cell *title)
{
	while (side->cell && (!title->next ||
	       side->cell->column < title->next->column)) {
		if (!tw_cell_is_empty(side->cell)) {
			if (!tw_cell_is_empty(side->head))
				tw_cell_add_head(story, to, side->head);
			tw_pieces_append(to, &side->cell->pieces);
		}
		side->cell = side->cell->next;
	}
}

/* Rows that end early are let go, so that no cell is looked for in vain. */
void tw_columns_add_priorities(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_cell_row *head)
{
	struct side *sides = stand_beside(story, head->next);
	bool terms = are_terms(head->cells->next);

	if (!tw_cell_is_title(head->cells))
		tw_cell_leave(story, head->cells, TW_HEADS_COLUMN);
	for (struct tw_cell *title = head->cells->next; title && !story->failed;
	     title = title->next) {
		if (!tw_cell_is_empty(title)) {
			tw_story_begin_part(story, to, title, terms ? "Period" :
				"Priority");
			tw_cell_add_title(to, title);
		}
		for (struct side **at = &sides; *at;) {
			add_side(story, to, *at, title);
			if ((*at)->cell)
				at = &(*at)->next;
			else
				*at = (*at)->next;
		}
	}
	for (struct tw_cell_row *row = head->next; row; row = row->next)
		if (row->cells && !tw_cell_is_section(row->cells))
			tw_cell_leave(story, row->cells,
				"what stands across all priorities");
}
