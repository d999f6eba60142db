/*
 * Rules that hold across items: what no side broke, the two together shall
 * not break. spec/merge.md, "Rules".
 */
#include "merge/emit.h"

#include "base/set.h"
#include "base/utf8.h"

#include <stdlib.h>

/* Of more findings, who else is to blame is not looked for. */
enum { MOST_PARTED = 200 };

/* ---- findings ---- */

/* A finding by what it says of which words; `line` is where. */
struct finding {
	uint64_t about;
	enum tw_diagnostic_id id;
	uint32_t line;
};

struct findings {
	struct finding *at;
	size_t count;
};

static int finding_compare(const void *x, const void *y)
{
	const struct finding *a = x, *b = y;

	if (a->about != b->about)
		return a->about < b->about ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

static bool counts(const struct tw_diagnostic *d)
{
	return tw_diagnostic_kind(d->id)->severity == TW_ERROR ||
		d->id == TW_DIAG_ITEM_TWICE;
}

/* Findings come in the order of lines, so that this is one walk. */
static bool collect(struct findings *findings, const struct tw_record *record,
	struct tw_arena *arena)
{
	const char *at = record->source.ptr, *end = at + record->source.len;
	uint32_t line = 1;
	size_t most = 1;

	for (const struct tw_diagnostic *d = record->diagnostics.first; d;
	     d = d->next)
		most += counts(d);
	findings->count = 0;
	findings->at = tw_arena_take(arena, most * sizeof(*findings->at));
	for (const struct tw_diagnostic *d = record->diagnostics.first;
	     d && findings->at; d = d->next) {
		struct tw_view marked;

		if (!counts(d))
			continue;
		while (line < d->line && (at = memchr(at, '\n',
		       (size_t)(end - at)))) {
			at++;
			line++;
		}
		marked = (struct tw_view){ at + d->column - 1, d->length };
		/* What is missing has no place: the first line stands for it. */
		if (!at || marked.ptr + marked.len > end ||
		    d->id == TW_DIAG_FIELD_MISSING)
			marked = (struct tw_view){ "", 0 };
		if (!at)
			at = end;
		findings->at[findings->count++] = (struct finding){
			tw_hash(marked) * 64 + (uint64_t)d->id +
			tw_hash(d->hint), d->id, d->line };
	}
	if (findings->count)
		qsort(findings->at, findings->count, sizeof(*findings->at),
			finding_compare);
	return findings->at;
}

static size_t count_of(const struct findings *findings, uint64_t about)
{
	size_t low = 0, high = findings->count, count = 0;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (findings->at[mid].about < about)
			low = mid + 1;
		else
			high = mid;
	}
	while (low + count < findings->count &&
	       findings->at[low + count].about == about)
		count++;
	return count;
}

/* What a side is found to break, read anew so that it stays as it was. */
static enum tw_status judge_side(struct findings *findings, struct tw_emit *e,
	int side, struct tw_error *err)
{
	const struct tw_record *record = e->plan->side[side].record;
	struct tw_record *copy;
	enum tw_status status;

	*findings = (struct findings){ NULL, 0 };
	if (!record)
		return TW_OK;
	status = tw_record_parse(&copy, e->arena, record->source, err);
	if (!status)
		status = e->plan->options->judge(copy, e->arena, err);
	if (!status && !collect(findings, copy, e->arena))
		status = tw_fail_memory(err);
	return status;
}

/* ---- who is to blame ---- */

/* The field or item that a line of the result is of. */
static size_t number_at(const struct tw_side_parts *parts, uint32_t line)
{
	size_t low = 0, high = parts->item_count;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (parts->items[mid].node->line <= line)
			low = mid + 1;
		else
			high = mid;
	}
	if (low)
		return parts->field_count + low - 1;
	for (size_t i = parts->field_count; i > 0; i--)
		if (parts->fields[i - 1].node->line <= line)
			return i - 1;
	return TW_NONE;
}

