/*
 * A summary as a page. Headings: the page, then themes and stories, then
 * their parts, then the terms of a part.
 */
#include "report/html_dress.h"

#include "report/chart.h"
#include "report/html.h"
#include "report/marks.h"

static struct tw_html_page *page_of(struct tw_summary_sheet *sheet)
{
	return sheet->own;
}

/* Ends what is open within a section. */
static void close_part(struct tw_summary_sheet *sheet)
{
	static const char *const ends[] = { "", "</ul>\n",
		"</tbody>\n</table>\n" };
	struct tw_html_page *page = page_of(sheet);

	tw_buffer_string(sheet->out, ends[page->open]);
	page->open = TW_HTML_NOTHING;
}

void tw_html_close(struct tw_summary_sheet *sheet)
{
	struct tw_html_page *page = page_of(sheet);

	close_part(sheet);
	if (page->section)
		tw_buffer_string(sheet->out, "</section>\n");
	page->section = false;
}

/* An element of a line, outside of lists and tables. */
static void block(struct tw_summary_sheet *sheet, const char *before,
	struct tw_view words, const char *after)
{
	close_part(sheet);
	tw_html_element(sheet->out, before, words, after);
}

/* A name, which leads to the page of what it names, if that has one. */
static void add_name(struct tw_summary_sheet *sheet, const char *before,
	const char *behind, struct tw_view slug, struct tw_view name)
{
	bool linked = before && tw_slug_valid(slug);

	if (linked)
		tw_buffer_format(sheet->out, "<a href=\"%s%.*s%s\">", before,
			TW_ARG(slug), behind);
	tw_html_text(sheet->out, name);
	tw_buffer_string(sheet->out, linked ? "</a>" : "");
}

/* ---- lines ---- */

static void county(struct tw_summary_sheet *sheet, struct tw_view words,
	struct tw_view beside)
{
	struct tw_html_page *page = page_of(sheet);

	if (!page->begun) {
		tw_page_begin(sheet->out, words);
		if (page->links && page->links->up)
			tw_buffer_format(sheet->out, "<nav>\n<ul>\n<li>"
				"<a href=\"%s\">All areas</a></li>\n</ul>\n"
				"</nav>\n", page->links->up);
	}
	page->begun = true;
	block(sheet, "<h1>", words, "</h1>\n");
	if (beside.len)
		block(sheet, "<p class=\"soft\">", beside, "</p>\n");
}

static void title(struct tw_summary_sheet *sheet, struct tw_view words,
	struct tw_view slug)
{
	struct tw_html_page *page = page_of(sheet);
	const struct tw_html_links *links = page->links;

	tw_html_close(sheet);
	tw_buffer_string(sheet->out, page->alone ? "<h1>" :
		"<section>\n<h2>");
	add_name(sheet, links ? links->titles : NULL, ".html", slug, words);
	tw_buffer_string(sheet->out, page->alone ? "</h1>\n" : "</h2>\n");
	block(sheet, "<p class=\"slug\">", tw_told_slug(words, slug),
		"</p>\n");
	page->section = !page->alone;
}

/* Where nothing could be read, this is all that is said. */
static void say(struct tw_summary_sheet *sheet, struct tw_view words)
{
	struct tw_html_page *page = page_of(sheet);

	if (!page->begun)
		county(sheet, TW_VIEW("Summary"), TW_VIEW(""));
	block(sheet, page->lead ? "<p class=\"lead\">" : "<p>", words,
		"</p>\n");
	page->lead = false;
}

static void part(struct tw_summary_sheet *sheet, struct tw_view heading)
{
	struct tw_html_page *page = page_of(sheet);

	if (page->section) {
		block(sheet, "<h3>", heading, "</h3>\n");
		return;
	}
	block(sheet, page->alone ? "<h2>" : "<section>\n<h2>", heading,
		"</h2>\n");
	page->section = !page->alone;
}

