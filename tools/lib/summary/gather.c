/*
 * Records of one area, out of blocks or as they were filed, and what is known
 * of the plans between them.
 */
#include "summary/pile.h"

#include "account/account.h"

#include <stdlib.h>
#include <string.h>

/* ---- records ---- */

static bool make_room(struct tw_gathered *g, size_t count,
	struct tw_arena *arena)
{
	*g = (struct tw_gathered){ .arena = arena };
	g->filed = tw_arena_take(arena, (count + 1) * sizeof(*g->filed));
	g->entries = tw_arena_take(arena, (count + 1) * sizeof(*g->entries));
	g->blocks = tw_arena_take(arena, (count + 1) * sizeof(*g->blocks));
	g->places = tw_arena_take(arena, (count + 1) * sizeof(*g->places));
	return g->filed && g->entries && g->blocks && g->places;
}

enum tw_status tw_filed_gather(struct tw_gathered *gathered,
	struct tw_filed *filed, size_t count, struct tw_arena *arena,
	struct tw_error *err)
{
	const struct tw_house *house = filed->entry->house;

	if (!make_room(gathered, count, arena))
		return tw_fail_memory(err);
	gathered->house = house ? house->source : TW_VIEW("");
	gathered->slug = filed->area_slug;
	gathered->filed = filed;
	for (; gathered->count < count; gathered->count++) {
		struct tw_entry *entry = &gathered->entries[gathered->count];

		*entry = *filed[gathered->count].entry;
		entry->below = tw_filed_below(entry);
		entry->bytes = filed[gathered->count].record->source;
		filed[gathered->count].entry = entry;
	}
	return TW_OK;
}

static enum tw_status read_piled(struct tw_gathered *g,
	const struct tw_bundle *block, size_t place,
	const struct tw_house *house, struct tw_error *err)
{
	const struct tw_piled *piled = &block->records[place];
	struct tw_filed *filed = &g->filed[g->count];
	struct tw_entry *entry = &g->entries[g->count];
	bool fault;

	entry->below = piled->below;
	entry->bytes = piled->bytes;
	entry->house = house;
	entry->shown = tw_arena_format(g->arena, "%.*s",
		TW_ARG(piled->below)).ptr;
	if (!entry->shown)
		return tw_fail_memory(err);
	filed->entry = entry;
	if (tw_record_parse(&filed->record, g->arena, piled->bytes, err))
		return TW_NO_MEMORY;
	fault = filed->record->diagnostics.layout ||
		tw_filed_fill(filed, g->arena);
	if (!fault && !filed->area_slug.ptr)
		return tw_fail_memory(err);
	if (fault || !tw_view_equal(filed->area_slug, block->slug))
		return tw_fail(err, TW_USAGE, "%s: holds something that is no "
			"record of its area; make it again",
			block->name ? block->name : entry->shown);
	g->blocks[g->count] = block;
	g->places[g->count++] = place;
	return TW_OK;
}

/* Entries come as they are filed. */
static enum tw_status put_in_order(struct tw_gathered *g, struct tw_error *err)
{
	struct tw_gathered sorted;

	tw_filed_sort(g->filed, g->count);
	if (!make_room(&sorted, g->count, g->arena))
		return tw_fail_memory(err);
	for (size_t i = 0; i < g->count; i++) {
		size_t at = (size_t)(g->filed[i].entry - g->entries);

		sorted.entries[i] = g->entries[at];
		sorted.blocks[i] = g->blocks[at];
		sorted.places[i] = g->places[at];
	}
	for (size_t i = 0; i < g->count; i++)
		g->filed[i].entry = &sorted.entries[i];
	g->entries = sorted.entries;
	g->blocks = sorted.blocks;
	g->places = sorted.places;
	return TW_OK;
}

/*
 * The same file with the same bytes is in one partial only. A partial may hold
 * it twice itself, of folders that are copies; then one takes no part.
 */
static enum tw_status check_twice(const struct tw_gathered *g,
	struct tw_error *err)
{
	for (size_t i = 1; i < g->count; i++) {
		const char *one = g->blocks[i - 1]->name;
		const char *other = g->blocks[i]->name;

		if (one && other && one != other && tw_view_equal(g->entries[i - 1].below,
		    g->entries[i].below) && tw_view_equal(
		    g->entries[i - 1].bytes, g->entries[i].bytes))
			return tw_fail(err, TW_USAGE, "%s: holds %s, which "
				"%s holds, too; each record may be in one "
				"partial only", other, g->entries[i].shown,
				one);
	}
	return TW_OK;
}

enum tw_status tw_pile_gather(struct tw_gathered *gathered,
	struct tw_bundle *const *blocks, size_t count, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_house *house = NULL;
	enum tw_status status = TW_OK;
	size_t most = 0;

	for (size_t i = 0; i < count; i++)
		most += blocks[i]->count;
	if (!make_room(gathered, most, arena))
		return tw_fail_memory(err);
	gathered->house = blocks[0]->house;
	gathered->slug = blocks[0]->slug;
	if (gathered->house.len &&
	    tw_house_parse(&house, arena, gathered->house, err))
		return TW_NO_MEMORY;
	for (size_t i = 0; i < count && !status; i++)
		for (size_t k = 0; k < blocks[i]->count && !status; k++)
			status = read_piled(gathered, blocks[i], k, house,
				err);
	if (!status)
		status = put_in_order(gathered, err);
	return status ? status : check_twice(gathered, err);
}

