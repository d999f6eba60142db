#include "report/safe.h"

#include "base/lines.h"
#include "base/utf8.h"

#include <string.h>

void tw_safe_add(struct tw_buffer *out, struct tw_view v)
{
	while (v.len) {
		size_t run = tw_ascii_run(v), len;
		uint32_t code;

		tw_buffer_add(out, v.ptr, run);
		v = tw_after(v, run);
		if (!v.len)
			return;
		len = tw_utf8_decode(&code, v);
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

void tw_safe_patch(struct tw_buffer *out, struct tw_view patch)
{
	static const char mark[] = "\xEF\xBB\xBF";
	struct tw_view line, part;

	while (tw_cut(&line, &patch, '\n')) {
		bool returns = line.len && line.ptr[line.len - 1] == '\r';

		line.len -= returns;
		if (line.len > 3 && !memcmp(line.ptr + 1, mark, 3)) {
			tw_buffer_add(out, line.ptr, 4);
			line = tw_after(line, 4);
		}
		while (tw_cut(&part, &line, '\t')) {
			tw_safe_add(out, part);
			if (part.ptr + part.len < line.ptr)
				tw_buffer_byte(out, '\t');
		}
		tw_buffer_string(out, returns ? "\r\n" : "\n");
	}
}

/* The bracket of a "##[" in a line, or NULL. */
static const char *find_bracket(const char *at, const char *end)
{
	for (; (at = memchr(at, '#', (size_t)(end - at))); at++)
		if (end - at >= 3 && at[1] == '#' && at[2] == '[')
			return at + 2;
	return NULL;
}

/*
 * Where the next command would begin, or NULL; `start`: at the start of a
 * line. Such a one may have blanks before it.
 */
static const char *next_command(const char *at, const char *end, bool start)
{
	while (at < end) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		struct tw_view line = { at, (size_t)((line_end ? line_end :
			end) - at) };
		const char *found;

		if (start)
			line = tw_trim(line);
		if (start && line.len >= 2 && !memcmp(line.ptr, "::", 2))
			return line.ptr;
		found = find_bracket(line.ptr, line.ptr + line.len);
		if (found || !line_end)
			return found;
		at = line_end + 1;
		start = true;
	}
	return NULL;
}

void tw_safe_lines(struct tw_buffer *out, size_t start)
{
	struct tw_buffer safe = TW_BUFFER_INIT;
	const char *at, *end, *found;
	bool line = true;

	if (out->len == start)
		return;
	at = out->ptr + start;
	end = out->ptr + out->len;
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
