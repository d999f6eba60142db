#include "import/lines.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "import/arranging.h"
#include "import/blocks.h"
#include "import/grid.h"
#include "import/headline.h"
#include "import/looks.h"
#include "import/story.h"
#include "record/bullet.h"
#include "record/typed.h"

#include <string.h>

/* Lines above the first heading that may say several things. */
enum { HEADLINES = 24 };

static void keep(struct tw_arranging *a, size_t i, struct tw_view text)
{
	struct tw_line line = a->source->lines[i];

	tw_lines_add(&a->out, text, line.number);
	if (a->out.failed || !a->out.count)
		return;
	/* Half of a row is no row of a form. */
	if (text.len != line.text.len)
		line.dressed = 0;
	line.text = text;
	a->out.at[a->out.count - 1] = line;
}

/* ---- labels side by side ---- */

/* What parts two labels of one line: much, little or nothing. */
enum gap { NO_GAP, NARROW, WIDE };

static enum gap gap_before(struct tw_view text, size_t at)
{
	size_t blanks = 0, i = at;

	while (i && (text.ptr[i - 1] == ' ' || text.ptr[i - 1] == '\t'))
		blanks += text.ptr[--i] == '\t' ? 2 : 1;
	if (i && blanks && strchr("|;", text.ptr[i - 1]))
		return WIDE;
	return blanks > 1 ? WIDE : blanks ? NARROW : NO_GAP;
}

/*
 * Where the label begins that ends at the colon at `colon`, behind `from`; 0:
 * none does. Behind one blank it is a word that is nothing but a label, or two
 * words or more of a heading.
 */
static size_t label_before(struct tw_view text, size_t from, size_t colon,
	bool narrow)
{
	enum { LONGEST = 48 }; /* bytes */
	size_t found = 0;

	for (size_t i = colon; i-- > from && colon - i < LONGEST &&
	     text.ptr[i] != ':';) {
		struct tw_view label = { text.ptr + i, colon - i };
		enum gap gap = gap_before(text, i);
		bool heading = false;

		if (gap == NO_GAP || text.ptr[i] < 'A' || text.ptr[i] > 'Z' ||
		    !tw_label_stands(tw_trim(label), &heading))
			continue;
		if (gap == WIDE || (heading ? memchr(tw_trim(label).ptr, ' ',
		    tw_trim(label).len) != NULL : narrow))
			found = i;
	}
	return found;
}

/* True if a line may be cut: it begins with a label or a heading. */
static bool begins_labelled(struct tw_view text, bool *narrow)
{
	const char *colon = memchr(text.ptr, ':', text.len);
	struct tw_view label = { text.ptr, 0 };
	struct tw_block block;
	bool heading;

	if (!colon || !memchr(colon + 1, ':', text.len -
	    (size_t)(colon + 1 - text.ptr)))
		return false;
	label.len = (size_t)(colon - text.ptr);
	if (!tw_label_stands(tw_trim(label), &heading))
		return false;
	block = (struct tw_block){ .text = label };
	*narrow = heading || (tw_label_read(&block) &&
		block.value != TW_TITLE && block.value != TW_SCOPE);
	return true;
}

/*
 * "EPO: Ada Thorne. Term: Spring 1": the full stop parts two labels, and so does
 * what stands between them as "|" does.
 */
static struct tw_view without_stop(struct tw_view text)
{
	struct tw_block block = { .text = tw_trim(text) };

	while (block.text.len > 1 &&
	       strchr("|;", block.text.ptr[block.text.len - 1])) {
		block.text.len--;
		block.text = tw_trim(block.text);
	}
	if (block.text.len > 1 && tw_label_read(&block) &&
	    block.text.ptr[block.text.len - 1] == '.')
		block.text.len--;
	return block.text;
}

/*
 * "Area: X    Officer: Y": each label begins a line. What the first line of
 * all begins with needs no label: "Northmoor update    Date: 14/10/2025".
 */
