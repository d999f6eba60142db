/*
 * Parts of history as JSON: commits, items, records. spec/json.md.
 */
#ifndef TW_REPORT_PAST_JSON_H
#define TW_REPORT_PAST_JSON_H

#include "report/json.h"
#include "report/past.h"

/* An id as 40 digits; and as a member. */
enum { TW_ID_ROOM = 41 };
void tw_id_write(char out[static TW_ID_ROOM], const unsigned char id[32]);
void tw_json_id(struct tw_json *json, const char *key,
	const unsigned char id[32]);

/* An object: who, when, and how it was called. */
void tw_json_commit(struct tw_json *json, const struct tw_commit *commit);

/* A member with an item, or null; and one with what happened, in words. */
void tw_json_past_item(struct tw_json *json, const char *key,
	const struct tw_node *node);
void tw_json_what(struct tw_json *json, const char *key, unsigned what);

/* An object: what became of a record. *failed is set without memory. */
void tw_json_deed(struct tw_json *json, const struct tw_deed *deed,
	struct tw_arena *arena, bool *failed);

#endif
