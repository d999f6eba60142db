/*
 * Numbers and texts as bytes, and back: how threads, and machines, hand over
 * what they have worked out. spec/partials.md, "Numbers and texts".
 */
#ifndef TW_SUMMARY_PACK_H
#define TW_SUMMARY_PACK_H

#include "base/buffer.h"

#include <termwise/term.h>
#include <termwise/value.h>

/* Appends a number: seven bits a byte, the lowest first. */
void tw_pack_number(struct tw_buffer *out, uint64_t number);

/* Appends a text: its length, then its bytes. */
void tw_pack_view(struct tw_buffer *out, struct tw_view text);

/*
 * Appends the bytes of a buffer as a text, and clears it for the next; `out`
 * has failed if the buffer had.
 */
void tw_pack_buffer(struct tw_buffer *out, struct tw_buffer *text);

void tw_pack_term(struct tw_buffer *out, struct tw_term term);
void tw_pack_value(struct tw_buffer *out, struct tw_value value);

/*
 * What is still to be read. Where there is not what was asked for, `failed`
 * is set and stays so, and zeros and empty texts are handed out. Texts are
 * views into what is read.
 */
struct tw_unpack {
	struct tw_view rest;
	bool failed;
};

uint64_t tw_unpack_number(struct tw_unpack *in);
/* A number below `end`; anything else is a failure. */
size_t tw_unpack_below(struct tw_unpack *in, size_t end);
bool tw_unpack_bool(struct tw_unpack *in);
struct tw_view tw_unpack_view(struct tw_unpack *in);
struct tw_term tw_unpack_term(struct tw_unpack *in);
struct tw_value tw_unpack_value(struct tw_unpack *in);

/* How many things come, each of which takes `least` bytes; at least 1. */
size_t tw_unpack_count(struct tw_unpack *in, size_t least);

#endif
