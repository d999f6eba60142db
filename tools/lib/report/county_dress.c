/*
 * Areas, themes, and what is overdue, in the order in which people read them.
 */
#include "report/summary_dress.h"

/* A county on its way. */
struct telling {
	struct tw_summary_sheet *sheet;
	const struct tw_summary_dress *dress;
	struct tw_buffer *words;
	const struct tw_county *county;
	const struct tw_summary_scope *scope;
	bool all; /* what is overdue to its end */
	bool site; /* each priority has a page, the only one of an area, too */
	struct tw_extent extent;
};

/* ---- tables ---- */

/* Where the cells of a row end in the words of the sheet. */
struct ends {
	size_t at[TW_SUMMARY_COLUMNS + 1];
	size_t count;
};

static void end_cell(const struct telling *t, struct ends *ends)
{
	ends->at[ends->count++] = t->words->len;
}

/* The cells that were written to the words; what is behind them is more. */
static void tell_row(const struct telling *t,
	const struct tw_summary_table *table, struct tw_view name,
	struct tw_view area, struct tw_view slug, struct ends *ends)
{
	struct tw_view words = tw_buffer_get(t->words);
	struct tw_summary_row row = { .name = name, .area = area,
		.slug = slug };
	size_t from = 0;

	for (size_t i = 0; i < ends->count; i++) {
		struct tw_view *cell = i < TW_SUMMARY_COLUMNS ?
			&row.cells[i] : &row.more;

		if (words.ptr && ends->at[i] > from)
			*cell = (struct tw_view){ words.ptr + from,
				ends->at[i] - from };
		from = ends->at[i];
	}
	t->dress->row(t->sheet, table, &row);
	tw_summary_told(t->sheet);
}

static const struct tw_summary_table of_priorities = { "Priority", {
	{ "Status", 10, false }, { "Terms", 5, true },
	{ "Plans kept", 14, false }, { "Last update", 17, false },
}, "Figures" };

static void tell_priority(const struct telling *t, const struct tw_row *row)
{
	struct ends ends = { .count = 0 };

	tw_buffer_string(t->words, tw_told_status(row));
	end_cell(t, &ends);
	tw_buffer_format(t->words, "%zu", row->updates);
	end_cell(t, &ends);
	tw_told_kept(t->words, row->became);
	end_cell(t, &ends);
	tw_told_term(t->words, row->area->calendar, row->last);
	end_cell(t, &ends);
	tw_told_latest(t->words, row);
	end_cell(t, &ends);
	tell_row(t, &of_priorities, tw_told_title(row), row->area->slug,
		row->priority, &ends);
}

static const struct tw_summary_table of_areas = { "Area", {
	{ "Priorities", 10, true }, { "Plans kept", 14, false },
	{ "Overdue", 7, true }, { "Last update", 17, false },
}, NULL };

static void tell_tally(const struct telling *t, const struct tw_tally *tally)
{
	struct ends ends = { .count = 0 };

	tw_buffer_format(t->words, "%zu", tally->priorities);
	end_cell(t, &ends);
	tw_told_kept(t->words, tally->became);
	end_cell(t, &ends);
	tw_buffer_format(t->words, "%zu", tally->overdue);
	end_cell(t, &ends);
	tw_told_term(t->words, tally->area->calendar, tally->last);
	end_cell(t, &ends);
	tell_row(t, &of_areas, tally->area->name, tally->area->slug,
		TW_VIEW(""), &ends);
}

/* ---- one area, or several ---- */

static void tell_area(const struct telling *t, const struct tw_area_rows *area)
{
	struct tw_tally all = tw_area_tally(area);

	tw_buffer_format(t->words, "%zu priorit%s, %zu update%s",
		all.priorities, tw_told_y(all.priorities), all.updates,
		tw_told_s(all.updates));
	t->dress->area(t->sheet, area->name, tw_buffer_get(t->words));
	tw_summary_told(t->sheet);
	t->dress->table(t->sheet, &of_priorities);
	for (size_t i = 0; i < area->count; i++)
		tell_priority(t, &area->rows[i]);
	t->dress->end(t->sheet);
}

