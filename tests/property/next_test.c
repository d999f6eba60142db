/*
 * What must hold of the record that follows another, whatever that was: it is
 * read to its end, is canonical, has no error that the other had not, asks as
 * often as it says, and loses neither outcome nor plan. With a seed as its
 * argument, the program runs that one alone.
 */
#include "../test.h"

#include "check.h"
#include "draft/draft.h"
#include "lint/lint.h"
#include "model.h"
#include "random.h"

#include <stdio.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
enum { SEEDS = 4000 };
#else
enum { SEEDS = 20000 };
#endif

static uint64_t first_seed = 1, last_seed = SEEDS;

struct trial {
	uint64_t seed;
	struct tw_arena *arena;
	struct tw_buffer given; /* the text of the record before */
	struct tw_record *before, *next;
	struct tw_view text;    /* of the next */
	struct tw_draft draft;
	struct tw_carrying carrying;
};

static void fault(const struct trial *trial, const char *what,
	struct tw_view more)
{
	fprintf(stderr, "seed %llu: %s %.*s\n--- before\n%.*s\n--- next\n"
		"%.*s\n---\n", (unsigned long long)trial->seed, what,
		TW_ARG(more), TW_ARG(tw_buffer_get(&trial->given)),
		TW_ARG(trial->text));
	fail();
}

static void require(const struct trial *trial, bool holds, const char *what)
{
	if (!holds)
		fault(trial, what, TW_VIEW(""));
}

/* Two terms in order, often of one year. */
static void choose_terms(struct tw_carrying *carrying, struct random *random)
{
	static const struct tw_view periods[] = {
		{ "Autumn", 6 }, { "Spring", 6 }, { "Summer", 6 },
	};
	static const struct tw_calendar three = { periods, 3, false };
	const struct tw_calendar *calendar = random_once(random, 4) ? &three :
		&tw_half_terms;

	carrying->calendar = calendar;
	carrying->from = (struct tw_term){
		(int16_t)(2000 + random_below(random, 90)),
		(uint16_t)random_below(random, (unsigned)calendar->count) };
	carrying->term = tw_term_step(calendar, carrying->from,
		1 + random_below(random, 4));
}

static void trial_begin(struct trial *trial, uint64_t seed)
{
	struct random random = { seed * 77 + 5 };
	const struct made *made;

	*trial = (struct trial){ .seed = seed, .arena = tw_arena_new() };
	assert_non_null(trial->arena);
	made = made_new(trial->arena, seed);
	assert_non_null(made);
	if (random_once(&random, 2))
		made_write(&trial->given, made);
	else
		made_write_noisy(&trial->given, made, seed * 31 + 7);
	assert_false(trial->given.failed);
	assert_int_equal(tw_record_parse(&trial->before, trial->arena,
		tw_buffer_get(&trial->given), NULL), TW_OK);
	choose_terms(&trial->carrying, &random);
	trial->carrying.before = trial->before;
	assert_int_equal(tw_draft_next(&trial->draft, trial->arena,
		&trial->carrying, NULL), TW_OK);
	trial->text = trial->draft.text;
	assert_int_equal(tw_record_parse(&trial->next, trial->arena,
		trial->text, NULL), TW_OK);
}

static void trial_end(struct trial *trial)
{
	tw_arena_free(trial->arena);
	tw_buffer_release(&trial->given);
}

/* ---- the form ---- */

static void check_form(const struct trial *trial)
{
	const struct tw_diagnostic *d = trial->next->diagnostics.first;
	const char *what = record_fault(trial->next);
	struct tw_view canonical;
	size_t drafts = 0;

	if (what)
		fault(trial, what, TW_VIEW(""));
	require(trial, !trial->next->diagnostics.layout,
		"a line has no place");
	assert_int_equal(tw_record_write(&canonical, trial->next,
		trial->arena, NULL), TW_OK);
	require(trial, tw_view_equal(canonical, trial->text),
		"it is not canonical");
	for (; d; d = d->next)
		drafts += d->id == TW_DIAG_DRAFT;
	require(trial, drafts == trial->draft.open,
		"other drafts are told than stand in it");
}

/* ---- findings ---- */

/* As tw_before.plan: the plans are those of the record before. */
static enum tw_status ask_plan(bool *known, bool *planned,
	struct tw_view key, void *context, struct tw_error *err)
{
	const struct trial *trial = context;
	const struct tw_section *s = trial->before->sections;

	(void)err;
	*known = true;
	*planned = false;
	for (; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			*planned |= s->kind == TW_PLANNED &&
				tw_view_equal(i->key, key);
	return TW_OK;
}

static void find(bool found[TW_DIAG_COUNT], struct trial *trial,
	struct tw_record *record, bool after)
{
	struct tw_lint_options options = { .house = NULL };
	const struct tw_diagnostic *d;