static void group(struct tw_summary_sheet *sheet, struct tw_view name)
{
	bool alone = page_of(sheet)->alone;

	block(sheet, alone ? "<h3>" : "<h4>", name, alone ? "</h3>\n" :
		"</h4>\n");
}

static void item(struct tw_summary_sheet *sheet, struct tw_view words)
{
	struct tw_html_page *page = page_of(sheet);

	if (page->open != TW_HTML_LIST) {
		close_part(sheet);
		tw_buffer_string(sheet->out, "<ul>\n");
	}
	page->open = TW_HTML_LIST;
	tw_html_element(sheet->out, "<li>", words, "</li>\n");
}

static void end(struct tw_summary_sheet *sheet)
{
	tw_html_close(sheet);
}

/* ---- tables ---- */

static void add_head(struct tw_summary_sheet *sheet, const char *name,
	bool number)
{
	tw_html_element(sheet->out, number ? "<th scope=\"col\" class=\"n\">" :
		"<th scope=\"col\">", tw_view_of(name), "</th>");
}

static void table(struct tw_summary_sheet *sheet,
	const struct tw_summary_table *table)
{
	close_part(sheet);
	/* Those of areas, which are several, are one like another. */
	tw_buffer_format(sheet->out, "<table class=\"cards%s\">\n<thead><tr>",
		table->more ? " wide" : table->columns[0].number ? " even" :
		"");
	add_head(sheet, table->name, false);
	for (size_t i = 0; i < TW_SUMMARY_COLUMNS; i++)
		add_head(sheet, table->columns[i].name,
			table->columns[i].number);
	if (table->more)
		add_head(sheet, table->more, false);
	tw_buffer_string(sheet->out, "</tr></thead>\n<tbody>\n");
	page_of(sheet)->open = TW_HTML_TABLE;
}

/* A cell says what it is of where there is no room for columns. */
static void add_cell(struct tw_summary_sheet *sheet, const char *of,
	bool number, struct tw_view text)
{
	if (!text.len) {
		tw_buffer_string(sheet->out, "<td></td>");
		return;
	}
	tw_buffer_format(sheet->out, number ?
		"<td class=\"n\" data-of=\"%s\">" : "<td data-of=\"%s\">", of);
	tw_html_element(sheet->out, "", text, "</td>");
}

/* The name of an area or a priority, which leads to its page. */
static void add_row_name(struct tw_summary_sheet *sheet,
	const struct tw_html_links *links, const struct tw_summary_row *row)
{
	struct tw_buffer *out = sheet->out;

	tw_buffer_string(out, "<a href=\"");
	if (links->areas)
		tw_buffer_format(out, "%s%.*s/", links->areas,
			TW_ARG(row->area));
	if (row->slug.len)
		tw_buffer_format(out, "%.*s/", TW_ARG(row->slug));
	tw_html_element(out, "index.html\">", row->name, "</a>");
}

static void row(struct tw_summary_sheet *sheet,
	const struct tw_summary_table *table,
	const struct tw_summary_row *row)
{
	const struct tw_html_links *links = page_of(sheet)->links;

	tw_buffer_string(sheet->out, "<tr><th scope=\"row\">");
	if (links)
		add_row_name(sheet, links, row);
	else
		tw_html_text(sheet->out, row->name);
	tw_buffer_string(sheet->out, "</th>");
	for (size_t i = 0; i < TW_SUMMARY_COLUMNS; i++)
		add_cell(sheet, table->columns[i].name,
			table->columns[i].number, row->cells[i]);
	if (table->more)
		add_cell(sheet, table->more, false, row->more);
	tw_buffer_string(sheet->out, "</tr>\n");
}

/* ---- plans ---- */

static void add_told(struct tw_summary_sheet *sheet, const char *before,
	const char *after)
{
	tw_html_element(sheet->out, before, tw_buffer_get(&sheet->words),
		after);
	tw_summary_told(sheet);
}

