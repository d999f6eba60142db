#include "history/edits.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "history/same.h"
#include "text/words.h"

#include <string.h>

/* Two versions on their way. */
struct finding {
	struct tw_edits *edits;
	struct tw_versions versions;
	const struct tw_record *from, *to; /* NULL: there is none */
	struct tw_arena *arena, *scratch;
	struct tw_error *err;
};

/* Two lists of things with names, of which equal ones are found. */
struct lists {
	struct tw_entry_key *a, *b;
	size_t n, m;
	size_t *fate, *origin;
};

static bool lists_begin(struct lists *l, struct tw_arena *arena, size_t n,
	size_t m)
{
	*l = (struct lists){ .n = n, .m = m };
	l->a = tw_arena_take(arena, (n + 1) * sizeof(*l->a));
	l->b = tw_arena_take(arena, (m + 1) * sizeof(*l->b));
	l->fate = tw_arena_take_raw(arena, (n + 1) * sizeof(*l->fate));
	l->origin = tw_arena_take_raw(arena, (m + 1) * sizeof(*l->origin));
	if (!l->a || !l->b || !l->fate || !l->origin)
		return false;
	memset(l->fate, 0xFF, (n + 1) * sizeof(*l->fate));
	memset(l->origin, 0xFF, (m + 1) * sizeof(*l->origin));
	return true;
}

static void lists_take(void *context, size_t from, size_t to)
{
	struct lists *l = context;

	l->fate[from] = to;
	l->origin[to] = from;
}

static void lists_join(struct lists *l)
{
	tw_keys_join(l->a, l->n, l->b, l->m, lists_take, l);
}

/* Leaves in the lists what was not found, to be looked for in another way. */
static void lists_rest(struct lists *l)
{
	size_t n = 0, m = 0;

	for (size_t i = 0; i < l->n; i++)
		if (l->fate[l->a[i].at] == TW_NOWHERE)
			l->a[n++] = l->a[i];
	for (size_t i = 0; i < l->m; i++)
		if (l->origin[l->b[i].at] == TW_NOWHERE)
			l->b[m++] = l->b[i];
	l->n = n;
	l->m = m;
}

/* ---- the items of a version ---- */

static size_t count_items(const struct tw_record *record)
{
	size_t count = 0;

	for (const struct tw_section *s = record ? record->sections : NULL; s;
	     s = s->next)
		count += s->count;
	return count;
}

static enum tw_status collect_nodes(struct tw_node **nodes, size_t *count,
	struct finding *f, const struct tw_record *record)
{
	struct tw_node *node;

	*count = count_items(record);
	*nodes = node = tw_arena_take(f->arena,
		(*count + 1) * sizeof(**nodes));
	if (!node)
		return tw_fail_memory(f->err);
	for (const struct tw_section *s = record ? record->sections : NULL; s;
	     s = s->next)
		for (const struct tw_item *i = s->items; i; i = i->next) {
			*node = (struct tw_node){ i, tw_words_join(i->text,
				f->arena), s->kind };
			if (!node++->text.ptr)
				return tw_fail_memory(f->err);
		}
	*count = (size_t)(node - *nodes);
	return TW_OK;
}

static size_t *nowhere(struct tw_arena *arena, size_t count)
{
	size_t *list = tw_arena_take_raw(arena, (count + 1) * sizeof(*list));

	if (list)
		memset(list, 0xFF, (count + 1) * sizeof(*list));
	return list;
}

static enum tw_status pair_items(struct finding *f)
{
	struct tw_versions *v = &f->versions;
	struct tw_edits *e = f->edits;
	enum tw_status status = collect_nodes(&v->from, &v->from_count, f,
		f->from);

