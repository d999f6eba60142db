#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool tw_buffer_reserve(struct tw_buffer *buffer, size_t more)
{
	size_t room;
	char *grown;

	if (buffer->room - buffer->len >= more)
		return true;
	if (more > SIZE_MAX / 4 || buffer->len > SIZE_MAX / 4)
		goto fail;
	room = buffer->room ? buffer->room : 256;
	while (room - buffer->len < more)
		room *= 2;
	grown = realloc(buffer->ptr, room);
	if (!grown)
		goto fail;
	buffer->ptr = grown;
	buffer->room = room;
	return true;
fail:
	buffer->failed = true;
	return false;
}

bool tw_buffer_add(struct tw_buffer *buffer, const void *bytes, size_t len)
{
	if (!tw_buffer_reserve(buffer, len))
		return false;
	if (len)
		memcpy(buffer->ptr + buffer->len, bytes, len);
	buffer->len += len;
	return true;
}

bool tw_buffer_view(struct tw_buffer *buffer, struct tw_view v)
{
	return tw_buffer_add(buffer, v.ptr, v.len);
}

bool tw_buffer_string(struct tw_buffer *buffer, const char *string)
{
	return tw_buffer_add(buffer, string, strlen(string));
}

bool tw_buffer_byte(struct tw_buffer *buffer, char byte)
{
	return tw_buffer_add(buffer, &byte, 1);
}

bool tw_buffer_pad(struct tw_buffer *buffer, char byte, size_t count)
{
	if (!tw_buffer_reserve(buffer, count))
		return false;
	if (count)
		memset(buffer->ptr + buffer->len, byte, count);
	buffer->len += count;
	return true;
}

bool tw_buffer_vformat(struct tw_buffer *buffer, const char *format,
	va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0 || !tw_buffer_reserve(buffer, (size_t)len + 1)) {
		buffer->failed = true;
		return false;
	}
	vsnprintf(buffer->ptr + buffer->len, (size_t)len + 1, format, args);
	buffer->len += (size_t)len;
	return true;
}

bool tw_buffer_format(struct tw_buffer *buffer, const char *format, ...)
{
	va_list args;
	bool added;

	va_start(args, format);
	added = tw_buffer_vformat(buffer, format, args);
	va_end(args);
	return added;
}

struct tw_view tw_buffer_get(const struct tw_buffer *buffer)
{
	return (struct tw_view){ buffer->ptr, buffer->len };
}

void tw_buffer_clear(struct tw_buffer *buffer)
{
	buffer->len = 0;
	buffer->failed = false;
}

void tw_buffer_release(struct tw_buffer *buffer)
{
	free(buffer->ptr);
	*buffer = (struct tw_buffer)TW_BUFFER_INIT;
}

void tw_buffer_end(struct tw_buffer *buffer, struct tw_buffer *out)
{
	out->failed |= buffer->failed;
	tw_buffer_release(buffer);
}
