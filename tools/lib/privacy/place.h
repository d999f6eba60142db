/*
 * Where people live, and what they drive: house numbers with a road, and the
 * plates of cars. Chapter 8 of spec/privacy.md.
 */
#ifndef TW_PRIVACY_PLACE_H
#define TW_PRIVACY_PLACE_H

#include "privacy/match.h"

/*
 * Looks at the number that begins at `i`, and returns where the road behind it
 * ends, if somebody is said to live there; else `i`.
 */
size_t tw_match_address(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i);

/* The same of a plate, if something is said of a car near by. */
size_t tw_match_plate(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i);

#endif
