/*
 * Where a text that reads from left to right turns round.
 */
#include "text/text.h"

#include "base/utf8.h"

#include <utf8proc.h>

#include <string.h>

/* Words of the other way that are part of a text that begins with this one. */
enum { MOST_WORDS = 3 };

/* The first character that is written from right to left begins so. */
enum { FIRST_BYTE = 0xD6 };

/* What a character says of the way that is written. */
enum way { NO_WAY, FORWARD, BACKWARD };

static enum way way_of(uint32_t code)
{
	switch (utf8proc_get_property((utf8proc_int32_t)code)->bidi_class) {
	case UTF8PROC_BIDI_CLASS_R:
	case UTF8PROC_BIDI_CLASS_AL:
		return BACKWARD;
	case UTF8PROC_BIDI_CLASS_L:
		return FORWARD;
	default:
		return NO_WAY;
	}
}

static bool may_turn(struct tw_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] >= FIRST_BYTE)
			return true;
	return false;
}

/*
 * True if a mark ends a sentence, and that is one of the part from `from` on;
 * `begins`: the text begins with the part.
 */
static bool ends_it(struct tw_view text, size_t from, bool begins, size_t at)
{
	char next = at + 1 < text.len ? text.ptr[at + 1] : ' ';

	if (!memchr(".!?", text.ptr[at], 3))
		return false;
	return begins ? memchr(" .)\"", next, 4) != NULL :
		next == '"' && from && text.ptr[from - 1] == '"';
}

/* Where the part ends, with the marks behind it that are its own. */
static size_t end_with_marks(struct tw_view text, size_t from, bool begins,
	size_t to)
{
	size_t brackets = 0;
	bool quoted = false;

	for (size_t i = from; i < to; i++) {
		brackets += text.ptr[i] == '(';
		brackets -= brackets && text.ptr[i] == ')';
		quoted ^= text.ptr[i] == '"';
	}
	for (; to < text.len; to++) {
		char c = text.ptr[to];

		if (c == ')' && brackets)
			brackets--;
		else if (c == '"' && quoted)
			quoted = false;
		else if (!ends_it(text, from, begins, to))
			break;
	}
	return to;
}

/* Where a text begins behind what stands in brackets before it: "(done) ". */
static size_t begin_behind(struct tw_view text)
{
	const char *end = text.len && *text.ptr == '(' ?
		memchr(text.ptr, ')', text.len) : NULL;

	size_t len = end ? (size_t)(end + 1 - text.ptr) : 0;

	if (!tw_ascii_plain((struct tw_view){ text.ptr, len }))
		return 0;
	return len + (len && len < text.len && text.ptr[len] == ' ');
}

bool tw_text_turn(struct tw_view *part, struct tw_view text, size_t start)
{
	size_t from = start ? start : begin_behind(text), to = 0, words = 0;
	bool within = false, begins = !start;

	if (!may_turn(tw_after(text, start)))
		return false;
	for (size_t i = from, len; i < text.len; i += len) {
		uint32_t code;
		enum way way = NO_WAY;

		len = tw_utf8_decode(&code, tw_after(text, i));
		if (len)
			way = way_of(code);
		len += !len;
		if (way == BACKWARD) {
			/* What has no way of its own begins it with them. */
			from = to || begins ? from : i;
			to = i + len;
			words = 0;
		}
		begins &= to || way != FORWARD;
		if (text.ptr[i] == ' ')
			within = false;
		else if (!within && (way == FORWARD ||
		    (begins && tw_digit(text.ptr[i])))) {
			within = true;
			words++;
		}
		/* A list, of which each is a part. */
		if (to && (text.ptr[i] == ';' ||
		    words > (begins ? MOST_WORDS : 0)))
			break;
	}
	if (!to)
		return false;
	to = end_with_marks(text, from, begins, to);
	*part = (struct tw_view){ text.ptr + from, to - from };
	return true;
}
