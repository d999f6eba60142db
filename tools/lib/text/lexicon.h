/*
 * Inside the floor of texts: the lexicon's rooms, and the closed lists.
 */
#ifndef TW_TEXT_LEXICON_H
#define TW_TEXT_LEXICON_H

#include "base/buffer.h"
#include "base/utf8.h"
#include "text/kin.h"
#include "text/words.h"

#include <string.h>

/* Months are numbered from 1; the seasons follow, from autumn. */
enum { TW_DECEMBER = 12 };

/* A row of a closed list. Its words stand in it: for an address each, all of
 * the list would have to be written to before a program begins. */
struct tw_special {
	char word[14]; /* or stem */
	uint32_t flags;
	uint8_t value; /* its key or month */
	char stem[13]; /* where the stemmer is not asked: "" if it is */
};

/* The row of a word, of a stem; NULL if there is none. */
const struct tw_special *tw_special_word(struct tw_view word);
const struct tw_special *tw_special_stem(struct tw_view stem);

/* The rows themselves, in bytewise order. */
extern const struct tw_special tw_special_words[], tw_special_stems[];
extern const size_t tw_special_word_count, tw_special_stem_count;

/* At most eight bytes as a number; of one length each has its own. */
static inline uint64_t tw_short_number(struct tw_view v)
{
	const unsigned char *p = (const unsigned char *)v.ptr;
	uint32_t first, last;

	if (v.len >= 4) {
		memcpy(&first, p, 4);
		memcpy(&last, p + v.len - 4, 4);
		return (uint64_t)first << 32 | last;
	}
	return v.len ? (uint64_t)p[0] << 16 | (uint64_t)p[v.len / 2] << 8 |
		p[v.len - 1] : 0;
}

static inline uint64_t tw_hash_step(uint64_t hash, uint64_t eight)
{
	hash = (hash ^ eight) * 0x9FB21C651E98DF25u;
	return hash ^ hash >> 35;
}

static inline uint64_t tw_hash_end(uint64_t hash)
{
	hash *= 0xD6E8FEB86659FD93u;
	return hash ^ hash >> 32;
}

static inline uint64_t tw_hash_of(uint64_t seed, struct tw_view v)
{
	uint64_t hash = seed ^ v.len, word;

	for (; v.len > 8; v.ptr += 8, v.len -= 8) {
		memcpy(&word, v.ptr, 8);
		hash = tw_hash_step(hash, word);
	}
	return tw_hash_end(tw_hash_step(hash, tw_short_number(v)));
}

/* Longer words are rare and go past the lexicon. */
enum { TW_ENTRY_ROOM = 20 };

struct tw_lexicon;

/* What is known of a word; one line of a processor's cache. */
struct tw_learnt {
	uint64_t age; /* of the lexicon, in which `id` holds */
	uint32_t id;  /* of the stem */
	uint32_t hash;
	uint32_t flags;
	uint8_t key;
	uint8_t month;
	uint8_t length;  /* of the word; 0: nothing is here */
	uint8_t stem_length;
	char word[TW_ENTRY_ROOM];
	char stem[TW_ENTRY_ROOM];
};

/*
 * Where something was last met: under which stamp, and what for. A new stamp
 * makes all of them as good as new.
 */
struct tw_met {
	uint32_t stamp, at;
};

struct tw_stem {
	const char *ptr;
	uint32_t len : 23;
	uint32_t light : 1; /* of a word, too, that does not weigh in a text */
	uint32_t kin : 8;   /* tw_kin_of; TW_KINS_MOST: not yet asked */
	uint32_t hash;
};

/* Stems by their numbers. */
struct tw_stems {
	struct tw_stem *list;
	struct tw_met *met; /* for whoever has the last stamp */
	uint32_t *slots;    /* number of a stem plus 1; 0: free */
	size_t count, room; /* and twice as many slots */
};

/* The kin of a stem, which is asked once; 0: it has none. */
static inline uint8_t tw_stem_kin(struct tw_stems *stems, uint32_t number)
{
	struct tw_stem *stem = &stems->list[number];

	if (stem->kin == TW_KINS_MOST)
		stem->kin = tw_kin_of((struct tw_view){ stem->ptr, stem->len });
	return stem->kin;
}

/*
 * What the word is, in a text that is not all in capitals. Its place in the
 * text aside, there is no more to find out. One line of a processor's cache.
 */
