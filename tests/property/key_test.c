/*
 * Keys for pairs that were found by likeness, on random updates: whichever
 * pairs are accepted, every other byte of the records stays; and if all are
 * that may be, each plan becomes what it became, found by its key.
 */
#include "../test.h"

#include "base/buffer.h"
#include "key/key.h"
#include "random.h"
#include "text/words.h"
#include "thread/share.h"

#include <stdio.h>
#include <string.h>

enum { RUNS = 400, TERMS = 3, MOST_ITEMS = 7 };

static const char *const words[] = {
	"school", "mentors", "bus", "guide", "parents", "library", "train",
	"write", "open", "network", "Ashby", "Cohort 2", "Cohort 3", "and",
	"the", "PMHW", "panel", "data", "Jo Smith", "2024"
};

static const char *const marks[] = {
	"", "", "", "(done) ", "(ongoing) ", "(on hold) ", "\\(", "\\["
};

/* ---- updates ---- */

static void add_words(struct tw_buffer *out, struct random *random,
	const char *eol)
{
	unsigned count = 2 + random_below(random, 7);

	for (unsigned i = 0; i < count; i++) {
		if (i && !random_below(random, 9))
			tw_buffer_format(out, "%s  ", eol);
		else if (i)
			tw_buffer_byte(out, ' ');
		tw_buffer_string(out, words[random_below(random,
			sizeof(words) / sizeof(*words))]);
	}
	tw_buffer_string(out, eol);
}

static void add_items(struct tw_buffer *out, struct random *random,
	const char *heading, bool marked, unsigned *key, const char *eol)
{
	unsigned count = random_below(random, MOST_ITEMS);

	tw_buffer_format(out, "%s%s%s", eol, heading, eol);
	for (unsigned i = 0; i < count; i++) {
		if (!random_below(random, 8))
			tw_buffer_format(out, "# A comment.%s", eol);
		tw_buffer_string(out, random_below(random, 5) ? "- " : "-   ");
		if (!random_below(random, 5))
			tw_buffer_format(out, "[k%u] ", (*key)++);
		tw_buffer_string(out, marks[random_below(random, marked ?
			8 : 3)]);
		add_words(out, random, eol);
		if (!random_below(random, 6))
			tw_buffer_format(out, "  = things %u: 4%s", i, eol);
		if (!random_below(random, 8))
			tw_buffer_string(out, eol);
	}
}

