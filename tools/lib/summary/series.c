/*
 * Figures through all terms: levels, running totals, and targets against what
 * was reached. spec/summary.md, "Figures".
 */
#include "summary/parts.h"

#include "base/set.h"
#include "base/utf8.h"

#include <string.h>

/* A series while it is collected. */
struct row {
	struct tw_series series;
	struct row *next;
	struct row *stated;    /* the next level of the update at hand */
	struct tw_series *kept; /* NULL: not told */
	size_t room;
	struct tw_value sum;   /* of additions so far */
	struct tw_value since; /* of those after the last level */
	bool has_sum, has_since;
};

struct figures {
	const struct tw_telling *telling;
	const struct tw_update *updates;
	size_t at;           /* of updates */
	bool own;            /* the update at hand is the priority's */
	struct tw_set rows;  /* by kind and name */
	struct row *first, **end;
	struct row *stated;  /* levels of the update at hand */
	size_t count;
	bool failed;
};

static bool same_row(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	return x->series.kind == y->series.kind &&
		x->series.to_add == y->series.to_add &&
		tw_fold_equal(x->series.name, y->series.name);
}

static uint64_t row_hash(const struct row *row)
{
	return tw_fold_hash(row->series.name) + row->series.kind * 2u +
		row->series.to_add;
}

static struct row *find_row(const struct figures *f,
	enum tw_measure_kind kind, bool to_add, struct tw_view name)
{
	struct row wanted = { .series = { .name = name, .kind = kind,
		.to_add = to_add } };

	return (struct row *)(uintptr_t)tw_set_get(&f->rows,
		row_hash(&wanted), &wanted, same_row);
}

static struct row *row_of(struct figures *f, enum tw_measure_kind kind,
	bool to_add, struct tw_view name)
{
	struct row *row = find_row(f, kind, to_add, name);

	if (row)
		return row;
	row = tw_arena_take(f->telling->arena, sizeof(*row));
	if (!row) {
		f->failed = true;
		return NULL;
	}
	row->series.name = name;
	row->series.kind = kind;
	row->series.to_add = to_add;
	tw_set_add(&f->rows, f->telling->arena, row_hash(row), row, same_row,
		&f->failed);
	*f->end = row;
	f->end = &row->next;
	f->count++;
	return row;
}

/* The point of the update at hand, a new one or the last. */
static struct tw_point *point_of(struct figures *f, struct row *row)
{
	struct tw_series *s = &row->series;
	struct tw_term term = f->updates[f->at].term;

	if (s->count && !tw_term_compare(s->points[s->count - 1].term, term))
		return &s->points[s->count - 1];
	if (s->count == row->room) {
		size_t room = row->room ? 2 * row->room : 4;
		struct tw_point *grown = tw_arena_take(f->telling->arena,
			room * sizeof(*grown));

		if (!grown) {
			f->failed = true;
			return NULL;
		}
		if (s->count)
			memcpy(grown, s->points, s->count * sizeof(*grown));
		s->points = grown;
		row->room = room;
	}
	s->points[s->count] = (struct tw_point){ .term = term,
		.given = true, .own = f->own };
	return &s->points[s->count++];
}

/* ---- one figure ---- */

/* Adds to a sum; of several units there is none. */
static void add_up(struct row *row, struct tw_value *sum, bool *has,
	struct tw_value value)
{
	if (!*has)
		*sum = value;
	else if (!tw_value_add(sum, *sum, value))
		row->series.units_differ = true;
	*has = true;
}

static void take_addition(struct figures *f, struct row *row,
	struct tw_value value)
{
	struct tw_point *point;

	add_up(row, &row->sum, &row->has_sum, value);
	add_up(row, &row->since, &row->has_since, value);
	if (f->own)
		add_up(row, &row->series.added, &row->series.has_added, value);
	point = point_of(f, row);
	if (point)
		point->value = row->sum;
}

/* A level, and a target, stand as they were stated last. */
static void take_level(struct figures *f, struct row *row,
	struct tw_value value)
{
	struct tw_series *s = &row->series;
	size_t before = s->count;
	struct tw_point *point;

	if (before && s->points[before - 1].value.unit != value.unit)
		s->units_differ = true;
	point = point_of(f, row);
	if (!point)
		return;
	point->value = value;
	if (s->count > before && s->kind == TW_LEVEL) {
		row->stated = f->stated;
		f->stated = row;
	}
}

static void take_figure(struct figures *f, enum tw_section_kind section,
	const struct tw_detail *detail)
{
	bool target = section == TW_OUTCOMES || section == TW_PLANNED;
	const struct tw_alias *known = f->telling->house ? tw_names_find(
		&f->telling->house->measures, detail->name) : NULL;
	struct tw_value value;
	struct row *row;

	if (section == TW_EXIT || !tw_value_read(&value, detail->value))
		return;
	row = row_of(f, target ? TW_TARGET : detail->sign == '=' ? TW_LEVEL :
		TW_ADDITION, target && detail->sign == '+',
		known ? known->name : detail->name);
	if (!row)
		return;
	if (row->series.kind == TW_ADDITION)
		take_addition(f, row, value);
	else
		take_level(f, row, value);
}

