/*
 * Areas, themes, and what is overdue, as text.
 */
#include "report/sheet.h"

#include "base/utf8.h"
#include "report/safe.h"
#include "text/text.h"

#include <string.h>

static const char *const status_words[] = {
	[TW_ACTIVE] = "active",
	[TW_STATUS_ON_HOLD] = "on hold",
	[TW_CLOSING] = "closing",
	[TW_CLOSED] = "closed",
};

struct page {
	struct tw_paper paper;
	const struct tw_county *county;
	const struct tw_summary_scope *scope;
	struct tw_buffer text; /* of one cell */
	bool all;              /* what is overdue to its end */
	size_t areas, rows;    /* that were asked for */
	const struct tw_area_rows *last; /* of those areas */
};

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static const char *status_of(const struct tw_row *row)
{
	return row->carried_on ? "carried on" : status_words[row->status];
}

static struct tw_view title_of(const struct tw_row *row)
{
	return row->title.len ? row->title : row->priority;
}

/* ---- tables ---- */

/* The columns behind the name; they are set flush right of it. */
struct column {
	const char *name;
	unsigned width;
};

enum { NARROW = 80, LEAST_NAME = 22 };

static unsigned name_width(const struct page *page,
	const struct column *columns, size_t count)
{
	unsigned all = TW_PART;

	for (size_t i = 0; i < count; i++)
		all += columns[i].width + 2;
	return page->paper.width > all + LEAST_NAME ?
		page->paper.width - all : LEAST_NAME;
}

static bool is_narrow(const struct page *page)
{
	return page->paper.width < NARROW;
}

/* A name in its column, gone on below where it is long. */
static void add_name(struct page *page, struct tw_view name, unsigned width)
{
	struct tw_paper *paper = &page->paper;
	unsigned whole = paper->width;

	tw_paper_to(paper, TW_PART);
	if (!is_narrow(page))
		paper->width = TW_PART + width;
	tw_paper_words(paper, name, TW_LINE);
	paper->width = whole;
}

static void add_heads(struct page *page, const char *name,
	const struct column *columns, size_t count)
{
	struct tw_paper *paper = &page->paper;
	unsigned at = TW_PART + name_width(page, columns, count) + 2;

	tw_paper_newline(paper);
	tw_paper_to(paper, TW_PART);
	tw_paper_string(paper, name);
	for (size_t i = 0; i < count && !is_narrow(page); i++) {
		tw_paper_to(paper, at);
		tw_paper_string(paper, columns[i].name);
		at += columns[i].width + 2;
	}
	tw_paper_newline(paper);
}

/* A cell; where there is no room for columns, "name: text" in lines. */
static void add_cell(struct page *page, const struct column *columns,
	size_t count, size_t which)
{
	struct tw_paper *paper = &page->paper;
	unsigned at = TW_PART + name_width(page, columns, count) + 2;

	if (is_narrow(page)) {
		if (!which) {
			tw_paper_newline(paper);
			tw_paper_to(paper, TW_LINE);
		} else {
			tw_paper_string(paper, "; ");
		}
		tw_sheet_words(paper, TW_LINE, "%s: %.*s",
			columns[which].name,
			TW_ARG(tw_buffer_get(&page->text)));
	} else {
		for (size_t i = 0; i < which; i++)
			at += columns[i].width + 2;
		tw_paper_to(paper, at);
		tw_paper_text(paper, tw_buffer_get(&page->text));
	}
	tw_sheet_empty(&page->text, &page->paper);
}

/* ---- the priorities of an area ---- */

static const struct column of_priorities[] = {
	{ "Status", 10 }, { "Terms", 5 }, { "Plans kept", 14 },
	{ "Last update", 17 },
};

enum { PRIORITY_COLUMNS = sizeof(of_priorities) / sizeof(*of_priorities) };

/* The figures of a row in a line: "pilot cases 3; staff trained 71 in all". */
static void add_latest(struct page *page, const struct tw_row *row)
{
	char value[TW_VALUE_ROOM];

	if (!row->latest_count)
		return;
	for (size_t i = 0; i < row->latest_count; i++) {
		const struct tw_latest *latest = &row->latest[i];

		tw_value_write(value, latest->value, false);
		tw_buffer_format(&page->text, "%s%.*s %s%s", i ? "; " : "",
			TW_ARG(latest->name), latest->units_differ ?
			"(not of one unit)" : value,
			latest->kind == TW_ADDITION && !latest->units_differ ?
			" in all" : "");
	}
	tw_paper_to(&page->paper, TW_LINE);
	tw_paper_words(&page->paper, tw_buffer_get(&page->text), TW_MORE);
	tw_paper_newline(&page->paper);
	tw_sheet_empty(&page->text, &page->paper);
}

