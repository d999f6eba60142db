/*
 * Members that several documents of JSON have in common. spec/json.md.
 */
#ifndef TW_REPORT_JSON_PARTS_H
#define TW_REPORT_JSON_PARTS_H

#include "report/json.h"

#include <termwise/compare.h>
#include <termwise/term.h>
#include <termwise/value.h>

/* Each adds a member `key`; where `given` is false, it is null. */
void tw_json_term(struct tw_json *json, const char *key, bool given,
	struct tw_term term, const struct tw_calendar *calendar);
void tw_json_value(struct tw_json *json, const char *key, bool given,
	struct tw_value value);
void tw_json_unit(struct tw_json *json, const char *key, bool given,
	struct tw_value value);

/* A ratio's whole, "of how many"; null for all else. */
void tw_json_whole(struct tw_json *json, const char *key, bool given,
	struct tw_value value);

/* The member "percent", of tenths. */
void tw_json_percent(struct tw_json *json, bool given, int64_t tenths);

/* How many plans became what, a member each. */
void tw_json_became(struct tw_json *json,
	const size_t became[TW_BECAME_COUNT]);

/* A number of things; true or false; a text; a text or null. */
void tw_json_count(struct tw_json *json, const char *key, size_t count);
void tw_json_flag(struct tw_json *json, const char *key, bool flag);
void tw_json_member(struct tw_json *json, const char *key,
	struct tw_view text);
void tw_json_maybe(struct tw_json *json, const char *key,
	struct tw_view text);

/* Opens a list, the value of `key`; the caller closes it with ']'. */
void tw_json_list(struct tw_json *json, const char *key);

#endif
