/*
 * Inside the rules across terms.
 */
#ifndef TW_LINT_TERMS_WORK_H
#define TW_LINT_TERMS_WORK_H

#include "lint/judge.h"
#include "lint/names.h"
#include "lint/terms.h"

#include <termwise/compare.h>
#include <termwise/value.h>

struct tw_lexicon;

/* A measure of the priority, and what was said of it so far. */
struct tw_followed {
	struct tw_view name;     /* of the house rules, or as first written */
	uint64_t words;          /* tw_name_words */
	struct tw_value level;   /* the last one */
	struct tw_value since;   /* added after it */
	struct tw_term term;     /* of the level */
	unsigned level_at;       /* which record it is of, from 1; 0: none */
	unsigned given_at;       /* the last one with a level or an addition */
	unsigned levels;         /* how many records had a level */
	bool declared;           /* the house rules know it */
	enum tw_unit unit;       /* of its last figure */
	enum tw_unit unit_was;   /* of those before it; mostly the same */
	struct tw_term given;    /* the term of its last figure */
	bool has_since, lost;    /* lost: what was added is of several units */
};

/* A measure that had its level in a record. */
struct tw_levelled {
	struct tw_levelled *next;
	struct tw_followed *measure;
};

/* A record, and what the next one is held against. */
struct tw_earlier {
	const struct tw_record *record;
	struct tw_term term;
	enum tw_priority_status status;
	struct tw_view title, area, succeeds;
	struct tw_set marks;         /* struct tw_repeat, by what they mark */
	struct tw_levelled *levels;
};

/* Something that is looked for in the next record, by its hash alone. */
struct tw_repeat {
	unsigned run; /* how many records in a row have it */
};

struct tw_terms {
	struct tw_lexicon *lexicon;
	struct tw_arena *arenas[2];  /* of the record at hand, and before */
	unsigned turn, kept;         /* which is which */
	struct tw_arena *folder, *area; /* of what is kept for longer */
	struct tw_arena *scratch;
	const struct tw_house *house;
	const struct tw_calendar *calendar;

	struct tw_earlier before, now;  /* before.record NULL: none */
	bool any;                    /* a record is there of a term: */
	struct tw_term last;
	unsigned count;              /* of records, this one included, and 1
	                              * for what it succeeds */
	unsigned unknown;            /* those up to here are followed by one
	                              * that could not be judged */
	struct tw_set measures;      /* struct tw_followed, by name */
	struct tw_set proved;        /* keys that had evidence */
	struct tw_set outcomes;      /* keys of outcomes of records before */
	struct tw_names_seen officers, themes;
	struct tw_set slipped;       /* pairs of titles, of areas, by hash */

	const struct tw_in_term *in;
	struct tw_judge judge;       /* of the record at hand */
};

/* "2023-24 Spring 2", in the arena of the record at hand. */
struct tw_view tw_terms_name(struct tw_terms *terms, struct tw_term term);

/*
 * Reports a plan of an update of that term, where it might have been told;
 * `of` says of which priority, or nothing.
 */
void tw_terms_unaccounted(struct tw_terms *terms, const struct tw_plan *plan,
	struct tw_term term, struct tw_view of);

/* Parts of tw_terms_carry_on: of figures, and of evidence. */
void tw_terms_carry_figures(struct tw_terms *terms,
	const struct tw_terms *kin);
void tw_terms_carry_keys(struct tw_terms *terms, const struct tw_terms *kin);

/* Its parts, in this order. */
void tw_terms_items(struct tw_terms *terms);
void tw_terms_figures(struct tw_terms *terms);

/* Reports a level that is not what its item says in words. */
void tw_terms_said(struct tw_terms *terms, const struct tw_followed *measure,
	const struct tw_item *item, const struct tw_detail *d,
	struct tw_value level);

/*
 * What marks an item: its key, or its words and, for `more`, what they are
 * taken with. Equal for equal words on equal lines.
 */
uint64_t tw_mark_text(const struct tw_item *item, uint64_t more);

/* Marks the record at hand; returns how many in a row have the mark. */
unsigned tw_mark_now(struct tw_terms *terms, uint64_t hash);

#endif
