#include <termwise/value.h>

#include "base/utf8.h"

#include <assert.h>
#include <string.h>

enum { DIGITS_READ = 15, DIGITS_SUM = 18, SCALE_MOST = DIGITS_READ - 1 };

/* Holds any mantissa (18 digits) times 10^14, and a thousand times that. */
__extension__ typedef __int128 wide;

/* A text that is being read, and how many digits were read so far. */
struct scan {
	struct tw_view rest;
	size_t digits;
};

static void skip(struct scan *scan, size_t len)
{
	scan->rest.ptr += len;
	scan->rest.len -= len;
}

static bool skip_blanks(struct scan *scan)
{
	size_t before = scan->rest.len, len;

	while ((len = tw_blank_start(scan->rest)))
		skip(scan, len);
	return scan->rest.len < before;
}

static bool take(struct scan *scan, struct tw_view literal)
{
	struct tw_view start = { scan->rest.ptr, literal.len };

	if (scan->rest.len < literal.len || !tw_view_equal(start, literal))
		return false;
	skip(scan, literal.len);
	return true;
}

static bool digit_at(const struct scan *scan, size_t i)
{
	return i < scan->rest.len && scan->rest.ptr[i] >= '0' &&
		scan->rest.ptr[i] <= '9';
}

/*
 * Appends at most `most` digits to `*n`; returns how many there were. What
 * goes beyond DIGITS_READ is counted only, and refused at the end.
 */
static size_t take_digits(int64_t *n, struct scan *scan, size_t most)
{
	size_t count = 0;

	for (; count < most && digit_at(scan, 0); count++) {
		if (scan->digits++ < DIGITS_READ)
			*n = *n * 10 + (scan->rest.ptr[0] - '0');
		skip(scan, 1);
	}
	return count;
}

static bool group_ahead(const struct scan *scan)
{
	return scan->rest.len && scan->rest.ptr[0] == ',' &&
		digit_at(scan, 1) && digit_at(scan, 2) && digit_at(scan, 3);
}

/* whole = 1*3DIGIT 1*("," 3DIGIT) / 1*DIGIT */
static bool take_whole(int64_t *n, struct scan *scan)
{
	size_t count = take_digits(n, scan, SIZE_MAX);

	if (!count || count > 3)
		return count > 0;
	while (group_ahead(scan)) {
		skip(scan, 1);
		take_digits(n, scan, 3);
	}
	return true;
}

/* number = whole ["." 1*DIGIT] */
static bool take_number(struct tw_value *value, struct scan *scan)
{
	size_t decimals;

	if (!take_whole(&value->mantissa, scan))
		return false;
	if (!take(scan, TW_VIEW(".")))
		return true;
	decimals = take_digits(&value->mantissa, scan, SIZE_MAX);
	value->scale = decimals <= SCALE_MOST ? (uint8_t)decimals : 0;
	return decimals > 0;
}

/* Takes "of 10"; like every literal of the grammar in any letter case. */
static bool take_of(struct tw_value *value, struct scan *scan)
{
	if (!take(scan, TW_VIEW("of")) && !take(scan, TW_VIEW("Of")) &&
	    !take(scan, TW_VIEW("OF")) && !take(scan, TW_VIEW("oF")))
		return false;
	return skip_blanks(scan) && take_whole(&value->whole, scan);
}

/* Takes what may follow a number that has neither "-" nor "£" before it. */
static bool take_unit(struct tw_value *value, struct scan *scan)
{
	bool decimal = value->scale > 0, blank;

	if (!scan->rest.len)
		return true;
	blank = skip_blanks(scan);
	value->unit = TW_PERCENT;
	if (take(scan, TW_VIEW("%")))
		return true;
	value->unit = TW_RATIO;
	return blank && !decimal && take_of(value, scan);
}

bool tw_value_read(struct tw_value *value, struct tw_view text)
{
	struct tw_value read = { 0, 0, 0, TW_COUNT };
	struct scan scan = { text, 0 };
	bool minus = take(&scan, TW_VIEW("-"));

	if (take(&scan, TW_VIEW("£"))) {
		read.unit = TW_POUND;
		skip_blanks(&scan);
	}
	if (!take_number(&read, &scan))
		return false;
	if (minus)
		read.mantissa = -read.mantissa;
	else if (read.unit == TW_COUNT && !take_unit(&read, &scan))
		return false;
	if (scan.rest.len || scan.digits > DIGITS_READ)
		return false;
	*value = read;
	return true;
}

const char *tw_unit_name(enum tw_unit unit)
{
	static const char *const names[] = {
		[TW_COUNT] = "", [TW_PERCENT] = "%", [TW_POUND] = "£",
		[TW_RATIO] = "of"
	};

	return names[unit];
}

