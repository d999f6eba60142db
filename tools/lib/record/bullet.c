/*
 * What stands before a point, bullets, numbers and boxes; and before anything:
 * signs, and what numbers the sections of a form.
 */
#include "base/utf8.h"
#include "record/bullet.h"

#include <string.h>

/* Bullets that count with a letter right behind them, too. */
static const char *const bullets[] = {
	"\xE2\x80\xA2", /* U+2022 */ "\xC2\xB7", /* U+00B7 */
	"\xE2\x96\xAA", /* U+25AA */ "\xE2\x97\xA6", /* U+25E6 */
	"\xE2\x80\xA3", /* U+2023 */ "\xE2\x97\x8F", /* U+25CF */
	"\xE2\x97\x8B", /* U+25CB */ "\xE2\x96\xA0", /* U+25A0 */
	"\xE2\x96\xA1", /* U+25A1 */ "\xE2\x96\xBA", /* U+25BA */
	"\xE2\x9E\xA2", /* U+27A2 */ "\xE2\x9E\xA4", /* U+27A4 */
	"\xE2\x9C\x93", /* U+2713 */ "\xE2\x9C\x94", /* U+2714 */
	"\xE2\x9D\x96", /* U+2756 */ "-", "\xE2\x80\x93", "\xE2\x80\x94",
};

/* Those that count with a blank only; a word processor's other bullets. */
static const char *const apart[] = {
	"*", "o", "\xC2\xA7", "\xC3\x98", "\xC3\xBC"
};

size_t tw_blanks(struct tw_view v)
{
	size_t len = 0, blank;

	while ((blank = tw_blank_start(tw_after(v, len))))
		len += blank;
	return len;
}

static bool starts(struct tw_view v, struct tw_view with)
{
	return v.len >= with.len && !memcmp(v.ptr, with.ptr, with.len);
}

/* "ii", "iv" and the like, of more letters than one. */
static size_t roman(struct tw_view text)
{
	size_t len = 0;

	while (len < text.len && len < 4 && strchr("ivx", text.ptr[len]))
		len++;
	return len > 1 ? len : 0;
}

/* "1.2" has a second number. */
static size_t second(struct tw_view text)
{
	size_t len = 1;

	if (text.len < 2 || text.ptr[0] != '.')
		return 0;
	while (len < text.len && len < 3 && tw_digit(text.ptr[len]))
		len++;
	return len > 1 ? len : 0;
}

/*
 * "1." or "12)" or "(3)" or "1.2", "a)" or "a." or "ii)", "A)", and a blank
 * or the end.
 */
static size_t list_number(struct tw_view text)
{
	size_t open = text.len && text.ptr[0] == '(', i = open;
	bool large = false;

	while (i < text.len && i < open + 3 && tw_digit(text.ptr[i]))
		i++;
	if (i > open) {
		size_t more = open ? 0 : second(tw_after(text, i));

		i += more;
		/* "1.2.3", whose last is one digit: "1.2.26" is a date. */
		if (more && i + 2 < text.len && text.ptr[i] == '.' &&
		    tw_digit(text.ptr[i + 1]) &&
		    tw_blank_start(tw_after(text, i + 2)))
			i += 2;
		if (more && i < text.len && tw_blank_start(tw_after(text, i)))
			return i;
	} else if (i < text.len && tw_letter(text.ptr[i])) {
		size_t more = roman(tw_after(text, open));

		large = text.ptr[i] < 'a';
		i += more ? more : 1;
	}
	if (i == open || i >= text.len || (text.ptr[i] != ')' &&
	    (open || large || text.ptr[i] != '.')))
		return 0;
	i++;
	/* A number with nothing behind it is a number. */
	return i < text.len && tw_blank_start(tw_after(text, i)) ? i : 0;
}

/* A word processor's own characters for bullets, U+F000 to U+F0FF. */
static size_t private_bullet(struct tw_view text)
{
	uint32_t code = 0;
	size_t len = text.len ? tw_utf8_decode(&code, text) : 0;

	return code >= 0xF000 && code <= 0xF0FF ? len : 0;
}

static size_t mark_length(struct tw_view text)
{
	size_t len = private_bullet(text);

	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets) && !len; i++)
	{
		struct tw_view bullet = tw_view_of(bullets[i]);
		struct tw_view behind = tw_after(text, bullet.len);

		if (!starts(text, bullet))
			continue;
		/* "-5", "--" and "- -" are something else. */
		if (!behind.len || tw_blank_start(behind) ||
		    tw_letter(behind.ptr[0]) || (bullet.len > 1 && i < 15))
			len = bullet.len;
	}
	for (size_t i = 0; i < sizeof(apart) / sizeof(*apart) && !len; i++) {
		struct tw_view bullet = tw_view_of(apart[i]);

		if (starts(text, bullet) && tw_blank_start(tw_after(text,
		    bullet.len)))
			len = bullet.len;
	}
	return len;
}

size_t tw_bullet_length(struct tw_view text, bool *number)
{
	size_t len = mark_length(text);

	*number = !len && (len = list_number(text));
	return len ? len + tw_blanks(tw_after(text, len)) : 0;
}

