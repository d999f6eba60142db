/*
 * What became of each item. spec/merge.md, "In history".
 */
#include "merge/audit_work.h"

#include "base/utf8.h"

/* Of an item; nobody writes as many, and each is held against each. */
enum { MOST_DETAILS = 3000 };

/* An item in all copies, in the right merge, and in the one that is judged. */
struct looked {
	size_t unit;
	const struct tw_strand *strand;
	const struct tw_part_item *at[TW_MERGED];
	const struct tw_part_item *right[READINGS];
	const struct tw_part_item *found; /* NULL: nowhere */
	bool disputed; /* somewhere in it both disagree */
};

/* ---- what each side did ---- */

static bool details_differ(const struct tw_part_item *a,
	const struct tw_part_item *b)
{
	if (a->detail_count != b->detail_count)
		return true;
	for (size_t i = 0; i < a->detail_count; i++)
		if (!tw_detail_same(a->details[i].node, b->details[i].node))
			return true;
	return false;
}

static unsigned deeds(const struct tw_part_item *base,
	const struct tw_part_item *side)
{
	if (!base || !side)
		return side ? TW_DID_ADD : base ? TW_DID_TAKE_OUT :
			TW_NEVER_HAD;
	return (base->kind != side->kind ? TW_DID_MOVE : 0) |
		(tw_view_equal(base->node->key, side->node->key) ? 0 :
			TW_DID_KEY) |
		(base->node->state != side->node->state ? TW_DID_STATE : 0) |
		(tw_view_equal(base->text, side->text) ? 0 : TW_DID_TEXT) |
		(details_differ(base, side) ? TW_DID_DETAILS : 0);
}

static const struct tw_part_item *shown(const struct looked *l)
{
	const struct tw_part_item *item = l->right[0] ? l->right[0] :
		l->right[1];

	return item ? item : l->found ? l->found : l->at[TW_BASE];
}

static uint32_t heading_line(const struct tw_auditing *work,
	enum tw_section_kind kind)
{
	const struct tw_section *section = tw_record_section(
		work->copies->merged, kind);

	return section ? section->line : 1;
}

static struct tw_audit_finding *add(struct tw_auditing *work,
	const struct looked *l, enum tw_audit_kind kind,
	enum tw_audit_part part)
{
	struct tw_audit_finding *f = tw_audit_add(work, kind, part);
	const struct tw_part_item *item = shown(l);

	if (!f)
		return NULL;
	f->section = item->kind;
	f->key = item->node->key;
	f->item = item->text;
	f->rule = l->strand->broken;
	f->line = l->found ? l->found->node->line :
		heading_line(work, item->kind);
	f->was = l->found ? l->found->node : NULL;
	for (int s = TW_OURS; s < TW_MERGED; s++) {
		f->did[s] = deeds(l->at[TW_BASE], l->at[s]);
		if (l->at[s])
			f->moved[s] = l->at[s]->kind;
	}
	return f;
}

/* ---- parts of an item that have one value ---- */

static struct tw_view value_of(const struct tw_part_item *item,
	enum tw_audit_part part)
{
	switch (part) {
	case TW_AUDIT_SECTION:
		return tw_view_of(tw_section_name(item->kind));
	case TW_AUDIT_KEY:
		return item->node->key;
	case TW_AUDIT_STATE:
		return item->node->state ? tw_view_of(tw_state_name(
			item->node->state)) : TW_VIEW("");
	default:
		return item->text;
	}
}

/*
 * True if what stands there is what a side or the base has, and not what a
 * right merge has: what another side did to it is gone. Anything else is what
 * somebody wrote who had both before their eyes.
 */
static bool is_undone(const struct looked *l, enum tw_audit_part part)
{
	struct tw_view found = value_of(l->found, part);

	for (int s = 0; s < TW_MERGED; s++)
		if (l->at[s] && tw_view_equal(found, value_of(l->at[s], part)))
			return true;
	return false;
}

static void look_at_part(struct tw_auditing *work, const struct looked *l,
	enum tw_audit_part part)
{
	struct tw_audit_finding *f;
	struct tw_view right = value_of(l->right[0], part);
	struct tw_view found = value_of(l->found, part);

	if (!tw_view_equal(right, value_of(l->right[1], part)) ||
	    tw_view_equal(right, found) || (!is_undone(l, part) &&
	    !tw_audit_by_lines(work, l->found)))
		return;
	f = add(work, l, TW_AUDIT_LOST, part);
	if (!f)
		return;
	f->right = right;
	f->found = found;
}

/* ---- detail lines ---- */

static bool detail_alike(const struct tw_detail *a, const struct tw_detail *b)
{
	return a->sign == b->sign && tw_fold_equal(a->name, b->name);
}

static const struct tw_detail *detail_in(const struct tw_part_item *item,
	const struct tw_detail *like)
{
	for (size_t i = 0; item && i < item->detail_count; i++)
		if (detail_alike(item->details[i].node, like))
			return item->details[i].node;
	return NULL;
}

static size_t count_alike(const struct tw_part_item *item,
	const struct tw_detail *like)
{
	size_t count = 0;

	for (size_t i = 0; item && i < item->detail_count; i++)
		count += detail_alike(item->details[i].node, like);
	return count;
}

