#include "text/text.h"

#include "base/utf8.h"

#include <utf8proc.h>

#include <stdlib.h>
#include <string.h>

size_t tw_text_width(struct tw_view v)
{
	size_t width = 0;

	if (tw_ascii_plain(v))
		return v.len;
	while (v.len) {
		unsigned char c = (unsigned char)v.ptr[0];
		uint32_t code;
		size_t length = 1;

		if (c >= 0x20 && c < 0x7F) {
			width++;
		} else {
			length = tw_utf8_decode(&code, v);
			width += length ? (size_t)utf8proc_charwidth(
				(utf8proc_int32_t)code) : 1;
			length += !length;
		}
		v.ptr += length;
		v.len -= length;
	}
	return width;
}

/*
 * True if no character can be composed or decomposed: below U+0300 and among
 * marks of punctuation none can, U+2000 and U+2001 aside.
 */
static bool is_composed(struct tw_view v)
{
	while ((v = tw_after(v, tw_ascii_run(v))).len) {
		bool mark = v.len > 2 && !memcmp(v.ptr, "\xE2\x80", 2) &&
			(unsigned char)v.ptr[2] > 0x81;

		if ((unsigned char)v.ptr[0] >= 0xCC && !mark)
			return false;
		v = tw_after(v, mark ? 3 : 1);
	}
	return true;
}

/*
 * True if so many marks stand on one character that it would take long to put
 * them in order: as many steps for each as there are.
 */
static bool is_heaped(struct tw_view v)
{
	enum { MOST = 64 };
	size_t marks = 0, length = 1;
	uint32_t code;

	for (; v.len && length && marks <= MOST; v = tw_after(v, length)) {
		length = tw_utf8_decode(&code, v);
		marks = length && utf8proc_get_property((utf8proc_int32_t)
			code)->combining_class ? marks + 1 : 0;
	}
	return marks > MOST;
}

struct tw_view tw_text_compose(struct tw_view v, struct tw_arena *arena)
{
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t len;

	if (is_composed(v) || is_heaped(v))
		return v;
	len = utf8proc_map((const utf8proc_uint8_t *)v.ptr,
		(utf8proc_ssize_t)v.len, &composed,
		UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (len >= 0)
		v = tw_arena_copy(arena, (struct tw_view){ (char *)composed,
			(size_t)len });
	else if (len == UTF8PROC_ERROR_NOMEM)
		v = (struct tw_view){ NULL, 0 };
	free(composed);
	return v;
}

/* What is typed for the three bytes of a mark that is typeset, or NULL. */
static const char *typed(const char *at)
{
	unsigned char last = (unsigned char)at[2];

	if (!memcmp(at, "\xE2\x88\x92", 3))
		return "-";
	if (memcmp(at, "\xE2\x80", 2))
		return NULL;
	if (last >= 0x90 && last <= 0x95)
		return "-";
	if (last == 0x98 || last == 0x99 || last == 0x9B)
		return "'";
	if (last == 0x9C || last == 0x9D || last == 0x9F)
		return "\"";
	return last == 0xA6 ? "..." : NULL;
}

struct tw_view tw_text_typed(struct tw_view v, struct tw_arena *arena)
{
	size_t len = 0;
	char *text;

	if (!v.len || !memchr(v.ptr, 0xE2, v.len))
		return v;
	text = tw_arena_take_raw(arena, v.len);
	while (text && v.len) {
		const char *mark = v.len > 2 ? typed(v.ptr) : NULL;
		const char *next = memchr(v.ptr + 1, 0xE2, v.len - 1);
		size_t run = next ? (size_t)(next - v.ptr) : v.len;

		if (mark) {
			run = 3;
			memcpy(text + len, mark, strlen(mark));
			len += strlen(mark);
		} else {
			memcpy(text + len, v.ptr, run);
			len += run;
		}
		v = tw_after(v, run);
	}
	return (struct tw_view){ text, text ? len : 0 };
}

/* Where a slug stands. */
struct slug {
	struct tw_buffer *out;
	size_t start;
	bool gap; /* a hyphen is due before the next character */
};

static bool dropped(uint32_t code)
{
	utf8proc_category_t category;

	if (code == '\'' || code == 0x2018 || code == 0x2019 || code == 0x2BC)
		return true;
	category = utf8proc_category((utf8proc_int32_t)code);
	return category == UTF8PROC_CATEGORY_MN ||
		category == UTF8PROC_CATEGORY_MC ||
		category == UTF8PROC_CATEGORY_ME;
}

/* Adds a decomposed character. */
static bool add(struct slug *slug, uint32_t code)
{
	bool letter = (code | 32) >= 'a' && (code | 32) <= 'z';

	if (!letter && !(code >= '0' && code <= '9')) {
		slug->gap |= !dropped(code);
		return true;
	}
	if (slug->gap && slug->out->len > slug->start &&
	    !tw_buffer_byte(slug->out, '-'))
		return false;
	slug->gap = false;
	return tw_buffer_byte(slug->out, (char)(letter ? code | 32 : code));
}

/* Adds a character, and what it is made of. */
static bool decompose(struct slug *slug, uint32_t code)
{
	enum { PARTS = 32 };
	utf8proc_int32_t parts[PARTS];
	int boundary = 0;
	utf8proc_ssize_t count;

	if (code < 0x80)
		return add(slug, code);
	count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, PARTS,
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
	if (count < 0 || count > PARTS)
		return add(slug, code);
	for (utf8proc_ssize_t i = 0; i < count; i++)
		if (!add(slug, (uint32_t)parts[i]))
			return false;
	return true;
}

bool tw_text_slug(struct tw_buffer *out, struct tw_view name)
{
	struct slug slug = { out, out->len, false };

	while (name.len) {
		uint32_t code;
		size_t length = tw_utf8_decode(&code, name);

		if (!length)
			slug.gap = true;
		else if (!decompose(&slug, code))
			goto fail;
		length += !length;
		name.ptr += length;
		name.len -= length;
	}
	return true;
fail:
	out->len = slug.start;
	return false;
}

struct tw_view tw_slug(struct tw_arena *arena, struct tw_view name)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view slug = { NULL, 0 };

	if (tw_text_slug(&out, name))
		slug = tw_arena_copy(arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	return slug;
}
