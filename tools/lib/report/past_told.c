/*
 * What history says of records, in the order in which people read it.
 */
#include "report/past_page.h"

#include "report/past_swap.h"
#include "report/safe.h"
#include "report/told.h"

#include <string.h>

/* A telling on its way. */
struct telling {
	struct tw_past_page *page;
	struct tw_arena *arena;
	struct tw_swap swap; /* told already */
	bool failed;
};

/* ---- words ---- */

static struct tw_view format(struct telling *t, const char *pattern, ...)
	__attribute__((format(printf, 2, 3)));

static struct tw_view format(struct telling *t, const char *pattern, ...)
{
	struct tw_view text;
	va_list args;

	va_start(args, pattern);
	text = tw_arena_vformat(t->arena, pattern, args);
	va_end(args);
	t->failed |= !text.ptr;
	return text;
}

static struct tw_shown_words words_of(struct telling *t, struct tw_view text)
{
	struct tw_shown_words words = { .at = NULL };

	t->failed |= !tw_shown_words(&words, text, t->arena);
	return words;
}

/* Words that nothing else has in common are not worth a mark each. */
static void unmark(struct tw_shown_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (!words->at[i].alone)
			return;
	for (size_t i = 0; i < words->count; i++)
		words->at[i].alone = false;
}

static void mark(struct telling *t, struct tw_shown_words *a,
	struct tw_shown_words *b)
{
	if (!t->failed && !tw_words_differ(a, b, t->arena))
		t->failed = true;
	unmark(a);
	unmark(b);
}

/* What differs was marked in the words as they are; masks are as long. */
static void say_words(struct telling *t, const char *label,
	struct tw_view lead, struct tw_shown_words words, struct tw_view text)
{
	struct tw_view masked = tw_veiled(t->page->veil, text, &t->failed);
	struct tw_shown_words shown;

	if (masked.ptr != text.ptr) {
		shown = words_of(t, masked);
		for (size_t i = 0; i < shown.count && i < words.count; i++)
			shown.at[i].alone = words.at[i].alone;
		words = shown;
	}
	tw_past_edit(t->page, label, lead, &words);
}

static void say_edit(struct telling *t, const char *label,
	struct tw_view lead, struct tw_view text)
{
	say_words(t, label, lead, words_of(t, text), text);
}

/* A text that took another's place: both, with what differs marked. */
static void say_changed(struct telling *t, const char *label,
	struct tw_view lead, struct tw_view is, const char *other,
	struct tw_view was)
{
	struct tw_shown_words now = words_of(t, is), then = words_of(t, was);

	mark(t, &now, &then);
	say_words(t, label, lead, now, is);
	say_words(t, other, TW_VIEW(""), then, was);
}

/* "[key] (on hold) " */
static struct tw_view lead_of(struct telling *t, const struct tw_item *item)
{
	return format(t, "%s%.*s%s%s%s%s", item->key.len ? "[" : "",
		TW_ARG(item->key), item->key.len ? "] " : "",
		item->state ? "(" : "", item->state ?
		tw_state_name(item->state) : "", item->state ? ") " : "");
}

/* ---- detail lines ---- */

static struct tw_view line_of(struct telling *t, const struct tw_detail *d)
{
	return d->sign == '>' ? format(t, "> %.*s", TW_ARG(d->name)) :
		format(t, "%c %.*s: %.*s", d->sign, TW_ARG(d->name),
			TW_ARG(d->value));
}

static void say_detail(struct telling *t, const struct tw_detail_edit *edit)
{
	const struct tw_detail *from = edit->from, *to = edit->to;
	const char *label = (to ? to : from)->sign == '>' ? "evidence" :
		"figure";
	struct tw_view words;

	if (!from || !to)
		words = format(t, "%s: %.*s", to ? "new" : "gone",
			TW_ARG(line_of(t, to ? to : from)));
	else if (from->sign != to->sign)
		words = format(t, "%.*s, where it was %.*s",
			TW_ARG(line_of(t, to)), TW_ARG(line_of(t, from)));
	else
		words = format(t, "%.*s: %.*s to %.*s", TW_ARG(to->name),
			TW_ARG(from->value), TW_ARG(to->value));
	tw_past_more(t->page, label, words);
}

