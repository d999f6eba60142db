/*
 * Inside the floor of merging: three copies of a record taken apart to the
 * last byte, which of their parts are one, and what becomes of them.
 */
#ifndef TW_MERGE_PLAN_H
#define TW_MERGE_PLAN_H

#include "base/buffer.h"
#include "base/set.h"

#include <termwise/merge.h>

#include <string.h>

#define TW_NONE SIZE_MAX

/* What stands above a part: blank lines and comments, to the byte. */
struct tw_lead {
	struct tw_view raw;
	const struct tw_comment *comments;
};

struct tw_part_detail {
	const struct tw_detail *node;
	struct tw_lead lead;
	bool asked; /* of a base: it is in question there */
	struct tw_carried *carried; /* it is, from here or to here; or NULL */
};

struct tw_part_item {
	const struct tw_item *node;
	struct tw_lead lead;
	struct tw_view opening; /* raw, down to the first detail's lead */
	struct tw_view written; /* tw_part_text */
	struct tw_view text;    /* the same, as it is compared: typed */
	uint64_t hash;          /* of the text */
	struct tw_part_detail *details;
	size_t detail_count;
	size_t section; /* its number in the side */
	enum tw_section_kind kind;
	bool placeholder;
	bool asked, any_asked; /* of a base: its opening is, or a detail */
};

struct tw_part_field {
	const struct tw_field *node;
	struct tw_lead lead;
	struct tw_view value; /* tw_part_text */
	bool asked;
};

struct tw_part_section {
	const struct tw_section *node;
	struct tw_lead lead;    /* that goes with the heading */
	struct tw_lead closing; /* and all that stands before it */
	size_t first, count;    /* items */
	size_t nth;             /* of its kind, from 0 */
};

struct tw_side_parts {
	const struct tw_record *record;
	struct tw_part_field *fields;
	size_t field_count;
	struct tw_lead closing; /* of the header */
	struct tw_part_section *sections;
	size_t section_count;
	struct tw_part_item *items;
	size_t item_count;
};

/* Takes a record apart. `record` NULL gives a side without parts. */
enum tw_status tw_side_parts(struct tw_side_parts *side,
	struct tw_arena *arena, const struct tw_record *record,
	struct tw_error *err);

/* Where in a base, from byte to byte, a conflict stood. */
struct tw_questions {
	struct { size_t from, to; } *at;
	size_t count;
};

/*
 * A base that has conflicts as one that has none: with one side of each, and
 * where that stands. TW_USAGE if it cannot be taken apart all the same.
 */
enum tw_status tw_base_settle(struct tw_record **settled,
	struct tw_questions *questions, struct tw_arena *arena,
	const struct tw_record *base, struct tw_error *err);

/* Marks what of a base is in question. */
void tw_base_question(struct tw_side_parts *base,
	const struct tw_questions *questions);

/*
 * What is compared of a text: its words with one space between, in Unicode
 * Normalization Form C, so that no spelling of a letter tells two texts apart.
 * ptr is NULL without memory.
 */
struct tw_view tw_part_text(const struct tw_segment *text,
	struct tw_arena *arena);

/* True if both are equal once CR LF counts as LF. */
bool tw_raw_equal(struct tw_view a, struct tw_view b);

/*
 * What two sides make of one thing: TW_OURS, TW_THEIRS, or TW_MERGED, which
 * says that both changed it, and not to the same.
 */
static inline int tw_choose(bool ours_theirs, bool base_ours,
	bool base_theirs)
{
	return ours_theirs || base_theirs ? TW_OURS :
		base_ours ? TW_THEIRS : TW_MERGED;
}

/* True if two items say the same; place, comments, line breaks aside. */
bool tw_part_item_same(const struct tw_part_item *a,
	const struct tw_part_item *b);

/* ---- which is which ---- */

/*
 * Pairs what has one hash and is `same`, in order. to[a] and from[b] that
 * are set already take no part, nor does a hash of 0. False without memory.
 */
struct tw_join {
	size_t *to, *from;
	const uint64_t *a, *b;
	size_t a_count, b_count;
	bool (*same)(const void *context, size_t a, size_t b);
	const void *context;
};
bool tw_join(const struct tw_join *join, struct tw_arena *arena);

/* Memory for `count` numbers, all TW_NONE; NULL without memory. */
size_t *tw_none_array(struct tw_arena *arena, size_t count);

/* An item in all three copies, or those that have it. */
struct tw_strand {
	size_t at[TW_MERGED]; /* TW_NONE: not there */
	bool guessed[TW_MERGED]; /* found by a likeness that may mislead */
	bool fair[TW_MERGED];    /* but is good enough to give it a key */
	bool gone;
	bool whole;    /* in conflict as a whole */
	bool apart;    /* its two sides stand in two sections */
	int settler;   /* who settled what the other side gave another date */
	bool denied;   /* or made it say the opposite */
	/* Where this is a piece of what another unit has on a side, or the
	 * other way round: that unit, and the next one of which it is so. They
	 * are asked about at once if the head is in conflict as a whole. */
	size_t head, next;
	int parter;    /* the side on which it is so */
	int parting;   /* how: TW_PUT_... */
	size_t slot[2]; /* where ours (or all of it), where theirs stands */
	int rounds;    /* in which it was put in conflict; tw_blame */
	enum tw_diagnostic_id broken; /* a rule; TW_DIAG_COUNT: none */
};

