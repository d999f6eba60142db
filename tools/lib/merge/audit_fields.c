/*
 * What became of the header, and of comments. spec/merge.md, "In history".
 */
#include "merge/audit_work.h"

#include "base/utf8.h"

/* ---- fields of all copies, by name ---- */

enum { RIGHT, OTHERWISE, BASE, OURS, THEIRS, FOUND, LINES, COPIES };

struct header {
	struct tw_auditing *work;
	const struct tw_side_parts *side[COPIES];
	struct tw_set set[COPIES];
	struct tw_set twice[COPIES]; /* those that stand more than once */
};

static bool same_name(const void *a, const void *b)
{
	return tw_fold_equal(((const struct tw_part_field *)a)->node->name,
		((const struct tw_part_field *)b)->node->name);
}

static uint64_t name_hash(const struct tw_part_field *field)
{
	return tw_fold_hash(field->node->name) | 1;
}

/* The first of each name counts. */
static void index_fields(struct header *h, int copy)
{
	for (size_t i = 0; !h->work->failed && i < h->side[copy]->field_count;
	     i++) {
		const struct tw_part_field *field = &h->side[copy]->fields[i];
		uint64_t hash = name_hash(field);

		if (tw_set_add(&h->set[copy], h->work->arena, hash, field,
		    same_name, &h->work->failed))
			tw_set_add(&h->twice[copy], h->work->arena, hash,
				field, same_name, &h->work->failed);
	}
}

static const struct tw_part_field *field_in(const struct header *h, int copy,
	const struct tw_part_field *like)
{
	return h->set[copy].count ? tw_set_get(&h->set[copy], name_hash(like),
		like, same_name) : NULL;
}

static bool is_twice(const struct header *h, int copy,
	const struct tw_part_field *like)
{
	return h->twice[copy].count && tw_set_get(&h->twice[copy],
		name_hash(like), like, same_name);
}

static bool equal(const struct tw_part_field *a, const struct tw_part_field *b)
{
	return a && b && tw_view_equal(a->value, b->value);
}

static bool is_undone(const struct header *h,
	const struct tw_part_field *found)
{
	for (int c = BASE; c <= LINES; c++)
		if (c != FOUND && equal(field_in(h, c, found), found))
			return true;
	return false;
}

static struct tw_audit_finding *add(const struct header *h,
	enum tw_audit_kind kind, enum tw_audit_part part,
	const struct tw_part_field *field)
{
	struct tw_audit_finding *f = tw_audit_add(h->work, kind, part);
	const struct tw_part_field *base = field_in(h, BASE, field);
	const struct tw_part_field *found = field_in(h, FOUND, field);

	if (!f)
		return NULL;
	f->name = field->node->name;
	f->right = field->value;
	f->found = found ? found->value : TW_VIEW("");
	f->line = found ? found->node->line : 1;
	f->said[TW_BASE] = base ? base->value : TW_VIEW("");
	for (int s = TW_OURS; s < TW_MERGED; s++) {
		const struct tw_part_field *side = field_in(h,
			s == TW_OURS ? OURS : THEIRS, field);

		f->said[s] = side ? side->value : TW_VIEW("");
		f->did[s] = side && base ? equal(side, base) ? 0 :
			TW_DID_VALUE : side ? TW_DID_ADD : base ?
			TW_DID_TAKE_OUT : TW_NEVER_HAD;
	}
	return f;
}

/* ---- lists ---- */

static bool is_list(const struct tw_part_field *field)
{
	enum tw_field_kind kind = field->node->kind;

	return kind == TW_OFFICERS || kind == TW_THEME || kind == TW_SUCCEEDS;
}

static bool has_element(const struct tw_part_field *list, struct tw_view wanted)
{
	struct tw_view rest = list ? list->value : TW_VIEW(""), element;

	while (tw_list_next(&element, &rest))
		if (tw_fold_equal(element, wanted))
			return true;
	return false;
}