static struct tw_view make(struct tw_arena *arena, struct random *random,
	unsigned term)
{
	static const char *const names[] = { "Autumn 1", "Autumn 2",
		"Spring 1" };
	const char *eol = random_below(random, 4) ? "\n" : "\r\n";
	unsigned key = random_below(random, 3);
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view text;

	tw_buffer_format(&out, "Priority: eet%sTitle: T%sArea: A%sTerm: "
		"2023-24 %s%sOfficers: Jo Smith%s", eol, eol, eol,
		names[term], eol, eol);
	add_items(&out, random, "Activity last period", true, &key, eol);
	add_items(&out, random, "Planned activity next period", true, &key,
		eol);
	add_items(&out, random, "Impact so far", false, &key, eol);
	if (!random_below(random, 4))
		out.len -= strlen(eol);
	text = tw_arena_copy(arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	return text;
}

/* ---- what they become ---- */

struct area {
	struct tw_arena *arena;
	struct tw_lexicon *lexicon;
	struct tw_entry entries[TERMS];
	struct tw_filed filed[TERMS];
	struct tw_steps steps;
	struct tw_keys keys;
};

/* False if a record has a line without a place: those take no part. */
static bool begin(struct area *area, struct random *random)
{
	const struct tw_scope scope = { .every = true };

	area->arena = tw_arena_new();
	for (unsigned i = 0; i < TERMS; i++) {
		struct tw_filed *filed = &area->filed[i];

		area->entries[i] = (struct tw_entry){ .shown = "a.txt" };
		*filed = (struct tw_filed){ .entry = &area->entries[i] };
		assert_int_equal(tw_record_parse(&filed->record, area->arena,
			make(area->arena, random, i), NULL), TW_OK);
		assert_null(tw_filed_fill(filed, area->arena));
		if (filed->record->diagnostics.layout)
			return false;
	}
	assert_int_equal(tw_scope_choose(&area->steps, area->filed, TERMS,
		&scope, area->arena, area->lexicon, NULL), TW_OK);
	for (size_t i = 0; i < area->steps.count; i++) {
		struct tw_step *step = &area->steps.at[i];
		struct tw_update pair[2];

		if (!step->from)
			continue;
		pair[0] = (struct tw_update){ step->from->record,
			step->from->term };
		pair[1] = (struct tw_update){ step->to->record,
			step->to->term };
		assert_int_equal(tw_compare(&step->comparison, area->arena,
			area->lexicon, NULL, pair, 0, 1, NULL), TW_OK);
	}
	assert_int_equal(tw_steps_share(&area->steps, area->arena, NULL),
		TW_OK);
	assert_int_equal(tw_keys_find(&area->keys, &area->steps, area->filed,
		TERMS, area->arena, area->lexicon, NULL), TW_OK);
	return true;
}

static void take(struct area *area, struct tw_key_pair *pair)
{
	struct tw_key_offer offer;

	assert_int_equal(tw_keys_offer(&offer, &area->keys, pair, NULL),
		TW_OK);
	if (!tw_key_writes(offer.means))
		return;
	assert_true(tw_key_valid(offer.key));
	if (offer.proposed) {
		assert_null(tw_keys_where(&area->keys, offer.key));
		assert_null(strstr(tw_arena_format(area->arena, "%.*s",
			TW_ARG(offer.key)).ptr, "smith"));
	}
	assert_int_equal(tw_keys_take(&area->keys, pair, &offer, NULL),
		TW_OK);
}

/* Takes out what was put in: "[key] " behind a dash, and "  > key" lines. */
static void assert_only_keys(struct tw_view before, struct tw_view after)
{
	size_t i = 0, k = 0;

	while (k < after.len) {
		const char *end = memchr(after.ptr + k, '\n', after.len - k);

		if (i < before.len && before.ptr[i] == after.ptr[k] &&
		    !(after.ptr[k] == '[' && before.ptr[i] == '[' &&
		      memcmp(before.ptr + i, after.ptr + k, 3))) {
			i++;
			k++;
		} else if (after.ptr[k] == '[') {
			while (k < after.len && after.ptr[k] != ']')
				k++;
			assert_true(k + 1 < after.len && after.ptr[k + 1] ==
				' ');
			k += 2;
		} else {
			/* Where the last line had no end, it gets one first. */
			while (i == before.len && k < after.len &&
			       (after.ptr[k] == '\r' || after.ptr[k] == '\n'))
				k++;
			assert_true(after.len - k > 4 &&
				!memcmp(after.ptr + k, "  > ", 4));
			end = memchr(after.ptr + k, '\n', after.len - k);
			k = end ? (size_t)(end - after.ptr) + 1 : after.len;
		}
	}
	assert_int_equal(i, before.len);
}

static void assert_bytes(struct area *area)
{
	for (size_t i = 0; i < TERMS; i++) {
		struct tw_record *record;
		struct tw_view text;
		bool changed;

		assert_int_equal(tw_keys_text(&text, &changed, &area->keys,
			&area->filed[i], NULL), TW_OK);
		assert_int_equal(changed, !tw_view_equal(text,
			area->filed[i].record->source));
		assert_only_keys(area->filed[i].record->source, text);
		assert_int_equal(tw_record_parse(&record, area->arena, text,
			NULL), TW_OK);
		assert_int_equal(record->diagnostics.count[TW_ERROR],
			area->filed[i].record->diagnostics.count[TW_ERROR]);
	}
}

static void test_bytes(void **state)
{
	struct random random = { 20260101 };
	struct area area = { .lexicon = *state };
	size_t taken = 0;

	for (int run = 0; run < RUNS; run++) {
		bool fine = begin(&area, &random);

		for (size_t i = 0; fine && i < area.keys.pair_count; i++)
			if (random_below(&random, 2)) {
				take(&area, &area.keys.pairs[i]);
				taken++;
			}
		if (fine)
			assert_bytes(&area);
		tw_arena_free(area.arena);
		tw_lexicon_rest(area.lexicon);
	}
	assert_true(taken > RUNS / 2);
}

/* All pairs from a score on: the account is the same, and by key. */
static void test_account(void **state)
{
	struct random random = { 20260102 };
	struct area area = { .lexicon = *state };
	size_t taken = 0, counted = 0;

	for (int run = 0; run < RUNS; run++) {
		bool fine = begin(&area, &random);
		unsigned least = random_below(&random, 700);

		if (fine)
			assert_int_equal(tw_keys_take_above(&area.keys, least,
				NULL), TW_OK);
		for (size_t i = 0; fine && i < area.keys.pair_count; i++) {
			const struct tw_key_pair *pair = &area.keys.pairs[i];

			taken += pair->answer == TW_KEY_YES;
			counted += pair->counted && pair->score >= least;
			assert_true(pair->answer != TW_KEY_YES ||
				(pair->counted && pair->score >= least));
		}
		for (size_t i = 0; fine && i < area.steps.count; i++) {
			bool same = true;

			if (area.steps.at[i].comparison)
				assert_int_equal(tw_keys_check(&same,
					&area.keys, &area.steps.at[i], NULL),
					TW_OK);
			assert_true(same);
		}
		if (fine)
			assert_bytes(&area);
		tw_arena_free(area.arena);
		tw_lexicon_rest(area.lexicon);
	}
	/* Some have two keys, or share an item with one that is less alike. */
	assert_true(taken > RUNS && 3 * taken > 2 * counted);
}

static int setup(void **state)
{
	*state = tw_lexicon_new();
	return !*state;
}

static int teardown(void **state)
{
	tw_lexicon_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_account),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
