/*
 * Headings and labels as people type them: by the table, by the words of the
 * format's own headings, or one slip away.
 */
#include "base/utf8.h"
#include "import/blocks.h"
#include "import/compound.h"
#include "import/heading.h"
#include "import/looks.h"
#include "import/worded.h"
#include "record/tables.h"
#include "record/typed.h"

#include <string.h>

/* ---- what may stand behind ---- */

/* The dash, colon or parenthesis at the start of `v`, blanks before it too. */
size_t tw_heading_mark(bool *dash, struct tw_view v)
{
	static const char *const marks[] = {
		":", "-", "\xE2\x80\x93", "\xE2\x80\x94", "("
	};
	struct tw_view start = v;
	size_t blank;

	/* "What do you want to see? (no more than three)" */
	if (v.len && v.ptr[0] == '?')
		v = tw_after(v, 1);
	while ((blank = tw_blank_start(v)))
		v = tw_after(v, blank);
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		struct tw_view mark = tw_view_of(marks[i]);

		if (v.len < mark.len || memcmp(v.ptr, mark.ptr, mark.len))
			continue;
		*dash = i > 0;
		/* A parenthesis is part of what is said. */
		return start.len - v.len + (i < 4 ? mark.len : 0);
	}
	return 0;
}

/* Drops what people put behind a heading: ":", "-", "." and the like. */
struct tw_view tw_heading_bare(struct tw_view text)
{
	static const char *const ends[] = {
		":", "-", ".", "\xE2\x80\x93", "\xE2\x80\x94", ";", "*", "_",
		"?", "\"", "\xE2\x80\x9D"
	};
	static const char *const starts[] = {
		"*", "_", "\"", "\xE2\x80\x9C"
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		struct tw_view end = tw_view_of(ends[i]);

		text = tw_trim(text);
		if (text.len > end.len && !memcmp(text.ptr + text.len -
		    end.len, end.ptr, end.len)) {
			text.len -= end.len;
			i = (size_t)-1;
		}
	}
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		struct tw_view start = tw_view_of(starts[i]);

		if (text.len < start.len ||
		    memcmp(text.ptr, start.ptr, start.len))
			continue;
		text = tw_after(text, start.len);
		i = (size_t)-1;
	}
	return tw_trim(text);
}

/* ---- words ---- */

bool tw_heading_one_word(struct tw_view text)
{
	return !memchr(text.ptr, ' ', text.len);
}

