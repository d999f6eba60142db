#include "report/json_parts.h"

#include <stdio.h>

void tw_json_term(struct tw_json *json, const char *key, bool given,
	struct tw_term term, const struct tw_calendar *calendar)
{
	char text[TW_TERM_ROOM];

	if (given)
		tw_term_write(text, calendar, term);
	tw_json_word(json, key, given ? text : NULL);
}

void tw_json_value(struct tw_json *json, const char *key, bool given,
	struct tw_value value)
{
	char text[TW_VALUE_ROOM] = "null";

	if (given)
		tw_value_write_plain(text, value);
	tw_json_key(json, key);
	tw_json_bare(json, text);
}

void tw_json_unit(struct tw_json *json, const char *key, bool given,
	struct tw_value value)
{
	tw_json_word(json, key, given ? tw_unit_name(value.unit) : NULL);
}

void tw_json_whole(struct tw_json *json, const char *key, bool given,
	struct tw_value value)
{
	if (given && value.unit == TW_RATIO)
		tw_json_count(json, key, (size_t)value.whole);
	else
		tw_json_word(json, key, NULL);
}

void tw_json_percent(struct tw_json *json, bool given, int64_t percent)
{
	unsigned long long tenths = percent < 0 ?
		0ULL - (unsigned long long)percent :
		(unsigned long long)percent;
	char text[32];

	snprintf(text, sizeof(text), "%s%llu.%llu", percent < 0 ? "-" : "",
		tenths / 10, tenths % 10);
	tw_json_key(json, "percent");
	tw_json_bare(json, given ? text : "null");
}

void tw_json_score(struct tw_json *json, bool given, unsigned score)
{
	char text[16];

	snprintf(text, sizeof(text), "%u.%03u", score / 1000, score % 1000);
	tw_json_key(json, "score");
	tw_json_bare(json, given ? text : "null");
}

void tw_json_became(struct tw_json *json,
	const size_t became[TW_BECAME_COUNT])
{
	static const char *const names[] = {
		[TW_BECAME_DONE] = "done",
		[TW_BECAME_ONGOING] = "ongoing",
		[TW_BECAME_CARRIED_OVER] = "carried_over",
		[TW_BECAME_ON_HOLD] = "on_hold",
		[TW_BECAME_DROPPED] = "dropped",
		[TW_BECAME_UNACCOUNTED] = "unaccounted",
	};

	for (int i = 0; i < TW_BECAME_COUNT; i++)
		tw_json_count(json, names[i], became[i]);
}
