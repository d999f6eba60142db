#include "history/filter.h"

#include "base/utf8.h"

static bool same_text(const void *a, const void *b)
{
	return tw_view_equal(*(const struct tw_view *)a,
		*(const struct tw_view *)b);
}

/* ---- by key ---- */

static bool has_key(const struct tw_filter *f, const struct tw_node *node)
{
	if (!node)
		return false;
	if (node->item->key.len)
		return tw_view_equal(node->item->key, f->key);
	return tw_set_get(&f->texts, tw_hash(node->text), &node->text,
		same_text);
}

/* What it was called then is looked for in what is older. */
static enum tw_status remember(struct tw_filter *f,
	const struct tw_node *node, struct tw_error *err)
{
	struct tw_view *text;
	bool failed = false;

	if (!node || node->item->key.len || has_key(f, node))
		return TW_OK;
	text = tw_arena_take(f->arena, sizeof(*text));
	if (!text)
		return tw_fail_memory(err);
	*text = tw_arena_copy(f->arena, node->text);
	if (!text->ptr)
		return tw_fail_memory(err);
	tw_set_add(&f->texts, f->arena, tw_hash(*text), text, same_text,
		&failed);
	return failed ? tw_fail_memory(err) : TW_OK;
}

/* ---- by measure ---- */

static struct tw_view name_of(const struct tw_filter *f, struct tw_view name)
{
	const struct tw_alias *known = f->house ?
		tw_names_find(&f->house->measures, name) : NULL;

	return known ? known->name : name;
}

bool tw_filter_measures(const struct tw_filter *f, const struct tw_detail *d)
{
	return d && d->sign != '>' && tw_fold_equal(name_of(f, d->name),
		name_of(f, f->measure));
}

static bool has_measure(const struct tw_filter *f, const struct tw_node *node)
{
	const struct tw_detail *d = node ? node->item->details : NULL;

	while (d && !tw_filter_measures(f, d))
		d = d->next;
	return d;
}

static void keep_details(const struct tw_filter *f, struct tw_item_edit *edit)
{
	size_t kept = 0;

	for (size_t i = 0; i < edit->detail_count; i++)
		if (tw_filter_measures(f, edit->details[i].from) ||
		    tw_filter_measures(f, edit->details[i].to))
			edit->details[kept++] = edit->details[i];
	edit->detail_count = kept;
}

/* ---- deeds ---- */

static bool keep_item(const struct tw_filter *f, struct tw_item_edit *edit)
{
	if (f->key.len && !has_key(f, edit->to) && !has_key(f, edit->from))
		return false;
	if (!f->measure.len)
		return true;
	if (!edit->from || !edit->to)
		return has_measure(f, edit->to ? edit->to : edit->from);
	keep_details(f, edit);
	return edit->detail_count;
}

static bool keep_decision(const struct tw_filter *f,
	const struct tw_decision *d)
{
	bool key = !f->key.len || has_key(f, d->merged) ||
		has_key(f, d->side[0]) || has_key(f, d->side[1]);
	bool measure = !f->measure.len || has_measure(f, d->merged) ||
		has_measure(f, d->side[0]) || has_measure(f, d->side[1]);

	return key && measure;
}

static enum tw_status keep_part(bool *any, struct tw_filter *f,
	struct tw_deed *deed, struct tw_error *err)
{
	struct tw_edits *e = &deed->edits;
	enum tw_status status = TW_OK;
	size_t kept = 0;

	for (size_t i = 0; i < e->item_count && !status; i++)
		if (keep_item(f, &e->items[i])) {
			e->items[kept++] = e->items[i];
			if (f->key.len)
				status = remember(f, e->items[i].from, err);
		}
	e->item_count = kept;
	e->field_count = e->comment_count = 0;
	e->sections_added = e->sections_removed = 0;
	e->filtered = true;
	kept = 0;
	for (size_t i = 0; i < deed->decision_count; i++)
		if (keep_decision(f, &deed->decisions[i]))
			deed->decisions[kept++] = deed->decisions[i];
	deed->decision_count = kept;
	*any = deed->merged ? kept : e->item_count;
	return status;
}

enum tw_status tw_filter_apply(struct tw_filter *filter,
	struct tw_deed *deeds, size_t *count, struct tw_error *err)
{
	enum tw_status status = TW_OK;
	size_t kept = 0;
	bool any;

	if (!filter->key.len && !filter->measure.len)
		return TW_OK;
	for (size_t i = 0; i < *count && !status; i++) {
		status = keep_part(&any, filter, &deeds[i], err);
		if (!status && any)
			deeds[kept++] = deeds[i];
	}
	*count = kept;
	return status;
}
