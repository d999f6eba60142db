#include "privacy/privacy.h"

#include "base/utf8.h"

#include <string.h>

/* A sign of as many bytes as the character it stands for has. */
static void mask_character(char *at, size_t len)
{
	static const char *const signs[] = { "*", "\xC3\x97",
		"\xEF\xBC\x8A", "\xF0\x9F\x9E\xB6" };

	memcpy(at, signs[len - 1], len);
}

static bool ascii_inner(char c)
{
	return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static void mask_span(char *at, size_t left)
{
	while (left) {
		struct tw_view rest = { at, left };
		uint32_t code;
		size_t len = tw_utf8_decode(&code, rest);

		if (!len) {
			*at = '*'; /* a letter of another encoding */
			len = 1;
		} else if (len > 1 ? !tw_code_blank(code) : ascii_inner(*at)) {
			mask_character(at, len);
		}
		at += len;
		left -= len;
	}
}

struct tw_view tw_private_mask(struct tw_view text,
	const struct tw_private_spans *spans, struct tw_arena *arena)
{
	struct tw_view masked;
	char *bytes;

	if (!spans->count)
		return text;
	masked = tw_arena_copy(arena, text);
	bytes = (char *)(uintptr_t)masked.ptr; /* it was just made */
	for (size_t i = 0; bytes && i < spans->count; i++)
		mask_span(bytes + (spans->at[i].text.ptr - text.ptr),
			spans->at[i].text.len);
	return masked;
}

struct tw_view tw_private_hide(struct tw_view text,
	const struct tw_private_options *options, struct tw_arena *arena)
{
	static const struct tw_view no_memory = { NULL, 0 };
	struct tw_private_spans spans;

	if (!text.len)
		return (struct tw_view){ "", 0 };
	return tw_private_find(&spans, arena, text, options, NULL) ?
		no_memory : tw_private_mask(text, &spans, arena);
}
