/* What became of plans, and how figures moved, on records in memory. */
#include "../test.h"

#include "account/account.h"
#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- two records, and their comparison ---- */

struct pair {
	struct tw_arena *arena;
	struct tw_update thread[4];
	struct tw_comparison *comparison;
};

static struct tw_record *parse(struct tw_arena *arena, const char *body)
{
	struct tw_view text = tw_arena_format(arena, "Priority: eet\n"
		"Title: T\nArea: A\nTerm: 2023-24 Summer 1\nOfficers: X\n\n%s",
		body);
	struct tw_record *record;
	struct tw_error err;

	assert_non_null(text.ptr);
	assert_int_equal(tw_record_parse(&record, arena, text, &err), TW_OK);
	assert_int_equal(record->diagnostics.layout, 0);
	return record;
}

/* Compares the last two of the bodies given, NULL at the end. */
static void compare(struct pair *pair, ...)
{
	struct tw_error err;
	const char *body;
	size_t count = 0;
	va_list bodies;

	pair->arena = tw_arena_new();
	va_start(bodies, pair);
	while ((body = va_arg(bodies, const char *))) {
		pair->thread[count].record = parse(pair->arena, body);
		pair->thread[count].term = (struct tw_term){ 2023,
			(uint16_t)count };
		count++;
	}
	va_end(bodies);
	assert_int_equal(tw_compare(&pair->comparison, pair->arena, NULL, NULL,
		pair->thread, count - 2, count - 1, &err), TW_OK);
}

static void release(struct pair *pair)
{
	tw_arena_free(pair->arena);
}

#define PLAN "Planned activity next period\n"
#define DID "Activity last period\n"
#define IMPACT "Impact so far\n"

/* ---- plans ---- */

static const struct {
	const char *before, *now;
	enum tw_became became;
	enum tw_by by;
} plans[] = {
	/* By key, in the order in which the signs are read. */
	{ PLAN "- [kk] Hold it.\n", DID "- [kk] (done) Held.\n\n"
		PLAN "- [kk] Hold another.\n", TW_BECAME_DONE, TW_BY_KEY },
	{ PLAN "- [kk] Hold it.\n", DID "- [kk] Held once.\n\n"
		PLAN "- [kk] Hold another.\n", TW_BECAME_CARRIED_OVER,
		TW_BY_KEY },
	{ PLAN "- [kk] Hold it.\n", DID "- [kk] (ongoing) Held once.\n\n"
		PLAN "- [kk] Hold another.\n", TW_BECAME_CARRIED_OVER,
		TW_BY_KEY },
	{ PLAN "- [kk] Hold it.\n", PLAN "- [kk] (on hold) Hold it.\n",
		TW_BECAME_ON_HOLD, TW_BY_KEY },
	{ PLAN "- [kk] Hold it.\n", PLAN "- [kk] (dropped) Hold it.\n",
		TW_BECAME_DROPPED, TW_BY_KEY },
	{ PLAN "- [kk] Hold it.\n", DID "- [kk] (dropped) No.\n\n"
		PLAN "- [kk] Hold it.\n", TW_BECAME_DROPPED, TW_BY_KEY },
	{ PLAN "- [kk] Hold it.\n", DID "- [kk] (ongoing) Half done.\n",
		TW_BECAME_ONGOING, TW_BY_KEY },
	{ PLAN "- [kk] Hold it.\n", DID "- [kk] (on hold) Waiting.\n",
		TW_BECAME_ON_HOLD, TW_BY_KEY },
	{ PLAN "- [kk] Hold it.\n", DID "- [kk] It did not go ahead.\n",
		TW_BECAME_DROPPED, TW_BY_KEY },
	{ PLAN "- [kk] Hold it.\n", DID "- [kk] The work continues.\n",
		TW_BECAME_ONGOING, TW_BY_KEY },
	{ PLAN "- [kk] Hold it.\n", DID "- [kk] Seen to.\n",
		TW_BECAME_DONE, TW_BY_KEY },
	{ PLAN "- [kk] Hold it.\n", IMPACT "- [kk] 12 schools came.\n",
		TW_BECAME_DONE, TW_BY_KEY },
	{ PLAN "- [kk] Hold it.\n", IMPACT "- [kk] It is on hold.\n",
		TW_BECAME_ON_HOLD, TW_BY_KEY },
	{ PLAN "- [kk] Hold it.\n", DID "- [other] A visit.\n  > kk\n",
		TW_BECAME_DONE, TW_BY_KEY },
	/* Another key is another promise, however alike the words. */
	{ PLAN "- [k-1] Hold the meeting.\n", DID "- [k-2] Hold the meeting.\n",
		TW_BECAME_UNACCOUNTED, TW_BY_NONE },
	/* By text. */
	{ PLAN "- Hold the first network meeting.\n",
		PLAN "- Hold the first\n  network meeting.\n",
		TW_BECAME_CARRIED_OVER, TW_BY_EQUAL },
	{ PLAN "- Hold the first network meeting.\n",
		DID "- hold the first network meeting\n",
		TW_BECAME_DONE, TW_BY_EQUAL },
	{ PLAN "- Hold the first network meeting for schools.\n",
		DID "- First network meeting for schools held in May.\n",
		TW_BECAME_DONE, TW_BY_LIKENESS },
	{ PLAN "- Hold the first network meeting for schools.\n",
		DID "- Wrote to the county about buses.\n",
		TW_BECAME_UNACCOUNTED, TW_BY_NONE },
};

