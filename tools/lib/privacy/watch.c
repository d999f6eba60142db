/*
 * Whatever a matcher may find, this must suspect: tests hold one against the
 * other. It may suspect more, at the price of time.
 *
 * Most of a text is small letters and spaces, and nothing private is written
 * in these alone, but for an address with a "dot" in it. So only what else
 * there is, an anchor, is looked at, and from there what stands beside it.
 */
#include "privacy/watch.h"

#include "base/utf8.h"
#include "privacy/beside.h"
#include "privacy/words.h"

#include <string.h>

/*
 * The classes of bytes: other ones, quotation mark or colon, comma, what may
 * stand before "at", plus, brackets, mark of a comment; letter, digit, blank,
 * mark between digits, of a character beyond ASCII, suspect, end of the line.
 */
enum class { O, A, C, K, P, Q, R, N, L, D, B, M, H, S, E };

static const unsigned char classes[256] = {
	S, S, S, S, S, S, S, S, S, B, E, S, S, B, S, S,
	S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
	B, O, A, N, O, O, O, A, Q, R, K, P, C, M, M, M,
	D, D, D, D, D, D, D, D, D, D, A, O, K, O, O, O,
	S, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, K, O, O, O, K,
	O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, K, O, O, O, S,
#define ROW H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H
	ROW, ROW, ROW, ROW, ROW, ROW, ROW, ROW
#undef ROW
};

/* Sets of them. */
enum {
	WORD = 1 << L | 1 << D,
	/* What is not of ASCII may be a blank; a comment goes on behind "#". */
	BLANK = 1 << B | 1 << E | 1 << N | 1 << H,
	/* And what else may part a word from another, and from a name. */
	THIN = BLANK | 1 << M | 1 << C,
	PARTS_NAME = THIN | 1 << A | 1 << Q | 1 << R,
	/* What digits do not go on behind, and what else tells nothing. */
	NO_DIGITS = 1 << O | 1 << A | 1 << C | 1 << K,
	MUTE = 1 << O | 1 << A | 1 << P | 1 << R | 1 << N
};

static unsigned char class_of(char c)
{
	return classes[(unsigned char)c];
}

static bool in(char c, unsigned set)
{
	return set >> class_of(c) & 1;
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

/* ---- words ---- */

struct word {
	const char *at;
	size_t len;
};

static bool same(const char *at, const char *small, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((at[i] | 32) != small[i])
			return false;
	return true;
}

#define IS(word, small) ((word).len == sizeof(small) - 1 && \
	same((word).at, small, sizeof(small) - 1))

/* True of a line's end behind which something else begins at the margin. */
static bool ends_block(const struct tw_watch *watch, const char *at)
{
	return watch->end - at > 1 && !in(at[1], BLANK);
}

/* The first byte from `at` on that is of no such class, or the end. */
static const char *behind(const struct tw_watch *watch, const char *at,
	unsigned set)
{
	while (at < watch->end && in(*at, set) &&
	       !(*at == '\n' && ends_block(watch, at)))
		at++;
	return at;
}

/* Where those begin that stand before `at`. */
static const char *before(const struct tw_watch *watch, const char *at,
	unsigned set)
{
	while (at > watch->start && in(at[-1], set))
		at--;
	return at;
}

/* Longer than any word that is looked for; no more of one is read. */
enum { LONGEST = 11 };

/* The word, or number, behind what is of a set; and the one before. */
static struct word word_behind(const struct tw_watch *watch, const char *at,
	unsigned set)
{
	const char *from = behind(watch, at, set), *to = from;

	while (to < watch->end && to - from < LONGEST && in(*to, WORD))
		to++;
	return (struct word){ from, (size_t)(to - from) };
}

static struct word word_before(const struct tw_watch *watch, const char *at,
	unsigned set)
{
	const char *to = before(watch, at, set), *from = to;

	while (from > watch->start && to - from < LONGEST &&
	       in(from[-1], WORD))
		from--;
	return (struct word){ from, (size_t)(to - from) };
}

/* ---- days ---- */

/* The first three letters of a month, as a number. */
#define THREE(a, b, c) ((a) << 16 | (b) << 8 | (c))

