/*
 * What an area hands over, packed and unpacked.
 */
#include "report/compared.h"

#include "base/utf8.h"
#include "report/compare_told.h"
#include "report/told.h"
#include "summary/pack.h"

/* ---- packing ---- */

/* Of a longer text, or name, so much is told. */
enum { MOST_TEXT = 160 };

static void pack_lost(struct tw_buffer *out, const struct tw_comparison *c)
{
	size_t lost = c ? c->became[TW_BECAME_UNACCOUNTED] : 0;

	lost = lost > TW_COMPARED_LOST ? TW_COMPARED_LOST : lost;
	tw_pack_number(out, lost);
	for (size_t i = 0; lost; i++) {
		if (c->plans[i].became != TW_BECAME_UNACCOUNTED)
			continue;
		tw_pack_view(out, tw_start(c->plans[i].node->text,
			MOST_TEXT));
		lost--;
	}
}

static void pack_figures(struct tw_buffer *out, const struct tw_comparison *c)
{
	struct tw_buffer told = TW_BUFFER_INIT;
	char from[TW_VALUE_ROOM], to[TW_VALUE_ROOM];

	size_t count = 0;

	for (size_t i = 0; c && i < c->measure_count; i++)
		count += !c->measures[i].again;
	tw_pack_number(out, count);
	for (size_t i = 0; c && i < c->measure_count; i++) {
		const struct tw_measure *m = &c->measures[i];

		if (m->again)
			continue;
		tw_buffer_view(&told, m->name);
		tw_buffer_string(&told, tw_compare_told_kind(m));
		tw_pack_buffer(out, &told);
		tw_compare_told_value(from, m->has_from, m->from);
		tw_compare_told_value(to, m->has_to, m->to);
		tw_buffer_format(&told, "%s to %s, ", from, to);
		tw_compare_told_movement(&told, m);
		tw_pack_buffer(out, &told);
	}
	tw_buffer_release(&told);
}

static size_t count_doubts(const struct tw_comparison *c)
{
	size_t count = 0;

	for (size_t i = 0; c && i < c->measure_count; i++)
		count += c->measures[i].has_expected;
	return count;
}

static void pack_row(struct tw_buffer *out,
	const struct tw_compare_sheet *sheet, const struct tw_step *step,
	bool lost)
{
	const struct tw_filed *filed = tw_step_filed(step);
	const struct tw_comparison *c = step->comparison;
	struct tw_buffer terms = TW_BUFFER_INIT;

	tw_pack_view(out, filed->priority);
	tw_pack_view(out, tw_start(filed->title, MOST_TEXT));
	if (step->to)
		tw_compare_told_span(&terms, sheet, step);
	tw_pack_buffer(out, &terms);
	tw_buffer_release(&terms);
	for (int i = 0; i < TW_BECAME_COUNT; i++)
		tw_pack_number(out, c ? c->became[i] : 0);
	tw_pack_number(out, count_doubts(c));
	tw_pack_number(out, !step->to &&
		filed->status != TW_STATUS_ON_HOLD);
	pack_lost(out, lost ? c : NULL);
	pack_figures(out, sheet->style->asked ? c : NULL);
}

void tw_compared_pack(struct tw_buffer *out, const struct tw_steps *steps,
	const struct tw_compare_form *form,
	const struct tw_compare_style *style)
{
	const struct tw_step *first = &steps->at[0];
	struct tw_buffer page = TW_BUFFER_INIT;
	struct tw_compare_sheet sheet = tw_compare_sheet(&page, steps, style);

	tw_pack_number(out, true);
	tw_pack_view(out, tw_start(tw_step_filed(first)->area, MOST_TEXT));
	tw_compare_told_terms(&page, &sheet);
	tw_pack_buffer(out, &page);
	tw_pack_number(out, steps->priorities);
	if (form->head)
		form->head(&sheet);
	tw_pack_buffer(out, &page);
	tw_pack_number(out, steps->count);
	for (size_t i = 0; i < steps->count; i++) {
		pack_row(out, &sheet, &steps->at[i], form->names_lost);
		form->page(&sheet, &steps->at[i]);
		tw_pack_buffer(out, &page);
	}
	tw_buffer_release(&page);
}

void tw_compared_pack_apart(struct tw_buffer *out, struct tw_view area,
	struct tw_view why)
{
	tw_pack_number(out, false);
	tw_pack_view(out, area);
	tw_pack_view(out, why);
}

/* ---- unpacking ---- */

