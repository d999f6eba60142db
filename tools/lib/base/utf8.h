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

/*
 * What it is that begins as no UTF-8 text does: UTF-16, or a document; NULL if
 * it is nothing of that kind. spec/format.md, chapter 4.
 */
const char *tw_not_text(struct tw_view v);

/* How many bytes at the start of `v` are printable ASCII; if all are. */
size_t tw_ascii_run(struct tw_view v);
bool tw_ascii_plain(struct tw_view v);

/* A digit, or a letter, of ASCII. */
static inline bool tw_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool tw_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Eight bytes as a number, the first one lowest. */
static inline uint64_t tw_eight(const char *at)
{
	const unsigned char *p = (const unsigned char *)at;

	return (uint64_t)p[7] << 56 | (uint64_t)p[6] << 48 |
		(uint64_t)p[5] << 40 | (uint64_t)p[4] << 32 |
		(uint64_t)p[3] << 24 | (uint64_t)p[2] << 16 |
		(uint64_t)p[1] << 8 | p[0];
}

/* What is left, of less than eight, and zeroes behind it. */
static inline uint64_t tw_eight_last(const char *at, const char *end)
{
	uint64_t eight = 0;

	while (end > at)
		eight = eight << 8 | (unsigned char)*--end;
	return eight;
}

static inline void tw_eight_write(char *at, uint64_t eight)
{
	at[0] = (char)eight;
	at[1] = (char)(eight >> 8);
	at[2] = (char)(eight >> 16);
	at[3] = (char)(eight >> 24);
	at[4] = (char)(eight >> 32);
	at[5] = (char)(eight >> 40);
	at[6] = (char)(eight >> 48);
	at[7] = (char)(eight >> 56);
}

/* Of eight bytes the top bit of each one that is from `first` to `last`. */
#define TW_EIGHT(c) (UINT64_C(0x0101010101010101) * (c))
static inline uint64_t tw_eight_within(uint64_t eight, unsigned char first,
	unsigned char last)
{
	uint64_t low = eight & TW_EIGHT(0x7F);

	return (low + TW_EIGHT(0x80u - first)) &
		~(low + TW_EIGHT(0x7Fu - last)) & ~eight & TW_EIGHT(0x80u);
}

/* The same of those that are letters of ASCII. */
static inline uint64_t tw_eight_letters(uint64_t eight)
{
	return tw_eight_within(eight | TW_EIGHT(0x20u), 'a', 'z');
}

/*
 * A word as it is written, in letters and digits of ASCII alone: eight of them
 * a number, the first one lowest, and zeroes behind the last.
 */
enum { TW_SPELT_PARTS = 3 };

struct tw_spelt {
	uint64_t part[TW_SPELT_PARTS];
};

static inline bool tw_spelt_same(const struct tw_spelt *a,
	const struct tw_spelt *b)
{
	return a->part[0] == b->part[0] && a->part[1] == b->part[1] &&
		a->part[2] == b->part[2];
}

/*
 * The length of the word that begins at `at`, which is put into `spelt`; 0 if
 * there is none, or one for which that has no room.
 */
static inline size_t tw_spell(struct tw_spelt *spelt, const char *at,
	const char *end)
{
	*spelt = (struct tw_spelt){ { 0 } };
	for (size_t i = 0; i < TW_SPELT_PARTS; i++, at += 8) {
		uint64_t eight = end - at >= 8 ? tw_eight(at) :
			tw_eight_last(at, end);
		uint64_t others = (tw_eight_letters(eight) |
			tw_eight_within(eight, '0', '9')) ^ TW_EIGHT(0x80u);

		if (others) {
			others &= -others;
			spelt->part[i] = eight & ((others >> 7) - 1);
			return 8 * i + (size_t)__builtin_ctzll(others) / 8;
		}
		spelt->part[i] = eight;
	}
	return 0;
}

/*
 * The same, in fewer steps, of what is likely to be a word: marks that stand
 * behind the digits in ASCII, which few words go on with, are taken for a part
 * of it.
 */
static inline size_t tw_spell_likely(struct tw_spelt *spelt, const char *at,
	const char *end)
{
	*spelt = (struct tw_spelt){ { 0 } };
	for (size_t i = 0; i < TW_SPELT_PARTS; i++, at += 8) {
		uint64_t eight = end - at >= 8 ? tw_eight(at) :
			tw_eight_last(at, end);
		uint64_t others = (eight | ~((eight | TW_EIGHT(0x80u)) -
			TW_EIGHT('0'))) & TW_EIGHT(0x80u);

		if (others) {
			others &= -others;
			spelt->part[i] = eight & ((others >> 7) - 1);
			return 8 * i + (size_t)__builtin_ctzll(others) / 8;
		}
		spelt->part[i] = eight;
	}
	return 0;
}

/* A blank of the format: space, tab, no-break and the other wide ones. */
bool tw_code_blank(uint32_t code);

/*
 * A character that may not stand in a record: controls but the tab, line and
 * paragraph separators, bidirectional controls, a byte order mark inside.
 */
bool tw_code_forbidden(uint32_t code);

/*
 * A character that nobody can see, though it may stand in a record. Joiners,
 * which other scripts need, are none.
 */
bool tw_code_hidden(uint32_t code);

/*
 * Where in `v` the first of them stands, and its length; v.len and 0 if there
 * is none. Those that say of which country a flag is are passed over.
 */
size_t tw_hidden_find(size_t *len, struct tw_view v);

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
 * True if the words of both are equal: letter case of ASCII ignored, with marks
 * or without, runs of blanks as one space, and a letter one however it is spelt,
 * as one character or as a letter and its marks (canonical equivalence).
 */
bool tw_fold_equal(struct tw_view a, struct tw_view b);

/* True if it is equal to one of a list, which ends in NULL: words in small
 * letters of ASCII. */
bool tw_fold_any(struct tw_view word, const char *const *words);

/* A hash that is equal for what tw_fold_equal takes for equal. */
uint64_t tw_fold_hash(struct tw_view v);

/*
 * The number of single-character slips between a and b, ASCII case ignored,
 * swaps of neighbours counted once; at most `limit` + 1.
 */
unsigned tw_slips(struct tw_view a, struct tw_view b, unsigned limit);

/*
 * True if both are the same in what `sign` makes of their bytes, where 0 is
 * left out. What is left out still parts digits: "1, 2" is not 12.
 */
bool tw_alike(struct tw_view a, struct tw_view b, char (*sign)(char));

#endif
