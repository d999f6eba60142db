/*
 * The sections of a priority: what becomes of the blocks below a heading.
 */
#include "base/utf8.h"
#include "import/head.h"
#include "import/heading.h"
#include "import/looks.h"
#include "record/tables.h"
#include "record/typed.h"

#include <string.h>

struct tw_view tw_heading_words(const struct tw_block *heading)
{
	return tw_trim((struct tw_view){ heading->text.ptr,
		heading->text.len - heading->rest.len });
}

/*
 * A few words without a bullet and an end, above points that have one; or apart
 * from what is above and not from what is below, as headings stand here or
 * where points are above. `from` is the first block of the section.
 */
static bool looks_like_heading(const struct tw_blocks *blocks, size_t from,
	size_t i, size_t to)
{
	const struct tw_block *block = &blocks->at[i];
	size_t words = 1;

	if (block->kind != TW_PARAGRAPH || i + 1 >= to ||
	    (block->text.ptr[0] >= 'a' && block->text.ptr[0] <= 'z'))
		return false;
	if (block[1].kind != TW_POINT && (!block->gap || block[1].gap ||
	    i == from || (block[-1].kind != TW_POINT && blocks->at[from].gap)))
		return false;
	for (size_t c = 0; c < block->text.len; c++)
		words += block->text.ptr[c] == ' ';
	return words < 7 &&
		!strchr(".,;!", block->text.ptr[block->text.len - 1]);
}

/* True if a full stop behind a word ends a sentence, and shortens nothing. */
static bool ends_sentence(struct tw_view word)
{
	static const char *const shortened[] = {
		"inc", "incl", "esp", "approx", "tel", "ext", "dept", "para",
		NULL
	};
	enum { LEAST = 3 };

	/* "St." and "Mrs." do not, nor does what is written "e.g." */
	if (word.len && word.ptr[word.len - 1] == ')')
		return true;
	return !tw_fold_any(word, shortened) && (word.len > LEAST ||
		(word.len == LEAST && *word.ptr >= 'a' && *word.ptr <= 'z' &&
		word.ptr[1] != '.'));
}

/*
 * Where the first of several items of a line ends: behind a semicolon, or
 * behind a sentence of some length with another one behind it.
 */
static size_t part_length(struct tw_view text)
{
	size_t start = 0; /* of the word */

	for (size_t i = 0; i + 2 < text.len; i++) {
		char c = text.ptr[i], next = text.ptr[i + 2];

		if (text.ptr[i + 1] == ' ' && (c == ';' || (c == '.' &&
		    next >= 'A' && next <= 'Z' && ends_sentence(
			(struct tw_view){ text.ptr + start, i - start }))))
			return i + 1;
		start = c == ' ' ? i + 1 : start;
	}
	return text.len;
}

/* What stands behind a heading on its line, where that is the way. */
static void add_parts(struct tw_reading *r, struct tw_doc_section *section,
	const struct tw_block *heading)
{
	struct tw_view rest = heading->rest;
	size_t count = 0;

	while (rest.len) {
		struct tw_view part = { rest.ptr, part_length(rest) };

		rest = tw_trim(tw_after(rest, part.len));
		if (part.ptr[part.len - 1] == ';')
			part.len--;
		part = tw_trim(part);
		if (part.len)
			tw_reading_item(r, &section->end, part, heading->line);
		count += part.len > 0;
	}
	if (count > 1)
		tw_report_note(r->report, heading->line, "\"%.*s\" is read as "
			"%zu items, parted at its semicolons and full stops",
			TW_ARG(tw_report_short(r->report, heading->rest)),
			count);
}

/* The box before a point: in activity and plans, done or not. */
static struct tw_view take_box(struct tw_reading *r,
	const struct tw_block *block, enum tw_section_kind kind)
{
	struct tw_view text = block->text;
	bool may = kind == TW_ACTIVITY || kind == TW_PLANNED;

	if (!block->ticked)
		return text;
	tw_report_said(r->report, TW_VIEW("x"));
	tw_report_note(r->report, block->line, may ? "the ticked box, \"[x]\", "
		"before \"%.*s\" is read as \"(done)\"" : "the ticked box, "
		"\"[x]\", before \"%.*s\" is left out: only activity and plans "
		"can be marked as done", TW_ARG(tw_report_short(r->report,
		text)));
	if (!may || text.ptr[0] == '(')
		return text;
	text = tw_arena_format(r->report->arena, "(done) %.*s", TW_ARG(text));
	if (!text.ptr)
		r->report->status = tw_fail_memory(r->report->err);
	return text;
}

