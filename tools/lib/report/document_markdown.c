/*
 * A document in Markdown (CommonMark): what stands in it as text is escaped.
 */
#include "report/document_dress.h"

#include "report/markup.h"

/* A line that is open has no line end yet, as a hard break may follow. */
enum { FIELDS = 1, ITEMS, OTHER };

static void add(struct tw_document_sheet *sheet, struct tw_view text,
	bool start)
{
	/* What is masked is for others, and may be posted. */
	(sheet->veil ? tw_markdown_quiet : tw_markdown_add)(sheet->out,
		tw_veiled(sheet->veil, text, &sheet->out->failed), start);
}

/* Ends what is open, and begins a line with an empty one above. */
static void part(struct tw_document_sheet *sheet, const char *sign)
{
	tw_buffer_string(sheet->out, sheet->open ? "\n\n" : "");
	tw_buffer_string(sheet->out, sign);
	sheet->open = OTHER;
}

static void paragraph(struct tw_document_sheet *sheet, struct tw_view text)
{
	part(sheet, "");
	add(sheet, text, true);
}

static void begin(struct tw_document_sheet *sheet, struct tw_view area,
	struct tw_view name)
{
	(void)name;
	part(sheet, "# ");
	add(sheet, area, false);
}

static void label(struct tw_document_sheet *sheet, struct tw_view name,
	struct tw_view value)
{
	part(sheet, "**");
	tw_buffer_view(sheet->out, name);
	tw_buffer_string(sheet->out, ":** ");
	add(sheet, value, false);
}

static void priority(struct tw_document_sheet *sheet, struct tw_view title)
{
	part(sheet, "## ");
	add(sheet, title, false);
}

static void field(struct tw_document_sheet *sheet, struct tw_view name,
	struct tw_view value)
{
	if (sheet->open == FIELDS)
		tw_buffer_string(sheet->out, "\\\n");
	else
		part(sheet, "");
	add(sheet, name, false);
	tw_buffer_string(sheet->out, value.len ? ": " : ":");
	add(sheet, value, false);
	sheet->open = FIELDS;
}

static void heading(struct tw_document_sheet *sheet, struct tw_view name)
{
	part(sheet, "### ");
	tw_buffer_view(sheet->out, name);
}

static void item(struct tw_document_sheet *sheet, struct tw_view text)
{
	if (sheet->open == ITEMS)
		tw_buffer_string(sheet->out, "\n- ");
	else
		part(sheet, "- ");
	add(sheet, text, true);
	sheet->open = ITEMS;
}

/* True if a line would flow into the one above it. */
static bool flows(enum tw_document_line_kind kind)
{
	return kind == TW_WRITTEN_MORE || kind == TW_WRITTEN_WITHIN ||
		kind == TW_WRITTEN_COMMENT || kind == TW_WRITTEN_FIELD;
}

static void written(struct tw_document_sheet *sheet,
	const struct tw_document_line *line)
{
	static const char *const signs[] = {
		[TW_WRITTEN_HEADING] = "### ", [TW_WRITTEN_ITEM] = "- ",
		[TW_WRITTEN_MORE] = "  ", [TW_WRITTEN_FIELD] = "",
	};

	if (line->before == TW_WRITTEN_NONE)
		part(sheet, "");
	else
		tw_buffer_byte(sheet->out, '\n');
	if (line->kind < sizeof(signs) / sizeof(signs[0]) && signs[line->kind])
		tw_buffer_string(sheet->out, signs[line->kind]);
	add(sheet, line->text, true);
	if (line->kind != TW_WRITTEN_HEADING &&
	    line->kind != TW_WRITTEN_EMPTY && flows(line->next))
		tw_buffer_byte(sheet->out, '\\');
}

static void end(struct tw_document_sheet *sheet)
{
	tw_buffer_byte(sheet->out, '\n');
}

const struct tw_document_dress tw_document_markdown = {
	begin, label, label, priority, paragraph, field, heading, item,
	written, end
};
