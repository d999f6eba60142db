/*
 * The rows of an area, packed: of each cell if it is there, and what stands in
 * it. Ids go without the area, which a county puts before them.
 */
#include "report/csv.h"

#include "summary/ledger.h"

#include <stdio.h>

static const char *const state_names[] = {
	[TW_NO_STATE] = NULL,
	[TW_DONE] = "done",
	[TW_ONGOING] = "ongoing",
	[TW_ON_HOLD] = "on-hold",
	[TW_DROPPED] = "dropped",
};

/* An area on its way into rows. */
struct filling {
	struct tw_buffer *rows;    /* of the table at hand */
	struct tw_buffer cell;     /* being made */
	struct tw_arena *arena;
	const struct tw_calendar *calendar;
};

/* ---- cells ---- */

static void add_null(struct filling *f)
{
	tw_pack_number(f->rows, false);
}

static void add_plain(struct filling *f, struct tw_view text)
{
	tw_pack_number(f->rows, true);
	tw_pack_view(f->rows, text);
}

static void add_text(struct filling *f, struct tw_view text)
{
	struct tw_view cell = tw_cell_text(text, f->arena);

	f->rows->failed |= !cell.ptr;
	add_plain(f, cell);
}

static void add_filled(struct filling *f, struct tw_view text)
{
	if (text.len)
		add_text(f, text);
	else
		add_null(f);
}

static void add_word(struct filling *f, const char *word)
{
	if (word)
		add_plain(f, tw_view_of(word));
	else
		add_null(f);
}

static void add_truth(struct filling *f, bool truth)
{
	add_word(f, truth ? "true" : "false");
}

static void add_whole(struct filling *f, long long number)
{
	char text[32];

	snprintf(text, sizeof(text), "%lld", number);
	add_word(f, text);
}

static void add_value(struct filling *f, bool there, struct tw_value value)
{
	char text[TW_VALUE_ROOM];

	if (there)
		tw_value_write_plain(text, value);
	add_word(f, there ? text : NULL);
}

static void add_term(struct filling *f, struct tw_term term)
{
	char text[TW_TERM_ROOM];

	tw_term_write(text, f->calendar, term);
	add_word(f, text);
}

static void join(struct filling *f, struct tw_view element)
{
	tw_buffer_string(&f->cell, f->cell.len ? "; " : "");
	tw_buffer_view(&f->cell, element);
}

/* What was joined; null if nothing was. */
static void add_joined(struct filling *f)
{
	struct tw_view list = tw_arena_copy(f->arena, tw_buffer_get(&f->cell));

	f->rows->failed |= f->cell.failed || !list.ptr;
	add_filled(f, list);
}

/* A list of a record, its elements without blanks around them. */
static void add_list(struct filling *f, struct tw_view list)
{
	struct tw_view element;

	tw_buffer_clear(&f->cell);
	while (tw_list_next(&element, &list))
		if (element.len)
			join(f, element);
	add_joined(f);
}

/* ---- ids ---- */

static void begin_id(struct filling *f, const struct tw_filed *filed)
{
	char term[TW_TERM_ROOM];

	tw_term_write_slug(term, f->calendar, filed->term);
	tw_buffer_clear(&f->cell);
	tw_buffer_format(&f->cell, "%.*s/%s", TW_ARG(filed->priority), term);
}

static void end_id(struct filling *f)
{
	f->rows->failed |= f->cell.failed;
	add_plain(f, tw_buffer_get(&f->cell));
}

static void add_record_id(struct filling *f, const struct tw_filed *filed)
{
	begin_id(f, filed);
	end_id(f);
}

static void add_item_id(struct filling *f, const struct tw_ledger_item *item)
{
	if (!item) {
		add_null(f);
		return;
	}
	begin_id(f, item->update->filed);
	tw_buffer_format(&f->cell, "/%s/%zu", tw_section_word(item->section),
		item->position);
	end_id(f);
}

/* ---- rows, cell by cell as tables.c names the columns ---- */

static void add_date(struct filling *f, const struct tw_record *record)
{
	char text[TW_DATE_ROOM];
	struct tw_view value = tw_record_value(record, TW_DATE, f->arena);
	struct tw_date date;
	bool there = tw_date_read(&date, value);

	f->rows->failed |= !value.ptr;
	if (there)
		tw_date_write(text, date);
	add_word(f, there ? text : NULL);
}

static void add_record(struct filling *f,
	const struct tw_ledger_update *update)
{
	const struct tw_filed *filed = update->filed;

	add_record_id(f, filed);
	add_text(f, filed->area);
	add_plain(f, TW_VIEW("")); /* the area alone */
	add_text(f, filed->priority);
	add_filled(f, filed->title);
	add_term(f, filed->term);
	add_whole(f, (long long)filed->term.year * (long long)
		f->calendar->count + filed->term.period);
	add_word(f, tw_status_word(filed->status));
	add_date(f, filed->record);
	add_list(f, filed->themes);
	add_list(f, tw_record_value(filed->record, TW_OFFICERS, f->arena));
	add_list(f, filed->succeeds);
	add_truth(f, update->latest);
	add_filled(f, tw_filed_below(filed->entry));
}