static void note_item(struct tw_reading *r, size_t from, size_t i, size_t to,
	enum tw_section_kind kind)
{
	const struct tw_block *block = &r->blocks->at[i];
	struct tw_view text = tw_report_short(r->report, block->text);

	if (block->within)
		tw_report_note(r->report, block->line, "%u point%s within "
			"\"%.*s\" %s put behind it", block->within,
			block->within == 1 ? "" : "s", TW_ARG(text),
			block->within == 1 ? "is" : "are");
	if (looks_like_heading(r->blocks, from, i, to))
		tw_report_note(r->report, block->line, "\"%.*s\" looks "
			"like a heading, but like none that is known; "
			"it is kept as an item of \"%s\"",
			TW_ARG(block->text), tw_section_name(kind));
	else if (block->unmarked)
		tw_report_note(r->report, block->line, "\"%.*s\" has no "
			"bullet, unlike the line above; it is kept as an item "
			"of its own (indent it to go on with that one)",
			TW_ARG(text));
}

/* "RAG: green" */
static bool is_rating(const struct tw_block *block)
{
	return block->kind == TW_OTHER && block->value && block->rest.len;
}

void tw_reading_others(struct tw_reading *r,
	struct tw_doc_priority *priority, size_t from, size_t to)
{
	const struct tw_block *first = &r->blocks->at[from];

	for (size_t i = from; i < to && !r->report->status; i++) {
		const struct tw_block *block = &r->blocks->at[i];
		struct tw_view text = block->text;

		if (block->kind == TW_POINT)
			text = tw_arena_format(r->report->arena, "- %.*s",
				TW_ARG(text));
		if (!text.ptr)
			r->report->status = tw_fail_memory(r->report->err);
		else
			tw_reading_item(r, &priority->other_end, text,
				block->line);
	}
	tw_report_note(r->report, first->line, to == from + 1 ? "\"%.*s\" is of "
		"none of the five sections, and is kept as a comment at the "
		"end of the record" : "\"%.*s\" heads none of the five "
		"sections; it and what stands below it are kept as comments at "
		"the end of the record", TW_ARG(first->text));
}

/*
 * "(What will be different for children?)", right below a heading and above
 * points: what a form asks, and no item.
 */
static bool is_prompt(const struct tw_reading *r, size_t from, size_t i,
	size_t to)
{
	const struct tw_block *block = &r->blocks->at[i];

	return i == from && i + 1 < to && block[1].kind == TW_POINT &&
		block->kind == TW_PARAGRAPH && block->text.ptr[0] == '(' &&
		block->text.ptr[block->text.len - 1] == ')' &&
		memchr(block->text.ptr, ')', block->text.len) ==
		block->text.ptr + block->text.len - 1;
}

/* What heads points within a section, and says what became of them. */
struct stating {
	const struct tw_typed *state; /* NULL: nothing */
	struct tw_view words;
	bool points; /* of points alone: what stands behind them ends it */
};

/* "Not done:", below which something stands; true if it is that. */
static bool begins_state(struct stating *s, struct tw_reading *r, size_t i,
	size_t to)
{
	const struct tw_block *block = &r->blocks->at[i];
	struct tw_view words = block->text;
	const struct tw_typed *state;

	if (words.ptr[words.len - 1] == ':')
		words = tw_trim((struct tw_view){ words.ptr, words.len - 1 });
	state = tw_typed_find(TW_TYPED_STATE, words);
	if (!state || i + 1 >= to || (block[1].kind != TW_POINT &&
	    block[1].kind != TW_PARAGRAPH))
		return false;
	*s = (struct stating){ state, words, block[1].kind == TW_POINT };
	tw_report_said(r->report, s->words);
	tw_report_note(r->report, block->line, state->value ? "\"%.*s\" heads "
		"what stands below it, which is read as \"(%s)\"" : "\"%.*s\" "
		"heads what stands below it, and is put before each",
		TW_ARG(s->words), state->value ?
		tw_state_name(state->value) : "");
	return true;
}

