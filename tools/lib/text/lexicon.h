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

/* Stems by their numbers. */
struct tw_stems {
	struct tw_stem *list;
	struct tw_met *met; /* for whoever has the last stamp */
	uint32_t *slots;    /* number of a stem plus 1; 0: free */
	size_t count, room; /* and twice as many slots */
};

/* A trigram and its number. */
struct tw_code {
	uint32_t code; /* plus 1; 0: free */
	uint32_t number;
};

struct tw_codes {
	struct tw_code *slots; /* twice as many as there is room */
	uint32_t *met;         /* [number]: the stamp under which it was last */
	size_t count, room;
};

struct tw_stemmer;
struct tw_text;

struct tw_lexicon {
	struct tw_stemmer *stemmer;
	struct tw_entry *entries;
	size_t room;   /* a power of two */
	size_t learnt; /* words in it, at most half */
	uint64_t seed;
	struct tw_entry spare; /* of the last word too long to keep */
	struct tw_buffer norm, plain, value;
	struct tw_word words[TW_WORDS_MOST];

	/* What it forgets; then a new age begins. */
	uint64_t age;
	uint32_t stamp; /* the last one */
	struct tw_arena *arena;
	struct tw_stems stems;
	struct tw_codes codes;
	uint32_t alias[3][2]; /* stems of what "d", "ks" and "yr" mean */
	struct tw_text **texts; /* NULL: free */
	size_t text_count, text_room, text_bytes;
};

/*
 * What is known of a folded word, its `id` set. NULL without memory. Good
 * until the next call.
 */
const struct tw_entry *tw_lexicon_find(struct tw_lexicon *lexicon,
	struct tw_view word);

#endif
