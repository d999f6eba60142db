/*
 * Eight times the records cost at most ten times as much to compare, whatever
 * their shape, over three terms and in every form, and to give keys to. What
 * is counted is told in count.h.
 */
#include "../test.h"

#include "compare/span.h"
#include "count.h"
#include "key/key.h"
#include "match/match.h"
#include "report/compared.h"
#include "shapes.h"
#include "thread/share.h"

enum { SMALL = 32 * 1024, TIMES = 8, MOST_TIMES = 10, TERMS = 3 };

/* A form, and how it is put together. */
static const struct {
	struct tw_compare_form form;
	enum tw_status (*tell)(struct tw_buffer *out,
		const struct tw_compared *all,
		const struct tw_compare_style *style, struct tw_error *err);
} forms[] = {
	{ { tw_compare_text_head, tw_compare_text, 0, true, false },
		tw_compared_text },
	{ { NULL, tw_compare_json, 0, false, false }, tw_compared_text },
	{ { NULL, tw_compare_markdown, 60000, true, true },
		tw_compared_markdown },
	{ { NULL, tw_compare_html, 0, true, true }, tw_compared_html },
	{ { NULL, tw_compare_csv, 0, false, false }, tw_compared_text },
};

struct comparing {
	struct tw_arena *arena;
	struct tw_lexicon *lexicon;
	struct tw_filed filed[TERMS];
	struct tw_steps steps;
};

static struct tw_error err;

/* The same record in each term; false if it takes no part. */
static bool fill(struct comparing *c, struct tw_view text)
{
	for (int i = 0; i < TERMS; i++) {
		struct tw_filed *filed = &c->filed[i];
		struct tw_entry *entry = tw_arena_take(c->arena,
			sizeof(*entry));
		struct tw_view kept = tw_arena_copy(c->arena, text);

		assert_true(entry && kept.ptr);
		filed->entry = entry;
		assert_int_equal(tw_record_parse(&filed->record, c->arena,
			kept, &err), TW_OK);
		if (filed->record->diagnostics.layout ||
		    tw_filed_fill(filed, c->arena))
			return false;
		filed->term.year = (int16_t)(2000 + i);
	}
	return true;
}

static void compare(struct comparing *c)
{
	static const struct tw_scope scope = { .since = "1999-00 Autumn 1" };

	assert_int_equal(tw_scope_choose(&c->steps, c->filed, TERMS, &scope,
		c->arena, c->lexicon, &err), TW_OK);
	for (size_t i = 0; i < c->steps.count; i++) {
		struct tw_step *step = &c->steps.at[i];

		assert_int_equal(tw_compare_span(&step->comparison, c->arena,
			c->lexicon, NULL, step->thread, step->from_at,
			step->thread_count - 1, &err), TW_OK);
	}
	assert_int_equal(tw_steps_share(&c->steps, c->arena, &err), TW_OK);
}

/* Packs, puts together, and tells. */
static void report(struct comparing *c, size_t which)
{
	struct tw_compare_style style = { .width = 80, .all = true,
		.asked = "x", .table = TW_COMPARED_PLANS };
	struct tw_buffer packed = TW_BUFFER_INIT, out = TW_BUFFER_INIT;
	struct tw_compared all;

	tw_compared_init(&all, c->arena, &forms[which].form);
	tw_compared_pack(&packed, &c->steps, &forms[which].form, &style);
	assert_false(packed.failed);
	assert_int_equal(tw_compared_add(&all, tw_buffer_get(&packed), &err),
		TW_OK);
	/* A second area, so that there is an overview. */
	assert_int_equal(tw_compared_add(&all, tw_buffer_get(&packed), &err),
		TW_OK);
	assert_int_equal(forms[which].tell(&out, &all, &style, &err), TW_OK);
	assert_true(out.len > 0);
	tw_compared_release(&all);
	tw_buffer_release(&packed);
	tw_buffer_release(&out);
}

/* All that reads like one promise gets a key. */
static void give_keys(struct comparing *c)
{
	static const struct tw_scope scope = { .every = true };
	struct tw_keys keys;

	assert_int_equal(tw_scope_choose(&c->steps, c->filed, TERMS, &scope,
		c->arena, c->lexicon, &err), TW_OK);
	for (size_t i = 0; i < c->steps.count; i++) {
		struct tw_step *step = &c->steps.at[i];
		struct tw_update pair[2];

		if (!step->from || !step->to)
			continue;
		pair[0] = (struct tw_update){ step->from->record,
			step->from->term };
		pair[1] = (struct tw_update){ step->to->record,
			step->to->term };
		assert_int_equal(tw_compare(&step->comparison, c->arena,
			c->lexicon, NULL, pair, 0, 1, &err), TW_OK);
	}
	assert_int_equal(tw_steps_share(&c->steps, c->arena, &err), TW_OK);
	assert_int_equal(tw_keys_find(&keys, &c->steps, c->filed, TERMS,
		c->arena, c->lexicon, &err), TW_OK);
	assert_int_equal(tw_keys_take_above(&keys, TW_MATCHED, &err), TW_OK);
}

/* What comparing costs, then each form, and then keys. */
enum { FORMS = sizeof(forms) / sizeof(*forms), COSTS = 2 + FORMS };

/* False if the record takes no part, or is too small. */
static bool count_costs(uint64_t costs[COSTS], const struct shape *shape,
	size_t size)
{
	struct comparing c = { .arena = tw_arena_new(),
		.lexicon = tw_lexicon_new() };
	struct tw_buffer text = TW_BUFFER_INIT;
	uint64_t before;
	bool counted = false;

	assert_true(c.arena && c.lexicon);
	assert_true(shape_write(&text, shape, size));
	if (text.len >= size / 2 && fill(&c, tw_buffer_get(&text))) {
		before = cost;
		compare(&c);
		costs[0] = cost - before;
		for (size_t i = 0; i < FORMS; i++) {
			before = cost;
			report(&c, i);
			costs[1 + i] = cost - before;
		}
		before = cost;
		give_keys(&c);
		costs[1 + FORMS] = cost - before;
		counted = true;
	}
	tw_arena_free(c.arena);
	tw_lexicon_free(c.lexicon);
	tw_buffer_release(&text);
	return counted;
}

static bool is_linear(const struct shape *shape, const uint64_t *small,
	const uint64_t *large)
{
	bool linear = true;

	for (size_t i = 0; i < COSTS; i++) {
		if (large[i] && large[i] <= MOST_TIMES * small[i])
			continue;
		print_error("comparing: \"%s\" is not linear in part %zu: "
			"%llu, then %llu\n", shape->name, i,
			(unsigned long long)small[i],
			(unsigned long long)large[i]);
		linear = false;
	}
	return linear;
}

static void odd_records_are_linear(void **state)
{
	uint64_t small[COSTS], large[COSTS];
	bool linear = true;
	size_t told = 0;

	for (size_t i = 0; i < shape_count; i++) {
		if (!count_costs(small, &shapes[i], SMALL) ||
		    !count_costs(large, &shapes[i], TIMES * SMALL))
			continue;
		linear &= is_linear(&shapes[i], small, large);
		told++;
	}
	assert_true(linear);
	assert_true(told > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(odd_records_are_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
