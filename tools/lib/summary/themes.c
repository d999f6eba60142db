/*
 * Themes across areas. spec/summary.md, "Themes".
 */
#include "summary/county.h"

#include "base/set.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* A row, for one of its themes. */
struct entry {
	struct tw_view slug;
	const struct tw_row *row;
	size_t at; /* its place among all rows */
};

struct summing {
	const struct tw_county *county;
	struct entry *entries;
	size_t count;
	struct tw_set titles;
	struct tw_error *err;
};

/* ---- which rows are of a theme ---- */

static size_t count_list(struct tw_view list)
{
	struct tw_view element;
	size_t count = 0;

	while (tw_list_next(&element, &list))
		count += element.len > 0;
	return count;
}

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = tw_view_compare(x->slug, y->slug);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

static enum tw_status list_entries(struct summing *s)
{
	const struct tw_county *county = s->county;
	size_t most = 0, at = 0;

	for (size_t i = 0; i < county->count; i++)
		for (size_t k = 0; k < county->areas[i]->count; k++)
			most += count_list(county->areas[i]->rows[k].themes);
	s->entries = tw_arena_take(county->arena,
		(most + 1) * sizeof(*s->entries));
	if (!s->entries)
		return tw_fail_memory(s->err);
	for (size_t i = 0; i < county->count; i++) {
		for (size_t k = 0; k < county->areas[i]->count; k++) {
			const struct tw_row *row = &county->areas[i]->rows[k];
			struct tw_view rest = row->themes, slug;

			at++;
			while (tw_list_next(&slug, &rest))
				if (slug.len)
					s->entries[s->count++] = (struct
						entry){ slug, row, at };
		}
	}
	qsort(s->entries, s->count, sizeof(*s->entries), compare_entries);
	return TW_OK;
}

/* ---- sums ---- */

static bool same_sum(const void *a, const void *b)
{
	const struct tw_sum *x = a, *y = b;

	return x->kind == y->kind && x->value.unit == y->value.unit &&
		tw_fold_equal(x->name, y->name);
}

/* The parts of a whole, and shares, are never added. */
static enum tw_unsummed first_reason(const struct tw_latest *latest)
{
	return latest->units_differ ? TW_OF_UNITS :
		latest->value.unit == TW_PERCENT ||
		latest->value.unit == TW_RATIO ? TW_OF_PARTS : TW_SUMMED;
}

static void add_share(struct tw_sum *sum, const struct tw_latest *latest,
	const struct tw_row *row)
{
	sum->priorities++;
	sum->areas += sum->area != row->area;
	sum->area = row->area;
	if (tw_term_compare(latest->term, sum->first) < 0)
		sum->first = latest->term;
	if (tw_term_compare(latest->term, sum->last) > 0)
		sum->last = latest->term;
	if (!sum->unsummed)
		sum->unsummed = first_reason(latest);
	if (!sum->unsummed && !tw_value_add(&sum->value, sum->value,
	    latest->share))
		sum->unsummed = TW_TOO_LARGE;
}

static bool take_share(struct tw_theme *theme, struct tw_set *sums,
	const struct tw_latest *latest, const struct tw_row *row,
	struct tw_arena *arena)
{
	struct tw_sum wanted = { .name = latest->name, .kind = latest->kind,
		.value = { 0, 0, 0, latest->share.unit },
		.first = latest->term, .last = latest->term }, *sum;
	bool failed = false;

	sum = (struct tw_sum *)(uintptr_t)tw_set_get(sums,
		tw_fold_hash(latest->name), &wanted, same_sum);
	if (!sum) {
		sum = &theme->sums[theme->sum_count++];
		*sum = wanted;
		tw_set_add(sums, arena, tw_fold_hash(sum->name), sum,
			same_sum, &failed);
	}
	add_share(sum, latest, row);
	return !failed;
}

static int compare_sums(const void *a, const void *b)
{
	const struct tw_sum *x = a, *y = b;
	int order = tw_view_compare(x->name, y->name);

	if (!order)
		order = (int)x->kind - (int)y->kind;
	return order ? order : (int)x->value.unit - (int)y->value.unit;
}

static bool same_measure(const void *a, const void *b)
{
	const struct tw_sum *x = a, *y = b;

	return x->kind == y->kind && tw_fold_equal(x->name, y->name);
}

static enum tw_status finish_sums(struct tw_theme *theme,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_set measures = { NULL, 0, 0 };
	bool failed = false;

	if (theme->sum_count)
		qsort(theme->sums, theme->sum_count, sizeof(*theme->sums),
			compare_sums);
	for (size_t i = 0; i < theme->sum_count; i++) {
		struct tw_sum *sum = &theme->sums[i], *other;

		if (!sum->unsummed && sum->priorities == 1)
			sum->unsummed = TW_ONE_ALONE;
		other = (struct tw_sum *)(uintptr_t)tw_set_add(&measures,
			arena, tw_fold_hash(sum->name), sum, same_measure,
			&failed);
		if (other)
			other->other_units = sum->other_units = true;
	}
	return failed ? tw_fail_memory(err) : TW_OK;
}

