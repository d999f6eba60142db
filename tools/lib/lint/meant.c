#include "lint/meant.h"

#include "base/utf8.h"
#include "text/number.h"

#include <string.h>

enum { MOST_WORDS = 4 };

/* Takes the next word, up to a blank, and the blanks behind it. */
static struct tw_view take_word(struct tw_view *rest)
{
	struct tw_view word = *rest;
	size_t i = 0;

	while (i < rest->len && !tw_blank_start(tw_after(*rest, i)))
		i++;
	word.len = i;
	*rest = tw_trim(tw_after(*rest, i));
	return word;
}

/* ---- what stands before a number ---- */

/* "about", "more than", "~": how exact it is, no name can tell. */
static struct tw_view behind_about(struct tw_view text)
{
	static const char *const words[] = { "about", "almost", "approx",
		"approx.", "approximately", "around", "at", "c.", "ca", "circa",
		"exactly", "fewer", "just", "least", "less", "more", "most",
		"nearly", "only", "over", "roughly", "some", "than", "under",
		"up", "to", NULL };
	struct tw_view rest = text, before = text;

	while (tw_fold_any(take_word(&rest), words))
		before = rest;
	while (before.len && strchr("~<>c", before.ptr[0]) &&
	       (before.ptr[0] != 'c' || (before.len > 1 &&
		tw_digit(before.ptr[1]))))
		before = tw_trim(tw_after(before, 1));
	return before;
}

/* ---- numbers in figures, nearly ---- */

/* "1.5k", "£2m": thousands and millions. */
static bool read_thousands(struct tw_value *value, struct tw_view word)
{
	int zeros = 0;

	if (word.len && (word.ptr[word.len - 1] | 32) == 'k')
		zeros = 3;
	else if (word.len && (word.ptr[word.len - 1] | 32) == 'm')
		zeros = 6;
	word.len -= word.len > 0;
	if (!zeros || !tw_value_read(value, word) ||
	    value->unit == TW_PERCENT || value->mantissa > INT64_C(1000000))
		return false;
	for (; zeros; zeros--)
		if (value->scale)
			value->scale--;
		else
			value->mantissa *= 10;
	return true;
}

/* "91,5%": a comma with one figure behind it. */
static bool read_comma(struct tw_value *value, struct tw_view word)
{
	enum { LONGEST = 16 };
	char text[LONGEST];
	char *comma;

	if (word.len > LONGEST || !word.len)
		return false;
	memcpy(text, word.ptr, word.len);
	comma = memchr(text, ',', word.len);
	if (!comma || comma + 1 == text + word.len || !tw_digit(comma[1]) ||
	    (comma + 2 < text + word.len && comma[2] != '%'))
		return false;
	*comma = '.';
	return tw_value_read(value, (struct tw_view){ text, word.len });
}

/* Makes "A of B" of two whole numbers. */
static bool make_part(struct tw_value *value, struct tw_value all)
{
	if (value->unit != TW_COUNT || all.unit != TW_COUNT || value->scale ||
	    all.scale || value->mantissa < 0 || value->mantissa > all.mantissa)
		return false;
	value->unit = TW_RATIO;
	value->whole = all.mantissa;
	return true;
}

/* "12/14" */
static bool read_slash(struct tw_value *value, struct tw_view word)
{
	const char *slash = memchr(word.ptr, '/', word.len);
	struct tw_view part = word;
	struct tw_value all;

	if (!slash)
		return false;
	part.len = (size_t)(slash - word.ptr);
	return tw_value_read(value, part) &&
		tw_value_read(&all, tw_after(word, part.len + 1)) &&
		make_part(value, all);
}

/* One word: in figures, nearly so, or spelt out. */
static bool read_word(struct tw_value *value, struct tw_view word)
{
	int number;

	while (word.len > 1 && strchr("+.,;", word.ptr[word.len - 1]))
		word.len--;
	if (!word.len)
		return false;
	if (tw_value_read(value, word) || read_thousands(value, word) ||
	    read_comma(value, word) || read_slash(value, word))
		return true;
	number = tw_number_word(word);
	*value = (struct tw_value){ number, 0, 0, TW_COUNT };
	return number >= 0;
}

