#include "signs.h"

#include "../test.h"

#include <stdlib.h>
#include <string.h>

static const char header[] =
	"Priority: eet\n"
	"Title: T\n"
	"Area: A\n"
	"Term: 2023-24 Summer 1\n"
	"Officers: X\n"
	"\n";

bool starts(struct tw_view v, const char *with)
{
	size_t len = strlen(with);

	return v.len >= len && !memcmp(v.ptr, with, len);
}

bool is(struct tw_view v, const char *string)
{
	return tw_view_equal(v, tw_view_of(string));
}

void advance(struct tw_view *v, size_t len)
{
	v->ptr += len;
	v->len -= len;
}

bool next_line(struct tw_view *line, struct tw_view *rest)
{
	const char *end;

	if (!rest->len)
		return false;
	end = memchr(rest->ptr, '\n', rest->len);
	line->ptr = rest->ptr;
	line->len = end ? (size_t)(end - rest->ptr) : rest->len;
	advance(rest, line->len + (end != NULL));
	return true;
}

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' :
		c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Bytes in hex, parted by spaces; then perhaps "×" and how many times. */
static void add_bytes(struct tw_buffer *out, struct tw_view inside)
{
	char bytes[32];
	size_t len = 0;
	unsigned long times = 1;

	while (inside.len) {
		if (starts(inside, "\xC3\x97")) {
			times = strtoul(inside.ptr + 2, NULL, 10);
			break;
		}
		if (inside.ptr[0] == ' ') {
			advance(&inside, 1);
			continue;
		}
		assert_true(inside.len > 1 && len < sizeof(bytes));
		assert_true(hex(inside.ptr[0]) >= 0 && hex(inside.ptr[1]) >= 0);
		bytes[len++] = (char)(hex(inside.ptr[0]) << 4 |
			hex(inside.ptr[1]));
		advance(&inside, 2);
	}
	while (times--)
		assert_true(tw_buffer_add(out, bytes, len));
}

static void add_bracket(struct tw_buffer *out, struct tw_view *v)
{
	struct tw_view inside = { v->ptr + 3, 0 };

	while (!starts((struct tw_view){ inside.ptr + inside.len,
		v->len - 3 - inside.len }, "\xE2\x9F\xA7")) {
		assert_true(inside.len + 3 < v->len);
		inside.len++;
	}
	advance(v, inside.len + 6);
	if (!is(inside, "EOF"))
		add_bytes(out, inside);
	else if (v->len)
		advance(v, 1); /* the line end that shall not be there */
}

void expand(struct tw_buffer *out, struct tw_view v)
{
	static const struct {
		const char *sign, *bytes;
	} signs[] = {
		{ "\xE2\x86\x92", "\t" },
		{ "\xE2\x90\xA3", " " },
		{ "\xE2\x90\x8D", "\r" },
		{ "\xE2\x8D\xBD", "\xC2\xA0" },
	};

	if (starts(v, "...\n")) {
		tw_buffer_string(out, header);
		advance(&v, 4);
	}
	while (v.len) {
		size_t i = 0;

		while (i < 4 && !starts(v, signs[i].sign))
			i++;
		if (i < 4) {
			tw_buffer_string(out, signs[i].bytes);
			advance(&v, 3);
		} else if (starts(v, "\xE2\x9F\xA6")) {
			add_bracket(out, &v);
		} else {
			tw_buffer_byte(out, v.ptr[0]);
			advance(&v, 1);
		}
	}
	assert_false(out->failed);
}
