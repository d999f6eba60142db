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

/* The member "score", "0.725", of thousandths. */
void tw_json_score(struct tw_json *json, bool given, unsigned score);

#endif
