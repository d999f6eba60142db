/*
 * A settled text, read back and held against what each side would have given.
 */
#include "merge/settle.h"

#include "base/set.h"
#include "base/utf8.h"
#include "merge/plan.h"

#include <stdlib.h>

/* What a side would have given, or what was settled, as a record. */
struct sheet {
	struct tw_record *record;
	uint64_t *lines;  /* of findings, by kind and line; sorted */
	size_t line_count;
	struct who *items; /* sorted */
	size_t item_count;
};

/* An item, by its key or, without one, its text. */
struct who {
	uint64_t hash;
	const struct tw_item *item;
};

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static int by_hash(const void *a, const void *b)
{
	return by_number(&((const struct who *)a)->hash,
		&((const struct who *)b)->hash);
}

/* ---- findings ---- */

/* Findings come in the order of their lines, so that one walk is enough. */
struct walk {
	struct tw_view rest, line;
	uint32_t number;
};

static uint64_t finding_hash(const struct tw_diagnostic *d, struct walk *walk)
{
	while (walk->number < d->line && tw_raw_line(&walk->line, &walk->rest))
		walk->number++;
	return tw_hash(tw_trim(tw_raw_bare(walk->line))) * TW_DIAG_COUNT +
		(uint64_t)d->id;
}

static bool counts(const struct tw_diagnostic *d)
{
	return d->kind->severity != TW_NOTE;
}

static enum tw_status note_findings(struct sheet *sheet,
	struct tw_arena *arena, struct tw_error *err)
{
	const struct tw_diagnostic *first = sheet->record->diagnostics.first;
	struct walk walk = { sheet->record->source, { "", 0 }, 0 };
	size_t count = 1;

	for (const struct tw_diagnostic *d = first; d; d = d->next)
		count += counts(d);
	sheet->lines = tw_arena_take(arena, count * sizeof(*sheet->lines));
	if (!sheet->lines)
		return tw_fail_memory(err);
	for (const struct tw_diagnostic *d = first; d; d = d->next)
		if (counts(d))
			sheet->lines[sheet->line_count++] =
				finding_hash(d, &walk);
	if (sheet->line_count)
		qsort(sheet->lines, sheet->line_count, sizeof(*sheet->lines),
			by_number);
	return TW_OK;
}

/* Where hashes up to this one end. */
static size_t end_of(const struct sheet *sheet, uint64_t hash)
{
	size_t low = 0, high = sheet->line_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sheet->lines[middle] <= hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* How often there is a finding of this kind on a line like this one. */
static size_t count_finding(const struct sheet *sheet, uint64_t hash)
{
	return end_of(sheet, hash) - (hash ? end_of(sheet, hash - 1) : 0);
}

static enum tw_status collect_fresh(struct tw_diagnostics *fresh,
	const struct sheet *settled, const struct sheet *ours,
	const struct sheet *theirs, struct tw_arena *arena,
	struct tw_error *err)
{
	const struct tw_diagnostic *d = settled->record->diagnostics.first;
	struct walk walk = { settled->record->source, { "", 0 }, 0 };

	for (; d; d = d->next) {
		uint64_t hash = finding_hash(d, &walk);
		struct tw_diagnostic copy = *d;
		size_t now = counts(d) ? count_finding(settled, hash) : 0;

		/* An error may stand in both, from what was no conflict. */
		if (!now || (d->kind->severity != TW_ERROR &&
		    (now <= count_finding(ours, hash) ||
		    now <= count_finding(theirs, hash))))
			continue;
		copy.next = NULL;
		if (tw_diagnostics_add(fresh, arena, copy))
			return tw_fail_memory(err);
	}
	return TW_OK;
}

/* ---- items ---- */

static bool note_items(struct sheet *sheet, struct tw_arena *arena)
{
	const struct tw_record *record = sheet->record;
	size_t count = 1;

	for (const struct tw_section *s = record->sections; s; s = s->next)
		count += s->count;
	sheet->items = tw_arena_take(arena, count * sizeof(*sheet->items));
	if (!sheet->items)
		return false;
	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next) {
			struct tw_view text = tw_segments_join(i->text, arena);

			if (!text.ptr)
				return false;
			if (tw_item_placeholder(i))
				continue;
			sheet->items[sheet->item_count++] = (struct who){
				i->key.len ? tw_hash(i->key) :
				~tw_fold_hash(text), i };
		}
	qsort(sheet->items, sheet->item_count, sizeof(*sheet->items), by_hash);
	return true;
}

