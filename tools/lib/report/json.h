/*
 * A writer of JSON into a buffer, with no document in memory. Strings are
 * escaped; what is not UTF-8 in them becomes U+FFFD.
 */
#ifndef TW_REPORT_JSON_H
#define TW_REPORT_JSON_H

#include "base/buffer.h"

struct tw_json {
	struct tw_buffer *out;
	bool comma; /* a value stands before, in the same array or object */
};

void tw_json_open(struct tw_json *json, char bracket);  /* '{' or '[' */
void tw_json_close(struct tw_json *json, char bracket); /* '}' or ']' */
void tw_json_key(struct tw_json *json, const char *key);
void tw_json_string(struct tw_json *json, struct tw_view text);
void tw_json_text(struct tw_json *json, const char *text); /* NULL: null */
void tw_json_number(struct tw_json *json, long long number);
void tw_json_bare(struct tw_json *json, const char *literal);
void tw_json_null(struct tw_json *json);

/* `text` as a string, or null if it is empty. */
void tw_json_filled(struct tw_json *json, struct tw_view text);

#endif
