/*
 * Room of an arena for those who fill it themselves.
 */
#ifndef TW_BASE_ARENA_H
#define TW_BASE_ARENA_H

#include <termwise/base.h>

/* As tw_arena_take, but what stands there is anything. */
void *tw_arena_take_raw(struct tw_arena *arena, size_t size);

#endif
