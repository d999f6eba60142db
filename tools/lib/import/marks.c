/*
 * What a document does not show comes back from the corpus: from the record
 * of the same term all of it, from the one before the keys.
 */
#include "import/propose.h"

#include "account/account.h"
#include "base/set.h"
#include "base/utf8.h"
#include "import/blocks.h"

#include <string.h>

/* The records are the caller's own, and are filled in here. */
static struct tw_item *item_of(const struct tw_node *node)
{
	return (struct tw_item *)(uintptr_t)node->item;
}

/* Puts `first` before those comments of `then` that it has not. */
static struct tw_comment *join_comments(struct tw_comment *first,
	struct tw_comment *then)
{
	struct tw_comment *kept = NULL, **end = &kept, *next;

	for (; first; first = next) {
		const struct tw_comment *same = then;

		next = first->next;
		while (same && !tw_view_equal(same->text, first->text))
			same = same->next;
		if (same)
			continue;
		first->next = NULL;
		*end = first;
		end = &first->next;
	}
	*end = then;
	return kept;
}

/* ---- items that read the same ---- */

/* An item of the record that lies in the corpus, by its text. */
struct old_item {
	struct tw_view text;
	enum tw_section_kind section;
	struct tw_item *item;
	struct old_item *same; /* the next one that reads the same */
	bool used;
};

static bool same_text(const void *a, const void *b)
{
	const struct old_item *x = a, *y = b;

	return x->section == y->section && tw_fold_equal(x->text, y->text);
}

struct returning {
	struct tw_arena *arena;
	struct tw_report *report;
	struct tw_set set;
	bool shown; /* the document shows dispositions */
};

static struct old_item *make_old(struct returning *r, struct tw_item *item,
	enum tw_section_kind section)
{
	struct old_item *old = tw_arena_take(r->arena, sizeof(*old));

	if (old)
		*old = (struct old_item){ tw_segments_join(item->text,
			r->arena), section, item, NULL, false };
	if (old && old->text.ptr)
		return old;
	r->report->status = tw_fail_memory(r->report->err);
	return NULL;
}

static void collect_old(struct returning *r, const struct tw_record *record)
{
	bool failed = false;

	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (struct tw_item *i = s->items; i && !failed; i = i->next) {
			struct old_item *old = make_old(r, i, s->kind), *last;
			const void *known;

			if (!old)
				return;
			known = tw_set_add(&r->set, r->arena,
				tw_fold_hash(old->text), old, same_text,
				&failed);
			if (!known)
				continue;
			/* What is in the set was put there to be changed. */
			last = (struct old_item *)(uintptr_t)known;
			old->same = last->same;
			last->same = old;
		}
	if (failed)
		r->report->status = tw_fail_memory(r->report->err);
}

/* All that is known of an item whose words are the same. */
static void give_back(struct returning *r, struct tw_item *item,
	const struct tw_item *old, bool bytes)
{
	if (bytes) {
		item->text = old->text;
		item->escaped = old->escaped;
	}
	if (!r->shown && !item->state)
		item->state = old->state;
	item->key = old->key;
	item->details = old->details;
	item->comments = join_comments(item->comments, old->comments);
}

/* True if texts differ in nothing but runs of blanks. */
static bool same_bytes(struct returning *r, struct tw_view a,
	struct tw_view b)
{
	a = tw_text_fold(r->arena, a);
	b = tw_text_fold(r->arena, b);
	if (!a.ptr || !b.ptr)
		r->report->status = tw_fail_memory(r->report->err);
	return tw_view_equal(a, b);
}

static void return_same(struct returning *r, const struct tw_record *record)
{
	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (struct tw_item *i = s->items; i; i = i->next) {
			struct old_item *now = make_old(r, i, s->kind), *old;

			if (!now)
				return;
			old = (struct old_item *)(uintptr_t)tw_set_get(&r->set,
				tw_fold_hash(now->text), now, same_text);
			while (old && old->used)
				old = old->same;
			if (!old)
				continue;
			old->used = true;
			give_back(r, i, old->item,
				same_bytes(r, old->text, now->text));
		}
}

/* ---- items that are alike ---- */

/* The items of one section, on one side. */
static enum tw_status index_section(struct tw_index *index,
	const struct tw_nodes *nodes, enum tw_section_kind kind,
	struct tw_report *report)
{
	index->count = 0;
	index->at = tw_arena_take(report->arena,
		(nodes->count + 1) * sizeof(*index->at));
	if (!index->at)
		return report->status = tw_fail_memory(report->err);
	for (size_t i = 0; i < nodes->count; i++)
		if (nodes->at[i].section == kind)
			index->at[index->count++] = i;
	return TW_OK;
}

static enum tw_status pair(struct tw_link **links, struct tw_index *rows,
	struct tw_sides *sides, enum tw_section_kind from,
	enum tw_section_kind to, struct tw_report *report)
{
	struct tw_index columns;

