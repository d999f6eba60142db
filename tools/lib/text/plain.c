#include "text/plain.h"

#include "base/utf8.h"

#include <utf8proc.h>

#include <stdbool.h>
#include <string.h>

/* With a stroke, or of other scripts: what they, or their capitals, look like. */
static const struct {
	uint16_t code;
	char plain[3];
} alike[] = {
	{ 0xC6, "AE" }, { 0xD0, "D" }, { 0xD8, "O" }, { 0xDE, "Th" },
	{ 0xDF, "ss" }, { 0xE6, "ae" }, { 0xF0, "d" }, { 0xF8, "o" },
	{ 0xFE, "th" }, { 0x110, "D" }, { 0x111, "d" }, { 0x126, "H" },
	{ 0x127, "h" }, { 0x131, "i" }, { 0x141, "L" }, { 0x142, "l" },
	{ 0x152, "OE" }, { 0x153, "oe" },
	{ 0x391, "A" }, { 0x392, "B" }, { 0x395, "E" }, { 0x396, "Z" },
	{ 0x397, "H" }, { 0x399, "I" }, { 0x39A, "K" }, { 0x39C, "M" },
	{ 0x39D, "N" }, { 0x39F, "O" }, { 0x3A1, "P" }, { 0x3A4, "T" },
	{ 0x3A5, "Y" }, { 0x3A7, "X" }, { 0x3B1, "a" }, { 0x3B2, "b" },
	{ 0x3B5, "e" }, { 0x3B6, "z" }, { 0x3B7, "h" }, { 0x3B9, "i" },
	{ 0x3BA, "k" }, { 0x3BC, "m" }, { 0x3BD, "n" }, { 0x3BF, "o" },
	{ 0x3C1, "p" }, { 0x3C4, "t" }, { 0x3C5, "y" }, { 0x3C7, "x" },
	{ 0x405, "S" }, { 0x406, "I" }, { 0x408, "J" }, { 0x410, "A" },
	{ 0x412, "B" }, { 0x415, "E" }, { 0x41A, "K" }, { 0x41C, "M" },
	{ 0x41D, "H" }, { 0x41E, "O" }, { 0x420, "P" }, { 0x421, "C" },
	{ 0x422, "T" }, { 0x423, "Y" }, { 0x425, "X" }, { 0x430, "a" },
	{ 0x432, "b" }, { 0x435, "e" }, { 0x43A, "k" }, { 0x43C, "m" },
	{ 0x43D, "h" }, { 0x43E, "o" }, { 0x440, "p" }, { 0x441, "c" },
	{ 0x442, "t" }, { 0x443, "y" }, { 0x445, "x" }, { 0x455, "s" },
	{ 0x456, "i" }, { 0x458, "j" }
};

static const char *find_alike(uint32_t code)
{
	size_t low = 0, high = sizeof(alike) / sizeof(*alike);

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (alike[middle].code == code)
			return alike[middle].plain;
		if (alike[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Digits of a script stand ten in a row, from its zero on. */
static char digit_of(uint32_t code)
{
	uint32_t zero = code;

	while (zero && utf8proc_category((utf8proc_int32_t)zero - 1) ==
	       UTF8PROC_CATEGORY_ND)
		zero--;
	return (char)('0' + (code - zero) % 10);
}

static size_t put(unsigned char *out, const char *text)
{
	size_t len = strlen(text);

	memcpy(out, text, len);
	return len;
}

static size_t put_letter(unsigned char *out, uint32_t code)
{
	const char *found = find_alike(code);
	char bytes[4];
	size_t len;

	if (found)
		return put(out, found);
	len = tw_utf8_encode(bytes, (uint32_t)utf8proc_tolower(
		(utf8proc_int32_t)code));
	memcpy(out, bytes, len);
	return len;
}

/* A character that is made of no others. */
static size_t put_one(unsigned char *out, uint32_t code)
{
	if (code == '\t' || tw_code_blank(code))
		return put(out, " ");
	if (code < 0x80) {
		*out = (unsigned char)code;
		return code >= 0x20 && code < 0x7F;
	}
	switch (utf8proc_category((utf8proc_int32_t)code)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
		return code == 0x2BC ? put(out, "'") : put_letter(out, code);
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
		return 0;
	case UTF8PROC_CATEGORY_ND:
		*out = (unsigned char)digit_of(code);
		return 1;
	case UTF8PROC_CATEGORY_PD:
		return put(out, "-");
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return put(out, " ");
	case UTF8PROC_CATEGORY_SC:
		return put(out, "$");
	default:
		*out = TW_PLAIN_OTHER;
		return 1;
	}
}

/* What normalisation would take apart, or leave, to no good. */
static size_t put_special(unsigned char *out, uint32_t code, bool *special)
{
	*special = true;
	switch (code) {
	case 0x2018:
	case 0x2019:
	case 0x201B:
		return put(out, "'");
	case 0x2212: /* minus */
	case 0x2043: /* a bullet that is a hyphen */
	case 0x30FB: /* middle dots */
		return put(out, "-");
	case 0xB7:
	case 0x3002:
		return put(out, ".");
	case 0x2026: /* "..." parts nothing */
		*out = TW_PLAIN_OTHER;
		return 1;
	case 0xAD:
	case 0x34F:
	case 0x3164: /* fillers, which show nothing */
	case 0x115F:
	case 0x1160:
		return 0;
	default:
		*special = false;
		return 0;
	}
}

size_t tw_text_plain(unsigned char out[static TW_PLAIN_MOST], uint32_t code)
{
	enum { PARTS = 32 };
	utf8proc_int32_t parts[PARTS];
	utf8proc_ssize_t count = 0;
	bool special = false;
	int boundary = 0;
	size_t len = 0;

	if (code < 0x80)
		return put_one(out, code);
	len = put_special(out, code, &special);
	if (special)
		return len;
	count = utf8proc_decompose_char((utf8proc_int32_t)code, parts, PARTS,
		UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE,
		&boundary);
	if (count < 0 || count > PARTS)
		return put_one(out, code);
	for (utf8proc_ssize_t i = 0; i < count &&
	     len + 4 <= TW_PLAIN_MOST; i++)
		len += put_one(out + len, (uint32_t)parts[i]);
	return len;
}