	if (!status)
		status = collect_nodes(&v->to, &v->to_count, f, f->to);
	if (status)
		return status;
	v->fate = nowhere(f->arena, v->from_count);
	v->origin = nowhere(f->arena, v->to_count);
	v->by = tw_arena_take(f->arena, v->to_count + 1);
	v->score = tw_arena_take(f->arena,
		(v->to_count + 1) * sizeof(*v->score));
	e->changed = tw_arena_take(f->arena,
		(v->to_count + 1) * sizeof(*e->changed));
	if (!v->fate || !v->origin || !v->by || !v->score || !e->changed)
		return tw_fail_memory(f->err);
	e->from_nodes = v->from;
	e->from_count = v->from_count;
	e->fate = v->fate;
	e->to_nodes = v->to;
	e->to_count = v->to_count;
	e->origin = v->origin;
	return tw_versions_pair(v);
}

/* ---- detail lines ---- */

static size_t count_details(const struct tw_item *item)
{
	size_t count = 0;

	for (const struct tw_detail *d = item ? item->details : NULL; d;
	     d = d->next)
		count++;
	return count;
}

static const struct tw_detail **list_details(struct tw_arena *arena,
	const struct tw_item *item, size_t count)
{
	const struct tw_detail **list = tw_arena_take(arena,
		(count + 1) * sizeof(*list)), **at = list;

	for (const struct tw_detail *d = item->details; list && d; d = d->next)
		*at++ = d;
	return list;
}

/* What a detail line is known by; the rest of it is what it says. */
static void fill_details(struct tw_entry_key *keys,
	const struct tw_detail *const *list, size_t count, bool sign)
{
	for (size_t i = 0; i < count; i++) {
		const struct tw_detail *d = list[keys[i].at];

		keys[i].name = d->name;
		keys[i].group = sign || d->sign == '>' ? d->sign : 0;
	}
}

static bool details_equal(const struct tw_detail *a, const struct tw_detail *b)
{
	return a->sign == b->sign && tw_view_equal(a->name, b->name) &&
		tw_view_equal(a->value, b->value);
}

/* Item by item, most have few of them, and the same. */
static bool all_equal(const struct tw_item *a, const struct tw_item *b)
{
	const struct tw_detail *x = a->details, *y = b->details;

	for (; x && y && details_equal(x, y); x = x->next)
		y = y->next;
	return !x && !y;
}

static void list_edits(struct tw_item_edit *edit, const struct lists *l,
	const struct tw_detail *const *from, size_t n,
	const struct tw_detail *const *to, size_t m)
{
	for (size_t j = 0; j < m; j++) {
		const struct tw_detail *was = l->origin[j] == TW_NOWHERE ?
			NULL : from[l->origin[j]];

		if (!was || !details_equal(was, to[j]))
			edit->details[edit->detail_count++] =
				(struct tw_detail_edit){ was, to[j] };
	}
	for (size_t i = 0; i < n; i++)
		if (l->fate[i] == TW_NOWHERE)
			edit->details[edit->detail_count++] =
				(struct tw_detail_edit){ from[i], NULL };
}

static enum tw_status compare_details(struct tw_item_edit *edit,
	struct finding *f)
{
	const struct tw_item *a = edit->from->item, *b = edit->to->item;
	const struct tw_detail **from, **to;
	size_t n, m;
	struct lists l;

	if (all_equal(a, b))
		return TW_OK;
	n = count_details(a);
	m = count_details(b);
	from = list_details(f->scratch, a, n);
	to = list_details(f->scratch, b, m);
	edit->details = tw_arena_take(f->arena,
		(n + m + 1) * sizeof(*edit->details));
	if (!from || !to || !edit->details || !lists_begin(&l, f->scratch, n,
	    m))
		return tw_fail_memory(f->err);
	for (size_t i = 0; i < n; i++)
		l.a[i].at = i;
	for (size_t i = 0; i < m; i++)
		l.b[i].at = i;
	fill_details(l.a, from, n, true);
	fill_details(l.b, to, m, true);
	lists_join(&l);
	lists_rest(&l);
	/* A level may have become an addition. */
	fill_details(l.a, from, l.n, false);
	fill_details(l.b, to, l.m, false);
	lists_join(&l);
	list_edits(edit, &l, from, n, to, m);
	edit->what |= edit->detail_count ? TW_EDIT_DETAILS : TW_EDIT_ORDER;
	return TW_OK;
}