	if (index_section(rows, &sides->from, from, report) ||
	    index_section(&columns, &sides->to, to, report))
		return report->status;
	*links = tw_arena_take(report->arena,
		(rows->count + 1) * sizeof(**links));
	if (!*links)
		return report->status = tw_fail_memory(report->err);
	return report->status = tw_pair(*links, NULL, sides, *rows, columns,
		true, report->err);
}

/* True if the number of a figure stands in a text. */
static bool stands_in(struct tw_view value, struct tw_view text)
{
	size_t len = 0;

	while (value.len && !(*value.ptr >= '0' && *value.ptr <= '9'))
		value = tw_after(value, 1);
	while (len < value.len && ((value.ptr[len] >= '0' &&
	       value.ptr[len] <= '9') || value.ptr[len] == ',' ||
	       value.ptr[len] == '.'))
		len++;
	for (size_t i = 0; len && i + len <= text.len; i++)
		if (!memcmp(text.ptr + i, value.ptr, len))
			return true;
	return false;
}

/* A figure comes back only where its number still stands. */
static struct tw_detail *still_true(struct returning *r,
	struct tw_detail *details, const struct tw_node *node)
{
	struct tw_detail *kept = NULL, **end = &kept, *next;

	for (; details; details = next) {
		next = details->next;
		if (details->sign != '>' &&
		    !stands_in(details->value, node->text)) {
			tw_report_note(r->report, 0, "\"%c %.*s: %.*s\" is "
				"left out, since its item now reads \"%.*s\"",
				details->sign, TW_ARG(details->name),
				TW_ARG(details->value), TW_ARG(node->text));
			continue;
		}
		details->next = NULL;
		*end = details;
		end = &details->next;
	}
	return kept;
}

static void return_alike(struct returning *r, struct tw_sides *sides,
	enum tw_section_kind kind)
{
	struct tw_link *links;
	struct tw_index rows;

	if (pair(&links, &rows, sides, kind, kind, r->report))
		return;
	for (size_t i = 0; i < rows.count; i++) {
		const struct tw_node *from, *to;
		struct tw_item *item, *old;

		if (links[i].to == SIZE_MAX)
			continue;
		from = &sides->from.at[rows.at[i]];
		to = &sides->to.at[links[i].to];
		item = item_of(to);
		old = item_of(from);
		if (item->key.len || item->details ||
		    tw_fold_equal(from->text, to->text))
			continue;
		item->key = old->key;
		item->comments = join_comments(item->comments, old->comments);
		item->details = still_true(r, old->details, to);
		if (!r->shown && !item->state)
			item->state = old->state;
	}
}

/* ---- fields and comments ---- */

static bool shown_field(const struct tw_field *field, bool complete)
{
	switch (field->kind) {
	case TW_STATUS:
	case TW_SUCCEEDS:
	case TW_THEME:
	case TW_FORMAT_FIELD:
	case TW_X_FIELD:
		return complete;
	default:
		return true;
	}
}

static struct tw_field *same_field(const struct tw_record *record,
	const struct tw_field *field)
{
	struct tw_field *f = record->fields;

	while (f && (f->kind != field->kind ||
	       !tw_fold_equal(f->name, field->name)))
		f = f->next;
	return f;
}

static void return_field(struct returning *r, struct tw_record *record,
	struct tw_field *old, bool complete)
{
	struct tw_field *now = same_field(record, old), **end, *copy;
	struct tw_view a, b;

	if (!now && !shown_field(old, complete)) {
		copy = tw_arena_take(r->arena, sizeof(*copy));
		if (!copy) {
			r->report->status = tw_fail_memory(r->report->err);
			return;
		}
		*copy = *old;
		copy->next = NULL;
		for (end = &record->fields; *end; end = &(*end)->next)
			continue;
		*end = copy;
	}
	if (!now)
		return;
	now->comments = join_comments(now->comments, old->comments);
	a = tw_segments_join(now->value, r->arena);
	b = tw_segments_join(old->value, r->arena);
	if (!a.ptr || !b.ptr) {
		r->report->status = tw_fail_memory(r->report->err);
	} else if (same_bytes(r, a, b)) {
		now->value = old->value;
		now->name = old->name;
	}
}

static void return_sections(struct tw_record *record,
	const struct tw_record *old)
{
	record->closing = join_comments(record->closing, old->closing);
	for (struct tw_section *s = record->sections; s; s = s->next) {
		const struct tw_section *o = tw_record_section(old, s->kind);

		if (!o)
			continue;
		s->comments = join_comments(s->comments, o->comments);
		s->closing = join_comments(s->closing, o->closing);
	}
}

