/*
 * What a run costs, counted and not timed: the blocks of code that are
 * entered, in a library that was built to tell (-fsanitize-coverage=trace-pc),
 * and the bytes that the C library is asked to look at, sixteen for one.
 */
#ifndef TW_PROPERTY_COUNT_H
#define TW_PROPERTY_COUNT_H

#include <stdint.h>

extern uint64_t cost;

#endif