/* ---- items ---- */

static bool segments_equal(const struct tw_segment *a,
	const struct tw_segment *b)
{
	for (; a && b && tw_view_equal(a->text, b->text); a = a->next)
		b = b->next;
	return !a && !b;
}

static enum tw_status compare_items(struct tw_item_edit *edit,
	struct finding *f)
{
	const struct tw_node *from = edit->from, *to = edit->to;

	if (!tw_view_equal(from->text, to->text))
		edit->what |= TW_EDIT_REWORDED;
	else if (!segments_equal(from->item->text, to->item->text))
		edit->what |= TW_EDIT_WRAPPED;
	if (from->section != to->section)
		edit->what |= TW_EDIT_MOVED;
	if (!tw_view_equal(from->item->key, to->item->key))
		edit->what |= TW_EDIT_KEY;
	if (from->item->state != to->item->state)
		edit->what |= TW_EDIT_STATE;
	return compare_details(edit, f);
}

static void keep(struct finding *f, const struct tw_item_edit *edit)
{
	f->edits->what |= edit->what;
	if (edit->what & TW_EDIT_SUBSTANCE)
		f->edits->items[f->edits->item_count++] = *edit;
}

static enum tw_status look_at(struct finding *f, size_t i)
{
	const struct tw_versions *v = &f->versions;
	struct tw_item_edit edit = { .to = &v->to[i],
		.by = (enum tw_by)v->by[i], .score = v->score[i] };
	enum tw_status status = TW_OK;

	if (v->origin[i] == TW_NOWHERE) {
		edit.what = TW_EDIT_ADDED;
	} else {
		edit.from = &v->from[v->origin[i]];
		tw_arena_reset(f->scratch);
		status = compare_items(&edit, f);
	}
	f->edits->changed[i] = edit.what;
	keep(f, &edit);
	return status;
}

static enum tw_status list_items(struct finding *f)
{
	const struct tw_versions *v = &f->versions;
	enum tw_status status = TW_OK;

	f->edits->items = tw_arena_take(f->arena, (v->from_count +
		v->to_count + 1) * sizeof(*f->edits->items));
	if (!f->edits->items)
		return tw_fail_memory(f->err);
	for (int kind = 0; kind < TW_SECTIONS && !status; kind++) {
		for (size_t i = 0; i < v->to_count && !status; i++)
			if ((int)v->to[i].section == kind)
				status = look_at(f, i);
		for (size_t i = 0; i < v->from_count && !status; i++)
			if ((int)v->from[i].section == kind &&
			    v->fate[i] == TW_NOWHERE)
				keep(f, &(struct tw_item_edit){ .from =
					&v->from[i], .what =
					TW_EDIT_REMOVED });
	}
	return status;
}

/* Of what stayed in its section, something went past something else. */
static bool is_reordered(const struct tw_versions *v)
{
	size_t last[TW_SECTIONS] = { 0 };

	for (size_t i = 0; i < v->to_count; i++) {
		size_t origin = v->origin[i], *at = &last[v->to[i].section];

		if (origin == TW_NOWHERE ||
		    v->from[origin].section != v->to[i].section)
			continue;
		if (origin + 1 < *at)
			return true;
		*at = origin + 1;
	}
	return false;
}

/* ---- fields ---- */

static size_t count_fields(const struct tw_record *record)
{
	size_t count = 0;

	for (const struct tw_field *f = record ? record->fields : NULL; f;
	     f = f->next)
		count++;
	return count;
}

static const struct tw_field **list_fields(struct tw_entry_key *keys,
	struct tw_arena *arena, const struct tw_record *record, size_t count)
{
	const struct tw_field **list = tw_arena_take(arena,
		(count + 1) * sizeof(*list));
	size_t i = 0;