static void add_evidence(struct filling *f, const struct tw_item *item)
{
	tw_buffer_clear(&f->cell);
	for (const struct tw_detail *d = item->details; d; d = d->next)
		if (d->sign == '>')
			join(f, d->name);
	add_joined(f);
}

static void add_item(struct filling *f, const struct tw_ledger_item *item)
{
	add_item_id(f, item);
	add_record_id(f, item->update->filed);
	add_word(f, tw_section_word(item->section));
	add_whole(f, (long long)item->position);
	add_whole(f, item->item->line);
	add_filled(f, item->item->key);
	add_word(f, state_names[item->item->state]);
	add_text(f, item->text);
	add_evidence(f, item->item);
	add_term(f, item->first);
	add_truth(f, item->stands);
}

static void add_figure(struct filling *f,
	const struct tw_ledger_update *update, size_t which)
{
	const struct tw_ledger_figure *figure = &update->figures[which];

	begin_id(f, update->filed);
	tw_buffer_format(&f->cell, "/figures/%zu", which + 1);
	end_id(f);
	add_record_id(f, update->filed);
	add_item_id(f, figure->item);
	add_text(f, figure->name);
	add_word(f, tw_measure_kind_name(figure->kind));
	add_truth(f, figure->adds);
	add_value(f, true, figure->value);
	add_word(f, tw_unit_name(figure->value.unit));
	if (figure->value.unit == TW_RATIO)
		add_whole(f, figure->value.whole);
	else
		add_null(f);
	add_truth(f, figure->counts);
	add_value(f, figure->has_total, figure->total);
	add_value(f, figure->has_expected, figure->expected);
}

static void add_shown(struct filling *f, const struct tw_ledger_item *shown)
{
	add_item_id(f, shown);
	if (!shown) {
		for (int i = 0; i < 4; i++)
			add_null(f);
		return;
	}
	add_text(f, shown->update->filed->priority);
	add_term(f, shown->update->filed->term);
	add_word(f, tw_section_word(shown->section));
	add_whole(f, (long long)shown->position);
}

static void add_plan(struct filling *f, const struct tw_ledger_item *item)
{
	const struct tw_plan *plan = item->plan;
	char score[16];

	if (plan)
		snprintf(score, sizeof(score), "%u.%03u", plan->score / 1000,
			plan->score % 1000);
	add_item_id(f, item);
	add_record_id(f, item->update->filed);
	add_whole(f, (long long)item->position);
	add_filled(f, item->item->key);
	add_text(f, item->text);
	add_truth(f, !plan);
	add_word(f, plan ? tw_became_name(plan->became) : NULL);
	add_word(f, plan ? tw_by_name(plan->by) : NULL);
	add_word(f, plan ? score : NULL);
	add_shown(f, item->shown);
}

/* ---- all of it ---- */

static void add_rows(struct filling *f, const struct tw_ledger_update *update,
	enum tw_table_kind kind)
{
	if (kind == TW_TABLE_RECORDS)
		add_record(f, update);
	for (size_t i = 0; i < update->item_count; i++)
		if (kind == TW_TABLE_ITEMS)
			add_item(f, &update->items[i]);
		else if (kind == TW_TABLE_PLANS &&
		    update->items[i].section == TW_PLANNED)
			add_plan(f, &update->items[i]);
	for (size_t i = 0; i < update->figure_count; i++)
		if (kind == TW_TABLE_MEASURES)
			add_figure(f, update, i);
}

static void add_tables(struct tw_buffer *out, struct filling *f,
	const struct tw_area *area, const struct tw_summary_scope *scope,
	unsigned tables)
{
	struct tw_buffer rows = TW_BUFFER_INIT;
	struct tw_ledger ledger;

	out->failed |= !tw_ledger_make(&ledger, area, scope, f->arena);
	f->rows = &rows;
	for (int kind = 0; kind < TW_TABLES && !out->failed; kind++) {
		tw_buffer_clear(&rows);
		for (size_t i = 0; i < ledger.count; i++)
			if (tables & 1u << kind && tw_ledger_asked(
			    &ledger.updates[i], area, scope))
				add_rows(f, &ledger.updates[i], kind);
		out->failed |= rows.failed;
		tw_pack_view(out, tw_buffer_get(&rows));
	}
	tw_buffer_release(&rows);
}

void tw_tables_area(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, void *context)
{
	const struct tw_summary_style *style = context;
	struct filling f = { .arena = tw_arena_new(),
		.calendar = area->calendar };

	if (f.arena)
		add_tables(out, &f, area, scope, style->tables);
	else
		out->failed = true;
	tw_buffer_release(&f.cell);
	tw_arena_free(f.arena);
}
