/*
 * Headings that no list has: a known one with a time, or several of one
 * section. spec/documents.md, chapter 12.
 */
#include "import/compound.h"

#include "base/utf8.h"
#include "import/heading.h"
#include "import/looks.h"
#include "import/worded.h"
#include "record/tables.h"

#include <string.h>

bool tw_heading_word(struct tw_view *word, struct tw_view *rest)
{
	size_t i = 0, start;

	while (i < rest->len && !tw_letter(rest->ptr[i]))
		i++;
	start = i;
	while (i < rest->len && tw_letter(rest->ptr[i]))
		i++;
	*word = (struct tw_view){ rest->ptr + start, i - start };
	*rest = tw_after(*rest, i);
	return word->len > 0;
}

size_t tw_heading_word_count(struct tw_view text)
{
	struct tw_view word;
	size_t count = 0;

	while (tw_heading_word(&word, &text))
		count++;
	return count;
}

static const struct tw_typed *find_row(struct tw_view text)
{
	const struct tw_typed *row = tw_typed_find(TW_TYPED_HEADING, text);

	return row ? row : tw_typed_find(TW_TYPED_EITHER, text);
}

/* True for "you" or "your" behind a blank: what few headings have. */
static bool has_you(struct tw_view text)
{
	const char *at = text.ptr, *end = text.ptr + text.len;

	while ((at = memchr(at, ' ', (size_t)(end - at))) && ++at + 3 <= end)
		if (!memcmp(at, "you", 3))
			return true;
	return false;
}

/* Forms ask "What did you do?", which is answered by "What we did". */
static const struct tw_typed *find_asked(struct tw_view text)
{
	enum { LONGEST = 80 };
	static const struct {
		const char *asked, *told;
	} words[] = { { "you", "we" }, { "your", "our" } };
	struct tw_view rest = text, word;
	char room[LONGEST];
	size_t len = 0;
	bool asked = false;

	if (text.len > LONGEST || !has_you(text))
		return NULL;
	while (tw_heading_word(&word, &rest)) {
		size_t gap = (size_t)(word.ptr - text.ptr);

		memcpy(room + len, text.ptr, gap);
		len += gap;
		text = tw_after(text, gap + word.len);
		for (size_t i = 0; i < 2; i++)
			if (len && tw_fold_equal(word,
			    tw_view_of(words[i].asked))) {
				word = tw_view_of(words[i].told);
				asked = true;
			}
		memcpy(room + len, word.ptr, word.len);
		len += word.len;
	}
	return asked && !text.len ? find_row((struct tw_view){ room, len }) :
		NULL;
}

/* Cuts the one of several that a text ends in; false: in none. */
static bool cut_end(struct tw_view *text, const char *const *ends,
	size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct tw_view end = tw_view_of(ends[i]);

		if (text->len <= end.len || !tw_fold_equal(end, tw_after(*text,
		    text->len - end.len)))
			continue;
		text->len -= end.len;
		return true;
	}
	return false;
}

/*
 * "Purpose of this priority", "Progress on the project": a heading, and what it
 * is of; empty: it ends in no such words.
 */
static struct tw_view without_matter(struct tw_view text)
{
	static const char *const ends[] = {
		" priority", " project", " work", " programme"
	};
	static const char *const links[] = { " this", " the", " our" };
	static const char *const starts[] = {
		" of", " for", " on", " with", " against", " from", " towards"
	};
	struct tw_view left = text;

	/* What they end in. */
	if (text.len < 12 || !strchr("ytke", text.ptr[text.len - 1] | 0x20) ||
	    !cut_end(&left, ends, sizeof(ends) / sizeof(*ends)) ||
	    !cut_end(&left, links, sizeof(links) / sizeof(*links)) ||
	    !cut_end(&left, starts, sizeof(starts) / sizeof(*starts)))
		return TW_VIEW("");
	return left;
}