static void test_plans(void **state)
{
	for (size_t i = 0; i < sizeof(plans) / sizeof(*plans); i++) {
		struct pair pair;
		struct tw_plan *plan;

		compare(&pair, plans[i].before, plans[i].now, NULL);
		assert_int_equal(pair.comparison->plan_count, 1);
		plan = &pair.comparison->plans[0];
		if (plan->became != plans[i].became ||
		    plan->by != plans[i].by)
			fail_msg("case %zu: %s by %s", i,
				tw_became_name(plan->became),
				tw_by_name(plan->by));
		assert_int_equal(pair.comparison->became[plan->became], 1);
		assert_true((plan->shown != NULL) ==
			(plan->became != TW_BECAME_UNACCOUNTED));
		release(&pair);
	}
}

static void test_each_plan_once(void **state)
{
	struct pair pair;

	compare(&pair, PLAN "- None.\n- Visit every school in the district.\n"
		"- Visit every school in the district.\n",
		DID "- Visit every school in the district.\n", NULL);
	assert_int_equal(pair.comparison->plan_count, 2);
	assert_int_equal(pair.comparison->became[TW_BECAME_DONE], 1);
	assert_int_equal(pair.comparison->became[TW_BECAME_UNACCOUNTED], 1);
	release(&pair);
}

/* ---- plans for the priority itself ---- */

#define HEAD(slug, title, more) "Priority: " slug "\nTitle: " title \
	"\nArea: A\nTerm: 2023-24 Summer 1\nOfficers: X\n" more "\n"

static const struct {
	const char *plan, *now;
	const char *said; /* NULL: the plan is unaccounted for */
} turned[] = {
	{ "Consider moving this priority to work with colleges.",
		HEAD("post-16", "Colleges", "Succeeds: eet\n"), "Colleges" },
	{ "This priority to be merged with attendance.",
		HEAD("attend", "Attendance", "Succeeds: eet\n"),
		"Attendance" },
	{ "Rename the priority.", HEAD("eet", "Into work", ""),
		"Into work" },
	{ "Close this priority", HEAD("eet", "T", "Status: closed\n"),
		"closed" },
	{ "Hand over our priority to the hub.",
		HEAD("eet", "T", "Status: closing\n"), "closing" },
	{ "Wind this priority down.", HEAD("hub", "Hub", "Succeeds: eet\n"),
		"Hub" },
	/* It has not come about. */
	{ "Rename the priority.", HEAD("eet", "T", "Status: closed\n"),
		NULL },
	{ "Close this priority", HEAD("eet", "Other", ""), NULL },
	{ "Do not move this priority.", HEAD("hub", "Hub", ""), NULL },
	/* It is for something else. */
	{ "Move the priority group meeting to June.", HEAD("hub", "Hub", ""),
		NULL },
	{ "Share what this priority needs before the move.",
		HEAD("hub", "Hub", ""), NULL },
};

static void test_turns(void **state)
{
	for (size_t i = 0; i < sizeof(turned) / sizeof(*turned); i++) {
		struct pair pair = { .arena = tw_arena_new() };
		struct tw_view before = tw_arena_format(pair.arena,
			HEAD("eet", "T", "") PLAN "- %s\n", turned[i].plan);
		struct tw_view now = tw_view_of(turned[i].now);
		const struct tw_plan *plan;

		for (int k = 0; k < 2; k++) {
			struct tw_record *record;

			assert_int_equal(tw_record_parse(&record, pair.arena,
				k ? now : before, NULL), TW_OK);
			pair.thread[k].record = record;
		}
		assert_int_equal(tw_compare(&pair.comparison, pair.arena, NULL,
			NULL, pair.thread, 0, 1, NULL), TW_OK);
		plan = &pair.comparison->plans[0];
		if (plan->became != (turned[i].said ? TW_BECAME_DONE :
		    TW_BECAME_UNACCOUNTED) || plan->shown ||
		    !tw_view_equal(plan->said, tw_view_of(turned[i].said ?
		    turned[i].said : "")))
			fail_msg("case %zu: %s, \"%.*s\"", i,
				tw_became_name(plan->became),
				TW_ARG(plan->said));
		release(&pair);
	}
}

