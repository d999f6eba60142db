/*
 * A summary as a document for Word or LibreOffice. Areas hand over what is
 * told of them as parts of its body, and these are put together.
 */
#include "report/summary.h"

#include "report/summary_grid.h"
#include "report/word_dress.h"

/* ---- pages ---- */

void tw_word_page_begin(struct tw_word_page *page, enum tw_word_form form,
	struct tw_buffer *body)
{
	*page = (struct tw_word_page){ .title = TW_BUFFER_INIT };
	tw_word_begin(&page->word, form, body);
}

struct tw_word_sheet *tw_word_page(struct tw_word_page *page)
{
	if (page->table)
		tw_word_table_end(&page->word);
	page->table = false;
	return &page->word;
}

void tw_word_page_end(struct tw_word_page *page)
{
	tw_word_end(tw_word_page(page));
	tw_buffer_release(&page->title);
}

void tw_word_page_package(struct tw_word_page *page, enum tw_word_form form,
	struct tw_buffer *body, struct tw_buffer *out)
{
	tw_word_end(tw_word_page(page));
	tw_word_package(out, form, tw_buffer_get(&page->title),
		tw_buffer_get(body));
	out->failed |= body->failed || page->title.failed;
	tw_buffer_release(body);
	tw_buffer_release(&page->title);
}

void tw_word_page_table(struct tw_word_page *page, const unsigned *shares,
	unsigned columns)
{
	tw_word_table(tw_word_page(page), shares, columns);
	tw_word_row(&page->word, true);
	page->table = true;
}

/* The writer of a sheet, with no table open. */
static struct tw_word_sheet *word_of(struct tw_summary_sheet *sheet)
{
	return tw_word_page(sheet->own);
}

/* ---- lines ---- */

static void add(struct tw_summary_sheet *sheet, enum tw_word_block block,
	struct tw_view words)
{
	tw_word_add(word_of(sheet), block, words);
}

static void county(struct tw_summary_sheet *sheet, struct tw_view words,
	struct tw_view beside)
{
	struct tw_word_page *page = sheet->own;

	if (!page->title.len)
		tw_buffer_view(&page->title, words);
	add(sheet, TW_WORD_TITLE, words);
	if (beside.len)
		add(sheet, TW_WORD_NOTE, beside);
}

static void title(struct tw_summary_sheet *sheet, struct tw_view words,
	struct tw_view slug)
{
	struct tw_word_page *page = sheet->own;

	add(sheet, TW_WORD_HEADING_1, words);
	add(sheet, TW_WORD_NOTE, tw_told_slug(words, slug));
	page->titled = true;
}

static void say(struct tw_summary_sheet *sheet, struct tw_view words)
{
	add(sheet, TW_WORD_PARAGRAPH, words);
}

static void part(struct tw_summary_sheet *sheet, struct tw_view heading)
{
	struct tw_word_page *page = sheet->own;

	add(sheet, page->titled ? TW_WORD_HEADING_2 : TW_WORD_HEADING_1,
		heading);
}

static void group(struct tw_summary_sheet *sheet, struct tw_view name)
{
	struct tw_word_page *page = sheet->own;

	add(sheet, page->titled ? TW_WORD_HEADING_3 : TW_WORD_HEADING_2,
		name);
}

static void item(struct tw_summary_sheet *sheet, struct tw_view words)
{
	add(sheet, TW_WORD_ITEM, words);
}

/* What areas handed over may follow here. */
static void end(struct tw_summary_sheet *sheet)
{
	tw_word_end(word_of(sheet));
}

/* ---- tables ---- */

static void cell(struct tw_summary_sheet *sheet, struct tw_view text)
{
	struct tw_word_page *page = sheet->own;

	tw_word_cell(&page->word);
	tw_word_add(&page->word, TW_WORD_PARAGRAPH, text);
}

static void row_begin(struct tw_summary_sheet *sheet)
{
	tw_word_row(&((struct tw_word_page *)sheet->own)->word, false);
}

static void row_end(struct tw_summary_sheet *sheet)
{
	(void)sheet;
}

