#include "import/blocks.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "import/compound.h"
#include "import/hyphen.h"
#include "record/bullet.h"
#include "record/tables.h"
#include "record/typed.h"

#include <string.h>

/* ---- lines ---- */

struct tw_view tw_text_fold(struct tw_arena *arena, struct tw_view text)
{
	char *out;
	size_t len = 0;

	text = tw_trim(text);
	out = tw_arena_take(arena, text.len + 1);
	while (out && text.len) {
		size_t blank = tw_blanks(text);

		out[len++] = blank ? ' ' : text.ptr[0];
		text = tw_after(text, blank ? blank : 1);
	}
	return (struct tw_view){ out, len };
}

/* A line, looked at once. */
struct look {
	struct tw_view text; /* folded, behind the bullet */
	uint32_t number;
	unsigned gap, indent;
	bool point;
	bool numbered; /* and that by a number */
	bool heads;   /* heads a table */
	bool box, ticked; /* "[ ]" stands before it */
	bool under;   /* a rule as long as this stands right below it */
	unsigned list; /* the number */
	unsigned rank; /* of a heading of the document */
	unsigned dressed; /* as a heading is; 1 and its section; 0: it is not */
	bool ruled;   /* a rule stands above it */
	bool chapter; /* "2." above "2.1" */
	bool soft;    /* begins within a paragraph */
	bool lower;   /* begins with a small letter */
	bool ended;   /* ends as a sentence does */
	size_t first; /* bytes of its first word */
};

static unsigned columns(struct tw_view text)
{
	unsigned count = 0;

	for (size_t len; (len = tw_blank_start(text));
	     text = tw_after(text, len))
		count = *text.ptr == '\t' ? (count / 8 + 1) * 8 : count + 1;
	return count;
}

/* True if a line is but a rule: marks without a word, two or more. */
static bool is_rule(struct tw_view text)
{
	size_t marks = 0;

	while (text.len) {
		uint32_t code = 0;
		size_t len = tw_utf8_decode(&code, text);

		if (code != ' ' && !(code < 0x80 && strchr("-_=*~", (int)code)) &&
		    code != 0x2013 && code != 0x2014 &&
		    !(code >= 0x2500 && code < 0x2580))
			return false;
		marks += code != ' ';
		text = tw_after(text, len ? len : 1);
	}
	return marks > 1;
}

static void look_closer(struct look *look)
{
	struct tw_view text = look->text;
	char last = text.len ? text.ptr[text.len - 1] : ' ';

	look->lower = text.len && text.ptr[0] >= 'a' && text.ptr[0] <= 'z';
	/* "(what will be different?)" */
	if (last == ')' && text.len > 1)
		last = text.ptr[text.len - 2];
	look->ended = last == '.' || last == '!' || last == '?' ||
		last == ':' || last == ';';
	while (look->first < text.len && text.ptr[look->first] != ' ')
		look->first++;
}

/* ---- blocks ---- */

struct blocking {
	struct tw_arena *arena;
	struct look *looks;
	size_t count;
	struct tw_block *at;
	size_t *first;  /* [block]: its first line */
	size_t blocks;
	size_t widest;  /* columns of the longest line */
	size_t within;  /* line ends that clearly lie within a sentence */
	bool rule;      /* one stands above the next line */
	bool chapter;   /* it is "2." above "2.1" */
	bool dashed;    /* it is "-16 staff" beside "-Waiting list" */
	unsigned brief; /* sections of one line: "Impact: too early" */
	bool headed;    /* a heading stands above */
	bool listing;   /* the last point above has a number, no gap below it */
	struct tw_parted *parted, **parted_end;
	bool failed;
};

/* Lines longer than this were not broken by a mail program. */
enum { BROKEN_MOST = 100 };

/* Reads a heading, of one line with its section where that is the way. */
static bool heading(const struct blocking *b, struct tw_block *block)
{
	struct tw_block brief = *block;

	/* One of several words is a heading anyway, with a subtitle. */
	if (b->brief && tw_heading_brief(&brief) &&
	    b->brief >> brief.value & 1 &&
	    (b->brief == ~0u || !tw_heading_read(block))) {
		*block = brief;
		return true;
	}
	return tw_heading_read(block);
}

