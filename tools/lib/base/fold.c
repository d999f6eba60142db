/*
 * Names as they are compared: letter case and runs of blanks aside, and however
 * a letter is spelt. Here alone utf8proc is seen below the floor of texts.
 */
#include "base/utf8.h"

#include <utf8proc.h>

#define HASH_PRIME 0x100000001B3u
#define HASH_START 0xCBF29CE484222325u

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* True for what is neither a blank nor perhaps a part of one; as most are. */
static bool stands_for_itself(char c)
{
	return c > ' ' && c <= '~';
}

/* Takes the next byte of a folded text: -1 at the end. */
static int fold_next(struct tw_view *v)
{
	size_t blank = tw_blank_start(*v);
	int c;

	if (!blank) {
		if (!v->len)
			return -1;
		c = (unsigned char)lower(v->ptr[0]);
		v->ptr++;
		v->len--;
		return c;
	}
	while ((blank = tw_blank_start(*v))) {
		v->ptr += blank;
		v->len -= blank;
	}
	return v->len ? ' ' : -1;
}

/* ---- beyond ASCII ---- */

enum {
	MOST = 4,   /* characters that one is decomposed into */
	PARTS = 32, /* of a letter with its marks; what more there are goes on */
	BROKEN = 0x110000 /* and a byte that is no part of UTF-8 */
};

/* A folded text, decomposed, a letter with its marks at a time. */
struct spelling {
	struct tw_view rest;
	utf8proc_int32_t parts[PARTS];
	int count, at;
};

static int class_of(utf8proc_int32_t code)
{
	return code < 0x80 || code >= BROKEN ? 0 :
		utf8proc_get_property(code)->combining_class;
}

/* Puts the marks of a letter into the order of Unicode. */
static void sort_marks(struct spelling *s)
{
	for (int i = 1; i < s->count; i++) {
		utf8proc_int32_t code = s->parts[i];
		int class = class_of(code), at = i;

		while (class && at && class_of(s->parts[at - 1]) > class) {
			s->parts[at] = s->parts[at - 1];
			at--;
		}
		s->parts[at] = code;
	}
}

/* Adds the next character, decomposed; false if it begins another letter. */
static bool add_part(struct spelling *s)
{
	uint32_t code;
	size_t len = tw_utf8_decode(&code, s->rest);
	utf8proc_ssize_t count = 1;
	int class = 0;

	if (!len)
		code = BROKEN + (unsigned char)*s->rest.ptr;
	else if (code >= 0x80)
		count = utf8proc_decompose_char((utf8proc_int32_t)code,
			s->parts + s->count, MOST, UTF8PROC_DECOMPOSE, &class);
	if (count < 1 || count > MOST || code < 0x80 || code >= BROKEN) {
		s->parts[s->count] = (utf8proc_int32_t)code;
		count = 1;
	}
	if (s->count && !class_of(s->parts[s->count]))
		return false;
	s->count += (int)count;
	s->rest = tw_after(s->rest, len ? len : 1);
	return true;
}

/* The next character of it, or -1 at the end. */
static int32_t spelling_next(struct spelling *s)
{
	size_t blank;

	if (s->at < s->count)
		return s->parts[s->at++];
	s->at = s->count = 0;
	while ((blank = tw_blank_start(s->rest))) {
		s->rest = tw_after(s->rest, blank);
		s->count = 1;
	}
	if (!s->rest.len)
		return -1;
	if (s->count) {
		s->count = 0;
		return ' ';
	}
	while (s->rest.len && s->count < PARTS - MOST && add_part(s))
		continue;
	sort_marks(s);
	if (s->parts[0] < 0x80)
		s->parts[0] = lower((char)s->parts[0]);
	return s->parts[s->at++];
}

static bool spelt_alike(struct tw_view a, struct tw_view b)
{
	struct spelling x = { .rest = a }, y = { .rest = b };
	int32_t code;

	do {
		code = spelling_next(&x);
		if (code != spelling_next(&y))
			return false;
	} while (code >= 0);
	return true;
}

static uint64_t spelling_hash(struct tw_view v)
{
	struct spelling s = { .rest = v };
	uint64_t hash = HASH_START;
	int32_t code;

	while ((code = spelling_next(&s)) >= 0)
		hash = (hash ^ (uint64_t)code) * HASH_PRIME;
	return hash ^ hash >> 32;
}

/* ---- names ---- */

/* What a folded text begins with: -1 if it is empty, 0 if that is not seen. */
static int beginning_of(struct tw_view v)
{
	if (!v.len)
		return -1;
	return stands_for_itself(*v.ptr) ? lower(*v.ptr) : 0;
}

bool tw_fold_equal(struct tw_view a, struct tw_view b)
{
	struct tw_view left, right;
	int c, d, x, y;

	if (tw_view_equal(a, b))
		return true;
	/* Most differ in what they begin with. */
	x = beginning_of(a);
	y = beginning_of(b);
	if (x && y && x != y)
		return false;
	a = tw_trim(a);
	b = tw_trim(b);
	left = a;
	right = b;
	do {
		c = fold_next(&a);
		d = fold_next(&b);
		if (c != d)
			return (c >= 0x80 || d >= 0x80) &&
				spelt_alike(left, right);
	} while (c >= 0);
	return true;
}

bool tw_fold_any(struct tw_view word, const char *const *words)
{
	int first = beginning_of(word);

	for (; *words; words++)
		if ((!first || first == **words) &&
		    tw_fold_equal(word, tw_view_of(*words)))
			return true;
	return false;
}

uint64_t tw_fold_hash(struct tw_view v)
{
	struct tw_view whole = tw_trim(v), rest;
	const char *at = whole.len ? whole.ptr : "", *end = at + whole.len;
	uint64_t hash = HASH_START;
	int c;

	for (;;) {
		/* A space within it is never the last character. */
		while (at < end && (stands_for_itself(*at) || (*at == ' ' &&
		       stands_for_itself(at[1]))))
			hash = (hash ^ (uint64_t)lower(*at++)) * HASH_PRIME;
		rest = (struct tw_view){ at, (size_t)(end - at) };
		c = fold_next(&rest);
		at = rest.ptr;
		if (c >= 0x80)
			return spelling_hash(whole);
		if (c < 0)
			return hash ^ hash >> 32;
		hash = (hash ^ (uint64_t)c) * HASH_PRIME;
	}
}