static void add_row(struct page *page, const struct tw_row *row)
{
	add_name(page, title_of(row), name_width(page, of_priorities,
		PRIORITY_COLUMNS));
	tw_buffer_string(&page->text, status_of(row));
	add_cell(page, of_priorities, PRIORITY_COLUMNS, 0);
	tw_buffer_format(&page->text, "%zu", row->updates);
	add_cell(page, of_priorities, PRIORITY_COLUMNS, 1);
	tw_sheet_kept(&page->text, row->became);
	add_cell(page, of_priorities, PRIORITY_COLUMNS, 2);
	tw_sheet_term(&page->text, row->area->calendar, row->last);
	add_cell(page, of_priorities, PRIORITY_COLUMNS, 3);
	tw_paper_newline(&page->paper);
	add_latest(page, row);
}

static void add_area(struct page *page, const struct tw_area_rows *area)
{
	struct tw_paper *paper = &page->paper;
	size_t updates = 0;

	for (size_t i = 0; i < area->count; i++)
		updates += area->rows[i].updates;
	tw_paper_bold(paper, true);
	tw_paper_words(paper, area->name, 0);
	tw_paper_bold(paper, false);
	tw_buffer_format(&page->text, "%zu priorit%s, %zu update%s",
		area->count, area->count == 1 ? "y" : "ies", updates,
		plural(updates));
	tw_paper_right(paper, tw_buffer_get(&page->text));
	tw_sheet_empty(&page->text, &page->paper);
	tw_paper_newline(paper);
	add_heads(page, "Priority", of_priorities, PRIORITY_COLUMNS);
	for (size_t i = 0; i < area->count; i++)
		add_row(page, &area->rows[i]);
	tw_paper_newline(paper);
}

/* ---- areas side by side ---- */

static const struct column of_areas[] = {
	{ "Priorities", 10 }, { "Plans kept", 14 }, { "Overdue", 7 },
	{ "Last update", 17 },
};

enum { AREA_COLUMNS = sizeof(of_areas) / sizeof(*of_areas) };

/* Some rows of one area, in a line. */
struct tally {
	const struct tw_area_rows *area;
	size_t priorities, overdue, became[TW_BECAME_COUNT];
	struct tw_term last;
};

static void tally_row(struct tally *tally, const struct tw_row *row)
{
	if (!tally->priorities || tw_term_compare(row->last, tally->last) > 0)
		tally->last = row->last;
	tally->area = row->area;
	tally->priorities++;
	tally->overdue += tw_row_overdue(row) > 0;
	for (int k = 0; k < TW_BECAME_COUNT; k++)
		tally->became[k] += row->became[k];
}

static void add_tally(struct page *page, const struct tally *tally)
{
	add_name(page, tally->area->name, name_width(page, of_areas,
		AREA_COLUMNS));
	tw_buffer_format(&page->text, "%zu", tally->priorities);
	add_cell(page, of_areas, AREA_COLUMNS, 0);
	tw_sheet_kept(&page->text, tally->became);
	add_cell(page, of_areas, AREA_COLUMNS, 1);
	tw_buffer_format(&page->text, "%zu", tally->overdue);
	add_cell(page, of_areas, AREA_COLUMNS, 2);
	tw_sheet_term(&page->text, tally->area->calendar, tally->last);
	add_cell(page, of_areas, AREA_COLUMNS, 3);
	tw_paper_newline(&page->paper);
}

static void add_areas(struct page *page)
{
	const struct tw_county *county = page->county;

	add_heads(page, "Area", of_areas, AREA_COLUMNS);
	for (size_t i = 0; i < county->count; i++) {
		struct tally tally = { .area = county->areas[i] };

		for (size_t k = 0; k < county->areas[i]->count; k++)
			tally_row(&tally, &county->areas[i]->rows[k]);
		if (tally.priorities)
			add_tally(page, &tally);
	}
	tw_paper_newline(&page->paper);
}

/* ---- what is overdue ---- */

