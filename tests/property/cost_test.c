/*
 * Eight times the input costs at most ten times as much, whatever its shape:
 * to read, judge and write a record, show its findings, make documents of it
 * and carry it on to the next term, to tell what changed in it, and to read
 * house rules; and the same where two files are held against each other. What
 * is counted is told in count.h.
 */
#define _XOPEN_SOURCE 700 /* mkdtemp */

#include "../test.h"

#include "base/file.h"
#include "count.h"
#include "draft/draft.h"
#include "history/reader.h"
#include "lint/allow.h"
#include "lint/lint.h"
#include "lint/mend.h"
#include "lint/task.h"
#include "lint/terms.h"
#include "lint/private.h"
#include "report/document.h"
#include "report/findings.h"
#include "report/past.h"
#include "shapes.h"

#include <termwise/house.h>
#include <termwise/record.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SMALL = 32 * 1024, TIMES = 8, MOST_TIMES = 10 };

/* And no byte costs more than this: what has a cap may be large below it. */
enum { MOST_PER_BYTE = 4000 };

/* Where two files are multiplied, less shows as much. */
enum { SMALL_PAIR = 4 * 1024 };

/* What is worse than quadratic would go on for hours. */
enum { RUNAWAY = 600 };

/* What to do with a text, and what that cost. */
typedef void procedure(struct tw_arena *arena, struct tw_view text);

static enum tw_status plan(bool *known, bool *planned, struct tw_view key,
	void *context, struct tw_error *err)
{
	(void)key;
	(void)context;
	(void)err;
	*known = true;
	*planned = false;
	return TW_OK;
}

/* Everything that lint and fmt do with a record. */
static void judge_record(struct tw_arena *arena, struct tw_view text)
{
	static const struct tw_private_options privacy = { .counts = true };
	struct tw_private_spans found;
	struct tw_lint_options options = { .path = TW_VIEW("a/b/c.txt"),
		.before = { plan, NULL }, .privacy = &privacy,
		.found = &found };
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_judged judged = { .shown = TW_VIEW("c.txt"),
		.below = TW_VIEW("c.txt"), .source = text };
	struct tw_allowing allowing = { .across = true };
	struct tw_record *record;
	struct tw_view written;
	size_t count;
	bool spoilt;

	assert_int_equal(tw_record_parse(&record, arena, text, NULL), TW_OK);
	if (!record->diagnostics.layout)
		assert_int_equal(tw_record_write(&written, record, arena,
			NULL), TW_OK);
	assert_int_equal(tw_lint_record(record, arena, &options, NULL), TW_OK);
	assert_int_equal(tw_allow_keep(record, arena, NULL), TW_OK);
	assert_int_equal(tw_lint_mend(&written, &count, &spoilt, record, true,
		arena, NULL), TW_OK);
	assert_int_equal(tw_allow(&count, record, &allowing, arena, NULL),
		TW_OK);
	judged.diagnostics = &record->diagnostics;
	assert_int_equal(tw_private_veil(&judged, &found, &privacy, arena,
		NULL), TW_OK);
	tw_findings_text(&out, &judged, false);
	tw_findings_json(&out, &judged);
	assert_false(out.failed);
	tw_buffer_release(&out);
}

/* The same words a term later. */
static void judge_across(struct tw_arena *arena, struct tw_view text)
{
	struct tw_terms *terms = tw_terms_new();
	struct tw_in_term in = { .term = { 2023, 3 } };
	struct tw_record *record;

	(void)arena;
	assert_non_null(terms);
	tw_terms_begin(terms, NULL, false);
	for (int turn = 0; turn < 2; turn++) {
		assert_int_equal(tw_record_parse(&record,
			tw_terms_arena(terms), text, NULL), TW_OK);
		if (!record->diagnostics.layout)
			assert_int_equal(tw_terms_judge(terms, record, &in,
				NULL), TW_OK);
		in.term.period++;
		in.report = in.last = true;
	}
	tw_terms_free(terms);
}

/* And what the next record is made of it. */
static void carry_on(struct tw_arena *arena, struct tw_view text)
{
	struct tw_carrying carrying = { NULL, &tw_half_terms, { 2023, 4 },
		{ 2024, 0 } };
	struct tw_record *record;
	struct tw_draft draft;
	enum tw_status status;

	assert_int_equal(tw_record_parse(&record, arena, text, NULL), TW_OK);
	carrying.before = record;
	status = tw_draft_next(&draft, arena, &carrying, NULL);
	assert_true(status == TW_OK || status == TW_USAGE);
}