const struct tw_typed *tw_heading_row(struct tw_view text)
{
	const struct tw_typed *row = find_row(text);
	struct tw_view left;

	if (!row)
		row = find_asked(text);
	if (row)
		return row;
	left = without_matter(text);
	return left.len ? find_row(left) : NULL;
}

/* ---- headings with a time ---- */

struct timed {
	struct tw_view base; /* what is left; may be empty */
	enum tw_time turn;   /* past, at hand or ahead */
};

/* Goes on with a word of a time; false if it is none. */
static bool take_time(struct timed *timed, bool *named, struct tw_view word)
{
	const struct tw_typed *row = tw_typed_find(TW_TYPED_TIME, word);

	if (row && row->value == TW_TIME_NAMED)
		*named = true;
	else if (row && row->value != TW_TIME_BESIDE)
		timed->turn = (enum tw_time)row->value;
	return row != NULL;
}

/*
 * True if a colon, a parenthesis or a dash that parts stands in a text, but for
 * one between two times: "What we did September - October".
 */
static bool has_mark(struct tw_view text, bool range)
{
	bool dash = false;

	text = tw_trim(text);
	if (range && tw_heading_mark(&dash, text) == 0)
		return memchr(text.ptr, ':', text.len) ||
			memchr(text.ptr, '(', text.len);
	for (size_t i = 0; i < text.len; i++)
		if (strchr(":(", text.ptr[i]) || (i + 2 < text.len &&
		    (!memcmp(text.ptr + i, " - ", 3) ||
		    !memcmp(text.ptr + i, "\xE2\x80\x93", 3) ||
		    !memcmp(text.ptr + i, "\xE2\x80\x94", 3))))
			return true;
	return false;
}

/* True for a season or a month, and a figure. */
static bool has_term(struct tw_view text)
{
	bool figure = false;

	for (size_t i = 0; i < text.len; i++)
		figure |= tw_digit(text.ptr[i]);
	return figure && tw_says_a_time(text);
}

/* "What we did", "To do": a heading that says itself if it is past or ahead. */
static bool tells_itself(struct tw_view heading)
{
	static const char *const words[] = {
		"did", "done", "have", "happened", "completed", "delivered",
		"will", "do", "next", "coming", "come", "upcoming", "ahead", NULL
	};
	struct tw_view word;
	bool tells = false;

	while (!tells && tw_heading_word(&word, &heading))
		tells = tw_fold_any(word, words);
	return tells;
}

/* True if a time behind a heading says when that was, and no more. */
static bool says_when(struct tw_view heading, struct tw_view time)
{
	return heading.len && (has_term(time) ||
		(tells_itself(heading) && tw_says_a_time(time)));
}

/*
 * Cuts a time from the end or the start of a heading: "Progress | since our
 * last meeting", "Last half-term's | activity".
 */
static bool cut_time(struct timed *timed, struct tw_view text, bool start)
{
	enum { MOST = 12 };
	struct tw_view words[MOST], rest = text;
	size_t count = 0, taken = 0;
	bool named = false;

	timed->turn = TW_TIME_BESIDE;
	while (count < MOST && tw_heading_word(&words[count], &rest))
		count++;
	if (count == MOST)
		return false;
	while (taken < count && take_time(timed, &named,
	       words[start ? taken : count - 1 - taken]))
		taken++;
	if (!named)
		return false;
	timed->base = tw_after(text, text.len);
	if (taken < count && start)
		timed->base = tw_after(text, (size_t)(words[taken].ptr -
			text.ptr));
	else if (taken < count)
		timed->base = (struct tw_view){ text.ptr,
			(size_t)(words[count - 1 - taken].ptr - text.ptr) +
			words[count - 1 - taken].len };
	/* "Progress in Spring Term 2 2024-25" says no more than when. */
	if (timed->turn == TW_TIME_BESIDE && (start ||
	    !says_when(timed->base, tw_after(text, timed->base.len))))
		return false;
	/* "Activity last period - since Easter" has a subtitle. */
	return start || !timed->base.len ||
		!has_mark(tw_after(text, timed->base.len),
			timed->turn == TW_TIME_BESIDE);
}

