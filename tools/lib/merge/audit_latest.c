/*
 * What has been put right since. spec/merge.md, "In history".
 */
#include "merge/audit_work.h"

#include "base/utf8.h"

/* Each costs a look at all of the record: a longer list is another matter. */
enum { MOST_SETTLED = 1000 };

static size_t count_key(const struct tw_side_parts *latest, struct tw_view key)
{
	size_t count = 0;

	for (size_t i = 0; key.len && i < latest->item_count; i++)
		count += tw_view_equal(key, latest->items[i].node->key);
	return count;
}

static size_t count_text(const struct tw_side_parts *latest,
	struct tw_view text)
{
	size_t count = 0;

	for (size_t i = 0; i < latest->item_count; i++)
		count += tw_view_equal(text, latest->items[i].text);
	return count;
}

static bool is_there(const struct tw_side_parts *latest,
	const struct tw_audit_finding *f)
{
	return count_key(latest, f->key) || count_text(latest, f->item);
}

/* Two that are likely one, or one text twice. */
static bool both_there(const struct tw_side_parts *latest,
	const struct tw_audit_finding *f)
{
	if (count_key(latest, f->key) > 1)
		return true;
	return tw_view_equal(f->right, f->found) ?
		count_text(latest, f->right) > 1 :
		count_text(latest, f->right) && count_text(latest, f->found);
}

/* The item as the merge has it stands there to the word. */
static bool still_there(const struct tw_side_parts *latest,
	const struct tw_item *was, struct tw_arena *arena, bool *failed)
{
	struct tw_part_item item = { .node = was };

	item.text = tw_part_text(was->text, arena);
	*failed |= !item.text.ptr;
	for (size_t i = 0; i < latest->item_count; i++)
		if (tw_part_item_same(&latest->items[i], &item))
			return true;
	return false;
}

static const struct tw_detail *find_detail(const struct tw_side_parts *latest,
	const struct tw_audit_finding *f, size_t *count)
{
	struct tw_view name = { f->name.ptr + 2, f->name.len - 2 };
	const struct tw_detail *found = NULL;

	*count = 0;
	for (size_t i = 0; i < latest->item_count; i++)
		for (const struct tw_detail *d = latest->items[i].node->details;
		     d; d = d->next)
			if (d->sign == *f->name.ptr && tw_fold_equal(d->name,
			    name)) {
				found = found ? found : d;
				++*count;
			}
	return found;
}

static bool detail_settled(const struct tw_side_parts *latest,
	const struct tw_audit_finding *f)
{
	size_t count;
	const struct tw_detail *d = find_detail(latest, f, &count);

	if (f->kind == TW_AUDIT_DOUBLED)
		return count <= 1;
	if (f->kind == TW_AUDIT_BACK)
		return !d;
	if (!d)
		return f->found.len;
	return !f->found.len || !tw_fold_equal(d->value, f->found);
}

static struct tw_view value_of(const struct tw_part_item *item,
	enum tw_audit_part part)
{
	if (part == TW_AUDIT_SECTION)
		return tw_view_of(tw_section_name(item->kind));
	if (part == TW_AUDIT_KEY)
		return item->node->key;
	if (part == TW_AUDIT_TEXT)
		return item->text;
	return item->node->state ? tw_view_of(tw_state_name(
		item->node->state)) : TW_VIEW("");
}

/* No item that may be the one still has what the merge has there. */
static bool part_settled(const struct tw_side_parts *latest,
	const struct tw_audit_finding *f)
{
	struct tw_view text = f->part == TW_AUDIT_TEXT ? f->found : f->item;

	for (size_t i = 0; i < latest->item_count; i++) {
		const struct tw_part_item *item = &latest->items[i];

		if (((f->key.len && tw_view_equal(f->key, item->node->key)) ||
		    tw_view_equal(text, item->text)) &&
		    tw_view_equal(f->found, value_of(item, f->part)))
			return false;
	}
	return true;
}

