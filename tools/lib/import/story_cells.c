/*
 * Tables as they are read: which cell is open, and what it holds.
 */
#include "import/story_cells.h"

#include "base/utf8.h"
#include "import/compound.h"
#include "import/worded.h"
#include "record/typed.h"

#include <string.h>

void *tw_story_take(struct tw_word_story *story, size_t size)
{
	void *room = tw_arena_take(story->arena, size);

	story->failed |= !room;
	return room;
}

/* ---- pieces ---- */

void tw_pieces_add(struct tw_pieces *pieces, struct tw_piece *piece)
{
	if (pieces->last)
		pieces->last->next = piece;
	else
		pieces->first = piece;
	pieces->last = piece;
	pieces->count++;
}

struct tw_pieces *tw_story_target(struct tw_word_story *story)
{
	struct tw_story_table *table = story->tables;

	while (table && !table->cell)
		table = table->outer;
	return table ? &table->cell->pieces : &story->pieces;
}

uint32_t tw_story_number(struct tw_word_story *story)
{
	if (!story->depth || !story->row_numbered)
		story->number++;
	story->row_numbered = true;
	return story->number;
}

/* ---- cells ---- */

/* Looks at a cell that is whole. */
static void look_at(struct tw_cell *cell)
{
	struct tw_piece *piece = cell->pieces.first;
	struct tw_block block = { .kind = TW_PARAGRAPH };

	while (piece && !piece->number)
		piece = piece->next;
	cell->words = piece;
	if (piece && piece->list != TW_BULLETS) {
		block.text = tw_trim(piece->text);
		if (!tw_heading_read(&block) && !tw_label_read(&block))
			tw_other_read(&block);
	}
	cell->kind = block.kind;
	cell->value = block.value;
	cell->labelled = block.kind == TW_LABEL && block.rest.len;
}

/* ---- rows ---- */

size_t tw_cells_filled(const struct tw_cell_row *row)
{
	size_t count = 0;

	for (const struct tw_cell *c = row->cells; c; c = c->next)
		count += c->words != NULL;
	return count;
}

bool tw_cell_has_figure(const struct tw_cell *cell)
{
	struct tw_view text = cell->words ? cell->words->text : TW_VIEW("");

	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
			return true;
	return false;
}

bool tw_cell_rates(const struct tw_cell *cell)
{
	static const char *const colours[] = {
		"red", "amber", "green", "r", "a", "g"
	};
	enum { COLOURS = sizeof(colours) / sizeof(*colours), LONGEST = 24 };
	struct tw_view text = cell->words ? tw_trim(cell->words->text) :
		TW_VIEW(""), word;
	size_t words = 0;

	if (cell->pieces.count != 1 || text.len > LONGEST ||
	    tw_cell_has_figure(cell))
		return false;
	for (; tw_heading_word(&word, &text); words++) {
		size_t i = 0;

		while (i < COLOURS && !tw_fold_equal(word,
		       tw_view_of(colours[i])))
			i++;
		if (i == COLOURS)
			return false;
	}
	return words > 0;
}

/* A short cell of one line, as what a form says in its first column is. */
static bool may_name_row(const struct tw_cell *cell)
{
	enum { LONGEST = 60 };
	struct tw_view text = !cell->words ? TW_VIEW("") :
		tw_trim(cell->words->text);

	return text.len && text.len <= LONGEST && cell->kind == TW_PARAGRAPH &&
		cell->pieces.count == 1 && !cell->words->list &&
		!(text.ptr[0] >= 'a' && text.ptr[0] <= 'z') &&
		!strchr(".,;", text.ptr[text.len - 1]) && !tw_cell_has_figure(cell);
}

/* Two cells of one line each, the first of which is the row's first. */
static bool is_pair(const struct tw_cell_row *row)
{
	const struct tw_cell *c = row->cells;

	if (!c || !c->words || tw_cells_filled(row) != 2)
		return false;
	for (; c; c = c->next)
		if (c->words && (c->pieces.count != 1 || c->words->list ||
		    c->words->rank))
			return false;
	return true;
}

bool tw_cells_are_field(const struct tw_cell_row *row, bool sections)
{
	const struct tw_cell *name = row->cells;

	return is_pair(row) &&
		(tw_typed_find(TW_TYPED_LABEL_FIELD, name->words->text) ||
		 (!sections && tw_typed_find(TW_TYPED_LABEL_TOP,
			name->words->text)) ||
		 (name->kind == TW_OTHER && name->value == 1));
}