/* Words that a heading may have or not. */
static bool is_idle(struct tw_view word)
{
	static const char *const words[] = {
		"the", "for", "in", "of", "to", "our", "this", "over",
		"during", "and", "a", NULL
	};

	return tw_fold_any(word, words);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* What is a slip or two apart begins alike, or ends alike; most is neither. */
bool tw_heading_may_be(struct tw_view a, struct tw_view b)
{
	if (a.len < 2 || b.len < 2 || a.len > b.len + 2 || b.len > a.len + 2)
		return false;
	return (lower(a.ptr[0]) == lower(b.ptr[0]) &&
		lower(a.ptr[1]) == lower(b.ptr[1])) ||
		(lower(a.ptr[a.len - 1]) == lower(b.ptr[b.len - 1]) &&
		lower(a.ptr[a.len - 2]) == lower(b.ptr[b.len - 2]));
}

/* "Act. last period" */
static bool shortens(struct tw_view word, struct tw_view whole)
{
	enum { LEAST_OF_WORD = 3 };

	return word.len >= LEAST_OF_WORD && word.len < whole.len &&
		tw_fold_equal(word, (struct tw_view){ whole.ptr, word.len });
}

/* The place of a word among those of a heading, or -1. */
static int place_in(struct tw_view heading, struct tw_view word)
{
	static const char *const periods[] = { "term", "half", "halfterm",
		NULL };
	struct tw_view other;

	if (tw_fold_any(word, periods))
		word = TW_VIEW("period");
	for (int at = 0; tw_heading_word(&other, &heading); at++)
		if (shortens(word, other) || (tw_heading_may_be(word, other) &&
		    tw_slips(word, other, 2) <= (other.len > 7 ? 2u :
		    other.len > 3 ? 1u : 0u)))
			return at;
	return -1;
}

/*
 * True if all words of a text that are not idle are words of the heading, two
 * of them at least, and at most one of the heading's is missing.
 */
static bool has_words_of(struct tw_view text, struct tw_view heading)
{
	size_t all = tw_heading_word_count(heading), found = 0;
	unsigned seen = 0;
	struct tw_view word;

	while (tw_heading_word(&word, &text)) {
		int at = is_idle(word) ? -1 : place_in(heading, word);

		if (at < 0 && is_idle(word))
			continue;
		if (at < 0)
			return false;
		found += !(seen >> at & 1);
		seen |= 1u << at;
	}
	return found > 1 && found + 1 >= all;
}

/* ---- headings ---- */

enum { LEAST = TW_HEADING_LEAST };
enum { LONGEST = TW_HEADING_LONGEST };
enum { SHORTEST = 6 }; /* of one with a slip */

static bool near(struct tw_view text, struct tw_view row)
{
	return row.len > 7 && tw_heading_may_be(text, row) && tw_slips(text, row, 2) <=
		(row.len > 14 ? 2u : 1u);
}

/* A row that a heading is a slip or two away from, of the first two kinds. */
static const struct tw_typed *near_heading(struct tw_view text)
{
	size_t end = tw_typed_first(TW_TYPED_LABEL);

	/* "Impact: data" is no slip of "impact data". */
	if (memchr(text.ptr, ':', text.len))
		return NULL;
	for (size_t i = 0; i < end && text.len >= SHORTEST; i++) {
		struct tw_view row = tw_typed_text(&tw_typed[i]);

		if (row.len <= text.len + 2 && text.len <= row.len + 2 &&
		    near(text, row))
			return &tw_typed[i];
	}
	return NULL;
}

static void set_section(struct tw_block *block, const struct tw_typed *row)
{
	block->kind = TW_HEADING;
	block->either = row->kind == TW_TYPED_EITHER;
	block->value = block->either ? TW_EITHER_ONE(row->value) : row->value;
	block->other = TW_EITHER_OTHER(row->value);
	block->exact = tw_fold_equal(tw_typed_text(row),
		tw_view_of(tw_section_name(block->value)));
}

static bool has_plural(struct tw_view text)
{
	return text.len > 2 && !memcmp(text.ptr, "(s)", 3);
}

/* What is short for a word behind an apostrophe: "what we'll do next". */
static const struct {
	const char *letters, *word;
} shortened[] = {
	{ "ll", " will" }, { "ve", " have" }, { "d", " would" }
};

/* The length of an apostrophe at the start of a text, of whatever kind; or 0. */
static size_t apostrophe(struct tw_view text)
{
	if (text.len > 2 && (!memcmp(text.ptr, "\xE2\x80\x99", 3) ||
	    !memcmp(text.ptr, "\xE2\x80\x98", 3)))
		return 3;
	return text.len && text.ptr[0] == '\'';
}

/* The word that letters behind an apostrophe are short for; NULL: none. */
static const char *whole_word(size_t *length, struct tw_view text)
{
	for (size_t i = 0; i < sizeof(shortened) / sizeof(*shortened); i++) {
		struct tw_view end = tw_view_of(shortened[i].letters);

		if (text.len > end.len && text.ptr[end.len] == ' ' &&
		    !memcmp(text.ptr, end.ptr, end.len)) {
			*length = end.len;
			return shortened[i].word;
		}
	}
	return NULL;
}

/*
 * "What's next" as the table has it, whatever apostrophe was typed, "What we'll
 * do" in whole words, and "Outcome(s)" as one.
 */
static struct tw_view straight(char out[static LONGEST], struct tw_view text)
{
	struct tw_view rest = text;
	size_t len = 0;

	if (text.len > LONGEST || (!memchr(text.ptr, '\xE2', text.len) &&
	    !memchr(text.ptr, '\'', text.len) &&
	    !memchr(text.ptr, '(', text.len)))
		return text;
	while (rest.len) {
		size_t mark = apostrophe(rest), behind = 0;
		const char *word = mark ? whole_word(&behind,
			tw_after(rest, mark)) : NULL;
		size_t room = word ? strlen(word) : 1;

		if (len + room > LONGEST)
			return text;
		if (word)
			memcpy(out + len, word, room);
		else
			out[len] = mark ? '\'' : rest.ptr[0];
		len += has_plural(rest) ? 0 : room;
		rest = tw_after(rest, has_plural(rest) ? 3 : mark ?
			mark + behind : 1);
	}
	return (struct tw_view){ out, len };
}

/* The heading of the format whose words a text has; NULL: none. */
static const struct tw_typed *find_by_words(struct tw_view text)
{
	for (int i = 0; text.len && i < TW_SECTIONS; i++)
		if (has_words_of(text, tw_view_of(tw_section_name(i))))
			return tw_typed_find(TW_TYPED_HEADING,
				tw_view_of(tw_section_name(i)));
	return NULL;
}

/* The heading of the format that somebody's own words stand for; or NULL. */
static const struct tw_typed *find_worded(struct tw_view text)
{
	enum tw_section_kind kind = tw_worded_heading(text);

	return kind == TW_SECTIONS || tw_typed_find(TW_TYPED_OTHER, text) ?
		NULL : tw_typed_find(TW_TYPED_HEADING,
			tw_view_of(tw_section_name(kind)));
}

/* A heading alone: by the table, a slip, or its words. */
static bool find_heading(struct tw_block *block, struct tw_view typed)
{
	char room[LONGEST];
	struct tw_view text = straight(room, typed);
	const struct tw_typed *row;

	if (text.len > LONGEST)
		return false;
	row = tw_heading_row(text);
	if (!row)
		row = tw_heading_compound(text);
	if (!row)
		row = near_heading(text);
	if (!row)
		row = find_by_words(text);
	if (!row && block->text.ptr[block->text.len - 1] != '.')
		row = find_worded(text);
	if (!row)
		return false;
	set_section(block, row);
	block->exact = tw_fold_equal(text,
		tw_view_of(tw_section_name(block->value)));
	return true;
}

/* "Prepared by Ada Thorne" and "EPO Ada Thorne" need no colon. */
static bool names_follow(const struct tw_typed *row, struct tw_view rest)
{
	struct tw_view text = tw_typed_text(row);

	if (rest.len < 2 || rest.ptr[0] != ' ' || rest.ptr[1] < 'A' ||
	    rest.ptr[1] > 'Z')
		return false;
	return (text.len > 3 && !memcmp(text.ptr + text.len - 3, " by", 3)) ||
		(row->kind == TW_TYPED_LABEL && row->value == TW_OFFICERS &&
		tw_looks_like_names(rest));
}

/* True if what parts a label from what it says may stand in a text. */
static bool may_part(struct tw_view text, enum tw_typed_kind kind)
{
	for (size_t i = 0; i < text.len && i <= LONGEST; i++) {
		char c = text.ptr[i];

		if (c == ':' || c == '-' || c == '(' || c == '\xE2')
			return true;
		/* "Prepared by Ada Thorne", "EPO Ada Thorne" */
		if (c == ' ' && i + 1 < text.len && text.ptr[i + 1] >= 'A' &&
		    text.ptr[i + 1] <= 'Z' && (kind == TW_TYPED_LABEL ||
		    (i > 1 && !memcmp(text.ptr + i - 2, "by", 2))))
			return true;
	}
	return false;
}

/* The row of a kind that begins a text, with something behind it; longest. */
const struct tw_typed *tw_heading_start(size_t *length, bool *dash,
	enum tw_typed_kind kind, struct tw_view text)
{
	const struct tw_typed *best = NULL;
	size_t mark;
	bool other;

	if (!may_part(text, kind))
		return NULL;
	for (size_t i = tw_typed_first(kind); i < tw_typed_count &&
	     tw_typed[i].kind == kind; i++) {
		struct tw_view row = tw_typed_text(&tw_typed[i]);

		if (text.len <= row.len || lower(text.ptr[0]) != row.ptr[0] ||
		    (best && row.len < best->len) ||
		    !tw_fold_equal(row, (struct tw_view){ text.ptr, row.len }))
			continue;
		if (has_plural(tw_after(text, row.len))) {
			mark = tw_heading_mark(&other, tw_after(text, row.len + 3));
			mark += mark ? 3 : 0;
		} else {
			mark = tw_heading_mark(&other, tw_after(text, row.len));
		}
		if (!mark && names_follow(&tw_typed[i], tw_after(text, row.len))) {
			mark = 1;
			other = false;
		}
		if (!mark && text.ptr[row.len] != '(' &&
		    !(text.len > row.len + 1 && text.ptr[row.len] == ' ' &&
		      text.ptr[row.len + 1] == '('))
			continue;
		best = &tw_typed[i];
		*length = row.len + mark;
		*dash = mark ? other : true;
	}
	return best;
}

/* "Work since the last update: 4 schools audited"; *length: to the colon. */
static const struct tw_typed *find_colon(size_t *length, struct tw_view text)
{
	const char *colon = memchr(text.ptr, ':', text.len);
	struct tw_view part = { text.ptr, 0 };
	const struct tw_typed *row;

	if (!colon || (*text.ptr >= 'a' && *text.ptr <= 'z'))
		return NULL;
	part.len = (size_t)(colon - text.ptr);
	*length = part.len + 1;
	if (part.len > LONGEST || !memchr(part.ptr, ' ', part.len))
		return NULL;
	row = tw_heading_compound(part);
	if (!row)
		row = find_by_words(part);
	return row ? row : find_worded(part);
}

/* The longer of what begins a text as a heading of either kind. */
static const struct tw_typed *find_head(size_t *length, bool *dash,
	struct tw_view text)
{
	const struct tw_typed *row = tw_heading_start(length, dash,
		TW_TYPED_HEADING, text), *other;
	size_t len = 0;
	bool dashed = false;

	other = tw_heading_start(&len, &dashed, TW_TYPED_EITHER, text);
	if (!row && !other) {
		*dash = false;
		return find_colon(length, text);
	}
	if (!other || (row && row->len > other->len))
		return row;
	*length = len;
	*dash = dashed;
	return other;
}

static void set_behind(struct tw_block *block, const struct tw_typed *row,
	size_t length)
{
	set_section(block, row);
	block->exact &= tw_fold_equal(tw_typed_text(row), tw_heading_bare((struct tw_view){
		block->text.ptr, length }));
	block->rest = tw_trim(tw_after(block->text, length));
}

/* "What has been done in this period? (Please say why, too)" */
static bool before_parenthesis(struct tw_block *block)
{
	struct tw_view text = block->text, part = { text.ptr, 0 };
	const char *open = memchr(text.ptr, '(', text.len);

	if (!open || text.ptr[text.len - 1] != ')')
		return false;
	part.len = (size_t)(open - text.ptr);
	if (!memchr(tw_trim(part).ptr, ' ', tw_trim(part).len) ||
	    !find_heading(block, tw_heading_bare(part)))
		return false;
	block->dash = true;
	block->rest = tw_after(text, part.len);
	return true;
}

bool tw_heading_read(struct tw_block *block)
{
	const struct tw_typed *row;
	size_t length = 0;

	if (block->text.len < LEAST)
		return false;
	if (find_heading(block, tw_heading_bare(block->text)))
		return true;
	if (before_parenthesis(block))
		return true;
	row = find_head(&length, &block->dash, block->text);
	/* One word with something behind it is a sentence as well. */
	if (row && tw_heading_one_word(tw_typed_text(row))) {
		row = find_colon(&length, block->text);
		block->dash = false;
	}
	if (!row)
		return false;
	set_behind(block, row, length);
	return true;
}

/* "Impact: -" says that there is none. */
static bool is_dash(struct tw_view text)
{
	return tw_view_equal(text, TW_VIEW("-")) ||
		tw_view_equal(text, TW_VIEW("\xE2\x80\x93")) ||
		tw_view_equal(text, TW_VIEW("\xE2\x80\x94"));
}

bool tw_heading_brief(struct tw_block *block)
{
	const struct tw_typed *row;
	struct tw_view rest;
	size_t length = 0;
	bool dash = false;

	row = find_head(&length, &dash, block->text);
	if (!row || (block->text.ptr[0] >= 'a' && block->text.ptr[0] <= 'z') ||
	    (dash && block->text.ptr[row->len] != ' '))
		return false;
	rest = tw_trim(tw_after(block->text, length));
	if (!rest.len || rest.ptr[0] == '(' || is_dash(rest))
		return false;
	block->dash = false;
	block->brief = true;
	set_behind(block, row, length);
	return true;
}