	for (const struct tw_field *f = record ? record->fields : NULL;
	     list && f; f = f->next, i++) {
		list[i] = f;
		keys[i].at = i;
		keys[i].group = (int)f->kind;
		if (f->kind >= TW_KNOWN_FIELDS)
			keys[i].name = f->name;
	}
	return list;
}

static enum tw_status compare_fields(struct finding *f,
	const struct tw_field *from, const struct tw_field *to)
{
	struct tw_field_edit edit = { from, to, { "", 0 }, { "", 0 } };
	struct tw_edits *e = f->edits;

	if (from)
		edit.was = tw_words_join(from->value, f->arena);
	if (to)
		edit.is = tw_words_join(to->value, f->arena);
	if (!edit.was.ptr || !edit.is.ptr)
		return tw_fail_memory(f->err);
	if (from && to && tw_view_equal(edit.was, edit.is)) {
		if (!segments_equal(from->value, to->value))
			e->what |= TW_EDIT_WRAPPED;
		return TW_OK;
	}
	e->fields[e->field_count++] = edit;
	return TW_OK;
}

static enum tw_status list_field_edits(struct finding *f)
{
	size_t n = count_fields(f->from), m = count_fields(f->to), last = 0;
	const struct tw_field **from, **to;
	enum tw_status status = TW_OK;
	struct lists l;

	tw_arena_reset(f->scratch);
	f->edits->fields = tw_arena_take(f->arena,
		(n + m + 1) * sizeof(*f->edits->fields));
	if (!f->edits->fields || !lists_begin(&l, f->scratch, n, m))
		return tw_fail_memory(f->err);
	from = list_fields(l.a, f->scratch, f->from, n);
	to = list_fields(l.b, f->scratch, f->to, m);
	if (!from || !to)
		return tw_fail_memory(f->err);
	lists_join(&l);
	for (size_t i = 0; i < m && !status; i++) {
		size_t origin = l.origin[i];

		status = compare_fields(f, origin == TW_NOWHERE ? NULL :
			from[origin], to[i]);
		if (origin == TW_NOWHERE)
			continue;
		if (origin + 1 < last)
			f->edits->what |= TW_EDIT_ORDER;
		last = origin + 1;
	}
	for (size_t i = 0; i < n && !status; i++)
		if (l.fate[i] == TW_NOWHERE)
			status = compare_fields(f, from[i], NULL);
	return status;
}

/* ---- comments ---- */

/* Counts them, and writes them down if there is a list. */
static size_t take_comments(struct tw_entry_key *keys, size_t count,
	const struct tw_comment *comment)
{
	for (; comment; comment = comment->next, count++)
		if (keys)
			keys[count] = (struct tw_entry_key){
				.text = comment->text, .at = count };
	return count;
}

static size_t take_segments(struct tw_entry_key *keys, size_t count,
	const struct tw_segment *segment)
{
	for (; segment; segment = segment->next)
		count = take_comments(keys, count, segment->comments);
	return count;
}

static size_t take_item(struct tw_entry_key *keys, size_t count,
	const struct tw_item *item)
{
	count = take_comments(keys, count, item->comments);
	count = take_segments(keys, count, item->text);
	for (const struct tw_detail *d = item->details; d; d = d->next)
		count = take_comments(keys, count, d->comments);
	return count;
}

static size_t take_all(struct tw_entry_key *keys,
	const struct tw_record *record)
{
	size_t count = 0;

	if (!record)
		return 0;
	for (const struct tw_field *f = record->fields; f; f = f->next) {
		count = take_comments(keys, count, f->comments);
		count = take_segments(keys, count, f->value);
	}
	count = take_comments(keys, count, record->closing);
	for (const struct tw_section *s = record->sections; s; s = s->next) {
		count = take_comments(keys, count, s->comments);
		for (const struct tw_item *i = s->items; i; i = i->next)
			count = take_item(keys, count, i);
		count = take_comments(keys, count, s->closing);
	}
	return count;
}