/* Somebody wrote into it what no copy has: both were before their eyes. */
static bool is_edited(const struct header *h, const struct tw_part_field *found)
{
	struct tw_view rest = found->value, element;

	while (tw_list_next(&element, &rest))
		if (!has_element(field_in(h, BASE, found), element) &&
		    !has_element(field_in(h, OURS, found), element) &&
		    !has_element(field_in(h, THEIRS, found), element))
			return true;
	return false;
}

static void look_at_list(const struct header *h,
	const struct tw_part_field *right, const struct tw_part_field *found)
{
	const struct tw_part_field *sides[] = { field_in(h, BASE, right),
		field_in(h, OURS, right), field_in(h, THEIRS, right) };
	struct tw_view rest = right->value, element;

	if (is_edited(h, found))
		return;
	while (tw_list_next(&element, &rest)) {
		struct tw_audit_finding *f;

		if (!element.len || has_element(found, element))
			continue;
		f = add(h, TW_AUDIT_LOST, TW_AUDIT_ELEMENT, right);
		if (!f)
			return;
		f->right = element;
		for (int s = TW_OURS; s < TW_MERGED; s++)
			f->did[s] = has_element(sides[s], element) ?
				has_element(sides[TW_BASE], element) ? 0 :
				TW_DID_ADD : TW_NEVER_HAD;
	}
}

/* ---- fields ---- */

static void look_at_field(const struct header *h,
	const struct tw_part_field *right, int other)
{
	const struct tw_part_field *found = field_in(h, FOUND, right);

	if (!equal(right, field_in(h, other, right))) {
		/* It is disputed: did anybody see that? */
		if (found ? equal(found, field_in(h, LINES, right)) :
		    h->work->clean)
			add(h, TW_AUDIT_DISAGREED, TW_AUDIT_FIELD, right);
		return;
	}
	if (!found)
		add(h, TW_AUDIT_LOST, TW_AUDIT_FIELD, right);
	else if (is_list(right))
		look_at_list(h, right, found);
	else if (!equal(right, found) && is_undone(h, found))
		add(h, TW_AUDIT_LOST, TW_AUDIT_FIELD, right);
	if (is_twice(h, FOUND, right) && !is_twice(h, RIGHT, right))
		add(h, TW_AUDIT_DOUBLED, TW_AUDIT_FIELD, right);
}

/* What no right merge has, and line by line was kept. */
static void look_back(const struct header *h, const struct tw_part_field *found)
{
	if (!field_in(h, RIGHT, found) && !field_in(h, OTHERWISE, found) &&
	    field_in(h, BASE, found) && equal(field_in(h, LINES, found), found))
		add(h, TW_AUDIT_BACK, TW_AUDIT_FIELD, found);
}

enum tw_status tw_audit_fields(struct tw_auditing *work)
{
	struct header h = { .work = work, .side = {
		[RIGHT] = &work->right[AS_OUR_SIDE],
		[OTHERWISE] = &work->right[AS_THEIR_SIDE],
		[BASE] = &work->plan.side[TW_BASE],
		[OURS] = &work->plan.side[TW_OURS],
		[THEIRS] = &work->plan.side[TW_THEIRS],
		[FOUND] = &work->merged, [LINES] = &work->lines } };

	for (int c = 0; c < COPIES; c++)
		index_fields(&h, c);
	for (int r = RIGHT; r <= OTHERWISE; r++)
		for (size_t i = 0; i < h.side[r]->field_count &&
		     !work->failed; i++) {
			const struct tw_part_field *field =
				&h.side[r]->fields[i];

			if (field_in(&h, r, field) == field &&
			    !(r == OTHERWISE && field_in(&h, RIGHT, field)))
				look_at_field(&h, field, RIGHT + OTHERWISE - r);
		}
	for (size_t i = 0; i < work->merged.field_count && !work->failed; i++)
		look_back(&h, &work->merged.fields[i]);
	return work->failed ? tw_fail_memory(work->err) : TW_OK;
}