/* A record as a document, in every form, with marks and without. */
static void make_documents(struct tw_arena *arena, struct tw_view text)
{
	struct tw_filed filed = { .term = { 2023, 4 } };
	struct tw_document document = { &filed, 1, &tw_half_terms, arena };
	struct tw_buffer out = TW_BUFFER_INIT;

	assert_int_equal(tw_record_parse(&filed.record, arena, text, NULL),
		TW_OK);
	if (filed.record->diagnostics.layout)
		return;
	filed.area = tw_record_value(filed.record, TW_AREA, arena);
	filed.title = tw_record_value(filed.record, TW_TITLE, arena);
	for (int form = 0; form <= TW_DOCUMENT_ODT; form++) {
		tw_document_write(&out, &document,
			&(struct tw_document_style){ .form = form });
		tw_document_write(&out, &document,
			&(struct tw_document_style){ .form = form,
				.marks = true });
	}
	assert_false(out.failed);
	tw_buffer_release(&out);
}

static struct tw_record *parsed(struct tw_arena *arena, struct tw_view text)
{
	struct tw_record *record;

	assert_int_equal(tw_record_parse(&record, arena, text, NULL), TW_OK);
	return record;
}

/* What became of a record, in every form: it is new, gone, cut in half. */
static void tell_changes(struct tw_arena *arena, struct tw_view text)
{
	static unsigned char none[20][32];
	const struct tw_commit commit = { .author = TW_VIEW("X"),
		.summary = TW_VIEW("Y"), .parents = &none[0] };
	struct tw_view half = { text.ptr, text.len / 2 };
	struct tw_record *const versions[] = { NULL, parsed(arena, text),
		parsed(arena, half), NULL };
	struct tw_buffer out = TW_BUFFER_INIT;

	for (int i = 0; i < 3; i++) {
		struct tw_past_page page = { .out = &out, .width = 80,
			.markdown = i == 1, .arena = arena };
		struct tw_deed deed = { .path = TW_VIEW("a/b/c.txt"),
			.from = { .record = versions[i], .present = i > 0 },
			.to = { .record = versions[i + 1],
			.present = i < 2 } };

		assert_int_equal(tw_edits_find(&deed.edits, arena, NULL,
			versions[i], versions[i + 1], NULL), TW_OK);
		deed.edits.filtered = true;
		assert_int_equal(tw_past_tell(&page, &commit, &deed, 1, 0,
			NULL), TW_OK);
		assert_int_equal(tw_past_json(&out, &commit, &deed, 1, arena,
			NULL), TW_OK);
	}
	tw_buffer_release(&out);
}

static void read_house(struct tw_arena *arena, struct tw_view text)
{
	struct tw_house *house;

	assert_int_equal(tw_house_parse(&house, arena, text, NULL), TW_OK);
	assert_int_equal(tw_private_public_read(house, arena, NULL), TW_OK);
}

/* A record with as many themes, none of them one of the house rules'. */
static void judge_by_house(struct tw_arena *arena, struct tw_view text)
{
	struct tw_lint_options options = { .path = { NULL, 0 } };
	struct tw_buffer list = TW_BUFFER_INIT;
	struct tw_record *record;
	struct tw_house *house;

	assert_int_equal(tw_house_parse(&house, arena, text, NULL), TW_OK);
	tw_buffer_string(&list, "Theme: a");
	for (size_t i = 0; i < text.len / 6; i++)
		tw_buffer_format(&list, "%sx%u", i % 600 ? ";" : ";\n ",
			(unsigned)(i % 999));
	assert_false(list.failed);
	options.house = house;
	assert_int_equal(tw_record_parse(&record, arena, tw_buffer_get(&list),
		NULL), TW_OK);
	assert_int_equal(tw_lint_record(record, arena, &options, NULL), TW_OK);
	tw_buffer_release(&list);
}

/* 0 if the size is too small to show the shape. */
static uint64_t cost_of(const struct shape *shape, procedure *job, size_t size)
{
	struct tw_arena *arena = tw_arena_new();
	struct tw_buffer text = TW_BUFFER_INIT;
	uint64_t before;

	assert_non_null(arena);
	assert_true(shape_write(&text, shape, size));
	before = cost;
	job(arena, tw_buffer_get(&text));
	before = cost - before;
	before = text.len < size / 2 ? 0 : before;
	tw_arena_free(arena);
	tw_buffer_release(&text);
	return before;
}

