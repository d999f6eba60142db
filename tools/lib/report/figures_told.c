/*
 * How a figure moved, in words.
 */
#include "report/told.h"

void tw_told_step(struct tw_buffer *out, struct tw_value change)
{
	char text[TW_VALUE_ROOM];
	bool points = change.unit == TW_PERCENT;

	if (points || change.unit == TW_RATIO)
		change.unit = TW_COUNT;
	tw_value_write(text, change, true);
	tw_buffer_format(out, points ? "%s points" : "%s", text);
}

void tw_told_percent(struct tw_buffer *out, int64_t tenths)
{
	uint64_t size = tenths < 0 ? 0 - (uint64_t)tenths : (uint64_t)tenths;

	tw_buffer_format(out, ", %s%llu%%", tenths < 0 ? "-" : "+",
		(unsigned long long)((size + 5) / 10));
}

static void add_movement(struct tw_buffer *out, const struct tw_series *s,
	const struct tw_calendar *calendar)
{
	const struct tw_point *last = &s->points[s->count - 1];

	if (s->units_differ) {
		tw_buffer_string(out, "not of one unit");
	} else if (s->kind == TW_TARGET) {
		tw_buffer_string(out, "set in ");
		tw_told_term(out, calendar, last->term);
	} else if (!s->has_since_start) {
		tw_buffer_string(out, s->has_start ? "not of the same whole" :
			"since ");
		if (!s->has_start)
			tw_told_term(out, calendar, last->term);
	} else if (!s->since_start.mantissa) {
		tw_buffer_string(out, "no change");
	} else {
		tw_told_step(out, s->since_start);
		if (s->has_percent)
			tw_told_percent(out, s->percent);
		if (s->count > 2 && s->has_since_last) {
			tw_buffer_string(out, "; ");
			tw_told_step(out, s->since_last);
			tw_buffer_string(out, " since last");
		}
	}
}

void tw_told_change(struct tw_buffer *out, const struct tw_series *s,
	const struct tw_calendar *calendar)
{
	const struct tw_series *now = s->reached;
	char text[TW_VALUE_ROOM];

	add_movement(out, s, calendar);
	if (!now)
		return;
	tw_value_write(text, now->points[now->count - 1].value, false);
	tw_buffer_format(out, "; %s now", text);
}

void tw_told_doubt(struct tw_buffer *out, const struct tw_point *point,
	const struct tw_calendar *calendar)
{
	char value[TW_VALUE_ROOM];

	tw_buffer_string(out, "does not follow in ");
	tw_told_term(out, calendar, point->term);
	tw_value_write(value, point->expected, false);
	tw_buffer_format(out, ": with what was added it would be %s", value);
}

bool tw_told_is_stale(const struct tw_story *story,
	const struct tw_series *s)
{
	return s->kind == TW_LEVEL && tw_term_compare(
		s->points[s->count - 1].term, story->latest->term);
}

void tw_told_stale(struct tw_buffer *out, const struct tw_series *s,
	const struct tw_calendar *calendar)
{
	tw_buffer_string(out, "last reported in ");
	tw_told_term(out, calendar, s->points[s->count - 1].term);
}

const char *tw_told_kind(const struct tw_series *s)
{
	return s->kind == TW_LEVEL ? "" : s->kind == TW_ADDITION ? ", in all" :
		s->to_add ? ", aim to add" : ", aim";
}

bool tw_told_before(const struct tw_series *s)
{
	return s->kind != TW_TARGET && s->has_start && s->count == 1 &&
		s->has_since_start;
}

/* ---- terms ---- */

size_t tw_told_points(struct tw_buffer *room, const struct tw_story *story)
{
	size_t count = 0;

	for (size_t i = 0; i < story->series_count; i++)
		for (size_t k = 0; k < story->series[i].count; k++)
			count += tw_buffer_add(room,
				&story->series[i].points[k].term,
				sizeof(struct tw_term));
	return tw_terms_sort((struct tw_term *)(void *)room->ptr, count);
}

/* ---- sentences ---- */

/* "from 4 to 6", and what that is. */
static void add_way(struct tw_buffer *out, const struct tw_series *s)
{
	char from[TW_VALUE_ROOM], to[TW_VALUE_ROOM];

	tw_value_write(from, s->start, false);
	tw_value_write(to, s->points[s->count - 1].value, false);
	tw_buffer_format(out, "from %s to %s (", from, to);
	tw_told_step(out, s->since_start);
	if (s->has_percent)
		tw_told_percent(out, s->percent);
	tw_buffer_string(out, ")");
}

static void add_since(struct tw_buffer *out, const struct tw_series *s,
	const struct tw_calendar *calendar)
{
	if (tw_told_before(s))
		return;
	tw_buffer_string(out, " since ");
	tw_told_term(out, calendar, s->points[0].term);
}

void tw_told_moved(struct tw_buffer *out, const struct tw_series *s,
	const struct tw_calendar *calendar)
{
	const struct tw_point *last = &s->points[s->count - 1];
	char value[TW_VALUE_ROOM];

	tw_value_write(value, last->value, false);
	tw_buffer_view(out, s->name);
	tw_buffer_format(out, "%s: ", tw_told_kind(s));
	if (s->units_differ) {
		tw_buffer_string(out, "not of one unit");
	} else if (!s->has_since_start) {
		tw_buffer_format(out, "%s in ", value);
		tw_told_term(out, calendar, last->term);
	} else if (!s->since_start.mantissa) {
		tw_buffer_format(out, "still %s, as", value);
		add_since(out, s, calendar);
	} else {
		tw_buffer_string(out, s->has_percent && s->percent == 1000 ?
			"doubled, " : s->has_percent && s->percent == -500 ?
			"halved, " : s->since_start.mantissa > 0 ? "up " :
			"down ");
		add_way(out, s);
		add_since(out, s, calendar);
	}
}
