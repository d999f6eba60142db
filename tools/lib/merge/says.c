/*
 * Values in the words of a text. spec/merge.md, "A figure in the words".
 */
#include "base/utf8.h"
#include "merge/plan.h"
#include "text/number.h"

#include <termwise/value.h>

enum {
	MOST_BETWEEN = 5, /* words between the numbers of a share */
	MOST_WHOLE = 1000000 /* of what a percentage is sought */
};

static struct tw_view word_at(const struct tw_tokens *text, size_t i)
{
	return i < text->count ? tw_word_bare(text->at[i].word->text) :
		(struct tw_view){ "", 0 };
}

/* ---- shares ---- */

/* "of the", "in all", right before the whole of a share. */
static bool stands_behind_of(const struct tw_tokens *text, size_t whole)
{
	static const char *const some[] = { "all", "our", "the", "these",
		"those", "a", "total", "of", NULL };
	static const char *const of[] = { "of", "in", NULL };
	size_t i = whole;

	while (i && tw_fold_any(word_at(text, i - 1), some))
		i--;
	return (i < whole && tw_fold_any(word_at(text, i), of)) ||
		(i && tw_fold_any(word_at(text, i - 1), of));
}

/* No sentence ends, and no other number stands, from a word to another. */
static bool run_on(const struct tw_tokens *text, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		struct tw_view word = text->at[i].word->text;

		if ((i > from && tw_word_says(text, i) & TW_SAYS_NUMBER) ||
		    (word.len && strchr(".;:!?", word.ptr[word.len - 1])))
			return false;
	}
	return true;
}

bool tw_words_share(const struct tw_tokens *text, size_t part, size_t whole)
{
	size_t from = part < whole ? part : whole;
	size_t to = part < whole ? whole : part;

	return to - from <= MOST_BETWEEN + 1 && tw_word_counts(text, part) &&
		tw_word_counts(text, whole) && stands_behind_of(text, whole) &&
		run_on(text, from, to) && (part < whole ||
		!stands_behind_of(text, part));
}

/* ---- values ---- */

/* What one word says, in figures or spelt out. */
static bool read_number(struct tw_value *value, struct tw_view word)
{
	struct tw_value part, whole;
	const char *slash = word.len ? memchr(word.ptr, '/', word.len) : NULL;
	int number;

	if (slash && tw_value_read(&part, (struct tw_view){ word.ptr,
	    (size_t)(slash - word.ptr) }) && tw_value_read(&whole, tw_after(word,
	    (size_t)(slash - word.ptr) + 1)) && part.unit == TW_COUNT &&
	    whole.unit == TW_COUNT && !part.scale && !whole.scale) {
		*value = (struct tw_value){ part.mantissa, whole.mantissa, 0,
			TW_RATIO };
		return true;
	}
	if (tw_value_read(value, word))
		return true;
	number = word.len > 2 && tw_letter(word.ptr[0]) ?
		tw_number_word(word) : -1;
	*value = (struct tw_value){ number, 0, 0, TW_COUNT };
	return number >= 0;
}

static bool equals(struct tw_value a, struct tw_value b)
{
	return tw_value_alike(a, b) && !tw_value_compare(a, b);
}

/* "85 per cent", "3,500 pounds": what a number is of, by the words behind. */
static bool has_unit(const struct tw_tokens *text, size_t i, unsigned unit)
{
	static const char *const percent[] = { "%", "percent", "pc", NULL };
	static const char *const pounds[] = { "pounds", "gbp", NULL };
	struct tw_view next = word_at(text, i + 1);

	if (unit == TW_POUND)
		return tw_fold_any(next, pounds);
	return unit == TW_PERCENT && (tw_fold_any(next, percent) ||
		(tw_fold_equal(next, TW_VIEW("per")) &&
		tw_fold_equal(word_at(text, i + 2), TW_VIEW("cent"))));
}

/* A share is a value, be it as a percentage: "six in ten", 60%. */
static bool is_share(struct tw_value value, int64_t part, int64_t whole)
{
	return value.unit == TW_RATIO ? value.mantissa == part &&
		value.whole == whole : !value.scale && whole < MOST_WHOLE &&
		part < MOST_WHOLE && value.mantissa < MOST_WHOLE &&
		100 * part == value.mantissa * whole;
}

/* The part of a share stands at a word, and its whole near it. */
static bool says_share(const struct tw_tokens *text, size_t part, int64_t number,
	struct tw_value value)
{
	size_t from = part > MOST_BETWEEN + 1 ? part - MOST_BETWEEN - 1 : 0;
	size_t to = part + MOST_BETWEEN + 2;
	struct tw_value read;

	for (size_t i = from; i < to && i < text->count; i++)
		if (i != part && read_number(&read, word_at(text, i)) &&
		    read.unit == TW_COUNT && !read.scale &&
		    is_share(value, number, read.mantissa) &&
		    tw_words_share(text, part, i))
			return true;
	return false;
}

/* A value is said from this word on. */
static bool says_at(const struct tw_tokens *text, size_t i,
	struct tw_value value)
{
	struct tw_value read;

	if (!read_number(&read, word_at(text, i)))
		return false;
	if (read.unit == TW_COUNT && !read.scale && (value.unit == TW_RATIO ||
	    value.unit == TW_PERCENT) && says_share(text, i, read.mantissa,
	    value))
		return true;
	if (read.unit == TW_COUNT && has_unit(text, i, value.unit))
		read.unit = value.unit;
	return equals(read, value);
}

/* Word for word, marks around the words aside. */
static bool says_so(const struct tw_tokens *text, size_t i,
	struct tw_view value)
{
	for (size_t w = i; w < text->count; w++) {
		struct tw_view word = word_at(text, w);

		if (word.len > value.len ||
		    memcmp(word.ptr, value.ptr, word.len))
			return false;
		value = tw_after(value, word.len);
		if (!value.len)
			return true;
		if (*value.ptr != ' ')
			return false;
		value = tw_after(value, 1);
	}
	return false;
}

bool tw_text_says(const struct tw_tokens *text, struct tw_view value)
{
	struct tw_value read;
	bool known = tw_value_read(&read, value);

	for (size_t i = 0; i < text->count; i++)
		if (says_so(text, i, value) || (known &&
		    says_at(text, i, read)))
			return true;
	return false;
}
