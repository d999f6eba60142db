/*
 * Numbers with a check digit, and telephone numbers.
 */
#include "privacy/match.h"

#include <string.h>

/* The longest: 0044, (0) and ten digits. */
enum { MOST = 15 };

/* Digits with what stands between them; letters that look like some, too. */
struct digits {
	unsigned char d[MOST + 1];
	char before[MOST + 1]; /* 0: nothing, or '\n' ' ' '.' '-' '(' */
	size_t end[MOST + 1];  /* behind each */
	size_t count;
	bool alike;            /* a letter is among them */
};

static char alike(char c)
{
	return c == 'O' || c == 'o' ? '0' :
		c == 'I' || c == 'l' ? '1' : 0;
}

/* The digit at `i`, or 0; a letter counts beside one that counts. */
static char digit_at(const struct tw_plain *plain, size_t i, bool inside)
{
	char c = plain->c[i], like = alike(c);

	if (tw_plain_digit(c))
		return c;
	if (!like)
		return 0;
	if (inside || tw_plain_digit(plain->c[i + 1]))
		return like;
	return alike(plain->c[i + 1]) && (tw_plain_digit(plain->c[i + 2]) ||
		(alike(plain->c[i + 2]) &&
		 tw_plain_digit(plain->c[i + 3]))) ? like : 0;
}

/* What parts two digits; its length. The strongest sign stands for it. */
static size_t parting(char *sign, const struct tw_plain *plain, size_t i)
{
	enum { LONGEST = 5 };
	static const char weak[] = "\n .-()";
	size_t start = i;
	const char *at;

	*sign = 0;
	for (; i < plain->len && i - start < LONGEST &&
	     (at = memchr(weak, plain->c[i], sizeof(weak) - 1)); i++) {
		char c = *at == ')' ? '(' : *at;

		if (!*sign || strchr(weak, c) > strchr(weak, *sign))
			*sign = c;
	}
	return i - start;
}

/* Reads at most `most` digits, from `i` on. */
static void read_digits(struct digits *digits, const struct tw_plain *plain,
	size_t i, size_t most)
{
	bool inside = false;
	char sign = 0, d;

	digits->count = 0;
	digits->alike = false;
	while (digits->count < most) {
		size_t gap;

		if (!(d = digit_at(plain, i, inside)))
			return;
		digits->alike |= d != plain->c[i];
		digits->d[digits->count] = (unsigned char)(d - '0');
		digits->before[digits->count] = sign;
		digits->end[digits->count++] = ++i;
		inside = true;
		gap = parting(&sign, plain, i);
		if (gap) {
			i += gap;
			inside = false;
		}
	}
}

/* "07700, 900 123": a comma behind the code of a place or a network. */
static bool read_code(struct digits *digits, const struct tw_plain *plain,
	size_t i)
{
	enum { LONGEST = 5 };
	size_t code = 0;

	while (code <= LONGEST && tw_plain_digit(plain->c[i + code]))
		code++;
	if (plain->c[i] != '0' || code < 3 || code > LONGEST ||
	    plain->c[i + code] != ',')
		return false;
	read_digits(digits, plain, i + code + 1 +
		tw_plain_blank(plain->c[i + code + 1]), 11 - code);
	if (digits->count + code != 11)
		return false;
	memmove(digits->d + code, digits->d, digits->count);
	memmove(digits->end + code, digits->end,
		digits->count * sizeof(*digits->end));
	memmove(digits->before + code, digits->before, digits->count);
	digits->before[code] = ' ';
	for (size_t k = 0; k < code; k++) {
		digits->d[k] = (unsigned char)(plain->c[i + k] - '0');
		digits->before[k] = 0;
		digits->end[k] = i + k + 1;
	}
	digits->count += code;
	return true;
}

/* True if the first `count` are a number of their own. */
static bool ends_there(const struct digits *digits,
	const struct tw_plain *plain, size_t count)
{
	return count <= digits->count &&
		!tw_plain_inner(plain->c[digits->end[count - 1]]);
}

/* What makes digits a part of a longer figure. */
static bool joins(char c)
{
	return c == '.' || c == ',';
}

static bool goes_before(const struct tw_plain *plain, size_t i)
{
	const char *c = plain->c + i;

	return c[-1] == '$' || (joins(c[-1]) && tw_plain_digit(c[-2]));
}