static bool is_linear(uint64_t small, uint64_t large, size_t size,
	const char *what, const char *name)
{
	if ((!small || large <= MOST_TIMES * small) &&
	    large && large <= MOST_PER_BYTE * TIMES * size)
		return true;
	print_error("%s: \"%s\" is not linear: %llu, then %llu\n", what, name,
		(unsigned long long)small, (unsigned long long)large);
	return false;
}

static void check_all(procedure *job, size_t size, const char *only,
	const char *what)
{
	bool linear = true;

	for (size_t i = 0; i < shape_count; i++)
		if (!strncmp(shapes[i].piece, only, strlen(only)))
			linear &= is_linear(cost_of(&shapes[i], job, size),
				cost_of(&shapes[i], job, TIMES * size), size,
				what, shapes[i].name);
	assert_true(linear);
}

static void judging_is_linear(void **state)
{
	check_all(judge_record, SMALL, "", "judging");
}

static void judging_across_terms_is_linear(void **state)
{
	check_all(judge_across, SMALL, "", "judging across terms");
}

static void carrying_on_is_linear(void **state)
{
	check_all(carry_on, SMALL, "", "carrying on");
}

static void making_documents_is_linear(void **state)
{
	check_all(make_documents, SMALL, "", "documents");
}

static void telling_changes_is_linear(void **state)
{
	check_all(tell_changes, SMALL, "", "telling changes");
}

static void reading_house_rules_is_linear(void **state)
{
	check_all(read_house, SMALL, "", "house rules");
}

static void judging_by_house_rules_is_linear(void **state)
{
	check_all(judge_by_house, SMALL_PAIR, "Theme:", "judging by");
}

/* ---- the record before ---- */

static const char header[] = "Priority: b\nTitle: T\nArea: A\nTerm: %s\n"
	"Officers: X\n\n%s\n";

static void write_record(const char *path, const char *term,
	const char *start, const char *piece, unsigned count)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_error err;

	tw_buffer_format(&text, header, term, start);
	while (count--) {
		tw_buffer_format(&text, piece, count);
		tw_buffer_byte(&text, '\n');
	}
	assert_false(text.failed);
	assert_int_equal(tw_file_replace(path, tw_buffer_get(&text), &err),
		TW_OK);
	tw_buffer_release(&text);
}

static void report(struct tw_buffer *out, const struct tw_judged *judged,
	void *context)
{
	(void)out;
	(void)judged;
	(void)context;
}

static enum tw_status done(struct tw_task *task, void *context,
	struct tw_error *err)
{
	(void)task;
	(void)context;
	(void)err;
	return TW_OK;
}

/* As many lines of evidence as there are plans in the record before. */
static uint64_t cost_of_evidence(unsigned count)
{
	char path[] = "a/b/2023-24-summer-1.txt", *paths[] = { path };
	struct tw_corpus_options options = { .paths = paths, .count = 1 };
	struct tw_lint_run run = { .report = report };
	struct tw_job job = tw_lint_job(&run);
	uint64_t before = cost;
	struct tw_error err;

	job.done = done;
	write_record("a/b/2023-24-spring-2.txt", "2023-24 Spring 2",
		"Planned activity next period", "- [k-%07u] A plan.", count);
	write_record(path, "2023-24 Summer 1", "Impact so far\n- One.",
		"  > k-%07u", count);
	assert_int_equal(tw_corpus_run(&options, &job, &err), TW_OK);
	return cost - before;
}

static void asking_the_record_before_is_linear(void **state)
{
	char folder[] = "/tmp/termwise-cost-XXXXXX";
	uint64_t small, large;

	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(mkdir("a", 0700) | mkdir("a/b", 0700), 0);
	small = cost_of_evidence(SMALL / 32);
	large = cost_of_evidence(TIMES * SMALL / 32);
	unlink("a/b/2023-24-spring-2.txt");
	unlink("a/b/2023-24-summer-1.txt");
	rmdir("a/b");
	rmdir("a");
	rmdir(folder);
	assert_true(is_linear(small, large, 2 * SMALL, "judging", "evidence"));
}

int main(void)
{
	const struct rlimit runaway = { RUNAWAY, RUNAWAY };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(judging_is_linear),
		cmocka_unit_test(judging_across_terms_is_linear),
		cmocka_unit_test(carrying_on_is_linear),
		cmocka_unit_test(making_documents_is_linear),
		cmocka_unit_test(telling_changes_is_linear),
		cmocka_unit_test(reading_house_rules_is_linear),
		cmocka_unit_test(judging_by_house_rules_is_linear),
		cmocka_unit_test(asking_the_record_before_is_linear),
	};

	setrlimit(RLIMIT_CPU, &runaway);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