bool tw_cells_name_field(const struct tw_cell_row *row)
{
	return is_pair(row) && may_name_row(row->cells) &&
		row->cells->next->kind == TW_PARAGRAPH;
}

/* True if sections stand beside each other, and not beside what they hold. */
static bool heads_columns(const struct tw_cell_row *row)
{
	size_t sections = 0;

	for (const struct tw_cell *c = row->cells; c; c = c->next)
		sections += c->kind == TW_HEADING;
	return sections > 1;
}

/*
 * In a form whose sections stand beside what they hold, three or more, any
 * other row has a name as well: of the section that it betrays, and that no
 * other row has; or of none.
 */
void tw_cells_betray(struct tw_cell_row *rows)
{
	enum { LEAST = 3 };
	unsigned seen = 0, count = 0;
	bool columns = false; /* a row above heads them */

	for (const struct tw_cell_row *row = rows; row; row = row->next)
		if (row->cells && row->cells->kind == TW_HEADING &&
		    !heads_columns(row)) {
			if (tw_cells_filled(row) < 2 && row->next && row->next->cells &&
			    row->next->cells->kind != TW_HEADING)
				return;
			count += !(seen >> row->cells->value & 1);
			seen |= 1u << row->cells->value;
		}
	for (bool below = false; rows && count >= LEAST; rows = rows->next) {
		struct tw_cell *cell = rows->cells;
		enum tw_section_kind section;

		if (!cell)
			continue;
		columns = heads_columns(rows) || (columns &&
			cell->kind != TW_HEADING);
		if (columns || !below || tw_cells_filled(rows) < 2 ||
		    !may_name_row(cell)) {
			below |= cell->kind == TW_HEADING;
			continue;
		}
		section = tw_worded_betrayed(cell->words->text);
		if (section != TW_SECTIONS && seen >> section & 1)
			section = TW_SECTIONS;
		cell->kind = section == TW_SECTIONS ? TW_OTHER : TW_HEADING;
		cell->value = section == TW_SECTIONS ? 0 : (int)section;
		cell->words->dressed = (unsigned char)(section + 1);
	}
}

void tw_cells_betray_head(struct tw_cell_row *row)
{
	unsigned seen = 0;

	for (const struct tw_cell *c = row->cells; c; c = c->next)
		if (c->kind == TW_HEADING)
			seen |= 1u << c->value;
	for (struct tw_cell *c = row->cells; c; c = c->next) {
		enum tw_section_kind section = may_name_row(c) ?
			tw_worded_betrayed(c->words->text) : TW_SECTIONS;

		if (section == TW_SECTIONS || seen >> section & 1)
			continue;
		c->kind = TW_HEADING;
		c->value = (int)section;
		c->words->dressed = (unsigned char)(section + 1);
	}
}

/* Of a cycle: what was planned, done, and came of it. */
static enum tw_section_kind of_cycle(const struct tw_cell *cell)
{
	static const struct {
		const char *word;
		enum tw_section_kind section;
	} steps[] = {
		{ "plan", TW_OUTCOMES }, { "do", TW_ACTIVITY },
		{ "review", TW_IMPACT }, { "study", TW_IMPACT },
		{ "check", TW_IMPACT }, { "assess", TW_IMPACT },
		{ "act", TW_PLANNED }, { "adjust", TW_PLANNED }
	};

	for (size_t i = 0; cell->words && i < sizeof(steps) / sizeof(*steps); i++)
		if (tw_fold_equal(tw_trim(cell->words->text),
		    tw_view_of(steps[i].word)))
			return steps[i].section;
	return TW_SECTIONS;
}

static void take_cycle(struct tw_cell *cell)
{
	for (; cell; cell = cell->next) {
		enum tw_section_kind section = of_cycle(cell);

		if (section == TW_SECTIONS)
			continue;
		cell->kind = TW_HEADING;
		cell->value = (int)section;
		cell->words->dressed = (unsigned char)(section + 1);
	}
}

/* "Plan | Do | Review": three of them beside each other. */
static void look_for_cycles(struct tw_cell_row *rows)
{
	enum { LEAST = 3 };

	for (; rows; rows = rows->next) {
		size_t steps = 0;

		for (const struct tw_cell *c = rows->cells; c; c = c->next)
			steps += of_cycle(c) != TW_SECTIONS;
		if (steps >= LEAST)
			take_cycle(rows->cells);
	}
}

