/*
 * Markdown as the lines that a plain text would have.
 */
#include "import/dress.h"

#include "base/utf8.h"
#include "import/blocks.h"

#include <string.h>

static size_t rank_of(struct tw_view line)
{
	size_t rank = 0;

	while (rank < line.len && line.ptr[rank] == '#')
		rank++;
	return rank && rank <= 6 && rank < line.len &&
		line.ptr[rank] == ' ' ? rank : 0;
}

/* "---", words with a colon, "---": what editors put above Markdown. */
static bool has_front(struct tw_view text)
{
	enum { MOST = 30 };
	const struct tw_view rule = TW_VIEW("---");
	struct tw_view line;
	uint32_t number = 1;
	size_t lines = 0;

	if (!tw_line_next(&line, &number, &text) ||
	    !tw_view_equal(tw_trim(line), rule))
		return false;
	while (lines++ < MOST && tw_line_next(&line, &number, &text)) {
		line = tw_trim(line);
		if (tw_view_equal(line, rule))
			return lines > 1;
		if (!line.len || !memchr(line.ptr, ':', line.len))
			return false;
	}
	return false;
}

bool tw_markdown_is(struct tw_view text)
{
	struct tw_view line;
	uint32_t number = 1;
	size_t ranked = 0;
	bool first = true;

	if (has_front(text))
		return true;
	while (ranked < 2 && tw_line_next(&line, &number, &text)) {
		if (!tw_trim(line).len)
			continue;
		if (first && rank_of(line))
			return true;
		/* Below it, these are comments of records. */
		if (tw_marks_line(tw_trim(line)))
			return false;
		first = false;
		ranked += rank_of(line) > 1;
	}
	return ranked > 1;
}

/* What a heading of Markdown says, without its marks. */
static struct tw_view said_by(struct tw_view line)
{
	line = tw_trim(tw_after(line, rank_of(line)));
	while (line.len && line.ptr[line.len - 1] == '#')
		line = tw_trim((struct tw_view){ line.ptr, line.len - 1 });
	return line;
}

static bool is_mark(char c)
{
	return c > ' ' && c < 0x7F && !((c | 0x20) >= 'a' &&
		(c | 0x20) <= 'z') && !(c >= '0' && c <= '9');
}

/* "<br>", as which Markdown ends a line within a cell. */
static size_t break_length(struct tw_view text)
{
	static const char *const breaks[] = { "<br>", "<br/>", "<br />" };

	for (size_t i = 0; i < sizeof(breaks) / sizeof(*breaks); i++) {
		size_t len = strlen(breaks[i]);

		if (text.ptr[0] == '<' && text.len >= len &&
		    tw_fold_equal(tw_view_of(breaks[i]),
			(struct tw_view){ text.ptr, len }))
			return len;
	}
	return 0;
}

static bool is_word(char c)
{
	return c & 0x80 || (c > ' ' && !is_mark(c));
}

/* A mark of emphasis, "*" or "_", and where what it opens is closed. */
struct emphasis {
	char mark;
	const char *end; /* its other mark, or the last that was */
	bool none;       /* nothing is closed from here on */
};

/*
 * True if a mark of emphasis stands at the start of `text`, behind `before`: one
 * that closes, or one that opens what is closed in the same line.
 */
static bool emphasizes(struct emphasis *e, struct tw_view text, char before)
{
	if (text.ptr[0] != e->mark)
		return false;
	if (e->end && text.ptr <= e->end)
		return text.ptr == e->end;
	if (e->none || is_word(before) || text.len < 3 ||
	    tw_blank_start(tw_after(text, 1)))
		return false;
	for (size_t i = 2; i < text.len; i++)
		if (text.ptr[i] == e->mark && text.ptr[i - 1] > ' ' &&
		    text.ptr[i - 1] != '\\' && (i + 1 == text.len ||
		    !is_word(text.ptr[i + 1]))) {
			e->end = text.ptr + i;
			return true;
		}
	e->none = true;
	return false;
}

/* Text with its escapes undone, and its bold and other emphasis. */
static void plain_markdown(struct tw_buffer *out, struct tw_view text)
{
	struct emphasis star = { .mark = '*' }, line = { .mark = '_' };
	char before = ' ';

	for (size_t len = 1; text.len; text = tw_after(text, len)) {
		uint32_t code;

		if (text.ptr[0] == '\\' && (text.len == 1 ||
		    is_mark(text.ptr[1]))) {
			len = text.len > 1 ? 2 : 1;
			tw_buffer_add(out, text.ptr + 1, len - 1);
		} else if (text.len > 1 && text.ptr[0] == text.ptr[1] &&
		           strchr("*_~", text.ptr[0])) {
			len = 2;
			continue;
		} else if (emphasizes(&star, text, before) ||
		           emphasizes(&line, text, before)) {
			len = 1;
			continue;
		} else if ((len = break_length(text))) {
			tw_buffer_byte(out, '\v');
		} else if (text.ptr[0] == '&' &&
		           (len = tw_entity_length(&code, text))) {
			tw_dress_code(out, code);
		} else {
			len = 1;
			tw_buffer_byte(out, text.ptr[0]);
		}
		before = text.ptr[len - 1];
	}
}

static void markdown_line(struct tw_lines *lines, struct tw_buffer *out,
	struct tw_view line, uint32_t number)
{
	size_t rank = rank_of(line), indent = 0;

	if (rank)
		line = said_by(line);
	while (indent < line.len && line.ptr[indent] == ' ')
		indent++;
	if (!rank && indent + 1 < line.len && line.ptr[indent + 1] == ' ' &&
	    strchr("-*+", line.ptr[indent])) {
		tw_buffer_add(out, line.ptr, indent);
		tw_buffer_string(out, "\xE2\x80\xA2 ");
		line = tw_after(line, indent + 2);
	}
	plain_markdown(out, line);
	tw_dress_line(lines, out, number, rank);
}

void tw_markdown_lines(struct tw_lines *lines, struct tw_view text)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view line;
	uint32_t next = 1;

	for (uint32_t number = 1; !lines->failed &&
	     lines->count <= TW_MAX_LINES &&
	     tw_line_next(&line, &next, &text); number = next)
		markdown_line(lines, &out, line, number);
	tw_dress_titles(lines);
	tw_buffer_release(&out);
}