/* A side has items that cannot be told apart by key; put several items into
 * one; made several of one; has one twice. */
enum { TW_PUT_OTHERWISE = 1, TW_PUT_TOGETHER, TW_PUT_APART, TW_PUT_TWICE };

/* A section in all three copies. */
struct tw_slot {
	enum tw_section_kind kind;
	size_t nth;
	size_t at[TW_MERGED];
	bool there; /* in the result */
};

struct tw_merging {
	struct tw_arena *arena;
	const struct tw_merge_options *options;
	struct tw_side_parts side[TW_MERGED];
	bool two; /* there is no base, or none but a draft */
	struct tw_strand *units;
	size_t unit_count;
	size_t *unit_of[TW_MERGED]; /* by item */
	struct tw_slot *slots;
	size_t slot_count;
	size_t *slot_of[TW_MERGED]; /* by section */
	struct tw_set written;      /* words, of all texts */
	struct tw_tokens *words[TW_MERGED]; /* by item, read when asked for */
	bool repeats[TW_MERGED]; /* a text stands on the side more than once */
	struct tw_set measures[TW_MERGED]; /* of measured.c */
	bool measured[TW_MERGED];  /* they are gathered */
	bool lost; /* too much changed to tell which item is which */
};

/* Finds plan->units. */
enum tw_status tw_merging_match(struct tw_merging *plan, struct tw_error *err);

/* Finds plan->slots, and decides which units stay, and where. */
enum tw_status tw_merging_decide(struct tw_merging *plan, struct tw_error *err);

/*
 * Finds which items a side put into one, made several of one, or has twice:
 * sets head and next of their units, and puts those in conflict that the other
 * side worked on. Comes behind tw_merging_match, within tw_merging_decide.
 */
enum tw_status tw_merging_part(struct tw_merging *plan, struct tw_error *err);

/* Both sides made several items of this one. */
bool tw_parted_by_both(const struct tw_merging *plan,
	const struct tw_strand *head);

static inline const struct tw_part_item *tw_strand_item(
	const struct tw_merging *plan, const struct tw_strand *unit, int side)
{
	return unit->at[side] == TW_NONE ? NULL :
		&plan->side[side].items[unit->at[side]];
}

/*
 * A figure that one side put below another item, as it was, and to which the
 * other one gave another value where it was, or which it took out.
 */
struct tw_carried {
	struct tw_carried *next; /* the other side put it elsewhere, too */
	const struct tw_detail *value; /* the line of the other side, or NULL */
	size_t from, to;                      /* units */
	int side;                             /* that has the value, or not */
	bool left; /* it is not, since more is in question there */
};

/* Finds those that are carried. False without memory. */
bool tw_merging_carry(struct tw_merging *plan);

/* Carries none from or to a unit; true if any was. */
bool tw_carried_leave(struct tw_merging *plan, const struct tw_strand *unit);

/* True if an item has no more lines than figures are looked for among. */
bool tw_part_few(const struct tw_part_item *item);

/* The line of an item (NULL: none) with a figure's name and sign, or NULL. */
struct tw_part_detail *tw_part_line(const struct tw_part_item *item,
	const struct tw_detail *figure);

/* The carried figure that stood, or stands now, in this line; or NULL. */
const struct tw_carried *tw_carried_find(const struct tw_merging *plan,
	const struct tw_part_detail *detail);

/*
 * The item of a side that alone has a figure of this name and sign, targets
 * apart; TW_NONE: none, or several. False without memory.
 */
bool tw_measure_alone(size_t *item, struct tw_merging *plan, int side,
	const struct tw_detail *detail, bool target);

/* Figures of such items are targets. */
static inline bool tw_part_targets(const struct tw_part_item *item)
{
	return item->kind == TW_OUTCOMES || item->kind == TW_PLANNED;
}

static inline bool tw_detail_figure(const struct tw_detail *detail)
{
	return detail->sign == '=' || detail->sign == '+';
}

/* The unit in whose conflict one stands: another one, or itself. */
static inline size_t tw_strand_asked(const struct tw_merging *plan,
	size_t unit)
{
	size_t head = plan->units[unit].head;

	return head != TW_NONE && plan->units[head].whole ? head : unit;
}

/* The first of what stands in a unit's conflict with it, or TW_NONE. */
static inline size_t tw_strand_pieces(const struct tw_strand *unit)
{
	return unit->head == TW_NONE ? unit->next : TW_NONE;
}

/* ---- order ---- */

/*
 * Puts `count` things in order: seq[s] are numbers of those that stand on a
 * side. Things of none of the three are left out. False without memory.
 */