/* How the figure that was asked for moved since it was last stated. */
static void say_stated(struct telling *t, const struct tw_stated *s)
{
	const struct tw_detail *is = s->is, *was = s->was;
	struct tw_view when = !s->term.len ? TW_VIEW("") : format(t, "%s%.*s",
		was->sign != '=' || is->sign != '=' ? " in " :
		tw_view_equal(was->value, is->value) ? ", as in " :
		", since ", TW_ARG(s->term));
	struct tw_view words;

	if (!was)
		words = format(t, "%.*s, for the first time",
			TW_ARG(line_of(t, is)));
	else if (was->sign != '=' || is->sign != '=')
		words = format(t, "%.*s, after %.*s%.*s",
			TW_ARG(line_of(t, is)), TW_ARG(line_of(t, was)),
			TW_ARG(when));
	else if (tw_view_equal(was->value, is->value))
		words = format(t, "%.*s: still %.*s%.*s", TW_ARG(is->name),
			TW_ARG(is->value), TW_ARG(when));
	else
		words = format(t, "%.*s: %.*s to %.*s%.*s", TW_ARG(is->name),
			TW_ARG(was->value), TW_ARG(is->value), TW_ARG(when));
	tw_past_more(t->page, "figure", words);
}

static void say_details(struct telling *t, const struct tw_item *item)
{
	for (const struct tw_detail *d = item->details; d; d = d->next)
		tw_past_more(t->page, "", line_of(t, d));
}

/* ---- items ---- */

/* What stands before the item itself; the rest has lines of its own. */
static const char *label_of(unsigned what)
{
	if (what & TW_EDIT_REWORDED)
		return "reworded";
	return what & TW_EDIT_MOVED ? "moved" : "changed";
}

static const char *state_of(const struct tw_item *item)
{
	return item->state ? tw_state_name(item->state) : "none";
}

static void say_aspects(struct telling *t, const struct tw_item_edit *edit)
{
	const struct tw_item *from = edit->from->item, *to = edit->to->item;

	if (edit->what & TW_EDIT_MOVED)
		tw_past_more(t->page, "was in", tw_view_of(
			tw_section_name(edit->from->section)));
	if (edit->what & TW_EDIT_STATE)
		tw_past_more(t->page, "mark", format(t, "%s to %s",
			state_of(from), state_of(to)));
	if (edit->what & TW_EDIT_KEY)
		tw_past_more(t->page, "key", !from->key.len ? TW_VIEW("set") :
			!to->key.len ? format(t, "[%.*s] taken off",
			TW_ARG(from->key)) : format(t, "was [%.*s]",
			TW_ARG(from->key)));
	for (size_t i = 0; i < edit->detail_count; i++)
		if (edit->stated && edit->details[i].to == edit->stated->is)
			say_stated(t, edit->stated);
		else
			say_detail(t, &edit->details[i]);
}

static void say_item(struct telling *t, const struct tw_item_edit *edit)
{
	const struct tw_node *from = edit->from, *to = edit->to;
	const char *label = label_of(edit->what);
	const struct tw_node *node = to ? to : from;

	if (!from || !to) {
		say_edit(t, to ? "added" : "removed", lead_of(t, node->item),
			node->text);
		if (to)
			say_details(t, to->item);
		if (edit->stated)
			say_stated(t, edit->stated);
		return;
	}
	if (edit->what & TW_EDIT_REWORDED) {
		say_changed(t, label, lead_of(t, to->item), to->text,
			"before", from->text);
	} else {
		say_edit(t, label, lead_of(t, to->item), to->text);
	}
	say_aspects(t, edit);
}

