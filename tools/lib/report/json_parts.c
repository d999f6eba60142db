#include "report/json_parts.h"

#include <stdio.h>

void tw_json_term(struct tw_json *json, const char *key, bool given,
	struct tw_term term, const struct tw_calendar *calendar)
{
	char text[TW_TERM_ROOM];

	if (given)
		tw_term_write(text, calendar, term);
	tw_json_key(json, key);
	tw_json_text(json, given ? text : NULL);
}

void tw_json_value(struct tw_json *json, const char *key, bool given,
	struct tw_value value)
{
	char text[TW_VALUE_ROOM];

	tw_json_key(json, key);
	if (!given) {
		tw_json_null(json);
		return;
	}
	tw_value_write_plain(text, value);
	tw_json_bare(json, text);
}

void tw_json_unit(struct tw_json *json, const char *key, bool given,
	struct tw_value value)
{
	tw_json_key(json, key);
	tw_json_text(json, given ? tw_unit_name(value.unit) : NULL);
}

void tw_json_whole(struct tw_json *json, const char *key, bool given,
	struct tw_value value)
{
	tw_json_key(json, key);
	if (given && value.unit == TW_RATIO)
		tw_json_number(json, value.whole);
	else
		tw_json_null(json);
}

void tw_json_percent(struct tw_json *json, bool given, int64_t percent)
{
	unsigned long long tenths = percent < 0 ?
		0ULL - (unsigned long long)percent :
		(unsigned long long)percent;
	char text[32];

	tw_json_key(json, "percent");
	if (!given) {
		tw_json_null(json);
		return;
	}
	snprintf(text, sizeof(text), "%s%llu.%llu", percent < 0 ? "-" : "",
		tenths / 10, tenths % 10);
	tw_json_bare(json, text);
}

void tw_json_count(struct tw_json *json, const char *key, size_t count)
{
	tw_json_key(json, key);
	tw_json_number(json, (long long)count);
}

void tw_json_flag(struct tw_json *json, const char *key, bool flag)
{
	tw_json_key(json, key);
	tw_json_bare(json, flag ? "true" : "false");
}

void tw_json_member(struct tw_json *json, const char *key,
	struct tw_view text)
{
	tw_json_key(json, key);
	tw_json_string(json, text);
}

void tw_json_maybe(struct tw_json *json, const char *key,
	struct tw_view text)
{
	tw_json_key(json, key);
	tw_json_filled(json, text);
}

void tw_json_list(struct tw_json *json, const char *key)
{
	tw_json_key(json, key);
	tw_json_open(json, '[');
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
