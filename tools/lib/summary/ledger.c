#include "summary/ledger.h"

#include "base/set.h"
#include "base/utf8.h"
#include "summary/parts.h"
#include "summary/rows.h"

/* A ledger while it is made. */
struct making {
	struct tw_ledger *ledger;
	const struct tw_area *area;
	struct tw_arena *arena;
	struct tw_set items;   /* struct tw_ledger_item, by where it was read */
	struct tw_set series;  /* of the story at hand */
	struct rest *rests;    /* one for each */
	bool failed;
};

/* What is left of a series of an update when its figures are taken off it. */
struct rest {
	const struct tw_ledger_update *update; /* NULL: none yet */
	struct tw_value sum;
	bool has_sum;
};

bool tw_ledger_asked(const struct tw_ledger_update *update,
	const struct tw_area *area, const struct tw_summary_scope *scope)
{
	return tw_story_asked(update->story, scope) && (!area->has_since ||
		tw_term_compare(update->filed->term, area->since) >= 0);
}

/* ---- items ---- */

/* Items lie at places of their own, so that the hash alone tells them apart. */
static uint64_t item_hash(const struct tw_item *item)
{
	return (uint64_t)(uintptr_t)item;
}

static size_t count_items(const struct tw_record *record)
{
	size_t count = 0;

	for (const struct tw_section *s = record->sections; s; s = s->next)
		count += s->count;
	return count;
}

static void take_item(struct making *m, struct tw_ledger_update *update,
	const struct tw_item *item, const struct tw_section *section,
	size_t position)
{
	struct tw_ledger_item *taken = &update->items[update->item_count++];

	taken->item = item;
	taken->update = update;
	taken->section = section->kind;
	taken->position = position;
	taken->text = tw_segments_join(item->text, m->arena);
	m->failed |= !taken->text.ptr;
	tw_set_add(&m->items, m->arena, item_hash(item), taken, NULL,
		&m->failed);
}

static void take_items(struct making *m, struct tw_ledger_update *update)
{
	const struct tw_record *record = update->filed->record;
	size_t positions[TW_SECTIONS] = { 0 };

	update->items = tw_arena_take(m->arena, (count_items(record) + 1) *
		sizeof(*update->items));
	if (!update->items) {
		m->failed = true;
		return;
	}
	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			if (i->text && !tw_item_placeholder(i))
				take_item(m, update, i, s,
					++positions[s->kind]);
}

/* ---- statements ---- */

/* Says of each item of a section when its statement began, and if it stands. */
static void trace(struct making *m, struct tw_ledger_update *updates,
	const struct tw_thread *thread, enum tw_section_kind kind, size_t most)
{
	struct tw_trace *traces = tw_arena_take(m->arena,
		(most + 1) * sizeof(*traces));
	size_t at = 0;

	if (!traces || !tw_trace_statements(traces, thread, kind, most,
	    m->arena)) {
		m->failed = true;
		return;
	}
	for (size_t i = 0; i < thread->count; i++)
		for (size_t k = 0; k < updates[i].item_count; k++) {
			struct tw_ledger_item *item = &updates[i].items[k];

			if (item->section != kind)
				continue;
			item->first = traces[at].first;
			item->stands = traces[at++].stands;
		}
}

static void take_updates(struct making *m, const struct tw_story *story)
{
	const struct tw_thread *thread = story->thread;
	struct tw_ledger_update *updates =
		&m->ledger->updates[m->ledger->count];
	size_t most = 0;

	for (size_t i = 0; i < thread->count && !m->failed; i++) {
		updates[i] = (struct tw_ledger_update){
			.filed = &thread->filed[i], .story = story,
			.latest = i + 1 == thread->count };
		take_items(m, &updates[i]);
		most += updates[i].item_count;
		m->ledger->count++;
	}
	for (int kind = 0; kind < TW_SECTIONS && !m->failed; kind++)
		trace(m, updates, thread, kind, most);
}

/* ---- plans ---- */

static struct tw_ledger_item *find_item(const struct making *m,
	const struct tw_node *node)
{
	return node ? (struct tw_ledger_item *)(uintptr_t)tw_set_get(&m->items,
		item_hash(node->item), node, NULL) : NULL;
}

static void settle(struct making *m)
{
	const struct tw_steps *steps = &m->area->steps;

	for (size_t i = 0; i < steps->count; i++) {
		const struct tw_comparison *c = steps->at[i].comparison;

		for (size_t k = 0; c && k < c->plan_count; k++) {
			struct tw_ledger_item *item = find_item(m,
				c->plans[k].node);

			item->plan = &c->plans[k];
			item->shown = find_item(m, c->plans[k].shown);
		}
	}
}

/* ---- figures ---- */

static bool same_series(const void *a, const void *b)
{
	const struct tw_series *x = a, *y = b;

	return x->kind == y->kind && x->to_add == y->to_add &&
		tw_fold_equal(x->name, y->name);
}

static uint64_t series_hash(const struct tw_series *s)
{
	return tw_fold_hash(s->name) + s->kind * 2u + s->to_add;
}

static void list_series(struct making *m, const struct tw_story *story)
{
	m->series = (struct tw_set){ NULL, 0, 0 };
	m->rests = tw_arena_take(m->arena, (story->series_count + 1) *
		sizeof(*m->rests));
	m->failed |= !m->rests;
	for (size_t i = 0; i < story->series_count; i++)
		tw_set_add(&m->series, m->arena,
			series_hash(&story->series[i]), &story->series[i],
			same_series, &m->failed);
}

