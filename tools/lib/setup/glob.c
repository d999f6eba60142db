#include "setup/glob.h"

#include <string.h>

enum { MOST_PARTS = 64 }; /* of a path; a deeper one matches nothing */

static struct tw_view from(struct tw_view v, size_t at)
{
	return (struct tw_view){ v.ptr + at, v.len - at };
}

/* One character of a set, which a backslash may stand before. */
static unsigned char set_next(size_t *at, struct tw_view pattern)
{
	if (pattern.ptr[*at] == '\\' && *at + 1 < pattern.len)
		++*at;
	return (unsigned char)pattern.ptr[(*at)++];
}

/*
 * Matches a character with the set at the start of a pattern, which begins
 * with "[". Returns the length of the set, 0 if it has no end.
 */
static size_t set_match(bool *matched, struct tw_view pattern,
	unsigned char code)
{
	size_t at = 1, start;
	bool other;

	*matched = false;
	other = at < pattern.len && strchr("!^", pattern.ptr[at]);
	at += other;
	for (start = at; at < pattern.len; ) {
		unsigned char low, high;

		if (pattern.ptr[at] == ']' && at > start) {
			*matched ^= other;
			return at + 1;
		}
		low = high = set_next(&at, pattern);
		if (at + 1 < pattern.len && pattern.ptr[at] == '-' &&
		    pattern.ptr[at + 1] != ']') {
			at++;
			high = set_next(&at, pattern);
		}
		*matched |= low <= code && code <= high;
	}
	return 0;
}

/* The length of what at the start of a pattern is one character; 0: none. */
static size_t one_match(struct tw_view pattern, unsigned char code)
{
	bool matched = true;
	size_t len = 1;

	if (!pattern.len)
		return 0;
	switch (*pattern.ptr) {
	case '?':
		break;
	case '[':
		len = set_match(&matched, pattern, code);
		break;
	case '\\':
		len = pattern.len > 1 ? 2 : 1;
		/* fallthrough */
	default:
		matched = (unsigned char)pattern.ptr[len - 1] == code;
	}
	return matched ? len : 0;
}

/* Matches one name. Of two stars only the last one has to be tried again. */
static bool name_match(struct tw_view pattern, struct tw_view name)
{
	size_t at = 0, p = 0, star = SIZE_MAX, kept = 0, len;

	while (at < name.len) {
		if (p < pattern.len && pattern.ptr[p] == '*') {
			star = ++p;
			kept = at;
			continue;
		}
		len = one_match(from(pattern, p), (unsigned char)name.ptr[at]);
		if (len) {
			p += len;
			at++;
		} else if (star == SIZE_MAX) {
			return false;
		} else {
			p = star;
			at = ++kept;
		}
	}
	while (p < pattern.len && pattern.ptr[p] == '*')
		p++;
	return p == pattern.len;
}

static struct tw_view cut_part(struct tw_view *rest)
{
	const char *slash = rest->len ? memchr(rest->ptr, '/', rest->len) :
		NULL;
	struct tw_view part = { rest->ptr, slash ?
		(size_t)(slash - rest->ptr) : rest->len };
	size_t len = part.len + (slash != NULL);

	*rest = from(*rest, len);
	return part;
}

/*
 * reach[i] says that what was read of the pattern stands for the first i
 * parts of the path. One part of the pattern moves all of it on.
 */
static void part_move(bool reach[static MOST_PARTS + 1], size_t count,
	struct tw_view part, bool last, const struct tw_view *names)
{
	bool any = tw_view_equal(part, TW_VIEW("**")), before = false;

	for (size_t i = 0; i <= count; i++) {
		bool was = reach[i];

		if (any)
			/* At the end there must be something for it. */
			reach[i] = last ? before : before || was;
		else
			reach[i] = i && before &&
				name_match(part, names[i - 1]);
		before = any ? before || was : was;
	}
}

static bool path_match(struct tw_view pattern, struct tw_view path)
{
	bool reach[MOST_PARTS + 1] = { true };
	struct tw_view names[MOST_PARTS];
	size_t count = 0;

	while (path.len) {
		if (count == MOST_PARTS)
			return false;
		names[count++] = cut_part(&path);
	}
	while (pattern.len) {
		struct tw_view part = cut_part(&pattern);

		part_move(reach, count, part, !pattern.len, names);
	}
	return reach[count];
}

bool tw_glob_match(struct tw_view pattern, struct tw_view path)
{
	const char *slash = NULL;

	if (!pattern.len || pattern.ptr[pattern.len - 1] == '/')
		return false;
	if (memchr(pattern.ptr, '/', pattern.len)) {
		if (*pattern.ptr == '/')
			pattern = from(pattern, 1);
		return path_match(pattern, path);
	}
	for (size_t i = 0; i < path.len; i++)
		if (path.ptr[i] == '/')
			slash = path.ptr + i;
	if (slash)
		path = from(path, (size_t)(slash + 1 - path.ptr));
	return name_match(pattern, path);
}