/* The room of a column, by what stands in it as a rule. */
static unsigned share_of(const struct tw_summary_column *column)
{
	return column->most < 12 ? 4 : column->most < 16 ? 5 : 6;
}

static void table(struct tw_summary_sheet *sheet,
	const struct tw_summary_table *table)
{
	unsigned shares[2 + TW_SUMMARY_COLUMNS] = { 9 }, columns = 1;

	for (size_t i = 0; i < TW_SUMMARY_COLUMNS; i++)
		shares[columns++] = share_of(&table->columns[i]);
	if (table->more)
		shares[columns++] = 7;
	tw_word_page_table(sheet->own, shares, columns);
	cell(sheet, tw_view_of(table->name));
	for (size_t i = 0; i < TW_SUMMARY_COLUMNS; i++)
		cell(sheet, tw_view_of(table->columns[i].name));
	if (table->more)
		cell(sheet, tw_view_of(table->more));
}

static void row(struct tw_summary_sheet *sheet,
	const struct tw_summary_table *table,
	const struct tw_summary_row *row)
{
	row_begin(sheet);
	cell(sheet, row->name);
	for (size_t i = 0; i < TW_SUMMARY_COLUMNS; i++)
		cell(sheet, row->cells[i]);
	if (table->more)
		cell(sheet, row->more);
}

/* Words are given about twice the room that a number gets. */
static void begin_grid(struct tw_summary_sheet *sheet,
	const struct tw_view *names, unsigned numbers, size_t count)
{
	unsigned shares[TW_GRID_COLUMNS] = { 0 };

	for (size_t i = 0; i < count; i++)
		shares[i] = numbers >> i & 1 ? 4 : 7;
	tw_word_page_table(sheet->own, shares, (unsigned)count);
	for (size_t i = 0; i < count; i++)
		cell(sheet, names[i]);
}

/* On A4 no more terms have room. */
static const struct tw_grid grid = { 5, begin_grid, row_begin, cell,
	row_end };

static void plans(struct tw_summary_sheet *sheet, const struct tw_area *area,
	const struct tw_story *story)
{
	tw_grid_plans(sheet, &grid, area, story);
}

static void figures(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct tw_story *story)
{
	tw_grid_figures(sheet, &grid, area, story);
}

/* ---- all of it ---- */

const struct tw_summary_dress tw_word_dress = {
	county, county, true, title, say, part, group, item, item, plans,
	figures, table, row, end
};

static void add_stories(struct tw_buffer *out, enum tw_word_form form,
	const struct tw_area *area, const struct tw_summary_scope *scope)
{
	struct tw_word_page page;
	struct tw_summary_sheet sheet = { out, &tw_word_dress, &page,
		TW_BUFFER_INIT };

	tw_word_page_begin(&page, form, out);
	tw_dress_stories(&sheet, area, scope);
	tw_word_page_end(&page);
}

static enum tw_status add_county(struct tw_buffer *out,
	enum tw_word_form form, const struct tw_county *areas,
	const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	struct tw_buffer body = TW_BUFFER_INIT;
	struct tw_word_page page;
	struct tw_summary_sheet sheet = { &body, &tw_word_dress, &page,
		TW_BUFFER_INIT };
	enum tw_status status;

	tw_word_page_begin(&page, form, &body);
	status = tw_dress_county(&sheet, areas, scope, style, err);
	tw_word_page_package(&page, form, &body, out);
	return status ? status : out->failed ? tw_fail_memory(err) : TW_OK;
}

void tw_stories_docx(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context)
{
	(void)context;
	add_stories(out, TW_WORD_DOCX, area, scope);
}

void tw_stories_odt(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context)
{
	(void)context;
	add_stories(out, TW_WORD_ODT, area, scope);
}

enum tw_status tw_county_docx(struct tw_buffer *out,
	const struct tw_county *areas, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	return add_county(out, TW_WORD_DOCX, areas, scope, style, err);
}

enum tw_status tw_county_odt(struct tw_buffer *out,
	const struct tw_county *areas, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	return add_county(out, TW_WORD_ODT, areas, scope, style, err);
}
