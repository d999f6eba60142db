/*
 * The result from its first byte to its last: the header, then sections in
 * order, and the items in each.
 */
#include "merge/emit.h"

/* ---- sections in order ---- */

static bool sections_sorted(const struct tw_side_parts *side)
{
	for (size_t i = 1; i < side->section_count; i++)
		if (side->sections[i].node->kind <
		    side->sections[i - 1].node->kind)
			return false;
	return true;
}

/* Those of each kind in turn, in the order that they have. */
static bool sort_slots(struct tw_emit *e, size_t *order, size_t count)
{
	const struct tw_merging *plan = e->plan;
	size_t *sorted = tw_none_array(e->arena, count), n = 0;

	for (int kind = 0; sorted && kind < TW_SECTIONS; kind++)
		for (size_t i = 0; i < count; i++)
			if ((int)plan->slots[order[i]].kind == kind)
				sorted[n++] = order[i];
	if (sorted)
		memcpy(order, sorted, n * sizeof(*sorted));
	return sorted;
}

static bool order_slots(struct tw_emit *e, size_t **out, size_t *count)
{
	const struct tw_merging *plan = e->plan;
	struct tw_order order = { .count = plan->slot_count };

	for (int s = 0; s < TW_MERGED; s++) {
		size_t sections = plan->side[s].section_count;

		order.seq[s] = tw_none_array(e->arena, sections);
		if (!order.seq[s])
			return false;
		for (size_t i = 0; i < sections; i++)
			if (plan->slots[plan->slot_of[s][i]].there)
				order.seq[s][order.length[s]++] =
					plan->slot_of[s][i];
	}
	*out = tw_none_array(e->arena, plan->slot_count);
	if (!*out || !tw_order_merge(*out, count, &order, e->arena))
		return false;
	return !sections_sorted(&plan->side[TW_OURS]) ||
		!sections_sorted(&plan->side[TW_THEIRS]) ||
		sort_slots(e, *out, *count);
}

/* ---- items in order ---- */

/* True if a unit, as a side has it, stands in a section of the result. */
static bool stands_in(const struct tw_strand *unit, size_t slot, int side)
{
	if (unit->gone)
		return false;
	if (unit->apart)
		return side != TW_BASE && unit->slot[side == TW_THEIRS] == slot;
	return unit->slot[0] == slot;
}

/* What is asked about with others stands where the first of them does. */
static bool stands_already(const size_t *seq, size_t length,
	const struct tw_merging *plan, size_t unit)
{
	if (tw_strand_pieces(&plan->units[unit]) == TW_NONE ||
	    !plan->units[unit].whole)
		return false;
	while (length--)
		if (seq[length] == unit)
			return true;
	return false;
}

/* Items of a side's section that the result has in this one. */
static void sequence(size_t *seq, size_t *length, const struct tw_merging *plan,
	size_t slot, int side)
{
	const struct tw_side_parts *parts = &plan->side[side];
	size_t section = plan->slots[slot].at[side];

	*length = 0;
	if (section == TW_NONE)
		return;
	for (size_t i = 0; i < parts->sections[section].count; i++) {
		size_t unit = tw_strand_asked(plan, plan->unit_of[side][
			parts->sections[section].first + i]);

		if (stands_in(&plan->units[unit], slot, side) &&
		    !stands_already(seq, *length, plan, unit))
			seq[(*length)++] = unit;
	}
}

/* Units get numbers of their own in a section, so that it costs its items. */
struct numbers {
	size_t *of;   /* [unit] */
	size_t *back; /* [number] */
	size_t count;
};

static void number(struct numbers *numbers, size_t *seq, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		size_t unit = seq[i];

		if (numbers->of[unit] == TW_NONE) {
			numbers->of[unit] = numbers->count;
			numbers->back[numbers->count++] = unit;
		}
		seq[i] = numbers->of[unit];
	}
}

static bool order_items(struct tw_emit *e, struct numbers *numbers,
	size_t slot, size_t **out, size_t *count)
{
	const struct tw_merging *plan = e->plan;
	struct tw_order order = { .count = 0 };
	size_t most = 0;

	for (int s = 0; s < TW_MERGED; s++) {
		size_t section = plan->slots[slot].at[s];
		size_t items = section == TW_NONE ? 0 :
			plan->side[s].sections[section].count;

		most += items;
		order.seq[s] = tw_none_array(e->arena, items);
		if (!order.seq[s])
			return false;
		sequence(order.seq[s], &order.length[s], plan, slot, s);
	}
	numbers->back = tw_none_array(e->arena, most);
	*out = tw_none_array(e->arena, most);
	if (!numbers->back || !*out)
		return false;
	numbers->count = 0;
	for (int s = 0; s < TW_MERGED; s++)
		number(numbers, order.seq[s], order.length[s]);
	order.count = numbers->count;
	if (!tw_order_merge(*out, count, &order, e->arena))
		return false;
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = numbers->back[(*out)[i]];
	for (size_t i = 0; i < numbers->count; i++)
		numbers->of[numbers->back[i]] = TW_NONE;
	return true;
}

/* ---- a section ---- */

static const struct tw_part_section *section_at(const struct tw_merging *plan,
	const struct tw_slot *slot, int side)
{
	return slot->at[side] == TW_NONE ? NULL :
		&plan->side[side].sections[slot->at[side]];
}