void tw_compared_init(struct tw_compared *all, struct tw_arena *arena,
	const struct tw_compare_form *form)
{
	*all = (struct tw_compared){ .arena = arena, .form = form };
	all->end = &all->areas;
	all->apart_end = &all->apart;
}

void tw_compared_release(struct tw_compared *all)
{
	tw_buffer_release(&all->pages);
}

struct adding {
	struct tw_compared *all;
	struct tw_unpack in;
	struct tw_error *err;
};

/* A text that stays. */
static struct tw_view take_text(struct adding *a)
{
	struct tw_view text = tw_arena_copy(a->all->arena,
		tw_unpack_view(&a->in));

	a->in.failed |= !text.ptr;
	return text;
}

static void *take_room(struct adding *a, size_t count, size_t size)
{
	void *room = tw_arena_take(a->all->arena, (count + 1) * size);

	a->in.failed |= !room;
	return room;
}

static void take_row(struct adding *a, struct tw_compared_row *row)
{
	row->priority = take_text(a);
	row->title = take_text(a);
	row->terms = take_text(a);
	for (int i = 0; i < TW_BECAME_COUNT; i++)
		row->became[i] = (size_t)tw_unpack_number(&a->in);
	tw_plans_add(a->all->became, row->became);
	row->doubts = (size_t)tw_unpack_number(&a->in);
	row->silent = tw_unpack_bool(&a->in);
	row->lost_count = tw_unpack_count(&a->in, 1);
	row->lost = take_room(a, row->lost_count, sizeof(*row->lost));
	for (size_t i = 0; i < row->lost_count && !a->in.failed; i++)
		row->lost[i] = take_text(a);
	row->figure_count = tw_unpack_count(&a->in, 2);
	row->figures = take_room(a, row->figure_count, sizeof(*row->figures));
	for (size_t i = 0; i < row->figure_count && !a->in.failed; i++) {
		row->figures[i].name = take_text(a);
		row->figures[i].told = take_text(a);
	}
}

bool tw_compared_is_open(const struct tw_compared_row *row)
{
	return row->became[TW_BECAME_UNACCOUNTED] || row->doubts ||
		row->silent;
}

/* Keeps the page of a row, if there may be room for it. */
static void take_page(struct adding *a, struct tw_compared_row *row)
{
	struct tw_compared *all = a->all;
	struct tw_view page = tw_unpack_view(&a->in);
	size_t *kept = &all->kept[!tw_compared_is_open(row)];

	if (!all->form->most) {
		tw_buffer_view(&all->pages, page);
	} else if (*kept + page.len <= all->form->most) {
		row->page = tw_arena_copy(all->arena, page);
		a->in.failed |= !row->page.ptr;
		*kept += page.len;
	}
}

static enum tw_status take_area(struct adding *a)
{
	struct tw_compared *all = a->all;
	struct tw_compared_area *area = take_room(a, 1, sizeof(*area));

	if (!area)
		return tw_fail_memory(a->err);
	area->name = take_text(a);
	area->terms = take_text(a);
	area->priorities = (size_t)tw_unpack_number(&a->in);
	tw_buffer_view(&all->pages, tw_unpack_view(&a->in));
	area->count = (size_t)tw_unpack_number(&a->in);
	area->rows = take_room(a, area->count, sizeof(*area->rows));
	for (size_t i = 0; i < area->count && !a->in.failed; i++) {
		area->rows[i].area = area;
		area->rows[i].place = all->steps + i;
		take_row(a, &area->rows[i]);
		take_page(a, &area->rows[i]);
	}
	*all->end = area;
	all->end = &area->next;
	all->area_count++;
	all->priorities += area->priorities;
	all->steps += area->count;
	return a->in.failed ? tw_fail_memory(a->err) : TW_OK;
}

static enum tw_status take_apart(struct adding *a)
{
	struct tw_compared_apart *apart = take_room(a, 1, sizeof(*apart));

	if (!apart)
		return tw_fail_memory(a->err);
	apart->area = take_text(a);
	apart->why = take_text(a);
	*a->all->apart_end = apart;
	a->all->apart_end = &apart->next;
	return a->in.failed ? tw_fail_memory(a->err) : TW_OK;
}

enum tw_status tw_compared_add(struct tw_compared *all, struct tw_view packed,
	struct tw_error *err)
{
	struct adding a = { all, { packed, false }, err };
	enum tw_status status = TW_OK;

	while (a.in.rest.len && !status)
		status = tw_unpack_bool(&a.in) ? take_area(&a) :
			take_apart(&a);
	return !status && all->pages.failed ? tw_fail_memory(err) : status;
}
