/*
 * The figures of a story as text: small bars, the way, and the change.
 */
#include "report/sheet.h"

#include "text/text.h"

/* How many bars, and how many steps of the way, are shown at most. */
enum { MOST_BARS = 12, MOST_STEPS = 5 };

static const char *const bars[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };

enum { BARS = sizeof(bars) / sizeof(*bars) };

/* Two sizes of one scale, small enough to be multiplied by a few. */
static void align(uint64_t *a, unsigned a_scale, uint64_t *b,
	unsigned b_scale)
{
	const uint64_t most = (uint64_t)1 << 56;

	for (; a_scale < b_scale; a_scale++) {
		if (*a < most)
			*a *= 10;
		else
			*b /= 10;
	}
	for (; *a > most || *b > most; *a /= 2)
		*b /= 2;
}

/* A value as a share of `most`, in eighths: 0 to 7; the floor is 0. */
static unsigned height(struct tw_value value, struct tw_value most)
{
	uint64_t part = value.mantissa > 0 ? (uint64_t)value.mantissa : 0;
	uint64_t whole = most.mantissa > 0 ? (uint64_t)most.mantissa : 0;

	if (value.unit == TW_RATIO) {
		whole = value.whole > 0 ? (uint64_t)value.whole : 0;
		align(&part, 0, &whole, 0);
	} else if (value.scale < most.scale) {
		align(&part, value.scale, &whole, most.scale);
	} else {
		align(&whole, most.scale, &part, value.scale);
	}
	if (!whole || part >= whole)
		return whole ? BARS - 1 : 0;
	return (unsigned)(part * BARS / whole);
}

static void add_bars(struct tw_paper *paper, const struct tw_series *s)
{
	size_t from = s->count > MOST_BARS ? s->count - MOST_BARS : 0;
	struct tw_value most = s->points[from].value;

	for (size_t i = from; i < s->count; i++)
		if (tw_value_compare(s->points[i].value, most) > 0)
			most = s->points[i].value;
	if (most.unit == TW_PERCENT)
		most = (struct tw_value){ 100, 0, 0, TW_PERCENT };
	for (size_t i = from; i < s->count; i++)
		tw_paper_string(paper, bars[height(s->points[i].value, most)]);
}

/* "4 > 5 > 6", what is in between left out where it is long. */
static void add_way(struct tw_buffer *out, const struct tw_series *s)
{
	char text[TW_VALUE_ROOM];

	if (s->kind != TW_TARGET && s->has_start && s->count == 1 &&
	    s->has_since_start) {
		tw_value_write(text, s->start, false);
		tw_buffer_format(out, "%s > ", text);
	}
	for (size_t i = 0; i < s->count; i++) {
		if (s->count > MOST_STEPS && i > 0 &&
		    i < s->count - (MOST_STEPS - 2)) {
			if (i == 1)
				tw_buffer_string(out, " > ...");
			continue;
		}
		tw_value_write(text, s->points[i].value, false);
		tw_buffer_format(out, i ? " > %s" : "%s", text);
	}
}

/* A change without its unit where that would mislead: points, parts. */
static void add_change(struct tw_buffer *out, struct tw_value change)
{
	char text[TW_VALUE_ROOM];
	bool points = change.unit == TW_PERCENT;

	if (points || change.unit == TW_RATIO)
		change.unit = TW_COUNT;
	tw_value_write(text, change, true);
	tw_buffer_format(out, points ? "%s points" : "%s", text);
}

static void add_percent(struct tw_buffer *out, int64_t tenths)
{
	uint64_t size = tenths < 0 ? 0 - (uint64_t)tenths : (uint64_t)tenths;

	tw_buffer_format(out, ", %s%llu%%", tenths < 0 ? "-" : "+",
		(unsigned long long)((size + 5) / 10));
}

static void add_changes(struct tw_buffer *out, const struct tw_series *s,
	const struct tw_calendar *calendar)
{
	const struct tw_point *last = &s->points[s->count - 1];

	if (s->units_differ) {
		tw_buffer_string(out, "not of one unit");
	} else if (s->kind == TW_TARGET) {
		tw_buffer_string(out, "set in ");
		tw_sheet_term(out, calendar, last->term);
	} else if (!s->has_since_start) {
		tw_buffer_string(out, s->has_start ? "not of the same whole" :
			"since ");
		if (!s->has_start)
			tw_sheet_term(out, calendar, last->term);
	} else if (!s->since_start.mantissa) {
		tw_buffer_string(out, "no change");
	} else {
		add_change(out, s->since_start);
		if (s->has_percent)
			add_percent(out, s->percent);
		if (s->count > 2 && s->has_since_last) {
			tw_buffer_string(out, "; ");
			add_change(out, s->since_last);
			tw_buffer_string(out, " since last");
		}
	}
}