static void say_items(struct telling *t, const struct tw_edits *edits)
{
	int part = -1;

	for (size_t i = 0; i < edits->item_count; i++) {
		const struct tw_item_edit *edit = &edits->items[i];
		int kind = (int)(edit->to ? edit->to : edit->from)->section;

		if (tw_swap_is_all(&t->swap, edit))
			continue;
		if (kind != part)
			tw_past_heading(t->page, TW_PAST_PART, tw_view_of(
				tw_section_name((enum tw_section_kind)kind)),
				TW_VIEW(""));
		part = kind;
		say_item(t, edit);
	}
	for (int kind = 0; kind < TW_SECTIONS; kind++)
		if ((edits->sections_added | edits->sections_removed) >> kind &
		    1)
			tw_past_say(t->page, TW_PAST_RECORD, format(t,
				"The heading \"%s\", with nothing below it, "
				"%s.", tw_section_name(
				(enum tw_section_kind)kind),
				edits->sections_added >> kind & 1 ? "is new" :
				"is gone"));
}

/* ---- fields ---- */

static void say_field(struct telling *t, const struct tw_field_edit *edit)
{
	const struct tw_field *field = edit->to ? edit->to : edit->from;
	struct tw_view lead = format(t, "%.*s: ", TW_ARG(field->name));

	if (!edit->from || !edit->to)
		say_edit(t, edit->to ? "added" : "removed", lead, edit->to ?
			edit->is : edit->was);
	else
		say_changed(t, "changed", lead, edit->is, "before", edit->was);
}

static void say_fields(struct telling *t, const struct tw_edits *edits)
{
	if (edits->field_count)
		tw_past_heading(t->page, TW_PAST_PART, TW_VIEW("Fields"),
			TW_VIEW(""));
	for (size_t i = 0; i < edits->field_count; i++)
		say_field(t, &edits->fields[i]);
}

/* ---- merges ---- */

static const char *const decided_labels[TW_DECIDED_COUNT] = {
	[TW_DECIDED_FIRST] = "as first",
	[TW_DECIDED_SECOND] = "as second",
	[TW_DECIDED_BOTH] = "of both",
	[TW_DECIDED_ANEW] = "anew",
	[TW_DECIDED_LEFT_OUT] = "left out",
};

static void say_side(struct telling *t, const struct tw_node *node,
	const char *label)
{
	if (!node) {
		tw_past_more(t->page, label, TW_VIEW("(nothing)"));
		return;
	}
	tw_past_more(t->page, label, format(t, "%.*s%.*s",
		TW_ARG(lead_of(t, node->item)), TW_ARG(node->text)));
	say_details(t, node->item);
}

static void say_decided_item(struct telling *t, const struct tw_decision *d)
{
	const struct tw_node *node = d->merged ? d->merged : d->side[0] ?
		d->side[0] : d->side[1];

	say_edit(t, decided_labels[d->decided], lead_of(t, node->item),
		node->text);
	if (d->merged)
		say_details(t, d->merged->item);
	if (d->decided != TW_DECIDED_FIRST && d->decided !=
	    TW_DECIDED_LEFT_OUT)
		say_side(t, d->side[0], "first had");
	if (d->decided != TW_DECIDED_SECOND && d->decided !=
	    TW_DECIDED_LEFT_OUT)
		say_side(t, d->side[1], "second had");
}

static struct tw_view field_text(struct telling *t,
	const struct tw_field *field)
{
	struct tw_view text = field ? tw_words_join(field->value, t->arena) :
		TW_VIEW("nothing");

	t->failed |= !text.ptr;
	return text;
}

static void say_decided_field(struct telling *t, const struct tw_decision *d)
{
	const struct tw_field *any = d->field ? d->field : d->field_of[0] ?
		d->field_of[0] : d->field_of[1];
	static const char *const which[] = { "first had", "second had" };

	say_edit(t, decided_labels[d->decided], format(t, "%.*s: ",
		TW_ARG(any->name)), field_text(t, d->field));
	for (int s = 0; s < 2; s++)
		if ((int)d->decided != s)
			tw_past_more(t->page, which[s], field_text(t,
				d->field_of[s]));
}

