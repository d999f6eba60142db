/*
 * Eight times the records cost at most ten times as much to summarise,
 * whatever their shape: one priority with odd records, many priorities that
 * carry each other on, and many house rules. What is counted is told in
 * count.h.
 */
#include "../test.h"

#include "count.h"
#include "match/match.h"
#include "report/summary.h"
#include "shapes.h"

#include <string.h>
#include <sys/resource.h>

enum { SMALL = 32 * 1024, FEW = 64, TIMES = 8, MOST_TIMES = 10 };

/* Terms of a calendar, but for the last year. */
enum { TERMS = 6 * (TW_YEAR_LAST - TW_YEAR_FIRST) };

/* And no byte costs more than this: what has a cap may be large below it. */
enum { MOST_PER_BYTE = 6000 };

/* What is worse than quadratic would go on for hours. */
enum { RUNAWAY = 600 };

/* Records on their way into a summary. */
struct telling {
	struct tw_arena *arena;
	struct tw_lexicon *lexicon;
	struct tw_house *house;
	struct tw_filed *filed;
	size_t count, bytes;
	bool every_form; /* stories are told in, not as text alone */
};

static struct tw_error err;

static void begin(struct telling *t, size_t room)
{
	*t = (struct telling){ .arena = tw_arena_new(),
		.lexicon = tw_lexicon_new() };
	assert_true(t->arena && t->lexicon);
	t->filed = tw_arena_take(t->arena, room * sizeof(*t->filed));
	assert_non_null(t->filed);
}

static void end(struct telling *t)
{
	tw_arena_free(t->arena);
	tw_lexicon_free(t->lexicon);
}

/* False if the record takes no part. */
static bool add(struct telling *t, struct tw_view text)
{
	struct tw_filed *filed = &t->filed[t->count];
	struct tw_entry *entry = tw_arena_take(t->arena, sizeof(*entry));
	struct tw_view kept = tw_arena_copy(t->arena, text);

	assert_true(entry && kept.ptr);
	entry->house = t->house;
	entry->below = TW_VIEW("x");
	filed->entry = entry;
	assert_int_equal(tw_record_parse(&filed->record, t->arena, kept,
		&err), TW_OK);
	if (filed->record->diagnostics.layout ||
	    tw_filed_fill(filed, t->arena))
		return false;
	t->bytes += text.len;
	t->count++;
	return true;
}

/* What else tells stories. */
static void tell_otherwise(const struct tw_area *area,
	const struct tw_summary_scope *scope, struct tw_summary_style *style)
{
	void (*const forms[])(struct tw_buffer *, const struct tw_area *,
		const struct tw_summary_scope *, void *) = {
		tw_stories_json, tw_stories_markdown, tw_stories_html };

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		struct tw_buffer out = TW_BUFFER_INIT;

		forms[i](&out, area, scope, style);
		assert_true(out.len && !out.failed);
		tw_buffer_release(&out);
	}
}

/* The rows and stories of one area. */
static void tell_area(struct telling *t, struct tw_county *county)
{
	static const struct tw_summary_scope scope = { NULL, NULL, NULL, NULL,
		NULL };
	struct tw_summary_style style = { .width = 80, .all = true };
	struct tw_buffer body = TW_BUFFER_INIT, out = TW_BUFFER_INIT;
	struct tw_area_rows rows;
	struct tw_area area;

	tw_filed_sort(t->filed, t->count);
	tw_rows_begin(&rows, t->filed, t->count);
	assert_int_equal(tw_summarise(&area, t->filed, t->count, TW_TELL_ALL,
		&scope, NULL, t->arena, t->lexicon, &err), TW_OK);
	tw_stories_text(&body, &area, &scope, &style);
	if (t->every_form)
		tell_otherwise(&area, &scope, &style);
	tw_rows_pack(&out, &rows, &area, &scope, tw_buffer_get(&body),
		t->arena);
	assert_false(out.failed || body.failed);
	assert_int_equal(tw_county_add(county, tw_buffer_get(&out), &err),
		TW_OK);
	tw_buffer_release(&body);
	tw_buffer_release(&out);
}

