/* What became of items: spec/likeness.md, chapter 12. */
#include "../test.h"

#include "base/buffer.h"

#include <termwise/compare.h>

#include <string.h>

static const struct {
	const char *before, *now, *rows;
} cases[] = {
#define OUTCOMES "Intended outcomes\n"
#define DID "Activity last period\n"
#define PLAN "Planned activity next period\n"
#define IMPACT "Impact so far\n"
	/* Kept, reworded, new, gone. */
	{ IMPACT "- Twelve schools came.\n", IMPACT "- twelve schools came\n",
		"impact kept 1-1" },
	{ IMPACT "- 14 schools signed up to the network.\n",
		IMPACT "- 19 schools have signed up to the network.\n",
		"impact reworded 1-1" },
	{ IMPACT "- The library opened.\n", IMPACT "- Buses run later.\n",
		"impact new -1; impact gone 1-" },
	/* Two reports of like things are of two. */
	{ DID "- Met the college about its open day for parents.\n",
		DID "- Met the college about careers and mock interviews.\n",
		"activity new -1; activity gone 1-" },
	{ DID "- The mapping of mentors in the county goes on.\n",
		DID "- The mapping of mentors in the county still goes on.\n",
		"activity reworded 1-1" },
	/* Split, with a part that an assignment found, and without. */
	{ OUTCOMES "- Families know where to get help with attendance, and "
		"school staff are trained in it.\n",
		OUTCOMES "- Families know where to get help with attendance.\n"
		"- School staff are trained in attendance.\n",
		"outcomes split 1-1; outcomes split 1-2" },
	{ DID "- Terms of Reference written and shared to frame the meeting. "
		"Pilot criteria agreed.\n",
		DID "- Pilot criteria agreed.\n- The library opened.\n"
		"- Terms of Reference written and shared.\n",
		"activity split 1-1; activity split 1-3; activity new -2" },
	/* What says nothing of its own is no part. */
	{ IMPACT "- 12 schools came to the first network meeting in Ashby.\n",
		IMPACT "- 12 schools came to the first network meeting.\n"
		"- 12 schools came to the meeting.\n",
		"impact reworded 1-1; impact new -2" },
	/* What says much else is none. */
	{ IMPACT "- Mentors were trained, and buses run later.\n",
		IMPACT "- Mentors were trained.\n- Buses were bought for the "
		"swimming club by a charity that the mayor leads.\n",
		"impact reworded 1-1; impact new -2" },
	/* Merged. */
	{ DID "- Met the college about its open day.\n"
		"- The library opened.\n"
		"- Met the theatre about reading groups.\n",
		DID "- Met the college and the theatre about the open day and "
		"reading groups.\n",
		"activity merged 1-1; activity merged 3-1; activity gone 2-" },
	/* An item with a key is one with the item of that key only. */
	{ OUTCOMES "- [aa] Families know where to get help with attendance, "
		"and school staff are trained in it.\n",
		OUTCOMES "- [aa] Families know where to get help with "
		"attendance.\n- School staff are trained in attendance.\n",
		"outcomes reworded 1-1; outcomes new -2" },
	/* Moved: in the same words, in others, by key; and hardly alike. */
	{ DID "- The bus company runs a later service on Thursdays.\n",
		IMPACT "- the bus company runs a later service on Thursdays\n",
		"impact moved 1-1" },
	{ OUTCOMES "- The bus company runs a later service on Thursdays.\n",
		IMPACT "- The bus company now runs later services on "
		"Thursdays.\n", "impact moved 1-1" },
	{ IMPACT "- [bus] Late buses.\n", DID "- [bus] They run at ten.\n",
		"activity moved 1-1" },
	{ DID "- Applied for a county enterprise grant.\n",
		IMPACT "- County awarded the enterprise grant of £7,500.\n",
		"activity gone 1-; impact new -1" },
	/* Two come near: neither. */
	{ DID "- The bus company runs a later service on Thursdays.\n",
		IMPACT "- The bus company now runs a later service on "
		"Thursdays.\n- The bus company runs later services on "
		"Thursdays.\n",
		"activity gone 1-; impact new -1; impact new -2" },
	/* Plans go where the account finds them. */
	{ PLAN "- Write a guide for parents.\n- Visit the farm.\n",
		DID "- A guide for parents was written.\n",
		"activity moved 1-1; planned gone 2-" },
	{ PLAN "- Train the mentors at Hill Top.\n"
		"- Train the mentors at Low Field.\n",
		DID "- Mentors at Hill Top and Low Field were trained.\n",
		"activity merged 1-1; activity merged 2-1" },
	{ PLAN "- Write a guide for parents.\n",
		PLAN "- Write the guide for parents.\n",
		"planned reworded 1-1" },
	{ PLAN "- Write a guide for parents.\n",
		DID "- A guide for parents was begun.\n\n"
		PLAN "- Write the guide for parents.\n",
		"activity new -1; planned reworded 1-2" },
	{ PLAN "- [aa] Write a guide.\n- [bb] Print it.\n",
		DID "- [cc] Done at last.\n  > aa\n  > bb\n",
		"activity merged 1-1; activity merged 2-1" },
};