static bool cut(struct tw_arranging *a, size_t i)
{
	struct tw_view text = tw_text_at(a, i);
	size_t from = 0;
	bool narrow = false, labelled;

	if (a->complete || !text.len)
		return false;
	labelled = begins_labelled(text, &narrow);
	if (!labelled && a->begun)
		return false;
	for (size_t at = 0; at < text.len; at++) {
		size_t label = text.ptr[at] == ':' ? label_before(text,
			from + 1, at, narrow) : 0;

		if (!label || (!labelled && gap_before(text, label) != WIDE))
			continue;
		keep(a, i, without_stop((struct tw_view){ text.ptr + from,
			label - from }));
		from = label;
	}
	if (from)
		keep(a, i, tw_after(text, from));
	return from > 0;
}

/* ---- several things of a head on one line ---- */

/* True if a line above the first heading says the term, and nothing else. */
static bool says_term(const struct tw_arranging *a, struct tw_view text)
{
	struct tw_block block = { .text = text };
	struct tw_term_reading reading;

	return tw_label_read(&block) ? block.value == TW_TERM :
		tw_term_interpret(&reading, a->calendar, text);
}

/* True if one says the officers, or may do so. */
static bool says_officers(struct tw_view text)
{
	struct tw_block block = { .text = text };

	return tw_label_read(&block) ? block.value == TW_OFFICERS :
		tw_looks_like_names(text);
}

/*
 * Looks for either in all lines from `i` on, once: then no other line is cut
 * for it.
 */
static void look_for_head(struct tw_arranging *a, size_t i)
{
	size_t looked = a->head_sought ? HEADLINES : 0;

	a->head_sought = true;
	for (; i < a->count && looked < HEADLINES; i++) {
		struct tw_block block = { .text = tw_text_at(a, i) };

		if (!block.text.len)
			continue;
		if (tw_heading_read(&block))
			break;
		a->termed = a->termed || says_term(a, tw_text_at(a, i));
		a->officers = a->officers ||
			says_officers(tw_text_at(a, i));
		looked++;
	}
}

/*
 * "EPO Ada Thorne, Spring 2 2026, Eastwick": each begins a line of its own, the
 * term where no other line says it, or the line is the first.
 */
static bool cut_headline(struct tw_arranging *a, size_t i)
{
	struct tw_view parts[TW_HEADLINE_PARTS];
	size_t count;

	if (a->headed || a->complete || a->headlines == HEADLINES ||
	    !tw_text_at(a, i).len)
		return false;
	a->headlines++;
	look_for_head(a, i);
	count = tw_headline_cut(parts, tw_text_at(a, i), !a->begun ||
		!a->termed ? a->calendar : NULL, a->officers ? NULL :
		a->areas);
	for (size_t k = 0; k < count; k++) {
		/* A small letter would go on with the part before. */
		if (k && *parts[k].ptr >= 'a' && *parts[k].ptr <= 'z')
			keep(a, i, TW_VIEW(""));
		keep(a, i, parts[k]);
		a->termed |= says_term(a, parts[k]);
	}
	return count > 0;
}

/*
 * "Harrowmere          Page 1": what a page says of itself behind a wide gap
 * is left out.
 */
static bool cut_page(struct tw_arranging *a, size_t i)
{
	struct tw_view text = tw_text_at(a, i), tail;
	size_t at = text.len, blanks = 0;
	bool heading;

	if (a->complete)
		return false;
	while (at && blanks < 3) {
		bool tab = text.ptr[--at] == '\t';

		blanks = tab ? 3 : text.ptr[at] == ' ' ? blanks + 1 : 0;
	}
	tail = tw_trim(tw_after(text, at));
	if (!at || tw_line_aside(tail) != TW_ASIDE_PAGE)
		return false;
	text = tw_trim((struct tw_view){ text.ptr, at });
	/* "Status of this paper:    DRAFT" is all of the page. */
	if (!a->headed && text.ptr[text.len - 1] == ':' &&
	    !tw_label_stands((struct tw_view){ text.ptr, text.len - 1 },
	    &heading)) {
		tail = tw_text_at(a, i);
		text.len = 0;
	}
	tw_report_said(a->report, tail);
	tw_report_note(a->report, a->source->lines[i].number, "of the page or "
		"the paper, left out: \"%.*s\"", TW_ARG(tail));
	if (text.len)
		keep(a, i, text);
	return true;
}

/* ---- tables ---- */

static size_t count_of(struct tw_view text, char c)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.ptr[i] == c;
	return count;
}

