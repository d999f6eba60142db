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

/* The result as it was read back: once or, with conflicts, as each side. */
struct holding {
	bool *sound, *hopeless;
	struct tw_emit *e;
	const struct tw_readback *back;
	int readings;
};

/*
 * A finding by what it says of which words; `place` leaves out what it says,
 * which may name what another conflict is about. `line` is where.
 */
struct finding {
	uint64_t about, place;
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
	return d->kind->severity == TW_ERROR ||
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
		uint64_t place;

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
		place = tw_hash(marked) * 64 + (uint64_t)d->id;
		findings->at[findings->count++] = (struct finding){
			place + tw_hash(d->hint), place, d->id, d->line };
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

static struct tw_wanted expected_at(const struct tw_emit *e, int as,
	size_t number)
{
	struct tw_wanted expected;

	memcpy(&expected, e->expected[as].ptr + number * sizeof(expected),
		sizeof(expected));
	return expected;
}

/* Both sides have it to the byte, so that nothing in it is new to either. */
static bool is_old(const struct tw_emit *e, int as, size_t number)
{
	struct tw_wanted expected;
	const struct tw_part_item *ours, *theirs;

	if (number == TW_NONE)
		return true;
	expected = expected_at(e, as, number);
	if (expected.unit == TW_NONE)
		return false;
	ours = tw_strand_item(e->plan, &e->plan->units[expected.unit], TW_OURS);
	theirs = tw_strand_item(e->plan, &e->plan->units[expected.unit],
		TW_THEIRS);
	return ours && theirs && tw_raw_equal(ours->node->raw,
		theirs->node->raw);
}

/* It was in conflict as a whole already: no more can be done. */
static bool is_done(const struct tw_emit *e, int as, size_t number)
{
	struct tw_wanted expected = expected_at(e, as, number);
	const struct tw_strand *unit;
	const struct tw_field_unit *field;

	if (expected.unit == TW_NONE) {
		field = &e->fields[expected.field];
		return field->clash && field->rounds != e->rounds;
	}
	unit = &e->plan->units[expected.unit];
	return unit->whole && unit->rounds != e->rounds;
}

/*
 * Whoever is ours, the same rule is named. Where there are conflicts, what
 * cannot be blamed is left to those who settle them.
 */
static void blame_rule(struct holding *h, int as, size_t number,
	enum tw_diagnostic_id id)
{
	struct tw_wanted expected;
	struct tw_strand *unit;

	if (h->e->conflicts && (number == TW_NONE ||
	    is_done(h->e, as, number)))
		return;
	*h->sound = false;
	tw_blame(h->hopeless, h->e, number, as);
	if (number == TW_NONE || *h->hopeless)
		return;
	expected = expected_at(h->e, as, number);
	if (expected.unit == TW_NONE)
		return;
	unit = &h->e->plan->units[expected.unit];
	if (id < unit->broken)
		unit->broken = id;
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
static void blame_item(struct holding *h, int as, size_t number,
	enum tw_diagnostic_id id, bool partners)
{
	const struct tw_side_parts *parts = &h->back[as].parts;
	size_t fields = parts->field_count;
	bool found = !is_old(h->e, as, number);

	if (found)
		blame_rule(h, as, number, id);
	for (size_t i = 0; partners && number != TW_NONE &&
	     number >= fields && i < parts->item_count; i++) {
		if (fields + i == number || is_old(h->e, as, fields + i) ||
		    !at_odds(&parts->items[number - fields], &parts->items[i],
		    id))
			continue;
		blame_rule(h, as, fields + i, id);
		found = true;
	}
	if (!found && !h->e->conflicts)
		blame_rule(h, as, number, id);
}

/* ---- rules within a record ---- */

/* Leaves those found more often than the sides have them together. */
static void sift(struct findings *found, const struct findings side[TW_MERGED])
{
	size_t kept = 0;

	for (size_t i = 0, count; i < found->count; i += count) {
		uint64_t about = found->at[i].about;
		size_t base = count_of(&side[TW_BASE], about);
		size_t ours = count_of(&side[TW_OURS], about);
		size_t theirs = count_of(&side[TW_THEIRS], about);
		size_t most = ours > theirs ? ours : theirs;

		if (ours + theirs > base + most)
			most = ours + theirs - base;
		count = count_of(found, about);
		for (size_t j = i; count > most && j < i + count; j++)
			found->at[kept++] = found->at[j];
	}
	found->count = kept;
}

/* From here on a finding is about no more than its place. */
static void sort_by_place(struct findings *found)
{
	for (size_t i = 0; i < found->count; i++)
		found->at[i].about = found->at[i].place;
	if (found->count)
		qsort(found->at, found->count, sizeof(*found->at),
			finding_compare);
}

static enum tw_status find_broken(struct findings *found, bool *partners,
	const struct holding *h, int as, struct tw_error *err)
{
	struct tw_record *record = h->back[as].record;
	enum tw_status status = h->e->plan->options->judge(record, h->e->arena,
		err);

	if (!status && !collect(found, record, h->e->arena))
		status = tw_fail_memory(err);
	*partners = !status && found->count <= MOST_PARTED;
	return status;
}

/* What both readings break, no choice between the sides will mend. */
static enum tw_status hold(struct holding *h, struct tw_error *err)
{
	struct findings found[2] = { { NULL, 0 }, { NULL, 0 } };
	struct findings side[TW_MERGED];
	enum tw_status status = TW_OK;
	bool partners[2];

