/*
 * A document as one HTML file: no script, nothing fetched, and calm. Its text
 * is that of the lines, and nothing else, since it may be read back.
 */
#include "report/document_dress.h"

#include "report/html.h"
#include "report/markup.h"

/* What is open, within <section> but for the first three. */
enum { NOTHING, HEAD, NOTE, SECTION, LINES, LIST };

static void add(struct tw_document_sheet *sheet, const char *before,
	struct tw_view text, const char *after)
{
	tw_buffer_string(sheet->out, before);
	tw_html_turned(sheet->out, text);
	tw_buffer_string(sheet->out, after);
}

/* Ends what is open within a section, or within the head. */
static void close_part(struct tw_document_sheet *sheet)
{
	static const char *const ends[] = {
		[NOTHING] = "", [HEAD] = "</dl>\n", [NOTE] = "",
		[SECTION] = "", [LINES] = "</p>\n", [LIST] = "</li>\n</ul>\n",
	};

	tw_buffer_string(sheet->out, ends[sheet->open]);
	sheet->open = sheet->open <= NOTE ? NOTE : SECTION;
}

static void begin(struct tw_document_sheet *sheet, struct tw_view area,
	struct tw_view name)
{
	tw_page_begin(sheet->out, name);
	add(sheet, "<header>\n<h1>", area, "</h1>\n<dl>\n");
	sheet->open = HEAD;
}

static void label(struct tw_document_sheet *sheet, struct tw_view name,
	struct tw_view value)
{
	add(sheet, "<dt>", name, "</dt>\n");
	add(sheet, "<dd>", value, "</dd>\n");
}

static void marks(struct tw_document_sheet *sheet, struct tw_view name,
	struct tw_view value)
{
	close_part(sheet);
	add(sheet, "<p class=\"note\">", name, ": ");
	add(sheet, "", value, "</p>\n");
}

static void priority(struct tw_document_sheet *sheet, struct tw_view title)
{
	bool first = sheet->open <= NOTE;

	close_part(sheet);
	tw_buffer_string(sheet->out, first ? "</header>\n" :
		"</section>\n");
	add(sheet, "<section>\n<h2>", title, "</h2>\n");
	sheet->open = SECTION;
}

static void scope(struct tw_document_sheet *sheet, struct tw_view text)
{
	close_part(sheet);
	add(sheet, "<p>", text, "</p>\n");
}

/* Begins a line of a paragraph, or the paragraph with it. */
static void begin_line(struct tw_document_sheet *sheet)
{
	if (sheet->open == LINES) {
		tw_buffer_string(sheet->out, "\n<br>");
		return;
	}
	close_part(sheet);
	tw_buffer_string(sheet->out, "<p class=\"lines\">");
	sheet->open = LINES;
}

static void field(struct tw_document_sheet *sheet, struct tw_view name,
	struct tw_view value)
{
	begin_line(sheet);
	add(sheet, "", name, value.len ? ": " : ":");
	add(sheet, "", value, "");
}

static void heading(struct tw_document_sheet *sheet, struct tw_view name)
{
	close_part(sheet);
	add(sheet, "<h3>", name, "</h3>\n");
}

static void item(struct tw_document_sheet *sheet, struct tw_view text)
{
	if (sheet->open == LIST) {
		tw_buffer_string(sheet->out, "</li>\n");
	} else {
		close_part(sheet);
		tw_buffer_string(sheet->out, "<ul>\n");
	}
	add(sheet, "<li>", text, "");
	sheet->open = LIST;
}

/*
 * A line that goes on. In a list a break alone says so; where there is none
 * to say it, two blanks do.
 */
static void more(struct tw_document_sheet *sheet,
	const struct tw_document_line *line)
{
	const char *first = line->text.ptr;
	bool detail = *first == '=' || *first == '+' || *first == '>';

	if (sheet->open != LIST)
		begin_line(sheet);
	else if (line->before != TW_WRITTEN_WITHIN)
		tw_buffer_string(sheet->out, "\n<br>");
	if (sheet->open != LIST || line->before == TW_WRITTEN_WITHIN)
		tw_buffer_string(sheet->out, "&nbsp;&nbsp;");
	if (sheet->open == LIST && detail)
		add(sheet, "<span class=\"more\">", line->text, "</span>");
	else
		add(sheet, "", line->text, "");
}

/* An empty line counts only where it parts comments. */
static void gap(struct tw_document_sheet *sheet,
	const struct tw_document_line *line)
{
	close_part(sheet);
	if (line->before == TW_WRITTEN_COMMENT ||
	    line->next == TW_WRITTEN_COMMENT)
		tw_buffer_string(sheet->out, "<p>&nbsp;</p>\n");
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
		more(sheet, line);
		break;
	case TW_WRITTEN_WITHIN:
		add(sheet, "\n<div class=\"note\">", line->text, "</div>\n");
		break;
	case TW_WRITTEN_COMMENT:
		begin_line(sheet);
		add(sheet, "<span class=\"note\">", line->text, "</span>");
		break;
	case TW_WRITTEN_FIELD:
		begin_line(sheet);
		add(sheet, "", line->text, "");
		break;
	case TW_WRITTEN_EMPTY:
	case TW_WRITTEN_NONE:
		gap(sheet, line);
		break;
	}
}

static void end(struct tw_document_sheet *sheet)
{
	close_part(sheet);
	tw_buffer_string(sheet->out, "</section>\n");
	tw_page_end(sheet->out);
}

const struct tw_document_dress tw_document_html = {
	begin, label, marks, priority, scope, field, heading, item, written,
	end
};