/* "|---|:--:|", which stands below the row that heads a table. */
static bool is_separator(struct tw_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!strchr("|-: \t", text.ptr[i]))
			return false;
	return memchr(text.ptr, '|', text.len) &&
		memchr(text.ptr, '-', text.len);
}

static bool is_fenced(struct tw_view text)
{
	return text.len > 2 && text.ptr[0] == '|' &&
		text.ptr[text.len - 1] == '|';
}

/* Cells that tabs part: "5 Nov<TAB>Visited". */
static bool is_tabbed(struct tw_view text)
{
	bool number;

	return text.len && memchr(text.ptr, '\t', text.len) &&
		!tw_bullet_length(text, &number);
}

/* What parts the cells of a line, if it and the next are rows; or '\0'. */
static char parting(const struct tw_arranging *a, size_t i)
{
	struct tw_view text = tw_text_at(a, i), next;

	if (!text.len || i + 1 >= a->count)
		return '\0';
	next = tw_text_at(a, i + 1);
	if (!next.len)
		return '\0';
	if (memchr(text.ptr, '|', text.len) && (is_separator(next) ||
	    (is_fenced(text) && is_fenced(next))))
		return '|';
	if (is_tabbed(text) && is_tabbed(next) && count_of(text, '\t') > 1 &&
	    count_of(text, '\t') == count_of(next, '\t'))
		return '\t';
	return '\0';
}

static void tell_cell(struct tw_word_story *story, struct tw_view text)
{
	tw_story_cell(story);
	if (tw_story_paragraph(story)) {
		tw_story_text(story, tw_trim(text));
		tw_story_paragraph_end(story);
	}
	tw_story_cell_end(story);
}

static void tell_row(struct tw_word_story *story, struct tw_view text,
	char parts, bool heads)
{
	size_t len;

	tw_story_row(story);
	if (heads)
		tw_story_row_heads(story);
	if (parts == '|' && text.ptr[0] == '|')
		text = tw_after(text, 1);
	if (parts == '|' && text.len && text.ptr[text.len - 1] == '|')
		text.len--;
	for (bool more = true; more; text = tw_after(text, len + more)) {
		for (len = 0; len < text.len && text.ptr[len] != parts;)
			len++;
		more = len < text.len;
		tell_cell(story, (struct tw_view){ text.ptr, len });
	}
}

/* Reads a table that begins at `i`; where it ends, or `i`. */
static size_t take_table(struct tw_arranging *a, size_t i)
{
	char parts = parting(a, i);
	struct tw_source *source = a->source;
	struct tw_word_story story;
	size_t end = i;

	if (!parts)
		return i;
	tw_story_begin(&story, a->report->arena, source);
	story.below_section = a->headed;
	tw_story_table(&story);
	for (; end < a->count && tw_text_at(a, end).len &&
	     memchr(tw_text_at(a, end).ptr, parts, tw_text_at(a, end).len);
	     end++) {
		bool heads = parts == '|' && end + 1 < a->count &&
			is_separator(tw_text_at(a, end + 1));

		if (parts == '|' && is_separator(tw_text_at(a, end)))
			continue;
		story.number = source->lines[end].number - 1;
		tell_row(&story, tw_text_at(a, end), parts, heads);
	}
	tw_story_table_end(&story);
	tw_story_lines(&a->out, &story);
	tw_story_release(&story);
	return end;
}

/* ---- lines ---- */

static bool is_quoted(struct tw_view text)
{
	return text.len && text.ptr[0] == '>';
}

/* "> What a head said": without the mark, unless "> 30" is meant. */
static struct tw_view unquoted(struct tw_view text)
{
	struct tw_view rest = tw_trim(tw_after(text, 1));

	return rest.len && rest.ptr[0] >= '0' && rest.ptr[0] <= '9' ? text :
		rest;
}

/*
 * Takes a quotation that begins at `i`; where it ends, or `i`. In Markdown its
 * lines are one, up to an empty one; elsewhere ">" may as well be a bullet.
 */
