#include "text/lexicon.h"

#include <utf8proc.h>

#include <stdlib.h>

/*
 * Marks of common text beyond ASCII that normalisation leaves alone or, the
 * no-break space, makes a blank, as which it is read here.
 */
static bool common(uint32_t code)
{
	return code == 0xA0 || code == 0xA3 || code == 0x2013 ||
		code == 0x2014 || code == 0x2018 || code == 0x2019 ||
		code == 0x201C || code == 0x201D || code == 0x2022;
}

/* The length of what is looked at; *odd: it needs to be normalised. */
static size_t measure(bool *odd, struct tw_view text)
{
	size_t at = 0, count = 0;

	*odd = false;
	while (at < text.len && count < TW_TEXT_MOST) {
		struct tw_view rest = tw_after(text, at);
		size_t run = tw_ascii_run(rest);
		uint32_t code;

		if (run) {
			run = run < TW_TEXT_MOST - count ? run :
				TW_TEXT_MOST - count;
			at += run;
			count += run;
			continue;
		}
		at += tw_text_decode(&code, rest);
		*odd |= code >= 0x80 && !common(code);
		count++;
	}
	return at;
}

static bool all_ascii(struct tw_view text)
{
	uint64_t seen = 0, word;
	size_t i = 0;

	for (; i + 8 <= text.len; i += 8) {
		memcpy(&word, text.ptr + i, 8);
		seen |= word;
	}
	for (; i < text.len; i++)
		seen |= (unsigned char)text.ptr[i];
	return !(seen & 0x8080808080808080u);
}

/* Appends what utf8proc makes of a text. */
static bool map(struct tw_buffer *out, struct tw_view text,
	utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t length = utf8proc_map(
		(const utf8proc_uint8_t *)text.ptr,
		(utf8proc_ssize_t)text.len, &mapped, options |
		UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
	bool done = length >= 0 && tw_buffer_add(out, mapped, (size_t)length);

	free(mapped);
	return done;
}

/* The NFKC form of a text, in the lexicon's buffer. */
static bool normalise(struct tw_view *text, struct tw_lexicon *lexicon)
{
	struct tw_buffer clean = TW_BUFFER_INIT;
	struct tw_view rest = *text;
	bool done;

	while (rest.len) {
		char bytes[4];
		uint32_t code;
		size_t length = tw_text_decode(&code, rest);

		tw_buffer_add(&clean, bytes, tw_utf8_encode(bytes, code));
		rest.ptr += length;
		rest.len -= length;
	}
	tw_buffer_clear(&lexicon->plain);
	done = !clean.failed &&
		map(&lexicon->plain, tw_buffer_get(&clean), 0);
	tw_buffer_release(&clean);
	*text = tw_buffer_get(&lexicon->plain);
	return done;
}

/* Cuts a text to what is looked at, and normalises it where it must be. */
static bool cut_and_normalise(struct tw_view *text, bool *cut,
	struct tw_lexicon *lexicon)
{
	size_t whole = text->len;
	bool odd = false;

	if (whole <= TW_TEXT_MOST && all_ascii(*text)) {
		*cut = false;
		return true;
	}
	text->len = measure(&odd, *text);
	*cut = text->len < whole;
	if (!odd)
		return true;
	if (!normalise(text, lexicon))
		return false;
	whole = text->len;
	text->len = measure(&odd, *text);
	*cut |= text->len < whole;
	return true;
}

static bool any_small(struct tw_view text)
{
	while (text.len) {
		uint32_t code;
		size_t length = tw_text_decode(&code, text);

		if (code < 0x80 ? code >= 'a' && code <= 'z' :
		    utf8proc_category((utf8proc_int32_t)code) ==
		    UTF8PROC_CATEGORY_LL)
			return true;
		text.ptr += length;
		text.len -= length;
	}
	return false;
}

bool tw_text_prepare(struct tw_view *text, bool *cut, bool *mixed,
	struct tw_lexicon *lexicon)
{
	if (!cut_and_normalise(text, cut, lexicon))
		return false;
	*mixed = any_small(*text);
	return true;
}

bool tw_text_casefold(struct tw_buffer *out, struct tw_view text)
{
	return map(out, text, UTF8PROC_CASEFOLD);
}