/* ---- what is known of plans ---- */

static int compare_settled(const void *a, const void *b)
{
	const struct tw_piled_step *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

static const struct tw_node *node_of_line(const struct tw_nodes *nodes,
	uint64_t line)
{
	size_t low = 0, high = nodes->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (nodes->at[middle].item->line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low < nodes->count && nodes->at[low].item->line == line ?
		&nodes->at[low] : NULL;
}

/* False if what is packed is not what became of these plans. */
static bool unpack_plan(struct tw_plan *plan, struct tw_unpack *in,
	const struct tw_nodes *to)
{
	uint64_t line;

	plan->became = tw_unpack_below(in, TW_BECAME_COUNT);
	plan->by = tw_unpack_below(in, TW_BY_LIKENESS + 1);
	plan->band = tw_unpack_below(in, TW_BAND_MATCHED + 1);
	plan->score = (unsigned)tw_unpack_below(in, TW_SCORE_MAX + 1);
	line = tw_unpack_number(in);
	plan->shown = line ? node_of_line(to, line) : NULL;
	return !in->failed && !line == !plan->shown;
}

static enum tw_status restore(bool *found, struct tw_step *step,
	struct tw_view plans, struct tw_arena *arena,
	struct tw_lexicon *lexicon, struct tw_error *err)
{
	struct tw_sides sides = { .arena = arena, .scratch = arena };
	struct tw_comparison *c = tw_arena_take(arena, sizeof(*c));
	struct tw_unpack in = { plans, false };
	size_t count = tw_unpack_count(&in, 1);

	if (!c || tw_sides_fill(&sides, lexicon, step->from->record,
	    step->to->record, err))
		return tw_fail_memory(err);
	c->plans = tw_arena_take(arena,
		(sides.from.count + 1) * sizeof(*c->plans));
	if (!c->plans)
		return tw_fail_memory(err);
	for (size_t i = 0; i < sides.from.count; i++) {
		struct tw_plan *plan = &c->plans[c->plan_count];

		if (sides.from.at[i].section != TW_PLANNED)
			continue;
		plan->node = &sides.from.at[i];
		if (c->plan_count == count ||
		    !unpack_plan(plan, &in, &sides.to))
			return TW_OK;
		c->became[plan->became]++;
		c->plan_count++;
	}
	*found = c->plan_count == count && !in.rest.len;
	step->comparison = *found ? c : NULL;
	return TW_OK;
}

static enum tw_status find_known(bool *found, struct tw_step *step,
	struct tw_arena *arena, void *context, struct tw_error *err)
{
	const struct tw_gathered *g = context;
	size_t from = (size_t)(step->from->entry - g->entries);
	size_t to = (size_t)(step->to->entry - g->entries);
	const struct tw_bundle *block = g->blocks[from];
	struct tw_piled_step wanted = { g->places[from], g->places[to],
		TW_VIEW("") }, *settled;

	*found = false;
	if (!block || block != g->blocks[to] || !block->settled_count)
		return TW_OK;
	settled = bsearch(&wanted, block->settled, block->settled_count,
		sizeof(wanted), compare_settled);
	return settled ? restore(found, step, settled->plans, arena,
		g->lexicon, err) : TW_OK;
}

static void pack_plans(struct tw_buffer *out, const struct tw_comparison *c)
{
	tw_pack_number(out, c->plan_count);
	for (size_t i = 0; i < c->plan_count; i++) {
		const struct tw_plan *plan = &c->plans[i];

		tw_pack_number(out, plan->became);
		tw_pack_number(out, plan->by);
		tw_pack_number(out, plan->band);
		tw_pack_number(out, plan->score);
		tw_pack_number(out, plan->shown ? plan->shown->item->line : 0);
	}
}

/* Room for one more, twice as much each time. */
static bool grow(struct tw_gathered *g)
{
	size_t room = g->settled_room ? 2 * g->settled_room : 16;
	struct tw_piled_step *grown;

	if (g->settled_count < g->settled_room)
		return true;
	grown = tw_arena_take(g->arena, room * sizeof(*grown));
	if (!grown)
		return false;
	if (g->settled_count)
		memcpy(grown, g->settled, g->settled_count * sizeof(*grown));
	g->settled = grown;
	g->settled_room = room;
	return true;
}

static enum tw_status keep_known(const struct tw_step *step, void *context,
	struct tw_error *err)
{
	struct tw_gathered *g = context;
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view plans = { NULL, 0 };

	pack_plans(&out, step->comparison);
	if (!out.failed)
		plans = tw_arena_copy(g->arena, tw_buffer_get(&out));
	tw_buffer_release(&out);
	if (!plans.ptr || !grow(g))
		return tw_fail_memory(err);
	g->settled[g->settled_count++] = (struct tw_piled_step){
		(size_t)(step->from->entry - g->entries),
		(size_t)(step->to->entry - g->entries), plans };
	return TW_OK;
}

struct tw_known tw_gathered_known(struct tw_gathered *gathered,
	struct tw_lexicon *lexicon)
{
	gathered->lexicon = lexicon;
	return (struct tw_known){ find_known, keep_known, gathered };
}

void tw_gathered_sort(struct tw_gathered *gathered)
{
	if (gathered->settled_count)
		qsort(gathered->settled, gathered->settled_count,
			sizeof(*gathered->settled), compare_settled);
}
