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

/* From here on, in tenths of a percent, a share says less than how often. */
enum { ELEVENFOLD = 10000 };

void tw_told_percent(struct tw_buffer *out, int64_t tenths,
	struct tw_value from, struct tw_value to)
{
	bool often = tenths >= ELEVENFOLD && from.mantissa > 0;
	int64_t percent = (tenths + (tenths < 0 ? -5 : 5)) / 10;
	char text[TW_VALUE_ROOM];

	if (!percent)
		tw_buffer_string(out, ", less than 1%");
	else if (percent == -100 && to.mantissa > 0)
		tw_buffer_string(out, ", nearly all");
	else {
		tw_value_write(text, (struct tw_value){ .unit = TW_COUNT,
			.mantissa = often ? (percent + 150) / 100 : percent },
			!often);
		tw_buffer_format(out, often ? ", %s times as much" : ", %s%%",
			text);
	}
}

/* The first of the points at the end that have one value. */
static const struct tw_point *stands_since(const struct tw_series *s)
{
	size_t i = s->count - 1;

	while (i && tw_value_alike(s->points[i - 1].value,
	       s->points[i].value) && !tw_value_compare(
	       s->points[i - 1].value, s->points[i].value))
		i--;
	return &s->points[i];
}

static void add_movement(struct tw_buffer *out, const struct tw_series *s,
	const struct tw_calendar *calendar)
{
	const struct tw_point *last = &s->points[s->count - 1];

	if (s->units_differ) {
		tw_buffer_string(out, "not of one unit");
	} else if (s->kind == TW_TARGET) {
		tw_buffer_string(out, "since ");
		tw_told_term(out, calendar, stands_since(s)->term);
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
			tw_told_percent(out, s->percent, s->start,
				last->value);
		if (s->count > 2 && s->has_since_last) {
			tw_buffer_string(out, "; ");
			if (s->since_last.mantissa)
				tw_told_step(out, s->since_last);
			else
				tw_buffer_string(out, "no change");
			tw_buffer_string(out, " since last");
		}
	}
}

void tw_told_change(struct tw_buffer *out, const struct tw_series *s,
	const struct tw_calendar *calendar)
{
	const struct tw_series *reached = s->reached;
	const struct tw_point *now;
	char text[TW_VALUE_ROOM];

	add_movement(out, s, calendar);
	if (!reached)
		return;
	now = &reached->points[reached->count - 1];
	tw_value_write(text, now->value, false);
	tw_buffer_format(out, "; %s ", text);
	if (reached->kind == TW_LEVEL && tw_term_compare(now->term,
	    s->points[s->count - 1].term) < 0) {
		tw_buffer_string(out, "in ");
		tw_told_term(out, calendar, now->term);
	} else {
		tw_buffer_string(out, "now");
	}
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
	return s->kind == TW_LEVEL ? "" : s->kind == TW_ADDITION ?
		s->part ? ", added in all" : ", in all" :
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
	struct tw_value last = s->points[s->count - 1].value;
	char from[TW_VALUE_ROOM], to[TW_VALUE_ROOM];

	tw_value_write(from, s->start, false);
	tw_value_write(to, last, false);
	tw_buffer_format(out, "from %s to %s (", from, to);
	tw_told_step(out, s->since_start);
	if (s->has_percent)
		tw_told_percent(out, s->percent, s->start, last);
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

/* True if a figure that is now what it was at first was another in between. */
static bool came_back(const struct tw_series *s)
{
	for (size_t i = 1; i < s->count; i++)
		if (tw_value_compare(s->points[i].value, s->points[0].value))
			return true;
	return false;
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
		tw_buffer_format(out, came_back(s) ? "%s again" : "still %s",
			value);
		if (!tw_told_before(s)) {
			tw_buffer_string(out, ", as in ");
			tw_told_term(out, calendar, s->points[0].term);
		}
	} else {
		bool share = s->has_percent && s->start.mantissa > 0;

		tw_buffer_string(out, share && s->percent == 1000 ?
			"doubled, " : share && s->percent == -500 ?
			"halved, " : s->since_start.mantissa > 0 ? "up " :
			"down ");
		add_way(out, s);
		add_since(out, s, calendar);
	}
}
