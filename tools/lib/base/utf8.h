/*
 * UTF-8: checking, stepping, and the few classes of characters that the
 * format knows. spec/format.md, "Characters".
 */
#ifndef TW_BASE_UTF8_H
#define TW_BASE_UTF8_H

#include <termwise/base.h>

/*
 * Decodes the character at the start of `v` (not empty) into `*code`, and
 * returns its length in bytes, or 0 if it is not well-formed UTF-8.
 */
size_t tw_utf8_decode(uint32_t *code, struct tw_view v);

/* Encodes `code`, which is a character; returns its length, 1 to 4. */
size_t tw_utf8_encode(char out[static 4], uint32_t code);

/* How many bytes at the start of `v` are printable ASCII; if all are. */
size_t tw_ascii_run(struct tw_view v);
bool tw_ascii_plain(struct tw_view v);

/* A blank of the format: space, tab, no-break and the other wide ones. */
bool tw_code_blank(uint32_t code);

/*
 * A character that may not stand in a record: controls but the tab, line and
 * paragraph separators, bidirectional controls, a byte order mark inside.
 */
bool tw_code_forbidden(uint32_t code);

/* The length of the blank at the start (end) of `v`, 0 if there is none. */
size_t tw_blank_start_wide(struct tw_view v);
size_t tw_blank_end_wide(struct tw_view v);

static inline size_t tw_blank_start(struct tw_view v)
{
	if (!v.len)
		return 0;
	if (!((unsigned char)v.ptr[0] & 0x80))
		return v.ptr[0] == ' ' || v.ptr[0] == '\t';
	return tw_blank_start_wide(v);
}

static inline size_t tw_blank_end(struct tw_view v)
{
	if (!v.len)
		return 0;
	if (!((unsigned char)v.ptr[v.len - 1] & 0x80))
		return v.ptr[v.len - 1] == ' ' || v.ptr[v.len - 1] == '\t';
	return tw_blank_end_wide(v);
}

/* `v` without its first `len` bytes. */
static inline struct tw_view tw_after(struct tw_view v, size_t len)
{
	return (struct tw_view){ v.ptr + len, v.len - len };
}

/* The start of a text, of at most so many bytes, where a character ends. */
static inline struct tw_view tw_start(struct tw_view v, size_t most)
{
	if (v.len <= most)
		return v;
	while (most && ((unsigned char)v.ptr[most] & 0xC0) == 0x80)
		most--;
	v.len = most;
	return v;
}

/* `v` without blanks at both its ends. */
static inline struct tw_view tw_trim(struct tw_view v)
{
	size_t len;

	while ((len = tw_blank_start(v))) {
		v.ptr += len;
		v.len -= len;
	}
	while ((len = tw_blank_end(v)))
		v.len -= len;
	return v;
}

/*
 * True if the words of both are equal: letter case of ASCII ignored, runs of
 * blanks as one space.
 */
bool tw_fold_equal(struct tw_view a, struct tw_view b);

/* A hash that is equal for what tw_fold_equal takes for equal. */
uint64_t tw_fold_hash(struct tw_view v);

/*
 * The number of single-character slips between a and b, ASCII case ignored,
 * swaps of neighbours counted once; at most `limit` + 1.
 */
unsigned tw_slips(struct tw_view a, struct tw_view b, unsigned limit);

#endif
