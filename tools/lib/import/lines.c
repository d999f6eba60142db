#include "import/lines.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "import/blocks.h"
#include "import/headline.h"
#include "import/story.h"
#include "record/bullet.h"
#include "record/typed.h"

#include <string.h>

/* Lines above the first heading that may say several things. */
enum { HEADLINES = 24 };

struct arranging {
	struct tw_report *report;
	struct tw_source *source;
	struct tw_lines out;
	size_t last;   /* line of the last heading; found once it is needed */
	bool sought;   /* it was */
	const struct tw_calendar *calendar;
	bool begun;    /* a line stands above */
	bool headed;   /* a heading of a section stands above */
	bool termed;   /* a line above the first heading says the term */
	bool term_sought; /* it was looked for */
	unsigned headlines; /* lines above it that were looked at */
	bool complete; /* below a short name, up to an empty line */
};

static struct tw_view text_at(const struct arranging *a, size_t i)
{
	return tw_trim(a->source->lines[i].text);
}

static void keep(struct arranging *a, size_t i, struct tw_view text)
{
	struct tw_line line = a->source->lines[i];

	tw_lines_add(&a->out, text, line.number);
	if (a->out.failed || !a->out.count)
		return;
	line.text = text;
	a->out.at[a->out.count - 1] = line;
}

/* ---- what is left out ---- */

/* Says that lines are no part of the update, with all their words. */
static void leave_out(struct arranging *a, size_t from, size_t to,
	const char *what)
{
	struct tw_buffer words = TW_BUFFER_INIT;
	struct tw_view text;

	for (size_t i = from; i < to; i++) {
		text = tw_text_fold(a->report->arena, text_at(a, i));
		a->out.failed |= !text.ptr;
		if (!text.ptr || !text.len)
			continue;
		tw_report_said(a->report, text);
		tw_buffer_format(&words, "%s%.*s", words.len ? " / " : "",
			TW_ARG(text));
	}
	tw_report_note(a->report, a->source->lines[from].number, "%s, left "
		"out: \"%.*s\"", what, TW_ARG(tw_buffer_get(&words)));
	a->out.failed |= words.failed;
	tw_buffer_release(&words);
}

/*
 * A heading, or a label that begins a head or a priority; the role of officers
 * alone stands in signatures, too.
 */
static bool begins_part(struct tw_view text)
{
	struct tw_block block = { .text = text };
	bool number;

	if (!text.len || (tw_bullet_length(text, &number) && !number))
		return false;
	return tw_heading_read(&block) || (tw_label_read(&block) &&
		block.strong && (block.value != TW_OFFICERS ||
		block.rest.len));
}

/* Up to the next empty line, if a line is one of a mail's head. */
static bool is_mail(struct tw_view text)
{
	const char *colon = text.len ? memchr(text.ptr, ':', text.len) : NULL;

	return colon && tw_typed_find(TW_TYPED_MAIL, (struct tw_view){
		text.ptr, (size_t)(colon - text.ptr) });
}

/* Where the head of a mail that begins at `i` ends; `i`: there is none. */
static size_t mail_end(const struct arranging *a, size_t i)
{
	size_t end = i, count = 0;

	for (; end < a->source->count && text_at(a, end).len; end++) {
		struct tw_view text = text_at(a, end);

		if (is_mail(text))
			count++;
		else if (!count || text.len < 5 || !tw_fold_equal(
		         TW_VIEW("date:"), (struct tw_view){ text.ptr, 5 }))
			break;
	}
	return count > 1 ? end : i;
}

/*
 * Where a signature ends: at the next heading or strong label; above the first
 * heading at an empty line.
 */
static size_t signature_end(const struct arranging *a, size_t i)
{
	size_t end = i + 1;

	while (end < a->source->count && !begins_part(text_at(a, end)) &&
	       (a->headed || text_at(a, end).len))
		end++;
	return end;
}

/* True if nothing that begins a part stands from `i` on. */
static bool is_last(struct arranging *a, size_t i)
{
	if (!a->sought) {
		a->last = a->source->count;
		while (a->last && !begins_part(text_at(a, a->last - 1)))
			a->last--;
		a->sought = true;
	}
	return i >= a->last;
}

/* Where a greeting ends: with its sentence. */
static size_t greeting_end(const struct arranging *a, size_t i)
{
	size_t end = i + 1;

	while (end < a->source->count && text_at(a, end).len &&
	       text_at(a, end).ptr[0] >= 'a' && text_at(a, end).ptr[0] <= 'z')
		end++;
	return end;
}

