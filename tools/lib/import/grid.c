/*
 * Tables that are drawn with characters: "+----+----+" above and below each
 * row, or the signs of Unicode for it. spec/documents.md, "Lines".
 */
#include "base/buffer.h"
#include "base/utf8.h"
#include "import/grid.h"
#include "import/story.h"
#include "record/bullet.h"

#include <string.h>

/* What a sign of U+2500 to U+257F draws: one of "|-+"; '\0' for others. */
static char drawn(uint32_t code)
{
	if (code < 0x2500 || code > 0x257F)
		return '\0';
	return code == 0x2502 || code == 0x2503 || code == 0x2551 ? '|' :
		code == 0x2500 || code == 0x2501 || code == 0x2550 ? '-' : '+';
}

/* A line in characters of ASCII, if it begins with such a sign. */
static struct tw_view drawing(struct tw_arranging *a, size_t i)
{
	struct tw_view text = tw_text_at(a, i), rest = text;
	struct tw_buffer out = TW_BUFFER_INIT;
	uint32_t code = 0;

	if (!text.len || !tw_utf8_decode(&code, text) || !drawn(code))
		return text;
	while (rest.len) {
		size_t len = tw_utf8_decode(&code, rest);
		char c = len ? drawn(code) : '\0';

		len = len ? len : 1;
		if (c)
			tw_buffer_byte(&out, c);
		else
			tw_buffer_add(&out, rest.ptr, len);
		rest = tw_after(rest, len);
	}
	text = tw_arena_copy(a->report->arena, tw_buffer_get(&out));
	a->out.failed |= out.failed || !text.ptr;
	tw_buffer_release(&out);
	return text.ptr ? text : TW_VIEW("");
}

/* "+-----+-----+" */
static bool is_rule(struct tw_view text)
{
	if (text.len < 3 || text.ptr[0] != '+' ||
	    text.ptr[text.len - 1] != '+')
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!strchr("+-=:", text.ptr[i]))
			return false;
	return text.ptr[1] != '+';
}

static bool is_row(struct tw_view text)
{
	return text.len > 2 && text.ptr[0] == '|' &&
		text.ptr[text.len - 1] == '|';
}

/* The lines of a row, of which each cell has its part; what is left of them. */
struct row {
	struct tw_view *line;
	size_t count;
};

/* Takes what a line has of the next cell, blanks and all; it may be empty. */
static struct tw_view take_part(struct tw_view *line)
{
	const char *end = line->len ? memchr(line->ptr, '|', line->len) : NULL;
	struct tw_view part = { line->ptr, end ? (size_t)(end - line->ptr) :
		0 };

	*line = tw_after(*line, part.len + (end != NULL));
	return part;
}

static size_t indent_of(struct tw_view part)
{
	size_t blanks = 0;

	while (blanks < part.len && part.ptr[blanks] == ' ')
		blanks++;
	return blanks;
}

/*
 * True if a line of a cell goes on with the one above it: it begins with a small
 * letter, or further in, or its first word did not fit there.
 */
static bool goes_on(struct tw_view part, struct tw_view above)
{
	struct tw_view text = tw_trim(part), first = text, before;
	size_t word = 0;
	bool numbered;

	before = tw_trim(above);
	if (!before.len || tw_bullet_length(text, &numbered))
		return false;
	while (word < first.len && first.ptr[word] != ' ')
		word++;
	return (text.ptr[0] >= 'a' && text.ptr[0] <= 'z') ||
		indent_of(part) > indent_of(above) ||
		indent_of(above) + before.len + 1 + word + 1 > above.len;
}

static void tell_paragraph(struct tw_word_story *story,
	struct tw_buffer *text)
{
	if (text->len && tw_story_paragraph(story)) {
		tw_story_text(story, tw_buffer_get(text));
		tw_story_paragraph_end(story);
	}
	story->failed |= text->failed;
	tw_buffer_clear(text);
}

static void tell_cell(struct tw_word_story *story, const struct row *row)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_view above = { NULL, 0 };

	tw_story_cell(story);
	for (size_t i = 0; i < row->count; i++) {
		struct tw_view part = take_part(&row->line[i]);

		if (!tw_trim(part).len || !goes_on(part, above))
			tell_paragraph(story, &text);
		else if (text.len)
			tw_buffer_byte(&text, ' ');
		tw_buffer_view(&text, tw_trim(part));
		above = part;
	}
	tell_paragraph(story, &text);
	tw_buffer_release(&text);
	tw_story_cell_end(story);
}

/* Below a rule of "=" stands what the row heads. */
static void tell_row(struct tw_word_story *story, const struct row *row,
	bool heads)
{
	size_t cells = 0;

	for (size_t i = 0; row->count && i < row->line[0].len; i++)
		cells += row->line[0].ptr[i] == '|';
	if (!cells)
		return;
	tw_story_row(story);
	if (heads)
		tw_story_row_heads(story);
	for (size_t i = 0; i < cells && !story->failed; i++)
		tell_cell(story, row);
}

/* Tells all rows up to `end`. */
static void tell_rows(struct tw_arranging *a, struct tw_word_story *story,
	size_t from, size_t end)
{
	struct row row = { tw_arena_take(a->report->arena,
		(end - from) * sizeof(*row.line)), 0 };

	a->out.failed |= !row.line;
	for (size_t i = from; i < end && !a->out.failed; i++) {
		struct tw_view text = drawing(a, i);

		if (is_row(text)) {
			if (!row.count)
				story->number = a->source->lines[i].number - 1;
			row.line[row.count++] = tw_after(text, 1);
			continue;
		}
		tell_row(story, &row, memchr(text.ptr, '=', text.len));
		row.count = 0;
	}
	if (!a->out.failed)
		tell_row(story, &row, false);
}

size_t tw_grid_take(struct tw_arranging *a, size_t i)
{
	struct tw_word_story story;
	size_t end = i;

	if (i + 1 >= a->count || !is_rule(drawing(a, i)) ||
	    !is_row(drawing(a, i + 1)))
		return i;
	while (end < a->count && (is_rule(drawing(a, end)) ||
	       is_row(drawing(a, end))))
		end++;
	tw_story_begin(&story, a->report->arena, a->source);
	story.below_section = a->headed;
	tw_story_table(&story);
	tell_rows(a, &story, i, end);
	tw_story_table_end(&story);
	tw_story_lines(&a->out, &story);
	tw_story_release(&story);
	return end;
}