static void tell_areas(const struct telling *t)
{
	t->dress->table(t->sheet, &of_areas);
	for (size_t i = 0; i < t->county->count; i++) {
		struct tw_tally tally = tw_area_tally(t->county->areas[i]);

		if (tally.priorities)
			tell_tally(t, &tally);
	}
}

static void add_extent(const struct telling *t)
{
	const struct tw_extent *e = &t->extent;

	tw_buffer_format(t->words, "%zu area%s, %zu priorit%s, %zu update%s",
		e->areas, tw_told_s(e->areas), e->priorities,
		tw_told_y(e->priorities), e->updates, tw_told_s(e->updates));
}

/* How much there is, and up to when. */
static void tell_headline(const struct telling *t)
{
	struct tw_view words, beside = { NULL, 0 };
	size_t len;

	add_extent(t);
	len = t->words->len;
	if (t->county->rules_count == 1) {
		tw_buffer_string(t->words, "up to ");
		tw_told_term(t->words, t->county->rules[0]->calendar,
			t->county->rules[0]->newest);
	}
	words = tw_buffer_get(t->words);
	if (words.len > len)
		beside = (struct tw_view){ words.ptr + len, words.len - len };
	words.len = len;
	t->dress->county(t->sheet, words, beside);
	tw_summary_told(t->sheet);
}

/* How many are shown unless all are asked for. */
enum { MOST_OVERDUE = 20 };

/* Counts a row that is overdue, and tells it. */
static void tell_behind(const struct telling *t, const struct tw_row *row,
	size_t *count)
{
	if (tw_row_overdue(row) <= 0)
		return;
	if (++*count == 1)
		t->dress->part(t->sheet, TW_VIEW("Overdue"));
	if (*count > MOST_OVERDUE && !t->all)
		return;
	tw_told_overdue(t->words, row, t->extent.areas > 1);
	tw_summary_flush(t->sheet, t->dress->line);
}

static void end_behind(const struct telling *t, size_t count)
{
	if (count > MOST_OVERDUE && !t->all)
		tw_summary_tell(t->sheet, t->dress->line, "and %zu more (--all "
			"shows them)", count - MOST_OVERDUE);
	if (count)
		t->dress->end(t->sheet);
}

static void tell_overdue(const struct telling *t)
{
	const struct tw_county *county = t->county;
	size_t count = 0;

	for (size_t i = 0; i < county->count; i++)
		for (size_t k = 0; k < county->areas[i]->count; k++)
			tell_behind(t, &county->areas[i]->rows[k], &count);
	end_behind(t, count);
}

/* ---- themes ---- */

static void tell_sums(const struct telling *t, const struct tw_theme *theme)
{
	const struct tw_sum *said = NULL;

	for (size_t i = 0; i < theme->sum_count; i++) {
		const struct tw_sum *sum = &theme->sums[i];

		tw_told_sum(t->words, theme, sum);
		if (t->words->len)
			tw_summary_flush(t->sheet, t->dress->line);
		if (!sum->other_units || (said && said->kind == sum->kind &&
		    tw_view_equal(said->name, sum->name)))
			continue;
		said = sum;
		tw_buffer_view(t->words, sum->name);
		tw_summary_tell(t->sheet, t->dress->line, ": stands in "
			"several units, which are not added to each other");
	}
}

static struct tw_view title_of(const struct tw_theme *theme)
{
	return theme->title.len ? theme->title : theme->slug;
}

/* The theme's areas side by side, and its figures. */
static void tell_sides(const struct telling *t, const struct tw_theme *theme)
{
	struct tw_tally tally;

	t->dress->table(t->sheet, &of_areas);
	for (size_t i = 0; i < theme->count;) {
		i += tw_theme_tally(&tally, theme, i);
		tell_tally(t, &tally);
	}
	if (theme->calendars_differ)
		t->dress->line(t->sheet, TW_VIEW("The terms of these areas "
			"are not of one calendar."));
	tell_sums(t, theme);
	t->dress->end(t->sheet);
}