static void tell_county(struct tw_county *county)
{
	static const struct tw_summary_scope scope = { NULL, NULL, NULL, NULL,
		NULL };
	struct tw_summary_style style = { .width = 80, .all = true };
	struct tw_buffer out = TW_BUFFER_INIT;

	tw_county_sort(county);
	assert_int_equal(tw_county_text(&out, county, &scope, &style, &err),
		TW_OK);
	tw_buffer_release(&out);
}

static uint64_t cost_of_area(struct telling *t)
{
	struct tw_county county = { .arena = tw_arena_new() };
	uint64_t before = cost;

	assert_non_null(county.arena);
	tell_area(t, &county);
	tell_county(&county);
	tw_arena_free(county.arena);
	return cost - before;
}

static bool is_linear(uint64_t small, uint64_t large, size_t bytes,
	const char *name)
{
	if ((!small || large <= MOST_TIMES * small) && large &&
	    large <= MOST_PER_BYTE * bytes)
		return true;
	print_error("summarising: \"%s\" is not linear: %llu, then %llu\n",
		name, (unsigned long long)small, (unsigned long long)large);
	return false;
}

/* ---- odd records ---- */

/* The same record in two terms; 0 if it takes no part, or is too small. */
static uint64_t cost_of_shape(size_t *bytes, const struct shape *shape,
	size_t size)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct telling t;
	uint64_t all = 0;

	begin(&t, 2);
	assert_true(shape_write(&text, shape, size));
	if (text.len >= size / 2 && add(&t, tw_buffer_get(&text)) &&
	    add(&t, tw_buffer_get(&text))) {
		t.filed[1].term.year++;
		t.every_form = true;
		all = cost_of_area(&t);
	}
	*bytes = t.bytes;
	end(&t);
	tw_buffer_release(&text);
	return all;
}

static void odd_records_are_linear(void **state)
{
	unsigned told = 0;
	bool linear = true;

	for (size_t i = 0; i < shape_count; i++) {
		size_t bytes;
		uint64_t small = cost_of_shape(&bytes, &shapes[i], SMALL);
		uint64_t large = cost_of_shape(&bytes, &shapes[i],
			TIMES * SMALL);

		if (!large)
			continue;
		linear &= is_linear(small, large, bytes, shapes[i].name);
		told++;
	}
	assert_true(linear);
	assert_true(told > 10);
}

/* ---- many priorities ---- */

/* What the priority of a number is, in an area of so many. */
typedef void describe(struct tw_buffer *out, unsigned number, unsigned count);

static void add_fields(struct tw_buffer *out, unsigned priority,
	unsigned term)
{
	char text[TW_TERM_ROOM];

	tw_term_write(text, &tw_half_terms, tw_term_step(&tw_half_terms,
		(struct tw_term){ TW_YEAR_FIRST, 0 }, (long)term));
	tw_buffer_format(out, "Priority: p%07u\nTitle: T\nArea: A\nTerm: "
		"%s\nOfficers: X\nTheme: t%u\n", priority, text, priority);
}

static void add_rest(struct tw_buffer *out, unsigned number)
{
	tw_buffer_format(out, "\nPlanned activity next period\n- Plan %u.\n\n"
		"Impact so far\n- Item %u.\n  = all: 4\n  = n%u: 4\n  + m%u: "
		"1\n", number, number, number, number);
}

/* One after the other, in as many terms as there are, and then again. */
static void chained(struct tw_buffer *out, unsigned number, unsigned count)
{
	(void)count;
	add_fields(out, number, number % TERMS);
	if (number % TERMS)
		tw_buffer_format(out, "Succeeds: p%07u\n", number - 1);
	add_rest(out, number);
}

/* All carry on the first one. */
static void parted(struct tw_buffer *out, unsigned number, unsigned count)
{
	(void)count;
	add_fields(out, number, number > 0);
	if (number)
		tw_buffer_string(out, "Succeeds: p0000000\n");
	add_rest(out, number);
}

