/*
 * Levels are a line, running totals bars, an aim a dashed line. All charts of
 * a priority share their terms, from left to right; each has its own scale,
 * from 0 or what is below it up to the most there is, or to all there can be.
 */
#include "report/chart.h"

#include "report/html.h"
#include "report/told.h"

/* The picture, in units of its view box. */
enum { WIDTH = 320, HEIGHT = 124, LEFT = 20, RIGHT = 300, TOP = 26,
	BOTTOM = 96, LABELS = 116, WIDEST_BAR = 36 };

struct drawing {
	struct tw_buffer *out;
	const struct tw_chart *chart;
	double least, most;
};

/* ---- where things stand ---- */

static double number_of(struct tw_value value)
{
	double number = (double)value.mantissa;

	if (value.unit == TW_RATIO)
		return value.whole ? number / (double)value.whole : 0;
	for (unsigned i = 0; i < value.scale; i++)
		number /= 10;
	return number;
}

static void widen(struct drawing *d, const struct tw_series *s)
{
	for (size_t i = 0; i < s->count; i++) {
		double number = number_of(s->points[i].value);

		d->least = number < d->least ? number : d->least;
		d->most = number > d->most ? number : d->most;
	}
}

/* Percentages and shares are seen against all there can be. */
static void choose_scale(struct drawing *d)
{
	unsigned unit = d->chart->series->points[0].value.unit;

	d->least = 0;
	d->most = unit == TW_PERCENT ? 100 : unit == TW_RATIO ? 1 : 0;
	widen(d, d->chart->series);
	if (d->chart->series->aim)
		widen(d, d->chart->series->aim);
	if (d->most <= d->least)
		d->most = d->least + 1;
}

static double y_of(const struct drawing *d, struct tw_value value)
{
	return BOTTOM - (number_of(value) - d->least) /
		(d->most - d->least) * (BOTTOM - TOP);
}

/* The place of a term among all of them. */
static double x_of(const struct drawing *d, struct tw_term term)
{
	size_t count = d->chart->term_count, at = 0;

	while (at + 1 < count &&
	       tw_term_compare(d->chart->terms[at], term) < 0)
		at++;
	return count < 2 ? (LEFT + RIGHT) / 2.0 :
		LEFT + (double)at * (RIGHT - LEFT) / (double)(count - 1);
}

/* True for the point that is shown as the present one. */
static bool is_now(const struct drawing *d, size_t i)
{
	const struct tw_series *s = d->chart->series;

	return d->chart->step ? !tw_term_compare(s->points[i].term,
		d->chart->to) : i + 1 == s->count;
}

/* ---- the picture ---- */

static void add_line(struct drawing *d, const char *name, size_t from,
	size_t to)
{
	const struct tw_point *points = d->chart->series->points;

	tw_buffer_format(d->out, "<polyline class=\"%s\" points=\"", name);
	for (size_t i = from; i <= to; i++)
		tw_buffer_format(d->out, i > from ? " %.1f,%.1f" : "%.1f,%.1f",
			x_of(d, points[i].term), y_of(d, points[i].value));
	tw_buffer_string(d->out, "\"/>\n");
}

/* A line through the points; the present step of it stands out. */
static void draw_level(struct drawing *d)
{
	const struct tw_series *s = d->chart->series;

	if (s->count > 1)
		add_line(d, "way", 0, s->count - 1);
	for (size_t i = 1; i < s->count; i++)
		if (is_now(d, i))
			add_line(d, "step", i - 1, i);
	for (size_t i = 0; i < s->count; i++)
		tw_buffer_format(d->out, "<circle class=\"%s\" cx=\"%.1f\" "
			"cy=\"%.1f\" r=\"4\"/>\n", is_now(d, i) ? "now" :
			"dot", x_of(d, s->points[i].term),
			y_of(d, s->points[i].value));
}

/* Where nothing is: below all, or amid what is above and below it. */
static double base_of(const struct drawing *d)
{
	return BOTTOM + d->least / (d->most - d->least) * (BOTTOM - TOP);
}

static void draw_base(struct drawing *d)
{
	double y = base_of(d);

	tw_buffer_format(d->out, "<line class=\"base\" x1=\"0\" y1=\"%.4g\" "
		"x2=\"%d\" y2=\"%.4g\"/>\n", y, WIDTH, y);
}