static bool goes_on(const struct tw_plain *plain, size_t i)
{
	const char *c = plain->c + i;

	return c[0] == '%' || (joins(c[0]) && tw_plain_digit(c[1]));
}

static uint64_t hash_digits(const unsigned char *d, size_t count)
{
	uint64_t hash = TW_HIT_HASH;

	for (size_t i = 0; i < count; i++)
		hash = tw_hit_hash(hash, (char)('0' + d[i]));
	return hash;
}

/* How far off words that say what a number is may stand. */
enum { BEFORE = 40, CLOSE = 16 };

/* Is there one of the words shortly before, or right behind? */
static bool cued(const struct tw_plain *plain, size_t from, size_t to,
	const char *const *words)
{
	return tw_plain_near(plain, from > BEFORE ? from - BEFORE : 0, from,
		words) || tw_plain_near(plain, to, to + CLOSE < plain->len ?
		to + CLOSE : plain->len, words);
}

/* ---- Unique Pupil Numbers ---- */

static const char upn_letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";
enum { UPN_DIGITS = 11, UPN_MODULUS = 23, UPN_GROUPS = 4 };

/* The place of a letter in that alphabet, or -1. */
static int upn_value(char c)
{
	const char *at = c && tw_plain_alpha(c) ?
		strchr(upn_letters, c & ~32) : NULL;

	return at ? (int)(at - upn_letters) : -1;
}

/* The last of the thirteen, a digit or a letter; its value, or -1. */
static int upn_last(size_t *end, const struct tw_plain *plain, size_t i,
	bool apart)
{
	char sign;
	int value;

	if (apart)
		i += parting(&sign, plain, i);
	*end = i + 1;
	if (tw_plain_digit(plain->c[i]))
		return plain->c[i] - '0';
	value = upn_value(plain->c[i]);
	/* In a number that is disguised O and I are meant for digits. */
	return value < 0 && alike(plain->c[i]) ? alike(plain->c[i]) - '0' :
		value;
}

size_t tw_match_upn(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i)
{
	struct digits digits;
	bool apart = false, right;
	size_t start, end, groups = 1;
	int first = upn_value(plain->c[i]), last;
	unsigned sum = 0;
	uint64_t hash;
	char sign;

	if (first < 0)
		return i;
	start = i + 1 + parting(&sign, plain, i + 1);
	apart = sign;
	read_digits(&digits, plain, start, UPN_DIGITS);
	if (digits.count < UPN_DIGITS)
		return i;
	for (size_t k = 1; k < UPN_DIGITS; k++)
		groups += digits.before[k] != 0;
	apart |= groups > 1;
	last = upn_last(&end, plain, digits.end[UPN_DIGITS - 1], true);
	apart |= end != digits.end[UPN_DIGITS - 1] + 1;
	if (last < 0 || tw_plain_inner(plain->c[end]) || groups > UPN_GROUPS)
		return i;
	for (unsigned k = 0; k < UPN_DIGITS; k++)
		sum += digits.d[k] * (k + 2);
	sum += (unsigned)last * (UPN_DIGITS + 2);
	right = sum % UPN_MODULUS == (unsigned)first;
	if (!right && (apart || digits.alike))
		return i;
	hash = tw_hit_hash(hash_digits(digits.d, UPN_DIGITS),
		tw_plain_small(plain->c[i]));
	tw_hits_add(hits, (struct tw_hit){ i, end,
		tw_hit_hash(hash, tw_plain_small(plain->c[end - 1])),
		right ? TW_PRIVATE_UPN : TW_PRIVATE_UPN_LIKE });
	return end;
}

/* ---- National Insurance numbers ---- */

static bool ni_prefix(char a, char b)
{
	static const char none[] = "BGGBKNNKNTTNZZ";

	if (!a || !b || !strchr("ABCEGHJKLMNOPRSTWXYZ", a) ||
	    !strchr("ABCEGHJKLMNPRSTWXYZ", b))
		return false;
	for (size_t i = 0; none[i]; i += 2)
		if (a == none[i] && b == none[i + 1])
			return false;
	return true;
}