static bool is_month(const char *letters)
{
	const unsigned char *at = (const unsigned char *)letters;

	switch (THREE(at[0] | 32, at[1] | 32, at[2] | 32)) {
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

/* "12th of March": behind a number, which ends at `at`. */
static bool has_month(const struct tw_watch *watch, const char *at)
{
	for (int i = 0; i < 3; i++) {
		at = behind(watch, at, THIN);
		if (watch->end - at < 3)
			return false;
		if (is_month(at))
			return true;
		if (letter(at[2]) || !(same(at, "st", 2) ||
		    same(at, "nd", 2) || same(at, "rd", 2) ||
		    same(at, "th", 2) || same(at, "of", 2)))
			return false;
		at += 2;
	}
	return false;
}

static bool capital(const struct tw_watch *watch, const char *at)
{
	return at < watch->end && (*at < 'a' || class_of(*at) != L);
}

/* "Jack in", "J.T. (", "Jack is a", "Jack": what a year, or an age, follows. */
static bool follows_name(const struct tw_watch *watch, const char *end)
{
	struct word word = word_before(watch, end, PARTS_NAME);

	while (IS(word, "a") || IS(word, "is") || IS(word, "was") ||
	       IS(word, "in") || IS(word, "from"))
		word = word_before(watch, word.at, PARTS_NAME);
	return word.len && capital(watch, word.at);
}

/*
 * "aged 7", "(Year 4", "Jack in Year 4", "GIR 0", and, if it `may`, "Jack (13"
 * and "March 12".
 */
static bool says_number(const struct tw_watch *watch, const char *number,
	bool may)
{
	struct word word = word_before(watch, number, THIN);
	const char *at = before(watch, number, BLANK);

	if (may && at > watch->start && (at[-1] == ',' || at[-1] == '(') &&
	    follows_name(watch, at))
		return true;
	if (!word.len)
		return false;
	switch (word.at[0] | 32) {
	case 'a':
		if (IS(word, "age") || IS(word, "aged"))
			return true;
		break;
	case 'g':
		return IS(word, "gir");
	case 'y':
		if (word.len > 1 && !IS(word, "year") && !IS(word, "yr"))
			return false;
		return follows_name(watch, word.at);
	default:
		break;
	}
	return may && word.len >= 3 && is_month(word.at);
}

bool tw_watch_birth(const struct tw_watch *watch, const char *end)
{
	const char *at = watch->start;

	for (; end - at >= 3; at++) {
		struct word word;

		if (((*at | 32) != 'b' && (*at | 32) != 'd') ||
		    (at > watch->start && letter(at[-1])))
			continue;
		word = word_behind(watch, at, 0);
		if (IS(word, "born") || IS(word, "birth") || IS(word, "dob") ||
		    IS(word, "birthday") || IS(word, "birthdate"))
			return true;
		/* "D.O.B.", "d o b" */
		if (word.len == 1 && in(at[1], THIN) && (at[2] | 32) == 'o')
			return true;
	}
	return false;
}

/* ---- pupils ---- */

/* How many words and numbers may stand between the two, in either order. */
enum { MOST_FILLERS = 6 };

/* "Young" stands right before. */
static bool is_young(const struct tw_watch *watch, const char *at)
{
	at = before(watch, at, THIN);
	return at > watch->start && (at[-1] | 32) == 'g';
}

/* "16 year old". */
static bool follows_year(const struct tw_watch *watch, const char *at)
{
	struct word word = word_before(watch, at, THIN);

	return word.len >= 4 && same(word.at + word.len - 4, "year", 4);
}

/*
 * What a word is, which is not empty; of a person only a young one counts, and
 * of an age only so many years.
 */
static unsigned kind_of(const struct tw_watch *watch, struct word word)
{
	unsigned is = letter(word.at[0]) ? tw_beside(word.at, word.len) : 0;

	if (!is)
		return digit(word.at[0]) || digit(word.at[word.len - 1]) ?
			TW_FILLER : 0;
	if (IS(word, "person") && !is_young(watch, word.at))
		return 0;
	return IS(word, "old") && !follows_year(watch, word.at) ? TW_FILLER :
		is;
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
	/* "KB", "A.M." */
	if (end - at <= 2 && capital(watch, end - 1))
		return true;
	return known ? tw_first_name(at, (size_t)(end - at)) :
		!tw_no_name(at, (size_t)(end - at));
}

/*
 * What begins with a capital is a name: a word that says so stands before it,
 * with short ones between. If that word has a capital, too, right before it
 * the name must be a known one.
 */
static bool is_named(const struct tw_watch *watch, const char *name)
{
	const char *at = name;

	for (int i = 0; i <= MOST_FILLERS; i++) {
		struct word word = word_before(watch, at, PARTS_NAME);
		unsigned kind;

		if (!word.len)
			return false;
		kind = kind_of(watch, word);
		if (kind & (TW_NOUN | TW_AGE))
			return may_be_name(watch, name,
				!i && word.at[0] <= 'Z');
		if (!i && IS(word, "for"))
			return may_be_name(watch, name, true);
		if (!kind)
			return false;
		at = word.at;
	}
	return false;
}

/* True if what stands there may be an apostrophe, however it is written. */
static bool has_apostrophe(const char *at, const char *end)
{
	while (at < end && *at != '\'' && class_of(*at) != H)
		at++;
	return at < end;
}

/* "Children's Social Care": a word that is no part of a name, as it stands. */
static bool is_other(const struct tw_watch *watch, const char *at,
	const char *end)
{
	size_t len = (size_t)(end - at);

	return (at == watch->start || !in(at[-1], WORD | 1 << H)) &&
		end < watch->end && (*end == '\'' ||
		(watch->end - end > 2 && !memcmp(end, "\xE2\x80\x99", 3))) &&
		tw_no_name(at, len) && !tw_last_name(at, len);
}

/* "And her" mum: behind a name. */
static bool is_with(const struct tw_watch *watch, struct word word)
{
	if (!IS(word, "and") && !IS(word, "with"))
		return false;
	word = word_behind(watch, word.at + word.len, BLANK);
	return IS(word, "her") || IS(word, "his") || IS(word, "their");
}

/*
 * "Jade's mum", "James' EHCP", "Lola aged", "Ellie and her mum": what a name
 * that begins at `at` goes on with.
 */
static bool goes_on(const struct tw_watch *watch, const char *at)
{
	const char *end = at, *first;
	struct word word;

	while (end < watch->end && letter(*end))
		end++;
	first = end;
	/* Most go on with a space, and a word that begins otherwise. */
	if (watch->end - end > 1 && *end == ' ' && letter(end[1]) &&
	    (end[1] | 32) != 'a' && (end[1] | 32) != 'w')
		return false;
	end = behind(watch, end, 1 << L | 1 << H);
	word = word_behind(watch, end, BLANK | 1 << A | 1 << C);
	if (is_with(watch, word))
		return true;
	if (IS(word, "s"))
		word = word_behind(watch, word.at + 1, BLANK);
	if (!word.len)
		return false;
	return IS(word, "age") || IS(word, "aged") ||
		(has_apostrophe(at, word.at) && (IS(word, "social") ||
		 IS(word, "foster") || IS(word, "ehcp") ||
		 IS(word, "attendance") || kind_of(watch, word) & TW_NOUN) &&
		 !is_other(watch, at, first));
}

/* ", a Year 4 pupil": behind a comma, bracket or dash at `at`. */
static bool has_noun(const struct tw_watch *watch, const char *at)
{
	struct word word;
	unsigned kind;

	if (at <= watch->start)
		return false;
	word = word_behind(watch, at + 1, BLANK);
	kind = word.len ? kind_of(watch, word) : 0;
	for (int i = 0; i < MOST_FILLERS && kind & TW_FILLER; i++) {
		word = word_behind(watch, word.at + word.len, THIN);
		kind = word.len ? kind_of(watch, word) : 0;
		if (kind & TW_NOUN)
			return true;
	}
	return false;
}

/* ---- letters behind digits ---- */

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
	at = before(watch, at, THIN);
	for (int i = 0; i < 4 && at > watch->start; i++) {
		at--;
		letters |= letter(*at);
		digits |= digit(*at);
	}
	return letters && digits;
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

/* ---- anchors ---- */

/* "jane.doe at example.org": what stands around a dot, and "at" behind. */
static bool local_part(const struct tw_watch *watch, const char *at)
{
	enum { MOST = 256 };
	const char *from = at;

	if (at <= watch->start || watch->end - at < 2 || !letter(at[1]))
		return false;
	while (at < watch->end && at - from < MOST && !in(*at, BLANK))
		at++;
	at = behind(watch, at, BLANK);
	return watch->end - at > 2 && (at[0] | 32) == 'a' &&
		(at[1] | 32) == 't' && in(at[2], BLANK);
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
		watch->suspicious |= has_noun(watch, at + 2);
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

static const char *watch_digit(struct tw_watch *watch, const char *at)
{
	const char *end = at;

	watch->numbers = watch->digits ? watch->numbers : 0;
	/* "O7": letters that begin a number were passed over. */
	if (!watch->digits)
		for (const char *c = at; c > watch->start && at - c < 3 &&
		     alike(c[-1]); c--)
			watch->digits++;
	while (end < watch->end && digit(*end))
		end++;
	watch->digits += (unsigned)(end - at);
	/* "120315", "12032015", "12 03 15" */
	watch->dated |= end - at == 6 || end - at == 8 ||
		++watch->numbers >= 3;
	if (watch->digits >= 10 || watch->marks >= 2 ||
	    tw_place_follows(watch, at, end) ||
	    says_number(watch, at, end - at <= 2) ||
	    (end - at <= 2 && has_month(watch, end)))
		watch->suspicious = true;
	return end;
}

/* A capital, or the "d" of what may be a dot. */
static const char *watch_letter(struct tw_watch *watch, const char *at)
{
	if (at > watch->start && letter(at[-1]))
		return at + 1;
	if ((*at | 32) == 'd' && word_behind(watch, at, 0).len == 3 &&
	    same(at, "dot", 3))
		watch->suspicious = true;
	if (*at <= 'Z' && (is_named(watch, at) || goes_on(watch, at)))
		watch->suspicious = true;
	return at + 1;
}

/* "(at)", "[ at ]" */
static bool brackets_at(const struct tw_watch *watch, const char *at)
{
	at = behind(watch, at + 1, BLANK);
	return watch->end - at > 2 && (at[0] | 32) == 'a' &&
		(at[1] | 32) == 't' && !letter(at[2]);
}

/* A mark that may stand before something private. */
static const char *watch_mark(struct tw_watch *watch, const char *at)
{
	bool found = false;

	switch (*at) {
	case '(':
		found = brackets_at(watch, at);
		/* fall through */
	case ',':
	case '-':
		found |= has_noun(watch, at);
		break;
	case '[':
	case '{':
	case '<':
	case '*':
		found = brackets_at(watch, at);
		break;
	case '_':
		found = brackets_at(watch, at) || local_part(watch, at);
		break;
	case '.':
		found = local_part(watch, at);
		break;
	default:
		break;
	}
	watch->suspicious |= found;
	return at + 1;
}

/* "07700, 900 123": a comma behind the code of a place or a network. */
static bool ends_code(const struct tw_watch *watch, const char *comma)
{
	const char *code = before(watch, comma, 1 << D);

	return *code == '0' && comma - code >= 3 && comma - code <= 5;
}

/* An anchor that is no letter. Returns what is to be looked at next. */
static const char *watch_anchor(struct tw_watch *watch, const char *at,
	unsigned char class)
{
	if (class == C && watch->digits && ends_code(watch, at))
		return at + 1;
	if (NO_DIGITS >> class & 1)
		watch->digits = watch->marks = 0;
	if (MUTE >> class & 1)
		return at + 1;
	switch (class) {
	case D:
		return watch_digit(watch, at);
	case H:
		return watch_high(watch, at);
	case M:
		watch->marks += watch->digits != 0;
		return watch_mark(watch, at);
	case S:
		watch->suspicious = true;
		return at + 1;
	case B: /* a carriage return within a line is no blank */
		watch->suspicious |= *at == '\r' && watch->end - at > 1 &&
			at[1] != '\n';
		return at + 1;
	default:
		return watch_mark(watch, at);
	}
}

/* The first anchor from `at` on; one stands behind the text. */
static const char *next_anchor(const struct tw_watch *watch, const char *at)
{
	const char *anchors = watch->anchors + (at - watch->text);
	uint64_t eight;

	while (!(eight = tw_eight(anchors)))
		anchors += 8;
	return watch->text + (anchors - watch->anchors) +
		__builtin_ctzll(eight) / 8;
}

/* ---- lines ---- */

/* What follows a digit, up to where nothing of it goes on, or the line ends. */
static const char *watch_number(struct tw_watch *watch, const char *at)
{
	const char *letters = at;

	while (watch->digits) {
		if (at < watch->end && letter(*at)) {
			at++;
			continue;
		}
		if (at > letters) {
			watch_letters(watch, letters, at);
			watch_letter(watch, letters);
		}
		if (!watch->digits)
			return letters;
		if (at == watch->end || *at == '\n')
			return at;
		at = *at == ' ' ? at + 1 : watch_anchor(watch, at,
			class_of(*at));
		letters = at;
	}
	return at;
}

const char *tw_watch_line(struct tw_watch *watch, const char *at)
{
	for (;;) {
		unsigned char class;

		if (watch->digits)
			at = watch_number(watch, at);
		at = next_anchor(watch, at);
		if (at >= watch->end || *at == '\n')
			return at;
		class = class_of(*at);
		at = class == L ? watch_letter(watch, at) :
			watch_anchor(watch, at, class);
	}
}
