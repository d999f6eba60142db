#include "report/safe.h"

#include "base/utf8.h"

#include <string.h>

void tw_safe_add(struct tw_buffer *out, struct tw_view v)
{
	if (tw_ascii_plain(v)) {
		tw_buffer_view(out, v);
		return;
	}
	while (v.len) {
		uint32_t code;
		size_t len = tw_utf8_decode(&code, v);

		if (!len)
			tw_buffer_format(out, "\\x{%02X}",
				(unsigned)(unsigned char)v.ptr[0]);
		else if (code == '\t')
			tw_buffer_byte(out, ' ');
		else if (tw_code_forbidden(code))
			tw_buffer_format(out, "\\u{%X}", (unsigned)code);
		else
			tw_buffer_add(out, v.ptr, len);
		len = len ? len : 1;
		v.ptr += len;
		v.len -= len;
	}
}

/* Where the next command would begin, or NULL. */
static const char *next_command(const char *at, const char *end, bool start)
{
	for (; at < end; at++) {
		if (start && end - at >= 2 && at[0] == ':' && at[1] == ':')
			return at;
		if (end - at >= 3 && !memcmp(at, "##[", 3))
			return at + 2;
		start = *at == '\n' || (start && tw_blank_start(
			(struct tw_view){ at, (size_t)(end - at) }));
		/* A wide blank is left with its last byte. */
		if (start && ((unsigned char)*at & 0x80))
			at += tw_blank_start((struct tw_view){ at,
				(size_t)(end - at) }) - 1;
	}
	return NULL;
}

void tw_safe_lines(struct tw_buffer *out, size_t start)
{
	struct tw_buffer safe = TW_BUFFER_INIT;
	const char *at = out->ptr + start, *end = out->ptr + out->len, *found;
	bool line = true;

	if (out->len == start)
		return;
	found = next_command(at, end, line);
	if (!found)
		return;
	for (; found; found = next_command(at, end, line)) {
		tw_buffer_add(&safe, at, (size_t)(found - at));
		tw_buffer_byte(&safe, '\\');
		tw_buffer_byte(&safe, *found);
		at = found + 1;
		line = false;
	}
	tw_buffer_add(&safe, at, (size_t)(end - at));
	out->len = start;
	out->failed |= safe.failed;
	tw_buffer_view(out, tw_buffer_get(&safe));
	tw_buffer_release(&safe);
}
