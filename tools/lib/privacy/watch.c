/*
 * Whatever a matcher may find, this must suspect: tests hold one against the
 * other. It may suspect more, at the price of time.
 */
#include "privacy/watch.h"

#include "base/utf8.h"
#include "privacy/words.h"

#include <string.h>

/*
 * The classes of bytes: other, letter, digit, blank, mark between digits,
 * bracket, plus or mark of a comment between digits, of a character beyond
 * ASCII, suspect, end of the line.
 */
enum class { O, L, D, B, M, P, H, S, E };

static const unsigned char classes[256] = {
	S, S, S, S, S, S, S, S, S, B, E, S, S, B, S, S,
	S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
	B, O, O, P, O, O, O, O, P, P, O, P, O, M, M, M,
	D, D, D, D, D, D, D, D, D, D, O, O, O, O, O, O,
	S, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O,
	O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, S,
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
	return class_of(c) == L;
}

/* Letters that are taken for digits beside some. */
static bool alike(char c)
{
	return c == 'O' || c == 'o' || c == 'I' || c == 'l';
}

/*
 * Blanks and line ends, with the mark of a comment that goes on; what is not of
 * ASCII may be one.
 */
static bool blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '#' ||
		class_of(c) == H;
}

/* And what else may part a word from another. */
static bool thin(char c)
{
	return c == ',' || class_of(c) == M || blank(c);
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

/* The first three letters of a month, as a number. */
#define THREE(a, b, c) ((a) << 16 | (b) << 8 | (c))

static bool is_month(struct word word)
{
	if (word.len < 3)
		return false;
	switch (THREE(word.at[0] | 32, word.at[1] | 32, word.at[2] | 32)) {
	case THREE('j', 'a', 'n'):
	case THREE('f', 'e', 'b'):
	case THREE('m', 'a', 'r'):
	case THREE('a', 'p', 'r'):
	case THREE('m', 'a', 'y'):
	case THREE('j', 'u', 'n'):
	case THREE('j', 'u', 'l'):
	case THREE('a', 'u', 'g'):
	case THREE('s', 'e', 'p'):
	case THREE('o', 'c', 't'):
	case THREE('n', 'o', 'v'):
	case THREE('d', 'e', 'c'):
		return true;
	default:
		return false;
	}
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

/* What may part a word that says so from a name. */
static bool parts_name(char c)
{
	return thin(c) || c == ':' || c == '(' || c == '"' || c == '\'' ||
		c == ')';
}

enum { MOST_FILLERS = 7 };

/* Words and numbers that may stand between the two, in either order. */
static bool is_filler(struct word word)
{
	static const char *const fillers[] = { "old", "known", "as", "now",
		"whose", "first", "s", "years", "yrs", "called", "named",
		"name", "is", "year", "yr", "age", "aged", "in", "a", "an",
		"the", "our", "young", "former", "new", "another", NULL };

	if (digit(word.at[0]) || ((word.at[0] | 32) == 'y' && word.len > 1 &&
	    digit(word.at[1])))
		return true;
	for (size_t i = 0; fillers[i]; i++)
		if (is(word, fillers[i]))
			return true;
	return false;
}

/* True if what begins with a capital may be a name; *known: it must be one. */
static bool may_be_name(const struct tw_watch *watch, const char *at,
	bool known)
{
	const char *end = at;

	while (end < watch->end && letter(*end))
		end++;
	if (end < watch->end && class_of(*end) == H)
		return true;
	return known ? tw_first_name(at, (size_t)(end - at)) :
		!tw_no_name(at, (size_t)(end - at));
}

/*
 * A name begins soon behind a word: only short ones stand between. If the
 * word has a capital, too, right behind it the name must be a known one.
 */
static bool has_name_behind(const struct tw_watch *watch, struct word word)
{
	const char *at = word.at + word.len;

	for (int i = 0; i < MOST_FILLERS; i++) {
		struct word filler;

		while (at < watch->end && parts_name(*at))
			at++;
		for (filler.at = at; at < watch->end &&
		     (letter(*at) || digit(*at)); at++);
		filler.len = (size_t)(at - filler.at);
		if (!filler.len)
			return false;
		if (!is_filler(filler))
			return filler.at[0] >= 'A' && filler.at[0] <= 'Z' &&
				may_be_name(watch, filler.at, !i &&
				word.at[0] <= 'Z');
	}
	return false;
}

/* A comma, bracket or dash stands shortly before, and a text before that. */
static bool has_name_before(const struct tw_watch *watch, const char *at)
{
	bool dash = false; /* perhaps, of those beyond ASCII */

	for (int i = 0; i < MOST_FILLERS; i++) {
		struct word filler;
		const char *to;

		while (at > watch->start && blank(at[-1]))
			dash |= class_of(*--at) == H;
		if (at == watch->start)
			return false;
		if (dash || at[-1] == ',' || at[-1] == '(' || at[-1] == '-')
			return at - 1 > watch->start;
		for (to = at; at > watch->start &&
		     (letter(at[-1]) || digit(at[-1])); at--);
		filler = (struct word){ at, (size_t)(to - at) };
		if (!filler.len || !is_filler(filler))
			return false;
	}
	return false;
}

/* "Young" stands right before. */
static bool is_young(const struct tw_watch *watch, const char *at)
{
	while (at > watch->start && thin(at[-1]))
		at--;
	return at > watch->start && (at[-1] | 32) == 'g';
}

static bool is_noun(const struct tw_watch *watch, struct word word)
{
	switch (word.at[0] | 32) {
	case 'b':
		return is(word, "boy");
	case 'c':
		return is(word, "child");
	case 'd':
		return is(word, "daughter");
	case 'g':
		return is(word, "girl");
	case 'l':
		return is(word, "learner");
	case 'p':
		return is(word, "pupil") || (is(word, "person") &&
			is_young(watch, word.at));
	case 's':
		return is(word, "student") || is(word, "son");
	case 't':
		return is(word, "teenager") || is(word, "toddler");
	case 'y':
		return is(word, "youngster");
	default:
		return false;
	}
}

/* A word beside which something private may stand. */
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
		return is(word, "born") || is(word, "birth") ||
			is(word, "birthday") || is(word, "birthdate");
	case 'd':
		return is(word, "dob") || is(word, "dot") ||
			(word.len == 1 && initials(watch, word));
	case 'g':
		return is(word, "gir");
	case 'o':
		return is(word, "old") &&
			has_name_behind(watch, word);
	case 'y':
		return (word.len == 1 || is(word, "year") ||
			is(word, "yr")) && in_brackets(watch, word);
	default:
		return false;
	}
}