/* How many items of one hash stand from `i` on, and how many there are. */
static size_t run_at(const struct sheet *sheet, size_t i)
{
	size_t count = 1;

	while (i + count < sheet->item_count &&
	       sheet->items[i + count].hash == sheet->items[i].hash)
		count++;
	return count;
}

static size_t count_of(const struct sheet *sheet, uint64_t hash)
{
	size_t low = 0, high = sheet->item_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sheet->items[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sheet->item_count && sheet->items[low].hash == hash ?
		run_at(sheet, low) : 0;
}

/* Items of ours that theirs has, too: they must be there, and no oftener. */
static bool collect_astray(struct tw_settled *out,
	const struct sheet *settled, const struct sheet *ours,
	const struct sheet *theirs, struct tw_arena *arena)
{
	struct tw_astray **end = &out->astray;
	size_t run;

	for (size_t i = 0; i < ours->item_count; i += run) {
		uint64_t hash = ours->items[i].hash;
		size_t other = count_of(theirs, hash);
		size_t now = count_of(settled, hash);

		run = run_at(ours, i);
		if (!other || (now && now <= (run > other ? run : other)))
			continue;
		*end = tw_arena_take(arena, sizeof(**end));
		if (!*end)
			return false;
		(*end)->item = ours->items[i].item;
		(*end)->twice = now;
		end = &(*end)->next;
	}
	return true;
}

/* ---- all of it ---- */

static enum tw_status read_sheet(struct sheet *sheet,
	const struct tw_settling *s, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_buffer out = TW_BUFFER_INIT;
	struct tw_view text;
	enum tw_status status;
	bool failed;

	tw_settling_text(&out, s, TW_LEFT_OPEN);
	text = tw_arena_copy(arena, tw_buffer_get(&out));
	failed = out.failed || !text.ptr;
	tw_buffer_release(&out);
	status = failed ? tw_fail_memory(err) :
		tw_record_parse(&sheet->record, arena, text, err);
	if (!status)
		status = s->judge(sheet->record, arena, s->context, err);
	if (!status)
		status = note_findings(sheet, arena, err);
	if (!status && !note_items(sheet, arena))
		status = tw_fail_memory(err);
	return status;
}

/* The same text with one side taken throughout. */
static enum tw_status read_side(struct sheet *sheet,
	const struct tw_settling *s, enum tw_choice choice,
	struct tw_arena *arena, struct tw_error *err)
{
	struct tw_settling side = *s;

	side.answers = tw_arena_take(arena,
		(s->count + 1) * sizeof(*side.answers));
	if (!side.answers)
		return tw_fail_memory(err);
	for (size_t i = 0; i < s->count; i++)
		side.answers[i].choice = choice;
	return read_sheet(sheet, &side, arena, err);
}

enum tw_status tw_settling_review(struct tw_settled *settled,
	const struct tw_settling *s, struct tw_arena *arena,
	struct tw_error *err)
{
	struct sheet all = { .record = NULL }, ours = all, theirs = all;
	enum tw_status status = read_sheet(&all, s, arena, err);

	*settled = (struct tw_settled){ .record = all.record };
	if (!status)
		status = read_side(&ours, s, TW_TAKE_OURS, arena, err);
	if (!status)
		status = read_side(&theirs, s, TW_TAKE_THEIRS, arena, err);
	if (!status)
		status = collect_fresh(&settled->fresh, &all, &ours, &theirs,
			arena, err);
	if (!status && !collect_astray(settled, &all, &ours, &theirs, arena))
		status = tw_fail_memory(err);
	return status;
}
