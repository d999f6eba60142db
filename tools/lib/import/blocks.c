#include "import/blocks.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <string.h>

/* ---- bullets ---- */

/* Bullets that count with a letter right behind them, too. */
static const char *const bullets[] = {
	"\xE2\x80\xA2", /* U+2022 */ "\xC2\xB7", /* U+00B7 */
	"\xE2\x96\xAA", /* U+25AA */ "\xE2\x97\xA6", /* U+25E6 */
	"\xE2\x80\xA3", /* U+2023 */ "\xE2\x97\x8F", /* U+25CF */
	"\xE2\x97\x8B", /* U+25CB */ "\xE2\x96\xA0", /* U+25A0 */
	"\xE2\x96\xA1", /* U+25A1 */ "\xE2\x96\xBA", /* U+25BA */
	"\xE2\x9E\xA2", /* U+27A2 */ "\xE2\x9E\xA4", /* U+27A4 */
	"\xE2\x9C\x93", /* U+2713 */ "\xE2\x9C\x94", /* U+2714 */
	"\xE2\x9D\x96", /* U+2756 */ "-", "\xE2\x80\x93", "\xE2\x80\x94",
};

/* Those that count with a blank only; a word processor's other bullets. */
static const char *const apart[] = {
	"*", "o", "\xC2\xA7", "\xC3\x98", "\xC3\xBC"
};

static size_t blanks(struct tw_view v)
{
	size_t len = 0, blank;

	while ((blank = tw_blank_start(tw_after(v, len))))
		len += blank;
	return len;
}

static bool starts(struct tw_view v, struct tw_view with)
{
	return v.len >= with.len && !memcmp(v.ptr, with.ptr, with.len);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* "1." or "12)" or "(3)" or "a)", and a blank or the end. */
static size_t list_number(struct tw_view text)
{
	size_t open = text.len && text.ptr[0] == '(', i = open;

	while (i < text.len && i < open + 3 && is_digit(text.ptr[i]))
		i++;
	if (i == open && i < text.len && text.ptr[i] >= 'a' &&
	    text.ptr[i] <= 'z' && i + 1 < text.len && text.ptr[i + 1] == ')')
		i++;
	if (i == open || i == text.len || (text.ptr[i] != ')' &&
	    (open || text.ptr[i] != '.')))
		return 0;
	i++;
	/* A number with nothing behind it is a number. */
	return i < text.len && tw_blank_start(tw_after(text, i)) ? i : 0;
}

/* A word processor's own characters for bullets, U+F000 to U+F0FF. */
static size_t private_bullet(struct tw_view text)
{
	uint32_t code = 0;
	size_t len = text.len ? tw_utf8_decode(&code, text) : 0;

	return code >= 0xF000 && code <= 0xF0FF ? len : 0;
}

static size_t mark_length(struct tw_view text)
{
	size_t len = private_bullet(text);

	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets) && !len; i++)
	{
		struct tw_view bullet = tw_view_of(bullets[i]);
		struct tw_view behind = tw_after(text, bullet.len);

		if (!starts(text, bullet))
			continue;
		/* "-5", "--" and "- -" are something else. */
		if (!behind.len || tw_blank_start(behind) ||
		    is_letter(behind.ptr[0]) || (bullet.len > 1 && i < 15))
			len = bullet.len;
	}
	for (size_t i = 0; i < sizeof(apart) / sizeof(*apart) && !len; i++) {
		struct tw_view bullet = tw_view_of(apart[i]);

		if (starts(text, bullet) && tw_blank_start(tw_after(text,
		    bullet.len)))
			len = bullet.len;
	}
	return len;
}

size_t tw_bullet_length(struct tw_view text, bool *number)
{
	size_t len = mark_length(text);

	*number = !len && (len = list_number(text));
	return len ? len + blanks(tw_after(text, len)) : 0;
}

/* ---- lines ---- */

struct tw_view tw_text_fold(struct tw_arena *arena, struct tw_view text)
{
	char *out;
	size_t len = 0;