/* What a heading says became of what it heads: "Actions completed"; or empty. */
static struct tw_view state_words(const struct tw_block *heading)
{
	static const char *const names[] = {
		"actions ", "activities ", "activity ", "work ", "tasks "
	};
	struct tw_view text = tw_heading_bare(heading->text);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct tw_view name = tw_view_of(names[i]), rest;

		if (text.len <= name.len || !tw_fold_equal(name,
		    (struct tw_view){ text.ptr, name.len }))
			continue;
		rest = tw_after(text, name.len);
		if (tw_typed_find(TW_TYPED_STATE, rest))
			return rest;
	}
	return TW_VIEW("");
}

/*
 * "Actions completed", above "Actions in progress", or below it: two of them
 * tell points apart; one alone is but a heading.
 */
static void head_state(struct stating *s, struct tw_reading *r,
	const struct tw_doc_section *section, size_t heading, size_t to)
{
	const struct tw_blocks *blocks = r->blocks;
	const struct tw_block *block = &blocks->at[heading];
	struct tw_view words = state_words(block);

	if (!words.len || block->rest.len || (!section->stated && (to ==
	    blocks->count || !state_words(&blocks->at[to]).len)))
		return;
	*s = (struct stating){ .words = words, .state =
		tw_typed_find(TW_TYPED_STATE, words) };
	tw_report_said(r->report, words);
	tw_report_note(r->report, block->line, "\"%.*s\" says what became of "
		"what stands below it", TW_ARG(block->text));
}

/* An item below such words, unless it says itself what became of it. */
static struct tw_view add_state(const struct stating *s, struct tw_reading *r,
	struct tw_view text)
{
	if (!s->state || text.ptr[0] == '(')
		return text;
	text = s->state->value ? tw_arena_format(r->report->arena,
		"(%s) %.*s", tw_state_name(s->state->value), TW_ARG(text)) :
		tw_arena_format(r->report->arena, "%.*s: %.*s",
			TW_ARG(s->words), TW_ARG(text));
	if (!text.ptr)
		r->report->status = tw_fail_memory(r->report->err);
	return text;
}

/* ---- who signs ---- */

/* A line of its own, apart from what stands above it in its section. */
static bool stands_apart(const struct tw_reading *r, size_t from, size_t i)
{
	const struct tw_block *block = &r->blocks->at[i];

	return i > from && block->kind == TW_PARAGRAPH && block->gap &&
		block[-1].text.len && block[-1].text.ptr[block[-1].text.len - 1]
		!= ':';
}

static bool is_day(const struct tw_reading *r, struct tw_view text)
{
	return text.len && tw_digit(text.ptr[0]) && tw_head_is_day(r, text);
}

/* True for a name, if the document or the priority has it as an officer's. */
static bool names_officer(const struct tw_reading *r,
	const struct tw_doc_priority *priority, struct tw_view text)
{
	return tw_looks_like_names(text) &&
		(tw_fold_equal(text, r->document->officers.text) ||
		tw_fold_equal(text, priority->officers.text));
}

/*
 * Where what signs the document begins, a name or a day below its last section,
 * or both: one of the officers, or any beside a day. `to`: nothing does.
 */
static size_t find_signature(const struct tw_reading *r,
	const struct tw_doc_priority *priority, size_t from, size_t to)
{
	const struct tw_block *at = r->blocks->at;
	bool day;

	if (to != r->blocks->count || to <= from + 1)
		return to;
	day = is_day(r, at[to - 1].text);
	if (!day && !tw_looks_like_names(at[to - 1].text))
		return to;
	if (stands_apart(r, from, to - 2) &&
	    (day ? tw_looks_like_names(at[to - 2].text) :
	     is_day(r, at[to - 2].text)) && at[to - 1].kind == TW_PARAGRAPH)
		return to - 2;
	return stands_apart(r, from, to - 1) && (day ||
		names_officer(r, priority, at[to - 1].text)) ? to - 1 : to;
}

