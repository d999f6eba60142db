/* What became of plans over several updates, on records in memory. */
#include "../test.h"

#include "compare/span.h"

#include <stdio.h>

enum { MOST = 4 };

#define PLAN "Planned activity next period\n"
#define DID "Activity last period\n"

/* Bodies of updates, the last one compared with the first. */
struct row {
	const char *bodies[MOST];
	enum tw_became became; /* of the first one's only plan */
	enum tw_by by;
	size_t when;           /* the update that says so; 0: the last */
};

static const struct row rows[] = {
	/* Done or dropped on the way, whatever comes later. */
	{ { PLAN "- [kk] Hold it.\n", DID "- [kk] Held.\n", DID "- Else.\n" },
		TW_BECAME_DONE, TW_BY_KEY, 1 },
	{ { PLAN "- [kk] Hold it.\n", DID "- [kk] Held.\n",
		PLAN "- [kk] Hold it again.\n" }, TW_BECAME_DONE, TW_BY_KEY,
		1 },
	{ { PLAN "- [kk] Hold it.\n", PLAN "- [kk] (dropped) Hold it.\n",
		DID "- [kk] Held.\n" }, TW_BECAME_DROPPED, TW_BY_KEY, 1 },
	/* Planned again, and followed from there; the least sure link counts. */
	{ { PLAN "- Hold the fair.\n", PLAN "- [kk] Hold the fair.\n",
		DID "- [kk] Held.\n" }, TW_BECAME_DONE, TW_BY_EQUAL, 0 },
	{ { PLAN "- [kk] Hold it.\n", PLAN "- [kk] (on hold) Hold it.\n",
		PLAN "- [kk] Hold it.\n", DID "- [kk] Held.\n" },
		TW_BECAME_DONE, TW_BY_KEY, 0 },
	{ { PLAN "- [kk] Hold it.\n", PLAN "- [kk] Hold it.\n",
		PLAN "- [kk] Hold it.\n" }, TW_BECAME_CARRIED_OVER, TW_BY_KEY,
		0 },
	/* Lost once, at first: what now says counts as if nothing were between. */
	{ { PLAN "- Hold the summer fair.\n", DID "- Else.\n",
		DID "- Held the summer fair.\n" }, TW_BECAME_DONE,
		TW_BY_LIKENESS, 0 },
	/* Lost later: by key and words alone. */
	{ { PLAN "- Hold the summer fair.\n", PLAN "- Hold the summer fair.\n",
		DID "- Else.\n", DID "- Held the summer fair.\n" },
		TW_BECAME_UNACCOUNTED, TW_BY_NONE, 0 },
	{ { PLAN "- [kk] Hold it.\n", PLAN "- [kk] Hold it.\n", DID "- Else.\n",
		DID "- [kk] Held.\n" }, TW_BECAME_DONE, TW_BY_KEY, 0 },
	/* What goes on: the last word, if there is one. */
	{ { PLAN "- [kk] Hold it.\n", DID "- [kk] (ongoing) Holding.\n",
		DID "- Else.\n" }, TW_BECAME_ONGOING, TW_BY_KEY, 1 },
	{ { PLAN "- [kk] Hold it.\n", DID "- [kk] (ongoing) Holding.\n",
		DID "- [kk] (dropped) Not any more.\n" }, TW_BECAME_DROPPED,
		TW_BY_KEY, 0 },
	{ { PLAN "- [kk] Hold it.\n", DID "- Else.\n", DID "- Else.\n" },
		TW_BECAME_UNACCOUNTED, TW_BY_NONE, 0 },
};

static size_t make_thread(struct tw_update thread[MOST],
	struct tw_arena *arena, const struct row *row)
{
	size_t count = 0;

	for (; count < MOST && row->bodies[count]; count++) {
		struct tw_view text = tw_arena_format(arena, "Priority: eet\n"
			"Title: T\nArea: A\nTerm: 2023-24 Summer 1\n"
			"Officers: X\n\n%s", row->bodies[count]);
		struct tw_record *record;
		struct tw_error err;

		assert_non_null(text.ptr);
		assert_int_equal(tw_record_parse(&record, arena, text, &err),
			TW_OK);
		assert_int_equal(record->diagnostics.layout, 0);
		thread[count] = (struct tw_update){ record,
			{ 2023, (uint16_t)count } };
	}
	return count;
}

static void check(size_t number, const struct row *row)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_update thread[MOST];
	size_t count = make_thread(thread, arena, row), all = 0;
	struct tw_comparison *c;
	struct tw_error err;

	assert_int_equal(tw_compare_span(&c, arena, NULL, NULL, thread, 0,
		count - 1, &err), TW_OK);
	assert_int_equal(c->plan_count, 1);
	for (int i = 0; i < TW_BECAME_COUNT; i++)
		all += c->became[i];
	if (all != 1 || c->became[row->became] != 1 ||
	    c->plans[0].became != row->became || c->plans[0].by != row->by ||
	    c->plans[0].when != (row->when ? &thread[row->when] : NULL))
		fail_msg("row %zu: it became \"%s\", by %s", number,
			tw_became_name(c->plans[0].became),
			tw_by_name(c->plans[0].by));
	assert_int_equal(c->plans[0].shown != NULL,
		row->became != TW_BECAME_UNACCOUNTED);
	tw_arena_free(arena);
}

static void test_rows(void **state)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		check(i, &rows[i]);
}

/* Activity that an update between had planned is no surprise. */
static void test_planned(void **state)
{
	static const struct row row = { { PLAN "- Hold it.\n",
		PLAN "- [late] Ask them.\n",
		DID "- [late] Asked.\n- Ate cake.\n" }, 0, 0, 0 };
	struct tw_arena *arena = tw_arena_new();
	struct tw_update thread[MOST];
	size_t count = make_thread(thread, arena, &row);
	struct tw_comparison *c;
	struct tw_error err;

	assert_int_equal(tw_compare_span(&c, arena, NULL, NULL, thread, 0,
		count - 1, &err), TW_OK);
	for (size_t i = 0; i < c->item_count; i++)
		if (c->items[i].change == TW_NEW)
			assert_int_equal(c->items[i].planned,
				c->items[i].to->item->key.len > 0);
	tw_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_planned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