struct tw_form {
	struct tw_spelt text;
	struct tw_word word;
	uint32_t *trigrams; /* of the word between spaces, behind the places
	                     * of its first and last; NULL: not yet */
};

/* Forms by their numbers, which begin at 1. */
struct tw_forms {
	struct tw_form *list;
	uint16_t *slots; /* twice as many as there is room; 0: free */
	size_t count, room;
};

/* The slot of a form, or the free one where it belongs. */
static inline uint16_t *tw_form_slot(const struct tw_forms *forms,
	const struct tw_spelt *text, uint64_t seed)
{
	size_t mask = 2 * forms->room - 1, at;
	uint64_t hash = tw_hash_step(seed, text->part[0]);

	if (text->part[1])
		hash = tw_hash_step(tw_hash_step(hash, text->part[1]),
			text->part[2]);
	for (at = tw_hash_end(hash) & mask; forms->slots[at] &&
	     !tw_spelt_same(&forms->list[forms->slots[at] - 1].text, text);)
		at = (at + 1) & mask;
	return &forms->slots[at];
}

/* Keeps what a word is, if there is room; nothing fails if there is none. */
void tw_form_keep(struct tw_word *word, struct tw_lexicon *lexicon,
	const struct tw_spelt *text);

/* Small letters and digits. */
enum { TW_ALNUM = 36 };

/* A trigram and its number. */
struct tw_code {
	uint32_t code; /* plus 1; 0: free */
	uint32_t number;
};

struct tw_codes {
	struct tw_code *slots; /* twice as many as there is room */
	uint32_t *stamps;      /* by number, as tw_met's */
	uint64_t *lanes;       /* by number: 0, but for who is at work */
	size_t count, room;
	/* Of the last letter or digit of a word, a space, and the first one of
	 * the next: the number plus 1; 0: not yet known. */
	uint32_t between[TW_ALNUM][TW_ALNUM];
};

struct tw_text;

/* Texts that were met, and all that is known of them. */
struct tw_texts {
	struct tw_arena *arena;
	struct tw_text **slots; /* NULL: free */
	size_t count, room, bytes;
};

/* Texts in the order in which they are likely to be met again. */
struct tw_expected {
	struct tw_text **at;
	size_t count, room;
};

struct tw_stemmer;

struct tw_lexicon {
	struct tw_stemmer *stemmer;
	struct tw_learnt *entries;
	size_t room;   /* a power of two */
	size_t learnt; /* words in it, at most half */
	uint64_t seed;
	struct tw_learnt spare; /* of the last word too long to keep */
	struct tw_buffer norm, plain, value;
	struct tw_word *words; /* room for TW_WORDS_MOST, of one text */
	void *kept; /* tw_lexicon_keep */

	/* What it forgets where there is a rest: the older texts. */
	struct tw_texts texts, older;
	struct tw_expected expected; /* of these */

	/* And this more seldom; then a new age begins. */
	uint64_t age;
	uint32_t stamp; /* the last one */
	struct tw_arena *arena;
	struct tw_stems stems;
	struct tw_forms forms;
	struct tw_codes codes;
	uint32_t alias[3][2]; /* stems of what "d", "ks" and "yr" mean */
};

/* Decodes the character at the start; what is not UTF-8 is U+FFFD. */
static inline size_t tw_text_decode(uint32_t *code, struct tw_view v)
{
	size_t length;

	if (!((unsigned char)v.ptr[0] & 0x80)) {
		*code = (unsigned char)v.ptr[0];
		return 1;
	}
	length = tw_utf8_decode(code, v);
	if (length)
		return length;
	*code = 0xFFFD;
	return 1;
}

/*
 * Cuts a text to what is looked at, and normalises it where it must be, in the
 * lexicon's room. *cut: there was more; *mixed: it has small letters. False
 * without memory.
 */
bool tw_text_prepare(struct tw_view *text, bool *cut, bool *mixed,
	struct tw_lexicon *lexicon);

/* Appends a text, its letter case folded. False without memory. */
bool tw_text_casefold(struct tw_buffer *out, struct tw_view text);

/*
 * What is known of a folded word, its `id` set. NULL without memory. Good
 * until the next call.
 */
const struct tw_learnt *tw_lexicon_find(struct tw_lexicon *lexicon,
	struct tw_view word);

#endif
