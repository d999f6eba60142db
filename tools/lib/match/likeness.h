/*
 * Inside the floor of matching: what is worked out of two records' texts, and
 * when. spec/likeness.md names all that stands here; what is known of a text
 * by itself stands in text/known.h.
 */
#ifndef TW_MATCH_LIKENESS_H
#define TW_MATCH_LIKENESS_H

#include "match/match.h"
#include "text/known.h"

enum {
	TW_LONG_MOST = 8,  /* words of a long form */
	TW_LONG_BYTES = 64 /* of them together, a space after each */
};

/*
 * A text in these two records, wherever it stands there: texts that are equal
 * to the byte are one.
 */
struct tw_side {
	struct tw_text *text;
	uint32_t times;  /* how many items have it */
	bool later;      /* one of the later record has */
	bool long_forms; /* some may stand here */

	/* when the first score is asked for */
	bool replaced;   /* an acronym of it stands for other words */
	struct tw_ids stems, names; /* numbers of usage; names rise */
	uint64_t weight, name_weight; /* their sums */

	/* when it is first scored */
	bool ready;
	struct tw_ids trigrams; /* numbers of the lexicon */
};

/* How a stem is used in the two records. */
struct tw_usage {
	uint32_t stem;  /* in the lexicon */
	uint16_t flags; /* TW_USE_ ... of any text */
	bool later;     /* an item of the later record has it */
	uint8_t marks;  /* of tw_likeness_common, while it looks */
	uint32_t items, named;  /* how many have it, have it as name */
	uint32_t item_seen, name_seen; /* the last of them, plus 1 */
	uint32_t weight, name_weight;
	uint32_t seen; /* of tw_likeness_parts, while it looks; else 0 */
};

/* An acronym and what it stands for; count 0: nothing known. */
struct tw_acronym {
	uint64_t initials;
	uint32_t stem; /* of the acronym itself */
	struct tw_stand_in words[TW_LONG_MOST];
	size_t count;
	bool small; /* the long form stands in small letters somewhere */
};

struct tw_acronyms {
	struct tw_acronym *list;
	uint32_t *slots; /* place in the list plus 1 */
	size_t count, mask;
	uint32_t starts[26]; /* which second letters follow a first */
	uint32_t firsts;     /* which letters are the first of any */
};

struct tw_likeness {
	struct tw_arena *arena;
	struct tw_lexicon *lexicon;
	struct tw_side *sides; /* in the order of their first place */
	size_t side_count;
	uint32_t *side_of; /* of each item, the earlier record's first */
	size_t from_count, count; /* of items */

	bool weighed;
	struct tw_usage *usage; /* of the stems that stand here */
	size_t usage_count;
	bool light; /* what does not weigh in a text is gathered, too */
	struct tw_acronyms acronyms;
	uint64_t floor; /* the least that a score divides by */
	unsigned least; /* scores below are 0 */
	const struct tw_names *declared; /* acronyms; NULL: none */

	/* What is held against one side after another. */
	const struct tw_side *row;
	uint32_t *row_weights; /* of its stems, all others 0 */
	uint32_t row_stamp;    /* under which its trigrams were met */
	uint32_t *row_kins;    /* the most that its words of each kin weigh */
	const struct tw_side *kin_row; /* whose they are; NULL: all are 0 */
};

/* Reads all sides and weighs their stems and names, once. */
enum tw_status tw_likeness_weigh(struct tw_likeness *likeness,
	struct tw_error *err);

/* Works out the rest of a side, once, after weighing. */
enum tw_status tw_side_prepare(struct tw_side *side,
	struct tw_likeness *likeness, struct tw_error *err);

/* True if two sides whose texts differ are equal once normalised. */
bool tw_sides_equal(const struct tw_side *a, const struct tw_side *b);

/* What the shares of weight are of: of the side that weighs less, at least F. */
static inline uint64_t tw_least_weight(const struct tw_likeness *likeness,
	uint64_t a, uint64_t b)
{
	uint64_t least = a < b ? a : b;

	return least < likeness->floor ? likeness->floor : least;
}

/*
 * True if no score comes of so much, whatever contradicts: half of Dice's
 * coefficient, of `all` trigrams, and half the share of weight, of `least`.
 */
static inline bool tw_too_little(const struct tw_likeness *likeness,
	uint64_t trigrams, uint64_t all, uint64_t weight, uint64_t least)
{
	return TW_SCORE_MAX * trigrams * least + TW_SCORE_MAX / 2 * weight *
		all < likeness->least * all * least;
}

/* The score of two sides that are not equal, from what they share. */
unsigned tw_likeness_judge(const struct tw_likeness *likeness,
	const struct tw_side *a, const struct tw_side *b, unsigned trigrams,
	uint64_t weight);

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

/*
 * Takes off a score what numbers, marks and names say against it; where no
 * name is shared, `left` fifths of it are left.
 */
unsigned tw_contradicted(unsigned score, const struct tw_side *a,
	const struct tw_side *b, const struct tw_usage *usage, unsigned left);

/*
 * True if both texts, which are analysed, begin with the same number of one
 * thing that is counted: "Cohort 2".
 */
bool tw_number_shared(const struct tw_text *a, const struct tw_text *b);

/* True if two such texts contradict each other in a number that names. */
bool tw_numbers_differ(const struct tw_text *a, const struct tw_text *b);

#endif