static void add_reached(struct tw_buffer *out, const struct tw_series *target)
{
	const struct tw_series *now = target->reached;
	char text[TW_VALUE_ROOM];

	if (!now)
		return;
	tw_value_write(text, now->points[now->count - 1].value, false);
	tw_buffer_format(out, "; %s now", text);
}

/* Where a figure does not follow, and where it was not stated any more. */
static void add_remarks(struct tw_story_sheet *sheet,
	const struct tw_series *s)
{
	struct tw_paper *paper = &sheet->paper;
	const struct tw_point *last = &s->points[s->count - 1];
	struct tw_buffer term = TW_BUFFER_INIT;
	char value[TW_VALUE_ROOM];

	for (size_t i = 0; i < s->count; i++) {
		if (!s->points[i].has_expected)
			continue;
		tw_sheet_empty(&term, paper);
		tw_sheet_term(&term, sheet->area->calendar,
			s->points[i].term);
		tw_value_write(value, s->points[i].expected, false);
		tw_paper_newline(paper);
		tw_paper_to(paper, TW_MORE);
		tw_sheet_words(paper, TW_MORE, "does not follow in %.*s: with "
			"what was added it would be %s",
			TW_ARG(tw_buffer_get(&term)), value);
	}
	if (s->kind == TW_LEVEL && tw_term_compare(last->term,
	    sheet->story->latest->term)) {
		tw_sheet_empty(&term, paper);
		tw_sheet_term(&term, sheet->area->calendar, last->term);
		tw_paper_newline(paper);
		tw_paper_to(paper, TW_MORE);
		tw_sheet_words(paper, TW_MORE, "last reported in %.*s",
			TW_ARG(tw_buffer_get(&term)));
	}
	paper->out->failed |= term.failed;
	tw_buffer_release(&term);
}

static const char *suffix_of(const struct tw_series *s)
{
	return s->kind == TW_LEVEL ? "" : s->kind == TW_ADDITION ? ", in all" :
		s->to_add ? ", aim to add" : ", aim";
}

/* How wide the columns are. */
struct columns {
	unsigned name, bars;
};

static struct columns columns_of(const struct tw_story_sheet *sheet)
{
	const struct tw_story *story = sheet->story;
	struct columns columns = { 0, 0 };
	unsigned most = sheet->paper.width / 2 - TW_LINE;

	for (size_t i = 0; i < story->series_count; i++) {
		const struct tw_series *s = &story->series[i];
		unsigned count = (unsigned)(s->count > MOST_BARS ? MOST_BARS :
			s->count);
		unsigned width = (unsigned)(tw_text_width(s->name) +
			tw_text_width(tw_view_of(suffix_of(s))));

		columns.name = width > columns.name ? width : columns.name;
		columns.bars = count > columns.bars ? count : columns.bars;
	}
	columns.name = columns.name > most ? most : columns.name;
	return columns;
}

static void add_series(struct tw_story_sheet *sheet,
	const struct tw_series *s, const struct columns *columns)
{
	struct tw_paper *paper = &sheet->paper;
	unsigned width = paper->width;
	unsigned at = TW_LINE + columns->name + 2;
	struct tw_buffer text = TW_BUFFER_INIT;

	tw_paper_to(paper, TW_LINE);
	paper->width = at - 2;
	tw_sheet_words(paper, TW_MORE, "%.*s%s", TW_ARG(s->name),
		suffix_of(s));
	paper->width = width;
	tw_paper_to(paper, at);
	if (!s->units_differ)
		add_bars(paper, s);
	tw_paper_to(paper, at += columns->bars + 2);
	add_way(&text, s);
	tw_buffer_string(&text, "  ");
	add_changes(&text, s, sheet->area->calendar);
	if (s->kind == TW_TARGET)
		add_reached(&text, s);
	tw_paper_words(paper, tw_buffer_get(&text), at);
	add_remarks(sheet, s);
	tw_paper_newline(paper);
	paper->out->failed |= text.failed;
	tw_buffer_release(&text);
}

void tw_sheet_figures(struct tw_story_sheet *sheet)
{
	struct columns columns = columns_of(sheet);

	if (!sheet->story->series_count)
		return;
	tw_sheet_heading(&sheet->paper, "Figures");
	for (size_t i = 0; i < sheet->story->series_count; i++)
		add_series(sheet, &sheet->story->series[i], &columns);
}
