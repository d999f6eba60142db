/*
 * A run of termwise-key: area by area, the pairs that have no key.
 */
#ifndef TW_CLI_KEYING_H
#define TW_CLI_KEYING_H

#include "cli/cli.h"
#include "corpus/corpus.h"
#include "key/key.h"

enum tw_keying { TW_KEYS_ASKED, TW_KEYS_LISTED, TW_KEYS_ABOVE };

struct tw_keyer {
	struct tw_cli *cli;
	enum tw_keying what;
	unsigned above;        /* of 1000: unasked from this score on */
	bool dry_run, diff;    /* nothing is written; what would be is shown */
	const char *area, *priority, *to; /* NULL: all */
	unsigned width;        /* of the terminal on which people are asked */

	size_t records;        /* that were read */
	size_t updates;        /* of those, what was asked for */
	size_t pairs;          /* that were found without a key */
	size_t taken;          /* that have one now, or would */
	size_t changed;        /* records that were written, or would be */
	size_t left;           /* records that could not take their keys */
	bool unread;           /* something could not be read or written */
	bool quit;             /* no more is asked for */
	struct tw_worker worker;
	struct tw_arena *arena; /* of an area */
};

/* Fails without memory, and where paths or terms make no sense. */
enum tw_status tw_keyer_run(struct tw_keyer *keyer, struct tw_error *err);

/* ---- between the parts of this floor that do it ---- */

/* Asks about one pair after the other; what is answered stands in `keys`. */
enum tw_status tw_keyer_ask(struct tw_keyer *keyer, struct tw_keys *keys,
	struct tw_error *err);

/* Why an offer means to write nothing. */
void tw_key_refusal(struct tw_buffer *out, const struct tw_keys *keys,
	const struct tw_key_pair *pair, const struct tw_key_offer *offer);

#endif