/* True if a line can be but words, even behind a number or amid a text. */
static bool plain_line(const struct blocking *b, struct tw_view text)
{
	struct tw_block block = { .text = text };

	return !heading(b, &block) && !tw_other_read(&block) &&
		(!tw_label_read(&block) || (block.rest.len && !block.strong));
}

bool tw_text_dangles(struct tw_view text)
{
	size_t from = text.len;

	while (from && text.ptr[from - 1] != ' ')
		from--;
	return from && text.len - from < 8 &&
		tw_typed_find(TW_TYPED_DANGLING, tw_after(text, from));
}

/*
 * True if a line could have stood on the one above it, and was not put there,
 * though both begin with small letters, and what is above is but one line: it is
 * one of its own then.
 */
static bool leaves_room(const struct blocking *b, const struct look *above,
	const struct look *look)
{
	enum { NARROW = 60 };
	size_t width = b->widest > BROKEN_MOST ? BROKEN_MOST :
		b->widest < NARROW ? NARROW : b->widest;

	return above->text.len + 1 + look->first + width / 8 <= width &&
		above->text.ptr[above->text.len - 1] != ',';
}

/*
 * True if a line goes on with the one above it: it is indented below a
 * point, or begins in the middle of a sentence, or its first word did not fit
 * above, in a document whose lines are broken elsewhere, too.
 */
static bool continues(const struct blocking *b, const struct look *above,
	const struct look *look, const struct tw_block *block)
{
	/* Letters of print are not all as wide: an eighth may be left over. */
	size_t left = block->kind == TW_POINT ? b->widest / 8 : 0;
	bool full = b->widest <= BROKEN_MOST && above->text.len + 1 +
		look->first + left > b->widest - block->indent;

	if (look->gap || look->point)
		return false;
	if (block->kind == TW_POINT && (look->indent > block->indent ||
	    look->soft))
		return true;
	if (tw_text_dangles(above->text))
		return true;
	if (look->lower && !above->ended)
		return block->kind == TW_POINT || !above->lower ||
			above != &b->looks[b->first[b->blocks - 1]] ||
			!leaves_room(b, above, look);
	return full && b->within > above->ended;
}

static void add_block(struct blocking *b, const struct look *look)
{
	struct tw_block *block = &b->at[b->blocks];

	b->first[b->blocks++] = (size_t)(look - b->looks);
	*block = (struct tw_block){ .text = look->text, .line = look->number,
		.gap = look->gap, .indent = look->indent,
		.ruled = look->ruled, .underlined = look->under,
		.heads = look->heads, .box = look->box,
		.ticked = look->ticked, .list = look->list,
		.rank = look->rank,
		.kind = look->point ? TW_POINT : TW_PARAGRAPH };
	if (!look->point && !look->heads && !heading(b, block) &&
	    !tw_label_read(block) && tw_other_read(block) && !b->headed &&
	    !block->rest.len)
		block->kind = TW_PARAGRAPH;
	if (look->chapter && block->kind == TW_PARAGRAPH) {
		block->kind = TW_OTHER;
		block->chapter = true;
	}
	if (look->dressed && block->kind == TW_PARAGRAPH) {
		block->kind = look->dressed > TW_SECTIONS ? TW_OTHER :
			TW_HEADING;
		block->value = block->kind == TW_OTHER ? 0 :
			(int)look->dressed - 1;
	}
	/* A list of labels and their values makes a head as well. */
	if (look->point && !b->headed && tw_label_read(block) &&
	    (block->dash || !block->rest.len))
		block->kind = TW_POINT;
	/* Such words are others in a section. */
	if (block->kind == TW_LABEL && block->top && b->headed)
		block->kind = TW_PARAGRAPH;
	b->headed |= block->kind == TW_HEADING;
	block->unmarked = block->kind == TW_PARAGRAPH && b->blocks > 1 &&
		!look->gap && block[-1].kind == TW_POINT && !look[-1].ended;
}

