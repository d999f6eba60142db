/*
 * A summary as Markdown, as GitHub and GitLab have it. All texts are made
 * safe first and escaped then, so that none is active.
 */
#include "report/markdown_dress.h"

#include "report/markup.h"
#include "report/summary_grid.h"

/* Begins a line of a kind, with an empty one above it if need be. */
static void begin(struct tw_summary_sheet *sheet,
	enum tw_markdown_kind kind)
{
	struct tw_markdown_page *page = sheet->own;

	if (page->above != TW_MD_NOTHING && (page->above != kind ||
	    kind == TW_MD_BLOCK))
		tw_buffer_byte(sheet->out, '\n');
	page->above = kind;
}

/* `start`: where a line begins. */
static void add(struct tw_summary_sheet *sheet, struct tw_view text,
	bool start)
{
	const struct tw_markdown_page *page = sheet->own;

	tw_markdown_safe(sheet->out, tw_veiled(page->veil, text,
		&sheet->out->failed), start);
}

/* ---- lines ---- */

/* A line with a sign before it: of a heading, of an item. */
static void add_line(struct tw_summary_sheet *sheet, enum tw_markdown_kind kind,
	const char *sign, struct tw_view words)
{
	begin(sheet, kind);
	tw_buffer_string(sheet->out, sign);
	add(sheet, words, true);
	tw_buffer_byte(sheet->out, '\n');
}

static void county(struct tw_summary_sheet *sheet, struct tw_view words,
	struct tw_view beside)
{
	add_line(sheet, TW_MD_BLOCK, "# ", words);
	if (beside.len)
		add_line(sheet, TW_MD_BLOCK, "", beside);
}

static void title(struct tw_summary_sheet *sheet, struct tw_view words,
	struct tw_view slug)
{
	begin(sheet, TW_MD_BLOCK);
	tw_buffer_string(sheet->out, "## ");
	add(sheet, words, true);
	tw_buffer_string(sheet->out, " (");
	add(sheet, tw_told_slug(words, slug), false);
	tw_buffer_string(sheet->out, ")\n");
	((struct tw_markdown_page *)sheet->own)->titled = true;
}

static void say(struct tw_summary_sheet *sheet, struct tw_view words)
{
	add_line(sheet, TW_MD_BLOCK, "", words);
}

static void part(struct tw_summary_sheet *sheet, struct tw_view heading)
{
	bool titled = ((struct tw_markdown_page *)sheet->own)->titled;

	add_line(sheet, TW_MD_BLOCK, titled ? "### " : "## ", heading);
}

static void group(struct tw_summary_sheet *sheet, struct tw_view name)
{
	begin(sheet, TW_MD_BLOCK);
	tw_buffer_string(sheet->out, "**");
	add(sheet, name, false);
	tw_buffer_string(sheet->out, "**\n");
}

static void item(struct tw_summary_sheet *sheet, struct tw_view words)
{
	add_line(sheet, TW_MD_ITEMS, "- ", words);
}

static void end(struct tw_summary_sheet *sheet)
{
	struct tw_markdown_page *page = sheet->own;

	if (page->above != TW_MD_NOTHING)
		tw_buffer_byte(sheet->out, '\n');
	page->above = TW_MD_NOTHING;
}

/* ---- tables ---- */

void tw_markdown_cell(struct tw_summary_sheet *sheet, struct tw_view text)
{
	tw_buffer_string(sheet->out, " ");
	add(sheet, text, false);
	tw_buffer_string(sheet->out, " |");
}

void tw_markdown_told(struct tw_summary_sheet *sheet)
{
	tw_markdown_cell(sheet, tw_buffer_get(&sheet->words));
	tw_summary_told(sheet);
}

void tw_markdown_row(struct tw_summary_sheet *sheet)
{
	begin(sheet, TW_MD_ROWS);
	tw_buffer_byte(sheet->out, '|');
}

void tw_markdown_row_end(struct tw_summary_sheet *sheet)
{
	tw_buffer_byte(sheet->out, '\n');
}

void tw_markdown_rule(struct tw_summary_sheet *sheet, bool number)
{
	tw_buffer_string(sheet->out, number ? " --: |" : " --- |");
}

static void table(struct tw_summary_sheet *sheet,
	const struct tw_summary_table *table)
{
	tw_markdown_row(sheet);
	tw_markdown_cell(sheet, tw_view_of(table->name));
	for (size_t i = 0; i < TW_SUMMARY_COLUMNS; i++)
		tw_markdown_cell(sheet, tw_view_of(table->columns[i].name));
	if (table->more)
		tw_markdown_cell(sheet, tw_view_of(table->more));
	tw_markdown_row_end(sheet);
	tw_markdown_row(sheet);
	tw_markdown_rule(sheet, false);
	for (size_t i = 0; i < TW_SUMMARY_COLUMNS; i++)
		tw_markdown_rule(sheet, table->columns[i].number);
	if (table->more)
		tw_markdown_rule(sheet, false);
	tw_markdown_row_end(sheet);
}

static void row(struct tw_summary_sheet *sheet,
	const struct tw_summary_table *table,
	const struct tw_summary_row *row)
{
	tw_markdown_row(sheet);
	tw_markdown_cell(sheet, row->name);
	for (size_t i = 0; i < TW_SUMMARY_COLUMNS; i++)
		tw_markdown_cell(sheet, row->cells[i]);
	if (table->more)
		tw_markdown_cell(sheet, row->more);
	tw_markdown_row_end(sheet);
}

/* ---- plans and figures ---- */

static void begin_grid(struct tw_summary_sheet *sheet,
	const struct tw_view *names, unsigned numbers, size_t count)
{
	tw_markdown_row(sheet);
	for (size_t i = 0; i < count; i++)
		tw_markdown_cell(sheet, names[i]);
	tw_markdown_row_end(sheet);
	tw_markdown_row(sheet);
	for (size_t i = 0; i < count; i++)
		tw_markdown_rule(sheet, numbers >> i & 1);
	tw_markdown_row_end(sheet);
}

static const struct tw_grid grid = { TW_GRID_TERMS, begin_grid,
	tw_markdown_row, tw_markdown_cell, tw_markdown_row_end };

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

const struct tw_summary_dress tw_markdown_dress = {
	county, county, true, title, say, part, group, item, item, plans,
	figures, table, row, end
};

void tw_stories_markdown(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context)
{
	struct tw_markdown_page page = { TW_MD_NOTHING, false, NULL };
	struct tw_summary_sheet sheet = { out, &tw_markdown_dress, &page,
		TW_BUFFER_INIT };

	(void)context;
	tw_dress_stories(&sheet, area, scope);
}

enum tw_status tw_county_markdown(struct tw_buffer *out,
	const struct tw_county *areas, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	struct tw_markdown_page page = { TW_MD_NOTHING, false, NULL };
	struct tw_summary_sheet sheet = { out, &tw_markdown_dress, &page,
		TW_BUFFER_INIT };
	enum tw_status status = tw_dress_county(&sheet, areas, scope, style,
		err);

	/* What stood together ended with an empty line; the last one not. */
	if (!status && page.above == TW_MD_NOTHING && out->len)
		out->len--;
	return status;
}
