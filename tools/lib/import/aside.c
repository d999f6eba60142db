/*
 * Lines that are no part of an update, by what they say: greetings,
 * signatures, what a mail or a page says of itself.
 */
#include "base/utf8.h"
#include "import/blocks.h"
#include "record/typed.h"

#include <string.h>

/* The longest row of a kind that a text begins with, whole words; or 0. */
static size_t begins_with(struct tw_view text, enum tw_typed_kind kind)
{
	size_t best = 0;

	for (size_t i = tw_typed_first(kind); i < tw_typed_count &&
	     tw_typed[i].kind == kind; i++) {
		struct tw_view row = tw_typed_text(&tw_typed[i]);

		if (row.len > best &&
		    (row.ptr[0] | 0x20) == (text.ptr[0] | 0x20) &&
		    text.len >= row.len && tw_fold_equal(row,
		    (struct tw_view){ text.ptr, row.len }) &&
		    (text.len == row.len || !(tw_letter(text.ptr[row.len]) ||
		     text.ptr[row.len] == '\'')))
			best = row.len;
	}
	return best;
}

/* True if letters, in runs, are all words of a kind. */
static bool all_words(struct tw_view text, enum tw_typed_kind kind)
{
	while (text.len) {
		struct tw_view word = { text.ptr, 0 };

		while (word.len < text.len && tw_letter(text.ptr[word.len]))
			word.len++;
		if (word.len && !tw_typed_find(kind, word))
			return false;
		if (!word.len && (text.ptr[0] & 0x80) &&
		    tw_utf8_decode(&(uint32_t){ 0 }, text) < 3)
			return false;
		text = tw_after(text, word.len ? word.len : 1);
	}
	return true;
}

/* True for nothing, or for a name: "Kind regards, Priya". */
static bool may_sign(struct tw_view rest)
{
	bool start = true;
	size_t words = 0;

	for (size_t i = 0; i < rest.len; i++) {
		char c = rest.ptr[i];

		if (start && c >= 'a' && c <= 'z')
			return false;
		if ((c >= '0' && c <= '9') || strchr(":;?", c))
			return false;
		words += start && tw_letter(c);
		start = c == ' ' || c == '-' || c == ',';
	}
	return words < 4;
}

enum tw_aside_kind tw_line_aside(struct tw_view text)
{
	size_t len;

	text = tw_trim(text);
	while (text.len && strchr("-*_~ ", text.ptr[0]))
		text = tw_after(text, 1);
	if (!text.len || !tw_letter(text.ptr[0]))
		return TW_ASIDE_NONE;
	len = begins_with(text, TW_TYPED_PAGE);
	if (len && text.len < 60 && all_words(tw_after(text, len),
	    TW_TYPED_PAGE_MORE))
		return TW_ASIDE_PAGE;
	len = begins_with(text, TW_TYPED_SIGNATURE);
	if (len && may_sign(tw_after(text, len)))
		return TW_ASIDE_SIGNATURE;
	if (begins_with(text, TW_TYPED_CLOSING))
		return TW_ASIDE_CLOSING;
	if (begins_with(text, TW_TYPED_GREETING))
		return TW_ASIDE_GREETING;
	return TW_ASIDE_NONE;
}