/* The figures of an update, from the last one back to the first. */
struct counting {
	const struct tw_ledger_update *update;
	const struct tw_series **of; /* of each figure; or NULL */
	struct rest *rests;          /* of each series of the story */
};

static const struct tw_point *point_of(const struct tw_series *s,
	struct tw_term term)
{
	for (size_t low = 0, high = s->count; low < high;) {
		size_t middle = low + (high - low) / 2;
		int order = tw_term_compare(s->points[middle].term, term);

		if (!order)
			return s->points[middle].own ? &s->points[middle] :
				NULL;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* The last figure of a series is what stands in the end. */
static void count_last(struct tw_ledger_figure *figure,
	const struct tw_series *s, struct rest *rest,
	const struct tw_ledger_update *update)
{
	const struct tw_point *point = point_of(s, update->filed->term);

	*rest = (struct rest){ .update = update };
	figure->counts = true;
	if (!point)
		return;
	figure->expected = point->expected;
	figure->has_expected = point->has_expected;
	rest->sum = point->value;
	rest->has_sum = s->kind == TW_ADDITION && !s->units_differ;
}

static void count_back(struct counting *c)
{
	const struct tw_story *story = c->update->story;

	for (size_t i = c->update->figure_count; i-- > 0;) {
		struct tw_ledger_figure *figure = &c->update->figures[i];
		struct rest *rest;

		figure->counts = figure->kind == TW_ADDITION || !c->of[i];
		if (!c->of[i])
			continue;
		rest = &c->rests[c->of[i] - story->series];
		if (rest->update != c->update)
			count_last(figure, c->of[i], rest, c->update);
		figure->total = rest->sum;
		figure->has_total = rest->has_sum;
		if (rest->has_sum)
			rest->has_sum = tw_value_change(&rest->sum,
				figure->value, rest->sum);
	}
}

static bool take_figure(struct tw_ledger_figure *figure,
	const struct tw_series **of, const struct making *m,
	const struct tw_ledger_update *update, enum tw_section_kind section,
	const struct tw_detail *detail)
{
	const struct tw_house *house = update->filed->entry->house;
	const struct tw_alias *known = house ? tw_names_find(&house->measures,
		detail->name) : NULL;
	bool target = section == TW_OUTCOMES || section == TW_PLANNED;
	struct tw_series wanted = { .name = known ? known->name :
		detail->name };

	if (section == TW_EXIT || detail->sign == '>' ||
	    !tw_value_read(&figure->value, detail->value))
		return false;
	figure->adds = detail->sign == '+';
	figure->kind = target ? TW_TARGET : figure->adds ? TW_ADDITION :
		TW_LEVEL;
	wanted.kind = figure->kind;
	wanted.to_add = target && figure->adds;
	*of = tw_set_get(&m->series, series_hash(&wanted), &wanted,
		same_series);
	figure->name = *of ? (*of)->name : wanted.name;
	return true;
}

static size_t count_details(const struct tw_record *record)
{
	size_t count = 0;

	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			for (const struct tw_detail *d = i->details; d;
			     d = d->next)
				count++;
	return count;
}

static bool begin_figures(struct counting *c, const struct making *m,
	struct tw_ledger_update *update)
{
	size_t most = count_details(update->filed->record) + 1;

	c->update = update;
	c->rests = m->rests;
	c->of = tw_arena_take(m->arena, most * sizeof(*c->of));
	update->figures = tw_arena_take(m->arena,
		most * sizeof(*update->figures));
	return update->figures && c->of;
}

/* Those of an item; placeholders have figures, too. */
static void take_details(struct counting *c, const struct making *m,
	struct tw_ledger_update *update, const struct tw_section *section,
	const struct tw_item *item)
{
	struct tw_node node = { .item = item };
	const struct tw_detail *d = item->details;

	for (; d; d = d->next) {
		size_t at = update->figure_count;

		if (!take_figure(&update->figures[at], &c->of[at], m, update,
		    section->kind, d))
			continue;
		update->figures[at].item = find_item(m, &node);
		update->figure_count++;
	}
}

static void take_figures(struct making *m, struct tw_ledger_update *update)
{
	const struct tw_section *s = update->filed->record->sections;
	struct counting c;

	if (!begin_figures(&c, m, update)) {
		m->failed = true;
		return;
	}
	for (; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			take_details(&c, m, update, s, i);
	count_back(&c);
}

/* ---- all of it ---- */

bool tw_ledger_make(struct tw_ledger *ledger, const struct tw_area *area,
	const struct tw_summary_scope *scope, struct tw_arena *arena)
{
	struct making m = { .ledger = ledger, .area = area, .arena = arena };
	size_t most = 0;

	for (size_t i = 0; i < area->count; i++)
		most += area->stories[i].thread->count;
	*ledger = (struct tw_ledger){ .updates = tw_arena_take(arena,
		(most + 1) * sizeof(*ledger->updates)) };
	if (!ledger->updates)
		return false;
	for (size_t i = 0; i < area->count && !m.failed; i++)
		take_updates(&m, &area->stories[i]);
	if (!m.failed)
		settle(&m);
	for (size_t i = 0; i < ledger->count && !m.failed; i++) {
		struct tw_ledger_update *update = &ledger->updates[i];

		if (!i || update[-1].story != update->story)
			list_series(&m, update->story);
		if (!m.failed && tw_ledger_asked(update, area, scope))
			take_figures(&m, update);
	}
	return !m.failed;
}
