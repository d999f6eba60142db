/*
 * Where something may stand in a text that is to be looked at: watch.c says
 * what.
 */
#include "privacy/watch.h"

#include <string.h>

/* How many bytes are marked at once, and how many behind them count. */
enum { AT_ONCE = 64, AHEAD = 2 };

/* Without a branch, and so many in a row that compilers do several at once. */
static void mark(unsigned char *restrict anchors,
	const unsigned char *restrict text)
{
	for (size_t i = 0; i < AT_ONCE; i++) {
		unsigned char place = (unsigned char)(text[i] - 'a');

		anchors[i] = ((place > 'z' - 'a') & (text[i] != ' ')) |
			((text[i] == 'd') & ((text[i + 1] | 32) == 'o') &
			 ((text[i + 2] | 32) == 't'));
	}
}

bool tw_watch_mark(struct tw_buffer *anchors, struct tw_view text)
{
	const unsigned char *at = (const unsigned char *)text.ptr;
	unsigned char rest[2 * AT_ONCE + AHEAD] = { 0 }, *out;
	size_t left = text.len;

	if (!tw_buffer_reserve(anchors, left + 2 * AT_ONCE))
		return false;
	out = (unsigned char *)anchors->ptr;
	for (; left >= AT_ONCE + AHEAD; left -= AT_ONCE, at += AT_ONCE,
	     out += AT_ONCE)
		mark(out, at);
	if (left)
		memcpy(rest, at, left);
	mark(out, rest);
	mark(out + AT_ONCE, rest + AT_ONCE);
	return true;
}