static void add_overdue_row(struct page *page, const struct tw_row *row,
	long behind)
{
	struct tw_paper *paper = &page->paper;

	tw_paper_to(paper, TW_LINE);
	tw_buffer_string(&page->text, "last update in ");
	tw_sheet_term(&page->text, row->area->calendar, row->last);
	tw_buffer_format(&page->text, ", %ld term%s behind ", behind,
		plural((size_t)behind));
	tw_sheet_term(&page->text, row->area->calendar,
		row->area->rules->newest);
	if (page->areas > 1)
		tw_sheet_words(paper, TW_MORE, "%.*s, %.*s: %.*s",
			TW_ARG(row->area->name), TW_ARG(title_of(row)),
			TW_ARG(tw_buffer_get(&page->text)));
	else
		tw_sheet_words(paper, TW_MORE, "%.*s: %.*s",
			TW_ARG(title_of(row)),
			TW_ARG(tw_buffer_get(&page->text)));
	tw_paper_newline(paper);
	tw_sheet_empty(&page->text, &page->paper);
}

/* How many are shown unless all are asked for. */
enum { MOST_OVERDUE = 20 };

static void add_overdue(struct page *page)
{
	const struct tw_county *county = page->county;
	struct tw_paper *paper = &page->paper;
	size_t count = 0;

	for (size_t i = 0; i < county->count; i++) {
		for (size_t k = 0; k < county->areas[i]->count; k++) {
			const struct tw_row *row = &county->areas[i]->rows[k];
			long behind = tw_row_overdue(row);

			if (behind <= 0)
				continue;
			if (!count) {
				tw_paper_to(paper, TW_PART);
				tw_paper_string(paper, "Overdue");
				tw_paper_newline(paper);
			}
			if (count++ < MOST_OVERDUE || page->all)
				add_overdue_row(page, row, behind);
		}
	}
	if (count > MOST_OVERDUE && !page->all) {
		tw_paper_to(paper, TW_LINE);
		tw_paper_format(paper, "and %zu more   (--all shows them)",
			count - MOST_OVERDUE);
		tw_paper_newline(paper);
	}
	if (count)
		tw_paper_newline(paper);
}

/* ---- themes ---- */

static void add_sum(struct page *page, const struct tw_theme *theme,
	const struct tw_sum *sum)
{
	char value[TW_VALUE_ROOM];
	struct tw_paper *paper = &page->paper;

	tw_value_write(value, sum->value, false);
	tw_buffer_format(&page->text, "%.*s%s: %s, of %zu priorities in "
		"%zu area%s", TW_ARG(sum->name), sum->kind == TW_ADDITION ?
		", in all" : "", value, sum->priorities, sum->areas,
		plural(sum->areas));
	if (!theme->calendars_differ) {
		tw_buffer_string(&page->text, ", as of ");
		tw_sheet_terms(&page->text, theme->rows[0]->area->calendar,
			sum->first, sum->last);
	}
	tw_paper_to(paper, TW_LINE);
	tw_paper_words(paper, tw_buffer_get(&page->text), TW_MORE);
	tw_paper_newline(paper);
	tw_sheet_empty(&page->text, &page->paper);
}

static const char *const reasons[] = {
	[TW_SUMMED] = NULL,
	[TW_ONE_ALONE] = NULL,
	[TW_OF_PARTS] = "shares of a whole do not add up",
	[TW_OF_UNITS] = "it has several units in one priority",
	[TW_TOO_LARGE] = "the sum is too large",
};

static void add_unsummed(struct page *page, const struct tw_sum *sum)
{
	struct tw_paper *paper = &page->paper;
	const char *why = sum->priorities > 1 || sum->unsummed == TW_OF_UNITS ?
		reasons[sum->unsummed] : NULL;

	if (!why)
		return;
	tw_paper_to(paper, TW_LINE);
	tw_sheet_words(paper, TW_MORE, "%.*s: not summed, since %s",
		TW_ARG(sum->name), why);
	tw_paper_newline(paper);
}

static void add_sums(struct page *page, const struct tw_theme *theme)
{
	struct tw_paper *paper = &page->paper;
	const struct tw_sum *said = NULL;

	for (size_t i = 0; i < theme->sum_count; i++) {
		const struct tw_sum *sum = &theme->sums[i];

		if (!sum->unsummed)
			add_sum(page, theme, sum);
		add_unsummed(page, sum);
		if (!sum->other_units || (said && said->kind == sum->kind &&
		    tw_view_equal(said->name, sum->name)))
			continue;
		said = sum;
		tw_paper_to(paper, TW_LINE);
		tw_sheet_words(paper, TW_MORE, "%.*s: stands in several "
			"units, which are not added to each other",
			TW_ARG(sum->name));
		tw_paper_newline(paper);
	}
}

