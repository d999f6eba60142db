/*
 * Taking off the dress: Markdown and HTML back to the lines that a plain text
 * would have. What is no part of the few constructs that are known is read as
 * text, so that no word is lost.
 */
#include "import/blocks.h"
#include "import/story.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "record/bullet.h"

#include <string.h>

/* Keeps what is in a buffer as a line, and empties it. */
static void add_line(struct tw_lines *lines, struct tw_buffer *line,
	uint32_t number, size_t rank)
{
	struct tw_view kept = tw_arena_copy(lines->arena,
		tw_buffer_get(line));

	if (!kept.ptr || line->failed)
		lines->failed = true;
	else
		tw_lines_add(lines, kept, number);
	if (!lines->failed && lines->count)
		lines->at[lines->count - 1].rank = (unsigned char)rank;
	tw_buffer_clear(line);
}

/* ---- headings that are titles ---- */

enum { NO_RANK = 7 }; /* below all of them */

/* What a line with a rank is: of a section, a label, or words. */
static struct tw_block read_line(const struct tw_line *line)
{
	struct tw_block block = { .text = tw_trim(line->text) };

	if (block.text.len && !tw_heading_read(&block))
		tw_label_read(&block);
	return block;
}

/*
 * The rank of titles: the lowest above that of headings of sections; the
 * second where these have none, or the first is the document's alone.
 */
static unsigned rank_of_titles(const struct tw_lines *lines)
{
	unsigned sections = NO_RANK, best = 0;

	for (size_t i = 0; i < lines->count; i++)
		if (lines->at[i].rank && lines->at[i].rank < sections &&
		    read_line(&lines->at[i]).kind == TW_HEADING)
			sections = lines->at[i].rank;
	for (size_t i = 0; i < lines->count && sections < NO_RANK; i++)
		if (lines->at[i].rank > best && lines->at[i].rank < sections &&
		    read_line(&lines->at[i]).kind == TW_PARAGRAPH)
			best = lines->at[i].rank;
	return best > 1 ? best : 2;
}

/* Tells titles, below each of which a section stands, or its short name. */
static size_t find_titles(struct tw_lines *lines, bool marks)
{
	const struct tw_view name = TW_VIEW("Short name:");
	unsigned rank = rank_of_titles(lines);
	bool begins = marks;
	size_t count = 0;

	for (size_t i = lines->count; i--;) {
		struct tw_line *line = &lines->at[i];
		struct tw_block block = read_line(line);

		if (!block.text.len)
			continue;
		begins |= block.kind == TW_HEADING || (block.text.len >
			name.len && tw_fold_equal(name, (struct tw_view){
			block.text.ptr, name.len }));
		if (!line->rank || line->rank > rank ||
		    block.kind == TW_HEADING || (block.kind == TW_LABEL &&
		    block.value != TW_TITLE))
			continue;
		line->title = begins && line->rank == rank &&
			block.kind == TW_PARAGRAPH;
		count += line->title;
		begins = marks;
	}
	return count;
}

/* Puts "Priority" before each heading that is a title. */
static void label_titles(struct tw_lines *lines)
{
	struct tw_lines out = { .arena = lines->arena };
	bool marks = false;

	for (size_t i = 0; i < lines->count && !marks; i++)
		marks = tw_marks_line(tw_trim(lines->at[i].text));
	if (lines->failed || !find_titles(lines, marks))
		return;
	for (size_t i = 0; i < lines->count && !out.failed; i++) {
		if (lines->at[i].title)
			tw_lines_add(&out, TW_VIEW("Priority"),
				lines->at[i].number);
		tw_lines_add(&out, lines->at[i].text, lines->at[i].number);
		if (out.count)
			out.at[out.count - 1] = lines->at[i];
	}
	*lines = out;
}

/* ---- entities ---- */

