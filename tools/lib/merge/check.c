/*
 * The result is read back before anybody sees it. spec/merge.md, "Reading
 * back".
 */
#include "merge/emit.h"

#include "base/set.h"

void tw_blame(bool *hopeless, struct tw_emit *e, size_t number, int as)
{
	const struct tw_buffer *list = &e->expected[as];
	struct tw_expected expected;

	if (number >= list->len / sizeof(expected)) {
		*hopeless = true;
		return;
	}
	memcpy(&expected, list->ptr + number * sizeof(expected),
		sizeof(expected));
	if (expected.unit == TW_NONE) {
		struct tw_field_unit *field = &e->fields[expected.field];

		*hopeless |= field->clash && field->rounds != e->rounds;
		field->clash = true;
		field->rounds = e->rounds;
	} else {
		struct tw_strand *unit = &e->plan->units[expected.unit];

		*hopeless |= unit->whole && unit->rounds != e->rounds;
		unit->rounds = e->rounds;
		if (!unit->whole)
			tw_strand_whole(e->plan, unit);
	}
}

/* The result with each conflict settled as one side would have it. */
static enum tw_status settle(struct tw_view *text, const struct tw_emit *e,
	int side, struct tw_error *err)
{
	struct tw_view all = tw_buffer_get(&e->out);
	struct tw_buffer out = TW_BUFFER_INIT;
	enum tw_status status = TW_OK;
	size_t at = 0;

	for (const struct tw_hunk *h = e->hunks; h; h = h->next) {
		tw_buffer_add(&out, all.ptr + at, h->start - at);
		tw_buffer_add(&out, all.ptr + h->from[side],
			h->to[side] - h->from[side]);
		at = h->end;
	}
	tw_buffer_add(&out, all.ptr + at, all.len - at);
	*text = tw_arena_copy(e->arena, tw_buffer_get(&out));
	if (out.failed || !text->ptr)
		status = tw_fail_memory(err);
	tw_buffer_release(&out);
	return status;
}

/* Holds what was read against what was expected, one by one. */
static void compare(bool *sound, bool *hopeless, struct tw_emit *e, int as,
	const struct tw_buffer *digests)
{
	size_t count = digests->len / sizeof(uint64_t);
	size_t wanted = e->expected[as].len / sizeof(struct tw_expected);

	for (size_t i = 0; i < count && i < wanted; i++) {
		struct tw_expected expected;
		uint64_t digest;

		memcpy(&expected, e->expected[as].ptr + i * sizeof(expected),
			sizeof(expected));
		memcpy(&digest, digests->ptr + i * sizeof(digest),
			sizeof(digest));
		if (digest == expected.digest)
			continue;
		*sound = false;
		tw_blame(hopeless, e, i, as);
		/* From here on nothing need stand in its place. */
		if (count != wanted)
			return;
	}
	if (count != wanted) {
		*sound = false;
		*hopeless = true;
	}
}

static enum tw_status read_back(struct tw_readback *back, bool *sound,
	bool *hopeless, struct tw_emit *e, int as, struct tw_error *err)
{
	struct tw_buffer digests = TW_BUFFER_INIT;
	struct tw_view text;
	enum tw_status status = settle(&text, e, as ? TW_THEIRS : TW_OURS, err);

	if (!status)
		status = tw_record_parse(&back->record, e->arena, text, err);
	if (status)
		return status;
	if (back->record->diagnostics.layout) {
		*sound = false;
		*hopeless = true;
		return TW_OK;
	}
	status = tw_side_parts(&back->parts, e->arena, back->record, err);
	if (!status && !tw_digests(&digests, &back->parts))
		status = tw_fail_memory(err);
	if (!status)
		compare(sound, hopeless, e, as, &digests);
	tw_buffer_release(&digests);
	return status;
}

enum tw_status tw_check(bool *sound, bool *hopeless, struct tw_emit *e,
	struct tw_error *err)
{
	struct tw_readback back = { NULL, { NULL } };
	enum tw_status status;

	*sound = true;
	*hopeless = false;
	status = read_back(&back, sound, hopeless, e, 0, err);
	if (!status && e->conflicts)
		status = read_back(&back, sound, hopeless, e, 1, err);
	if (status || !*sound || e->conflicts)
		return status;
	return tw_check_rules(sound, hopeless, e, &back, err);
}