/*
 * The letter behind the digits of a National Insurance number, of which the
 * last may be letters, too.
 */
static bool ends_number(const struct tw_watch *watch, struct word word)
{
	if (word.len > 6 || watch->digits + word.len - 1 < 6 ||
	    (word.at[word.len - 1] | 32) > 'd')
		return false;
	for (size_t i = 0; i + 1 < word.len; i++)
		if (!alike(word.at[i]))
			return false;
	return true;
}

/* Two letters right behind a digit, and before that a letter and a digit. */
static bool ends_postcode(const struct tw_watch *watch, struct word word)
{
	const char *at = word.at - 1;
	bool letters = false, digits = false;

	if (word.len != 2 || at < watch->start || !digit(*at))
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

/*
 * Of the words that are looked up, the second characters by the first: most
 * words need no more than this. Letters in bits 1 to 26; of one letter alone
 * what follows it, its lowest five bits, too.
 */
#define BIT(c) (UINT32_C(1) << ((c) & 31))
#define DIGITS (BIT('0') | BIT('1') | BIT('2') | BIT('3') | BIT('4') | \
	BIT('5') | BIT('6') | BIT('7') | BIT('8') | BIT('9'))
#define SECONDS(c, bits) [c] = (bits), [c & ~32] = (bits)
static const uint32_t seconds[256] = {
	SECONDS('a', BIT('t') | BIT('g') | BIT('p') | BIT('u')),
	SECONDS('b', BIT('o') | BIT('i')),
	SECONDS('c', BIT('h')),
	SECONDS('d', BIT('o') | BIT('a') | BIT('e') | BIT('.') | BIT(' ') |
		BIT('/') | BIT('-') | BIT('\t') | BIT('\r') | BIT('\n')),
	SECONDS('f', BIT('e')),
	SECONDS('g', BIT('i')),
	SECONDS('j', BIT('a') | BIT('u')),
	SECONDS('l', BIT('e')),
	SECONDS('m', BIT('a')),
	SECONDS('n', BIT('o')),
	SECONDS('o', BIT('l') | BIT('c')),
	SECONDS('p', BIT('u') | BIT('e')),
	SECONDS('s', BIT('t') | BIT('o') | BIT('e')),
	SECONDS('t', BIT('e') | BIT('o')),
	SECONDS('y', BIT('o') | BIT('e') | BIT('r') | DIGITS)
};
#undef SECONDS

