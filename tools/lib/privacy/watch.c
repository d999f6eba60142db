/*
 * Whatever a matcher may find, this must suspect: tests hold one against the
 * other. It may suspect more, at the price of time.
 */
#include "privacy/watch.h"

#include <string.h>

/*
 * The classes of bytes: other, letter, letter that a word begins with which
 * is looked up, digit, blank, mark between digits, bracket or plus between
 * digits, of a character beyond ASCII, suspect, end of the line.
 */
enum class { O, L, F, D, B, M, P, H, S, E };

static const unsigned char classes[256] = {
	S, S, S, S, S, S, S, S, S, B, E, S, S, B, S, S,
	S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
	B, O, O, O, O, O, O, O, P, P, O, P, O, M, M, M,
	D, D, D, D, D, D, D, D, D, D, O, O, O, O, O, O,
	S, F, F, L, F, L, F, F, L, L, F, L, F, F, F, F,
	F, L, L, F, F, L, L, L, L, F, L, O, O, O, O, O,
	O, F, F, L, F, L, F, F, L, L, F, L, F, F, F, F,
	F, L, L, F, F, L, L, L, L, F, L, O, O, O, O, S,
#define ROW H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H
	ROW, ROW, ROW, ROW, ROW, ROW, ROW, ROW
#undef ROW
};

static unsigned char class_of(char c)
{
	return classes[(unsigned char)c];
}

static bool digit(char c)
{
	return class_of(c) == D;
}

static bool letter(char c)
{
	return class_of(c) == L || class_of(c) == F;
}

/* Letters that are taken for digits beside some. */
static bool alike(char c)
{
	return c == 'O' || c == 'o' || c == 'I' || c == 'l';
}

/* Blanks, line ends, and what else may part a word from another. */
static bool thin(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == ',' ||
		class_of(c) == M;
}

static bool blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* ---- words ---- */

struct word {
	const char *at;
	size_t len;
};

/* The first character from `at` on that is not thin; 0 at the end. */
static const char *thick_behind(const struct tw_watch *watch, const char *at)
{
	while (at < watch->end && thin(*at))
		at++;
	return at;
}

/* The one before `at`, or NULL. */
static const char *thick_before(const struct tw_watch *watch, const char *at)
{
	while (at > watch->start && thin(at[-1]))
		at--;
	return at > watch->start ? at - 1 : NULL;
}

static bool is(struct word word, const char *small)
{
	for (size_t i = 0; i < word.len; i++)
		if ((word.at[i] | 32) != small[i])
			return false;
	return !small[word.len];
}

/* A day stands before or behind a month. */
static bool has_day(const struct tw_watch *watch, struct word word)
{
	const char *behind = thick_behind(watch, word.at + word.len);
	const char *before = thick_before(watch, word.at);

	if (before && (digit(*before) || strchr("tdhfTDHF", *before)))
		return true;
	return behind < watch->end && digit(*behind) &&
		!(watch->end - behind > 2 && digit(behind[1]) &&
		  digit(behind[2]));
}

