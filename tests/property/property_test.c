/*
 * What must hold of every record: writing gives back what is canonical, the
 * canonical form says the same, is its own, and brings no new finding.
 * Records are made up from seeds that a failure names; with a seed as its
 * argument, the program runs that one alone.
 */
#include "../test.h"

#include "check.h"
#include "document.h"
#include "lint/lint.h"
#include "model.h"
#include "random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
enum { SEEDS = 4000 };
#else
enum { SEEDS = 20000 };
#endif

/* Documents take longest: they are made of one record in so many. */
enum { DOCUMENTS = 4 };

static uint64_t first_seed = 1, last_seed = SEEDS;

/* What one seed needs, for all of its texts. */
struct trial {
	uint64_t seed;
	struct tw_arena *arena;
	struct made *made;
	struct tw_buffer canonical, noisy;
};

static void trial_begin(struct trial *trial, uint64_t seed)
{
	*trial = (struct trial){ .seed = seed, .arena = tw_arena_new() };
	assert_non_null(trial->arena);
	trial->made = made_new(trial->arena, seed);
	assert_non_null(trial->made);
	made_write(&trial->canonical, trial->made);
	made_write_noisy(&trial->noisy, trial->made, seed * 31 + 7);
	assert_false(trial->canonical.failed || trial->noisy.failed);
}

static void trial_end(struct trial *trial)
{
	tw_arena_free(trial->arena);
	tw_buffer_release(&trial->canonical);
	tw_buffer_release(&trial->noisy);
}

static void fault(const struct trial *trial, const char *what,
	struct tw_view input, struct tw_view expected, struct tw_view got)
{
	fprintf(stderr, "seed %llu: %s\n--- input\n%.*s\n--- expected\n"
		"%.*s\n--- got\n%.*s\n---\n", (unsigned long long)trial->seed,
		what, TW_ARG(input), TW_ARG(expected), TW_ARG(got));
	fail();
}

static struct tw_record *read_sound(const struct trial *trial,
	struct tw_view text)
{
	struct tw_view none = { NULL, 0 };
	struct tw_record *record;
	const char *what;

	assert_int_equal(tw_record_parse(&record, trial->arena, text, NULL),
		TW_OK);
	what = record_fault(record);
	if (what)
		fault(trial, what, text, none, none);
	if (record->diagnostics.layout)
		fault(trial, "a layout error", text, none, tw_view_of(
			tw_diagnostic_kind(record->diagnostics.first->id)
				->name));
	return record;
}

static struct tw_view written(const struct trial *trial, struct tw_view text)
{
	struct tw_view canonical;

	assert_int_equal(tw_record_write(&canonical,
		read_sound(trial, text), trial->arena, NULL), TW_OK);
	return canonical;
}

static void expect(const struct trial *trial, const char *what,
	struct tw_view input, struct tw_view expected, struct tw_view got)
{
	if (!tw_view_equal(expected, got))
		fault(trial, what, input, expected, got);
}

/* ---- the properties ---- */

static void check_writing(const struct trial *trial)
{
	struct tw_view canonical = tw_buffer_get(&trial->canonical);
	struct tw_view noisy = tw_buffer_get(&trial->noisy);

	expect(trial, "what is canonical is written otherwise", canonical,
		canonical, written(trial, canonical));
	expect(trial, "noise does not come out canonical", noisy, canonical,
		written(trial, noisy));
}

/* A text says what was made up or, if `other` is not NULL, what that says. */
static void check_meaning(const struct trial *trial, struct tw_view text,
	const struct tw_view *other)
{
	struct tw_buffer expected = TW_BUFFER_INIT, got = TW_BUFFER_INIT;

	if (other)
		record_dump(&expected, read_sound(trial, *other));
	else
		made_dump(&expected, trial->made);
	record_dump(&got, read_sound(trial, text));
	assert_false(expected.failed || got.failed);
	expect(trial, "another meaning is read", text,
		tw_buffer_get(&expected), tw_buffer_get(&got));
	tw_buffer_release(&expected);
	tw_buffer_release(&got);
}

/* Marks the ids that are found in a text. */
static void find(bool found[TW_DIAG_COUNT], const struct trial *trial,
	struct tw_view text)
{
	struct tw_lint_options options = { .path = TW_VIEW("a/eet/x.txt") };
	struct tw_record *record = read_sound(trial, text);
	struct tw_view none = { NULL, 0 };
	const char *what;

	assert_int_equal(tw_lint_record(record, trial->arena, &options, NULL),
		TW_OK);
	what = record_fault(record);
	if (what)
		fault(trial, what, text, none, none);
	for (const struct tw_diagnostic *d = record->diagnostics.first; d;
	     d = d->next)
		found[d->id] = true;
}

