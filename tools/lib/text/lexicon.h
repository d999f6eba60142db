/*
 * Inside the floor of texts: the lexicon's rooms, and the closed lists.
 */
#ifndef TW_TEXT_LEXICON_H
#define TW_TEXT_LEXICON_H

#include "base/buffer.h"
#include "text/words.h"

/* Months are numbered from 1; the seasons follow, from autumn. */
enum { TW_DECEMBER = 12 };

/* A row of a closed list. */
struct tw_special {
	const char *word; /* or stem */
	uint32_t flags;
	uint8_t value;    /* its key or month */
	const char *stem; /* where the stemmer is not asked: NULL if it is */
};

/* The row of a word, of a stem; NULL if there is none. */
const struct tw_special *tw_special_word(struct tw_view word);
const struct tw_special *tw_special_stem(struct tw_view stem);

/* The rows themselves, in bytewise order. */
extern const struct tw_special tw_special_words[], tw_special_stems[];
extern const size_t tw_special_word_count, tw_special_stem_count;

/* Longer words are rare and go past the lexicon. */
enum { TW_ENTRY_ROOM = 20 };

/* What is known of a word; one line of a processor's cache. */
struct tw_entry {
	uint64_t serial; /* the loan in which `id` holds */
	uint32_t id;     /* of the stem */
	uint32_t hash;
	uint32_t flags;
	uint8_t key;
	uint8_t month;
	uint8_t length;  /* of the word; 0: nothing is here */
	uint8_t stem_length;
	char word[TW_ENTRY_ROOM];
	char stem[TW_ENTRY_ROOM];
};

struct tw_stemmer;

struct tw_lexicon {
	struct tw_stemmer *stemmer;
	struct tw_entry *entries;
	size_t room;   /* a power of two */
	size_t learnt; /* words in it, at most half */
	uint64_t seed;
	uint64_t serial; /* of the last loan */
	struct tw_entry spare; /* of the last word too long to keep */
	struct tw_buffer norm, plain, value;
	struct tw_word words[TW_WORDS_MOST];
};

struct tw_vocabulary {
	struct tw_arena *arena;
	struct tw_lexicon *lexicon; /* NULL: none is lent */
	uint64_t seed;
	uint64_t serial; /* of the loan */
	struct tw_stem *stems;
	uint32_t *slots; /* number of a stem plus 1; 0: free */
	char *bytes; /* where the next stem may be kept, and how much is left */
	size_t left;
	size_t count, room, slot_count;
};

/*
 * What is known of a folded word, with `id` set for the vocabulary. NULL
 * without memory. Good until the next call.
 */
const struct tw_entry *tw_lexicon_find(struct tw_vocabulary *vocabulary,
	struct tw_view word);

#endif