size_t tw_match_ni(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i)
{
	enum { NI_DIGITS = 6 };
	const char *c = plain->c + i;
	struct digits digits;
	bool apart, same;
	char sign, last;
	size_t end;
	uint64_t hash;

	if (!tw_plain_alpha(c[0]) || !tw_plain_alpha(c[1]) ||
	    !ni_prefix(c[0] & ~32, c[1] & ~32))
		return i;
	end = i + 2 + parting(&sign, plain, i + 2);
	read_digits(&digits, plain, end, NI_DIGITS);
	if (digits.count < NI_DIGITS)
		return i;
	apart = sign;
	end = digits.end[NI_DIGITS - 1];
	end += parting(&sign, plain, end);
	apart |= sign != 0;
	last = plain->c[end] & ~32;
	same = tw_plain_upper(c[0]) == tw_plain_upper(c[1]) &&
		tw_plain_upper(c[0]) == tw_plain_upper(plain->c[end]);
	if (!tw_plain_alpha(plain->c[end]) || last > 'D' ||
	    tw_plain_inner(plain->c[end + 1]) || (apart && !same))
		return i;
	hash = hash_digits(digits.d, NI_DIGITS);
	hash = tw_hit_hash(hash, tw_plain_small(c[0]));
	hash = tw_hit_hash(hash, tw_plain_small(c[1]));
	tw_hits_add(hits, (struct tw_hit){ i, end + 1,
		tw_hit_hash(hash, tw_plain_small(last)), TW_PRIVATE_NI });
	return end + 1;
}

/* ---- NHS numbers and Unique Learner Numbers ---- */

enum { TEN = 10 };

/* 3, 3 and 4; a line may end anywhere. *bare: in one piece. */
static bool ten_parted(const struct digits *digits, bool *bare)
{
	bool all = true;

	*bare = true;
	for (size_t k = 1; k < TEN; k++) {
		char sign = digits->before[k];

		if (k == 3 || k == 6) {
			all &= sign != 0;
			*bare &= !sign || sign == '\n';
		} else if (sign == '\n') {
			continue;
		} else if (sign) {
			*bare = false;
			return false;
		}
		if (sign == '(')
			return false;
	}
	*bare &= !all;
	return all || *bare;
}

/* The word for the one or the other is near, or, if it must be, close. */
static bool ten_cued(const struct tw_plain *plain, size_t from, size_t to,
	bool nhs, bool close)
{
	static const char *const nhs_words[] = { "nhs", NULL };
	static const char *const uln_words[] = { "uln", NULL };
	static const char *const learner[] = { "learner", NULL };
	static const char *const number[] = { "number", "no", NULL };
	const char *const *words = nhs ? nhs_words : uln_words;

	if (close)
		return tw_plain_near(plain, from > CLOSE ? from - CLOSE : 0,
			from, words);
	return cued(plain, from, to, words) || (!nhs &&
		cued(plain, from, to, learner) &&
		cued(plain, from, to, number));
}

/* True if other figures stand before, and are no number of their own. */
static bool in_list(const struct tw_hits *hits, const struct tw_plain *plain,
	size_t from)
{
	const char *c = plain->c + from;
	const struct tw_hit *last = (const void *)hits->list.ptr;
	size_t count = hits->list.len / sizeof(*last);

	return tw_plain_blank(c[-1]) && tw_plain_digit(c[-2]) &&
		!(count && last[count - 1].to == from - 1);
}

static size_t match_ten(struct tw_hits *hits, const struct tw_plain *plain,
	const struct digits *digits, size_t from, bool first)
{
	bool canonical, bare, cue, is_nhs;
	unsigned sum = 0;
	size_t to;

	if (!ends_there(digits, plain, TEN) || goes_before(plain, from) ||
	    goes_on(plain, digits->end[TEN - 1]))
		return from;
	to = digits->end[TEN - 1];
	for (unsigned k = 0; k < TEN; k++)
		sum += digits->d[k] * (k < TEN - 1 ? TEN - k : 1);
	is_nhs = sum % 11 == 0;
	if (!is_nhs && (sum % 11 != 10 || !digits->d[0]))
		return from;
	canonical = ten_parted(digits, &bare);
	cue = ten_cued(plain, from, to, is_nhs, !canonical);
	if ((!canonical || digits->alike || (first && bare) ||
	     (!bare && in_list(hits, plain, from))) && !cue)
		return from;
	tw_hits_add(hits, (struct tw_hit){ from, to,
		hash_digits(digits->d, TEN), is_nhs ?
		bare && !cue ? TW_PRIVATE_NHS_LIKE : TW_PRIVATE_NHS :
		bare && !cue ? TW_PRIVATE_ULN_LIKE : TW_PRIVATE_ULN });
	return to;
}

