/*
 * A growing run of bytes. Calls return false without memory and leave the
 * buffer as it was; `failed` then stays set, so that a long run of appends
 * may be checked once at its end.
 */
#ifndef TW_BASE_BUFFER_H
#define TW_BASE_BUFFER_H

#include <termwise/base.h>

#include <stdarg.h>

struct tw_buffer {
	char *ptr;
	size_t len;
	size_t room;
	bool failed;
};

#define TW_BUFFER_INIT { NULL, 0, 0, false }

/* Makes room for `more` bytes behind those that are there. */
bool tw_buffer_reserve(struct tw_buffer *buffer, size_t more);

/* Appends bytes, a view, a string, one byte, or a printf-like text. */
bool tw_buffer_add(struct tw_buffer *buffer, const void *bytes, size_t len);
bool tw_buffer_view(struct tw_buffer *buffer, struct tw_view v);
bool tw_buffer_string(struct tw_buffer *buffer, const char *string);
bool tw_buffer_byte(struct tw_buffer *buffer, char byte);
bool tw_buffer_pad(struct tw_buffer *buffer, char byte, size_t count);
bool tw_buffer_format(struct tw_buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
bool tw_buffer_vformat(struct tw_buffer *buffer, const char *format,
	va_list args);

/* What is in it; valid until the next append. */
struct tw_view tw_buffer_get(const struct tw_buffer *buffer);

/* Empties it and keeps its room; frees it. */
void tw_buffer_clear(struct tw_buffer *buffer);
void tw_buffer_release(struct tw_buffer *buffer);

/* Frees what has gone into `out`, which has failed, too, if this has. */
void tw_buffer_end(struct tw_buffer *buffer, struct tw_buffer *out);

#endif
