#include "account/clause.h"

#include "text/lexicon.h"

#include <string.h>

bool tw_clause_mark(struct tw_view text, size_t at)
{
	static const unsigned char lead = 0xE2, block = 0x80, own = 0x99;

	for (size_t back = 0; back <= 2 && back <= at; back++) {
		const char *c = text.ptr + at - back;

		if ((unsigned char)*c == lead)
			return at - back + 2 < text.len &&
				(unsigned char)c[1] == block &&
				(unsigned char)c[2] != own;
	}
	return false;
}

/* An apostrophe within a word is a part of it. */
static bool goes_on(struct tw_view text, size_t at)
{
	return tw_clause_inside(text, at) || (at && at < text.len &&
		text.ptr[at] == '\'' && tw_clause_inside(text, at - 1) &&
		tw_clause_inside(text, at + 1));
}

struct tw_view tw_clause_word(struct tw_view text, size_t at)
{
	size_t end = at;

	/* Most words are of nothing else. */
	while (end < text.len && tw_letter(text.ptr[end]))
		end++;
	while (tw_clause_inside(text, end) || (end < text.len &&
	       text.ptr[end] == '\'' && goes_on(text, end)))
		end++;
	return (struct tw_view){ text.ptr + at, end - at };
}

bool tw_clause_parts(struct tw_view text, size_t at)
{
	return text.ptr[at] != ' ' && text.ptr[at] != '\'' &&
		!(text.ptr[at] == '-' && at &&
		tw_clause_inside(text, at - 1) &&
		tw_clause_inside(text, at + 1));
}

size_t tw_clause_behind(struct tw_view text, size_t at)
{
	while (at < text.len && !tw_clause_inside(text, at) &&
	       !tw_clause_parts(text, at))
		at++;
	return at;
}

size_t tw_clause_next(struct tw_view text, size_t at)
{
	return tw_clause_behind(text, at + tw_clause_word(text, at).len);
}

struct tw_view tw_clause_before(struct tw_view text, size_t *at)
{
	size_t end = *at;

	while (end && !tw_clause_inside(text, end - 1) &&
	       !tw_clause_parts(text, end - 1))
		end--;
	*at = end;
	while (*at && goes_on(text, *at - 1))
		--*at;
	return (struct tw_view){ text.ptr + *at, end - *at };
}

bool tw_clause_same(struct tw_view word, struct tw_view other)
{
	size_t at = 0;

	for (size_t i = 0, n; i < word.len; i += n + !n) {
		n = tw_clause_apostrophe(tw_after(word, i));
		if (n)
			continue;
		if (at == other.len ||
		    tw_clause_lowered(word.ptr[i]) != other.ptr[at])
			return false;
		at++;
	}
	return word.len && at == other.len;
}

/* True of two words that begin with letters, as most do, and not with one. */
static bool begin_otherwise(struct tw_view word, const char *other)
{
	return word.len && tw_letter(*word.ptr) && tw_letter(*other) &&
		tw_clause_lowered(*word.ptr) != *other;
}

bool tw_clause_is(struct tw_view word, const char *other)
{
	return !begin_otherwise(word, other) &&
		tw_clause_same(word, tw_view_of(other));
}

bool tw_clause_any(struct tw_view word, const char *const *list)
{
	/* Most of a list begin with another letter. */
	int first = word.len && tw_letter(*word.ptr) ?
		tw_clause_lowered(*word.ptr) : 0;

	for (; *list && word.len; list++)
		if ((!first || **list == first || !tw_letter(**list)) &&
		    tw_clause_same(word, tw_view_of(*list)))
			return true;
	return false;
}

/* A month, a season, or another word for a time. */
static bool is_time(struct tw_view word)
{
	static const char *const list[] = { "term", "half", "year", "month",
		"week", "date", "christmas", "easter", "whitsun", "holidays",
		NULL };
	const struct tw_special *row;
	char low[16];

	if (word.len > sizeof(low))
		return false;
	for (size_t i = 0; i < word.len; i++)
		low[i] = (char)tw_clause_lowered(word.ptr[i]);
	row = tw_special_word((struct tw_view){ low, word.len });
	return tw_clause_any(word, list) ||
		(row && row->flags & TW_WORD_MONTH);
}

/* Where a time ends, as in "on 4 May"; 0 if there is none. */
static size_t match_time(struct tw_view text, size_t at)
{
	static const char *const before[] = { "a", "academic", "after",
		"another", "beginning", "by", "early", "end", "following", "from",
		"in", "late", "later", "mid", "new", "next", "of", "on",
		"school", "start", "the", "this", NULL };

	struct tw_view word = tw_clause_word(text, at);

	while (tw_clause_any(word, before) || (word.len &&
	       *word.ptr >= '0' && *word.ptr <= '9')) {
		at = tw_clause_behind(text, at + word.len);
		word = tw_clause_word(text, at);
	}
	return is_time(word) ? at + word.len : 0;
}

/* Takes the first of some words, one `mark` between them. */
static struct tw_view first_of(struct tw_view *words, char mark)
{
	const char *end = memchr(words->ptr, mark, words->len);
	struct tw_view first = *words;

	if (end)
		first.len = (size_t)(end - words->ptr);
	*words = tw_after(*words, first.len + (end != NULL));
	return first;
}

/* True if a word is `wanted`, or begins or ends so where a "*" stands. */
static bool fits(struct tw_view word, struct tw_view wanted)
{
	if (tw_view_equal(wanted, TW_VIEW("*")))
		return word.len;
	if (*wanted.ptr == '*') {
		wanted = tw_after(wanted, 1);
		if (word.len > wanted.len)
			word = tw_after(word, word.len - wanted.len);
	} else if (wanted.ptr[wanted.len - 1] == '*') {
		wanted.len--;
		if (word.len > wanted.len)
			word.len = wanted.len;
	}
	return tw_clause_same(word, wanted);
}

/* True if a word is one of those that `wanted` allows, "." being none. */
static bool fits_any(struct tw_view word, struct tw_view wanted)
{
	while (wanted.len) {
		struct tw_view one = first_of(&wanted, '/');

		if (begin_otherwise(word, one.ptr))
			continue;
		if (tw_view_equal(one, TW_VIEW(".")) ? !word.len :
		    fits(word, one))
			return true;
	}
	return false;
}

size_t tw_clause_match_behind(struct tw_view text, size_t at,
	struct tw_view words, size_t end)
{
	while (words.len) {
		struct tw_view wanted = first_of(&words, ' '), word;

		if (tw_view_equal(wanted, TW_VIEW("WHEN")))
			return match_time(text, at);
		word = tw_clause_word(text, at);
		if (!fits_any(word, wanted))
			return 0;
		end = word.len ? at + word.len : end;
		at = tw_clause_behind(text, at + word.len);
	}
	return end;
}

size_t tw_clause_match(struct tw_view text, size_t at, struct tw_view words)
{
	return tw_clause_match_behind(text, at, words, 0);
}