/* Whoever moved it to another item, or gave it another name, had it seen. */
static bool is_elsewhere(const struct tw_auditing *work,
	const struct looked *l, const struct tw_detail *d)
{
	if (tw_audit_by_lines(work, l->found))
		return false;
	for (size_t i = 0; i < l->found->detail_count; i++) {
		const struct tw_detail *e = l->found->details[i].node;

		if (e->sign == d->sign && !detail_in(l->right[0], e))
			return true;
	}
	return tw_audit_has_detail(work, d);
}

static void add_detail(struct tw_auditing *work, const struct looked *l,
	enum tw_audit_kind kind, const struct tw_detail *d,
	const struct tw_detail *found)
{
	struct tw_audit_finding *f = add(work, l, kind, TW_AUDIT_DETAIL);

	if (!f)
		return;
	f->name = tw_arena_format(work->arena, "%c %.*s", d->sign,
		TW_ARG(d->name));
	work->failed |= !f->name.ptr;
	f->right = d->value;
	f->found = found ? found->value : TW_VIEW("");
	f->line = found ? found->line : f->line;
	for (int s = TW_OURS; s < TW_MERGED; s++) {
		const struct tw_detail *base = detail_in(l->at[TW_BASE], d);
		const struct tw_detail *side = detail_in(l->at[s], d);

		if (!side && !base)
			f->did[s] = TW_NEVER_HAD;
		else if (!side || !base)
			f->did[s] = side ? TW_DID_ADD : TW_DID_TAKE_OUT;
		else
			f->did[s] = tw_detail_same(base, side) ? 0 :
				TW_DID_VALUE;
		f->said[s] = side ? side->value : TW_VIEW("");
	}
}

/* A detail that a right merge has, whichever way disputes end. */
static void look_at_detail(struct tw_auditing *work, const struct looked *l,
	const struct tw_detail *d)
{
	const struct tw_detail *other = detail_in(l->right[1], d);
	const struct tw_detail *found = detail_in(l->found, d);
	size_t most = count_alike(l->right[0], d);

	if (!other || !tw_detail_same(d, other) ||
	    (most > 1 && count_alike(l->found, d) >= most))
		return;
	if (!found) {
		if (!is_elsewhere(work, l, d))
			add_detail(work, l, TW_AUDIT_LOST, d, NULL);
		return;
	}
	if (!tw_detail_same(d, found)) {
		bool undone = tw_audit_by_lines(work, l->found);

		for (int s = 0; s < TW_MERGED; s++) {
			const struct tw_detail *side = detail_in(l->at[s], d);

			undone |= side && tw_detail_same(side, found);
		}
		if (undone)
			add_detail(work, l, TW_AUDIT_LOST, d, found);
	}
	if (count_alike(l->found, d) > most)
		add_detail(work, l, TW_AUDIT_DOUBLED, d, found);
}

/* What is there, was in the base, and neither way a right merge has it. */
static void look_back(struct tw_auditing *work, const struct looked *l)
{
	if (!tw_audit_by_lines(work, l->found))
		return;
	for (size_t i = 0; i < l->found->detail_count; i++) {
		const struct tw_detail *d = l->found->details[i].node;

		if (!detail_in(l->right[0], d) && !detail_in(l->right[1], d) &&
		    detail_in(l->at[TW_BASE], d))
			add_detail(work, l, TW_AUDIT_BACK, d, d);
	}
}

/* ---- items ---- */

static void say_disagreed(struct tw_auditing *work, const struct looked *l)
{
	struct tw_audit_finding *f = add(work, l, TW_AUDIT_DISAGREED,
		TW_AUDIT_ITEM);

	for (int s = 0; f && s < TW_MERGED; s++)
		f->said[s] = l->at[s] ? l->at[s]->text : TW_VIEW("");
	if (f && l->found) {
		f->found = f->item = l->found->text;
		f->key = l->found->node->key;
		f->section = l->found->kind;
	}
}

/* A line of it stands in a conflict of the line merge: somebody was asked. */
static bool was_asked(const struct tw_auditing *work, const struct looked *l)
{
	for (int s = 0; s < TW_MERGED && work->asked.count; s++) {
		struct tw_view raw = l->at[s] ? l->at[s]->node->raw :
			TW_VIEW("");

		while (raw.len) {
			const char *end = memchr(raw.ptr, '\n', raw.len);
			struct tw_view line = { raw.ptr, end ?
				(size_t)(end - raw.ptr) + 1 : raw.len };

			if (tw_audit_asked(work, line))
				return true;
			raw = tw_after(raw, line.len);
		}
	}
	return false;
}

/* The line merge has it, in any of its forms. */
static bool lines_have(const struct tw_auditing *work, const struct looked *l)
{
	for (int s = 0; s < TW_MERGED; s++)
		if (l->at[s] && tw_audit_by_lines(work, l->at[s]))
			return true;
	return false;
}

/*
 * The line merge has the other side's item as well, or another one that the
 * same rule is about is not as it has it: somebody chose.
 */
