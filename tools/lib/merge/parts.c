#include "merge/plan.h"

#include "base/set.h"
#include "base/utf8.h"
#include "text/text.h"

/* ---- texts ---- */

bool tw_raw_equal(struct tw_view a, struct tw_view b)
{
	size_t i = 0, j = 0;

	if (tw_view_equal(a, b))
		return true;
	while (i < a.len && j < b.len) {
		if (a.ptr[i] == '\r' && i + 1 < a.len && a.ptr[i + 1] == '\n')
			i++;
		if (b.ptr[j] == '\r' && j + 1 < b.len && b.ptr[j + 1] == '\n')
			j++;
		if (a.ptr[i++] != b.ptr[j++])
			return false;
	}
	return i == a.len && j == b.len;
}

struct tw_view tw_part_text(const struct tw_segment *text,
	struct tw_arena *arena)
{
	struct tw_view joined = tw_words_join(text, arena);

	return joined.ptr ? tw_text_compose(joined, arena) : joined;
}

/* ---- taking a record apart ---- */

struct reader {
	struct tw_side_parts *side;
	struct tw_arena *arena;
	const char *at; /* up to here all bytes belong to a part */
	size_t seen[TW_SECTIONS]; /* sections of each kind */
	bool failed;
};

static struct tw_view up_to(struct reader *r, const char *end)
{
	struct tw_view v = { r->at, (size_t)(end - r->at) };

	r->at = end;
	return v;
}

static struct tw_lead take_lead(struct reader *r, struct tw_view raw,
	const struct tw_comment *comments)
{
	struct tw_lead lead = { up_to(r, raw.ptr), comments };

	r->at = raw.ptr + raw.len;
	return lead;
}

/* The end of the line that `at` stands in. */
static const char *line_end(const struct reader *r, const char *at)
{
	const struct tw_view all = r->side->record->source;
	const char *end = all.ptr + all.len;
	const char *newline = memchr(at, '\n', (size_t)(end - at));

	return newline ? newline + 1 : end;
}

static void read_details(struct reader *r, struct tw_part_item *item)
{
	size_t count = 0;

	for (const struct tw_detail *d = item->node->details; d; d = d->next)
		count++;
	item->details = tw_arena_take(r->arena,
		(count + 1) * sizeof(*item->details));
	if (!item->details) {
		r->failed = true;
		return;
	}
	for (const struct tw_detail *d = item->node->details; d; d = d->next)
		item->details[item->detail_count++] = (struct tw_part_detail){
			d, take_lead(r, d->raw, d->comments), false, NULL };
}

static void read_item(struct reader *r, const struct tw_item *node,
	enum tw_section_kind kind)
{
	struct tw_part_item *item = &r->side->items[r->side->item_count++];
	const struct tw_segment *last = node->text;

	*item = (struct tw_part_item){ .node = node, .kind = kind,
		.section = r->side->section_count };
	item->lead = (struct tw_lead){ up_to(r, node->raw.ptr),
		node->comments };
	while (last->next)
		last = last->next;
	item->opening = up_to(r, line_end(r, last->text.ptr));
	item->written = tw_part_text(node->text, r->arena);
	item->text = item->written.ptr ? tw_text_typed(item->written,
		r->arena) : item->written;
	item->hash = tw_hash(item->text);
	item->placeholder = tw_item_placeholder(node);
	r->failed |= !item->text.ptr;
	read_details(r, item);
}

/* The bytes before a heading, parted behind the last empty line in them. */
static void part_heading(struct tw_lead *closing, struct tw_lead *own)
{
	const char *start = own->raw.ptr, *end = start + own->raw.len;
	const char *cut = start;

	for (const char *at = start; at < end;) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *next = newline ? newline + 1 : end;

		if (*at != '#')
			cut = next;
		at = next;
	}
	closing->raw = (struct tw_view){ start, (size_t)(cut - start) };
	own->raw = (struct tw_view){ cut, (size_t)(end - cut) };
}

static void read_section(struct reader *r, const struct tw_section *node,
	struct tw_lead *closing)
{
	struct tw_part_section *section =
		&r->side->sections[r->side->section_count];

	section->node = node;
	section->nth = r->seen[node->kind]++;
	section->first = r->side->item_count;
	section->count = node->count;
	section->lead = take_lead(r, node->raw, node->comments);
	part_heading(closing, &section->lead);
	for (const struct tw_item *i = node->items; i; i = i->next)
		read_item(r, i, node->kind);
	section->closing.comments = node->closing;
	r->side->section_count++;
}

static enum tw_status make_room(struct reader *r, struct tw_error *err)
{
	size_t fields = 1, sections = 1, items = 1;

	for (const struct tw_field *f = r->side->record->fields; f; f = f->next)
		fields++;
	for (const struct tw_section *s = r->side->record->sections; s;
	     s = s->next) {
		sections++;
		items += s->count;
	}
	r->side->fields = tw_arena_take(r->arena,
		fields * sizeof(*r->side->fields));
	r->side->sections = tw_arena_take(r->arena,
		sections * sizeof(*r->side->sections));
	r->side->items = tw_arena_take(r->arena,
		items * sizeof(*r->side->items));
	if (!r->side->fields || !r->side->sections || !r->side->items)
		return tw_fail_memory(err);
	return TW_OK;
}

static void read_fields(struct reader *r)
{
	for (const struct tw_field *f = r->side->record->fields; f;
	     f = f->next) {
		struct tw_part_field *field =
			&r->side->fields[r->side->field_count++];

		field->node = f;
		field->lead = take_lead(r, f->raw, f->comments);
		field->value = tw_part_text(f->value, r->arena);
		r->failed |= !field->value.ptr;
	}
}

enum tw_status tw_side_parts(struct tw_side_parts *side,
	struct tw_arena *arena, const struct tw_record *record,
	struct tw_error *err)
{
	struct reader r = { .side = side, .arena = arena };
	struct tw_lead *closing = &side->closing;
	enum tw_status status;

	*side = (struct tw_side_parts){ .record = record };
	if (!record)
		return TW_OK;
	status = make_room(&r, err);
	if (status)
		return status;
	r.at = record->source.ptr + (record->bom ? 3 : 0);
	read_fields(&r);
	side->closing.comments = record->closing;
	for (const struct tw_section *s = record->sections; s; s = s->next) {
		read_section(&r, s, closing);
		closing = &side->sections[side->section_count - 1].closing;
	}
	closing->raw = up_to(&r, record->source.ptr + record->source.len);
	return r.failed ? tw_fail_memory(err) : TW_OK;
}
