/*
 * HTML as the lines that a plain text would have.
 */
#include "import/dress.h"

#include "base/utf8.h"
#include "import/blocks.h"
#include "import/story.h"
#include "record/bullet.h"

#include <string.h>

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
	unsigned level;        /* of the list, where they are not */
	unsigned items;        /* lists entries that are open */
	unsigned rank;         /* of the heading that is open; 0: none */
	unsigned heads;        /* cells of the row that head, and no others */
	bool section;          /* a heading of one stands above */
	bool item;             /* the line is one */
	bool text;             /* the line has more than its beginning */
	bool space;            /* white space is due */
	bool unclosed;         /* no comment that begins from here on ends */
	unsigned open_tags;    /* that were not closed, and so are text */
	struct tw_buffer note; /* what a comment or a footnote says */
	const char *noted;     /* what is read now and is none; or NULL */
	bool marking;          /* it is but what refers to that, up to "</a>" */
	struct tw_word_story notes; /* where they go */
};

/* ---- attributes ---- */

/* The number behind a name within a tag: "level2" of a style; or 0. */
static unsigned number_behind(struct tw_view tag, const char *name)
{
	struct tw_view wanted = tw_view_of(name);

	for (size_t i = 0; i + wanted.len < tag.len; i++)
		if (!memcmp(tag.ptr + i, wanted.ptr, wanted.len) &&
		    tw_digit(tag.ptr[i + wanted.len]))
			return (unsigned)(tag.ptr[i + wanted.len] - '0');
	return 0;
}

/* What stands behind a name within a tag; empty: the name does not. */
static struct tw_view behind_name(struct tw_view tag, const char *name)
{
	struct tw_view wanted = tw_view_of(name);

	while (tag.len > wanted.len &&
	       memcmp(tag.ptr, wanted.ptr, wanted.len))
		tag = tw_after(tag, 1);
	return tw_after(tag, tag.len > wanted.len ? wanted.len : tag.len);
}

/* A length of a style in tenths of a point: "72.0pt", "2.54cm", "1in". */
static unsigned long length_of(struct tw_view value)
{
	unsigned long tenths = 0;

	while (value.len && tw_digit(value.ptr[0]) && tenths < 10000) {
		tenths = tenths * 10 + (unsigned long)(value.ptr[0] - '0') * 10;
		value = tw_after(value, 1);
	}
	if (value.len > 1 && value.ptr[0] == '.' && tw_digit(value.ptr[1]))
		tenths += (unsigned long)(value.ptr[1] - '0');
	while (value.len && !tw_letter(value.ptr[0]) && value.ptr[0] != ';')
		value = tw_after(value, 1);
	if (value.len && value.ptr[0] == 'c')
		return tenths * 283 / 10;
	return value.len && value.ptr[0] == 'i' ? tenths * 72 : tenths;
}

/*
 * The level, from 1, that Word's filtered HTML leaves of a point: that of its
 * style, or one for each half inch of its margin; 0: none is said.
 */
static unsigned margin_level(struct tw_view tag)
{
	enum { HALF_INCH = 360, BETWEEN = 90 }; /* tenths of a point */
	struct tw_view value = behind_name(tag, "class=MsoListBullet");

	if (value.len && value.ptr[0] >= '2' && value.ptr[0] <= '5')
		return (unsigned)(value.ptr[0] - '0');
	value = behind_name(behind_name(tag, "class=MsoList"), "margin-left:");
	return (unsigned)((length_of(value) + BETWEEN) / HALF_INCH);
}

/*
 * How deep a point stands within others, as the lists of Google ("lst-kix_x-1")
 * and the paragraphs of Outlook ("mso-list:l0 level2 lfo1") say it.
 */
static unsigned level_of(struct tw_view tag)
{
	const struct tw_view google = TW_VIEW("lst-kix_");
	unsigned level = number_behind(tag, " level");

	if (!level)
		level = margin_level(tag);
	if (level)
		return level - 1;
	for (size_t i = 0; i + google.len < tag.len; i++) {
		if (memcmp(tag.ptr + i, google.ptr, google.len))
			continue;
		for (i += google.len; i + 1 < tag.len &&
		     !strchr(" \"'-", tag.ptr[i]);)
			i++;
		return tag.ptr[i] == '-' && tw_digit(tag.ptr[i + 1]) ?
			(unsigned)(tag.ptr[i + 1] - '0') : 0;
	}
	return 0;
}

/* ---- comments and footnotes ---- */