/* ---- all of it ---- */

/* "3-5", "3–5", in one word. */
static bool is_range(struct tw_view word)
{
	size_t i = 0;

	while (i < word.len && tw_digit(word.ptr[i]))
		i++;
	if (!i || i == word.len || tw_digit(word.ptr[word.len - 1]) == 0)
		return false;
	return word.ptr[i] == '-' || (tw_after(word, i).len > 3 &&
		!memcmp(word.ptr + i, "\xE2\x80\x93", 3));
}

/* What a value is of, by the words behind it. */
static enum tw_meant read_behind(struct tw_value *value, struct tw_view rest)
{
	static const char *const until[] = { "to", "or", "-", "and",
		"\xE2\x80\x93", NULL };
	static const char *const of[] = { "of", "in", NULL };
	static const char *const percent[] = { "percent", "pc", NULL };
	static const char *const pounds[] = { "pounds", "gbp", NULL };
	struct tw_view word = take_word(&rest), next = take_word(&rest);
	struct tw_value other;

	if (tw_fold_any(word, until) && read_word(&other, next))
		return TW_MEANT_RANGE;
	if (value->unit != TW_COUNT)
		return TW_MEANT_ONE;
	if (tw_fold_equal(word, TW_VIEW("out")))
		word = next, next = take_word(&rest);
	/* "4 (of 6)" */
	if (word.len > 1 && word.ptr[0] == '(' && next.len &&
	    next.ptr[next.len - 1] == ')') {
		word = tw_after(word, 1);
		next.len--;
	}
	if (tw_fold_any(word, percent) || (tw_fold_equal(word, TW_VIEW("per")) &&
	    tw_fold_equal(next, TW_VIEW("cent"))))
		value->unit = TW_PERCENT;
	else if (tw_fold_any(word, pounds))
		value->unit = TW_POUND;
	else if (tw_fold_any(word, of) && read_word(&other, next))
		make_part(value, other);
	return TW_MEANT_ONE;
}

enum tw_meant tw_value_meant(struct tw_value *value, struct tw_view text)
{
	struct tw_view rest = behind_about(tw_trim(text)), start = rest, word;
	struct tw_view found = { NULL, 0 };
	struct tw_value read;

	for (int i = 0; i < MOST_WORDS && rest.len; i++) {
		word = take_word(&rest);
		word = (struct tw_view){ start.ptr,
			(size_t)(word.ptr + word.len - start.ptr) };
		if (tw_value_read(&read, word)) {
			*value = read;
			found = rest;
		}
	}
	if (found.ptr)
		return read_behind(value, found);
	rest = start;
	word = take_word(&rest);
	if (is_range(word))
		return TW_MEANT_RANGE;
	return read_word(value, word) ? read_behind(value, rest) :
		TW_MEANT_NONE;
}

bool tw_detail_meant(struct tw_view *name, struct tw_view *value,
	struct tw_view text)
{
	struct tw_view rest = tw_trim(text), start = rest;
	struct tw_value read;

	/* "schools 4 of 10": the longest value at the end. */
	while (rest.len) {
		take_word(&rest);
		if (rest.len && tw_value_read(&read, rest)) {
			*value = rest;
			*name = tw_trim((struct tw_view){ start.ptr,
				(size_t)(rest.ptr - start.ptr) });
			while (name->len && strchr("-=:",
			       name->ptr[name->len - 1]))
				*name = tw_trim((struct tw_view){ name->ptr,
					name->len - 1 });
			return name->len > 0;
		}
	}
	/* "4 schools": the first word. */
	rest = start;
	*value = take_word(&rest);
	*name = rest;
	return rest.len && tw_value_read(&read, *value);
}
