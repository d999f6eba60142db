#include "summary/county.h"

#include <stdlib.h>
#include <string.h>

/* Room for one more of `size` bytes; false without memory. */
static bool make_room(void *array, size_t count, size_t *room, size_t size,
	struct tw_arena *arena)
{
	size_t more = *room ? 2 * *room : 16;
	void *old, *grown;

	if (count < *room)
		return true;
	grown = tw_arena_take(arena, more * size);
	if (!grown)
		return false;
	memcpy(&old, array, sizeof(old));
	if (count)
		memcpy(grown, old, count * size);
	memcpy(array, &grown, sizeof(grown));
	*room = more;
	return true;
}

static bool same_rules(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_county_rules *)a)->source,
		((const struct tw_county_rules *)b)->source);
}

/* Reads rules that are new, of bytes that stay. */
static enum tw_status add_rules(struct tw_county_rules *rules,
	struct tw_county *county, struct tw_view source, struct tw_error *err)
{
	struct tw_house *house = NULL;
	bool failed = false;

	if (source.len && tw_house_parse(&house, county->arena, source, err))
		return TW_NO_MEMORY;
	rules->source = source;
	rules->house = house;
	rules->calendar = tw_house_calendar(house);
	if (!make_room(&county->rules, county->rules_count,
	    &county->rules_room, sizeof(*county->rules), county->arena))
		return tw_fail_memory(err);
	county->rules[county->rules_count++] = rules;
	tw_set_add(&county->known, county->arena, tw_hash(source), rules,
		same_rules, &failed);
	return failed ? tw_fail_memory(err) : TW_OK;
}

/* The same rules are kept once, however many areas there are. */
static enum tw_status find_rules(struct tw_county_rules **found,
	struct tw_county *county, struct tw_view source, struct tw_error *err)
{
	struct tw_county_rules wanted = { .source = source };
	struct tw_view kept;

	*found = (struct tw_county_rules *)(uintptr_t)tw_set_get(&county->known,
		tw_hash(source), &wanted, same_rules);
	if (*found)
		return TW_OK;
	*found = tw_arena_take(county->arena, sizeof(**found));
	kept = tw_arena_copy(county->arena, source);
	return *found && kept.ptr ? add_rules(*found, county, kept, err) :
		tw_fail_memory(err);
}

static enum tw_status add_area(struct tw_county *county,
	struct tw_area_rows *area, struct tw_county_rules *rules,
	struct tw_error *err)
{
	area->rules = rules;
	area->house = rules->source;
	area->calendar = rules->calendar;
	if (area->newest.period >= rules->calendar->count)
		return tw_fail(err, TW_USAGE, "a term is not of its calendar");
	if (!rules->dated || tw_term_compare(area->newest, rules->newest) > 0)
		rules->newest = area->newest;
	rules->dated = true;
	county->records += area->records;
	if (!make_room(&county->areas, county->count, &county->room,
	    sizeof(*county->areas), county->arena))
		return tw_fail_memory(err);
	county->areas[county->count++] = area;
	return TW_OK;
}

enum tw_status tw_county_add(struct tw_county *county, struct tw_view packed,
	struct tw_error *err)
{
	struct tw_unpack in = { packed, false };
	enum tw_status status = TW_OK;

	while (in.rest.len && !status) {
		struct tw_area_rows *area = tw_arena_take(county->arena,
			sizeof(*area));
		struct tw_view house = tw_unpack_view(&in);
		struct tw_view kept = tw_arena_copy(county->arena,
			tw_unpack_view(&in));
		struct tw_county_rules *rules = NULL;

		if (!area || !kept.ptr)
			return tw_fail_memory(err);
		status = tw_rows_unpack(area, county->arena, kept, err);
		if (!status)
			status = find_rules(&rules, county, house, err);
		if (!status)
			status = add_area(county, area, rules, err);
	}
	return status;
}

static int compare_areas(const void *a, const void *b)
{
	const struct tw_area_rows *x = *(struct tw_area_rows *const *)a;
	const struct tw_area_rows *y = *(struct tw_area_rows *const *)b;
	int order = tw_view_compare(x->slug, y->slug);

	return order ? order : tw_view_compare(x->house, y->house);
}

static int compare_rules(const void *a, const void *b)
{
	return tw_view_compare((*(struct tw_county_rules *const *)a)->source,
		(*(struct tw_county_rules *const *)b)->source);
}

bool tw_county_sort(struct tw_county *county)
{
	bool twice = false;

	if (county->count)
		qsort(county->areas, county->count, sizeof(*county->areas),
			compare_areas);
	for (size_t i = 1; i < county->count; i++)
		twice |= !compare_areas(&county->areas[i - 1],
			&county->areas[i]);
	if (county->rules_count)
		qsort(county->rules, county->rules_count,
			sizeof(*county->rules), compare_rules);
	return twice;
}

long tw_row_overdue(const struct tw_row *row)
{
	const struct tw_county_rules *rules = row->area->rules;

	return row->carried_on || row->status == TW_CLOSED ||
		row->status == TW_STATUS_ON_HOLD ? 0 : tw_term_distance(rules->calendar, row->last, rules->newest);
}

/* ---- how much there is ---- */

struct tw_extent tw_county_extent(const struct tw_county *county)
{
	struct tw_extent extent = { .last = NULL };

	for (size_t i = 0; i < county->count; i++) {
		const struct tw_area_rows *area = county->areas[i];

		if (!area->count)
			continue;
		extent.areas++;
		extent.priorities += area->count;
		extent.last = area;
		for (size_t k = 0; k < area->count; k++)
			extent.updates += area->rows[k].updates;
	}
	return extent;
}

void tw_tally_row(struct tw_tally *tally, const struct tw_row *row)
{
	if (!tally->priorities || tw_term_compare(row->last, tally->last) > 0)
		tally->last = row->last;
	tally->area = row->area;
	tally->priorities++;
	tally->updates += row->updates;
	tally->overdue += tw_row_overdue(row) > 0;
	tally->settled += row->settled;
	tally->open += row->open;
	tw_plans_add(tally->became, row->became);
}

struct tw_tally tw_area_tally(const struct tw_area_rows *area)
{
	struct tw_tally tally = { .area = area };

	for (size_t i = 0; i < area->count; i++)
		tw_tally_row(&tally, &area->rows[i]);
	return tally;
}