/* ---- figures ---- */

static const struct tw_measure *measure(const struct pair *pair,
	enum tw_measure_kind kind, const char *name)
{
	for (size_t i = 0; i < pair->comparison->measure_count; i++) {
		const struct tw_measure *m = &pair->comparison->measures[i];

		if (m->kind == kind && tw_view_equal(m->name,
		    tw_view_of(name)))
			return m;
	}
	return NULL;
}

static void test_levels(void **state)
{
	const struct tw_measure *m;
	struct pair pair;

	compare(&pair, IMPACT "- a\n  = schools: 4\n  = share: 20%\n"
		"  = gone: 1\n  = unit: 3\n",
		IMPACT "- a\n  = SCHOOLS: 6\n  = share: 25%\n  = new: 2\n"
		"  = unit: £3\n", NULL);
	m = measure(&pair, TW_LEVEL, "schools");
	assert_true(m && m->has_change && m->change.mantissa == 2);
	assert_true(m->has_percent && m->percent == 500);
	m = measure(&pair, TW_LEVEL, "share");
	assert_true(m && m->change.mantissa == 5 && !m->has_percent);
	m = measure(&pair, TW_LEVEL, "gone");
	assert_true(m && m->has_from && !m->has_to && !m->has_change);
	m = measure(&pair, TW_LEVEL, "new");
	assert_true(m && !m->has_from && m->has_to);
	m = measure(&pair, TW_LEVEL, "unit");
	assert_true(m && m->units_differ && !m->has_change);
	release(&pair);
}

static void test_level_left_out_once(void **state)
{
	const struct tw_measure *m;
	struct pair pair;

	compare(&pair, IMPACT "- a\n  = schools: 4\n", IMPACT "- b\n",
		IMPACT "- c\n  = schools: 5\n", NULL);
	m = measure(&pair, TW_LEVEL, "schools");
	assert_true(m && m->since == &pair.thread[0].term);
	assert_int_equal(m->change.mantissa, 1);
	release(&pair);
}

static void test_additions(void **state)
{
	const struct tw_measure *m;
	struct pair pair;

	compare(&pair, IMPACT "- a\n  + trained: 20\n",
		IMPACT "- b\n  + trained: 22\n",
		IMPACT "- c\n  + trained: 29\n", NULL);
	m = measure(&pair, TW_ADDITION, "trained");
	assert_true(m && m->from.mantissa == 42 && m->to.mantissa == 71);
	assert_true(m->change.mantissa == 29 && m->percent == 690);
	release(&pair);
}

static void test_balance(void **state)
{
	const struct tw_measure *m;
	struct pair pair;

	compare(&pair, IMPACT "- a\n  = trained: 42\n",
		IMPACT "- b\n  + trained: 29\n  = trained: 70\n", NULL);
	m = measure(&pair, TW_LEVEL, "trained");
	assert_true(m && m->has_expected && m->expected.mantissa == 71);
	release(&pair);
	compare(&pair, IMPACT "- a\n  = trained: 42\n",
		IMPACT "- b\n  + trained: 29\n  = trained: 71\n", NULL);
	m = measure(&pair, TW_LEVEL, "trained");
	assert_true(m && !m->has_expected);
	release(&pair);
}

static void test_targets(void **state)
{
	const struct tw_measure *m;
	struct pair pair;

	compare(&pair, PLAN "- a\n  = schools: 6\n",
		IMPACT "- b\n  = schools: 4\n\n", NULL);
	m = measure(&pair, TW_TARGET, "schools");
	assert_true(m && m->from.mantissa == 6 && m->to.mantissa == 4);
	assert_int_equal(m->change.mantissa, -2);
	release(&pair);
}

/* ---- outcomes ---- */

static void test_evidence(void **state)
{
	struct pair pair;

	compare(&pair, PLAN "- a\n", "Intended outcomes\n- [o-1] One.\n"
		"- [o-2] Two.\n\n" IMPACT "- b\n  > o-1\n", NULL);
	assert_true(pair.comparison->evidence_given);
	assert_int_equal(pair.comparison->outcome_count, 2);
	assert_int_equal(pair.comparison->outcomes[0].evidence, 1);
	assert_int_equal(pair.comparison->outcomes[1].evidence, 0);
	release(&pair);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plans),
		cmocka_unit_test(test_each_plan_once),
		cmocka_unit_test(test_turns),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_level_left_out_once),
		cmocka_unit_test(test_additions),
		cmocka_unit_test(test_balance),
		cmocka_unit_test(test_targets),
		cmocka_unit_test(test_evidence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
