/*
 * Numbers that look random and are the same everywhere: splitmix64, by
 * Steele, Lea and Flood, "Fast splittable pseudorandom number generators".
 */
#ifndef TW_PROPERTY_RANDOM_H
#define TW_PROPERTY_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random {
	uint64_t state;
};

static inline uint64_t random_next(struct random *random)
{
	uint64_t z = random->state += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

/* From 0 to `bound` - 1. */
static inline unsigned random_below(struct random *random, unsigned bound)
{
	return (unsigned)((random_next(random) >> 32) * bound >> 32);
}

/* True once in `times`. */
static inline bool random_once(struct random *random, unsigned times)
{
	return !random_below(random, times);
}

#endif
