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
void tw_json_bare(struct tw_json *json, const char *literal);
void tw_json_null(struct tw_json *json);

/*
 * A member `key`: a word, which NULL makes null; a number of things; true or
 * false; a text; a text or, if it is empty, null.
 */
void tw_json_word(struct tw_json *json, const char *key, const char *word);
void tw_json_count(struct tw_json *json, const char *key, size_t count);
void tw_json_flag(struct tw_json *json, const char *key, bool flag);
void tw_json_member(struct tw_json *json, const char *key,
	struct tw_view text);
void tw_json_maybe(struct tw_json *json, const char *key,
	struct tw_view text);

/* Opens an object, or a list, as a member; the caller closes it. */
void tw_json_object(struct tw_json *json, const char *key);
void tw_json_list(struct tw_json *json, const char *key);

/* Takes the comma off that the first element of a list came with. */
void tw_json_first(struct tw_buffer *out, size_t start);

#endif
