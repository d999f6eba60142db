#include "base/seal.h"

#include <stdio.h>

struct sip {
	uint64_t v[4];
};

static uint64_t turn(uint64_t word, unsigned bits)
{
	return word << bits | word >> (64 - bits);
}

static void mix(struct sip *s)
{
	s->v[0] += s->v[1];
	s->v[2] += s->v[3];
	s->v[1] = turn(s->v[1], 13) ^ s->v[0];
	s->v[3] = turn(s->v[3], 16) ^ s->v[2];
	s->v[0] = turn(s->v[0], 32) + s->v[3];
	s->v[2] += s->v[1];
	s->v[1] = turn(s->v[1], 17) ^ s->v[2];
	s->v[3] = turn(s->v[3], 21) ^ s->v[0];
	s->v[2] = turn(s->v[2], 32);
}

/* Bytes as a number, the lowest first; of eight compilers make one load. */
static inline uint64_t number_of(const char *bytes, size_t len)
{
	const unsigned char *b = (const unsigned char *)bytes;
	uint64_t number = 0;

	if (len == 8)
		return b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
			(uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 |
			(uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
			(uint64_t)b[7] << 56;
	for (size_t i = 0; i < len; i++)
		number |= (uint64_t)b[i] << 8 * i;
	return number;
}

static void take(struct sip *s, uint64_t word)
{
	s->v[3] ^= word;
	mix(s);
	s->v[0] ^= word;
}

static uint64_t give(struct sip *s)
{
	for (int i = 0; i < 3; i++)
		mix(s);
	return s->v[0] ^ s->v[1] ^ s->v[2] ^ s->v[3];
}

void tw_seal_add(struct tw_seal *seal, struct tw_view bytes)
{
	struct sip s = { { seal->half[0] ^ UINT64_C(0x736f6d6570736575),
		seal->half[1] ^ UINT64_C(0x646f72616e646f6d) ^ 0xee,
		seal->half[0] ^ UINT64_C(0x6c7967656e657261),
		seal->half[1] ^ UINT64_C(0x7465646279746573) } };
	size_t i = 0;

	for (; i + 8 <= bytes.len; i += 8)
		take(&s, number_of(bytes.ptr + i, 8));
	take(&s, (uint64_t)bytes.len << 56 |
		number_of(bytes.ptr + i, bytes.len - i));
	s.v[2] ^= 0xee;
	seal->half[0] = give(&s);
	s.v[1] ^= 0xdd;
	seal->half[1] = give(&s);
}

void tw_seal_join(struct tw_seal *seal, const struct tw_seal *other)
{
	char digits[TW_SEAL_ROOM];

	tw_seal_write(digits, other);
	tw_seal_add(seal, tw_view_of(digits));
}

bool tw_seal_equal(const struct tw_seal *a, const struct tw_seal *b)
{
	return a->half[0] == b->half[0] && a->half[1] == b->half[1];
}

void tw_seal_write(char out[static TW_SEAL_ROOM], const struct tw_seal *seal)
{
	for (unsigned i = 0; i < 16; i++)
		snprintf(out + 2 * i, 3, "%02x",
			(unsigned)(seal->half[i / 8] >> 8 * (i % 8)) & 0xff);
}