static enum tw_status sum_up(struct tw_theme *theme,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_set sums = { NULL, 0, 0 };
	size_t most = 0;

	for (size_t i = 0; i < theme->count; i++)
		most += theme->rows[i]->latest_count;
	theme->sums = tw_arena_take(arena, (most + 1) * sizeof(*theme->sums));
	if (!theme->sums)
		return tw_fail_memory(err);
	for (size_t i = 0; i < theme->count; i++) {
		const struct tw_row *row = theme->rows[i];

		for (size_t k = 0; k < row->latest_count; k++)
			if (row->latest[k].has_share && !take_share(theme,
			    &sums, &row->latest[k], row, arena))
				return tw_fail_memory(err);
	}
	return finish_sums(theme, arena, err);
}

/* ---- themes ---- */

/* What a corpus calls a theme. */
struct titled {
	struct tw_view name, title;
};

static bool same_titled(const void *a, const void *b)
{
	return tw_fold_equal(((const struct titled *)a)->name,
		((const struct titled *)b)->name);
}

static bool add_title(struct summing *s, struct tw_view name,
	struct tw_view title)
{
	struct tw_arena *arena = s->county->arena;
	struct titled *titled = tw_arena_take(arena, sizeof(*titled));
	bool failed = !titled;

	if (!titled)
		return false;
	*titled = (struct titled){ name, title };
	tw_set_add(&s->titles, arena, tw_fold_hash(name), titled, same_titled,
		&failed);
	return !failed;
}

/* The titles of all themes, the first that there is for each. */
static enum tw_status list_titles(struct summing *s)
{
	const struct tw_county *county = s->county;

	for (size_t i = 0; i < county->rules_count; i++) {
		const struct tw_house *house = county->rules[i]->house;
		const struct tw_alias *a = house ? house->themes.first : NULL;

		for (; a; a = a->next) {
			struct tw_view rest = a->also, also;

			if (!a->title.len)
				continue;
			if (!add_title(s, a->name, a->title))
				return tw_fail_memory(s->err);
			while (tw_list_next(&also, &rest))
				if (!add_title(s, also, a->title))
					return tw_fail_memory(s->err);
		}
	}
	return TW_OK;
}

static struct tw_view title_of(const struct summing *s, struct tw_view slug)
{
	struct titled wanted = { .name = slug };
	const struct titled *found = tw_set_get(&s->titles,
		tw_fold_hash(slug), &wanted, same_titled);

	return found ? found->title : TW_VIEW("");
}

static enum tw_status make_theme(struct tw_theme *theme, struct summing *s,
	size_t from, size_t to)
{
	struct tw_arena *arena = s->county->arena;
	const struct tw_row *last = NULL;

	*theme = (struct tw_theme){ .slug = s->entries[from].slug,
		.title = title_of(s, s->entries[from].slug) };
	theme->rows = tw_arena_take(arena,
		(to - from) * sizeof(*theme->rows));
	if (!theme->rows)
		return tw_fail_memory(s->err);
	for (size_t i = from; i < to; i++) {
		const struct tw_row *row = s->entries[i].row;

		if (row == last)
			continue;
		theme->areas += !last || row->area != last->area;
		theme->calendars_differ |= last &&
			row->area->calendar != last->area->calendar;
		theme->rows[theme->count++] = row;
		last = row;
	}
	return sum_up(theme, arena, s->err);
}

enum tw_status tw_county_themes(struct tw_theme **themes, size_t *count,
	const struct tw_county *county, struct tw_error *err)
{
	struct summing s = { .county = county, .err = err };
	enum tw_status status = list_entries(&s);
	size_t end;

	*count = 0;
	if (!status)
		status = list_titles(&s);
	if (status)
		return status;
	*themes = tw_arena_take(county->arena,
		(s.count + 1) * sizeof(**themes));
	if (!*themes)
		return tw_fail_memory(err);
	for (size_t i = 0; i < s.count && !status; i = end) {
		for (end = i; end < s.count && tw_view_equal(
		     s.entries[end].slug, s.entries[i].slug);)
			end++;
		status = make_theme(&(*themes)[(*count)++], &s, i, end);
	}
	return status;
}

bool tw_theme_asked(const struct tw_theme *theme,
	const struct tw_summary_scope *scope)
{
	return !scope->theme || tw_fold_equal(theme->slug,
		tw_trim(tw_view_of(scope->theme)));
}

size_t tw_theme_tally(struct tw_tally *tally, const struct tw_theme *theme,
	size_t from)
{
	size_t to = from;

	*tally = (struct tw_tally){ .area = theme->rows[from]->area };
	while (to < theme->count && theme->rows[to]->area == tally->area)
		tw_tally_row(tally, theme->rows[to++]);
	return to - from;
}
