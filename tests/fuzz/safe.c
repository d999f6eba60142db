#include "base/utf8.h"
#include "fuzz.h"

#include <string.h>

/* Takes one character off; our own escapes are "\x1B[...m". */
static void require_character(struct tw_view *rest, bool color)
{
	uint32_t code;
	size_t len = tw_utf8_decode(&code, *rest);

	require(len);
	if (color && code == 0x1B && rest->len > 1 && rest->ptr[1] == '[') {
		while (rest->len && rest->ptr[0] != 'm') {
			rest->ptr++;
			rest->len--;
		}
		require(rest->len);
		len = 1;
	} else {
		require(code == '\n' || !tw_code_forbidden(code));
	}
	rest->ptr += len;
	rest->len -= len;
}

static void require_line(struct tw_view line)
{
	struct tw_view trimmed = tw_trim(line);

	require(trimmed.len < 2 || memcmp(trimmed.ptr, "::", 2));
	for (size_t i = 0; i + 3 <= line.len; i++)
		require(memcmp(line.ptr + i, "##[", 3));
}

void require_safe(struct tw_view shown, bool color)
{
	struct tw_view rest = shown;

	while (rest.len)
		require_character(&rest, color);
	while (shown.len) {
		const char *end = memchr(shown.ptr, '\n', shown.len);
		size_t len = end ? (size_t)(end - shown.ptr) : shown.len;

		require_line((struct tw_view){ shown.ptr, len });
		len += end != NULL;
		shown.ptr += len;
		shown.len -= len;
	}
}
