/*
 * The figures of a story as a table of Markdown, a column for each term.
 */
#include "report/markdown.h"

/* Of more terms, the first one and the last ones are shown. */
enum { MOST_TERMS = 8 };

struct columns {
	struct tw_term terms[MOST_TERMS];
	size_t count;
	bool gap;    /* behind the first */
	bool before; /* a figure has what it stood at before */
};

static struct columns choose(struct tw_buffer *out,
	const struct tw_story *story)
{
	struct columns columns = { .count = 0 };
	struct tw_buffer room = TW_BUFFER_INIT;
	size_t count = tw_told_points(&room, story);
	const struct tw_term *terms = (const void *)room.ptr;

	columns.gap = count > MOST_TERMS;
	for (size_t i = 0; i < count; i++)
		if (!columns.gap || !i || i >= count - (MOST_TERMS - 2))
			columns.terms[columns.count++] = terms[i];
	for (size_t i = 0; i < story->series_count; i++)
		columns.before |= tw_told_before(&story->series[i]);
	out->failed |= room.failed;
	tw_buffer_release(&room);
	return columns;
}

static void add_heads(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct columns *columns)
{
	size_t count = columns->before + columns->count + columns->gap;

	tw_markdown_row(sheet);
	tw_markdown_cell(sheet, TW_VIEW("Figure"));
	if (columns->before)
		tw_markdown_cell(sheet, TW_VIEW("Before"));
	for (size_t i = 0; i < columns->count; i++) {
		if (columns->gap && i == 1)
			tw_markdown_cell(sheet, TW_VIEW("..."));
		tw_told_term(&sheet->words, area->calendar,
			columns->terms[i]);
		tw_markdown_told(sheet);
	}
	tw_markdown_cell(sheet, TW_VIEW("Change"));
	tw_markdown_row_end(sheet);
	tw_markdown_row(sheet);
	tw_markdown_rule(sheet, false);
	for (size_t i = 0; i < count; i++)
		tw_markdown_rule(sheet, true);
	tw_markdown_rule(sheet, false);
	tw_markdown_row_end(sheet);
}

static void add_value(struct tw_summary_sheet *sheet, bool given,
	struct tw_value value)
{
	char text[TW_VALUE_ROOM];

	if (given)
		tw_value_write(text, value, false);
	tw_markdown_cell(sheet, given ? tw_view_of(text) : TW_VIEW(""));
}

/* What a figure has in the terms that are shown, and whether in others. */
static void add_points(struct tw_summary_sheet *sheet,
	const struct tw_series *s, const struct columns *columns)
{
	size_t at = 0;

	for (size_t i = 0; i < columns->count; i++) {
		size_t from = at;

		while (at < s->count && tw_term_compare(s->points[at].term,
		       columns->terms[i]) < 0)
			at++;
		if (columns->gap && i == 1)
			tw_markdown_cell(sheet, at > from ? TW_VIEW("...") :
				TW_VIEW(""));
		if (at < s->count && !tw_term_compare(s->points[at].term,
		    columns->terms[i]))
			add_value(sheet, true, s->points[at++].value);
		else
			tw_markdown_cell(sheet, TW_VIEW(""));
	}
}

static void add_series(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct tw_series *s,
	const struct columns *columns)
{
	tw_markdown_row(sheet);
	tw_buffer_view(&sheet->words, s->name);
	tw_buffer_string(&sheet->words, tw_told_kind(s));
	tw_markdown_told(sheet);
	if (columns->before)
		add_value(sheet, tw_told_before(s), s->start);
	add_points(sheet, s, columns);
	tw_told_change(&sheet->words, s, area->calendar);
	tw_markdown_told(sheet);
	tw_markdown_row_end(sheet);
}

/* Under the table: what does not follow, and what is not reported any more. */
static void add_remarks(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct tw_story *story,
	const struct tw_series *s)
{
	for (size_t i = 0; i < s->count; i++) {
		if (!s->points[i].has_expected)
			continue;
		tw_buffer_view(&sheet->words, s->name);
		tw_buffer_byte(&sheet->words, ' ');
		tw_told_doubt(&sheet->words, &s->points[i], area->calendar);
		tw_summary_flush(sheet, sheet->dress->line);
	}
	if (!tw_told_is_stale(story, s))
		return;
	tw_buffer_view(&sheet->words, s->name);
	tw_buffer_string(&sheet->words, ": ");
	tw_told_stale(&sheet->words, s, area->calendar);
	tw_summary_flush(sheet, sheet->dress->line);
}

void tw_markdown_figures(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct tw_story *story)
{
	struct columns columns = choose(sheet->out, story);

	add_heads(sheet, area, &columns);
	for (size_t i = 0; i < story->series_count; i++)
		add_series(sheet, area, &story->series[i], &columns);
	for (size_t i = 0; i < story->series_count; i++)
		add_remarks(sheet, area, story, &story->series[i]);
}