	if (after)
		options.before = (struct tw_before){ ask_plan, trial };
	assert_int_equal(tw_lint_record(record, trial->arena, &options, NULL),
		TW_OK);
	for (d = record->diagnostics.first; d; d = d->next)
		found[d->id] = true;
}

static void check_findings(struct trial *trial)
{
	bool before[TW_DIAG_COUNT] = { false };
	bool after[TW_DIAG_COUNT] = { false };

	find(before, trial, trial->before, false);
	find(after, trial, trial->next, true);
	before[TW_DIAG_DRAFT] = before[TW_DIAG_SECTION_EMPTY] = true;
	/* Without house rules only half-terms are terms. */
	if (!trial->carrying.calendar->half_terms)
		before[TW_DIAG_BAD_TERM] = true;
	for (int i = 0; i < TW_DIAG_COUNT; i++)
		if (after[i] && !before[i])
			fault(trial, "a finding that is new:",
				tw_view_of(tw_diagnostic_kind(i)->name));
}

/* ---- what is carried on ---- */

/* Goes through the items of a kind, over sections. */
struct items {
	const struct tw_section *section;
	const struct tw_item *item;
	enum tw_section_kind kind;
};

static const struct tw_item *next_item(struct items *items)
{
	if (items->item)
		items->item = items->item->next;
	while (!items->item && items->section) {
		if (items->section->kind == items->kind)
			items->item = items->section->items;
		items->section = items->section->next;
	}
	return items->item;
}

static bool has_level(const struct tw_item *item)
{
	const struct tw_detail *d = item->details;

	while (d && d->sign != '=')
		d = d->next;
	return d;
}

static bool goes_on(const struct tw_item *item, enum tw_section_kind kind)
{
	if (kind == TW_PLANNED)
		return item->state != TW_DONE && item->state != TW_DROPPED &&
			!tw_item_placeholder(item);
	return kind != TW_IMPACT || has_level(item);
}

/* Figures that stay: all of outcomes and exit, levels of impact. */
static size_t count_figures(const struct tw_item *item,
	enum tw_section_kind kind)
{
	const struct tw_detail *d = item->details;
	size_t count = 0;

	for (; d; d = d->next)
		count += (d->sign == '=' && kind != TW_PLANNED) ||
			(d->sign == '+' && kind != TW_PLANNED &&
			kind != TW_IMPACT);
	return count;
}

static size_t count_all_figures(const struct tw_item *item)
{
	const struct tw_detail *d = item->details;
	size_t count = 0;

	for (; d; d = d->next)
		count += d->sign != '>';
	return count;
}

static struct tw_view text_of(const struct trial *trial,
	const struct tw_item *item)
{
	struct tw_view text = tw_segments_join(item->text, trial->arena);
	char *bytes = (char *)(uintptr_t)text.ptr;

	/* A tab inside a text is written as a space. */
	if (item->text && !item->text->next) {
		text = tw_arena_copy(trial->arena, text);
		bytes = (char *)(uintptr_t)text.ptr;
	}
	for (size_t i = 0; i < text.len; i++)
		if (bytes[i] == '\t')
			bytes[i] = ' ';
	return text;
}

/* The items of a kind stand in the next record, as ones of `to`. */
static void check_items(const struct trial *trial, enum tw_section_kind kind,
	enum tw_section_kind to)
{
	struct items from = { trial->before->sections, NULL, kind };
	struct items now = { trial->next->sections, NULL, to };
	const struct tw_item *a, *b;

	while ((a = next_item(&from))) {
		if (!goes_on(a, kind))
			continue;
		b = next_item(&now);
		require(trial, b, "an item is lost");
		require(trial, tw_view_equal(a->key, b->key),
			"a key is another");
		require(trial, tw_view_equal(text_of(trial, a),
			text_of(trial, b)), "a text is another");
		require(trial, count_figures(a, kind) ==
			count_all_figures(b), "figures are lost or left");
		require(trial, to != TW_ACTIVITY || !b->state,
			"a disposition is left");
	}
	require(trial, !next_item(&now), "an item is made up");
}

static void check_carried(const struct trial *trial)
{
	struct items plans = { trial->next->sections, NULL, TW_PLANNED };

	check_items(trial, TW_OUTCOMES, TW_OUTCOMES);
	check_items(trial, TW_PLANNED, TW_ACTIVITY);
	check_items(trial, TW_IMPACT, TW_IMPACT);
	check_items(trial, TW_EXIT, TW_EXIT);
	require(trial, !next_item(&plans), "a plan is made up");
}

static void whatever_comes_before_is_carried_on(void **state)
{
	struct trial trial;

	for (uint64_t seed = first_seed; seed <= last_seed; seed++) {
		trial_begin(&trial, seed);
		check_form(&trial);
		check_carried(&trial);
		check_findings(&trial);
		trial_end(&trial);
	}
}

/* What follows the record that follows asks for no more than that one. */
static void it_goes_on_for_ever(void **state)
{
	struct trial trial;
	struct tw_record *record;
	struct tw_draft draft;

	for (uint64_t seed = first_seed; seed <= last_seed; seed += 10) {
		trial_begin(&trial, seed);
		for (int i = 0; i < 5; i++) {
			trial.carrying.before = trial.next;
			trial.carrying.from = trial.carrying.term;
			trial.carrying.term = tw_term_step(
				trial.carrying.calendar, trial.carrying.from,
				1);
			assert_int_equal(tw_draft_next(&draft, trial.arena,
				&trial.carrying, NULL), TW_OK);
			require(&trial, draft.open <= trial.draft.open,
				"drafts become more");
			assert_int_equal(tw_record_parse(&record, trial.arena,
				draft.text, NULL), TW_OK);
			trial.draft = draft;
			trial.text = draft.text;
			trial.next = record;
			check_form(&trial);
		}
		trial_end(&trial);
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_comes_before_is_carried_on),
		cmocka_unit_test(it_goes_on_for_ever),
	};

	if (argc > 1)
		first_seed = last_seed = strtoull(argv[1], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
