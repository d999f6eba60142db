/*
 * What is told of all areas before their pages: how much was kept, area beside
 * area, and what needs a decision.
 */
#include "report/compared.h"

#include "report/compare_told.h"
#include "report/html.h"
#include "report/html_dress.h"
#include "report/markdown_dress.h"
#include "report/safe.h"
#include "report/text_dress.h"
#include "report/word_dress.h"

#include <stdlib.h>

/* How many of each are shown unless all are asked for. */
enum { MOST = 20 };

struct telling {
	struct tw_summary_sheet *sheet;
	const struct tw_summary_dress *dress;
	struct tw_buffer *words;
	const struct tw_compared *all;
	const struct tw_compare_style *style;
	size_t most, most_areas; /* lines of a list */
};

static void add_count(struct tw_buffer *out, size_t count, const char *one,
	const char *more)
{
	tw_buffer_format(out, "%zu %s", count, count == 1 ? one : more);
}

/* What a list leaves out. */
static void tell_more(const struct telling *t, size_t count, const char *one,
	const char *more)
{
	if (count <= t->most)
		return;
	tw_buffer_format(t->words, "and %zu more %s", count - t->most,
		count - t->most == 1 ? one : more);
	tw_summary_flush(t->sheet, t->dress->line);
}

/* ---- the headline ---- */

/* The terms of all areas, if they are the same in each. */
static struct tw_view terms_of(const struct tw_compared *all)
{
	struct tw_view terms = all->areas->terms;

	for (const struct tw_compared_area *a = all->areas; a; a = a->next)
		if (!tw_view_equal(a->terms, terms))
			return TW_VIEW("");
	return terms;
}

static void tell_headline(const struct telling *t)
{
	const struct tw_compared *all = t->all;
	struct tw_view terms = terms_of(all);

	if (t->style->asked)
		tw_buffer_format(t->words, "%s: ", t->style->asked);
	if (all->area_count == 1)
		tw_buffer_view(t->words, all->areas->name);
	else
		add_count(t->words, all->area_count, "area", "areas");
	tw_buffer_string(t->words, ", ");
	add_count(t->words, all->priorities, "priority", "priorities");
	t->dress->county(t->sheet, tw_buffer_get(t->words), terms);
	tw_summary_told(t->sheet);
	for (int i = 0; i < TW_BECAME_COUNT; i++) {
		if (!all->became[i])
			continue;
		tw_compare_told_plans(t->words, all->became);
		tw_summary_flush(t->sheet, t->dress->say);
		return;
	}
	t->dress->say(t->sheet, TW_VIEW("There were no plans to account "
		"for."));
}

/* ---- side by side ---- */

static const struct tw_summary_table of_areas = { "Area", {
	{ "Priorities", 10, true }, { "Plans kept", 14, false },
	{ "Carried over", 12, true }, { "Unaccounted", 11, true },
}, "Also" };

static const struct tw_summary_table of_priorities = { "Priority", {
	{ "Terms", 28, false }, { "Plans kept", 14, false },
	{ "Carried over", 12, true }, { "Unaccounted", 11, true },
}, "Also" };

/* What else needs a decision: "1 figure does not follow". */
static void add_also(struct tw_buffer *out, size_t doubts, size_t silent)
{
	const struct {
		size_t count;
		const char *one, *more;
	} also[] = {
		{ doubts, "figure does not follow", "figures do not follow" },
		{ silent, "priority without an update in that term",
			"priorities without an update in that term" },
	};
	bool any = false;

	for (size_t i = 0; i < sizeof(also) / sizeof(*also); i++) {
		if (!also[i].count)
			continue;
		tw_buffer_string(out, any ? ", " : "");
		add_count(out, also[i].count, also[i].one, also[i].more);
		any = true;
	}
}