/* Keeps what is to be said of a word that the end of a line had parted. */
static void add_parted(struct blocking *b, const struct tw_parted *found,
	uint32_t line)
{
	struct tw_parted *parted = tw_arena_take(b->arena, sizeof(*parted));

	if (!parted) {
		b->failed = true;
		return;
	}
	*parted = *found;
	parted->line = line;
	parted->next = NULL;
	*b->parted_end = parted;
	b->parted_end = &parted->next;
}

/* What goes between a line and the one above it: a blank, or nothing. */
static void add_seam(struct blocking *b, struct tw_buffer *text, size_t i)
{
	struct tw_parted parted;

	switch (tw_hyphen_between(&parted, b->looks[i - 1].text,
		b->looks[i].text)) {
	case TW_HYPHEN_OWN:
		break;
	case TW_HYPHEN_OF_LINE:
		text->len -= text->len > 0;
		add_parted(b, &parted, b->looks[i - 1].number);
		break;
	default:
		if (text->len)
			tw_buffer_byte(text, ' ');
	}
}

/* Puts the lines of a block together. */
static void join(struct blocking *b, struct tw_block *block, size_t from,
	size_t to)
{
	struct tw_buffer text = TW_BUFFER_INIT;

	for (size_t i = from; i < to; i++) {
		if (i > from)
			add_seam(b, &text, i);
		tw_buffer_view(&text, b->looks[i].text);
	}
	block->text = tw_arena_copy(b->arena, tw_buffer_get(&text));
	b->failed |= text.failed || !block->text.ptr;
	tw_buffer_release(&text);
}

/* Words of a heading amid a text are words: it stands apart, or is long. */
static bool stands_apart(const struct look *look, const struct look *above)
{
	return look->gap || !look->lower || above->ended;
}

/* True if the line belongs to the block above it. */
static bool belongs(const struct blocking *b, const struct look *look)
{
	const struct tw_block *last = &b->at[b->blocks - 1];

	if (last->kind != TW_POINT && last->kind != TW_PARAGRAPH)
		return false;
	/* A bullet alone has its text on the next line. */
	if (last->kind == TW_POINT && !look[-1].text.len && !look->point)
		return !look->gap && plain_line(b, look->text);
	return continues(b, look - 1, look, last) &&
		(!stands_apart(look, look - 1) || plain_line(b, look->text));
}

/*
 * Takes a paragraph that stands above points, and begins with all words of a
 * heading of the format, for that heading, if it has but a few words more.
 */
static void head_above(struct tw_block *block)
{
	enum { MORE = 5 }; /* words */
	struct tw_view text = block->text;

	if (strchr(".!?;", text.ptr[text.len - 1]))
		return;
	for (int i = 0; i < TW_SECTIONS; i++) {
		struct tw_view name = tw_view_of(tw_section_name(i));

		if (text.len <= name.len || text.ptr[name.len] != ' ' ||
		    !tw_fold_equal(name, (struct tw_view){ text.ptr,
			name.len }) ||
		    tw_heading_word_count(tw_after(text, name.len)) > MORE)
			continue;
		block->kind = TW_HEADING;
		block->value = i;
		block->exact = true;
		block->rest = tw_trim(tw_after(text, name.len));
	}
}

static void gather(struct blocking *b)
{
	for (size_t i = 0; i < b->count; i++)
		if (!b->blocks || !belongs(b, &b->looks[i]))
			add_block(b, &b->looks[i]);
	b->first[b->blocks] = b->count;
	for (size_t i = 0; i < b->blocks && !b->failed; i++)
		if (b->first[i + 1] > b->first[i] + 1)
			join(b, &b->at[i], b->first[i], b->first[i + 1]);
	/* What goes on behind a heading's words, above points, is subtitle. */
	for (size_t i = 0; i + 1 < b->blocks; i++)
		if (b->at[i].kind == TW_PARAGRAPH &&
		    b->at[i + 1].kind == TW_POINT)
			head_above(&b->at[i]);
}