/* The section that a heading without its time, and the time, stand for; -1. */
static int section_at(const struct tw_typed *row, enum tw_time turn)
{
	int one = row->kind == TW_TYPED_EITHER ? TW_EITHER_ONE(row->value) :
		row->value;
	int other = row->kind == TW_TYPED_EITHER ? TW_EITHER_OTHER(row->value) :
		one;

	if (one == TW_OUTCOMES && other == TW_IMPACT)
		return turn == TW_TIME_PAST ? TW_IMPACT :
			turn == TW_TIME_AHEAD ? TW_OUTCOMES : -1;
	/* What was said the last time is a report on it. */
	if (one == TW_OUTCOMES && other == TW_ACTIVITY)
		return turn == TW_TIME_PAST ? TW_ACTIVITY : -1;
	/* "Activity in Spring 2" may be past or ahead, "What we did" is not. */
	if (one == TW_ACTIVITY && turn == TW_TIME_BESIDE)
		return other == TW_IMPACT || tells_itself(tw_typed_text(row)) ?
			one : -1;
	if (one == TW_ACTIVITY)
		return turn == TW_TIME_AHEAD ? TW_PLANNED : TW_ACTIVITY;
	/* "Impact next term", "Plans last term" are of no section. */
	if ((one == TW_IMPACT && turn == TW_TIME_AHEAD) ||
	    (one == TW_PLANNED && turn != TW_TIME_AHEAD &&
	     turn != TW_TIME_BESIDE))
		return -1;
	return one;
}

/* A heading with a time in it, which tells activity from plans. */
static const struct tw_typed *find_timed(struct tw_view text)
{
	for (int start = 0; start < 2; start++) {
		const struct tw_typed *row = NULL;
		struct timed timed;
		int section;

		if (!cut_time(&timed, text, start))
			continue;
		if (timed.base.len)
			row = tw_heading_row(timed.base);
		if (timed.base.len && !row)
			continue;
		section = row ? section_at(row, timed.turn) :
			timed.turn == TW_TIME_AHEAD ? TW_PLANNED : TW_ACTIVITY;
		if (section >= 0)
			return tw_typed_find(TW_TYPED_HEADING,
				tw_view_of(tw_section_name(section)));
	}
	return NULL;
}

bool tw_heading_past_plans(struct tw_view text)
{
	for (int start = 0; start < 2; start++) {
		const struct tw_typed *row;
		struct timed timed;

		if (!cut_time(&timed, text, start) || !timed.base.len ||
		    timed.turn != TW_TIME_PAST)
			continue;
		row = tw_heading_row(timed.base);
		if (row && row->kind == TW_TYPED_HEADING &&
		    row->value == TW_PLANNED)
			return true;
	}
	return false;
}

/* ---- headings of two names ---- */

/* The sections that a heading may stand for, a bit each. */
static unsigned sections_of(struct tw_view text)
{
	const struct tw_typed *row = tw_heading_row(text);

	if (!row)
		row = find_timed(text);
	return !row ? 0 : row->kind == TW_TYPED_HEADING ? 1u << row->value :
		1u << TW_EITHER_ONE(row->value) |
		1u << TW_EITHER_OTHER(row->value);
}

/* The length of what parts two names at the start of a text, or 0. */
static size_t between(struct tw_view text)
{
	const struct tw_view word = TW_VIEW(" and ");

	switch (text.ptr[0]) {
	case '/':
	case '&':
	case '+':
		return 1;
	case ' ':
		return text.len > word.len && tw_fold_equal(word,
			(struct tw_view){ text.ptr, word.len }) ? word.len : 0;
	default:
		return 0;
	}
}

