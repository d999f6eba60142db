/*
 * Personal data kept out of what is shown where others read it: what was found
 * in a text is masked. spec/privacy.md.
 */
#ifndef TW_REPORT_VEIL_H
#define TW_REPORT_VEIL_H

#include "privacy/privacy.h"

struct tw_veil {
	struct tw_private_options privacy;
	struct tw_arena *arena; /* of masked texts */
};

/*
 * The text as it may be shown; as it is if `veil` is NULL. Empty, and *failed
 * set, without memory.
 */
struct tw_view tw_veiled(const struct tw_veil *veil, struct tw_view text,
	bool *failed);

#endif