static bool is_month(struct word word)
{
	static const char begins[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	if (word.len < 3 || word.len > 9)
		return false;
	for (const char *m = begins; *m; m += 3)
		if ((word.at[0] | 32) == m[0] && (word.at[1] | 32) == m[1] &&
		    (word.at[2] | 32) == m[2])
			return true;
	return false;
}

/* "(at)", "[dot]", "_at_" */
static bool in_brackets(const struct tw_watch *watch, struct word word)
{
	const char *at = word.at;

	while (at > watch->start && blank(at[-1]))
		at--;
	return at > watch->start && at[-1] && strchr("([{<_*", at[-1]);
}

/* "D.O.B.", "d o b" */
static bool initials(const struct tw_watch *watch, struct word word)
{
	const char *at = word.at + 1;

	return watch->end - at > 1 && (blank(*at) || class_of(*at) == M) &&
		(at[1] | 32) == 'o';
}

/* A word behind which a name may stand, or before. */
static bool is_cue(const struct tw_watch *watch, struct word word)
{
	const char *behind = word.at + word.len;

	switch (word.at[0] | 32) {
	case 'a':
		if (word.len == 2)
			return is(word, "at") && in_brackets(watch, word);
		behind = thick_behind(watch, behind);
		return (is(word, "aged") || is(word, "age")) &&
			behind < watch->end && (digit(*behind) ||
			is(word, "aged"));
	case 'b':
		return is(word, "boy") || is(word, "born") ||
			is(word, "birth") || is(word, "birthday") ||
			is(word, "birthdate");
	case 'd':
		return is(word, "dob") || is(word, "dot") ||
			is(word, "daughter") ||
			(word.len == 1 && initials(watch, word));
	case 'g':
		return is(word, "girl") || is(word, "gir");
	case 'l':
		return is(word, "learner");
	case 'o':
		return is(word, "old");
	case 'p':
		return is(word, "pupil") || is(word, "person");
	case 's':
		return is(word, "student") || is(word, "son");
	case 't':
		return is(word, "teenager") || is(word, "toddler");
	case 'y':
		return is(word, "youngster") || ((word.len == 1 ||
			is(word, "year") || is(word, "yr")) &&
			in_brackets(watch, word));
	default:
		return false;
	}
}

/* The one letter behind the digits of a National Insurance number. */
static bool ends_number(const struct tw_watch *watch, struct word word)
{
	return watch->digits >= 6 && word.len == 1 &&
		(word.at[0] | 32) <= 'd';
}

/* Two letters right behind a digit, and before that a letter and a digit. */
static bool ends_postcode(const struct tw_watch *watch, struct word word)
{
	const char *at = word.at - 1;
	bool letters = false, digits = false;

	if (word.len != 2 || at <= watch->start || !digit(*at))
		return false;
	while (at > watch->start && thin(at[-1]))
		at--;
	for (int i = 0; i < 4 && at > watch->start; i++) {
		at--;
		letters |= letter(*at);
		digits |= digit(*at);
	}
	return letters && digits;
}

static const char *watch_word(struct tw_watch *watch, const char *at)
{
	struct word word = { at, 1 };
	bool look = class_of(*at) == F, digits = alike(*at);

	while (++at < watch->end && letter(*at))
		digits &= alike(*at);
	word.len = (size_t)(at - word.at);
	if (word.len <= 2 && (ends_number(watch, word) ||
	    ends_postcode(watch, word)))
		watch->suspicious = true;
	if (look && (is_cue(watch, word) ||
	    (is_month(word) && has_day(watch, word))))
		watch->suspicious = true;
	if (digits) {
		watch->digits += (unsigned)word.len;
	} else {
		watch->digits = 0;
		watch->marks = 0;
	}
	return at;
}

/* ---- what is no word ---- */

/* "jane.doe at example.org": what stands around a dot, and "at" behind. */
static bool local_part(const struct tw_watch *watch, const char *at)
{
	if (at <= watch->start || watch->end - at < 2 || !letter(at[1]))
		return false;
	while (at < watch->end && !blank(*at))
		at++;
	while (at < watch->end && blank(*at))
		at++;
	return watch->end - at > 2 && (at[0] | 32) == 'a' &&
		(at[1] | 32) == 't' && blank(at[2]);
}

/*
 * Beyond ASCII nothing but what many type is passed over: quotation marks,
 * dashes, bullets, pounds, no-break spaces.
 */
static const char *watch_high(struct tw_watch *watch, const char *at)
{
	const unsigned char *c = (const unsigned char *)at;
	size_t left = (size_t)(watch->end - at);

	if (left >= 2 && c[0] == 0xC2 && c[1] == 0xA0)
		return at + 2;
	if (left >= 3 && c[0] == 0xE2 && c[1] == 0x80 &&
	    (c[2] == 0x93 || c[2] == 0x94)) {
		watch->marks++;
		return at + 3;
	}
	watch->digits = watch->marks = 0;
	if (left >= 2 && c[0] == 0xC2 && c[1] == 0xA3)
		return at + 2;
	if (left >= 3 && c[0] == 0xE2 && c[1] == 0x80 &&
	    (c[2] == 0x98 || c[2] == 0x99 || c[2] == 0x9C ||
	     c[2] == 0x9D || c[2] == 0xA2 || c[2] == 0xA6))
		return at + 3;
	watch->suspicious = true;
	return at + 1;
}

static const char *watch_digits(struct tw_watch *watch, const char *at)
{
	unsigned count = watch->digits;

	while (at < watch->end && digit(*at)) {
		count++;
		at++;
	}
	watch->digits = count;
	if (count >= 10 || watch->marks >= 2)
		watch->suspicious = true;
	return at;
}

const char *tw_watch_line(struct tw_watch *watch, const char *at)
{
	while (at < watch->end) {
		switch (class_of(*at)) {
		case L:
		case F:
			at = watch_word(watch, at);
			continue;
		case D:
			at = watch_digits(watch, at);
			continue;
		case H:
			at = watch_high(watch, at);
			continue;
		case E:
			return at;
		case M:
			watch->marks += watch->digits != 0;
			if (*at == '.' && local_part(watch, at))
				watch->suspicious = true;
			break;
		case S:
			watch->suspicious = true;
			break;
		case O:
			if (*at == '_' && local_part(watch, at))
				watch->suspicious = true;
			watch->digits = watch->marks = 0;
			break;
		default: /* what parts digits, and blanks */
			break;
		}
		at++;
	}
	return at;
}
