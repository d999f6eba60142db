/*
 * Three copies of a record, parted by lines of "~~~~", merged in each style,
 * and without a base: what must hold of any three, however odd.
 */
#include "fuzz.h"

#include "lint/lint.h"
#include "merge/run.h"

#include <string.h>

static const char part[] = "~~~~\n";

/* A blank line more at the end lets no shortcut be taken. */
static struct tw_view longer(struct tw_arena *arena, struct tw_view text)
{
	return tw_arena_format(arena, "%.*s%s\n", TW_ARG(text), text.len &&
		text.ptr[text.len - 1] != '\n' ? "\n" : "");
}

static struct tw_view cut(struct tw_view *rest)
{
	size_t len = sizeof(part) - 1;
	struct tw_view text = *rest;

	for (size_t i = 0; i + len <= rest->len; i++)
		if (!memcmp(rest->ptr + i, part, len)) {
			text.len = i;
			break;
		}
	rest->ptr += text.len;
	rest->len -= text.len;
	if (rest->len) {
		rest->ptr += len;
		rest->len -= len;
	}
	return text;
}

static bool has_layout_error(struct tw_arena *arena, struct tw_view text)
{
	struct tw_record *record;

	require(!tw_record_parse(&record, arena, text, NULL));
	return record->diagnostics.layout;
}

static bool is_right(struct tw_arena *arena, struct tw_view text)
{
	struct tw_lint_options options = { .house = NULL };
	struct tw_record *record;

	require(!tw_record_parse(&record, arena, text, NULL));
	require(!tw_lint_record(record, arena, &options, NULL));
	return !record->diagnostics.count[TW_ERROR];
}

/* The record that comes of a merge, or of it with one side's conflicts. */
static void require_record(struct tw_arena *arena, struct merged merged)
{
	require(!merged.failed);
	if (!merged.conflicts) {
		require(!has_layout_error(arena, merged.text));
		return;
	}
	require(!has_layout_error(arena, settled(arena, merged.text,
		TW_OURS)));
	require(!has_layout_error(arena, settled(arena, merged.text,
		TW_THEIRS)));
}

static void require_text(struct merged merged, struct tw_view text)
{
	require(!merged.failed && !merged.conflicts);
	require(tw_view_equal(merged.text, text));
}

/* True if a side emptied the record. */
static bool is_emptied(struct tw_arena *arena, struct tw_view o,
	struct tw_view a)
{
	struct tw_record *was, *is;

	require(!tw_record_parse(&was, arena, o, NULL));
	require(!tw_record_parse(&is, arena, a, NULL));
	for (const struct tw_section *s = is->sections; s; s = s->next)
		if (s->items)
			return false;
	return was->fields && !is->fields;
}

/* What one side alone changed is taken; that it emptied it is asked about. */
static void require_own(struct tw_arena *arena, struct merged merged,
	struct tw_view o, struct tw_view a)
{
	bool asked = is_emptied(arena, o, a);

	require(!merged.failed && merged.conflicts == asked);
	require(asked || says_same(arena, merged.text, a));
}

/* Who changed nothing has no say, but in whether a record is emptied. */
static void fuzz_one_sided(struct tw_arena *arena, struct tw_view o,
	struct tw_view a)
{
	struct tw_view other = longer(arena, o);
	struct merged merged;

	require_text(merge_texts(arena, o, a, o, TW_STYLE_MERGE), a);
	require_text(merge_texts(arena, o, o, a, TW_STYLE_MERGE), a);
	require_text(merge_texts(arena, o, a, a, TW_STYLE_MERGE), a);
	merged = merge_texts(arena, o, a, other, TW_STYLE_MERGE);
	require_own(arena, merged, o, a);
	merged = merge_texts(arena, o, other, a, TW_STYLE_MERGE);
	require_own(arena, merged, o, a);
}

static void fuzz_merge(struct tw_arena *arena, struct tw_view o,
	struct tw_view a, struct tw_view b)
{
	const struct tw_view none = { NULL, 0 };
	struct merged merged = merge_texts(arena, o, a, b, TW_STYLE_MERGE);
	size_t conflicts = merged.conflicts;

	require_record(arena, merged);
	merged = merge_texts(arena, o, b, a, TW_STYLE_MERGE);
	require_record(arena, merged);
	/* Sections out of order already are so in the order of ours. */
	if (is_right(arena, o) && is_right(arena, a) && is_right(arena, b))
		require(!conflicts == !merged.conflicts);
	merged = merge_texts(arena, o, a, b, TW_STYLE_DIFF3);
	require(!merged.failed && merged.conflicts == conflicts);
	require_record(arena, merge_texts(arena, o, a, b, TW_STYLE_ZDIFF3));
	require_record(arena, merge_texts(arena, none, a, b, TW_STYLE_MERGE));
	fuzz_one_sided(arena, o, a);
	fuzz_one_sided(arena, o, b);
}

/* What cannot be read is refused, and can be put between markers. */
static void fuzz_refused(struct tw_arena *arena, const struct tw_view text[3])
{
	struct tw_merge_options options = { .marker_size = 0 };
	struct tw_record *record[3];
	struct tw_merge merge;
	struct tw_view marked;

	for (int s = 0; s < 3; s++)
		require(!tw_record_parse(&record[s], arena, text[s], NULL));
	require(tw_merge(&merge, arena, record[0], record[1], record[2],
		&options, NULL) == TW_USAGE);
	require(!tw_merge_marked(&marked, arena, text[1], text[2], &options,
		NULL));
	require(marked.len >= text[1].len + text[2].len);
}

/* A text that was merged by lines is sound if it is what both sides are. */
static void fuzz_sound(struct tw_arena *arena, const struct tw_view text[3])
{
	struct tw_record *record[3];
	bool sound;

	for (int s = 1; s < 3; s++)
		require(!tw_record_parse(&record[s], arena, text[s], NULL));
	require(!tw_merge_sound(&sound, arena, text[0], record[1], record[2],
		NULL));
	require(!tw_merge_sound(&sound, arena, text[1], record[1], record[1],
		NULL));
	require(sound);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct tw_view rest = { (const char *)bytes, size }, text[3];
	struct tw_arena *arena = tw_arena_new();
	bool error[3];

	require(arena);
	for (int s = 0; s < 3; s++) {
		text[s] = cut(&rest);
		error[s] = has_layout_error(arena, text[s]);
	}
	if (!error[1] && !error[2])
		fuzz_sound(arena, text);
	if (error[0] || error[1] || error[2])
		fuzz_refused(arena, text);
	else
		fuzz_merge(arena, text[0], text[1], text[2]);
	tw_arena_free(arena);
	return 0;
}