/* "Last term", "This half-term": times, and nothing else. */
static bool is_time(const struct tw_cell *cell)
{
	struct tw_view rest = cell->words->text, word;
	bool time = false;

	while (tw_heading_word(&word, &rest)) {
		time = tw_typed_find(TW_TYPED_TIME, word);
		if (!time)
			return false;
	}
	return time;
}

/* "24", "92.4%", "24 families": a figure, and no words but its unit. */
static bool is_bare_figure(const struct tw_cell *cell)
{
	struct tw_view text = tw_trim(cell->words->text);

	return cell->pieces.count == 1 && tw_cell_has_figure(cell) &&
		(!tw_letter(text.ptr[0])) && tw_heading_word_count(text) < 2;
}

/* Tells of the cells of a head what a row below has in their columns. */
static void look_below(struct tw_cell *head, const struct tw_cell_row *row)
{
	for (const struct tw_cell *c = row->cells; c; c = c->next) {
		while (head->next && head->next->column <= c->column)
			head = head->next;
		if (c->words && !is_bare_figure(c))
			head->over_figures = false;
	}
}

/*
 * "Measure | Last term | This term", above figures, says when these were so, and
 * heads no sections.
 */
static void look_for_figures(struct tw_cell_row *heads)
{
	struct tw_cell *cells = heads ? heads->cells : NULL;

	for (struct tw_cell *c = cells; c; c = c->next)
		c->over_figures = heads->next && c->kind == TW_HEADING &&
			c->pieces.count == 1 && is_time(c);
	for (const struct tw_cell_row *row = cells ? heads->next : NULL; row;
	     row = row->next)
		look_below(cells, row);
	for (struct tw_cell *c = cells; c; c = c->next)
		c->kind = c->over_figures ? TW_PARAGRAPH : c->kind;
}

/* Looks at all cells, once no more come. */
static void close_cells(struct tw_cell_row *row)
{
	for (; row; row = row->next)
		for (struct tw_cell *c = row->cells; c; c = c->next)
			look_at(c);
}

void tw_story_table(struct tw_word_story *story)
{
	struct tw_story_table *table = story->too_deep ||
		story->depth == TW_STORY_TABLES ? NULL :
		tw_story_take(story, sizeof(*table));

	if (!table) {
		story->too_deep++;
		return;
	}
	table->outer = story->tables;
	story->tables = table;
	story->depth++;
}

void tw_story_row(struct tw_word_story *story)
{
	struct tw_story_table *table = story->tables;
	struct tw_cell_row *row = table && !story->too_deep ?
		tw_story_take(story, sizeof(*row)) : NULL;

	if (!row)
		return;
	if (table->last)
		table->last->next = row;
	else
		table->rows = row;
	table->last = row;
	if (story->depth == 1)
		story->row_numbered = false;
}

void tw_story_row_heads(struct tw_word_story *story)
{
	if (story->tables && story->tables->last && !story->too_deep)
		story->tables->last->heads = true;
}

void tw_story_cell(struct tw_word_story *story)
{
	struct tw_story_table *table = story->tables;
	struct tw_cell_row *row = table ? table->last : NULL;
	struct tw_cell *cell;

	if (!row || story->too_deep)
		return;
	cell = tw_story_take(story, sizeof(*cell));
	if (!cell)
		return;
	cell->span = 1;
	if (row->last) {
		row->last->next = cell;
		cell->column = row->last->column + row->last->span;
	} else {
		row->cells = cell;
	}
	row->last = cell;
	row->count++;
	table->cell = cell;
}

void tw_story_span(struct tw_word_story *story, unsigned columns)
{
	enum { MOST = 1000 };

	if (story->tables && !story->too_deep && story->tables->cell &&
	    columns && columns <= MOST)
		story->tables->cell->span = columns;
}

void tw_story_cell_end(struct tw_word_story *story)
{
	if (story->tables && !story->too_deep)
		story->tables->cell = NULL;
}

void tw_story_table_end(struct tw_word_story *story)
{
	struct tw_story_table *table = story->tables;

	if (story->too_deep) {
		story->too_deep--;
		return;
	}
	if (!table)
		return;
	story->tables = table->outer;
	story->depth--;
	if (!story->depth)
		story->row_numbered = false;
	close_cells(table->rows);
	look_for_cycles(table->rows);
	look_for_figures(table->rows);
	tw_story_lay_out(story, tw_story_target(story), table->rows);
	story->after_table = true;
}