static wide power(unsigned exponent)
{
	wide n = 1;

	while (exponent--)
		n *= 10;
	return n;
}

/* The mantissa of `value` as it would be with `scale` or more decimals. */
static wide at_scale(struct tw_value value, unsigned scale)
{
	return value.mantissa * power(scale - value.scale);
}

static unsigned finer(struct tw_value a, struct tw_value b)
{
	return a.scale > b.scale ? a.scale : b.scale;
}

static int order(wide a, wide b)
{
	return (a > b) - (a < b);
}

int tw_value_compare(struct tw_value a, struct tw_value b)
{
	unsigned scale = finer(a, b);
	wide x = at_scale(a, scale), y = at_scale(b, scale);

	if (a.unit != b.unit)
		return order(a.unit, b.unit);
	if (a.unit != TW_RATIO || a.whole == b.whole)
		return order(x, y);
	/* What is of nothing has no quotient; it stands below all others. */
	if (!a.whole || !b.whole)
		return order(a.whole, b.whole);
	return order(a.mantissa * (wide)b.whole, b.mantissa * (wide)a.whole);
}

bool tw_value_alike(struct tw_value a, struct tw_value b)
{
	return a.unit == b.unit && a.whole == b.whole;
}

static bool fits(wide n)
{
	wide limit = power(DIGITS_SUM);

	return n < limit && n > -limit;
}

/* Adds `sign` times `b` to `a`, with the decimals of the finer one. */
static bool add(struct tw_value *sum, struct tw_value a, struct tw_value b,
	int sign)
{
	unsigned scale = finer(a, b);
	wide n;

	if (!tw_value_alike(a, b))
		return false;
	n = at_scale(a, scale) + sign * at_scale(b, scale);
	while (!fits(n) && scale && n % 10 == 0) {
		n /= 10;
		scale--;
	}
	if (!fits(n))
		return false;
	a.mantissa = (int64_t)n;
	a.scale = (uint8_t)scale;
	*sum = a;
	return true;
}

bool tw_value_add(struct tw_value *sum, struct tw_value a, struct tw_value b)
{
	return add(sum, a, b, 1);
}

bool tw_value_change(struct tw_value *change, struct tw_value a,
	struct tw_value b)
{
	return add(change, b, a, -1);
}

bool tw_value_percent(int64_t *tenths, struct tw_value a, struct tw_value b)
{
	unsigned scale = finer(a, b);
	wide from = at_scale(a, scale), by = at_scale(b, scale) - from;

	if (!from || a.unit == TW_PERCENT || !tw_value_alike(a, b))
		return false;
	if (from < 0)
		from = -from;
	/* Twice the quotient, then half of it: the halves go outwards. */
	by = by * 2000 / from;
	by = (by + order(by, 0)) / 2;
	if (!fits(by))
		return false;
	*tenths = (int64_t)by;
	return true;
}

/* Writes the digits of `n`; returns how many bytes. */
static size_t put_number(char *out, int64_t n, unsigned scale, bool groups)
{
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	char digits[24];
	size_t count = 0, len = 0;

	assert(scale <= SCALE_MOST);
	do {
		digits[count++] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest || count <= scale);
	while (count-- > 0) {
		out[len++] = digits[count];
		if (count && count == scale)
			out[len++] = '.';
		else if (groups && count > scale && (count - scale) % 3 == 0)
			out[len++] = ',';
	}
	return len;
}

static size_t put(char *out, const char *string)
{
	size_t len = strlen(string);

	memcpy(out, string, len);
	return len;
}

size_t tw_value_write(char out[static TW_VALUE_ROOM], struct tw_value value,
	bool sign)
{
	size_t len = 0;

	if (value.mantissa < 0)
		out[len++] = '-';
	else if (sign && value.mantissa > 0)
		out[len++] = '+';
	if (value.unit == TW_POUND)
		len += put(out + len, "£");
	len += put_number(out + len, value.mantissa, value.scale, true);
	if (value.unit == TW_PERCENT)
		out[len++] = '%';
	if (value.unit == TW_RATIO) {
		len += put(out + len, " of ");
		len += put_number(out + len, value.whole, 0, true);
	}
	out[len] = '\0';
	return len;
}

size_t tw_value_write_plain(char out[static TW_VALUE_ROOM],
	struct tw_value value)
{
	size_t len = 0;

	if (value.mantissa < 0)
		out[len++] = '-';
	len += put_number(out + len, value.mantissa, value.scale, false);
	out[len] = '\0';
	return len;
}