static const struct {
	const char *name;
	uint32_t code;
} entities[] = {
	{ "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' },
	{ "apos", '\'' }, { "nbsp", 0xA0 }, { "pound", 0xA3 },
	{ "euro", 0x20AC }, { "ndash", 0x2013 }, { "mdash", 0x2014 },
	{ "lsquo", 0x2018 }, { "rsquo", 0x2019 }, { "ldquo", 0x201C },
	{ "rdquo", 0x201D }, { "bull", 0x2022 }, { "middot", 0xB7 },
	{ "hellip", 0x2026 }, { "copy", 0xA9 }, { "frac14", 0xBC },
	{ "frac12", 0xBD }, { "frac34", 0xBE }, { "deg", 0xB0 },
	{ "trade", 0x2122 }, { "rarr", 0x2192 }, { "reg", 0xAE },
	{ "ensp", 0x2002 }, { "emsp", 0x2003 }, { "thinsp", 0x2009 },
};

/* The names of U+00C0 and those that follow it. */
static const char *const latin[] = {
	"Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig",
	"Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute",
	"Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc",
	"Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc",
	"Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc",
	"atilde", "auml", "aring", "aelig", "ccedil", "egrave", "eacute",
	"ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde",
	"ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash",
	"ugrave", "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml"
};

static bool numeric_entity(uint32_t *code, struct tw_view body)
{
	bool hex = body.len > 1 && (body.ptr[1] | 0x20) == 'x';
	size_t i = hex ? 2 : 1;

	*code = 0;
	if (i >= body.len || body.len > 9)
		return false;
	for (; i < body.len; i++) {
		int c = body.ptr[i] | 0x20;

		if (body.ptr[i] >= '0' && body.ptr[i] <= '9')
			*code = *code * (hex ? 16 : 10) +
				(uint32_t)(body.ptr[i] - '0');
		else if (hex && c >= 'a' && c <= 'f')
			*code = *code * 16 + (uint32_t)(c - 'a' + 10);
		else
			return false;
	}
	return (*code >= ' ' || *code == '\t') && *code <= 0x10FFFF &&
		!(*code >= 0xD800 && *code < 0xE000) &&
		!tw_code_forbidden(*code);
}

/* Reads "&name;" at the start of `v`; its length, or 0. */
static size_t entity(uint32_t *code, struct tw_view v)
{
	enum { LONGEST = 12 };
	struct tw_view body = { v.ptr + 1, 0 };

	while (body.len + 1 < v.len && body.len < LONGEST &&
	       body.ptr[body.len] != ';')
		body.len++;
	if (body.len + 1 >= v.len || body.ptr[body.len] != ';' || !body.len)
		return 0;
	if (body.ptr[0] == '#')
		return numeric_entity(code, body) ? body.len + 2 : 0;
	for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++)
		if (tw_view_equal(body, tw_view_of(entities[i].name))) {
			*code = entities[i].code;
			return body.len + 2;
		}
	for (size_t i = 0; i < sizeof(latin) / sizeof(*latin); i++)
		if (tw_view_equal(body, tw_view_of(latin[i]))) {
			*code = 0xC0 + (uint32_t)i;
			return body.len + 2;
		}
	return 0;
}

static void put_code(struct tw_buffer *out, uint32_t code)
{
	char bytes[4];

	tw_buffer_add(out, bytes, tw_utf8_encode(bytes, code));
}

/* ---- Markdown ---- */

static size_t rank_of(struct tw_view line)
{
	size_t rank = 0;

	while (rank < line.len && line.ptr[rank] == '#')
		rank++;
	return rank && rank <= 6 && rank < line.len &&
		line.ptr[rank] == ' ' ? rank : 0;
}

bool tw_markdown_is(struct tw_view text)
{
	struct tw_view line;
	uint32_t number = 1;
	size_t ranked = 0;
	bool first = true;

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
		           (len = entity(&code, text))) {
			put_code(out, code);
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
	add_line(lines, out, number, rank);
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
	label_titles(lines);
	tw_buffer_release(&out);
}

/* ---- HTML ---- */

bool tw_html_is(struct tw_view text)
{
	static const char *const starts[] = { "<!doctype html", "<html" };

	text = tw_trim(text);
	while (text.len && (text.ptr[0] == '\n' || tw_blank_start(text)))
		text = tw_after(text, 1);
	for (size_t i = 0; i < 2; i++) {
		struct tw_view start = tw_view_of(starts[i]);

		if (text.len > start.len && tw_fold_equal(start,
		    (struct tw_view){ text.ptr, start.len }))
			return true;
	}
	return false;
}

/* What an element does to lines. */
enum effect {
	NO_EFFECT, BREAK, BLANK, ITEM, SOFT, HIDDEN, LIST, TABLE, ROW,
	CELL, HEAD_CELL
};

static const struct {
	const char *name;
	enum effect effect;
} elements[] = {
	{ "br", SOFT }, { "li", ITEM }, { "h2", BLANK },
	{ "head", HIDDEN }, { "style", HIDDEN }, { "script", HIDDEN },
	{ "title", HIDDEN }, { "p", BLANK }, { "h1", BLANK },
	{ "h3", BLANK }, { "h4", BLANK }, { "h5", BLANK }, { "h6", BLANK },
	{ "div", BREAK }, { "section", BLANK }, { "header", BREAK },
	{ "footer", BREAK }, { "main", BREAK }, { "article", BREAK },
	{ "ul", LIST }, { "ol", LIST }, { "dl", BREAK }, { "dt", BREAK },
	{ "dd", BREAK }, { "table", TABLE }, { "tr", ROW },
	{ "td", CELL }, { "th", HEAD_CELL }, { "caption", BREAK },
	{ "tbody", BREAK }, { "thead", BREAK }, { "tfoot", BREAK },
	{ "body", BREAK }, { "html", BREAK },
	{ "blockquote", BREAK }, { "pre", BREAK }, { "hr", BREAK },
};

