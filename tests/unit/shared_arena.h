/*
 * An arena that the tests of a file share: begin and end are handed to cmocka.
 * Included once by each of them, below test.h.
 */
#ifndef SHARED_ARENA_H
#define SHARED_ARENA_H

#include <termwise/base.h>

static struct tw_arena *arena;

static int begin(void **state)
{
	arena = tw_arena_new();
	return !arena;
}

static int end(void **state)
{
	tw_arena_free(arena);
	return 0;
}

#endif
