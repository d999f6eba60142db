/*
 * The result is read back before anybody sees it. spec/merge.md, "Reading
 * back".
 */
#include "merge/emit.h"

#include "base/set.h"

#include <stdlib.h>

void tw_blame(bool *hopeless, struct tw_emit *e, size_t number, int as)
{
	const struct tw_buffer *list = &e->expected[as];
	struct tw_wanted expected;

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

enum tw_status tw_emit_settle(struct tw_view *text, const struct tw_emit *e,
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
	if (at < all.len)
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
	size_t wanted = e->expected[as].len / sizeof(struct tw_wanted);

	for (size_t i = 0; i < count && i < wanted; i++) {
		struct tw_wanted expected;
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
	enum tw_status status = tw_emit_settle(&text, e,
		as ? TW_THEIRS : TW_OURS, err);

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
	struct tw_readback back[2] = { { NULL, { NULL } }, { NULL, { NULL } } };
	enum tw_status status;

	*sound = true;
	*hopeless = false;
	status = read_back(&back[0], sound, hopeless, e, 0, err);
	if (!status && e->conflicts)
		status = read_back(&back[1], sound, hopeless, e, 1, err);
	if (status || !*sound)
		return status;
	return tw_check_rules(sound, hopeless, e, back, err);
}

/* ---- what was merged in another way ---- */

static int digest_compare(const void *x, const void *y)
{
	uint64_t a, b;

	memcpy(&a, x, sizeof(a));
	memcpy(&b, y, sizeof(b));
	return a < b ? -1 : a > b;
}

static enum tw_status sorted_digests(struct tw_buffer *digests,
	struct tw_arena *arena, const struct tw_record *record,
	struct tw_error *err)
{
	struct tw_side_parts parts;
	enum tw_status status = tw_side_parts(&parts, arena, record, err);

	if (!status && !tw_digests(digests, &parts))
		status = tw_fail_memory(err);
	if (!status && digests->len)
		qsort(digests->ptr, digests->len / sizeof(uint64_t),
			sizeof(uint64_t), digest_compare);
	return status;
}

/* Takes the run of a digest off a list, and says how long it was. */
static size_t take_run(struct tw_view *list, uint64_t digest)
{
	size_t count = 0;

	while (list->len && !digest_compare(list->ptr, &digest)) {
		list->ptr += sizeof(digest);
		list->len -= sizeof(digest);
		count++;
	}
	return count;
}

/* All three lists are sorted: one walk. */
static bool conserved(struct tw_view merged, struct tw_view ours,
	struct tw_view theirs)
{
	while (merged.len || ours.len || theirs.len) {
		struct tw_view lists[] = { merged, ours, theirs };
		uint64_t least = UINT64_MAX, digest;
		size_t m, a, b;

		for (int i = 0; i < 3; i++) {
			if (!lists[i].len)
				continue;
			memcpy(&digest, lists[i].ptr, sizeof(digest));
			least = digest < least ? digest : least;
		}
		m = take_run(&merged, least);
		a = take_run(&ours, least);
		b = take_run(&theirs, least);
		if (m < (a < b ? a : b) || m > (a > b ? a : b))
			return false;
	}
	return true;
}

enum tw_status tw_merge_sound(bool *sound, struct tw_arena *arena,
	struct tw_view text, const struct tw_record *ours,
	const struct tw_record *theirs, struct tw_error *err)
{
	struct tw_buffer digests[3] = { TW_BUFFER_INIT, TW_BUFFER_INIT,
		TW_BUFFER_INIT };
	const struct tw_record *records[] = { NULL, ours, theirs };
	struct tw_record *merged;
	enum tw_status status;

	*sound = false;
	status = tw_record_parse(&merged, arena, text, err);
	if (status || merged->diagnostics.layout)
		return status;
	records[0] = merged;
	for (int i = 0; i < 3 && !status; i++)
		status = sorted_digests(&digests[i], arena, records[i], err);
	*sound = !status && conserved(tw_buffer_get(&digests[0]),
		tw_buffer_get(&digests[1]), tw_buffer_get(&digests[2]));
	for (int i = 0; i < 3; i++)
		tw_buffer_release(&digests[i]);
	return status;
}