static void say_decisions(struct telling *t, const struct tw_deed *deed)
{
	if (!deed->decision_count) {
		tw_past_say(t->page, TW_PAST_RECORD, TW_VIEW("Both sides "
			"changed it; nothing had to be decided."));
		return;
	}
	tw_past_heading(t->page, TW_PAST_PART, TW_VIEW("Decided, since "
		"both sides changed it"), TW_VIEW(""));
	for (size_t i = 0; i < deed->decision_count; i++) {
		const struct tw_decision *d = &deed->decisions[i];

		if (d->merged || d->side[0] || d->side[1])
			say_decided_item(t, d);
		else
			say_decided_field(t, d);
	}
}

/* ---- records ---- */

/* "3 outcomes, 5 activities, 4 plans, 2 on impact" */
static void count_parts(struct tw_buffer *out, const struct tw_record *record)
{
	static const char *const one[] = { "outcome", "activity", "plan",
		"item on impact", "item on the exit" };
	static const char *const many[] = { "outcomes", "activities", "plans",
		"items on impact", "items on the exit" };
	size_t count[TW_SECTIONS] = { 0 };
	bool some = false;

	for (const struct tw_section *s = record->sections; s; s = s->next)
		count[s->kind] += s->count;
	for (int k = 0; k < TW_SECTIONS; k++) {
		if (!count[k])
			continue;
		tw_buffer_format(out, "%s%zu %s", some ? ", " : "", count[k],
			count[k] == 1 ? one[k] : many[k]);
		some = true;
	}
	if (!some)
		tw_buffer_string(out, "no items");
}

static void say_whole(struct telling *t, const char *what,
	const struct tw_record *record)
{
	struct tw_buffer parts = TW_BUFFER_INIT;

	count_parts(&parts, record);
	t->failed |= parts.failed;
	tw_past_say(t->page, TW_PAST_RECORD, format(t, "%s: %.*s.", what,
		TW_ARG(tw_buffer_get(&parts))));
	tw_buffer_release(&parts);
}

static void say_fault(struct telling *t, const struct tw_version *v,
	const char *when)
{
	struct tw_view line = v->line ? format(t, ", the first: line %u",
		(unsigned)v->line) : TW_VIEW("");

	if (v->fault)
		tw_past_say(t->page, TW_PAST_RECORD, format(t, "%s: no record "
			"that can be read (%s%.*s).", when, v->fault,
			TW_ARG(line)));
}

/* What is no change in substance, where there is no other. */
static void say_rest(struct telling *t, unsigned what)
{
	static const struct {
		unsigned bit;
		const char *words;
	} rest[] = {
		{ TW_EDIT_WRAPPED, "lines re-wrapped" },
		{ TW_EDIT_ORDER, "the order" },
		{ TW_EDIT_COMMENTS, "comments" },
		{ TW_EDIT_LAYOUT, "blanks or line ends" },
	};
	struct tw_view list = TW_VIEW("");

	for (size_t i = 0; i < sizeof(rest) / sizeof(*rest); i++)
		if (what & rest[i].bit)
			list = format(t, "%.*s%s%s", TW_ARG(list), list.len ?
				", " : "", rest[i].words);
	tw_past_say(t->page, TW_PAST_RECORD, list.len ? format(t, "Nothing "
		"in substance: %.*s.", TW_ARG(list)) :
		TW_VIEW("Nothing in substance."));
}

static void say_deed(struct telling *t, const struct tw_deed *deed)
{
	const struct tw_version *from = &deed->from, *to = &deed->to;

	if (deed->was.len)
		tw_past_say(t->page, TW_PAST_RECORD, format(t, "Renamed; it "
			"was %.*s.", TW_ARG(deed->was)));
	say_fault(t, from, "Before");
	say_fault(t, to, "Now");
	if (deed->than.len)
		tw_past_say(t->page, TW_PAST_RECORD, format(t, "Before: no "
			"record that can be read. This is against %.*s, the "
			"last version that can.",
			TW_ARG(deed->than)));
	if (from->fault || to->fault) {
		return;
	} else if (deed->merged) {
		say_decisions(t, deed);
	} else if (!from->present && to->record && !deed->edits.filtered) {
		say_whole(t, "New", to->record);
	} else if (!to->present && from->record && !deed->edits.filtered) {
		say_whole(t, "Taken out", from->record);
	} else if (tw_edits_matter(&deed->edits)) {
		say_fields(t, &deed->edits);
		say_items(t, &deed->edits);
	} else if (deed->edits.what || !deed->was.len) {
		say_rest(t, deed->edits.what);
	}
}

