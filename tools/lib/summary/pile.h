/*
 * What a pile is made of.
 */
#ifndef TW_SUMMARY_PILE_H
#define TW_SUMMARY_PILE_H

#include "summary/partial.h"

/* A record as it lies in a block. */
struct tw_piled {
	struct tw_view below; /* its path below the root of its corpus */
	struct tw_view bytes;
};

/* What became of the plans from one record of a block to another one. */
struct tw_piled_step {
	size_t from, to;      /* records of the block */
	struct tw_view plans; /* packed */
};

/* Records of one area that came together. */
struct tw_bundle {
	struct tw_view house, slug;
	struct tw_piled *records;   /* as they are filed */
	size_t count;
	struct tw_piled_step *settled;
	size_t settled_count;
	const char *name;           /* of the partial; NULL: none */
};

struct tw_pile {
	struct tw_arena *arena;
	struct tw_bundle **blocks;
	size_t count, room;
	struct tw_view *notes;      /* on each file that takes no part */
	size_t note_count, note_room;
};

/*
 * Records of one area as they are filed, each of entries[i], whose bytes are
 * there, too; with what is known of their plans.
 */
struct tw_gathered {
	struct tw_view house, slug;
	struct tw_filed *filed;
	struct tw_entry *entries;
	size_t count;
	const struct tw_bundle **blocks; /* that entries[i] is of; NULL: none */
	size_t *places;                 /* and where it stands there */
	struct tw_arena *arena;
	struct tw_lexicon *lexicon;
	struct tw_piled_step *settled;     /* of each step, as they are kept */
	size_t settled_count, settled_room;
};

/*
 * Gathers `count` blocks of one area in `arena`. A record that is there twice
 * is TW_USAGE.
 */
enum tw_status tw_pile_gather(struct tw_gathered *gathered,
	struct tw_bundle *const *blocks, size_t count, struct tw_arena *arena,
	struct tw_error *err);

/* The same of what is filed: entries are copied, `filed` goes by them. */
enum tw_status tw_filed_gather(struct tw_gathered *gathered,
	struct tw_filed *filed, size_t count, struct tw_arena *arena,
	struct tw_error *err);

/* What blocks know of plans, and where it is kept: in what was gathered. */
struct tw_known tw_gathered_known(struct tw_gathered *gathered,
	struct tw_lexicon *lexicon);

/* Puts what is kept in order of where it begins, and then where it leads. */
void tw_gathered_sort(struct tw_gathered *gathered);

/* Appends a block whose plans are settled and sorted. */
void tw_block_pack(struct tw_buffer *out, struct tw_view house_before,
	const struct tw_gathered *gathered);

/* Reads it back; views go into what is read. False without memory. */
bool tw_block_unpack(struct tw_bundle *block, struct tw_view house_before,
	struct tw_arena *arena, struct tw_unpack *in);

#endif
