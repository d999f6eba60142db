#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ONE_BY_ONE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_BY_ONE 1
#endif
#endif
#ifndef ONE_BY_ONE
#define ONE_BY_ONE 0
#endif

enum { FIRST_CHUNK = 16 * 1024, KEPT_CHUNK = 1024 * 1024 };

struct chunk {
	struct chunk *next;
	size_t size;
	_Alignas(max_align_t) char bytes[];
};

struct tw_arena {
	struct chunk *chunks; /* the newest first; only it has room left */
	char *at;             /* where that begins; NULL: no chunk */
	size_t left;
};

struct tw_arena *tw_arena_new(void)
{
	return calloc(1, sizeof(struct tw_arena));
}

static bool add_chunk(struct tw_arena *arena, size_t size)
{
	size_t room = arena->chunks ? 2 * arena->chunks->size : FIRST_CHUNK;
	struct chunk *chunk;

	/* A chunk for each piece lets the sanitizers see every overrun. */
	if (ONE_BY_ONE || room < size)
		room = size;
	if (room > SIZE_MAX / 4)
		return false;
	chunk = malloc(sizeof(*chunk) + room);
	if (!chunk)
		return false;
	chunk->size = room;
	chunk->next = arena->chunks;
	arena->chunks = chunk;
	arena->at = chunk->bytes;
	arena->left = room;
	return true;
}

static inline void *take(struct tw_arena *arena, size_t size)
{
	const size_t align = _Alignof(max_align_t);
	char *place;

	if (size > SIZE_MAX / 4)
		return NULL;
	if (!ONE_BY_ONE)
		size = (size + align - 1) & ~(align - 1);
	if ((ONE_BY_ONE || size > arena->left || !arena->at) &&
	    !add_chunk(arena, size))
		return NULL;
	place = arena->at;
	arena->at += size;
	arena->left -= size;
	return place;
}

void *tw_arena_take_raw(struct tw_arena *arena, size_t size)
{
	return take(arena, size);
}

void *tw_arena_take(struct tw_arena *arena, size_t size)
{
	void *place = take(arena, size);

	if (place)
		memset(place, 0, size);
	return place;
}

struct tw_view tw_arena_copy(struct tw_arena *arena, struct tw_view v)
{
	char *place = tw_arena_take_raw(arena, v.len + 1);

	if (!place)
		return (struct tw_view){ NULL, 0 };
	if (v.len)
		memcpy(place, v.ptr, v.len);
	place[v.len] = '\0';
	return (struct tw_view){ place, v.len };
}

struct tw_view tw_arena_vformat(struct tw_arena *arena, const char *format,
	va_list args)
{
	struct tw_view none = { NULL, 0 };
	char few[256]; /* most are shorter, and written once */
	va_list again;
	char *place;
	int len;

	va_copy(again, args);
	len = vsnprintf(few, sizeof(few), format, again);
	va_end(again);
	if (len < 0)
		return none;
	if ((size_t)len < sizeof(few))
		return tw_arena_copy(arena, (struct tw_view){ few,
			(size_t)len });
	place = tw_arena_take_raw(arena, (size_t)len + 1);
	if (!place)
		return none;
	vsnprintf(place, (size_t)len + 1, format, args);
	return (struct tw_view){ place, (size_t)len };
}

struct tw_view tw_arena_format(struct tw_arena *arena, const char *format, ...)
{
	struct tw_view text;
	va_list args;

	va_start(args, format);
	text = tw_arena_vformat(arena, format, args);
	va_end(args);
	return text;
}

static void free_chunks(struct chunk *chunk)
{
	while (chunk) {
		struct chunk *next = chunk->next;

		free(chunk);
		chunk = next;
	}
}

void tw_arena_reset(struct tw_arena *arena)
{
	struct chunk *kept = arena->chunks;

	if (!kept)
		return;
	if (ONE_BY_ONE || kept->size > KEPT_CHUNK) {
		free_chunks(kept);
		*arena = (struct tw_arena){ .chunks = NULL };
		return;
	}
	free_chunks(kept->next);
	kept->next = NULL;
	arena->at = kept->bytes;
	arena->left = kept->size;
}

void tw_arena_free(struct tw_arena *arena)
{
	if (!arena)
		return;
	free_chunks(arena->chunks);
	free(arena);
}
