#include "lint/private.h"

#include "base/lines.h"

#include <string.h>

static const enum tw_diagnostic_id ids[TW_PRIVATE_KINDS] = {
	[TW_PRIVATE_UPN] = TW_DIAG_PRIVATE_UPN,
	[TW_PRIVATE_UPN_LIKE] = TW_DIAG_PRIVATE_UPN_LIKE,
	[TW_PRIVATE_NHS] = TW_DIAG_PRIVATE_NHS,
	[TW_PRIVATE_NHS_LIKE] = TW_DIAG_PRIVATE_NHS_LIKE,
	[TW_PRIVATE_ULN] = TW_DIAG_PRIVATE_ULN,
	[TW_PRIVATE_ULN_LIKE] = TW_DIAG_PRIVATE_ULN_LIKE,
	[TW_PRIVATE_NI] = TW_DIAG_PRIVATE_NI,
	[TW_PRIVATE_MOBILE] = TW_DIAG_PRIVATE_MOBILE,
	[TW_PRIVATE_PHONE] = TW_DIAG_PRIVATE_PHONE,
	[TW_PRIVATE_EMAIL] = TW_DIAG_PRIVATE_EMAIL,
	[TW_PRIVATE_POSTCODE] = TW_DIAG_PRIVATE_POSTCODE,
	[TW_PRIVATE_ADDRESS] = TW_DIAG_PRIVATE_ADDRESS,
	[TW_PRIVATE_PLATE] = TW_DIAG_PRIVATE_PLATE,
	[TW_PRIVATE_BIRTH] = TW_DIAG_PRIVATE_BIRTH,
	[TW_PRIVATE_BIRTH_LIKE] = TW_DIAG_PRIVATE_BIRTH_LIKE,
	[TW_PRIVATE_PUPIL] = TW_DIAG_PRIVATE_PUPIL,
	[TW_PRIVATE_NAME] = TW_DIAG_PRIVATE_NAME,
	[TW_PRIVATE_COUNT] = TW_DIAG_PRIVATE_COUNT
};

/* A value up to the end of its line. */
static struct tw_view first_line(struct tw_view value)
{
	const char *newline = memchr(value.ptr, '\n', value.len);

	if (newline)
		value.len = (size_t)(newline - value.ptr);
	if (newline && value.len && value.ptr[value.len - 1] == '\r')
		value.len--;
	return value;
}

/* The value as it is shown: nothing of it, but where it stands. */
static struct tw_view masked(struct tw_view value, struct tw_arena *arena)
{
	struct tw_private_span whole = { value, TW_PRIVATE_UPN };
	struct tw_private_spans spans = { &whole, 1 };

	return tw_private_mask(value, &spans, arena);
}

/* ---- records ---- */

/* The path is part of what is published. */
static void judge_path(struct tw_judge *judge)
{
	struct tw_view below = judge->options->below, hidden;

	if (!below.len)
		return;
	hidden = tw_private_hide(below, judge->options->privacy, judge->arena);
	if (!hidden.ptr)
		judge->status = tw_fail_memory(judge->err);
	else if (!tw_view_equal(below, hidden))
		tw_judge_whole(judge, TW_DIAG_PRIVATE_PATH, hidden);
}

/* Names in the list of the officers are theirs. */
static bool of_officer(const struct tw_field *field,
	const struct tw_private_span *span)
{
	return (span->kind == TW_PRIVATE_NAME ||
		span->kind == TW_PRIVATE_PUPIL) && field &&
		span->text.ptr >= field->raw.ptr &&
		span->text.ptr < field->raw.ptr + field->raw.len;
}