	for (int as = 0; as < h->readings && !status; as++) {
		status = find_broken(&found[as], &partners[as], h, as, err);
		if (!status && !found[as].count)
			return TW_OK;
	}
	for (int s = 0; s < TW_MERGED && !status; s++)
		status = judge_side(&side[s], h->e, s, err);
	for (int as = 0; as < h->readings && !status; as++) {
		sift(&found[as], side);
		sort_by_place(&found[as]);
	}
	for (int as = 0; as < h->readings && !status; as++)
		for (size_t i = 0; i < found[as].count; i++)
			if (h->readings == 1 || count_of(&found[!as],
			    found[as].at[i].about))
				blame_item(h, as, number_at(
					&h->back[as].parts,
					found[as].at[i].line),
					found[as].at[i].id, partners[as]);
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
	const struct tw_strand *unit, const struct tw_set set[TW_MERGED],
	struct tw_view key)
{
	if (!names(&set[TW_OURS], key) && !names(&set[TW_THEIRS], key))
		return true;
	for (int s = TW_OURS; s < TW_MERGED; s++)
		if (!names(&set[s], key) && has_evidence(tw_strand_item(e->plan,
		    unit, s), key))
			return true;
	return false;
}

/* Outcomes that are named where evidence is sought, and where each unit is. */
struct evidence {
	struct tw_set named[2], set[TW_MERGED];
	size_t *second; /* [unit]: its item as theirs; TW_NONE: it has none */
};

static bool evidence_ready(struct evidence *v, const struct holding *h)
{
	const struct tw_side_parts *parts = &h->back[h->readings - 1].parts;
	struct tw_emit *e = h->e;
	bool ready = true;

	for (int as = 0; as < h->readings; as++)
		ready &= outcomes(&v->named[as], &h->back[as].parts, e->arena);
	for (int s = TW_OURS; s < TW_MERGED; s++)
		ready &= outcomes(&v->set[s], &e->plan->side[s], e->arena);
	v->second = tw_none_array(e->arena, e->plan->unit_count);
	if (!ready || !v->second)
		return false;
	for (size_t i = 0; i < parts->item_count; i++)
		v->second[expected_at(e, h->readings - 1,
			parts->field_count + i).unit] = i;
	return true;
}

/* One side names an outcome that the other one took out. */
static bool misleads(const struct holding *h, const struct evidence *v,
	size_t unit, struct tw_view key)
{
	size_t second = v->second[unit];

	if (names(&v->named[0], key) || evidence_fine(h->e,
	    &h->e->plan->units[unit], v->set, key))
		return false;
	return h->readings == 1 || (second != TW_NONE &&
		!names(&v->named[1], key) &&
		has_evidence(&h->back[1].parts.items[second], key));
}

static enum tw_status hold_evidence(struct holding *h, struct tw_error *err)
{
	const struct tw_side_parts *parts = &h->back[0].parts;
	struct evidence v;

	if (!evidence_ready(&v, h))
		return tw_fail_memory(err);
	for (size_t i = 0; i < parts->item_count; i++) {
		size_t number = parts->field_count + i;
		size_t unit = expected_at(h->e, 0, number).unit;

		for (size_t d = 0; d < parts->items[i].detail_count; d++) {
			const struct tw_detail *detail =
				parts->items[i].details[d].node;

			if (detail->sign != '>' ||
			    !misleads(h, &v, unit, detail->name))
				continue;
			blame_rule(h, 0, number, TW_DIAG_UNKNOWN_EVIDENCE);
			break;
		}
	}
	return TW_OK;
}

enum tw_status tw_check_rules(bool *sound, bool *hopeless, struct tw_emit *e,
	const struct tw_readback *back, struct tw_error *err)
{
	struct holding h = { sound, hopeless, e, back, e->conflicts ? 2 : 1 };
	enum tw_status status = hold_evidence(&h, err);

	if (!status && *sound && e->plan->options->judge)
		status = hold(&h, err);
	return status;
}