/* The plans of a row; the first cell stands in the words up to `first`. */
static void tell_row(const struct telling *t,
	const struct tw_summary_table *table, struct tw_view name,
	const size_t *became, size_t doubts, size_t silent)
{
	size_t ends[TW_SUMMARY_COLUMNS + 1] = { t->words->len };
	struct tw_summary_row row = { .name = name };
	struct tw_view words;

	tw_told_kept(t->words, became);
	ends[1] = t->words->len;
	tw_buffer_format(t->words, "%zu", became[TW_BECAME_CARRIED_OVER]);
	ends[2] = t->words->len;
	tw_buffer_format(t->words, "%zu", became[TW_BECAME_UNACCOUNTED]);
	ends[3] = t->words->len;
	add_also(t->words, doubts, silent);
	ends[4] = t->words->len;
	words = tw_buffer_get(t->words);
	for (size_t i = 0, from = 0; words.ptr && i <= TW_SUMMARY_COLUMNS;
	     from = ends[i++])
		*(i < TW_SUMMARY_COLUMNS ? &row.cells[i] : &row.more) =
			(struct tw_view){ words.ptr + from, ends[i] - from };
	t->dress->row(t->sheet, table, &row);
	tw_summary_told(t->sheet);
}

/* True if a row has anything besides its plans. */
static bool any_also(const struct telling *t)
{
	const struct tw_compared_area *a = t->all->areas;

	for (; a; a = a->next)
		for (size_t i = 0; i < a->count; i++)
			if (a->rows[i].doubts || a->rows[i].silent)
				return true;
	return false;
}

static void tell_areas(const struct telling *t)
{
	const struct tw_compared_area *a = t->all->areas;
	struct tw_summary_table table = of_areas;

	table.more = any_also(t) ? table.more : NULL;
	t->dress->table(t->sheet, &table);
	for (size_t n = 0; a && n < t->most_areas; a = a->next, n++) {
		size_t became[TW_BECAME_COUNT] = { 0 }, doubts = 0, silent = 0;

		for (size_t i = 0; i < a->count; i++) {
			tw_plans_add(became, a->rows[i].became);
			doubts += a->rows[i].doubts;
			silent += a->rows[i].silent;
		}
		tw_buffer_format(t->words, "%zu", a->priorities);
		tell_row(t, &table, a->name, became, doubts, silent);
	}
	if (a)
		tell_more(t, t->all->area_count, "area", "areas");
	t->dress->end(t->sheet);
}

static struct tw_view title_of(const struct tw_compared_row *row)
{
	return row->title.len ? row->title : row->priority;
}

static void tell_priorities(const struct telling *t)
{
	const struct tw_compared_area *area = t->all->areas;
	struct tw_summary_table table = of_priorities;

	table.more = any_also(t) ? table.more : NULL;
	t->dress->table(t->sheet, &table);
	for (size_t i = 0; i < area->count && i < t->most; i++) {
		const struct tw_compared_row *row = &area->rows[i];

		tw_buffer_view(t->words, row->terms);
		tell_row(t, &table, title_of(row), row->became, row->doubts,
			row->silent);
	}
	tell_more(t, area->count, "priority", "priorities");
	t->dress->end(t->sheet);
}

/* ---- what needs a decision ---- */

/* The most plans first; else as they came. */
static int compare_open(const void *a, const void *b)
{
	const struct tw_compared_row *const *x = a, *const *y = b;
	size_t p = (*x)->became[TW_BECAME_UNACCOUNTED];
	size_t q = (*y)->became[TW_BECAME_UNACCOUNTED];

	if (p != q)
		return p < q ? 1 : -1;
	if ((*x)->doubts != (*y)->doubts)
		return (*x)->doubts < (*y)->doubts ? 1 : -1;
	return (*x)->place < (*y)->place ? -1 : (*x)->place > (*y)->place;
}

static void add_name(const struct telling *t,
	const struct tw_compared_row *row)
{
	tw_buffer_view(t->words, title_of(row));
	if (t->all->area_count > 1) {
		tw_buffer_string(t->words, ", ");
		tw_buffer_view(t->words, row->area->name);
	}
	tw_buffer_string(t->words, ": ");
}