/* Both sides have it to the byte, so that nothing in it is new to either. */
static bool is_old(const struct tw_emit *e, size_t number)
{
	struct tw_expected expected;
	const struct tw_part_item *ours, *theirs;

	if (number == TW_NONE)
		return true;
	memcpy(&expected, e->expected[0].ptr + number * sizeof(expected),
		sizeof(expected));
	if (expected.unit == TW_NONE)
		return false;
	ours = tw_strand_item(e->plan, &e->plan->units[expected.unit], TW_OURS);
	theirs = tw_strand_item(e->plan, &e->plan->units[expected.unit],
		TW_THEIRS);
	return ours && theirs && tw_raw_equal(ours->node->raw,
		theirs->node->raw);
}

static void blame_rule(bool *hopeless, struct tw_emit *e, size_t number,
	enum tw_diagnostic_id id)
{
	struct tw_expected expected;

	tw_blame(hopeless, e, number, 0);
	if (number == TW_NONE || *hopeless)
		return;
	memcpy(&expected, e->expected[0].ptr + number * sizeof(expected),
		sizeof(expected));
	if (expected.unit != TW_NONE)
		e->plan->units[expected.unit].broken = id;
}

static bool measure_in(const struct tw_part_item *item,
	const struct tw_part_item *other)
{
	for (size_t i = 0; i < item->detail_count; i++)
		for (size_t j = 0; j < other->detail_count; j++)
			if (item->details[i].node->sign != '>' &&
			    other->details[j].node->sign != '>' &&
			    tw_fold_equal(item->details[i].node->name,
			    other->details[j].node->name))
				return true;
	return false;
}

/* Two items that a rule does not allow beside each other. */
static bool at_odds(const struct tw_part_item *a,
	const struct tw_part_item *b, enum tw_diagnostic_id id)
{
	switch (id) {
	case TW_DIAG_ITEM_TWICE:
		return a->kind == b->kind && tw_fold_equal(a->text, b->text);
	case TW_DIAG_KEY_TWICE:
		return a->kind == b->kind &&
			tw_view_equal(a->node->key, b->node->key);
	case TW_DIAG_KEY_OUTCOME:
		return tw_view_equal(a->node->key, b->node->key);
	case TW_DIAG_MEASURE_TWICE:
	case TW_DIAG_UNIT_CHANGED:
		return measure_in(a, b);
	default:
		return false;
	}
}

/* Whoever is ours, the same items are to blame: all that are new to a side. */
static void blame_item(bool *hopeless, struct tw_emit *e,
	const struct tw_side_parts *parts, size_t number,
	enum tw_diagnostic_id id, bool partners)
{
	size_t fields = parts->field_count;
	bool found = !is_old(e, number);

	if (found)
		blame_rule(hopeless, e, number, id);
	for (size_t i = 0; partners && number != TW_NONE &&
	     number >= fields && i < parts->item_count; i++) {
		if (fields + i == number || is_old(e, fields + i) ||
		    !at_odds(&parts->items[number - fields], &parts->items[i],
		    id))
			continue;
		blame_rule(hopeless, e, fields + i, id);
		found = true;
	}
	if (!found)
		blame_rule(hopeless, e, number, id);
}

static void blame_group(bool *hopeless, struct tw_emit *e,
	const struct tw_side_parts *parts, const struct finding *group,
	size_t count, bool partners)
{
	for (size_t i = 0; i < count; i++)
		blame_item(hopeless, e, parts, number_at(parts,
			group[i].line), group->id, partners);
}

