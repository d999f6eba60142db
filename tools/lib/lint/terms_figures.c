/*
 * Figures across terms: that levels follow, and stay.
 */
#include "lint/terms_work.h"

#include <string.h>

static bool same_measure(const void *a, const void *b)
{
	return tw_fold_equal(((const struct tw_followed *)a)->name,
		((const struct tw_followed *)b)->name);
}

static struct tw_followed *followed(struct tw_terms *terms,
	struct tw_view name)
{
	struct tw_judge *judge = &terms->judge;
	const struct tw_alias *known = terms->house ?
		tw_names_find(&terms->house->measures, name) : NULL;
	struct tw_followed wanted = { .name = known ? known->name : name };
	uint64_t hash = tw_fold_hash(wanted.name);
	struct tw_followed *measure = (struct tw_followed *)(uintptr_t)
		tw_set_get(&terms->measures, hash, &wanted, same_measure);
	bool failed = false;

	if (measure)
		return measure;
	measure = tw_arena_take(terms->folder, sizeof(*measure));
	if (measure) {
		measure->name = tw_arena_copy(terms->folder, wanted.name);
		measure->words = tw_name_words(measure->name);
		measure->declared = known;
		tw_set_add(&terms->measures, terms->folder, hash, measure,
			same_measure, &failed);
	}
	if (measure && measure->name.ptr && !failed)
		return measure;
	judge->status = tw_fail_memory(judge->err);
	return NULL;
}

/*
 * The first figure of a measure in a record is of the unit of those before;
 * that a record keeps to one unit is judged elsewhere.
 */
static void judge_unit(struct tw_terms *terms, struct tw_followed *measure,
	const struct tw_detail *d, struct tw_value value)
{
	struct tw_judge *judge = &terms->judge;

	enum tw_unit unit = value.unit, was = measure->unit;
	bool changed = measure->given_at && unit != was;

	if (measure->given_at == terms->count)
		return;
	/* Back to what it was: the change was told, and was the slip. */
	if (changed && unit != measure->unit_was && terms->in->report) {
		tw_judge_from(judge, d->raw.ptr, d->line);
		tw_judge_report(judge, TW_DIAG_UNIT_CHANGED, d->value,
			tw_judge_hint(judge, "%s here, %s in %.*s",
				tw_judge_unit(unit), tw_judge_unit(was),
				TW_ARG(tw_terms_name(terms, measure->given))));
	}
	measure->unit_was = changed && unit != measure->unit_was ? was : unit;
	measure->unit = unit;
	measure->given_at = terms->count;
	measure->given = terms->now.term;
}

/* ---- what is carried on ---- */

/* Keeps a measure whose level stood in the record before. */
static void keep_level(struct tw_terms *terms, struct tw_earlier *past,
	struct tw_followed *measure, struct tw_arena *arena)
{
	struct tw_levelled *levelled = tw_arena_take(arena,
		sizeof(*levelled));

	if (!levelled) {
		terms->judge.status = tw_fail_memory(terms->judge.err);
		return;
	}
	*levelled = (struct tw_levelled){ past->levels, measure };
	past->levels = levelled;
}

/*
 * A measure goes on as it stood there, as if in a record before all of this
 * priority. Where it is known already, no sum of the two is made.
 */
static void carry_on(struct tw_terms *terms, const struct tw_terms *kin,
	const struct tw_followed *old)
{
	struct tw_followed *measure = followed(terms, old->name);
	struct tw_view name;

	if (!measure)
		return;
	if (measure->given_at) {
		measure->lost = measure->has_since = true;
		return;
	}
	name = measure->name;
	*measure = *old;
	measure->name = name;
	measure->given_at = 1;
	measure->level_at = old->level_at > kin->unknown;
}