/* The texts of a list by place; what was joined has left its order. */
static void fill_comments(struct tw_comment_edit *edits, size_t *count,
	const struct tw_entry_key *keys, size_t n, const size_t *found,
	bool added)
{
	for (size_t i = 0; i < n; i++)
		if (found[i] == TW_NOWHERE)
			edits[(*count)++] = (struct tw_comment_edit){
				keys[i].text, added };
}

static enum tw_status list_comments(struct finding *f)
{
	size_t n = take_all(NULL, f->from), m = take_all(NULL, f->to);
	struct tw_edits *e = f->edits;
	struct lists l;

	if (!n && !m)
		return TW_OK;
	tw_arena_reset(f->scratch);
	e->comments = tw_arena_take(f->arena,
		(n + m) * sizeof(*e->comments));
	if (!e->comments || !lists_begin(&l, f->scratch, n, m))
		return tw_fail_memory(f->err);
	take_all(l.a, f->from);
	take_all(l.b, f->to);
	lists_join(&l);
	take_all(l.a, f->from);
	take_all(l.b, f->to);
	fill_comments(e->comments, &e->comment_count, l.b, m, l.origin, true);
	fill_comments(e->comments, &e->comment_count, l.a, n, l.fate, false);
	if (e->comment_count)
		e->what |= TW_EDIT_COMMENTS;
	return TW_OK;
}

/* ---- the record ---- */

/* Headings without items: those with some are told by these. */
static unsigned empty_headings(const struct tw_record *record,
	const struct tw_record *other)
{
	unsigned kinds = 0;

	for (const struct tw_section *s = record ? record->sections : NULL; s;
	     s = s->next)
		if (!s->items && (!other || !tw_record_section(other,
		    s->kind)))
			kinds |= 1u << s->kind;
	return kinds;
}

static void look_at_layout(struct finding *f)
{
	struct tw_edits *e = f->edits;

	if (f->from && f->to && !tw_edits_matter(e) && !e->what &&
	    !tw_view_equal(f->from->source, f->to->source))
		e->what |= TW_EDIT_LAYOUT;
}

bool tw_edits_matter(const struct tw_edits *edits)
{
	return edits->field_count || edits->item_count ||
		edits->sections_added || edits->sections_removed;
}

enum tw_status tw_edits_find(struct tw_edits *edits, struct tw_arena *arena,
	struct tw_lexicon *lexicon, const struct tw_record *from,
	const struct tw_record *to, struct tw_error *err)
{
	struct tw_arena *scratch = tw_arena_new();
	struct finding f = { .edits = edits, .from = from, .to = to,
		.arena = arena, .scratch = scratch, .err = err,
		.versions = { .arena = arena, .scratch = scratch,
			.lexicon = lexicon, .err = err } };
	enum tw_status status = scratch ? TW_OK : tw_fail_memory(err);

	*edits = (struct tw_edits){ .fields = NULL };
	if (lexicon)
		tw_lexicon_rest(lexicon);
	if (!status)
		status = pair_items(&f);
	if (!status)
		status = list_items(&f);
	if (!status)
		status = list_field_edits(&f);
	if (!status)
		status = list_comments(&f);
	if (!status) {
		edits->sections_added = empty_headings(to, from);
		edits->sections_removed = empty_headings(from, to);
		if (is_reordered(&f.versions))
			edits->what |= TW_EDIT_ORDER;
		look_at_layout(&f);
	}
	if (f.versions.lexicon != lexicon)
		tw_lexicon_free(f.versions.lexicon);
	tw_arena_free(scratch);
	return status;
}

const char *tw_edit_name(unsigned bit)
{
	static const char *const names[] = { "added", "removed", "reworded",
		"moved", "key", "disposition", "details", "wrapped", "order",
		"comments", "layout" };
	size_t i = 0;

	while (bit >> (i + 1))
		i++;
	return names[i];
}
