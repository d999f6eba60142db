/*
 * References to characters, as HTML and Markdown write them.
 */
#include "import/dress.h"

#include "base/utf8.h"

static const struct {
	const char *name;
	uint32_t code;
} entities[] = {
	{ "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' },
	{ "apos", '\'' }, { "nbsp", 0xA0 }, { "pound", 0xA3 },
	{ "euro", 0x20AC }, { "ndash", 0x2013 }, { "mdash", 0x2014 },
	{ "lsquo", 0x2018 }, { "rsquo", 0x2019 }, { "ldquo", 0x201C },
	{ "rdquo", 0x201D }, { "bull", 0x2022 }, { "middot", 0xB7 },
	{ "hellip", 0x2026 }, { "copy", 0xA9 }, { "frac14", 0xBC },
	{ "frac12", 0xBD }, { "frac34", 0xBE }, { "deg", 0xB0 },
	{ "trade", 0x2122 }, { "rarr", 0x2192 }, { "reg", 0xAE },
	{ "ensp", 0x2002 }, { "emsp", 0x2003 }, { "thinsp", 0x2009 },
};

/* The names of U+00C0 and those that follow it. */
static const char *const latin[] = {
	"Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig",
	"Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute",
	"Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc",
	"Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc",
	"Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc",
	"atilde", "auml", "aring", "aelig", "ccedil", "egrave", "eacute",
	"ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde",
	"ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash",
	"ugrave", "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml"
};

static bool numeric_entity(uint32_t *code, struct tw_view body)
{
	bool hex = body.len > 1 && (body.ptr[1] | 0x20) == 'x';
	size_t i = hex ? 2 : 1;

	*code = 0;
	if (i >= body.len || body.len > 9)
		return false;
	for (; i < body.len; i++) {
		int c = body.ptr[i] | 0x20;

		if (body.ptr[i] >= '0' && body.ptr[i] <= '9')
			*code = *code * (hex ? 16 : 10) +
				(uint32_t)(body.ptr[i] - '0');
		else if (hex && c >= 'a' && c <= 'f')
			*code = *code * 16 + (uint32_t)(c - 'a' + 10);
		else
			return false;
	}
	return (*code >= ' ' || *code == '\t') && *code <= 0x10FFFF &&
		!(*code >= 0xD800 && *code < 0xE000) &&
		!tw_code_forbidden(*code);
}

size_t tw_entity_length(uint32_t *code, struct tw_view v)
{
	enum { LONGEST = 12 };
	struct tw_view body = { v.ptr + 1, 0 };

	while (body.len + 1 < v.len && body.len < LONGEST &&
	       body.ptr[body.len] != ';')
		body.len++;
	if (body.len + 1 >= v.len || body.ptr[body.len] != ';' || !body.len)
		return 0;
	if (body.ptr[0] == '#')
		return numeric_entity(code, body) ? body.len + 2 : 0;
	for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++)
		if (tw_view_equal(body, tw_view_of(entities[i].name))) {
			*code = entities[i].code;
			return body.len + 2;
		}
	for (size_t i = 0; i < sizeof(latin) / sizeof(*latin); i++)
		if (tw_view_equal(body, tw_view_of(latin[i]))) {
			*code = 0xC0 + (uint32_t)i;
			return body.len + 2;
		}
	return 0;
}
