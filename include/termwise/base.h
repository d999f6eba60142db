/*
 * Views, statuses, errors and arenas: what every other header stands on.
 */
#ifndef TERMWISE_BASE_H
#define TERMWISE_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TERMWISE_VERSION "1.0.0"

/*
 * Bytes that belong to somebody else. Never NUL-terminated by assumption;
 * `ptr` may be NULL only where `len` is 0. Valid as long as the owner says.
 */
struct tw_view {
	const char *ptr;
	size_t len;
};

/* A view of a string literal. */
#define TW_VIEW(literal) \
	((struct tw_view){ "" literal, sizeof("" literal) - 1 })

/* How to print a view: printf("%.*s", TW_ARG(v)). */
#define TW_ARG(v) (int)(v).len, (v).ptr ? (v).ptr : ""

/*
 * What became of a call. Bad input is no status but a diagnostic; a status
 * other than TW_OK says that the machine, or what was named, failed.
 */
enum tw_status {
	TW_OK,
	TW_NO_MEMORY, /* an allocation was refused */
	TW_IO,        /* something could not be read or written */
	TW_USAGE      /* what was asked for makes no sense */
};

/*
 * The detail of a failure, in plain English, owned by the caller. It is set
 * by a call that returns something else than TW_OK, and left alone otherwise.
 */
struct tw_error {
	enum tw_status status;
	char message[1024]; /* NUL-terminated, cut at a character's end */
};

/*
 * Fills `err` (which may be NULL) with `status` and a printf-like message;
 * returns `status`, so that a function can end in it.
 */
enum tw_status tw_fail(struct tw_error *err, enum tw_status status,
	const char *format, ...) __attribute__((format(printf, 3, 4)));

/* As tw_fail for an allocation that was refused. */
enum tw_status tw_fail_memory(struct tw_error *err);

/*
 * A place from which many small things are taken and given back at once.
 * Not for two threads at a time.
 */
struct tw_arena;

/* Returns a new, empty arena, or NULL without memory. The caller owns it. */
struct tw_arena *tw_arena_new(void);

/*
 * Returns `size` bytes, zeroed and aligned for any object, or NULL without
 * memory. They belong to the arena and live until it is reset or freed.
 */
void *tw_arena_take(struct tw_arena *arena, size_t size);

/* Copies `v` into the arena. A view with ptr NULL says: no memory. */
struct tw_view tw_arena_copy(struct tw_arena *arena, struct tw_view v);

/*
 * A printf-like text in the arena. A view with ptr NULL says: no memory.
 */
struct tw_view tw_arena_format(struct tw_arena *arena, const char *format,
	...) __attribute__((format(printf, 2, 3)));
struct tw_view tw_arena_vformat(struct tw_arena *arena, const char *format,
	va_list args);

/* Gives back everything taken, and keeps some room for the next user. */
void tw_arena_reset(struct tw_arena *arena);

/* Frees the arena and everything taken from it. NULL is allowed. */
void tw_arena_free(struct tw_arena *arena);

/* True if both views hold the same bytes. */
bool tw_view_equal(struct tw_view a, struct tw_view b);

/* Bytewise order; below, at or above 0 as memcmp, the shorter one first. */
int tw_view_compare(struct tw_view a, struct tw_view b);

/* The view of a NUL-terminated string, which stays the caller's. */
struct tw_view tw_view_of(const char *string);

#endif
