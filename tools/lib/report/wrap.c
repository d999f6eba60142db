#include "report/wrap.h"

#include "base/utf8.h"
#include "report/safe.h"
#include "text/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void tw_paper_text(struct tw_paper *paper, struct tw_view text)
{
	size_t start = paper->out->len;

	if (tw_ascii_plain(text)) {
		tw_buffer_view(paper->out, text);
		paper->column += (unsigned)text.len;
		return;
	}
	tw_safe_add(paper->out, text);
	if (!paper->out->failed)
		paper->column += (unsigned)tw_text_width((struct tw_view){
			paper->out->ptr + start, paper->out->len - start });
}

void tw_paper_string(struct tw_paper *paper, const char *text)
{
	tw_paper_text(paper, tw_view_of(text));
}

void tw_paper_format(struct tw_paper *paper, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	tw_paper_string(paper, text);
}

void tw_paper_to(struct tw_paper *paper, unsigned column)
{
	unsigned blanks = column > paper->column ? column - paper->column :
		paper->column > 0;

	tw_buffer_pad(paper->out, ' ', blanks);
	paper->column += blanks;
}

void tw_paper_newline(struct tw_paper *paper)
{
	tw_buffer_byte(paper->out, '\n');
	paper->column = 0;
}

/* Takes the next word off `text`; false at the end. */
static bool next_word(struct tw_view *word, struct tw_view *text)
{
	size_t i = 0;

	*text = tw_trim(*text);
	while (i < text->len && !tw_blank_start((struct tw_view){
	       text->ptr + i, text->len - i }))
		i++;
	*word = (struct tw_view){ text->ptr, i };
	text->ptr += i;
	text->len -= i;
	return word->len > 0;
}

/*
 * Adds the words that still fit on the line, each after one space, as long as
 * they are of printable ASCII: most words are.
 */
static void add_fitting(struct tw_paper *paper, struct tw_view *text)
{
	size_t room = paper->width > paper->column ?
		paper->width - paper->column : 0;
	size_t end = 0, i = 0;

	while (i < room && i < text->len && text->ptr[i] == ' ') {
		size_t start = ++i;

		while (i < text->len && text->ptr[i] > ' ' &&
		       text->ptr[i] < 0x7F)
			i++;
		if (i == start || i > room ||
		    (i < text->len && text->ptr[i] != ' '))
			break;
		end = i;
	}
	tw_buffer_add(paper->out, text->ptr, end);
	paper->column += (unsigned)end;
	text->ptr += end;
	text->len -= end;
}

void tw_paper_words(struct tw_paper *paper, struct tw_view text,
	unsigned indent)
{
	struct tw_view word;
	bool first = true;

	while (next_word(&word, &text)) {
		unsigned width = (unsigned)tw_text_width(word);

		if (!first && paper->column + 1 + width > paper->width) {
			tw_paper_newline(paper);
			tw_paper_to(paper, indent);
		} else if (!first) {
			tw_paper_string(paper, " ");
		}
		tw_paper_text(paper, word);
		add_fitting(paper, &text);
		first = false;
	}
}

void tw_paper_right(struct tw_paper *paper, struct tw_view text)
{
	unsigned width = (unsigned)tw_text_width(text);
	unsigned column = paper->width > width ? paper->width - width : 0;

	if (paper->column + 2 > column)
		tw_paper_newline(paper);
	tw_paper_to(paper, column);
	tw_paper_text(paper, text);
}

void tw_paper_bold(struct tw_paper *paper, bool on)
{
	if (paper->color)
		tw_buffer_string(paper->out, on ? "\x1B[1m" : "\x1B[0m");
}
