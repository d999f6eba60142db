#include "account/clause.h"

#include "text/lexicon.h"

#include <string.h>

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

	while (tw_clause_inside(text, end) || (end < text.len &&
	       text.ptr[end] == '\'' && goes_on(text, end)))
		end++;
	return (struct tw_view){ text.ptr + at, end - at };
}

size_t tw_clause_next(struct tw_view text, size_t at)
{
	at += tw_clause_word(text, at).len;
	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '-'))
		at++;
	return at;
}

struct tw_view tw_clause_before(struct tw_view text, size_t *at)
{
	size_t end = *at;

	while (end && (text.ptr[end - 1] == ' ' || text.ptr[end - 1] == '-'))
		end--;
	*at = end;
	while (*at && goes_on(text, *at - 1))
		--*at;
	return (struct tw_view){ text.ptr + *at, end - *at };
}

/* True if a word is another, letter case and its own apostrophes aside. */
static bool same_word(struct tw_view word, struct tw_view other)
{
	size_t at = 0;

	for (size_t i = 0; i < word.len; i++) {
		struct tw_view rest = tw_after(word, i);

		if (rest.len > 2 && !memcmp(rest.ptr, "\xE2\x80\x99", 3)) {
			i += 2;
			continue;
		}
		if (word.ptr[i] == '\'')
			continue;
		if (at == other.len ||
		    tw_clause_lowered(word.ptr[i]) != other.ptr[at])
			return false;
		at++;
	}
	return word.len && at == other.len;
}

bool tw_clause_is(struct tw_view word, const char *other)
{
	return same_word(word, tw_view_of(other));
}

bool tw_clause_any(struct tw_view word, const char *const *list)
{
	while (*list)
		if (tw_clause_is(word, *list++))
			return true;
	return false;
}

/* A month, a season, or another word for a time. */
static bool is_time(struct tw_view word)
{
	static const char *const list[] = { "term", "half", "year", "month",
		"week", "date", "christmas", "easter", "holidays", NULL };
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
	static const char *const before[] = { "a", "after", "another",
		"beginning", "early", "end", "following", "from", "in",
		"late", "later", "mid", "new", "next", "of", "on", "start",
		"the", "this", NULL };

	struct tw_view word = tw_clause_word(text, at);

	while (tw_clause_any(word, before) || (word.len &&
	       *word.ptr >= '0' && *word.ptr <= '9')) {
		at = tw_clause_next(text, at);
		word = tw_clause_word(text, at);
	}
	return is_time(word) ? at + word.len : 0;
}

/* True if a word is `wanted`, or begins or ends so where a "*" stands. */
static bool fits(struct tw_view word, struct tw_view wanted)
{
	if (*wanted.ptr == '*') {
		wanted = tw_after(wanted, 1);
		if (word.len > wanted.len)
			word = tw_after(word, word.len - wanted.len);
	} else if (wanted.ptr[wanted.len - 1] == '*') {
		wanted.len--;
		if (word.len > wanted.len)
			word.len = wanted.len;
	}
	return same_word(word, wanted);
}

/* Takes the first of some words, one blank between them. */
static struct tw_view first_of(struct tw_view *words)
{
	const char *blank = memchr(words->ptr, ' ', words->len);
	struct tw_view first = *words;

	if (blank)
		first.len = (size_t)(blank - words->ptr);
	*words = tw_after(*words, first.len + (blank != NULL));
	return first;
}

size_t tw_clause_match(struct tw_view text, size_t at, struct tw_view words)
{
	size_t end = 0;

	while (words.len) {
		struct tw_view wanted = first_of(&words);

		if (tw_view_equal(wanted, TW_VIEW("WHEN")))
			return match_time(text, at);
		if (!fits(tw_clause_word(text, at), wanted))
			return 0;
		end = at + tw_clause_word(text, at).len;
		at = tw_clause_next(text, at);
	}
	return end;
}
