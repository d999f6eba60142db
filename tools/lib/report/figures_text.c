/*
 * The figures of a comparison as text.
 */
#include "report/compare_page.h"

#include "report/compare_told.h"
#include "report/told.h"
#include "text/text.h"

#include <string.h>

/* The movement, on a line of its own if the figures are very long. */
static void add_last_column(struct tw_page *page, const struct tw_measure *m,
	unsigned column)
{
	struct tw_paper *paper = &page->paper;
	struct tw_view words;

	tw_compare_told_movement(&page->words, m);
	words = tw_buffer_get(&page->words);
	if (column + tw_text_width(words) > paper->width) {
		tw_paper_right(paper, words);
	} else {
		tw_paper_to(paper, column);
		tw_paper_text(paper, words);
	}
	tw_page_told(page);
}

/* The words, on a line of their own. */
static void add_remark(struct tw_page *page)
{
	tw_paper_newline(&page->paper);
	tw_paper_to(&page->paper, TW_LABEL + 2);
	tw_page_text(page);
}

static void add_remarks(struct tw_page *page, const struct tw_measure *m)
{
	if (m->since) {
		tw_buffer_string(&page->words, "last reported in ");
		tw_told_term(&page->words, page->steps->calendar, *m->since);
		add_remark(page);
	}
	if (m->has_expected) {
		tw_compare_told_doubt(&page->words, m);
		add_remark(page);
	}
}

static void pad_left(struct tw_paper *paper, const char *text,
	unsigned column)
{
	unsigned width = (unsigned)tw_text_width(tw_view_of(text));

	tw_paper_to(paper, column > width ? column - width : 0);
	tw_paper_string(paper, text);
}

/* A name that is too long for its column goes on below. */
static void add_name(struct tw_page *page, const struct tw_measure *m,
	unsigned end)
{
	unsigned width = page->paper.width;

	tw_buffer_view(&page->words, m->name);
	tw_buffer_string(&page->words, tw_compare_told_kind(m));
	page->paper.width = end;
	tw_page_words(page, TW_LABEL + 2);
	page->paper.width = width;
}

/* How wide the columns are: of names, and of the two figures. */
struct columns {
	unsigned name, from, to;
};

static void widen(unsigned *column, size_t width)
{
	*column = width > *column ? (unsigned)width : *column;
}

static struct columns columns_of(const struct tw_comparison *c,
	unsigned width)
{
	/* The movement, the last column, takes some 20 columns. */
	enum { MOVEMENT = 23, LEAST = 16 };
	struct columns columns = { 0, 6, 6 };
	unsigned room = width - TW_LABEL - MOVEMENT;
	char text[TW_VALUE_ROOM];

	for (size_t i = 0; i < c->measure_count; i++) {
		const struct tw_measure *m = &c->measures[i];

		if (m->again)
			continue;
		widen(&columns.name, tw_text_width(m->name) +
			strlen(tw_compare_told_kind(m)));
		tw_compare_told_value(text, m->has_from, m->from);
		widen(&columns.from, tw_text_width(tw_view_of(text)) + 2);
		tw_compare_told_value(text, m->has_to, m->to);
		widen(&columns.to, tw_text_width(tw_view_of(text)) + 2);
	}
	room = room > columns.from + columns.to + LEAST ?
		room - columns.from - columns.to : LEAST;
	columns.name = columns.name > room ? room : columns.name;
	return columns;
}

static void add_measure(struct tw_page *page, const struct tw_measure *m,
	const struct columns *columns)
{
	struct tw_paper *paper = &page->paper;
	unsigned end = TW_LABEL + columns->name;
	char text[TW_VALUE_ROOM];

	tw_paper_to(paper, TW_LABEL);
	add_name(page, m, end);
	tw_compare_told_value(text, m->has_from, m->from);
	pad_left(paper, text, end += columns->from);
	tw_compare_told_value(text, m->has_to, m->to);
	pad_left(paper, text, end += columns->to);
	add_last_column(page, m, end + 3);
	add_remarks(page, m);
	tw_paper_newline(paper);
}

void tw_page_figures(struct tw_page *page, const struct tw_comparison *c)
{
	struct columns columns = columns_of(c, page->paper.width);

	if (!c->measure_count)
		return;
	tw_page_heading(page, "Figures");
	for (size_t i = 0; i < c->measure_count; i++)
		if (!c->measures[i].again)
			add_measure(page, &c->measures[i], &columns);
}
