#include "base/utf8.h"

#include <string.h>

size_t tw_utf8_decode(uint32_t *code, struct tw_view v)
{
	const unsigned char *p = (const unsigned char *)v.ptr;
	uint32_t c = p[0], least;
	size_t len;

	if (c < 0x80) {
		*code = c;
		return 1;
	}
	if (c < 0xC2 || c > 0xF4)
		return 0;
	len = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	if (v.len < len)
		return 0;
	least = len == 2 ? 0x80 : len == 3 ? 0x800 : 0x10000;
	c &= 0xFFu >> (len + 1);
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3Fu);
	}
	if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	*code = c;
	return len;
}

size_t tw_utf8_encode(char out[static 4], uint32_t code)
{
	size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 :
		code < 0x10000 ? 3 : 4;

	if (len == 1) {
		out[0] = (char)code;
		return 1;
	}
	for (size_t i = len - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code & 0x3F));
		code >>= 6;
	}
	out[0] = (char)((0xF00u >> len & 0xFF) | code);
	return len;
}

/*
 * The lowest top bit that is set in the result is that of the first of eight
 * bytes below 0x20 or above 0x7E; there is none without such a byte.
 */
static uint64_t odd_bytes(const char *at)
{
	uint64_t eight = tw_eight(at);

	return (eight | (eight - TW_EIGHT(0x20u)) | (eight + TW_EIGHT(1u))) &
		TW_EIGHT(0x80u);
}

const char *tw_not_text(struct tw_view v)
{
	static const char wide[] = "it is UTF-16, which some editors call "
		"Unicode";
	static const struct {
		const char *start, *is;
	} others[] = {
		{ "\xFF\xFE", wide },
		{ "\xFE\xFF", wide },
		{ "PK\3\4", "it is a document of Word or LibreOffice, of which "
			"\"termwise import\" makes a record" },
		{ "\xD0\xCF\x11\xE0", "it is an old document of Word: once it "
			"is saved as .docx, \"termwise import\" makes a record "
			"of it" },
		{ "{\\rtf", "it is a document in Rich Text Format: once it is "
			"saved as .docx, \"termwise import\" makes a record of "
			"it" },
		{ "%PDF", "it is a PDF: paste what it says into a text file" },
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		size_t len = strlen(others[i].start);

		if (v.len >= len && !memcmp(v.ptr, others[i].start, len))
			return others[i].is;
	}
	return NULL;
}

size_t tw_ascii_run(struct tw_view v)
{
	size_t i = 0;

	for (; i + 8 <= v.len; i += 8) {
		uint64_t odd = odd_bytes(v.ptr + i);

		if (odd)
			return i + (size_t)__builtin_ctzll(odd) / 8;
	}
	while (i < v.len && v.ptr[i] >= 0x20 && v.ptr[i] < 0x7F)
		i++;
	return i;
}

bool tw_ascii_plain(struct tw_view v)
{
	return tw_ascii_run(v) == v.len;
}

bool tw_code_blank(uint32_t code)
{
	return code == ' ' || code == '\t' || code == 0xA0 ||
		code == 0x1680 || (code >= 0x2000 && code <= 0x200A) ||
		code == 0x202F || code == 0x205F || code == 0x3000;
}

bool tw_code_forbidden(uint32_t code)
{
	if (code < 0x20)
		return code != '\t';
	if (code < 0xA0)
		return code >= 0x7F;
	return code == 0x61C || code == 0x200E || code == 0x200F ||
		(code >= 0x2028 && code <= 0x202E) ||
		(code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

bool tw_code_hidden(uint32_t code)
{
	return code == 0xAD || code == 0x180E || code == 0x200B ||
		(code >= 0x2060 && code <= 0x2065) ||
		(code >= 0x206A && code <= 0x206F) ||
		(code >= 0xFFF9 && code <= 0xFFFB) ||
		(code >= 0xE0000 && code <= 0xE0FFF);
}

static bool is_tag(uint32_t code)
{
	return code >= 0xE0020 && code <= 0xE007F;
}

size_t tw_hidden_find(size_t *len, struct tw_view v)
{
	const uint32_t flag = 0x1F3F4; /* black, till tags behind it */
	struct tw_view rest = v;
	bool flagged = false;

	for (*len = 0; rest.len;) {
		size_t run = tw_ascii_run(rest);
		uint32_t code = 0;
		size_t step = run ? run : tw_utf8_decode(&code, rest);

		if (step && tw_code_hidden(code) && !(flagged && is_tag(code))) {
			*len = step;
			break;
		}
		flagged = code == flag || (flagged && is_tag(code));
		rest = tw_after(rest, step ? step : 1);
	}
	return (size_t)(rest.ptr - v.ptr);
}

size_t tw_blank_start_wide(struct tw_view v)
{
	uint32_t code;
	size_t len = tw_utf8_decode(&code, v);

	return len && tw_code_blank(code) ? len : 0;
}

size_t tw_blank_end_wide(struct tw_view v)
{
	for (size_t len = 2; len <= 3 && len <= v.len; len++) {
		struct tw_view tail = { v.ptr + v.len - len, len };
		uint32_t code;

		if (tw_utf8_decode(&code, tail) == len)
			return tw_code_blank(code) ? len : 0;
	}
	return 0;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

unsigned tw_slips(struct tw_view a, struct tw_view b, unsigned limit)
{
	enum { MOST = 64 };
	unsigned rows[3][MOST + 1];
	unsigned *before = rows[0], *above = rows[1], *row = rows[2];

	if (a.len > MOST || b.len > MOST ||
	    a.len > b.len + limit || b.len > a.len + limit)
		return limit + 1;
	for (unsigned j = 0; j <= b.len; j++)
		above[j] = j;
	for (unsigned i = 1; i <= a.len; i++) {
		unsigned *oldest = before;

		row[0] = i;
		for (unsigned j = 1; j <= b.len; j++) {
			char x = lower(a.ptr[i - 1]), y = lower(b.ptr[j - 1]);
			unsigned best = above[j - 1] + (x != y);

			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && x == lower(b.ptr[j - 2]) &&
			    y == lower(a.ptr[i - 2]) && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			row[j] = best;
		}
		before = above;
		above = row;
		row = oldest;
	}
	return above[b.len] <= limit ? above[b.len] : limit + 1;
}

/* The next sign of a text, which becomes what follows it; 0 at its end. */
static char next_sign(struct tw_view *text, char (*sign)(char), bool *parted)
{
	*parted = false;
	for (; text->len; *parted = true) {
		char c = sign(*text->ptr);

		*text = tw_after(*text, 1);
		if (c)
			return c;
	}
	return 0;
}

bool tw_alike(struct tw_view a, struct tw_view b, char (*sign)(char))
{
	bool digits = false, here, there;
	char c;

	do {
		c = next_sign(&a, sign, &here);
		if (c != next_sign(&b, sign, &there) ||
		    (digits && tw_digit(c) && here != there))
			return false;
		digits = tw_digit(c);
	} while (c);
	return true;
}
