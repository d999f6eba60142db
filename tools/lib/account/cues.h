/*
 * Inside the account: what stands at a word of a report, a cue or a particle.
 * spec/format.md, chapter 19, "Cues".
 */
#ifndef TW_ACCOUNT_CUES_H
#define TW_ACCOUNT_CUES_H

#include "account/account.h"

/* Of a cue of the format: it goes on, which in Impact is told of effects. */
enum { TW_SAYS_GOES_ON = TW_SAYS_PLANNED + 1 };

/* What a word does in its clause; it may do several things. */
enum tw_particle {
	TW_DENIES = 1 << 0,  /* "not" */
	TW_NONE = 1 << 11,   /* "no": of what comes behind it there is nothing */
	TW_MAY_BE = 1 << 1,  /* "if" */
	TW_ASIDE = 1 << 2,   /* "which": what follows is of something else */
	TW_TURNS = 1 << 3,   /* "after": another clause, about another thing */
	TW_JOINS = 1 << 4,   /* "and": another clause */
	TW_SAME = 1 << 5, /* "it": a clause that begins so is of the same */
	TW_LEADS = 1 << 6,   /* "the": a participle behind it only describes */
	TW_SHALL = 1 << 7,   /* "to": what is done behind it is not yet */
	TW_HAS = 1 << 8,     /* a form of "be" or "have" */
	TW_MORE = 1 << 9,   /* "another": a clause that begins so is of a new one */
	TW_PART = 1 << 12,  /* "two": one that begins so is of a part of it */
	TW_PAST = 1 << 10    /* "met": tells of something past */
};

/* Of a plan: it makes or holds something, or does something to it. */
enum { TW_MAKES = 1 << 13, TW_DOES = 1 << 14 };

/* What a word of a text is in its clause: enum tw_particle, several or none. */
unsigned tw_particle_of(const struct tw_cues *cues, struct tw_view text,
	struct tw_view word);

/*
 * What a plan does that begins with a word: TW_MAKES, and TW_DOES times the
 * number of its row in deeds.def, counted from 1; 0: neither. And whether a
 * word of a report, that stands at `at`, tells that what a row has was done.
 */
unsigned tw_deed_of(const struct tw_cues *cues, struct tw_view plan,
	struct tw_view word);
bool tw_deed_tells(const struct tw_cues *cues, unsigned row,
	struct tw_view report, size_t at);

/* A cue, and where it ends; `end` is 0 if none stands there. */
struct tw_cue {
	enum tw_says says;
	size_t end;
	bool house;   /* of house rules */
	bool undone;  /* of what is not done, or not to be */
	bool goes_on; /* of the row that says so; it says ongoing */
};

/*
 * The first cue that stands at `at`, of house rules or of the format; and what
 * the word there is, which may be empty.
 */
unsigned tw_cue_at(struct tw_cue *cue, const struct tw_sides *sides,
	struct tw_view text, size_t at, struct tw_view word);

#endif
