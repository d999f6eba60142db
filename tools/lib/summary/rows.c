#include "summary/rows.h"

#include "base/set.h"
#include "base/utf8.h"

bool tw_story_asked(const struct tw_story *story,
	const struct tw_summary_scope *scope)
{
	const struct tw_filed *latest = story->latest;

	return (!scope->theme || tw_list_holds(latest->themes,
		tw_trim(tw_view_of(scope->theme)))) &&
		(!scope->priority || tw_view_equal(latest->priority,
		tw_trim(tw_view_of(scope->priority))));
}

/* ---- what a figure brings to a sum ---- */

static bool same_name(const void *a, const void *b)
{
	return tw_fold_equal(((const struct tw_series *)a)->name,
		((const struct tw_series *)b)->name);
}

/*
 * How many priorities are looked at that go on with one, the next ones first:
 * as many as figures are followed through.
 */
enum { MOST_LATER = 32 };

/* Those that go on with a priority, and the levels that they state anew. */
struct later {
	const struct tw_area *area;
	struct tw_arena *arena;
	struct tw_set *levels; /* of each story; none before it is listed */
	bool *listed;
	const struct tw_story *met[MOST_LATER];
	size_t count;
	bool failed;
};

static bool later_init(struct later *later, const struct tw_area *area,
	struct tw_arena *arena)
{
	*later = (struct later){ .area = area, .arena = arena };
	later->levels = tw_arena_take(arena,
		(area->count + 1) * sizeof(*later->levels));
	later->listed = tw_arena_take(arena,
		(area->count + 1) * sizeof(*later->listed));
	return later->levels && later->listed;
}

static void list_levels(struct later *later, const struct tw_story *story)
{
	size_t at = (size_t)(story - later->area->stories);

	if (later->listed[at])
		return;
	later->listed[at] = true;
	for (size_t i = 0; i < story->series_count; i++) {
		const struct tw_series *s = &story->series[i];

		if (s->kind == TW_LEVEL && s->points[s->count - 1].own)
			tw_set_add(&later->levels[at], later->arena,
				tw_fold_hash(s->name), s, same_name,
				&later->failed);
	}
}

static bool is_met(const struct later *later, const struct tw_story *story)
{
	for (size_t i = 0; i < later->count; i++)
		if (later->met[i] == story)
			return true;
	return false;
}

static void meet_next(struct later *later, const struct tw_story *story)
{
	for (size_t i = 0; i < story->thread->next_count &&
	     later->count < MOST_LATER; i++) {
		const struct tw_story *next = tw_story_find(later->area,
			story->thread->next[i]->priority);

		if (!next || is_met(later, next))
			continue;
		list_levels(later, next);
		later->met[later->count++] = next;
	}
}

static void find_later(struct later *later, const struct tw_story *story)
{
	later->count = 0;
	meet_next(later, story);
	for (size_t i = 0; i < later->count; i++)
		meet_next(later, later->met[i]);
}

static bool stated_anew(const struct later *later, const struct tw_series *s)
{
	for (size_t i = 0; i < later->count; i++)
		if (tw_set_get(&later->levels[later->met[i] -
		    later->area->stories], tw_fold_hash(s->name), s,
		    same_name))
			return true;
	return false;
}

static void pack_latest(struct tw_buffer *out, const struct later *later,
	const struct tw_series *s)
{
	const struct tw_point *last = &s->points[s->count - 1];
	bool addition = s->kind == TW_ADDITION;
	bool has_share = addition ? s->has_added : last->own &&
		!stated_anew(later, s);

	tw_pack_view(out, s->name);
	tw_pack_number(out, s->kind);
	tw_pack_term(out, last->term);
	tw_pack_value(out, last->value);
	tw_pack_value(out, addition ? s->added : last->value);
	tw_pack_number(out, has_share);
	tw_pack_number(out, s->units_differ);
	tw_pack_number(out, s->again);
	tw_pack_number(out, s->part);
}

/* ---- rows ---- */

static void pack_plans(struct tw_buffer *out, const struct tw_story *story)
{
	size_t settled = 0, open = 0, became[TW_BECAME_COUNT] = { 0 };

	for (size_t i = 0; i < story->promised_count; i++) {
		const struct tw_promised *p = &story->promised[i];

		*(p->open ? &open : &settled) += p->plans;
		tw_plans_add(became, p->became);
	}
	tw_pack_number(out, settled);
	tw_pack_number(out, open);
	for (int k = 0; k < TW_BECAME_COUNT; k++)
		tw_pack_number(out, became[k]);
}

static void pack_row(struct tw_buffer *out, const struct tw_story *story,
	struct later *later)
{
	const struct tw_filed *latest = story->latest;
	size_t count = 0;

