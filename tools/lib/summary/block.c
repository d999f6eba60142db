/*
 * Blocks of a partial as bytes. spec/partials.md.
 */
#include "summary/pile.h"

/* The house rules of a block: none, those of the block before, or others. */
enum { NO_RULES, SAME_RULES, OTHER_RULES, RULES };

/*
 * Bytes that a record, and what is known of plans, take at least. More of them
 * than fit is a damaged partial, found before room is made for them.
 */
enum { LEAST_RECORD = 24, LEAST_SETTLED = 4 };

void tw_block_pack(struct tw_buffer *out, struct tw_view house_before,
	const struct tw_gathered *gathered)
{
	struct tw_view house = gathered->house;
	bool same = tw_view_equal(house, house_before);

	tw_pack_number(out, !house.len ? NO_RULES : same ? SAME_RULES :
		OTHER_RULES);
	if (house.len && !same)
		tw_pack_view(out, house);
	tw_pack_view(out, gathered->slug);
	tw_pack_number(out, gathered->count);
	for (size_t i = 0; i < gathered->count; i++) {
		tw_pack_view(out, gathered->entries[i].below);
		tw_pack_view(out, gathered->entries[i].bytes);
	}
	tw_pack_number(out, gathered->settled_count);
	for (size_t i = 0; i < gathered->settled_count; i++) {
		tw_pack_number(out, gathered->settled[i].from);
		tw_pack_number(out, gathered->settled[i].to);
		tw_pack_view(out, gathered->settled[i].plans);
	}
}

static bool unpack_records(struct tw_bundle *block, struct tw_arena *arena,
	struct tw_unpack *in)
{
	size_t count = tw_unpack_count(in, 2 + LEAST_RECORD), len;

	block->records = tw_arena_take(arena,
		(count + 1) * sizeof(*block->records));
	if (!block->records)
		return false;
	/* An area without records is in no partial. */
	in->failed |= !count;
	for (; block->count < count; block->count++) {
		block->records[block->count].below = tw_unpack_view(in);
		block->records[block->count].bytes = tw_unpack_view(in);
		len = block->records[block->count].bytes.len;
		if (len > TW_MAX_BYTES || len < LEAST_RECORD)
			in->failed = true;
	}
	return true;
}

bool tw_block_unpack(struct tw_bundle *block, struct tw_view house_before,
	struct tw_arena *arena, struct tw_unpack *in)
{
	size_t rules = tw_unpack_below(in, RULES), count;

	*block = (struct tw_bundle){ .house = rules == NO_RULES ? TW_VIEW("") :
		rules == SAME_RULES ? house_before : tw_unpack_view(in) };
	block->slug = tw_unpack_view(in);
	if (!unpack_records(block, arena, in))
		return false;
	count = tw_unpack_count(in, LEAST_SETTLED);
	block->settled = tw_arena_take(arena,
		(count + 1) * sizeof(*block->settled));
	if (!block->settled)
		return false;
	for (; block->settled_count < count; block->settled_count++) {
		struct tw_piled_step *settled =
			&block->settled[block->settled_count];

		settled->from = tw_unpack_below(in, block->count);
		settled->to = tw_unpack_below(in, block->count);
		settled->plans = tw_unpack_view(in);
	}
	return true;
}