static enum effect effect_of(struct tw_view name)
{
	for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++)
		if (tw_fold_equal(name, tw_view_of(elements[i].name)))
			return elements[i].effect;
	return NO_EFFECT;
}

struct html {
	struct tw_lines *lines;
	struct tw_source *source;
	struct tw_word_story story; /* of the table that is open */
	struct tw_buffer line;
	struct tw_view rest;
	uint32_t number, begun;
	struct tw_view hidden; /* the element whose content is passed over */
	size_t scanned;        /* lines that were looked at for a heading */
	unsigned tables;       /* that are open, within each other */
	unsigned lists;        /* the same */
	unsigned items;        /* lists entries that are open */
	unsigned rank;         /* of the heading that is open; 0: none */
	unsigned heads;        /* cells of the row that head, and no others */
	bool section;          /* a heading of one stands above */
	bool item;             /* the line is one */
	bool text;             /* the line has more than its beginning */
	bool space;            /* white space is due */
	bool unclosed;         /* no comment that begins from here on ends */
	unsigned open_tags;    /* that were not closed, and so are text */
};

/* ---- tables within HTML ---- */

/* A line within a table is a paragraph of a cell. */
static void add_paragraph(struct html *h)
{
	struct tw_story_paragraph *p;
	struct tw_view text = tw_trim(tw_buffer_get(&h->line));
	bool number;

	if (h->item)
		text = tw_after(text, tw_bullet_length(text, &number));
	p = tw_story_paragraph(&h->story);
	if (!p)
		return;
	p->rank = h->rank;
	p->list = h->item ? TW_BULLETS : TW_NO_LIST;
	p->level = h->lists - (h->lists > 0);
	p->indented = h->items > 0;
	tw_story_text(&h->story, text);
	tw_story_paragraph_end(&h->story);
}

/* True if a heading of a section stands in the lines until now. */
static bool below_section(struct html *h)
{
	for (; h->scanned < h->lines->count; h->scanned++) {
		struct tw_block block = {
			.text = tw_trim(h->lines->at[h->scanned].text) };

		h->section |= block.text.len && tw_heading_read(&block);
	}
	return h->section;
}

static void begin_table(struct html *h)
{
	if (!h->tables++) {
		tw_story_begin(&h->story, h->lines->arena, h->source);
		h->story.below_section = below_section(h);
	}
	tw_story_table(&h->story);
}

static void end_table(struct html *h)
{
	if (!h->tables)
		return;
	tw_story_table_end(&h->story);
	if (--h->tables)
		return;
	tw_story_lines(h->lines, &h->story);
	tw_story_release(&h->story);
}

static void begin_cell(struct html *h, bool head)
{
	tw_story_cell(&h->story);
	h->heads = head ? h->heads + 1 : 0;
	if (h->heads == 2)
		tw_story_row_heads(&h->story);
}

static void take_table(struct html *h, enum effect effect, bool closes)
{
	if (effect == TABLE && !closes)
		begin_table(h);
	else if (effect == TABLE)
		end_table(h);
	else if (h->tables && effect == ROW && !closes) {
		h->story.number = h->number - 1;
		h->heads = 0;
		tw_story_row(&h->story);
	} else if (h->tables && effect != ROW) {
		if (closes)
			tw_story_cell_end(&h->story);
		else
			begin_cell(h, effect == HEAD_CELL);
	}
}

/* ---- elements ---- */

static void end_line(struct html *h, bool blank)
{
	if (h->text && h->tables) {
		add_paragraph(h);
	} else if (h->text) {
		add_line(h->lines, &h->line, h->begun, h->rank);
	}
	tw_buffer_clear(&h->line);
	if (blank && !h->tables) {
		tw_lines_add(h->lines, TW_VIEW(""), h->number);
		if (h->lines->count)
			h->lines->at[h->lines->count - 1].implied = true;
	}
	h->text = h->space = h->item = false;
}

static void begin_item(struct html *h, bool closes)
{
	h->items = closes ? h->items - (h->items > 0) : h->items + 1;
	if (closes)
		return;
	h->item = true;
	for (unsigned i = 1; i < h->lists && i < TW_STORY_LEVELS; i++)
		tw_buffer_string(&h->line, "  ");
	tw_buffer_string(&h->line, "\xE2\x80\xA2 ");
}