/* The plans that are unaccounted for, or the first of them. */
static void add_lost(const struct telling *t,
	const struct tw_compared_row *row)
{
	size_t lost = row->became[TW_BECAME_UNACCOUNTED];

	for (size_t i = 0; i < row->lost_count; i++) {
		tw_buffer_string(t->words, i ? "; \"" : ": \"");
		tw_buffer_view(t->words, row->lost[i]);
		tw_buffer_byte(t->words, '"');
	}
	if (lost > row->lost_count)
		tw_buffer_format(t->words, " and %zu more",
			lost - row->lost_count);
}

static void tell_open(const struct telling *t,
	const struct tw_compared_row *row)
{
	size_t lost = row->became[TW_BECAME_UNACCOUNTED], all = 0;
	bool any = lost;

	for (int i = 0; i < TW_BECAME_COUNT; i++)
		all += row->became[i];
	add_name(t, row);
	if (lost && all == 1)
		tw_buffer_string(t->words, "its one plan unaccounted for");
	else if (lost)
		tw_buffer_format(t->words, "%zu of %zu plans unaccounted for",
			lost, all);
	if (lost && t->all->form->names_lost)
		add_lost(t, row);
	if (row->doubts) {
		tw_buffer_string(t->words, any ? "; " : "");
		add_count(t->words, row->doubts, "figure does not follow",
			"figures do not follow");
		any = true;
	}
	if (row->silent)
		tw_buffer_format(t->words, "%sno update in that term",
			any ? "; " : "");
	tw_summary_flush(t->sheet, t->dress->line);
}

/* All that is open, the most urgent first, in `arena`; NULL: no memory. */
static const struct tw_compared_row **collect_open(size_t *count,
	const struct tw_compared *all)
{
	const struct tw_compared_row **open = tw_arena_take(all->arena,
		(all->steps + 1) * sizeof(*open));

	*count = 0;
	for (const struct tw_compared_area *a = all->areas; a && open;
	     a = a->next)
		for (size_t i = 0; i < a->count; i++)
			if (tw_compared_is_open(&a->rows[i]))
				open[(*count)++] = &a->rows[i];
	return open;
}

static void tell_decisions(const struct telling *t)
{
	size_t count;
	const struct tw_compared_row **open = collect_open(&count, t->all);

	if (!open)
		t->sheet->out->failed = true;
	if (!open || !count)
		return;
	qsort(open, count, sizeof(*open), compare_open);
	t->dress->part(t->sheet, TW_VIEW("What needs a decision"));
	for (size_t i = 0; i < count && i < t->most; i++)
		tell_open(t, open[i]);
	tell_more(t, count, "priority", "priorities");
	t->dress->end(t->sheet);
}

/* ---- figures side by side ---- */

/* A figure with the step that it is of. */
struct beside {
	const struct tw_compared_figure *figure;
	const struct tw_compared_row *row;
};

static int compare_beside(const void *a, const void *b)
{
	const struct beside *x = a, *y = b;
	int order = tw_view_compare(x->figure->name, y->figure->name);

	return order ? order : (x->row->place > y->row->place) -
		(x->row->place < y->row->place);
}

static struct beside *collect_beside(size_t *count,
	const struct tw_compared *all)
{
	struct beside *beside;
	size_t most = 0;

	for (const struct tw_compared_area *a = all->areas; a; a = a->next)
		for (size_t i = 0; i < a->count; i++)
			most += a->rows[i].figure_count;
	beside = tw_arena_take(all->arena, (most + 1) * sizeof(*beside));
	*count = 0;
	for (const struct tw_compared_area *a = all->areas; a && beside;
	     a = a->next)
		for (size_t i = 0; i < a->count; i++)
			for (size_t k = 0; k < a->rows[i].figure_count; k++)
				beside[(*count)++] = (struct beside){
					&a->rows[i].figures[k], &a->rows[i] };
	return beside;
}

static void tell_figure(const struct telling *t, const struct beside *beside,
	size_t count)
{
	t->dress->group(t->sheet, beside->figure->name);
	for (size_t i = 0; i < count; i++) {
		tw_buffer_view(t->words, beside[i].row->area->name);
		tw_buffer_string(t->words, ", ");
		tw_buffer_view(t->words, title_of(beside[i].row));
		tw_buffer_string(t->words, ": ");
		tw_buffer_view(t->words, beside[i].figure->told);
		tw_summary_flush(t->sheet, t->dress->item);
	}
}