static enum tw_status hold(bool *sound, bool *hopeless, struct tw_emit *e,
	const struct tw_readback *back, struct tw_error *err)
{
	struct findings found, side[TW_MERGED];
	enum tw_status status;

	status = e->plan->options->judge(back->record, e->arena, err);
	if (!status && !collect(&found, back->record, e->arena))
		status = tw_fail_memory(err);
	if (status || !found.count)
		return status;
	for (int s = 0; s < TW_MERGED && !status; s++)
		status = judge_side(&side[s], e, s, err);
	for (size_t i = 0, count; i < found.count && !status; i += count) {
		uint64_t about = found.at[i].about;
		size_t base = count_of(&side[TW_BASE], about);
		size_t ours = count_of(&side[TW_OURS], about);
		size_t theirs = count_of(&side[TW_THEIRS], about);
		size_t most = ours > theirs ? ours : theirs;

		if (ours + theirs > base + most)
			most = ours + theirs - base;
		count = count_of(&found, about);
		if (count <= most)
			continue;
		*sound = false;
		blame_group(hopeless, e, &back->parts, found.at + i, count,
			found.count <= MOST_PARTED);
	}
	return status;
}

/* ---- evidence ---- */

static bool key_same(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_item *)a)->key,
		((const struct tw_item *)b)->key);
}

static bool outcomes(struct tw_set *set, const struct tw_side_parts *side,
	struct tw_arena *arena)
{
	bool failed = false;

	*set = (struct tw_set){ NULL, 0, 0 };
	for (size_t i = 0; i < side->item_count && !failed; i++)
		if (side->items[i].kind == TW_OUTCOMES &&
		    side->items[i].node->key.len)
			tw_set_add(set, arena, tw_hash(
				side->items[i].node->key),
				side->items[i].node, key_same, &failed);
	return !failed;
}

static bool names(const struct tw_set *set, struct tw_view key)
{
	struct tw_item item = { .key = key };

	return set->count && tw_set_get(set, tw_hash(key), &item, key_same);
}

static bool has_evidence(const struct tw_part_item *item, struct tw_view key)
{
	for (size_t i = 0; item && i < item->detail_count; i++)
		if (item->details[i].node->sign == '>' &&
		    tw_view_equal(item->details[i].node->name, key))
			return true;
	return false;
}

/* It led nowhere on a side, too, or named no outcome on either. */
static bool evidence_fine(const struct tw_emit *e,
	const struct tw_set set[TW_MERGED], size_t number, struct tw_view key)
{
	struct tw_expected expected;
	const struct tw_strand *unit;

	memcpy(&expected, e->expected[0].ptr + number * sizeof(expected),
		sizeof(expected));
	unit = &e->plan->units[expected.unit];
	if (!names(&set[TW_OURS], key) && !names(&set[TW_THEIRS], key))
		return true;
	for (int s = TW_OURS; s < TW_MERGED; s++)
		if (!names(&set[s], key) && has_evidence(tw_strand_item(e->plan,
		    unit, s), key))
			return true;
	return false;
}

/* One side names an outcome that the other one took out. */
static enum tw_status hold_evidence(bool *sound, bool *hopeless,
	struct tw_emit *e, const struct tw_side_parts *parts,
	struct tw_error *err)
{
	struct tw_set merged, set[TW_MERGED];

	if (!outcomes(&merged, parts, e->arena) ||
	    !outcomes(&set[TW_OURS], &e->plan->side[TW_OURS], e->arena) ||
	    !outcomes(&set[TW_THEIRS], &e->plan->side[TW_THEIRS], e->arena))
		return tw_fail_memory(err);
	for (size_t i = 0; i < parts->item_count; i++) {
		size_t number = parts->field_count + i;

		for (size_t d = 0; d < parts->items[i].detail_count; d++) {
			const struct tw_detail *detail =
				parts->items[i].details[d].node;

			if (detail->sign != '>' ||
			    names(&merged, detail->name) ||
			    evidence_fine(e, set, number, detail->name))
				continue;
			*sound = false;
			blame_rule(hopeless, e, number,
				TW_DIAG_UNKNOWN_EVIDENCE);
			break;
		}
	}
	return TW_OK;
}

enum tw_status tw_check_rules(bool *sound, bool *hopeless, struct tw_emit *e,
	const struct tw_readback *back, struct tw_error *err)
{
	enum tw_status status = hold_evidence(sound, hopeless, e, &back->parts,
		err);

	if (!status && *sound && e->plan->options->judge)
		status = hold(sound, hopeless, e, back, err);
	return status;
}