static void tell_theme(const struct telling *t, const struct tw_theme *theme)
{
	t->dress->title(t->sheet, title_of(theme), theme->slug);
	tell_sides(t, theme);
}

/* The priorities of the theme, area by area. */
static void tell_rows(const struct telling *t, const struct tw_theme *theme)
{
	const struct tw_area_rows *area = NULL;

	for (size_t i = 0; i < theme->count; i++) {
		const struct tw_row *row = theme->rows[i];

		if (area && row->area != area)
			t->dress->end(t->sheet);
		if (row->area != area) {
			t->dress->part(t->sheet, row->area->name);
			t->dress->table(t->sheet, &of_priorities);
		}
		area = row->area;
		tell_priority(t, row);
	}
	t->dress->end(t->sheet);
}

void tw_dress_theme(struct tw_summary_sheet *sheet,
	const struct tw_county *county, const struct tw_theme *theme)
{
	struct telling t = { .sheet = sheet, .dress = sheet->dress,
		.words = &sheet->words, .county = county, .site = true,
		.extent = { theme->areas, theme->count, 0, NULL } };
	size_t behind = 0;

	for (size_t i = 0; i < theme->count; i++)
		t.extent.updates += theme->rows[i]->updates;
	add_extent(&t);
	t.dress->county(sheet, title_of(theme), tw_buffer_get(t.words));
	tw_summary_told(sheet);
	tell_sides(&t, theme);
	tell_rows(&t, theme);
	for (size_t i = 0; i < theme->count; i++)
		tell_behind(&t, theme->rows[i], &behind);
	end_behind(&t, behind);
	tw_buffer_end(&sheet->words, sheet->out);
}

static enum tw_status tell_themes(const struct telling *t,
	struct tw_error *err)
{
	struct tw_theme *themes;
	size_t count;
	enum tw_status status = tw_county_themes(&themes, &count, t->county,
		err);

	for (size_t i = 0; i < count && !status; i++)
		if (tw_theme_asked(&themes[i], t->scope))
			tell_theme(t, &themes[i]);
	return status;
}

/* ---- all of it ---- */

/* All but the stories. */
static enum tw_status tell_tables(const struct telling *t,
	struct tw_error *err)
{
	bool several = t->extent.areas > 1;

	if (several) {
		tell_headline(t);
		if (!t->scope->theme)
			tell_areas(t);
		t->dress->end(t->sheet);
	} else if (t->extent.priorities > 1 || (t->site && t->extent.last)) {
		tell_area(t, t->extent.last);
	} else if (t->extent.last && t->dress->names_area) {
		t->dress->area(t->sheet, t->extent.last->name, TW_VIEW(""));
		t->dress->end(t->sheet);
	}
	if (t->extent.priorities > 1)
		tell_overdue(t);
	return several || t->scope->theme || (t->site && !t->scope->area) ?
		tell_themes(t, err) : TW_OK;
}

/* Files that take no part are named on standard error; here they count. */
static void tell_left_out(const struct telling *t)
{
	size_t count = t->county->left_out;

	if (!count)
		return;
	tw_summary_tell(t->sheet, t->dress->say, "%zu file%s left out, since "
		"%s could not be read or %s a mistake; \"termwise lint\" says "
		"more.", count, count == 1 ? " is" : "s are",
		count == 1 ? "it" : "they", count == 1 ? "has" : "have");
}

enum tw_status tw_dress_county(struct tw_summary_sheet *sheet,
	const struct tw_county *county, const struct tw_summary_scope *scope,
	const struct tw_summary_style *style, struct tw_error *err)
{
	struct telling t = { sheet, sheet->dress, &sheet->words, county, scope,
		style->all, style->site, tw_county_extent(county) };
	enum tw_status status = tell_tables(&t, err);

	for (size_t i = 0; i < county->count; i++)
		tw_buffer_view(sheet->out, county->areas[i]->body);
	tell_left_out(&t);
	tw_buffer_end(&sheet->words, sheet->out);
	return status ? status : sheet->out->failed ? tw_fail_memory(err) :
		TW_OK;
}