static struct tw_record *parse(struct tw_arena *arena, const char *body)
{
	struct tw_view text = tw_arena_format(arena, "Priority: eet\n"
		"Title: T\nArea: A\nTerm: 2023-24 Summer 1\nOfficers: X\n\n%s",
		body);
	struct tw_record *record;

	assert_non_null(text.ptr);
	assert_int_equal(tw_record_parse(&record, arena, text, NULL), TW_OK);
	assert_int_equal(record->diagnostics.layout, 0);
	return record;
}

/* Which item of its record a node is, from 1; 0 for none. */
static int place_of(const struct tw_record *record,
	const struct tw_node *node)
{
	int place = 0;

	for (const struct tw_section *s = record->sections; s && node;
	     s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next) {
			place++;
			if (i == node->item)
				return place;
		}
	return 0;
}

static void add_place(struct tw_buffer *out, int place)
{
	if (place)
		tw_buffer_format(out, "%d", place);
}

static void assert_rows(size_t n)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_update thread[2] = {
		{ parse(arena, cases[n].before), { 2023, 0 } },
		{ parse(arena, cases[n].now), { 2023, 1 } },
	};
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_comparison *c;

	assert_int_equal(tw_compare(&c, arena, NULL, NULL, thread, 0, 1,
		NULL), TW_OK);
	for (size_t i = 0; i < c->item_count; i++) {
		const struct tw_item_change *row = &c->items[i];

		tw_buffer_format(&out, "%s%s %s ", i ? "; " : "",
			tw_section_word((row->to ? row->to : row->from)->
			section), tw_change_name(row->change));
		add_place(&out, place_of(thread[0].record, row->from));
		tw_buffer_byte(&out, '-');
		add_place(&out, place_of(thread[1].record, row->to));
	}
	tw_buffer_byte(&out, '\0');
	if (strcmp(out.ptr, cases[n].rows))
		print_error("case %zu: %s\n", n, cases[n].before);
	assert_string_equal(out.ptr, cases[n].rows);
	tw_buffer_release(&out);
	tw_arena_free(arena);
}

static void test_rows(void **state)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_rows(i);
}

/* ---- whatever the texts, each item is in one group ---- */

static const char *const words[] = {
	"school", "mentor", "bus", "guide", "parent", "library", "train",
	"write", "open", "network", "Ashby", "2", "3", "and", "the"
};

static void add_item(struct tw_buffer *out, unsigned *seed)
{
	size_t count = 1 + (*seed = *seed * 1103515245 + 12345) / 65536 % 9;

	tw_buffer_string(out, "-");
	while (count--) {
		*seed = *seed * 1103515245 + 12345;
		tw_buffer_format(out, " %s", words[*seed / 65536 %
			(sizeof(words) / sizeof(*words))]);
	}
	tw_buffer_byte(out, '\n');
}

static struct tw_record *make(struct tw_arena *arena, unsigned *seed)
{
	static const char *const headings[] = { OUTCOMES, DID, PLAN, IMPACT };
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_record *record;

	for (int i = 0; i < 4; i++) {
		tw_buffer_string(&out, headings[i]);
		for (int k = 0; k < 6; k++)
			add_item(&out, seed);
		tw_buffer_byte(&out, '\n');
	}
	tw_buffer_byte(&out, '\0');
	record = parse(arena, out.ptr);
	tw_buffer_release(&out);
	return record;
}

/* What rows say of an item: the change, and how many say it. */
struct told {
	enum tw_change change;
	unsigned rows;
};

static void tell(struct told *told, const struct tw_node *node,
	const struct tw_item_change *row)
{
	struct told *of = node ? &told[node->item->line] : NULL;

	if (!of)
		return;
	assert_true(!of->rows || of->change == row->change);
	of->change = row->change;
	of->rows++;
}

static void assert_one_group(const struct told *told,
	const struct tw_record *record, enum tw_change many)
{
	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next) {
			const struct told *of = &told[i->line];

			assert_true(of->change == many ? of->rows > 1 :
				of->rows == 1);
		}
}

static void test_each_in_one_group(void **state)
{
	unsigned seed = 1;

	for (int n = 0; n < 300; n++) {
		struct tw_arena *arena = tw_arena_new();
		struct tw_update thread[2] = {
			{ make(arena, &seed), { 2023, 0 } },
			{ make(arena, &seed), { 2023, 1 } },
		};
		struct told from[64] = { { 0, 0 } }, to[64] = { { 0, 0 } };
		struct tw_comparison *c;

		assert_int_equal(tw_compare(&c, arena, NULL, NULL, thread, 0,
			1, NULL), TW_OK);
		for (size_t i = 0; i < c->item_count; i++) {
			tell(from, c->items[i].from, &c->items[i]);
			tell(to, c->items[i].to, &c->items[i]);
		}
		assert_one_group(from, thread[0].record, TW_SPLIT);
		assert_one_group(to, thread[1].record, TW_JOINED);
		tw_arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_each_in_one_group),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
