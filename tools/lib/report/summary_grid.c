#include "report/summary_grid.h"

/* On its way: the names of columns are put together first. */
struct grid {
	struct tw_summary_sheet *sheet;
	const struct tw_grid *grid;
	struct tw_buffer names; /* a NUL behind each */
	unsigned numbers, count;
};

/* ---- names ---- */

static void add_name(struct grid *g, const char *name, bool number)
{
	tw_buffer_string(&g->names, name);
	tw_buffer_byte(&g->names, '\0');
	g->numbers |= (number ? 1u : 0u) << g->count++;
}

/* False without memory: then there is no table for rows. */
static bool begin(struct grid *g)
{
	struct tw_view names[TW_GRID_COLUMNS];
	const char *at = g->names.ptr;
	bool failed = g->names.failed;

	g->sheet->out->failed |= failed;
	for (size_t i = 0; i < g->count && !failed; i++) {
		names[i] = tw_view_of(at);
		at += names[i].len + 1;
	}
	if (!failed)
		g->grid->begin(g->sheet, names, g->numbers, g->count);
	tw_buffer_release(&g->names);
	return !failed;
}

static void cell(struct grid *g, struct tw_view text)
{
	g->grid->cell(g->sheet, text);
}

/* The words of the sheet as a cell. */
static void told(struct grid *g)
{
	cell(g, tw_buffer_get(&g->sheet->words));
	tw_summary_told(g->sheet);
}

/* ---- plans ---- */

static void add_number(struct grid *g, size_t number)
{
	tw_buffer_format(&g->sheet->words, "%zu", number);
	told(g);
}

static void add_promised(struct grid *g, const struct tw_area *area,
	const struct tw_story *story, const struct tw_promised *p)
{
	g->grid->row(g->sheet);
	tw_told_term(&g->sheet->words, area->calendar, p->term);
	told(g);
	add_number(g, p->plans);
	if (p->open) {
		tw_told_promised(&g->sheet->words, story, p);
		told(g);
	} else {
		add_number(g, tw_plans_kept(p->became));
	}
	for (int i = TW_BECAME_CARRIED_OVER; i < TW_BECAME_COUNT; i++) {
		if (p->open)
			cell(g, TW_VIEW(""));
		else
			add_number(g, p->became[i]);
	}
	g->grid->row_end(g->sheet);
}

void tw_grid_plans(struct tw_summary_sheet *sheet,
	const struct tw_grid *grid, const struct tw_area *area,
	const struct tw_story *story)
{
	static const char *const heads[] = { "Term", "Plans", "Kept",
		"Carried over", "On hold", "Dropped", "Unaccounted for" };
	struct grid g = { sheet, grid, TW_BUFFER_INIT, 0, 0 };
	struct tw_told_plans all = tw_told_plans(story);

	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		add_name(&g, heads[i], i > 0);
	if (!begin(&g))
		return;
	for (size_t i = 0; i < story->promised_count; i++)
		if (story->promised[i].plans)
			add_promised(&g, area, story, &story->promised[i]);
	if (all.updates < 2)
		return;
	tw_buffer_string(&sheet->words, "In all ");
	tw_told_kept_in_all(&sheet->words, all.became);
	tw_buffer_byte(&sheet->words, '.');
	tw_summary_flush(sheet, sheet->dress->say);
}

/* ---- figures ---- */

struct columns {
	struct tw_term terms[TW_GRID_TERMS];
	size_t count;
	bool gap;    /* behind the first */
	bool before; /* a figure has what it stood at before */
};

/* Of more terms, the first one and the last ones are shown. */
static struct columns choose(struct tw_buffer *out, size_t most,
	const struct tw_story *story)
{
	struct columns columns = { .count = 0 };
	struct tw_buffer room = TW_BUFFER_INIT;
	size_t count = tw_told_points(&room, story);
	const struct tw_term *terms = (const void *)room.ptr;

	columns.gap = count > most;
	for (size_t i = 0; i < count; i++)
		if (!columns.gap || !i || i >= count - (most - 2))
			columns.terms[columns.count++] = terms[i];
	for (size_t i = 0; i < story->series_count; i++)
		columns.before |= !story->series[i].again &&
			tw_told_before(&story->series[i]);
	tw_buffer_end(&room, out);
	return columns;
}

static bool add_heads(struct grid *g, const struct tw_area *area,
	const struct columns *columns)
{
	struct tw_buffer *words = &g->sheet->words;

	add_name(g, "Figure", false);
	if (columns->before)
		add_name(g, "Before", true);
	for (size_t i = 0; i < columns->count; i++) {
		if (columns->gap && i == 1)
			add_name(g, "...", true);
		tw_told_term(words, area->calendar, columns->terms[i]);
		tw_buffer_byte(words, '\0');
		add_name(g, words->failed ? "" : words->ptr, true);
		tw_summary_told(g->sheet);
	}
	add_name(g, "Change", false);
	return begin(g);
}

static void add_value(struct grid *g, bool given, struct tw_value value)
{
	char text[TW_VALUE_ROOM];

	if (given)
		tw_value_write(text, value, false);
	cell(g, given ? tw_view_of(text) : TW_VIEW(""));
}

/* What a figure has in the terms that are shown, and whether in others. */
static void add_points(struct grid *g, const struct tw_series *s,
	const struct columns *columns)
{
	size_t at = 0;

	for (size_t i = 0; i < columns->count; i++) {
		size_t from = at;

		while (at < s->count && tw_term_compare(s->points[at].term,
		       columns->terms[i]) < 0)
			at++;
		if (columns->gap && i == 1)
			cell(g, at > from ? TW_VIEW("...") :
				TW_VIEW(""));
		if (at < s->count && !tw_term_compare(s->points[at].term,
		    columns->terms[i]))
			add_value(g, true, s->points[at++].value);
		else
			cell(g, TW_VIEW(""));
	}
}

static void add_series(struct grid *g, const struct tw_area *area,
	const struct tw_series *s, const struct columns *columns)
{
	struct tw_buffer *words = &g->sheet->words;

	g->grid->row(g->sheet);
	tw_buffer_view(words, s->name);
	tw_buffer_string(words, tw_told_kind(s));
	told(g);
	if (columns->before)
		add_value(g, tw_told_before(s), s->start);
	add_points(g, s, columns);
	tw_told_change(words, s, area->calendar);
	told(g);
	g->grid->row_end(g->sheet);
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

void tw_grid_figures(struct tw_summary_sheet *sheet,
	const struct tw_grid *grid, const struct tw_area *area,
	const struct tw_story *story)
{
	struct grid g = { sheet, grid, TW_BUFFER_INIT, 0, 0 };
	struct columns columns = choose(sheet->out, grid->terms, story);

	if (!add_heads(&g, area, &columns))
		return;
	for (size_t i = 0; i < story->series_count; i++)
		if (!story->series[i].again)
			add_series(&g, area, &story->series[i], &columns);
	for (size_t i = 0; i < story->series_count; i++)
		if (!story->series[i].again)
			add_remarks(sheet, area, story, &story->series[i]);
}