static bool ends_blank(const struct tw_buffer *out)
{
	size_t len = out->len;

	if (len && out->ptr[len - 1] == '\n')
		len--;
	if (len && out->ptr[len - 1] == '\r')
		len--;
	return !len || out->ptr[len - 1] == '\n';
}

/*
 * Comments that close a section need an empty line below them; elsewhere it
 * is missing only where it is missing in ours.
 */
static bool wants_blank(const struct tw_emit *e,
	const struct tw_part_section *ours)
{
	const struct tw_record *record = e->plan->side[TW_OURS].record;
	const char *source = record->source.ptr + (record->bom ? 3 : 0);
	const char *start = ours ? ours->lead.raw.ptr : source;
	size_t line = e->out.len;

	while (line > 1 && e->out.ptr[line - 2] != '\n')
		line--;
	if (line && e->out.ptr[line - 1] == '#')
		return true;
	return !ours || start == source ||
		ends_blank(&(struct tw_buffer){ .ptr = (char *)source,
		.len = (size_t)(start - source) });
}

static void emit_heading(struct tw_emit *e,
	const struct tw_part_section *const at[TW_MERGED])
{
	const struct tw_lead *lead[TW_MERGED];
	const struct tw_view none = { NULL, 0 };
	struct tw_view raw[TW_MERGED];
	int side = at[TW_OURS] ? TW_OURS : TW_THEIRS;

	for (int s = 0; s < TW_MERGED; s++) {
		lead[s] = at[s] ? &at[s]->lead : NULL;
		raw[s] = at[s] ? at[s]->node->raw : none;
	}
	if (e->out.len > e->start && !ends_blank(&e->out) &&
	    wants_blank(e, at[TW_OURS]))
		tw_emit_end_line(e, &e->out);
	tw_emit_lead(e, &e->out, lead);
	if (at[TW_OURS] && at[TW_THEIRS] &&
	    tw_raw_equal(raw[TW_BASE], raw[TW_OURS]))
		side = TW_THEIRS;
	/* One side deleted it, but something in it stays. */
	tw_emit_raw(e, &e->out, raw[side], side);
}

static enum tw_status emit_section(struct tw_emit *e, struct numbers *numbers,
	size_t number, struct tw_error *err)
{
	const struct tw_part_section *at[TW_MERGED];
	const struct tw_lead *lead[TW_MERGED];
	struct tw_merging *plan = e->plan;
	enum tw_status status = TW_OK;
	size_t *order, count;

	for (int s = 0; s < TW_MERGED; s++) {
		at[s] = section_at(plan, &plan->slots[number], s);
		lead[s] = at[s] ? &at[s]->closing : NULL;
	}
	if (!order_items(e, numbers, number, &order, &count))
		return tw_fail_memory(err);
	emit_heading(e, at);
	for (size_t i = 0; i < count && !status; i++) {
		struct tw_strand *unit = &plan->units[order[i]];

		status = tw_emit_unit(e, unit, unit->apart &&
			unit->slot[1] == number, err);
	}
	tw_emit_lead(e, &e->out, lead);
	return status;
}

/* ---- the whole ---- */

/* What the three say of a yes or no. */
static bool choose_bool(const struct tw_merging *plan, bool base, bool ours,
	bool theirs)
{
	return plan->two || ours != base ? ours : theirs;
}

static bool ends_line(const struct tw_record *record)
{
	return record->source.len &&
		record->source.ptr[record->source.len - 1] == '\n';
}

/* Where line ends are mixed, the last one need not be as most are. */
static void cut_line_end(struct tw_buffer *out)
{
	if (out->len && out->ptr[out->len - 1] == '\n')
		out->len--;
	if (out->len && out->ptr[out->len - 1] == '\r')
		out->len--;
}

static void finish(struct tw_emit *e)
{
	const struct tw_record *base = e->plan->side[TW_BASE].record;
	const struct tw_record *ours = e->plan->side[TW_OURS].record;
	const struct tw_record *theirs = e->plan->side[TW_THEIRS].record;
	struct tw_buffer was = { .ptr = (char *)ours->source.ptr,
		.len = ours->source.len };

	while (e->out.len > 1 && ends_blank(&e->out) && !ends_blank(&was))
		cut_line_end(&e->out);
	if (!e->conflicts && e->out.len > 1 && !choose_bool(e->plan,
	    base && ends_line(base), ends_line(ours), ends_line(theirs)))
		cut_line_end(&e->out);
}

enum tw_status tw_emit_all(struct tw_emit *e, struct tw_error *err)
{
	struct tw_merging *plan = e->plan;
	const struct tw_record *base = plan->side[TW_BASE].record;
	const struct tw_record *ours = plan->side[TW_OURS].record;
	const struct tw_record *theirs = plan->side[TW_THEIRS].record;
	struct numbers numbers = { .of = tw_none_array(e->arena,
		plan->unit_count) };
	enum tw_status status;
	size_t *order, count;

	e->crlf = choose_bool(plan, base && base->crlf, ours->crlf,
		theirs->crlf);
	if (!numbers.of || !order_slots(e, &order, &count))
		return tw_fail_memory(err);
	if (choose_bool(plan, base && base->bom, ours->bom, theirs->bom))
		tw_buffer_string(&e->out, "\xEF\xBB\xBF");
	e->start = e->out.len;
	status = tw_emit_header(e, err);
	for (size_t i = 0; i < count && !status; i++)
		status = emit_section(e, &numbers, order[i], err);
	if (!status && (e->failed || e->out.failed))
		status = tw_fail_memory(err);
	if (!status)
		finish(e);
	return status;
}