/* True below an empty line, that is, apart from what is above. */
static bool is_apart(const struct arranging *a, size_t i)
{
	return !i || !text_at(a, i - 1).len;
}

/* True if the line above has the heading of what would then be empty. */
static bool is_content(const struct arranging *a, size_t i)
{
	while (i && !text_at(a, i - 1).len)
		i--;
	return i && begins_part(text_at(a, i - 1));
}

/* True for what the document begins with, as pages say it above each. */
static bool is_first_line(const struct arranging *a, size_t i)
{
	size_t first = 0;

	while (first < i && !text_at(a, first).len)
		first++;
	return first < i && tw_fold_equal(text_at(a, first), text_at(a, i));
}

/*
 * Leaves out what pages say at their end and start, from line `i` on; where
 * that ends. The gap around it is one empty line at most, and none where a
 * sentence goes on over it.
 */
static size_t turn_page(struct arranging *a, size_t i)
{
	struct tw_lines *out = &a->out;
	size_t last = out->count;
	struct tw_view above, below;
	bool gap = false;

	for (; i < a->source->count; i++) {
		if (tw_line_aside(text_at(a, i)) == TW_ASIDE_PAGE ||
		    (a->headed && is_first_line(a, i)))
			leave_out(a, i, i + 1, "of the page or the paper");
		else if (text_at(a, i).len)
			break;
		else
			gap = true;
	}
	while (last && !tw_trim(out->at[last - 1].text).len)
		last--;
	if (i == a->source->count || !last)
		return i;
	above = tw_trim(out->at[last - 1].text);
	below = text_at(a, i);
	if (below.ptr[0] >= 'a' && below.ptr[0] <= 'z' &&
	    !strchr(".!?:;", above.ptr[above.len - 1]))
		out->count = last;
	else if (gap && out->count == last)
		tw_lines_add(out, TW_VIEW(""), a->source->lines[i].number);
	return i;
}

/*
 * Leaves out what begins at line `i` and is no part of the update; where that
 * ends, or `i`.
 */
static size_t pass_over(struct arranging *a, size_t i)
{
	struct tw_view text = text_at(a, i);
	size_t end = i;
	bool number;

	/* Two dashes are how mail programs part a signature. */
	if (tw_view_equal(text, TW_VIEW("--")) && a->headed &&
	    is_last(a, i)) {
		leave_out(a, i, a->source->count, "the signature");
		return a->source->count;
	}
	if (tw_bullet_length(text, &number))
		return i;
	switch (tw_line_aside(text)) {
	case TW_ASIDE_PAGE:
		return turn_page(a, i);
	case TW_ASIDE_SIGNATURE:
		if (is_content(a, i))
			return i;
		end = signature_end(a, i);
		leave_out(a, i, end, "the signature");
		return end;
	case TW_ASIDE_CLOSING:
		if (!a->headed) {
			end = greeting_end(a, i);
		} else if (is_apart(a, i) && !is_content(a, i) &&
		           is_last(a, i)) {
			end = a->source->count;
		}
		if (end > i)
			leave_out(a, i, end, a->headed ? "below the update" :
				"above the update");
		return end;
	case TW_ASIDE_GREETING:
		if (a->headed)
			return i;
		end = greeting_end(a, i);
		leave_out(a, i, end, "above the update");
		return end;
	default:
		if (a->headed || !is_mail(text))
			return i;
		end = mail_end(a, i);
		if (end > i)
			leave_out(a, i, end, "the head of a mail");
		return end;
	}
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
 * "Area: X    Officer: Y": each label begins a line. What the first line of
 * all begins with needs no label: "Northmoor update    Date: 14/10/2025".
 */
static bool cut(struct arranging *a, size_t i)
{
	struct tw_view text = text_at(a, i);
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
		keep(a, i, (struct tw_view){ text.ptr + from, label - from });
		from = label;
	}
	if (from)
		keep(a, i, tw_after(text, from));
	return from > 0;
}

/* ---- several things of a head on one line ---- */

/* True if a line above the first heading says the term, and nothing else. */
static bool says_term(const struct arranging *a, struct tw_view text)
{
	struct tw_block block = { .text = text };
	struct tw_term_reading reading;

	return tw_label_read(&block) ? block.value == TW_TERM :
		tw_term_interpret(&reading, a->calendar, text);
}

/*
 * The same of any line from `i` on, looked for once: then no other line is cut
 * for it.
 */