/* The theme's areas side by side, each with its priorities of the theme. */
static void add_theme(struct page *page, const struct tw_theme *theme)
{
	struct tw_paper *paper = &page->paper;
	struct tally tally = { .area = NULL };

	tw_paper_bold(paper, true);
	tw_paper_words(paper, theme->title.len ? theme->title : theme->slug,
		0);
	tw_paper_bold(paper, false);
	tw_buffer_format(&page->text, "%.*s", TW_ARG(theme->slug));
	tw_paper_right(paper, tw_buffer_get(&page->text));
	tw_sheet_empty(&page->text, &page->paper);
	tw_paper_newline(paper);
	add_heads(page, "Area", of_areas, AREA_COLUMNS);
	for (size_t i = 0; i < theme->count; i++) {
		if (tally.area && tally.area != theme->rows[i]->area) {
			add_tally(page, &tally);
			tally = (struct tally){ .area = NULL };
		}
		tally_row(&tally, theme->rows[i]);
	}
	if (tally.area)
		add_tally(page, &tally);
	if (theme->calendars_differ) {
		tw_paper_to(paper, TW_LINE);
		tw_paper_words(paper, TW_VIEW("The terms of these areas are "
			"not of one calendar."), TW_MORE);
		tw_paper_newline(paper);
	}
	add_sums(page, theme);
	tw_paper_newline(paper);
}

static enum tw_status add_themes(struct page *page, struct tw_error *err)
{
	struct tw_view asked = tw_trim(tw_view_of(page->scope->theme ?
		page->scope->theme : ""));
	struct tw_theme *themes;
	size_t count;
	enum tw_status status = tw_county_themes(&themes, &count,
		page->county, err);

	for (size_t i = 0; i < count && !status; i++)
		if (!page->scope->theme || tw_fold_equal(themes[i].slug,
		    asked))
			add_theme(page, &themes[i]);
	return status;
}

/* ---- all of it ---- */

/* Files that take no part are named on standard error; here they count. */
static void add_left_out(struct page *page)
{
	size_t count = page->county->left_out;

	if (!count)
		return;
	tw_sheet_words(&page->paper, 0, "%zu file%s left out, since %s could "
		"not be read or %s a mistake; \"termwise lint\" says more.",
		count, count == 1 ? " is" : "s are", count == 1 ? "it" :
		"they", count == 1 ? "has" : "have");
	tw_paper_newline(&page->paper);
}

/* How much there is, and up to when. */
static void add_headline(struct page *page)
{
	struct tw_paper *paper = &page->paper;
	size_t updates = 0;

	for (size_t i = 0; i < page->county->count; i++)
		for (size_t k = 0; k < page->county->areas[i]->count; k++)
			updates += page->county->areas[i]->rows[k].updates;
	tw_sheet_words(paper, 0, "%zu area%s, %zu priorit%s, %zu update%s",
		page->areas, plural(page->areas), page->rows,
		page->rows == 1 ? "y" : "ies", updates, plural(updates));
	if (page->county->rules_count == 1) {
		tw_buffer_string(&page->text, "up to ");
		tw_sheet_term(&page->text, page->county->rules[0]->calendar,
			page->county->rules[0]->newest);
		tw_paper_right(paper, tw_buffer_get(&page->text));
		tw_sheet_empty(&page->text, &page->paper);
	}
	tw_paper_newline(paper);
}

static void count_areas(struct page *page)
{
	const struct tw_county *county = page->county;

	for (size_t i = 0; i < county->count; i++) {
		page->rows += county->areas[i]->count;
		if (!county->areas[i]->count)
			continue;
		page->areas++;
		page->last = county->areas[i];
	}
}

/* All but the stories. */
static enum tw_status add_tables(struct page *page, struct tw_error *err)
{
	bool several = page->areas > 1;

	if (several)
		add_headline(page);
	if (several && !page->scope->theme)
		add_areas(page);
	else if (several)
		tw_paper_newline(&page->paper);
	else if (page->rows > 1)
		add_area(page, page->last);
	if (page->rows > 1)
		add_overdue(page);
	return several || page->scope->theme ? add_themes(page, err) : TW_OK;
}

enum tw_status tw_county_text(struct tw_buffer *out,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	struct page page = { { out, style->width, 0, style->color }, county,
		scope, TW_BUFFER_INIT, style->all, 0, 0, NULL };
	enum tw_status status;
	size_t start = out->len;

	count_areas(&page);
	status = add_tables(&page, err);
	for (size_t i = 0; i < county->count; i++)
		tw_buffer_view(out, county->areas[i]->body);
	add_left_out(&page);
	out->failed |= page.text.failed;
	tw_buffer_release(&page.text);
	if (!out->failed)
		tw_safe_lines(out, start);
	return status ? status : out->failed ? tw_fail_memory(err) : TW_OK;
}