static size_t take_quotation(struct tw_arranging *a, size_t i)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_view line;
	size_t end = i;

	for (; end < a->count && is_quoted(tw_text_at(a, end)); end++) {
		line = unquoted(tw_text_at(a, end));
		if (end > i && (!line.len || !a->source->markdown))
			break;
		if (text.len && line.len)
			tw_buffer_byte(&text, ' ');
		tw_buffer_view(&text, line);
	}
	if (end > i) {
		line = tw_arena_copy(a->report->arena, tw_buffer_get(&text));
		a->out.failed |= text.failed || !line.ptr;
		keep(a, i, line);
	}
	tw_buffer_release(&text);
	return end;
}

static void look_ahead(struct tw_arranging *a, size_t i)
{
	const struct tw_view name = TW_VIEW("Short name:");
	struct tw_view text = tw_text_at(a, i);

	if (!text.len)
		a->complete = false;
	else if (text.len > name.len && tw_fold_equal(name,
	         (struct tw_view){ text.ptr, name.len }))
		a->complete = true;
	a->headed = i >= a->heading;
}

/*
 * True if what leads a line is none of its words: before a heading or a label;
 * signs before a title, too, and before what stands above the first heading.
 */
static bool leads(const struct tw_line *line, struct tw_view text, bool part,
	bool headed)
{
	const struct tw_view slide = TW_VIEW("slide ");
	struct tw_view typed = tw_trim(line->text);
	struct tw_block block = { .text = text };

	/* Nothing else is numbered as slides are. */
	if (part && typed.len > slide.len && tw_fold_equal(slide,
	    (struct tw_view){ typed.ptr, slide.len }))
		return true;
	return (!part && (!headed || line->rank || line->ranked)) ||
		tw_heading_read(&block) || tw_label_read(&block) ||
		tw_other_read(&block);
}

/*
 * Takes off what leads headings and the like, says so once, and finds the first
 * heading.
 */
static void take_leads(struct tw_arranging *a)
{
	struct tw_buffer said = TW_BUFFER_INIT;
	uint32_t number = 0;

	a->heading = a->count;
	for (size_t i = 0; i < a->count; i++) {
		struct tw_line *line = &a->source->lines[i];
		struct tw_view text = tw_trim(line->text);
		struct tw_block block = { .text = text };
		bool part, numbered;
		size_t len = tw_lead_length(text, &part);
		bool headed = a->heading < a->count;

		if (len && leads(line, tw_after(text, len), part, headed)) {
			block.text = line->text = tw_after(text, len);
			text = tw_trim((struct tw_view){ text.ptr, len });
			tw_report_said(a->report, text);
			tw_buffer_format(&said, "%s%.*s", said.len ? " / " :
				"", TW_ARG(text));
			number = number ? number : line->number;
		}
		if (!headed && block.text.len &&
		    !tw_bullet_length(block.text, &numbered) &&
		    tw_heading_read(&block))
			a->heading = i;
	}
	if (number)
		tw_report_note(a->report, number, "what leads headings, titles "
			"and the head from here on is left out: \"%.*s\"",
			TW_ARG(tw_buffer_get(&said)));
	a->out.failed |= said.failed;
	tw_buffer_release(&said);
}

/* ---- pairs that tabs part ---- */

/* The first of two cells that one tab parts, if it is short; else empty. */
static struct tw_view first_cell(struct tw_view text)
{
	enum { LONGEST = 60 };
	const char *tab = text.len ? memchr(text.ptr, '\t', text.len) : NULL;
	struct tw_view cell = { text.ptr, tab ? (size_t)(tab - text.ptr) : 0 };

	return tab && count_of(text, '\t') == 1 && cell.len <= LONGEST &&
		text.ptr[0] >= 'A' && text.ptr[0] <= 'Z' ? tw_trim(cell) :
		TW_VIEW("");
}

/*
 * Where three lines or more are a heading and, behind a tab, what it holds, the
 * others with a tab are rows of that form, too: fields of the format, labels,
 * or of no section.
 */