void tw_terms_carry_figures(struct tw_terms *terms,
	const struct tw_terms *kin)
{
	const struct tw_set *all = &kin->measures;
	const struct tw_levelled *l = kin->before.levels;

	for (size_t i = 0; i < all->room && !terms->judge.status; i++)
		if (all->slots[i].thing)
			carry_on(terms, kin, all->slots[i].thing);
	for (; l && !terms->judge.status; l = l->next) {
		struct tw_followed *measure = followed(terms,
			l->measure->name);

		if (measure && measure->given_at == 1)
			keep_level(terms, &terms->before, measure,
				terms->folder);
	}
}

/* ---- additions ---- */

/*
 * The same words with the same addition as before: a count that was copied
 * forward, which would be counted again.
 */
static void judge_copy(struct tw_terms *terms, const struct tw_item *item,
	const struct tw_detail *d)
{
	uint64_t hash = tw_mark_text(item, tw_hash(d->name) * 31 +
		tw_hash(d->value) + 1);

	if (tw_mark_now(terms, hash) < 2 || !terms->in->report)
		return;
	tw_judge_from(&terms->judge, d->raw.ptr, d->line);
	tw_judge_report(&terms->judge, TW_DIAG_ADDITION_COPIED, d->value,
		tw_judge_hint(&terms->judge, "as in %.*s",
			TW_ARG(tw_terms_name(terms, terms->before.term))));
}

static void take_addition(struct tw_terms *terms, const struct tw_item *item,
	const struct tw_detail *d, struct tw_value value)
{
	struct tw_followed *measure = followed(terms, d->name);

	if (!measure)
		return;
	judge_copy(terms, item, d);
	judge_unit(terms, measure, d, value);
	if (!measure->has_since)
		measure->since = value;
	else if (!tw_value_add(&measure->since, measure->since, value))
		measure->lost = true;
	measure->has_since = true;
}

/* ---- levels ---- */

static void judge_balance(struct tw_terms *terms,
	const struct tw_followed *measure, const struct tw_detail *d,
	struct tw_value value)
{
	char was[TW_VALUE_ROOM], added[TW_VALUE_ROOM], made[TW_VALUE_ROOM];
	struct tw_value sum;

	if (measure->level_at <= terms->unknown || !measure->has_since || measure->lost ||
	    !tw_value_add(&sum, measure->level, measure->since) ||
	    !tw_value_alike(sum, value) || !tw_value_compare(sum, value) ||
	    !terms->in->report)
		return;
	tw_value_write(was, measure->level, false);
	tw_value_write(added, measure->since, false);
	tw_value_write(made, sum, false);
	tw_judge_from(&terms->judge, d->raw.ptr, d->line);
	tw_judge_report(&terms->judge, TW_DIAG_FIGURE_BALANCE, d->value,
		tw_judge_hint(&terms->judge, "%s in %.*s and %s added since "
			"make %s", was, TW_ARG(tw_terms_name(terms,
			measure->term)), added, made));
}

/* A first level is not less than what was added by then. */
static void judge_first(struct tw_terms *terms,
	const struct tw_followed *measure, const struct tw_detail *d,
	struct tw_value value)
{
	char added[TW_VALUE_ROOM];

	if (measure->level_at || terms->unknown || !measure->has_since ||
	    measure->lost || !tw_value_alike(measure->since, value) ||
	    tw_value_compare(value, measure->since) >= 0 ||
	    !terms->in->report)
		return;
	tw_value_write(added, measure->since, false);
	tw_judge_from(&terms->judge, d->raw.ptr, d->line);
	tw_judge_report(&terms->judge, TW_DIAG_FIGURE_BALANCE, d->value,
		tw_judge_hint(&terms->judge, "%s added up to here is more",
			added));
}