static void take_element(struct html *h, struct tw_view name, bool closes)
{
	enum effect effect = effect_of(name);

	/* A paragraph within an item begins behind its bullet. */
	if (effect == NO_EFFECT || (effect == SOFT && closes) ||
	    (!closes && h->items && !h->text && h->line.len &&
	     (effect == BLANK || effect == BREAK)))
		return;
	if (effect == SOFT && h->tables) {
		tw_buffer_byte(&h->line, '\v');
		return;
	}
	end_line(h, effect == BLANK);
	if (effect == HIDDEN && !closes)
		h->hidden = name;
	if (effect == ITEM)
		begin_item(h, closes);
	if (effect == LIST)
		h->lists = closes ? h->lists - (h->lists > 0) : h->lists + 1;
	if (effect >= TABLE)
		take_table(h, effect, closes);
	if (effect == SOFT && h->items)
		tw_buffer_string(&h->line, "  ");
	h->rank = !closes && name.len == 2 && name.ptr[1] >= '1' &&
		name.ptr[1] <= '6' ? (unsigned)(name.ptr[1] - '0') : 0;
}

static size_t comment_length(struct html *h)
{
	struct tw_view v = h->rest;

	for (size_t i = 6; i < v.len && !h->unclosed; i++)
		if (v.ptr[i] == '>' && !memcmp(v.ptr + i - 2, "--", 2))
			return i + 1;
	h->unclosed = true;
	return 0;
}

/* The length of the tag or comment that begins here; 0: a bare "<". */
static size_t tag_length(struct html *h)
{
	/* Bytes of a tag; how many that are none are looked at. */
	enum { LONGEST = 4096, MOST_OPEN = 500 };
	struct tw_view v = h->rest;
	char quote = '\0';

	if (v.len > 3 && !memcmp(v.ptr, "<!--", 4))
		return comment_length(h);
	if (v.len < 2 || h->open_tags > MOST_OPEN ||
	    !(v.ptr[1] == '/' || v.ptr[1] == '!' || v.ptr[1] == '?' || ((v.ptr[1] | 0x20) >= 'a' &&
	    (v.ptr[1] | 0x20) <= 'z')))
		return 0;
	for (size_t i = 1; i < v.len && i < LONGEST; i++) {
		char c = v.ptr[i];

		if (!quote && c == '>')
			return i + 1;
		if (c == '"' || c == '\'')
			quote = !quote ? c : quote == c ? '\0' : quote;
	}
	h->open_tags++;
	return 0;
}

static void take_tag(struct html *h, size_t len)
{
	struct tw_view name = { h->rest.ptr + 1, 0 };
	bool closes = *name.ptr == '/';

	name.ptr += closes;
	while (((name.ptr[name.len] | 0x20) >= 'a' &&
	        (name.ptr[name.len] | 0x20) <= 'z') ||
	       (name.len && name.ptr[name.len] >= '0' &&
	        name.ptr[name.len] <= '9'))
		name.len++;
	for (size_t i = 0; i < len; i++)
		h->number += h->rest.ptr[i] == '\n';
	h->rest = tw_after(h->rest, len);
	if (!h->hidden.len)
		take_element(h, name, closes);
	else if (closes && tw_fold_equal(name, h->hidden))
		h->hidden.len = 0;
}

static void take_text(struct html *h)
{
	char c = h->rest.ptr[0];
	uint32_t code;
	size_t len;

	/* A no-break space is no white space of HTML, and stays. */
	if (c == '\n' || c == '\v' || c == ' ' || c == '\t') {
		h->number += c == '\n';
		h->space = true;
		h->rest = tw_after(h->rest, 1);
		return;
	}
	if (!h->text)
		h->begun = h->number;
	if (h->space && h->text)
		tw_buffer_byte(&h->line, ' ');
	h->space = false;
	h->text = true;
	len = c == '&' ? entity(&code, h->rest) : 0;
	if (len)
		put_code(&h->line, code);
	else
		tw_buffer_byte(&h->line, c);
	h->rest = tw_after(h->rest, len ? len : 1);
}

void tw_html_lines(struct tw_lines *lines, struct tw_source *source)
{
	struct html h = { .lines = lines, .source = source,
		.line = TW_BUFFER_INIT, .rest = source->text, .number = 1 };

	while (h.rest.len && !lines->failed &&
	       lines->count <= TW_MAX_LINES) {
		size_t len = h.rest.ptr[0] == '<' ? tag_length(&h) : 0;

		if (len) {
			take_tag(&h, len);
		} else if (h.hidden.len) {
			h.number += h.rest.ptr[0] == '\n';
			h.rest = tw_after(h.rest, 1);
		} else {
			take_text(&h);
		}
	}
	end_line(&h, false);
	while (h.tables)
		end_table(&h);
	label_titles(lines);
	tw_buffer_release(&h.line);
}