static void take_record(struct figures *f, const struct tw_record *record)
{
	const struct tw_section *s = record->sections;

	for (; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			for (const struct tw_detail *d = i->details; d;
			     d = d->next)
				if (d->sign != '>')
					take_figure(f, s->kind, d);
}

/* ---- what follows ---- */

/* The last level and what was added since should make the level. */
static void balance(struct row *level, struct row *added)
{
	struct tw_point *last = &level->series.points[level->series.count - 1];
	struct tw_value sum;

	if (level->series.count > 1 && added->has_since &&
	    !added->series.units_differ &&
	    tw_value_add(&sum, last[-1].value, added->since) &&
	    tw_value_alike(sum, last->value) &&
	    tw_value_compare(sum, last->value)) {
		last->expected = sum;
		last->has_expected = true;
	}
	added->has_since = false;
}

static void balance_all(struct figures *f)
{
	for (; f->stated; f->stated = f->stated->stated) {
		struct row *added = find_row(f, TW_ADDITION, false,
			f->stated->series.name);

		if (added)
			balance(f->stated, added);
	}
}

/* Cuts off what is from before --since, but for what changes count from. */
static void cut(const struct tw_telling *telling, struct tw_series *s)
{
	size_t passed = 0;

	while (passed < s->count && !tw_told(telling, s->points[passed].term))
		passed++;
	if (passed) {
		s->start = s->points[passed - 1].value;
		s->has_start = true;
	} else if (s->count > 1) {
		s->start = s->points[0].value;
		s->has_start = true;
	}
	s->points += passed;
	s->count -= passed;
}

static void measure_change(struct tw_series *s)
{
	const struct tw_point *last = &s->points[s->count - 1];

	if (s->units_differ || !s->has_start || s->kind == TW_TARGET)
		return;
	s->has_since_start = tw_value_change(&s->since_start, s->start,
		last->value);
	s->has_percent = s->has_since_start &&
		tw_value_percent(&s->percent, s->start, last->value);
	s->has_since_last = tw_value_change(&s->since_last, s->count > 1 ?
		last[-1].value : s->start, last->value);
}

/* Holds against a target the level, or else what was added. */
static void hold(const struct figures *f, struct tw_series *target)
{
	const struct row *level = target->to_add ? NULL :
		find_row(f, TW_LEVEL, false, target->name);
	const struct row *added = find_row(f, TW_ADDITION, false,
		target->name);
	struct tw_series *held = level && level->kept ? level->kept :
		added ? added->kept : NULL;

	target->reached = held;
	if (held && !held->aim)
		held->aim = target;
}

/* How many points of a series are of no later term. */
static size_t points_by(const struct tw_series *s, size_t from,
	struct tw_term term)
{
	while (from < s->count &&
	       tw_term_compare(s->points[from].term, term) <= 0)
		from++;
	return from;
}

/* True if a level was given in each term in which something was added. */
static bool has_each(const struct tw_series *level,
	const struct tw_series *sum)
{
	size_t at = 0;

	for (size_t i = 0; i < sum->count; i++) {
		at = points_by(level, at, sum->points[i].term);
		if (!at || tw_term_compare(level->points[at - 1].term,
		    sum->points[i].term) || !tw_value_alike(
		    level->points[at - 1].value, sum->points[i].value))
			return false;
	}
	return true;
}

/* True if a level has always been what was added by then. */
static bool is_sum(const struct tw_series *level, const struct tw_series *sum)
{
	size_t at = 0;

	for (size_t i = 0; i < level->count; i++) {
		const struct tw_point *point = &level->points[i];

		at = points_by(sum, at, point->term);
		if (!at || point->has_expected || !tw_value_alike(point->value,
		    sum->points[at - 1].value) || tw_value_compare(
		    point->value, sum->points[at - 1].value))
			return false;
	}
	return true;
}

/*
 * A level that was given whenever something was added tells more than the sum.
 * Where it was not, it may be no more than the sum. What is aimed at stays.
 */
static void judge_pair(struct tw_series *level, struct tw_series *sum)
{
	bool differ = level->units_differ || sum->units_differ;

	if (!differ && !sum->aim && has_each(level, sum))
		sum->again = true;
	else if (!differ && !level->aim && is_sum(level, sum))
		level->again = true;
	else
		sum->part = true;
}

static void find_again(const struct figures *f, struct tw_series *level)
{
	const struct row *added = find_row(f, TW_ADDITION, false, level->name);

	if (added && added->kept)
		judge_pair(level, added->kept);
}

static enum tw_status keep(const struct figures *f)
{
	struct tw_story *story = f->telling->story;

	story->series = tw_arena_take(f->telling->arena,
		(f->count + 1) * sizeof(*story->series));
	if (!story->series || f->failed)
		return tw_fail_memory(f->telling->err);
	for (struct row *row = f->first; row; row = row->next) {
		struct tw_series *s = &story->series[story->series_count];

		*s = row->series;
		cut(f->telling, s);
		if (!s->count)
			continue;
		measure_change(s);
		row->kept = s;
		story->series_count++;
	}
	for (size_t i = 0; i < story->series_count; i++)
		if (story->series[i].kind == TW_TARGET)
			hold(f, &story->series[i]);
	for (size_t i = 0; i < story->series_count; i++)
		if (story->series[i].kind == TW_LEVEL)
			find_again(f, &story->series[i]);
	return TW_OK;
}

enum tw_status tw_tell_series(const struct tw_telling *telling,
	const struct tw_update *updates, size_t count)
{
	struct figures f = { .telling = telling, .updates = updates };
	struct tw_term own = telling->story->thread->filed[0].term;

	f.end = &f.first;
	for (f.at = 0; f.at < count && !f.failed; f.at++) {
		f.own = tw_term_compare(updates[f.at].term, own) >= 0;
		take_record(&f, updates[f.at].record);
		balance_all(&f);
	}
	return keep(&f);
}