static void draw_total(struct drawing *d)
{
	const struct tw_series *s = d->chart->series;
	size_t count = d->chart->term_count;
	double width = 0.6 * (RIGHT - LEFT) / (double)(count ? count : 1);
	double base = base_of(d);

	width = width > WIDEST_BAR ? WIDEST_BAR : width;
	for (size_t i = 0; i < s->count; i++) {
		double y = y_of(d, s->points[i].value);

		tw_buffer_format(d->out, "<rect class=\"%s\" x=\"%.1f\" "
			"y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
			is_now(d, i) ? "now" : "bar",
			x_of(d, s->points[i].term) - width / 2,
			y < base ? y : base, width,
			y < base ? base - y : y - base);
	}
}

static void draw_aim(struct drawing *d)
{
	const struct tw_series *aim = d->chart->series->aim;
	double y = y_of(d, aim->points[aim->count - 1].value);

	tw_buffer_format(d->out, "<line class=\"aim\" x1=\"%d\" y1=\"%.1f\" "
		"x2=\"%d\" y2=\"%.1f\"/>\n", LEFT - 8, y, RIGHT + 8, y);
}

/* All there can be, where figures are seen against it and leave it room. */
static void draw_top(struct drawing *d)
{
	const struct tw_series *s = d->chart->series;
	unsigned unit = s->points[0].value.unit;
	bool near = false;

	for (size_t i = 0; i < s->count; i++)
		near |= y_of(d, s->points[i].value) < TOP + 24;
	if (near || (unit != TW_PERCENT && unit != TW_RATIO))
		return;
	tw_buffer_format(d->out, "<line class=\"top\" x1=\"0\" y1=\"%d\" "
		"x2=\"%d\" y2=\"%d\"/>\n<text class=\"at\" x=\"0\" "
		"y=\"%d\">%s</text>\n", TOP, WIDTH, TOP, TOP - 5,
		unit == TW_PERCENT ? "100%" : "all");
}

static const char *anchor_of(double x)
{
	return x < LEFT + 40 ? "start" : x > RIGHT - 40 ? "end" : "middle";
}

/* Text is set from the edge of the picture where it would pass it. */
static double text_x(double x)
{
	return x < LEFT + 40 ? x - LEFT + 2 : x > RIGHT - 40 ?
		x + WIDTH - RIGHT - 2 : x;
}

static void add_text(struct drawing *d, const char *name, double x, double y,
	struct tw_view text)
{
	tw_buffer_format(d->out, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" "
		"text-anchor=\"%s\">", name, text_x(x), y, anchor_of(x));
	tw_html_safe(d->out, text);
	tw_buffer_string(d->out, "</text>\n");
}

static void label_value(struct drawing *d, const struct tw_point *point)
{
	char value[TW_VALUE_ROOM];
	double y = y_of(d, point->value);

	tw_value_write(value, point->value, false);
	add_text(d, "end", x_of(d, point->term), y - 9, tw_view_of(value));
}

static void label_term(struct drawing *d, struct tw_term term)
{
	struct tw_buffer name = TW_BUFFER_INIT;

	tw_told_term(&name, d->chart->calendar, term);
	add_text(d, "at", x_of(d, term), LABELS, tw_buffer_get(&name));
	tw_buffer_end(&name, d->out);
}

/* The numbers at both ends, and the terms of the whole axis. */
static void label_ends(struct drawing *d)
{
	const struct tw_series *s = d->chart->series;
	size_t count = d->chart->term_count;

	label_value(d, &s->points[0]);
	if (s->count > 1)
		label_value(d, &s->points[s->count - 1]);
	if (count)
		label_term(d, d->chart->terms[0]);
	if (count > 1)
		label_term(d, d->chart->terms[count - 1]);
}

/* ---- in words ---- */

static void say_value(struct tw_buffer *out, const struct tw_chart *chart,
	const struct tw_point *point)
{
	char value[TW_VALUE_ROOM];

	tw_value_write(value, point->value, false);
	tw_buffer_format(out, "%s in ", value);
	tw_told_term(out, chart->calendar, point->term);
}

static void describe(struct tw_buffer *out, const struct tw_chart *chart)
{
	const struct tw_series *s = chart->series, *aim = chart->series->aim;
	char value[TW_VALUE_ROOM];

	tw_buffer_string(out, s->kind == TW_ADDITION ?
		"Bars, a running total: " : "A line: ");
	for (size_t i = 0; i < s->count; i++) {
		tw_buffer_string(out, i ? "; " : "");
		say_value(out, chart, &s->points[i]);
	}
	if (aim) {
		tw_value_write(value, aim->points[aim->count - 1].value,
			false);
		tw_buffer_format(out, "; the dashed line is the aim, %s",
			value);
	}
	tw_buffer_byte(out, '.');
}