	text = tw_trim(text);
	out = tw_arena_take(arena, text.len + 1);
	while (out && text.len) {
		size_t blank = blanks(text);

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
	bool ruled;   /* a rule stands above it */
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
	bool failed;
};

/* Lines longer than this were not broken by a mail program. */
enum { BROKEN_MOST = 100 };

/* True if a line can be but words, even behind a number or amid a text. */
static bool plain_line(struct tw_view text)
{
	struct tw_block block = { .text = text };

	return !tw_heading_read(&block) && (!tw_label_read(&block) ||
		(block.rest.len && !block.strong));
}

/*
 * True if a line goes on with the one above it: it is indented below a
 * point, or begins in the middle of a sentence, or its first word did not fit
 * above, in a document whose lines are broken elsewhere, too.
 */
static bool continues(const struct blocking *b, const struct look *above,
	const struct look *look, const struct tw_block *block)
{
	bool full = b->widest <= BROKEN_MOST &&
		above->text.len + 1 + look->first > b->widest - block->indent;

	if (look->gap || look->point)
		return false;
	if (block->kind == TW_POINT && (look->indent > block->indent ||
	    look->soft))
		return true;
	if (look->lower && !above->ended)
		return true;
	return full && b->within > above->ended;
}

static void add_block(struct blocking *b, const struct look *look)
{
	struct tw_block *block = &b->at[b->blocks];

	b->first[b->blocks++] = (size_t)(look - b->looks);
	*block = (struct tw_block){ .text = look->text, .line = look->number,
		.gap = look->gap, .indent = look->indent,
		.ruled = look->ruled,
		.kind = look->point ? TW_POINT : TW_PARAGRAPH };
	if (!look->point && !tw_heading_read(block))
		tw_label_read(block);
}

/* Puts the lines of a block together. */
static void join(struct blocking *b, struct tw_block *block, size_t from,
	size_t to)
{
	struct tw_buffer text = TW_BUFFER_INIT;

	for (size_t i = from; i < to; i++) {
		if (text.len)
			tw_buffer_byte(&text, ' ');
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
		return !look->gap && plain_line(look->text);
	return continues(b, look - 1, look, last) &&
		(!stands_apart(look, look - 1) || plain_line(look->text));
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
			tw_heading_above(&b->at[i]);
}

/*
 * True if what looks like the number of a point may as well be a figure of
 * the sentence above: "It went up from 5 to" and then "12. It stays there". A
 * list begins with its first.
 */
static bool goes_on(const struct blocking *b, const struct look *look)
{
	const struct look *above = look - 1;
	bool first = look->text.len > 1 && strchr("1a(", look->text.ptr[0]) &&
		!is_digit(look->text.ptr[1]);

	return b->count && !first && !look->gap && !above->ended && !above->numbered &&
		above->text.len && plain_line(above->text);
}

/* "**Period:** Summer 1" without the marks of bold: its first two. */
static struct tw_view unbold(struct tw_arena *arena, struct tw_view text)
{
	struct tw_view rest;

	if (text.len < 5 || memcmp(text.ptr, "**", 2))
		return text;
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

/* Looks at one line, unless it is empty. */
static void look_at(struct blocking *b, struct tw_view raw,
	const struct tw_line *line, unsigned *gap)
{
	struct look *look = &b->looks[b->count];
	bool numbered;
	size_t bullet;

	*look = (struct look){ .number = line->number, .gap = *gap,
		.indent = columns(raw), .soft = line->soft };
	look->text = tw_text_fold(b->arena, raw);
	b->failed |= !look->text.ptr;
	++*gap;
	if (!look->text.len)
		return;
	if (is_rule(look->text)) {
		b->rule = true;
		return;
	}
	look->ruled = b->rule;
	b->rule = false;
	look->text = unbold(b->arena, look->text);
	bullet = tw_bullet_length(look->text, &numbered);
	if (numbered && plain_line(tw_after(look->text, bullet)) &&
	    goes_on(b, look))
		bullet = 0;
	look->numbered = numbered && bullet;
	/* A heading may be numbered. */
	look->point = bullet && !(numbered &&
		!plain_line(tw_after(look->text, bullet)));
	b->failed |= !look->text.ptr;
	look->text = tw_after(look->text, bullet);
	look_closer(look);
	b->count++;
	*gap = 0;
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
	struct blocking b = { .arena = arena };

	b.looks = tw_arena_take(arena,
		(2 * source->count + 1) * sizeof(*b.looks));
	b.at = tw_arena_take(arena,
		(2 * source->count + 1) * sizeof(*b.at));
	b.first = tw_arena_take(arena,
		(2 * source->count + 1) * sizeof(*b.first));
	if (!b.looks || !b.at || !b.first || !look_at_lines(&b, source))
		return tw_fail_memory(err);
	measure(&b);
	gather(&b);
	*blocks = (struct tw_blocks){ b.at, b.blocks };
	return b.failed ? tw_fail_memory(err) : TW_OK;
}