/* Figures that several areas have. */
static void tell_beside(const struct telling *t)
{
	size_t count, end, told = 0;
	struct beside *beside = collect_beside(&count, t->all);

	if (!beside)
		t->sheet->out->failed = true;
	if (beside && count)
		qsort(beside, count, sizeof(*beside), compare_beside);
	for (size_t i = 0; beside && i < count; i = end) {
		bool several = false;

		for (end = i; end < count && tw_view_equal(beside[end].figure->
		     name, beside[i].figure->name); end++)
			several |= beside[end].row->area !=
				beside[i].row->area;
		if (!several || (told >= t->most))
			continue;
		if (!told++)
			t->dress->part(t->sheet, TW_VIEW("Figures, area "
				"beside area"));
		tell_figure(t, &beside[i], end - i);
	}
	if (told)
		t->dress->end(t->sheet);
}

/* ---- all of it ---- */

/* Areas that take no part, by what was asked for. */
static void tell_apart(const struct telling *t)
{
	for (const struct tw_compared_apart *a = t->all->apart; a;
	     a = a->next) {
		tw_buffer_view(t->words, a->area);
		tw_buffer_format(t->words, " takes no part, since its "
			"calendar has other terms: %.*s.", TW_ARG(a->why));
		tw_summary_flush(t->sheet, t->dress->say);
	}
	if (t->all->apart)
		t->dress->end(t->sheet);
}

/* All of it, unless it goes without; what the sheet had is given back. */
static void tell_all(const struct telling *t, bool overview)
{
	if (overview) {
		tell_headline(t);
		if (t->all->area_count > 1)
			tell_areas(t);
		else
			tell_priorities(t);
		tell_decisions(t);
		tell_beside(t);
	}
	tell_apart(t);
	tw_buffer_end(t->words, t->sheet->out);
}

enum tw_status tw_compared_text(struct tw_buffer *out,
	const struct tw_compared *all, const struct tw_compare_style *style,
	struct tw_error *err)
{
	struct tw_text_page page = { { out, style->width, 0, style->color },
		true };
	struct tw_summary_sheet sheet = { out, &tw_text_dress, &page,
		TW_BUFFER_INIT };
	struct telling t = { &sheet, sheet.dress, &sheet.words, all, style,
		style->all ? SIZE_MAX : MOST, SIZE_MAX };
	size_t start = out->len;

	tell_all(&t, all->area_count > 1);
	tw_safe_lines(out, start);
	tw_buffer_view(out, tw_buffer_get(&all->pages));
	return out->failed ? tw_fail_memory(err) : TW_OK;
}

/* The overview, with so many lines of each list at most. */
static void make_overview(struct tw_buffer *out,
	const struct tw_compared *all, const struct tw_compare_style *style,
	size_t most)
{
	struct tw_markdown_page page = { TW_MD_NOTHING, false, NULL };
	struct tw_summary_sheet sheet = { out, &tw_markdown_dress, &page,
		TW_BUFFER_INIT };
	struct telling t = { &sheet, sheet.dress, &sheet.words, all, style,
		most, most };

	tell_all(&t, all->areas);
}

/*
 * Appends pages of one kind as far as there is room, for the sentence below
 * them, too; how many are not.
 */
static size_t add_pages(struct tw_buffer *out, const struct tw_compared *all,
	bool open)
{
	enum { SENTENCE = 80 };
	size_t left = 0;

	for (const struct tw_compared_area *a = all->areas; a; a = a->next)
		for (size_t i = 0; i < a->count; i++) {
			const struct tw_compared_row *row = &a->rows[i];

			if (tw_compared_is_open(row) != open)
				continue;
			if (left || !row->page.len || out->len +
			    row->page.len + SENTENCE > all->form->most)
				left++;
			else
				tw_buffer_view(out, row->page);
		}
	return left;
}

