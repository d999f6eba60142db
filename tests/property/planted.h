/*
 * Personal data made up, with right check digits and in disguise, and planted
 * among ordinary words; and ordinary items that look like it and are none.
 * Telephone numbers and addresses are of the ranges that are nobody's.
 */
#ifndef TW_PROPERTY_PLANTED_H
#define TW_PROPERTY_PLANTED_H

#include "base/buffer.h"
#include "privacy/privacy.h"
#include "random.h"

/* A text with one value in it. */
struct planted {
	struct tw_buffer text;
	size_t from, to;       /* where the value stands */
	char plain[80];        /* its letters and digits, small */
	enum tw_private_kind kind;
	const char *disguise;  /* for messages */
};

/* Makes one; the text is emptied first. */
void planted_make(struct planted *planted, struct random *random);

/* Appends an ordinary item, in one line, without its end. */
void ordinary_write(struct tw_buffer *out, struct random *random);

/* Appends what may be anything: parts of values, words that say so, marks. */
void soup_write(struct tw_buffer *out, struct random *random);

#endif