struct tw_order {
	size_t *seq[TW_MERGED];
	size_t length[TW_MERGED];
	size_t count;
};
bool tw_order_merge(size_t *out, size_t *out_count,
	const struct tw_order *order, struct tw_arena *arena);

/* ---- words ---- */

/* A word as it is compared: in one merge, one for all that are equal. */
struct tw_written {
	struct tw_view text;
	int kind;  /* what it says that is never left to guessing, or -1 */
	uint64_t spelt; /* one for all spellings of it; 0: not asked yet */
	size_t at; /* 0, but while texts are lined up */
};

struct tw_token {
	struct tw_written *word; /* two are equal if these are one */
	const char *start;       /* as it stands, its marks as they are set */
	uint32_t len;
	bool breaks;             /* at the start of a line */
};

static inline struct tw_view tw_token_text(const struct tw_token *token)
{
	return (struct tw_view){ token->start, token->len };
}

struct tw_tokens {
	struct tw_token *at;
	size_t count;
};

/* The word that has this text; NULL without memory. */
struct tw_written *tw_written(struct tw_merging *plan, struct tw_view text);

/*
 * Parts a text into its words; `at` is NULL without memory. The words of a text
 * that may be alike (NULL: none) are found faster.
 */
struct tw_tokens tw_words_part(struct tw_merging *plan,
	const struct tw_segment *text, const struct tw_tokens *alike);

/* The words of an item, the same; NULL without memory. */
const struct tw_tokens *tw_item_words(struct tw_merging *plan, int side,
	size_t item, const struct tw_tokens *alike);

static inline bool tw_word_same(const struct tw_tokens *a, size_t i,
	const struct tw_tokens *b, size_t j)
{
	return a->at[i].word == b->at[j].word;
}

/* One for all spellings of a word: of letters and digits alone. */
uint64_t tw_word_spelt(const struct tw_token *token);

/* A text (NULL: none) has a word, in any spelling. */
bool tw_words_have(const struct tw_tokens *text, uint64_t spelt);

/* A word without marks of punctuation around it. */
struct tw_view tw_word_bare(struct tw_view word);

/*
 * What a word of a text says that is never left to guessing: TW_SAYS_...; a
 * number beside a month is of a date. "The", "and", "of" by themselves say
 * nothing.
 */
enum { TW_SAYS_NUMBER = 1, TW_SAYS_DATE = 2, TW_SAYS_NEGATION = 4,
	TW_SAYS_LITTLE = 8 };
unsigned tw_word_says(const struct tw_tokens *text, size_t i);

static inline bool tw_word_counts(const struct tw_tokens *text, size_t i)
{
	return (tw_word_says(text, i) & (TW_SAYS_NUMBER | TW_SAYS_DATE)) ==
		TW_SAYS_NUMBER;
}

static inline bool tw_word_joins(const struct tw_tokens *text, size_t i)
{
	return tw_word_says(text, i) & TW_SAYS_LITTLE;
}

/* How many there are, or how much: no date, no place, no number of a label. */
bool tw_word_quantity(const struct tw_tokens *text, size_t i);

/* "4", "4th" beside a month: a day of it. */
bool tw_word_day(const struct tw_tokens *text, size_t i);

/*
 * Two words of a text are the numbers of a share: "24 of 30", "24 schools out of
 * the 30"; or, the whole before the part, "of the 30 schools, 24".
 */
bool tw_words_share(const struct tw_tokens *text, size_t part, size_t whole);

/* A text says a value, be it in other words: "four out of the ten". */
bool tw_text_says(const struct tw_tokens *text, struct tw_view value);

/*
 * Lines a side up with the base: `to` is the word of the side that each word
 * of the base became, be it in other letter case; TW_NONE if it was dropped.
 * *fits is false, and nothing is lined up, if the texts are too long for it.
 * False without memory.
 */
struct tw_lined {
	const struct tw_tokens *base, *side;
	size_t *to;
	size_t kept;
};
bool tw_line_up(struct tw_lined *lined, bool *fits, struct tw_arena *arena);

/*
 * What was changed from one text to the other. *renamed: a name or the number
 * of a label took another's place: "Year 7", "in Chorley". No likeness
 * outweighs that. A name that is only spelt in another way, or out, is none. *slight:
 * no words took the place of others but quantities, and words were only put
 * in, or only taken out, and not many. Of what is `dated`, as a plan is, another
 * date is neither a name nor another word.
 */
enum tw_status tw_words_change(bool *renamed, bool *slight,
	const struct tw_tokens *a, const struct tw_tokens *b, bool dated,
	struct tw_arena *arena, struct tw_error *err);

/*
 * Merges the words of a text that both sides changed; a full stop at its end,
 * if it must be, for itself. *clash says that they cannot be: differ[s] is then
 * what stands on each side where they first disagree, which may be nothing.
 */
enum tw_status tw_words_merge(struct tw_tokens *merged, bool *clash,
	struct tw_view differ[TW_MERGED],
	const struct tw_tokens *const text[TW_MERGED],
	struct tw_merging *plan, struct tw_arena *arena, struct tw_error *err);

#endif