enum tw_status tw_compared_markdown(struct tw_buffer *out,
	const struct tw_compared *all, const struct tw_compare_style *style,
	struct tw_error *err)
{
	/* What is told of all takes half of it at most. */
	size_t room = all->form->most / 2, left, start;

	for (size_t most = 2 * MOST, again = 1; again; most /= 2) {
		start = out->len;
		make_overview(out, all, style, most);
		again = most && !out->failed && out->len - start > room;
		out->len = again ? start : out->len;
	}
	left = add_pages(out, all, true);
	left += add_pages(out, all, false);
	if (left)
		tw_buffer_format(out, "To keep this short, %zu %s not "
			"shown.\n", left, left == 1 ? "priority is" :
			"priorities are");
	else if (out->len && !out->failed)
		out->len--; /* what stood together ended with an empty line */
	return out->failed ? tw_fail_memory(err) : TW_OK;
}

enum tw_status tw_compared_html(struct tw_buffer *out,
	const struct tw_compared *all, const struct tw_compare_style *style,
	struct tw_error *err)
{
	struct tw_html_page page = { .begun = false };
	struct tw_summary_sheet sheet = { out, &tw_html_dress, &page,
		TW_BUFFER_INIT };
	struct telling t = { &sheet, sheet.dress, &sheet.words, all, style,
		SIZE_MAX, SIZE_MAX };

	tell_all(&t, all->areas);
	tw_html_close(&sheet);
	tw_buffer_view(out, tw_buffer_get(&all->pages));
	tw_page_end(out);
	return out->failed ? tw_fail_memory(err) : TW_OK;
}

enum tw_status tw_compared_word(struct tw_buffer *out,
	enum tw_word_form form, const struct tw_compared *all,
	const struct tw_compare_style *style, struct tw_error *err)
{
	struct tw_buffer body = TW_BUFFER_INIT;
	struct tw_word_page page;
	struct tw_summary_sheet sheet = { &body, &tw_word_dress, &page,
		TW_BUFFER_INIT };
	struct telling t = { &sheet, sheet.dress, &sheet.words, all, style,
		SIZE_MAX, SIZE_MAX };

	tw_word_page_begin(&page, form, &body);
	tell_all(&t, all->areas);
	tw_word_end(tw_word_page(&page));
	tw_buffer_view(&body, tw_buffer_get(&all->pages));
	tw_word_page_package(&page, form, &body, out);
	return out->failed ? tw_fail_memory(err) : TW_OK;
}

/* ---- how much was kept ---- */

bool tw_compared_is_below(const size_t became[TW_BECAME_COUNT],
	struct tw_value least)
{
	uint64_t wanted = (uint64_t)least.mantissa * tw_plans_due(became);
	uint64_t kept = (uint64_t)tw_plans_kept(became) * 100;

	for (unsigned i = 0; i < least.scale; i++)
		kept *= 10;
	return kept < wanted;
}

/* At most so many are named. */
enum { MOST_BELOW = 10 };

static void add_below(struct tw_buffer *out, size_t *count,
	struct tw_view name, const size_t *became, struct tw_value least)
{
	if (!tw_compared_is_below(became, least) || ++*count > MOST_BELOW)
		return;
	tw_buffer_string(out, *count == 1 ? "; below that: " : ", ");
	tw_buffer_view(out, name);
	tw_buffer_byte(out, ' ');
	tw_told_kept(out, became);
}

void tw_compared_below(struct tw_buffer *out, const struct tw_compared *all,
	struct tw_value least)
{
	bool several = all->area_count > 1;
	size_t count = 0;

	for (const struct tw_compared_area *a = all->areas; a; a = a->next) {
		size_t became[TW_BECAME_COUNT] = { 0 };

		for (size_t i = 0; i < a->count; i++) {
			tw_plans_add(became, a->rows[i].became);
			if (!several && a->count > 1)
				add_below(out, &count, a->rows[i].priority,
					a->rows[i].became, least);
		}
		if (several)
			add_below(out, &count, a->name, became, least);
	}
	if (count > MOST_BELOW)
		tw_buffer_format(out, " and %zu more", count - MOST_BELOW);
}
