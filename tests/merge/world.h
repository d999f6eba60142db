/*
 * Records made up for merging: who each item is stays known, and so does what
 * each side did to it, so that the right answer is known as well.
 */
#ifndef TW_MERGE_WORLD_H
#define TW_MERGE_WORLD_H

#include "../property/random.h"
#include "base/buffer.h"

#include <termwise/record.h>

enum {
	MOST_WORDS = 80, /* a text grows to half of it at most */
	MOST_FIGURES = 3,
	MOST_THINGS = 48,
	MOST_NAMES = 6,
	WORD_ROOM = 20
};

/* A word knows its place in the base's text, or -1. */
struct word {
	char text[WORD_ROOM];
	int was;
	bool breaks;
};

struct figure {
	int name; /* a number of the list of measures */
	char sign;
	int value;
};

struct thing {
	int id; /* who it is, in all copies */
	enum tw_section_kind kind;
	enum tw_state state;
	int key; /* 0: none */
	struct word words[MOST_WORDS];
	int count;
	struct figure figures[MOST_FIGURES];
	int figure_count;
	bool comment; /* one stands above it, told by its id */
};

struct world {
	int title;   /* numbers, told apart by what they are written as */
	int date;    /* months since 2023-01 */
	int status;
	bool names[MOST_NAMES];
	struct thing things[MOST_THINGS]; /* in the order of the sections */
	int count;
};

/* Makes up a base of so many items, some of them easily confused. */
void world_make(struct world *world, struct random *random, int count);

/* Changes a copy as people do: so many edits; `next` numbers additions. */
void world_edit(struct world *world, struct random *random, int edits,
	int *next);

/* Adds the same item to both copies, as two people who heard one thing. */
void world_add_both(struct world *ours, struct world *theirs,
	struct random *random, int *next);

/* True if two items have the same words. */
bool says_alike(const struct thing *a, const struct thing *b);

/* Appends it as a record in canonical form. */
void world_write(struct tw_buffer *out, const struct world *world);

/*
 * What is right: the merged record, where nothing is in dispute, and how many
 * things are. Of an item in dispute `clash` is true, by its id.
 */
struct verdict {
	struct world world;
	int clashes;
	bool clash[4096];
	bool header_clash;
};
void world_merge(struct verdict *verdict, const struct world *base,
	const struct world *ours, const struct world *theirs);

#endif