static void add_sentence(struct tw_buffer *out, const struct tw_chart *chart)
{
	const struct tw_series *aim = chart->series->aim;
	char value[TW_VALUE_ROOM];

	tw_told_moved(out, chart->series, chart->calendar);
	if (!aim)
		return;
	tw_value_write(value, aim->points[aim->count - 1].value, false);
	tw_buffer_format(out, "; aim %s", value);
}

/* Words, once they are made, as the content of an element. */
static void tell(struct tw_buffer *out, struct tw_buffer *words,
	const char *before, const char *after)
{
	tw_html_element(out, before, tw_buffer_get(words), after);
	out->failed |= words->failed;
	tw_buffer_clear(words);
}

/* The same in a picture, where elements hold nothing but text. */
static void tell_plain(struct tw_buffer *out, struct tw_buffer *words,
	const char *name)
{
	tw_buffer_format(out, "<%s>", name);
	tw_html_safe(out, tw_buffer_get(words));
	tw_buffer_format(out, "</%s>\n", name);
	out->failed |= words->failed;
	tw_buffer_clear(words);
}

static void add_picture(struct tw_buffer *out, const struct tw_chart *chart,
	struct tw_buffer *words)
{
	struct drawing d = { out, chart, 0, 0 };

	choose_scale(&d);
	tw_buffer_format(out, "<svg role=\"img\" viewBox=\"0 0 %d %d\">\n",
		WIDTH, HEIGHT);
	add_sentence(words, chart);
	tell_plain(out, words, "title");
	describe(words, chart);
	tell_plain(out, words, "desc");
	draw_base(&d);
	draw_top(&d);
	if (chart->series->aim)
		draw_aim(&d);
	if (chart->series->kind == TW_ADDITION)
		draw_total(&d);
	else
		draw_level(&d);
	label_ends(&d);
	tw_buffer_string(out, "</svg>\n");
}

static void add_table(struct tw_buffer *out, const struct tw_chart *chart,
	struct tw_buffer *words)
{
	const struct tw_series *s = chart->series;
	char value[TW_VALUE_ROOM];

	tw_buffer_string(out, "<table>\n<thead><tr><th scope=\"col\">Term"
		"</th><th scope=\"col\" class=\"n\">");
	tw_html_text(out, s->name);
	tw_buffer_string(out, tw_told_kind(s));
	tw_buffer_string(out, "</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < s->count; i++) {
		tw_told_term(words, chart->calendar, s->points[i].term);
		tell(out, words, "<tr><th scope=\"row\">", "</th>");
		tw_value_write(value, s->points[i].value, false);
		tw_html_element(out, "<td class=\"n\">", tw_view_of(value),
			"</td></tr>\n");
	}
	tw_buffer_string(out, "</tbody>\n</table>\n");
}

bool tw_chart_can(const struct tw_series *series)
{
	return !series->reached && (series->count > 1 || series->aim);
}

static void add_chart(struct tw_buffer *out, const struct tw_chart *chart)
{
	const struct tw_series *s = chart->series;
	struct tw_buffer words = TW_BUFFER_INIT;

	add_sentence(&words, chart);
	tell(out, &words, "<figure>\n<figcaption>", "</figcaption>\n");
	if (!s->units_differ)
		add_picture(out, chart, &words);
	add_table(out, chart, &words);
	for (size_t i = 0; i < s->count; i++) {
		if (!s->points[i].has_expected)
			continue;
		tw_told_doubt(&words, &s->points[i], chart->calendar);
		tell(out, &words, "<p class=\"doubt\">", ".</p>\n");
	}
	tw_buffer_string(out, "</figure>\n");
	tw_buffer_end(&words, out);
}

void tw_charts_add(struct tw_buffer *out, struct tw_chart *chart,
	const struct tw_story *story)
{
	struct tw_buffer room = TW_BUFFER_INIT;
	bool any = false;

	chart->term_count = tw_told_points(&room, story);
	chart->terms = (const void *)room.ptr;
	for (size_t i = 0; i < story->series_count; i++) {
		chart->series = &story->series[i];
		if (chart->series->again || !tw_chart_can(chart->series))
			continue;
		tw_buffer_string(out, any ? "" : "<div class=\"figures\">\n");
		any = true;
		add_chart(out, chart);
	}
	tw_buffer_string(out, any ? "</div>\n" : "");
	tw_buffer_end(&room, out);
}
