/*
 * Fonts whose letters are signs, as documents of Word name them.
 */
#include "import/docx.h"

#include <string.h>

uint32_t tw_docx_sign(const char *font, uint32_t code)
{
	static const struct {
		const char *font;
		uint32_t code, sign;
	} signs[] = {
		{ "Symbol", 0xB7, 0x2022 }, { "Symbol", 0xAE, 0x2192 },
		{ "Symbol", 0xB0, 0xB0 }, { "Symbol", 0xB1, 0xB1 },
		{ "Symbol", 0xA3, 0x2264 }, { "Symbol", 0xB3, 0x2265 },
		{ "Symbol", 0xD7, 0xD7 }, { "Symbol", 0x2D, 0x2212 },
		{ "Wingdings", 0x6C, 0x25CF }, { "Wingdings", 0x6E, 0x25A0 },
		{ "Wingdings", 0x6F, 0x25A1 }, { "Wingdings", 0x71, 0x25A1 },
		{ "Wingdings", 0x76, 0x2756 }, { "Wingdings", 0xA7, 0x25AA },
		{ "Wingdings", 0xA8, 0x25A1 }, { "Wingdings", 0xD8, 0x27A2 },
		{ "Wingdings", 0xDF, 0x2190 }, { "Wingdings", 0xE0, 0x2192 },
		{ "Wingdings", 0xE8, 0x2192 }, { "Wingdings", 0xF0, 0x2192 },
		{ "Wingdings", 0xFB, 0x2717 }, { "Wingdings", 0xFC, 0x2713 },
		{ "Wingdings", 0xFD, 0x2612 }, { "Wingdings", 0xFE, 0x2611 },
		{ "Wingdings", 0x4A, 0x263A },
	};
	uint32_t low = code >= 0xF000 && code < 0xF100 ? code - 0xF000 : code;

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (font && signs[i].code == low &&
		    !strcmp(font, signs[i].font))
			return signs[i].sign;
	return code;
}