/* A term's plans as marks, and in words. */
static void add_promised(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct tw_story *story,
	const struct tw_promised *p)
{
	tw_told_term(&sheet->words, area->calendar, p->term);
	add_told(sheet, "<tr><th scope=\"row\" class=\"when\">", "</th>");
	tw_buffer_string(sheet->out, "<td>");
	if (!p->open)
		tw_marks_add(sheet->out, p->became);
	tw_told_promised(&sheet->words, story, p);
	add_told(sheet, "", "</td></tr>\n");
}

static void plans(struct tw_summary_sheet *sheet, const struct tw_area *area,
	const struct tw_story *story)
{
	struct tw_told_plans all = tw_told_plans(story);

	close_part(sheet);
	tw_buffer_string(sheet->out, "<table>\n<thead><tr><th scope=\"col\">"
		"Planned in</th><th scope=\"col\">What became of the plans"
		"</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < story->promised_count; i++)
		if (story->promised[i].plans)
			add_promised(sheet, area, story, &story->promised[i]);
	tw_buffer_string(sheet->out, "</tbody>\n</table>\n");
	if (all.updates)
		tw_marks_key(sheet->out, all.became);
	if (all.updates < 2)
		return;
	tw_buffer_string(&sheet->words, "In all ");
	tw_told_kept_in_all(&sheet->words, all.became);
	tw_buffer_byte(&sheet->words, '.');
	tw_summary_flush(sheet, say);
}

/* ---- figures ---- */

static void add_once(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct tw_series *s)
{
	const struct tw_point *point = &s->points[0];
	char value[TW_VALUE_ROOM];

	tw_buffer_view(&sheet->words, s->name);
	tw_buffer_string(&sheet->words, tw_told_kind(s));
	add_told(sheet, "<tr><th scope=\"row\">", "</th>");
	tw_value_write(value, point->value, false);
	tw_html_element(sheet->out, "<td class=\"n\">", tw_view_of(value),
		"</td>");
	tw_told_term(&sheet->words, area->calendar, point->term);
	add_told(sheet, "<td>", "</td></tr>\n");
}

/* Those that were stated once. */
static void table_once(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct tw_story *story)
{
	bool any = false;

	for (size_t i = 0; i < story->series_count; i++) {
		const struct tw_series *s = &story->series[i];

		if (s->again || s->reached || tw_chart_can(s))
			continue;
		if (!any)
			tw_buffer_string(sheet->out, "<table>\n<thead><tr>"
				"<th scope=\"col\">Stated once</th>"
				"<th scope=\"col\" class=\"n\">Figure</th>"
				"<th scope=\"col\">Term</th></tr></thead>\n"
				"<tbody>\n");
		any = true;
		add_once(sheet, area, s);
	}
	if (any)
		tw_buffer_string(sheet->out, "</tbody>\n</table>\n");
}

static void figures(struct tw_summary_sheet *sheet,
	const struct tw_area *area, const struct tw_story *story)
{
	struct tw_chart chart = { .calendar = area->calendar };

	close_part(sheet);
	tw_charts_add(sheet->out, &chart, story);
	table_once(sheet, area, story);
}

/* ---- all of it ---- */

const struct tw_summary_dress tw_html_dress = {
	county, county, true, title, say, part, group, item, item, plans,
	figures, table, row, end
};

void tw_stories_html(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context)
{
	struct tw_html_page page = { .begun = true };
	struct tw_summary_sheet sheet = { out, &tw_html_dress, &page,
		TW_BUFFER_INIT };

	(void)context;
	tw_dress_stories(&sheet, area, scope);
}

enum tw_status tw_county_html(struct tw_buffer *out,
	const struct tw_county *areas, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	struct tw_html_page page = { .begun = false };
	struct tw_summary_sheet sheet = { out, &tw_html_dress, &page,
		TW_BUFFER_INIT };
	enum tw_status status = tw_dress_county(&sheet, areas, scope, style,
		err);

	tw_html_close(&sheet);
	tw_page_end(out);
	return status ? status : out->failed ? tw_fail_memory(err) : TW_OK;
}