static bool item_settled(const struct tw_side_parts *latest,
	const struct tw_audit_finding *f, struct tw_auditing *work)
{
	switch (f->kind) {
	case TW_AUDIT_LOST:
		return is_there(latest, f);
	case TW_AUDIT_DOUBLED:
		return !both_there(latest, f);
	case TW_AUDIT_BACK:
		return !is_there(latest, f);
	default:
		return f->was ? !still_there(latest, f->was, work->arena,
			&work->failed) : is_there(latest, f);
	}
}

static bool field_settled(const struct tw_side_parts *latest,
	const struct tw_audit_finding *f)
{
	const struct tw_part_field *field = NULL;
	size_t count = 0;

	for (size_t i = 0; i < latest->field_count; i++)
		if (tw_fold_equal(latest->fields[i].node->name, f->name)) {
			field = field ? field : &latest->fields[i];
			count++;
		}
	if (f->kind == TW_AUDIT_DOUBLED)
		return count <= 1;
	if (!field || f->kind == TW_AUDIT_BACK)
		return !field && (f->found.len || f->kind == TW_AUDIT_BACK);
	if (f->part == TW_AUDIT_ELEMENT) {
		struct tw_view rest = field->value, element;

		while (tw_list_next(&element, &rest))
			if (tw_fold_equal(element, f->right))
				return true;
		return false;
	}
	return !tw_view_equal(field->value, f->found);
}

/* A comment is a line, and its own proof. */
static bool has_line(struct tw_view text, struct tw_view line)
{
	while (text.len) {
		const char *newline = memchr(text.ptr, '\n', text.len);
		size_t len = newline ? (size_t)(newline - text.ptr) : text.len;
		struct tw_view one = { text.ptr, len };

		if (one.len && one.ptr[one.len - 1] == '\r')
			one.len--;
		if (tw_view_equal(tw_trim(one), line))
			return true;
		len += newline != NULL;
		text.ptr += len;
		text.len -= len;
	}
	return false;
}

static bool record_settled(const struct tw_auditing *work,
	const struct tw_audit_finding *f)
{
	const struct tw_record *latest = work->copies->latest;
	const struct tw_diagnostic *d = latest->diagnostics.first;

	if (f->kind != TW_AUDIT_MARKERS)
		return !tw_view_equal(latest->source,
			work->copies->merged->source);
	while (d && d->id != TW_DIAG_CONFLICT_MARKER)
		d = d->next;
	return !d;
}

static bool is_settled(struct tw_auditing *work,
	const struct tw_side_parts *latest, const struct tw_audit_finding *f)
{
	switch (f->part) {
	case TW_AUDIT_ITEM:
		return item_settled(latest, f, work);
	case TW_AUDIT_SECTION:
	case TW_AUDIT_KEY:
	case TW_AUDIT_STATE:
	case TW_AUDIT_TEXT:
		return part_settled(latest, f);
	case TW_AUDIT_DETAIL:
		return detail_settled(latest, f);
	case TW_AUDIT_FIELD:
	case TW_AUDIT_ELEMENT:
		return field_settled(latest, f);
	case TW_AUDIT_COMMENT:
		return has_line(work->copies->latest->source, f->right);
	default:
		return record_settled(work, f);
	}
}

enum tw_status tw_audit_settle(struct tw_auditing *work)
{
	const struct tw_record *latest = work->copies->latest;
	struct tw_side_parts parts = { .record = NULL };
	enum tw_status status = TW_OK;
	size_t count = 0;

	/* What cannot be read shows nothing but markers, or that they went. */
	if (latest && !latest->diagnostics.layout)
		status = tw_side_parts(&parts, work->arena, latest, work->err);
	for (struct tw_audit_finding *f = work->first; f && !status &&
	     count++ < MOST_SETTLED; f = f->next)
		f->settled = !latest || ((parts.record ||
			f->part == TW_AUDIT_RECORD) &&
			is_settled(work, &parts, f));
	return !status && work->failed ? tw_fail_memory(work->err) : status;
}