static void check_findings(const struct trial *trial, struct tw_view text,
	struct tw_view canonical)
{
	bool before[TW_DIAG_COUNT] = { false };
	bool after[TW_DIAG_COUNT] = { false };

	find(before, trial, text);
	find(after, trial, canonical);
	for (int i = 0; i < TW_DIAG_COUNT; i++)
		if (after[i] && !before[i])
			fault(trial, "the canonical form brings a finding",
				text, canonical,
				tw_view_of(tw_diagnostic_kind(i)->name));
}

/* A document has no more and no less, whoever reads it. */
static void check_documents(const struct trial *trial)
{
	struct tw_view canonical = tw_buffer_get(&trial->canonical);
	const char *what = document_fault(read_sound(trial, canonical),
		canonical, trial->arena);

	if (what)
		fault(trial, what, canonical, canonical, TW_VIEW(""));
}

static void generated_records_keep_their_form_and_meaning(void **state)
{
	struct trial trial;

	for (uint64_t seed = first_seed; seed <= last_seed; seed++) {
		trial_begin(&trial, seed);
		check_writing(&trial);
		check_meaning(&trial, tw_buffer_get(&trial.canonical), NULL);
		check_meaning(&trial, tw_buffer_get(&trial.noisy), NULL);
		check_findings(&trial, tw_buffer_get(&trial.noisy),
			tw_buffer_get(&trial.canonical));
		if (seed % DOCUMENTS == 0 || first_seed == last_seed)
			check_documents(&trial);
		trial_end(&trial);
	}
}

/* ---- broken records ---- */

static const char *const scraps[] = {
	"\n", "\r", "- ", "-", "  ", "\t", "#", "[", "(", "=", "+", ">", ";",
	":", "=======", "<<<<<<< x\n", "\xC2\xA0", "\xFF", "\xE2\x80\xAE",
	"\xE2\x80\xA2 ", "Impact so far\n", "  Exit strategy\n", "\xEF\xBB\xBF",
	"Format: 2\n", "Next steps\n", "\\", "(done)", "[year-11] ", "\0x",
};

/* Changes a text in a few places, and often cuts a piece out of it. */
static void break_up(struct tw_buffer *out, struct tw_view text,
	struct random *random)
{
	unsigned places = 1 + random_below(random, 4);

	for (unsigned i = 0; i < places && text.len; i++) {
		size_t len = random_below(random, (unsigned)text.len + 1);
		const char *scrap = scraps[random_below(random,
			sizeof(scraps) / sizeof(*scraps))];

		tw_buffer_add(out, text.ptr, len);
		tw_buffer_add(out, scrap, *scrap ? strlen(scrap) : 2);
		if (len < text.len && random_once(random, 2))
			len += random_below(random, (unsigned)(text.len - len));
		text.ptr += len;
		text.len -= len;
	}
	tw_buffer_view(out, text);
}

/* Whatever a text is, it has a layout error or can be written. */
static void check_any(const struct trial *trial, struct tw_view text)
{
	struct tw_lint_options options = { .path = TW_VIEW("a/b/c.txt") };
	struct tw_view none = { NULL, 0 }, once, again;
	struct tw_record *record;
	const char *what;

	assert_int_equal(tw_record_parse(&record, trial->arena, text, NULL),
		TW_OK);
	what = record_fault(record);
	if (!what && !record->diagnostics.layout) {
		once = written(trial, text);
		again = written(trial, once);
		expect(trial, "the canonical form is not its own", text, once,
			again);
		check_meaning(trial, once, &text);
		check_findings(trial, text, once);
	}
	assert_int_equal(tw_lint_record(record, trial->arena, &options, NULL),
		TW_OK);
	what = what ? what : record_fault(record);
	if (what)
		fault(trial, what, text, none, none);
}

static void broken_records_err_within_the_text(void **state)
{
	struct trial trial;

	for (uint64_t seed = first_seed; seed <= last_seed; seed++) {
		struct random random = { seed ^ 0xB0B0 };
		struct tw_buffer text = TW_BUFFER_INIT;

		trial_begin(&trial, seed);
		break_up(&text, tw_buffer_get(random_once(&random, 2) ?
			&trial.noisy : &trial.canonical), &random);
		assert_false(text.failed);
		check_any(&trial, tw_buffer_get(&text));
		tw_buffer_release(&text);
		trial_end(&trial);
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(generated_records_keep_their_form_and_meaning),
		cmocka_unit_test(broken_records_err_within_the_text),
	};

	if (argc > 1)
		first_seed = last_seed = strtoull(argv[1], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
