/*
 * A record of any bytes: read, judged, shown in every form; and if no line
 * of it lacks a place, written, read again and written again to the same,
 * carried on to the next term, and shown as a document that gives it back.
 */
#include "fuzz.h"

#include "../property/check.h"
#include "../property/document.h"
#include "../property/model.h"
#include "draft/draft.h"
#include "lint/lint.h"
#include "lint/mend.h"
#include "lint/prints.h"
#include "report/findings.h"

#include <termwise/house.h>

static const char rules[] =
	"Area: A\nAlso: B; C\nTheme: eet\nTheme: mental-health\n"
	"Measure: staff trained\nAlso: people trained; trained\n";

/* An answer that differs from key to key. */
static enum tw_status plan(bool *known, bool *planned, struct tw_view key,
	void *context, struct tw_error *err)
{
	(void)context;
	(void)err;
	*known = key.len % 3;
	*planned = key.len % 2;
	return TW_OK;
}

static struct tw_record *read_record(struct tw_arena *arena,
	struct tw_view text)
{
	struct tw_record *record;

	require(!tw_record_parse(&record, arena, text, NULL));
	require(!record_fault(record));
	return record;
}

static struct tw_view write_record(struct tw_arena *arena,
	const struct tw_record *record)
{
	struct tw_view text;

	require(!tw_record_write(&text, record, arena, NULL));
	return text;
}

/* What is written says the same, and is written as it is. */
static void rewrite(struct tw_arena *arena, const struct tw_record *record)
{
	struct tw_buffer said = TW_BUFFER_INIT, says = TW_BUFFER_INIT;
	struct tw_view text = write_record(arena, record);
	struct tw_record *again = read_record(arena, text);

	require(!again->diagnostics.layout);
	require(tw_view_equal(text, write_record(arena, again)));
	require(!document_fault(again, text, arena));
	record_dump(&said, record);
	record_dump(&says, again);
	require(tw_view_equal(tw_buffer_get(&said), tw_buffer_get(&says)));
	tw_buffer_release(&said);
	tw_buffer_release(&says);
}

/* What follows it is canonical, whatever it was. */
static void carry_on(struct tw_arena *arena, const struct tw_record *record)
{
	struct tw_carrying carrying = { record, &tw_half_terms, { 2023, 5 },
		{ 2024, 0 } };
	struct tw_record *next;
	struct tw_draft draft;

	if (tw_draft_next(&draft, arena, &carrying, NULL) == TW_USAGE)
		return;
	next = read_record(arena, draft.text);
	require(!next->diagnostics.layout);
	require(tw_view_equal(draft.text, write_record(arena, next)));
}

static void show(struct tw_arena *arena, struct tw_view text,
	const struct tw_record *record)
{
	struct tw_judged judged = { .shown = TW_VIEW("a/b/c.txt"),
		.below = TW_VIEW("b/c.txt"), .source = text,
		.diagnostics = &record->diagnostics };
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_print *prints;

	require(!tw_prints_make(&prints, arena, judged.diagnostics,
		judged.below, text, NULL));
	judged.prints = prints;
	tw_findings_text(&out, &judged, text.len % 2);
	tw_findings_gcc(&out, &judged);
	tw_findings_json(&out, &judged);
	tw_findings_sarif(&out, &judged);
	tw_findings_gitlab(&out, &judged);
	tw_findings_junit(&out, &judged, text.len % 2);
	require_safe(tw_buffer_get(&out), text.len % 2);
	tw_buffer_clear(&out);
	tw_findings_github(&out, &judged);
	require(!out.failed);
	tw_buffer_release(&out);
}

/* By what is safe, and by all. */
static void mend(struct tw_arena *arena, const struct tw_record *record)
{
	struct tw_view text;
	size_t mended;
	bool spoilt;

	for (int unsafe = 0; unsafe < 2; unsafe++) {
		require(!tw_lint_mend(&text, &mended, &spoilt, record, unsafe,
			arena, NULL));
		require(mended || tw_view_equal(text, record->source));
		require(!(mended && spoilt));
	}
}

static void judge(struct tw_arena *arena, struct tw_view text, bool house)
{
	struct tw_lint_options options = { .path = TW_VIEW("a/b/c.txt"),
		.before = { plan, NULL } };
	struct tw_record *record = read_record(arena, text);
	struct tw_house *declared;

	if (house) {
		require(!tw_house_parse(&declared, arena, tw_view_of(rules),
			NULL));
		options.house = declared;
	}
	require(!tw_lint_record(record, arena, &options, NULL));
	require(!record_fault(record));
	mend(arena, record);
	show(arena, text, record);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct tw_view text = { (const char *)bytes, size };
	struct tw_arena *arena = tw_arena_new();
	struct tw_record *record;

	require(arena);
	record = read_record(arena, text);
	if (!record->diagnostics.layout) {
		rewrite(arena, record);
		carry_on(arena, record);
	}
	judge(arena, text, false);
	judge(arena, text, true);
	tw_arena_free(arena);
	return 0;
}
