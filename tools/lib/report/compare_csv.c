/*
 * Comparisons as tables of comma-separated values. spec/json.md, chapter 3,
 * "Tables of comparisons".
 */
#include "report/compare_told.h"
#include "report/csv.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static const struct tw_column of_plans[] = {
	{ "id", TW_CELL_ID, true, NULL },
	{ "area", TW_CELL_TEXT, true, NULL },
	{ "priority", TW_CELL_TEXT, true, NULL },
	{ "term", TW_CELL_TEXT, true, NULL },
	{ "to_term", TW_CELL_TEXT, true, NULL },
	{ "position", TW_CELL_WHOLE, true, NULL },
	{ "key", TW_CELL_TEXT, false, NULL },
	{ "text", TW_CELL_TEXT, true, NULL },
	{ "became", TW_CELL_TEXT, true, NULL },
	{ "by", TW_CELL_TEXT, true, NULL },
	{ "score", TW_CELL_DECIMAL, true, NULL },
	{ "shown_priority", TW_CELL_TEXT, false, NULL },
	{ "shown_term", TW_CELL_TEXT, false, NULL },
	{ "shown_section", TW_CELL_TEXT, false, NULL },
	{ "shown_text", TW_CELL_TEXT, false, NULL },
};

static const struct tw_column of_measures[] = {
	{ "area", TW_CELL_TEXT, true, NULL },
	{ "priority", TW_CELL_TEXT, true, NULL },
	{ "from_term", TW_CELL_TEXT, true, NULL },
	{ "to_term", TW_CELL_TEXT, true, NULL },
	{ "name", TW_CELL_TEXT, true, NULL },
	{ "kind", TW_CELL_TEXT, true, NULL },
	{ "unit", TW_CELL_TEXT, true, NULL },
	{ "from", TW_CELL_DECIMAL, false, NULL },
	{ "from_unit", TW_CELL_TEXT, false, NULL },
	{ "from_whole", TW_CELL_WHOLE, false, NULL },
	{ "to", TW_CELL_DECIMAL, false, NULL },
	{ "to_whole", TW_CELL_WHOLE, false, NULL },
	{ "change", TW_CELL_DECIMAL, false, NULL },
	{ "percent", TW_CELL_DECIMAL, false, NULL },
	{ "expected", TW_CELL_DECIMAL, false, NULL },
};

static const struct tw_data_table tables[] = {
	[TW_COMPARED_PLANS] = { "plans", of_plans, COUNT(of_plans) },
	[TW_COMPARED_MEASURES] = { "measures", of_measures,
		COUNT(of_measures) },
};

/* ---- cells ---- */

/* A row on its way, cell by cell. */
struct row {
	const struct tw_compare_sheet *sheet;
	struct tw_view cells[TW_MOST_COLUMNS];
	size_t count;
	struct tw_arena *arena;
};

static void add(struct row *row, struct tw_view cell)
{
	row->cells[row->count++] = cell;
}

static void add_null(struct row *row)
{
	add(row, (struct tw_view){ NULL, 0 });
}

static void add_word(struct row *row, const char *word)
{
	add(row, tw_view_of(word));
}

static void add_text(struct row *row, struct tw_view text)
{
	struct tw_view cell = tw_cell_text(text, row->arena);

	row->sheet->out->failed |= !cell.ptr;
	add(row, cell);
}