static bool has_term(struct arranging *a, size_t i)
{
	size_t looked = a->term_sought ? HEADLINES : 0;

	a->term_sought = true;
	for (; !a->termed && i < a->source->count &&
	     looked < HEADLINES; i++) {
		struct tw_block block = { .text = text_at(a, i) };

		if (!block.text.len)
			continue;
		if (tw_heading_read(&block))
			break;
		a->termed = says_term(a, text_at(a, i));
		looked++;
	}
	return a->termed;
}

/*
 * "EPO Ada Thorne, Spring 2 2026, Eastwick": each begins a line of its own, the
 * term where no other line says it, or the line is the first.
 */
static bool cut_headline(struct arranging *a, size_t i)
{
	struct tw_view parts[TW_HEADLINE_PARTS];
	size_t count;

	if (a->headed || a->complete || a->headlines == HEADLINES ||
	    !text_at(a, i).len)
		return false;
	a->headlines++;
	count = tw_headline_cut(parts, text_at(a, i), !a->begun ||
		!has_term(a, i) ? a->calendar : NULL);
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
static bool cut_page(struct arranging *a, size_t i)
{
	struct tw_view text = text_at(a, i), tail;
	size_t at = text.len, blanks = 0;

	if (a->complete)
		return false;
	while (at && blanks < 3) {
		bool tab = text.ptr[--at] == '\t';

		blanks = tab ? 3 : text.ptr[at] == ' ' ? blanks + 1 : 0;
	}
	tail = tw_trim(tw_after(text, at));
	if (!at || tw_line_aside(tail) != TW_ASIDE_PAGE)
		return false;
	tw_report_said(a->report, tail);
	tw_report_note(a->report, a->source->lines[i].number, "of the page or "
		"the paper, left out: \"%.*s\"", TW_ARG(tail));
	keep(a, i, tw_trim((struct tw_view){ text.ptr, at }));
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
static char parting(const struct arranging *a, size_t i)
{
	struct tw_view text = text_at(a, i), next;

	if (!text.len || i + 1 >= a->source->count)
		return '\0';
	next = text_at(a, i + 1);
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
static size_t take_table(struct arranging *a, size_t i)
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
	for (; end < source->count && text_at(a, end).len &&
	     memchr(text_at(a, end).ptr, parts, text_at(a, end).len); end++) {
		bool heads = parts == '|' && end + 1 < source->count &&
			is_separator(text_at(a, end + 1));

		if (parts == '|' && is_separator(text_at(a, end)))
			continue;
		story.number = source->lines[end].number - 1;
		tell_row(&story, text_at(a, end), parts, heads);
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
static size_t take_quotation(struct arranging *a, size_t i)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_view line;
	size_t end = i;

	for (; end < a->source->count && is_quoted(text_at(a, end)); end++) {
		line = unquoted(text_at(a, end));
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

static void look_ahead(struct arranging *a, size_t i)
{
	const struct tw_view name = TW_VIEW("Short name:");
	struct tw_view text = text_at(a, i);
	struct tw_block block = { .text = text };
	bool number;

	if (!text.len)
		a->complete = false;
	else if (text.len > name.len && tw_fold_equal(name,
	         (struct tw_view){ text.ptr, name.len }))
		a->complete = true;
	if (!a->headed && text.len && !tw_bullet_length(text, &number))
		a->headed = tw_heading_read(&block);
}

enum tw_status tw_lines_arrange(struct tw_source *arranged,
	struct tw_report *report, struct tw_source *source,
	const struct tw_calendar *calendar)
{
	struct arranging a = { .report = report, .source = source,
		.calendar = calendar, .out = { .arena = report->arena } };
	size_t next;

	*arranged = *source;
	for (size_t i = 0; i < source->count && i < TW_MARKS_WITHIN; i++)
		if (tw_marks_line(text_at(&a, i)))
			return TW_OK;
	for (size_t i = 0; i < source->count && !a.out.failed; i = next) {
		look_ahead(&a, i);
		next = pass_over(&a, i);
		if (next == i)
			next = take_table(&a, i);
		if (next == i)
			next = take_quotation(&a, i);
		if (next > i)
			continue;
		next = i + 1;
		if (!cut_page(&a, i) && !cut(&a, i) &&
		    !cut_headline(&a, i))
			keep(&a, i, source->lines[i].text);
		a.begun |= text_at(&a, i).len > 0;
	}
	arranged->lines = a.out.at;
	arranged->count = a.out.count;
	if (a.out.failed)
		report->status = tw_fail_memory(report->err);
	return report->status;
}
