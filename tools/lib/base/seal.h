/*
 * A seal: what bytes come to, 128 of it, so that a change of them is seen
 * without their being kept. SipHash-1-3 (Aumasson and Bernstein, 2012), whose
 * key is the seal of all before. Zeroed memory is the seal of nothing.
 */
#ifndef TW_BASE_SEAL_H
#define TW_BASE_SEAL_H

#include <termwise/base.h>

struct tw_seal {
	uint64_t half[2];
};

/* Goes on with some bytes. Where one run of them ends has a say. */
void tw_seal_add(struct tw_seal *seal, struct tw_view bytes);

/* Goes on with what other bytes came to. */
void tw_seal_join(struct tw_seal *seal, const struct tw_seal *other);

bool tw_seal_equal(const struct tw_seal *a, const struct tw_seal *b);

/* Written in hexadecimal digits, the same on every machine. */
enum { TW_SEAL_ROOM = 33 };
void tw_seal_write(char out[static TW_SEAL_ROOM], const struct tw_seal *seal);

/* What tells this build from others: its version, and a sum of its sources. */
extern const char tw_build[];

#endif