size_t tw_box_length(struct tw_view text, bool *ticked)
{
	static const struct {
		const char *mark;
		bool ticked;
	} boxes[] = {
		{ "[ ]", false }, { "[]", false }, { "[x]", true },
		{ "[X]", true }, { "\xE2\x98\x90", false },
		{ "\xE2\x98\x91", true }, { "\xE2\x98\x92", true },
		{ "\xE2\x9C\x85", true },
	};

	for (size_t i = 0; i < sizeof(boxes) / sizeof(*boxes); i++) {
		struct tw_view mark = tw_view_of(boxes[i].mark);
		size_t blank = starts(text, mark) ?
			tw_blanks(tw_after(text, mark.len)) : 0;

		if (!blank)
			continue;
		*ticked = boxes[i].ticked;
		return mark.len + blank;
	}
	return 0;
}

/* A code point that is a sign and no word: arrows, pictures and the like. */
static bool is_sign(uint32_t code)
{
	return (code >= 0x2190 && code < 0x2200) ||
		(code >= 0x2300 && code < 0x2400) ||
		(code >= 0x2600 && code < 0x2610) || /* behind it, boxes */
		(code >= 0x2613 && code < 0x2800) ||
		(code >= 0x2900 && code < 0x2980) ||
		(code >= 0x2B00 && code < 0x2C00) ||
		(code >= 0x1F000 && code < 0x1FB00);
}

/* What joins signs to one, and says how they look. */
static bool joins_signs(uint32_t code)
{
	return code == 0x200D || (code >= 0xFE00 && code < 0xFE10);
}

/* The digit that a key of a telephone shows: U+FE0F and U+20E3 behind it. */
static size_t keycap(struct tw_view text)
{
	static const char *const keys[] = {
		"\xEF\xB8\x8F\xE2\x83\xA3", "\xE2\x83\xA3"
	};

	for (size_t i = 0; i < 2 && text.len && tw_digit(text.ptr[0]); i++)
		if (starts(tw_after(text, 1), tw_view_of(keys[i])))
			return 1 + strlen(keys[i]);
	return 0;
}

static size_t sign_length(struct tw_view text)
{
	size_t len = 0, step = 1;

	if (mark_length(text))
		return 0;
	while (len < text.len && step) {
		struct tw_view rest = tw_after(text, len);
		uint32_t code = 0;

		step = keycap(rest);
		if (!step) {
			step = tw_utf8_decode(&code, rest);
			step = is_sign(code) || (len && joins_signs(code)) ?
				step : 0;
		}
		len += step;
	}
	return len && len < text.len ? len + tw_blanks(tw_after(text, len)) :
		0;
}

/* "2 Priority: ...", a number and nothing behind it; or 0. */
static size_t bare_number(struct tw_view text)
{
	const struct tw_view name = TW_VIEW("priority");
	size_t len = 0, blanks;

	while (len < text.len && len < 2 && tw_digit(text.ptr[len]))
		len++;
	blanks = len ? tw_blanks(tw_after(text, len)) : 0;
	text = tw_after(text, len + blanks);
	return blanks && text.len > name.len && tw_fold_equal(name,
		(struct tw_view){ text.ptr, name.len }) &&
		strchr(": ", text.ptr[name.len]) ? len + blanks : 0;
}

/* "Section C: ", "Part 2 - ": what numbers a heading in words; or 0. */
static size_t part_length(struct tw_view text)
{
	static const char *const names[] = {
		"section ", "part ", "question ", "box ", "item ", "slide ",
		"agenda item "
	};
	static const char *const ends[] = {
		":", ".", ")", "-", "\xE2\x80\x93", "\xE2\x80\x94"
	};
	size_t len = 0;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && !len; i++) {
		struct tw_view name = tw_view_of(names[i]);

		if (text.len > name.len && tw_fold_equal(name,
		    (struct tw_view){ text.ptr, name.len }))
			len = name.len;
	}
	if (!len)
		return 0;
	if (tw_letter(text.ptr[len]))
		len++;
	else
		for (int i = 0; i < 2 && len < text.len &&
		     tw_digit(text.ptr[len]); i++)
			len++;
	len += tw_blanks(tw_after(text, len));
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (starts(tw_after(text, len), tw_view_of(ends[i]))) {
			len += strlen(ends[i]);
			return len + tw_blanks(tw_after(text, len));
		}
	return 0;
}

/* "A. ", where parts are lettered; or 0. */
static size_t letter_length(struct tw_view text)
{
	size_t blanks;

	if (text.len < 3 || text.ptr[0] < 'A' || text.ptr[0] > 'Z' ||
	    !strchr(".:", text.ptr[1]))
		return 0;
	blanks = tw_blanks(tw_after(text, 2));
	return blanks ? 2 + blanks : 0;
}

size_t tw_lead_length(struct tw_view text, bool *part)
{
	bool letter = text.len && tw_letter(text.ptr[0]);
	size_t len = letter ? 0 : sign_length(text);
	size_t more = part_length(tw_after(text, len));

	if (!len && !more)
		more = bare_number(text);
	if (!len && !more)
		more = letter_length(text);

	*part = more > 0;
	return len + more;
}
