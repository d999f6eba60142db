#include <termwise/base.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Cuts `text` so that it does not end within a character. */
static void cut_at_character(char *text, size_t len)
{
	size_t tail = 0;

	while (tail < 4 && tail < len &&
	       ((unsigned char)text[len - 1 - tail] & 0xC0) == 0x80)
		tail++;
	if (tail < len && (unsigned char)text[len - 1 - tail] >= 0xC0)
		text[len - 1 - tail] = '\0';
}

enum tw_status tw_fail(struct tw_error *err, enum tw_status status,
	const char *format, ...)
{
	va_list args;
	int len;

	if (!err)
		return status;
	err->status = status;
	va_start(args, format);
	len = vsnprintf(err->message, sizeof(err->message), format, args);
	va_end(args);
	if (len < 0)
		err->message[0] = '\0';
	else if ((size_t)len >= sizeof(err->message))
		cut_at_character(err->message, sizeof(err->message) - 1);
	return status;
}

enum tw_status tw_fail_memory(struct tw_error *err)
{
	return tw_fail(err, TW_NO_MEMORY, "there is not enough memory");
}

bool tw_view_equal(struct tw_view a, struct tw_view b)
{
	return a.len == b.len && (!a.len || !memcmp(a.ptr, b.ptr, a.len));
}

int tw_view_compare(struct tw_view a, struct tw_view b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.ptr, b.ptr, len) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

struct tw_view tw_view_of(const char *string)
{
	return (struct tw_view){ string, strlen(string) };
}