/* The record by its term, and its title unless it stands above; or not. */
static struct tw_view name_of(struct telling *t, const struct tw_deed *deed)
{
	const struct tw_record *record = deed->to.record ? deed->to.record :
		deed->from.record;
	struct tw_view title, term;

	if (!record)
		return TW_VIEW("");
	title = tw_record_value(record, TW_TITLE, t->arena);
	term = tw_record_value(record, TW_TERM, t->arena);
	if (tw_view_equal(title, t->page->title))
		title.len = 0;
	return format(t, "%.*s%s%.*s", TW_ARG(term),
		term.len && title.len ? ", " : "", TW_ARG(title));
}

static enum tw_status end(struct telling *t, size_t start,
	struct tw_error *err)
{
	if (!t->page->markdown)
		tw_safe_lines(t->page->out, start);
	return t->failed || t->page->out->failed ? tw_fail_memory(err) :
		TW_OK;
}

static void tell_deed(struct telling *t, const struct tw_deed *deed)
{
	struct tw_view name = name_of(t, deed);

	tw_past_heading(t->page, TW_PAST_RECORD, name.len ? name : deed->path,
		name.len ? deed->path : TW_VIEW(""));
	say_deed(t, deed);
}

enum tw_status tw_deed_tell(struct tw_past_page *page,
	const struct tw_deed *deed, struct tw_error *err)
{
	struct telling t = { .page = page, .arena = page->arena };
	size_t start = page->out->len;

	tell_deed(&t, deed);
	return end(&t, start, err);
}

enum tw_status tw_past_tell(struct tw_past_page *page,
	const struct tw_commit *commit, const struct tw_deed *deeds,
	size_t count, size_t left, struct tw_error *err)
{
	struct telling t = { .page = page, .arena = page->arena };
	struct tw_view day = tw_commit_day(commit, t.arena);
	struct tw_view id = tw_commit_short(commit->id, t.arena);
	size_t start = page->out->len;

	t.failed |= !day.ptr || !id.ptr;
	tw_past_heading(page, TW_PAST_COMMIT, format(&t, "%.*s%s%.*s%s",
		TW_ARG(day), day.len ? ", " : "",
		TW_ARG(tw_commit_author(commit)),
		commit->parent_count > 1 ? ", merge" : ""), id);
	tw_past_say(page, TW_PAST_COMMIT, commit->summary);
	if (!page->whole)
		tw_swap_find(&t.swap, deeds, count);
	if (t.swap.items)
		tw_past_heading(page, TW_PAST_RECORD, format(&t, "\"%.*s\" "
			"became \"%.*s\" in %zu items of %zu record%s",
			TW_ARG(t.swap.was), TW_ARG(t.swap.is), t.swap.items,
			t.swap.records, tw_told_s(t.swap.records)),
			TW_VIEW("--all tells them"));
	for (size_t i = 0; i < count; i++)
		if (!tw_swap_is_whole(&t.swap, &deeds[i]))
			tell_deed(&t, &deeds[i]);
	if (commit->cut) {
		tw_past_heading(page, TW_PAST_RECORD, TW_VIEW("The shallow "
			"clone ends here"), TW_VIEW(""));
		tw_past_say(page, TW_PAST_RECORD, TW_VIEW("What this commit "
			"did, and those before it, is not known; \"git fetch "
			"--unshallow\" gets it."));
	}
	if (left)
		tw_past_heading(page, TW_PAST_RECORD, format(&t, "... and %zu "
			"more record%s", left, tw_told_s(left)),
			TW_VIEW("--all tells them"));
	return end(&t, start, err);
}
