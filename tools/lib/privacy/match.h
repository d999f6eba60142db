/*
 * What the matchers share: a block of lines in plain characters, and what
 * they found there.
 */
#ifndef TW_PRIVACY_MATCH_H
#define TW_PRIVACY_MATCH_H

#include "base/buffer.h"
#include "privacy/privacy.h"

/*
 * An item, a field or a comment with the lines that go on with it, in plain
 * characters (tw_text_plain): runs of blanks are one space, or one '\n' if a
 * line ends in them. NULs stand before and behind, so that a matcher may look
 * that far.
 */
enum { TW_PLAIN_MARGIN = 8 };
struct tw_plain {
	const char *c;      /* `len` of them */
	const uint32_t *at; /* where each begins in the source */
	size_t len;
	const struct tw_private_options *options;
	bool declared; /* it is a value that is declared public */
};

struct tw_hit {
	size_t from, to; /* in the plain characters */
	uint64_t hash;   /* of what it comes to, however it is spelt */
	enum tw_private_kind kind;
};

/* What was found in a block; `failed`: without memory. */
struct tw_hits {
	struct tw_buffer list; /* struct tw_hit */
	bool failed;
};

void tw_hits_add(struct tw_hits *hits, struct tw_hit hit);

/* ---- characters ---- */

static inline bool tw_plain_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool tw_plain_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Of ASCII. */
static inline bool tw_plain_alpha(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static inline bool tw_plain_letter(char c)
{
	return tw_plain_alpha(c) || (unsigned char)c >= 0x80;
}

/* A letter or a digit: what stands at no boundary. */
static inline bool tw_plain_inner(char c)
{
	return tw_plain_letter(c) || tw_plain_digit(c);
}

static inline bool tw_plain_blank(char c)
{
	return c == ' ' || c == '\n';
}

static inline char tw_plain_small(char c)
{
	return tw_plain_upper(c) ? (char)(c | 32) : c;
}

/* Where the word (letters and digits) that begins at `i` ends. */
size_t tw_plain_word(const struct tw_plain *plain, size_t i);

/* True if the small letters of `word` are those from `from` to `to`. */
bool tw_plain_is(const struct tw_plain *plain, size_t from, size_t to,
	const char *word);

/* True if it is one of a list that ends in NULL. */
bool tw_plain_any(const struct tw_plain *plain, size_t from, size_t to,
	const char *const *words);

/* True if one of the words stands between two places. */
bool tw_plain_near(const struct tw_plain *plain, size_t from, size_t to,
	const char *const *words);

/* ---- hashes of what is found ---- */

#define TW_HIT_HASH UINT64_C(0xCBF29CE484222325)

static inline uint64_t tw_hit_hash(uint64_t hash, char c)
{
	return (hash ^ (unsigned char)c) * UINT64_C(0x100000001B3);
}

/* The same of a name: its words, with one space between them. */
uint64_t tw_hit_name(const struct tw_plain *plain, size_t from, size_t to);

/* ---- matchers ---- */

/*
 * Each looks at what begins at `i`, where a word begins, and returns where
 * what it found ends; `i` if it found nothing.
 */
size_t tw_match_upn(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i);
size_t tw_match_ni(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i);
size_t tw_match_number(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i);
size_t tw_match_postcode(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i);
size_t tw_match_date(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i);

/* These look around the word from `from` to `to`. */
void tw_match_pupil(struct tw_hits *hits, const struct tw_plain *plain,
	size_t from, size_t to);
void tw_match_count(struct tw_hits *hits, const struct tw_plain *plain,
	size_t from, size_t to);

/* These look at the whole block. */
void tw_match_mails(struct tw_hits *hits, const struct tw_plain *plain);
void tw_match_names(struct tw_hits *hits, const struct tw_plain *plain);

/* All of them; `hits` is emptied first, and sorted in the end. */
void tw_match_all(struct tw_hits *hits, const struct tw_plain *plain);

#endif
