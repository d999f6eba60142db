/*
 * A base in which conflicts stand, as git makes it of several. spec/merge.md,
 * "Several bases".
 */
#include "merge/emit.h"

#include "base/utf8.h"
#include "record/conflict.h"

/* A part has more than comments and blank lines. */
static bool says_something(struct tw_view part)
{
	struct tw_view line;

	while (tw_raw_line(&line, &part)) {
		line = tw_trim(tw_raw_bare(line));
		if (line.len && *line.ptr != '#')
			return true;
	}
	return false;
}

static enum tw_status write_settled(struct tw_buffer *out,
	struct tw_questions *questions, const struct tw_conflicts *conflicts,
	struct tw_view text, struct tw_arena *arena, struct tw_error *err)
{
	const char *at = text.ptr, *end = text.ptr + text.len;

	questions->at = tw_arena_take(arena,
		(conflicts->count + 1) * sizeof(*questions->at));
	if (!questions->at)
		return tw_fail_memory(err);
	for (const struct tw_conflict *c = conflicts->first; c; c = c->next) {
		struct tw_view part = c->part[says_something(
			c->part[TW_PART_OURS]) ? TW_PART_OURS :
			TW_PART_THEIRS];

		tw_buffer_add(out, at, (size_t)(c->whole.ptr - at));
		questions->at[questions->count].from = out->len;
		tw_buffer_view(out, part);
		questions->at[questions->count++].to = out->len;
		at = c->whole.ptr + c->whole.len;
	}
	tw_buffer_add(out, at, (size_t)(end - at));
	return out->failed ? tw_fail_memory(err) : TW_OK;
}

enum tw_status tw_base_settle(struct tw_record **settled,
	struct tw_questions *questions, struct tw_arena *arena,
	const struct tw_record *base, struct tw_error *err)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_conflicts conflicts;
	struct tw_view text;
	enum tw_status status = tw_conflicts_read(&conflicts, arena,
		base->source, err);

	if (!status && (conflicts.faults || !conflicts.count))
		status = tw_fail(err, TW_USAGE, "a record with layout errors "
			"cannot be merged item by item");
	if (!status)
		status = write_settled(&out, questions, &conflicts,
			base->source, arena, err);
	if (!status) {
		text = tw_arena_copy(arena, tw_buffer_get(&out));
		status = text.ptr ? tw_record_parse(settled, arena, text,
			err) : tw_fail_memory(err);
	}
	if (!status && (*settled)->diagnostics.layout)
		status = tw_fail(err, TW_USAGE, "the base cannot be taken "
			"apart");
	tw_buffer_release(&out);
	return status;
}

/* The first question that ends behind a place; they come in order. */
static bool is_asked(const struct tw_questions *questions, const char *source,
	struct tw_view lines)
{
	size_t from = (size_t)(lines.ptr - source), to = from + lines.len;
	size_t low = 0, high = questions->count;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (questions->at[mid].to <= from)
			low = mid + 1;
		else
			high = mid;
	}
	return low < questions->count && questions->at[low].from < to;
}

void tw_base_question(struct tw_side_parts *base,
	const struct tw_questions *questions)
{
	const char *source;

	if (!questions->count)
		return;
	source = base->record->source.ptr;
	for (size_t i = 0; i < base->field_count; i++)
		base->fields[i].asked = is_asked(questions, source,
			base->fields[i].node->raw);
	for (size_t i = 0; i < base->item_count; i++) {
		struct tw_part_item *item = &base->items[i];

		item->asked = is_asked(questions, source, item->opening);
		item->any_asked = item->asked;
		for (size_t d = 0; d < item->detail_count; d++) {
			item->details[d].asked = is_asked(questions, source,
				item->details[d].node->raw);
			item->any_asked |= item->details[d].asked;
		}
	}
}