enum tw_status tw_marks_return(struct tw_record *record,
	const struct tw_record *old, bool complete, struct tw_report *report)
{
	struct returning r = { .arena = report->arena, .report = report,
		.shown = complete };
	struct tw_sides sides = { .arena = report->arena,
		.scratch = report->arena };
	struct tw_lexicon *lexicon = tw_lexicon_new();

	if (!lexicon)
		report->status = tw_fail_memory(report->err);
	for (struct tw_field *f = old->fields; f && !report->status;
	     f = f->next)
		return_field(&r, record, f, complete);
	return_sections(record, old);
	collect_old(&r, old);
	if (!report->status)
		return_same(&r, record);
	if (!report->status)
		report->status = tw_sides_fill(&sides, lexicon, old, record,
			report->err);
	for (int kind = 0; kind < TW_SECTIONS && !report->status; kind++)
		return_alike(&r, &sides, kind);
	tw_lexicon_free(lexicon);
	return report->status;
}

/* ---- keys ---- */

/* A key, and the section that it stands in. */
struct placed {
	struct tw_view key;
	enum tw_section_kind kind;
};

static bool same_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	return x->kind == y->kind && tw_view_equal(x->key, y->key);
}

struct proposing {
	struct tw_set keys; /* that stand in the record */
	struct tw_sides sides;
	const char *where;
	struct tw_report *report;
	size_t equal; /* keys of items that read the same */
};

static bool key_stands(struct proposing *p, struct tw_view key,
	enum tw_section_kind kind)
{
	struct placed wanted = { key, kind };

	return tw_set_get(&p->keys, tw_hash(key), &wanted, same_place);
}

static void place_key(struct proposing *p, struct tw_view key,
	enum tw_section_kind kind)
{
	struct placed *placed = tw_arena_take(p->report->arena,
		sizeof(*placed));
	bool failed = !placed;

	if (placed) {
		*placed = (struct placed){ key, kind };
		tw_set_add(&p->keys, p->report->arena, tw_hash(key), placed,
			same_place, &failed);
	}
	if (failed)
		p->report->status = tw_fail_memory(p->report->err);
}

/* True if a key may stand in a section: once, and not as an outcome's too. */
static bool may_stand(struct proposing *p, struct tw_view key,
	enum tw_section_kind kind)
{
	if (kind != TW_OUTCOMES)
		return !key_stands(p, key, kind) &&
			!key_stands(p, key, TW_OUTCOMES);
	for (int i = 0; i < TW_SECTIONS; i++)
		if (key_stands(p, key, i))
			return false;
	return true;
}

static void propose(struct proposing *p, enum tw_section_kind from,
	enum tw_section_kind to)
{
	struct tw_link *links;
	struct tw_index rows;

	if (p->report->status ||
	    pair(&links, &rows, &p->sides, from, to, p->report))
		return;
	for (size_t i = 0; i < rows.count; i++) {
		const struct tw_node *old, *now;

		if (links[i].to == SIZE_MAX)
			continue;
		old = &p->sides.from.at[rows.at[i]];
		now = &p->sides.to.at[links[i].to];
		if (!old->item->key.len || now->item->key.len ||
		    !may_stand(p, old->item->key, to))
			continue;
		item_of(now)->key = old->item->key;
		place_key(p, old->item->key, to);
		p->equal += links[i].by == TW_BY_EQUAL;
		if (links[i].by == TW_BY_LIKENESS)
			tw_report_note(p->report, 0, "[%.*s] is proposed for "
				"\"%.*s\", by likeness 0.%03u to \"%.*s\" (%s)",
				TW_ARG(old->item->key),
				TW_ARG(tw_report_short(p->report, now->text)),
				links[i].score,
				TW_ARG(tw_report_short(p->report, old->text)), p->where);
	}
}

enum tw_status tw_keys_propose(struct tw_record *record,
	const struct tw_record *before, const char *where,
	struct tw_report *report)
{
	struct proposing p = { .where = where, .report = report,
		.sides = { .arena = report->arena,
			.scratch = report->arena } };
	struct tw_lexicon *lexicon = tw_lexicon_new();

	report->status = !lexicon ? tw_fail_memory(report->err) :
		tw_sides_fill(&p.sides, lexicon, before, record, report->err);
	for (const struct tw_section *s = record->sections; s; s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next)
			if (i->key.len)
				place_key(&p, i->key, s->kind);
	propose(&p, TW_OUTCOMES, TW_OUTCOMES);
	propose(&p, TW_PLANNED, TW_ACTIVITY);
	propose(&p, TW_PLANNED, TW_PLANNED);
	propose(&p, TW_ACTIVITY, TW_ACTIVITY);
	propose(&p, TW_IMPACT, TW_IMPACT);
	propose(&p, TW_EXIT, TW_EXIT);
	tw_lexicon_free(lexicon);
	if (p.equal)
		tw_report_note(report, 0, "%zu item%s as in %s, and keep%s "
			"the key that %s there", p.equal, p.equal == 1 ?
			" reads" : "s read", where, p.equal == 1 ? "s" : "",
			p.equal == 1 ? "it has" : "they have");
	return report->status;
}
