/*
 * Which text is which: the likeness of two sets of items, and the best
 * assignment between them. The measure and the bands stand in
 * spec/likeness.md. All arithmetic is in integers, so that a score is the
 * same on every machine.
 */
#ifndef TW_MATCH_MATCH_H
#define TW_MATCH_MATCH_H

#include <termwise/compare.h>

#include "text/words.h"

#include <string.h>

/* Scores go from 0 to 1000; where the bands begin. */
enum { TW_MATCHED = 500, TW_REVIEW = 250, TW_SCORE_MAX = 1000 };

/*
 * The texts of two records, side by side: `from` the earlier one's items,
 * `to` the later one's. Weights of words come from both together and from
 * nothing else. Nothing is worked out before it is asked for.
 */
struct tw_likeness;

/*
 * Prepares it in `arena`; the texts stay as long as it is used. Texts are
 * one line each (tw_segments_join). `lexicon` outlives it, and takes no rest
 * while it is used.
 */
enum tw_status tw_likeness_new(struct tw_likeness **likeness,
	struct tw_arena *arena, struct tw_lexicon *lexicon,
	const struct tw_view *from, size_t from_count,
	const struct tw_view *to, size_t to_count, struct tw_error *err);

/* Has scores from `least` on told apart, instead of from TW_REVIEW on. */
void tw_likeness_from(struct tw_likeness *likeness, unsigned least);

/*
 * Has acronyms stand for what house rules say they mean, whatever the texts
 * say; `names` may be NULL and lives as long as the likeness.
 */
void tw_likeness_acronyms(struct tw_likeness *likeness,
	const struct tw_names *names);

/*
 * The number of each text, the earlier ones first: texts have one number if
 * they are equal to the byte. Numbers are below that of the texts.
 */
const uint32_t *tw_likeness_texts(const struct tw_likeness *likeness);

/*
 * True if both texts are equal once normalised: letter case, punctuation
 * and runs of blanks ignored.
 */
enum tw_status tw_likeness_equal(bool *equal, struct tw_likeness *likeness,
	size_t from, size_t to, struct tw_error *err);

/*
 * The likeness of from[i] and to[j]: TW_REVIEW to 1000, or 0 for all that is
 * less, so that most pairs need no exact score.
 */
enum tw_status tw_likeness_score(unsigned *score, struct tw_likeness *likeness,
	size_t from, size_t to, struct tw_error *err);

/*
 * The likeness of each from[rows[r]] and to[columns[c]], at
 * scores[r * column_count + c]: what tw_likeness_score gives, in a fraction of
 * the time. rows or columns NULL: all of them in their order.
 */
enum tw_status tw_likeness_table(uint16_t *scores,
	struct tw_likeness *likeness, const size_t *rows, size_t row_count,
	const size_t *columns, size_t column_count, struct tw_error *err);

/* The likeness of each from[i] and to[j], at scores[i * to_count + j]. */
enum tw_status tw_likeness_all(uint16_t *scores, struct tw_likeness *likeness,
	struct tw_error *err);

/*
 * A closer look at from[i] and to[j], which stood in a table: how alike they
 * are if words of one kin count as well, and words count for more than letters,
 * in a measure of its own, 0 or from the least score on.
 */
struct tw_close {
	unsigned score;
	uint64_t kin; /* the weight of kins that the two share */
	bool others;  /* each has names, and none of the other's */
};

enum tw_status tw_likeness_close(struct tw_close *close,
	struct tw_likeness *likeness, size_t from, size_t to,
	struct tw_error *err);

/*
 * What from[i] has in common with to[j], in the weight of stems: those that
 * both have, those that only from[i] has, and of these the ones that stand
 * elsewhere in the later record. Stems that from[except] has do not count;
 * SIZE_MAX excepts none.
 */
struct tw_common {
	uint64_t shared, lacking, elsewhere;
	uint64_t beyond;    /* of stems that only to[j] has */
	uint64_t in_plain;  /* of those shared, plain words */
	bool plain; /* a word is shared that is no number, label or name */
	bool alone; /* such a word that no other item has */
	bool apart; /* they contradict each other in a number that names */
};

enum tw_status tw_likeness_common(struct tw_common *common,
	struct tw_likeness *likeness, size_t from, size_t except, size_t to,
	struct tw_error *err);