/* A quarter is carried on by the next, all of one; by that one the rest. */
static void gathered(struct tw_buffer *out, unsigned number, unsigned count)
{
	unsigned middle = count / 4;

	if (number < middle) {
		add_fields(out, number, 0);
	} else if (number < 2 * middle) {
		add_fields(out, middle, 1 + number - middle);
		tw_buffer_format(out, "Succeeds: p%07u\n", number - middle);
	} else {
		add_fields(out, number, TERMS);
		tw_buffer_format(out, "Succeeds: p%07u\n", middle);
	}
	add_rest(out, number);
}

static uint64_t cost_of_many(size_t *bytes, describe *what, unsigned count)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct telling t;
	uint64_t all;

	begin(&t, count);
	for (unsigned i = 0; i < count; i++) {
		tw_buffer_clear(&text);
		what(&text, i, count);
		assert_false(text.failed);
		assert_true(add(&t, tw_buffer_get(&text)));
	}
	all = cost_of_area(&t);
	*bytes = t.bytes;
	end(&t);
	tw_buffer_release(&text);
	return all;
}

static void many_priorities_are_linear(void **state)
{
	static const struct {
		const char *name;
		describe *what;
	} shapes_of_many[] = { { "chained", chained }, { "parted", parted },
		{ "gathered", gathered } };
	bool linear = true;

	for (size_t i = 0; i < 3; i++) {
		size_t bytes;
		uint64_t small = cost_of_many(&bytes, shapes_of_many[i].what,
			8 * FEW);
		uint64_t large = cost_of_many(&bytes, shapes_of_many[i].what,
			8 * TIMES * FEW);

		linear &= is_linear(small, large, bytes,
			shapes_of_many[i].name);
	}
	assert_true(linear);
}

/* ---- many house rules ---- */

/* Each with an area, themes and partners of its own; or all with the same. */
static uint64_t cost_of_rules(size_t *bytes, unsigned count, bool same)
{
	struct tw_county county = { .arena = tw_arena_new() };
	struct tw_buffer text = TW_BUFFER_INIT;
	uint64_t before = cost;

	*bytes = 0;
	for (unsigned i = 0; i < count; i++) {
		struct telling t;

		begin(&t, 1);
		tw_buffer_clear(&text);
		for (unsigned k = 0; k < 20; k++)
			tw_buffer_format(&text, "Theme: t%ux%u\nTitle: T\n\n"
				"Partner: P%u %u\n\n", same ? 0 : i, k,
				same ? 0 : i, k);
		*bytes += text.len;
		assert_int_equal(tw_house_parse(&t.house, t.arena,
			tw_buffer_get(&text), &err), TW_OK);
		t.house->source = tw_arena_copy(t.arena,
			tw_buffer_get(&text));
		tw_buffer_clear(&text);
		tw_buffer_format(&text, "Priority: p\nTitle: T\nArea: A%u\n"
			"Term: 2023-24 Autumn 1\nTheme: t%ux1\n\nImpact so "
			"far\n- P%u 4 came.\n  = n: 4\n", i, i, i);
		assert_true(add(&t, tw_buffer_get(&text)));
		tell_area(&t, &county);
		end(&t);
	}
	tell_county(&county);
	tw_arena_free(county.arena);
	tw_buffer_release(&text);
	return cost - before;
}

static void many_house_rules_are_linear(void **state)
{
	bool linear = true;

	for (int same = 0; same < 2; same++) {
		size_t bytes;
		uint64_t small = cost_of_rules(&bytes, FEW, same);
		uint64_t large = cost_of_rules(&bytes, TIMES * FEW, same);

		linear &= is_linear(small, large, bytes, same ? "same rules" :
			"other rules");
	}
	assert_true(linear);
}

int main(void)
{
	const struct rlimit runaway = { RUNAWAY, RUNAWAY };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(odd_records_are_linear),
		cmocka_unit_test(many_priorities_are_linear),
		cmocka_unit_test(many_house_rules_are_linear),
	};

	setrlimit(RLIMIT_CPU, &runaway);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
