/*
 * A field of a form that shows no text of its own: a list of choices, or a box
 * to be ticked.
 */
#ifndef TW_IMPORT_FIELD_H
#define TW_IMPORT_FIELD_H

#include "base/buffer.h"

struct tw_form_field {
	struct tw_buffer choices; /* of a list, a NUL behind each */
	unsigned choice;          /* from 1; 0: none is chosen */
	bool box, on;             /* it is one, and ticked */
};

/* Begins another one, and keeps the room of the last. */
void tw_field_begin(struct tw_form_field *field, bool box);
void tw_field_release(struct tw_form_field *field);

/* Adds a choice; false without memory. */
bool tw_field_choice(struct tw_form_field *field, const char *choice);

/*
 * What it shows, until it is begun anew: a ticked or an empty box, or what is
 * chosen. Nothing, and *none is true, of a list of which nothing is.
 */
struct tw_view tw_field_shown(bool *none, const struct tw_form_field *field);

#endif
