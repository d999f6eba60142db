/*
 * House rules of any bytes, then a line "---", then a record of any bytes:
 * the rules are tried and judge it, twice alike; and whatever they write in
 * the place of something, the record is made of the same parts afterwards.
 */
#include "fuzz.h"

#include "../property/check.h"
#include "lint/lint.h"
#include "report/findings.h"
#include "rules/rules.h"

#include <string.h>

static void add_item(struct tw_buffer *out, const struct tw_item *item)
{
	tw_buffer_format(out, "- [%.*s] %d\n", TW_ARG(item->key),
		(int)item->state);
	for (const struct tw_detail *d = item->details; d; d = d->next)
		tw_buffer_format(out, "%c %.*s: %.*s\n", d->sign,
			TW_ARG(d->name), TW_ARG(d->value));
}

/* What a record is made of, but for what its texts say. */
static void add_parts(struct tw_buffer *out, const struct tw_record *record)
{
	for (const struct tw_field *f = record->fields; f; f = f->next)
		tw_buffer_format(out, "%.*s %d\n", TW_ARG(f->name),
			f->value != NULL);
	for (const struct tw_section *s = record->sections; s; s = s->next) {
		tw_buffer_format(out, "%d\n", (int)s->kind);
		for (const struct tw_item *i = s->items; i; i = i->next)
			add_item(out, i);
	}
	require(!out->failed);
}

static void check_mend(struct tw_arena *arena, const struct tw_record *record,
	const struct tw_mend *mend)
{
	struct tw_buffer text = TW_BUFFER_INIT;
	struct tw_buffer before = TW_BUFFER_INIT, after = TW_BUFFER_INIT;
	const char *start = record->source.ptr, *end = start +
		record->source.len, *place = mend->place.ptr;
	struct tw_record *mended;

	require(place >= start && place + mend->place.len <= end);
	tw_buffer_add(&text, start, (size_t)(place - start));
	tw_buffer_view(&text, mend->text);
	place += mend->place.len;
	tw_buffer_add(&text, place, (size_t)(end - place));
	require(!tw_record_parse(&mended, arena, tw_buffer_get(&text), NULL));
	/* What takes the place of a character may be a better one. */
	require(mended->diagnostics.layout <= record->diagnostics.layout);
	add_parts(&before, record);
	add_parts(&after, mended);
	require(tw_view_equal(tw_buffer_get(&before), tw_buffer_get(&after)));
	tw_buffer_release(&text);
	tw_buffer_release(&before);
	tw_buffer_release(&after);
}

static void report(struct tw_buffer *out, struct tw_view text,
	const struct tw_diagnostics *diagnostics)
{
	struct tw_judged judged = { .shown = TW_VIEW("a/b/c.txt"),
		.below = TW_VIEW("b/c.txt"), .source = text,
		.diagnostics = diagnostics };

	tw_findings_text(out, &judged, false);
	tw_findings_json(out, &judged);
	require(!out->failed);
}

/* All that the rules say, of themselves and of the record. */
static void judge(struct tw_buffer *out, struct tw_arena *arena,
	struct tw_view house_text, struct tw_view text, bool mends)
{
	struct tw_lint_options options = { .house_judge = tw_judge_house,
		.matcher = tw_matcher_new() };
	struct tw_house *house;
	struct tw_record *record;
	size_t tried = 0;

	require(options.matcher);
	require(!tw_house_parse(&house, arena, house_text, NULL));
	require(!tw_rules_new(&options.rules, house, arena, NULL));
	options.house = house;
	report(out, house_text, &options.rules->findings);
	require(!tw_record_parse(&record, arena, text, NULL));
	require(!tw_lint_record(record, arena, &options, NULL));
	require(!record_fault(record));
	report(out, text, &record->diagnostics);
	for (const struct tw_diagnostic *d = record->diagnostics.first;
	     d && mends && tried < 50; d = d->next)
		if (d->mend && (d->id == TW_DIAG_RULE ||
		    d->id == TW_DIAG_PREFERRED_TERM) && ++tried)
			check_mend(arena, record, d->mend);
	tw_matcher_free(options.matcher);
}

/* Where the record begins: behind the first line "---". */
static struct tw_view cut(struct tw_view *house, struct tw_view bytes)
{
	static const char mark[] = "\n---\n";
	size_t at = 0, len = sizeof(mark) - 1;

	while (at + len <= bytes.len && memcmp(bytes.ptr + at, mark, len))
		at++;
	if (at + len > bytes.len)
		at = bytes.len - (len = 0);
	*house = (struct tw_view){ bytes.ptr, at };
	return (struct tw_view){ bytes.ptr + at + len, bytes.len - at - len };
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct tw_view all = { (const char *)bytes, size }, house, text;
	struct tw_buffer once = TW_BUFFER_INIT, twice = TW_BUFFER_INIT;
	struct tw_arena *arena = tw_arena_new();

	require(arena);
	text = cut(&house, all);
	judge(&once, arena, house, text, true);
	judge(&twice, arena, house, text, false);
	require(tw_view_equal(tw_buffer_get(&once), tw_buffer_get(&twice)));
	tw_buffer_release(&once);
	tw_buffer_release(&twice);
	tw_arena_free(arena);
	return 0;
}