static void take_level(struct tw_terms *terms, const struct tw_item *item,
	const struct tw_detail *d, struct tw_value value)
{
	struct tw_followed *measure = followed(terms, d->name);

	if (!measure || measure->level_at == terms->count)
		return;
	judge_unit(terms, measure, d, value);
	judge_balance(terms, measure, d, value);
	judge_first(terms, measure, d, value);
	tw_terms_said(terms, measure, item, d, value);
	measure->level = value;
	measure->term = terms->now.term;
	measure->level_at = terms->count;
	measure->levels++;
	measure->has_since = measure->lost = false;
	keep_level(terms, &terms->now, measure, terms->judge.arena);
}

/* Additions come before levels, which they are to make. */
static void take_figures(struct tw_terms *terms, char sign)
{
	const struct tw_section *s = terms->now.record->sections;
	struct tw_value value;

	for (; s; s = s->next) {
		if (s->kind != TW_ACTIVITY && s->kind != TW_IMPACT)
			continue;
		for (const struct tw_item *i = s->items; i; i = i->next)
			for (const struct tw_detail *d = i->details;
			     d && !terms->judge.status; d = d->next)
				if (d->sign != sign ||
				    !tw_value_read(&value, d->value))
					continue;
				else if (sign == '+')
					take_addition(terms, i, d, value);
				else
					take_level(terms, i, d, value);
	}
}

/* ---- levels that are gone ---- */

static char digit(char c)
{
	return tw_digit(c) ? c : 0;
}

/*
 * True if one measure may have two names: by a slip, or in other order. "Year
 * 7" and "Year 8" are not one.
 */
static bool may_be_one(const struct tw_followed *a, const struct tw_followed *b)
{
	if (a->words && a->words == b->words)
		return true;
	return tw_slips(a->name, b->name, 2) <= 2 &&
		tw_alike(a->name, b->name, digit);
}

/* A measure of this record alone whose name is nearly the one that is gone. */
static const struct tw_followed *renamed(const struct tw_terms *terms,
	const struct tw_followed *gone)
{
	enum { MOST_LOOKED = 200 };
	const struct tw_levelled *l = terms->now.levels;

	for (int looked = 0; l && looked < MOST_LOOKED; l = l->next, looked++)
		if (l->measure->levels == 1 && may_be_one(l->measure, gone))
			return l->measure;
	return NULL;
}

/*
 * What stood in one record alone is most often a count of that term, written
 * as a level; it is missed only where something says that it was to stay.
 */
static bool was_to_stay(const struct tw_followed *gone)
{
	return gone->levels > 1 || gone->declared;
}

static void judge_gone(struct tw_terms *terms,
	const struct tw_followed *gone)
{
	const struct tw_section *impact = tw_record_section(terms->now.record,
		TW_IMPACT);
	const struct tw_followed *other = renamed(terms, gone);
	struct tw_judge *judge = &terms->judge;
	char was[TW_VALUE_ROOM];
	struct tw_view hint;

	if (!impact || !(other || was_to_stay(gone)))
		return;
	tw_value_write(was, gone->level, false);
	hint = tw_judge_hint(judge, "\"%.*s\" stood at %s in %.*s%s%.*s%s",
		TW_ARG(gone->name), was, TW_ARG(tw_terms_name(terms,
		gone->term)), other ? "; did you mean it by \"" : "",
		other ? (int)other->name.len : 0,
		other ? other->name.ptr : "", other ? "\"?" : "");
	tw_judge_from(judge, impact->raw.ptr, impact->line);
	tw_judge_report(judge, TW_DIAG_LEVEL_GONE,
		(struct tw_view){ impact->raw.ptr,
			strlen(tw_section_name(TW_IMPACT)) }, hint);
}

void tw_terms_figures(struct tw_terms *terms)
{
	const struct tw_levelled *l = terms->before.levels;

	take_figures(terms, '+');
	if (!terms->judge.status)
		take_figures(terms, '=');
	if (!terms->in->report || terms->now.status == TW_CLOSED)
		return;
	for (; l && !terms->judge.status; l = l->next)
		if (l->measure->given_at != terms->count)
			judge_gone(terms, l->measure);
}
