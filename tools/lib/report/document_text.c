/*
 * A document in plain text. A log must find no command in it, and a reader
 * gets back every byte: where the one would begin, a backslash stands more
 * than in the record. spec/documents.md.
 */
#include "report/document_dress.h"

#include <string.h>

enum { FIELDS = 1, ITEMS };

/* How many backslashes stand at the start of `v`. */
static size_t backslashes(struct tw_view v)
{
	size_t count = 0;

	while (count < v.len && v.ptr[count] == '\\')
		count++;
	return count;
}

/* True if `v` begins with "##", backslashes or none, and "[": where that is. */
static bool is_group(size_t *bracket, struct tw_view v)
{
	if (v.len < 3 || v.ptr[0] != '#' || v.ptr[1] != '#')
		return false;
	*bracket = 2 + backslashes((struct tw_view){ v.ptr + 2, v.len - 2 });
	return *bracket < v.len && v.ptr[*bracket] == '[';
}

static void add_text(struct tw_buffer *out, struct tw_view text)
{
	size_t done = 0, bracket;

	for (size_t i = 0; i < text.len; i++) {
		const char *next = memchr(text.ptr + i, '#', text.len - i);

		if (!next)
			break;
		i = (size_t)(next - text.ptr);
		if (!is_group(&bracket, (struct tw_view){ next,
		    text.len - i }))
			continue;
		tw_buffer_add(out, text.ptr + done, i + bracket - done);
		tw_buffer_byte(out, '\\');
		done = i + bracket;
		i = done - 1;
	}
	tw_buffer_add(out, text.ptr + done, text.len - done);
}

/* The same where nothing but blanks stands before it in its line. */
static void add_start(struct tw_buffer *out, struct tw_view text)
{
	size_t count = backslashes(text);

	if (text.len >= count + 2 && !memcmp(text.ptr + count, "::", 2))
		tw_buffer_byte(out, '\\');
	add_text(out, text);
}

static void add_line(struct tw_document_sheet *sheet, const char *gap,
	struct tw_view line)
{
	tw_buffer_string(sheet->out, gap);
	add_start(sheet->out, line);
	tw_buffer_byte(sheet->out, '\n');
	sheet->open = 0;
}

static void begin(struct tw_document_sheet *sheet, struct tw_view area,
	struct tw_view name)
{
	(void)name;
	add_line(sheet, "", area);
}

static void label(struct tw_document_sheet *sheet, struct tw_view name,
	struct tw_view value)
{
	add_line(sheet, "\n", name);
	add_line(sheet, "\n", value);
}

static void field(struct tw_document_sheet *sheet, struct tw_view name,
	struct tw_view value)
{
	if (sheet->open != FIELDS)
		tw_buffer_byte(sheet->out, '\n');
	tw_buffer_view(sheet->out, name);
	tw_buffer_string(sheet->out, value.len ? ": " : ":");
	add_text(sheet->out, value);
	tw_buffer_byte(sheet->out, '\n');
	sheet->open = FIELDS;
}

static void marks(struct tw_document_sheet *sheet, struct tw_view name,
	struct tw_view value)
{
	field(sheet, name, value);
	sheet->open = 0;
}

static void priority(struct tw_document_sheet *sheet, struct tw_view title)
{
	tw_buffer_byte(sheet->out, '\n');
	label(sheet, TW_VIEW("Priority"), title);
}

static void paragraph(struct tw_document_sheet *sheet, struct tw_view text)
{
	add_line(sheet, "\n", text);
}

static void add_item(struct tw_document_sheet *sheet, struct tw_view text)
{
	tw_buffer_string(sheet->out, "\xE2\x80\xA2 ");
	add_text(sheet->out, text);
	tw_buffer_byte(sheet->out, '\n');
}

static void item(struct tw_document_sheet *sheet, struct tw_view text)
{
	if (sheet->open != ITEMS)
		tw_buffer_byte(sheet->out, '\n');
	add_item(sheet, text);
	sheet->open = ITEMS;
}

static void written(struct tw_document_sheet *sheet,
	const struct tw_document_line *line)
{
	if (line->before == TW_WRITTEN_NONE)
		tw_buffer_byte(sheet->out, '\n');
	if (line->kind == TW_WRITTEN_ITEM)
		add_item(sheet, line->text);
	else
		add_line(sheet, line->kind == TW_WRITTEN_MORE ? "  " : "",
			line->text);
}

static void end(struct tw_document_sheet *sheet)
{
	(void)sheet;
}

const struct tw_document_dress tw_document_text = {
	begin, label, marks, priority, paragraph, field, paragraph, item,
	written, end
};
