/*
 * Figures through a thread of updates. spec/format.md, chapter 19.
 */
#include "account/account.h"
#include "base/set.h"
#include "base/utf8.h"

/* A measure while it is being added up. */
struct row {
	struct tw_measure measure;
	struct row *next;
	struct tw_value sum;     /* of additions up to the update at hand */
	struct tw_value since;   /* of additions after the last level */
	bool has_sum, has_since;
	bool unit_lost;          /* additions of several units */
	bool wanted;             /* stands in one of the two; others only
	                          * carry sums and levels on */
};

struct figures {
	struct tw_arena *arena;
	const struct tw_house *house;
	const struct tw_update *thread;
	size_t from, to, at;
	struct tw_set rows;      /* by kind and name */
	struct row *first, **end;
	size_t count;
	bool failed;
};

static bool same_row(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return x->measure.kind == y->measure.kind &&
		x->measure.to_add == y->measure.to_add &&
		tw_fold_equal(x->measure.name, y->measure.name);
}

static uint64_t row_hash(const struct row *row)
{
	return tw_fold_hash(row->measure.name) + row->measure.kind * 2u +
		row->measure.to_add;
}

static struct row *row_of(struct figures *f, enum tw_measure_kind kind,
	bool to_add, struct tw_view name)
{
	struct row wanted = { .measure = { .name = name, .kind = kind,
		.to_add = to_add } };
	struct row *row = (struct row *)(uintptr_t)tw_set_get(&f->rows,
		row_hash(&wanted), &wanted, same_row);

	if (row)
		return row;
	row = tw_arena_take(f->arena, sizeof(*row));
	if (!row) {
		f->failed = true;
		return NULL;
	}
	*row = wanted;
	tw_set_add(&f->rows, f->arena, row_hash(row), row, same_row,
		&f->failed);
	*f->end = row;
	f->end = &row->next;
	f->count++;
	return row;
}

/* ---- one figure ---- */

static void take_level(struct figures *f, struct row *row,
	struct tw_value value)
{
	struct tw_measure *m = &row->measure;

	if (f->at <= f->from) {
		m->from = value;
		m->has_from = true;
		m->since = f->at < f->from ? &f->thread[f->at].term : NULL;
	} else if (f->at == f->to) {
		m->to = value;
		m->has_to = true;
	}
}

/* Adds to a sum; sums of several units are given up. */
static void add_up(struct row *row, struct tw_value *sum, bool *has,
	struct tw_value value)
{
	if (!*has)
		*sum = value;
	else if (!tw_value_add(sum, *sum, value))
		row->unit_lost = true;
	*has = true;
}

static void take_addition(struct figures *f, struct row *row,
	struct tw_value value)
{
	add_up(row, &row->sum, &row->has_sum, value);
	if (f->at > f->from)
		add_up(row, &row->since, &row->has_since, value);
	if (f->at <= f->from) {
		row->measure.from = row->sum;
		row->measure.has_from = true;
	}
	row->measure.to = row->sum;
	row->measure.has_to = true;
}

static void take_figure(struct figures *f, enum tw_section_kind section,
	const struct tw_detail *detail)
{
	bool target = section == TW_OUTCOMES || section == TW_PLANNED;
	const struct tw_alias *known = f->house ?
		tw_names_find(&f->house->measures, detail->name) : NULL;
	struct tw_value value;
	struct row *row;

	/* A target is set in the earlier record, and met in the later one. */
	if (!tw_value_read(&value, detail->value) || section == TW_EXIT ||
	    (target && f->at != f->from))
		return;
	row = row_of(f, target ? TW_TARGET : detail->sign == '=' ? TW_LEVEL :
		TW_ADDITION, target && detail->sign == '+',
		known ? known->name : detail->name);
	if (!row)
		return;
	row->wanted |= f->at == f->from || f->at == f->to;
	if (row->measure.kind == TW_ADDITION)
		take_addition(f, row, value);
	else
		take_level(f, row, value);
}

static void take_record(struct figures *f)
{
	const struct tw_section *s = f->thread[f->at].record->sections;

	for (; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			for (const struct tw_detail *d = i->details; d;
			     d = d->next)
				if (d->sign != '>')
					take_figure(f, s->kind, d);
}

/* ---- what follows ---- */

static const struct row *find_row(const struct figures *f,
	enum tw_measure_kind kind, struct tw_view name)
{
	struct row wanted = { .measure = { .name = name, .kind = kind } };

	return tw_set_get(&f->rows, row_hash(&wanted), &wanted, same_row);
}

/*
 * A target is held against the level that follows, or else the sum; one for
 * additions against what was added since.
 */
static void meet_target(struct figures *f, struct tw_measure *target)
{
	const struct row *level = find_row(f, TW_LEVEL, target->name);
	const struct row *added = find_row(f, TW_ADDITION, target->name);

	if (added && added->unit_lost)
		added = NULL;
	if (target->to_add) {
		target->has_to = added && added->has_since;
		target->to = added ? added->since : target->to;
	} else if (level && level->measure.has_to) {
		target->has_to = true;
		target->to = level->measure.to;
	} else if (added) {
		target->has_to = true;
		target->to = added->sum;
	}
}

/* The last level and what was added since should make the level. */
static void expect_level(struct figures *f, struct tw_measure *level)
{
	const struct row *added = find_row(f, TW_ADDITION, level->name);
	struct tw_value sum;

	if (!level->has_from || !level->has_to || level->since || !added ||
	    !added->has_since || added->unit_lost ||
	    !tw_value_add(&sum, level->from, added->since) ||
	    !tw_value_alike(sum, level->to) ||
	    !tw_value_compare(sum, level->to))
		return;
	level->expected = sum;
	level->has_expected = true;
}

static void work_out(struct figures *f, struct row *row)
{
	struct tw_measure *m = &row->measure;

	if (m->kind == TW_TARGET)
		meet_target(f, m);
	if (m->kind == TW_LEVEL)
		expect_level(f, m);
	if (row->unit_lost) {
		m->has_from = m->has_to = false;
		m->units_differ = true;
	}
	if (!m->has_from || !m->has_to)
		return;
	m->units_differ = m->from.unit != m->to.unit;
	m->has_change = tw_value_change(&m->change, m->from, m->to);
	m->has_percent = m->has_change &&
		tw_value_percent(&m->percent, m->from, m->to);
}

enum tw_status tw_account_figures(struct tw_comparison *comparison,
	struct tw_arena *arena, const struct tw_house *house,
	const struct tw_update *thread, size_t from, size_t to,
	struct tw_error *err)
{
	struct figures f = { .arena = arena, .house = house,
		.thread = thread, .from = from, .to = to };

	f.end = &f.first;
	for (f.at = 0; f.at <= to && !f.failed; f.at++)
		take_record(&f);
	if (f.failed)
		return tw_fail_memory(err);
	comparison->measures = tw_arena_take(arena,
		(f.count + 1) * sizeof(*comparison->measures));
	if (!comparison->measures)
		return tw_fail_memory(err);
	for (struct row *row = f.first; row; row = row->next)
		work_out(&f, row);
	for (struct row *row = f.first; row; row = row->next)
		if (row->wanted)
			comparison->measures[comparison->measure_count++] =
				row->measure;
	return TW_OK;
}
