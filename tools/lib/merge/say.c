/*
 * What both sides did, in words: the comments above conflicts.
 */
#include "merge/emit.h"

#include "base/utf8.h"

enum { QUOTE_MOST = 60 };

const char *tw_say_quoted(struct tw_emit *e, struct tw_view text)
{
	struct tw_view out;
	size_t len = text.len;

	if (len > QUOTE_MOST) {
		len = QUOTE_MOST;
		while (len && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
			len--;
	}
	out = tw_arena_format(e->arena, "\"%.*s%s\"", (int)len,
		text.ptr, len < text.len ? "..." : "");
	e->failed |= !out.ptr;
	return out.ptr ? out.ptr : "";
}

struct tw_view tw_say(struct tw_emit *e, const char *format, ...)
{
	struct tw_view said;
	va_list args;

	va_start(args, format);
	said = tw_arena_vformat(e->arena, format, args);
	va_end(args);
	e->failed |= !said.ptr;
	return said;
}

const char *tw_say_had(const struct tw_emit *e)
{
	return e->plan->two ? "have" : "added";
}

static struct tw_view say_apart(struct tw_emit *e, const struct tw_strand *unit)
{
	const struct tw_part_item *item[TW_MERGED];
	int mover = TW_BASE, other;

	for (int s = 0; s < TW_MERGED; s++)
		item[s] = tw_strand_item(e->plan, unit, s);
	for (int s = TW_OURS; s < TW_MERGED && item[TW_BASE]; s++)
		if (item[s]->kind == item[TW_BASE]->kind)
			mover = TW_OURS + TW_THEIRS - s;
	if (!mover)
		return tw_say(e, "%s has this item under \"%s\", %s under "
			"\"%s\": keep it in one of the two places.",
			tw_side_said(e, TW_OURS),
			tw_section_name(item[TW_OURS]->kind),
			tw_side_said(e, TW_THEIRS),
			tw_section_name(item[TW_THEIRS]->kind));
	other = TW_OURS + TW_THEIRS - mover;
	return tw_say(e, "%s moved this item to \"%s\", and %s changed it "
		"under \"%s\": keep it in one of the two places.",
		tw_side_said(e, mover), tw_section_name(item[mover]->kind),
		tw_side_said(e, other), tw_section_name(item[other]->kind));
}

static struct tw_view say_settled(struct tw_emit *e,
	const struct tw_strand *unit)
{
	enum tw_state state = tw_strand_item(e->plan, unit,
		unit->settler)->node->state;

	return tw_say(e, "%s %s, and %s %s: keep %s.",
		tw_side_said(e, unit->settler), unit->denied ?
		"said what became of this item" : state == TW_DROPPED ?
		"dropped this plan" : state == TW_ON_HOLD ?
		"put this plan on hold" : "reported on this plan",
		tw_side_said(e, TW_OURS + TW_THEIRS - unit->settler),
		unit->denied ? "put a \"not\" or the like into its words, or "
		"took one out" : "gave it another date",
		unit->apart ? "it in one of the two places" : "one of the two");
}

/* What the other side did to what one side parted. */
static const char *deed_of(const struct tw_strand *head,
	const struct tw_strand *piece)
{
	int other = TW_OURS + TW_THEIRS - piece->parter;
	bool one = piece->parting == TW_PUT_TOGETHER;
	const struct tw_strand *unit = one ? piece : head;

	if (unit->at[other] == TW_NONE || (one && head->at[TW_BASE] !=
	    TW_NONE && head->at[other] == TW_NONE))
		return one ? "took one of them out" : "took it out";
	return one ? "changed them, or one of them" : "changed it";
}

/* What is asked about with another item; or apart from it, if that is so. */
static struct tw_view say_parted(struct tw_emit *e,
	const struct tw_strand *head, const struct tw_strand *piece)
{
	const char *one = tw_side_said(e, piece->parter);
	const char *other = tw_side_said(e, TW_OURS + TW_THEIRS -
		piece->parter), *did;

	if (head == piece && piece->parting == TW_PUT_TWICE)
		return tw_say(e, "%s has this item twice, and %s changed or "
			"moved the other one.", one, other);
	if (head == piece)
		return tw_say(e, "%s put this item into another one, and %s "
			"changed one of the two.", one, other);
	if (piece->parting == TW_PUT_OTHERWISE)
		return tw_say(e, "both changed these items, and which is which "
			"cannot be told: keep one side's, or both.");
	if (tw_parted_by_both(e->plan, head))
		return tw_say(e, "both made several items of this one, and not "
			"the same: keep one side's.");
	did = deed_of(head, piece);
	if (piece->parting == TW_PUT_TWICE)
		return tw_say(e, "%s has this item twice, and %s %s.", one,
			other, did);
	if (piece->parting == TW_PUT_APART && piece->next == TW_NONE &&
	    head->at[piece->parter] == TW_NONE)
		return tw_say(e, "%s put another item in the place of this one, "
			"and %s %s: keep one, or both.", one, other, did);
	if (piece->parting == TW_PUT_APART)
		return tw_say(e, "%s made several items of this one, and %s "
			"%s.", one, other, did);
	return tw_say(e, "%s put these items into one, and %s %s.", one,
		other, did);
}

/* The figure of an item that one side added; NULL: it has not just one. */
static const struct tw_detail *added_figure(const struct tw_merging *plan,
	const struct tw_strand *unit)
{
	const struct tw_part_item *item = unit->at[TW_BASE] == TW_NONE ?
		tw_strand_item(plan, unit, unit->at[TW_OURS] == TW_NONE ?
		TW_THEIRS : TW_OURS) : NULL;
	const struct tw_detail *figure = NULL;

	for (size_t i = 0; item && i < item->detail_count; i++) {
		const struct tw_detail *detail = item->details[i].node;

		if (detail->sign == '>')
			continue;
		if (figure)
			return NULL;
		figure = detail;
	}
	return figure;
}

static struct tw_view say_rule(struct tw_emit *e, const struct tw_strand *unit)
{
	const struct tw_diagnostic_kind *rule =
		tw_diagnostic_kind(unit->broken);
	const struct tw_detail *figure = unit->broken ==
		TW_DIAG_MEASURE_TWICE ? added_figure(e->plan, unit) : NULL;

	if (figure)
		return tw_say(e, "taken together, what both sides did gives %s "
			"two figures in one record: %s.",
			tw_say_quoted(e, figure->name), figure->sign == '+' ?
			"add them up in one item, or keep one" :
			"keep the one that is right");
	return tw_say(e, "taken together, what both sides did breaks a rule "
		"(%s): %s.", rule->name, rule->message);
}

struct tw_view tw_say_whole(struct tw_emit *e, const struct tw_strand *unit)
{
	bool ours = unit->at[TW_OURS] != TW_NONE;
	bool theirs = unit->at[TW_THEIRS] != TW_NONE;

	if (unit->broken != TW_DIAG_COUNT)
		return say_rule(e, unit);
	if (tw_strand_pieces(unit) != TW_NONE)
		return say_parted(e, unit,
			&e->plan->units[tw_strand_pieces(unit)]);
	if (unit->parting && unit->head == TW_NONE)
		return say_parted(e, unit, unit);
	if (unit->settler)
		return say_settled(e, unit);
	if (unit->apart)
		return say_apart(e, unit);
	if (ours && theirs && unit->at[TW_BASE] == TW_NONE)
		return tw_say(e, "both %s this item, and not the same.",
			tw_say_had(e));
	if (ours && theirs)
		return tw_say(e, "both changed this item, and it may be two "
			"by now: keep one, or both.");
	if (unit->at[TW_BASE] != TW_NONE &&
	    tw_strand_item(e->plan, unit, TW_BASE)->any_asked)
		return tw_say(e, "this item was in question already: %s has "
			"it, and %s has not.", tw_side_said(e, ours ? TW_OURS :
			TW_THEIRS), tw_side_said(e, ours ? TW_THEIRS :
			TW_OURS));
	return tw_say(e, "%s took this item out, and %s changed it.",
		tw_side_said(e, ours ? TW_THEIRS : TW_OURS),
		tw_side_said(e, ours ? TW_OURS : TW_THEIRS));
}
