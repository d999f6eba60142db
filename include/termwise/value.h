/*
 * Values of figures: exact decimals with a unit. No floating point.
 * spec/format.md, "Figures".
 */
#ifndef TERMWISE_VALUE_H
#define TERMWISE_VALUE_H

#include <termwise/base.h>

enum tw_unit {
	TW_COUNT,   /* 4, 1,200, 4.5, -2 */
	TW_PERCENT, /* 85% */
	TW_POUND,   /* £3,500 */
	TW_RATIO    /* 4 of 10 */
};

/* mantissa / 10^scale, and what it is of. */
struct tw_value {
	int64_t mantissa; /* at most 15 digits as read, 18 in sums */
	int64_t whole;    /* TW_RATIO: of how many; else 0 */
	uint8_t scale;    /* decimals, 0 to 14 */
	uint8_t unit;     /* enum tw_unit */
};

/* Room for a value as text, with its NUL. */
enum { TW_VALUE_ROOM = 64 };

/*
 * Reads a value; false if it is none, or has over 15 digits in all, and
 * `value` is then left alone.
 */
bool tw_value_read(struct tw_value *value, struct tw_view text);

/* "", "%", "£" or "of": how JSON and reports name the unit. */
const char *tw_unit_name(enum tw_unit unit);

/*
 * Below, at or above 0. Both are of one unit; ratios are compared by their
 * first number if they are of the same whole, else by their quotient. What
 * is of 0 stands below what is not.
 */
int tw_value_compare(struct tw_value a, struct tw_value b);

/* True if a and b may be compared and added: one unit, one whole. */
bool tw_value_alike(struct tw_value a, struct tw_value b);

/* sum = a + b, or b - a; false if they are not alike or it overflows. */
bool tw_value_add(struct tw_value *sum, struct tw_value a, struct tw_value b);
bool tw_value_change(struct tw_value *change, struct tw_value a,
	struct tw_value b);

/*
 * The change from a to b in percent of a (of its size, so that a rise is
 * above 0 even from below 0), in tenths, half away from zero.
 * False if a is 0, they are not alike, the unit is TW_PERCENT (its change is
 * in points already) or it overflows.
 */
bool tw_value_percent(int64_t *tenths, struct tw_value a, struct tw_value b);

/*
 * Writes for people: "1,200", "85%", "£3,500", "4 of 10"; `sign` puts a "+"
 * before what is above 0. Returns the length.
 */
size_t tw_value_write(char out[static TW_VALUE_ROOM], struct tw_value value,
	bool sign);

/* Writes the bare number for machines, "1200" or "3.50", ratios' first. */
size_t tw_value_write_plain(char out[static TW_VALUE_ROOM],
	struct tw_value value);

#endif
