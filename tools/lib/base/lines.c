#include "base/lines.h"

#include <string.h>

enum { BOM_LENGTH = 3 };

bool tw_cut(struct tw_view *part, struct tw_view *rest, char end)
{
	const char *found;

	if (!rest->len)
		return false;
	found = memchr(rest->ptr, end, rest->len);
	*part = *rest;
	if (found)
		part->len = (size_t)(found - rest->ptr);
	rest->ptr += part->len + (found != NULL);
	rest->len -= part->len + (found != NULL);
	return true;
}

struct tw_line_walk tw_line_walk(struct tw_view text)
{
	bool bom = text.len >= BOM_LENGTH &&
		!memcmp(text.ptr, "\xEF\xBB\xBF", BOM_LENGTH);

	return (struct tw_line_walk){ text.ptr + (bom ? BOM_LENGTH : 0),
		text.ptr + text.len, 1 };
}

/* Behind the line end from `at` on; NULL if there is none. */
static const char *behind_line(const char *at, const char *end)
{
	const char *newline = at == end ? NULL :
		memchr(at, '\n', (size_t)(end - at));

	return newline ? newline + 1 : NULL;
}

struct tw_view tw_line_at(struct tw_line_walk *walk, uint32_t number)
{
	const char *next;
	size_t len;

	while (walk->number < number) {
		next = behind_line(walk->at, walk->end);
		walk->at = next ? next : walk->end;
		walk->number++;
	}
	next = behind_line(walk->at, walk->end);
	len = (size_t)((next ? next - 1 : walk->end) - walk->at);
	if (len && walk->at[len - 1] == '\r')
		len--;
	return (struct tw_view){ walk->at, len };
}