/*
 * True if what looks like the number of a point may as well be a figure of
 * the sentence above: "It went up from 5 to" and then "12. It stays there". A
 * list begins with its first.
 */
static bool goes_on(const struct blocking *b, const struct look *look)
{
	const struct look *above = look - 1;
	bool first = look->text.len > 1 && strchr("1ai(", look->text.ptr[0]) &&
		!tw_digit(look->text.ptr[1]);

	return b->count && !first && !look->gap && !above->ended &&
		!b->listing && above->text.len && plain_line(b, above->text);
}

/* "*Period*" and "_Period_", as chats mark what is bold, without the marks. */
static struct tw_view unmarked(struct tw_view text)
{
	char mark = text.len > 2 ? text.ptr[0] : '\0';

	return (mark == '*' || mark == '_') &&
		memchr(text.ptr + 1, mark, text.len - 1) ==
		text.ptr + text.len - 1 &&
		!tw_blank_start(tw_after(text, 1)) ?
		(struct tw_view){ text.ptr + 1, text.len - 2 } : text;
}

/* "**Period:** Summer 1" without the marks of bold: its first two. */
static struct tw_view unbold(struct tw_arena *arena, struct tw_view text)
{
	struct tw_view rest;

	if (text.len < 5 || memcmp(text.ptr, "**", 2))
		return unmarked(text);
	for (size_t i = 2; i + 2 <= text.len; i++) {
		if (memcmp(text.ptr + i, "**", 2))
			continue;
		rest = tw_after(text, i + 2);
		text = tw_arena_format(arena, "%.*s%.*s", (int)(i - 2),
			text.ptr + 2, TW_ARG(rest));
		break;
	}
	return text;
}

/*
 * True for a rule right below a line without a bullet that is about as long,
 * with nothing right above that.
 */
static bool underlines(const struct look *rule, unsigned gap)
{
	const struct look *above = rule - 1;
	size_t a = above->text.len, b = rule->text.len;

	return gap == 1 && !above->point &&
		(above->gap || above->number == 1) && a <= b + 3 && b <= a + 3;
}