/* True if from[i] and to[j], which have a score, share a name. */
bool tw_likeness_share_name(struct tw_likeness *likeness, size_t from,
	size_t to);

/*
 * The weight of the first name that from[i] and to[j] have, and none of the
 * others has, of the earlier record, even as another word; 0: there is none.
 */
struct tw_others {
	const size_t *at;
	size_t count;
};

enum tw_status tw_likeness_alone(uint64_t *weight, struct tw_likeness *likeness,
	size_t from, size_t to, struct tw_others others,
	struct tw_error *err);

/*
 * The weight of the plain words of from[i] which to[j] has, and to[k] has not;
 * and of those which to[k] has, and to[j] has not.
 */
struct tw_division {
	uint64_t first, second;
};

enum tw_status tw_likeness_divide(struct tw_division *division,
	struct tw_likeness *likeness, size_t from, size_t first, size_t second,
	struct tw_error *err);

/*
 * How to[j] names from[i]: by one word, if one of its first two stems is a
 * plain word of both, and of no other item of the two records; wholly, if it
 * begins with all stems of from[i], at most one other between; and whether its
 * first plain word is one of from[i]. Not if they contradict each other in a number
 * that names.
 */
struct tw_naming {
	bool word, wholly, begins;
};

enum tw_status tw_likeness_named(struct tw_naming *naming,
	struct tw_likeness *likeness, size_t from, size_t to,
	struct tw_error *err);

/*
 * Whether the first `opening` stems of to[j] are all among the stems of from[i]
 * up to `end`, one of them a plain word of both; and if so, whether the two
 * share another plain word behind these. Not if they contradict each other in
 * a number that names.
 */
struct tw_opens {
	bool is, more;
};

enum tw_status tw_likeness_opens(struct tw_opens *opens,
	struct tw_likeness *likeness, size_t from, size_t end, size_t to,
	size_t opening, struct tw_error *err);

/*
 * True if to[j] has nothing of the words that stand behind the first one of
 * from[i], up to the next small word, nor of their kin. The two have a score.
 */
bool tw_likeness_lacks_object(struct tw_likeness *likeness, size_t from,
	size_t to);

/*
 * A text, and others that may be parts of it, in the weight of stems: how much
 * of the whole stands in any part; how much a part weighs, shares with the
 * whole, and shares with it alone. Items are numbered through, the earlier
 * record's first.
 */
struct tw_whole {
	size_t item;
	uint64_t weight, covered;
};

struct tw_part {
	size_t item;
	uint64_t weight, shared, alone;
};

/* Fills in all but the items. */
enum tw_status tw_likeness_parts(struct tw_whole *whole,
	struct tw_likeness *likeness, struct tw_part *parts, size_t count,
	struct tw_error *err);

/*
 * The number that from[i] plans to deliver of what is counted, as in "Launch
 * Cohort 3"; number 0: none. And the counts of a text, old or new, which are
 * added to `counts`.
 */
struct tw_delivery;
struct tw_counts;

enum tw_status tw_likeness_delivery(struct tw_delivery *delivery,
	struct tw_likeness *likeness, size_t from, struct tw_error *err);
enum tw_status tw_likeness_counts(struct tw_counts *counts,
	struct tw_likeness *likeness, struct tw_view text,
	struct tw_error *err);

/* The first score from c on, of so many, that is not 0; most are. */
static inline size_t tw_next_score(const uint16_t *scores, size_t c,
	size_t count)
{
	uint64_t four;

	for (; c + 4 <= count; c += 4) {
		memcpy(&four, scores + c, sizeof(four));
		if (four)
			break;
	}
	while (c < count && !scores[c])
		c++;
	return c;
}

/*
 * The assignment of rows to columns with the largest sum of scores, each row
 * and column used at most once, scores below `least` never used; of equal
 * sums the one that comes first by position. scores[r * columns + c].
 * column[r] is then the column of row r, or SIZE_MAX. Hungarian method,
 * on the connected parts of what is left above `least`; a part with more than
 * 500 rows or columns is assigned in order of score, row and column instead.
 * A score of 0 is never used, even if `least` is 0.
 */
enum tw_status tw_assign(size_t *column, const uint16_t *scores, size_t rows,
	size_t columns, unsigned least, struct tw_arena *arena,
	struct tw_error *err);

#endif