static void pair_fields(struct tw_arranging *a)
{
	enum { LEAST = 3 };
	size_t sections = 0;

	for (size_t i = 0; i < a->count; i++) {
		struct tw_block block = { .text = first_cell(tw_text_at(a,
			i)) };

		sections += block.text.len && tw_heading_read(&block);
	}
	for (size_t i = 0; i < a->count && sections >= LEAST; i++) {
		struct tw_line *line = &a->source->lines[i];
		struct tw_view text = tw_text_at(a, i), cell = first_cell(text);
		struct tw_block block = { .text = cell };

		if (!cell.len || tw_heading_read(&block) ||
		    tw_label_read(&block))
			continue;
		if (!tw_typed_find(TW_TYPED_LABEL_FIELD, cell)) {
			line->dressed = TW_SECTIONS + 1;
			continue;
		}
		line->text = tw_arena_format(a->report->arena, "%.*s: %.*s",
			TW_ARG(cell), TW_ARG(tw_trim(tw_after(text, (size_t)(
			(const char *)memchr(text.ptr, '\t', text.len) -
			text.ptr)))));
		a->out.failed |= !line->text.ptr;
	}
}

/* ---- headings that are points ---- */

/* The section of a line that has a bullet and a heading alone, or -1. */
static int pointed_section(struct tw_view text)
{
	bool number = false;
	size_t bullet = text.len ? tw_bullet_length(text, &number) : 0;
	struct tw_block block = { .text = tw_after(text, bullet) };

	return bullet && !number && block.text.len && tw_heading_read(&block) &&
		!block.rest.len && !block.either ? block.value : -1;
}

/*
 * In an outline all is a point: "1. Sleep", below it "- Intended outcomes", and
 * so on. Where no other line heads a section, and three are headed so, these
 * lose their bullets, and what is numbered right above the first of them does.
 */
static void unpoint_headings(struct tw_arranging *a)
{
	enum { LEAST = 3 };
	unsigned seen = 0, count = 0;
	struct tw_line *above = NULL; /* that is numbered */
	struct tw_view title = { NULL, 0 };
	size_t title_bullet = 0;
	bool number;

	for (size_t i = 0; i < a->count && a->heading == a->count; i++) {
		int section = pointed_section(tw_text_at(a, i));

		count += section >= 0 && !(seen >> section & 1);
		seen |= section < 0 ? 0 : 1u << section;
	}
	for (size_t i = 0; i < a->count && count >= LEAST; i++) {
		struct tw_line *line = &a->source->lines[i];
		struct tw_view text = tw_text_at(a, i);
		size_t bullet = text.len ? tw_bullet_length(text, &number) : 0;

		if (pointed_section(text) >= 0) {
			if (a->heading == a->count)
				a->heading = i;
			line->text = tw_after(text, bullet);
			if (above) {
				above->text = tw_after(title, title_bullet);
				above->apart = true;
			}
			above = NULL;
		} else if (text.len) {
			above = bullet && number ? line : NULL;
			title = text;
			title_bullet = bullet;
		}
	}
}

enum tw_status tw_lines_arrange(struct tw_source *arranged,
	struct tw_report *report, struct tw_source *source,
	const struct tw_calendar *calendar, const struct tw_areas *areas)
{
	struct tw_arranging a = { .report = report, .source = source,
		.count = source->count,
		.calendar = calendar, .areas = areas,
		.out = { .arena = report->arena } };
	size_t next;

	*arranged = *source;
	for (size_t i = 0; i < source->count && i < TW_MARKS_WITHIN; i++)
		if (tw_marks_line(tw_text_at(&a, i)))
			return TW_OK;
	tw_choices_take(&a);
	take_leads(&a);
	unpoint_headings(&a);
	pair_fields(&a);
	tw_leave_begin(&a);
	for (size_t i = 0; i < a.count && !a.out.failed; i = next) {
		look_ahead(&a, i);
		next = tw_leave_out(&a, i);
		if (next == i)
			next = tw_grid_take(&a, i);
		if (next == i)
			next = take_table(&a, i);
		if (next == i)
			next = take_quotation(&a, i);
		if (next > i)
			continue;
		next = i + 1;
		if (source->lines[i].apart)
			keep(&a, i, TW_VIEW(""));
		if (!cut_page(&a, i) && !cut(&a, i) &&
		    !cut_headline(&a, i))
			keep(&a, i, source->lines[i].text);
		a.begun |= tw_text_at(&a, i).len > 0;
	}
	arranged->lines = a.out.at;
	arranged->count = a.out.count;
	if (a.out.failed)
		report->status = tw_fail_memory(report->err);
	return report->status;
}