static bool is_chosen(const struct tw_auditing *work, const struct looked *l)
{
	for (int s = TW_OURS; s < TW_MERGED; s++)
		if (l->at[s] && tw_audit_by_lines(work, l->at[s]) &&
		    !tw_audit_present(work, l->at[s]))
			return true;
	return l->strand->broken != TW_DIAG_COUNT &&
		work->chosen[l->strand->broken];
}

/* It is where it should be; so may be all that is in it. */
static void look_inside(struct tw_auditing *work, const struct looked *l)
{
	static const enum tw_audit_part parts[] = { TW_AUDIT_SECTION,
		TW_AUDIT_KEY, TW_AUDIT_STATE, TW_AUDIT_TEXT };

	/* That it stands twice says all there is to say. */
	if (work->copied[l->unit])
		return;
	if (l->disputed && tw_audit_by_lines(work, l->found)) {
		if (!is_chosen(work, l) && !was_asked(work, l))
			say_disagreed(work, l);
		return;
	}
	if (!l->right[0] || !l->right[1])
		return;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		look_at_part(work, l, parts[i]);
	if (l->right[0]->detail_count + l->right[1]->detail_count +
	    l->found->detail_count > MOST_DETAILS)
		return;
	for (size_t i = 0; i < l->right[0]->detail_count; i++)
		look_at_detail(work, l, l->right[0]->details[i].node);
	look_back(work, l);
}

static void look_for_lost(struct tw_auditing *work, const struct looked *l)
{
	bool either = l->at[TW_OURS] && l->at[TW_THEIRS];

	if (l->strand->gone || shown(l)->placeholder)
		return;
	/* One took it out: whoever was asked may have agreed. */
	if (l->disputed && !either) {
		if (!was_asked(work, l) && !lines_have(work, l))
			say_disagreed(work, l);
	} else if (!work->reworded[l->unit]) {
		add(work, l, TW_AUDIT_LOST, TW_AUDIT_ITEM);
	}
}

static struct looked look(const struct tw_auditing *work, size_t u)
{
	struct looked l = { .unit = u, .strand = &work->plan.units[u] };

	for (int s = 0; s < TW_MERGED; s++)
		l.at[s] = tw_strand_item(&work->plan, l.strand, s);
	for (int r = 0; r < READINGS; r++)
		l.right[r] = work->item[r][u];
	if (work->found[u] != TW_NONE)
		l.found = &work->merged.items[work->found[u]];
	l.disputed = !l.strand->gone && (l.strand->whole || !l.right[0] ||
		!l.right[1] || l.right[0]->kind != l.right[1]->kind ||
		!tw_part_item_same(l.right[0], l.right[1]));
	return l;
}

static void look_at_unit(struct tw_auditing *work, size_t u)
{
	struct looked l = look(work, u);

	if (!l.found)
		look_for_lost(work, &l);
	else if (!l.strand->gone)
		look_inside(work, &l);
	else if (tw_audit_by_lines(work, l.found) &&
	         !l.found->placeholder && !was_asked(work, &l))
		add(work, &l, TW_AUDIT_BACK, TW_AUDIT_ITEM);
}

/*
 * Two that are said to be one, but not by key or text, may be kept by whoever
 * had both before their eyes.
 */
static bool was_chosen(const struct tw_auditing *work, const struct looked *l,
	const struct tw_part_item *copy)
{
	if (!l->disputed || (tw_audit_by_lines(work, copy) &&
	    tw_audit_by_lines(work, l->found)))
		return false;
	return !tw_view_equal(l->found->text, copy->text) &&
		!(copy->node->key.len && tw_view_equal(l->found->node->key,
		copy->node->key));
}

static void look_at_copy(struct tw_auditing *work, size_t i)
{
	const struct tw_part_item *copy = &work->merged.items[i];
	struct looked l = look(work, work->unit_of[i]);
	struct tw_audit_finding *f;

	if (copy->placeholder || was_chosen(work, &l, copy))
		return;
	f = add(work, &l, TW_AUDIT_DOUBLED, TW_AUDIT_ITEM);
	if (!f)
		return;
	f->right = l.found->text;
	f->found = copy->text;
	f->line = copy->node->line;
	f->other = l.found->node->line;
}

static bool find_copied(struct tw_auditing *work)
{
	work->copied = tw_arena_take(work->arena, work->plan.unit_count + 1);
	for (size_t i = 0; work->copied && i < work->merged.item_count; i++) {
		size_t u = work->unit_of[i];

		if (u != TW_NONE && work->found[u] != i)
			work->copied[u] = true;
	}
	return work->copied;
}

enum tw_status tw_audit_items(struct tw_auditing *work)
{
	if (!find_copied(work))
		return tw_fail_memory(work->err);
	for (size_t u = 0; u < work->plan.unit_count; u++)
		look_at_unit(work, u);
	for (size_t i = 0; i < work->merged.item_count; i++) {
		size_t u = work->unit_of[i];

		if (u != TW_NONE && work->found[u] != i)
			look_at_copy(work, i);
	}
	return work->failed ? tw_fail_memory(work->err) : TW_OK;
}
