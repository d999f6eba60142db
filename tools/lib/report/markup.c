#include "report/markup.h"

#include "base/utf8.h"
#include "report/safe.h"
#include "text/text.h"

#include <string.h>

/* ---- Markdown ---- */

/* True if `text` begins with `what`. */
static bool begins(struct tw_view text, const char *what)
{
	size_t len = strlen(what);

	return text.len >= len && !memcmp(text.ptr, what, len);
}

/* Where a line would begin a block of another kind: the sign that does it. */
static size_t block_sign(struct tw_view text)
{
	size_t i = 0;

	while (i < text.len && tw_digit(text.ptr[i]))
		i++;
	if (i < text.len && strchr(i ? ".)" : "+-=:/", text.ptr[i]))
		return i;
	return text.len;
}

/* Of names of people and things, as sites take them. */
static bool is_word(struct tw_view text, size_t i)
{
	char c = i < text.len ? text.ptr[i] : ' ';

	return tw_digit(c) || tw_letter(c) || c == '_';
}

/* Also where links are made of addresses that are not marked up. */
static bool is_active(struct tw_view text, size_t i)
{
	struct tw_view rest = { text.ptr + i, text.len - i };
	struct tw_view before = { text.ptr + i - 3, 3 };

	if (strchr("\\`*_[]<>&~|$#@", text.ptr[i]))
		return true;
	if (strchr("!%", text.ptr[i]))
		return is_word(text, i + 1);
	return begins(rest, "://") || (i >= 3 && text.ptr[i] == '.' &&
		tw_fold_equal(before, TW_VIEW("www")));
}

/*
 * Sites that host repositories look for these behind Markdown, when the
 * backslash is gone: whom "@name" calls, what "#1" and "GH-1" refer to.
 */
static bool is_call(struct tw_view text, size_t i)
{
	switch (text.ptr[i]) {
	case '@':
		return is_word(text, i + 1) && !(i && is_word(text, i - 1));
	case '#':
		return i + 1 < text.len && tw_digit(text.ptr[i + 1]);
	case '-':
		return i >= 2 && i + 1 < text.len &&
			tw_digit(text.ptr[i + 1]) && tw_fold_equal(
			(struct tw_view){ text.ptr + i - 2, 2 },
			TW_VIEW("gh"));
	default:
		return false;
	}
}

static void add_markdown(struct tw_buffer *out, struct tw_view text,
	bool start, bool quiet)
{
	size_t sign = start ? block_sign(text) : text.len;

	for (size_t i = 0; i < text.len; i++) {
		if (i == sign || is_active(text, i))
			tw_buffer_byte(out, '\\');
		tw_buffer_byte(out, text.ptr[i]);
		if (quiet && is_call(text, i))
			tw_buffer_string(out, TW_NO_WIDTH);
	}
}

void tw_markdown_add(struct tw_buffer *out, struct tw_view text, bool start)
{
	add_markdown(out, text, start, false);
}

void tw_markdown_quiet(struct tw_buffer *out, struct tw_view text, bool start)
{
	add_markdown(out, text, start, true);
}

void tw_markdown_safe(struct tw_buffer *out, struct tw_view text, bool start)
{
	struct tw_buffer safe = TW_BUFFER_INIT;

	tw_safe_add(&safe, text);
	tw_markdown_quiet(out, tw_buffer_get(&safe), start);
	tw_buffer_end(&safe, out);
}

/* ---- HTML ---- */

/* The reference that stands for an ASCII character, or NULL. */
static const char *reference(struct tw_view text, size_t i)
{
	switch (text.ptr[i]) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case ' ':
		return i && text.ptr[i - 1] != ' ' && i + 1 < text.len ? NULL :
			"&#32;";
	case ':': /* "::" where a line may begin */
		return i ? NULL : "&#58;";
	case '[': /* "##[" */
		return i && text.ptr[i - 1] == '#' ? "&#91;" : NULL;
	default:
		return NULL;
	}
}

void tw_html_add(struct tw_buffer *out, struct tw_view text)
{
	for (size_t i = 0, len; i < text.len; i += len) {
		struct tw_view rest = { text.ptr + i, text.len - i };
		const char *known = reference(text, i);
		uint32_t code;

		len = tw_utf8_decode(&code, rest);
		if (known)
			tw_buffer_string(out, known);
		else if (len && code == 0xA0)
			tw_buffer_string(out, "&nbsp;");
		else if (len && code != ' ' && tw_code_blank(code))
			tw_buffer_format(out, "&#%u;", (unsigned)code);
		else
			tw_buffer_add(out, rest.ptr, len ? len : 1);
		len += !len;
	}
}

void tw_html_turned(struct tw_buffer *out, struct tw_view text)
{
	struct tw_view part;
	size_t at = 0;

	while (tw_text_turn(&part, text, at)) {
		tw_html_add(out, (struct tw_view){ text.ptr + at,
			(size_t)(part.ptr - text.ptr) - at });
		tw_buffer_string(out, "<bdi>");
		tw_html_add(out, part);
		tw_buffer_string(out, "</bdi>");
		at = (size_t)(part.ptr - text.ptr) + part.len;
	}
	tw_html_add(out, tw_after(text, at));
}