/* How links to them and back begin, in what Google and Word write. */
static const struct {
	const char *href, *what;
	bool back;
} links[] = {
	{ "#cmnt_ref", "a comment", true }, { "#cmnt", "a comment", false },
	{ "#ftnt_ref", "a footnote", true }, { "#ftnt", "a footnote", false },
	{ "#_ftnref", "a footnote", true }, { "#_ftn", "a footnote", false },
	{ "#_ednref", "an endnote", true }, { "#_edn", "an endnote", false },
	{ "#_msoanchor_", "a comment", true },
	{ "#_msocom_", "a comment", false },
};

/* Goes on with a link that refers to a note, or from a note to its place. */
static void begin_note(struct html *h, struct tw_view tag)
{
	const struct tw_view href = TW_VIEW("href=");
	size_t i = 0;

	while (i + href.len < tag.len &&
	       memcmp(tag.ptr + i, href.ptr, href.len))
		i++;
	if (i + href.len >= tag.len)
		return;
	tag = tw_after(tag, i + href.len);
	tag = tw_after(tag, tag.len && strchr("\"'", tag.ptr[0]) ? 1 : 0);
	for (i = 0; i < sizeof(links) / sizeof(*links); i++) {
		struct tw_view start = tw_view_of(links[i].href);

		if (tag.len < start.len ||
		    memcmp(tag.ptr, start.ptr, start.len))
			continue;
		h->noted = links[i].what;
		h->marking = !links[i].back;
		return;
	}
}

static void end_note(struct html *h)
{
	h->notes.number = h->begun ? h->begun : h->number;
	tw_story_aside(&h->notes, h->marking ? "a reference to a note" :
		h->noted, tw_buffer_get(&h->note));
	h->lines->failed |= h->notes.failed || h->note.failed;
	tw_buffer_clear(&h->note);
	h->noted = NULL;
	h->marking = false;
}

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
	if (h->noted)
		end_note(h);
	if (h->text && h->tables) {
		add_paragraph(h);
	} else if (h->text) {
		tw_dress_line(h->lines, &h->line, h->begun, h->rank);
	}
	tw_buffer_clear(&h->line);
	if (blank && !h->tables) {
		tw_lines_add(h->lines, TW_VIEW(""), h->number);
		if (h->lines->count)
			h->lines->at[h->lines->count - 1].implied = true;
	}
	h->text = h->space = h->item = false;
}

static void indent(struct html *h, unsigned levels)
{
	for (unsigned i = 0; i < levels && i < TW_STORY_LEVELS; i++)
		tw_buffer_string(&h->line, "  ");
}

static void begin_item(struct html *h, bool closes)
{
	h->items = closes ? h->items - (h->items > 0) : h->items + 1;
	if (closes)
		return;
	h->item = true;
	indent(h, h->lists - (h->lists > 0) + h->level);
	tw_buffer_string(&h->line, "\xE2\x80\xA2 ");
}

static void take_element(struct html *h, struct tw_view name, bool closes,
	struct tw_view tag)
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
	if (effect == LIST) {
		h->lists = closes ? h->lists - (h->lists > 0) : h->lists + 1;
		h->level = closes ? 0 : level_of(tag);
	}
	if (effect == BLANK && !closes && !h->tables)
		indent(h, level_of(tag));
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
	    !(strchr("/!?", v.ptr[1]) || ((v.ptr[1] | 0x20) >= 'a' &&
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
	if (!h->hidden.len && tw_fold_equal(name, TW_VIEW("a"))) {
		if (!closes && !h->noted)
			begin_note(h, (struct tw_view){ h->rest.ptr, len });
		else if (closes && h->marking)
			end_note(h);
	}
	if (!h->hidden.len)
		take_element(h, name, closes, (struct tw_view){ h->rest.ptr,
			len });
	else if (closes && tw_fold_equal(name, h->hidden))
		h->hidden.len = 0;
	h->rest = tw_after(h->rest, len);
}

static void take_text(struct html *h)
{
	struct tw_buffer *line = h->noted ? &h->note : &h->line;
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
	if (!h->text && !h->noted)
		h->begun = h->number;
	if (h->space && (h->text || h->noted))
		tw_buffer_byte(line, ' ');
	h->space = false;
	h->text |= !h->noted;
	len = c == '&' ? tw_entity_length(&code, h->rest) : 0;
	if (len)
		tw_dress_code(line, code);
	else
		tw_buffer_byte(line, c);
	h->rest = tw_after(h->rest, len ? len : 1);
}

void tw_html_lines(struct tw_lines *lines, struct tw_source *source)
{
	struct html h = { .lines = lines, .source = source,
		.line = TW_BUFFER_INIT, .note = TW_BUFFER_INIT,
		.rest = source->text, .number = 1 };

	tw_story_begin(&h.notes, lines->arena, source);

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
	tw_dress_titles(lines);
	tw_story_release(&h.notes);
	tw_buffer_release(&h.note);
	tw_buffer_release(&h.line);
}
