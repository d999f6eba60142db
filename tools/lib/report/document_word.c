/*
 * A document for Word or LibreOffice. Its text is that of the lines, since it
 * may be read back.
 */
#include "report/document_dress.h"

/* What the block that is open is: lines of one kind go on within it. */
enum { OTHER, LINES, ITEM };

static void begin(struct tw_document_sheet *sheet, struct tw_view area,
	struct tw_view name)
{
	sheet->body = (struct tw_buffer)TW_BUFFER_INIT;
	sheet->name = name;
	tw_word_begin(&sheet->word, sheet->form, &sheet->body);
	tw_word_add(&sheet->word, TW_WORD_TITLE, area);
}

static void label(struct tw_document_sheet *sheet, struct tw_view name,
	struct tw_view value)
{
	tw_word_block(&sheet->word, TW_WORD_PARAGRAPH);
	tw_word_run(&sheet->word, name, TW_WORD_STRONG);
	tw_word_run(&sheet->word, TW_VIEW(":"), TW_WORD_STRONG);
	tw_word_run(&sheet->word, TW_VIEW(" "), TW_WORD_PLAIN);
	tw_word_run(&sheet->word, value, TW_WORD_PLAIN);
}

static void marks(struct tw_document_sheet *sheet, struct tw_view name,
	struct tw_view value)
{
	tw_word_block(&sheet->word, TW_WORD_NOTE);
	tw_word_run(&sheet->word, name, TW_WORD_PLAIN);
	tw_word_run(&sheet->word, TW_VIEW(": "), TW_WORD_PLAIN);
	tw_word_run(&sheet->word, value, TW_WORD_PLAIN);
}

static void add(struct tw_document_sheet *sheet, enum tw_word_block block,
	struct tw_view text)
{
	tw_word_add(&sheet->word, block, text);
	sheet->open = block == TW_WORD_ITEM ? ITEM : OTHER;
}

static void priority(struct tw_document_sheet *sheet, struct tw_view title)
{
	add(sheet, TW_WORD_HEADING_1, title);
}

static void scope(struct tw_document_sheet *sheet, struct tw_view text)
{
	add(sheet, TW_WORD_PARAGRAPH, text);
}

/* Begins a line of a paragraph, or the paragraph with it. */
static void begin_line(struct tw_document_sheet *sheet)
{
	if (sheet->open == LINES)
		tw_word_line(&sheet->word);
	else
		tw_word_block(&sheet->word, TW_WORD_PARAGRAPH);
	sheet->open = LINES;
}

static void field(struct tw_document_sheet *sheet, struct tw_view name,
	struct tw_view value)
{
	begin_line(sheet);
	tw_word_run(&sheet->word, name, TW_WORD_MUTED);
	tw_word_run(&sheet->word, TW_VIEW(":"), TW_WORD_MUTED);
	if (value.len)
		tw_word_run(&sheet->word, TW_VIEW(" "), TW_WORD_PLAIN);
	tw_word_run(&sheet->word, value, TW_WORD_PLAIN);
}

static void heading(struct tw_document_sheet *sheet, struct tw_view name)
{
	add(sheet, TW_WORD_HEADING_2, name);
}

static void item(struct tw_document_sheet *sheet, struct tw_view text)
{
	add(sheet, TW_WORD_ITEM, text);
}

/* A line of an item, or below a field; two blanks say that it goes on. */
static void more(struct tw_document_sheet *sheet, struct tw_view text)
{
	const char first = text.len ? *text.ptr : ' ';
	bool detail = first == '=' || first == '+' || first == '>';

	if (sheet->open == ITEM)
		tw_word_line(&sheet->word);
	else
		begin_line(sheet);
	tw_word_run(&sheet->word, TW_VIEW("\xC2\xA0\xC2\xA0"),
		TW_WORD_PLAIN);
	tw_word_run(&sheet->word, text, detail ? TW_WORD_MUTED :
		TW_WORD_PLAIN);
}

/*
 * An empty line counts only where it parts comments, which then are
 * paragraphs of their own with an empty one between.
 */
static void gap(struct tw_document_sheet *sheet,
	const struct tw_document_line *line)
{
	sheet->open = OTHER;
	if (line->before == TW_WRITTEN_COMMENT ||
	    line->next == TW_WRITTEN_COMMENT)
		tw_word_block(&sheet->word, TW_WORD_PARAGRAPH);
}

/* A comment within an item is a line of it. */
static void within(struct tw_document_sheet *sheet, struct tw_view text)
{
	tw_word_line(&sheet->word);
	tw_word_run(&sheet->word, text, TW_WORD_MUTED);
}

static void written(struct tw_document_sheet *sheet,
	const struct tw_document_line *line)
{
	switch (line->kind) {
	case TW_WRITTEN_HEADING:
		heading(sheet, line->text);
		break;
	case TW_WRITTEN_ITEM:
		item(sheet, line->text);
		break;
	case TW_WRITTEN_MORE:
		more(sheet, line->text);
		break;
	case TW_WRITTEN_WITHIN:
		within(sheet, line->text);
		break;
	case TW_WRITTEN_COMMENT:
	case TW_WRITTEN_FIELD:
		begin_line(sheet);
		tw_word_run(&sheet->word, line->text,
			line->kind == TW_WRITTEN_COMMENT ? TW_WORD_MUTED :
			TW_WORD_PLAIN);
		break;
	case TW_WRITTEN_EMPTY:
	case TW_WRITTEN_NONE:
		gap(sheet, line);
		break;
	}
}

static void end(struct tw_document_sheet *sheet)
{
	tw_word_end(&sheet->word);
	tw_word_package(sheet->out, sheet->form, sheet->name,
		tw_buffer_get(&sheet->body));
	tw_buffer_end(&sheet->body, sheet->out);
}

const struct tw_document_dress tw_document_word = {
	begin, label, marks, priority, scope, field, heading, item, written,
	end
};
