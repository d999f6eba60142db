/*
 * The tables of a summary as text: columns where there is room for them.
 */
#include "report/text_dress.h"

enum { NARROW = 80, LEAST_NAME = 22 };

static unsigned name_width(const struct tw_paper *paper,
	const struct tw_summary_table *table)
{
	unsigned all = TW_PART;

	for (size_t i = 0; i < TW_SUMMARY_COLUMNS; i++)
		all += table->columns[i].most + 2;
	return paper->width > all + LEAST_NAME ? paper->width - all :
		LEAST_NAME;
}

static bool is_narrow(const struct tw_paper *paper)
{
	return paper->width < NARROW;
}

void tw_text_table(struct tw_summary_sheet *sheet,
	const struct tw_summary_table *table)
{
	struct tw_paper *paper = &tw_text_page(sheet)->paper;
	unsigned at = TW_PART + name_width(paper, table) + 2;

	tw_paper_newline(paper);
	tw_paper_to(paper, TW_PART);
	tw_paper_string(paper, table->name);
	for (size_t i = 0; i < TW_SUMMARY_COLUMNS && !is_narrow(paper); i++) {
		tw_paper_to(paper, at);
		tw_paper_string(paper, table->columns[i].name);
		at += table->columns[i].most + 2;
	}
	tw_paper_newline(paper);
}

/* A name in its column, gone on below where it is long. */
static void add_name(struct tw_paper *paper,
	const struct tw_summary_table *table, struct tw_view name)
{
	unsigned whole = paper->width;

	tw_paper_to(paper, TW_PART);
	if (!is_narrow(paper))
		paper->width = TW_PART + name_width(paper, table);
	tw_paper_words(paper, name, TW_LINE);
	paper->width = whole;
}

/* Where there is no room for columns: "name: text; name: text". */
static void add_list(struct tw_paper *paper,
	const struct tw_summary_table *table, const struct tw_view *cells)
{
	struct tw_buffer words = TW_BUFFER_INIT;

	for (size_t i = 0; i < TW_SUMMARY_COLUMNS; i++) {
		tw_buffer_format(&words, "%s%s: ", i ? "; " : "",
			table->columns[i].name);
		tw_buffer_view(&words, cells[i]);
	}
	tw_paper_newline(paper);
	tw_paper_to(paper, TW_LINE);
	tw_paper_words(paper, tw_buffer_get(&words), TW_LINE);
	tw_buffer_end(&words, paper->out);
}

/* In columns; below a name of which a word is wider than its own. */
static void add_cells(struct tw_paper *paper,
	const struct tw_summary_table *table, const struct tw_view *cells)
{
	unsigned at = TW_PART + name_width(paper, table) + 2;

	if (paper->column + 2 > at)
		tw_paper_newline(paper);
	for (size_t i = 0; i < TW_SUMMARY_COLUMNS; i++) {
		tw_paper_to(paper, at);
		tw_paper_text(paper, cells[i]);
		at += table->columns[i].most + 2;
	}
}

void tw_text_row(struct tw_summary_sheet *sheet,
	const struct tw_summary_table *table,
	const struct tw_summary_row *row)
{
	struct tw_paper *paper = &tw_text_page(sheet)->paper;

	add_name(paper, table, row->name);
	if (is_narrow(paper))
		add_list(paper, table, row->cells);
	else
		add_cells(paper, table, row->cells);
	tw_paper_newline(paper);
	if (!row->more.len)
		return;
	tw_paper_to(paper, TW_LINE);
	tw_paper_words(paper, row->more, TW_MORE);
	tw_paper_newline(paper);
}