void tw_judge_private(struct tw_judge *judge)
{
	const struct tw_private_spans *found = judge->options->found;
	const struct tw_field *officers = tw_record_field(judge->record,
		TW_OFFICERS);

	tw_judge_from(judge, tw_line_walk(judge->record->source).at, 1);
	for (size_t i = 0; i < found->count && !judge->status; i++) {
		struct tw_view value = first_line(found->at[i].text), hint;

		if (of_officer(officers, &found->at[i]))
			continue;
		hint = masked(value, judge->arena);
		if (!hint.ptr)
			judge->status = tw_fail_memory(judge->err);
		else
			tw_judge_report(judge, ids[found->at[i].kind], value,
				hint);
	}
	if (!judge->status)
		judge_path(judge);
}

/* True of findings whose hint spells in another way what they mark. */
static bool spells_anew(enum tw_diagnostic_id id)
{
	return id == TW_DIAG_BAD_SLUG || id == TW_DIAG_BAD_KEY ||
		id == TW_DIAG_BAD_DETAIL || id == TW_DIAG_BAD_VALUE ||
		id == TW_DIAG_BAD_TERM || id == TW_DIAG_BAD_DATE ||
		id == TW_DIAG_OFFICER_SPLIT || id == TW_DIAG_PATH;
}

void tw_private_unsay(struct tw_record *record,
	const struct tw_private_spans *found)
{
	struct tw_line_walk walk = tw_line_walk(record->source);
	struct tw_diagnostic *d = record->diagnostics.first;
	size_t i = 0;

	for (; d && found->count; d = d->next) {
		const char *from = tw_line_at(&walk, d->line).ptr +
			d->column - 1;

		if (!spells_anew(d->id))
			continue;
		while (i < found->count && found->at[i].text.ptr +
		       found->at[i].text.len <= from)
			i++;
		/* A path is made of several fields. */
		if (d->id == TW_DIAG_PATH || (i < found->count &&
		    found->at[i].text.ptr < from + d->length)) {
			d->hint = (struct tw_view){ NULL, 0 };
			d->mend = NULL;
		}
	}
}

/* ---- house rules ---- */

/* Of a rule: what its pattern must find has to be written somewhere. */
static bool is_example(struct tw_view source, const char *at)
{
	static const char *const names[] = { "pattern", "match", "no-match",
		"replace", NULL };
	struct tw_view name = { at, 0 };

	do {
		while (name.ptr > source.ptr && name.ptr[-1] != '\n')
			name.ptr--;
		if (!tw_blank_start((struct tw_view){ name.ptr,
		    (size_t)(at - name.ptr) }))
			break;
	} while (name.ptr > source.ptr && name.ptr--);
	while (name.ptr + name.len < at && name.ptr[name.len] != ':')
		name.len++;
	return tw_fold_any(name, names);
}

/* Places in the source, in order. */
static struct tw_diagnostic place_of(struct tw_line_walk *walk,
	struct tw_view value)
{
	struct tw_diagnostic d = { .length = (uint32_t)value.len };
	const char *newline;

	while ((newline = memchr(walk->at, '\n',
	       (size_t)(value.ptr - walk->at)))) {
		walk->at = newline + 1;
		walk->number++;
	}
	d.line = walk->number;
	d.column = (uint32_t)(value.ptr - walk->at) + 1;
	return d;
}

enum tw_status tw_private_house(struct tw_diagnostics *all,
	struct tw_private_spans *found, const struct tw_house *house,
	const struct tw_diagnostics *own,
	const struct tw_private_options *privacy, struct tw_arena *arena,
	struct tw_error *err)
{
	struct tw_line_walk walk = tw_line_walk(house->source);
	enum tw_status status;