/* And the third ones, of those that watch_word knows; all, where any may be. */
static const uint32_t thirds[32] = {
	['a' & 31] = UINT32_MAX, /* "at" and what follows it */
	['b' & 31] = BIT('r') | BIT('y'),
	['c' & 31] = BIT('i'),
	['d' & 31] = BIT('b') | BIT('t') | BIT('u') | BIT('c') | BIT('o'),
	['f' & 31] = BIT('b'),
	['g' & 31] = BIT('r'),
	['j' & 31] = BIT('n') | BIT('l'),
	['l' & 31] = BIT('a'),
	['m' & 31] = BIT('r') | BIT('y'),
	['n' & 31] = BIT('v'),
	['o' & 31] = BIT('d') | BIT('t'),
	['p' & 31] = BIT('p') | BIT('r'),
	['s' & 31] = BIT('u') | BIT('n') | BIT('p'),
	['t' & 31] = BIT('e') | BIT('d'),
	['y' & 31] = UINT32_MAX  /* "y" alone */
};

bool tw_watch_looks(const char *at)
{
	return seconds[(unsigned char)at[0]] >> (at[1] & 31) & 1;
}

/* True if watch_word may find something in what begins at `at`. */
static inline bool may_tell(const struct tw_watch *watch, const char *at)
{
	return watch->end - at >= 2 && tw_watch_looks(at) &&
		(watch->end - at == 2 ||
		 thirds[at[0] & 31] >> (at[2] & 31) & 1);
}

/* The longest word that is looked up. */
enum { LONGEST = 9 };

/* The word that begins at `at`. */
static void watch_word(struct tw_watch *watch, const char *at)
{
	struct word word = { at, 1 };

	while (++at < watch->end && letter(*at))
		if (++word.len > LONGEST)
			return;
	if (is_cue(watch, word) || (is_month(word) && has_day(watch, word)) ||
	    (is_noun(watch, word) && (has_name_behind(watch, word) ||
	     has_name_before(watch, word.at))))
		watch->suspicious = true;
}

/* Letters behind what may be a number, or the end of one. */
static void watch_letters(struct tw_watch *watch, const char *from,
	const char *to)
{
	struct word word = { from, (size_t)(to - from) };
	bool digits = true;

	if (ends_number(watch, word) || ends_postcode(watch, word))
		watch->suspicious = true;
	for (size_t i = 0; i < word.len && digits; i++)
		digits = alike(from[i]);
	watch->digits = digits ? watch->digits + (unsigned)word.len : 0;
	watch->marks = digits ? watch->marks : 0;
	watch->suspicious |= watch->digits >= 10;
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

static void watch_digit(struct tw_watch *watch, const char *at)
{
	/* "O7": letters that begin a number were passed over. */
	if (!watch->digits)
		for (const char *c = at; c > watch->start && at - c < 3 &&
		     alike(c[-1]); c--)
			watch->digits++;
	watch->digits++;
	if (watch->digits >= 10 || watch->marks >= 2)
		watch->suspicious = true;
}

/* What is no letter. Returns what is to be looked at next. */
static const char *watch_other(struct tw_watch *watch, const char *at)
{
	switch (class_of(*at)) {
	case D:
		watch_digit(watch, at);
		break;
	case H:
		return watch_high(watch, at);
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
	case B: /* a carriage return within a line is no blank */
		watch->suspicious |= *at == '\r' && watch->end - at > 1 &&
			at[1] != '\n';
		break;
	default: /* what parts digits */
		break;
	}
	return at + 1;
}

/* ---- lines ---- */

/* Where a line is looked at. */
struct look {
	const char *letters; /* where the letters begin that were passed over */
	const char *next;    /* what stands before it needs no look */
};

/* What is no letter; false at the end of the line. */
static inline bool look_at(struct look *look, struct tw_watch *watch,
	const char *at)
{
	if (*at != ' ' || watch->digits) {
		if (watch->digits && at > look->letters)
			watch_letters(watch, look->letters, at);
		if (*at == '\n')
			return false;
	}
	look->next = *at == ' ' ? at + 1 : watch_other(watch, at);
	look->letters = look->next;
	if (may_tell(watch, look->next))
		watch_word(watch, look->next);
	return true;
}

const char *tw_watch_line(struct tw_watch *watch, const char *at)
{
	struct look look = { at, at };

	if (may_tell(watch, at))
		watch_word(watch, at);
	for (; watch->end - at >= 8; at += 8)
		for (uint64_t found = tw_eight_letters(tw_eight(at)) ^
		     TW_EIGHT(0x80u); found; found &= found - 1) {
			const char *here = at + __builtin_ctzll(found) / 8;

			if (here >= look.next &&
			    !look_at(&look, watch, here))
				return here;
		}
	for (; at < watch->end; at++)
		if (at >= look.next && !letter(*at) &&
		    !look_at(&look, watch, at))
			return at;
	if (watch->digits && at > look.letters)
		watch_letters(watch, look.letters, at);
	return at;
}
