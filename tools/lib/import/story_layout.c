/*
 * What is asked of the cells of a table that is laid out, and how they are
 * handed over.
 */
#include "import/story_layout.h"

#include "base/utf8.h"
#include "import/blocks.h"
#include "record/typed.h"

/* Adds a piece with a gap above it. */
void tw_pieces_apart(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_piece piece)
{
	struct tw_piece *kept = tw_story_take(story, sizeof(*kept));

	if (!kept)
		return;
	*kept = piece;
	kept->next = NULL;
	kept->apart = true;
	tw_pieces_add(to, kept);
}

/* Hands all pieces over, the first with a gap above it. */
void tw_pieces_append(struct tw_pieces *to, struct tw_pieces *from)
{
	if (!from->count)
		return;
	from->first->apart = true;
	if (to->last)
		to->last->next = from->first;
	else
		to->first = from->first;
	to->last = from->last;
	to->count += from->count;
	*from = (struct tw_pieces){ NULL, NULL, 0 };
}

bool tw_cell_is_section(const struct tw_cell *cell)
{
	return cell && cell->kind == TW_HEADING;
}

bool tw_cell_is_label(const struct tw_cell *cell)
{
	return cell && cell->kind == TW_LABEL && !cell->labelled;
}

bool tw_cell_is_title(const struct tw_cell *cell)
{
	return tw_cell_is_label(cell) && cell->value == TW_TITLE;
}

bool tw_cell_is_empty(const struct tw_cell *cell)
{
	return !cell->words;
}

/* Words that head the columns of a form, and say nothing of a priority. */
bool tw_cell_is_formal(const struct tw_cell *cell)
{
	struct tw_view text = cell->words ? tw_trim(cell->words->text) :
		TW_VIEW("");

	if (text.len && text.ptr[text.len - 1] == ':')
		text.len--;
	return text.len && (cell->kind == TW_OTHER ||
		tw_typed_find(TW_TYPED_FORMAL, text));
}

/* The head of a row or a column, whole, and from then on its words again. */
void tw_cell_add_head(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_cell *head)
{
	if (head->used)
		tw_pieces_apart(story, to, *head->words);
	else
		tw_pieces_append(to, &head->pieces);
	head->used = true;
}

void tw_cell_leave(struct tw_word_story *story, struct tw_cell *head,
	const char *what)
{
	const struct tw_piece *piece = head->used ? NULL : head->pieces.first;

	for (; piece; piece = piece->next)
		if (piece->number)
			tw_story_aside(story, what, piece->text);
	head->used = true;
}

void tw_cells_leave_heads(struct tw_word_story *story, struct tw_cell *cells)
{
	for (; cells; cells = cells->next)
		tw_cell_leave(story, cells, TW_HEADS_COLUMN);
}

void tw_story_begin_part(struct tw_word_story *story, struct tw_pieces *to,
	const struct tw_cell *title, const char *label)
{
	tw_pieces_apart(story, to, (struct tw_piece){ .text = tw_view_of(label),
		.number = title->words->number });
}

void tw_story_begin_priority(struct tw_word_story *story, struct tw_pieces *to,
	const struct tw_cell *title)
{
	tw_story_begin_part(story, to, title, "Priority");
}

/* A title that stands below or beside "Priority" is none by its style. */
void tw_cell_add_title(struct tw_pieces *to, struct tw_cell *title)
{
	for (struct tw_piece *p = title->pieces.first; p; p = p->next)
		p->rank = 0;
	tw_pieces_append(to, &title->pieces);
}

/* "RAG: green", where a column has a heading that is no section's. */
void tw_cell_add_named(struct tw_word_story *story, struct tw_pieces *to,
	struct tw_cell *head, struct tw_cell *cell)
{
	struct tw_piece *words = cell->pieces.first;

	while (words && !words->number)
		words = words->next;
	if (words && head && !tw_cell_is_empty(head)) {
		words->text = tw_arena_format(story->arena, "%.*s: %.*s",
			TW_ARG(tw_trim(head->words->text)),
			TW_ARG(words->text));
		story->failed |= !words->text.ptr;
		head->used |= head->pieces.count == 1;
		if (!tw_cell_is_formal(head))
			tw_story_kept(story, "heads a column, but like no "
				"heading that is known; it is put before what "
				"stands below it", head->words->text);
	}
	tw_pieces_append(to, &cell->pieces);
}

/* True if all cells from one on are empty, as where others span several. */
static bool all_empty(const struct tw_cell *cell)
{
	while (cell && tw_cell_is_empty(cell))
		cell = cell->next;
	return !cell;
}

/* "Area | Central Lancs | Period | Spring 2": each other cell is a label. */
bool tw_cells_are_pairs(const struct tw_cell_row *row)
{
	size_t i = 0;

	for (const struct tw_cell *c = row->cells; c; c = c->next, i++)
		if (i % 2 == 0 && !tw_cell_is_label(c))
			return i && all_empty(c);
	return i % 2 == 0;
}

size_t tw_cells_sections(const struct tw_cell_row *row)
{
	size_t count = 0;

	for (const struct tw_cell *c = row->cells; c; c = c->next)
		count += tw_cell_is_section(c);
	return count;
}
