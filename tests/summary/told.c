#include "../test.h"

#include "told.h"

#include <string.h>

static struct tw_error err;

void told_rules(struct told *told, const char *rules)
{
	told->house = NULL;
	if (rules)
		assert_int_equal(tw_house_parse(&told->house, told->arena,
			tw_view_of(rules), &err), TW_OK);
}

void told_begin(struct told *told, const char *rules)
{
	memset(told, 0, sizeof(*told));
	told->arena = tw_arena_new();
	told->lexicon = tw_lexicon_new();
	told->county.arena = tw_arena_new();
	assert_true(told->arena && told->lexicon && told->county.arena);
	told_rules(told, rules);
}

void told_end(struct told *told)
{
	tw_arena_free(told->arena);
	tw_arena_free(told->county.arena);
	tw_lexicon_free(told->lexicon);
}

void told_add(struct told *told, const char *area, const char *priority,
	const char *term, const char *rest)
{
	struct tw_view text = tw_arena_format(told->arena, "Priority: %s\n"
		"Title: The %s\nArea: %s\nTerm: %s\nOfficers: X\n%s",
		priority, priority, area, term, rest);
	struct tw_entry *entry = tw_arena_take(told->arena, sizeof(*entry));
	struct tw_filed *filed = &told->filed[told->count++];

	assert_true(told->count <= MOST_TOLD && text.ptr && entry);
	entry->house = told->house;
	entry->shown = "x";
	entry->below = TW_VIEW("x");
	filed->entry = entry;
	assert_int_equal(tw_record_parse(&filed->record, told->arena, text,
		&err), TW_OK);
	assert_false(filed->record->diagnostics.layout);
	assert_null(tw_filed_fill(filed, told->arena));
}

static void tell_area(struct told *told, struct tw_filed *filed, size_t count)
{
	struct tw_area *area = &told->areas[told->area_count];
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_area_rows rows;

	assert_int_equal(tw_until_term(filed, &count, &told->scope, &err),
		TW_OK);
	if (!count)
		return;
	assert_true(++told->area_count <= MOST_TOLD_AREAS);
	tw_rows_begin(&rows, filed, count);
	assert_int_equal(tw_summarise(area, filed, count, TW_TELL_ALL,
		&told->scope, NULL, told->arena, told->lexicon, &err), TW_OK);
	tw_rows_pack(&out, &rows, area, &told->scope, TW_VIEW(""),
		told->arena);
	assert_false(out.failed);
	assert_int_equal(tw_county_add(&told->county, tw_buffer_get(&out),
		&err), TW_OK);
	tw_buffer_release(&out);
}

void told_tell(struct told *told)
{
	size_t count;

	tw_filed_sort(told->filed, told->count);
	for (size_t i = 0; i < told->count; i += count) {
		count = tw_filed_area(&told->filed[i], told->count - i);
		tell_area(told, &told->filed[i], count);
	}
	assert_false(tw_county_sort(&told->county));
	assert_int_equal(tw_county_themes(&told->themes, &told->theme_count,
		&told->county, &err), TW_OK);
}

const struct tw_story *told_story(const struct told *told,
	const char *priority)
{
	const struct tw_area *area = &told->areas[0];

	for (size_t i = 0; i < area->count; i++)
		if (tw_view_equal(area->stories[i].latest->priority,
		    tw_view_of(priority)))
			return &area->stories[i];
	fail_msg("there is no story of %s", priority);
	return NULL;
}

const struct tw_row *told_row(const struct told *told, const char *area,
	const char *priority)
{
	const struct tw_county *county = &told->county;

	for (size_t i = 0; i < county->count; i++)
		for (size_t k = 0; k < county->areas[i]->count; k++) {
			const struct tw_row *row = &county->areas[i]->rows[k];

			if (tw_view_equal(row->priority,
			    tw_view_of(priority)) && tw_view_equal(
			    county->areas[i]->name, tw_view_of(area)))
				return row;
		}
	fail_msg("there is no row of %s in %s", priority, area);
	return NULL;
}

const struct tw_theme *told_theme(const struct told *told, const char *slug)
{
	for (size_t i = 0; i < told->theme_count; i++)
		if (tw_view_equal(told->themes[i].slug, tw_view_of(slug)))
			return &told->themes[i];
	fail_msg("there is no theme %s", slug);
	return NULL;
}

const char *told_value(char to[static TW_VALUE_ROOM], struct tw_value value)
{
	tw_value_write(to, value, false);
	return to;
}
