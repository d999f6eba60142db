/*
 * Three copies of a made-up record, and what is right to make of them.
 */
#ifndef TW_MERGE_TRIPLE_H
#define TW_MERGE_TRIPLE_H

#include "world.h"

struct triple {
	struct tw_buffer text[3], right;
	struct verdict verdict;
};

/*
 * Makes a triple, whose buffers are used again. False if nobody who has only
 * the texts can know what is right.
 */
bool triple_make(struct triple *triple, uint64_t seed);
void triple_release(struct triple *triple);

#endif