/* Up to what parts the first of two names in a text; all of it, if nothing. */
static size_t name_length(size_t *mark, struct tw_view text)
{
	size_t len = 0;

	for (*mark = 0; len < text.len; len++)
		if ((*mark = between(tw_after(text, len))))
			break;
	return len;
}

bool tw_heading_name(struct tw_view *name, struct tw_view *rest)
{
	size_t mark, len = name_length(&mark, *rest);

	*name = tw_trim((struct tw_view){ rest->ptr, len });
	*rest = tw_after(*rest, len + mark);
	return name->len > 0;
}

/* A few words beside a known heading, as "impact achieved to date" is. */
static unsigned betrayed_by(struct tw_view name)
{
	enum { FEW = 4 };
	enum tw_section_kind section = tw_heading_word_count(name) > FEW ?
		TW_SECTIONS : tw_worded_betrayed(name);

	return section == TW_SECTIONS ? 0 : 1u << section;
}

/* "Exit strategy / sustainability": of the one section that all stand for. */
static const struct tw_typed *find_several(struct tw_view text)
{
	unsigned common = (1u << TW_SECTIONS) - 1;
	struct tw_view name, rest = text;
	size_t mark, names = 0, known = 0;

	name_length(&mark, text);
	if (!mark)
		return NULL;
	while (common && tw_heading_name(&name, &rest)) {
		unsigned sections = sections_of(name);

		common &= sections ? sections : ~0u;
		known += sections != 0;
		names++;
	}
	while (known && known < names && common &&
	       tw_heading_name(&name, &text))
		common &= sections_of(name) ? ~0u : betrayed_by(name);
	for (int i = 0; i < TW_SECTIONS && known; i++)
		if (common == 1u << i)
			return tw_heading_row(tw_view_of(tw_section_name(i)));
	return NULL;
}

/* ---- headings in two languages ---- */

/*
 * A heading of two words or more, which is none by chance, beside what is none
 * at all.
 */
static const struct tw_typed *find_translated(struct tw_view part,
	struct tw_view other)
{
	const struct tw_typed *row;

	part = tw_trim(part);
	other = tw_trim(other);
	row = part.len && memchr(part.ptr, ' ', part.len) && other.len ?
		tw_typed_find(TW_TYPED_HEADING, part) : NULL;
	return row && !sections_of(other) &&
		!tw_typed_find(TW_TYPED_OTHER, other) &&
		tw_worded_betrayed(other) == TW_SECTIONS ? row : NULL;
}

/*
 * "Effaith hyd yma / Impact so far", "Effaith hyd yma (Impact so far)": one of
 * two is a heading, and the other nothing that is known.
 */
static const struct tw_typed *find_bilingual(struct tw_view text)
{
	struct tw_view first = { text.ptr, 1 }, second;
	const struct tw_typed *row;

	if (text.len && text.ptr[text.len - 1] == ')') {
		while (first.len < text.len && text.ptr[first.len] != '(')
			first.len++;
		if (first.len == text.len)
			return NULL;
		second = tw_after(text, first.len + 1);
		second.len--;
		return find_translated(second, first);
	}
	while (first.len + 1 < text.len &&
	       (!strchr("/|", text.ptr[first.len]) ||
	       text.ptr[first.len - 1] != ' ' ||
	       text.ptr[first.len + 1] != ' '))
		first.len++;
	if (first.len + 1 >= text.len)
		return NULL;
	second = tw_after(text, first.len + 1);
	row = find_translated(second, first);
	return row ? row : find_translated(first, second);
}

const struct tw_typed *tw_heading_compound(struct tw_view text)
{
	const struct tw_typed *row;

	/* "Next review" is no time of plans. */
	if (tw_typed_find(TW_TYPED_OTHER, text))
		return NULL;
	row = find_timed(text);
	if (!row)
		row = find_several(text);
	return row ? row : find_bilingual(text);
}