/* ---- telephone numbers ---- */

/* How a number that begins with 0 is written: no date, no list of figures. */
static bool phone_parted(const struct digits *digits, size_t count)
{
	size_t size[MOST + 1], groups = 0;
	bool single = true;

	memset(size, 0, sizeof(size));
	for (size_t k = 0; k < count; k++) {
		if (k && digits->before[k] && digits->before[k] != '\n')
			groups++;
		size[groups]++;
	}
	for (size_t k = 0; k <= groups; k++)
		single &= size[k] == 1;
	if (!groups)
		return true;
	if (digits->d[1] == 7 && count == 11)
		return single || ((size[0] > 1 || size[1] > 3) && !(size[0] ==
			2 && size[1] <= 2 && size[2] == 4));
	if (size[0] < 3 || groups > 4)
		return false;
	for (size_t k = 1; k <= groups; k++)
		if (size[k] < 2)
			return false;
	return true;
}

/* True if the digits from the first behind the 0 on are such a number. */
static bool phone_first(unsigned char d)
{
	return d == 1 || d == 2 || d == 3 || d == 7 || d == 8 || d == 9;
}

/* The number of the digits behind the 0, and how many come before them. */
static size_t phone_prefix(const struct digits *digits, bool plus)
{
	static const unsigned char abroad[] = { 0, 0, 4, 4 };
	size_t skip = plus ? 0 : 2;

	if (digits->count < 4)
		return 0;
	if (plus ? memcmp(digits->d, abroad + 2, 2) :
	    memcmp(digits->d, abroad, 4))
		return plus || digits->d[0] ? 0 : 1;
	return skip + 2 + (digits->d[skip + 2] == 0);
}

static size_t match_phone(struct tw_hits *hits, const struct tw_plain *plain,
	const struct digits *digits, size_t from, bool plus)
{
	size_t prefix = phone_prefix(digits, plus), count, to;
	const char *c = plain->c + from;
	unsigned char whole[TEN + 1] = { 0 };
	bool mobile;

	if (!prefix || digits->count < prefix + 9 ||
	    !phone_first(digits->d[prefix]) || goes_before(plain, from) ||
	    (c[-1] == '-' && tw_plain_digit(c[-2])) ||
	    (!tw_plain_digit(*c) && digits->d[prefix] != 7))
		return from;
	count = ends_there(digits, plain, prefix + 10) ? 10 : 9;
	if (!ends_there(digits, plain, prefix + count) ||
	    (prefix == 1 && !phone_parted(digits, prefix + count)))
		return from;
	mobile = digits->d[prefix] == 7;
	/* A part of a mobile number that goes on is a list of figures. */
	if (count == 9 && digits->count > prefix + count)
		return from;
	memcpy(whole + 1, digits->d + prefix, count);
	to = digits->end[prefix + count - 1];
	if (plain->c[(ptrdiff_t)from - 1] == '(')
		from--;
	if (plus)
		from--;
	tw_hits_add(hits, (struct tw_hit){ from, to,
		hash_digits(whole, count + 1),
		mobile ? TW_PRIVATE_MOBILE : TW_PRIVATE_PHONE });
	return to;
}

size_t tw_match_number(struct tw_hits *hits, const struct tw_plain *plain,
	size_t i)
{
	struct digits digits;
	static const char *const book[] = { "isbn", "issn", NULL };
	size_t end;
	bool plus = plain->c[(ptrdiff_t)i - 1] == '+';

	read_digits(&digits, plain, i, MOST);
	if (digits.count < TEN && read_code(&digits, plain, i))
		return match_phone(hits, plain, &digits, i, false);
	if (digits.count < TEN || cued(plain, i, i, book))
		return i;
	end = match_ten(hits, plain, &digits, i, digits.d[0] == 0);
	if (end == i)
		end = match_phone(hits, plain, &digits, i, plus);
	return end == i && digits.d[0] == 0 ?
		match_ten(hits, plain, &digits, i, false) : end;
}