/* ---- comments ---- */

struct remarks {
	struct tw_auditing *work;
	struct tw_set set[COPIES];
	bool edited; /* one is in no copy */
};

typedef void visit(struct remarks *remarks, int copy,
	const struct tw_comment *comment);

static void each(struct remarks *r, int copy, visit *call,
	const struct tw_comment *list)
{
	for (; list; list = list->next)
		call(r, copy, list);
}

static void each_of_lines(struct remarks *r, int copy, visit *call,
	const struct tw_segment *list)
{
	for (; list; list = list->next)
		each(r, copy, call, list->comments);
}

static void each_comment(struct remarks *r, int copy, visit *call,
	const struct tw_record *record)
{
	if (!record)
		return;
	for (const struct tw_field *f = record->fields; f; f = f->next) {
		each(r, copy, call, f->comments);
		each_of_lines(r, copy, call, f->value);
	}
	each(r, copy, call, record->closing);
	for (const struct tw_section *s = record->sections; s; s = s->next) {
		each(r, copy, call, s->comments);
		for (const struct tw_item *i = s->items; i; i = i->next) {
			each(r, copy, call, i->comments);
			each_of_lines(r, copy, call, i->text);
			for (const struct tw_detail *d = i->details; d;
			     d = d->next)
				each(r, copy, call, d->comments);
		}
		each(r, copy, call, s->closing);
	}
}

static bool same_comment(const void *a, const void *b)
{
	return tw_view_equal(((const struct tw_comment *)a)->text,
		((const struct tw_comment *)b)->text);
}

static bool has(const struct remarks *r, int copy, const struct tw_comment *c)
{
	return r->set[copy].count && tw_set_get(&r->set[copy],
		tw_hash(c->text), c, same_comment);
}

static void take_in(struct remarks *r, int copy, const struct tw_comment *c)
{
	if (!r->work->failed)
		tw_set_add(&r->set[copy], r->work->arena, tw_hash(c->text), c,
			same_comment, &r->work->failed);
	r->edited |= copy == FOUND && !has(r, BASE, c) && !has(r, OURS, c) &&
		!has(r, THEIRS, c);
}

/* Those that ask for something are to be deleted once it is done. */
static bool asks(struct tw_view comment)
{
	struct tw_view words;

	return tw_comment_says(&words, comment, TW_VIEW("draft")) ||
		tw_comment_says(&words, comment, TW_VIEW("merge"));
}

static void look_at(struct remarks *r, int copy, const struct tw_comment *c)
{
	struct tw_audit_finding *f;

	(void)copy;
	if (has(r, BASE, c) || has(r, FOUND, c) || !has(r, OTHERWISE, c) ||
	    asks(c->text) || r->work->failed)
		return;
	f = tw_audit_add(r->work, TW_AUDIT_LOST, TW_AUDIT_COMMENT);
	if (!f)
		return;
	f->right = c->text;
	f->did[TW_OURS] = has(r, OURS, c) ? TW_DID_ADD : TW_NEVER_HAD;
	f->did[TW_THEIRS] = has(r, THEIRS, c) ? TW_DID_ADD : TW_NEVER_HAD;
	/* Once is enough, wherever else it should stand. */
	take_in(r, FOUND, c);
}

enum tw_status tw_audit_comments(struct tw_auditing *work)
{
	struct remarks r = { .work = work };
	const struct tw_audit_copies *copies = work->copies;

	each_comment(&r, BASE, take_in, copies->base);
	each_comment(&r, OURS, take_in, copies->ours);
	each_comment(&r, THEIRS, take_in, copies->theirs);
	each_comment(&r, FOUND, take_in, copies->merged);
	each_comment(&r, OTHERWISE, take_in,
		work->right[AS_THEIR_SIDE].record);
	if (!r.edited)
		each_comment(&r, RIGHT, look_at,
			work->right[AS_OUR_SIDE].record);
	return work->failed ? tw_fail_memory(work->err) : TW_OK;
}