static void add_format(struct row *row, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void add_format(struct row *row, const char *format, ...)
{
	struct tw_view cell;
	va_list args;

	va_start(args, format);
	cell = tw_arena_vformat(row->arena, format, args);
	va_end(args);
	row->sheet->out->failed |= !cell.ptr;
	add(row, cell);
}

static void add_term(struct row *row, struct tw_term term)
{
	char text[TW_TERM_ROOM];

	tw_term_write(text, row->sheet->steps->calendar, term);
	add_format(row, "%s", text);
}

static void add_value(struct row *row, bool there, struct tw_value value)
{
	char text[TW_VALUE_ROOM];

	if (there)
		tw_value_write_plain(text, value);
	if (there)
		add_format(row, "%s", text);
	else
		add_null(row);
}

static void add_whole(struct row *row, bool there, struct tw_value value)
{
	if (there && value.unit == TW_RATIO)
		add_format(row, "%lld", (long long)value.whole);
	else
		add_null(row);
}

static void end_row(struct row *row)
{
	tw_csv_row(row->sheet->out, &tables[row->sheet->style->table],
		row->cells);
	row->count = 0;
	tw_arena_reset(row->arena);
}

/* ---- rows ---- */

static void add_shown(struct row *row, const struct tw_step *step,
	const struct tw_plan *plan)
{
	if (!plan->shown) {
		for (int i = 0; i < 4; i++)
			add_null(row);
		return;
	}
	if (plan->when)
		add_text(row, tw_record_value(plan->when->record, TW_PRIORITY,
			row->arena));
	else
		add_text(row, step->to->priority);
	add_term(row, plan->when ? plan->when->term : step->to->term);
	add_word(row, tw_section_word(plan->shown->section));
	add_text(row, plan->shown->text);
}

/* The planned items of a record, and how many stood up to the last found. */
struct places {
	const struct tw_section *section;
	const struct tw_item *item;
	size_t position;
};

/* The place of a plan among them; plans come in the order of the text. */
static size_t place_of(struct places *p, const struct tw_item *plan)
{
	while (p->section) {
		const struct tw_item *item = p->item;

		if (!item) {
			p->section = p->section->next;
			p->item = p->section ? p->section->items : NULL;
			continue;
		}
		p->item = item->next;
		p->position += p->section->kind == TW_PLANNED && item->text &&
			!tw_item_placeholder(item);
		if (item == plan)
			break;
	}
	return p->position;
}

static void add_plan(struct row *row, const struct tw_step *step,
	const struct tw_plan *plan, size_t position)
{
	const struct tw_filed *from = step->from;
	char term[TW_TERM_ROOM];

	tw_term_write_slug(term, row->sheet->steps->calendar, from->term);
	add_format(row, "%.*s/%.*s/%s/planned/%zu", TW_ARG(from->area_slug),
		TW_ARG(from->priority), term, position);
	add_text(row, from->area);
	add_text(row, from->priority);
	add_term(row, from->term);
	add_term(row, step->to->term);
	add_format(row, "%zu", position);
	if (plan->node->item->key.len)
		add_text(row, plan->node->item->key);
	else
		add_null(row);
	add_text(row, plan->node->text);
	add_word(row, tw_became_name(plan->became));
	add_word(row, tw_by_name(plan->by));
	add_format(row, "%u.%03u", plan->score / 1000, plan->score % 1000);
	add_shown(row, step, plan);
	end_row(row);
}

static void add_plans(struct row *row, const struct tw_step *step,
	const struct tw_comparison *c)
{
	const struct tw_section *first = step->from->record->sections;
	struct places places = { first, first ? first->items : NULL, 0 };

	for (size_t i = 0; i < c->plan_count; i++)
		add_plan(row, step, &c->plans[i],
			place_of(&places, c->plans[i].node->item));
}

static void add_measure(struct row *row, const struct tw_step *step,
	const struct tw_measure *m)
{
	uint64_t tenths = m->percent < 0 ? -(uint64_t)m->percent :
		(uint64_t)m->percent;

	add_text(row, step->to->area);
	add_text(row, step->to->priority);
	add_term(row, m->since ? *m->since : step->from->term);
	add_term(row, step->to->term);
	add_text(row, m->name);
	add_word(row, tw_measure_kind_name(m->kind));
	add_word(row, tw_unit_name(m->has_to ? m->to.unit : m->from.unit));
	add_value(row, m->has_from, m->from);
	if (m->has_from)
		add_word(row, tw_unit_name(m->from.unit));
	else
		add_null(row);
	add_whole(row, m->has_from, m->from);
	add_value(row, m->has_to, m->to);
	add_whole(row, m->has_to, m->to);
	add_value(row, m->has_change, m->change);
	if (m->has_percent)
		add_format(row, "%s%llu.%llu", m->percent < 0 ? "-" : "",
			(unsigned long long)tenths / 10,
			(unsigned long long)tenths % 10);
	else
		add_null(row);
	add_value(row, m->has_expected, m->expected);
	end_row(row);
}

void tw_compare_csv(const struct tw_compare_sheet *sheet,
	const struct tw_step *step)
{
	const struct tw_comparison *c = step->comparison;
	struct row row = { .sheet = sheet, .arena = tw_arena_new() };

	sheet->out->failed |= !row.arena;
	if (c && row.arena && sheet->style->table == TW_COMPARED_PLANS)
		add_plans(&row, step, c);
	else if (c && row.arena)
		for (size_t i = 0; i < c->measure_count; i++)
			add_measure(&row, step, &c->measures[i]);
	tw_arena_free(row.arena);
}

void tw_compare_csv_names(struct tw_buffer *out, enum tw_compare_table table)
{
	tw_csv_names(out, &tables[table]);
}