	*all = (struct tw_diagnostics){ .first = NULL };
	status = tw_private_find(found, arena, house->source, privacy, err);
	for (const struct tw_diagnostic *d = own->first;
	     d && !status; d = d->next)
		status = tw_diagnostics_add(all, arena, *d);
	for (size_t i = 0; i < found->count && !status; i++) {
		struct tw_view value = first_line(found->at[i].text);
		struct tw_diagnostic d;

		if (is_example(house->source, value.ptr))
			continue;
		d = place_of(&walk, value);
		d.id = ids[found->at[i].kind];
		if (house->weights[d.id] == TW_WEIGHT_OFF)
			continue;
		if (house->weights[d.id] >= TW_WEIGHT_NOTE)
			d.kind = tw_diagnostic_weighed(d.id, TW_NOTE +
				(enum tw_severity)(house->weights[d.id] -
				TW_WEIGHT_NOTE));
		d.hint = masked(value, arena);
		status = d.hint.ptr ? tw_diagnostics_add(all, arena, d) :
			TW_NO_MEMORY;
	}
	if (!status)
		tw_diagnostics_sort(all);
	return status ? tw_fail_memory(err) : TW_OK;
}

/* ---- what may be shown ---- */

static bool lies_in(struct tw_view part, struct tw_view whole)
{
	return (uintptr_t)part.ptr >= (uintptr_t)whole.ptr &&
		(uintptr_t)part.ptr < (uintptr_t)whole.ptr + whole.len;
}

/* The same place in a copy of the source. */
static struct tw_view moved(struct tw_view part, struct tw_view from,
	struct tw_view to)
{
	return (struct tw_view){ to.ptr + (part.ptr - from.ptr), part.len };
}

struct veil {
	struct tw_view source, shown; /* the bytes, and their masked copy */
	const struct tw_private_options *privacy;
	struct tw_arena *arena;
	bool failed;
};

static struct tw_view hide(struct veil *veil, struct tw_view text)
{
	struct tw_view hidden;

	if (!text.len)
		return text;
	if (lies_in(text, veil->source))
		return moved(text, veil->source, veil->shown);
	hidden = tw_private_hide(text, veil->privacy, veil->arena);
	veil->failed |= !hidden.ptr;
	return hidden;
}

static const struct tw_mend *hide_mend(struct veil *veil,
	const struct tw_mend *mend)
{
	struct tw_mend *shown;

	if (!tw_view_equal(hide(veil, mend->text), mend->text))
		return NULL;
	shown = tw_arena_take(veil->arena, sizeof(*shown));
	if (!shown) {
		veil->failed = true;
		return NULL;
	}
	*shown = *mend;
	shown->place = moved(mend->place, veil->source, veil->shown);
	return shown;
}

static bool hide_all(struct tw_diagnostics *shown, struct veil *veil,
	const struct tw_diagnostics *diagnostics)
{
	for (const struct tw_diagnostic *d = diagnostics->first;
	     d && !veil->failed; d = d->next) {
		struct tw_diagnostic copy = *d;

		copy.hint = hide(veil, d->hint);
		if (d->mend)
			copy.mend = hide_mend(veil, d->mend);
		veil->failed |= tw_diagnostics_add(shown, veil->arena, copy);
	}
	return !veil->failed;
}

enum tw_status tw_private_veil(struct tw_judged *judged,
	const struct tw_private_spans *found,
	const struct tw_private_options *privacy, struct tw_arena *arena,
	struct tw_error *err)
{
	struct veil veil = { judged->source, { NULL, 0 }, privacy, arena,
		false };
	struct tw_diagnostics *shown = tw_arena_take(arena, sizeof(*shown));
	struct tw_view below;

	veil.shown = tw_private_mask(judged->source, found, arena);
	below = tw_private_hide(judged->below, privacy, arena);
	if (!shown || (!veil.shown.ptr && judged->source.len) || !below.ptr ||
	    !hide_all(shown, &veil, judged->diagnostics))
		return tw_fail_memory(err);
	if (!tw_view_equal(below, judged->below))
		judged->shown = tw_private_hide(judged->shown, privacy, arena);
	if (!judged->shown.ptr)
		return tw_fail_memory(err);
	judged->below = below;
	judged->source = veil.shown;
	judged->diagnostics = shown;
	return TW_OK;
}
