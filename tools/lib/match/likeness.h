/*
 * Inside the floor of matching: what is worked out of each text, and when.
 * spec/likeness.md names all that stands here.
 */
#ifndef TW_MATCH_LIKENESS_H
#define TW_MATCH_LIKENESS_H

#include "match/match.h"
#include "text/words.h"

enum {
	TW_BITS = 16,      /* words of 64 bits, for trigrams */
	TW_CHAINS = 64 * TW_BITS,
	TW_STEM_BITS = 4,  /* and for stems */
	TW_LONG_MOST = 8,  /* words of a long form */
	TW_LONG_BYTES = 64 /* of them together, a space after each */
};

/* A label, ordinal, contrast or season of a text. */
struct tw_mark {
	uint32_t key; /* enum tw_key */
	uint32_t value;
	bool head;    /* stands in the first sentence */
};

/* Numbers in rising order, none twice. */
struct tw_ids {
	uint32_t *ids;
	size_t count;
};

/*
 * The trigrams of a text, each once. They hang in chains, of which most have
 * one; which chains there are is told by the bits.
 */
struct tw_trigrams {
	uint32_t *codes;
	uint16_t *next;  /* of the same chain; its own place: none */
	uint16_t *first; /* of each chain whose bit is set */
	uint32_t count;
	uint32_t doubled; /* that are not the only ones of their chain */
	uint64_t bits[TW_BITS];
};

/*
 * A text, wherever it stands: texts that are equal to the byte are one. Its
 * parts are filled in the order in which they stand.
 */
struct tw_side {
	struct tw_view text;
	uint64_t text_hash;
	uint32_t times; /* how many items have it */

	/* when it is first compared */
	bool read;
	struct tw_words words;
	uint64_t hash; /* of words.norm */

	/* when the first score is asked for */
	bool long_forms; /* some may stand here */
	struct tw_ids stems, names;

	/* when it is first scored */
	bool ready, chained;
	uint32_t *weights; /* of `stems` */
	uint64_t weight, name_weight; /* their sums */
	struct tw_mark *marks; /* by key, then value */
	size_t mark_count;
	struct tw_ids quantities;
	struct tw_trigrams trigrams;
	uint64_t stem_bits[TW_STEM_BITS];
};

/* How a stem is used in the two records. */
struct tw_usage {
	uint32_t items, named; /* how many have it, have it as name */
	uint32_t item_seen, name_seen; /* the last of them, plus 1 */
	uint32_t weight, name_weight;
	bool small;  /* stands without capital inside a sentence */
	bool inside; /* stands with one there */
	bool title;  /* stands with one beside another word with one */
	bool later;  /* an item of the later record has it */
	bool plain;  /* stands as a word that is no number, label or name */
};

/* A word that takes another's place. */
struct tw_piece {
	uint32_t stem;
	struct tw_view norm;
	bool function;
};

/* An acronym and what it stands for; count 0: nothing known. */
struct tw_acronym {
	uint64_t initials;
	uint32_t stem; /* of the acronym itself */
	struct tw_piece words[TW_LONG_MOST];
	size_t count;
	bool small; /* the long form stands in small letters somewhere */
};

struct tw_acronyms {
	struct tw_acronym *list;
	uint32_t *slots; /* place in the list plus 1 */
	size_t count, mask;
	uint32_t starts[26]; /* which second letters follow a first */
};

struct tw_likeness {
	struct tw_arena *arena;
	struct tw_lexicon *lexicon; /* NULL: one is made when it is needed */
	struct tw_vocabulary *vocabulary;
	struct tw_side *sides; /* in the order of their first place */
	size_t side_count;
	uint32_t *side_of; /* of each item, the earlier record's first */
	size_t from_count, count; /* of items */
	uint64_t seed;

	bool weighed;
	struct tw_usage *usage; /* by stem */
	struct tw_acronyms acronyms;
	struct tw_piece alias[3][2]; /* of "d", "ks" and "yr" */
	uint64_t floor; /* the least that a score divides by */
	unsigned least; /* scores below are 0 */
	const struct tw_names *declared; /* acronyms; NULL: none */
};

/* Reads the words of a side, once. */
enum tw_status tw_side_read(struct tw_side *side,
	struct tw_likeness *likeness, struct tw_error *err);

/* Reads all sides and weighs their stems and names, once. */
enum tw_status tw_likeness_weigh(struct tw_likeness *likeness,
	struct tw_error *err);

/*
 * Works out the rest of a side, once, after weighing; its trigrams in chains
 * only if they are asked for, as tw_likeness_score does.
 */
enum tw_status tw_side_prepare(struct tw_side *side,
	struct tw_likeness *likeness, bool chained, struct tw_error *err);

/* What stands for a word in the measure; returns how many, 1 to 8. */
size_t tw_expand(struct tw_piece pieces[static TW_LONG_MOST],
	const struct tw_likeness *likeness, const struct tw_side *side,
	const struct tw_word *word);

/* Works out all there is to know of all sides. */
enum tw_status tw_likeness_ready(struct tw_likeness *likeness,
	struct tw_error *err);

/* True if two sides whose texts differ are equal once normalised. */
bool tw_sides_equal(const struct tw_side *a, const struct tw_side *b);

/* The score of two sides that are not equal, from what they share. */
unsigned tw_likeness_judge(const struct tw_likeness *likeness,
	const struct tw_side *a, const struct tw_side *b, unsigned trigrams,
	uint64_t weight);

/* The number of bits that are set in both, without a processor's help. */
unsigned tw_bits_shared(const uint64_t *a, const uint64_t *b, size_t words);

/* Finds the acronyms of all sides and their long forms. */
enum tw_status tw_acronyms_find(struct tw_likeness *likeness,
	struct tw_error *err);

/* The acronym with these letters, or NULL. */
const struct tw_acronym *tw_acronym_of(const struct tw_acronyms *acronyms,
	uint64_t initials);

/*
 * Writes the stems of the acronyms whose long forms stand in the side to
 * `ids`, which has room for TW_LONG_MOST a word; returns how many.
 */
size_t tw_acronyms_named(uint32_t *ids, const struct tw_likeness *likeness,
	const struct tw_side *side);

/* Finds the marks and quantities of a side. */
enum tw_status tw_marks_find(struct tw_side *side,
	struct tw_likeness *likeness, struct tw_error *err);

/* Takes off a score what numbers, marks and names say against it. */
unsigned tw_contradicted(unsigned score, const struct tw_side *a,
	const struct tw_side *b, const struct tw_usage *usage);

/* Sorts numbers, and drops what is in it twice. */
void tw_ids_sort(struct tw_ids *ids);

/* The chain of a trigram, and its bit. */
static inline uint32_t tw_trigram_chain(uint32_t code, uint64_t seed)
{
	return (uint32_t)((code ^ (seed & 0x3FFFFFFF)) *
		0x9FB21C651E98DF25u >> 54);
}

/* floor(1024 log2(n)), by the method of the spec; n from 1 to 2^31. */
uint32_t tw_log2(uint32_t n);

#endif
