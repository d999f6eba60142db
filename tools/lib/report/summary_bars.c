/*
 * The figures of a story as text: small bars, the way, and the change.
 */
#include "report/text_dress.h"

#include "text/text.h"

/* How many bars, and how many steps of the way, are shown at most. */
enum { MOST_BARS = 12, MOST_STEPS = 5 };

static const char *const bars[] = {
	"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"
};

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

	if (tw_told_before(s)) {
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

/* How wide the columns are. */
struct columns {
	unsigned name, bars;
};

static struct columns columns_of(const struct tw_paper *paper,
	const struct tw_story *story)
{
	struct columns columns = { 0, 0 };
	unsigned most = paper->width / 2 - TW_LINE;

	for (size_t i = 0; i < story->series_count; i++) {
		const struct tw_series *s = &story->series[i];
		unsigned count = (unsigned)(s->count > MOST_BARS ? MOST_BARS :
			s->count);
		unsigned width = (unsigned)(tw_text_width(s->name) +
			tw_text_width(tw_view_of(tw_told_kind(s))));

		if (s->again)
			continue;
		columns.name = width > columns.name ? width : columns.name;
		columns.bars = count > columns.bars ? count : columns.bars;
	}
	columns.name = columns.name > most ? most : columns.name;
	return columns;
}

static void flush(struct tw_summary_sheet *sheet, unsigned indent)
{
	struct tw_text_page *page = sheet->own;

	tw_paper_words(&page->paper, tw_buffer_get(&sheet->words), indent);
	tw_summary_told(sheet);
}

/* On a line of its own. */
static void flush_remark(struct tw_summary_sheet *sheet)
{
	struct tw_text_page *page = sheet->own;

	tw_paper_newline(&page->paper);
	tw_paper_to(&page->paper, TW_MORE);
	flush(sheet, TW_MORE);
}

static void add_series(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct tw_story *story,
	const struct tw_series *s, const struct columns *columns)
{
	struct tw_paper *paper = &((struct tw_text_page *)sheet->own)->paper;
	unsigned width = paper->width;
	unsigned at = TW_LINE + columns->name + 2;

	tw_paper_to(paper, TW_LINE);
	paper->width = at - 2;
	tw_buffer_view(&sheet->words, s->name);
	tw_buffer_string(&sheet->words, tw_told_kind(s));
	flush(sheet, TW_MORE);
	paper->width = width;
	tw_paper_to(paper, at);
	if (!s->units_differ)
		add_bars(paper, s);
	tw_paper_to(paper, at += columns->bars + 2);
	add_way(&sheet->words, s);
	tw_buffer_string(&sheet->words, "  ");
	tw_told_change(&sheet->words, s, area->calendar);
	flush(sheet, at);
	for (size_t i = 0; i < s->count; i++) {
		if (!s->points[i].has_expected)
			continue;
		tw_told_doubt(&sheet->words, &s->points[i], area->calendar);
		flush_remark(sheet);
	}
	if (tw_told_is_stale(story, s)) {
		tw_told_stale(&sheet->words, s, area->calendar);
		flush_remark(sheet);
	}
	tw_paper_newline(paper);
}

void tw_text_figures(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct tw_story *story)
{
	struct columns columns = columns_of(&tw_text_page(sheet)->paper,
		story);

	for (size_t i = 0; i < story->series_count; i++)
		if (!story->series[i].again)
			add_series(sheet, area, story, &story->series[i],
				&columns);
}