/* Keeps it where it shows; it is no item. */
static void add_signature(struct tw_reading *r, struct tw_doc_priority *priority,
	size_t from, size_t to)
{
	for (; from < to && !r->report->status; from++) {
		const struct tw_block *block = &r->blocks->at[from];

		tw_reading_item(r, &priority->other_end, block->text,
			block->line);
		tw_report_note(r->report, block->line, "\"%.*s\" signs the "
			"document, and is kept as a comment at the end of the "
			"record", TW_ARG(block->text));
	}
}

/* ---- items ---- */

static void fill_items(struct tw_reading *r, struct tw_doc_priority *priority,
	enum tw_section_kind kind, size_t from, size_t to)
{
	struct tw_doc_section *section = &priority->sections[kind];
	bool may = kind == TW_ACTIVITY || kind == TW_PLANNED;
	struct stating stating = { .state = NULL };
	size_t boxes = 0, behind = to;

	to = find_signature(r, priority, from, behind);
	/* "Done" may head the section's points a second time. */
	if (may && !r->blocks->at[from - 1].rest.len && section->items)
		begins_state(&stating, r, from - 1, to);
	if (may && !stating.state)
		head_state(&stating, r, section, from - 1, to);
	section->stated |= stating.state != NULL;
	for (size_t i = from; i < to && !r->report->status; i++) {
		const struct tw_block *block = &r->blocks->at[i];

		if (!block->text.len)
			continue;
		if (may && block->kind == TW_PARAGRAPH && !block->heads &&
		    begins_state(&stating, r, i, to))
			continue;
		if (block->heads || is_rating(block) ||
		    is_prompt(r, from, i, to)) {
			tw_reading_item(r, &section->subtitle_end,
				block->text, block->line);
			tw_report_note(r->report, block->line, "\"%.*s\" %s, "
				"and is kept as a comment",
				TW_ARG(block->text), block->heads ?
				"heads a table" : is_rating(block) ?
				"is a rating and no item" :
				"stands in parentheses below its heading");
			continue;
		}
		if (block->kind == TW_OTHER) {
			size_t end = block->rest.len ? i + 1 : to;

			tw_reading_others(r, priority, i, end);
			i = end - 1;
			continue;
		}
		boxes += block->box && !block->ticked;
		if (stating.points && block->kind != TW_POINT)
			stating.state = NULL;
		tw_reading_item(r, &section->end, add_state(&stating, r,
			take_box(r, block, kind)), block->line);
		note_item(r, from, i, to, kind);
	}
	if (boxes)
		tw_report_note(r->report, r->blocks->at[from].line, "%zu "
			"box%s that nobody ticked %s left out", boxes,
			boxes == 1 ? "" : "es", boxes == 1 ? "is" : "are");
	add_signature(r, priority, to, behind);
}

void tw_reading_section(struct tw_reading *r,
	struct tw_doc_priority *priority, size_t heading, size_t to)
{
	const struct tw_block *block = &r->blocks->at[heading];
	struct tw_doc_section *section = &priority->sections[block->value];
	struct tw_view rest = block->rest;

	if (section->given) {
		tw_report_said(r->report,
			tw_view_of(tw_section_name(block->value)));
		tw_report_note(r->report, block->line, "\"%s\" stands here a "
			"second time; what is below it follows what stood "
			"below the first", tw_section_name(block->value));
	}
	section->given = true;
	if (!section->typed.len)
		section->typed = tw_heading_words(block);
	if (!block->exact) {
		tw_report_said(r->report, tw_heading_words(block));
		tw_report_note(r->report, block->line, "\"%.*s\" is read as "
			"the heading \"%s\"", TW_ARG(tw_heading_words(block)),
			tw_section_name(block->value));
	}
	if (rest.len && block->brief)
		add_parts(r, section, block);
	else if (rest.len)
		tw_reading_item(r, to == heading + 1 ? &section->end :
			&section->subtitle_end, rest, block->line);
	fill_items(r, priority, block->value, heading + 1, to);
}