	find_later(later, story);
	tw_pack_view(out, latest->priority);
	tw_pack_view(out, latest->title);
	tw_pack_view(out, latest->themes);
	tw_pack_number(out, latest->status);
	tw_pack_term(out, story->thread->filed[0].term);
	tw_pack_term(out, latest->term);
	tw_pack_number(out, story->thread->count);
	tw_pack_number(out, story->thread->next_count > 0);
	pack_plans(out, story);
	for (size_t i = 0; i < story->series_count; i++)
		count += story->series[i].kind != TW_TARGET;
	tw_pack_number(out, count);
	for (size_t i = 0; i < story->series_count; i++)
		if (story->series[i].kind != TW_TARGET)
			pack_latest(out, later, &story->series[i]);
}

void tw_rows_begin(struct tw_area_rows *rows, const struct tw_filed *filed,
	size_t count)
{
	const struct tw_house *house = filed->entry->house;

	*rows = (struct tw_area_rows){ .slug = filed->area_slug,
		.house = house ? house->source : TW_VIEW(""),
		.name = filed->area, .records = count,
		.newest = filed->term };
	for (size_t i = 1; i < count; i++)
		if (tw_term_compare(filed[i].term, rows->newest) > 0)
			rows->newest = filed[i].term;
}

static void pack_rows(struct tw_buffer *out, const struct tw_area *area,
	const struct tw_summary_scope *scope, struct tw_arena *arena)
{
	struct later later;
	size_t asked = 0;

	if (!later_init(&later, area, arena)) {
		out->failed = true;
		return;
	}
	for (size_t i = 0; i < area->count; i++)
		asked += tw_story_asked(&area->stories[i], scope);
	tw_pack_number(out, asked);
	for (size_t i = 0; i < area->count; i++)
		if (tw_story_asked(&area->stories[i], scope))
			pack_row(out, &area->stories[i], &later);
	out->failed |= later.failed;
}

void tw_rows_pack(struct tw_buffer *out, const struct tw_area_rows *rows,
	const struct tw_area *area, const struct tw_summary_scope *scope,
	struct tw_view body, struct tw_arena *arena)
{
	struct tw_buffer kept = TW_BUFFER_INIT;

	tw_pack_view(&kept, rows->slug);
	tw_pack_view(&kept, rows->name);
	tw_pack_number(&kept, rows->records);
	tw_pack_term(&kept, rows->newest);
	tw_pack_view(&kept, body);
	pack_rows(&kept, area, scope, arena);
	tw_pack_view(out, rows->house);
	tw_pack_view(out, tw_buffer_get(&kept));
	tw_buffer_end(&kept, out);
}

/* ---- back again ---- */

static bool unpack_latest(struct tw_row *row, struct tw_arena *arena,
	struct tw_unpack *in)
{
	size_t count = tw_unpack_count(in, 1);

	row->latest = tw_arena_take(arena, (count + 1) * sizeof(*row->latest));
	if (!row->latest)
		return false;
	while (row->latest_count < count) {
		struct tw_latest *latest = &row->latest[row->latest_count++];

		latest->name = tw_unpack_view(in);
		latest->kind = tw_unpack_below(in, TW_TARGET);
		latest->term = tw_unpack_term(in);
		latest->value = tw_unpack_value(in);
		latest->share = tw_unpack_value(in);
		latest->has_share = tw_unpack_bool(in);
		latest->units_differ = tw_unpack_bool(in);
		latest->again = tw_unpack_bool(in);
		latest->part = tw_unpack_bool(in);
	}
	return true;
}

static bool unpack_row(struct tw_row *row, struct tw_arena *arena,
	struct tw_unpack *in)
{
	row->priority = tw_unpack_view(in);
	row->title = tw_unpack_view(in);
	row->themes = tw_unpack_view(in);
	row->status = tw_unpack_below(in, TW_CLOSED + 1);
	row->first = tw_unpack_term(in);
	row->last = tw_unpack_term(in);
	row->updates = (size_t)tw_unpack_number(in);
	row->carried_on = tw_unpack_bool(in);
	row->settled = (size_t)tw_unpack_number(in);
	row->open = (size_t)tw_unpack_number(in);
	for (int k = 0; k < TW_BECAME_COUNT; k++)
		row->became[k] = (size_t)tw_unpack_number(in);
	return unpack_latest(row, arena, in);
}

enum tw_status tw_rows_unpack(struct tw_area_rows *rows,
	struct tw_arena *arena, struct tw_view kept, struct tw_error *err)
{
	struct tw_unpack in = { kept, false };
	size_t count;

	*rows = (struct tw_area_rows){ .slug = tw_unpack_view(&in) };
	rows->name = tw_unpack_view(&in);
	rows->records = (size_t)tw_unpack_number(&in);
	rows->newest = tw_unpack_term(&in);
	rows->body = tw_unpack_view(&in);
	count = tw_unpack_count(&in, 1);
	rows->rows = tw_arena_take(arena, (count + 1) * sizeof(*rows->rows));
	if (!rows->rows)
		return tw_fail_memory(err);
	while (rows->count < count) {
		struct tw_row *row = &rows->rows[rows->count++];

		row->area = rows;
		if (!unpack_row(row, arena, &in))
			return tw_fail_memory(err);
	}
	return in.failed || in.rest.len ? tw_fail(err, TW_USAGE, "these are "
		"no rows") : TW_OK;
}