/* What counts a line, "4." and "D)" alike. */
static unsigned value_of(struct tw_view text)
{
	unsigned value = 0;

	if (text.len && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z')
		return (unsigned)(text.ptr[0] - 'A') + 1;
	for (size_t i = 0; i < text.len && i < 3 && tw_digit(text.ptr[i]); i++)
		value = value * 10 + (unsigned)(text.ptr[i] - '0');
	return value;
}

/* Looks at one line, unless it is empty. */
static void look_at(struct blocking *b, struct tw_view raw,
	const struct tw_line *line, unsigned *gap)
{
	struct look *look = &b->looks[b->count];
	bool numbered = false;
	size_t bullet, box;

	*look = (struct look){ .number = line->number, .gap = *gap,
		.indent = columns(raw), .soft = line->soft };
	look->text = tw_text_fold(b->arena, raw);
	b->failed |= !look->text.ptr;
	++*gap;
	if (!look->text.len)
		return;
	if (is_rule(look->text)) {
		if (b->count && underlines(look, *gap))
			look[-1].under = true;
		else
			b->rule = true;
		return;
	}
	look->ruled = b->rule;
	look->heads = line->heads;
	look->rank = line->rank;
	look->dressed = line->dressed;
	b->rule = false;
	look->text = unbold(b->arena, look->text);
	bullet = b->dashed ? 1 : tw_bullet_length(look->text, &numbered);
	numbered = numbered && !b->dashed;
	if (numbered && plain_line(b, tw_after(look->text, bullet)) &&
	    goes_on(b, look))
		bullet = 0;
	look->numbered = numbered && bullet;
	if (bullet || look->gap)
		b->listing = look->numbered;
	look->list = look->numbered ? value_of(look->text) : 0;
	/* A heading may be numbered. */
	look->chapter = numbered && bullet && b->chapter;
	look->point = bullet && !look->chapter && !(numbered &&
		!plain_line(b, tw_after(look->text, bullet)));
	b->failed |= !look->text.ptr;
	look->text = tw_after(look->text, bullet);
	box = tw_box_length(look->text, &look->ticked);
	look->box = box > 0;
	look->point |= look->box;
	look->text = tw_after(look->text, box);
	look_closer(look);
	b->count++;
	*gap = 0;
}

/* The next line with words behind `i`; the count of lines if there is none. */
static size_t next_words(const struct tw_source *source, size_t i)
{
	do
		i++;
	while (i < source->count && !tw_trim(source->lines[i].text).len);
	return i;
}

/* True if a line begins with a dash and right behind it what `is` says. */
static bool dash_at(const struct tw_source *source, size_t i,
	bool (*is)(char c))
{
	struct tw_view text = tw_trim(source->lines[i].text);

	return text.len > 1 && text.ptr[0] == '-' && is(text.ptr[1]);
}

/* "2. Attendance" above "2.1 The group met.", which heads that. */
static bool heads_chapter(const struct tw_source *source, size_t i)
{
	struct tw_view text = tw_trim(source->lines[i].text), next;
	size_t digits = 0, below;

	while (digits < text.len && digits < 3 && tw_digit(text.ptr[digits]))
		digits++;
	if (!digits || digits == text.len || (text.ptr[digits] != '.' &&
	    !tw_blank_start(tw_after(text, digits))) ||
	    tw_digit(tw_after(text, digits + 1).len ?
		text.ptr[digits + 1] : ' ') ||
	    strchr(".;", text.ptr[text.len - 1]))
		return false;
	below = next_words(source, i);
	if (below == source->count)
		return false;
	next = tw_trim(source->lines[below].text);
	return next.len > digits + 1 && !memcmp(next.ptr, text.ptr, digits) &&
		next.ptr[digits] == '.' && tw_digit(next.ptr[digits + 1]);
}

/* The cell of a table that names what stands in the next one: its length. */
static size_t naming_cell(const struct blocking *b, struct tw_view raw)
{
	const char *tab;
	struct tw_block block;

	raw = tw_trim(raw);
	tab = raw.len ? memchr(raw.ptr, '\t', raw.len) : NULL;
	if (!tab)
		return 0;
	block = (struct tw_block){ .text = tw_text_fold(b->arena,
		(struct tw_view){ raw.ptr, (size_t)(tab - raw.ptr) }) };
	if (!block.text.len || (!tw_heading_read(&block) &&
	    !tw_label_read(&block)) || block.rest.len)
		return 0;
	return (size_t)(tab - raw.ptr);
}

static bool look_at_lines(struct blocking *b, const struct tw_source *source)
{
	unsigned gap = 0;

	for (size_t i = 0; i < source->count && !b->failed; i++) {
		struct tw_view raw = source->lines[i].text;
		const struct tw_line *line = &source->lines[i];
		size_t cell = naming_cell(b, raw);

		b->chapter = heads_chapter(source, i);
		b->dashed = dash_at(source, i, tw_digit) && ((i &&
			dash_at(source, i - 1, tw_letter)) ||
			(i + 1 < source->count &&
			dash_at(source, i + 1, tw_letter)));

		if (cell) {
			raw = tw_trim(raw);
			look_at(b, (struct tw_view){ raw.ptr, cell }, line,
				&gap);
			raw = tw_after(raw, cell);
		}
		look_at(b, raw, line, &gap);
	}
	return !b->failed;
}

/* A heading or a label, with something behind it or not. */
static bool begins_anew(struct tw_view text)
{
	struct tw_block block = { .text = text };

	return tw_heading_read(&block) || tw_heading_brief(&block) ||
		tw_label_read(&block) || tw_other_read(&block);
}

/*
 * True if what a section says stands on the line of its heading: another
 * heading or label is next; or a title, apart, above one, where the heading is
 * one word, since those of several may have a subtitle.
 */
static bool may_be_brief(const struct tw_source *source, size_t i)
{
	struct tw_block block = { .text = tw_trim(source->lines[i].text) };
	size_t next = next_words(source, i), after;

	if (next == source->count ||
	    begins_anew(tw_trim(source->lines[next].text)))
		return true;
	if (next == i + 1 || tw_heading_read(&block))
		return false;
	after = next_words(source, next);
	return after < source->count &&
		begins_anew(tw_trim(source->lines[after].text));
}

/* Which sections have a heading alone on a line. */
static unsigned alone(const struct tw_source *source)
{
	unsigned seen = 0;

	for (size_t i = 0; i < source->count; i++) {
		struct tw_block block = {
			.text = tw_trim(source->lines[i].text) };
		bool number;

		if (block.text.len && !tw_bullet_length(block.text, &number) &&
		    tw_heading_read(&block) && !block.rest.len)
			seen |= 1u << block.value;
	}
	return seen;
}

static unsigned count_of(unsigned sections)
{
	unsigned count = 0;

	for (; sections; sections >>= 1)
		count += sections & 1;
	return count;
}

/*
 * Finds out which sections stand on lines of their own, heading and all: any if
 * three different ones do; else those that have no other heading, if there are
 * three in all.
 */
static void look_for_brief(struct blocking *b, const struct tw_source *source)
{
	enum { LEAST = 3 };
	unsigned seen = 0, others;

	for (size_t i = 0; i < source->count && count_of(seen) < LEAST; i++) {
		struct tw_block block = {
			.text = tw_trim(source->lines[i].text) };

		if (!block.text.len || block.text.ptr[0] < 'A' ||
		    block.text.ptr[0] > 'Z' || !tw_heading_brief(&block))
			continue;
		if (block.either && seen >> block.value & 1)
			block.value = block.other;
		if (!(seen >> block.value & 1) && may_be_brief(source, i))
			seen |= 1u << block.value;
	}
	if (count_of(seen) >= LEAST) {
		b->brief = ~0u;
	} else if (seen) {
		others = alone(source);
		if (count_of(seen | others) >= LEAST)
			b->brief = seen & ~others;
	}
}

static void measure(struct blocking *b)
{
	for (size_t i = 0; i < b->count; i++) {
		const struct look *look = &b->looks[i];
		size_t width = look->text.len + look->indent;

		if (width > b->widest)
			b->widest = width;
		b->within += i && !look->gap && !look->point &&
			look->lower && !look[-1].ended;
	}
}

enum tw_status tw_blocks_read(struct tw_blocks *blocks,
	struct tw_arena *arena, const struct tw_source *source,
	struct tw_error *err)
{
	struct blocking b = { .arena = arena, .parted_end = &b.parted };

	b.looks = tw_arena_take(arena,
		(2 * source->count + 1) * sizeof(*b.looks));
	b.at = tw_arena_take(arena,
		(2 * source->count + 1) * sizeof(*b.at));
	b.first = tw_arena_take(arena,
		(2 * source->count + 1) * sizeof(*b.first));
	if (!b.looks || !b.at || !b.first)
		return tw_fail_memory(err);
	look_for_brief(&b, source);
	if (!look_at_lines(&b, source))
		return tw_fail_memory(err);
	measure(&b);
	gather(&b);
	*blocks = (struct tw_blocks){ b.at, b.blocks, b.parted };
	if (b.failed)
		return tw_fail_memory(err);
	tw_blocks_betray(blocks);
	return tw_blocks_join(blocks, arena, err);
}

bool tw_label_stands(struct tw_view text, bool *heading)
{
	static const enum tw_typed_kind kinds[] = {
		TW_TYPED_HEADING, TW_TYPED_EITHER, TW_TYPED_LABEL,
		TW_TYPED_LABEL_TOP
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (tw_typed_find(kinds[i], text)) {
			*heading = i < 2;
			return true;
		}
	return false;
}

bool tw_marks_line(struct tw_view text)
{
	return tw_fold_equal(text, TW_VIEW("Marks: fields, keys, figures and "
		"comments are shown as in a record"));
}
